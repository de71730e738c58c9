package booking_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/suikao/suikao/exam/application"
	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
)

// crowd makes n approved applications straight in the store; the way there is another test's business.
func (h *house) crowd(n int) []application.Application {
	h.t.Helper()
	ctx := h.staff("x")
	out := make([]application.Application, n)
	err := h.st.InTx(ctx, func(ctx context.Context) error {
		for i := range out {
			out[i] = application.Application{ID: application.ID(fmt.Sprintf("app%023d", i)), PersonID: people.PersonID(fmt.Sprintf("p-%d", i)),
				Authority: authority, OrgPath: "/a/", ItemCode: itemLow, PersonType: "SPECIAL_OPERATOR", Kind: application.FirstIssue, Channel: application.ChannelSelf,
				State: application.Approved, ValidTo: "2027-11-21", Version: 1}
			if err := h.ast.Add(ctx, out[i]); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		h.t.Fatal(err)
	}
	return out
}

// Two hundred people reach for the last seats of one slot at once: exactly as many get one as there are, everybody else
// is told that the slot is full, and nobody meets another failure.
func TestTwoHundredReachForTheLastSeats(t *testing.T) {
	testenv.Engines(t, func(t *testing.T, open func(testing.TB) *sqldb.DB) {
		for _, seats := range []int{1, 12} {
			t.Run(fmt.Sprintf("%d seats", seats), func(t *testing.T) {
				h := newHouse(t, open(t), seats)
				slot := h.slot(h.room, oneSlot)
				apps := h.crowd(200)
				errs := make([]error, len(apps))
				var wg sync.WaitGroup
				gun := make(chan struct{})
				for i, a := range apps {
					wg.Go(func() {
						<-gun
						b, err := h.Hold(candidate(a.PersonID), a.ID, slot.ID)
						if err == nil {
							_, err = h.Confirm(candidate(a.PersonID), b.ID)
						}
						errs[i] = err
					})
				}
				close(gun)
				wg.Wait()
				won := 0
				for _, err := range errs {
					switch {
					case err == nil:
						won++
					case !errors.Is(err, booking.ErrSlotFull):
						t.Errorf("another failure: %v", err)
					}
				}
				if won != seats {
					t.Errorf("%d got a seat, there are %d", won, seats)
				}
				h.wholeSlot(t, slot.ID, seats)
			})
		}
	})
}

// wholeSlot checks what the database holds of a full slot.
func (h *house) wholeSlot(t *testing.T, slot booking.SlotID, seats int) {
	t.Helper()
	ctx := h.staff("x")
	taken := must[map[booking.SlotID]map[int]booking.BookingID](t)(h.st.TakenPlaces(ctx, []booking.SlotID{slot}))
	list := must[[]booking.Booking](t)(h.st.BookingsOfSlot(ctx, slot))
	seen := map[booking.BookingID]bool{}
	for n, b := range taken[slot] {
		if n < 1 || n > seats || seen[b] {
			t.Errorf("place %d of booking %s", n, b)
		}
		seen[b] = true
	}
	if len(taken[slot]) != seats || len(list) != seats {
		t.Errorf("%d places, %d bookings, %d seats", len(taken[slot]), len(list), seats)
	}
}

// The schema itself refuses a second owner of a place, without any lock or check before it.
func TestTheDatabaseRefusesDoubleUse(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		ctx := h.staff("x")
		slot := h.slot(h.room, oneSlot)
		won := make(chan booking.BookingID, 200)
		var wg sync.WaitGroup
		for i := range 200 {
			wg.Go(func() {
				id := booking.BookingID(fmt.Sprintf("b%025d", i))
				switch err := h.st.TakePlace(ctx, slot.ID, 1, id); {
				case err == nil:
					won <- id
				case !errors.Is(err, booking.ErrDuplicate):
					t.Errorf("%v", err)
				}
			})
		}
		wg.Wait()
		if len(won) != 1 {
			t.Fatalf("%d bookings keep one place", len(won))
		}
		b := booking.Booking{ID: "b1", PersonID: "p-1", ApplicationID: "a1", SlotID: slot.ID, RoomID: h.room.ID, State: booking.BookingHeld, BeginsAt: start, EndsAt: start.Add(time.Hour), Version: 1}
		must[int](t)(0, h.st.AddBooking(ctx, b))
		twice := b
		twice.ID, twice.ApplicationID = "b2", "a2"
		if err := h.st.AddBooking(ctx, twice); !errors.Is(err, booking.ErrDuplicate) {
			t.Errorf("a person twice in a slot: %v", err)
		}
		twice.PersonID, twice.ApplicationID = "p-2", "a1"
		if err := h.st.AddBooking(ctx, twice); !errors.Is(err, booking.ErrDuplicate) {
			t.Errorf("an application with two live bookings: %v", err)
		}
		b.State = booking.BookingCancelled
		must[int](t)(0, h.st.SaveBooking(ctx, b))
		must[int](t)(0, h.st.AddBooking(ctx, twice))
		a := booking.Admission{ID: "d1", PersonID: "p-1", SlotID: slot.ID, RoomID: h.room.ID, SeatID: h.seats[0].ID, State: booking.AdmissionSeated, Version: 1}
		must[int](t)(0, h.st.AddAdmission(ctx, a))
		other := a
		other.ID, other.PersonID = "d2", "p-2"
		if err := h.st.AddAdmission(ctx, other); !errors.Is(err, booking.ErrDuplicate) {
			t.Errorf("two people on a seat: %v", err)
		}
		other.PersonID, other.SeatID = "p-1", h.seats[1].ID
		if err := h.st.AddAdmission(ctx, other); !errors.Is(err, booking.ErrDuplicate) {
			t.Errorf("a person admitted twice: %v", err)
		}
		stale := a
		stale.Version = 7
		if err := h.st.SaveAdmission(ctx, stale); !errors.Is(err, booking.ErrStale) {
			t.Errorf("an old version overwrites: %v", err)
		}
	})
}

// One person, two browsers, all slots of a day: at most one live booking, and never two at the same time.
func TestOnePersonCannotHoldTwice(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		a := h.crowd(1)[0]
		second := a
		second.ID, second.ItemCode = "app-of-another-item-000000", "WELDING"
		must[int](t)(0, h.ast.Add(h.staff("x"), second))
		slot := h.slot(h.room, oneSlot)
		var wg sync.WaitGroup
		for i := range 40 {
			wg.Go(func() {
				app := a.ID
				if i%2 == 1 {
					app = second.ID
				}
				b, err := h.Hold(candidate(a.PersonID), app, slot.ID)
				if err == nil {
					_, err = h.Confirm(candidate(a.PersonID), b.ID)
				}
				// A hold may be given back by the same person's next one before it is confirmed.
				for _, ok := range []error{nil, booking.ErrHasBooking, booking.ErrOverlap, booking.ErrBookingState, booking.ErrStale} {
					if errors.Is(err, ok) {
						return
					}
				}
				t.Errorf("%v", err)
			})
		}
		wg.Wait()
		live := 0
		for _, b := range must[[]booking.Booking](t)(h.st.BookingsOfSlot(h.staff("x"), slot.ID)) {
			if b.State.Live() {
				live++
			}
		}
		taken := must[map[booking.SlotID]map[int]booking.BookingID](t)(h.st.TakenPlaces(h.staff("x"), []booking.SlotID{slot.ID}))
		if live != 1 || len(taken[slot.ID]) != 1 {
			t.Fatalf("%d live bookings, %d places", live, len(taken[slot.ID]))
		}
	})
}
