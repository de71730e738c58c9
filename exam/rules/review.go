package rules

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"strings"
	"unicode/utf8"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// Failures of changing rules.
var (
	ErrEditor = fault.Define("rules.not_editor", fault.Forbidden, "您不是该机关的规则维护员，不能提交规则。",
		"You are not a rule editor of this authority.")
	ErrApprover = fault.Define("rules.not_approver", fault.Forbidden, "您不是该机关的规则审批人，不能审批规则。",
		"You are not a rule approver of this authority.")
	ErrSamePerson = fault.Define("rules.same_person", fault.Forbidden,
		"提交人和审批人必须是两个人，换一个账号也不行。请让另一名规则审批人处理。",
		"Two different people must propose and approve, whatever accounts they use. Ask another approver.")
	ErrNoNatural = fault.Define("rules.no_person", fault.Forbidden, "规则只能由具名的工作人员提交和审批。",
		"Only a named member of staff may propose or approve rules.")
	ErrNoProposal = fault.Define("rules.no_proposal", fault.NotFound, "没有找到这份规则草案。", "No such proposal.")
	ErrDecided    = fault.Define("rules.decided", fault.Conflict, "这份规则草案已经处理过，请刷新页面。", "This proposal was already decided. Reload the page.")
	ErrChanged    = fault.Define("rules.changed", fault.Conflict, "提交的内容与您看到的不一致，请重新打开后再审批。",
		"The proposal is not the one you saw. Open it again before you decide.")
	ErrNeedReason = fault.Define("rules.need_reason", fault.Invalid, "请写明理由（1～500 字）。", "Give a reason (1 to 500 characters).")
)

// Preview is a proposal with the differences it makes to the rules in force now. Problem is set where it no longer fits.
type Preview struct {
	Proposal Proposal
	Changes  []Change
	Warnings []string
	Problem  *fault.Error
}

// scope finds the organisation a file changes and the path that rights are asked for: the root's for national files.
func (s *Service) scope(ctx context.Context, org people.OrgID) (path string, err error) {
	var o people.Org
	if org == National {
		o, err = s.orgs.RootOrg(ctx)
	} else {
		o, err = s.orgs.Org(ctx, org)
	}
	return o.Path, err
}

// Propose reads a file and stores it for the second person. The caller is a RULE_EDITOR of the file's organisation (of
// the root for NATIONAL) and a natural person. The same file again, while it is pending, returns that proposal, whoever
// made it. Errors: those of ParseFile, ErrEditor, ErrNoNatural, conflicts at lines.
func (s *Service) Propose(ctx context.Context, content []byte) (Preview, error) {
	if a := actor.From(ctx); len(a.Paths(people.RuleEditor)) == 0 {
		return Preview{}, ErrEditor // nobody's file is read who could not propose any
	}
	f, err := ParseFile(content)
	if err != nil {
		return Preview{}, err
	}
	a := actor.From(ctx)
	org := people.OrgID(f.Org)
	if f.Org == "NATIONAL" {
		org = National
	}
	path, err := s.scope(ctx, org)
	if err != nil {
		return Preview{}, ErrEditor.Wrap(err)
	}
	if !a.Can(path, people.RuleEditor) {
		return Preview{}, ErrEditor
	}
	if a.Person == "" {
		return Preview{}, ErrNoNatural
	}
	sum := sha256.Sum256(content)
	now := s.now()
	made := Proposal{ID: ProposalID(actor.NewID(now)), Title: f.Title, Org: org, Content: string(content), Digest: hex.EncodeToString(sum[:]),
		State: Pending, ProposedBy: a.ID, ProposedPerson: a.Person, ProposedName: a.Name, ProposedAt: now}
	var p Proposal
	var pl plan
	err = s.store.InTx(ctx, func(ctx context.Context) error {
		if err := s.store.Lock(ctx); err != nil {
			return err
		}
		var err error
		if pl, err = s.plan(ctx, f, org, path); err != nil {
			return err
		}
		p, err = s.store.PendingProposal(ctx, org, made.Digest)
		if err == nil || !errors.Is(err, ErrNoProposal) {
			return err
		}
		p = made
		if err := s.store.AddProposal(ctx, p); err != nil {
			return err
		}
		return s.note(ctx, "rules.propose", p, path, "")
	})
	if err != nil {
		return Preview{}, err
	}
	return Preview{Proposal: p, Changes: pl.changes, Warnings: pl.warnings}, nil
}

