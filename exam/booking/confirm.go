package booking

import (
	"context"
	"errors"
	"time"

	"github.com/suikao/suikao/exam/application"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
)

// booked loads a booking and its application for somebody who may act for the person.
func (s *Service) booked(ctx context.Context, id BookingID) (Booking, error) {
	b, err := s.Bookings.Booking(ctx, id)
	if err != nil {
		return b, err
	}
	switch _, err := s.Applications.Acting(ctx, b.ApplicationID); {
	case errors.Is(err, application.ErrNotFound): // the same thing said of what was asked for
		return b, ErrNotFound
	case errors.Is(err, application.ErrForbidden):
		return b, ErrForbidden
	default:
		return b, err
	}
}

// Confirm turns a hold into a booking with a ticket. Confirming again, also at the same moment, answers the same booking.
func (s *Service) Confirm(ctx context.Context, id BookingID) (Booking, error) {
	b, err := s.confirm(ctx, id)
	if errors.Is(err, ErrStale) { // a second press overtook this one: look again
		return s.confirm(ctx, id)
	}
	return b, err
}

func (s *Service) confirm(ctx context.Context, id BookingID) (Booking, error) {
	var b Booking
	err := s.Tx.InTx(ctx, func(ctx context.Context) error {
		var err error
		if b, err = s.booked(ctx, id); err != nil {
			return err
		}
		now := s.Clock()
		switch {
		case b.State == BookingConfirmed:
			return nil
		case b.State == BookingToRebook:
			return ErrMustRebook.With("reason", b.Reason)
		case b.State == BookingExpired || b.State == BookingHeld && !b.HoldUntil.After(now):
			return ErrHoldOver
		case b.WalkIn:
			return ErrBookingState
		case !b.BeginsAt.After(now):
			return ErrSlotStarted
		}
		b.ConfirmedAt = now
		if err := s.move(ctx, &b, BookingConfirmed); err != nil {
			return err
		}
		if err := s.issueTicket(ctx, b.ID, now); err != nil {
			return err
		}
		if err := s.record(ctx, "booking.confirm", "booking", string(b.ID), b.OrgPath, map[string]string{"slot": string(b.SlotID), "person": string(b.PersonID)}); err != nil {
			return err
		}
		return s.emit(ctx, TopicConfirmed, string(b.ID), map[string]string{"booking": string(b.ID), "person": string(b.PersonID), "slot": string(b.SlotID)})
	})
	return b, err
}

// Cancel gives a booking back: a hold at any time, a confirmed booking until CancelBefore minutes before its start.
// Staff of the exam point may cancel for the person until the start.
func (s *Service) Cancel(ctx context.Context, id BookingID, reason string) (Booking, error) {
	if reason != "" {
		if err := line("body.reason", reason, 200, ErrBadText); err != nil {
			return Booking{}, err
		}
	}
	var b Booking
	err := s.Tx.InTx(ctx, func(ctx context.Context) error {
		var err error
		if b, err = s.booked(ctx, id); err != nil {
			return err
		}
		r, err := s.Places.Room(ctx, b.RoomID)
		if err != nil {
			return err
		}
		last := b.BeginsAt
		if !actor.From(ctx).Can(b.OrgPath, people.CounterClerk, people.ExamManager) {
			last = last.Add(-time.Duration(r.Rules.CancelBefore) * time.Minute)
		}
		if b.State == BookingConfirmed && !s.Clock().Before(last) {
			return ErrCancelLate.With("minutes", r.Rules.CancelBefore)
		}
		if b.State != BookingHeld && b.State != BookingConfirmed {
			return ErrBookingState
		}
		sure := b.State == BookingConfirmed
		b.Reason = reason
		if err := s.leave(ctx, &b, BookingCancelled); err != nil {
			return err
		}
		if err := s.record(ctx, "booking.cancel", "booking", string(b.ID), b.OrgPath, map[string]string{"slot": string(b.SlotID), "person": string(b.PersonID)}); err != nil || !sure {
			return err
		}
		by := "staff"
		if person(ctx) == b.PersonID {
			by = "person"
		}
		return s.emit(ctx, TopicCancelled, string(b.ID), map[string]string{"booking": string(b.ID), "person": string(b.PersonID), "slot": string(b.SlotID), "by": by})
	})
	return b, err
}

