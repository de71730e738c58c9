package api_test

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/suikao/suikao/web/api"
)

// solved finds a number for a puzzle of 8 bits.
func solved(puzzle string) string {
	for n := 0; ; n++ {
		if s := fmt.Sprintf("%s:%d", puzzle, n); sha256.Sum256([]byte(s))[0] == 0 {
			return s
		}
	}
}

func TestAPuzzleCountsOnceAndInItsTime(t *testing.T) {
	now := time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC)
	used := map[string]time.Duration{}
	p := api.Puzzles{Key: func() []byte { return make([]byte, 32) }, Bits: 8, Clock: func() time.Time { return now }, First: func(_ context.Context, key string, keep time.Duration) (bool, error) {
		_, there := used[key]
		used[key] = keep
		return !there, nil
	}}
	refused := func(what, solution string) {
		t.Helper()
		if err := p.Check(t.Context(), solution); !errors.Is(err, api.ErrPuzzle) {
			t.Errorf("%s: %v", what, err)
		}
	}
	good := solved(p.New())
	unsolved := p.New()
	for n := 0; sha256.Sum256([]byte(unsolved + ":0"))[0] == 0 && n < 9; n++ {
		unsolved = p.New()
	}
	refused("no work", unsolved+":0")
	refused("nothing", "")
	refused("a long one", good+strings.Repeat("0", 80))
	for i, c := range []byte(good) {
		if c == ':' {
			break
		}
		other := []byte(good)
		other[i] = map[bool]byte{true: 'A', false: 'B'}[c != 'A']
		refused(fmt.Sprintf("letter %d of the puzzle", i), solved(string(other[:strings.IndexByte(good, ':')])))
	}
	foreign := p
	foreign.Key = func() []byte { return []byte("another house's key of 32 bytes.") }
	refused("of another house", solved(foreign.New()))
	if len(used) != 0 {
		t.Errorf("what is no solution is remembered: %v", used)
	}
	if err := p.Check(t.Context(), good); err != nil {
		t.Fatal(err)
	}
	refused("a second time", good)
	for _, keep := range used {
		if keep < 10*time.Minute {
			t.Errorf("kept for %v only", keep)
		}
	}
	late := solved(p.New())
	now = now.Add(10 * time.Minute)
	refused("too late", late)
}
