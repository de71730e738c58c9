package permit_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/application"
	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/people/identity"
	"github.com/suikao/suikao/exam/people/notice"
	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/exam/permit/store"
	"github.com/suikao/suikao/exam/release"
	"github.com/suikao/suikao/exam/rules"
	rulestore "github.com/suikao/suikao/exam/rules/store"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/audit"
	"github.com/suikao/suikao/internal/crypt"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/internal/jobs"
	"github.com/suikao/suikao/internal/kv"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
)

const (
	authority = people.OrgID("authority")
	path      = "/authority/"
	firm      = people.OrgID("firm")
	firmPath  = path + "firm/"
	item      = "SO-01-02"
	welder    = people.PersonID("p-welder")
	number    = "T11010519491231002X"
	name      = "张三丰"
)

// staff of the tests: account → natural person, role, place.
var staff = map[string]actor.Actor{
	"reviewer":  clerk("p-reviewer", people.ApplicationReviewer, path),
	"releaser2": clerk("p-releaser", people.ApplicationReviewer, path), // a second account of who released
	"issuer":    clerk("p-issuer", people.PermitIssuer, path),
	"issuer2":   clerk("p-issuer2", people.PermitIssuer, path),
	"issuer-b":  clerk("p-issuer", people.PermitIssuer, path),   // a second account of the issuer
	"rev-iss":   clerk("p-reviewer", people.PermitIssuer, path), // a second account of the reviewer
	"rel-iss":   clerk("p-releaser", people.PermitIssuer, path), // a second account of the releaser
	"ass-iss":   clerk("p-assessor", people.PermitIssuer, path), // a second account of an assessor
	"desk-iss":  clerk("p-desk", people.PermitIssuer, path),     // a second account of the counter clerk
	"holder":    clerk(string(welder), people.PermitIssuer, path),
	"desk":      clerk("p-desk", people.CounterClerk, path),
	"far":       clerk("p-far", people.PermitIssuer, "/elsewhere/"),
	"far-rev":   clerk("p-far2", people.ApplicationReviewer, "/elsewhere/"),
	"regulator": clerk("p-reg", people.Regulator, path),
	"safety":    clerk("p-safety", people.EnterpriseManager, firmPath),
	"teacher":   clerk("p-teacher", people.TrainingClerk, firmPath),
	"next-door": clerk("p-next", people.EnterpriseManager, path+"firm-b/"),
}

func clerk(person string, role actor.Role, at string) actor.Actor {
	return actor.Actor{Kind: actor.Staff, Person: person, Name: "经办" + person, Grants: []actor.Grant{{Role: role, Org: "o", Path: at}}}
}

func as(account string) context.Context {
	a := staff[account]
	a.ID = account
	return actor.With(context.Background(), a)
}

func own(p people.PersonID) context.Context {
	return actor.With(context.Background(), actor.Actor{Kind: actor.Candidate, ID: string(p), Person: string(p)})
}

// house is the service on a real database and the real rules; people, training and practical are played.
type house struct {
	*permit.Service
	t     *testing.T
	db    *sqldb.DB
	clock *testenv.Clock
	ring  *crypt.Ring

	mu        sync.Mutex
	persons   map[people.PersonID]people.Person
	employees map[people.OrgID][]people.PersonID // by id
	documents map[people.PersonID]identity.Document
	practical map[people.PersonID]permit.PracticalPass
	training  map[people.PersonID]permit.Training
	refusals  []application.Refusal
	refresher map[actor.Date]int // hours of everybody's refresher training by its last day
	amend     func(*rules.Set)   // what the authority of the test has added to the rules
	exams     map[application.ID]application.Application
	fulfilled int
	pledge    int
	registry  permit.NationalAnswer
	passNo    int
}

func (h *house) Person(_ context.Context, id people.PersonID) (people.Person, error) {
	p, ok := h.persons[id]
	if !ok {
		return p, people.ErrNotFound
	}
	return p, nil
}

func (h *house) Org(_ context.Context, id people.OrgID) (people.Org, error) {
	switch id {
	case firm:
		return people.Org{ID: id, Name: "焊接公司", Path: firmPath, Kind: people.Enterprise}, nil
	case "nowhere":
		return people.Org{}, people.ErrNotFound
	}
	return people.Org{ID: id, Name: "襄阳市应急管理局", Path: path, Kind: people.Authority}, nil
}

func (h *house) RootOrg(ctx context.Context) (people.Org, error) { return h.Org(ctx, authority) }

