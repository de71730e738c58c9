package permit_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/exam/permit/store"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/audit"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
)

func TestABanTakesTwoPeopleAndEndsOnItsDay(t *testing.T) {
	testenv.Engines(t, func(t *testing.T, open func(testing.TB) *sqldb.DB) {
		db := open(t)
		now := func() time.Time { return time.Date(2026, 11, 21, 2, 0, 0, 0, time.UTC) }
		bans := permit.NewBans(store.NewBans(db), register{}, func(context.Context) (string, error) { return "/city/", nil }, audit.New(db, now), now)
		as := func(person string, path string, role actor.Role) context.Context {
			return actor.With(t.Context(), actor.Actor{Kind: actor.Staff, ID: "acc-" + person, Person: person, Grants: []actor.Grant{{Role: role, Path: path}}})
		}
		who := people.PersonID("01jd0000000000000000person")
		draft := permit.Ban{Person: who, Kind: permit.ExamBan, From: "2026-11-01", To: "2027-10-31", Decision: "襄应急考罚〔2026〕1号", Reason: "替考"}
		barred := func(on actor.Date) bool {
			until, yes, err := bans.Barred(t.Context(), who, on, permit.ExamBan)
			if err != nil || yes && until != "2027-10-31" {
				t.Fatal(until, err)
			}
			return yes
		}
		b, err := bans.Enter(as("a", "/city/", people.PermitIssuer), draft)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := bans.Enter(as("a", "/city/", people.PermitIssuer), draft); !errors.Is(err, permit.ErrBanOnFile) {
			t.Errorf("the same ban again: %v", err)
		}
		if barred("2026-11-21") {
			t.Error("one official alone bars a person")
		}
		for name, c := range map[string]struct {
			ctx  context.Context
			want error
		}{
			"the same person with another role": {as("a", "/city/", people.ResultReleaser), permit.ErrBanSame},
			"a clerk":                           {as("b", "/city/", people.CounterClerk), permit.ErrBanForbidden},
			"another city":                      {as("b", "/other/", people.PermitIssuer), permit.ErrNoBan},
		} {
			if _, err := bans.Confirm(c.ctx, b.ID); !errors.Is(err, c.want) {
				t.Errorf("%s: %v", name, err)
			}
		}
		if _, err := bans.Confirm(as("b", "/city/", people.ResultReleaser), b.ID); err != nil {
			t.Fatal(err)
		}
		for on, want := range map[actor.Date]bool{"2026-10-31": false, "2026-11-01": true, "2027-10-31": true, "2027-11-01": false} {
			if barred(on) != want {
				t.Errorf("barred on %s: %v", on, !want)
			}
		}
		if _, yes, _ := bans.Barred(t.Context(), who, "2026-11-21", permit.PostBan); yes {
			t.Error("a ban of another kind counts")
		}
		if _, err := bans.Lift(as("b", "/city/", people.PermitIssuer), b.ID, "改错"); !errors.Is(err, permit.ErrBanSame) {
			t.Errorf("lifted by the one who confirmed: %v", err)
		}
		if _, err := bans.Lift(as("a", "/city/", people.PermitIssuer), b.ID, "复议撤销"); err != nil || barred("2026-11-21") {
			t.Errorf("lift: %v", err)
		}
		if _, err := bans.Confirm(as("b", "/city/", people.ResultReleaser), b.ID); !errors.Is(err, permit.ErrBanState) {
			t.Errorf("a lifted ban came back: %v", err)
		}
		for _, bad := range []permit.Ban{
			{Person: who, Kind: permit.ExamBan, From: "2026-11-02", To: "2026-11-01", Decision: "号1", Reason: "原因"},
			{Person: who, Kind: permit.ExamBan, From: "2026-02-30", To: "2026-11-01", Decision: "号1", Reason: "原因"},
			{Person: who, Kind: permit.ExamBan, From: "2026-11-02", To: "2046-11-01", Decision: "号1", Reason: "原因"},
			{Person: who, Kind: permit.ExamBan, From: "2026-11-02", To: "2026-11-03", Decision: "", Reason: "原因"},
			{Person: who, Kind: permit.ExamBan, From: "0000-01-01", To: "0001-01-01", Decision: "号1", Reason: "原因"},
			{Person: who, Kind: permit.ExamBan, From: "9999-12-31", To: "9999-12-31", Decision: "号1", Reason: "原因"},
			{Person: who, Kind: permit.ExamBan, From: "2027-12-01", To: "2027-12-31", Decision: "号1", Reason: "原因"},
			{Person: "p-nobody", Kind: permit.ExamBan, From: "2026-11-02", To: "2026-11-03", Decision: "号1", Reason: "原因"},
		} {
			if _, err := bans.Enter(as("a", "/city/", people.PermitIssuer), bad); err == nil {
				t.Errorf("accepted %+v", bad)
			}
		}
	})
}

