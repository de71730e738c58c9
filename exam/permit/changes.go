package permit

import (
	"context"
	"errors"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
)

// Propose writes down what should become of a permit: suspend, resume, revoke (撤销), withdraw (吊销), cancel (注销), or that
// the national register has it. A second natural person decides. legal is the legal basis, or the reference found in the
// national register. Errors: ErrChangeKind, ErrKind, ErrChangeOpen, ErrReason, ErrLegal, ErrOwn, ErrRegistry.
func (s *Service) Propose(ctx context.Context, id ID, kind ChangeKind, why, legal string) (Change, error) {
	why, err := reason(why)
	if err != nil {
		return Change{}, err
	}
	if f := actor.CheckText(legal); f != nil {
		return Change{}, f.At("body.legal")
	}
	legal = strings.TrimSpace(legal)
	if n := utf8.RuneCountInString(legal); n < 2 || n > 200 {
		return Change{}, ErrLegal.At("body.legal")
	}
	var c Change
	err = s.Tx.InTx(ctx, func(ctx context.Context) error {
		p, err := s.Permits.Permit(ctx, id)
		if err != nil {
			return err
		}
		if err := require(ctx, p.OrgPath, people.PermitIssuer); err != nil {
			return err
		}
		if err := apart(ctx, p.Person); err != nil {
			return err
		}
		if err := s.fits(ctx, p, kind); err != nil {
			return err
		}
		now, a := s.now(), actor.From(ctx)
		c = Change{ID: ChangeID(actor.NewID(now)), Permit: id, OrgPath: p.OrgPath, Kind: kind, Reason: why, Legal: legal, State: ChangeOpen,
			ProposedBy: people.AccountID(a.ID), ProposedPerson: people.PersonID(a.Person), ProposedName: a.Name, ProposedAt: now}
		if err := duplicate(s.Changes.AddChange(ctx, c), ErrChangeOpen); err != nil {
			return err
		}
		return s.record(ctx, "permit.propose", "permit", string(id), p.OrgPath,
			map[string]string{"change": string(c.ID), "kind": string(kind), "reason": why, "legal": legal})
	})
	return c, err
}

// result is what a kind of change makes of a permit.
var results = map[ChangeKind]Act{ChangeSuspend: Suspended, ChangeResume: "", ChangeRevoke: Revoked, ChangeWithdraw: Withdraw,
	ChangeCancel: Cancelled, ChangeExtend: Extended, ChangeReplace: Replaced}

// fits reports whether the change can follow the permit's present status, and whether the rules know the new one.
func (s *Service) fits(ctx context.Context, p Permit, kind ChangeKind) error {
	to, known := results[kind]
	switch {
	case kind == ChangeNational && p.National == NationalPending && !p.Act.final():
		return s.asked(ctx, p)
	case !known || p.Act.final(), kind == ChangeResume && p.Act != Suspended && p.Act != Extended, kind == ChangeSuspend && p.Act != "",
		kind == ChangeExtend, kind == ChangeReplace: // these follow from an application alone
		return ErrChangeKind
	case kind == ChangeResume:
		return nil
	}
	today := s.today()
	set, err := s.Rules.For(ctx, rules.AskValidity, query(p.PersonType, p.Item, p.OrgPath),
		rules.Dates{Application: p.ValidFrom, Sitting: p.Basis.Theory.On, Decision: today})
	if err != nil {
		return err
	}
	allowed, err := set.PermitStatuses.Get()
	if err == nil && !slices.Contains(allowed, rules.PermitStatus(to)) {
		return ErrKind
	}
	return err
}

// asked refuses a confirmation that a register answering by machine does not bear out.
func (s *Service) asked(ctx context.Context, p Permit) error {
	answer, err := s.Registry.Lookup(ctx, p)
	if err == nil && !answer.Manual && !answer.Found {
		return ErrRegistry
	}
	return err
}

// deciders may be the second person.
func deciders() []actor.Role { return []actor.Role{people.PermitIssuer, people.ApplicationReviewer} }

// Decide carries a proposed change out or refuses it. The caller is another natural person than the proposer.
// Errors: ErrSecond, ErrOwn, ErrChanged, ErrChangeKind, ErrReason.
func (s *Service) Decide(ctx context.Context, id ChangeID, approve bool, note string) (Change, error) {
	note, err := Reason("body.note", note)
	if err != nil {
		return Change{}, err
	}
	var c Change
	err = s.Tx.InTx(ctx, func(ctx context.Context) error {
		if c, err = s.Changes.Change(ctx, id); err != nil {
			return err
		}
		p, err := s.Permits.Permit(ctx, c.Permit)
		if err != nil {
			return err
		}
		if err := require(ctx, p.OrgPath, deciders()...); err != nil {
			return err
		}
		a := actor.From(ctx)
		if err := apart(ctx, p.Person); err != nil {
			return err
		}
		if a.Person == string(c.ProposedPerson) || a.ID == string(c.ProposedBy) {
			return ErrSecond
		}
		c.State, c.Note, c.DecidedAt = ChangeRefused, note, s.now()
		c.DecidedBy, c.DecidedPerson, c.DecidedName = people.AccountID(a.ID), people.PersonID(a.Person), a.Name
		if approve {
			c.State = ChangeApproved
			if err := s.carryOut(ctx, p, c); err != nil {
				return err
			}
		}
		if err := s.Changes.DecideChange(ctx, c); err != nil {
			return err
		}
		return s.record(ctx, "permit.decide", "permit", string(p.ID), p.OrgPath, map[string]string{"change": string(c.ID),
			"kind": string(c.Kind), "state": string(c.State), "proposed_by": string(c.ProposedBy), "note": note})
	})
	return c, err
}

