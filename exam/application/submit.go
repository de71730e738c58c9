package application

import (
	"context"

	"github.com/suikao/suikao/exam/people/identity"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// missing returns what is wrong with a material, nil when it is in order.
func (m Material) missing(t Terms, photo bool, today actor.Date) *fault.Error {
	switch m.Kind {
	case rules.MaterialPhoto:
		if !photo {
			return ErrNeedPhoto
		}
	case rules.MaterialHours: // judged by Eligibility
	case rules.MaterialHealth:
		switch {
		case m.Date == "" || m.Institution == "":
			return ErrNeedHealth
		case m.Date > today || m.Date.AddMonths(12) < today:
			return ErrHealthDate
		case !m.Fit:
			return ErrUnfit
		}
	case rules.MaterialPledge:
		if m.Value != t.PledgeVersion {
			return ErrNeedPledge
		}
	case rules.MaterialUSCC:
		if identity.CheckUSCC(m.Value) != nil {
			return ErrBadUSCC
		}
	case rules.MaterialWork, rules.MaterialLoss:
		if m.Value == "" {
			return ErrNeedValue
		}
	case rules.MaterialDocument, rules.MaterialOldPermit:
		if m.File == "" {
			return ErrNeedFile
		}
	case rules.MaterialEducation, rules.MaterialPost, rules.MaterialTitle:
		if m.File == "" {
			return ErrNeedFile
		}
		if m.Value == "" && m.Institution == "" {
			return ErrNeedValue
		}
	default:
		return ErrNeedFile
	}
	return nil
}

// Check says everything that still stands against submitting, at once: wrong materials by kind, then refusals.
func (s *Service) Check(ctx context.Context, id ID) (map[rules.Material]*fault.Error, []Refusal, error) {
	a, err := s.For(ctx, id)
	if err != nil {
		return nil, nil, err
	}
	return s.lacks(ctx, a)
}

func (s *Service) lacks(ctx context.Context, a Application) (map[rules.Material]*fault.Error, []Refusal, error) {
	today := actor.DateOf(s.Clock())
	sub := subject(a.PersonType, a.ItemCode, a.Kind, today)
	t, err := s.Rules.Terms(ctx, sub)
	if err != nil {
		return nil, nil, err
	}
	p, err := s.People.PersonFacts(ctx, a.PersonID)
	if err != nil {
		return nil, nil, err
	}
	wrong := map[rules.Material]*fault.Error{}
	for _, k := range t.Materials {
		if e := a.material(k).missing(t, p.PhotoApproved, today); e != nil {
			wrong[k] = e
		}
	}
	refusals, err := s.Eligibility.CheckApplication(ctx, Check{Person: a.PersonID, Subject: sub})
	return wrong, refusals, err
}

// complete answers all defects of an application in one failure with a field each.
func (s *Service) complete(ctx context.Context, a Application) error {
	wrong, refusals, err := s.lacks(ctx, a)
	if err != nil {
		return err
	}
	var l fault.List
	for _, k := range sortedKinds(wrong) {
		l.Add("materials."+string(k), wrong[k])
	}
	for _, r := range refusals {
		l.Add("application", r.Fault())
	}
	return l.Err()
}

// Submit hands the application in. Every defect is answered at once; the authority's clock starts.
func (s *Service) Submit(ctx context.Context, id ID) (Application, error) {
	return s.step(ctx, id, "exam_application.submit", s.Acting, func(ctx context.Context, a *Application) error {
		if err := s.complete(ctx, *a); err != nil {
			return err
		}
		now := s.Clock()
		t, err := s.Rules.Terms(ctx, subject(a.PersonType, a.ItemCode, a.Kind, actor.DateOf(now)))
		if err != nil {
			return err
		}
		if a.DueOn, err = s.Rules.AddWorkingDays(ctx, actor.DateOf(now), t.ReviewDays); err != nil {
			return err
		}
		a.SubmittedBy, a.SubmittedAt, a.AnswerBy, a.Alarmed = person(ctx), now, "", false
		return a.to(Submitted)
	})
}

// Withdraw ends an application at the applicant's wish. It is refused while a booking is alive.
func (s *Service) Withdraw(ctx context.Context, id ID) (Application, error) {
	return s.step(ctx, id, "exam_application.withdraw", s.Acting, func(ctx context.Context, a *Application) error {
		if err := s.Store.LockPerson(ctx, a.PersonID); err != nil {
			return err
		}
		booked, err := s.Bookings.HasBooking(ctx, a.PersonID, a.ID)
		if err != nil {
			return err
		}
		if booked {
			return ErrBooked
		}
		a.Reason = "申请人撤回"
		return a.to(Lapsed)
	})
}

// to changes the state where the table of steps allows it.
func (a *Application) to(next State) error {
	for _, ok := range steps[a.State] {
		if ok == next {
			a.State = next
			if next != Submitted && next != Accepted {
				a.DueOn = ""
			}
			if next != ToCorrect {
				a.AnswerBy = ""
			}
			return nil
		}
	}
	return ErrState
}

// step runs one change of an application: load with rights, change, save, trail, event.
func (s *Service) step(ctx context.Context, id ID, verb string, load func(context.Context, ID) (Application, error),
	change func(context.Context, *Application) error,
) (Application, error) {
	var a Application
	err := s.Tx.InTx(ctx, func(ctx context.Context) error {
		var err error
		if a, err = load(ctx, id); err != nil {
			return err
		}
		from := a.State
		if err := change(ctx, &a); err != nil {
			return err
		}
		a.ChangedAt = s.Clock()
		if err := s.save(ctx, &a); err != nil {
			return err
		}
		return s.note(ctx, a, verb, map[string]string{"from": string(from), "to": string(a.State), "reason": a.Reason})
	})
	return a, err
}
