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
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
)

func TestAHoldRunsOutAndItsPlaceIsGivenOn(t *testing.T) {
	testenv.Engines(t, func(t *testing.T, open func(testing.TB) *sqldb.DB) {
		h := newHouse(t, open(t), 1)
		apps := h.crowd(3)
		slot := h.slot(h.room, oneSlot)
		first := must[booking.Booking](t)(h.Hold(candidate("p-0"), apps[0].ID, slot.ID))
		_, err := h.Hold(candidate("p-1"), apps[1].ID, slot.ID)
		want(t, err, booking.ErrSlotFull)
		h.clock.Advance(10*time.Minute - time.Millisecond)
		_, err = h.Hold(candidate("p-1"), apps[1].ID, slot.ID)
		want(t, err, booking.ErrSlotFull)
		h.clock.Advance(time.Millisecond)
		_, err = h.Confirm(candidate("p-0"), first.ID)
		want(t, err, booking.ErrHoldOver)
		// No sweeper ran: the next person gets the place all the same.
		second := must[booking.Booking](t)(h.Hold(candidate("p-1"), apps[1].ID, slot.ID))
		_, err = h.Confirm(candidate("p-0"), first.ID)
		want(t, err, booking.ErrHoldOver)
		must[booking.Booking](t)(h.Confirm(candidate("p-1"), second.ID))
		again := must[booking.Booking](t)(h.Confirm(candidate("p-1"), second.ID))
		if again.State != booking.BookingConfirmed {
			t.Error("confirming again changed the booking")
		}
		must[int](t)(0, h.SweepHolds(actor.AsSystem(context.Background(), "sweeper")))
		h.wholePlaces(t, slot.ID, 1)
	})
}

func (h *house) wholePlaces(t *testing.T, slot booking.SlotID, n int) {
	t.Helper()
	taken := must[map[booking.SlotID]map[int]booking.BookingID](t)(h.st.TakenPlaces(context.Background(), []booking.SlotID{slot}))
	if len(taken[slot]) != n {
		t.Errorf("%d places are kept, want %d", len(taken[slot]), n)
	}
}

// The sweeper, the owner's confirmation and the next person's hold meet at the same instant: one of them wins, and the
// place belongs to exactly one booking.
func TestExpiryRacesConfirmation(t *testing.T) {
	testenv.Engines(t, func(t *testing.T, open func(testing.TB) *sqldb.DB) {
		h := newHouse(t, open(t), 1)
		apps := h.crowd(2)
		slot := h.slot(h.room, oneSlot)
		for range 15 {
			b := must[booking.Booking](t)(h.Hold(candidate("p-0"), apps[0].ID, slot.ID))
			var wg sync.WaitGroup
			var confirmed error
			wg.Go(func() { _, confirmed = h.Confirm(candidate("p-0"), b.ID) })
			wg.Go(func() { h.clock.Advance(11 * time.Minute) })
			wg.Go(func() {
				if err := h.SweepHolds(actor.AsSystem(context.Background(), "sweeper")); err != nil {
					t.Error(err)
				}
			})
			wg.Wait()
			must[int](t)(0, h.SweepHolds(actor.AsSystem(context.Background(), "sweeper")))
			now := must[booking.Booking](t)(h.BookingFor(candidate("p-0"), b.ID))
			switch {
			case confirmed == nil && now.State == booking.BookingConfirmed:
				h.wholePlaces(t, slot.ID, 1)
				must[booking.Booking](t)(h.Cancel(candidate("p-0"), b.ID, ""))
			case confirmed != nil && now.State == booking.BookingExpired:
				if !errors.Is(confirmed, booking.ErrHoldOver) && !errors.Is(confirmed, booking.ErrStale) {
					t.Error(confirmed)
				}
			default:
				t.Fatalf("confirm said %v, the booking is %s", confirmed, now.State)
			}
			h.wholePlaces(t, slot.ID, 0)
			h.clock.Set(start)
		}
	})
}

