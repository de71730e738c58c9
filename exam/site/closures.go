package site

import (
	"context"
	"strconv"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// Close closes a room, or the point when c.Room is empty, for a period. Waiting bookings in it are marked to be rebooked
// and the people told with the notice. It returns the closure and how many bookings moved.
func (s *Service) Close(ctx context.Context, c Closure) (Closure, int, error) {
	if err := c.check(); err != nil {
		return c, 0, err
	}
	moved := 0
	err := s.Tx.InTx(ctx, func(ctx context.Context) error {
		p, rooms, err := s.closing(ctx, c)
		if err != nil {
			return err
		}
		c.ID = ClosureID(actor.NewID(s.Clock()))
		for _, r := range rooms {
			if err := s.Bookings.LockPeriod(ctx, r.ID, c.From, c.To); err != nil {
				return err
			}
		}
		same, err := s.Duty.Closures(ctx, c.Point, c.From, c.To)
		if err != nil {
			return err
		}
		for _, o := range same {
			if o.Room == c.Room && o.Kind == c.Kind && o.From.Equal(c.From) && o.To.Equal(c.To) {
				return ErrSame
			}
		}
		if err := s.Duty.AddClosure(ctx, c); err != nil {
			return err
		}
		moved = 0
		for _, r := range rooms {
			n, err := s.Bookings.SendAway(ctx, r.ID, c.From, c.To, c.Notice, func(context.Context, time.Time, time.Time) (bool, error) { return false, nil })
			if err != nil {
				return err
			}
			moved += n
		}
		return s.record(ctx, "room_closure.add", "room_closure", string(c.ID), p.OrgPath, map[string]string{"kind": string(c.Kind),
			"room": string(c.Room), "notice": c.Notice, "rebooked": strconv.Itoa(moved)})
	})
	return c, moved, err
}

func (c Closure) check() error {
	var l fault.List
	if !c.From.Before(c.To) {
		l.Add("body.to", ErrBadPeriod)
	}
	l.Add("body.notice", badLine(c.Notice, 200, ErrBadText))
	if c.Kind != Holiday && c.Kind != SpecialPeriod && c.Kind != Maintenance {
		l.Add("body.kind", ErrBadText)
	}
	return l.Err()
}

// closing finds the point and the rooms that a closure concerns and checks the right to close them.
func (s *Service) closing(ctx context.Context, c Closure) (Point, []Room, error) {
	p, err := s.Places.Point(ctx, c.Point)
	if err != nil {
		return p, nil, err
	}
	if err := require(ctx, p.OrgPath, people.ExamManager); err != nil {
		return p, nil, err
	}
	rooms, err := s.Places.RoomsOf(ctx, p.ID)
	if err != nil || c.Room == "" {
		return p, rooms, err
	}
	for _, r := range rooms {
		if r.ID == c.Room {
			return p, []Room{r}, nil
		}
	}
	return p, nil, ErrNotFound
}

// Reopen takes a closure back. Bookings that were sent away stay so: the people may have booked elsewhere.
func (s *Service) Reopen(ctx context.Context, id ClosureID) error {
	return s.Tx.InTx(ctx, func(ctx context.Context) error {
		c, err := s.Duty.Closure(ctx, id)
		if err != nil {
			return err
		}
		p, err := s.Places.Point(ctx, c.Point)
		if err != nil {
			return err
		}
		if err := require(ctx, p.OrgPath, people.ExamManager); err != nil {
			return err
		}
		if err := s.Duty.DeleteClosure(ctx, id); err != nil {
			return err
		}
		return s.record(ctx, "room_closure.remove", "room_closure", string(id), p.OrgPath, nil)
	})
}

// Closures lists the closures of a point that touch the period.
func (s *Service) Closures(ctx context.Context, point PointID, from, to time.Time) ([]Closure, error) {
	p, err := s.Places.Point(ctx, point)
	if err != nil {
		return nil, err
	}
	if err := require(ctx, p.OrgPath, append(houseReaders(), people.CounterClerk)...); err != nil {
		return nil, err
	}
	return s.Duty.Closures(ctx, point, from, to)
}
