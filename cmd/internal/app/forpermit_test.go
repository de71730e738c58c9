package app

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/permit"
	permitstore "github.com/suikao/suikao/exam/permit/store"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/audit"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
)

// anybody is permit.Banned where everybody exists.
type anybody struct{}

func (anybody) Person(_ context.Context, id people.PersonID) (people.Person, error) {
	return people.Person{ID: id}, nil
}

// A ban from a post bars from the certificate for that post and from nothing else, for life if the decision says so; each ban
// bars to its last day.
func TestWhichBansBarFromAPermit(t *testing.T) {
	db := testenv.Open(t, testenv.Migrated(t, sqldb.SQLite))
	now := func() time.Time { return time.Date(2026, 11, 23, 2, 0, 0, 0, time.UTC) }
	bans := permit.NewBans(permitstore.NewBans(db), anybody{}, func(context.Context) (string, error) { return "/city/", nil }, audit.New(db, now), now)
	as := func(person string) context.Context {
		return actor.With(t.Context(), actor.Actor{Kind: actor.Staff, ID: "acc-" + person, Person: person, Grants: []actor.Grant{{Role: people.PermitIssuer, Path: "/city/"}}})
	}
	ban := func(who people.PersonID, kind permit.BanKind, to actor.Date) error {
		b, err := bans.Enter(as("a"), permit.Ban{Person: who, Kind: kind, From: "2026-11-01", To: to, Decision: "决定 1 号", Reason: "事故责任"})
		if err == nil {
			_, err = bans.Confirm(as("b"), b.ID)
		}
		return err
	}
	if err := ban("p-life", permit.ExamBan, "2099-11-01"); err == nil {
		t.Error("an examination ban for life")
	}
	for who, b := range map[people.PersonID]permit.Ban{"p-post": {Kind: permit.PostBan, To: "2099-11-01"}, "p-exam": {Kind: permit.ExamBan, To: "2027-10-31"},
		"p-application": {Kind: permit.ApplicationBan, To: "2027-10-31"}} {
		if err := ban(who, b.Kind, b.To); err != nil {
			t.Fatal(who, err)
		}
	}
	for _, c := range []struct {
		who  people.PersonID
		kind rules.PersonType
		on   actor.Date
		want []string
	}{
		{"p-post", rules.Principal, "2099-11-01", []string{"permit.post_banned"}},
		{"p-post", rules.SafetyManager, "2026-11-23", []string{"permit.post_banned"}},
		{"p-post", rules.Principal, "2099-11-02", nil},
		{"p-post", rules.SpecialOperator, "2026-11-23", nil},
		{"p-exam", rules.SpecialOperator, "2027-10-31", []string{"permit.banned"}},
		{"p-exam", rules.SpecialOperator, "2027-11-01", nil},
		{"p-application", rules.Principal, "2026-11-23", []string{"permit.banned"}},
		{"p-free", rules.Principal, "2026-11-23", nil},
	} {
		var v verdicts
		if err := v.bars(t.Context(), bans, c.who, c.kind, c.on); err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, r := range v.list {
			got = append(got, r.Code)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s, %s on %s: %v, want %v", c.who, c.kind, c.on, got, c.want)
		}
	}
}