func TestAClosureTakesHoldsAndBookings(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		apps := h.crowd(3)
		slot := h.slot(h.room, oneSlot)
		held := must[booking.Booking](t)(h.Hold(candidate("p-0"), apps[0].ID, slot.ID))
		sure := must[booking.Booking](t)(h.Hold(candidate("p-1"), apps[1].ID, slot.ID))
		sure = must[booking.Booking](t)(h.Confirm(candidate("p-1"), sure.ID))
		ctx := h.staff("manager", people.ExamManager)
		c := site.Closure{Point: h.point.ID, Room: h.room.ID, Kind: site.Maintenance, From: slot.StartsAt, To: slot.EndsAt, Notice: "空调检修"}
		_, _, err := h.Close(staffAt("/s/", "m", people.ExamManager), c)
		want(t, err, site.ErrNotFound)
		_, _, err = h.Close(h.staff("m", people.Inspector), c)
		want(t, err, site.ErrForbidden)
		c, n, err := h.Close(ctx, c)
		if err != nil || n != 2 {
			t.Fatal(n, err)
		}
		_, _, err = h.Close(ctx, c)
		want(t, err, site.ErrSame)
		_, err = h.Confirm(candidate("p-0"), held.ID)
		want(t, err, booking.ErrMustRebook)
		if !strings.Contains(booking.ErrMustRebook.Code(), "rebook") {
			t.Fatal("code changed")
		}
		_, err = h.TicketFor(candidate("p-1"), sure.ID)
		want(t, err, booking.ErrMustRebook)
		_, err = h.Hold(candidate("p-2"), apps[2].ID, slot.ID)
		want(t, err, booking.ErrSlotClosed)
		if next, err := h.Hold(candidate("p-1"), apps[1].ID, h.slot(h.room, 2*oneSlot).ID); err != nil || next.State != booking.BookingHeld {
			t.Errorf("the person cannot rebook: %v", err)
		}
		for _, v := range must[[]booking.SlotView](t)(h.SlotsOn(candidate("p-2"), h.point.ID, "2026-11-21")) {
			if closed := v.ID == slot.ID; v.Bookable == closed || closed && (v.Why == nil || !strings.Contains(v.Why.ZH, "空调检修")) {
				t.Errorf("%+v", v)
			}
		}
		must[int](t)(0, h.Reopen(ctx, c.ID))
		must[booking.Booking](t)(h.Hold(candidate("p-2"), apps[2].ID, slot.ID))
	})
}

// A closure and holds run against each other: no live booking may be left in the closed time.
func TestClosureRacesHolds(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		apps := h.crowd(24)
		slot := h.slot(h.room, oneSlot)
		var wg sync.WaitGroup
		for _, a := range apps {
			wg.Go(func() {
				_, err := h.Hold(candidate(a.PersonID), a.ID, slot.ID)
				if err != nil && !errors.Is(err, booking.ErrSlotClosed) && !errors.Is(err, booking.ErrSlotFull) {
					t.Error(err)
				}
			})
		}
		wg.Go(func() {
			c := site.Closure{Point: h.point.ID, Kind: site.SpecialPeriod, From: slot.StartsAt.Add(time.Hour), To: slot.EndsAt, Notice: "特殊时期"}
			if _, _, err := h.Close(h.staff("m", people.ExamManager), c); err != nil {
				t.Error(err)
			}
		})
		wg.Wait()
		for _, b := range must[[]booking.Booking](t)(h.st.BookingsOfSlot(h.staff("x"), slot.ID)) {
			if b.State.Live() {
				t.Errorf("%s is %s in a closed slot", b.ID, b.State)
			}
		}
		h.wholePlaces(t, slot.ID, 0)
	})
}

func TestAGapInTheRosterClosesSlotsAndRebooks(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		apps := h.crowd(2)
		slot := h.slot(h.room, oneSlot)
		b := must[booking.Booking](t)(h.Hold(candidate("p-0"), apps[0].ID, slot.ID))
		b = must[booking.Booking](t)(h.Confirm(candidate("p-0"), b.ID))
		ctx := h.staff("manager", people.ExamManager)
		list := must[[]site.Shift](t)(h.Roster(ctx, h.room.ID, slot.StartsAt, slot.EndsAt))
		_, err := h.RemoveShift(staffAt("/s/", "m", people.ExamManager), list[0].ID, "x")
		want(t, err, site.ErrNotFound)
		if n, err := h.RemoveShift(ctx, list[0].ID, "监考员生病"); err != nil || n != 1 {
			t.Fatal(n, err)
		}
		if got := must[booking.Booking](t)(h.BookingFor(candidate("p-0"), b.ID)); got.State != booking.BookingToRebook || got.Reason != "监考员生病" {
			t.Errorf("%+v", got)
		}
		_, err = h.Hold(candidate("p-1"), apps[1].ID, slot.ID)
		want(t, err, booking.ErrSlotUncovered)
		// Two half shifts cover the slot again; the change of officers in its middle is no gap.
		mid := slot.StartsAt.Add(time.Hour)
		d := site.ShiftDraft{Room: h.room.ID, Officer: "o-R1", Second: "o2", OnCallName: "张三", OnCallPhone: "1", OnCallMinutes: 15, From: list[0].From, To: mid}
		must[site.Shift](t)(h.AddShift(ctx, d))
		d.From, d.To, d.Officer = mid, list[0].To, "o3"
		must[site.Shift](t)(h.AddShift(ctx, d))
		must[booking.Booking](t)(h.Hold(candidate("p-1"), apps[1].ID, slot.ID))
	})
}

