package evidence

import (
	"context"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/internal/actor"
)

// Hold orders that a sitting's recordings be kept, whatever their period. document may be empty. Errors: ErrNotFound, ErrForbidden,
// ErrReason, ErrDocument, ErrDeleted.
func (s *Service) Hold(ctx context.Context, id exam.SittingID, reason, document string) (Hold, error) {
	if err := s.ofSitting(ctx, id, askers()...); err != nil {
		return Hold{}, err
	}
	reason, document, err := grounds(reason, document)
	if err != nil {
		return Hold{}, err
	}
	var h Hold
	err = s.d.Tx.InTx(ctx, func(ctx context.Context) error {
		c, err := s.d.Tx.LockCase(ctx, id) // a deletion takes the same lock
		if err != nil {
			return err
		}
		if c.State != Kept {
			return gone(c.GoneAt, c.Basis)
		}
		now := s.now()
		h = Hold{ID: actor.NewID(now), Sitting: id, OrgPath: c.OrgPath, Live: true, Reason: reason, Document: document, Placed: me(actor.From(ctx), now)}
		if err := s.d.Orders.AddHold(ctx, h); err != nil {
			return err
		}
		return s.record(ctx, "evidence.hold", "sitting:"+string(id), c.OrgPath, map[string]string{"hold": h.ID, "reason": reason, "document": document})
	})
	return h, err
}

// AskLift asks that a hold be ended; another person decides. Errors: ErrNotFound, ErrForbidden, ErrReason, ErrHold.
func (s *Service) AskLift(ctx context.Context, id, reason string) (Hold, error) {
	return s.hold(ctx, id, "evidence.hold_lift_ask", askers(), func(h *Hold) (map[string]string, error) {
		reason, err := stated(reason, "body.reason")
		if err != nil {
			return nil, err
		}
		if !h.Live || !h.Asked.At.IsZero() {
			return nil, ErrHold
		}
		h.Asked, h.Why = me(actor.From(ctx), s.now()), reason
		return map[string]string{"reason": reason}, nil
	})
}

// DecideLift ends a hold that somebody else asked to end, or says no and keeps it. Errors: ErrNotFound, ErrForbidden, ErrHold, ErrSame.
func (s *Service) DecideLift(ctx context.Context, id string, lift bool) (Hold, error) {
	verb := "evidence.hold_lift"
	if !lift {
		verb = "evidence.hold_lift_refuse"
	}
	return s.hold(ctx, id, verb, deciders(), func(h *Hold) (map[string]string, error) {
		a := actor.From(ctx)
		switch {
		case !h.Live || h.Asked.At.IsZero():
			return nil, ErrHold
		case string(h.Asked.Person) == a.Person || a.Person == "":
			return nil, ErrSame
		}
		detail := map[string]string{"asked_by": string(h.Asked.Account), "reason": h.Why}
		if !lift {
			h.Asked, h.Why = Person{}, ""
			return detail, nil
		}
		h.Live, h.Lifted = false, me(a, s.now())
		return detail, nil
	})
}

// hold changes one hold in a transaction.
func (s *Service) hold(ctx context.Context, id, verb string, roles []actor.Role, change func(*Hold) (map[string]string, error)) (Hold, error) {
	h, err := s.d.Orders.Hold(ctx, id)
	if err != nil {
		return Hold{}, err
	}
	if err := s.allow(ctx, h.OrgPath, h.object(), roles...); err != nil {
		return Hold{}, err
	}
	err = s.d.Tx.InTx(ctx, func(ctx context.Context) error {
		if h, err = s.d.Orders.Hold(ctx, id); err != nil {
			return err
		}
		detail, err := change(&h)
		if err != nil {
			return err
		}
		if err := s.d.Orders.SaveHold(ctx, h); err != nil {
			return err
		}
		h.Version++
		detail["hold"] = id
		return s.record(ctx, verb, h.object(), h.OrgPath, detail)
	})
	return h, err
}

// Holds lists holds of the caller's organisations, newest first. Errors: ErrForbidden.
func (s *Service) Holds(ctx context.Context, q Query) ([]Hold, error) {
	if q.Paths = actor.From(ctx).Paths(append(askers(), deciders()...)...); len(q.Paths) == 0 {
		return nil, ErrForbidden
	}
	return s.d.Orders.Holds(ctx, q)
}

// ofSitting refuses who may not act on the evidence of a sitting.
func (s *Service) ofSitting(ctx context.Context, id exam.SittingID, roles ...actor.Role) error {
	sit, err := s.d.Sittings.Sitting(ctx, id)
	if err != nil {
		return absent(err)
	}
	return s.allow(ctx, sit.OrgPath, "sitting:"+string(id), roles...)
}
