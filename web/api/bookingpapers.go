package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/suikao/suikao/exam/site"
)

// AuthorizationForm is the form of a room's authorization.
type AuthorizationForm struct {
	DocumentNo string `json:"documentNo" minLength:"1" maxLength:"80"`
	Issuer     string `json:"issuer" minLength:"1" maxLength:"120"`
	Mode       string `json:"mode" enum:"REMOTE,ONSITE,NONE_PILOT" doc:"NONE_PILOT: nobody supervises, by a pilot rule; a second person has to confirm it"`
	PilotRule  string `json:"pilotRule,omitempty" maxLength:"200" doc:"name and number of the pilot rule; needed for NONE_PILOT alone"`
	From       string `json:"from" minLength:"10" maxLength:"10"`
	To         string `json:"to" minLength:"10" maxLength:"10"`
}

// AuthorizationView is the document by which a room may run formal examinations.
type AuthorizationView struct {
	ID      string `json:"id"`
	Room    string `json:"room"`
	Revoked bool   `json:"revoked"`
	AuthorizationForm
	FileType   string     `json:"fileType,omitempty" doc:"of the scan; absent while none is on file"`
	FileDigest string     `json:"fileDigest,omitempty" doc:"SHA-256 of the scan"`
	FileAt     *time.Time `json:"fileAt,omitempty"`
	// Waits is of documents that need two people.
	Waits       bool       `json:"waits,omitempty" doc:"a second person has to confirm it before it is in force"`
	ConfirmedBy string     `json:"confirmedBy,omitempty"`
	ConfirmedAt *time.Time `json:"confirmedAt,omitempty"`
}

func authorizationView(a site.Authorization) AuthorizationView {
	return AuthorizationView{string(a.ID), string(a.Room), a.Revoked, AuthorizationForm{a.DocumentNo, a.Issuer, string(a.Mode), a.PilotRule, string(a.From), string(a.To)},
		a.FileType, a.FileDigest, when(a.FileAt), a.Waits(), a.ConfirmedBy, when(a.ConfirmedAt)}
}

func registerAuthorizations(g Groups, s *site.Service) {
	huma.Register(g.Staff, huma.Operation{OperationID: "authorizations", Method: http.MethodGet, Path: "/rooms/{id}/authorizations", Summary: "Authorizations of a room", Description: "Newest first."},
		func(ctx context.Context, in *RoomRef) (*struct{ Body Page[AuthorizationView] }, error) {
			list, err := s.Authorizations(ctx, in.room())
			return &struct{ Body Page[AuthorizationView] }{page(list, len(list), authorizationView, nil)}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "authorization-add", Method: http.MethodPost, Path: "/rooms/{id}/authorizations", DefaultStatus: http.StatusCreated, Summary: "Record an authorization", Description: "Without one in force a production room offers no formal slot."},
		func(ctx context.Context, in *struct {
			RoomRef
			Body AuthorizationForm
		}) (*struct{ Body AuthorizationView }, error) {
			from, err := day(in.Body.From, "body.from")
			if err != nil {
				return nil, err
			}
			to, err := day(in.Body.To, "body.to")
			if err != nil {
				return nil, err
			}
			a, err := s.Authorize(ctx, site.Authorization{Room: in.room(), DocumentNo: in.Body.DocumentNo, Issuer: in.Body.Issuer, Mode: site.Mode(in.Body.Mode), PilotRule: in.Body.PilotRule, From: from, To: to})
			return &struct{ Body AuthorizationView }{authorizationView(a)}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "authorization-confirm", Method: http.MethodPost, Path: "/authorizations/{id}/confirmation", Summary: "Confirm an authorization", Description: "One that says that nobody supervises is in force only when another person than the one who recorded it has confirmed it."},
		func(ctx context.Context, in *RoomRef) (*struct{ Body AuthorizationView }, error) {
			a, err := s.ConfirmAuthorization(ctx, site.AuthorizationID(in.ID))
			if err != nil {
				return nil, err
			}
			return &struct{ Body AuthorizationView }{authorizationView(a)}, nil
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "authorization-revoke", Method: http.MethodPost, Path: "/authorizations/{id}/revoke", Summary: "End an authorization", Description: "Bookings on days without another are marked to be rebooked."},
		func(ctx context.Context, in *struct {
			RoomRef
			Body reasonBody
		}) (*rebookedOut, error) {
			n, err := s.RevokeAuthorization(ctx, site.AuthorizationID(in.ID), in.Body.Reason)
			return &rebookedOut{RebookedView{Rebooked: n}}, err
		})
}

func registerScans(g Groups, s *site.Service) {
	huma.Register(g.Staff, huma.Operation{OperationID: "authorization-file", Method: http.MethodPut, Path: "/authorizations/{id}/file", MaxBodyBytes: site.MaxScan + 1, Summary: "Upload the scan of an authorization",
		Description: "JPG, PNG or PDF, at most 10 MB; the type is read from the content. An earlier scan is replaced, and the trail keeps the digests of both."},
		func(ctx context.Context, in *struct {
			RoomRef
			RawBody []byte `contentType:"application/octet-stream"`
		}) (*struct{ Body AuthorizationView }, error) {
			a, err := s.SetAuthorizationFile(ctx, site.AuthorizationID(in.ID), in.RawBody)
			return &struct{ Body AuthorizationView }{authorizationView(a)}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "authorization-file-read", Method: http.MethodGet, Path: "/authorizations/{id}/file", Summary: "The scan of an authorization", Description: "Reading it is on the audit trail."},
		func(ctx context.Context, in *RoomRef) (*fileOut, error) {
			data, ct, err := s.AuthorizationFile(ctx, site.AuthorizationID(in.ID))
			return &fileOut{ct, "inline", data}, err
		})
}
