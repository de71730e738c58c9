package people_test

import (
	"context"
	"strings"
	"sync"
	"testing"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/people/identity"
	"github.com/suikao/suikao/internal/actor"
)

func TestPersonsAreKeptSealed(t *testing.T) {
	onBoth(t, func(w *world) {
		_, clerk := w.staff("clerk-a", w.countyA, people.CounterClerk)
		const number, phone = "11010519491231002X", "13912345678"
		p, err := w.s.AddPerson(clerk, w.countyA.ID, people.PersonInput{Name: "买买提•艾力", DocKind: identity.IDCard, DocNumber: " 11010519491231002x",
			Phone: "+86 139-1234-5678", Education: people.Junior})
		w.must(err)
		if p.Name != "买买提·艾力" || p.Birth != "1949-12-31" || p.Sex != identity.Female || p.DocMasked != "110***********002X" || p.Phone != "139****5678" {
			w.Errorf("entered %+v", p)
		}
		for _, table := range []string{"person", "audit_entry", "outbox_event"} {
			if dump := w.dump(table); strings.Contains(dump, number) || strings.Contains(dump, phone) {
				w.Errorf("%s holds a clear number", table)
			}
		}
		for _, kind := range []identity.DocKind{identity.TemporaryID, identity.HouseholdExtract, identity.ElectronicID} {
			_, err = w.s.AddPerson(clerk, w.countyA.ID, people.PersonInput{Name: "买买提·艾力", DocKind: kind, DocNumber: number})
			w.wants("people.doc_taken", err, "the same citizen by %s", kind)
		}
		found, err := w.s.PersonByDocument(w.system(), identity.ElectronicID, number, "")
		if err != nil || found.ID != p.ID {
			w.Errorf("found %v %v", found.ID, err)
		}
		_, err = w.s.AddPerson(clerk, w.countyA.ID, people.PersonInput{Name: "张3", DocKind: identity.IDCard, DocNumber: "110105194912310021", Sex: identity.Male, Birth: "1949-02-30", Phone: "110"})
		w.wants("invalid", err, "four wrong fields")
		if n := len(fields(err)); n != 4 {
			w.Errorf("%d wrong fields named, want 4: %v", n, err)
		}
		_, err = w.s.AddPerson(clerk, w.countyA.ID, people.PersonInput{Name: "张三", DocKind: identity.IDCard, DocNumber: w.number(), Birth: "1991-01-01"})
		w.wants("invalid", err, "a birth date other than the card's")
	})
}

func TestPersonsStayInTheirSubtree(t *testing.T) {
	onBoth(t, func(w *world) {
		_, clerkA := w.staff("clerk-a", w.countyA, people.CounterClerk)
		_, clerkB := w.staff("clerk-b", w.countyB, people.CounterClerk)
		_, regulator := w.staff("regulator", w.root, people.Regulator)
		p := w.person(w.countyA, "张三")
		name := "李四"
		for what, ctx := range map[string]context.Context{"another county's clerk": clerkB, "the public": w.public(),
			"a candidate": actor.With(context.Background(), actor.Actor{Kind: actor.Candidate, ID: "x", Person: "x"})} {
			_, err := w.s.ViewPerson(ctx, p.ID)
			w.wants("people.not_found", err, "%s reads", what)
			_, err = w.s.UpdatePerson(ctx, p.ID, p.Version, people.PersonChange{Name: &name, Reason: "更正"})
			w.wants("people.not_found", err, "%s changes", what)
			_, err = w.s.Unmask(ctx, p.ID, people.DocumentField, "核对")
			w.wants("people.not_found", err, "%s unmasks", what)
			_, err = w.candidates.ClerkCode(ctx, p.ID, "认领")
			w.wants("people.not_found", err, "%s makes a claim code", what)
			list, err := w.s.FindPersons(ctx, people.PersonSearch{Name: "张三"})
			if err != nil || len(list) != 0 {
				w.Errorf("%s finds %d persons %v", what, len(list), err)
			}
		}
		_, err := w.s.ViewPerson(regulator, p.ID)
		w.wants("", err, "the regulator above reads")
		_, err = w.s.Unmask(regulator, p.ID, people.DocumentField, "检查")
		w.wants("people.forbidden", err, "a role that does not need the number")
		if w.trail("person.unmask", "person:"+string(p.ID)) != 0 {
			w.Error("a refused unmasking left an entry of success")
		}
		_, err = w.s.Unmask(clerkA, p.ID, people.DocumentField, " ")
		w.wants("invalid", err, "no reason")
		n, err := w.s.Unmask(clerkA, p.ID, people.DocumentField, "核对证件")
		w.must(err)
		if len(n) != 18 || w.trail("person.unmask", "person:"+string(p.ID)) != 1 {
			w.Errorf("unmasked %q", n)
		}
		_, err = w.s.Unmask(clerkA, p.ID, people.PhoneField, "核对电话")
		w.wants("people.no_phone", err, "no phone on file")
	})
}

