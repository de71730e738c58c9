package e2e_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/suikao/suikao/web/ws"
	"github.com/suikao/suikao/web/ws/wsclient"
)

// fitness is how a seat or the door stands on the room's page.
type fitness struct {
	Seat, Label, Fitness, State, Why string
	Passed                           bool
	Parts                            []struct {
		Part, Why string
		OK        bool
	}
}

// readiness is the part of a room's page that the tests read.
type readiness struct {
	Safety struct {
		Emergency, Pause, LockReason string
		Occupancy                    int
		DoorOpenAt                   *time.Time
	}
	Tested, Checked     bool
	Seats               []fitness
	Door                fitness
	Usable, Inside, Low int
	High, NextLoad      int
}

func (s *site) readiness(r *room) readiness {
	s.t.Helper()
	return get[readiness](s.as("watch1"), "/api/staff/rooms/"+r.ID+"/readiness")
}

// fit finds a seat on the room's page.
func (v readiness) fit(t testing.TB, id string) fitness {
	t.Helper()
	for _, f := range v.Seats {
		if f.Seat == id {
			return f
		}
	}
	t.Fatalf("no seat %s on the page", id)
	return fitness{}
}

// raised is an incident as the duty console lists it.
type raised struct {
	ID, Kind string
	Facts    map[string]string
	Until    *time.Time
}

// raisedOf finds an incident of a kind in a room.
func (s *site) raisedOf(r *room, kind string) (found raised, ok bool) {
	s.t.Helper()
	for _, in := range get[list[raised]](s.as("watch1"), "/api/staff/incidents?room="+r.ID).Items {
		if in.Kind == kind {
			return in, true
		}
	}
	return raised{}, false
}

// wire puts a wire of a room's simulated hardware.
func (s *site) wire(r *room, body form) {
	s.t.Helper()
	b := newClient(s.t, s.url)
	b.token = "demo"
	post[none](b, "/demo/bridge/"+r.ID+"/sim/room", body)
}

// selftest has a seat's terminal test itself: bad names a part that does not work. It returns whether the seat passed.
func (s *site) selftest(seat *client, bad string) bool {
	s.t.Helper()
	want := get[struct {
		Run   string
		Parts []string
		Now   time.Time
	}](seat, "/api/device/selftest")
	if want.Run == "" || len(want.Parts) == 0 {
		s.t.Fatalf("nothing is to be tested: %+v", want)
	}
	parts := []form{}
	for _, p := range want.Parts {
		f := form{"part": p, "ok": p != bad}
		if p == bad {
			f["why"] = "covered"
		}
		parts = append(parts, f)
	}
	return post[struct{ Passed bool }](seat, "/api/device/selftest", form{"run": want.Run, "clock": want.Now, "parts": parts}).Passed
}

