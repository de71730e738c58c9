package store_test

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/examtest"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
)

func house(t *testing.T, test func(t *testing.T, h *examtest.House)) {
	t.Helper()
	testenv.Engines(t, func(t *testing.T, open func(testing.TB) *sqldb.DB) {
		test(t, examtest.NewHouse(t, open(t), examtest.DefaultMix))
	})
}

func TestSittingComesBackAsItWasWritten(t *testing.T) {
	house(t, func(t *testing.T, h *examtest.House) {
		r := h.Sit().Begin()
		want, err := h.Real.Sitting(t.Context(), r.Page.Sitting.ID)
		if err != nil {
			t.Fatal(err)
		}
		if want != r.Page.Sitting {
			t.Errorf("service says %+v\nstore says %+v", r.Page.Sitting, want)
		}
		for name, get := range map[string]func() (exam.Sitting, error){
			"admission": func() (exam.Sitting, error) { return h.Real.SittingOf(t.Context(), want.Admission) },
			"seat":      func() (exam.Sitting, error) { return h.Real.LiveAtSeat(t.Context(), want.Seat) },
			"person":    func() (exam.Sitting, error) { return h.Real.LiveOf(t.Context(), want.Person) },
		} {
			if got, err := get(); err != nil || got != want {
				t.Errorf("by %s: %+v %v", name, got, err)
			}
		}
		if list, err := h.Real.InSlot(t.Context(), want.Slot); err != nil || len(list) != 1 || list[0] != want {
			t.Errorf("in the slot: %v %v", list, err)
		}
	})
}

func TestUpdateIsCompareAndSet(t *testing.T) {
	house(t, func(t *testing.T, h *examtest.House) {
		sit := h.Sit().Page.Sitting
		var wg sync.WaitGroup
		errs := make(chan error, 8)
		for range 8 {
			wg.Go(func() { errs <- h.Real.UpdateSitting(t.Context(), sit) })
		}
		wg.Wait()
		won := 0
		for range 8 {
			if err := <-errs; err == nil {
				won++
			} else if !errors.Is(err, exam.ErrChanged) {
				t.Error(err)
			}
		}
		if won != 1 {
			t.Errorf("%d of 8 writers won", won)
		}
	})
}

func TestConstraintsNameThemselves(t *testing.T) {
	house(t, func(t *testing.T, h *examtest.House) {
		a, b := h.Sit().Page.Sitting, h.Sit().Page.Sitting
		for name, c := range map[string]struct {
			change func(*exam.Sitting)
			want   error
		}{
			"same admission": {func(s *exam.Sitting) { s.Admission = a.Admission }, exam.ErrChanged},
			"same seat":      {func(s *exam.Sitting) { s.Seat = a.Seat }, exam.ErrSeatTaken},
			"same person":    {func(s *exam.Sitting) { s.Person = a.Person }, exam.ErrLiveElsewhere},
		} {
			s := b
			s.ID, s.Admission, s.Seat, s.Person = "01new", "01admission", "01seat", "01person"
			c.change(&s)
			err := h.Real.InTx(t.Context(), func(ctx context.Context) error { return h.Real.InsertSitting(ctx, s) })
			if !errors.Is(err, c.want) {
				t.Errorf("%s: %v", name, err)
			}
		}
		moved := b
		moved.Seat = a.Seat
		if err := h.Real.UpdateSitting(t.Context(), moved); !errors.Is(err, exam.ErrSeatTaken) {
			t.Errorf("moved onto a live seat: %v", err)
		}
		ended := b
		ended.State, ended.Seat = exam.Lapsed, a.Seat // a seat that was left binds nobody
		if err := h.Real.UpdateSitting(t.Context(), ended); err != nil {
			t.Error(err)
		}
	})
}

