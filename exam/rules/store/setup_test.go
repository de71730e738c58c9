package store_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/exam/rules/store"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/audit"
	"github.com/suikao/suikao/internal/jobs"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
)

// tree is a root authority with a city below it; ids have the real form.
type tree map[people.OrgID]string

const (
	root = people.OrgID("01kaaaaaaaaaaaaaaaaaaaaaaa")
	city = people.OrgID("01kbbbbbbbbbbbbbbbbbbbbbbb")
	town = people.OrgID("01kccccccccccccccccccccccc")
)

func (t tree) Org(_ context.Context, id people.OrgID) (people.Org, error) {
	if p, ok := t[id]; ok {
		return people.Org{ID: id, Path: p}, nil
	}
	return people.Org{}, rules.ErrNoProposal
}

func (t tree) RootOrg(ctx context.Context) (people.Org, error) { return t.Org(ctx, root) }

type world struct {
	*rules.Service
	db *sqldb.DB
}

func engines(t *testing.T, test func(t *testing.T, w *world)) {
	testenv.Engines(t, func(t *testing.T, open func(t testing.TB) *sqldb.DB) { test(t, newWorld(t, open(t))) })
}

func newWorld(t testing.TB, db *sqldb.DB) *world {
	clock := testenv.NewClock(time.Date(2026, 11, 21, 4, 0, 0, 0, time.UTC))
	orgs := tree{root: "/" + string(root) + "/", city: "/" + string(root) + "/" + string(city) + "/", town: "/" + string(root) + "/" + string(town) + "/"}
	tick := func() time.Time { return clock.Advance(time.Millisecond) } // ids of one millisecond have no order
	s := rules.New(store.New(db), orgs, audit.New(db, tick), jobs.NewOutbox(db, tick), tick)
	if err := s.LoadSeeds(context.Background()); err != nil {
		t.Fatal(err)
	}
	return &world{s, db}
}

// as is a context of a staff account of a natural person with roles over org.
func as(account, person string, org people.OrgID, roles ...actor.Role) context.Context {
	path := "/" + string(root) + "/"
	if org != root {
		path += string(org) + "/"
	}
	a := actor.Actor{Kind: actor.Staff, ID: account, Person: person, Name: person}
	for _, r := range roles {
		a.Grants = append(a.Grants, actor.Grant{Role: r, Org: string(org), Path: path})
	}
	return actor.With(context.Background(), a)
}

func editor(org people.OrgID) context.Context {
	return as("acc-editor", "person-editor", org, people.RuleEditor)
}

func approver(org people.OrgID) context.Context {
	return as("acc-approver", "person-approver", org, people.RuleApprover)
}

// file is an import file of org with one set for operators.
func file(org, key, from, extra, params string) []byte {
	return []byte(strings.Join([]string{"format: suikao-rules/1", "title: 测试 " + key, "org: " + org, "rule_sets:", "  - key: " + key,
		"    track: EMERGENCY", "    person_type: SPECIAL_OPERATOR", "    effective_from: " + from, "    legal_basis: 测试", extra,
		"    params:", "      " + params, ""}, "\n"))
}

// enact proposes and approves.
func (w *world) enact(t testing.TB, org people.OrgID, content []byte) {
	t.Helper()
	pre, err := w.Propose(editor(org), content)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Approve(approver(org), pre.Proposal.ID, pre.Proposal.Digest); err != nil {
		t.Fatal(err)
	}
}

func (w *world) count(t testing.TB, table string) (n int64) {
	t.Helper()
	if err := w.db.Conn(context.Background()).Table(table).Count(&n).Error; err != nil {
		t.Fatal(err)
	}
	return n
}
