package permit_test

import (
	"strings"
	"testing"

	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

func TestDeferral(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		h.day("2026-11-21")
		old := h.issued(welder, item) // to 2032-11-20
		h.amend = renewals(false, 0)
		h.day("2032-10-01")
		ask := permit.Ask{Ground: permit.Abroad, Proof: "出境记录 31 号", Until: "2034-05-31"}
		for what, wrong := range map[string]func(*permit.Ask){
			"no day":                    func(a *permit.Ask) { a.Until = "" },
			"not after the end":         func(a *permit.Ask) { a.Until = old.ValidTo },
			"more than five years":      func(a *permit.Ask) { a.Until = "2037-11-21" },
			"a day that does not exist": func(a *permit.Ask) { a.Until = "2034-02-30" },
		} {
			bad := ask
			wrong(&bad)
			_, err := h.Submit(own(welder), h.request(permit.Deferral, bad))
			refused(t, what, err, permit.ErrUntil)
		}
		bad := ask
		bad.Proof = strings.Repeat("长", 201)
		_, err := h.Submit(own(welder), h.request(permit.Deferral, bad))
		refused(t, "a long proof", err, permit.ErrProof)
		p := h.ask(permit.Deferral, ask)
		if p.ID != old.ID || p.Act != permit.Extended || h.code(old.ID) != rules.StatusExtended {
			t.Fatalf("%+v", p)
		}
		if ok, err := h.Holds(t.Context(), welder, item, "2032-10-01"); err != nil || ok {
			t.Errorf("no work while it is deferred: %v %v", ok, err)
		}
		_, err = h.Submit(own(welder), h.request(permit.Replacement, permit.Ask{Ground: permit.Lost}))
		refused(t, "a copy of a deferred one", err, permit.ErrOnHold)
		h.day("2033-01-01")
		if err := h.NoteOnce(t.Context()); err != nil {
			t.Fatal(err)
		}
		if h.code(old.ID) != rules.StatusExtended {
			t.Errorf("after its end it is %s", h.code(old.ID))
		}
		h.pass(welder, item, rules.SpecialOperator)
		_, err = h.Submit(own(welder), permit.Request{Item: item, Papers: h.papers()})
		refused(t, "a first issue beside it", err, permit.ErrLivePermit)
		h.day("2034-05-31") // the last day
		renewed := h.ask(permit.Renewal, permit.Ask{Work: worked})
		if renewed.ValidFrom != "2032-11-21" || renewed.ValidTo != "2038-11-20" || renewed.FirstIssuedOn != old.FirstIssuedOn {
			t.Errorf("the period starts at the old end, deferred or not: %+v", renewed)
		}
		for day, want := range map[actor.Date]rules.PermitStatus{"2032-09-30": rules.StatusExpiring, "2032-10-01": rules.StatusExtended,
			"2034-05-30": rules.StatusExtended, "2034-05-31": permit.StatusReplaced} {
			if on, err := h.StatusOn(as("regulator"), old.ID, day); err != nil || on.Status.Code != want {
				t.Errorf("%s: %s, want %s, %v", day, on.Status.Code, want, err)
			}
		}
	})
}

func TestTheRulesLimitADeferral(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		h.day("2026-11-21")
		old := h.issued(welder, item) // to 2032-11-20
		months := func(n int, state rules.State) func(*rules.Set) {
			return func(s *rules.Set) {
				renewals(false, 0)(s)
				s.DeferralMaxMonths = rules.Param[int]{Value: n, State: state}
			}
		}
		h.day("2032-10-01")
		ask := permit.Ask{Ground: permit.Abroad, Proof: "出境记录 31 号", Until: "2033-05-21"}
		h.amend = months(6, rules.Given)
		_, err := h.Submit(own(welder), h.request(permit.Deferral, ask))
		refused(t, "a day after six months", err, permit.ErrUntil)
		if fields := fault.From(err).Fields(); len(fields) != 1 || fields[0].Err.Args()["to"] != "2033-05-20" {
			t.Errorf("it names another last day: %+v", fields)
		}
		h.amend = months(0, rules.Blank)
		_, err = h.Submit(own(welder), h.request(permit.Deferral, ask))
		refused(t, "an open question of the rules", err, rules.ErrBlank)
		h.amend = months(7, rules.Given)
		if p := h.ask(permit.Deferral, ask); p.ExtendedTo != ask.Until || h.code(old.ID) != rules.StatusExtended {
			t.Fatalf("%+v", p)
		}
		h.day("2033-05-20")
		h.amend = months(6, rules.Given)
		ask.Until = "2033-05-21"
		_, err = h.Submit(own(welder), h.request(permit.Deferral, ask))
		refused(t, "after the last day of shorter rules", err, permit.ErrDeferredFully)
		h.amend = months(120, rules.Given)
		ask.Until = "2042-11-20"
		if p := h.ask(permit.Deferral, ask); p.ExtendedTo != ask.Until {
			t.Errorf("ten years: %+v", p)
		}
	})
}

func TestADeferralEnds(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		h.day("2026-11-21")
		old := h.issued(welder, item)
		h.amend = renewals(false, 0)
		h.day("2032-10-01")
		ask := permit.Ask{Ground: permit.Detained, Proof: "羁押证明 9 号", Until: "2033-05-31"}
		h.ask(permit.Deferral, ask)
		h.change(old.ID, permit.ChangeResume) // back early: two persons lift it
		if h.code(old.ID) != rules.StatusExpiring {
			t.Errorf("lifted: %s", h.code(old.ID))
		}
		h.ask(permit.Deferral, ask)
		h.day("2033-06-01")
		_, err := h.Submit(own(welder), h.request(permit.Renewal, permit.Ask{Work: worked}))
		refused(t, "a day after the deferral", err, permit.ErrRenewalLate)
		if err := h.NoteOnce(t.Context()); err != nil {
			t.Fatal(err)
		}
		v, err := h.Look(as("regulator"), old.ID)
		if err != nil || v.Status.Code != rules.StatusExpired || v.History[len(v.History)-1].Status != "EXPIRED" {
			t.Errorf("%+v %v", v.History, err)
		}
		h.amend = func(s *rules.Set) { // an authority whose credential knows no deferral
			renewals(false, 0)(s)
			s.PermitStatuses.Value = []rules.PermitStatus{rules.StatusValid}
		}
		h.day("2033-07-01")
		h.practical[welder] = permit.PracticalPass{Exam: "x", On: "2033-07-01"}
		h.issued(welder, item)
		ask.Until = "2040-01-01"
		_, err = h.Submit(own(welder), h.request(permit.Deferral, ask))
		refused(t, "a kind without deferrals", err, permit.ErrKind)
	})
}
