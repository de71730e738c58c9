package booking

import (
	"context"
	"strconv"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/actor"
)

// Close closes a room, or the point when c.Room is empty, for a period. Waiting bookings in it are marked to be rebooked
// and the people told with the notice. It returns the closure and how many bookings moved.
func (s *Service) Close(ctx context.Context, c Closure) (Closure, int, error) {
	switch {
	case !c.From.Before(c.To):
		return c, 0, ErrBadPeriod.At("body.to")
	case !text(c.Notice, 200):
		return c, 0, ErrBadText.At("body.notice")
	case c.Kind != Holiday && c.Kind != SpecialPeriod && c.Kind != Maintenance:
		return c, 0, ErrBadText.At("body.kind")
	}
	moved := 0
	err := s.Tx.InTx(ctx, func(ctx context.Context) error {
		p, rooms, err := s.closing(ctx, c)
		if err != nil {
			return err
		}
		c.ID = ClosureID(actor.NewID(s.Clock()))
		for _, r := range rooms {
			if err := s.lockSlots(ctx, r.ID, c.From, c.To); err != nil {
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
			n, err := s.rebook(ctx, r, c.From, c.To, c.Notice, func(context.Context, Booking) (bool, error) { return false, nil })
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
	if err := sees(ctx, p.OrgPath); err != nil {
		return nil, err
	}
	return s.Duty.Closures(ctx, point, from, to)
}

// Authorize records the document by which a room may run formal examinations.
func (s *Service) Authorize(ctx context.Context, a Authorization) (Authorization, error) {
	switch {
	case a.From == "" || a.To < a.From:
		return a, ErrBadPeriod.At("body.valid_to")
	case !text(a.DocumentNo, 80) || !text(a.Issuer, 120):
		return a, ErrBadText.At("body.document_no")
	case a.Mode != "REMOTE" && a.Mode != "ONSITE":
		return a, ErrBadText.At("body.mode")
	}
	err := s.Tx.InTx(ctx, func(ctx context.Context) error {
		r, err := s.room(ctx, a.Room, people.ExamManager)
		if err != nil {
			return err
		}
		papers, err := s.Duty.Authorizations(ctx, a.Room)
		if err != nil {
			return err
		}
		for _, o := range papers {
			if !o.Revoked && o.DocumentNo == a.DocumentNo && o.Mode == a.Mode && o.From == a.From && o.To == a.To {
				return ErrSame
			}
		}
		a.ID, a.Revoked = AuthorizationID(actor.NewID(s.Clock())), false
		if err := s.Duty.AddAuthorization(ctx, a); err != nil {
			return err
		}
		return s.record(ctx, "room_authorization.add", "room_authorization", string(a.ID), r.OrgPath,
			map[string]string{"document_no": a.DocumentNo, "issuer": a.Issuer, "from": string(a.From), "to": string(a.To)})
	})
	return a, err
}

// RevokeAuthorization ends an authorization at once. Where one is required, bookings on days that no other covers are
// marked to be rebooked. It returns how many.
func (s *Service) RevokeAuthorization(ctx context.Context, id AuthorizationID, reason string) (int, error) {
	if !text(reason, 200) {
		return 0, ErrReason.At("body.reason")
	}
	moved := 0
	err := s.Tx.InTx(ctx, func(ctx context.Context) error {
		a, err := s.Duty.Authorization(ctx, id)
		if err != nil {
			return err
		}
		r, err := s.room(ctx, a.Room, people.ExamManager)
		if err != nil {
			return err
		}
		from, to := s.Clock(), a.To.AddDays(1).Time()
		if err := s.lockSlots(ctx, r.ID, from, to); err != nil {
			return err
		}
		if err := s.Duty.RevokeAuthorization(ctx, id); err != nil {
			return err
		}
		left, err := s.Duty.Authorizations(ctx, r.ID)
		if err != nil {
			return err
		}
		moved, err = s.rebook(ctx, r, from, to, reason, func(_ context.Context, b Booking) (bool, error) {
			return !s.o.RequireAuthorization || authorized(left, actor.DateOf(b.BeginsAt)) != nil, nil
		})
		if err != nil {
			return err
		}
		return s.record(ctx, "room_authorization.revoke", "room_authorization", string(id), r.OrgPath,
			map[string]string{"document_no": a.DocumentNo, "reason": reason, "rebooked": strconv.Itoa(moved)})
	})
	return moved, err
}

// Authorizations lists the authorizations of a room, newest first.
func (s *Service) Authorizations(ctx context.Context, room RoomID) ([]Authorization, error) {
	r, err := s.Places.Room(ctx, room)
	if err != nil {
		return nil, err
	}
	if err := sees(ctx, r.OrgPath); err != nil {
		return nil, err
	}
	return s.Duty.Authorizations(ctx, room)
}

// authorized returns the authorization in force on day d, nil when none is.
func authorized(list []Authorization, d actor.Date) *Authorization {
	for i := range list {
		if list[i].covers(d) {
			return &list[i]
		}
	}
	return nil
}
