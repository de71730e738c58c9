package store_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"

	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/sample"
)

// picky does not store the draw of one attempt.
type picky struct {
	questionbank.DrawStore
	attempt string
}

var errPicky = errors.New("not this one")

func (s picky) AddDraws(ctx context.Context, list []questionbank.StoredDraw) error {
	if slices.ContainsFunc(list, func(d questionbank.StoredDraw) bool { return d.Attempt == s.attempt }) {
		return errPicky
	}
	return s.DrawStore.AddDraws(ctx, list)
}

func TestOfDrawsOfOneMomentABadOneHarmsNobody(t *testing.T) {
	engines(t, func(t *testing.T, w *world) {
		_, r := w.ready(t, 12)
		w.drawn(t, counted("a00")) // has its paper already
		w.deps.Draws = picky{w.deps.Draws, "a05"}
		bank := questionbank.New(w.deps)
		var wg sync.WaitGroup
		papers := make([]questionbank.Paper, 9)
		for i := range papers {
			wg.Go(func() {
				p, record, err := bank.DrawFor(seat, sample.ItemCode, counted(fmt.Sprintf("a%02d", i)))
				switch {
				case i == 5 && errors.Is(err, errPicky):
				case i == 5 || err != nil || record.Attempt != fmt.Sprintf("a%02d", i):
					t.Errorf("a%02d: %s, %v", i, record.Attempt, err)
				}
				papers[i] = p
			})
		}
		wg.Wait()
		numbers := map[uint64]bool{}
		for i := range papers {
			if i == 5 {
				continue
			}
			again, record, err := w.restarted().DrawOf(seat, fmt.Sprintf("a%02d", i))
			if err != nil || again.Digest() != papers[i].Digest() || numbers[record.No] {
				t.Errorf("a%02d drawn again: number %d, %v", i, record.No, err)
			}
			numbers[record.No] = true
		}
		if n := w.counts(t, r.ID).Draws; n != 8 {
			t.Errorf("%d draws counted", n)
		}
	})
}

func TestTheFenceIsAskedInTheTransactionOfTheDraw(t *testing.T) {
	engines(t, func(t *testing.T, w *world) {
		_, r := w.ready(t, 12)
		lost := errors.New("another rule now")
		w.deps.Fence = func(ctx context.Context) error {
			if !w.db.InTransaction(ctx) {
				t.Error("asked outside the transaction")
			}
			return lost
		}
		if _, _, err := w.restarted().DrawFor(seat, sample.ItemCode, counted("a1")); !errors.Is(err, lost) || w.counts(t, r.ID).Draws != 0 {
			t.Errorf("drawn without the fence: %v", err)
		}
	})
}