// MyBookings lists the candidate's own bookings that ended less than a year ago, earliest first.
func (s *Service) MyBookings(ctx context.Context) ([]Booking, error) {
	me := person(ctx)
	if actor.From(ctx).Kind != actor.Candidate || me == "" {
		return nil, ErrForbidden
	}
	return s.Bookings.BookingsOf(ctx, me, s.Clock().AddDate(-1, 0, 0))
}

// BookingFor returns a booking to those who may act for the person and to staff of the exam point.
func (s *Service) BookingFor(ctx context.Context, id BookingID) (Booking, error) {
	b, err := s.booked(ctx, id)
	if err != nil && actor.From(ctx).Can(b.OrgPath, recordReaders()...) {
		return b, nil
	}
	return b, err
}

// SweepHolds gives back the places of holds that ran out. For a job.
func (s *Service) SweepHolds(ctx context.Context) error {
	ids, err := s.Bookings.OldHolds(ctx, s.Clock())
	if err != nil {
		return err
	}
	for _, id := range ids {
		err := s.Tx.InTx(ctx, func(ctx context.Context) error {
			b, err := s.Bookings.Booking(ctx, id)
			if err != nil || b.State != BookingHeld || b.HoldUntil.After(s.Clock()) {
				return err
			}
			return s.leave(ctx, &b, BookingExpired)
		})
		if err != nil && !errors.Is(err, ErrStale) {
			return err
		}
	}
	return nil
}

// SweepAbsent marks those absent (缺考) who did not come before the room's late cut-off. No attempt is consumed, the place
// is free for a walk-in. So are those who were let in and whose seat's time is over without a paper ever opened, which
// happens when a seat terminal is dead. For a job.
func (s *Service) SweepAbsent(ctx context.Context) error {
	now := s.Clock()
	seated, err := s.Gate.SeatedUntil(ctx, now)
	if err != nil {
		return err
	}
	for _, id := range seated {
		if err := s.MarkAbsent(ctx, id); err != nil && !errors.Is(err, ErrStale) && !errors.Is(err, ErrAdmissionState) {
			return err
		}
	}
	return s.sweepLate(ctx, now)
}

// sweepLate marks those absent who hold a ticket and did not come.
func (s *Service) sweepLate(ctx context.Context, now time.Time) error {
	list, err := s.Bookings.ConfirmedBefore(ctx, now)
	if err != nil {
		return err
	}
	rooms := map[site.RoomID]site.Room{}
	for _, b := range list {
		r, ok := rooms[b.RoomID]
		if !ok {
			if r, err = s.Places.Room(ctx, b.RoomID); err != nil {
				return err
			}
			rooms[b.RoomID] = r
		}
		// A person identified in time may still be waiting for an officer.
		if now.Before(lateFrom(b, r).Add(s.o.OfficerFor)) {
			continue
		}
		err := s.Tx.InTx(ctx, func(ctx context.Context) error {
			b, err := s.Bookings.Booking(ctx, b.ID)
			if err != nil || b.State != BookingConfirmed {
				return err
			}
			return s.absent(ctx, &b)
		})
		if err != nil && !errors.Is(err, ErrStale) {
			return err
		}
	}
	return nil
}

// lateFrom is the instant from which the gate refuses a booking.
func lateFrom(b Booking, r site.Room) time.Time {
	return b.BeginsAt.Add(time.Duration(r.Rules.LateCutoff) * time.Minute)
}

// absent marks a booking 缺考.
func (s *Service) absent(ctx context.Context, b *Booking) error {
	if err := s.leave(ctx, b, BookingAbsent); err != nil {
		return err
	}
	if err := s.record(ctx, "booking.absent", "booking", string(b.ID), b.OrgPath, map[string]string{"slot": string(b.SlotID), "person": string(b.PersonID)}); err != nil {
		return err
	}
	return s.emit(ctx, TopicAbsent, string(b.ID), map[string]string{"booking": string(b.ID), "person": string(b.PersonID), "slot": string(b.SlotID)})
}
