package api_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/suikao/suikao/exam/application"
	applicationstore "github.com/suikao/suikao/exam/application/store"
	"github.com/suikao/suikao/exam/booking"
	bookingstore "github.com/suikao/suikao/exam/booking/store"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/exam/site"
	sitestore "github.com/suikao/suikao/exam/site/store"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/audit"
	"github.com/suikao/suikao/internal/crypt"
	"github.com/suikao/suikao/internal/jobs"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
	"github.com/suikao/suikao/proctor/device"
	"github.com/suikao/suikao/web/api"
)

const (
	bookOrg    = "01kbbbbbbbbbbbbbbbbbbbbbbb"
	bookPerson = "01kpppppppppppppppppppppp1"
	bookNumber = "11010519491231002X"
)

// bookWorld stands for the contexts around booking.
type bookWorld struct{ none []application.Refusal }

func (*bookWorld) Holds(context.Context, people.AccountID, string, ...actor.Role) (bool, error) {
	return true, nil
}

func (*bookWorld) PersonFacts(_ context.Context, id people.PersonID) (application.PersonFacts, error) {
	return application.PersonFacts{ID: id, Name: "张三", MaskedName: "张*", MaskedDocument: "110***02X", PhotoApproved: true, Photo: "p"}, nil
}
func (*bookWorld) FindDocument(_ context.Context, _, number string) (people.PersonID, bool, error) {
	return bookPerson, number == bookNumber, nil
}
func (*bookWorld) Org(_ context.Context, id people.OrgID) (people.Org, error) {
	return people.Org{ID: id, Path: "/" + string(id) + "/", Kind: people.Authority}, nil
}
func (*bookWorld) OrgFacts(_ context.Context, id people.OrgID) (application.OrgFacts, error) {
	return application.OrgFacts{ID: id, Path: "/" + string(id) + "/", Kind: "AUTHORITY"}, nil
}
func (*bookWorld) EmployerOn(context.Context, people.PersonID, actor.Date) (people.OrgID, error) {
	return "", nil
}
func (*bookWorld) Sponsors(context.Context, people.OrgID, people.PersonID, actor.Date) (bool, error) {
	return false, nil
}
func (*bookWorld) AccountPerson(_ context.Context, id people.AccountID) (people.PersonID, string, error) {
	return people.PersonID(id), "监考员", nil
}
func (*bookWorld) Terms(context.Context, application.Subject) (application.Terms, error) {
	return application.Terms{Materials: []rules.Material{rules.MaterialHealth, rules.MaterialDocument}, ReviewDays: 5, CorrectionDays: 30, ValidMonths: 12, TheoryMinutes: 120}, nil
}
func (*bookWorld) AddWorkingDays(_ context.Context, d actor.Date, n int) (actor.Date, error) {
	return d.AddDays(n), nil
}
func (*bookWorld) Unattended(context.Context, site.RoomID) (bool, error) { return false, nil }

func (w *bookWorld) CheckApplication(context.Context, application.Check) ([]application.Refusal, error) {
	return w.none, nil
}
func (w *bookWorld) CheckSitting(context.Context, booking.SittingCheck) ([]application.Refusal, error) {
	return w.none, nil
}
func (*bookWorld) HasBooking(context.Context, people.PersonID, application.ID) (bool, error) {
	return false, nil
}
func (*bookWorld) Put(context.Context, string, []byte) (string, error) { return "k", nil }
func (*bookWorld) Get(context.Context, string) ([]byte, string, error) {
	return []byte("\xff\xd8\xff"), "image/jpeg", nil
}

// bookLogins logs in by header: X-Candidate, X-Staff "ROLE account", X-Gate "room".
type bookLogins struct{}

func (bookLogins) Candidate(r *http.Request) (actor.Actor, error) {
	p := r.Header.Get("X-Candidate")
	if p == "" {
		return actor.Actor{}, errOut
	}
	return actor.Actor{Kind: actor.Candidate, ID: p, Person: p}, nil
}

func (bookLogins) Staff(r *http.Request) (actor.Actor, error) {
	role, id, ok := strings.Cut(r.Header.Get("X-Staff"), " ")
	if !ok {
		return actor.Actor{}, errOut
	}
	return actor.Actor{Kind: actor.Staff, ID: id, Person: "p-" + id, Grants: []actor.Grant{{Role: actor.Role(role), Org: bookOrg, Path: "/" + bookOrg + "/"}}}, nil
}

