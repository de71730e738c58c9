package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/people/identity"
	"github.com/suikao/suikao/exam/people/notice"
	"github.com/suikao/suikao/internal/actor"
)

// DocKindView is a kind of document that is accepted.
type DocKindView struct {
	Kind    identity.DocKind `json:"kind"`
	ZH      string           `json:"zh"`
	EN      string           `json:"en"`
	Decider identity.Decider `json:"decider" doc:"who matches person and document at the door"`
	Expires bool             `json:"expires"`
}

// MeView is the candidate's own record.
type MeView struct {
	PersonView
	PrivacyConfirmed bool `json:"privacyConfirmed" doc:"false when a newer privacy notice waits to be read"`
	FaceConsent      bool `json:"faceConsent"`
}

// StaffMeView is the staff member's own account.
type StaffMeView struct {
	ID         string      `json:"id"`
	Login      string      `json:"login"`
	Name       string      `json:"name"`
	MustChange bool        `json:"mustChange" doc:"the password must be changed before anything else"`
	Grants     []GrantView `json:"grants" nullable:"false"`
}

// RegisterMe declares what candidates and staff see of themselves, and the texts to read.
func RegisterMe(g Groups, p People) {
	huma.Register(g.Public, huma.Operation{OperationID: "document-kinds", Method: http.MethodGet, Path: "/document-kinds", Summary: "Accepted documents",
		Description: "In the order in which a form offers them, with who decides at the door."},
		func(context.Context, *struct{}) (*struct{ Body []DocKindView }, error) {
			out := []DocKindView{}
			for _, r := range identity.DocRules() {
				out = append(out, DocKindView(r))
			}
			return &struct{ Body []DocKindView }{out}, nil
		})
	registerStaffMe(g, p)
	registerCandidateMe(g, p)
	registerNotices(g, p)
	registerOwnRecord(g, p)
}

func registerStaffMe(g Groups, p People) {
	huma.Register(g.Staff, huma.Operation{OperationID: "staff-me", Method: http.MethodGet, Path: "/me", Summary: "My account", Description: "The acting staff member with roles."},
		func(ctx context.Context, in *browserIn) (*struct {
			Cookie http.Cookie `header:"Set-Cookie"`
			Body   StaffMeView
		}, error) {
			acc, grants, err := p.Accounts.ViewAccount(ctx, people.AccountID(actor.From(ctx).ID))
			if err != nil {
				return nil, err
			}
			return &struct {
				Cookie http.Cookie `header:"Set-Cookie"`
				Body   StaffMeView
			}{p.Sessions.CSRF(in.sent), StaffMeView{string(acc.ID), acc.Login, acc.Name, acc.MustChange, grantViews(grants)}}, nil
		})
}

func registerCandidateMe(g Groups, p People) {
	huma.Register(g.Candidate, huma.Operation{OperationID: "candidate-me", Method: http.MethodGet, Path: "/me", Summary: "My record", Description: "The acting candidate, numbers masked."},
		func(ctx context.Context, in *browserIn) (*struct {
			Cookie http.Cookie `header:"Set-Cookie"`
			Body   MeView
		}, error) {
			me, err := p.Candidates.Me(ctx)
			if err != nil {
				return nil, err
			}
			privacy, err := p.Notices.Confirmed(ctx, me.ID, notice.Privacy, "")
			if err != nil {
				return nil, err
			}
			face, err := p.Notices.Confirmed(ctx, me.ID, notice.FaceConsent, "")
			if err != nil {
				return nil, err
			}
			return &struct {
				Cookie http.Cookie `header:"Set-Cookie"`
				Body   MeView
			}{p.Sessions.CSRF(in.sent), MeView{personView(me), privacy, face}}, nil
		})
	huma.Register(g.Candidate, huma.Operation{OperationID: "candidate-photo-put", Method: http.MethodPut, Path: "/me/photo", Summary: "Hand in a document photo",
		Description: "JPEG or PNG, upright, light background; a person approves it.", MaxBodyBytes: photoBody},
		func(ctx context.Context, in *PhotoUpload) (*struct{ Body PhotoView }, error) {
			ph, err := p.Persons.SubmitPhoto(ctx, people.PersonID(actor.From(ctx).Person), in.RawBody)
			return &struct{ Body PhotoView }{photoView(ph)}, err
		})
	huma.Register(g.Candidate, huma.Operation{OperationID: "candidate-photo", Method: http.MethodGet, Path: "/me/photo", Summary: "My document photo", Description: "The current photo as JPEG."},
		func(ctx context.Context, _ *struct{}) (*jpegOut, error) {
			_, b, err := p.Persons.PhotoOf(ctx, people.PersonID(actor.From(ctx).Person))
			return &jpegOut{"image/jpeg", b}, err
		})
	huma.Register(g.Candidate, huma.Operation{OperationID: "candidate-phone-code", Method: http.MethodPost, Path: "/me/phone/code", DefaultStatus: http.StatusAccepted,
		Summary: "Send a code to my phone on file", Description: "The first half of changing the phone; the other code goes to the new phone (purpose NEW_PHONE)."},
		func(ctx context.Context, _ *struct{}) (*struct{}, error) {
			return nil, p.Candidates.SendOldPhoneCode(ctx, actor.From(ctx).Remote)
		})
	huma.Register(g.Candidate, huma.Operation{OperationID: "candidate-phone", Method: http.MethodPut, Path: "/me/phone", Summary: "Change my phone", Description: "By the codes sent to both phones."},
		func(ctx context.Context, in *struct {
			Body struct {
				OldCode string `json:"oldCode" minLength:"1" maxLength:"20"`
				Phone   string `json:"phone" minLength:"1" maxLength:"30"`
				NewCode string `json:"newCode" minLength:"1" maxLength:"20"`
			}
		}) (*struct{}, error) {
			return nil, p.Candidates.ChangePhone(ctx, in.Body.OldCode, in.Body.Phone, in.Body.NewCode)
		})
}
