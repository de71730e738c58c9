package booking_test

import (
	"context"
	"testing"

	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
)

func seatOf(s site.Seat) context.Context {
	return actor.With(context.Background(), actor.Actor{Kind: actor.Device, ID: "seat-" + s.Label, Room: string(s.Room), Seat: string(s.ID)})
}

func TestTerminalKnowsItsPlaceAndNobodyElseDoes(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		w := must[booking.Where](t)(h.WhereAmI(gateOf(h.room)))
		if w.Point.Phone != "0710-1" || w.Room.ID != h.room.ID || len(w.Seats) != 12 || w.Seat.ID != "" {
			t.Errorf("%+v", w)
		}
		w = must[booking.Where](t)(h.WhereAmI(seatOf(h.seats[3])))
		if w.Seat.Label != "A004" {
			t.Errorf("%+v", w.Seat)
		}
		_, err := h.WhereAmI(candidate("p-1"))
		want(t, err, booking.ErrGateWrongDevice)
		want(t, h.CallStaff(candidate("p-1")), booking.ErrGateWrongDevice)
		for _, ctx := range []context.Context{gateOf(h.room), seatOf(h.seats[0])} {
			if err := h.CallStaff(ctx); err != nil {
				t.Error(err)
			}
		}
		_, err = h.CardOnReader(seatOf(h.seats[0]))
		want(t, err, booking.ErrGateWrongDevice)
	})
}

// An idle gate may look at its reader all night: nobody is called, nothing is recorded.
func TestLookingAtTheReaderLeavesNothing(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		h.w.cardErr = booking.ErrCardNone
		for range 10 {
			if must[bool](t)(h.CardOnReader(gateOf(h.room))) {
				t.Fatal("a card where none lies")
			}
		}
		if n := must[int](t)(h.st.RefusedSince(context.Background(), "gate-R1", start.AddDate(-1, 0, 0))); n != 0 {
			t.Errorf("%d refusals", n)
		}
		h.w.cardErr = booking.ErrCardUnreadable
		if !must[bool](t)(h.CardOnReader(gateOf(h.room))) {
			t.Error("an unreadable card is a card")
		}
		h.w.cardErr = booking.ErrReaderDown
		_, err := h.CardOnReader(gateOf(h.room))
		want(t, err, booking.ErrReaderDown)
		h.w.lay("p-1")
		if !must[bool](t)(h.CardOnReader(gateOf(h.room))) {
			t.Error("the card is not seen")
		}
	})
}

// Who walks away is not let in by an officer who was slower, and leaves the place of a walk-in to the next one.
func TestWalkingAwayEndsTheVisit(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		a := h.approved("p-1")
		gate := gateOf(h.room)
		v := must[booking.GateView](t)(h.CheckIn(gate, booking.Sign{DocKind: "ID_CARD", Number: doc("p-1")}))
		v = must[booking.GateView](t)(h.Take(gate, v.Visit, a.ID))
		must[booking.GateView](t)(h.AskOfficer(gate, v.Visit))
		want(t, h.WalkAway(seatOf(h.seats[0]), v.Visit), booking.ErrGateWrongDevice)
		for range 2 { // a step sent again does nothing twice
			if err := h.WalkAway(gate, v.Visit); err != nil {
				t.Fatal(err)
			}
		}
		officer := h.staff("o", people.RemoteAttendant)
		if q := must[[]booking.MatchRequest](t)(h.Queue(officer)); len(q) != 0 {
			t.Errorf("%+v", q)
		}
		_, err := h.ConfirmMatch(officer, v.Visit, false, booking.Looked{})
		want(t, err, booking.ErrMatchDone)
		h.wholePlaces(t, h.slot(h.room, 0).ID, 0)
		// The same person comes back at once and gets in.
		v = must[booking.GateView](t)(h.CheckIn(gate, booking.Sign{DocKind: "ID_CARD", Number: doc("p-1")}))
		if len(v.Offers) != 1 {
			t.Fatalf("%+v", v)
		}
		v = must[booking.GateView](t)(h.Take(gate, v.Visit, a.ID))
		must[booking.GateView](t)(h.AskOfficer(gate, v.Visit))
		must[booking.GateView](t)(h.ConfirmMatch(officer, v.Visit, false, booking.Looked{}))
		if err := h.WalkAway(gate, v.Visit); err != nil {
			t.Fatal(err)
		}
		v = must[booking.GateView](t)(h.Look(gate, v.Visit))
		if v.State != booking.VisitAdmitted || v.Door != booking.DoorOpened {
			t.Errorf("an admission must stand: %+v", v)
		}
	})
}
