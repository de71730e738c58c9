package evidence

import (
	"context"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// Service keeps the evidence of sittings. It is safe for concurrent use.
type Service struct{ d Deps }

// New makes the service.
func New(d Deps) *Service { return &Service{d} }

// now is the time in the precision that is stored.
func (s *Service) now() time.Time { return s.d.Clock().UTC().Truncate(time.Millisecond) }

// readers may see roots and timelines; askers may ask for bundles and place holds, deciders decide about them. Who decides is
// never who asked.
func readers() []actor.Role {
	return []actor.Role{people.RemoteInvigilator, people.Inspector, people.ExamManager, people.ResultReleaser, people.Archivist, people.Regulator}
}

func askers() []actor.Role {
	return []actor.Role{people.Inspector, people.ExamManager, people.Archivist, people.Regulator}
}

func deciders() []actor.Role {
	return []actor.Role{people.Archivist, people.ResultReleaser, people.Regulator}
}

// allow refuses who holds none of roles over path: what lies outside the caller's organisations is absent. A refusal is on the
// trail of the organisation that owns the evidence.
func (s *Service) allow(ctx context.Context, path, object string, roles ...actor.Role) error {
	a := actor.From(ctx)
	if a.Can(path, roles...) {
		return nil
	}
	err := s.d.Tx.InTx(ctx, func(ctx context.Context) error { return s.record(ctx, "evidence.refused", object, path, nil) })
	switch {
	case err != nil:
		return err
	case a.Sees(path):
		return ErrForbidden
	}
	return ErrNotFound
}

func (s *Service) record(ctx context.Context, verb, object, path string, detail map[string]string) error {
	return s.d.Audit.Record(ctx, actor.Entry{Verb: verb, Object: object, Path: path, Detail: detail})
}

// stated trims a reason and refuses one that is too short, too long, or hides characters.
func stated(text, field string) (string, error) {
	text = strings.TrimSpace(text)
	if f := actor.CheckText(text); f != nil {
		return "", f.At(field)
	}
	if n := utf8.RuneCountInString(text); n < 5 || n > 400 {
		return "", ErrReason.At(field)
	}
	return text, nil
}

// numbered trims the number of a document.
func numbered(text, field string) (string, error) {
	text = strings.TrimSpace(text)
	if f := actor.CheckLine(text); f != nil {
		return "", f.At(field)
	}
	if utf8.RuneCountInString(text) > 80 {
		return "", ErrDocument.At(field)
	}
	return text, nil
}

// absent turns a missing thing of another context into ErrNotFound.
func absent(err error) error {
	if fault.KindOf(err) == fault.NotFound {
		return ErrNotFound
	}
	return err
}
