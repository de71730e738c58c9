package permit

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// Deps are what the service needs; all fields but Followers, Seen and Logged are required.
type Deps struct {
	Clock        actor.Clock
	Audit        actor.Auditor
	Outbox       actor.Outbox
	Tx           Tx
	Passes       PassStore
	Applications ApplicationStore
	Permits      PermitStore
	Changes      ChangeStore
	Reminders    ReminderStore
	Rules        Rules
	People       People
	Texts        Texts
	Exams        ExamApplications
	Facts        Facts
	Registry     NationalRegistry
	Vault        Vault
	Limiter      Limiter
	Code         Code
	Normalize    Normalize
	Followers    []Follower
	Seen         func(ID) // told of each permit that a stranger's check showed; may be nil
	// Logged returns a permit's number in the transparency log, nil where it has none. May be nil.
	Logged func(ctx context.Context, id ID) (*int64, error)
}

// Options are the figures of an installation. The zero value of a field means its default.
type Options struct {
	PublicURL     string        // where the public reaches the program, "https://exam.example.cn"; in front of the code's address
	AddressChecks int           // public checks per network address and minute (30)
	NumberChecks  int           // public checks of one number per ten minutes (10)
	HealthAge     time.Duration // oldest health statement (365 days) [design]
}

// Service carries passes to permits and answers for permits. It is safe for concurrent use.
type Service struct {
	Deps
	o Options
}

// New returns the service with defaults filled in.
func New(d Deps, o Options) *Service {
	if o.AddressChecks == 0 {
		o.AddressChecks = 30
	}
	if o.NumberChecks == 0 {
		o.NumberChecks = 10
	}
	if o.HealthAge == 0 {
		o.HealthAge = 365 * 24 * time.Hour
	}
	o.PublicURL = strings.TrimRight(o.PublicURL, "/")
	return &Service{Deps: d, o: o}
}

// Topics of the events this package emits. Bodies are JSON objects of ids; none carries a number.
const (
	TopicPass        = "pass.recorded"               // pass, person, item
	TopicPassGone    = "pass.replaced"               // pass, result; permit where one was issued on it
	TopicApplication = "permit_application.changed"  // application, person, state
	TopicDue         = "permit_application.due"      // application, due_on
	TopicIssued      = "permit.issued"               // permit, person, item, application, exam_application
	TopicChanged     = "permit.status_changed"       // permit, person, status
	TopicConfirmed   = "permit.confirmed_nationally" // permit, person
	TopicNoted       = "permit.noted"                // permit, person, status: the calendar made it expiring or expired
	TopicReminder    = "permit.reminder"             // permit, person, days: it ends in so many days
	TopicEmployer    = "permit.employer_reminder"    // org, permits: so many of its people's permits end soon
)

func (s *Service) now() time.Time { return s.Clock().UTC().Truncate(time.Millisecond) }

func (s *Service) today() actor.Date { return actor.DateOf(s.Clock()) }

func (s *Service) record(ctx context.Context, verb, kind, id, path string, detail map[string]string) error {
	return s.Audit.Record(ctx, actor.Entry{Verb: verb, Object: kind + ":" + id, Path: path, Detail: detail})
}

func (s *Service) emit(ctx context.Context, topic, key string, body map[string]string) error {
	b, err := json.Marshal(body)
	if err != nil {
		return err
	}
	return s.Outbox.Emit(ctx, actor.Event{Topic: topic, Key: key, Body: b})
}

// require refuses staff without one of roles over path: what lies outside the caller's organisations does not exist.
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

// me is the natural person who acts, empty for the system.
func me(ctx context.Context) people.PersonID { return people.PersonID(actor.From(ctx).Person) }

// candidate returns the calling candidate.
func candidate(ctx context.Context) (people.PersonID, error) {
	a := actor.From(ctx)
	switch {
	case a.Kind != actor.Candidate:
		return "", ErrForbidden
	case a.Person != "":
		return people.PersonID(a.Person), nil
	}
	return people.PersonID(a.ID), nil
}

// reason trims and checks a reason.
func reason(text string) (string, error) { return Reason("body.reason", text) }

// Reason trims and checks a reason or note of 2 to 400 characters; path is the field in a fault. Errors: ErrReason, those of actor.CheckText.
func Reason(path, text string) (string, error) {
	if f := actor.CheckText(text); f != nil {
		return "", f.At(path)
	}
	text = strings.TrimSpace(text)
	if n := utf8.RuneCountInString(text); n < 2 || n > 400 {
		return "", ErrReason.At(path)
	}
	return text, nil
}

// duplicate replaces ErrDuplicate by what it means here.
func duplicate(err error, means *fault.Error) error {
	if errors.Is(err, ErrDuplicate) {
		return means
	}
	return err
}

func query(t rules.PersonType, item, path string) rules.Query {
	return rules.Query{PersonType: t, Item: item, OrgPath: path}
}
