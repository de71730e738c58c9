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
	c, err := in.Person.check()
	if err != nil {
		return Person{}, Employment{}, err
	}
	e, err := in.period()
	if err != nil {
		return Person{}, Employment{}, err
	}
	var p Person
	err = s.d.Tx.InTx(ctx, func(ctx context.Context) error {
		o, err := s.orgFor(ctx, org, hirers...)
		if err != nil {
			return err
		}
		if p, _, err = s.meet(ctx, o, c); err != nil {
			return err
		}
		e, err = s.employ(ctx, p, o, e)
		return err
	})
	return p, e, err
}

func (in HireInput) period() (Employment, error) {
	var bad fault.List
	e := Employment{Kind: in.Kind, From: dateField(in.From, "body.from", &bad), To: dateField(in.To, "body.to", &bad)}
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

// meet finds a person by document, whose name must agree, or makes one kept by home. known says which.
func (s *Service) meet(ctx context.Context, home Org, c checkedPerson) (p Person, known bool, err error) {
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

// employ stores an employment unless it overlaps one at the same organisation, inside a transaction.
func (s *Service) employ(ctx context.Context, p Person, o Org, e Employment) (Employment, error) {
	if !o.Closed.IsZero() {
		return Employment{}, ErrOrgClosed
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
	to := dateField(last, "body.to", &bad)
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
