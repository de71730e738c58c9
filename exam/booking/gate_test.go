package booking_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/suikao/suikao/exam/application"
	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
)

func byNumber(p people.PersonID) booking.Sign {
	return booking.Sign{DocKind: "ID_CARD", Number: doc(p)}
}

// trouble fails unless the step was refused with the code and said what to do in both languages.
func trouble(t *testing.T, v booking.GateView, code *fault.Error) {
	t.Helper()
	if v.Trouble == nil || v.Trouble.Code != code.Code() {
		t.Fatalf("trouble %+v, want %s", v.Trouble, code.Code())
	}
	if v.Trouble.ZH == "" || v.Trouble.EN == "" || strings.ContainsAny(v.Trouble.ZH+v.Trouble.EN, "{}") {
		t.Fatalf("text with a hole: %+v", v.Trouble)
	}
}

// Every way to be wrong at the gate has its own code and text, by ticket and by document alike.
func TestEveryRefusalAtTheGateHasItsCode(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		other := h.addRoom("R2", 4)
		gate, gate2 := gateOf(h.room), gateOf(other)
		b := h.booked("p-1")
		code := must[booking.TicketView](t)(h.TicketFor(candidate("p-1"), b.ID)).Code
		look := func(gate context.Context, s booking.Sign) booking.GateView {
			return must[booking.GateView](t)(h.CheckIn(gate, s))
		}
		ticket := booking.Sign{Ticket: code}
		h.clock.Set(b.BeginsAt.Add(-16 * time.Minute))
		for _, s := range []booking.Sign{ticket, byNumber("p-1")} {
			v := look(gate, s)
			trouble(t, v, booking.ErrGateTooEarly)
			if !strings.Contains(v.Trouble.ZH, "10:25") { // 15 minutes before 10:40
				t.Errorf("does not say when: %s", v.Trouble.ZH)
			}
		}
		h.clock.Set(b.BeginsAt.Add(-15 * time.Minute))
		for _, s := range []booking.Sign{ticket, byNumber("p-1")} {
			v := look(gate2, s)
			trouble(t, v, booking.ErrGateWrongRoom)
			if !strings.Contains(v.Trouble.ZH, h.room.Name) || !strings.Contains(v.Trouble.ZH, h.point.Name) {
				t.Errorf("does not name the right room: %s", v.Trouble.ZH)
			}
		}
		h.w.refuse("p-1", application.Refusal{Code: application.RefusedBan, ZH: "禁考至 2027-01-01。", EN: "Barred until 2027-01-01."})
		v := look(gate, ticket)
		trouble(t, v, booking.ErrGateBanned)
		if !strings.Contains(v.Trouble.ZH, "禁考至") || !strings.Contains(v.Trouble.EN, "Barred until") {
			t.Errorf("%+v", v.Trouble)
		}
		h.w.refuse("p-1")
		h.clock.Set(b.BeginsAt.Add(30 * time.Minute))
		trouble(t, look(gate, ticket), booking.ErrGateTooLate)
		trouble(t, look(gate, byNumber("p-1")), booking.ErrGateTooLate)
		h.clock.Set(b.EndsAt)
		trouble(t, look(gate, ticket), booking.ErrGateExpired)
		for _, bad := range []string{"not a ticket", strings.Repeat("A", 26), strings.Repeat("A", 200), "SKT1:"} {
			trouble(t, look(gate, booking.Sign{Ticket: bad}), booking.ErrGateUnknown)
		}
		trouble(t, look(gate, booking.Sign{DocKind: "ID_CARD", Number: "nobody"}), booking.ErrGateUnknown)
		h.draft("p-2")
		trouble(t, look(gate, byNumber("p-2")), booking.ErrGateNotApproved)
		if v := look(gate, byNumber("p-2")); !v.CallPerson {
			t.Error("many refusals at one gate call nobody")
		}
	})
}

