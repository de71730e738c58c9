package api

import (
	"context"
	"net/http"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/permit"
)

// PermitReviewView is a permit application as the authority sees it.
type PermitReviewView struct {
	PermitApplicationView
	Person   string `json:"person"`
	Name     string `json:"name"`
	Document string `json:"document" doc:"masked"`
	Channel  string `json:"channel" enum:"SELF,COUNTER"`
	Reviewer string `json:"reviewer,omitempty"`
	DueOn    string `json:"dueOn,omitempty" format:"date" doc:"the authority has to act by the end of this day"`
}

type permitReviewOut struct{ Body PermitReviewView }

func permitReviewView(ctx context.Context, s *permit.Service, a permit.Application) (PermitReviewView, error) {
	p, err := s.Applicant(ctx, a)
	return PermitReviewView{permitApplicationView(a), string(a.Person), p.Name, p.DocMasked, a.Channel, a.ReviewerName, string(a.DueOn())}, err
}

func permitReviewOf(ctx context.Context, s *permit.Service, a permit.Application, err error) (*permitReviewOut, error) {
	if err != nil {
		return nil, err
	}
	v, err := permitReviewView(ctx, s, a)
	return &permitReviewOut{v}, err
}

func registerPermitReview(g Groups, s *permit.Service) {
	huma.Register(g.Staff, huma.Operation{OperationID: "permit-applications", Method: http.MethodGet, Path: "/permit-applications", Summary: "Permit applications",
		Description: "Of the caller's organisations, oldest first, with the day by which the authority has to act."},
		func(ctx context.Context, in *struct {
			Paging
			State string `query:"state" maxLength:"80" doc:"one or more of SUBMITTED, TO_CORRECT, APPROVED, REJECTED, WITHDRAWN, ISSUED, comma between"`
		}) (*struct{ Body Page[PermitReviewView] }, error) {
			q := permit.ApplicationQuery{After: permit.ApplicationID(in.Cursor), Limit: in.Limit}
			for _, one := range strings.FieldsFunc(in.State, func(r rune) bool { return r == ',' }) {
				q.States = append(q.States, permit.ApplicationState(one))
			}
			list, err := s.FindApplications(ctx, q)
			if err != nil {
				return nil, err
			}
			out := &struct{ Body Page[PermitReviewView] }{Body: Page[PermitReviewView]{Items: []PermitReviewView{}}}
			for _, a := range list {
				v, err := permitReviewView(ctx, s, a)
				if err != nil {
					return nil, err
				}
				out.Body.Items = append(out.Body.Items, v)
			}
			if len(list) == in.Limit {
				out.Body.Next = string(list[len(list)-1].ID)
			}
			return out, nil
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "permit-application", Method: http.MethodGet, Path: "/permit-applications/{id}", Summary: "One permit application",
		Description: "With papers and where each condition was met."},
		func(ctx context.Context, in *IDRef) (*permitReviewOut, error) {
			a, err := s.LookApplication(ctx, permit.ApplicationID(in.ID))
			return permitReviewOf(ctx, s, a, err)
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "permit-apply-for", Method: http.MethodPost, Path: "/permit-applications", DefaultStatus: http.StatusCreated,
		Summary: "Apply for a person at the counter", Description: "By a clerk of the authority; the trail keeps both names."},
		func(ctx context.Context, in *counterIn) (*permitReviewOut, error) {
			a, err := s.Submit(ctx, in.Body.request(people.PersonID(in.Body.Person)))
			return permitReviewOf(ctx, s, a, err)
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "permit-application-return", Method: http.MethodPost, Path: "/permit-applications/{id}/return",
		Summary: "Return an application for correction", Description: "一次性告知: every defect in one list."},
		func(ctx context.Context, in *struct {
			IDRef
			Body struct {
				Defects []string `json:"defects" minItems:"1" maxItems:"20" nullable:"false"`
			}
		}) (*permitReviewOut, error) {
			a, err := s.Return(ctx, permit.ApplicationID(in.ID), in.Body.Defects)
			return permitReviewOf(ctx, s, a, err)
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "permit-application-approve", Method: http.MethodPost, Path: "/permit-applications/{id}/approve",
		Summary: "Approve an application", Description: "Checks every condition again; another person issues."},
		func(ctx context.Context, in *IDRef) (*permitReviewOut, error) {
			a, err := s.Approve(ctx, permit.ApplicationID(in.ID))
			return permitReviewOf(ctx, s, a, err)
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "permit-application-reject", Method: http.MethodPost, Path: "/permit-applications/{id}/reject",
		Summary: "Reject an application", Description: "With a reason."},
		func(ctx context.Context, in *struct {
			IDRef
			Body PermitReasonIn
		}) (*permitReviewOut, error) {
			a, err := s.Reject(ctx, permit.ApplicationID(in.ID), in.Body.Reason)
			return permitReviewOf(ctx, s, a, err)
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "permit-issue", Method: http.MethodPost, Path: "/permit-applications/{id}/issue", DefaultStatus: http.StatusCreated,
		Summary: "Issue the permit", Description: "By an issuer who has done no other step. Dates follow from the rules of today."},
		func(ctx context.Context, in *struct {
			IDRef
			Lang string `header:"Accept-Language" maxLength:"200"`
		}) (*struct{ Body StaffPermit }, error) {
			p, err := s.Issue(ctx, permit.ApplicationID(in.ID))
			if err != nil {
				return nil, err
			}
			return staffPermit(ctx, s, p.ID, in.Lang)
		})
}

