package people_test

import (
	"slices"
	"testing"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/people/identity"
	"github.com/suikao/suikao/exam/people/terminal"
	"github.com/suikao/suikao/internal/actor"
)

// Mistyped years are refused where they are typed, with the field named.
func TestDaysOutOfRange(t *testing.T) {
	onBoth(t, func(w *world) {
		_, manager := w.staff("manager-a", w.firmA, people.EnterpriseManager)
		passport := func(birth, expires string) people.PersonInput {
			w.serial++
			return people.PersonInput{Name: "Nguyen", DocKind: identity.Passport, DocNumber: "B" + w.phone(), Country: "VNM", Birth: birth, Expires: expires}
		}
		hire := func(p people.PersonInput, from, to string) error {
			_, _, err := w.s.Hire(manager, w.firmA.ID, people.HireInput{Person: p, Kind: people.Regular, From: from, To: to})
			return err
		}
		for _, c := range []struct {
			what string
			err  error
			want string
		}{
			{"born in 1899", hire(passport("1899-12-31", ""), "2026-01-01", ""), "body.birth date.range"},
			{"born tomorrow", hire(passport("2026-11-22", ""), "2026-01-01", ""), "body.birth date.range"},
			{"born in the year 9999", hire(passport("9999-01-01", ""), "2026-01-01", ""), "body.birth date.range"},
			{"a document that ends in 9999", hire(passport("1990-01-01", "9999-12-31"), "2026-01-01", ""), "body.document.expires date.range"},
			{"a document that ended in year 0", hire(passport("1990-01-01", "0000-01-01"), "2026-01-01", ""), "body.document.expires date.range"},
			{"work since year 0", hire(passport("1990-01-01", ""), "0000-01-01", ""), "body.from date.range"},
			{"work from 9999", hire(passport("1990-01-01", ""), "9999-01-01", ""), "body.from date.range"},
			{"work from two years ahead", hire(passport("1990-01-01", ""), "2028-01-01", ""), "body.from date.range"},
			{"work before birth", hire(passport("1990-01-01", ""), "1989-12-31", ""), "body.from date.range"},
			{"work until 9999", hire(passport("1990-01-01", ""), "2026-01-01", "9999-12-31"), "body.to date.range"},
			{"a number of somebody born in 1880", hire(people.PersonInput{Name: "古人", DocKind: identity.IDCard, DocNumber: gb("440524", "18800101", "001")}, "2026-01-01", ""), "body.document.number date.range"},
		} {
			if got := fields(c.err); !slices.Contains(got, c.want) || len(got) != 1 {
				w.Errorf("%s: %v %v", c.what, c.err, got)
			}
		}
		w.must(hire(passport("1900-01-01", "2036-01-01"), "1900-01-01", "2066-11-21"))
		w.must(hire(passport("2026-11-21", ""), "2027-11-21", "")) // born today, and a contract signed for next year
		p := w.person(w.firmA, "张三")
		doc, err := w.s.DocumentFor(w.system(), p.ID, "test")
		w.must(err)
		_, e, err := w.s.Hire(manager, w.firmA.ID, people.HireInput{Person: people.PersonInput{Name: "张三", DocKind: identity.IDCard, DocNumber: doc.Number}, Kind: people.Regular, From: "2026-01-01"})
		w.must(err)
		if err := w.s.EndEmployment(manager, e.ID, "9999-12-31"); !slices.Equal(fields(err), []string{"body.to date.range"}) {
			w.Errorf("ended in 9999: %v", err)
		}
		_, clerk := w.staff("clerk-a", w.countyA, people.CounterClerk)
		old := "1850-01-01"
		if _, err = w.s.UpdatePerson(clerk, p.ID, p.Version, people.PersonChange{Birth: &old, Reason: "更正生日"}); !slices.Contains(fields(err), "body.birth date.range") {
			w.Errorf("corrected to 1850: %v", err)
		}
	})
}

// Hidden characters are refused in every free text, and dropped from names and numbers.
func TestHiddenCharacters(t *testing.T) {
	onBoth(t, func(w *world) {
		admin, clerk := w.system(), func() *people.Person { p := w.person(w.countyA, "张\u200b三"); return &p }()
		if clerk.Name != "张三" {
			w.Errorf("stored name %q", clerk.Name)
		}
		refused := func(what, path string, err error) {
			w.Helper()
			if got := fields(err); !slices.Equal(got, []string{path + " " + actor.ErrHidden.Code()}) {
				w.Errorf("%s: %v %v", what, err, got)
			}
		}
		for _, bad := range []string{"厂\u202e名", "厂\u0007名", "厂\u2066名", "厂\ufeff名", "厂\n名"} {
			in := people.OrgInput{Kind: people.Enterprise, Name: bad, Region: "420602"}
			_, err := w.s.CreateOrg(admin, w.countyA.ID, in)
			refused("organisation", "body.name", err)
			in.Name, in.Street = "某厂", bad
			_, err = w.s.CreateOrg(admin, w.countyA.ID, in)
			refused("street", "body.street", err)
			in.Street, in.Industry = "", bad
			_, err = w.s.CreateOrg(admin, w.countyA.ID, in)
			refused("industry", "body.industry", err)
			_, err = w.s.Unmask(admin, clerk.ID, people.DocumentField, bad)
			refused("reason", "body.reason", err)
			_, err = w.s.DecidePhoto(admin, clerk.ID, people.PhotoDecision{Photo: "x", Note: bad})
			refused("photo note", "body.note", err)
			w.rooms["r/"] = w.countyA.Path
			_, _, err = w.devices.CreateEnrolment(admin, terminal.Enrolment{Kind: terminal.Gate, Room: "r", Name: bad})
			refused("terminal", "body.name", err)
			_, _, err = w.accounts.CreateAccount(admin, "user"+bad, clerk.ID, w.countyA.ID)
			if code(err) != "invalid" {
				w.Errorf("login %q: %v", bad, err)
			}
		}
	})
}
