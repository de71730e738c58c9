package booking

import (
	"context"
	"strings"

	"github.com/suikao/suikao/exam/application"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// plainName takes out what readers and clerks write differently: spaces and the kinds of middle dot in minority names.
func plainName(n string) string {
	return strings.ToUpper(strings.NewReplacer(" ", "", "\u3000", "", "·", "", "•", "", "・", "", ".", "", "．", "").Replace(n))
}

// judge says whether a booking may enter this room now; each reason against it has its own failure.
func (s *Service) judge(ctx context.Context, room site.Room, b Booking) error {
	now := s.Clock()
	switch b.State {
	case BookingCancelled, BookingExpired:
		return ErrGateCancelled
	case BookingToRebook:
		return ErrGateRebook.With("reason", b.Reason)
	case BookingAdmitted, BookingStarted:
		return ErrGateInside
	case BookingFinished:
		return ErrGateExpired
	case BookingHeld, BookingConfirmed, BookingAbsent:
	}
	home := room
	if b.RoomID != room.ID {
		var err error
		if home, err = s.Places.Room(ctx, b.RoomID); err != nil {
			return err
		}
	}
	switch {
	case !now.Before(b.EndsAt):
		return ErrGateExpired
	case home.ID != room.ID:
		return s.elsewhere(ctx, home)
	case now.Before(entryFrom(b, home)):
		return ErrGateTooEarly.With("time", hm(entryFrom(b, home), now))
	case !now.Before(lateFrom(b, home)), b.State == BookingAbsent:
		return ErrGateTooLate.With("time", hm(lateFrom(b, home), now))
	case b.State != BookingConfirmed:
		return ErrGateUnknown
	}
	a, err := s.Applications.ApplicationByID(ctx, b.ApplicationID)
	if err != nil {
		return err
	}
	if a.State != application.Approved {
		return ErrGateNotApproved
	}
	return s.mayStill(ctx, a)
}

func (s *Service) elsewhere(ctx context.Context, home site.Room) error {
	p, err := s.Places.Point(ctx, home.Point)
	if err != nil {
		return err
	}
	return ErrGateWrongRoom.With("room", home.Name).With("point", p.Name)
}

// mayStill asks at the door what was asked at booking: a ban or a change of facts may have come since.
func (s *Service) mayStill(ctx context.Context, a application.Application) error {
	now := s.Clock()
	q := SittingCheck{Person: a.PersonID, Application: a.ID, Subject: subject(a, actor.DateOf(now)), At: now}
	refusals, err := s.Eligibility.CheckSitting(ctx, q)
	if err != nil {
		return err
	}
	for _, r := range refusals {
		if r.Code == application.RefusedBan {
			return banned(r)
		}
	}
	if len(refusals) > 0 {
		return refusals[0].Fault()
	}
	return nil
}

func banned(r application.Refusal) *fault.Error {
	zh, en := strings.ReplaceAll(ErrGateBanned.Text("zh"), "{reason}", r.ZH), strings.ReplaceAll(ErrGateBanned.Text("en"), "{reason}", r.EN)
	return fault.Define(ErrGateBanned.Code(), fault.Forbidden, zh, en)
}

// byPerson finds what a person without ticket comes for: the booking that fits best, else the walk-in offers.
func (s *Service) byPerson(ctx context.Context, room site.Room, p people.PersonID) (found, error) {
	b, err := s.bestBooking(ctx, room, p)
	if err != nil {
		return found{person: p}, err
	}
	if b != nil {
		return found{person: p, booking: b}, s.judge(ctx, room, *b)
	}
	open, err := s.walkIns(ctx, p)
	return found{person: p, open: open}, err
}

// bestBooking chooses among a person's live bookings: one already inside, then one that may enter here now, then one that
// may enter elsewhere now, then the next one of today. Nil when there is none; a late one counts until it is swept.
func (s *Service) bestBooking(ctx context.Context, room site.Room, p people.PersonID) (*Booking, error) {
	now := s.Clock()
	list, err := s.Bookings.BookingsOf(ctx, p, now)
	if err != nil {
		return nil, err
	}
	rank := func(b Booking, r site.Room) int {
		inWindow := !now.Before(entryFrom(b, r)) && now.Before(lateFrom(b, r))
		switch {
		case b.State == BookingAdmitted || b.State == BookingStarted:
			return 5
		case b.State != BookingConfirmed:
			return 0
		case inWindow && r.ID == room.ID:
			return 4
		case inWindow:
			return 3
		case now.Before(b.BeginsAt) && actor.DateOf(b.BeginsAt) == actor.DateOf(now):
			return 2
		case !now.Before(b.BeginsAt):
			return 1
		}
		return 0
	}
	var best *Booking
	top := 0
	for _, b := range list {
		r, err := s.Places.Room(ctx, b.RoomID)
		if err != nil {
			return nil, err
		}
		if n := rank(b, r); n > top {
			best, top = &b, n
		}
	}
	return best, nil
}

// walkIns returns the person's applications with which they may sit now.
func (s *Service) walkIns(ctx context.Context, p people.PersonID) ([]application.Application, error) {
	all, err := s.Applications.OfPerson(ctx, p)
	if err != nil {
		return nil, err
	}
	today := actor.DateOf(s.Clock())
	var open []application.Application
	var against error = ErrGateUnknown
	for _, a := range all {
		switch {
		case a.State == application.Approved && a.Kind != application.Replacement && today <= a.ValidTo:
			if err := s.mayStill(ctx, a); err != nil {
				if fault.KindOf(err) == fault.Internal {
					return nil, err
				}
				against = err
				continue
			}
			open = append(open, a)
		case a.State.Live() && a.State != application.Approved && against == error(ErrGateUnknown):
			against = ErrGateNotApproved
		}
	}
	if len(open) == 0 {
		return nil, against
	}
	return open, nil
}
