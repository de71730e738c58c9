package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/suikao/suikao/exam/people/notice"
)

// OwnRecordView is what is kept about the candidate beside the person itself.
type OwnRecordView struct {
	Works         []OwnWorkView         `json:"works" nullable:"false" doc:"oldest first"`
	Confirmations []OwnConfirmationView `json:"confirmations" nullable:"false" doc:"newest first"`
}

// OwnWorkView is one of the candidate's employments.
type OwnWorkView struct {
	EmploymentView
	OrgName string `json:"orgName"`
}

// OwnConfirmationView is a text the candidate confirmed.
type OwnConfirmationView struct {
	Kind        notice.Kind `json:"kind" enum:"PRIVACY,TRUTH_PLEDGE,EXAM_PLEDGE,RECORDING,FACE_CONSENT"`
	Version     int         `json:"version"`
	Lang        string      `json:"lang"`
	Channel     string      `json:"channel" doc:"PORTAL, SEAT, GATE or COUNTER"`
	ByClerk     bool        `json:"byClerk" doc:"a clerk took it for the person"`
	At          time.Time   `json:"at"`
	WithdrawnAt *time.Time  `json:"withdrawnAt,omitempty"`
}

func registerOwnRecord(g Groups, p People) {
	huma.Register(g.Candidate, huma.Operation{OperationID: "candidate-record", Method: http.MethodGet, Path: "/me/record", Summary: "What is kept about me",
		Description: "Employments, and every text I confirmed with its version, also those I took back."},
		func(ctx context.Context, _ *struct{}) (*struct{ Body OwnRecordView }, error) {
			works, err := p.Persons.OwnWorks(ctx)
			if err != nil {
				return nil, err
			}
			confirmed, err := p.Notices.Own(ctx)
			if err != nil {
				return nil, err
			}
			out := OwnRecordView{Works: []OwnWorkView{}, Confirmations: []OwnConfirmationView{}}
			for _, w := range works {
				out.Works = append(out.Works, OwnWorkView{employmentView(w.Employment), w.OrgName})
			}
			for _, c := range confirmed {
				out.Confirmations = append(out.Confirmations, OwnConfirmationView{c.Kind, c.Version, c.Lang, c.Channel, c.By != "", c.At, when(c.Withdrawn)})
			}
			return &struct{ Body OwnRecordView }{out}, nil
		})
}
