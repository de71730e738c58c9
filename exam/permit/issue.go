package permit

import (
	"context"
	"errors"

	"github.com/suikao/suikao/exam/application"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
)

// Issue issues the permit of an approved application, or carries out what it asks for about an existing one: every condition is checked once more, the credential, its dates and
// its review follow from the rules of the day of this decision. The caller is a PERMIT_ISSUER of the authority and not the
// natural person who applied, handed in, reviewed, released or assessed. Two callers at once issue one permit.
// Errors: ErrLivePermit, ErrSamePerson, ErrOwn, ErrState, ErrNumberTaken, a blank of the rules.
func (s *Service) Issue(ctx context.Context, id ApplicationID) (Permit, error) {
	var p Permit
	var st standing
	var old Permit
	_, err := s.change(ctx, id, "permit_application.issue", s.issuing, func(ctx context.Context, a *Application) error {
		if a.State != Approved {
			return ErrState.With("state", a.State)
		}
		var err error
		if st, err = s.still(ctx, *a); err != nil {
			return err
		}
		a.Basis = st.basis
		old = st.old
		if err := s.issuing(ctx, *a); err != nil { // the parts may be others than at the approval
			return err
		}
		if p, err = s.next(ctx, *a, old); err != nil {
			return err
		}
		a.Permit = p.ID
		return a.to(Issued)
	}, func(ctx context.Context, a Application) error {
		if err := s.follow(ctx, &p, old, a); err != nil || st.exam.State != application.Approved {
			return err
		}
		return s.Exams.MarkFulfilled(ctx, st.exam.ID)
	})
	if err != nil {
		return Permit{}, err
	}
	return p, nil
}

// issuing lets an issuer of the authority in who has done no other step.
func (s *Service) issuing(ctx context.Context, a Application) error {
	if err := require(ctx, a.OrgPath, people.PermitIssuer); err != nil {
		return err
	}
	others := append([]people.PersonID{a.SubmittedBy, a.ReviewerPerson}, a.Basis.Releasers...)
	if pr := a.Basis.Practical; pr != nil && !a.Basis.Before {
		others = append(others, pr.Assessors...)
	}
	return apart(ctx, a.Person, others...)
}

// compose writes the permit by the rules of today; one that renews another starts where that one ends.
func (s *Service) compose(ctx context.Context, a Application, old Permit) (Permit, error) {
	now, today := s.now(), s.today()
	set, err := s.Rules.For(ctx, rules.AskValidity, query(a.PersonType, a.Item, a.OrgPath),
		rules.Dates{Application: a.AppliedOn, Sitting: a.sitting(), Decision: today})
	if err != nil {
		return Permit{}, err
	}
	by := actor.From(ctx)
	p := Permit{ID: ID(actor.NewID(now)), Person: a.Person, Item: a.Item, PersonType: a.PersonType, FirstIssuedOn: today, ValidFrom: today,
		OrgPath: a.OrgPath, Issuer: a.Authority, Application: a.ID, Basis: a.Basis, National: NationalPending, Noted: rules.StatusValid,
		IssuedAt: now, IssuedBy: people.AccountID(by.ID), IssuerPerson: people.PersonID(by.Person), IssuerSigner: by.Name}
	if p.Kind, err = set.CredentialKind.Get(); err != nil {
		return p, err
	}
	if err := s.after(&p, set, old); err != nil {
		return p, err
	}
	if err := dates(&p, set); err != nil {
		return p, err
	}
	p.Basis.RuleSets = set.IDs()
	item, err := s.Rules.Item(ctx, a.Item, today)
	if err != nil {
		return p, err
	}
	p.ItemName, p.Category = item.Name, item.Category
	org, err := s.People.Org(ctx, a.Authority)
	if err != nil {
		return p, err
	}
	p.IssuerName = org.Name
	person, err := s.People.Person(ctx, a.Person)
	p.Holder = holder(person)
	return p, err
}

func holder(p people.Person) Holder {
	return Holder{Name: p.Name, Sex: p.Sex, Birth: p.Birth, DocKind: p.DocKind, DocMasked: p.DocMasked, Photo: p.Photo.Key}
}

// dates sets the last day, the review and when the permit begins to count as expiring. valid_to is the day before the
// anniversary where the rules say so; a blank that the authority must set stops the issue.
func dates(p *Permit, set rules.Set) error {
	var err error
	if p.ValidTo, err = set.ValidTo(p.ValidFrom); err != nil {
		return err
	}
	p.ExpiringDays = longest(set.ExpiringNoticeDays.Value)
	review, err := set.ReviewRequired.Get()
	if err != nil || !review {
		return err
	}
	every, err := set.ReviewIntervalMonths.Get()
	if err != nil || every.None {
		return err
	}
	p.ReviewDue = p.ValidFrom.AddMonths(every.N)
	if set.EndsDayBefore.Value { // ValidTo has made sure that it is set
		p.ReviewDue = p.ReviewDue.AddDays(-1)
	}
	return nil
}

// put gives the permit its code and stores it with the first lines of its history; what says how it came to be.
func (s *Service) put(ctx context.Context, p *Permit, sealed Sealed, what string) error {
	var err error
	code := s.Code(codeLength)
	if sealed.Code, err = s.Vault.Seal(purposeCode+":"+string(p.ID), []byte(code)); err != nil {
		return err
	}
	sealed.CodeIndex = s.Vault.Index(purposeCode, code)
	if err := duplicate(s.Permits.AddPermit(ctx, *p, sealed), ErrLivePermit); err != nil {
		return err
	}
	if err := s.issued(ctx, *p); err != nil {
		return err
	}
	lines, err := s.beginnings(ctx, *p)
	if err != nil {
		return err
	}
	for i, e := range lines {
		e.Permit, e.Seq, e.Reason, e.By, e.At = p.ID, i+1, what, p.signed(), p.IssuedAt
		if err := s.Permits.AddEvent(ctx, e); err != nil {
			return err
		}
	}
	if err := s.record(ctx, "permit.issue", "permit", string(p.ID), p.OrgPath, map[string]string{"item": p.Item,
		"kind": string(p.Kind), "follows": string(p.Follows), "valid_to": string(p.ValidTo), "application": string(p.Application)}); err != nil {
		return err
	}
	if p.paper() {
		return nil // its holder has had it for years
	}
	return s.emit(ctx, TopicIssued, string(p.ID), map[string]string{"permit": string(p.ID), "person": string(p.Person), "item": p.Item,
		"application": string(p.Application), "exam_application": string(p.Basis.Application)})
}

// freePlace lets an expired permit go, so that a first issue may follow it (an expired holder is treated as a first
// issue). A permit that still runs keeps its place.
func (s *Service) freePlace(ctx context.Context, person people.PersonID, item string) error {
	old, err := s.Permits.LivePermit(ctx, person, item)
	switch {
	case errors.Is(err, ErrNotFound):
		return nil
	case err != nil:
		return err
	case old.runs(s.today()):
		return ErrLivePermit
	}
	return s.Permits.SavePermit(ctx, old, false)
}
