package application

import (
	"context"
	"encoding/json"
	"errors"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// Deps are what the service needs; all are required.
type Deps struct {
	Tx    Tx
	Store Store

	Clock       actor.Clock
	Audit       actor.Auditor
	Events      actor.Outbox
	Files       Files
	People      People
	Rules       Rules
	Eligibility Eligibility
	Bookings    Bookings
}

// Service is the whole of applying and reviewing. It is safe for concurrent use.
type Service struct{ Deps }

// New returns the service.
func New(d Deps) *Service { return &Service{d} }

// Topics of the events this package emits. Bodies are JSON objects; none carries a personal number. What a receiver must say as it was
// then stands in them, because it is delivered later.
const (
	TopicChanged = "exam_application.changed" // application, person, state, act: what was done ("submit", "return", "lapse" …),
	// item, due_on, answer_by, valid_to, reason as they then stood
	TopicDue = "exam_application.due" // application, due_on: the authority's answer is due
)

// record writes an audit entry about an application in the caller's transaction.
func (s *Service) record(ctx context.Context, verb string, a Application, detail map[string]string) error {
	return s.Audit.Record(ctx, actor.Entry{Verb: verb, Object: "exam_application:" + string(a.ID), Path: a.OrgPath, Detail: detail})
}

// emit stores an event in the caller's transaction.
func (s *Service) emit(ctx context.Context, topic string, id ID, body map[string]string) error {
	b, err := json.Marshal(body)
	if err != nil {
		return err
	}
	return s.Events.Emit(ctx, actor.Event{Topic: topic, Key: string(id), Body: b})
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

// person is the natural person who acts, empty for the system and for devices.
func person(ctx context.Context) people.PersonID { return people.PersonID(actor.From(ctx).Person) }

// badText says what is wrong with a text of a form: bad when it is missing or longer than limit characters, or that it holds
// hidden characters. Nil when it is in order.
func badText(v string, limit int, bad *fault.Error) *fault.Error {
	if v == "" {
		return bad
	}
	return badWish(v, limit, bad)
}

// badWish is badText for what may be left out.
func badWish(v string, limit int, bad *fault.Error) *fault.Error {
	if len([]rune(v)) > limit {
		return bad
	}
	return actor.CheckText(v)
}

// duplicate replaces ErrDuplicate by what it means here.
func duplicate(err, means error) error {
	if errors.Is(err, ErrDuplicate) {
		return means
	}
	return err
}
