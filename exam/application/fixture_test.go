package application_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/suikao/suikao/exam/application"
	"github.com/suikao/suikao/exam/application/store"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/audit"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/internal/jobs"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
)

// start is a Saturday, 08:00 in Beijing.
var start = time.Date(2026, 11, 21, 8, 0, 0, 0, actor.Beijing)

const (
	authority = people.OrgID("org-authority")
	employer  = people.OrgID("org-employer")
	itemLow   = "LOW_VOLTAGE"
)

// world answers the ports that other contexts stand behind.
type world struct {
	mu       sync.Mutex
	refusals map[people.PersonID][]application.Refusal
	extra    []rules.Material
	booked   application.ID // has a live booking
}

func (w *world) PersonFacts(_ context.Context, id people.PersonID) (application.PersonFacts, error) {
	if !strings.HasPrefix(string(id), "p-") {
		return application.PersonFacts{}, application.ErrNotFound
	}
	return application.PersonFacts{ID: id, Name: "考生" + string(id), MaskedName: "考*", PhotoApproved: true}, nil
}

func (w *world) OrgFacts(_ context.Context, id people.OrgID) (application.OrgFacts, error) {
	switch id {
	case authority:
		return application.OrgFacts{ID: id, Path: "/a/", Name: "市局", Kind: "AUTHORITY"}, nil
	case "examiners":
		return application.OrgFacts{ID: id, Path: "/" + string(authority) + "/examiners/", Name: "考试中心", Kind: "EXAM_BODY"}, nil
	case employer:
		return application.OrgFacts{ID: id, Path: "/e/", Name: "企业", Kind: "ENTERPRISE"}, nil
	}
	return application.OrgFacts{}, application.ErrNotFound
}

func (w *world) Sponsors(_ context.Context, org people.OrgID, id people.PersonID, _ actor.Date) (bool, error) {
	return org == employer && strings.HasPrefix(string(id), "p-e"), nil
}

func (w *world) Terms(context.Context, application.Subject) (application.Terms, error) {
	m := append([]rules.Material{rules.MaterialPhoto, rules.MaterialHours, rules.MaterialHealth, rules.MaterialPledge}, w.extra...)
	return application.Terms{Materials: m, PledgeVersion: "2026-1", ReviewDays: 5, CorrectionDays: 30, ValidMonths: 12, TheoryMinutes: 120}, nil
}

func (w *world) AddWorkingDays(_ context.Context, d actor.Date, n int) (actor.Date, error) {
	for n > 0 {
		d = d.AddDays(1)
		if wd := d.Time().Weekday(); wd != time.Saturday && wd != time.Sunday {
			n--
		}
	}
	return d, nil
}

func (w *world) refuse(p people.PersonID, r ...application.Refusal) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.refusals[p] = r
}

func (w *world) CheckApplication(_ context.Context, q application.Check) ([]application.Refusal, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.refusals[q.Person], nil
}

func (w *world) HasBooking(_ context.Context, _ people.PersonID, id application.ID) (bool, error) {
	return id == w.booked, nil
}

func (w *world) Put(context.Context, string, []byte) (string, error) { return "blob/1", nil }

func (w *world) Get(_ context.Context, key string) ([]byte, string, error) {
	return []byte(key), "image/jpeg", nil
}

// house is a service over a real database.
type house struct {
	*application.Service
	w     *world
	db    *sqldb.DB
	clock *testenv.Clock
}

func newHouse(db *sqldb.DB) *house {
	clock := testenv.NewClock(start)
	w, st := &world{refusals: map[people.PersonID][]application.Refusal{}}, store.New(db)
	return &house{w: w, db: db, clock: clock, Service: application.New(application.Deps{Tx: st, Store: st, Clock: clock.Now,
		Audit: audit.New(db, clock.Now), Events: jobs.NewOutbox(db, clock.Now), Files: w, People: w, Rules: w, Eligibility: w, Bookings: w})}
}

func must[T any](t testing.TB) func(T, error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func staffAt(path, id string, roles ...actor.Role) context.Context {
	a := actor.Actor{Kind: actor.Staff, ID: id, Person: "p-" + id, Name: id}
	for _, r := range roles {
		a.Grants = append(a.Grants, actor.Grant{Role: r, Org: "x", Path: path})
	}
	return actor.With(context.Background(), a)
}

func (h *house) staff(id string, roles ...actor.Role) context.Context {
	return staffAt("/a/", id, roles...)
}

func candidate(p people.PersonID) context.Context {
	return actor.With(context.Background(), actor.Actor{Kind: actor.Candidate, ID: string(p), Person: string(p)})
}

// ready fills in the materials of a draft.
func (h *house) ready(t testing.TB, a application.Application) application.Application {
	t.Helper()
	ctx := candidate(a.PersonID)
	must[application.Application](t)(h.SetMaterial(ctx, a.ID, application.Material{Kind: rules.MaterialHealth, Fit: true, Date: "2026-10-01", Institution: "市中心医院"}))
	return must[application.Application](t)(h.SetMaterial(ctx, a.ID, application.Material{Kind: rules.MaterialPledge, Value: "2026-1"}))
}

func (h *house) draft(t testing.TB, p people.PersonID) application.Application {
	t.Helper()
	return must[application.Application](t)(h.Apply(candidate(p), application.Registration{Person: p, Authority: authority, ItemCode: itemLow,
		PersonType: rules.SpecialOperator, Kind: application.FirstIssue}))
}

// events counts the stored events of a topic.
func (h *house) events(t *testing.T, topic string) int {
	t.Helper()
	var n int64
	if err := h.db.Conn(context.Background()).Table("outbox_event").Where("topic = ?", topic).Count(&n).Error; err != nil {
		t.Fatal(err)
	}
	return int(n)
}

// want fails unless err is of the code.
func want(t testing.TB, err error, code *fault.Error) {
	t.Helper()
	if !errors.Is(err, code) {
		t.Fatalf("error %v, want %s", err, code.Code())
	}
}

func engines(t *testing.T, run func(t *testing.T, h *house)) {
	t.Helper()
	testenv.Engines(t, func(t *testing.T, open func(testing.TB) *sqldb.DB) { run(t, newHouse(open(t))) })
}

// hasCode reports whether err is, or carries in a field, the failure want.
func hasCode(err, want error) bool {
	if errors.Is(err, want) {
		return true
	}
	for _, f := range fault.From(err).Fields() {
		if errors.Is(f.Err, want) {
			return true
		}
	}
	return false
}
