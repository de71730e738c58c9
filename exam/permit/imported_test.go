package permit_test

import (
	"context"
	"slices"
	"testing"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
)

// paperOf is a permit of a person as its paper says, by the tables of the dated rules.
func (h *house) paperOf(who people.PersonID, x life, l law) permit.Taken {
	h.t.Helper()
	org, err := h.People.Org(h.t.Context(), authority)
	if err != nil {
		h.t.Fatal(err)
	}
	return permit.Taken{Person: who, PersonType: rules.SpecialOperator, Item: item, FirstIssuedOn: actor.Date(x.issued), IssuedOn: actor.Date(x.issued), ValidFrom: actor.Date(l.first(x)),
		ValidTo: actor.Date(l.last(x)), ReviewedOn: actor.Date(x.review), Issuer: "原市安全生产监督管理局", Source: "原有证书.xlsx 第 2 行", Authority: org, Signers: []string{"甲", "乙"}}
}

func (h *house) takeIn(t permit.Taken) (p permit.Permit, err error) {
	err = h.Tx.InTx(as("issuer"), func(ctx context.Context) error {
		p, err = h.TakeIn(ctx, t)
		return err
	})
	return p, err
}

func (h *house) takenIn(who people.PersonID, x life, l law) permit.Permit {
	h.t.Helper()
	p, err := h.takeIn(h.paperOf(who, x, l))
	if err != nil {
		h.t.Fatalf("%+v: %v", x, err)
	}
	return p
}

func TestAPaperIsTakenInAsItIs(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		x := life{issued: "2022-03-01", law: "2022-03-01", review: "2025-06-10"} // due by 2025-02-28
		p := h.takenIn(welder, x, today())
		if p.IssuerName != "原市安全生产监督管理局" || p.IssuedOn() != "2022-03-01" || p.ReviewDue != "2025-02-28" || p.ValidTo != "2028-02-29" || !p.Foreign() {
			t.Errorf("%+v", p)
		}
		v, err := h.Look(as("regulator"), p.ID)
		if err != nil {
			t.Fatal(err)
		}
		var lines []string
		for _, e := range v.History {
			lines = append(lines, string(e.On)+" "+e.Status)
			if !slices.Equal(e.By, []string{"甲", "乙"}) || e.Reason != "原有证书.xlsx 第 2 行" {
				t.Errorf("%+v", e)
			}
		}
		if want := []string{"2022-03-01 VALID", "2025-03-01 REVIEW_OVERDUE", "2025-06-10 VALID", "2026-11-21 NATIONAL_PENDING"}; !slices.Equal(lines, want) {
			t.Errorf("history %v", lines)
		}
		if v.Status.Colour != permit.Amber {
			t.Errorf("%+v before the register confirmed it", v.Status)
		}
		if err := h.NoteOnce(t.Context()); err != nil {
			t.Fatal(err)
		}
		if again, _ := h.Look(as("regulator"), p.ID); len(again.History) != len(lines) {
			t.Errorf("the calendar says once more what the paper said: %+v", again.History)
		}
		if due, err := h.Permits.DueNotes(t.Context(), "2026-11-22", "", 10); err != nil || len(due) != 0 {
			t.Errorf("its review is settled and it is read again tomorrow, and every hour: %d, %v", len(due), err)
		}
		_, err = h.takeIn(h.paperOf(welder, x, today()))
		refused(t, "a second time", err, permit.ErrLivePermit)
	})
}

func TestPapersThatHaveEndedAreHistory(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		last := h.takenIn(welder, life{issued: "2021-05-01", law: "2021-05-01"}, today())
		older := h.takenIn(welder, life{issued: "2015-05-01", law: "2015-05-01"}, today()) // after the newer one
		if live, err := h.Permits.LivePermit(t.Context(), welder, item); err != nil || live.ID != last.ID {
			t.Errorf("live is %v, %v", live.ID, err)
		}
		if v, err := h.Look(as("regulator"), older.ID); err != nil || v.Status.Code != rules.StatusExpired {
			t.Errorf("%+v %v", v.Status, err)
		}
		if on, err := h.StatusOn(as("regulator"), last.ID, "2024-05-01"); err != nil || on.Status.Code != rules.StatusReviewOverdue {
			t.Errorf("%+v %v: its review was due on 2024-04-30 and is on no paper", on.Status, err)
		}
	})
}

func TestPapersThatCannotBe(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		x := life{issued: "2023-08-01", law: "2023-08-01"}
		for what, c := range map[string]struct {
			change func(*permit.Taken)
			want   error
		}{
			"seven years":                {func(p *permit.Taken) { p.ValidTo = "2030-07-31" }, permit.ErrPaperPeriod},
			"issued before it was first": {func(p *permit.Taken) { p.IssuedOn = "2023-07-31" }, permit.ErrPaperDates},
			"first after the period":     {func(p *permit.Taken) { p.FirstIssuedOn, p.IssuedOn = "2023-08-02", "2023-08-02" }, permit.ErrPaperDates},
			"issued tomorrow":            {func(p *permit.Taken) { p.IssuedOn = "2026-11-22" }, permit.ErrPaperDates},
			"reviewed tomorrow":          {func(p *permit.Taken) { p.ReviewedOn = "2026-11-22" }, permit.ErrPaperDates},
			"reviewed before":            {func(p *permit.Taken) { p.ReviewedOn = "2023-07-31" }, permit.ErrPaperDates},
			"a review after its end":     {func(p *permit.Taken) { p.ReviewDue = "2029-08-01" }, permit.ErrPaperDates},
			"an end before its start":    {func(p *permit.Taken) { p.ValidTo = "2023-08-01" }, permit.ErrPaperDates},
		} {
			paper := h.paperOf(welder, x, today())
			c.change(&paper)
			_, err := h.takeIn(paper)
			refused(t, what, err, c.want)
		}
		paper := h.paperOf(welder, x, today())
		paper.ValidTo = "2029-08-01" // the anniversary itself stands on many papers
		if _, err := h.takeIn(paper); err != nil {
			t.Error(err)
		}
	})
}

func TestAnImportedPermitIsRenewedAndCopied(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		h.amend = renewals(false, 0)
		old := h.takenIn(welder, life{issued: "2021-01-10", law: "2021-01-10", review: "2024-01-05"}, today())
		copied := h.askOf(welder, permit.Replacement, permit.Ask{Ground: permit.Lost})
		if copied.IssuedOn() != "2026-11-21" || !copied.Foreign() || copied.Follows != old.ID {
			t.Errorf("%+v", copied)
		}
		if on, err := h.StatusOn(as("regulator"), copied.ID, ""); err != nil || on.Status.Code != rules.StatusExpiring {
			t.Errorf("%+v %v: the review of the paper still counts", on.Status, err)
		}
		h.day("2026-12-20")
		next := h.askOf(welder, permit.Renewal, permit.Ask{Work: worked})
		if next.ValidFrom != "2027-01-10" || next.FirstIssuedOn != "2021-01-10" || next.Foreign() || next.ReviewDue != "" {
			t.Errorf("%+v", next)
		}
	})
}
