package recording_test

import (
	"slices"
	"testing"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/examtest"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/audit"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
	"github.com/suikao/suikao/proctor/recording"
)

// Somebody sets the server's clock an hour and five seconds to and fro while a camera shows its picture all the time: nothing is
// missing, everything is covered, the chain holds. With the machine's own clock cameras would be lost: the test can fail.
func TestAStepOfTheClockMakesNoGap(t *testing.T) {
	t.Parallel()
	for name, steady := range map[string]bool{"by a steady clock": true, "by the machine's": false} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := newHouse(t, examtest.NewHouse(t, testenv.Open(t, testenv.Migrated(t, sqldb.SQLite)), examtest.DefaultMix))
			r := h.Sit().Begin()
			id := r.Page.Sitting.ID
			h.settle()
			var set time.Duration
			begin := h.Clock.Now()
			machine := func() time.Time { return h.Clock.Now().Add(set) }
			clock := actor.NewSteady(machine, func() time.Duration { return h.Clock.Now().Sub(begin) })
			now := clock.Now
			if !steady {
				now = machine
			}
			h.rec = recording.New(recording.Deps{Clock: now, Audit: audit.New(h.DB, now), Outbox: h.out, Store: h.store, Sittings: h.Real, Files: films{h.files}})
			steps := map[int]time.Duration{10: time.Hour, 25: -time.Hour, 40: 5 * time.Second, 50: -5 * time.Second}
			from := now()
			for i := range 60 {
				h.Clock.Advance(2 * time.Second)
				if to, ok := steps[i]; ok {
					set = to
				}
				clock.Look(2 * time.Second)
				if err := h.rec.SweepOnce(t.Context()); err != nil { // before the next word of the media node
					t.Fatal(err)
				}
				if err := h.rec.Seen(t.Context(), []exam.SittingID{id}); err != nil {
					t.Fatal(err)
				}
				if i%5 == 4 {
					h.film(id, from, 10)
					from = now()
				}
			}
			h.settle()
			list, err := h.store.Segments(t.Context(), id)
			if err != nil || len(list) != 12 || recording.CheckChain(id, list) != 0 {
				t.Fatalf("%d segments, chain broken at %d, %v", len(list), recording.CheckChain(id, list), err)
			}
			lost := slices.Contains(h.heard, "camera.lost")
			cover := recording.Cover(begin, begin.Add(2*time.Minute), list)
			if steady && (lost || cover.Percent() < 99) {
				t.Errorf("heard %v, %d%% covered", h.heard, cover.Percent())
			}
			if !steady && !lost {
				t.Error("a clock that jumps harms nothing: the test proves too little")
			}
		})
	}
}
