package e2e_test

import (
	"context"

	"github.com/suikao/suikao/web/ws/wsclient"
)

// gateView is what the gate's page shows.
type gateView struct {
	Visit       string `json:"visit"`
	State       string `json:"state"`
	WalkIn      bool   `json:"walkIn"`
	Name        string `json:"name"`
	CardMatched bool   `json:"cardMatched"`
	PINLeft     int    `json:"pinLeft"`
	CallPerson  bool   `json:"callPerson"`
	Seat        string `json:"seat"`
	Door        string `json:"door"`
	Offers      []struct {
		Application string `json:"application"`
		ItemCode    string `json:"itemCode"`
		Minutes     int    `json:"minutes"`
	} `json:"offers"`
	Trouble *struct {
		Code string `json:"code"`
		Text string `json:"text"`
	} `json:"trouble"`
}

func (v gateView) trouble() string {
	if v.Trouble == nil {
		return ""
	}
	return v.Trouble.Code
}

// walkIn lets the i-th person in without a booking (现在就考): card, offer, a remote officer who looks. It returns the seat.
func (s *site) walkIn(r *room, i int) seat {
	s.t.Helper()
	gate := s.gate(r)
	s.lay(r, i)
	v := post[gateView](gate, "/api/device/gate/check", form{"card": true})
	if v.State != "OPEN" || !v.WalkIn || !v.CardMatched || len(v.Offers) != 1 || v.Offers[0].ItemCode != itemCode {
		s.t.Fatalf("the gate shows %+v (%s)", v, v.trouble())
	}
	step := func(path string, body form) {
		body["visit"] = v.Visit
		if v = post[gateView](gate, path, body); v.Trouble != nil {
			s.t.Fatalf("%s: %s", path, v.Trouble.Code)
		}
	}
	step("/api/device/gate/take", form{"application": v.Offers[0].Application})
	step("/api/device/gate/officer", form{})
	post[none](s.as("watch1"), "/api/staff/matches/"+v.Visit+"/confirm", form{})
	step("/api/device/gate/look", form{})
	s.lay(r, -1)
	if v.State != "ADMITTED" || v.Door != "OPENED" {
		s.t.Fatalf("not let in: %+v", v)
	}
	return r.seat(s.t, v.Seat)
}

// robot enrols a terminal at a seat and holds its connection until the test ends.
func (s *site) robot(ctx context.Context, r *room, at seat, o wsclient.Options) *wsclient.Robot {
	s.t.Helper()
	o.URL, o.Token = s.ws(), s.enrol(r.ID, at.ID)
	b := wsclient.New(o)
	ctx, cancel := context.WithCancel(ctx)
	done := make(chan struct{})
	go func() { b.Keep(ctx); close(done) }()
	s.t.Cleanup(func() { cancel(); <-done })
	return b
}