func TestCancelledClosedAndRepeatedTickets(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		gate := gateOf(h.room)
		b := h.booked("p-1")
		code := must[booking.TicketView](t)(h.TicketFor(candidate("p-1"), b.ID)).Code
		must[booking.Booking](t)(h.Cancel(candidate("p-1"), b.ID, ""))
		trouble(t, must[booking.GateView](t)(h.CheckIn(gate, booking.Sign{Ticket: code})), booking.ErrGateCancelled)

		b = h.booked("p-2")
		code = must[booking.TicketView](t)(h.TicketFor(candidate("p-2"), b.ID)).Code
		v := h.admitByOfficer(t, b, booking.Sign{Ticket: code})
		trouble(t, must[booking.GateView](t)(h.CheckIn(gate, booking.Sign{Ticket: code})), booking.ErrGateInside)
		trouble(t, must[booking.GateView](t)(h.CheckIn(gate, byNumber("p-2"))), booking.ErrGateInside)
		if v.SeatNo == 0 {
			t.Error("no seat")
		}

		h.clock.Set(start)
		b = h.booked("p-3")
		code = must[booking.TicketView](t)(h.TicketFor(candidate("p-3"), b.ID)).Code
		if _, _, err := h.Close(h.staff("m", people.ExamManager), site.Closure{Point: h.point.ID, Kind: site.Holiday, From: b.BeginsAt, To: b.EndsAt, Notice: "停电"}); err != nil {
			t.Fatal(err)
		}
		trouble(t, must[booking.GateView](t)(h.CheckIn(gate, booking.Sign{Ticket: code})), booking.ErrGateRebook)
	})
}

// admitByOfficer brings a booked person in on a remote officer's word.
func (h *house) admitByOfficer(t *testing.T, b booking.Booking, s booking.Sign) booking.GateView {
	t.Helper()
	h.clock.Set(b.BeginsAt.Add(-10 * time.Minute))
	v := must[booking.GateView](t)(h.CheckIn(gateOf(h.room), s))
	v = must[booking.GateView](t)(h.AskOfficer(gateOf(h.room), v.Visit))
	if v.State != booking.VisitWaiting {
		t.Fatalf("%+v", v)
	}
	must[booking.GateView](t)(h.ConfirmMatch(h.staff("officer", people.RemoteAttendant), v.Visit, false, booking.Looked{}))
	return must[booking.GateView](t)(h.Look(gateOf(h.room), v.Visit))
}

func TestTheOfficersQueue(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		b := h.booked("p-1")
		h.clock.Set(b.BeginsAt.Add(-10 * time.Minute))
		gate := gateOf(h.room)
		v := must[booking.GateView](t)(h.CheckIn(gate, byNumber("p-1")))
		officer := h.staff("officer", people.RemoteInvigilator)
		_, err := h.ConfirmMatch(officer, v.Visit, false, booking.Looked{})
		want(t, err, booking.ErrMatchDone) // nobody asked yet: an officer cannot pull somebody in
		for range 2 {
			must[booking.GateView](t)(h.AskOfficer(gate, v.Visit))
		}
		q := must[[]booking.MatchRequest](t)(h.Queue(officer))
		if len(q) != 1 || q[0].MaskedName != "考*" || q[0].MaskedDocument == "" || !q[0].HasPhoto {
			t.Fatalf("%+v", q)
		}
		if at := must[booking.Visit](t)(h.st.WaitingAt(t.Context(), q[0].Gate)); at.ID != v.Visit {
			t.Errorf("the gate's line finds %+v", at)
		}
		if q := must[[]booking.MatchRequest](t)(h.Queue(staffAt("/s/", "o", people.RemoteInvigilator))); len(q) != 0 {
			t.Error("an officer elsewhere sees the queue")
		}
		if _, err := h.Queue(h.staff("m", people.ExamManager)); !errors.Is(err, booking.ErrForbidden) {
			t.Error(err)
		}
		for name, c := range map[string]struct {
			ctx  context.Context
			code error
		}{
			"elsewhere":     {staffAt("/s/", "o", people.RemoteInvigilator), booking.ErrNotFound},
			"another role":  {h.staff("m", people.ExamManager), booking.ErrForbidden},
			"the candidate": {candidate("p-1"), booking.ErrNotFound},
			"oneself":       {h.staff("1", people.RemoteInvigilator), booking.ErrOwnMatch},
		} {
			if _, err := h.ConfirmMatch(c.ctx, v.Visit, false, booking.Looked{}); !errors.Is(err, c.code) {
				t.Errorf("%s confirms: %v", name, err)
			}
			if err := h.RefuseMatch(c.ctx, v.Visit, "x"); !errors.Is(err, c.code) {
				t.Errorf("%s refuses: %v", name, err)
			}
			if _, _, err := h.MatchPhoto(c.ctx, v.Visit); !errors.Is(err, c.code) {
				t.Errorf("%s sees the photo: %v", name, err)
			}
		}
		// Two officers press at once: one admission.
		var wg sync.WaitGroup
		for range 6 {
			wg.Go(func() {
				_, err := h.ConfirmMatch(officer, v.Visit, true, booking.Looked{})
				if err != nil && !errors.Is(err, booking.ErrMatchDone) && !errors.Is(err, booking.ErrStale) {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		list := must[[]booking.Admission](t)(h.Seated(officer, h.room.ID))
		if len(list) != 1 || list[0].MatchMethod != booking.MatchOnsiteOfficer || list[0].MatchBy != "officer" {
			t.Fatalf("%+v", list)
		}
		if len(h.w.opened) != 1 || h.w.opened[string(list[0].ID)] == 0 {
			t.Errorf("door commands %v", h.w.opened)
		}
	})
}

func TestARefusedPersonSeesWhy(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		b := h.booked("p-1")
		h.clock.Set(b.BeginsAt.Add(-10 * time.Minute))
		gate := gateOf(h.room)
		v := must[booking.GateView](t)(h.CheckIn(gate, byNumber("p-1")))
		must[booking.GateView](t)(h.AskOfficer(gate, v.Visit))
		want(t, fault.From(h.RefuseMatch(h.staff("o", people.RemoteAttendant), v.Visit, "")), fault.ErrInvalid)
		must[int](t)(0, h.RefuseMatch(h.staff("o", people.RemoteAttendant), v.Visit, "与照片不是同一人"))
		for range 2 {
			v = must[booking.GateView](t)(h.Look(gate, v.Visit))
			trouble(t, v, booking.ErrGateRefused)
		}
		if v.State != booking.VisitRefused || !strings.Contains(v.Trouble.ZH, "与照片不是同一人") || len(h.w.opened) != 0 {
			t.Errorf("%+v", v)
		}
		if v := must[booking.GateView](t)(h.PIN(gate, v.Visit, "0000")); v.State != booking.VisitRefused {
			t.Error("a step after the refusal goes on")
		}
		// The booking stands: the right person may still come.
		if v := must[booking.GateView](t)(h.CheckIn(gate, byNumber("p-1"))); v.State != booking.VisitOpen {
			t.Errorf("%+v", v)
		}
	})
}

