package health

import (
	"context"

	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/assembly"
)

// Propose proposes to keep a version out of papers. It stays in use until another person decides.
func (s *Service) Propose(ctx context.Context, id questionbank.VersionID, reason string) (Quarantine, error) {
	v, b, err := s.d.Banks.Head(ctx, id)
	if err != nil {
		return Quarantine{}, err
	}
	_, by, err := s.d.Banks.MayWrite(ctx, b.ID)
	if err != nil {
		return Quarantine{}, err
	}
	if reason, err = reasoned(reason); err != nil {
		return Quarantine{}, err
	}
	q := Quarantine{ID: QuarantineID(actor.NewID(by.At)), Bank: b.ID, Item: v.Item, Version: v.ID, State: Proposed, Source: ByPerson, Reason: reason, By: by,
		Owner: Owner{v.Reviewer.Account, v.Reviewer.Person, v.Reviewer.Name}}
	if q.Owner.Person == by.Person {
		q.Owner = Owner{} // waits for any other reviewer
	}
	return q, s.d.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.d.Quarantines.AddQuarantine(ctx, q); err != nil {
			return err
		}
		return s.note(ctx, b, "quarantine.propose", q, map[string]string{"reason": reason})
	})
}

// Quarantine returns one with what would be short if its version were out, for whoever may read the bank. The report is empty once
// it was decided.
func (s *Service) Quarantine(ctx context.Context, id QuarantineID) (Quarantine, assembly.Report, error) {
	q, err := s.d.Quarantines.Quarantine(ctx, id)
	if err != nil {
		return Quarantine{}, assembly.Report{}, err
	}
	if _, err := s.d.Banks.Bank(ctx, q.Bank); err != nil {
		return Quarantine{}, assembly.Report{}, hidden(err)
	}
	if q.State != Proposed {
		return q, assembly.Report{}, nil
	}
	report, err := s.d.Banks.Lacking(ctx, q.Bank, q.Version)
	return q, report, err
}

// Quarantines lists those of a bank, newest first, at most 500.
func (s *Service) Quarantines(ctx context.Context, bank questionbank.BankID, live bool) ([]Quarantine, error) {
	if _, err := s.d.Banks.Bank(ctx, bank); err != nil {
		return nil, err
	}
	return s.d.Quarantines.Quarantines(ctx, bank, live, 500)
}

// Decide puts a version into quarantine, effective in the next draw, or leaves it in use. ErrShort with the shortages where the blueprint
// in use could not be kept without it.
func (s *Service) Decide(ctx context.Context, id QuarantineID, out bool, reason string) (Quarantine, error) {
	q, b, by, reason, err := s.deciding(ctx, id, reason)
	if err != nil {
		return Quarantine{}, err
	}
	if q.State != Proposed {
		return Quarantine{}, ErrMoved
	}
	if q.By.Person == by.Person {
		return Quarantine{}, ErrSame
	}
	q.State, q.Decider, q.Decision = Dismissed, by, reason
	if out {
		q.State = Out
	}
	return q, s.d.Tx.InTx(ctx, func(ctx context.Context) error {
		user, err := s.d.Banks.UsedBy(ctx, q.Bank)
		if err != nil {
			return err
		}
		if user != "" && user < q.Bank { // in one order everywhere
			if _, err := s.d.Items.HoldBank(ctx, user); err != nil {
				return err
			}
		}
		state, err := s.d.Items.HoldBank(ctx, q.Bank) // two decisions at once would each prove that the bank carries one item less
		if err == nil && user > q.Bank {
			_, err = s.d.Items.HoldBank(ctx, user)
		}
		if err != nil {
			return err
		}
		if out {
			if err := s.carried(ctx, q); err != nil {
				return err
			}
		}
		if err := s.d.Quarantines.SetQuarantine(ctx, Proposed, q); err != nil {
			return err
		}
		state.Taken++
		if err := s.d.Items.SetBank(ctx, state); err != nil {
			return err
		}
		return s.note(ctx, b, "quarantine.decide", q, map[string]string{"reason": reason})
	})
}

// carried fails with what would be short without the version.
func (s *Service) carried(ctx context.Context, q Quarantine) error {
	report, err := s.d.Banks.Lacking(ctx, q.Bank, q.Version)
	if err != nil || report.OK() {
		return err
	}
	return ErrShort.Listing(fault.From(report.Err("version")).Fields())
}

// End brings a version back into papers, or retires it for good. Its watch begins anew.
func (s *Service) End(ctx context.Context, id QuarantineID, back bool, reason string) (Quarantine, error) {
	q, b, by, reason, err := s.deciding(ctx, id, reason)
	if err != nil {
		return Quarantine{}, err
	}
	if q.State != Out {
		return Quarantine{}, ErrMoved
	}
	q.State, q.Ender, q.Ending = Retired, by, reason
	if back {
		q.State = Back
	}
	return q, s.d.Tx.InTx(ctx, func(ctx context.Context) error {
		state, err := s.d.Items.HoldBank(ctx, q.Bank)
		if err != nil {
			return err
		}
		if err := s.d.Quarantines.SetQuarantine(ctx, Out, q); err != nil {
			return err
		}
		state.Taken++
		if err := s.d.Items.SetBank(ctx, state); err != nil {
			return err
		}
		return s.note(ctx, b, "quarantine.end", q, map[string]string{"reason": reason})
	})
}

// deciding returns a quarantine to somebody who may decide about items of its bank.
func (s *Service) deciding(ctx context.Context, id QuarantineID, reason string) (Quarantine, questionbank.Bank, questionbank.Signature, string, error) {
	q, err := s.d.Quarantines.Quarantine(ctx, id)
	if err != nil {
		return Quarantine{}, questionbank.Bank{}, questionbank.Signature{}, "", err
	}
	b, by, err := s.d.Banks.MayReview(ctx, q.Bank)
	if err != nil {
		return Quarantine{}, questionbank.Bank{}, questionbank.Signature{}, "", hidden(err)
	}
	reason, err = reasoned(reason)
	return q, b, by, reason, err
}

// hidden makes a quarantine of a bank that the actor does not see look like one that does not exist.
func hidden(err error) error {
	if fault.KindOf(err) == fault.NotFound {
		return ErrQuarantineUnknown
	}
	return err
}
