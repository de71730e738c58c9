package booking_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
)

func (h *house) calls(t *testing.T, closed bool) []booking.Call {
	t.Helper()
	return must[[]booking.Call](t)(h.FindCalls(h.staff("desk", people.RemoteAttendant), booking.CallFilter{Closed: closed, Limit: 50}))
}

// Twenty presses at once are one call that was pressed twenty times; after it is closed, the next press is a new one.
func TestManyPressesAreOneCall(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		seat := seatOf(h.seats[2])
		press := func() {
			var wg sync.WaitGroup
			for range 20 {
				wg.Go(func() {
					if err := h.CallStaff(seat); err != nil {
						t.Error(err)
					}
				})
			}
			wg.Wait()
		}
		press()
		must[int](t)(0, h.CallStaff(gateOf(h.room))) // another terminal is another call
		live := h.calls(t, false)
		if len(live) != 2 || h.events(t, booking.TopicCallPerson) != 2 {
			t.Fatalf("%+v", live)
		}
		var c booking.Call
		for _, one := range live {
			if one.Seat != "" {
				c = one
			}
		}
		if c.Presses != 20 || c.Seat != h.seats[2].ID || c.SeatLabel != h.seats[2].Label || c.Room != h.room.ID || c.State != booking.CallOpen {
			t.Errorf("%+v", c)
		}
		officer := h.staff("o", people.RemoteInvigilator)
		must[booking.Call](t)(h.CloseCall(officer, c.ID, booking.CallMistake, ""))
		press()
		if again := h.calls(t, false); len(again) != 2 || again[0].ID == c.ID && again[1].ID == c.ID {
			t.Errorf("%+v", again)
		}
		if done := h.calls(t, true); len(done) != 1 || done[0].AckedBy != "o" || done[0].ClosedBy != "o" || done[0].Outcome != booking.CallMistake {
			t.Errorf("%+v", done)
		}
	})
}

// One of ten officers has the call; presses of the button in between lose neither the answer nor themselves.
func TestOneOfficerHasTheCall(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		must[int](t)(0, h.CallStaff(gateOf(h.room)))
		id := h.calls(t, false)[0].ID
		got := make(chan people.AccountID, 10)
		var wg sync.WaitGroup
		for i := range 10 {
			wg.Go(func() {
				c, err := h.AckCall(h.staff(string(rune('a'+i)), people.RemoteAttendant), id)
				if err == nil {
					got <- c.AckedBy
				} else if !errors.Is(err, booking.ErrCallTaken) {
					t.Error(err)
				}
			})
			wg.Go(func() { must[int](t)(0, h.CallStaff(gateOf(h.room))) })
		}
		wg.Wait()
		if len(got) != 1 {
			t.Fatalf("%d officers have it", len(got))
		}
		winner := <-got
		c := h.calls(t, false)[0]
		if c.AckedBy != winner || c.Presses != 11 || c.State != booking.CallAcked || h.events(t, booking.TopicCallAcked) != 1 {
			t.Errorf("%+v", c)
		}
		must[booking.Call](t)(h.AckCall(h.staff(string(winner), people.RemoteAttendant), id))
		for name, ctx := range map[string]context.Context{"manager": h.staff("m", people.ExamManager), "elsewhere": staffAt("/s/", "o", people.RemoteAttendant),
			"the gate": gateOf(h.room), "candidate": candidate("p-1")} {
			_, err1 := h.AckCall(ctx, id)
			_, err2 := h.CloseCall(ctx, id, booking.CallHelped, "")
			_, err3 := h.FindCalls(ctx, booking.CallFilter{Limit: 9})
			for _, err := range []error{err1, err2} {
				if !errors.Is(err, booking.ErrForbidden) && !errors.Is(err, booking.ErrNotFound) {
					t.Errorf("%s: %v", name, err)
				}
			}
			if name != "elsewhere" && err3 == nil {
				t.Errorf("%s lists the calls", name)
			}
		}
		if list := must[[]booking.Call](t)(h.FindCalls(staffAt("/s/", "o", people.RemoteAttendant), booking.CallFilter{Limit: 9})); len(list) != 0 {
			t.Error("another authority sees the calls")
		}
	})
}

// What nobody answers goes to the second on the roster, once, after the room's seconds and not before.
func TestUnansweredCallsGoToTheSecond(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		m, sys := h.staff("manager", people.ExamManager), actor.AsSystem(context.Background(), "calls")
		rules := h.room.Rules
		rules.CallSeconds = 30
		h.room = must[site.Room](t)(h.SaveRoom(m, h.room.ID, h.room.Version, site.RoomDraft{Code: h.room.Code, Name: h.room.Name, Rules: rules, Pattern: h.room.Pattern, Open: true}))
		must[int](t)(0, h.CallStaff(gateOf(h.room)))
		must[int](t)(0, h.CallStaff(seatOf(h.seats[0])))
		answered := h.calls(t, false)
		for _, c := range answered {
			if c.Seat != "" {
				must[booking.Call](t)(h.AckCall(h.staff("o", people.RemoteAttendant), c.ID))
			}
		}
		sweep := func(after time.Duration) int {
			h.clock.Advance(after)
			must[int](t)(0, h.SweepCalls(sys))
			return h.events(t, booking.TopicCallEscalated)
		}
		if n := sweep(29 * time.Second); n != 0 {
			t.Errorf("%d after 29 seconds", n)
		}
		if n := sweep(time.Second); n != 1 {
			t.Errorf("%d after 30 seconds", n)
		}
		if n := sweep(time.Hour); n != 1 {
			t.Errorf("%d: the same call twice", n)
		}
		for _, c := range h.calls(t, false) {
			if c.Seat == "" && (c.EscalatedTo != "o2" || c.SecondName == "" || c.State != booking.CallOpen) || c.Seat != "" && !c.EscalatedAt.IsZero() {
				t.Errorf("%+v", c)
			}
		}
		must[booking.Call](t)(h.AckCall(h.staff("o2", people.RemoteInvigilator), h.gateCall(t)))
	})
}

func (h *house) gateCall(t *testing.T) booking.CallID {
	t.Helper()
	for _, c := range h.calls(t, false) {
		if c.Seat == "" {
			return c.ID
		}
	}
	t.Fatal("the gate does not call")
	return ""
}

// A door that does not answer and a reader that fails call staff as the screen says.
func TestAFailingGateCalls(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		b := h.booked("p-1")
		h.w.doorErr = booking.ErrDoorDown
		h.admitByOfficer(t, b, byNumber("p-1"))
		live := h.calls(t, false)
		if len(live) != 1 || live[0].Trouble != booking.ErrDoorDown.Code() || live[0].Room != h.room.ID {
			t.Errorf("%+v", live)
		}
	})
}
