package api_test

import (
	"testing"
	"time"

	"github.com/suikao/suikao/web/api"
)

func TestCallsReachTheDutyDesk(t *testing.T) {
	s := newBookServer(t)
	room := s.room()
	const officer = "Staff REMOTE_ATTENDANT o"
	var calls api.Page[api.CallView]
	s.as(officer, "GET", "/calls", "", 200, &calls)
	if calls.Items == nil || len(calls.Items) != 0 {
		t.Fatalf("before anybody called: %+v", calls)
	}
	s.as("Gate "+room, "POST", "/call", "", 204, nil)
	s.clock.Advance(time.Minute)
	s.as("Gate "+room, "POST", "/call", "", 204, nil)
	s.as(officer, "GET", "/calls", "", 200, &calls)
	if len(calls.Items) != 2 || calls.Items[0].Room != room || calls.Items[0].Seat != "" || !calls.Items[0].At.After(calls.Items[1].At) {
		t.Fatalf("two calls from the gate, the newest first: %+v", calls)
	}
	s.as("Staff EXAM_MANAGER m", "GET", "/calls", "", 403, nil)
	s.as("Staff AUDIT_ADMIN a", "GET", "/audit?verb=room.call_staff", "", 200, nil)
}