// PermitReasonIn is a body that holds a reason.
type PermitReasonIn struct {
	Reason string `json:"reason" minLength:"2" maxLength:"400"`
}

// PermitChangeView is a change that two people decide.
type PermitChangeView struct {
	ID         string             `json:"id"`
	Permit     string             `json:"permit"`
	Kind       permit.ChangeKind  `json:"kind" enum:"SUSPEND,RESUME,REVOKE,WITHDRAW,CANCEL,CONFIRM_NATIONAL,EXTEND,REPLACE"`
	Reason     string             `json:"reason"`
	Legal      string             `json:"legal"`
	State      permit.ChangeState `json:"state" enum:"OPEN,APPROVED,REFUSED"`
	ProposedBy string             `json:"proposedBy"`
	ProposedAt time.Time          `json:"proposedAt"`
	DecidedBy  string             `json:"decidedBy,omitempty"`
	DecidedAt  *time.Time         `json:"decidedAt,omitempty"`
	Note       string             `json:"note,omitempty"`
}

func permitChangeView(c permit.Change) PermitChangeView {
	return PermitChangeView{string(c.ID), string(c.Permit), c.Kind, c.Reason, c.Legal, c.State, c.ProposedName, c.ProposedAt, c.DecidedName,
		when(c.DecidedAt), c.Note}
}

// StaffPermit is a permit with provenance, history and changes.
type StaffPermit struct {
	PermitView
	Person      string             `json:"person"`
	Application string             `json:"application"`
	Basis       permit.Basis       `json:"basis"`
	IssuedBy    string             `json:"issuedBy"`
	IssuedAt    time.Time          `json:"issuedAt"`
	History     []PermitEventView  `json:"history" nullable:"false"`
	Changes     []PermitChangeView `json:"changes" nullable:"false"`
}

func staffPermit(ctx context.Context, s *permit.Service, id permit.ID, lang string) (*struct{ Body StaffPermit }, error) {
	v, err := s.Look(ctx, id)
	if err != nil {
		return nil, err
	}
	out := StaffPermit{PermitView: permitView(v, lang), Person: string(v.Permit.Person), Application: string(v.Permit.Application), Basis: v.Permit.Basis,
		IssuedBy: v.Permit.IssuerSigner, IssuedAt: v.Permit.IssuedAt, History: permitEvents(v.History, lang), Changes: []PermitChangeView{}}
	for _, c := range v.Changes {
		out.Changes = append(out.Changes, permitChangeView(c))
	}
	return &struct{ Body StaffPermit }{out}, nil
}

type searchPermitsIn struct {
	Lang string `header:"Accept-Language" maxLength:"200"`
	Body struct {
		Number   string `json:"number,omitempty" maxLength:"60" doc:"whole number"`
		Name     string `json:"name,omitempty" maxLength:"60" doc:"whole name"`
		Item     string `json:"item,omitempty" maxLength:"20"`
		Act      string `json:"act,omitempty" enum:"NONE,SUSPENDED,REVOKED,WITHDRAWN,CANCELLED,EXTENDED,REPLACED"`
		National string `json:"national,omitempty" enum:"PENDING,CONFIRMED"`
		Cursor   string `json:"cursor,omitempty" maxLength:"26"`
		Limit    int    `json:"limit,omitempty" minimum:"1" maximum:"200" default:"50"`
	}
}

