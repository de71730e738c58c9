package site

import (
	"context"
	"errors"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// Deps are what the service needs; all are required.
type Deps struct {
	Tx     Tx
	Places PlaceStore
	Duty   DutyStore

	Clock    actor.Clock
	Audit    actor.Auditor
	Files    Files
	People   People
	Bookings Bookings
	// Opened lays out the slots of a room that was saved open, in its transaction; nil: whoever lays slots out finds it by itself.
	Opened func(ctx context.Context, r Room) error
}

// Options are the figures that hold for the whole house. The zero value of a field means its default.
type Options struct {
	RequireAuthorization bool // production: no formal slot without the authority's document for the room
	MaxOnCallMinutes     int  // until the on-call person stands at the door (30)
}

// Service is the whole of places and duty. It is safe for concurrent use.
type Service struct {
	Deps
	o Options
}

// New returns the service with defaults filled in.
func New(d Deps, o Options) *Service {
	if o.MaxOnCallMinutes == 0 {
		o.MaxOnCallMinutes = 30
	}
	return &Service{Deps: d, o: o}
}

// record writes an audit entry in the caller's transaction.
func (s *Service) record(ctx context.Context, verb, kind, id, path string, detail map[string]string) error {
	return s.Audit.Record(ctx, actor.Entry{Verb: verb, Object: kind + ":" + id, Path: path, Detail: detail})
}

// require refuses staff without one of roles over path: NotFound when nothing there is theirs, else Forbidden.
func require(ctx context.Context, path string, roles ...actor.Role) error {
	a := actor.From(ctx)
	switch {
	case a.Can(path, roles...):
		return nil
	case a.Sees(path):
		return ErrForbidden
	}
	return ErrNotFound
}

// Who may read what of a house (process §8). roomReaders see which rooms there are: whoever runs, watches, inspects or
// answers for them, tells people where to go, or reads records that name a room.
func roomReaders() []actor.Role {
	return append(houseReaders(), people.CounterClerk, people.ResultReleaser, people.Archivist)
}

// houseReaders see how a room is set up: seats, closures, the authority's paper.
func houseReaders() []actor.Role { return append(dutyReaders(), people.SystemAdmin) }

// dutyReaders see who watches a room, with telephone numbers.
func dutyReaders() []actor.Role {
	return []actor.Role{people.ExamManager, people.RemoteInvigilator, people.RemoteAttendant, people.Inspector, people.Regulator}
}

// badLine says what is wrong with a line of a form that must be filled in: bad when it is missing or longer than limit
// characters, or that it holds hidden characters. Nil when it is in order.
func badLine(v string, limit int, bad *fault.Error) *fault.Error {
	if v == "" || len([]rune(v)) > limit {
		return bad
	}
	return actor.CheckLine(v)
}

// line is badLine for a form's only text.
func line(path, v string, limit int, bad *fault.Error) error {
	var l fault.List
	l.Add(path, badLine(v, limit, bad))
	return l.Err()
}

// duplicate replaces ErrDuplicate by what it means here.
func duplicate(err, means error) error {
	if errors.Is(err, ErrDuplicate) {
		return means
	}
	return err
}
