package textnotice

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/suikao/suikao/exam/application"
	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// ID is an actor.NewID.
type ID string

// State is where a message stands.
type State string

// The states of a message.
const (
	Waiting State = "WAITING"
	Sent    State = "SENT"     // the gateway took it
	NoPhone State = "NO_PHONE" // the person has no phone on file
	GivenUp State = "GIVEN_UP" // stale, or tried too often
)

// Message is one text that an event asks for. Its text is made when it is sent, from template and arguments.
type Message struct {
	ID       ID
	Event    string // id of the event
	Template string
	Person   people.PersonID
	Args     map[string]string
	State    State
	Tries    int
	MadeAt   time.Time
	NextAt   time.Time // not before
	SentAt   time.Time
	Error    string // of the last try; holds neither text nor phone
	Version  int
}

// Failures of a store.
var (
	ErrDuplicate = errors.New("textnotice: this event asked for this text before")
	ErrStale     = errors.New("textnotice: somebody else has this message")
)

// Store keeps messages.
type Store interface {
	InTx(ctx context.Context, fn func(ctx context.Context) error) error
	Add(ctx context.Context, m Message) error                             // ErrDuplicate: event and template
	Save(ctx context.Context, m Message) error                            // compare-and-set; ErrStale
	Due(ctx context.Context, now time.Time, limit int) ([]Message, error) // WAITING, by NextAt
}

// People sends a text to a person's phone on file; false when there is none.
type People interface {
	Text(ctx context.Context, id people.PersonID, text string) (bool, error)
}

// Facts fill the placeholders.
type Facts interface {
	Appointment(ctx context.Context, id booking.BookingID) (booking.Appointment, error)
	Permit(ctx context.Context, id permit.ID) (item string, until actor.Date, err error)
	ItemName(ctx context.Context, code string) (string, error) // Chinese
}

// Logger is what is said when a message is given up; *slog.Logger is one.
type Logger interface {
	Warn(msg string, args ...any)
}

// Deps are what the service needs; all are required.
type Deps struct {
	Store  Store
	People People
	Facts  Facts
	Clock  actor.Clock
	Log    Logger
	Quiet  Quiet
}

// Quiet are the hours of rest, from midnight in Beijing; the same twice: none. They may go over midnight.
type Quiet struct{ From, To time.Duration }

// Until returns t, or the end of the hours of rest that t lies in.
func (q Quiet) Until(t time.Time) time.Time {
	day := actor.DateOf(t).Time()
	at := t.Sub(day)
	switch {
	case q.From < q.To && q.From <= at && at < q.To, q.From > q.To && at < q.To:
		return day.Add(q.To)
	case q.From > q.To && at >= q.From:
		return day.Add(24*time.Hour + q.To)
	}
	return t
}

// Service turns events into text messages. It is safe for concurrent use.
type Service struct{ d Deps }

// New returns the service.
func New(d Deps) *Service { return &Service{d} }

// Receive keeps the messages that an event asks for. The same event again changes nothing.
func (s *Service) Receive(ctx context.Context, e actor.Event) error {
	var body map[string]any
	if err := json.Unmarshal(e.Body, &body); err != nil || e.ID == "" {
		return fault.ErrInternal.Wrap(fmt.Errorf("text notice: event %s of %s cannot be read: %w", e.ID, e.Topic, err))
	}
	in := map[string]string{}
	for k, v := range body {
		in[k] = fmt.Sprint(v)
	}
	for _, t := range templates {
		if t.topic != e.Topic || !t.fits(in) {
			continue
		}
		if err := s.keep(ctx, t, e, in); err != nil && !errors.Is(err, ErrDuplicate) {
			return err
		}
	}
	return nil
}

func (t template) fits(body map[string]string) bool {
	for k, v := range t.where {
		if body[k] != v {
			return false
		}
	}
	return body["person"] != ""
}

func (s *Service) keep(ctx context.Context, t template, e actor.Event, in map[string]string) error {
	args, err := s.args(ctx, t, in)
	if err != nil {
		return err
	}
	now := s.d.Clock()
	next := now
	if t.calm {
		next = s.d.Quiet.Until(now)
	}
	return s.d.Store.InTx(ctx, func(ctx context.Context) error {
		return s.d.Store.Add(ctx, Message{ID: ID(actor.NewID(now)), Event: e.ID, Template: t.key, Person: people.PersonID(in["person"]), Args: args,
			State: Waiting, MadeAt: now, NextAt: next, Version: 1})
	})
}

// args fills what the template's text names, from the thing that the event is about.
func (s *Service) args(ctx context.Context, t template, in map[string]string) (map[string]string, error) {
	var args map[string]string
	var err error
	switch t.topic {
	case application.TopicChanged:
		args, err = s.applicationArgs(ctx, in)
	case booking.TopicConfirmed, booking.TopicCancelled, booking.TopicToRebook, booking.TopicAbsent:
		args, err = s.bookingArgs(ctx, booking.BookingID(in["booking"]))
	case TopicFaceThreshold:
		args = map[string]string{"persons": in["persons"], "threshold": in["threshold"]}
	case TopicEmployerNotice:
		args = map[string]string{"permits": in["permits"]}
	case permit.TopicIssued, permit.TopicChanged, permit.TopicConfirmed, permit.TopicNoted, permit.TopicReminder:
		var until actor.Date
		args = map[string]string{"days": in["days"]}
		args["item"], until, err = s.d.Facts.Permit(ctx, permit.ID(in["permit"]))
		args["until"] = day(until)
	}
	return args, err
}

// applicationArgs takes the days from the event: by now the application may be further.
func (s *Service) applicationArgs(ctx context.Context, in map[string]string) (map[string]string, error) {
	item, err := s.d.Facts.ItemName(ctx, in["item"])
	return map[string]string{"item": item, "due": day(actor.Date(in["due_on"])), "answer": day(actor.Date(in["answer_by"])),
		"valid": day(actor.Date(in["valid_to"])), "reason": in["reason"]}, err
}

func (s *Service) bookingArgs(ctx context.Context, id booking.BookingID) (map[string]string, error) {
	a, err := s.d.Facts.Appointment(ctx, id)
	if err != nil {
		return nil, err
	}
	at := func(t time.Time, as string) string { return t.In(actor.Beijing).Format(as) }
	return map[string]string{"begins": at(a.Begins, "1月2日15:04"), "entry": at(a.Entry, "15:04"), "late": at(a.Late, "15:04"),
		"point": a.Point, "room": a.Room, "address": a.Address}, nil
}

// day is a day as people read it; empty for none.
func day(d actor.Date) string {
	if d == "" {
		return ""
	}
	return d.Time().In(actor.Beijing).Format("2006年1月2日")
}

// Text is the message as it goes out; false for a template that this version does not know any more.
func (m Message) Text() (string, bool) {
	for _, t := range templates {
		if t.key != m.Template {
			continue
		}
		text := t.text
		for k, v := range m.Args {
			text = strings.ReplaceAll(text, "{"+k+"}", v)
		}
		return text, true
	}
	return "", false
}