func TestTheRosterRefuses(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		ctx := h.staff("manager", people.ExamManager)
		free := start.AddDate(0, 0, 10)
		ok := site.ShiftDraft{Room: h.room.ID, Officer: "o1", Second: "o2", OnCallName: "张三", OnCallPhone: "1", OnCallMinutes: 15, From: free, To: free.Add(8 * time.Hour)}
		for name, c := range map[string]struct {
			change func(d *site.ShiftDraft)
			code   error
		}{
			"officer is the second":  {func(d *site.ShiftDraft) { d.Second = d.Officer }, site.ErrSamePerson},
			"on-call too far":        {func(d *site.ShiftDraft) { d.OnCallMinutes = 31 }, site.ErrOnCallFar},
			"ends before it begins":  {func(d *site.ShiftDraft) { d.To = d.From }, site.ErrBadPeriod},
			"longer than a day":      {func(d *site.ShiftDraft) { d.To = d.From.Add(25 * time.Hour) }, site.ErrBadPeriod},
			"too few seats allowed":  {func(d *site.ShiftDraft) { d.MaxSeats = 11 }, site.ErrTooManySeats},
			"overlaps another shift": {func(d *site.ShiftDraft) { d.From, d.To = start, start.Add(time.Hour) }, site.ErrShiftOverlap},
			"nobody on call":         {func(d *site.ShiftDraft) { d.OnCallName = "" }, site.ErrBadText},
			"officer may not watch":  {func(d *site.ShiftDraft) { d.Officer = "clerk1" }, site.ErrNotOfficer},
			"second may not watch":   {func(d *site.ShiftDraft) { d.Second = "clerk1" }, site.ErrNotOfficer},
		} {
			d := ok
			c.change(&d)
			if _, err := h.AddShift(ctx, d); !hasCode(err, c.code) {
				t.Errorf("%s: %v", name, err)
			}
		}
		must[site.Shift](t)(h.AddShift(ctx, ok))
		// The same officer in a second and third room at the same time: 12 + 12 seats are within 30, 36 are not.
		two, three := h.addRoom("R2", 12), h.addRoom("R3", 12)
		ok.Room = two.ID
		must[site.Shift](t)(h.AddShift(ctx, ok))
		ok.Room = three.ID
		_, err := h.AddShift(ctx, ok)
		want(t, err, site.ErrTooManySeats)
	})
}

func TestNoSlotWithoutAuthorization(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		apps := h.crowd(2)
		slot := h.slot(h.room, oneSlot)
		b := must[booking.Booking](t)(h.Hold(candidate("p-0"), apps[0].ID, slot.ID))
		ctx := h.staff("manager", people.ExamManager)
		a := must[[]site.Authorization](t)(h.Authorizations(ctx, h.room.ID))[0]
		if n, err := h.RevokeAuthorization(ctx, a.ID, "批文撤销"); err != nil || n != 1 {
			t.Fatal(n, err)
		}
		_, err := h.Confirm(candidate("p-0"), b.ID)
		want(t, err, booking.ErrMustRebook)
		_, err = h.Hold(candidate("p-1"), apps[1].ID, slot.ID)
		want(t, err, booking.ErrNoAuthorization)
		paper := site.Authorization{Room: h.room.ID, DocumentNo: "n", Issuer: "i", Mode: "REMOTE", From: "2026-11-22", To: "2026-11-30"}
		must[site.Authorization](t)(h.Authorize(ctx, paper))
		_, err = h.Authorize(ctx, paper)
		want(t, err, site.ErrSame)
		_, err = h.Hold(candidate("p-1"), apps[1].ID, slot.ID)
		want(t, err, booking.ErrNoAuthorization)
		must[booking.Booking](t)(h.Hold(candidate("p-1"), apps[1].ID, h.slot(h.room, 9*oneSlot).ID))
	})
}

// Extra time that reaches into the next slot keeps a place there too, so that nobody is sold the same seat.
func TestExtraTimeKeepsAPlaceInTheNextSlot(t *testing.T) {
	testenv.Engines(t, func(t *testing.T, open func(testing.TB) *sqldb.DB) {
		h := newHouse(t, open(t), 1)
		apps := h.crowd(2)
		long := apps[0]
		long.Accommodation = application.Accommodation{Kind: application.Deafness, Decided: true, ExtraMinutes: 40}
		must[int](t)(0, h.ast.Save(h.staff("x"), long))
		slot, next := h.slot(h.room, oneSlot), h.slot(h.room, 2*oneSlot)
		b := must[booking.Booking](t)(h.Hold(candidate("p-0"), long.ID, slot.ID))
		if !b.EndsAt.Equal(slot.StartsAt.Add((30 + 120 + 40) * time.Minute)) {
			t.Errorf("kept until %v", b.EndsAt)
		}
		_, err := h.Hold(candidate("p-1"), apps[1].ID, next.ID)
		want(t, err, booking.ErrSlotFull)
		must[booking.Booking](t)(h.Cancel(candidate("p-0"), b.ID, ""))
		must[booking.Booking](t)(h.Hold(candidate("p-1"), apps[1].ID, next.ID))
		// And the other way round: no place in the next slot means none in this one.
		_, err = h.Hold(candidate("p-0"), long.ID, slot.ID)
		want(t, err, booking.ErrSlotFull)
		h.wholePlaces(t, slot.ID, 0)
	})
}