// FindPersons lists who works for an organisation by id, as exam/people does for a caller who may see it.
func (h *house) FindPersons(_ context.Context, q people.PersonSearch) ([]people.Person, error) {
	var out []people.Person
	for _, id := range h.employees[q.Employer] {
		if id > q.After && len(out) < q.Limit {
			out = append(out, h.persons[id])
		}
	}
	return out, nil
}

func (h *house) EmploymentOn(_ context.Context, p people.PersonID, _ actor.Date) (people.Employment, bool, error) {
	for org, list := range h.employees {
		if slices.Contains(list, p) {
			return people.Employment{Person: p, Org: org}, true, nil
		}
	}
	return people.Employment{}, false, nil
}

func (h *house) DocumentFor(_ context.Context, id people.PersonID, _ string) (identity.Document, error) {
	return h.documents[id], nil
}

func (h *house) Notice(_ context.Context, kind notice.Kind, lang string) (notice.Text, error) {
	return notice.Text{Kind: kind, Version: h.pledge, Lang: lang}, nil
}

func (h *house) ApplicationByID(_ context.Context, id application.ID) (application.Application, error) {
	a, ok := h.exams[id]
	if !ok {
		return a, booking.ErrNotFound
	}
	return a, nil
}

func (h *house) MarkFulfilled(context.Context, application.ID) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.fulfilled++
	return nil
}

func (h *house) PracticalPass(_ context.Context, p people.PersonID, _ string, since actor.Date) (permit.PracticalPass, bool, error) {
	pp, ok := h.practical[p]
	return pp, ok && pp.On >= since, nil
}

func (h *house) Training(_ context.Context, p people.PersonID, _ string, _ actor.Date, _ string) (permit.Training, bool, error) {
	t := h.training[p]
	return t, t.Kind == permit.ByExemption || t.Hours >= t.Required && t.Required > 0, nil
}

func (h *house) Refreshed(_ context.Context, _ people.PersonID, _ string, from, to actor.Date) (permit.Training, error) {
	t := permit.Training{Kind: permit.ByHours, Refs: []string{}}
	for day, hours := range h.refresher {
		if day >= from && day <= to {
			t.Hours += hours
		}
	}
	return t, nil
}

func (h *house) Refusals(context.Context, people.PersonID, string, actor.Date) ([]application.Refusal, error) {
	return h.refusals, nil
}

func (h *house) Lookup(context.Context, permit.Permit) (permit.NationalAnswer, error) {
	return h.registry, nil
}

// amended are the real rules with what a test adds.
type amended struct {
	*rules.Service
	h *house
}

func (a *amended) For(ctx context.Context, question rules.Question, q rules.Query, dates rules.Dates) (rules.Set, error) {
	set, err := a.Service.For(ctx, question, q, dates)
	if a.h.amend != nil {
		a.h.amend(&set)
	}
	return set, err
}

// limits is permit.Limiter over the real counters in memory.
type limits struct{ kv.Store }

func (l limits) Allow(ctx context.Context, key string, n int, per time.Duration) (bool, time.Duration, error) {
	d, err := l.Store.Allow(ctx, key, kv.Limit{N: n, Per: per})
	return d.Allowed, d.RetryAfter, err
}

func newHouse(t *testing.T, open func(testing.TB) *sqldb.DB) *house {
	t.Helper()
	db := open(t)
	h := &house{t: t, db: db, clock: testenv.NewClock(time.Date(2026, 11, 21, 2, 0, 0, 0, time.UTC)), ring: crypt.Ephemeral(), pledge: 3,
		persons: map[people.PersonID]people.Person{}, documents: map[people.PersonID]identity.Document{},
		practical: map[people.PersonID]permit.PracticalPass{}, training: map[people.PersonID]permit.Training{},
		exams: map[application.ID]application.Application{}, registry: permit.NationalAnswer{Manual: true}}
	trail, outbox := audit.New(db, h.clock.Now), jobs.NewOutbox(db, h.clock.Now)
	law := rules.New(rulestore.New(db), h, trail, outbox, h.clock.Now)
	if err := law.LoadSeeds(t.Context()); err != nil {
		t.Fatal(err)
	}
	s := store.New(db)
	h.Service = permit.New(permit.Deps{Clock: h.clock.Now, Audit: trail, Outbox: outbox, Tx: s, Passes: s, Applications: s, Permits: s,
		Changes: s, Reminders: s, Rules: &amended{law, h}, People: h, Texts: h, Exams: h, Facts: h, Registry: h, Vault: h.ring, Limiter: limits{kv.NewMemory(h.clock.Now)},
		Code: crypt.Code, Normalize: crypt.NormalizeCode}, permit.Options{PublicURL: "https://exam.example.cn/"})
	h.person(welder, name, identity.Document{Kind: identity.IDCard, Number: "11010519491231002X"})
	return h
}

