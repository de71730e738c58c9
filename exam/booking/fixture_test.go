package booking_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/suikao/suikao/exam/application"
	applicationstore "github.com/suikao/suikao/exam/application/store"
	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/booking/store"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/exam/site"
	sitestore "github.com/suikao/suikao/exam/site/store"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/audit"
	"github.com/suikao/suikao/internal/crypt"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/internal/jobs"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
)

// start is a Saturday, 08:00 in Beijing: exactly the begin of a slot of the default pattern.
var start = time.Date(2026, 11, 21, 8, 0, 0, 0, actor.Beijing)

const (
	authority = people.OrgID("org-authority")
	stranger  = people.OrgID("org-stranger")
	employer  = people.OrgID("org-employer")
	itemLow   = "LOW_VOLTAGE"
)

// world answers the ports that other contexts stand behind.
type world struct {
	mu       sync.Mutex
	refusals map[people.PersonID][]application.Refusal
	card     booking.Card
	cardErr  error
	doorErr  error
	opened   map[string]int // door command → times obeyed
	extra    []rules.Material
	away     bool // nobody watches
	clock    *testenv.Clock
}

func doc(p people.PersonID) string { return "NO-" + string(p) }

func (w *world) PersonFacts(_ context.Context, id people.PersonID) (application.PersonFacts, error) {
	if !strings.HasPrefix(string(id), "p-") {
		return application.PersonFacts{}, booking.ErrNotFound
	}
	return application.PersonFacts{ID: id, Name: "考生" + string(id), MaskedName: "考*", MaskedDocument: "420***X", PhotoApproved: true, Photo: "photo/" + string(id)}, nil
}

func (w *world) FindDocument(_ context.Context, kind, number string) (people.PersonID, bool, error) {
	p, ok := strings.CutPrefix(number, "NO-")
	return people.PersonID(p), ok && kind == "ID_CARD", nil
}

func (w *world) OrgFacts(_ context.Context, id people.OrgID) (application.OrgFacts, error) {
	switch id {
	case authority:
		return application.OrgFacts{ID: id, Path: "/a/", Name: "市局", Kind: "AUTHORITY"}, nil
	case stranger:
		return application.OrgFacts{ID: id, Path: "/s/", Name: "外市局", Kind: "AUTHORITY"}, nil
	case "examiners":
		return application.OrgFacts{ID: id, Path: "/" + string(authority) + "/examiners/", Name: "考试中心", Kind: "EXAM_BODY"}, nil
	case employer:
		return application.OrgFacts{ID: id, Path: "/e/", Name: "企业", Kind: "ENTERPRISE"}, nil
	}
	return application.OrgFacts{}, booking.ErrNotFound
}

func (w *world) Org(ctx context.Context, id people.OrgID) (people.Org, error) {
	o, err := w.OrgFacts(ctx, id)
	return people.Org{ID: o.ID, Path: o.Path, Kind: people.OrgKind(o.Kind)}, err
}

func (w *world) EmployerOn(_ context.Context, id people.PersonID, _ actor.Date) (people.OrgID, error) {
	if strings.HasPrefix(string(id), "p-e") {
		return employer, nil
	}
	return "", nil
}

func (w *world) Sponsors(ctx context.Context, org people.OrgID, id people.PersonID, on actor.Date) (bool, error) {
	e, err := w.EmployerOn(ctx, id, on)
	return e == org, err
}

func (w *world) AccountPerson(_ context.Context, id people.AccountID) (people.PersonID, string, error) {
	return people.PersonID("p-" + string(id)), "监考员" + string(id), nil
}

// Holds gives every account the right to supervise, except those whose id begins with "clerk".
func (w *world) Holds(_ context.Context, id people.AccountID, _ string, _ ...actor.Role) (bool, error) {
	return !strings.HasPrefix(string(id), "clerk"), nil
}

