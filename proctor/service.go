package proctor

import (
	"context"
	"encoding/json"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// Service keeps incidents. It is safe for concurrent use.
type Service struct{ d Deps }

// New makes the service.
func New(d Deps) *Service { return &Service{d} }

// now is the time in the precision that is stored.
func (s *Service) now() time.Time { return s.d.Clock().UTC().Truncate(time.Millisecond) }

// Topics of the events of incidents. Bodies are JSON objects of ids and codes; none carries a name or a number.
const (
	TopicRaised   = "incident.raised"    // incident, kind, class, severity, room, seat, sitting
	TopicChanged  = "incident.changed"   // incident, room, sitting, state, deed
	TopicReferred = "incident.referred"  // incident, sitting
	TopicMessage  = "incident.message"   // incident, seat, sitting, text
	TopicHelp     = "incident.help"      // incident, room, kind, severity, account (of the officer): somebody is asked to come; proctor/rescue hears it
	TopicDemoted  = "detector.demoted"   // name, version
	TopicHandover = "handover.requested" // handover, room, to
)

// readers may see incidents of their rooms; handlers may act on them; deciders may end a sitting and refer to review.
func readers() []actor.Role {
	return []actor.Role{people.RemoteInvigilator, people.RemoteAttendant, people.ExamManager, people.Inspector, people.Regulator}
}
func handlers() []actor.Role { return exam.Overseers() }
func deciders() []actor.Role { return exam.Deciders() }

// Auditors may judge samples of detectors.
func auditors() []actor.Role { return []actor.Role{people.RemoteInvigilator, people.Inspector} }

// keepers may put a detector into another mode; over the root authority.
func keepers() []actor.Role { return []actor.Role{people.ExamManager, people.Inspector} }

// allowed refuses who holds none of roles over path: what lies outside the caller's organisations is absent.
func allowed(ctx context.Context, path string, absent, refused *fault.Error, roles []actor.Role) error {
	a := actor.From(ctx)
	switch {
	case a.Can(path, roles...):
		return nil
	case a.Sees(path):
		return refused
	}
	return absent
}

// officerOf names the calling member of staff; nobody for the program.
func officerOf(ctx context.Context) Officer {
	a := actor.From(ctx)
	if a.Kind != actor.Staff {
		return Officer{}
	}
	return Officer{Account: people.AccountID(a.ID), Person: people.PersonID(a.Person), Name: a.Name}
}

// written trims a text that a person sends and refuses one with hidden characters or of another length than 2 to 400.
func written(text, field string) (string, error) {
	text = strings.TrimSpace(text)
	if f := actor.CheckText(text); f != nil {
		return "", f.At(field)
	}
	if n := utf8.RuneCountInString(text); n < 2 || n > 400 {
		return "", ErrText.At(field)
	}
	return text, nil
}

func (s *Service) record(ctx context.Context, verb string, in Incident, detail map[string]string) error {
	if detail == nil {
		detail = map[string]string{}
	}
	detail["kind"] = string(in.Kind)
	return s.d.Audit.Record(ctx, actor.Entry{Verb: verb, Object: "incident:" + string(in.ID), Path: in.OrgPath, Detail: detail})
}

func (s *Service) emit(ctx context.Context, topic, key string, body map[string]string) error {
	b, err := json.Marshal(body)
	if err != nil {
		return err
	}
	return s.d.Outbox.Emit(ctx, actor.Event{Topic: topic, Key: key, Body: b})
}
