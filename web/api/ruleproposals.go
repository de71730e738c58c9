package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/suikao/suikao/exam/rules"
)

// RuleProposal is an imported file and what became of it.
type RuleProposal struct {
	ID           string              `json:"id"`
	Title        string              `json:"title"`
	Org          string              `json:"org,omitempty" doc:"empty: national"`
	Digest       string              `json:"digest" doc:"sha256 of the file; approve sends it back"`
	State        rules.ProposalState `json:"state" enum:"PENDING,APPROVED,REJECTED,WITHDRAWN"`
	ProposedName string              `json:"proposedName"`
	ProposedAt   time.Time           `json:"proposedAt"`
	DecidedName  string              `json:"decidedName,omitempty"`
	DecidedAt    *time.Time          `json:"decidedAt,omitempty"`
	Reason       string              `json:"reason,omitempty"`
}

// RulePreview is a proposal with the differences it makes.
type RulePreview struct {
	Proposal RuleProposal `json:"proposal"`
	Content  string       `json:"content" doc:"the file as it was read"`
	Changes  []RuleChange `json:"changes" nullable:"false"`
	Warnings []string     `json:"warnings" nullable:"false"`
	Problem  *RuleProblem `json:"problem,omitempty" doc:"set where the file no longer fits the rules in force"`
}

// RuleProblem says why a pending proposal cannot be approved as it is.
type RuleProblem struct {
	Code  string     `json:"code"`
	Text  RuleText   `json:"text"`
	Lines []RuleText `json:"lines" nullable:"false"`
}

// RuleChange is one difference.
type RuleChange struct {
	Kind   string   `json:"kind" enum:"RULE_SET,CLOSE,ITEM,CALENDAR,BASIS"`
	Key    string   `json:"key"`
	Field  string   `json:"field,omitempty"`
	Label  RuleText `json:"label"`
	Before string   `json:"before"`
	After  string   `json:"after"`
	Source string   `json:"source,omitempty"`
	Note   string   `json:"note,omitempty"`
}

func ruleProposal(p rules.Proposal) RuleProposal {
	v := RuleProposal{ID: string(p.ID), Title: p.Title, Org: string(p.Org), Digest: p.Digest, State: p.State, ProposedName: p.ProposedName,
		ProposedAt: p.ProposedAt, DecidedName: p.DecidedName, Reason: p.Reason}
	if !p.DecidedAt.IsZero() {
		v.DecidedAt = &p.DecidedAt
	}
	return v
}

func rulePreview(p rules.Preview) RulePreview {
	v := RulePreview{Proposal: ruleProposal(p.Proposal), Content: p.Proposal.Content, Changes: []RuleChange{}, Warnings: append([]string{}, p.Warnings...)}
	for _, c := range p.Changes {
		v.Changes = append(v.Changes, RuleChange{c.Kind, c.Key, c.Field, RuleText{c.Zh, c.En}, c.Before, c.After, c.Source, c.Note})
	}
	if p.Problem != nil {
		v.Problem = &RuleProblem{Code: p.Problem.Code(), Text: RuleText{p.Problem.Text("zh"), p.Problem.Text("en")}, Lines: []RuleText{}}
		for _, f := range p.Problem.Fields() {
			v.Problem.Lines = append(v.Problem.Lines, RuleText{f.Path + "：" + f.Err.Text("zh"), f.Path + ": " + f.Err.Text("en")})
		}
	}
	return v
}

// RuleProposalID names a proposal. It is exported because huma passes over embedded unexported structs.
type RuleProposalID struct {
	ID string `path:"id" maxLength:"26"`
}

type ruleProposalOut struct{ Body RuleProposal }