func TestVisitsBelongToTheirGate(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		b := h.booked("p-1")
		h.clock.Set(b.BeginsAt.Add(-10 * time.Minute))
		v := must[booking.GateView](t)(h.CheckIn(gateOf(h.room), byNumber("p-1")))
		seat := actor.With(context.Background(), actor.Actor{Kind: actor.Device, ID: "s", Room: string(h.room.ID), Seat: "x"})
		second := actor.With(context.Background(), actor.Actor{Kind: actor.Device, ID: "gate-2", Room: string(h.room.ID)})
		for name, c := range map[string]struct {
			ctx  context.Context
			code error
		}{
			"a seat terminal": {seat, booking.ErrGateWrongDevice}, "a candidate": {candidate("p-1"), booking.ErrGateWrongDevice},
			"another gate": {second, booking.ErrNotFound}, "nobody": {context.Background(), booking.ErrGateWrongDevice},
		} {
			for step, run := range map[string]func() error{
				"look": func() error { _, err := h.Look(c.ctx, v.Visit); return err },
				"card": func() error { _, err := h.Card(c.ctx, v.Visit); return err },
				"pin":  func() error { _, err := h.PIN(c.ctx, v.Visit, "0000"); return err },
				"ask":  func() error { _, err := h.AskOfficer(c.ctx, v.Visit); return err },
				"take": func() error { _, err := h.Take(c.ctx, v.Visit, b.ApplicationID); return err },
			} {
				if err := run(); !errors.Is(err, c.code) {
					t.Errorf("%s by %s: %v", step, name, err)
				}
			}
		}
		h.clock.Advance(3 * time.Minute)
		_, err := h.Card(gateOf(h.room), v.Visit)
		want(t, err, booking.ErrGateVisitOver)
		must[int](t)(0, h.SweepVisits(actor.AsSystem(context.Background(), "sweeper")))
		_, err = h.Look(gateOf(h.room), v.Visit)
		want(t, err, booking.ErrGateVisitOver)
	})
}

