package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
)

// HealthView is a statement of fitness, never a diagnosis.
type HealthView struct {
	Fit         bool   `json:"fit"`
	On          string `json:"on" format:"date" maxLength:"10"`
	Institution string `json:"institution" maxLength:"100"`
}

// PapersIn is what the applicant adds to what is on file.
type PapersIn struct {
	PledgeVersion int         `json:"pledgeVersion" minimum:"1" maximum:"100000" doc:"of the 材料真实性承诺书 the applicant confirms"`
	Health        *HealthView `json:"health,omitempty" doc:"where the rules ask for one"`
}

// AskIn is what an application about an existing permit says beside its papers.
type AskIn struct {
	Ground string `json:"ground,omitempty" enum:"LOST,DAMAGED,STOLEN,NAME,DOCUMENT,ABROAD,DETAINED,MILITARY,ILLNESS,OTHER" doc:"why: of a replacement, a correction or a deferral"`
	Proof  string `json:"proof,omitempty" maxLength:"200" doc:"CORRECTION, DEFERRED: the paper that proves it, with its number"`
	Until  string `json:"deferTo,omitempty" format:"date" doc:"DEFERRED: the last day by which the permit will be renewed"`
	Work   string `json:"work,omitempty" maxLength:"400" doc:"RENEWAL: 从业说明, where the rules ask for one"`
}

func (a AskIn) ask() permit.Ask {
	return permit.Ask{Ground: permit.Ground(a.Ground), Proof: a.Proof, Until: actor.Date(a.Until), Work: a.Work}
}

func (p PapersIn) papers() permit.Papers {
	out := permit.Papers{PledgeVersion: p.PledgeVersion}
	if p.Health != nil {
		out.Health = &permit.Health{Fit: p.Health.Fit, On: actor.Date(p.Health.On), Institution: p.Health.Institution}
	}
	return out
}

// PermitApplicationView is an application for a permit.
type PermitApplicationView struct {
	ID          string                  `json:"id"`
	Kind        permit.ApplicationKind  `json:"kind" enum:"FIRST_ISSUE,RENEWAL,REPLACEMENT,CORRECTION,DEFERRED"`
	Old         string                  `json:"old,omitempty" doc:"the permit that it is about"`
	Ask         AskIn                   `json:"ask"`
	Item        string                  `json:"item"`
	PersonType  rules.PersonType        `json:"personType" enum:"PRINCIPAL,SAFETY_MANAGER,SPECIAL_OPERATOR"`
	State       permit.ApplicationState `json:"state" enum:"SUBMITTED,TO_CORRECT,APPROVED,REJECTED,WITHDRAWN,ISSUED"`
	Papers      PapersIn                `json:"papers"`
	Basis       permit.Basis            `json:"basis" doc:"where each condition was met: ids and dates"`
	Defects     []string                `json:"defects" nullable:"false" doc:"the one list of everything to correct"`
	Reason      string                  `json:"reason,omitempty" doc:"of a rejection"`
	SubmittedAt time.Time               `json:"submittedAt"`
	CheckBy     string                  `json:"checkBy" format:"date" doc:"the papers are checked by the end of this day"`
	IssueBy     string                  `json:"issueBy" format:"date" doc:"decided by the end of this day"`
	Permit      string                  `json:"permit,omitempty"`
}

// bare leaves out the natural persons behind the parts: they are there to keep steps apart, not for the applicant.
func bare(b permit.Basis) permit.Basis {
	b.Releasers = []people.PersonID{}
	if b.Practical != nil {
		p := *b.Practical
		p.Assessors = []people.PersonID{}
		b.Practical = &p
	}
	return b
}

