package people_test

import (
	"testing"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/people/identity"
)

// People see their own employments and confirmations, with what they took back; nobody sees another's this way.
func TestOwnRecord(t *testing.T) {
	onBoth(t, func(w *world) {
		p, err := w.candidates.Register(w.public(), w.registration(w.number(), w.phone()))
		w.must(err)
		me, id := w.asCandidate(p), people.PersonID(p.ID)
		w.must(w.s.Confirm(me, id, people.ConfirmInput{Kind: people.FaceConsent, Version: 1, Channel: "PORTAL"}))
		w.must(w.s.Withdraw(me, people.FaceConsent))
		r, err := w.s.OwnRecord(me)
		w.must(err)
		got := map[people.NoticeKind]bool{}
		for _, c := range r.Confirmations {
			if c.Person != id || c.Version != 1 {
				w.Errorf("foreign or wrong confirmation %+v", c)
			}
			got[c.Kind] = c.Withdrawn.IsZero()
		}
		if len(r.Works) != 0 || len(got) != 2 || !got[people.Privacy] || got[people.FaceConsent] {
			w.Errorf("own record %+v", r)
		}
		other, err := w.candidates.Register(w.public(), w.registration(w.number(), w.phone()))
		w.must(err)
		if r, err := w.s.OwnRecord(w.asCandidate(other)); err != nil || len(r.Confirmations) != 1 {
			w.Errorf("another's record %+v %v", r, err)
		}
		_, clerk := w.staff("clerk", w.root, people.CounterClerk)
		_, err = w.s.OwnRecord(clerk)
		w.wants("people.forbidden", err, "a clerk asks for an own record")
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
		r, err := w.s.OwnRecord(me)
		if err != nil || len(r.Works) != 1 || r.Works[0].OrgName != w.firmA.Name || r.Works[0].Kind != people.Dispatched {
			w.Errorf("employers %+v %v", r.Works, err)
		}
	})
}
