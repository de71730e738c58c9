package booking_test

import (
	"sync"
	"testing"

	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
)

// A form sent many times at once holds one place, and every sender is answered with the same hold, which can be confirmed.
func TestTheSameHoldAskedManyTimesIsOne(t *testing.T) {
	testenv.Engines(t, func(t *testing.T, open func(testing.TB) *sqldb.DB) {
		h := newHouse(t, open(t), 3)
		apps := h.crowd(1)
		slot := h.slot(h.room, oneSlot)
		got := make([]booking.Booking, 20)
		errs := make([]error, len(got))
		var all sync.WaitGroup
		for i := range got {
			all.Go(func() { got[i], errs[i] = h.Hold(candidate("p-0"), apps[0].ID, slot.ID) })
		}
		all.Wait()
		for i := range got {
			if errs[i] != nil || got[i].ID != got[0].ID || got[i].State != booking.BookingHeld {
				t.Errorf("hold %d: %s %s, %v; the first is %s", i, got[i].ID, got[i].State, errs[i], got[0].ID)
			}
		}
		must[booking.Booking](t)(h.Confirm(candidate("p-0"), got[0].ID))
		h.wholePlaces(t, slot.ID, 1)
	})
}