func TestWhoMayBookAndCancel(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		a := h.approved("p-1")
		slot := h.slot(h.room, oneSlot)
		for name, ctx := range map[string]context.Context{
			"another candidate": candidate("p-2"), "staff elsewhere": staffAt("/s/", "c", people.CounterClerk), "nobody": context.Background(),
			"a terminal": gateOf(h.room),
		} {
			if _, err := h.Hold(ctx, a.ID, slot.ID); !errors.Is(err, application.ErrNotFound) {
				t.Errorf("%s: %v", name, err)
			}
		}
		_, err := h.Hold(h.staff("r", people.ApplicationReviewer), a.ID, slot.ID)
		want(t, err, application.ErrForbidden)
		clerk := h.staff("clerk", people.CounterClerk)
		b := must[booking.Booking](t)(h.Hold(clerk, a.ID, slot.ID))
		must[booking.Booking](t)(h.Confirm(clerk, b.ID))
		for name, act := range map[string]func(context.Context) error{
			"cancel": func(c context.Context) error { _, err := h.Cancel(c, b.ID, ""); return err },
			"ticket": func(c context.Context) error { _, err := h.TicketFor(c, b.ID); return err },
			"pin":    func(c context.Context) error { _, err := h.NewPIN(c, b.ID); return err },
			"ics":    func(c context.Context) error { _, err := h.Calendar(c, b.ID); return err },
			"read":   func(c context.Context) error { _, err := h.BookingFor(c, b.ID); return err },
		} {
			for _, c := range []context.Context{candidate("p-2"), staffAt("/s/", "c", people.CounterClerk), gateOf(h.room)} {
				if err := act(c); !errors.Is(err, booking.ErrNotFound) {
					t.Errorf("%s by a stranger: %v", name, err)
				}
			}
		}
		h.clock.Set(b.BeginsAt.Add(-time.Hour))
		_, err = h.Cancel(candidate("p-1"), b.ID, "")
		want(t, err, booking.ErrCancelLate)
		must[booking.Booking](t)(h.Cancel(clerk, b.ID, "来电取消"))
		_, err = h.Cancel(clerk, b.ID, "")
		want(t, err, booking.ErrBookingState)
	})
}

func TestReasonsAgainstABooking(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		apps := h.crowd(1)
		slot := h.slot(h.room, oneSlot)
		soon := application.Refusal{Code: "eligibility.too_soon", ZH: "请明天再来。", EN: "Come tomorrow."}
		h.w.refuse("p-0", soon)
		_, err := h.Hold(candidate("p-0"), apps[0].ID, slot.ID)
		want(t, err, soon.Fault())
		list := must[[]application.Refusal](t)(h.Refusals(candidate("p-0"), apps[0].ID, slot.ID))
		if len(list) != 1 || list[0] != soon {
			t.Errorf("%v", list)
		}
		h.w.refuse("p-0")
		past := must[[]booking.Slot](t)(h.st.SlotsOfRoom(context.Background(), h.room.ID, start.Add(-time.Hour), start))[0]
		_, err = h.Hold(candidate("p-0"), apps[0].ID, past.ID)
		want(t, err, booking.ErrSlotStarted)
		far := apps[0]
		far.ValidTo = "2026-11-20"
		must[int](t)(0, h.ast.Save(h.staff("x"), far))
		_, err = h.Hold(candidate("p-0"), far.ID, slot.ID)
		want(t, err, booking.ErrApplicationOver)
		if list := must[[]application.Refusal](t)(h.Refusals(candidate("p-0"), far.ID, past.ID)); len(list) < 2 {
			t.Errorf("not every reason is named: %v", list)
		}
		d := h.draft("p-9")
		_, err = h.Hold(candidate("p-9"), d.ID, slot.ID)
		want(t, err, booking.ErrNotApproved)
		s := must[application.Application](t)(h.apps.Apply(candidate("p-8"), application.Registration{Person: "p-8", Authority: stranger, ItemCode: itemLow, PersonType: "SPECIAL_OPERATOR", Kind: application.FirstIssue}))
		s.State, s.ValidTo = application.Approved, "2027-01-01"
		must[int](t)(0, h.ast.Save(h.staff("x"), s))
		_, err = h.Hold(candidate("p-8"), s.ID, slot.ID)
		want(t, err, booking.ErrOtherArea)
	})
}
