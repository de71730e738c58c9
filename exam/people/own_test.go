package people_test

import (
	"testing"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/people/identity"
	"github.com/suikao/suikao/exam/people/notice"
)

// People see their own employments and confirmations, with what they took back; nobody sees another's this way.
func TestOwnRecord(t *testing.T) {
	onBoth(t, func(w *world) {
		p, err := w.candidates.Register(w.public(), w.registration(w.number(), w.phone()))
		w.must(err)
		me, id := w.asCandidate(p), people.PersonID(p.ID)
		w.must(w.confirm(me, id, notice.ConfirmInput{Kind: notice.FaceConsent, Version: 1, Channel: "PORTAL"}))
		w.must(w.notices.Withdraw(me, notice.FaceConsent))
		works, err := w.s.OwnWorks(me)
		w.must(err)
		mine, err := w.notices.Own(me)
		w.must(err)
		got := map[notice.Kind]bool{}
		for _, c := range mine {
			if c.Person != id || c.Version != 1 {
				w.Errorf("foreign or wrong confirmation %+v", c)
			}
			got[c.Kind] = c.Withdrawn.IsZero()
		}
		if len(works) != 0 || len(got) != 2 || !got[notice.Privacy] || got[notice.FaceConsent] {
			w.Errorf("own record %+v %+v", works, mine)
		}
		other, err := w.candidates.Register(w.public(), w.registration(w.number(), w.phone()))
		w.must(err)
		if mine, err := w.notices.Own(w.asCandidate(other)); err != nil || len(mine) != 1 {
			w.Errorf("another's record %+v %v", mine, err)
		}
		_, clerk := w.staff("clerk", w.root, people.CounterClerk)
		_, err = w.s.OwnWorks(clerk)
		w.wants("people.forbidden", err, "a clerk asks for an own record")
		_, err = w.notices.Own(clerk)
		w.wants("people.forbidden", err, "a clerk asks for own confirmations")
	})
}

// An employer stands on the own record by name.
func TestOwnEmployers(t *testing.T) {
	onBoth(t, func(w *world) {
		_, manager := w.staff("manager", w.firmA, people.EnterpriseManager)
		number := w.number()
		p, err := w.candidates.Register(w.public(), w.registration(number, w.phone()))
		w.must(err)
		me := w.asCandidate(p)
		_, _, err = w.s.Hire(manager, w.firmA.ID, people.HireInput{Person: people.PersonInput{Name: "周八", DocKind: identity.IDCard, DocNumber: number}, Kind: people.Dispatched, From: "2026-01-01"})
		w.must(err)
		works, err := w.s.OwnWorks(me)
		if err != nil || len(works) != 1 || works[0].OrgName != w.firmA.Name || works[0].Kind != people.Dispatched {
			w.Errorf("employers %+v %v", works, err)
		}
	})
}
