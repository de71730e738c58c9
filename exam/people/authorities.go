package people

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/suikao/suikao/internal/actor"
)

// Authorities lists the open authorities that the acting member of staff may send something to: those their organisations
// stand under, from the root down, then those within their organisations. A centre chooses from it who recognises an
// exemption or takes an application; names of authorities are public. ErrForbidden for anybody but staff.
func (s *Service) Authorities(ctx context.Context) ([]Org, error) {
	a := actor.From(ctx)
	if a.Kind != actor.Staff || len(a.Grants) == 0 {
		return nil, ErrForbidden
	}
	var out []Org
	seen := map[OrgID]bool{}
	add := func(o Org) {
		if o.Kind == Authority && o.Closed.IsZero() && !seen[o.ID] {
			seen[o.ID] = true
			out = append(out, o)
		}
	}
	for _, path := range a.Paths() {
		for _, id := range strings.FieldsFunc(path, func(r rune) bool { return r == '/' }) {
			o, err := s.d.Orgs.Org(ctx, OrgID(id))
			if errors.Is(err, ErrNotFound) {
				continue // a path of before the organisation moved
			}
			if err != nil {
				return nil, err
			}
			add(o)
		}
	}
	slices.SortStableFunc(out, func(x, y Org) int { return len(x.Path) - len(y.Path) })
	below, err := s.FindOrgs(ctx, OrgQuery{Kind: Authority, Limit: 200})
	for _, o := range below {
		add(o)
	}
	return out, err
}
