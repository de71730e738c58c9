package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/exam/permit/issuing"
)

// PermitRun is a set of applications that are issued at once.
type PermitRun struct {
	ID        string     `json:"id"`
	Issuer    string     `json:"issuer"`
	Total     int        `json:"total"`
	State     string     `json:"state" enum:"RUNNING,STOPPED,DONE"`
	Reason    string     `json:"reason,omitempty" doc:"why it was stopped by itself, in the language of Accept-Language"`
	StartedAt time.Time  `json:"startedAt"`
	EndedAt   *time.Time `json:"endedAt,omitempty"`
	StoppedBy string     `json:"stoppedBy,omitempty"`
}

func permitRun(r issuing.Run, lang string) PermitRun {
	v := PermitRun{ID: string(r.ID), Issuer: r.Name, Total: r.Total, State: string(r.State), StartedAt: r.StartedAt, EndedAt: when(r.EndedAt), StoppedBy: r.StoppedBy}
	if r.Reason != "" {
		v.Reason = issuing.ErrEnded.Text(lang)
	}
	return v
}

// PermitRunLine is an application that could not be issued.
type PermitRunLine struct {
	N           int    `json:"n"`
	Application string `json:"application"`
	Code        string `json:"code"`
	Text        string `json:"text" doc:"in the language of Accept-Language"`
}

// PermitRunView is a run with how far it is.
type PermitRunView struct {
	PermitRun
	Waiting  int             `json:"waiting"`
	Issued   int             `json:"issued"`
	Failed   int             `json:"failed"`
	Failures []PermitRunLine `json:"failures" nullable:"false" doc:"a page of what could not be issued"`
}

// RegisterIssuing declares the issue of many permits at once.
func RegisterIssuing(g Groups, s *issuing.Service) {
	huma.Register(g.Staff, huma.Operation{OperationID: "permit-runs-waiting", Method: http.MethodGet, Path: "/permit-runs/waiting", Summary: "How many approved applications wait",
		Description: "Of the caller's authority; at most 10,000."},
		func(ctx context.Context, _ *struct{}) (*struct {
			Body struct {
				Waiting int `json:"waiting"`
			}
		}, error) {
			out := &struct {
				Body struct {
					Waiting int `json:"waiting"`
				}
			}{}
			var err error
			out.Body.Waiting, err = s.Waiting(ctx)
			return out, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "permit-runs", Method: http.MethodGet, Path: "/permit-runs", Summary: "Runs of issuing",
		Description: "Of the caller's authorities, newest first."},
		func(ctx context.Context, in *struct {
			Paging
			Lang string `header:"Accept-Language" maxLength:"200"`
		}) (*struct{ Body Page[PermitRun] }, error) {
			list, err := s.Runs(ctx, issuing.RunID(in.Cursor), in.Limit)
			return &struct{ Body Page[PermitRun] }{pageFull(list, in.Limit, func(r issuing.Run) PermitRun { return permitRun(r, in.Lang) }, func(r issuing.Run) string { return string(r.ID) })}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "permit-run-start", Method: http.MethodPost, Path: "/permit-runs", DefaultStatus: http.StatusCreated, Summary: "Issue many permits",
		Description: "All approved applications of the caller's authority, or those named, at most 10,000. Each is issued as one by one; what cannot be issued is listed and holds nothing up."},
		func(ctx context.Context, in *struct {
			Lang string `header:"Accept-Language" maxLength:"200"`
			Body struct {
				Applications []string `json:"applications,omitempty" maxItems:"10000"`
			}
		}) (*struct{ Body PermitRun }, error) {
			var chosen []permit.ApplicationID
			for _, id := range in.Body.Applications {
				chosen = append(chosen, permit.ApplicationID(id))
			}
			r, err := s.Start(ctx, chosen)
			return &struct{ Body PermitRun }{permitRun(r, in.Lang)}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "permit-run", Method: http.MethodGet, Path: "/permit-runs/{id}", Summary: "A run of issuing",
		Description: "How far it is, and what could not be issued."},
		func(ctx context.Context, in *struct {
			IDRef
			After int    `query:"after" minimum:"0" maximum:"10000" doc:"place after which the page begins"`
			Lang  string `header:"Accept-Language" maxLength:"200"`
		}) (*struct{ Body PermitRunView }, error) {
			r, n, lines, err := s.Look(ctx, issuing.RunID(in.ID), issuing.Failed, in.After, 200)
			v := PermitRunView{PermitRun: permitRun(r, in.Lang), Waiting: n[issuing.Waits], Issued: n[issuing.Issued], Failed: n[issuing.Failed], Failures: []PermitRunLine{}}
			for _, l := range lines {
				text := l.ZH
				if english(in.Lang) {
					text = l.EN
				}
				v.Failures = append(v.Failures, PermitRunLine{l.N, string(l.Application), l.Fault, text})
			}
			return &struct{ Body PermitRunView }{v}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "permit-run-stop", Method: http.MethodPost, Path: "/permit-runs/{id}/stop", Summary: "Stop a run of issuing",
		Description: "What was issued stays."},
		func(ctx context.Context, in *struct {
			IDRef
			Lang string `header:"Accept-Language" maxLength:"200"`
		}) (*struct{ Body PermitRun }, error) {
			r, err := s.Stop(ctx, issuing.RunID(in.ID))
			return &struct{ Body PermitRun }{permitRun(r, in.Lang)}, err
		})
}
