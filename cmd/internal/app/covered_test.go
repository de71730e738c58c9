package app

import (
	"slices"
	"testing"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/outpost"
	outpoststore "github.com/suikao/suikao/exam/outpost/store"
	"github.com/suikao/suikao/exam/release"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
	"github.com/suikao/suikao/proctor/input"
	inputstore "github.com/suikao/suikao/proctor/input/store"
)

// What a room node kept, for a time or to its end, is covered as far as the node handed its inputs back: where it handed nothing back, room
// record and evidence say that it was a node's and is not covered.
func TestInputsOfARoomNodeAreCoveredAsFarAsItTold(t *testing.T) {
	t.Parallel()
	b := &base{db: testenv.Open(t, testenv.Migrated(t, sqldb.SQLite))}
	now, sums := time.Now(), inputstore.New(b.db)
	judge := input.New(input.Deps{Clock: time.Now, Store: sums})
	for name, over := range map[string]time.Time{"held": {}, "given back": now} {
		sit := exam.Sitting{ID: exam.SittingID(actor.NewID(now))}
		if err := outpoststore.New(b.db).AddHold(t.Context(), outpost.Hold{Sitting: sit.ID, Node: outpost.NodeID(actor.NewID(now)), Room: "r", OrgPath: "/a/", HandedAt: now, NotAfter: now, ClosedAt: over}); err != nil {
			t.Fatal(err)
		}
		got, err := b.watchedInputs(judge)(t.Context(), sit)
		if err != nil || got != (release.RecordInput{Node: true}) {
			t.Errorf("%s: %+v %v", name, got, err)
		}
		if list, err := b.inputsNotCovered(judge)(t.Context(), sit); err != nil || !slices.Equal(list, []string{"INPUT", "SEAT_AGENT"}) {
			t.Errorf("%s: %v %v", name, list, err)
		}
		if err := sums.AddSums(t.Context(), []input.Sums{{Sitting: sit.ID, Room: "r", Seat: "s", Pages: 1, Answers: 5, Local: 4, From: now, To: now.Add(time.Minute)}}); err != nil {
			t.Fatal(err)
		}
		if got, err := b.watchedInputs(judge)(t.Context(), sit); err != nil || got != (release.RecordInput{Page: true, Answers: 5, Local: 4}) {
			t.Errorf("%s and told: %+v %v", name, got, err)
		}
		if list, err := b.inputsNotCovered(judge)(t.Context(), sit); err != nil || !slices.Equal(list, []string{"SEAT_AGENT"}) {
			t.Errorf("%s and told: %v %v", name, list, err)
		}
	}
}

// That the room's camera was away stands in the record, cut to the time of the record, unless nobody was counted then for another reason.
func TestARoomCameraThatWasAwayCountsNobody(t *testing.T) {
	t.Parallel()
	day := time.Date(2026, 11, 22, 8, 0, 0, 0, time.UTC)
	at := func(minute int) time.Time { return day.Add(time.Duration(minute) * time.Minute) }
	span := func(why string, from, to int) release.RecordUncounted {
		return release.RecordUncounted{Why: why, From: at(from), To: at(to)}
	}
	silent := span("SILENT", 30, 40)
	for name, c := range map[string]struct {
		from, to time.Time
		want     []release.RecordUncounted
	}{
		"before":       {at(-9), at(0), []release.RecordUncounted{silent}},
		"into it":      {at(-9), at(5), []release.RecordUncounted{span(cameraLost, 0, 5), silent}},
		"lasts":        {at(50), time.Time{}, []release.RecordUncounted{silent, span(cameraLost, 50, 60)}},
		"within":       {at(31), at(40), []release.RecordUncounted{silent}},
		"partly":       {at(35), at(45), []release.RecordUncounted{silent, span(cameraLost, 35, 45)}},
		"after":        {at(61), time.Time{}, []release.RecordUncounted{silent}},
		"all the time": {at(-5), at(70), []release.RecordUncounted{span(cameraLost, 0, 60), silent}},
	} {
		if got := withLost([]release.RecordUncounted{silent}, c.from, c.to, at(0), at(60)); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}