func TestJournalRowsAreUnique(t *testing.T) {
	house(t, func(t *testing.T, h *examtest.House) {
		r := h.Sit().Begin()
		r.Answer(1, "A")
		list, err := h.Real.Entries(t.Context(), r.Page.Sitting.ID)
		if err != nil || len(list) != 3 {
			t.Fatal(list, err)
		}
		samePlace, sameSeq := list[2], list[2]
		samePlace.Seq, sameSeq.Place = 2, 4
		for name, e := range map[string]exam.Entry{"place": samePlace, "number": sameSeq} {
			if err := h.Real.Append(t.Context(), []exam.Entry{e}); !errors.Is(err, exam.ErrPlaceTaken) {
				t.Errorf("the same %s twice: %v", name, err)
			}
		}
		if err := h.Real.SetDraw(t.Context(), exam.Draw{Sitting: r.Page.Sitting.ID, Leaf: []byte{1}}); !errors.Is(err, exam.ErrChanged) {
			t.Errorf("a second draw: %v", err)
		}
		r.Check()
	})
}

// Heads that are written from memory are written only where nobody has changed them: one that was is enough to refuse all.
func TestSwapHeadsComparesEachHead(t *testing.T) {
	house(t, func(t *testing.T, h *examtest.House) {
		heads := make([]exam.Head, 23) // a count that takes statements of several sizes
		for i := range heads {
			r := h.Sit().Begin()
			head, err := h.Real.Head(t.Context(), r.Page.Sitting.ID)
			if err != nil {
				t.Fatal(err)
			}
			head.Seq, head.Place, head.Hash = head.Seq+1, head.Place+1, bytes.Repeat([]byte{byte(i)}, 32)
			heads[i] = head
		}
		undo := errors.New("undo")
		swap := func(heads []exam.Head) (ok bool) {
			err := h.Real.InTx(t.Context(), func(ctx context.Context) (err error) {
				if ok, err = h.Real.SwapHeads(ctx, slices.Clone(heads)); err == nil && !ok {
					err = undo
				}
				return err
			})
			if err != nil && !errors.Is(err, undo) {
				t.Fatal(err)
			}
			return ok
		}
		for name, change := range map[string]func(*exam.Head){
			"epoch":    func(h *exam.Head) { h.Epoch++ },
			"gate":     func(h *exam.Head) { h.Gate = exam.GateHeld },
			"deadline": func(h *exam.Head) { h.Deadline = h.Deadline.Add(time.Millisecond) },
		} {
			for _, at := range []int{0, 20, 22} {
				other := slices.Clone(heads)
				change(&other[at])
				if swap(other) {
					t.Errorf("another %s at %d was not noticed", name, at)
				}
			}
		}
		if now, err := h.Real.Head(t.Context(), heads[0].Sitting); err != nil || now.Seq != heads[0].Seq-1 {
			t.Errorf("a refused swap left number %d, %v", now.Seq, err)
		}
		if !swap(heads) {
			t.Fatal("unchanged heads were refused")
		}
		for _, want := range heads {
			now, err := h.Real.Head(t.Context(), want.Sitting)
			if err != nil || now.Seq != want.Seq || now.Place != want.Place || !bytes.Equal(now.Hash, want.Hash) || now.Gate != exam.GateOpen {
				t.Errorf("%+v, %v", now, err)
			}
		}
	})
}

// The paper does not lie readable in the database.
func TestPaperIsSealed(t *testing.T) {
	house(t, func(t *testing.T, h *examtest.House) {
		r := h.Sit().Begin()
		var sealed string
		if err := h.DB.SQL().QueryRow("SELECT paper FROM sitting_draw WHERE sitting_id = ?", string(r.Page.Sitting.ID)).Scan(&sealed); err != nil {
			t.Fatal(err)
		}
		if plain, err := h.Ring.Open("exam.paper", sealed); err != nil || len(plain) < 1000 {
			t.Errorf("%d bytes, %v", len(plain), err)
		}
		if _, err := h.Ring.Open("another", sealed); err == nil {
			t.Error("opens for another purpose")
		}
	})
}
