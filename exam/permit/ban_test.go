package permit_test

import (
	"context"
	"errors"
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
		bans := permit.NewBans(store.NewBans(db), func(context.Context) (string, error) { return "/city/", nil }, audit.New(db, now), now)
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
		} {
			if _, err := bans.Enter(as("a", "/city/", people.PermitIssuer), bad); err == nil {
				t.Errorf("accepted %+v", bad)
			}
		}
	})
}
