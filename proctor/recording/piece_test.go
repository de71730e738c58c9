package recording_test

import (
	"testing"
	"time"

	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/audit"
	"github.com/suikao/suikao/proctor/recording"
)

// What a media node has begun is awaited until it is kept, or the node says that it is gone; a node that dies leaves it awaited.
func TestPiecesAreAwaited(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		node := func() *recording.Service {
			return recording.New(recording.Deps{Clock: h.Clock.Now, Audit: audit.New(h.DB, h.Clock.Now), Outbox: h.out, Store: h.store, Pieces: h.store, Sittings: h.Real, Files: films{h.files}})
		}
		h.rec = node()
		r := h.Sit().Begin()
		id, start := r.Page.Sitting.ID, h.Clock.Now()
		awaited := func() (out []recording.SegmentID) {
			t.Helper()
			list, err := h.rec.Awaited(t.Context(), id)
			if err != nil {
				t.Fatal(err)
			}
			for _, p := range list {
				out = append(out, p.ID)
			}
			return out
		}
		holds := func(list ...recording.Piece) {
			t.Helper()
			if err := h.rec.Holds(t.Context(), list); err != nil {
				t.Fatal(err)
			}
		}
		kept := h.film(id, start, 10)
		empty := recording.Piece{ID: recording.SegmentID(actor.NewID(start)), Sitting: id, From: start.Add(10 * time.Second)}
		late := recording.Piece{ID: recording.SegmentID(actor.NewID(start)), Sitting: id, Track: recording.TrackScreen, From: start.Add(20 * time.Second)}
		holds(recording.Piece{ID: kept.ID, Sitting: id, From: start}, empty, late) // the first is here already: nobody waits for it
		if got := awaited(); len(got) != 2 || got[0] != empty.ID || got[1] != late.ID {
			t.Fatalf("%v", got)
		}
		holds(late) // the other held nothing
		if got := awaited(); len(got) != 1 || got[0] != late.ID {
			t.Errorf("%v", got)
		}
		h.rec = node() // the node died, and another asks
		if got := awaited(); len(got) != 1 {
			t.Errorf("%v", got)
		}
		holds(late)
		holds()
		if got := awaited(); len(got) != 0 {
			t.Errorf("%v", got)
		}
	})
}
