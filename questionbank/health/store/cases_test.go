package store_test

import (
	"slices"
	"testing"

	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
	"github.com/suikao/suikao/questionbank/calibration"
	"github.com/suikao/suikao/questionbank/health"
)

// Whoever reads a bank sees of a case how each question does by itself, after the night.
func TestTheQuestionsOfACaseAreShownByThemselves(t *testing.T) {
	testenv.Engines(t, func(t *testing.T, open func(t testing.TB) *sqldb.DB) {
		w := newWorld(t, open(t), 12, 3)
		_, heads, err := w.bank.Heads(job, w.r.ID)
		ok(t, err)
		id := heads[0].ID
		w.sit(t, 300, 24, nobody)
		seen := 0
		for n := range w.exams.list {
			list := w.exams.list[n].answers
			at := slices.IndexFunc(list, func(a health.Answered) bool { return a.Version == id })
			if at < 0 {
				continue
			}
			seen++
			a := &list[at]
			a.Parts, a.Choice, a.Open = 2, 0b01, 0
			switch {
			case a.Right:
				a.Choice = 0b11
			case seen%2 == 0:
				a.Open, a.Late = 0b10, true
			}
		}
		w.night(t)
		h := must[health.ItemHealth](t)(w.ItemHealth(auditor, id))
		if len(h.Figures.Parts) != 2 {
			t.Fatalf("%+v", h.Figures)
		}
		first, second := h.Figures.Parts[0], h.Figures.Parts[1]
		if first.Answers != seen || first.Right != seen || first.Open != 0 || !slices.Equal(first.Flags, []calibration.Flag{calibration.Easy}) {
			t.Errorf("the first: %+v of %d", first, seen)
		}
		if second.Answers != seen || second.Right != h.Rights || second.Biserial != h.Figures.Biserial || second.Open == 0 || second.Late != second.Open || second.Late != h.Figures.Late {
			t.Errorf("the second, on which all of it hangs: %+v of %+v", second, h.Figures)
		}
		if other := must[health.ItemHealth](t)(w.ItemHealth(auditor, heads[1].ID)); other.Figures.Answers == 0 || len(other.Figures.Parts) != 0 {
			t.Errorf("a single question: %+v", other.Figures)
		}
	})
}
