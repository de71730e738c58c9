package booking_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/actor"
)

// Who is booked behind a day is counted by day and room: places that are held and places that are confirmed, not those given back, not what is
// past, and no other code. A day begins at midnight in Beijing.
func TestWhoIsBookedBehindADay(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		other := h.addRoom("R2", 2)
		must[int](t)(0, h.EnsureSlots(actor.AsSystem(context.Background(), "test"), "2026-11-21", "2026-11-24"))
		book := func(p people.PersonID, slot booking.SlotID) booking.Booking {
			return must[booking.Booking](t)(h.Hold(candidate(p), h.approved(p).ID, slot))
		}
		day := func(n int) time.Duration { return time.Duration(n) * 24 * time.Hour }
		first := book("p-1", h.slot(h.room, day(1)).ID) // the 22nd, confirmed
		must[booking.Booking](t)(h.Confirm(candidate("p-1"), first.ID))
		last := must[[]booking.Slot](t)(h.st.SlotsOfRoom(context.Background(), h.room.ID, start.Add(day(1)), actor.Date("2026-11-23").Time()))
		book("p-2", last[len(last)-1].ID) // the last of the 22nd
		book("p-3", h.slot(other, day(1)).ID)
		book("p-4", h.slot(h.room, day(2)).ID)
		gone := book("p-5", h.slot(h.room, day(2)).ID)
		must[booking.Booking](t)(h.Cancel(candidate("p-5"), gone.ID, "改期"))
		book("p-6", h.slot(h.room, oneSlot).ID) // today
		reviewer := h.staff("reviewer", people.ItemReviewer)
		counts := func(ctx context.Context, code string, last actor.Date) (out []booking.BookedDay) {
			t.Helper()
			for _, d := range must[[]booking.BookedDay](t)(h.BookedAfter(ctx, code, last)) {
				if d.Room != "" && (d.Point != h.point.ID || d.PointName != h.point.Name || d.RoomName == "") {
					t.Errorf("names of %+v", d)
				}
				out = append(out, booking.BookedDay{Day: d.Day, Room: d.Room, People: d.People})
			}
			slices.SortFunc(out, func(a, b booking.BookedDay) int {
				if a.Day == b.Day && a.Room == h.room.ID || a.Day < b.Day {
					return -1
				}
				return 1
			})
			return out
		}
		d22, d22other, d23 := booking.BookedDay{Day: "2026-11-22", Room: h.room.ID, People: 2}, booking.BookedDay{Day: "2026-11-22", Room: other.ID, People: 1}, booking.BookedDay{Day: "2026-11-23", Room: h.room.ID, People: 1}
		today := booking.BookedDay{Day: "2026-11-21", Room: h.room.ID, People: 1}
		for last, want := range map[actor.Date][]booking.BookedDay{"2026-11-21": {d22, d22other, d23}, "2026-11-22": {d23}, "2026-11-23": nil, "2026-01-01": {today, d22, d22other, d23}} {
			if got := counts(reviewer, itemLow, last); !slices.Equal(got, want) {
				t.Errorf("behind %s: %+v, want %+v", last, got, want)
			}
		}
		if got := counts(reviewer, "HIGH_VOLTAGE", "2026-11-21"); len(got) != 0 {
			t.Errorf("another code: %+v", got)
		}
		if got := counts(staffAt("/elsewhere/", "far", people.ItemReviewer), itemLow, "2026-11-21"); !slices.Equal(got, []booking.BookedDay{{Day: "2026-11-22", People: 3}, {Day: "2026-11-23", People: 1}}) {
			t.Errorf("rooms of others: %+v", got)
		}
		h.clock.Advance(4 * time.Hour)
		if got := counts(reviewer, itemLow, "2026-01-01"); !slices.Equal(got, []booking.BookedDay{d22, d22other, d23}) {
			t.Errorf("after the slot of today has begun: %+v", got)
		}
	})
}
