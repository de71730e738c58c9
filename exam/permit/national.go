package permit

import (
	"context"

	"github.com/suikao/suikao/exam/people/identity"
	"github.com/suikao/suikao/internal/actor"
)

// ByNumber lists the permits of a number under paths, newest first. The caller has judged the rights.
func (s *Service) ByNumber(ctx context.Context, paths []string, number string) ([]Permit, error) {
	n := identity.NormalizeNumber(number)
	if n == "" {
		return nil, nil
	}
	return s.Permits.Permits(ctx, Query{Paths: paths, Index: s.Vault.Index(purposeNumber, n), Limit: 200})
}

// ClearNumber opens the number of a permit. The caller has judged the rights and records the use.
func (s *Service) ClearNumber(ctx context.Context, p Permit) (string, error) {
	sealed, err := s.Permits.SealedOf(ctx, p.ID)
	if err != nil {
		return "", err
	}
	b, err := s.Vault.Open(purposeNumber+":"+string(p.Person), sealed.Number)
	return string(b), err
}

// ConfirmRegistered notes that the national register has a permit, as two persons found in a file of its answers: c names the permit, both
// persons, when they acted, the reason and, as Legal, the reference. The same rule as Propose and Decide holds, and the same lines are
// written. Errors: ErrSecond, ErrOwn, ErrChangeOpen, ErrChangeKind, ErrRegistry, ErrChanged.
func (s *Service) ConfirmRegistered(ctx context.Context, c Change) error {
	return s.Tx.InTx(ctx, func(ctx context.Context) error {
		p, err := s.Permits.Permit(ctx, c.Permit)
		switch {
		case err != nil:
			return err
		case c.ProposedPerson == "" || c.DecidedPerson == "" || c.ProposedPerson == c.DecidedPerson:
			return ErrSecond
		case p.Person == c.ProposedPerson || p.Person == c.DecidedPerson:
			return ErrOwn
		}
		c.ID, c.Kind, c.State, c.OrgPath = ChangeID(actor.NewID(s.now())), ChangeNational, ChangeApproved, p.OrgPath
		if err := duplicate(s.Changes.AddChange(ctx, c), ErrChangeOpen); err != nil {
			return err
		}
		if err := s.carryOut(ctx, p, c); err != nil {
			return err
		}
		if err := s.Changes.DecideChange(ctx, c); err != nil {
			return err
		}
		return s.record(ctx, "permit.decide", "permit", string(p.ID), p.OrgPath, map[string]string{"change": string(c.ID), "kind": string(c.Kind),
			"state": string(c.State), "proposed_by": string(c.ProposedBy), "decided_by": string(c.DecidedBy), "reason": c.Reason, "note": c.Note})
	})
}