func TestUpdatingPersons(t *testing.T) {
	onBoth(t, func(w *world) {
		_, clerk := w.staff("clerk-a", w.countyA, people.CounterClerk)
		p, other := w.person(w.countyA, "张三"), w.person(w.countyA, "李四")
		number, name := gb("420602", "19851231", "123"), "张山"
		doc := &people.PersonInput{DocKind: identity.IDCard, DocNumber: number}
		got, err := w.s.UpdatePerson(clerk, p.ID, p.Version, people.PersonChange{Name: &name, Document: doc, Reason: "录入有误"})
		w.must(err)
		if got.Name != "张山" || got.Birth != "1985-12-31" || got.Version != p.Version+1 {
			w.Errorf("updated to %+v", got)
		}
		_, err = w.s.UpdatePerson(clerk, p.ID, p.Version, people.PersonChange{Name: &name, Reason: "录入有误"})
		w.wants("people.changed", err, "an old version")
		_, err = w.s.UpdatePerson(clerk, other.ID, other.Version, people.PersonChange{Document: doc, Reason: "录入有误"})
		w.wants("people.doc_taken", err, "a number that is another person's")
		pass := &people.PersonInput{DocKind: identity.Passport, DocNumber: "E1234567", Country: "VNM", Expires: "2030-01-01"}
		got, err = w.s.UpdatePerson(clerk, p.ID, got.Version, people.PersonChange{Document: pass, Reason: "换用护照"})
		w.must(err)
		if got.DocKind != identity.Passport || got.Birth != "1985-12-31" || got.DocExpires != "2030-01-01" {
			w.Errorf("a passport takes the birth date away: %+v", got)
		}
		if _, err := w.s.PersonByDocument(w.system(), identity.IDCard, number, ""); code(err) != "people.not_found" {
			w.Errorf("the old number still finds: %v", err)
		}
	})
}

// A sealed number copied to another row does not open: whoever can write the database cannot swap identities.
func TestSealedNumbersDoNotMove(t *testing.T) {
	onBoth(t, func(w *world) {
		a, b := w.person(w.countyA, "张三"), w.person(w.countyA, "李四")
		w.must(w.db.Conn(w.system()).Exec("UPDATE person SET doc_sealed = (SELECT x.doc_sealed FROM (SELECT doc_sealed FROM person WHERE id = ?) x) WHERE id = ?",
			string(a.ID), string(b.ID)).Error)
		_, err := w.s.Person(w.system(), b.ID)
		w.wants("crypt.unreadable", err, "a number moved to another person")
	})
}

func TestOneDocumentOneRowUnderLoad(t *testing.T) {
	onBoth(t, func(w *world) {
		n := w.number()
		var wg sync.WaitGroup
		var mu sync.Mutex
		made := 0
		for i := range 16 {
			wg.Go(func() {
				_, err := w.s.AddPerson(w.system(), w.countyA.ID, people.PersonInput{Name: "张三", DocKind: []identity.DocKind{identity.IDCard, identity.TemporaryID}[i%2], DocNumber: n})
				mu.Lock()
				defer mu.Unlock()
				switch {
				case err == nil:
					made++
				case code(err) != "people.doc_taken":
					w.Errorf("lost the race with %v", err)
				}
			})
		}
		wg.Wait()
		if made != 1 {
			w.Errorf("%d persons of one document", made)
		}
	})
}

