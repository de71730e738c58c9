package booking_test

import (
	"context"
	"testing"
	"time"

	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/actor"
)

func TestFromApplicationToSeatAndBack(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		b := h.booked("p-1")
		if b.State != booking.BookingConfirmed || b.Minutes != 120 {
			t.Fatalf("%+v", b)
		}
		tk := must[booking.TicketView](t)(h.TicketFor(candidate("p-1"), b.ID))
		pin := must[string](t)(h.NewPIN(candidate("p-1"), b.ID))
		h.clock.Set(b.BeginsAt.Add(-10 * time.Minute))
		h.w.lay("p-1")
		gate := gateOf(h.room)
		v := must[booking.GateView](t)(h.CheckIn(gate, booking.Sign{Ticket: booking.CodePrefix + tk.Code}))
		if v.State != booking.VisitOpen || v.PINLeft != booking.MaxPINTries || v.MaskedName == "" {
			t.Fatalf("%+v", v)
		}
		v = must[booking.GateView](t)(h.Card(gate, v.Visit))
		if !v.CardMatched || v.State != booking.VisitOpen {
			t.Fatalf("%+v", v)
		}
		v = must[booking.GateView](t)(h.PIN(gate, v.Visit, pin))
		if v.State != booking.VisitAdmitted || v.Door != booking.DoorOpened || v.SeatNo == 0 || v.Trouble != nil {
			t.Fatalf("%+v", v)
		}
		// Every step sent again answers the same seat and opens nothing twice.
		for range 2 {
			again := must[booking.GateView](t)(h.PIN(gate, v.Visit, pin))
			again2 := must[booking.GateView](t)(h.Card(gate, v.Visit))
			if again.SeatLabel != v.SeatLabel || again2.SeatLabel != v.SeatLabel {
				t.Fatal("a repeated step changed the seat")
			}
		}
		list := must[[]booking.Admission](t)(h.Seated(h.staff("i", people.RemoteInvigilator), h.room.ID))
		if len(list) != 1 || list[0].MatchMethod != booking.MatchChipPIN || h.w.opened[string(list[0].ID)] != 1 || len(h.w.opened) != 1 {
			t.Fatalf("%+v, door %v", list, h.w.opened)
		}
		h.sitAndLeave(t, b, list[0])
	})
}

// sitAndLeave walks the marks that the exam sets and counts the slot.
func (h *house) sitAndLeave(t *testing.T, b booking.Booking, a booking.Admission) {
	t.Helper()
	sys := actor.AsSystem(context.Background(), "exam")
	seat := actor.With(context.Background(), actor.Actor{Kind: actor.Device, ID: "d", Room: string(h.room.ID), Seat: string(a.SeatID)})
	got := must[booking.Admission](t)(h.AdmissionAtSeat(seat, a.SeatID))
	if got.ID != a.ID || got.RoomRules != oneFactor() || !got.SlotEnd.Equal(b.EndsAt) || got.ItemCode != itemLow {
		t.Fatalf("%+v", got)
	}
	_, err := h.AdmissionAtSeat(actor.With(context.Background(), actor.Actor{Kind: actor.Device, ID: "d", Seat: "other"}), a.SeatID)
	want(t, err, booking.ErrNotFound)
	_, err = h.AdmissionAtSeat(staffAt("/s/", "x", people.RemoteInvigilator), a.SeatID)
	want(t, err, booking.ErrNotFound)
	for range 2 { // each mark may be repeated
		must[int](t)(0, h.MarkStarted(sys, a.ID))
	}
	f := must[booking.SlotFacts](t)(h.SlotFacts(sys, b.SlotID))
	if f.Expected != 1 || f.Present != 1 || f.Waiting != 1 || f.Authorization.DocumentNo == "" || len(f.Shifts) != 1 {
		t.Fatalf("%+v", f)
	}
	want(t, h.MarkAbsent(sys, a.ID), booking.ErrAdmissionState)
	for range 2 {
		must[int](t)(0, h.MarkFinished(sys, a.ID))
	}
	_, err = h.AdmissionAtSeat(seat, a.SeatID)
	want(t, err, booking.ErrNobodyAtSeat)
	f = must[booking.SlotFacts](t)(h.SlotFacts(sys, b.SlotID))
	if f.Waiting != 0 || f.Present != 1 || f.Absent != 0 || len(f.Entries) != 1 || f.Entries[0].State != booking.BookingFinished {
		t.Fatalf("%+v", f)
	}
	if _, err := h.SlotFacts(staffAt("/s/", "x", people.Inspector), b.SlotID); err == nil {
		t.Fatal("a stranger reads the slot")
	}
}