func (s *Service) note(ctx context.Context, verb string, p Proposal, path, reason string) error {
	detail := map[string]string{"title": p.Title, "digest": p.Digest}
	if reason != "" {
		detail["reason"] = reason
	}
	return s.audit.Record(ctx, actor.Entry{Verb: verb, Object: "rule_proposal:" + string(p.ID), Path: path, Detail: detail})
}

// Preview returns a proposal with its differences; rule editors, approvers and auditors of the organisation may see it.
func (s *Service) Preview(ctx context.Context, id ProposalID) (Preview, error) {
	p, path, err := s.visible(ctx, id)
	if err != nil {
		return Preview{}, err
	}
	out := Preview{Proposal: p}
	if p.State != Pending {
		return out, nil
	}
	f, err := ParseFile([]byte(p.Content))
	if err != nil {
		return Preview{}, err
	}
	pl, err := s.plan(ctx, f, p.Org, path)
	if err != nil && fault.KindOf(err) == fault.Internal {
		return Preview{}, err
	}
	out.Changes, out.Warnings, out.Problem = pl.changes, pl.warnings, fault.From(err)
	return out, nil
}

func (s *Service) visible(ctx context.Context, id ProposalID) (Proposal, string, error) {
	p, err := s.store.Proposal(ctx, id)
	if err != nil {
		return p, "", err
	}
	path, err := s.scope(ctx, p.Org)
	if err != nil {
		return p, "", ErrNoProposal.Wrap(err)
	}
	if !maySee(actor.From(ctx), path) {
		return p, "", ErrNoProposal
	}
	return p, path, nil
}

func maySee(a actor.Actor, path string) bool {
	return a.Can(path, people.RuleEditor, people.RuleApprover, people.AuditAdmin)
}

// Proposals lists what the caller may see, newest first, and the cursor of the next page.
func (s *Service) Proposals(ctx context.Context, f ProposalFilter) ([]Proposal, ProposalID, error) {
	a, limit := actor.From(ctx), min(max(f.Limit, 1), 200)
	var out []Proposal
	for f.Limit = 200; ; {
		page, err := s.store.Proposals(ctx, f)
		if err != nil {
			return nil, "", err
		}
		for _, p := range page {
			path, err := s.scope(ctx, p.Org)
			if err != nil || !maySee(a, path) {
				continue
			}
			if len(out) == limit {
				return out, out[limit-1].ID, nil
			}
			out = append(out, p)
		}
		if len(page) < f.Limit {
			return out, "", nil
		}
		f.Before = page[len(page)-1].ID
	}
}

// Approve puts a proposal into force. The caller is a RULE_APPROVER of the organisation and not the natural person who
// proposed it. digest is that of the file the caller looked at. The file is planned again against the rows of this
// moment, so an approval never applies to something else. Errors: ErrApprover, ErrSamePerson, ErrDecided, ErrChanged,
// conflicts at lines.
func (s *Service) Approve(ctx context.Context, id ProposalID, digest string) (Proposal, error) {
	return s.decide(ctx, id, Approved, "", func(ctx context.Context, p Proposal, path string) error {
		if digest != p.Digest {
			return ErrChanged
		}
		f, err := ParseFile([]byte(p.Content))
		if err != nil {
			return err
		}
		pl, err := s.plan(ctx, f, p.Org, path)
		if err != nil {
			return err
		}
		return s.apply(ctx, pl, p.ID)
	})
}

