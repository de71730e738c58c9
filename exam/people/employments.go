package people

import (
	"context"

	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// hirers may enter who works for an organisation.
var hirers = []actor.Role{EnterpriseManager, TrainingClerk, CounterClerk, ApplicationReviewer, SystemAdmin}

// HireInput says that a person works for an organisation from a day on.
type HireInput struct {
	Person PersonInput
	Kind   EmploymentKind
	From   string
	To     string // empty = goes on
}

// Hire enters that a person works for org: the person is found by document and name, or made with org as home. A phone is
// taken only for a new person, so that an employer cannot redirect somebody's codes. Faults: wrong fields,
// ErrNameDiffers, ErrOverlap, ErrSeparation, ErrOrgClosed, ErrNotFound, ErrForbidden.
func (s *Service) Hire(ctx context.Context, org OrgID, in HireInput) (Person, Employment, error) {
	c, err := in.Person.Check(s.today())
	if err != nil {
		return Person{}, Employment{}, err
	}
	e, err := s.period(in)
	if err != nil {
		return Person{}, Employment{}, err
	}
	var p Person
	err = s.d.Tx.InTx(ctx, func(ctx context.Context) error {
		o, err := s.MayHire(ctx, org)
		if err != nil {
			return err
		}
		if p, _, err = s.Meet(ctx, o, c); err != nil {
			return err
		}
		e, err = s.employ(ctx, p, o, e)
		return err
	})
	return p, e, err
}

// MayHire returns an organisation for which the actor may enter who works there. ErrNotFound, ErrForbidden.
func (s *Service) MayHire(ctx context.Context, org OrgID) (Org, error) {
	return s.orgFor(ctx, org, hirers...)
}

func (s *Service) period(in HireInput) (Employment, error) {
	var bad fault.List
	from, to := s.employmentDays()
	e := Employment{Kind: in.Kind, From: dateField(in.From, "body.from", firstBirth, from, &bad), To: dateField(in.To, "body.to", firstBirth, to, &bad)}
	switch in.Kind {
	case Regular, Dispatched, Intern:
	default:
		bad.Add("body.employment", ErrEmployment)
	}
	if bad.Len() == 0 && (e.From == "" || e.To != "" && e.To < e.From) {
		bad.Add("body.from", ErrEmployment)
	}
	return e, bad.Err()
}

// employmentDays are the last days on which an employment may begin (a contract signed for later) and end.
func (s *Service) employmentDays() (begin, end actor.Date) {
	return s.today().AddMonths(12), s.today().AddMonths(12 * employmentYears)
}

// Meet finds a person by document, whose name must agree, or makes one kept by home, inside a transaction of somebody who
// may enter people there (MayHire). known says which. ErrNameDiffers, ErrOrgClosed, ErrDocTaken.
func (s *Service) Meet(ctx context.Context, home Org, c Checked) (p Person, known bool, err error) {
	if !home.Closed.IsZero() {
		return Person{}, false, ErrOrgClosed
	}
	p, sealed, err := s.d.Persons.PersonByDocIndex(ctx, s.docIndex(c.doc))
	switch {
	case isNotFound(err):
		p, err = s.addPerson(ctx, home, c)
		return p, false, err
	case err != nil:
		return Person{}, false, err
	case p.Name != c.name:
		return Person{}, true, ErrNameDiffers
	}
	p, err = s.shown(p, sealed)
	return p, true, err
}

// Continue enters an employment as Hire does, unless one goes on at the same organisation on its first day already; began
// says which. Inside a transaction of somebody who may hire there. Faults of Hire.
func (s *Service) Continue(ctx context.Context, p Person, o Org, kind EmploymentKind, from string) (began bool, err error) {
	e, err := s.period(HireInput{Kind: kind, From: from})
	if err != nil {
		return false, err
	}
	all, err := s.d.Works.EmploymentsOf(ctx, p.ID)
	if err != nil {
		return false, err
	}
	for _, x := range all {
		if x.Org == o.ID && x.On(e.From) {
			return false, nil
		}
	}
	_, err = s.employ(ctx, p, o, e)
	return err == nil, err
}

// employ stores an employment unless it overlaps one at the same organisation, inside a transaction.
func (s *Service) employ(ctx context.Context, p Person, o Org, e Employment) (Employment, error) {
	if !o.Closed.IsZero() {
		return Employment{}, ErrOrgClosed
	}
	if p.Birth != "" && e.From < p.Birth {
		last, _ := s.employmentDays()
		return Employment{}, actor.CheckDay(e.From, p.Birth, last).At("body.from")
	}
	if err := s.d.Persons.LockPerson(ctx, p.ID); err != nil {
		return Employment{}, err
	}
	all, err := s.d.Works.EmploymentsOf(ctx, p.ID)
	if err != nil {
		return Employment{}, err
	}
	e.ID, e.Person, e.Org = actor.NewID(s.d.Clock()), p.ID, o.ID
	for _, x := range all {
		if x.Org == o.ID && overlap(x, e) {
			return Employment{}, ErrOverlap
		}
	}
	if o.Kind == Centre {
		if err := s.mayTeach(ctx, p.ID); err != nil {
			return Employment{}, err
		}
	}
	if err := s.d.Works.AddEmployment(ctx, e); err != nil {
		return Employment{}, err
	}
	return e, s.d.Audit.Record(ctx, actor.Entry{Verb: "employment.begin", Object: object(p.ID), Path: o.Path,
		Detail: map[string]string{"employment": e.ID, "kind": string(e.Kind), "from": string(e.From)}})
}

func overlap(a, b Employment) bool {
	return (a.To == "" || b.From <= a.To) && (b.To == "" || a.From <= b.To)
}

// EndEmployment sets the last day of an employment.
func (s *Service) EndEmployment(ctx context.Context, id string, last string) error {
	var bad fault.List
	_, latest := s.employmentDays()
	to := dateField(last, "body.to", firstBirth, latest, &bad)
	if bad.Len() == 0 && to == "" {
		bad.Add("body.to", ErrRequired)
	}
	if err := bad.Err(); err != nil {
		return err
	}
	return s.d.Tx.InTx(ctx, func(ctx context.Context) error {
		e, err := s.d.Works.Employment(ctx, id)
		if err != nil {
			return err
		}
		o, err := s.orgFor(ctx, e.Org, hirers...)
		if err != nil {
			return err
		}
		if to < e.From || e.To != "" && e.To < to {
			return ErrEmployment.At("body.to")
		}
		if err := s.d.Works.EndEmployment(ctx, id, to); err != nil {
			return err
		}
		return s.d.Audit.Record(ctx, actor.Entry{Verb: "employment.end", Object: object(e.Person), Path: o.Path,
			Detail: map[string]string{"employment": id, "to": string(to)}})
	})
}

// Employments returns the employments of a person that the actor may see, oldest first.
func (s *Service) Employments(ctx context.Context, id PersonID) ([]Employment, error) {
	if _, err := s.ViewPerson(ctx, id); err != nil {
		return nil, err
	}
	return s.d.Works.EmploymentsOf(ctx, id)
}