func permitApplicationView(a permit.Application) PermitApplicationView {
	v := PermitApplicationView{ID: string(a.ID), Kind: a.Kind, Old: string(a.Old),
		Ask: AskIn{string(a.Ask.Ground), a.Ask.Proof, string(a.Ask.Until), a.Ask.Work}, Item: a.Item, PersonType: a.PersonType, State: a.State,
		Papers: PapersIn{PledgeVersion: a.Papers.PledgeVersion}, Basis: bare(a.Basis), Defects: a.Defects, Reason: a.Reason, SubmittedAt: a.SubmittedAt,
		CheckBy: string(a.CheckBy), IssueBy: string(a.IssueBy), Permit: string(a.Permit)}
	if h := a.Papers.Health; h != nil {
		v.Papers.Health = &HealthView{h.Fit, string(h.On), h.Institution}
	}
	if v.Defects == nil {
		v.Defects = []string{}
	}
	return v
}

type permitApplicationOut struct{ Body PermitApplicationView }

func permitApplicationOf(a permit.Application, err error) (*permitApplicationOut, error) {
	if err != nil {
		return nil, err
	}
	return &permitApplicationOut{permitApplicationView(a)}, nil
}

// PassView is a passed theory part.
type PassView struct {
	ID       string           `json:"id"`
	Item     string           `json:"item"`
	Result   string           `json:"result"`
	Revision int              `json:"revision"`
	On       string           `json:"on" format:"date"`
	Points   int              `json:"points"`
	Until    string           `json:"until,omitempty" format:"date" doc:"last day it counts when used today"`
	State    permit.PassState `json:"state" enum:"VALID,REPLACED"`
	Permit   string           `json:"permit,omitempty" doc:"issued on it"`
}

// ReadinessView says what is there and what is missing for a permit.
type ReadinessView struct {
	Ready   bool           `json:"ready"`
	Old     string         `json:"old,omitempty" doc:"the permit that the application would be about"`
	Health  bool           `json:"health" doc:"the rules ask for a health statement"`
	Work    bool           `json:"work" doc:"the rules ask for a statement of the work done"`
	Basis   permit.Basis   `json:"basis"`
	Lacking []ProblemField `json:"lacking" nullable:"false"`
}

// ApplyIn is what is applied for, with papers and grounds.
type ApplyIn struct {
	Kind string `json:"kind,omitempty" enum:"FIRST_ISSUE,RENEWAL,REPLACEMENT,CORRECTION,DEFERRED" doc:"left out: FIRST_ISSUE"`
	Item string `json:"item" minLength:"1" maxLength:"20"`
	PapersIn
	AskIn
}

func (in ApplyIn) request(p people.PersonID) permit.Request {
	return permit.Request{Kind: permit.ApplicationKind(in.Kind), Person: p, Item: in.Item, Papers: in.papers(), Ask: in.ask()}
}

type submitIn struct{ Body ApplyIn }

// RegisterPermit declares passes, permit applications, permits and their changes.
func RegisterPermit(g Groups, s *permit.Service) {
	registerOwnPermitApplications(g, s)
	registerWallet(g, s)
	registerPermitReview(g, s)
	registerPermits(g, s)
	registerPermitDay(g, s)
	registerEmployeePermits(g, s)
	registerPermitChanges(g, s)
}

