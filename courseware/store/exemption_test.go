package store_test

import (
	"context"
	"errors"
	"testing"

	"github.com/suikao/suikao/courseware"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/people/identity"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/fault"
)

func exemptionInput() courseware.ExemptionInput {
	return courseware.ExemptionInput{Org: authority, Item: "SO-01-02", Reason: rules.SkillCert, Evidence: "电工四级，编号 S0001，2025-03-01",
		Person: courseware.Who{DocKind: identity.IDCard, Number: number, Name: "张焊"}}
}

func reviewer() context.Context {
	return as("acc-r", "per-r", authority, people.ApplicationReviewer)
}

func TestExemptionNeedsAnotherPerson(t *testing.T) {
	engines(t, func(t *testing.T, w *world) {
		e, err := w.Submit(clerk(centre), exemptionInput())
		if err != nil || e.State != courseware.Submitted || e.RuleSet == "" {
			t.Fatalf("%+v %v", e, err)
		}
		h, err := w.HoursOf(context.Background(), query())
		if err != nil || h.Exemption != nil {
			t.Errorf("a request already counts: %v", err)
		}
		for name, c := range map[string]struct {
			ctx  context.Context
			want error
		}{
			"submitter with the role":     {as("acc-clerk", "per-clerk", authority, people.ApplicationReviewer), courseware.ErrSamePerson},
			"submitter, another account":  {as("acc-2", "per-clerk", authority, people.ApplicationReviewer), courseware.ErrSamePerson},
			"the person as reviewer":      {as("acc-3", string(welder), authority, people.ApplicationReviewer), courseware.ErrSamePerson},
			"clerk of the authority":      {as("acc-4", "per-4", authority, people.CounterClerk), courseware.ErrReviewer},
			"reviewer of the centre only": {as("acc-5", "per-5", centre, people.ApplicationReviewer), courseware.ErrNoExemption},
			"account without a person":    {as("acc-6", "", authority, people.ApplicationReviewer), courseware.ErrNoName},
			"the candidate":               {candidate(welder), courseware.ErrNoExemption},
		} {
			if _, err := w.Decide(c.ctx, e.ID, true, ""); !errors.Is(err, c.want) {
				t.Errorf("%s: %v", name, err)
			}
		}
		if _, err := w.Submit(candidate(welder), exemptionInput()); !errors.Is(err, courseware.ErrOpenAlready) {
			t.Errorf("a second request: %v", err)
		}
		if _, err := w.Decide(reviewer(), e.ID, true, ""); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Decide(reviewer(), e.ID, false, "重复"); !errors.Is(err, courseware.ErrDecided) {
			t.Errorf("decided twice: %v", err)
		}
		if h, err = w.HoursOf(context.Background(), query()); err != nil || h.Exemption == nil {
			t.Fatalf("approved: %v", err)
		}
		if met, err := h.Met(); !met || err != nil {
			t.Errorf("an approved exemption: %v %v", met, err)
		}
		q := query()
		q.Item = "SO-02-01"
		if h, err = w.HoursOf(context.Background(), q); err != nil || h.Exemption != nil {
			t.Errorf("the exemption reaches another item: %v", err)
		}
		if _, err := w.Revoke(reviewer(), e.ID, ""); !errors.Is(err, fault.ErrInvalid) {
			t.Errorf("revoked without a reason: %v", err)
		}
		if _, err := w.Revoke(reviewer(), e.ID, "证书查无记录"); err != nil {
			t.Fatal(err)
		}
		if h, err = w.HoursOf(context.Background(), query()); err != nil || h.Exemption != nil {
			t.Errorf("a revoked exemption counts: %v", err)
		}
		again, err := w.Submit(candidate(welder), exemptionInput())
		if err != nil {
			t.Errorf("a new request after the revocation: %v", err)
		}
		list, err := w.Exemptions(reviewer(), authority, courseware.Submitted, "", 10)
		if err != nil || len(list) != 1 || list[0].ID != again.ID || list[0].SubmittedPerson != string(welder) {
			t.Errorf("list: %+v %v", list, err)
		}
	})
}

func TestExemptionRefusals(t *testing.T) {
	engines(t, func(t *testing.T, w *world) {
		change := func(f func(*courseware.ExemptionInput)) courseware.ExemptionInput {
			in := exemptionInput()
			f(&in)
			return in
		}
		for name, c := range map[string]struct {
			ctx  context.Context
			in   courseware.ExemptionInput
			want error
		}{
			"nobody":         {context.Background(), exemptionInput(), courseware.ErrSubmitter},
			"stranger":       {as("a", "p", other, people.Regulator), exemptionInput(), courseware.ErrSubmitter},
			"to a centre":    {as("a", "p", centre, people.CounterClerk), change(func(i *courseware.ExemptionInput) { i.Org = centre }), fault.ErrInvalid},
			"unknown org":    {clerk(centre), change(func(i *courseware.ExemptionInput) { i.Org = "01kzzzzzzzzzzzzzzzzzzzzzzz" }), courseware.ErrNoOrg},
			"managers":       {clerk(centre), change(func(i *courseware.ExemptionInput) { i.Item = "SM-04-00" }), courseware.ErrNotAllowed},
			"no evidence":    {clerk(centre), change(func(i *courseware.ExemptionInput) { i.Evidence = "" }), fault.ErrInvalid},
			"made-up reason": {clerk(centre), change(func(i *courseware.ExemptionInput) { i.Reason = "FRIEND" }), fault.ErrInvalid},
			"unknown item":   {clerk(centre), change(func(i *courseware.ExemptionInput) { i.Item = "SO-99-99" }), rules.ErrNoItem},
			"wrong name":     {clerk(centre), change(func(i *courseware.ExemptionInput) { i.Person.Name = "王五" }), courseware.ErrUnknownPerson},
			"unseeded track": {clerk(centre), change(func(i *courseware.ExemptionInput) { i.Item = "SO-05-01" }), rules.ErrNoRules},
		} {
			if _, err := w.Submit(c.ctx, c.in); !errors.Is(err, c.want) {
				t.Errorf("%s: %v", name, err)
			}
		}
		if n := w.count(t, "training_exemption"); n != 0 {
			t.Errorf("%d stored", n)
		}
		mine, err := w.Submit(candidate(intern), exemptionInput())
		if err != nil || mine.Person != intern {
			t.Errorf("a candidate asks for another: %+v %v", mine, err)
		}
	})
}
