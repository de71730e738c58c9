package store_test

import (
	"context"
	"strconv"
	"testing"
	"time"

	"github.com/suikao/suikao/courseware"
	"github.com/suikao/suikao/courseware/store"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/people/identity"
	"github.com/suikao/suikao/exam/rules"
	rulestore "github.com/suikao/suikao/exam/rules/store"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/audit"
	"github.com/suikao/suikao/internal/jobs"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
)

const (
	authority = people.OrgID("01kaaaaaaaaaaaaaaaaaaaaaaa")
	centre    = people.OrgID("01kbbbbbbbbbbbbbbbbbbbbbbb")
	other     = people.OrgID("01kccccccccccccccccccccccc")
	firm      = people.OrgID("01kddddddddddddddddddddddd")
	closed    = people.OrgID("01keeeeeeeeeeeeeeeeeeeeeee")
	welder    = people.PersonID("01kppppppppppppppppppppppp")
	intern    = people.PersonID("01kqqqqqqqqqqqqqqqqqqqqqqq")
	number    = "11010519491231002X"
)

func path(org people.OrgID) string {
	if org == authority {
		return "/" + string(authority) + "/"
	}
	return "/" + string(authority) + "/" + string(org) + "/"
}

// directory stands for exam/people, whose numbers need a key file.
type directory struct{}

func (directory) Person(_ context.Context, id people.PersonID) (people.Person, error) {
	name, ok := map[people.PersonID]string{welder: "张焊", intern: "李实习"}[id]
	if !ok {
		return people.Person{}, people.ErrNotFound
	}
	return people.Person{ID: id, Name: name}, nil
}

func (d directory) PersonByDocument(ctx context.Context, _ identity.DocKind, n, _ string) (people.Person, error) {
	if n != number {
		return people.Person{}, people.ErrNotFound
	}
	return d.Person(ctx, welder)
}

func (directory) Org(_ context.Context, id people.OrgID) (people.Org, error) {
	o := people.Org{ID: id, Path: path(id), Name: "单位 " + string(id[3:4])}
	switch id {
	case authority:
		o.Kind = people.Authority
	case centre, other, closed:
		o.Kind = people.Centre
	case firm:
		o.Kind = people.Enterprise
	default:
		return people.Org{}, people.ErrNotFound
	}
	if id == closed {
		o.Closed = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	return o, nil
}

func (d directory) RootOrg(ctx context.Context) (people.Org, error) { return d.Org(ctx, authority) }

func (directory) EmploymentOn(_ context.Context, p people.PersonID, on actor.Date) (people.Employment, bool, error) {
	kind := people.Dispatched
	if p == intern {
		kind = people.Intern
	}
	return people.Employment{Person: p, Org: firm, Kind: kind}, on >= "2026-01-01", nil
}

type world struct {
	*courseware.Service
	rules *rules.Service
	db    *sqldb.DB
}

func engines(t *testing.T, test func(t *testing.T, w *world)) {
	testenv.Engines(t, func(t *testing.T, open func(t testing.TB) *sqldb.DB) {
		db := open(t)
		clock := testenv.NewClock(time.Date(2026, 11, 21, 4, 0, 0, 0, time.UTC))
		tick := func() time.Time { return clock.Advance(time.Millisecond) }
		log, out := audit.New(db, tick), jobs.NewOutbox(db, tick)
		r := rules.New(rulestore.New(db), directory{}, log, out, tick)
		if err := r.LoadSeeds(context.Background()); err != nil {
			t.Fatal(err)
		}
		test(t, &world{courseware.New(store.New(db), directory{}, r, log, out, tick, blind), r, db})
	})
}

// blind stands in for the key ring.
func blind(key string) string { return "blind-" + strconv.Itoa(len(key)) + key[len(key)-1:] }

// demoRules sets what the national rules leave blank.
func (w *world) demoRules(t testing.TB) {
	t.Helper()
	raw, err := rules.DemoFile(authority)
	if err != nil {
		t.Fatal(err)
	}
	pre, err := w.rules.Propose(as("acc-e", "per-e", authority, people.RuleEditor), raw)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.rules.Approve(as("acc-a", "per-a", authority, people.RuleApprover), pre.Proposal.ID, pre.Proposal.Digest); err != nil {
		t.Fatal(err)
	}
}

func as(account, person string, org people.OrgID, roles ...actor.Role) context.Context {
	a := actor.Actor{Kind: actor.Staff, ID: account, Person: person, Name: account}
	for _, r := range roles {
		a.Grants = append(a.Grants, actor.Grant{Role: r, Org: string(org), Path: path(org)})
	}
	return actor.With(context.Background(), a)
}

func clerk(org people.OrgID) context.Context {
	return as("acc-clerk", "per-clerk", org, people.TrainingClerk)
}

func candidate(p people.PersonID) context.Context {
	return actor.With(context.Background(), actor.Actor{Kind: actor.Candidate, ID: string(p), Person: string(p), Name: "张*"})
}

func (w *world) count(t testing.TB, table string) (n int64) {
	t.Helper()
	if err := w.db.Conn(context.Background()).Table(table).Count(&n).Error; err != nil {
		t.Fatal(err)
	}
	return n
}

func input() courseware.RecordInput {
	return courseware.RecordInput{Org: centre, Person: courseware.Who{DocKind: identity.IDCard, Number: number, Name: "张焊"}, Item: "SO-01-02",
		Kind: courseware.Initial, Mode: courseware.Classroom, ClassHours: 48, From: "2026-11-01", To: "2026-11-08", Class: "低压电工2026-11班", Evidence: "签到表 11-01 至 11-08"}
}
