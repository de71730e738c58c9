package booking_test

import (
	"testing"

	"github.com/suikao/suikao/exam/application"
	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/people"
)

// The counter sees what is booked for an application, the reviewer next door does not, and nobody learns of another's.
func TestBookingsOfAnApplication(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		b := h.booked("p-1")
		clerk := h.staff("clerk", people.CounterClerk)
		got := must[[]booking.Booking](t)(h.OfApplication(clerk, b.ApplicationID))
		if len(got) != 1 || got[0].ID != b.ID || got[0].State != booking.BookingConfirmed {
			t.Fatalf("%+v, want %s", got, b.ID)
		}
		must[booking.Booking](t)(h.Cancel(clerk, b.ID, "本人要求"))
		again := must[booking.Booking](t)(h.Hold(clerk, b.ApplicationID, h.slot(h.room, 2*oneSlot).ID))
		if got = must[[]booking.Booking](t)(h.OfApplication(clerk, b.ApplicationID)); len(got) != 2 || got[0].State != booking.BookingCancelled || got[1].ID != again.ID {
			t.Fatalf("%+v", got)
		}
		if own := must[[]booking.Booking](t)(h.OfApplication(candidate("p-1"), b.ApplicationID)); len(own) != 2 {
			t.Errorf("the person sees %d", len(own))
		}
		for name, c := range map[string]error{
			"a reviewer":          second(h.OfApplication(h.staff("r", people.ApplicationReviewer), b.ApplicationID)),
			"an inspector":        second(h.OfApplication(h.staff("i", people.Inspector), b.ApplicationID)),
			"a clerk next door":   second(h.OfApplication(staffAt("/b/", "x", people.CounterClerk), b.ApplicationID)),
			"another candidate":   second(h.OfApplication(candidate("p-2"), b.ApplicationID)),
			"nobody of that name": second(h.OfApplication(clerk, application.ID("01m80a4yatv9pf157wc9zbyeqv"))),
		} {
			if c == nil {
				t.Errorf("%s is answered", name)
			}
		}
	})
}