// carryOut makes the change and writes the history and the event.
func (s *Service) carryOut(ctx context.Context, p Permit, c Change) error {
	if err := s.fits(ctx, p, c.Kind); err != nil {
		return err
	}
	today, topic := s.today(), TopicChanged
	var status string
	if c.Kind == ChangeNational {
		p.National, p.NationalOn, p.NationalNo, topic = NationalConfirmed, today, c.Legal, TopicConfirmed
		status = nationalPrefix + string(NationalConfirmed)
	} else {
		p.Act, p.ActReason, p.ActOn = results[c.Kind], c.Reason, today
		if p.ExtendedTo = ""; p.Act == "" {
			p.ActReason, p.ActOn = "", ""
		}
		now, err := s.status(ctx, p)
		if err != nil {
			return err
		}
		status = string(now.Code)
	}
	if err := s.Permits.SavePermit(ctx, p, p.live()); err != nil {
		return err
	}
	if err := s.changed(ctx, p); err != nil {
		return err
	}
	e := Event{Status: status, On: today, Reason: c.Reason, Legal: c.Legal, Change: c.ID, By: []string{c.ProposedName, c.DecidedName}}
	if err := s.addEvent(ctx, p, e); err != nil {
		return err
	}
	return s.emit(ctx, topic, string(p.ID), map[string]string{"permit": string(p.ID), "person": string(p.Person), "status": status})
}

// addEvent puts a line at the end of a permit's history. The permit's row was written in the same transaction, so two
// lines never ask for one number.
func (s *Service) addEvent(ctx context.Context, p Permit, e Event) error {
	lines, err := s.Permits.History(ctx, p.ID)
	if err != nil {
		return err
	}
	e.Permit, e.Seq, e.At = p.ID, len(lines)+1, s.now()
	return s.Permits.AddEvent(ctx, e)
}

// status derives the permit's status today.
func (s *Service) status(ctx context.Context, p Permit) (Status, error) {
	review, err := s.review(ctx, p)
	return statusOf(p, s.today(), review), err
}

// review says what becomes of the review a permit names, by the rules of the day it falls due.
func (s *Service) review(ctx context.Context, p Permit) (rules.ReviewState, error) {
	return s.reviewOn(ctx, p, s.today())
}

func (s *Service) reviewOn(ctx context.Context, p Permit, on actor.Date) (rules.ReviewState, error) {
	if p.ReviewDue == "" {
		return rules.ReviewNotRequired, nil
	}
	if m := p.Basis.Imported; m != nil && m.ReviewedOn != "" && m.ReviewedOn <= on {
		return rules.ReviewDone, nil
	}
	return s.Rules.ReviewState(ctx, query(p.PersonType, p.Item, p.OrgPath), p.ReviewDue, on)
}

// NoteOnce writes into the histories what the calendar did to permits: expiring, review overdue, expired. Call it daily; it
// runs twice without harm.
func (s *Service) NoteOnce(ctx context.Context) error {
	ctx = actor.AsSystem(ctx, "permit.note")
	var failed []error
	for after := ID(""); ; {
		page, err := s.Permits.DueNotes(ctx, s.today(), after, workLimit)
		if err != nil {
			return errors.Join(append(failed, err)...)
		}
		for _, p := range page {
			after = p.ID
			if err := s.note(ctx, p); err != nil && !errors.Is(err, ErrChanged) {
				failed = append(failed, err)
			}
		}
		if len(page) < workLimit {
			return errors.Join(failed...)
		}
	}
}

func (s *Service) note(ctx context.Context, p Permit) error {
	review, err := s.review(ctx, p)
	if err != nil {
		return err
	}
	bare := p
	bare.Act = "" // what the calendar says, whatever people decided beside it
	code := codeOf(bare, s.today(), review)
	if code == p.Noted {
		if p.ReviewDue == "" || p.ReviewDue >= s.today() || code == rules.StatusExpired {
			return nil
		}
		return s.Permits.SettleReview(ctx, p.ID) // done, or not required any more
	}
	why := "到期日 " + string(p.ValidTo)
	if p.Noted == StatusNotYet && code == rules.StatusValid {
		why = "有效期开始"
	}
	return s.Tx.InTx(ctx, func(ctx context.Context) error {
		p.Noted = code
		if err := s.Permits.SavePermit(ctx, p, p.live()); err != nil {
			return err
		}
		if err := s.addEvent(ctx, p, Event{Status: string(code), On: s.today(), Reason: why}); err != nil {
			return err
		}
		return s.emit(ctx, TopicNoted, string(p.ID), map[string]string{"permit": string(p.ID), "person": string(p.Person), "status": string(code)})
	})
}
