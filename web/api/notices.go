package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/people/notice"
)

// NoticeTextForm is a text in one language.
type NoticeTextForm struct {
	Title string `json:"title" minLength:"2" maxLength:"100"`
	Body  string `json:"body" minLength:"2" maxLength:"20000" doc:"paragraphs separated by an empty line"`
}

func (f NoticeTextForm) text() notice.Text { return notice.Text{Title: f.Title, Body: f.Body} }

// NoticeVersionView is one published version of a text.
type NoticeVersionView struct {
	Version     int            `json:"version"`
	PublishedAt time.Time      `json:"publishedAt"`
	ZH          NoticeTextForm `json:"zh"`
	EN          NoticeTextForm `json:"en"`
}

func noticeVersionView(v notice.Version) NoticeVersionView {
	return NoticeVersionView{v.ZH.Version, v.ZH.Published, NoticeTextForm{v.ZH.Title, v.ZH.Body}, NoticeTextForm{v.EN.Title, v.EN.Body}}
}

// NoticeKindPath is a part of inputs; huma reads embedded parts only where their names are exported.
type NoticeKindPath struct {
	Kind notice.Kind `path:"kind" enum:"PRIVACY,TRUTH_PLEDGE,EXAM_PLEDGE,RECORDING,FACE_CONSENT"`
}

// registerNotices declares the texts that people confirm, and the authorities one may send something to.
func registerNotices(g Groups, p People) {
	huma.Register(g.Staff, huma.Operation{OperationID: "notice-versions", Method: http.MethodGet, Path: "/notices/{kind}", Summary: "Versions of a text", Description: "In both languages, newest first: what people confirmed, word by word."},
		func(ctx context.Context, in *NoticeKindPath) (*struct{ Body Page[NoticeVersionView] }, error) {
			list, err := p.Notices.Versions(ctx, in.Kind)
			return &struct{ Body Page[NoticeVersionView] }{page(list, len(list), noticeVersionView, nil)}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "notice-publish", Method: http.MethodPost, Path: "/notices/{kind}", DefaultStatus: http.StatusCreated, Summary: "Publish a new version of a text",
		Description: "By a system administrator of the root authority, at once; from then on people are asked to confirm this version. Earlier versions stay."},
		func(ctx context.Context, in *struct {
			NoticeKindPath
			Body struct {
				After int            `json:"after" minimum:"1" doc:"the version in force that was read before writing"`
				ZH    NoticeTextForm `json:"zh"`
				EN    NoticeTextForm `json:"en"`
			}
		}) (*struct {
			Body struct {
				Version int `json:"version"`
			}
		}, error) {
			out := &struct {
				Body struct {
					Version int `json:"version"`
				}
			}{}
			var err error
			out.Body.Version, err = p.Notices.PublishAfter(ctx, in.Kind, in.Body.After, in.Body.ZH.text(), in.Body.EN.text())
			return out, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "authorities", Method: http.MethodGet, Path: "/authorities", Summary: "Authorities one may choose", Description: "Those above the caller's organisations, from the root down, then those within them."},
		func(ctx context.Context, _ *struct{}) (*struct{ Body Page[AuthorityView] }, error) {
			list, err := p.Persons.Authorities(ctx)
			return &struct{ Body Page[AuthorityView] }{page(list, len(list), authorityView, nil)}, err
		})
}

// AuthorityView is what everybody may know of an authority.
type AuthorityView struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	Region string `json:"region"`
}

func authorityView(o people.Org) AuthorityView { return AuthorityView{string(o.ID), o.Name, o.Region} }