// A room proves itself ready before a sitting: of two seats one fails its self-test, leaves the inventory, and who no longer has a
// place is moved and told; it comes back with a passed test.
func TestARoomProvesItselfReady(t *testing.T) {
	t.Parallel()
	g := newGateway(t)
	s := visit(t, serve(t, onSQLite(t).settings.with(settings{"SMS_KIND": "http", "SMS_URL": g.URL})).url, time.Now)
	r := &s.rooms[0]
	rules := "/api/staff/rooms/" + r.ID + "/safety"
	s.as("watch1").refused(http.MethodPut, rules, form{"occupancy": 0, "requireTests": "ON", "rechecks": ""}, "room.forbidden")
	call[none](s.as("manager"), http.MethodPut, rules, form{"occupancy": 0, "requireTests": "ON", "rechecks": ""})
	for _, st := range r.seats[2:] {
		post[none](s.as("manager"), "/api/staff/seats/"+st.ID+"/state", form{"state": "OUT", "reason": "本次只用两个考位"})
	}
	first, last := s.candidate(0), s.candidate(1)
	x := s.nextSlot(first, r, 2*time.Hour)
	s.book(first, x)
	moved, _, _ := s.book(last, x)
	s.until(x.StartsAt.Add(-30 * time.Minute))
	s.forget()
	first, last = s.candidate(0), s.candidate(1)
	terminals := []*client{newClient(t, s.url), newClient(t, s.url)}
	for i, c := range terminals {
		c.token = s.enrol(r.ID, r.seats[i].ID)
	}
	if !s.selftest(terminals[0], "") || s.selftest(terminals[1], "camera") {
		t.Fatal("a seat that works fails, or one with a covered lens passes")
	}
	v := s.readiness(r)
	good, bad := v.fit(t, r.seats[0].ID), v.fit(t, r.seats[1].ID)
	if !v.Tested || v.Usable != 1 || v.NextLoad != 1 || good.Fitness != "READY" || bad.Fitness != "FAILED" || bad.State != "OUT" || bad.Why == "" {
		t.Errorf("%+v\n%+v\n%+v", v, good, bad)
	}
	why := ""
	for _, p := range bad.Parts {
		if !p.OK {
			why += p.Part + ":" + p.Why + " "
		}
	}
	if why != "camera:covered " {
		t.Errorf("the page says of the failed seat %q", why)
	}
	if _, ok := s.raisedOf(r, "technical.self_test_failed"); !ok {
		t.Error("no incident says that the seat failed")
	}
	for c, want := range map[*client]string{first: "CONFIRMED", last: "TO_REBOOK"} {
		if got := get[list[booked]](c, "/api/candidate/bookings").Items; len(got) != 1 || got[0].State != want {
			t.Errorf("%+v, want %s", got, want)
		}
	}
	eventually(t, "who has no place any more is told, once", func() bool { n, twice := g.took("不能如期进行"); return n == 1 && twice == 0 })
	eventually(t, "the door tests itself", func() bool { return s.readiness(r).Door.Fitness == "READY" })
	if terminals[1].refused("POST", "/api/device/selftest", form{"run": "DAY:2026-01-01", "clock": s.clock(), "parts": []form{}}, "room.test_invalid"); moved.ID == "" {
		t.Error("no booking")
	}
	s.ahead(6 * time.Minute)
	if !s.selftest(terminals[1], "") {
		t.Error("the mended seat does not pass")
	}
	if v := s.readiness(r); v.Usable != 2 || v.fit(t, r.seats[1].ID).Fitness != "READY" {
		t.Errorf("the mended seat: %+v", v.fit(t, r.seats[1].ID))
	}
}

// held tells whether the simulated door is kept open, and how often it was opened.
func (s *site) held(r *room) (bool, int) {
	s.t.Helper()
	b := newClient(s.t, s.url)
	b.token = "demo"
	got := post[struct {
		Held   bool
		Opened []string
	}](b, "/demo/bridge/"+r.ID+"/sim/room", form{})
	return got.Held, len(got.Opened)
}

// What keeps the people of an unattended room safe: fire and panic open the door and stop every sitting with the time given back, a
// lock and a limit keep people out, a door that stands open is told, an officer opens it, and checks who sits there.
func TestWhatKeepsARoomSafe(t *testing.T) {
	t.Parallel()
	s := visit(t, serve(t, onSQLite(t).settings).url, time.Now)
	r := &s.rooms[0]
	base := "/api/staff/rooms/" + r.ID
	limits := func(occupancy int, rechecks string) {
		call[none](s.as("manager"), http.MethodPut, base+"/safety", form{"occupancy": occupancy, "requireTests": "", "rechecks": rechecks})
	}
	limits(2, "ON")
	robots := []*wsclient.Robot{}
	for i := range 2 {
		b := s.robot(t.Context(), r, s.walkIn(r, i), wsclient.Options{})
		if _, err := b.Begin(t.Context()); err != nil {
			t.Fatal(err)
		}
		robots = append(robots, b)
	}
	s.refusedAtGate(r, 2, "gate.room_shut", "上限")
	limits(0, "ON")
	s.emergency(r, robots, "fire", "FIRE", "environment.fire")
	s.emergency(r, robots, "panic", "PANIC", "environment.panic")

	post[none](s.as("manager"), base+"/lock", form{"reason": "更换门禁电源"})
	s.refusedAtGate(r, 2, "gate.room_shut", "更换门禁电源")
	if v := s.readiness(r); v.Safety.LockReason != "更换门禁电源" || v.Inside != 2 {
		t.Errorf("%+v", v.Safety)
	}
	post[none](s.as("manager"), base+"/lock", form{})

	s.checked(r)
	s.wire(r, form{"door": "on"})
	eventually(t, "the open door is seen", func() bool { return s.readiness(r).Safety.DoorOpenAt != nil })
	s.ahead(70 * time.Second)
	eventually(t, "a door that stands open is told", func() bool { in, ok := s.raisedOf(r, "environment.door_forced"); return ok && in.Until == nil })
	s.wire(r, form{"door": "off"})
	eventually(t, "and that it is shut", func() bool { in, _ := s.raisedOf(r, "environment.door_forced"); return in.Until != nil })

	_, before := s.held(r)
	s.as("releaser").refused("POST", base+"/door", form{"reason": "送水"}, "room.forbidden")
	post[none](s.as("watch1"), base+"/door", form{"reason": "应急人员到场"})
	if _, n := s.held(r); n != before+1 {
		t.Errorf("the door opened %d times for one order", n-before)
	}
	if log := get[list[struct{ Way string }]](s.as("watch1"), base+"/passages").Items; len(log) != 2 || log[0].Way != "ENTRY" {
		t.Errorf("who came in: %+v", log)
	}
}

