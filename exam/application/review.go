package application

import (
	"context"
	"maps"
	"slices"
	"strconv"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/questionbank/assembly"
)

func sortedKinds(m map[rules.Material]*fault.Error) []rules.Material {
	return slices.Sorted(maps.Keys(m))
}

// reviewing loads an application for a reviewer of the authority who is neither the applicant nor the one who submitted it.
func (s *Service) reviewing(ctx context.Context, id ID) (Application, error) {
	a, err := s.Store.Application(ctx, id)
	if err != nil {
		return a, err
	}
	if err := require(ctx, a.OrgPath, people.ApplicationReviewer); err != nil {
		return a, err
	}
	if me := person(ctx); me != "" && (me == a.PersonID || me == a.SubmittedBy) {
		return a, ErrOwn
	}
	return a, nil
}

// Return gives an application back for correction with every defect in one list (一次性告知). A second list may name only
// what the last one named or what was changed since.
func (s *Service) Return(ctx context.Context, id ID, defects []Defect) (Application, error) {
	if len(defects) == 0 || len(defects) > 30 {
		return Application{}, ErrNoDefects.At("body.defects")
	}
	return s.step(ctx, id, "exam_application.return", s.reviewing, func(ctx context.Context, a *Application) error {
		named := map[rules.Material]bool{}
		for _, d := range a.Defects {
			named[d.Material] = true
		}
		for i, d := range defects {
			path := "body.defects[" + strconv.Itoa(i) + "]"
			if f := badText(d.What, 200, ErrNoDefects); f != nil {
				return f.At(path)
			}
			if a.Rounds > 0 && !named[d.Material] && !a.material(d.Material).ChangedAt.After(a.NotifiedAt) {
				return ErrLateDefect.With("material", d.Material)
			}
		}
		now := s.Clock()
		t, err := s.Rules.Terms(ctx, subject(a.PersonType, a.ItemCode, a.Kind, actor.DateOf(now)))
		if err != nil {
			return err
		}
		if err := a.to(ToCorrect); err != nil {
			return err
		}
		a.Defects, a.NotifiedAt, a.Rounds = defects, now, a.Rounds+1
		a.AnswerBy = actor.DateOf(now).AddDays(t.CorrectionDays)
		return nil
	})
}

// Accept takes an application on (受理): the materials are complete, the decision follows within the same clock.
func (s *Service) Accept(ctx context.Context, id ID) (Application, error) {
	return s.step(ctx, id, "exam_application.accept", s.reviewing, func(ctx context.Context, a *Application) error {
		a.AcceptedBy = people.AccountID(actor.From(ctx).ID)
		return a.to(Accepted)
	})
}

// DecideHelp grants or refuses the accommodation that was asked for; extra are minutes of the paper, l is the language in which its
// questions are shown too, empty for none.
func (s *Service) DecideHelp(ctx context.Context, id ID, extra int, l assembly.Language, note string) (Application, error) {
	if extra < 0 || extra > 120 {
		return Application{}, ErrHelpRange.At("body.extra_minutes")
	}
	if f := badText(note, 400, ErrReason); f != nil {
		return Application{}, f.At("body.note")
	}
	return s.step(ctx, id, "exam_application.help", s.reviewing, func(ctx context.Context, a *Application) error {
		if a.Accommodation.Kind == "" || a.State != Submitted && a.State != Accepted {
			return ErrState
		}
		h := &a.Accommodation
		if f := checkLanguage(h.Kind, l); f != nil {
			return f.At("body.language")
		}
		h.Decided, h.ExtraMinutes, h.Language, h.Note, h.DecidedBy = true, extra, l, note, people.AccountID(actor.From(ctx).ID)
		return nil
	})
}

