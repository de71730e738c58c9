package health

import (
	"context"
	"strconv"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/questionbank"
)

// reviewers may see notes about sittings: those who review recordings. Item writers, releasers and candidates may not.
func reviewers() []actor.Role { return []actor.Role{people.RemoteInvigilator, people.Inspector} }

// Suspicions lists sittings whose recording is worth a look, by sitting after a cursor, as far as they lie in exam points of which the
// actor reviews sittings. That they were read is on the trail.
func (s *Service) Suspicions(ctx context.Context, state SuspicionState, after string, limit int) ([]Suspicion, error) {
	a := actor.From(ctx)
	paths := a.Paths(reviewers()...)
	if a.Kind != actor.Staff || len(paths) == 0 {
		return nil, ErrNoRight
	}
	out, err := s.d.Suspicions.Suspicions(ctx, paths, state, after, min(max(limit, 1), 1000))
	if err != nil || len(out) == 0 {
		return nil, err
	}
	return out, s.d.Tx.InTx(ctx, func(ctx context.Context) error {
		return s.d.Audit.Record(ctx, actor.Entry{Verb: "foreknowledge.read", Object: "sitting:" + out[0].Sitting, Path: out[0].Path, Detail: map[string]string{
			"items": strconv.Itoa(len(out)), "last": out[len(out)-1].Sitting}})
	})
}

// Look notes that a person looked at the recording of a sitting and what they saw. It changes nothing else.
func (s *Service) Look(ctx context.Context, sitting, note string) error {
	x, err := s.d.Suspicions.Suspicion(ctx, sitting)
	if err != nil {
		return err
	}
	a := actor.From(ctx)
	if a.Kind != actor.Staff || !a.Sees(x.Path) {
		return ErrSuspicionUnknown
	}
	if !a.Can(x.Path, reviewers()...) {
		return ErrNoRight
	}
	if a.Person == "" {
		return questionbank.ErrNoPerson
	}
	if x.Note, err = reasoned(note); err != nil {
		return err
	}
	x.State, x.By = Looked, questionbank.Signature{Account: a.ID, Person: a.Person, Name: a.Name, At: s.d.Clock().UTC()}
	return s.d.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.d.Suspicions.SetSuspicion(ctx, x); err != nil {
			return err
		}
		return s.d.Audit.Record(ctx, actor.Entry{Verb: "foreknowledge.look", Object: "sitting:" + sitting, Path: x.Path, Detail: map[string]string{"note": x.Note}})
	})
}