func (bookLogins) Device(r *http.Request) (actor.Actor, error) {
	room := r.Header.Get("X-Gate")
	if room == "" {
		return actor.Actor{}, errOut
	}
	return actor.Actor{Kind: actor.Device, ID: "gate", Room: room}, nil
}

// bookServer is the API of booking over a real database and a simulated room.
type bookServer struct {
	t     *testing.T
	h     http.Handler
	sim   *device.Simulator
	clock *testenv.Clock
	svc   *booking.Service
	sites *site.Service
	apps  *application.Service
	log   *bytes.Buffer
}

// laterSites answers sites before the service exists that knows.
type laterSites struct{ *booking.Service }

func newBookServer(t *testing.T) *bookServer {
	t.Helper()
	db := testenv.Open(t, testenv.Migrated(t, sqldb.SQLite))
	s := &bookServer{t: t, sim: device.NewSimulator(), clock: testenv.NewClock(time.Date(2026, 11, 21, 0, 0, 0, 0, time.UTC)), log: &bytes.Buffer{}}
	st, as, w := bookingstore.New(db), applicationstore.New(db), &bookWorld{}
	s.apps = application.New(application.Deps{Tx: as, Store: as, Clock: s.clock.Now, Audit: audit.New(db, s.clock.Now),
		Events: jobs.NewOutbox(db, s.clock.Now), Files: w, People: w, Rules: w, Eligibility: w, Bookings: w})
	ss, standing := sitestore.New(db), &laterSites{}
	s.sites = site.New(site.Deps{Tx: ss, Places: ss, Duty: ss, Clock: s.clock.Now, Audit: audit.New(db, s.clock.Now), Files: w, People: w, Bookings: standing},
		site.Options{RequireAuthorization: true})
	s.svc = booking.New(booking.Deps{Tx: st, Places: ss, Duty: ss, Slots: st, Bookings: st, Gate: st, Calls: st, Clock: s.clock.Now,
		Audit: audit.New(db, s.clock.Now), Events: jobs.NewOutbox(db, s.clock.Now), Keys: crypt.Ephemeral(), Files: w, People: w, Applications: s.apps, Rules: w,
		Eligibility: w, Watch: w, Reader: s.sim, Door: s.sim}, booking.Options{RequireAuthorization: true})
	standing.Service = s.svc
	log := slog.New(slog.NewJSONHandler(s.log, nil))
	mux := http.NewServeMux()
	_, g := api.New(mux, bookLogins{}, log, "test")
	api.RegisterApplications(g, s.apps)
	api.RegisterSites(g, s.sites)
	api.RegisterBooking(g, s.svc, noLots{})
	api.RegisterGate(g, s.svc)
	api.RegisterAudit(g, audit.New(db, s.clock.Now))
	s.h = api.Chain(mux, log, s.clock.Now, nil, nil)
	return s
}

