package notice

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// Failures of publishing texts.
var (
	ErrProposal = fault.Define("notice.proposal", fault.NotFound, "没有找到这份文本草案。", "There is no such proposal of a text.")
	ErrPending  = fault.Define("notice.pending", fault.Conflict, "这类文本已有一份草案等待审批，请先处理那一份。", "A proposal of this text waits already. Decide that one first.")
	ErrDecided  = fault.Define("notice.decided", fault.Conflict, "这份草案已经处理过，请刷新页面。", "This proposal was already decided. Reload the page.")
	ErrSame     = fault.Define("notice.same_person", fault.Forbidden, "起草人和审批人必须是两个人，换一个账号也不行。请让另一名规则审批人处理。",
		"Two different people must propose and approve, whatever accounts they use. Ask another approver.")
	ErrNotOwn = fault.Define("notice.not_own", fault.Forbidden, "只能撤回自己起草的文本。", "You can take back only what you proposed yourself.")
)

// ProposalID identifies a proposal of a new version.
type ProposalID string

// State is where a proposal stands.
type State string

// The states of a proposal.
const (
	Pending   State = "PENDING"
	Published State = "PUBLISHED"
	Rejected  State = "REJECTED"
	Withdrawn State = "WITHDRAWN"
)

// Limits of a text in characters.
const (
	MaxTitle = 60
	MaxBody  = 10_000
)

// Wording is a text in one language.
type Wording struct {
	Title string
	Body  string // paragraphs separated by an empty line
}

// Proposal is a new version of a text that waits for the second person, or what became of it.
type Proposal struct {
	ID       ProposalID
	Kind     Kind
	ZH, EN   Wording
	Reason   string // why it changes
	State    State
	Proposed Act
	Decided  Act    // zero while it waits
	Remark   string // why it was rejected
	Version  int    // under which it was published
}

// Act is who did something when.
type Act struct {
	By     people.AccountID
	Person people.PersonID
	Name   string
	At     time.Time
}

func actOf(ctx context.Context, now time.Time) Act {
	a := actor.From(ctx)
	return Act{people.AccountID(a.ID), people.PersonID(a.Person), a.Name, now}
}

// check normalises a wording; field is where its faults stand.
func (w Wording) check(field string, bad *fault.List) Wording {
	title, f := people.Line(w.Title, MaxTitle)
	bad.Add(field+".title", f)
	if f == nil && title == "" {
		bad.Add(field+".title", people.ErrRequired)
	}
	body := strings.TrimSpace(strings.ReplaceAll(w.Body, "\r\n", "\n"))
	switch f := actor.CheckText(body); {
	case f != nil:
		bad.Add(field+".body", f)
	case body == "":
		bad.Add(field+".body", people.ErrRequired)
	case utf8.RuneCountInString(body) > MaxBody:
		bad.Add(field+".body", people.ErrTooLong.With("max", MaxBody))
	}
	return Wording{title, body}
}

// root returns the path of the root authority if the actor, a natural person, holds one of roles over it: texts hold for
// the whole installation. people.ErrForbidden.
func (s *Service) root(ctx context.Context, roles ...actor.Role) (string, error) {
	root, err := s.d.People.RootOrg(ctx)
	if err != nil {
		return "", err
	}
	if a := actor.From(ctx); a.Kind != actor.Staff || a.Person == "" || !a.Can(root.Path, roles...) {
		return "", people.ErrForbidden
	}
	return root.Path, nil
}

// Propose stores the next version of a text in both languages for the second person, by a rule editor of the root
// authority. The same words again, while they wait, are that proposal. Faults: wrong fields, ErrNotice, ErrPending,
// people.ErrForbidden.
func (s *Service) Propose(ctx context.Context, kind Kind, zh, en Wording, reason string) (Proposal, error) {
	var p Proposal
	err := s.d.Tx.InTx(ctx, func(ctx context.Context) error {
		path, err := s.root(ctx, people.RuleEditor)
		if err != nil {
			return err
		}
		if !kind.known() {
			return ErrNotice
		}
		var bad fault.List
		p = Proposal{Kind: kind, ZH: zh.check("body.zh", &bad), EN: en.check("body.en", &bad), State: Pending, Proposed: actOf(ctx, s.d.Clock())}
		if err := bad.Err(); err != nil {
			return err
		}
		if p.Reason, err = people.Reason(reason); err != nil {
			return err
		}
		p.ID = ProposalID(actor.NewID(p.Proposed.At))
		if err := s.d.Texts.AddProposal(ctx, p); err != nil {
			return err
		}
		return s.note(ctx, "notice.propose", p, path)
	})
	if !errors.Is(err, ErrPending) {
		return p, err
	}
	waiting, ok, werr := s.d.Texts.Waiting(ctx, kind)
	if werr != nil || !ok || waiting.ZH != p.ZH || waiting.EN != p.EN || waiting.Proposed.Person != p.Proposed.Person {
		return Proposal{}, err
	}
	return waiting, nil
}

