package recording_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/examtest"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/audit"
	"github.com/suikao/suikao/proctor/recording"
)

// pauses implements recording.Clocks by the real sittings.
type pauses struct {
	h     *house
	over  string // another pause that stands over the room
	fails int    // so many times more
}

func (p *pauses) Stop(ctx context.Context, g recording.Gap, done func(context.Context) error) error {
	if p.fails > 0 {
		p.fails--
		return errors.New("the database is away")
	}
	return p.h.Service.PauseTogether(ctx, []exam.SittingID{g.Sitting}, exam.Together{Ref: string(g.ID), Reason: exam.Reason{Code: exam.ReasonCamera},
		Count: func(ctx context.Context, _, _ int) error { return done(ctx) }})
}

func (p *pauses) RunOn(ctx context.Context, g recording.Gap) error {
	if p.fails > 0 {
		p.fails--
		return errors.New("the database is away")
	}
	return p.h.Service.ResumeTogether(ctx, []exam.SittingID{g.Sitting}, exam.Together{Ref: string(g.ID), Reason: exam.Reason{Code: exam.ReasonCamera},
		Next: func(context.Context, site.RoomID) (exam.PauseKind, string, error) {
			if p.over != "" {
				return exam.PauseRoom, p.over, nil
			}
			return exam.PauseOne, "", nil
		}, Count: func(context.Context, int, int) error { return nil }})
}

// quiet tells nobody.
type quiet struct{ unrecorded int }

func (quiet) Lost(context.Context, recording.Gap, recording.Losses) error { return nil }

func (q *quiet) Unrecorded(context.Context, recording.Gap, time.Duration, time.Duration) error {
	q.unrecorded++
	return nil
}

// filmed is a house in which a camera may be away for half a minute, and whoever keeps its clocks.
func filmed(h *house) (*pauses, *quiet) {
	p, q := &pauses{h: h}, &quiet{}
	h.rec = recording.New(recording.Deps{Clock: h.Clock.Now, Audit: audit.New(h.DB, h.Clock.Now), Outbox: h.out, Store: h.store, Rooms: h.store, Sittings: h.Real, Files: films{h.files},
		RoomPath: func(context.Context, site.RoomID) (string, error) { return examtest.OrgPath, nil }})
	h.rec.Tell(q, func(context.Context, exam.Sitting) (time.Duration, error) { return 30 * time.Second, nil })
	h.rec.StopBy(p)
	return p, q
}

// pass lets time go by, with the camera of a sitting in the picture or not.
func (h *house) pass(long time.Duration, seen ...exam.SittingID) {
	h.T.Helper()
	for end := h.Clock.Now().Add(long); h.Clock.Now().Before(end); {
		h.Clock.Advance(2 * time.Second)
		if err := h.rec.Seen(h.T.Context(), seen); err != nil {
			h.T.Fatal(err)
		}
		if _, err := h.out.Deliver(h.T.Context()); err != nil {
			h.T.Fatal(err)
		}
		_ = h.rec.SweepOnce(h.T.Context()) // what failed is done by the next one
	}
}

func (h *house) sitting(id exam.SittingID) exam.Sitting {
	h.T.Helper()
	sit, err := h.Real.Sitting(h.T.Context(), id)
	if err != nil {
		h.T.Fatal(err)
	}
	return sit
}