// as sends one request as somebody ("Candidate id", "Staff ROLE id", "Gate room") and expects a status.
func (s *bookServer) as(who, method, path, body string, status int, into any) http.Header {
	s.t.Helper()
	kind, rest, _ := strings.Cut(who, " ")
	r := httptest.NewRequest(method, "/api/"+map[string]string{"Candidate": "candidate", "Staff": "staff", "Gate": "device"}[kind]+path, strings.NewReader(body))
	r.Header.Set("X-"+kind, rest)
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Accept-Language", "en")
	if strings.HasPrefix(body, "%PDF") {
		r.Header.Set("Content-Type", "application/octet-stream")
	}
	w := httptest.NewRecorder()
	s.h.ServeHTTP(w, r)
	raw, err := io.ReadAll(w.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	if w.Code != status {
		s.t.Fatalf("%s %s: %d %s", method, path, w.Code, raw)
	}
	if into != nil {
		if err := json.Unmarshal(raw, into); err != nil {
			s.t.Fatalf("%s: %v in %s", path, err, raw)
		}
	}
	return w.Header()
}

func (s *bookServer) room() string {
	const manager = "Staff EXAM_MANAGER m"
	var p api.PointView
	s.as(manager, "POST", "/points", `{"org":"`+bookOrg+`","code":"P1","name":"城区考点","address":"檀溪路 1 号","phone":"1","open":true}`, 201, &p)
	var r api.RoomView
	s.as(manager, "POST", "/points/"+p.ID+"/rooms", `{"code":"R1","name":"一号考场","open":true,"first":0,"until":1440,"length":160,
		"rules":{"entryOpens":15,"lateCutoff":30,"earliestSubmit":30,"toiletExits":1,"cancelBefore":60,"supervision":"本场远程监考，全程录音录像。"}}`, 201, &r)
	s.as(manager, "PUT", "/rooms/"+r.ID+"/seats", `{"seats":[{"no":1,"label":"A1","row":0,"col":0,"state":"IN_SERVICE"}]}`, 200, nil)
	s.as(manager, "POST", "/rooms/"+r.ID+"/authorizations", `{"documentNo":"1号","issuer":"市局","mode":"REMOTE","from":"2026-01-01","to":"2026-12-31"}`, 201, nil)
	s.as(manager, "POST", "/rooms/"+r.ID+"/shifts", `{"officer":"01kaaaaaaaaaaaaaaaaaaaaaa1","second":"01kaaaaaaaaaaaaaaaaaaaaaa2","onCallName":"李","onCallPhone":"1","onCallMinutes":10,
		"from":"2026-11-20T16:00:00Z","to":"2026-11-21T16:00:00Z"}`, 201, nil)
	var seats api.Page[api.SeatView]
	s.as(manager, "GET", "/rooms/"+r.ID+"/seats", "", 200, &seats)
	var shifts api.Page[api.ShiftView]
	s.as(manager, "GET", "/rooms/"+r.ID+"/shifts?from=2026-11-21&to=2026-11-21", "", 200, &shifts)
	if len(seats.Items) != 1 || len(shifts.Items) != 1 || shifts.Items[0].MaxSeats != 30 {
		s.t.Fatalf("%+v %+v", seats, shifts)
	}
	if err := s.svc.EnsureSlots(actor.AsSystem(context.Background(), "t"), "2026-11-21", "2026-11-21"); err != nil {
		s.t.Fatal(err)
	}
	return r.ID
}

func (s *bookServer) approve() api.ApplicationView {
	const me, reviewer = "Candidate " + bookPerson, "Staff APPLICATION_REVIEWER r"
	var a api.ApplicationView
	s.as(me, "POST", "/applications", `{"authority":"`+bookOrg+`","itemCode":"SO-01-02","personType":"SPECIAL_OPERATOR","kind":"FIRST_ISSUE"}`, 201, &a)
	var p api.Problem
	s.as(me, "POST", "/applications/"+a.ID+"/submit", "", 422, &p)
	if len(p.Errors) != 2 || p.Errors[0].Path != "materials.HEALTH_STATEMENT" || !strings.Contains(p.Errors[0].Message, "health") {
		s.t.Fatalf("%+v", p)
	}
	s.as(me, "PUT", "/applications/"+a.ID+"/material", `{"kind":"HEALTH_STATEMENT","fit":true,"date":"2026-10-01","institution":"市中心医院"}`, 200, nil)
	s.as(me, "PUT", "/applications/"+a.ID+"/files/IDENTITY_DOCUMENT", "%PDF-1.7", 200, &a)
	var check api.CheckView
	s.as(me, "GET", "/applications/"+a.ID+"/check", "", 200, &check)
	if len(check.Materials)+len(check.Refusals) != 0 {
		s.t.Fatalf("%+v", check)
	}
	s.as(me, "POST", "/applications/"+a.ID+"/submit", "", 200, nil)
	var queue api.Page[api.ApplicationView]
	s.as(reviewer, "GET", "/applications?state=SUBMITTED&limit=1", "", 200, &queue)
	if len(queue.Items) != 1 {
		s.t.Fatalf("%+v", queue)
	}
	s.as(reviewer, "POST", "/applications/"+a.ID+"/accept", "", 200, nil)
	s.as(reviewer, "POST", "/applications/"+a.ID+"/approve", "", 200, &a)
	return a
}

func TestBookingOverHTTP(t *testing.T) {
	s := newBookServer(t)
	room, a := s.room(), s.approve()
	const me = "Candidate " + bookPerson
	var points api.Page[api.PointView]
	s.as(me, "GET", "/points", "", 200, &points)
	var slots api.Page[api.SlotView]
	s.as(me, "GET", "/slots?point="+points.Items[0].ID+"&date=2026-11-21", "", 200, &slots)
	if len(slots.Items) != 5 || !slots.Items[0].Bookable || slots.Items[0].Free != 1 || slots.Items[0].RoomName != "一号考场" {
		t.Fatalf("%+v", slots)
	}
	form := fmt.Sprintf(`{"application":%q,"slot":%q}`, a.ID, slots.Items[0].ID)
	var b api.BookingView
	s.as(me, "POST", "/bookings", form, 201, &b)
	if b.State != booking.BookingHeld || b.HoldUntil == nil {
		t.Fatalf("%+v", b)
	}
	s.as(me, "POST", "/bookings/"+b.ID+"/confirm", "", 200, &b)
	var tk api.TicketView
	s.as(me, "POST", "/bookings/"+b.ID+"/ticket", "", 200, &tk)
	if !strings.HasPrefix(tk.QR, "<svg") || len(tk.Code) != 26 || tk.Name != "张*" || tk.Supervision == "" {
		t.Fatalf("%+v", tk)
	}
	if h := s.as(me, "GET", "/bookings/"+b.ID+"/calendar", "", 200, nil); !strings.HasPrefix(h.Get("Content-Type"), "text/calendar") {
		t.Error(h)
	}
	var pin struct{ PIN string }
	s.as(me, "POST", "/bookings/"+b.ID+"/pin", "", 200, &pin)
	s.atGate(room, tk.Code, pin.PIN, b)
	for _, secret := range []string{bookNumber, tk.Code, pin.PIN + `"`} {
		if strings.Contains(s.log.String(), secret) {
			t.Error("a secret stands in the log")
		}
	}
}

func (s *bookServer) atGate(room, code, pin string, b api.BookingView) {
	s.t.Helper()
	gate := "Gate " + room
	s.clock.Set(b.BeginsAt.Add(-20 * time.Minute))
	var v api.GateView
	s.as(gate, "POST", "/gate/check", `{"ticket":"SKT1:`+code+`"}`, 200, &v)
	if v.Trouble == nil || v.Trouble.Code != "gate.too_early" || !strings.Contains(v.Trouble.Text, "too early") {
		s.t.Fatalf("%+v %+v", v, v.Trouble)
	}
	s.clock.Set(b.BeginsAt)
	s.as(gate, "POST", "/gate/check", `{"number":"`+bookNumber+`"}`, 200, &v)
	visit := fmt.Sprintf(`{"visit":%q}`, v.Visit)
	s.as(gate, "POST", "/gate/card", visit, 200, &v)
	if v.Trouble == nil || v.Trouble.Code != "gate.card_none" {
		s.t.Fatalf("%+v", v)
	}
	s.sim.Lay(site.RoomID(room), booking.Card{DocKind: "ID_CARD", Number: bookNumber, Name: "张三"})
	v = api.GateView{}
	s.as(gate, "POST", "/gate/card", visit, 200, &v)
	s.as(gate, "POST", "/gate/pin", `{"visit":"`+v.Visit+`","pin":"12x4"}`, 422, nil)
	s.as(gate, "POST", "/gate/pin", `{"visit":"`+v.Visit+`","pin":"`+pin+`"}`, 200, &v)
	if v.State != booking.VisitAdmitted || v.Seat != "A1" || v.Door != booking.DoorOpened || len(s.sim.Opened(site.RoomID(room))) != 1 {
		s.t.Fatalf("%+v", v)
	}
	var seated api.Page[api.AdmissionView]
	s.as("Staff INSPECTOR i", "GET", "/rooms/"+room+"/admissions", "", 200, &seated)
	if len(seated.Items) != 1 || seated.Items[0].MatchMethod != booking.MatchChipPIN {
		s.t.Fatalf("%+v", seated)
	}
	var f api.SlotFactsView
	s.as("Staff INSPECTOR i", "GET", "/slots/"+b.Slot, "", 200, &f)
	if f.Expected != 1 || f.Present != 1 || f.DocumentNo != "1号" {
		s.t.Fatalf("%+v", f)
	}
}

func TestMatchQueueOverHTTP(t *testing.T) {
	s := newBookServer(t)
	room, a := s.room(), s.approve()
	gate, officer := "Gate "+room, "Staff REMOTE_ATTENDANT o"
	var v api.GateView
	s.as(gate, "POST", "/gate/check", `{"number":"`+bookNumber+`"}`, 200, &v)
	s.as(gate, "POST", "/gate/take", fmt.Sprintf(`{"visit":%q,"application":%q}`, v.Visit, a.ID), 200, &v)
	s.as(gate, "POST", "/gate/officer", fmt.Sprintf(`{"visit":%q}`, v.Visit), 200, &v)
	if v.State != booking.VisitWaiting || !v.WalkIn {
		t.Fatalf("%+v", v)
	}
	var q api.Page[api.MatchView]
	s.as(officer, "GET", "/matches", "", 200, &q)
	if len(q.Items) != 1 || q.Items[0].Name != "张*" || strings.Contains(q.Items[0].Document, bookNumber) {
		t.Fatalf("%+v", q)
	}
	if h := s.as(officer, "GET", "/matches/"+v.Visit+"/photo", "", 200, nil); h.Get("Content-Type") != "image/jpeg" {
		t.Error(h)
	}
	s.as("Staff INSPECTOR i", "POST", "/matches/"+v.Visit+"/confirm", `{}`, 403, nil)
	s.as(officer, "POST", "/matches/"+v.Visit+"/confirm", `{}`, 200, nil)
	s.as(gate, "POST", "/gate/look", fmt.Sprintf(`{"visit":%q}`, v.Visit), 200, &v)
	if v.State != booking.VisitAdmitted || v.SeatNo != 1 {
		t.Fatalf("%+v", v)
	}
}

// Every body has limits and knows its fields; other people's things do not exist.
func TestBookingRefusesOverHTTP(t *testing.T) {
	s := newBookServer(t)
	room, a := s.room(), s.approve()
	const me, other = "Candidate " + bookPerson, "Candidate 01kppppppppppppppppppppppp2"
	for name, c := range map[string]struct {
		who, method, path, body string
		status                  int
		code                    string
	}{
		"unknown field":         {me, "POST", "/bookings", `{"application":"` + a.ID + `","slot":"` + a.ID + `","seat":1}`, 422, "invalid"},
		"unknown slot":          {me, "POST", "/bookings", `{"application":"` + a.ID + `","slot":"` + a.ID + `"}`, 404, "booking.not_found"},
		"another's application": {other, "GET", "/applications/" + a.ID, "", 404, "application.not_found"},
		"another's submit":      {other, "POST", "/applications/" + a.ID + "/submit", "", 404, "application.not_found"},
		"second application":    {me, "POST", "/applications", `{"authority":"` + bookOrg + `","itemCode":"SO-01-02","personType":"SPECIAL_OPERATOR","kind":"FIRST_ISSUE"}`, 409, "application.exists"},
		"kind that is none":     {me, "POST", "/applications", `{"authority":"` + bookOrg + `","itemCode":"X","personType":"PILOT","kind":"FIRST_ISSUE"}`, 422, "invalid"},
		"ticket too long":       {"Gate " + room, "POST", "/gate/check", `{"ticket":"` + strings.Repeat("A", 65) + `"}`, 422, "invalid"},
		"no visit":              {"Gate " + room, "POST", "/gate/card", `{"visit":"` + a.ID + `"}`, 404, "booking.not_found"},
		"gate without a device": {"Gate ", "POST", "/gate/check", `{"number":"1"}`, 401, "test.out"},
		"staff act by reviewer": {"Staff APPLICATION_REVIEWER r", "POST", "/rooms/" + room + "/shifts", `{"officer":"01kaaaaaaaaaaaaaaaaaaaaaa1","second":"01kaaaaaaaaaaaaaaaaaaaaaa2","onCallName":"李","onCallPhone":"1","onCallMinutes":10,"from":"2026-11-22T16:00:00Z","to":"2026-11-23T16:00:00Z"}`, 403, "site.forbidden"},
		"impossible day":        {me, "PUT", "/applications/" + a.ID + "/material", `{"kind":"HEALTH_STATEMENT","date":"2026-02-30"}`, 422, "invalid"},
		"a year of closures":    {"Staff EXAM_MANAGER m", "GET", "/points/" + a.ID + "/closures?from=2026-01-01&to=2026-12-31", "", 422, "invalid"},
	} {
		var p api.Problem
		s.t = t
		s.as(c.who, c.method, c.path, c.body, c.status, &p)
		if p.Code != c.code || p.Detail == "" {
			t.Errorf("%s: %+v", name, p)
		}
	}
	big := "%PDF-1.7" + strings.Repeat("x", application.MaxFile)
	var p api.Problem
	s.as(me, "PUT", "/applications/"+a.ID+"/files/IDENTITY_DOCUMENT", big, 413, &p)
	if p.Code == "" {
		t.Errorf("%+v", p)
	}
}

// noLots is a house whose phones give nothing to draws.
type noLots struct{ api.PhoneLots }

func (noLots) CodeOf(context.Context, booking.BookingID) (string, error) { return "", nil }
