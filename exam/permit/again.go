package permit

import (
	"context"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
)

// What the first line of a history says of how a permit came to be.
var made = map[ApplicationKind]string{FirstIssue: "首次发证", Renewal: "换证", Replacement: "补证", Correction: "更正后换发"}

// next writes what an approved application leads to: a new permit, a renewed one, a copy with another code, or old with a deferral.
func (s *Service) next(ctx context.Context, a Application, old Permit) (Permit, error) {
	switch a.Kind {
	case Replacement, Correction:
		return s.copied(ctx, a, old)
	case Deferral:
		old.Act, old.ActReason, old.ActOn, old.ExtendedTo = Extended, deferred(a.Ask), s.today(), a.Ask.Until
		return old, nil
	}
	return s.compose(ctx, a, old)
}

func deferred(a Ask) string {
	return "延期换证至 " + string(a.Until) + "（" + string(a.Ground) + "）"
}

// after lets a renewed period start where the old one ends. Where the last day is the one before the anniversary, the new
// period starts on the anniversary, the day after; where it is the anniversary itself, it starts on that day.
func (s *Service) after(p *Permit, set rules.Set, old Permit) error {
	if old.ID == "" {
		return nil
	}
	from, err := set.RenewedFrom.Get()
	if err != nil {
		return err
	}
	before, err := set.EndsDayBefore.Get()
	if err != nil {
		return err
	}
	p.FirstIssuedOn, p.Follows = old.FirstIssuedOn, old.ID
	if from == rules.FromOldExpiry {
		if p.ValidFrom = old.ValidTo; before {
			p.ValidFrom = old.ValidTo.AddDays(1)
		}
	}
	if p.ValidFrom > s.today() {
		p.Noted = StatusNotYet
	}
	return nil
}

// copied writes the same permit once more: the same period and parts. After a correction it says what the person's record
// says, and the national register has to confirm it again.
func (s *Service) copied(ctx context.Context, a Application, old Permit) (Permit, error) {
	now, by := s.now(), actor.From(ctx)
	p := old
	p.ID, p.Application, p.Follows, p.IssuedAt, p.Version = ID(actor.NewID(now)), a.ID, old.ID, now, 0
	p.IssuedBy, p.IssuerPerson, p.IssuerSigner = people.AccountID(by.ID), people.PersonID(by.Person), by.Name
	p.Act, p.ActReason, p.ActOn, p.ExtendedTo = "", "", "", ""
	p.Basis.Before, p.Basis.CheckedOn = true, a.Basis.CheckedOn
	if a.Kind == Correction {
		person, err := s.People.Person(ctx, a.Person)
		if err != nil {
			return p, err
		}
		p.Holder = holder(person)
		p.National, p.NationalOn, p.NationalNo = NationalPending, "", ""
	}
	return p, nil
}

// follow stores what next wrote, and ends or keeps the permit that it follows.
func (s *Service) follow(ctx context.Context, p *Permit, old Permit, a Application) error {
	switch a.Kind {
	case FirstIssue:
		if err := s.freePlace(ctx, p.Person, p.Item); err != nil {
			return err
		}
	case Deferral:
		if err := s.decided(ctx, *p, a, ChangeExtend, p.ActReason); err != nil {
			return err
		}
		p.Version++
		return nil
	default:
		if err := s.leave(ctx, *p, old, a); err != nil {
			return err
		}
	}
	sealed, err := s.numberFor(ctx, p, a.Kind)
	if err != nil {
		return err
	}
	return s.put(ctx, p, sealed, made[a.Kind])
}

// leave takes its place from the permit that p follows. One whose period runs on beside a renewed one stays what it is to its
// last day; any other is replaced, and its code says so from now on.
func (s *Service) leave(ctx context.Context, p, old Permit, a Application) error {
	if a.Kind == Renewal && old.Act == "" && p.ValidFrom > s.today() {
		if err := s.Permits.SavePermit(ctx, old, false); err != nil {
			return err
		}
		now, err := s.status(ctx, old)
		if err != nil {
			return err
		}
		return s.addEvent(ctx, old, Event{Status: string(now.Code), On: s.today(), Reason: "已换证，新证自 " + string(p.ValidFrom) + " 起有效",
			By: []string{a.ReviewerName, p.IssuerSigner}})
	}
	old.Act, old.ActReason, old.ActOn, old.ExtendedTo = Replaced, made[a.Kind], s.today(), ""
	return s.decided(ctx, old, a, ChangeReplace, made[a.Kind])
}

// decided stores an act that reviewer and issuer of an application decided together: with a change for the record, a line
// of history, and word to the followers.
func (s *Service) decided(ctx context.Context, p Permit, a Application, kind ChangeKind, why string) error {
	now, by := s.now(), actor.From(ctx)
	c := Change{ID: ChangeID(actor.NewID(now)), Permit: p.ID, OrgPath: p.OrgPath, Kind: kind, Reason: why, Legal: a.Ask.Proof, Until: p.ExtendedTo, State: ChangeApproved,
		ProposedBy: a.Reviewer, ProposedPerson: a.ReviewerPerson, ProposedName: a.ReviewerName, ProposedAt: a.ReviewedAt, DecidedAt: now,
		Note: string(a.Kind) + " " + string(a.ID)}
	c.DecidedBy, c.DecidedPerson, c.DecidedName = people.AccountID(by.ID), people.PersonID(by.Person), by.Name
	if err := duplicate(s.Changes.AddChange(ctx, c), ErrChangeOpen); err != nil {
		return err
	}
	if err := s.Changes.DecideChange(ctx, c); err != nil {
		return err
	}
	if err := s.Permits.SavePermit(ctx, p, p.live()); err != nil {
		return err
	}
	if err := s.changed(ctx, p); err != nil {
		return err
	}
	status, err := s.status(ctx, p)
	if err != nil {
		return err
	}
	if err := s.addEvent(ctx, p, Event{Status: string(status.Code), On: s.today(), Reason: why, Legal: c.Legal, Change: c.ID,
		By: []string{c.ProposedName, c.DecidedName}}); err != nil {
		return err
	}
	if err := s.record(ctx, "permit.decide", "permit", string(p.ID), p.OrgPath, map[string]string{"change": string(c.ID), "kind": string(kind),
		"state": string(c.State), "proposed_by": string(c.ProposedBy), "note": c.Note}); err != nil {
		return err
	}
	return s.emit(ctx, TopicChanged, string(p.ID), map[string]string{"permit": string(p.ID), "person": string(p.Person), "status": string(status.Code)})
}

// numberFor gives the permit its number. A correction follows the document that the person's record has now; the permits
// of other items keep the old number until they are corrected too.
func (s *Service) numberFor(ctx context.Context, p *Permit, k ApplicationKind) (Sealed, error) {
	if k != Correction {
		return s.number(ctx, p)
	}
	doc, err := s.People.DocumentFor(ctx, p.Person, "permit number")
	if err != nil {
		return Sealed{}, err
	}
	clear := numberOf(p.Kind, doc)
	sealed, err := s.Vault.Seal(purposeNumber+":"+string(p.Person), []byte(clear))
	if err != nil {
		return Sealed{}, err
	}
	if err := duplicate(s.Permits.ReplaceNumber(ctx, p.Person, scheme(p.Kind), sealed, s.Vault.Index(purposeNumber, clear)), ErrNumberTaken); err != nil {
		return Sealed{}, err
	}
	return s.number(ctx, p)
}
