package intake_test

import (
	"bytes"
	"context"
	"maps"
	"testing"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/exam/permit/intake"
	"github.com/suikao/suikao/internal/sheet"
)

func TestWhatTheChangeOfTheRegimeMakesOfPapers(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		paper := func(n int, from, to, reviewed string) line {
			l := good(n)
			l.first, l.from, l.to, l.reviewed = from, from, to, reviewed
			return l
		}
		h.made(h.received(
			paper(1, "2022-03-01", "2028-02-29", "2025-02-20"), // done
			paper(2, "2023-05-31", "2029-05-30", ""),           // due 2026-05-30
			paper(3, "2023-06-01", "2029-05-31", ""),           // due 2026-05-31, the last day before
			paper(4, "2023-06-02", "2029-06-01", ""),           // due 2026-06-01
			paper(5, "2018-01-01", "2023-12-31", ""),           // over
			paper(6, "2026-07-01", "2032-06-30", ""),           // under the new rules
		))
		h.fates()
		counts, list, err := h.Regime(h.issuer(), intake.Overdue, 50)
		if err != nil {
			t.Fatal(err)
		}
		want := map[intake.Fate]int{intake.Reviewed: 1, intake.Overdue: 2, intake.Spared: 1, intake.Ended: 1, intake.NoReview: 1}
		if !maps.Equal(counts, want) || len(list) != 2 || list[0].Status.Colour != permit.Red {
			t.Errorf("%v %+v", counts, list)
		}
		file, err := h.RegimeFile(h.issuer())
		if err != nil {
			t.Fatal(err)
		}
		tab, err := sheet.Read(t.Context(), "a.xlsx", bytes.NewReader(file), []sheet.Column{{Name: "f", Header: "衔接结论"}, {Name: "n", Header: "证书编号"}}, sheet.DefaultLimits())
		if err != nil || len(tab.Rows) != 6 {
			t.Fatal(tab, err)
		}
		_, _, err = h.Regime(h.as("clerk", "p-7", people.CounterClerk, h.org), intake.Overdue, 5)
		refused(t, "a counter clerk", err, permit.ErrForbidden)
		if n, _, err := h.Regime(h.as("below", "p-5", people.PermitIssuer, h.other), intake.Overdue, 5); err != nil || len(n) != 0 {
			t.Errorf("another authority: %v %v", n, err)
		}
	})
}

// counted counts the permits that are read.
type counted struct {
	intake.Held
	read int
}

func (c *counted) PermitsByID(ctx context.Context, ids []permit.ID) ([]permit.Permit, error) {
	c.read += len(ids)
	return c.Held.PermitsByID(ctx, ids)
}

// A look at the page reads what it shows; the fates are found once a day, and anew when people decide about a permit.
func TestALookDoesNotReadEveryPaper(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		var all []line
		for n := range 30 {
			all = append(all, good(n+1))
		}
		h.made(h.received(all...))
		c := &counted{Held: h.Held}
		h.Held = c
		h.fates()
		if c.read != 30 {
			t.Errorf("the fates of 30 permits were found by reading %d", c.read)
		}
		c.read = 0
		h.fates()
		counts, list, err := h.Regime(h.issuer(), intake.Reviewed, 5)
		if err != nil || len(list) != 5 || counts[intake.Reviewed] != 30 || c.read != 5 {
			t.Fatalf("%v, %d of them, %d read, %v", counts, len(list), c.read, err)
		}
		one := list[0].Permit
		one.Act = permit.Revoked
		if err := (intake.Follower{Store: h.Store}).Changed(t.Context(), one, "2026-11-23"); err != nil {
			t.Fatal(err)
		}
		c.read = 0
		if h.fates(); c.read != 1 {
			t.Errorf("%d read after one was changed", c.read)
		}
		h.clock.Advance(24 * time.Hour)
		c.read = 0
		if h.fates(); c.read != 30 {
			t.Errorf("%d read the next day", c.read)
		}
	})
}

func (h *house) fates() {
	h.t.Helper()
	if err := h.FatesOnce(h.t.Context()); err != nil {
		h.t.Fatal(err)
	}
}
