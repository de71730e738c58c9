package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/people/identity"
	"github.com/suikao/suikao/exam/people/notice"
	"github.com/suikao/suikao/internal/actor"
)

// NoticeView is a text in force.
type NoticeView struct {
	Kind        notice.Kind `json:"kind"`
	Version     int         `json:"version"`
	Lang        string      `json:"lang"`
	Title       string      `json:"title"`
	Body        string      `json:"body" doc:"paragraphs separated by an empty line"`
	PublishedAt time.Time   `json:"publishedAt"`
}

type noticeIn struct {
	Kind notice.Kind `path:"kind" enum:"PRIVACY,TRUTH_PLEDGE,EXAM_PLEDGE,RECORDING,FACE_CONSENT"`
	Lang string      `query:"lang" maxLength:"8" doc:"zh-CN or en"`
}

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
	huma.Register(g.Public, huma.Operation{OperationID: "notice", Method: http.MethodGet, Path: "/notices/{kind}", Summary: "A text in force",
		Description: "Privacy notice, pledges, recording notice, face consent: the version in force in one language."},
		func(ctx context.Context, in *noticeIn) (*struct{ Body NoticeView }, error) {
			n, err := p.Notices.Notice(ctx, in.Kind, in.Lang)
			if err != nil {
				return nil, err
			}
			return &struct{ Body NoticeView }{NoticeView{n.Kind, n.Version, n.Lang, n.Title, n.Body, n.Published}}, nil
		})
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
	registerOwnConsents(g, p)
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

func registerOwnConsents(g Groups, p People) {
	huma.Register(g.Candidate, huma.Operation{OperationID: "candidate-confirm", Method: http.MethodPost, Path: "/me/confirmations", DefaultStatus: http.StatusNoContent,
		Summary: "Confirm a text", Description: "The version in force only; about names an application or sitting where the text is confirmed for one."},
		func(ctx context.Context, in *struct {
			Body struct {
				Kind    notice.Kind `json:"kind" enum:"PRIVACY,TRUTH_PLEDGE,EXAM_PLEDGE,RECORDING,FACE_CONSENT"`
				Version int         `json:"version" minimum:"1"`
				Lang    string      `json:"lang,omitempty" maxLength:"8"`
				About   string      `json:"about,omitempty" maxLength:"64" pattern:"^[a-z_]+:[0-9a-z]{26}$"`
			}
		}) (*struct{}, error) {
			b := in.Body
			return nil, p.Notices.Confirm(ctx, people.PersonID(actor.From(ctx).Person), notice.ConfirmInput{Kind: b.Kind, Version: b.Version, Lang: b.Lang, About: b.About, Channel: "PORTAL"})
		})
	huma.Register(g.Candidate, huma.Operation{OperationID: "candidate-withdraw", Method: http.MethodDelete, Path: "/me/face-consent", DefaultStatus: http.StatusNoContent,
		Summary: "Withdraw face consent", Description: "Templates are deleted; the way without a face is as good."},
		func(ctx context.Context, _ *struct{}) (*struct{}, error) {
			return nil, p.Notices.Withdraw(ctx, notice.FaceConsent)
		})
}