func (w *world) Terms(context.Context, application.Subject) (application.Terms, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
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

func (w *world) CheckSitting(_ context.Context, q booking.SittingCheck) ([]application.Refusal, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.refusals[q.Person], nil
}

func (w *world) Unattended(context.Context, site.RoomID) (bool, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.away, nil
}

func (w *world) Put(context.Context, string, []byte) (string, error) { return "blob/1", nil }

func (w *world) Get(_ context.Context, key string) ([]byte, string, error) {
	return []byte(key), "image/jpeg", nil
}

func (w *world) Read(context.Context, site.RoomID) (booking.Card, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.card, w.cardErr
}

func (w *world) lay(p people.PersonID) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.card, w.cardErr = booking.Card{DocKind: "ID_CARD", Number: doc(p), Name: "考生" + string(p), ValidTo: "2030-01-01"}, nil
}

func (w *world) Open(_ context.Context, _ site.RoomID, command string) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.doorErr != nil {
		return w.doorErr
	}
	w.opened[command]++
	return nil
}

// house is a service over a real database with one point and one room.
type house struct {
	*booking.Service
	*sites
	t     testing.TB
	w     *world
	db    *sqldb.DB
	st    *store.Store
	sst   *sitestore.Store
	apps  *application.Service
	ast   *applicationstore.Store
	clock *testenv.Clock
	point site.Point
	room  site.Room
	seats []site.Seat
}

// sites is site.Service under a name of its own, so that a house is both.
type sites = site.Service

// later answers applications and sites before the service exists that knows.
type later struct{ *booking.Service }