// refusedAtGate has a person stand before a gate that lets nobody in, and looks why.
func (s *site) refusedAtGate(r *room, i int, code, words string) {
	s.t.Helper()
	v := s.atTheGate(r, i)
	post[none](s.gate(r), "/api/device/gate/officer", form{"visit": v.Visit})
	got := s.as("watch1").send("POST", "/api/staff/matches/"+v.Visit+"/confirm", form{})
	if got.code() != code || !strings.Contains(string(got.Body), words) {
		s.t.Errorf("an officer lets somebody in: %s, want %s with %q", got, code, words)
	}
	post[none](s.as("watch1"), "/api/staff/matches/"+v.Visit+"/refuse", form{"reason": "考场暂不能入场"})
}

// emergency puts a wire of the room, waits for what follows, and ends it.
func (s *site) emergency(r *room, robots []*wsclient.Robot, wire, kind, incident string) {
	s.t.Helper()
	base := "/api/staff/rooms/" + r.ID
	deadlines := []int64{}
	for _, b := range robots {
		deadlines = append(deadlines, b.State().Deadline)
	}
	is := func(state string) func() bool {
		return func() bool {
			for _, b := range robots {
				if b.State().Phase != state {
					return false
				}
			}
			return true
		}
	}
	s.wire(r, form{wire: "on"})
	within(s.t, patience, "every sitting stands still", is("PAUSED"))
	eventually(s.t, "the door opens and stays open", func() bool { held, _ := s.held(r); return held })
	eventually(s.t, "the duty officer is told", func() bool { _, ok := s.raisedOf(r, incident); return ok })
	v := s.readiness(r).Safety
	if v.Emergency != kind || v.Pause == "" {
		s.t.Fatalf("%+v", v)
	}
	s.refusedAtGate(r, 2, "gate.room_shut", "")
	s.as("watch1").refused("POST", base+"/emergency/end", form{"reason": "误报"}, "room.alarm_on")
	s.ahead(5 * time.Minute)
	s.wire(r, form{wire: "off"})
	post[none](s.as("watch1"), base+"/emergency/end", form{"reason": "已到场确认，误报"})
	eventually(s.t, "the door locks again", func() bool { held, _ := s.held(r); return !held })
	if !is("PAUSED")() {
		s.t.Error("a sitting went on by itself")
	}
	post[none](s.as("watch1"), "/api/staff/pauses/"+v.Pause+"/resume", form{"reason": "EMERGENCY", "text": "险情解除"})
	eventually(s.t, "every sitting goes on", is("RUNNING"))
	for i, b := range robots {
		var st ws.SeatState
		eventually(s.t, "the stopped time is given back", func() bool { st = b.State(); return st.Deadline-deadlines[i] >= (5 * time.Minute).Milliseconds() })
		if st.Deadline-deadlines[i] > (7 * time.Minute).Milliseconds() {
			s.t.Errorf("%s: %d ms were given back for five minutes", kind, st.Deadline-deadlines[i])
		}
	}
}

// checked has an officer look at the seats of people who are not compared by face.
func (s *site) checked(r *room) {
	s.t.Helper()
	type check struct{ ID, SeatLabel, State string }
	var asked []check
	eventually(s.t, "an officer is asked to look at both seats", func() bool {
		asked = get[list[check]](s.as("watch1"), "/api/staff/identity-checks").Items
		return len(asked) == 2
	})
	decision := func(c check) string { return "/api/staff/identity-checks/" + c.ID + "/decision" }
	s.as("watch1").refused("POST", decision(asked[1]), form{"same": false}, "room.reason")
	post[none](s.as("watch1"), decision(asked[0]), form{"same": true})
	post[none](s.as("watch1"), decision(asked[1]), form{"same": false, "reason": "与证件照片明显不是同一人"})
	s.as("watch1").refused("POST", decision(asked[0]), form{"same": true}, "room.check_decided")
	if _, ok := s.raisedOf(r, "identity.recheck_failed"); !ok {
		s.t.Error("another person at a seat is no incident")
	}
}