// person makes a person who has everything but a theory pass.
func (h *house) person(id people.PersonID, name string, d identity.Document) {
	h.persons[id] = people.Person{ID: id, Name: name, Sex: identity.Male, Birth: "1990-01-01", DocKind: d.Kind, DocMasked: d.Masked(),
		Photo: people.Photo{State: people.PhotoApproved, Key: "photo/" + string(id)}}
	h.documents[id] = d
	h.training[id] = permit.Training{Kind: permit.ByHours, Hours: 88, Required: 88, Refs: []string{"hours-1"}, Last: "2026-10-30"}
	h.practical[id] = permit.PracticalPass{Exam: "practical-1", On: actor.DateOf(h.clock.Now()), By: []people.PersonID{"p-assessor"}}
}

// pass records a released theory pass of today.
func (h *house) pass(p people.PersonID, item string, kind rules.PersonType) release.Theory {
	h.t.Helper()
	h.passNo++
	app := application.ID(fmt.Sprintf("exam-application-%d", h.passNo))
	h.exams[app] = application.Application{ID: app, PersonID: p, Authority: authority, OrgPath: path, ItemCode: item, PersonType: kind, State: application.Approved}
	th := release.Theory{Result: exam.ResultID(fmt.Sprintf("result-%d", h.passNo)), Revision: 1, Sitting: "sitting", Person: p, Application: app,
		OrgPath: "/authority/point/", Item: item, PersonType: kind, Passed: true, On: actor.DateOf(h.clock.Now()), Points: 92, PassMark: 80, Full: 100,
		RuleSet: "rules", At: h.clock.Now(), By: "releaser", ByPerson: "p-releaser"}
	if err := h.SetTheory(h.t.Context(), th); err != nil {
		h.t.Fatal(err)
	}
	return th
}

func (h *house) papers() permit.Papers {
	return permit.Papers{PledgeVersion: h.pledge, Health: &permit.Health{Fit: true, On: actor.DateOf(h.clock.Now()), Institution: "襄阳市中心医院"}}
}

func (h *house) submit(p people.PersonID, item string) permit.Application {
	h.t.Helper()
	a, err := h.Submit(own(p), permit.Request{Item: item, Papers: h.papers()})
	if err != nil {
		h.t.Fatal(err, fault.From(err).Fields())
	}
	return a
}

// approved submits and approves.
func (h *house) approved(p people.PersonID, item string) permit.Application {
	h.t.Helper()
	a, err := h.Approve(as("reviewer"), h.submit(p, item).ID)
	if err != nil {
		h.t.Fatal(err)
	}
	return a
}

// issued walks a person with a fresh pass to a permit.
func (h *house) issued(p people.PersonID, item string) permit.Permit {
	h.t.Helper()
	h.pass(p, item, rules.SpecialOperator)
	out, err := h.Issue(as("issuer"), h.approved(p, item).ID)
	if err != nil {
		h.t.Fatal(err)
	}
	return out
}

// change proposes as "issuer" and decides as "issuer2".
func (h *house) change(id permit.ID, kind permit.ChangeKind) {
	h.t.Helper()
	c, err := h.Propose(as("issuer"), id, kind, "经核实", "管理规定第三十条")
	if err != nil {
		h.t.Fatal(err)
	}
	if _, err := h.Decide(as("issuer2"), c.ID, true, "同意"); err != nil {
		h.t.Fatal(err)
	}
}

func engines(t *testing.T, f func(t *testing.T, h *house)) {
	t.Helper()
	testenv.Engines(t, func(t *testing.T, open func(testing.TB) *sqldb.DB) { f(t, newHouse(t, open)) })
}

// refused says whether err is want, or a list of wrong fields of which one is.
func refused(t *testing.T, what string, err, want error) {
	t.Helper()
	if !named(err, want) {
		t.Errorf("%s: got %v, want %v", what, err, want)
	}
}

func named(err, want error) bool {
	if errors.Is(err, want) {
		return true
	}
	if f := fault.From(err); f != nil {
		for _, field := range f.Fields() {
			if errors.Is(field.Err, want) {
				return true
			}
		}
	}
	return false
}

// count returns the number of rows that a query counts.
func (h *house) count(query string, args ...any) int {
	h.t.Helper()
	var n int
	if err := h.db.Conn(h.t.Context()).Raw(query, args...).Scan(&n).Error; err != nil {
		h.t.Fatal(err)
	}
	return n
}
