package e2e_test

import (
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/suikao/suikao/cmd/internal/demo"
	"github.com/suikao/suikao/questionbank/sample"
)

// itemCode is what the demo people want to be examined in.
const itemCode = sample.ItemCode

// site is a served installation with the demo data, as its people meet it.
type site struct {
	t   testing.TB
	url string
	now func() time.Time

	mu    sync.Mutex
	staff map[string]*client
	cards []card
	rooms []room
	point point

	lotByPhone string // code of what a phone gave; empty: the gate gives
}

// card is an identity card as the demo offers it.
type card struct {
	DocKind string `json:"docKind"`
	Number  string `json:"number"`
	Name    string `json:"name"`
	ValidTo string `json:"validTo"`
}

type point struct {
	ID  string `json:"id"`
	Org string `json:"org"`
}

type room struct {
	ID      string  `json:"id"`
	Code    string  `json:"code"`
	Name    string  `json:"name"`
	Rules   form    `json:"rules"`
	First   int     `json:"first"`
	Until   int     `json:"until"`
	Length  int     `json:"length"`
	Open    bool    `json:"open"`
	Version int     `json:"version"`
	seats   []seat  `json:"-"`
	gate    *client `json:"-"`
}

type seat struct {
	ID    string `json:"id"`
	No    int    `json:"no"`
	Label string `json:"label"`
	State string `json:"state"`
}

// visit looks at a served installation: its cards, its point, its rooms.
func visit(t testing.TB, url string, now func() time.Time) *site {
	t.Helper()
	s := &site{t: t, url: url, now: now, staff: map[string]*client{}}
	s.cards = get[[]card](newClient(t, url), "/demo/cards")
	if len(s.cards) != 30 {
		t.Fatalf("%d demo cards", len(s.cards))
	}
	manager := s.as("manager")
	s.point = get[list[point]](manager, "/api/staff/points").Items[0]
	s.rooms = get[list[room]](manager, "/api/staff/points/"+s.point.ID+"/rooms").Items
	for i := range s.rooms {
		s.rooms[i].seats = get[list[seat]](manager, "/api/staff/rooms/"+s.rooms[i].ID+"/seats").Items
	}
	return s
}

// as returns a client that is logged in as a demo official.
func (s *site) as(login string) *client {
	s.t.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	if c := s.staff[login]; c != nil {
		return c
	}
	c := newClient(s.t, s.url)
	post[none](c, "/api/auth/staff/login", form{"login": login, "password": demo.StaffPassword})
	s.staff[login] = c
	return c
}

// forget drops the logins, which a restart without Redis ends.
func (s *site) forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.staff = map[string]*client{}
}

// candidate returns a client that is logged in as the i-th demo person, by document number.
func (s *site) candidate(i int) *client {
	s.t.Helper()
	c := newClient(s.t, s.url)
	post[none](c, "/api/auth/candidate/login", form{"number": s.cards[i].Number, "password": demo.CandidatePassword})
	return c
}

// ws is the address of the seats' socket.
func (s *site) ws() string { return "ws" + strings.TrimPrefix(s.url, "http") + "/api/device/ws" }

// application is what a candidate's registration shows.
type application struct {
	ID     string `json:"id"`
	Person string `json:"person"`
	State  string `json:"state"`
}

// applied returns the i-th person's live application.
func (s *site) applied(c *client) application {
	s.t.Helper()
	apps := get[list[application]](c, "/api/candidate/applications").Items
	if len(apps) == 0 {
		s.t.Fatal("the person has not applied")
	}
	return apps[0]
}

// enrol makes a terminal of a room, a gate where seat is empty, and returns its token.
func (s *site) enrol(roomID, seatID string) string {
	s.t.Helper()
	in := form{"kind": "GATE", "room": roomID, "name": "测试终端"}
	if seatID != "" {
		in["kind"], in["seat"] = "SEAT", seatID
	}
	code := post[struct{ Code string }](s.as("manager"), "/api/staff/enrolments", in).Code
	return post[struct{ Token string }](newClient(s.t, s.url), "/api/auth/device/enrol", form{"code": code}).Token
}

// gate returns the gate terminal of a room, enrolling one at first.
func (s *site) gate(r *room) *client {
	s.t.Helper()
	if r.gate == nil {
		r.gate = newClient(s.t, s.url)
		r.gate.token = s.enrol(r.ID, "")
	}
	return r.gate
}

// seat finds a seat of a room by its label.
func (r *room) seat(t testing.TB, label string) seat {
	t.Helper()
	for _, x := range r.seats {
		if x.Label == label {
			return x
		}
	}
	t.Fatalf("room %s has no seat %q", r.Code, label)
	return seat{}
}

// change saves a room with other figures.
func (s *site) change(r *room, edit func(r *room)) {
	s.t.Helper()
	edit(r)
	body := form{"code": r.Code, "name": r.Name, "rules": r.Rules, "first": r.First, "until": r.Until, "length": r.Length, "open": r.Open, "version": r.Version}
	got := call[room](s.as("manager"), http.MethodPut, "/api/staff/rooms/"+r.ID, body)
	r.Version, r.Rules = got.Version, got.Rules
}

// lay puts the i-th person's card on the simulated reader of a room; a negative i takes it away.
func (s *site) lay(r *room, i int) {
	s.t.Helper()
	body := form{"state": "no_card"}
	if i >= 0 {
		c := s.cards[i]
		body = form{"state": "ok", "doc_kind": c.DocKind, "number": c.Number, "name": c.Name, "valid_to": c.ValidTo}
	}
	b := newClient(s.t, s.url)
	b.token = "demo"
	post[none](b, "/demo/bridge/"+r.ID+"/sim/card", body)
}
