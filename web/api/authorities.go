package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/suikao/suikao/exam/people"
)

// AuthorityView is what everybody may know of an authority.
type AuthorityView struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	Region string `json:"region"`
}

func authorityView(o people.Org) AuthorityView { return AuthorityView{string(o.ID), o.Name, o.Region} }

// registerAuthorities declares the authorities that one may send something to.
func registerAuthorities(g Groups, p People) {
	huma.Register(g.Staff, huma.Operation{OperationID: "authorities", Method: http.MethodGet, Path: "/authorities", Summary: "Authorities one may choose", Description: "Those above the caller's organisations, from the root down, then those within them."},
		func(ctx context.Context, _ *struct{}) (*struct{ Body Page[AuthorityView] }, error) {
			list, err := p.Persons.Authorities(ctx)
			return &struct{ Body Page[AuthorityView] }{page(list, len(list), authorityView, nil)}, err
		})
}