// Approve decides for the applicant. The materials and the conditions are checked once more, because they may have changed
// since submission.
func (s *Service) Approve(ctx context.Context, id ID) (Application, error) {
	return s.step(ctx, id, "exam_application.approve", s.reviewing, func(ctx context.Context, a *Application) error {
		if err := a.decide(ctx, Approved); err != nil {
			return err
		}
		if a.Accommodation.Kind != "" && !a.Accommodation.Decided {
			return ErrHelpUndecided
		}
		if err := s.complete(ctx, *a); err != nil {
			return err
		}
		today := actor.DateOf(s.Clock())
		t, err := s.Rules.Terms(ctx, subject(a.PersonType, a.ItemCode, a.Kind, today))
		if err != nil {
			return err
		}
		a.DecidedAt, a.ValidTo = s.Clock(), today.AddMonths(t.ValidMonths)
		return nil
	})
}

// Reject decides against the applicant, with the reason that the applicant reads.
func (s *Service) Reject(ctx context.Context, id ID, reason string) (Application, error) {
	if f := badText(reason, 400, ErrReason); f != nil {
		return Application{}, f.At("body.reason")
	}
	return s.step(ctx, id, "exam_application.reject", s.reviewing, func(ctx context.Context, a *Application) error {
		a.Reason, a.DecidedAt = reason, s.Clock()
		return a.decide(ctx, Rejected)
	})
}

func (a *Application) decide(ctx context.Context, next State) error {
	me := actor.From(ctx)
	a.DecidedBy, a.DecidedPerson = people.AccountID(me.ID), people.PersonID(me.Person)
	return a.to(next)
}

// MarkFulfilled ends an approved application that led to what it asked for. Called by the permit context in its
// transaction; checks no rights.
func (s *Service) MarkFulfilled(ctx context.Context, id ID) error {
	_, err := s.step(ctx, id, "exam_application.fulfil", s.Store.Application, func(_ context.Context, a *Application) error {
		return a.to(Fulfilled)
	})
	return err
}

// For returns an application to its person, to those who act for the person, and to staff of the authority.
func (s *Service) For(ctx context.Context, id ID) (Application, error) {
	a, err := s.Acting(ctx, id)
	if err == nil || !actor.From(ctx).Can(a.OrgPath, people.ApplicationReviewer, people.ExamManager, people.Regulator) {
		return a, err
	}
	return a, nil
}

// ApplicationByID is the plain reader for other contexts of the program; it checks no rights.
func (s *Service) ApplicationByID(ctx context.Context, id ID) (Application, error) {
	return s.Store.Application(ctx, id)
}

// ChannelOf returns by which way an application came, for other contexts of the program; it checks no rights.
func (s *Service) ChannelOf(ctx context.Context, id ID) (Channel, error) {
	return s.Store.Channel(ctx, id)
}

// OfPerson lists a person's applications by id, without materials, for other contexts of the program; it checks no rights.
func (s *Service) OfPerson(ctx context.Context, p people.PersonID) ([]Application, error) {
	return s.Store.List(ctx, Filter{Paths: []string{"/"}, Person: p, Limit: 200})
}

// LockPerson locks all applications of the person until the caller's transaction ends: one act at a time for one person.
func (s *Service) LockPerson(ctx context.Context, p people.PersonID) error {
	return s.Store.LockPerson(ctx, p)
}

// Mine lists the candidate's own applications, newest first.
func (s *Service) Mine(ctx context.Context) ([]Application, error) {
	me := person(ctx)
	if actor.From(ctx).Kind != actor.Candidate || me == "" {
		return nil, ErrForbidden
	}
	list, err := s.OfPerson(ctx, me)
	slices.Reverse(list)
	return list, err
}

// Queue lists applications in the reviewer's subtree, in the given states (all when none is named), by id above after.
func (s *Service) Queue(ctx context.Context, states []State, after ID, limit int) ([]Application, error) {
	paths := actor.From(ctx).Paths(people.ApplicationReviewer, people.CounterClerk, people.ExamManager, people.Regulator)
	if len(paths) == 0 {
		return nil, ErrForbidden
	}
	return s.Store.List(ctx, Filter{Paths: paths, States: states, After: after, Limit: limit})
}