func TestTheDoorDoesNotAnswer(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		b := h.booked("p-1")
		h.w.doorErr = booking.ErrDoorDown
		v := h.admitByOfficer(t, b, byNumber("p-1"))
		if v.State != booking.VisitAdmitted || v.Door != booking.DoorNoAnswer || v.SeatNo == 0 || !v.CallPerson {
			t.Fatalf("%+v", v)
		}
		trouble(t, v, booking.ErrDoorDown)
		if n := h.events(t, booking.TopicDoorFailed); n != 1 {
			t.Errorf("%d calls for staff", n)
		}
		if len(must[[]booking.Admission](t)(h.Seated(h.staff("o", people.RemoteAttendant), h.room.ID))) != 1 {
			t.Error("the admission does not stand")
		}
	})
}

// events counts the stored events of a topic.
func (h *house) events(t *testing.T, topic string) int {
	t.Helper()
	var n int64
	if err := h.db.Conn(context.Background()).Table("outbox_event").Where("topic = ?", topic).Count(&n).Error; err != nil {
		t.Fatal(err)
	}
	return int(n)
}

// A process that died between the commit and the door leaves a pending command; the next look sends it under its old id.
func TestALostDoorCommandIsSentAgain(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		b := h.booked("p-1")
		v := h.admitByOfficer(t, b, byNumber("p-1"))
		ctx := context.Background()
		row := must[booking.Visit](t)(h.st.Visit(ctx, v.Visit))
		row.Door = booking.DoorPending
		must[int](t)(0, h.st.SaveVisit(ctx, row))
		if got := must[booking.GateView](t)(h.Look(gateOf(h.room), v.Visit)); got.Door != booking.DoorPending {
			t.Errorf("sent again at once, beside the first one: %s", got.Door)
		}
		h.clock.Advance(11 * time.Second)
		if got := must[booking.GateView](t)(h.Look(gateOf(h.room), v.Visit)); got.Door != booking.DoorOpened {
			t.Errorf("%s", got.Door)
		}
		if len(h.w.opened) != 1 {
			t.Errorf("several command ids for one admission: %v", h.w.opened)
		}
	})
}

func TestMovingToAnotherSeat(t *testing.T) {
	testenv.Engines(t, func(t *testing.T, open func(testing.TB) *sqldb.DB) {
		h := newHouse(t, open(t), 3)
		b1, b2 := h.booked("p-1"), h.booked("p-2")
		h.admitByOfficer(t, b1, byNumber("p-1"))
		h.admitByOfficer(t, b2, byNumber("p-2"))
		officer := h.staff("o", people.RemoteInvigilator)
		list := must[[]booking.Admission](t)(h.Seated(officer, h.room.ID))
		var free site.Seat
		for _, st := range h.seats {
			if st.ID != list[0].SeatID && st.ID != list[1].SeatID {
				free = st
			}
		}
		_, err := h.MoveSeat(officer, list[0].ID, list[1].SeatID, "键盘坏")
		want(t, err, booking.ErrSeatTaken)
		_, err = h.MoveSeat(staffAt("/s/", "o", people.RemoteInvigilator), list[0].ID, free.ID, "键盘坏")
		want(t, err, booking.ErrNotFound)
		_, err = h.MoveSeat(h.staff("r", people.ApplicationReviewer), list[0].ID, free.ID, "键盘坏")
		want(t, err, booking.ErrForbidden)
		_, err = h.MoveSeat(officer, list[0].ID, h.addRoomSeat(), "键盘坏")
		want(t, err, booking.ErrOtherRoom)
		must[int](t)(0, h.SetSeatState(officer, free.ID, site.SeatOut, "坏"))
		_, err = h.MoveSeat(officer, list[0].ID, free.ID, "键盘坏")
		want(t, err, booking.ErrSeatOut)
		must[int](t)(0, h.SetSeatState(officer, free.ID, site.SeatSpare, "修好"))
		// Both want the last free seat: one gets it.
		var wg sync.WaitGroup
		errs := make([]error, 2)
		for i := range 2 {
			wg.Go(func() { _, errs[i] = h.MoveSeat(officer, list[i].ID, free.ID, "键盘坏") })
		}
		wg.Wait()
		if (errs[0] == nil) == (errs[1] == nil) {
			t.Fatalf("%v", errs)
		}
		at := must[booking.Admission](t)(h.AdmissionAtSeat(officer, free.ID))
		if at.SeatLabel != free.Label || at.ID != list[0].ID && at.ID != list[1].ID {
			t.Errorf("%+v", at)
		}
	})
}

// addRoomSeat opens another room and returns one of its seats.
func (h *house) addRoomSeat() site.SeatID {
	h.t.Helper()
	r := h.addRoom("R9", 1)
	return must[[]site.Seat](h.t)(h.sst.Seats(context.Background(), r.ID))[0].ID
}
