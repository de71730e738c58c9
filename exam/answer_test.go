package exam_test

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"sync"
	"testing"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/examtest"
)

// journalOf is the stored journal of the robot's sitting.
func journalOf(t *testing.T, h *examtest.House, r *examtest.Robot) []exam.Entry {
	t.Helper()
	entries, err := h.Real.Entries(t.Context(), r.Page.Sitting.ID)
	if err != nil {
		t.Fatal(err)
	}
	return entries
}

func TestBadRecordsLeaveTheJournalUntouched(t *testing.T) {
	house(t, func(t *testing.T, h *examtest.House) {
		r := h.Sit().Begin()
		other := h.Sit().Begin()
		r.Answer(1, "A")
		r.Answer(17, "AB")
		before := journalOf(t, h, r)
		base := func() exam.Write {
			w := r.Write(exam.EntryAnswer, 2, "A")
			r.Seq--
			return w
		}
		for _, c := range []struct {
			name   string
			change func(*exam.Write)
			want   error
		}{
			{"question 0", func(w *exam.Write) { w.Question = 0 }, exam.ErrQuestion},
			{"question beyond the paper", func(w *exam.Write) { w.Question = 21 }, exam.ErrQuestion},
			{"option beyond true and false", func(w *exam.Write) { w.Answer = "C" }, exam.ErrOption},
			{"two options of one choice", func(w *exam.Write) { w.Question, w.Answer = 12, "AB" }, exam.ErrOption},
			{"option twice", func(w *exam.Write) { w.Question, w.Answer = 18, "AA" }, exam.ErrOption},
			{"options out of order", func(w *exam.Write) { w.Question, w.Answer = 18, "BA" }, exam.ErrOption},
			{"small letters", func(w *exam.Write) { w.Answer = "a" }, exam.ErrOption},
			{"a kind that is not the candidate's", func(w *exam.Write) { w.Kind = exam.EntrySubmit }, exam.ErrEntry},
			{"a mark that is neither on nor off", func(w *exam.Write) { w.Kind, w.Answer = exam.EntryMark, "yes" }, exam.ErrEntry},
			{"number zero", func(w *exam.Write) { w.Seq = 0 }, exam.ErrEntry},
			{"a gap", func(w *exam.Write) { w.Seq = 4 }, exam.ErrGap},
			{"a stored number with another answer", func(w *exam.Write) { w.Seq, w.Question, w.Answer = 1, 1, "B" }, exam.ErrReplayDiffers},
			{"a stored number with another question", func(w *exam.Write) { w.Seq, w.Question, w.Answer = 1, 2, "A" }, exam.ErrReplayDiffers},
			{"a stored number as a mark", func(w *exam.Write) { w.Seq, w.Kind, w.Question, w.Answer = 1, exam.EntryMark, 1, "1" }, exam.ErrReplayDiffers},
			{"an older connection", func(w *exam.Write) { w.Epoch-- }, exam.ErrFenced},
			{"a connection to come", func(w *exam.Write) { w.Epoch++ }, exam.ErrFenced},
			{"no such sitting", func(w *exam.Write) { w.Sitting = "00000000000000000000000000" }, exam.ErrNoSitting},
			{"received at the deadline", func(w *exam.Write) { w.ReceivedAt = r.Page.Sitting.Deadline }, exam.ErrLate},
		} {
			w := base()
			c.change(&w)
			if got := r.Send(w); !errors.Is(got.Err, c.want) {
				t.Errorf("%s: %v", c.name, got.Err)
			}
			if after := journalOf(t, h, r); !reflect.DeepEqual(after, before) {
				t.Fatalf("%s changed the journal", c.name)
			}
		}
		if g := r.Send(func() exam.Write { w := base(); w.Seq = 9; return w }()); g.Expected != 3 {
			t.Errorf("expected number %d", g.Expected)
		}
		// Over HTTP: another seat's terminal, and too many at once.
		w := base()
		_, err := h.Service.PutAll(other.Ctx, r.Grip(), []exam.Write{w})
		wants(t, err, exam.ErrNotYours)
		_, err = h.Service.PutAll(r.Ctx, r.Grip(), make([]exam.Write, exam.MaxBatch+1))
		wants(t, err, exam.ErrBatch)
		last := base()
		last.ReceivedAt = r.Page.Sitting.Deadline.Add(-time.Millisecond)
		if got := r.Send(last); got.Err != nil {
			t.Errorf("the last millisecond: %v", got.Err)
		}
		r.Check()
		other.Check()
	})
}