// register knows everybody but p-nobody.
type register struct{}

func (register) Person(_ context.Context, id people.PersonID) (people.Person, error) {
	if id == "p-nobody" {
		return people.Person{}, people.ErrNotFound
	}
	return people.Person{ID: id}, nil
}

// desk is the list of bans on a database, with the clock standing still.
func desk(t *testing.T, db *sqldb.DB) (*permit.Bans, func(person string) context.Context) {
	t.Helper()
	now := func() time.Time { return time.Date(2026, 11, 21, 2, 0, 0, 0, time.UTC) }
	bans := permit.NewBans(store.NewBans(db), register{}, func(context.Context) (string, error) { return "/city/", nil }, audit.New(db, now), now)
	return bans, func(person string) context.Context {
		return actor.With(t.Context(), actor.Actor{Kind: actor.Staff, ID: "acc-" + person, Person: person, Grants: []actor.Grant{{Role: people.PermitIssuer, Path: "/city/"}}})
	}
}

func aBan() permit.Ban {
	return permit.Ban{Person: "01jd0000000000000000person", Kind: permit.ExamBan, From: "2026-11-01", To: "2027-10-31", Decision: "襄应急考罚〔2026〕1号", Reason: "替考"}
}

func TestABanEnteredTwentyTimesAtOnceIsOneBan(t *testing.T) {
	testenv.Engines(t, func(t *testing.T, open func(testing.TB) *sqldb.DB) {
		db := open(t)
		bans, as := desk(t, db)
		again := func() (won []permit.Ban) {
			t.Helper()
			got, errs := make([]permit.Ban, 20), make([]error, 20)
			var all sync.WaitGroup
			for i := range errs {
				all.Go(func() { got[i], errs[i] = bans.Enter(as([]string{"a", "b"}[i%2]), aBan()) })
			}
			all.Wait()
			for i, err := range errs {
				if err == nil {
					won = append(won, got[i])
				} else if !errors.Is(err, permit.ErrBanOnFile) {
					t.Error(err)
				}
			}
			return won
		}
		rows := func(table string) (n int64) {
			if err := db.Conn(t.Context()).Table(table).Count(&n).Error; err != nil {
				t.Fatal(err)
			}
			return n
		}
		won := again()
		if len(won) != 1 || rows("ban") != 1 || rows("audit_entry") != 1 {
			t.Fatalf("%d entered, %d rows, %d audit entries", len(won), rows("ban"), rows("audit_entry"))
		}
		if _, err := bans.Lift(as("c"), won[0].ID, "录入有误"); err != nil {
			t.Fatal(err)
		}
		if won = again(); len(won) != 1 || rows("ban") != 2 { // a lifted ban no longer stands in the way
			t.Errorf("after lifting: %d entered, %d rows", len(won), rows("ban"))
		}
		other := aBan()
		other.Kind = permit.ApplicationBan
		if _, err := bans.Enter(as("a"), other); err != nil {
			t.Errorf("another kind of ban by the same decision: %v", err)
		}
	})
}

func TestHiddenCharactersInBansAreRefused(t *testing.T) {
	testenv.Engines(t, func(t *testing.T, open func(testing.TB) *sqldb.DB) {
		bans, as := desk(t, open(t))
		for _, bad := range []string{"替\u202e考作弊", "替\u200b考", "替考\x00", "替\n考", "替考\xff"} {
			b := aBan()
			b.Reason = bad
			if _, err := bans.Enter(as("a"), b); !named(err, actor.ErrHidden) {
				t.Errorf("reason %q: %v", bad, err)
			}
			b = aBan()
			b.Decision = bad
			if _, err := bans.Enter(as("a"), b); !named(err, actor.ErrHidden) {
				t.Errorf("decision %q: %v", bad, err)
			}
		}
		b, err := bans.Enter(as("a"), aBan())
		if err != nil {
			t.Fatal(err)
		}
		if _, err := bans.Lift(as("b"), b.ID, "改\u2066错"); !named(err, actor.ErrHidden) {
			t.Errorf("lifting: %v", err)
		}
	})
}
