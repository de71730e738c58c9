package review

import (
	"context"
	"errors"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/actor"
)

// Appeals lists the appeals that the caller's authority decides, newest first.
func (s *Service) Appeals(ctx context.Context, q AppealQuery) ([]Appeal, error) {
	if q.Paths = actor.From(ctx).Paths(deciders()...); len(q.Paths) == 0 {
		return nil, ErrForbidden
	}
	return s.d.Papers.Appeals(ctx, q)
}

// Answer decides an appeal: a person of the authority who had no part in the case before. Revoking gives back results and lifts the ban.
// Errors: ErrNoAppeal, ErrInvolved, ErrOutcome, ErrStage.
func (s *Service) Answer(ctx context.Context, id AppealID, outcome AppealState, text string) (Appeal, error) {
	a, err := s.d.Papers.Appeal(ctx, id)
	if err != nil {
		return Appeal{}, err
	}
	err = s.act(ctx, a.Case, "answer", func(ctx context.Context) error {
		var err error
		if a, err = s.d.Papers.Appeal(ctx, id); err != nil {
			return err
		}
		c, by, _, err := s.forAuthority(ctx, a.Case)
		if err != nil {
			if absent(err) {
				err = ErrNoAppeal
			}
			return err
		}
		if by.Person == c.NoticeBy.Person || by.Person == c.DecisionBy.Person || by.Person == c.Opener.Person {
			return ErrInvolved
		}
		if text, err = written(text, "body.text", 10, 2000); err != nil {
			return err
		}
		if outcome != AppealUpheld && outcome != AppealRevoked {
			return ErrOutcome.At("body.outcome")
		}
		if a.State != AppealFiled {
			return ErrStage.With("stage", string(c.Stage))
		}
		a.State, a.By, a.Answer, a.At = outcome, by, text, s.now()
		if err := s.d.Papers.SaveAppeal(ctx, a); err != nil {
			return err
		}
		a.Version++
		return s.settleAppeal(ctx, &c, a)
	})
	return a, err
}

// settleAppeal does what follows from the outcome of an appeal.
func (s *Service) settleAppeal(ctx context.Context, c *Case, a Appeal) error {
	t, err := s.terms(ctx, *c)
	if err != nil {
		return err
	}
	step := Uphold
	if a.State == AppealRevoked {
		step = Revoke
		if err := s.undo(ctx, c, a.By.Person); err != nil {
			return err
		}
	}
	if err := s.step(ctx, c, step, "review.answer", map[string]string{"outcome": string(a.State)}); err != nil {
		return err
	}
	if err := s.write(ctx, *c, AppealDoc, a.By, Draft{Facts: a.Text, Reasons: a.Answer, Measures: c.Decided}, t); err != nil {
		return err
	}
	if a.State == AppealUpheld {
		if err := s.end(ctx, *c); err != nil {
			return err
		}
	}
	return s.emit(ctx, TopicAnswer, *c, map[string]string{"person": string(c.Person), "outcome": string(a.State)})
}

// undo takes back what a decision did.
func (s *Service) undo(ctx context.Context, c *Case, by people.PersonID) error {
	const why = "处理决定已撤销"
	if c.Effects.Results == Imposed {
		if err := s.d.Results.Restore(ctx, c.Effects.Voided, why); err != nil {
			return err
		}
		c.Effects.Results = Undone
	}
	if c.Effects.Ban == Imposed {
		if err := s.d.Bans.Lift(ctx, c.Effects.BanID, by, why); err != nil {
			return err
		}
		c.Effects.Ban = Undone
	}
	return nil
}

// end makes the sitting of a final decision void for good.
func (s *Service) end(ctx context.Context, c Case) error {
	if !c.Decided.VoidCurrent || c.Effects.Results != Imposed {
		return nil
	}
	return s.d.Results.EndSitting(ctx, c.Sitting)
}

// sweepLimit bounds one sweep.
const sweepLimit = 100

// SweepOnce moves cases whose period is over: nobody stated a case in time, nobody appealed in time. Call it every minute, on any number
// of nodes. One failing case does not stop the others.
func (s *Service) SweepOnce(ctx context.Context) error {
	ctx = actor.AsSystem(ctx, "review.sweep")
	list, err := s.d.Store.Due(ctx, s.today(), sweepLimit)
	if err != nil {
		return err
	}
	var failed []error
	for _, due := range list {
		err := s.d.Store.InTx(ctx, func(ctx context.Context) error {
			c := due
			if c.Stage == Statement {
				return s.step(ctx, &c, Hear, "review.heard", nil)
			}
			if err := s.step(ctx, &c, Expire, "review.final", nil); err != nil {
				return err
			}
			return s.end(ctx, c)
		})
		if err != nil && !errors.Is(err, ErrStage) { // somebody acted meanwhile
			failed = append(failed, err)
		}
	}
	return errors.Join(failed...)
}
