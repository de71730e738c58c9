package evidence

import (
	"context"
	"io"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/internal/actor"
)

// approvedFor is how long an approved bundle may be fetched.
const approvedFor = 7 * 24 * time.Hour

// AskExport asks for a bundle of a sitting's evidence; another person decides. Errors: ErrNotFound, ErrForbidden, ErrReason, ErrDocument,
// ErrOpen.
func (s *Service) AskExport(ctx context.Context, id exam.SittingID, reason, document string) (Export, error) {
	if err := s.ofSitting(ctx, id, askers()...); err != nil {
		return Export{}, err
	}
	reason, document, err := grounds(reason, document)
	if err != nil {
		return Export{}, err
	}
	if _, err := s.Close(ctx, id); err != nil {
		return Export{}, err
	}
	var e Export
	err = s.d.Tx.InTx(ctx, func(ctx context.Context) error {
		c, err := s.d.Tx.Case(ctx, id)
		if err != nil {
			return err
		}
		now := s.now()
		e = Export{ID: actor.NewID(now), Sitting: id, OrgPath: c.OrgPath, State: Asked, Reason: reason, Document: document, Asked: me(actor.From(ctx), now)}
		if err := s.d.Orders.AddExport(ctx, e); err != nil {
			return err
		}
		return s.record(ctx, "evidence.export_ask", "sitting:"+string(id), c.OrgPath, map[string]string{"export": e.ID, "reason": reason, "document": document})
	})
	return e, err
}

// DecideExport approves a request of somebody else, or refuses it with a reason. Errors: ErrNotFound, ErrForbidden, ErrExport, ErrSame,
// ErrReason.
func (s *Service) DecideExport(ctx context.Context, id string, approve bool, note string) (Export, error) {
	if !approve {
		var err error
		if note, err = stated(note, "body.note"); err != nil {
			return Export{}, err
		}
	}
	e, err := s.d.Orders.Export(ctx, id)
	if err != nil {
		return Export{}, err
	}
	if err := s.allow(ctx, e.OrgPath, e.object(), deciders()...); err != nil {
		return Export{}, err
	}
	err = s.d.Tx.InTx(ctx, func(ctx context.Context) error {
		if e, err = s.d.Orders.Export(ctx, id); err != nil {
			return err
		}
		a := actor.From(ctx)
		switch {
		case e.State != Asked:
			return ErrExport
		case string(e.Asked.Person) == a.Person || a.Person == "":
			return ErrSame
		}
		e.Decided, e.Note, e.State = me(a, s.now()), note, Refused
		verb := "evidence.export_refuse"
		if approve {
			e.State, e.Until, e.Note, verb = Approved, e.Decided.At.Add(approvedFor), "", "evidence.export_approve"
		}
		if err := s.d.Orders.SaveExport(ctx, e); err != nil {
			return err
		}
		e.Version++
		return s.record(ctx, verb, e.object(), e.OrgPath, map[string]string{"export": id, "asked_by": string(e.Asked.Account), "note": note})
	})
	return e, err
}

// Exports lists requests of the caller's organisations, newest first. Errors: ErrForbidden.
func (s *Service) Exports(ctx context.Context, q Query) ([]Export, error) {
	if q.Paths = actor.From(ctx).Paths(append(askers(), deciders()...)...); len(q.Paths) == 0 {
		return nil, ErrForbidden
	}
	return s.d.Orders.Exports(ctx, q)
}

// Take lets one of the two people who asked and approved fetch the bundle, as often as the approval lasts; every time is on the
// trail before a byte is given out. It returns the file's name and what writes the bundle. Errors: ErrNotFound, ErrForbidden,
// ErrExport, ErrOver.
func (s *Service) Take(ctx context.Context, id string) (name string, write func(ctx context.Context, w io.Writer) error, err error) {
	e, err := s.d.Orders.Export(ctx, id)
	if err != nil {
		return "", nil, err
	}
	object := "sitting:" + string(e.Sitting)
	if err := s.allow(ctx, e.OrgPath, object, append(askers(), deciders()...)...); err != nil {
		return "", nil, err
	}
	taken := me(actor.From(ctx), s.now())
	err = s.d.Tx.InTx(ctx, func(ctx context.Context) error {
		if e, err = s.d.Orders.Export(ctx, id); err != nil {
			return err
		}
		switch {
		case e.State != Approved:
			return ErrExport
		case taken.At.After(e.Until):
			return ErrOver
		case taken.Person == "" || taken.Person != e.Asked.Person && taken.Person != e.Decided.Person:
			return ErrForbidden
		}
		counted := e
		counted.Downloads++
		if err := s.d.Orders.SaveExport(ctx, counted); err != nil {
			return err
		}
		return s.record(ctx, "evidence.export_take", object, e.OrgPath, map[string]string{"export": id, "copy": copyName(e)})
	})
	if err != nil {
		return "", nil, err
	}
	name, bind := "evidence-"+string(e.Sitting)+".zip", s.write
	if e.Sitting == "" {
		name, bind = "room-"+string(e.Room)+"-"+string(e.Day)+".zip", s.writeRoom
	}
	return name, func(ctx context.Context, w io.Writer) error {
		hash, err := bind(ctx, w, e, taken)
		if err != nil {
			return err
		}
		return s.took(ctx, e, hash)
	}, nil
}

// took notes that a bundle was given out whole.
func (s *Service) took(ctx context.Context, e Export, hash string) error {
	return s.d.Tx.InTx(ctx, func(ctx context.Context) error {
		now, err := s.d.Orders.Export(ctx, e.ID)
		if err != nil {
			return err
		}
		now.Manifest = hash
		if err := s.d.Orders.SaveExport(ctx, now); err != nil {
			return err
		}
		return s.record(ctx, "evidence.export_done", e.object(), e.OrgPath, map[string]string{"export": e.ID, "copy": copyName(e), "manifest": hash})
	})
}
