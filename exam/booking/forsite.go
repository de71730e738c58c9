package booking

import (
	"context"
	"time"

	"github.com/suikao/suikao/exam/site"
)

// LockPeriod locks the slots of a room that touch the period, so that no hold slips in while they are being closed.
func (s *Service) LockPeriod(ctx context.Context, room site.RoomID, from, to time.Time) error {
	slots, err := s.Slots.SlotsOfRoom(ctx, room, from, to)
	if err != nil {
		return err
	}
	_, err = s.Slots.LockSlots(ctx, slotIDs(slots))
	return err
}

// SendAway marks the waiting bookings of a room in a period to be rebooked, except those whose time keep says may stay, and
// tells the people why. It returns how many. Called by exam/site in its transaction, which holds the slots' locks; checks no rights.
func (s *Service) SendAway(ctx context.Context, room site.RoomID, from, to time.Time, reason string,
	keep func(ctx context.Context, begins, ends time.Time) (bool, error),
) (int, error) {
	list, err := s.Bookings.WaitingInRoom(ctx, room, from, to)
	if err != nil {
		return 0, err
	}
	n := 0
	for _, b := range list {
		ok, err := keep(ctx, b.BeginsAt, b.EndsAt)
		if err != nil {
			return 0, err
		}
		if ok {
			continue
		}
		b.Reason = reason
		if err := s.leave(ctx, &b, BookingToRebook); err != nil {
			return 0, err
		}
		body := map[string]string{"booking": string(b.ID), "person": string(b.PersonID), "reason": reason}
		if err := s.emit(ctx, TopicToRebook, string(b.ID), body); err != nil {
			return 0, err
		}
		n++
	}
	return n, nil
}

// RoomInUse reports whether a room holds admitted people or waiting bookings of the next year. For exam/site; checks no rights.
func (s *Service) RoomInUse(ctx context.Context, room site.RoomID) (bool, error) {
	now := s.Clock()
	live, err := s.Gate.LiveAdmissions(ctx, room)
	if err != nil {
		return false, err
	}
	waiting, err := s.Bookings.WaitingInRoom(ctx, room, now, now.AddDate(1, 0, 0))
	return len(live)+len(waiting) > 0, err
}

// DropEmptySlots removes coming slots of a room that no booking ever named. For exam/site, in its transaction; checks no rights.
func (s *Service) DropEmptySlots(ctx context.Context, room site.RoomID) error {
	now := s.Clock()
	slots, err := s.Slots.SlotsOfRoom(ctx, room, now, now.AddDate(1, 0, 0))
	if err != nil {
		return err
	}
	ids := slotIDs(slots)
	if _, err := s.Slots.LockSlots(ctx, ids); err != nil {
		return err
	}
	used, err := s.Slots.UsedSlots(ctx, ids)
	if err != nil {
		return err
	}
	taken, err := s.Slots.TakenPlaces(ctx, ids)
	if err != nil {
		return err
	}
	var empty []SlotID
	for _, sl := range slots {
		if !used[sl.ID] && len(taken[sl.ID]) == 0 && sl.StartsAt.After(now) {
			empty = append(empty, sl.ID)
		}
	}
	return s.Slots.DeleteSlots(ctx, empty)
}

// Coming lists the catalogue codes of the papers that a room is going to need in [from, to), one for each person: those
// booked, and those let in who have not started. For room nodes; checks no rights.
func (s *Service) Coming(ctx context.Context, room site.RoomID, from, to time.Time) ([]string, error) {
	waiting, err := s.Bookings.WaitingInRoom(ctx, room, from, to)
	if err != nil {
		return nil, err
	}
	live, err := s.Gate.LiveAdmissions(ctx, room)
	if err != nil {
		return nil, err
	}
	var out []string
	for _, b := range waiting {
		out = append(out, b.ItemCode)
	}
	for _, a := range live {
		if a.State == AdmissionSeated {
			out = append(out, a.ItemCode)
		}
	}
	return out, nil
}