func TestEmployments(t *testing.T) {
	onBoth(t, func(w *world) {
		_, managerA := w.staff("manager-a", w.firmA, people.EnterpriseManager)
		_, managerB := w.staff("manager-b", w.firmB, people.EnterpriseManager)
		in := people.HireInput{Person: people.PersonInput{Name: "王五", DocKind: identity.IDCard, DocNumber: w.number(), Phone: "13900000001"}, Kind: people.Regular, From: "2026-01-01"}
		p, e, err := w.s.Hire(managerA, w.firmA.ID, in)
		w.must(err)
		_, _, err = w.s.Hire(managerA, w.firmB.ID, in)
		w.wants("people.not_found", err, "hiring for another firm")
		_, _, err = w.s.Hire(managerA, w.firmA.ID, in)
		w.wants("people.employment_overlap", err, "hiring twice")
		_, err = w.s.ViewPerson(managerB, p.ID)
		w.wants("people.not_found", err, "another firm reads")
		other := in
		other.Person.Name = "王六"
		_, _, err = w.s.Hire(managerB, w.firmB.ID, other)
		w.wants("people.name_differs", err, "guessing at a number")
		// A second employer may enter the person by number and name, but does not get to change the phone.
		in.Person.Phone, in.Kind = "13900000666", people.Dispatched
		again, _, err := w.s.Hire(managerB, w.firmB.ID, in)
		w.must(err)
		if again.ID != p.ID || again.Phone != "139****0001" {
			w.Errorf("the second employer got %s with phone %s", again.ID, again.Phone)
		}
		for on, want := range map[actor.Date]string{"2025-12-31": "", "2026-01-01": w.firmA.Name, day0: w.firmA.Name} {
			o, ok, err := w.s.Employer(w.system(), p.ID, on)
			if err != nil || ok != (want != "") || o.Name != want {
				w.Errorf("employer on %s: %s %v %v", on, o.Name, ok, err)
			}
		}
		w.wants("people.not_found", w.s.EndEmployment(managerB, e.ID, "2026-06-30"), "another firm ends it")
		w.wants("invalid", w.s.EndEmployment(managerA, e.ID, "2025-12-31"), "an end before the beginning")
		w.must(w.s.EndEmployment(managerA, e.ID, "2026-06-30"))
		o, ok, err := w.s.Employer(w.system(), p.ID, day0)
		if err != nil || !ok || o.ID != w.firmB.ID {
			w.Errorf("employer after the end: %s %v %v", o.Name, ok, err)
		}
	})
}

func TestFormerEmployersSeeNothing(t *testing.T) {
	onBoth(t, func(w *world) {
		_, manager := w.staff("manager-b", w.firmB, people.EnterpriseManager)
		p := w.person(w.countyA, "赵六")
		number, err := w.s.DocumentFor(w.system(), p.ID, "test")
		w.must(err)
		_, e, err := w.s.Hire(manager, w.firmB.ID, people.HireInput{Person: people.PersonInput{Name: "赵六", DocKind: identity.IDCard, DocNumber: number.Number}, Kind: people.Intern, From: "2026-01-01"})
		w.must(err)
		_, err = w.s.ViewPerson(manager, p.ID)
		w.wants("", err, "the employer reads")
		list, err := w.s.FindPersons(manager, people.PersonSearch{Employer: w.firmB.ID})
		if err != nil || len(list) != 1 {
			w.Errorf("%d employees %v", len(list), err)
		}
		w.must(w.s.EndEmployment(manager, e.ID, "2026-11-20"))
		_, err = w.s.ViewPerson(manager, p.ID)
		w.wants("people.not_found", err, "the former employer reads")
		if list, _ := w.s.FindPersons(manager, people.PersonSearch{Name: "赵六"}); len(list) != 0 {
			w.Error("the former employer still finds the person")
		}
	})
}
