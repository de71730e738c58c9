package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/suikao/suikao/exam/application"
	"github.com/suikao/suikao/questionbank/assembly"
)

func registerReview(g Groups, s *application.Service) {
	huma.Register(g.Staff, huma.Operation{OperationID: "applications", Method: http.MethodGet, Path: "/applications", Summary: "Applications to review",
		Description: "Within the caller's organisations, oldest first; materials are in the single view."},
		func(ctx context.Context, in *struct {
			Paging
			State []application.State `query:"state" maxItems:"8" enum:"DRAFT,SUBMITTED,TO_CORRECT,ACCEPTED,APPROVED,REJECTED,LAPSED,FULFILLED"`
		}) (*applicationsOut, error) {
			list, err := s.Queue(ctx, in.State, application.ID(in.Cursor), in.Limit+1)
			return &applicationsOut{page(list, in.Limit, applicationView, func(a application.Application) string { return string(a.ID) })}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "application-return", Method: http.MethodPost, Path: "/applications/{id}/return", Summary: "Return for correction",
		Description: "Every defect in one list (一次性告知). A second list may name only what the first named or what changed since."},
		func(ctx context.Context, in *struct {
			ApplicationRef
			Body struct {
				Defects []DefectView `json:"defects" minItems:"1" maxItems:"30" nullable:"false"`
			}
		}) (*applicationOut, error) {
			var list []application.Defect
			for _, d := range in.Body.Defects {
				list = append(list, application.Defect{Material: d.Material, What: d.What})
			}
			return oneApplication(s.Return(ctx, in.application(), list))
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "application-accept", Method: http.MethodPost, Path: "/applications/{id}/accept", Summary: "Accept (受理)", Description: "The materials are complete; the decision follows."},
		func(ctx context.Context, in *ApplicationRef) (*applicationOut, error) {
			return oneApplication(s.Accept(ctx, in.application()))
		})
}

func registerDecisions(g Groups, s *application.Service) {
	huma.Register(g.Staff, huma.Operation{OperationID: "application-help", Method: http.MethodPost, Path: "/applications/{id}/help", Summary: "Decide on an accommodation",
		Description: "Extra minutes granted for the paper, 0 to refuse or where help is of another sort; the note says what."},
		func(ctx context.Context, in *struct {
			ApplicationRef
			Body struct {
				ExtraMinutes int               `json:"extraMinutes" minimum:"0" maximum:"120"`
				Language     assembly.Language `json:"language,omitempty" enum:"mn-Mong,bo,ug,kk-Arab,ko,en" doc:"in which the questions are shown too; where the ground is LANGUAGE"`
				Note         string            `json:"note" minLength:"1" maxLength:"400"`
			}
		}) (*applicationOut, error) {
			return oneApplication(s.DecideHelp(ctx, in.application(), in.Body.ExtraMinutes, in.Body.Language, in.Body.Note))
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "application-approve", Method: http.MethodPost, Path: "/applications/{id}/approve", Summary: "Approve", Description: "By somebody who is neither the applicant nor the one who handed it in."},
		func(ctx context.Context, in *ApplicationRef) (*applicationOut, error) {
			return oneApplication(s.Approve(ctx, in.application()))
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "application-reject", Method: http.MethodPost, Path: "/applications/{id}/reject", Summary: "Reject", Description: "With the reason that the applicant reads."},
		func(ctx context.Context, in *struct {
			ApplicationRef
			Body struct {
				Reason string `json:"reason" minLength:"1" maxLength:"400"`
			}
		}) (*applicationOut, error) {
			return oneApplication(s.Reject(ctx, in.application(), in.Body.Reason))
		})
}
