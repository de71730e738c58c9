package api_test

import (
	"testing"
	"time"

	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/web/api"
)

func TestCallsReachTheDutyDesk(t *testing.T) {
	s := newBookServer(t)
	room := s.room()
	const officer, colleague = "Staff REMOTE_ATTENDANT o", "Staff REMOTE_INVIGILATOR c"
	var calls api.Page[api.CallView]
	s.as(officer, "GET", "/calls", "", 200, &calls)
	if calls.Items == nil || len(calls.Items) != 0 {
		t.Fatalf("before anybody called: %+v", calls)
	}
	var state struct{ State booking.CallState }
	s.as("Gate "+room, "POST", "/call", "", 204, nil)
	s.clock.Advance(time.Minute)
	s.as("Gate "+room, "POST", "/call", "", 204, nil)
	s.as("Gate "+room, "GET", "/call", "", 200, &state)
	s.as(officer, "GET", "/calls", "", 200, &calls)
	if len(calls.Items) != 1 || state.State != booking.CallOpen {
		t.Fatalf("one call of two presses: %+v, the gate sees %q", calls, state.State)
	}
	c := calls.Items[0]
	if c.Room != room || c.Seat != "" || c.Trouble != "" || c.Presses != 2 || c.State != booking.CallOpen || !c.PressedAt.Equal(c.At.Add(time.Minute)) {
		t.Fatalf("%+v", c)
	}
	s.as("Staff EXAM_MANAGER m", "GET", "/calls", "", 403, nil)
	s.as("Staff EXAM_MANAGER m", "POST", "/calls/"+c.ID+"/ack", "", 403, nil)
	s.as(officer, "POST", "/calls/"+c.ID+"/ack", "", 200, &c)
	var p api.Problem
	s.as(colleague, "POST", "/calls/"+c.ID+"/ack", "", 409, &p)
	if p.Code != "call.taken" || c.State != booking.CallAcked || c.AckedBy != "o" {
		t.Errorf("%+v %+v", p, c)
	}
	s.as(officer, "POST", "/calls/"+c.ID+"/close", `{"outcome":"WHATEVER"}`, 422, nil)
	s.as(officer, "POST", "/calls/"+c.ID+"/close", `{"outcome":"HELPED","note":"\u202e"}`, 422, nil)
	s.as(colleague, "POST", "/calls/"+c.ID+"/close", `{"outcome":"HELPED","note":"换了一支笔"}`, 200, &c)
	state.State = ""
	s.as("Gate "+room, "GET", "/call", "", 200, &state)
	s.as(officer, "GET", "/calls", "", 200, &calls)
	if len(calls.Items) != 0 || state.State != "" {
		t.Errorf("a closed call is live: %+v %q", calls, state.State)
	}
	s.as(officer, "GET", "/calls?state=CLOSED", "", 200, &calls)
	if len(calls.Items) != 1 || calls.Items[0].Outcome != booking.CallHelped || calls.Items[0].Note != "换了一支笔" {
		t.Errorf("%+v", calls)
	}
	s.as("Staff AUDIT_ADMIN a", "GET", "/audit?verb=room.call_staff", "", 200, nil)
}
