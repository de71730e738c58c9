package booking

import (
	"context"
	"errors"

	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
)

// Where is the place of a terminal, for its page: what hangs on the wall beside it, and nothing about a person.
type Where struct {
	Point site.Point
	Room  site.Room
	Seat  site.Seat   // zero at a gate
	Seats []site.Seat // of the room, for the map that shows the way
}

// inRoom returns the calling terminal and its room. ErrGateWrongDevice when the caller is no terminal.
func (s *Service) inRoom(ctx context.Context) (actor.Actor, site.Room, error) {
	a := actor.From(ctx)
	if a.Kind != actor.Device || a.Room == "" {
		return a, site.Room{}, ErrGateWrongDevice
	}
	r, err := s.Places.Room(ctx, site.RoomID(a.Room))
	return a, r, err
}

// WhereAmI answers a gate or seat terminal where it stands.
func (s *Service) WhereAmI(ctx context.Context) (Where, error) {
	dev, room, err := s.inRoom(ctx)
	if err != nil {
		return Where{}, err
	}
	w := Where{Room: room}
	if w.Point, err = s.Places.Point(ctx, room.Point); err != nil {
		return w, err
	}
	if w.Seats, err = s.Places.Seats(ctx, room.ID); err != nil || dev.Seat == "" {
		return w, err
	}
	w.Seat, err = s.Places.Seat(ctx, site.SeatID(dev.Seat))
	return w, err
}

// CardOnReader reports whether a card lies on the reader of the calling gate. It identifies nobody and leaves no record,
// so an idle gate may ask every second or two. ErrReaderDown when the reader does not answer.
func (s *Service) CardOnReader(ctx context.Context) (bool, error) {
	_, room, err := s.atGate(ctx)
	if err != nil {
		return false, err
	}
	_, err = s.Reader.Read(ctx, room.ID)
	switch {
	case errors.Is(err, ErrCardNone):
		return false, nil
	case errors.Is(err, ErrCardUnreadable): // a card, though not one that helps
		return true, nil
	}
	return err == nil, err
}

// WalkAway ends a visit that its person gave up, so that no officer lets in somebody who has left, and a walk-in's place
// is free for the next one. A visit that is decided stays as it is.
func (s *Service) WalkAway(ctx context.Context, id VisitID) error {
	return s.Tx.InTx(ctx, func(ctx context.Context) error {
		v, err := s.visitAt(ctx, id)
		if errors.Is(err, ErrGateVisitOver) || err == nil && v.State != VisitOpen && v.State != VisitWaiting {
			return nil
		}
		if err != nil {
			return err
		}
		v.State = VisitExpired
		if err := s.saveVisit(ctx, &v); err != nil || v.BookingID == "" {
			return err
		}
		b, err := s.Bookings.Booking(ctx, v.BookingID)
		if err != nil || !b.WalkIn || b.State != BookingHeld {
			return err
		}
		return s.leave(ctx, &b, BookingCancelled)
	})
}