// A sitting without its camera for longer than the authority allows stands still, gets its time back when it is filmed again, and is
// stopped at once when the camera goes again; also where the database was away each time.
func TestWhoIsNotFilmedTooLongIsPaused(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		clocks, told := filmed(h)
		r, other := h.Sit().Begin(), h.Sit().Begin()
		id, there := r.Page.Sitting.ID, other.Page.Sitting.ID
		before := h.sitting(id).Deadline
		h.settle()
		h.pass(20*time.Second, id, there)
		h.pass(24*time.Second, there)
		if sit := h.sitting(id); sit.State != exam.Running || told.unrecorded != 0 {
			t.Fatalf("half a minute is allowed: %s, told %d", sit.State, told.unrecorded)
		}
		clocks.fails = 2
		h.pass(20*time.Second, there)
		sit := h.sitting(id)
		if sit.State != exam.Paused || sit.PauseKind != exam.PauseOne || sit.PauseRef == "" || told.unrecorded != 1 {
			t.Fatalf("%s %q %q, told %d", sit.State, sit.PauseKind, sit.PauseRef, told.unrecorded)
		}
		if s := h.sitting(there); s.State != exam.Running {
			t.Fatalf("who is filmed: %s", s.State)
		}
		h.pass(2*time.Minute, there)
		stood := sit.PausedAt
		clocks.fails = 2
		h.pass(20*time.Second, id, there)
		if sit = h.sitting(id); sit.State != exam.Running || sit.PauseRef != "" {
			t.Fatalf("filmed again: %s %q", sit.State, sit.PauseRef)
		}
		given := sit.Deadline.Sub(before)
		if least, most := 2*time.Minute, h.Clock.Now().Sub(stood); given < least || given > most {
			t.Errorf("%v given back, it stood between %v and %v", given, least, most)
		}
		h.pass(12*time.Second, there)
		if sit = h.sitting(id); sit.State != exam.Paused {
			t.Fatalf("away again, beyond what is allowed: %s", sit.State)
		}
		// A person decides otherwise: the same loss does not stop the clock again.
		if _, err := h.Service.Resume(examtest.Invigilator(), id, exam.Reason{Code: "OTHER", Text: "现场有人看着"}); err != nil {
			t.Fatal(err)
		}
		h.rec = recording.New(recording.Deps{Clock: h.Clock.Now, Audit: audit.New(h.DB, h.Clock.Now), Outbox: h.out, Store: h.store, Rooms: h.store, Sittings: h.Real, Files: films{h.files}})
		h.rec.Tell(told, func(context.Context, exam.Sitting) (time.Duration, error) { return 30 * time.Second, nil })
		h.rec.StopBy(clocks) // as at another node
		h.pass(20*time.Second, there)
		if sit = h.sitting(id); sit.State != exam.Running {
			t.Fatalf("an officer let it run on: %s", sit.State)
		}
		h.pass(10*time.Second, id, there)
		r.Check()
	})
}

// The room's own camera films the seat: nobody is stopped as long as it does.
func TestARoomThatIsFilmedStopsNobody(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		_, told := filmed(h)
		r := h.Sit().Begin()
		id := r.Page.Sitting.ID
		h.settle()
		h.pieceOfRoom(h.Clock.Now().Add(-time.Minute), "1", "the room")
		h.pass(time.Minute)
		if sit := h.sitting(id); sit.State != exam.Running || told.unrecorded != 1 {
			t.Fatalf("%s, told %d", sit.State, told.unrecorded)
		}
		h.pass(3 * time.Minute) // the room's camera is gone, too
		if sit := h.sitting(id); sit.State != exam.Paused {
			t.Fatalf("nothing films the seat: %s", sit.State)
		}
	})
}

// While the whole room is paused, a camera that comes back hands the sitting over to that pause; who moved to another seat is filmed there.
func TestTheRoomsPauseTakesOver(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		clocks, _ := filmed(h)
		r := h.Sit().Begin()
		id := r.Page.Sitting.ID
		h.settle()
		h.pass(50 * time.Second)
		clocks.over = actor.NewID(h.Clock.Now())
		h.pass(10*time.Second, id)
		if sit := h.sitting(id); sit.State != exam.Paused || sit.PauseKind != exam.PauseRoom || sit.PauseRef != clocks.over {
			t.Fatalf("%s %q %q", sit.State, sit.PauseKind, sit.PauseRef)
		}
		if list, err := h.store.StoppedBy(t.Context(), 10); err != nil || len(list) != 0 {
			t.Errorf("still to be given back: %+v %v", list, err)
		}
	})
}
