package evidence_test

import (
	"context"
	"errors"
	"io"
	"testing"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/blob"
	"github.com/suikao/suikao/internal/crypt"
	"github.com/suikao/suikao/proctor/evidence"
	"github.com/suikao/suikao/proctor/recording"
)

// years lets time pass and runs the deletion.
func (h *house) years(n int) {
	h.t.Helper()
	h.Clock.Advance(time.Duration(n) * 366 * 24 * time.Hour)
	h.must(h.ev.DeleteOnce(context.Background()))
}

func (h *house) state(id exam.SittingID) evidence.State {
	h.t.Helper()
	c, err := h.store.Case(context.Background(), id)
	h.must(err)
	return c.State
}

func (h *house) keysOf(id exam.SittingID) []string {
	h.t.Helper()
	list, err := h.deps.Recordings.Segments(context.Background(), id)
	h.must(err)
	var out []string
	for _, s := range list {
		out = append(out, s.Key)
	}
	return out
}

func TestDeletionByRule(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		id, other := h.sat(3), h.sat(1)
		keys := h.keysOf(id)
		old := copyDir(t, h.dir) // a backup made while it was kept
		wrapped, _, err := h.store.Key(t.Context(), id)
		h.must(err)
		if r, err := h.films.Open(t.Context(), keys[0]); err != nil {
			t.Fatal(err)
		} else if b, err := io.ReadAll(r); err != nil || len(b) < 300 {
			t.Fatalf("%d bytes, %v", len(b), err)
		}
		h.years(2)
		if h.state(id) != evidence.Kept {
			t.Fatal("deleted before its time")
		}
		h.years(2)
		if h.state(id) != evidence.Gone || h.state(other) != evidence.Gone {
			t.Fatalf("%s %s", h.state(id), h.state(other))
		}
		for _, key := range keys {
			if _, _, err := h.films.files.Open(t.Context(), key); !errors.Is(err, blob.ErrNotFound) {
				t.Errorf("%s lies there still: %v", key, err)
			}
			if _, err := h.films.Open(t.Context(), key); !errors.Is(err, evidence.ErrDeleted) {
				t.Errorf("%s: %v", key, err)
			}
		}
		if w, at, err := h.store.Key(t.Context(), id); err != nil || w != "" || at.IsZero() || wrapped == "" {
			t.Errorf("the key is %q, destroyed at %v: %v", w, at, err)
		}
		// The backup with the key file opens the outer seal, and finds noise.
		dir, err := blob.OpenDir(old)
		h.must(err)
		defer func() { _ = dir.Close() }()
		f := h.films
		f.files = blob.NewSealed(dir, h.Ring)
		if _, err := f.Open(t.Context(), keys[0]); !errors.Is(err, evidence.ErrDeleted) {
			t.Errorf("a backup gives it out: %v", err)
		}
		r, info, err := f.files.Open(t.Context(), keys[0])
		h.must(err)
		if _, err := h.Ring.OpenStream("recording|"+keys[0], r, info.Size); !errors.Is(err, crypt.ErrUnreadable) {
			t.Errorf("the key file alone opens it: %v", err)
		}
		_ = r.Close()
		h.proven(id, 3)
	})
}

// proven checks what must remain of a sitting whose recordings were deleted.
func (h *house) proven(id exam.SittingID, segments int) {
	h.t.Helper()
	p, err := h.store.ProofOf(context.Background(), id)
	h.must(err)
	h.must(h.key().Check("deletion", p.Hash, p.Signature))
	roots := h.roots(id)
	last := roots[len(roots)-1]
	if last.Why != evidence.ByDeletion || len(last.Facts.Deleted) != 1 || last.Facts.Deleted[0].Proof != p.Hash || last.Facts.Chain.Segments != segments {
		h.t.Errorf("%+v", last)
	}
	list, err := h.deps.Recordings.Segments(context.Background(), id)
	h.must(err)
	if len(list) != segments || recording.CheckChain(id, list) != 0 {
		h.t.Errorf("the chain of %d segments does not hold over what was deleted", len(list))
	}
	if got := h.trail("evidence.delete"); len(got) == 0 || got[len(got)-1].ActorKind != "SYSTEM" {
		h.t.Errorf("%+v", got)
	}
	h.must(h.ev.CloseOnce(context.Background()))
	if n := len(h.roots(id)); n != len(roots) {
		h.t.Errorf("%d roots, had %d", n, len(roots))
	}
}

