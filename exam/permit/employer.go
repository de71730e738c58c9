package permit

import (
	"context"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// ErrNoOrg means that an organisation does not exist, or lies outside what the caller manages.
var ErrNoOrg = fault.Define("permit.no_org", fault.NotFound, "没有这个单位，或者不在您的管理范围内。",
	"There is no such organisation, or it is outside the area you manage.")

// Held is one person who works for an organisation today, with the permits in that name. Numbers are masked.
type Held struct {
	Person  people.Person
	Permits []Due // newest first; none where the person holds none
}

// Due is a permit with how many days are left of it: 0 on its last day, below 0 afterwards.
type Due struct {
	View
	Days int
}

// Employees are the people who work for an organisation; *people.Service is one. It lists only those in the caller's
// subtrees.
type Employees interface {
	FindPersons(ctx context.Context, q people.PersonSearch) ([]people.Person, error)
}

// HeldBy lists the people who work for an organisation today with their permits, whoever issued them: for its
// ENTERPRISE_MANAGER, who must not let anybody work without one, and for the REGULATOR above it. Pages go by person; after
// is the last of the page before. Everything is masked, so the read leaves no entry on the trail. Errors: ErrNoOrg,
// ErrForbidden.
func (s *Service) HeldBy(ctx context.Context, org people.OrgID, after people.PersonID, limit int) ([]Held, error) {
	o, err := s.People.Org(ctx, org)
	a := actor.From(ctx)
	switch {
	case err != nil && fault.KindOf(err) != fault.NotFound:
		return nil, err
	case err != nil || !a.Sees(o.Path):
		return nil, ErrNoOrg
	case !a.Can(o.Path, people.EnterpriseManager, people.Regulator):
		return nil, ErrForbidden
	}
	list, err := s.People.FindPersons(ctx, people.PersonSearch{Employer: org, After: after, Limit: min(max(limit, 1), 200)})
	if err != nil || len(list) == 0 {
		return nil, err
	}
	ids, at := make([]people.PersonID, len(list)), map[people.PersonID]int{}
	out := make([]Held, len(list))
	for i, p := range list {
		ids[i], at[p.ID], out[i].Person = p.ID, i, p
	}
	permits, err := s.Permits.PermitsOf(ctx, ids)
	if err != nil {
		return nil, err
	}
	for _, p := range permits {
		if p.Act == Replaced {
			continue
		}
		v, err := s.view(ctx, p)
		if err != nil {
			return nil, err
		}
		to := &out[at[p.Person]]
		to.Permits = append(to.Permits, Due{v, s.today().DaysUntil(p.ValidTo)})
	}
	return out, nil
}
