package permit

import (
	"context"
	"errors"
	"slices"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/actor"
)

// reviewers may review applications.
func reviewers() []actor.Role {
	return []actor.Role{people.ApplicationReviewer, people.PermitIssuer}
}

// readers may read applications and permits.
func readers() []actor.Role {
	return []actor.Role{people.ApplicationReviewer, people.PermitIssuer, people.CounterClerk, people.Regulator, people.Archivist}
}

// reviewing lets a reviewer of the authority in who is neither the applicant, nor handed it in, nor released the result.
func (s *Service) reviewing(ctx context.Context, a Application) error {
	if err := require(ctx, a.OrgPath, reviewers()...); err != nil {
		return err
	}
	return apart(ctx, a.Person, append(slices.Clone(a.Basis.Releasers), a.SubmittedBy)...)
}

// apart refuses the person concerned and everybody who has done another step of the same matter. Accounts do not count:
// one natural person has one part, whatever account is used.
func apart(ctx context.Context, concerned people.PersonID, others ...people.PersonID) error {
	p := me(ctx)
	switch {
	case p == "":
		return ErrForbidden
	case p == concerned:
		return ErrOwn
	case slices.Contains(others, p):
		return ErrSamePerson
	}
	return nil
}

// Return sends an application back with every defect in one list (一次性告知).
func (s *Service) Return(ctx context.Context, id ApplicationID, list []string) (Application, error) {
	list, err := defects(list)
	if err != nil {
		return Application{}, err
	}
	return s.change(ctx, id, "permit_application.return", s.reviewing, func(ctx context.Context, a *Application) error {
		a.Defects = list
		s.reviewedBy(ctx, a)
		return a.to(ToCorrect)
	})
}

// Approve accepts an application after checking every condition again; the issuer is another person.
func (s *Service) Approve(ctx context.Context, id ApplicationID) (Application, error) {
	return s.change(ctx, id, "permit_application.approve", s.reviewing, func(ctx context.Context, a *Application) error {
		if err := a.to(Approved); err != nil {
			return err
		}
		st, err := s.still(ctx, *a)
		if err != nil {
			return err
		}
		a.Basis, a.Defects = st.basis, nil
		s.reviewedBy(ctx, a)
		return nil
	})
}

// Reject refuses an application with a reason.
func (s *Service) Reject(ctx context.Context, id ApplicationID, why string) (Application, error) {
	why, err := reason(why)
	if err != nil {
		return Application{}, err
	}
	return s.change(ctx, id, "permit_application.reject", s.reviewing, func(ctx context.Context, a *Application) error {
		a.Reason = why
		s.reviewedBy(ctx, a)
		return a.to(Rejected)
	})
}

func (s *Service) reviewedBy(ctx context.Context, a *Application) {
	by := actor.From(ctx)
	a.Reviewer, a.ReviewerPerson, a.ReviewerName, a.ReviewedAt = people.AccountID(by.ID), people.PersonID(by.Person), by.Name, s.now()
}

// still checks the conditions of an application again: parts by the day of the application, bans and age by today. A
// permit that is there by now answers for all: whoever came first has issued it, and nothing is left to put right.
func (s *Service) still(ctx context.Context, a Application) (standing, error) {
	st, err := s.conditions(ctx, a.Kind, a.Person, a.Item, a.AppliedOn)
	switch {
	case err != nil:
		return st, err
	case a.Old != "" && st.old.ID != a.Old && st.old.ID != "":
		return st, ErrRenewed
	case st.held:
		return st, ErrLivePermit
	}
	lacks := st.lacking.Err()
	if lacks == nil {
		return st, nil
	}
	// Another issuer may have used what is lacking now since this one read the application.
	if now, err := s.Applications.Application(ctx, a.ID); err == nil && now.State != a.State {
		return st, ErrState.With("state", now.State)
	}
	return st, lacks
}

// LookApplication returns an application to its person and to staff of the authority.
func (s *Service) LookApplication(ctx context.Context, id ApplicationID) (Application, error) {
	a, err := s.Applications.Application(ctx, id)
	if err != nil {
		return Application{}, err
	}
	if err := s.ownOrClerk(ctx, a); err == nil {
		return a, nil
	}
	if err := require(ctx, a.OrgPath, readers()...); err != nil {
		return Application{}, err
	}
	return a, nil
}

// FindApplications lists applications of the caller's organisations, oldest first.
func (s *Service) FindApplications(ctx context.Context, q ApplicationQuery) ([]Application, error) {
	if q.Paths = actor.From(ctx).Paths(readers()...); len(q.Paths) == 0 {
		return nil, ErrForbidden
	}
	return s.Applications.Applications(ctx, q)
}

// OwnApplications lists the applications of the calling candidate, newest first, at most 200.
func (s *Service) OwnApplications(ctx context.Context) ([]Application, error) {
	p, err := candidate(ctx)
	if err != nil {
		return nil, err
	}
	list, err := s.Applications.Applications(ctx, ApplicationQuery{Paths: []string{"/"}, Person: p, Limit: 200})
	slices.Reverse(list)
	return list, err
}

const workLimit = 500

// RemindOnce reports applications that the authority has to act on: papers due tomorrow or before, issue due within three
// days, each once. Call it a few times a day; it runs twice without harm.
func (s *Service) RemindOnce(ctx context.Context) error {
	ctx = actor.AsSystem(ctx, "permit_application.remind")
	today := s.today()
	due, err := s.Applications.DueApplications(ctx, today.AddDays(1), today.AddDays(3), workLimit)
	if err != nil {
		return err
	}
	var failed []error
	for _, a := range due {
		a.Alarmed = 1
		if a.State == Approved {
			a.Alarmed = 2
		}
		err := s.Tx.InTx(ctx, func(ctx context.Context) error {
			if err := s.Applications.SaveApplication(ctx, a); err != nil {
				return err
			}
			return s.emit(ctx, TopicDue, string(a.ID), map[string]string{"application": string(a.ID), "due_on": string(a.DueOn())})
		})
		if err != nil && !errors.Is(err, ErrChanged) { // acted on meanwhile
			failed = append(failed, err)
		}
	}
	return errors.Join(failed...)
}

// Applicant returns the person of an application that the caller was given, numbers masked.
func (s *Service) Applicant(ctx context.Context, a Application) (people.Person, error) {
	return s.People.Person(ctx, a.Person)
}