func (in *searchPermitsIn) search() permit.Search {
	b := in.Body
	q := permit.Search{Number: b.Number, Name: b.Name, Item: b.Item, Nation: permit.National(b.National), Before: permit.ID(b.Cursor), Limit: b.Limit}
	if b.Act != "" {
		act := permit.Act(b.Act)
		if b.Act == "NONE" {
			act = ""
		}
		q.Act = &act
	}
	return q
}

func registerPermits(g Groups, s *permit.Service) {
	huma.Register(g.Staff, huma.Operation{OperationID: "permits-search", Method: http.MethodPost, Path: "/permits/search", Summary: "Find permits",
		Description: "Of the caller's organisations, newest first, numbers masked. A POST, so that no number stands in an address."},
		func(ctx context.Context, in *searchPermitsIn) (*struct{ Body Page[PermitView] }, error) {
			list, err := s.Find(ctx, in.search())
			if err != nil {
				return nil, err
			}
			return &struct{ Body Page[PermitView] }{pageOf(list, in.Body.Limit, func(v permit.View) PermitView { return permitView(v, in.Lang) },
				func(v permit.View) string { return string(v.Permit.ID) })}, nil
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "permit", Method: http.MethodGet, Path: "/permits/{id}", Summary: "One permit",
		Description: "With provenance, every status it ever had, and changes."},
		func(ctx context.Context, in *struct {
			IDRef
			Lang string `header:"Accept-Language" maxLength:"200"`
		}) (*struct{ Body StaffPermit }, error) {
			return staffPermit(ctx, s, permit.ID(in.ID), in.Lang)
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "permit-unmask", Method: http.MethodPost, Path: "/permits/{id}/number", Summary: "Read the clear number",
		Description: "The reason goes to the audit trail."},
		func(ctx context.Context, in *struct {
			IDRef
			Body PermitReasonIn
		}) (*struct {
			Body struct {
				Number string `json:"number"`
			}
		}, error) {
			n, err := s.Unmask(ctx, permit.ID(in.ID), in.Body.Reason)
			out := &struct {
				Body struct {
					Number string `json:"number"`
				}
			}{}
			out.Body.Number = n
			return out, err
		})
}

func registerPermitChanges(g Groups, s *permit.Service) {
	huma.Register(g.Staff, huma.Operation{OperationID: "permit-propose", Method: http.MethodPost, Path: "/permits/{id}/changes", DefaultStatus: http.StatusCreated,
		Summary: "Propose a change of status", Description: "Suspend, resume, revoke, withdraw, cancel, or confirm what the national register says; a second person decides."},
		func(ctx context.Context, in *struct {
			IDRef
			Body struct {
				Kind   string `json:"kind" enum:"SUSPEND,RESUME,REVOKE,WITHDRAW,CANCEL,CONFIRM_NATIONAL"`
				Reason string `json:"reason" minLength:"2" maxLength:"400"`
				Legal  string `json:"legal" minLength:"2" maxLength:"200" doc:"legal basis; for CONFIRM_NATIONAL the reference in the national register"`
			}
		}) (*struct{ Body PermitChangeView }, error) {
			c, err := s.Propose(ctx, permit.ID(in.ID), permit.ChangeKind(in.Body.Kind), in.Body.Reason, in.Body.Legal)
			return &struct{ Body PermitChangeView }{permitChangeView(c)}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "permit-changes", Method: http.MethodGet, Path: "/permit-changes", Summary: "Changes that wait for a second person",
		Description: "Of the caller's organisations, oldest first."},
		func(ctx context.Context, in *Paging) (*struct{ Body Page[PermitChangeView] }, error) {
			list, err := s.OpenChanges(ctx, permit.ChangeID(in.Cursor), in.Limit)
			if err != nil {
				return nil, err
			}
			return &struct{ Body Page[PermitChangeView] }{pageOf(list, in.Limit, permitChangeView, func(c permit.Change) string { return string(c.ID) })}, nil
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "permit-decide", Method: http.MethodPost, Path: "/permit-changes/{id}/decide", Summary: "Decide a proposed change",
		Description: "By another natural person than the proposer."},
		func(ctx context.Context, in *struct {
			IDRef
			Body struct {
				Approve bool   `json:"approve"`
				Note    string `json:"note" minLength:"2" maxLength:"400"`
			}
		}) (*struct{ Body PermitChangeView }, error) {
			c, err := s.Decide(ctx, permit.ChangeID(in.ID), in.Body.Approve, in.Body.Note)
			return &struct{ Body PermitChangeView }{permitChangeView(c)}, err
		})
}
