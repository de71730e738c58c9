package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/suikao/suikao/exam/people"
)

// OrgRef is a part of inputs; huma reads embedded parts only where their names are exported.
type OrgRef struct {
	ID string `path:"id" minLength:"26" maxLength:"26"`
}

func (o OrgRef) org() people.OrgID { return people.OrgID(o.ID) }

type orgOut struct{ Body OrgView }

// RegisterOrgs declares what staff do with organisations.
func RegisterOrgs(g Groups, p People) {
	huma.Register(g.Staff, huma.Operation{OperationID: "orgs", Method: http.MethodGet, Path: "/orgs", Summary: "List organisations", Description: "Within the caller's organisations."},
		func(ctx context.Context, in *struct {
			Paging
			Kind   people.OrgKind `query:"kind" enum:"AUTHORITY,EXAM_BODY,CENTRE,ENTERPRISE"`
			Name   string         `query:"name" maxLength:"60" doc:"part of the name"`
			Parent string         `query:"parent" maxLength:"26"`
			Region string         `query:"region" maxLength:"6" doc:"leading digits"`
		}) (*struct{ Body Page[OrgView] }, error) {
			rows, err := p.Persons.FindOrgs(ctx, people.OrgQuery{Kind: in.Kind, Name: in.Name, Parent: people.OrgID(in.Parent), Region: in.Region,
				After: people.OrgID(in.Cursor), Limit: in.Limit + 1})
			return &struct{ Body Page[OrgView] }{page(rows, in.Limit, orgView, func(o people.Org) string { return string(o.ID) })}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "org", Method: http.MethodGet, Path: "/orgs/{id}", Summary: "An organisation", Description: "One within the caller's organisations."},
		func(ctx context.Context, in *OrgRef) (*orgOut, error) {
			o, err := p.Persons.ViewOrg(ctx, in.org())
			return &orgOut{orgView(o)}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "org-add", Method: http.MethodPost, Path: "/orgs/{id}/children", DefaultStatus: http.StatusCreated, Summary: "Enter an organisation",
		Description: "Below the one in the address."},
		func(ctx context.Context, in *struct {
			OrgRef
			Body OrgForm
		}) (*orgOut, error) {
			o, err := p.Persons.CreateOrg(ctx, in.org(), in.Body.input())
			return &orgOut{orgView(o)}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "org-update", Method: http.MethodPut, Path: "/orgs/{id}", Summary: "Change an organisation", Description: "All but its kind; a changed version is refused."},
		func(ctx context.Context, in *struct {
			OrgRef
			Body struct {
				OrgForm
				Version int64 `json:"version" minimum:"1"`
			}
		}) (*orgOut, error) {
			o, err := p.Persons.UpdateOrg(ctx, in.org(), in.Body.Version, in.Body.input())
			return &orgOut{orgView(o)}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "org-close", Method: http.MethodPost, Path: "/orgs/{id}/close", Summary: "Close an organisation", Description: "Nothing new may be attached to it."},
		func(ctx context.Context, in *struct {
			OrgRef
			Body struct {
				Version int64 `json:"version" minimum:"1"`
			}
		}) (*struct{}, error) {
			return nil, p.Persons.CloseOrg(ctx, in.org(), in.Body.Version)
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "org-move", Method: http.MethodPost, Path: "/orgs/{id}/move", Summary: "Move an organisation", Description: "With all below it, under another parent."},
		func(ctx context.Context, in *struct {
			OrgRef
			Body struct {
				Parent string `json:"parent" minLength:"26" maxLength:"26"`
			}
		}) (*struct{}, error) {
			return nil, p.Persons.MoveOrg(ctx, in.org(), people.OrgID(in.Body.Parent))
		})
}
