package booking_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/actor"
)

// A walk-in's record need not wait for the end of the slot: once an officer lets nobody new in, and everybody inside is done,
// nobody can be admitted any more. Before that, the fact is false at every step.
func TestClosingAdmissions(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		a := h.approved("p-1")
		h.clock.Advance(10 * time.Minute) // in the middle of the slot that began at start
		slot, officer := h.slot(h.room, 0), h.staff("o", people.RemoteAttendant)
		sys := actor.AsSystem(context.Background(), "record")
		can := func(step string, want bool) {
			t.Helper()
			if f := must[booking.SlotFacts](t)(h.SlotFacts(sys, slot.ID)); f.NoMoreAdmissions == want {
				t.Errorf("%s: somebody can be admitted: %v", step, !f.NoMoreAdmissions)
			}
		}
		can("open", true)
		v := must[booking.GateView](t)(h.CheckIn(gateOf(h.room), byNumber("p-1")))
		v = must[booking.GateView](t)(h.Take(gateOf(h.room), v.Visit, a.ID))
		f := must[booking.SlotFacts](t)(h.CloseAdmissions(officer, slot.ID, "无人候考"))
		if f.Slot.ClosedAt.IsZero() || f.Slot.ClosedBy != "o" || f.NoMoreAdmissions {
			t.Errorf("%+v", f.Slot)
		}
		can("somebody stands at the gate", true)
		must[booking.GateView](t)(h.AskOfficer(gateOf(h.room), v.Visit))
		must[booking.GateView](t)(h.ConfirmMatch(officer, v.Visit, false, booking.Looked{})) // taken before the closing: let in
		can("somebody sits", true)
		late := h.approved("p-2")
		v = must[booking.GateView](t)(h.CheckIn(gateOf(h.room), byNumber("p-2")))
		v = must[booking.GateView](t)(h.Take(gateOf(h.room), v.Visit, late.ID))
		trouble(t, v, booking.ErrGateClosed)
		adm := must[[]booking.Admission](t)(h.Seated(sys, h.room.ID))[0]
		must[int](t)(0, h.MarkStarted(sys, adm.ID))
		can("somebody writes", true)
		must[int](t)(0, h.MarkFinished(sys, adm.ID))
		can("all are done", false)
		h.clock.Set(slot.EndsAt.Add(time.Hour))
		can("an hour later", false)
	})
}

func TestTheEndOfASlotEndsAdmissions(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		b := h.booked("p-1")
		sys := actor.AsSystem(context.Background(), "record")
		facts := func() booking.SlotFacts { return must[booking.SlotFacts](t)(h.SlotFacts(sys, b.SlotID)) }
		h.clock.Set(b.BeginsAt.Add(oneSlot - time.Second))
		must[int](t)(0, h.SweepAbsent(sys))
		if facts().NoMoreAdmissions {
			t.Error("walk-ins may still come")
		}
		h.clock.Advance(time.Second)
		if !facts().NoMoreAdmissions {
			t.Error("the slot is over and empty")
		}
	})
}

// A booked person keeps the right to come until the late cut-off, whatever an officer closed for the others.
func TestClosingLeavesBookedPeopleTheirRight(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		b := h.booked("p-1")
		officer := h.staff("o", people.RemoteInvigilator)
		_, err := h.CloseAdmissions(officer, b.SlotID, "早了")
		want(t, err, booking.ErrSlotNotBegun)
		h.clock.Set(b.BeginsAt.Add(time.Minute))
		if f := must[booking.SlotFacts](t)(h.CloseAdmissions(officer, b.SlotID, "设备检修")); f.NoMoreAdmissions || f.Waiting != 1 {
			t.Errorf("%+v", f)
		}
		v := must[booking.GateView](t)(h.CheckIn(gateOf(h.room), byNumber("p-1")))
		must[booking.GateView](t)(h.AskOfficer(gateOf(h.room), v.Visit))
		must[booking.GateView](t)(h.ConfirmMatch(officer, v.Visit, false, booking.Looked{}))
		for name, ctx := range map[string]context.Context{"manager": h.staff("m", people.ExamManager), "candidate": candidate("p-1"), "gate": gateOf(h.room),
			"elsewhere": staffAt("/s/", "o", people.RemoteInvigilator)} {
			if _, err := h.CloseAdmissions(ctx, b.SlotID, "x"); !errors.Is(err, booking.ErrForbidden) && !errors.Is(err, booking.ErrNotFound) {
				t.Errorf("%s: %v", name, err)
			}
		}
		must[booking.SlotFacts](t)(h.CloseAdmissions(officer, b.SlotID, "再按一次"))
		if n := h.events(t, booking.TopicSlotClosed); n != 1 {
			t.Errorf("%d events for one closing", n)
		}
	})
}

// Closing races walk-ins: whoever was refused is not inside, and once the fact is true nobody is let in any more.
func TestClosingRacesWalkIns(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		apps := h.crowd(8)
		h.clock.Advance(10 * time.Minute)
		slot := h.slot(h.room, 0)
		visits := make([]booking.VisitID, len(apps))
		for i, a := range apps {
			visits[i] = must[booking.GateView](t)(h.CheckIn(gateOf(h.room), byNumber(a.PersonID))).Visit
		}
		taken := make([]bool, len(apps))
		var wg sync.WaitGroup
		for i, a := range apps {
			wg.Go(func() {
				v, err := h.Take(gateOf(h.room), visits[i], a.ID)
				if taken[i] = err == nil && v.Trouble == nil; err != nil {
					t.Error(err)
				}
			})
		}
		wg.Go(func() {
			must[booking.SlotFacts](t)(h.CloseAdmissions(h.staff("o", people.RemoteAttendant), slot.ID, "停止入场"))
		})
		wg.Wait()
		got := must[map[booking.SlotID]map[int]booking.BookingID](t)(h.st.TakenPlaces(context.Background(), []booking.SlotID{slot.ID}))
		n := 0
		for _, ok := range taken {
			if ok {
				n++
			}
		}
		if len(got[slot.ID]) != n {
			t.Errorf("%d places are kept, %d people were told so", len(got[slot.ID]), n)
		}
	})
}