func TestReplayIsAcknowledgedAsBefore(t *testing.T) {
	house(t, func(t *testing.T, h *examtest.House) {
		r := h.Sit().Begin()
		first := r.Write(exam.EntryAnswer, 1, "A")
		a := r.Send(first)
		h.Clock.Advance(time.Minute)
		again := first
		again.ReceivedAt, again.ClientAt = h.Clock.Now(), h.Clock.Now()
		if b := r.Send(again); b.Err != nil || b.At != a.At || b.Proof != a.Proof {
			t.Errorf("first %+v, again %+v", a, b)
		}
		// Twice in one batch, over HTTP, with the answer that follows.
		second, third := r.Write(exam.EntryAnswer, 2, "B"), r.Write(exam.EntryMark, 2, "1")
		got, err := h.Service.PutAll(r.Ctx, r.Grip(), []exam.Write{second, second, third, first, third})
		if err != nil {
			t.Fatal(err)
		}
		for i, g := range got {
			if g.Err != nil {
				t.Errorf("record %d: %v", i, g.Err)
			}
		}
		if got[0].Proof != got[1].Proof || got[2].Proof != got[4].Proof || got[3].Proof != a.Proof {
			t.Errorf("proofs: %+v", got)
		}
		// A stored record is acknowledged also after the end.
		h.Clock.Advance(40 * time.Minute)
		if _, err := h.Service.Submit(r.Ctx, r.Grip(), 3, ""); err != nil {
			t.Fatal(err)
		}
		if b := r.Send(again); b.Err != nil || b.Proof != a.Proof {
			t.Errorf("after the end: %+v", b)
		}
		wants(t, r.Send(r.Write(exam.EntryAnswer, 5, "A")).Err, exam.ErrClosed)
		if n := len(journalOf(t, h, r)); n != 6 { // pledge, start, three records, submit
			t.Errorf("%d entries", n)
		}
		r.Check()
	})
}

func TestSubmitRules(t *testing.T) {
	house(t, func(t *testing.T, h *examtest.House) {
		r := h.Sit().Begin()
		r.Answer(1, "A")
		_, err := h.Service.Submit(r.Ctx, r.Grip(), 1, "")
		wants(t, err, exam.ErrTooEarly)
		h.Clock.Advance(30*time.Minute - time.Millisecond)
		_, err = h.Service.Submit(r.Ctx, r.Grip(), 1, "")
		wants(t, err, exam.ErrTooEarly)
		h.Clock.Advance(time.Millisecond)
		_, err = h.Service.Submit(r.Ctx, r.Grip(), 2, "")
		wants(t, err, exam.ErrUnsaved)
		page, err := h.Service.Submit(r.Ctx, r.Grip(), 1, "")
		if err != nil || page.Sitting.Cause != exam.ByOwnHand {
			t.Fatalf("%+v %v", page.Sitting, err)
		}
		again, err := h.Service.Submit(r.Ctx, r.Grip(), 1, "")
		if err != nil || again.Result == nil || again.Result.ID != page.Result.ID {
			t.Errorf("handed in twice: %+v %v", again, err)
		}
		// The seat is free; for five minutes a reload still shows the end, then nothing.
		if p, err := h.Service.Connect(r.Ctx, ""); err != nil || p.Epoch != 0 || p.Result == nil {
			t.Errorf("afterglow: %+v %v", p, err)
		}
		h.Clock.Advance(5*time.Minute + time.Second)
		if p, err := h.Service.Connect(r.Ctx, ""); err != nil || !p.Idle {
			t.Errorf("after the afterglow: %+v %v", p, err)
		}
		r.Check()
	})
}

