package store_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/assembly"
	"github.com/suikao/suikao/questionbank/sample"
)

func counted(attempt string) questionbank.DrawInput {
	in := draw(attempt)
	in.Counted = true
	return in
}

// counts are the counts of the release and blueprint in use.
func (w *world) counts(t *testing.T, r questionbank.ReleaseID) (out questionbank.Counts) {
	t.Helper()
	bp := must[questionbank.Blueprint](t)(w.ActiveBlueprint(seat, sample.ItemCode))
	ok(t, w.deps.Tx.InTx(context.Background(), func(ctx context.Context) (err error) {
		out, err = w.deps.Draws.HoldCounts(ctx, r, bp.ID, must[questionbank.Release](t)(w.deps.Releases.Release(ctx, r)).Items)
		return err
	}))
	return out
}

// Twenty seats draw at once: each draw has a number of its own, the counts are those of the papers, and every paper can be
// drawn again from what is stored.
func TestDrawsAtOnceAreCountedOneByOne(t *testing.T) {
	engines(t, func(t *testing.T, w *world) {
		_, r := w.ready(t, 12)
		papers := twenty(t, func(i int) (questionbank.Paper, error) {
			p, _, err := w.DrawFor(seat, sample.ItemCode, counted(fmt.Sprintf("a%02d", i)))
			return p, err
		})
		got := w.counts(t, r.ID)
		if got.Draws != 20 {
			t.Errorf("%d draws are counted", got.Draws)
		}
		sum, want := 0, 0
		for _, n := range got.Times {
			sum += int(n)
		}
		numbers := map[uint64]bool{}
		for i, p := range papers {
			want += len(p.Questions)
			attempt := fmt.Sprintf("a%02d", i)
			again, record, err := w.restarted().DrawOf(seat, attempt)
			ok(t, err)
			if again.Digest() != p.Digest() || !record.Counted {
				t.Errorf("%s is drawn again as another paper", attempt)
			}
			numbers[record.No] = true
		}
		if sum != want || len(numbers) != 20 || !numbers[0] || !numbers[19] {
			t.Errorf("%d items counted of %d drawn, %d numbers", sum, want, len(numbers))
		}
	})
}

func TestARehearsalAndADrawThatDidNotHappenCountNothing(t *testing.T) {
	engines(t, func(t *testing.T, w *world) {
		_, r := w.ready(t, 12)
		w.drawn(t, counted("a1"))
		before := w.counts(t, r.ID)
		p := w.drawn(t, draw("mock"))
		if again, record, err := w.restarted().DrawOf(seat, "mock"); err != nil || again.Digest() != p.Digest() || record.Counted {
			t.Errorf("a rehearsal is drawn again as %+v, %v", record, err)
		}
		cut := errors.New("the power fails")
		err := w.deps.Tx.InTx(seat, func(ctx context.Context) error {
			if _, _, err := w.DrawFor(ctx, sample.ItemCode, counted("a2")); err != nil {
				return err
			}
			return cut
		})
		if !errors.Is(err, cut) {
			t.Fatal(err)
		}
		if _, _, err := w.DrawFor(seat, sample.ItemCode, counted("a1")); err != nil {
			t.Fatal(err) // the same attempt again: the paper it has
		}
		after := w.counts(t, r.ID)
		if after.Draws != 1 || after.Times.Digest() != before.Times.Digest() {
			t.Errorf("%d draws counted, want 1", after.Draws)
		}
	})
}

func TestAChangedCountIsNamedByTheReplay(t *testing.T) {
	engines(t, func(t *testing.T, w *world) {
		_, r := w.ready(t, 12)
		w.drawn(t, counted("a1"))
		w.drawn(t, counted("a2"))
		out := must[questionbank.Export](t)(w.ExportDraws(reviewer, r.ID, []string{"a2"}))
		d := out.Draws[0]
		files := assembly.Files{Release: out.Items, Blueprint: d.Blueprint, Inputs: d.Inputs, Record: d.Record, Times: d.Times, Proof: d.Proof, Key: d.Key}
		must[assembly.Paper](t)(assembly.Replay(files))
		if _, err := w.db.SQL().ExecContext(context.Background(), "UPDATE paper_draw SET slots = ? WHERE attempt = ?", []byte{0, 1}, "a1"); err != nil {
			t.Fatal(err)
		}
		if _, _, err := w.restarted().DrawOf(seat, "a2"); !errors.Is(err, questionbank.ErrDamaged) {
			t.Errorf("altered counts: %v", err)
		}
	})
}
