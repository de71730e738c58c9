package exam_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/examtest"
)

var errPulled = errors.New("test: the plug was pulled")

// broken breaks transactions: "failed" (nothing happened) or "failed but persisted" (it happened, the answer was lost).
type broken struct {
	examtest.Stores
	mu        sync.Mutex
	left      int // transactions until the fault strikes; negative: never
	times     int // how many strike in a row
	persisted bool
	struck    int
}

func (b *broken) arm(after, times int, persisted bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.left, b.times, b.persisted = after, times, persisted
}

func (b *broken) strikes() (strike, persisted bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.left < 0 || b.times == 0 {
		return false, false
	}
	if b.left > 0 {
		b.left--
		return false, false
	}
	b.times--
	b.struck++
	return true, b.persisted
}

type inner struct{}

func (b *broken) InTx(ctx context.Context, fn func(context.Context) error) error {
	if ctx.Value(inner{}) != nil { // joins the outer transaction
		return b.Stores.InTx(ctx, fn)
	}
	strike, persisted := b.strikes()
	if strike && !persisted {
		return errPulled
	}
	err := b.Stores.InTx(context.WithValue(ctx, inner{}, true), fn)
	if strike && err == nil {
		return errPulled
	}
	return err
}

// scenario is a whole sitting by a candidate who tries each thing until it works, as the page does.
func scenario(h *examtest.House, seat int) (*examtest.Robot, error) {
	h.Clock.Advance(time.Millisecond)
	r := &examtest.Robot{H: h, Seat: h.Seat()}
	r.Ctx = examtest.AtSeat(r.Seat)
	h.Admit(r.Seat)
	persist := func(what string, try func() error) error {
		for range 4 {
			err := try()
			if err == nil {
				return nil
			}
			if !errors.Is(err, errPulled) && !errors.Is(err, exam.ErrNotStored) {
				return fmt.Errorf("seat %d, %s: %w", seat, what, err)
			}
		}
		return fmt.Errorf("seat %d: %s never worked", seat, what)
	}
	page := func(f func() (exam.Snapshot, error)) func() error {
		return func() error {
			p, err := f()
			if err == nil {
				r.Page = p
			}
			return err
		}
	}
	s := h.Service
	steps := []struct {
		what string
		try  func() error
	}{
		{"connect", page(func() (exam.Snapshot, error) { return s.Connect(r.Ctx, "") })},
		{"pledge", page(func() (exam.Snapshot, error) { return s.Pledge(r.Ctx, r.Grip(), r.Confirm(), [16]byte{7}, "") })},
		{"practise", page(func() (exam.Snapshot, error) { return s.Practised(r.Ctx, r.Grip(), true, "") })},
		{"start", page(func() (exam.Snapshot, error) { return s.Start(r.Ctx, r.Grip(), "") })},
	}
	for _, st := range steps {
		if st.what == "pledge" {
			r.Page.Notices, _ = h.Other.ForSitting(r.Ctx, "")
		}
		if err := persist(st.what, st.try); err != nil {
			return r, err
		}
	}
	for n := 1; n <= 6; n++ {
		w := r.Write(exam.EntryAnswer, n, "A")
		if err := persist(fmt.Sprintf("answer %d", n), func() error { return r.Send(w).Err }); err != nil {
			return r, err
		}
	}
	return r, nil
}

// Each transaction of a sitting fails once in each of the two ways, alone and twice in a row; then the process restarts,
// the sweeper works, and every acknowledgement must stand.
func TestFaultMatrix(t *testing.T) {
	house(t, func(t *testing.T, h *examtest.House) {
		b := &broken{Stores: h.Real, left: -1}
		h.Stores = b
		h.Restart()
		if _, err := scenario(h, 0); err != nil { // without a fault
			t.Fatal(err)
		}
		for _, persisted := range []bool{false, true} {
			for _, times := range []int{1, 2} {
				for at := range 14 {
					b.arm(at, times, persisted)
					r, err := scenario(h, at)
					b.arm(-1, 0, false)
					if err != nil {
						t.Errorf("fault at %d, %d times, persisted %v: %v", at, times, persisted, err)
						continue
					}
					if len(r.Acks) != 6 {
						t.Errorf("fault at %d: %d acknowledgements", at, len(r.Acks))
					}
					r.Check()
				}
			}
		}
		if b.struck < 50 {
			t.Fatalf("only %d faults struck", b.struck)
		}
	})
}

// The end of a sitting fails in each way at each transaction: submission and score happen once, after a restart at the
// latest.
func TestFaultsAtTheEnd(t *testing.T) {
	house(t, func(t *testing.T, h *examtest.House) {
		b := &broken{Stores: h.Real, left: -1}
		h.Stores = b
		h.Restart()
		for _, byHand := range []bool{true, false} {
			for _, persisted := range []bool{false, true} {
				for at := range 3 {
					r, err := scenario(h, at)
					if err != nil {
						t.Fatal(err)
					}
					if byHand {
						h.Clock.Advance(31 * time.Minute)
						b.arm(at, 1, persisted)
						_, err = h.Service.Submit(r.Ctx, r.Grip(), 6, "")
						if errors.Is(err, errPulled) {
							_, err = h.Service.Submit(r.Ctx, r.Grip(), 6, "")
						}
						if err != nil {
							t.Fatal(err)
						}
					} else {
						h.Clock.Advance(2*time.Hour + time.Second)
						b.arm(at, 1, persisted)
						_ = h.Service.SweepOnce(t.Context())
					}
					b.arm(-1, 0, false)
					h.Restart()
					h.Clock.Advance(time.Second)
					if err := h.Service.SweepOnce(t.Context()); err != nil {
						t.Fatal(err)
					}
					sit, err := h.Real.Sitting(t.Context(), r.Page.Sitting.ID)
					if err != nil || sit.State != exam.Scored {
						t.Errorf("by hand %v, fault at %d, persisted %v: %s %v", byHand, at, persisted, sit.State, err)
					}
					r.Check()
				}
			}
		}
	})
}

// poisoned refuses every journal row that carries one letter, as a full disk page or a broken row would.
type poisoned struct{ examtest.Stores }

func (p poisoned) Append(ctx context.Context, entries []exam.Entry) error {
	for _, e := range entries {
		if e.Question == 13 {
			return errPulled
		}
	}
	return p.Stores.Append(ctx, entries)
}

// One record that the database refuses harms nobody else in its batch.
func TestBadRowHarmsNobodyElse(t *testing.T) {
	house(t, func(t *testing.T, h *examtest.House) {
		h.Stores, h.Tuning = poisoned{h.Real}, exam.Tuning{Linger: 5 * time.Millisecond}
		h.Restart()
		robots := make([]*examtest.Robot, 12)
		for i := range robots {
			robots[i] = h.Sit().Begin()
		}
		receipts := make(chan exam.Receipt, len(robots))
		for i, r := range robots {
			question := 1
			if i%6 == 0 {
				question = 13
			}
			if err := h.Service.Put(r.Ctx, r.Write(exam.EntryAnswer, question, "A"), func(x exam.Receipt) { receipts <- x }); err != nil {
				t.Fatal(err)
			}
		}
		bad := 0
		for range robots {
			if x := <-receipts; x.Err != nil {
				bad++
				if !errors.Is(x.Err, exam.ErrNotStored) || !exam.Retry(x.Err) {
					t.Error(x.Err)
				}
			}
		}
		if bad != 2 {
			t.Errorf("%d records were refused, 2 were bad", bad)
		}
		for _, r := range robots {
			r.Check()
		}
	})
}