func TestAbsentIsNoAttemptAndFreesThePlace(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		b := h.booked("p-1")
		sys := actor.AsSystem(context.Background(), "sweeper")
		h.clock.Set(b.BeginsAt.Add(39 * time.Minute))
		must[int](t)(0, h.SweepAbsent(sys))
		if got := must[booking.Booking](t)(h.BookingFor(sys, b.ID)); got.State != booking.BookingConfirmed {
			t.Fatalf("marked too soon: %s", got.State)
		}
		v := must[booking.GateView](t)(h.CheckIn(gateOf(h.room), booking.Sign{DocKind: "ID_CARD", Number: doc("p-1")}))
		if v.Trouble == nil || v.Trouble.Code != booking.ErrGateTooLate.Code() {
			t.Fatalf("%+v", v.Trouble)
		}
		h.clock.Advance(2 * time.Minute)
		must[int](t)(0, h.SweepAbsent(sys))
		if got := must[booking.Booking](t)(h.BookingFor(sys, b.ID)); got.State != booking.BookingAbsent {
			t.Fatalf("%s", got.State)
		}
		taken := must[map[booking.SlotID]map[int]booking.BookingID](t)(h.st.TakenPlaces(sys, []booking.SlotID{b.SlotID}))
		if len(taken[b.SlotID]) != 0 {
			t.Fatal("the place of an absent person is kept")
		}
		// 缺考 is not the end: the same application may be used at once as a walk-in.
		v = must[booking.GateView](t)(h.CheckIn(gateOf(h.room), booking.Sign{DocKind: "ID_CARD", Number: doc("p-1")}))
		if v.State != booking.VisitOpen || len(v.Offers) != 1 {
			t.Fatalf("%+v", v)
		}
		f := must[booking.SlotFacts](t)(h.SlotFacts(sys, b.SlotID))
		if f.Expected != 1 || f.Absent != 1 || f.Present != 0 || f.Waiting != 0 {
			t.Fatalf("%+v", f)
		}
	})
}

// A seat whose terminal never opened a paper is free again when its time is over; the person has used no attempt.
func TestASeatWithoutAPaperIsGivenBack(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		b := h.booked("p-1")
		h.admitByOfficer(t, b, byNumber("p-1"))
		sys := actor.AsSystem(context.Background(), "sweeper")
		a := must[[]booking.Admission](t)(h.Seated(sys, h.room.ID))[0]
		h.clock.Set(a.SlotEnd.Add(-time.Second))
		must[int](t)(0, h.SweepAbsent(sys))
		if got := must[booking.Admission](t)(h.AdmissionByID(sys, a.ID)); got.State != booking.AdmissionSeated {
			t.Fatalf("%s before its time", got.State)
		}
		h.clock.Advance(time.Second)
		for range 2 {
			must[int](t)(0, h.SweepAbsent(sys))
		}
		got := must[booking.Booking](t)(h.BookingFor(sys, b.ID))
		if left := must[[]booking.Admission](t)(h.Seated(sys, h.room.ID)); len(left) != 0 || got.State != booking.BookingAbsent {
			t.Errorf("%+v, booking %s", left, got.State)
		}
	})
}

// A technical abort is no attempt: the seat is free, the booking goes to the front of the queue, the slot counts it.
func TestATechnicalAbortIsRebookedFirst(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		b := h.booked("p-1")
		h.admitByOfficer(t, b, byNumber("p-1"))
		sys := actor.AsSystem(context.Background(), "exam")
		a := must[[]booking.Admission](t)(h.Seated(sys, h.room.ID))[0]
		must[int](t)(0, h.MarkStarted(sys, a.ID))
		for range 2 {
			must[int](t)(0, h.MarkAborted(sys, a.ID, "停电"))
		}
		got := must[booking.Booking](t)(h.BookingFor(sys, b.ID))
		if got.State != booking.BookingToRebook || !got.Priority || got.Reason != "停电" || h.events(t, booking.TopicToRebook) != 1 {
			t.Errorf("%+v", got)
		}
		f := must[booking.SlotFacts](t)(h.SlotFacts(sys, b.SlotID))
		if f.Aborted != 1 || f.Present != 1 || f.Expected != 1 || f.Waiting != 0 || f.Absent != 0 {
			t.Errorf("%+v", f)
		}
		must[booking.Booking](t)(h.Hold(candidate("p-1"), b.ApplicationID, h.slot(h.room, 2*oneSlot).ID))
	})
}
