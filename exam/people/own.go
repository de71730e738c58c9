package people

import (
	"context"

	"github.com/suikao/suikao/internal/actor"
)

// OwnWork is an employment with the employer's name.
type OwnWork struct {
	Employment
	OrgName string
}

// OwnWorks returns where the acting candidate works, oldest first. ErrForbidden for anybody else.
func (s *Service) OwnWorks(ctx context.Context) ([]OwnWork, error) {
	a := actor.From(ctx)
	if a.Kind != actor.Candidate {
		return nil, ErrForbidden
	}
	works, err := s.d.Works.EmploymentsOf(ctx, PersonID(a.Person))
	if err != nil {
		return nil, err
	}
	var out []OwnWork
	for _, e := range works {
		o, err := s.d.Orgs.Org(ctx, e.Org)
		if err != nil {
			return nil, err
		}
		out = append(out, OwnWork{e, o.Name})
	}
	return out, nil
}