func TestHoldsAndProceduresKeep(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		held, open, free := h.sat(1), h.sat(1), h.sat(1)
		hold, err := h.ev.Hold(archivist("one"), held, "行政诉讼保全证据", "（2026）鄂06行初1号")
		h.must(err)
		h.deps.Pending = append(h.deps.Pending, func(_ context.Context, sit exam.Sitting) ([]string, error) {
			if sit.ID == open {
				return []string{"APPEAL"}, nil
			}
			return nil, nil
		})
		h.remake()
		h.years(4)
		if h.state(held) != evidence.Kept || h.state(open) != evidence.Kept || h.state(free) != evidence.Gone {
			t.Fatalf("held %s, open %s, free %s", h.state(held), h.state(open), h.state(free))
		}
		if _, err := h.ev.Hold(archivist("one"), free, "太晚了的保全申请", ""); !errors.Is(err, evidence.ErrDeleted) {
			t.Errorf("a hold on what is gone: %v", err)
		}
		if _, err := h.ev.DecideLift(archivist("two"), hold.ID, true); !errors.Is(err, evidence.ErrHold) {
			t.Errorf("ended without being asked: %v", err)
		}
		_, err = h.ev.AskLift(archivist("one"), hold.ID, "案件已经审结生效")
		h.must(err)
		if _, err := h.ev.DecideLift(as("one", "/authority/", people.Regulator), hold.ID, true); !errors.Is(err, evidence.ErrSame) {
			t.Errorf("ended by who asked: %v", err)
		}
		_, err = h.ev.DecideLift(archivist("two"), hold.ID, false)
		h.must(err)
		h.years(0)
		if h.state(held) != evidence.Kept {
			t.Fatal("deleted although the hold stays")
		}
		_, err = h.ev.AskLift(archivist("one"), hold.ID, "案件已经审结生效")
		h.must(err)
		_, err = h.ev.DecideLift(archivist("two"), hold.ID, true)
		h.must(err)
		h.years(0)
		if h.state(held) != evidence.Gone || h.state(open) != evidence.Kept {
			t.Errorf("held %s, open %s", h.state(held), h.state(open))
		}
	})
}

func TestPeriodsFollowTheRules(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		h.months = 0
		blank := h.sat(1)
		h.months = 36
		longer := h.sat(1)
		h.months = 0
		h.years(20)
		if h.state(blank) != evidence.Kept || h.state(longer) != evidence.Kept {
			t.Fatal("deleted although the authority has not set a period")
		}
		h.months = 12 * 30
		h.years(0)
		if c, _ := h.store.Case(t.Context(), longer); c.State != evidence.Kept || c.DeleteOn != "2056-11-22" {
			t.Fatalf("%+v", c)
		}
		h.months = 36 // a shorter one again: what was promised stays
		h.years(1)
		if h.state(longer) != evidence.Kept {
			t.Error("deleted before the day that was promised")
		}
		h.years(12)
		if h.state(blank) != evidence.Gone || h.state(longer) != evidence.Gone {
			t.Errorf("%s %s", h.state(blank), h.state(longer))
		}
	})
}

// The files are removed after the key is gone: whatever fails there, nothing is readable, and the next run ends it.
func TestDeletionThatBreaksOff(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		id := h.sat(3)
		broken := errors.New("the store is away")
		left := 1
		f := h.films
		f.before = func(string) error {
			if left--; left < 0 {
				return broken
			}
			return nil
		}
		h.deps.Files = f
		h.remake()
		h.Clock.Advance(4 * 366 * 24 * time.Hour)
		if err := h.ev.DeleteOnce(t.Context()); !errors.Is(err, broken) {
			t.Fatal(err)
		}
		if h.state(id) != evidence.Deleting {
			t.Fatal(h.state(id))
		}
		for _, key := range h.keysOf(id) {
			if _, err := h.films.Open(t.Context(), key); !errors.Is(err, evidence.ErrDeleted) {
				t.Errorf("%s: %v", key, err)
			}
		}
		if err := h.rec.Keep(t.Context(), recording.Segment{ID: "late", Sitting: id, Size: 1, From: h.Clock.Now(), To: h.Clock.Now()}, nil); !errors.Is(err, evidence.ErrDeleted) {
			t.Errorf("a segment was kept after the deletion: %v", err)
		}
		left = 100
		h.years(0)
		if h.state(id) != evidence.Gone {
			t.Error(h.state(id))
		}
		h.proven(id, 3)
	})
}
