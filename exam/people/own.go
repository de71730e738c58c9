package people

import (
	"context"
	"slices"

	"github.com/suikao/suikao/internal/actor"
)

// OwnRecord is what is kept about the acting candidate beside the person itself.
type OwnRecord struct {
	Works         []OwnWork      // oldest first
	Confirmations []Confirmation // newest first, withdrawn ones included
}

// OwnWork is an employment with the employer's name.
type OwnWork struct {
	Employment
	OrgName string
}

// OwnRecord returns where the acting candidate works and what they have confirmed. ErrForbidden for anybody else.
func (s *Service) OwnRecord(ctx context.Context) (OwnRecord, error) {
	var r OwnRecord
	a := actor.From(ctx)
	if a.Kind != actor.Candidate {
		return r, ErrForbidden
	}
	works, err := s.d.Works.EmploymentsOf(ctx, PersonID(a.Person))
	if err != nil {
		return r, err
	}
	for _, e := range works {
		o, err := s.d.Orgs.Org(ctx, e.Org)
		if err != nil {
			return r, err
		}
		r.Works = append(r.Works, OwnWork{e, o.Name})
	}
	for _, k := range NoticeKinds() {
		list, err := s.d.Texts.Confirmations(ctx, PersonID(a.Person), k)
		if err != nil {
			return r, err
		}
		r.Confirmations = append(r.Confirmations, list...)
	}
	slices.SortStableFunc(r.Confirmations, func(a, b Confirmation) int { return b.At.Compare(a.At) })
	return r, nil
}