// Many candidates write at once with repetitions and reordering; every acknowledged record stands, and the batches are
// fewer than the records.
func TestGroupCommit(t *testing.T) {
	house(t, func(t *testing.T, h *examtest.House) {
		const seats, records = 40, 30
		robots := make([]*examtest.Robot, seats)
		for i := range robots {
			robots[i] = h.Sit().Begin()
		}
		var wg sync.WaitGroup
		for i, r := range robots {
			wg.Go(func() {
				pending := map[int64]exam.Write{}
				for n := range records {
					w := r.Write(exam.EntryAnswer, n%10+1, []string{"A", "B", ""}[(n+i)%3])
					pending[w.Seq] = w
				}
				for seq := int64(1); seq <= records; { // send ahead of the turn and twice
					for _, at := range []int64{seq + 1, seq, seq} {
						if w, ok := pending[at]; ok {
							if x := r.Send(w); x.Err == nil && at == seq+1 || x.Err != nil && at == seq {
								t.Errorf("seat %d record %d: %v", i, at, x.Err)
							}
						}
					}
					seq++
				}
			})
		}
		wg.Wait()
		stored, batches := h.Service.Stored()
		if stored != seats*records || batches >= stored {
			t.Errorf("%d records in %d batches", stored, batches)
		}
		for _, r := range robots {
			r.Check()
		}
	})
}

func TestFullPipelineHoldsBackAndEnds(t *testing.T) {
	house(t, func(t *testing.T, h *examtest.House) {
		gate := &gated{Stores: h.Real, open: make(chan struct{})}
		h.Stores, h.Tuning = gate, exam.Tuning{Queue: 4, Batch: 2}
		h.Restart()
		r := h.Sit().Begin()
		gate.shut()
		receipts := make(chan exam.Receipt, 100)
		put := 0
		var refused error
		for refused == nil && put < 50 {
			ctx, cancel := context.WithTimeout(r.Ctx, 50*time.Millisecond)
			refused = h.Service.Put(ctx, r.Write(exam.EntryAnswer, 1, "A"), func(x exam.Receipt) { receipts <- x })
			cancel()
			if refused == nil {
				put++
			}
		}
		if !errors.Is(refused, exam.ErrBusy) || put > 8 {
			t.Fatalf("%d records waiting, then %v", put, refused)
		}
		close(gate.open)
		for range put {
			if x := <-receipts; x.Err != nil {
				t.Errorf("after the jam: %v", x.Err)
			}
		}
		r.Check()
		old := h.Service
		h.Restart() // the end finishes what waits; then Put refuses
		wants(t, old.Put(r.Ctx, r.Write(exam.EntryAnswer, 1, "B"), func(exam.Receipt) { t.Error("a receipt after the end") }), exam.ErrBusy)
	})
}

// gated holds every transaction that locks more than the fixture's own while it is shut.
type gated struct {
	examtest.Stores
	mu   sync.Mutex
	held bool
	open chan struct{}
}

func (g *gated) shut() { g.mu.Lock(); g.held = true; g.mu.Unlock() }

func (g *gated) InTx(ctx context.Context, fn func(context.Context) error) error {
	g.mu.Lock()
	held := g.held
	g.mu.Unlock()
	if held {
		<-g.open
	}
	return g.Stores.InTx(ctx, fn)
}

func TestShapeOfAnswers(t *testing.T) {
	house(t, func(t *testing.T, h *examtest.House) {
		r := h.Sit().Begin()
		for n := 1; n <= 16; n++ {
			r.Answer(n, "A")
		}
		for n := 17; n <= 20; n++ {
			for _, letters := range []string{"A", "ABCD", "BD", ""} {
				r.Answer(n, letters)
			}
		}
		r.Check()
		if got := exam.Fold(journalOf(t, h, r)); len(got.Given) != 16 {
			t.Error(fmt.Sprint(got))
		}
	})
}