func registerOwnPermitApplications(g Groups, s *permit.Service) {
	huma.Register(g.Candidate, huma.Operation{OperationID: "my-permit-readiness", Method: http.MethodGet, Path: "/permit-readiness", Summary: "What is missing for a permit",
		Description: "Every condition at once, each in plain words."},
		func(ctx context.Context, in *struct {
			Kind string `query:"kind" enum:"FIRST_ISSUE,RENEWAL,REPLACEMENT,CORRECTION,DEFERRED" doc:"left out: FIRST_ISSUE"`
			Item string `query:"item" minLength:"1" maxLength:"20" required:"true"`
			Lang string `header:"Accept-Language" maxLength:"200"`
		}) (*struct{ Body ReadinessView }, error) {
			r, err := s.Readiness(ctx, permit.ApplicationKind(in.Kind), in.Item)
			if err != nil {
				return nil, err
			}
			v := ReadinessView{Ready: r.Lacking == nil, Old: string(r.Old), Health: r.Health, Work: r.Work, Basis: bare(r.Basis), Lacking: []ProblemField{}}
			if r.Lacking != nil {
				for _, f := range r.Lacking.Fields() {
					v.Lacking = append(v.Lacking, ProblemField{Path: f.Path, Code: f.Err.Code(), Message: f.Err.Text(in.Lang)})
				}
			}
			return &struct{ Body ReadinessView }{v}, nil
		})
	huma.Register(g.Candidate, huma.Operation{OperationID: "my-permit-apply", Method: http.MethodPost, Path: "/permit-applications", DefaultStatus: http.StatusCreated,
		Summary:     "Apply for a permit",
		Description: "For a first one, or for the renewal, replacement, correction or deferral of the one held. Refused with every condition that is not met."},
		func(ctx context.Context, in *submitIn) (*permitApplicationOut, error) {
			return permitApplicationOf(s.Submit(ctx, in.Body.request("")))
		})
	huma.Register(g.Candidate, huma.Operation{OperationID: "my-permit-applications", Method: http.MethodGet, Path: "/permit-applications", Summary: "My permit applications",
		Description: "Newest first."},
		func(ctx context.Context, _ *struct{}) (*struct{ Body Page[PermitApplicationView] }, error) {
			list, err := s.OwnApplications(ctx)
			if err != nil {
				return nil, err
			}
			out := &struct{ Body Page[PermitApplicationView] }{Body: Page[PermitApplicationView]{Items: []PermitApplicationView{}}}
			for _, a := range list {
				out.Body.Items = append(out.Body.Items, permitApplicationView(a))
			}
			return out, nil
		})
	huma.Register(g.Candidate, huma.Operation{OperationID: "my-permit-application", Method: http.MethodGet, Path: "/permit-applications/{id}", Summary: "One of my permit applications",
		Description: "State, deadlines, what is to be corrected, and where each condition was met."},
		func(ctx context.Context, in *IDRef) (*permitApplicationOut, error) {
			return permitApplicationOf(s.LookApplication(ctx, permit.ApplicationID(in.ID)))
		})
	huma.Register(g.Candidate, huma.Operation{OperationID: "my-permit-correct", Method: http.MethodPost, Path: "/permit-applications/{id}/correct",
		Summary: "Hand a returned application in again", Description: "With corrected papers; the authority's clocks start anew."},
		func(ctx context.Context, in *struct {
			IDRef
			Body struct {
				PapersIn
				AskIn
			}
		}) (*permitApplicationOut, error) {
			return permitApplicationOf(s.Correct(ctx, permit.ApplicationID(in.ID), in.Body.papers(), in.Body.ask()))
		})
	huma.Register(g.Candidate, huma.Operation{OperationID: "my-permit-withdraw", Method: http.MethodPost, Path: "/permit-applications/{id}/withdraw",
		Summary: "Withdraw my application", Description: "Possible until the permit is issued."},
		func(ctx context.Context, in *IDRef) (*permitApplicationOut, error) {
			return permitApplicationOf(s.TakeBack(ctx, permit.ApplicationID(in.ID)))
		})
	huma.Register(g.Candidate, huma.Operation{OperationID: "my-passes", Method: http.MethodGet, Path: "/passes", Summary: "My passed theory parts",
		Description: "Newest first, with the last day on which each counts."},
		func(ctx context.Context, _ *struct{}) (*struct{ Body Page[PassView] }, error) {
			list, err := s.OwnPasses(ctx)
			if err != nil {
				return nil, err
			}
			out := &struct{ Body Page[PassView] }{Body: Page[PassView]{Items: []PassView{}}}
			for _, p := range list {
				out.Body.Items = append(out.Body.Items, PassView{string(p.Pass.ID), p.Pass.Item, string(p.Pass.Result), p.Pass.Revision,
					string(p.Pass.On), p.Pass.Points, string(p.Until), p.Pass.State, string(p.Used)})
			}
			return out, nil
		})
}

type counterIn struct {
	Body struct {
		Person string `json:"person" minLength:"26" maxLength:"26"`
		ApplyIn
	}
}