func newHouse(t testing.TB, db *sqldb.DB, seats int) *house {
	t.Helper()
	clock := testenv.NewClock(start)
	w := &world{refusals: map[people.PersonID][]application.Refusal{}, opened: map[string]int{}, clock: clock}
	st := store.New(db)
	h := &house{t: t, w: w, db: db, st: st, sst: sitestore.New(db), ast: applicationstore.New(db), clock: clock}
	standing := &later{}
	trail, out := audit.New(db, clock.Now), jobs.NewOutbox(db, clock.Now)
	h.apps = application.New(application.Deps{Tx: h.ast, Store: h.ast, Clock: clock.Now, Audit: trail, Events: out, Files: w, People: w, Rules: w,
		Eligibility: w, Bookings: standing})
	h.sites = site.New(site.Deps{Tx: h.sst, Places: h.sst, Duty: h.sst, Clock: clock.Now, Audit: trail, Files: w, People: w, Bookings: standing},
		site.Options{RequireAuthorization: true})
	h.Service = booking.New(booking.Deps{Tx: st, Places: h.sst, Duty: h.sst, Slots: st, Bookings: st, Gate: st, Calls: st,
		Clock: clock.Now, Audit: trail, Events: out, Keys: crypt.Ephemeral(),
		Files: w, People: w, Applications: h.apps, Rules: w, Eligibility: w, Watch: w, Reader: w, Door: w}, booking.Options{RequireAuthorization: true, DetectorPause: time.Millisecond})
	standing.Service = h.Service
	h.build(seats)
	return h
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

func (h *house) build(n int) {
	h.t.Helper()
	ctx := h.staff("manager", people.ExamManager)
	h.point = must[site.Point](h.t)(h.AddPoint(ctx, site.PointDraft{Org: authority, Code: "P1", Name: "城区考点", Address: "檀溪路 1 号", Phone: "0710-1", Open: true}))
	h.room = h.addRoom("R1", n)
	h.seats = must[[]site.Seat](h.t)(h.SeatsOf(ctx, h.room.ID))
	must[int](h.t)(0, h.EnsureSlots(actor.AsSystem(context.Background(), "test"), "2026-11-21", "2026-11-24"))
}

// oneFactor are the rules of a room that lets in who has card and PIN.
func oneFactor() site.RoomRules {
	r := site.DefaultRules()
	r.Faceless = site.PINOrOfficer
	return r
}

// addRoom opens a room with n seats in rows of four, authorised and on duty for four days.
func (h *house) addRoom(code string, n int) site.Room {
	h.t.Helper()
	ctx := h.staff("manager", people.ExamManager)
	r := must[site.Room](h.t)(h.AddRoom(ctx, h.point.ID, site.RoomDraft{Code: code, Name: code + "考场", Rules: oneFactor(), Pattern: site.DefaultPattern(), Open: true}))
	list := make([]site.Seat, n)
	for i := range list {
		list[i] = site.Seat{No: i + 1, Label: fmt.Sprintf("A%03d", i+1), Row: i / 4, Col: i % 4, State: site.SeatInService}
	}
	must[[]site.Seat](h.t)(h.SetSeats(ctx, r.ID, list))
	must[site.Authorization](h.t)(h.Authorize(ctx, site.Authorization{Room: r.ID, DocumentNo: "襄应急〔2026〕1号", Issuer: "市局", Mode: "REMOTE", From: "2026-01-01", To: "2026-12-31"}))
	day := time.Date(2026, 11, 21, 0, 0, 0, 0, actor.Beijing)
	for i := range 4 {
		from := day.AddDate(0, 0, i)
		must[site.Shift](h.t)(h.AddShift(ctx, site.ShiftDraft{Room: r.ID, Officer: people.AccountID("o-" + code), Second: "o2", OnCallName: "张三",
			OnCallPhone: "1", OnCallMinutes: 15, MaxSeats: 60, From: from, To: from.AddDate(0, 0, 1)}))
	}
	return r
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

func gateOf(r site.Room) context.Context {
	return actor.With(context.Background(), actor.Actor{Kind: actor.Device, ID: "gate-" + r.Code, Room: string(r.ID)})
}

// ready fills in the materials of a draft.
func (h *house) ready(a application.Application) application.Application {
	h.t.Helper()
	ctx := candidate(a.PersonID)
	must[application.Application](h.t)(h.apps.SetMaterial(ctx, a.ID, application.Material{Kind: rules.MaterialHealth, Fit: true, Date: "2026-10-01", Institution: "市中心医院"}))
	return must[application.Application](h.t)(h.apps.SetMaterial(ctx, a.ID, application.Material{Kind: rules.MaterialPledge, Value: "2026-1"}))
}

func (h *house) draft(p people.PersonID) application.Application {
	h.t.Helper()
	return must[application.Application](h.t)(h.apps.Apply(candidate(p), application.Registration{Person: p, Authority: authority, ItemCode: itemLow,
		PersonType: rules.SpecialOperator, Kind: application.FirstIssue}))
}

// approved brings a person through the whole registration.
func (h *house) approved(p people.PersonID) application.Application {
	h.t.Helper()
	a := h.ready(h.draft(p))
	must[application.Application](h.t)(h.apps.Submit(candidate(p), a.ID))
	ctx := h.staff("reviewer", people.ApplicationReviewer)
	must[application.Application](h.t)(h.apps.Accept(ctx, a.ID))
	return must[application.Application](h.t)(h.apps.Approve(ctx, a.ID))
}

// slot returns the slot of the room that begins hours after start.
func (h *house) slot(r site.Room, after time.Duration) booking.Slot {
	h.t.Helper()
	list := must[[]booking.Slot](h.t)(h.st.SlotsOfRoom(context.Background(), r.ID, start.Add(after), start.Add(after+time.Minute)))
	if len(list) != 1 || !list[0].StartsAt.Equal(start.Add(after)) {
		h.t.Fatalf("no slot begins at %v: %v", start.Add(after), list)
	}
	return list[0]
}

const oneSlot = 160 * time.Minute

// booked holds and confirms the next slot of the room.
func (h *house) booked(p people.PersonID) booking.Booking {
	h.t.Helper()
	a := h.approved(p)
	b := must[booking.Booking](h.t)(h.Hold(candidate(p), a.ID, h.slot(h.room, oneSlot).ID))
	return must[booking.Booking](h.t)(h.Confirm(candidate(p), b.ID))
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
	testenv.Engines(t, func(t *testing.T, open func(testing.TB) *sqldb.DB) { run(t, newHouse(t, open(t), 12)) })
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