// Publish puts a proposal into force as the next version of its text, by a rule approver of the root authority who is not
// the natural person behind it. Faults: ErrProposal, ErrDecided, ErrSame, people.ErrForbidden.
func (s *Service) Publish(ctx context.Context, id ProposalID) (Proposal, error) {
	return s.decide(ctx, id, Published, "")
}

// Reject ends a proposal with a reason; same caller as Publish.
func (s *Service) Reject(ctx context.Context, id ProposalID, reason string) (Proposal, error) {
	why, err := people.Reason(reason)
	if err != nil {
		return Proposal{}, err
	}
	return s.decide(ctx, id, Rejected, why)
}

func (s *Service) decide(ctx context.Context, id ProposalID, to State, remark string) (Proposal, error) {
	var p Proposal
	err := s.d.Tx.InTx(ctx, func(ctx context.Context) error {
		path, err := s.root(ctx, people.RuleApprover)
		if err != nil {
			return err
		}
		if p, err = s.d.Texts.Proposal(ctx, id); err != nil {
			return err
		}
		decision := actOf(ctx, s.d.Clock())
		switch {
		case decision.Person == p.Proposed.Person || decision.By == p.Proposed.By:
			return ErrSame
		case p.State != Pending:
			return ErrDecided
		}
		p.State, p.Decided, p.Remark = to, decision, remark
		if to == Published {
			if p.Version, err = s.next(ctx, p.Kind); err != nil {
				return err
			}
		}
		if err := s.d.Texts.DecideProposal(ctx, p); err != nil { // first, so that of two who press at once one is told
			return err
		}
		if to == Rejected {
			return s.note(ctx, "notice.reject", p, path)
		}
		for lang, w := range map[string]Wording{chinese: p.ZH, english: p.EN} {
			err := s.d.Texts.AddNotice(ctx, Text{Kind: p.Kind, Version: p.Version, Lang: lang, Title: w.Title, Body: w.Body, Published: decision.At, Proposal: p.ID})
			if err != nil {
				return err
			}
		}
		return s.note(ctx, "notice.publish", p, path)
	})
	if err != nil {
		return Proposal{}, err
	}
	return p, nil
}

// next is the number of the next version of a kind.
func (s *Service) next(ctx context.Context, kind Kind) (int, error) {
	versions, err := s.d.Texts.Versions(ctx, kind)
	n := 1
	for _, v := range versions {
		n = max(n, v.Version+1)
	}
	return n, err
}

// TakeBack ends one's own proposal while it waits. Faults: ErrProposal, ErrDecided, ErrNotOwn, people.ErrForbidden.
func (s *Service) TakeBack(ctx context.Context, id ProposalID) (Proposal, error) {
	var p Proposal
	err := s.d.Tx.InTx(ctx, func(ctx context.Context) error {
		path, err := s.root(ctx, people.RuleEditor)
		if err != nil {
			return err
		}
		if p, err = s.d.Texts.Proposal(ctx, id); err != nil {
			return err
		}
		p.State, p.Decided = Withdrawn, actOf(ctx, s.d.Clock())
		if p.Decided.Person != p.Proposed.Person {
			return ErrNotOwn
		}
		if err := s.d.Texts.DecideProposal(ctx, p); err != nil {
			return err
		}
		return s.note(ctx, "notice.take_back", p, path)
	})
	if err != nil {
		return Proposal{}, err
	}
	return p, nil
}

// readers may look at proposals.
var readers = []actor.Role{people.RuleEditor, people.RuleApprover, people.AuditAdmin}

// Proposals lists proposals, newest first, those older than after; nothing to whoever may not read them.
func (s *Service) Proposals(ctx context.Context, after ProposalID, limit int) ([]Proposal, error) {
	if _, err := s.root(ctx, readers...); err != nil {
		if fault.KindOf(err) == fault.Forbidden {
			return nil, nil
		}
		return nil, err
	}
	return s.d.Texts.Proposals(ctx, after, min(max(limit, 1), 201))
}

func (s *Service) note(ctx context.Context, verb string, p Proposal, path string) error {
	detail := map[string]string{"kind": string(p.Kind), "reason": p.Reason}
	if p.Version > 0 {
		detail["version"] = strconv.Itoa(p.Version)
	}
	if p.Remark != "" {
		detail["remark"] = p.Remark
	}
	return s.d.Audit.Record(ctx, actor.Entry{Verb: verb, Object: "notice_proposal:" + string(p.ID), Path: path, Detail: detail})
}