// Reject ends a proposal with a reason; same caller as Approve. Errors: ErrApprover, ErrSamePerson, ErrDecided, ErrNeedReason.
func (s *Service) Reject(ctx context.Context, id ProposalID, reason string) (Proposal, error) {
	if f := actor.CheckText(reason); f != nil {
		return Proposal{}, f.At("body.reason")
	}
	if n := utf8.RuneCountInString(strings.TrimSpace(reason)); n == 0 || n > 500 {
		return Proposal{}, ErrNeedReason.At("body.reason")
	}
	return s.decide(ctx, id, Rejected, reason, func(context.Context, Proposal, string) error { return nil })
}

func (s *Service) decide(ctx context.Context, id ProposalID, to ProposalState, reason string,
	act func(ctx context.Context, p Proposal, path string) error) (Proposal, error) {
	a := actor.From(ctx)
	var p Proposal
	err := s.store.InTx(ctx, func(ctx context.Context) error {
		if err := s.store.Lock(ctx); err != nil {
			return err
		}
		var path string
		var err error
		if p, path, err = s.visible(ctx, id); err != nil {
			return err
		}
		switch {
		case !a.Can(path, people.RuleApprover):
			return ErrApprover
		case a.Person == "":
			return ErrNoNatural
		case a.Person == p.ProposedPerson || a.ID == p.ProposedBy:
			return ErrSamePerson
		case p.State != Pending:
			return ErrDecided
		}
		if err := act(ctx, p, path); err != nil {
			return err
		}
		p.State, p.DecidedBy, p.DecidedPerson, p.DecidedName = to, a.ID, a.Person, a.Name
		p.DecidedAt, p.Reason = s.now(), reason
		if err := s.store.Decide(ctx, p); err != nil {
			return err
		}
		verb := map[ProposalState]string{Approved: "rules.approve", Rejected: "rules.reject"}[to]
		if err := s.note(ctx, verb, p, path, reason); err != nil {
			return err
		}
		body, err := json.Marshal(map[string]string{"proposal": string(p.ID), "state": string(p.State)})
		if err != nil {
			return err
		}
		return s.out.Emit(ctx, actor.Event{Topic: "rules.decided", Key: string(p.ID), Body: body})
	})
	if err != nil {
		return Proposal{}, err
	}
	return p, nil
}

// Withdraw takes back one's own pending proposal. Errors: ErrNoProposal, ErrDecided, ErrEditor for another's.
func (s *Service) Withdraw(ctx context.Context, id ProposalID) (Proposal, error) {
	a := actor.From(ctx)
	var p Proposal
	err := s.store.InTx(ctx, func(ctx context.Context) error {
		var path string
		var err error
		if p, path, err = s.visible(ctx, id); err != nil {
			return err
		}
		if a.Person == "" || a.Person != p.ProposedPerson {
			return ErrEditor
		}
		p.State, p.DecidedBy, p.DecidedPerson, p.DecidedName, p.DecidedAt = Withdrawn, a.ID, a.Person, a.Name, s.now()
		if err := s.store.Decide(ctx, p); err != nil {
			return err
		}
		return s.note(ctx, "rules.withdraw", p, path, "")
	})
	if err != nil {
		return Proposal{}, err
	}
	return p, nil
}

// apply writes the rows of a plan. id is empty for seeds.
func (s *Service) apply(ctx context.Context, pl plan, id ProposalID) error {
	for _, c := range pl.closures {
		c.Proposal = id
		if err := s.store.Close(ctx, c); err != nil {
			return err
		}
	}
	for _, r := range pl.sets {
		r.Proposal, r.Seed = id, id == ""
		if err := s.store.AddRuleSet(ctx, r); err != nil {
			return err
		}
	}
	for _, i := range pl.items {
		i.Proposal = id
		if err := s.store.AddItem(ctx, i); err != nil {
			return err
		}
	}
	for _, y := range pl.years {
		y.Proposal = id
		if err := s.store.AddCalendar(ctx, y); err != nil {
			return err
		}
	}
	for _, b := range pl.bases {
		b.Proposal = id
		if err := s.store.AddBasis(ctx, b); err != nil {
			return err
		}
	}
	return nil
}
