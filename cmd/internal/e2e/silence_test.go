package e2e_test

import (
	"context"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/suikao/suikao/exam/outpost"
	"github.com/suikao/suikao/internal/testenv"
	"github.com/suikao/suikao/proctor/oncall"
	"github.com/suikao/suikao/web/ws/wsclient"
)

// darkness is an interval without supervision as staff see it.
type darkness struct {
	ID, Cause, Note, OpenedName string
	From                        time.Time
	To                          *time.Time
}

// darknesses lists those of a room, the oldest first.
func (s *site) darknesses(r *room) []darkness {
	s.t.Helper()
	return get[list[darkness]](s.as("watch1"), "/api/staff/rooms/"+r.ID+"/supervision-gaps").Items
}

// A room without a node of its own loses its uplink: the program notices while it lasts, lets nobody in, tells the duty officer whom
// to ring and rings itself, and gives everything back when a terminal is heard. The same for a room that lives from its battery.
func TestARoomWithoutANodeFallsSilent(t *testing.T) {
	t.Parallel()
	const token = "a-token-of-the-exchange"
	phone := oncall.NewSimulator(token, outpost.Answered)
	exchange := httptest.NewServer(phone)
	defer exchange.Close()
	p := onSQLite(t)
	srv := serve(t, p.settings.with(settings{"ROOM_UPLINK_GRACE": "2s", "ROOM_ON_CALL_URL": exchange.URL, "ROOM_ON_CALL_TOKEN": token}))
	s := visit(t, srv.url, time.Now)
	r := &s.rooms[0]
	uplink := testenv.Proxy(t, "tcp", strings.TrimPrefix(srv.url, "http://"))
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	var all []*sitter
	for i := range 2 {
		k := &sitter{killed: killed{person: i, seat: s.walkIn(r, i)}}
		k.robot = wsclient.New(wsclient.Options{URL: "ws://" + uplink.Addr() + "/api/device/ws", Token: s.enrol(r.ID, k.seat.ID)})
		go k.robot.Keep(ctx)
		state, err := k.robot.Begin(ctx)
		if err != nil {
			t.Fatal(err)
		}
		k.sheet = &state
		go k.writes(ctx)
		all = append(all, k)
	}
	waits := s.atTheGate(r, 2)
	post[none](s.gate(r), "/api/device/gate/officer", form{"visit": waits.Visit})
	officer := s.as("watch1")
	uplink.Stall(true)
	within(t, patience, "the silence is noted while it lasts", func() bool { return len(s.darknesses(r)) == 1 })
	if g := s.darknesses(r)[0]; g.Cause != "UPLINK_LOST" || g.To != nil || g.OpenedName != "" || !strings.Contains(g.Note, "终端") || time.Since(g.From) < 5*time.Second {
		t.Errorf("%+v", g)
	}
	officer.refused("POST", "/api/staff/matches/"+waits.Visit+"/confirm", form{}, "gate.unattended")
	eventually(t, "the duty officer is told, and the person on call was rung", func() bool {
		in, ok := s.raisedOf(r, "environment.uplink_lost")
		return ok && in.Until == nil && in.Facts["call"] == "ANSWERED" && in.Facts["terminals"] != ""
	})
	in, _ := s.raisedOf(r, "environment.uplink_lost")
	if who := get[struct {
		OnCall *struct{ Name, Phone string }
	}](officer, "/api/staff/incidents/"+in.ID).OnCall; who == nil || who.Phone == "" {
		t.Error("the incident does not say whom to ring")
	}
	if made := phone.Made(); len(made) != 1 || made[0].To == "" || !strings.Contains(made[0].Text, "失去联系") {
		t.Errorf("calls: %+v", made)
	}
	if len(s.darknesses(&s.rooms[1])) != 0 {
		t.Error("a room where nobody is counts as silent")
	}

	uplink.Stall(false)
	eventually(t, "the terminals are heard again", func() bool { return s.darknesses(r)[0].To != nil })
	eventually(t, "the incident is over", func() bool { in, _ := s.raisedOf(r, "environment.uplink_lost"); return in.Until != nil })
	for _, k := range all {
		before := len(k.robot.Acks())
		eventually(t, "answers are acknowledged again", func() bool { return len(k.robot.Acks()) > before+3 })
	}
	post[none](officer, "/api/staff/matches/"+waits.Visit+"/confirm", form{})
	if v := post[gateView](s.gate(r), "/api/device/gate/look", form{"visit": waits.Visit}); v.State != "ADMITTED" {
		t.Errorf("not let in afterwards: %+v", v)
	}
	s.onBattery(r)
}

// onBattery takes the mains of a room away and gives them back.
func (s *site) onBattery(r *room) {
	s.t.Helper()
	last := func() darkness { all := s.darknesses(r); return all[len(all)-1] }
	s.wire(r, form{"mains": "on"})
	eventually(s.t, "the battery is noted", func() bool { g := last(); return g.Cause == "POWER" && g.To == nil })
	if in, ok := s.raisedOf(r, "environment.power_lost"); !ok || in.Until != nil {
		s.t.Errorf("%+v", in)
	}
	s.lay(r, 3)
	v := post[gateView](s.gate(r), "/api/device/gate/check", form{"card": true})
	if len(v.Offers) > 0 {
		v = post[gateView](s.gate(r), "/api/device/gate/take", form{"visit": v.Visit, "application": v.Offers[0].Application})
	}
	if s.lay(r, -1); v.trouble() == "" {
		s.t.Errorf("somebody may enter a room on its battery: %+v", v)
	}
	s.wire(r, form{"mains": "off"})
	eventually(s.t, "the mains are back", func() bool { g := last(); return g.Cause == "POWER" && g.To != nil })
}
