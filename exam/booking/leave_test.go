package booking_test

import (
	"context"
	"testing"
	"time"

	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
)

// sill says who is outside and whose paper runs.
type sill struct {
	out, running map[booking.AdmissionID]bool
	shut         error
}

func (s *sill) Outside(_ context.Context, a booking.Admission) (bool, error) { return s.out[a.ID], nil }

func (s *sill) MayLeave(_ context.Context, a booking.Admission) error {
	if s.running[a.ID] {
		return booking.ErrGateStillSitting
	}
	return nil
}

func (s *sill) Readmits(context.Context, site.RoomID) error { return s.shut }

// inside lets a person in by card and PIN and returns the admission and the PIN.
func (h *house) inside(p people.PersonID) (booking.Admission, string) {
	h.t.Helper()
	v, pin := h.atDoor(p)
	h.w.lay(p)
	must[booking.GateView](h.t)(h.Card(gateOf(h.room), v.Visit))
	v = must[booking.GateView](h.t)(h.PIN(gateOf(h.room), v.Visit, pin))
	for _, a := range must[[]booking.Admission](h.t)(h.Seated(h.staff("i", people.RemoteInvigilator), h.room.ID)) {
		if a.PersonID == p && a.SeatLabel == v.SeatLabel {
			return a, pin
		}
	}
	h.t.Fatal("nobody was let in")
	return booking.Admission{}, ""
}

func TestOutAndBackToTheSameSeat(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		s := &sill{out: map[booking.AdmissionID]bool{}, running: map[booking.AdmissionID]bool{}}
		a, pin := h.inside("p-1")
		gate, card := gateOf(h.room), booking.Sign{Card: true}
		if _, err := h.CheckOut(gate, card); err == nil {
			t.Fatal("a house that knows no threshold signs people out")
		}
		h.Threshold = s
		v := must[booking.GateView](t)(h.CheckIn(gate, card))
		trouble(t, v, booking.ErrGateInside)

		s.running[a.ID] = true
		v = must[booking.GateView](t)(h.CheckOut(gate, card))
		trouble(t, v, booking.ErrGateStillSitting)
		s.running[a.ID] = false // a break
		v = must[booking.GateView](t)(h.CheckOut(gate, card))
		if v.State != booking.VisitPassed || v.Way != booking.WayOut || v.Door != booking.DoorOpened || v.Trouble != nil {
			t.Fatalf("%+v", v)
		}
		if again := must[booking.GateView](t)(h.Look(gate, v.Visit)); again.State != booking.VisitPassed || h.w.opened[string(v.Visit)] != 1 {
			t.Errorf("%+v, opened %v", again, h.w.opened)
		}
		s.out[a.ID] = true
		trouble(t, must[booking.GateView](t)(h.CheckOut(gate, card)), booking.ErrGateOutside)

		// Back: matched again, by the card and the PIN; the card alone is not enough.
		v = must[booking.GateView](t)(h.CheckIn(gate, card))
		if v.State != booking.VisitOpen || v.Way != booking.WayBack || v.SeatLabel != "" {
			t.Fatalf("%+v", v)
		}
		trouble(t, must[booking.GateView](t)(h.PIN(gate, v.Visit, pin)), booking.ErrCardFirst)
		must[booking.GateView](t)(h.Card(gate, v.Visit))
		s.shut = booking.ErrRoomShut.With("reason", "消防报警")
		trouble(t, must[booking.GateView](t)(h.PIN(gate, v.Visit, pin)), booking.ErrRoomShut)
		s.shut = nil
		v = must[booking.GateView](t)(h.PIN(gate, v.Visit, pin))
		if v.State != booking.VisitPassed || v.SeatLabel != a.SeatLabel || h.w.opened[string(v.Visit)] != 1 {
			t.Fatalf("%+v, opened %v", v, h.w.opened)
		}
		list := must[[]booking.Admission](t)(h.Seated(h.staff("i", people.RemoteInvigilator), h.room.ID))
		if len(list) != 1 || list[0].ID != a.ID || list[0].SeatID != a.SeatID {
			t.Fatalf("%+v", list)
		}
	})
}

func TestLeavingWithoutACardAndForGood(t *testing.T) {
	h := newHouse(t, testenv.Open(t, testenv.Migrated(t, sqldb.SQLite)), 12)
	s := &sill{out: map[booking.AdmissionID]bool{}, running: map[booking.AdmissionID]bool{}}
	a, pin := h.inside("p-1")
	h.Threshold = s
	gate := gateOf(h.room)
	trouble(t, must[booking.GateView](t)(h.CheckOut(gate, byNumber("p-2"))), booking.ErrGateNotInside)
	sys := actor.AsSystem(context.Background(), "exam")
	for _, mark := range []func(context.Context, booking.AdmissionID) error{h.MarkStarted, h.MarkFinished} {
		if err := mark(sys, a.ID); err != nil {
			t.Fatal(err)
		}
	}
	v := must[booking.GateView](t)(h.CheckOut(gate, byNumber("p-1")))
	if v.State != booking.VisitOpen || v.PINLeft == 0 {
		t.Fatalf("a number proves nothing: %+v", v)
	}
	trouble(t, must[booking.GateView](t)(h.PIN(gate, v.Visit, "000"+string('0'+(pin[3]-'0'+1)%10))), booking.ErrPINWrong)
	v = must[booking.GateView](t)(h.PIN(gate, v.Visit, pin))
	if v.State != booking.VisitPassed {
		t.Fatalf("%+v", v)
	}
	s.out[a.ID] = true
	if v = must[booking.GateView](t)(h.CheckIn(gate, byNumber("p-1"))); v.State == booking.VisitOpen && v.Way == booking.WayBack {
		t.Errorf("who handed in comes back to the seat: %+v", v)
	}

	// An officer lets out who has neither card nor PIN.
	h.clock.Set(start)
	b, _ := h.inside("p-3")
	v = must[booking.GateView](t)(h.CheckOut(gate, byNumber("p-3")))
	must[booking.GateView](t)(h.AskOfficer(gate, v.Visit))
	q := must[[]booking.MatchRequest](t)(h.Queue(h.staff("officer", people.RemoteAttendant)))
	if len(q) != 1 || q[0].Way != booking.WayOut {
		t.Fatalf("%+v", q)
	}
	if v = must[booking.GateView](t)(h.ConfirmMatch(h.staff("officer", people.RemoteAttendant), v.Visit, false, booking.Looked{})); v.State != booking.VisitPassed {
		t.Fatalf("%+v", v)
	}
	h.clock.Set(h.clock.Now().Add(time.Minute))
	if got := must[booking.Admission](t)(h.AdmissionByID(sys, b.ID)); !got.State.Live() {
		t.Error("the seat is lost to who goes out for a while")
	}
}
