package clips

import (
	"errors"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/suikao/suikao/proctor"
	"github.com/suikao/suikao/proctor/input"
)

// many is how many of each kind are measured by hand: EACH; 0 of a day.
func many() int {
	n, _ := strconv.Atoi(os.Getenv("EACH"))
	return n
}

func skipped(t *testing.T, err error) {
	t.Helper()
	if errors.Is(err, ErrNoEncoder) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// TestAnswersThatNobodyGivesAreNoticedWithinTenSeconds takes one who writes and two seats at which nobody does, or EACH of every kind.
func TestAnswersThatNobodyGivesAreNoticedWithinTenSeconds(t *testing.T) {
	only := []string{"types fast and sits still", "leaves", "does not stir"}
	if many() > 0 {
		only = nil
	}
	if one := os.Getenv("WRITER"); one != "" {
		only = []string{one}
	}
	all, err := Writings(t.Context(), models(t), max(1, many()), 4, only...)
	skipped(t, err)
	var notes strings.Builder
	s := JudgeWritings(all, &notes)
	for _, w := range all {
		t.Logf("who %s: told %v after %.1f s", w.Name, w.Told, w.After)
	}
	if t.Logf("%+v", s); notes.Len() > 0 || s.Right == 0 {
		t.Error("\n" + notes.String())
	}
	i := slices.IndexFunc(input.Detectors(), func(d proctor.Detector) bool { return d.Name == string(proctor.WithoutMovement) })
	if d := input.Detectors()[i]; d.Clips != OwnClips(Each)[d.Name] || !d.MayRaise() {
		t.Errorf("declared on %d clips with precision %.3f; there are %d", d.Clips, d.Precision, OwnClips(Each)[d.Name])
	}
}

// TestAPageIsBelievedOnlyWhereNothingMoves takes one that says the truth and one that does not, or EACH of every kind.
func TestAPageIsBelievedOnlyWhereNothingMoves(t *testing.T) {
	var all []Fed
	for i, story := range feeds {
		for k := range max(1, many()) {
			if many() == 0 && i > 0 && story != "honest-calm" {
				continue
			}
			f, err := feed(t.Context(), story, uint64(60_000+k))
			skipped(t, err)
			t.Logf("%s: told %v after %.0f s", f.Name, f.Told, f.After)
			all = append(all, f)
		}
	}
	var notes strings.Builder
	if s := JudgeFeeds(all, &notes); notes.Len() > 0 || s.Right == 0 {
		t.Error("\n" + notes.String())
	}
}