func registerProposals(g Groups, s *rules.Service) {
	huma.Register(g.Staff, huma.Operation{
		OperationID: "rules-propose", Method: http.MethodPost, Path: "/rules/proposals", DefaultStatus: http.StatusCreated, Summary: "Import a rule file",
		Description: "Reads the YAML, refuses it with lines where it is wrong, and stores it for a second person with the differences it would make.",
	}, func(ctx context.Context, in *struct {
		Body struct {
			Content string `json:"content" minLength:"1" maxLength:"524288"`
		}
	}) (*struct{ Body RulePreview }, error) {
		p, err := s.Propose(ctx, []byte(in.Body.Content))
		if err != nil {
			return nil, err
		}
		return &struct{ Body RulePreview }{rulePreview(p)}, nil
	})
	huma.Register(g.Staff, huma.Operation{
		OperationID: "rules-proposals", Method: http.MethodGet, Path: "/rules/proposals", Summary: "Proposals, newest first",
		Description: "Those of the organisations the caller edits, approves or audits.",
	}, func(ctx context.Context, in *struct {
		Paging
		State string `query:"state" enum:"PENDING,APPROVED,REJECTED,WITHDRAWN"`
	}) (*struct{ Body Page[RuleProposal] }, error) {
		list, next, err := s.Proposals(ctx, rules.ProposalFilter{State: rules.ProposalState(in.State), Before: rules.ProposalID(in.Cursor), Limit: in.Limit})
		if err != nil {
			return nil, err
		}
		page := Page[RuleProposal]{Items: []RuleProposal{}, Next: string(next)}
		for _, p := range list {
			page.Items = append(page.Items, ruleProposal(p))
		}
		return &struct{ Body Page[RuleProposal] }{page}, nil
	})
	huma.Register(g.Staff, huma.Operation{
		OperationID: "rules-proposal", Method: http.MethodGet, Path: "/rules/proposals/{id}", Summary: "A proposal with its differences",
		Description: "For a pending one the differences to the rules of this moment.",
	}, func(ctx context.Context, in *RuleProposalID) (*struct{ Body RulePreview }, error) {
		p, err := s.Preview(ctx, rules.ProposalID(in.ID))
		if err != nil {
			return nil, err
		}
		return &struct{ Body RulePreview }{rulePreview(p)}, nil
	})
	huma.Register(g.Staff, huma.Operation{
		OperationID: "rules-approve", Method: http.MethodPost, Path: "/rules/proposals/{id}/approve", Summary: "Put a proposal into force",
		Description: "By an approver who is not the natural person that proposed it, for exactly the file with this digest.",
	}, func(ctx context.Context, in *struct {
		RuleProposalID
		Body struct {
			Digest string `json:"digest" minLength:"64" maxLength:"64"`
		}
	}) (*ruleProposalOut, error) {
		p, err := s.Approve(ctx, rules.ProposalID(in.ID), in.Body.Digest)
		if err != nil {
			return nil, err
		}
		return &ruleProposalOut{ruleProposal(p)}, nil
	})
	huma.Register(g.Staff, huma.Operation{
		OperationID: "rules-reject", Method: http.MethodPost, Path: "/rules/proposals/{id}/reject", Summary: "Reject a proposal",
		Description: "By an approver who is not the natural person that proposed it, with a reason.",
	}, func(ctx context.Context, in *struct {
		RuleProposalID
		Body struct {
			Reason string `json:"reason" minLength:"1" maxLength:"500"`
		}
	}) (*ruleProposalOut, error) {
		p, err := s.Reject(ctx, rules.ProposalID(in.ID), in.Body.Reason)
		if err != nil {
			return nil, err
		}
		return &ruleProposalOut{ruleProposal(p)}, nil
	})
	huma.Register(g.Staff, huma.Operation{
		OperationID: "rules-withdraw", Method: http.MethodPost, Path: "/rules/proposals/{id}/withdraw", Summary: "Take back one's own proposal",
		Description: "While it is pending.",
	}, func(ctx context.Context, in *RuleProposalID) (*ruleProposalOut, error) {
		p, err := s.Withdraw(ctx, rules.ProposalID(in.ID))
		if err != nil {
			return nil, err
		}
		return &ruleProposalOut{ruleProposal(p)}, nil
	})
}
