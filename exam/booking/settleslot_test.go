package booking_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/actor"
)

// Signing races admissions: eight people walk in and out while somebody tries to settle the slot without a pause. Whoever
// was admitted stands in the settled count, and afterwards nobody is admitted any more.
func TestSettlingRacesAdmissions(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		apps := h.crowd(8)
		h.clock.Advance(10 * time.Minute)
		slot, officer, sys := h.slot(h.room, 0), h.staff("o", people.RemoteInvigilator), actor.AsSystem(context.Background(), "record")
		if f := must[booking.SlotFacts](t)(h.SettleSlot(sys, slot.ID)); f.NoMoreAdmissions || !f.Slot.ClosedAt.IsZero() {
			t.Fatalf("settled while walk-ins may come: %+v", f.Slot)
		}
		visits := make([]booking.VisitID, len(apps))
		for i, a := range apps {
			visits[i] = must[booking.GateView](t)(h.CheckIn(gateOf(h.room), byNumber(a.PersonID))).Visit
		}
		var wg sync.WaitGroup
		for i, a := range apps {
			wg.Go(func() {
				if v, err := h.Take(gateOf(h.room), visits[i], a.ID); err != nil || v.Trouble != nil {
					return // closed before
				}
				_, err := h.AskOfficer(gateOf(h.room), visits[i])
				if err == nil {
					_, err = h.ConfirmMatch(officer, visits[i], false, booking.Looked{})
				}
				if err != nil {
					t.Error(err)
					return
				}
				h.inAndOut(sys, slot.ID, a.PersonID)
			})
		}
		var settled booking.SlotFacts
		wg.Go(func() {
			must[booking.SlotFacts](t)(h.CloseAdmissions(officer, slot.ID, "停止入场"))
			for end := time.Now().Add(30 * time.Second); !settled.NoMoreAdmissions && time.Now().Before(end); {
				settled = must[booking.SlotFacts](t)(h.SettleSlot(sys, slot.ID))
			}
		})
		wg.Wait()
		in := must[[]booking.Admission](t)(h.st.AdmissionsOfSlot(context.Background(), slot.ID))
		if !settled.NoMoreAdmissions || settled.Present != len(in) || settled.Waiting != 0 {
			t.Errorf("settled with %d present, %d were admitted: %+v", settled.Present, len(in), settled)
		}
		h.nobodyComesIn(slot.ID, len(in))
	})
}

// nobodyComesIn lets a newcomer try every way into the slot.
func (h *house) nobodyComesIn(id booking.SlotID, before int) {
	h.t.Helper()
	a := h.approved("p-late")
	v := must[booking.GateView](h.t)(h.CheckIn(gateOf(h.room), byNumber("p-late")))
	if got, err := h.Take(gateOf(h.room), v.Visit, a.ID); err == nil && got.Trouble == nil {
		h.t.Error("a walk-in is taken after the signature")
	}
	if b, err := h.Hold(candidate("p-late"), a.ID, id); err == nil {
		h.t.Errorf("booked after the signature: %+v", b)
	}
	if in := must[[]booking.Admission](h.t)(h.st.AdmissionsOfSlot(context.Background(), id)); len(in) != before {
		h.t.Errorf("%d admissions, %d before", len(in), before)
	}
}

// inAndOut starts and ends the admission of a person.
func (h *house) inAndOut(ctx context.Context, id booking.SlotID, p people.PersonID) {
	h.t.Helper()
	list, err := h.st.AdmissionsOfSlot(context.Background(), id)
	if err != nil {
		h.t.Error(err)
	}
	for _, a := range list {
		if a.PersonID != p {
			continue
		}
		if err := h.MarkStarted(ctx, a.ID); err != nil {
			h.t.Error(err)
		}
		if err := h.MarkFinished(ctx, a.ID); err != nil {
			h.t.Error(err)
		}
		return
	}
	h.t.Errorf("%s was let in and has no admission", p)
}

// A slot whose time is over is closed by its settlement, so that a gate whose look at the clock came just before cannot add
// anybody after the signature.
func TestSettlingAnEndedSlotClosesIt(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		slot, sys := h.slot(h.room, 0), actor.AsSystem(context.Background(), "record")
		a := h.approved("p-1")
		h.clock.Set(slot.EndsAt)
		for range 2 {
			if f := must[booking.SlotFacts](t)(h.SettleSlot(sys, slot.ID)); !f.NoMoreAdmissions || !f.Slot.ClosedAt.Equal(slot.EndsAt) {
				t.Errorf("%+v", f.Slot)
			}
			h.clock.Set(slot.EndsAt.Add(-time.Second)) // a clock that lags behind
		}
		v := must[booking.GateView](t)(h.CheckIn(gateOf(h.room), byNumber("p-1")))
		trouble(t, must[booking.GateView](t)(h.Take(gateOf(h.room), v.Visit, a.ID)), booking.ErrGateClosed)
	})
}

// While nobody watches the room nobody is let in, neither who booked nor who walks in; afterwards both are.
func TestNobodyIsLetIntoAnUnattendedRoom(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		b := h.booked("p-1")
		a, officer := h.approved("p-2"), h.staff("o", people.RemoteInvigilator)
		h.clock.Set(b.BeginsAt.Add(time.Minute))
		booked := must[booking.GateView](t)(h.CheckIn(gateOf(h.room), byNumber("p-1")))
		must[booking.GateView](t)(h.AskOfficer(gateOf(h.room), booked.Visit))
		walkIn := must[booking.GateView](t)(h.CheckIn(gateOf(h.room), byNumber("p-2")))
		h.w.watched(false)
		_, err := h.ConfirmMatch(officer, booked.Visit, false, booking.Looked{})
		want(t, err, booking.ErrGateUnattended)
		trouble(t, must[booking.GateView](t)(h.Take(gateOf(h.room), walkIn.Visit, a.ID)), booking.ErrGateUnattended)
		if in := must[[]booking.Admission](t)(h.st.AdmissionsOfSlot(context.Background(), b.SlotID)); len(in) != 0 {
			t.Errorf("%d were let in", len(in))
		}
		h.w.watched(true)
		must[booking.GateView](t)(h.ConfirmMatch(officer, booked.Visit, false, booking.Looked{}))
		if v := must[booking.GateView](t)(h.Take(gateOf(h.room), walkIn.Visit, a.ID)); v.Trouble != nil {
			t.Errorf("%+v", v.Trouble)
		}
	})
}

func (w *world) watched(yes bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.away = !yes
}
