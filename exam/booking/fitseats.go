package booking

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"time"

	"github.com/suikao/suikao/exam/people/terminal"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
)

// FitSeats sends away whoever of the slots that begin in [from, to) no longer has a seat in the room, spare ones counted: those
// who confirmed last, and people with extra time after all others. They get priority in rebooking and are told why. It returns
// how many. For seats that left the inventory; the program calls it, it checks no rights.
func (s *Service) FitSeats(ctx context.Context, room site.RoomID, from, to time.Time, reason string) (int, error) {
	n := 0
	err := s.Tx.InTx(ctx, func(ctx context.Context) error {
		n = 0
		r, err := s.Places.Room(ctx, room)
		if err != nil {
			return err
		}
		slots, err := s.Slots.SlotsOfRoom(ctx, room, from, to)
		if err != nil {
			return err
		}
		slots = slices.DeleteFunc(slots, func(sl Slot) bool { return sl.StartsAt.Before(from) })
		if _, err := s.Slots.LockSlots(ctx, slotIDs(slots)); err != nil || len(slots) == 0 {
			return err
		}
		seats, err := s.Places.Seats(ctx, room)
		if err != nil {
			return err
		}
		usable := 0
		for _, st := range seats {
			if st.State != site.SeatOut {
				usable++
			}
		}
		for _, sl := range slots {
			moved, err := s.fitSlot(ctx, sl, usable, reason)
			if err != nil {
				return err
			}
			n += moved
		}
		if n == 0 {
			return nil
		}
		return s.record(ctx, "booking.fit_seats", "exam_room", string(room), r.OrgPath, map[string]string{"reason": reason, "rebooked": strconv.Itoa(n)})
	})
	return n, err
}

// fitSlot sends away what a slot has beyond usable places. The slot is locked.
func (s *Service) fitSlot(ctx context.Context, sl Slot, usable int, reason string) (int, error) {
	taken, err := s.Slots.TakenPlaces(ctx, []SlotID{sl.ID})
	if err != nil {
		return 0, err
	}
	over := len(taken[sl.ID]) - usable
	if over <= 0 {
		return 0, nil
	}
	list, err := s.Bookings.BookingsOfSlot(ctx, sl.ID)
	if err != nil {
		return 0, err
	}
	list = slices.DeleteFunc(list, func(b Booking) bool { return b.State != BookingConfirmed && b.State != BookingHeld })
	slices.SortFunc(list, func(a, b Booking) int {
		return cmp.Or(cmp.Compare(a.ExtraMinutes, b.ExtraMinutes), b.ConfirmedAt.Compare(a.ConfirmedAt), cmp.Compare(b.ID, a.ID))
	})
	n := 0
	for _, b := range list[:min(over, len(list))] {
		b.Reason, b.Priority = reason, true
		if err := s.leave(ctx, &b, BookingToRebook); err != nil {
			return n, err
		}
		if err := s.emit(ctx, TopicToRebook, string(b.ID), map[string]string{"booking": string(b.ID), "person": string(b.PersonID), "reason": reason}); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

// NextSlots lists the slots of a room that begin in [from, to), with how many people hold a place. The program calls it.
func (s *Service) NextSlots(ctx context.Context, room site.RoomID, from, to time.Time) ([]SlotLoad, error) {
	slots, err := s.Slots.SlotsOfRoom(ctx, room, from, to)
	if err != nil {
		return nil, err
	}
	taken, err := s.Slots.TakenPlaces(ctx, slotIDs(slots))
	var out []SlotLoad
	for _, sl := range slots {
		if !sl.StartsAt.Before(from) {
			out = append(out, SlotLoad{sl, len(taken[sl.ID])})
		}
	}
	return out, err
}

// SlotLoad is a slot and how many places of it are taken.
type SlotLoad struct {
	Slot
	Taken int
}

// Inside lists the live admissions of a room. The program calls it; it checks no rights.
func (s *Service) Inside(ctx context.Context, room site.RoomID) ([]Admission, error) {
	return s.Gate.LiveAdmissions(ctx, room)
}

// CallFor puts a call on the duty desk in the name of a room's hardware: device names the wire. It joins the transaction of
// the context; the program alone may call it.
func (s *Service) CallFor(ctx context.Context, room site.RoomID, trouble string) error {
	if actor.From(ctx).Kind != actor.System {
		return ErrForbidden
	}
	r, err := s.Places.Room(ctx, room)
	if err != nil {
		return err
	}
	return s.Tx.InTx(ctx, func(ctx context.Context) error { return s.call(ctx, r, terminal.ID(room), "", trouble) })
}
