package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/permit"
)

// EmployeePermits is one employee with every permit in that name.
type EmployeePermits struct {
	Person   string          `json:"person"`
	Name     string          `json:"name"`
	Document string          `json:"document" doc:"masked"`
	Permits  []PermitWithDue `json:"permits" nullable:"false" doc:"newest first; none where the person holds none"`
}

// PermitWithDue is a permit with the days left of it.
type PermitWithDue struct {
	PermitView
	DaysLeft int `json:"daysLeft" doc:"0 on the last day, below 0 afterwards"`
}

func employeePermits(h permit.Held, lang string) EmployeePermits {
	out := EmployeePermits{Person: string(h.Person.ID), Name: h.Person.Name, Document: h.Person.DocMasked, Permits: []PermitWithDue{}}
	for _, d := range h.Permits {
		out.Permits = append(out.Permits, PermitWithDue{permitView(d.View, lang), d.Days})
	}
	return out
}

func registerEmployeePermits(g Groups, s *permit.Service) {
	huma.Register(g.Staff, huma.Operation{OperationID: "org-permits", Method: http.MethodGet, Path: "/orgs/{id}/permits", Summary: "Permits of an organisation's people",
		Description: "Everybody who works there today, with or without a permit, numbers masked. For its enterprise managers and for regulators above it."},
		func(ctx context.Context, in *struct {
			IDRef
			Paging
			Lang string `header:"Accept-Language" maxLength:"200"`
		}) (*struct{ Body Page[EmployeePermits] }, error) {
			list, err := s.HeldBy(ctx, people.OrgID(in.ID), people.PersonID(in.Cursor), in.Limit)
			if err != nil {
				return nil, err
			}
			return &struct{ Body Page[EmployeePermits] }{pageOf(list, in.Limit, func(h permit.Held) EmployeePermits { return employeePermits(h, in.Lang) },
				func(h permit.Held) string { return string(h.Person.ID) })}, nil
		})
}
