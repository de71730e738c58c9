package store_test

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"testing"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
	"github.com/suikao/suikao/questionbank"
)

// Acts that begin a transaction before they look whose the bank is leave their refusal on the trail as well, once each.
func TestEachRefusalOfASealedReleaseIsOnTheTrail(t *testing.T) {
	pairs(t, func(t *testing.T, owner, w *world) {
		_, r := owner.ready(t, 12)
		w.trusts(t, owner)
		in := must[questionbank.SealedIn](t)(w.ImportSealed(reviewer, city, bytes.NewReader(owner.sealedFor(t, r.ID, terms(w)))))
		_, list, err := w.Heads(seat, r.ID)
		ok(t, err)
		two := []questionbank.VersionID{list[0].ID, list[1].ID}
		all := as("acc-all", "p-all", city, people.ItemWriter, people.ItemReviewer, people.AuditAdmin, people.SystemAdmin)
		for name, act := range map[string]func() error{
			"Note":        func() error { return w.Note(all, two[0], "一句话") },
			"Submit":      func() error { return w.Submit(all, two, "") },
			"Approve":     func() error { return w.Approve(all, two, "") },
			"Reject":      func() error { return w.Reject(all, two, "退回") },
			"Retire":      func() error { return w.Retire(all, two, "撤下") },
			"Discard":     func() error { return w.Discard(all, two, "撤下") },
			"MakeEnemies": func() error { _, err := w.MakeEnemies(all, two, "组"); return err },
			"AddSound":    func() error { _, err := w.AddSound(all, in.Bank.ID, []byte("x")); return err },
			"ToSpeak":     func() error { _, err := w.ToSpeak(all, in.Bank.ID); return err },
			"Speak":       func() error { _, err := w.Speak(all, in.Bank.ID, "x", nil); return err },
			"MayImport":   func() error { return w.MayImport(all, in.Bank.ID) },
			"ImportJobs":  func() error { _, err := w.ImportJobs(all, in.Bank.ID); return err },
			"Batches":     func() error { _, err := w.Batches(all, in.Bank.ID); return err },
		} {
			before := w.refusals(t)
			if err := act(); !errors.Is(err, questionbank.ErrForeign) {
				t.Errorf("%s: %v, want %s", name, err, questionbank.ErrForeign.Code())
			} else if n := w.refusals(t) - before; n != 1 {
				t.Errorf("%s is on the trail %d times", name, n)
			}
		}
		head, _, err := w.Head(all, two[0])
		if c := head.Content; err != nil || c.Stem+c.Explanation != "" || len(c.Options)+len(c.Key) > 0 {
			t.Errorf("the head of an item shows %+v, %v", c, err)
		}
	})
}

// refusals is how many attempts on banks of others are on the trail.
func (w *world) refusals(t testing.TB) int {
	t.Helper()
	n := 0
	ok(t, w.db.Query(context.Background(), func(scan func(...any) error) error { return scan(&n) }, "SELECT COUNT(*) FROM audit_entry WHERE verb = 'bank.foreign.refuse'"))
	return n
}

// A key is entered by two people; one person, or another office, enters none.
func TestTheKeyOfAnOwnerIsEnteredByTwo(t *testing.T) {
	w := sealing(t, testenv.Open(t, testenv.Migrated(t, sqldb.SQLite)))
	public := w.deps.SealKeys.Owner()
	o := questionbank.SealedOwner{Name: "国家题库", Public: public, From: "2026-01-01", To: "2027-12-31"}
	same := actor.From(as("acc-x", "p-sys", root, people.SecurityAdmin))
	below := actor.From(as("acc-y", "p-y", city, people.SecurityAdmin))
	for name, c := range map[string]struct {
		ctx   context.Context
		other actor.Actor
		want  *fault.Error
	}{
		"one person":      {keeper1, same, questionbank.ErrSamePerson},
		"of a city":       {keeper1, below, questionbank.ErrOwnerKeepers},
		"the other way":   {as("acc-sec", "p-sec", root, people.SecurityAdmin), actor.From(keeper1), questionbank.ErrOwnerKeepers},
		"a reviewer":      {reviewer, keeper2, questionbank.ErrOwnerKeepers},
		"nobody":          {context.Background(), keeper2, questionbank.ErrNoPerson},
		"nobody confirms": {keeper1, actor.Actor{}, questionbank.ErrNoPerson},
	} {
		_, err := w.SaveOwner(c.ctx, c.other, o)
		refused(t, name, err, c.want)
	}
	for _, change := range []func(*questionbank.SealedOwner){
		func(o *questionbank.SealedOwner) { o.Public = o.Public[:31] }, func(o *questionbank.SealedOwner) { o.Name = "" },
		func(o *questionbank.SealedOwner) { o.To = "2025-01-01" }} {
		bad := o
		change(&bad)
		if _, err := w.SaveOwner(keeper1, keeper2, bad); err == nil || fault.From(err).Kind() != fault.Invalid {
			t.Errorf("%+v: %v", bad, err)
		}
	}
	must[questionbank.SealedOwner](t)(w.SaveOwner(keeper1, keeper2, o))
	list := must[[]questionbank.SealedOwner](t)(w.deps.Sealed.SealedOwners(context.Background()))
	if len(list) != 1 || list[0].First.Person != "p-sys" || list[0].Second.Person != "p-sec" || !slices.Equal(list[0].Public, public) {
		t.Errorf("%+v", list)
	}
}
