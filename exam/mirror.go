package exam

import (
	"bytes"
	"context"
	"fmt"

	"github.com/suikao/suikao/internal/fault"
)

// ErrHeldHere says that this server holds a sitting of which it was only to keep a copy.
var ErrHeldHere = fault.Define("sitting.held_here", fault.Conflict,
	"这场考试已经由另一台考场机接管。", "The other room node has taken this sitting over.")

// takeStep is by how much the epoch rises when a copy takes over: above every connection that the first server may have
// counted since it was last heard.
const takeStep = 1 << 10

// Keep stores a copy of a sitting that another server holds: here its gate is AWAY and nothing moves it. What is stored
// already stays; the rest must follow place by place and hash by hash. d is the paper, once it is open there; the zero
// value before. with keeps what goes with it. It returns where the copy ends. Errors: ErrHeldHere, ErrTailGap, ErrTail.
func (s *Service) Keep(ctx context.Context, h Holding, d Draw, with func(context.Context) error) (int64, error) {
	place := int64(0)
	err := s.d.Store.InTx(ctx, func(ctx context.Context) error {
		have, err := s.d.Store.Sitting(ctx, h.Sitting.ID)
		head := Head{Sitting: h.Sitting.ID, Gate: GateAway}
		switch {
		case isMissing(err):
			if err := s.firstCopy(ctx, h, d); err != nil {
				return err
			}
			have = h.Sitting
		case err != nil:
			return err
		}
		if have, head, err = s.lock(ctx, h.Sitting.ID); err != nil {
			return err
		}
		if head.Gate != GateAway {
			return ErrHeldHere
		}
		if err := s.extend(ctx, &head, h, d); err != nil {
			return err
		}
		place = head.Place
		h.Sitting.Version = have.Version
		if err := s.d.Store.UpdateSitting(ctx, h.Sitting); err != nil {
			return err
		}
		return with(ctx)
	})
	return place, err
}

func (s *Service) firstCopy(ctx context.Context, h Holding, d Draw) error {
	if err := s.d.Store.InsertSitting(ctx, h.Sitting); err != nil {
		return err
	}
	if err := s.d.Draws.InsertDraw(ctx, Draw{Sitting: h.Sitting.ID}); err != nil {
		return err
	}
	return s.d.Journal.InsertHead(ctx, Head{Sitting: h.Sitting.ID, Epoch: h.Head.Epoch, Gate: GateAway})
}

// extend adds what is new to a copy.
func (s *Service) extend(ctx context.Context, head *Head, h Holding, d Draw) error {
	var fresh []Entry
	for _, e := range h.Tail {
		switch {
		case e.Place <= head.Place:
			continue
		case e.Place != head.Place+1:
			return ErrTailGap.With("place", head.Place)
		case head.Place > 0 && !bytes.Equal(e.HashAfter(head.Hash), e.Hash):
			return ErrTail.With("why", fmt.Sprintf("place %d does not follow", e.Place))
		}
		head.Place, head.Hash, head.Seq = e.Place, e.Hash, max(head.Seq, e.Seq)
		fresh = append(fresh, e)
	}
	if head.Place < h.Head.Place {
		return ErrTailGap.With("place", head.Place)
	}
	if head.Place == 0 {
		head.Hash = h.Head.Hash
	}
	head.Epoch, head.Deadline = max(head.Epoch, h.Head.Epoch), h.Head.Deadline
	if err := s.d.Journal.Append(ctx, fresh); err != nil {
		return err
	}
	if err := s.d.Journal.SetHeads(ctx, []Head{*head}); err != nil {
		return err
	}
	if !d.Done() {
		return nil
	}
	d.Sitting = h.Sitting.ID
	old, err := s.d.Draws.Draw(ctx, d.Sitting)
	if isMissing(err) { // it was let go when another server took the sitting over
		err = s.d.Draws.InsertDraw(ctx, Draw{Sitting: d.Sitting})
	}
	if err != nil || old.Done() {
		return err
	}
	return s.d.Draws.SetDraw(ctx, d)
}

// TakeUp makes a copy the sitting: this server holds it from now on, and nothing that the first one still writes is taken by
// anybody who knows. It returns where the copy ended. with keeps what goes with it. Errors: ErrNotAway, ErrNoSitting.
func (s *Service) TakeUp(ctx context.Context, id SittingID, with func(context.Context, Sitting, Head) error) error {
	var sit Sitting
	err := s.d.Store.InTx(ctx, func(ctx context.Context) error {
		var head Head
		var err error
		if sit, head, err = s.lock(ctx, id); err != nil {
			return err
		}
		if head.Gate != GateAway {
			return ErrNotAway
		}
		head.Epoch, head.Gate = head.Epoch+takeStep, sit.Gate()
		if err := s.d.Journal.SetHeads(ctx, []Head{head}); err != nil {
			return err
		}
		if err := s.record(ctx, "sitting.take_up", sit, map[string]string{"epoch": fmt.Sprint(head.Epoch), "place": fmt.Sprint(head.Place)}); err != nil {
			return err
		}
		return with(ctx, sit, head)
	})
	if err == nil {
		s.changed(sit.Seat)
	}
	return err
}

// OpenDraw returns the paper of a sitting where it is open here; the zero value where it is not.
func (s *Service) OpenDraw(ctx context.Context, id SittingID) (Draw, error) {
	d, err := s.d.Draws.Draw(ctx, id)
	if err != nil || !d.Done() {
		return Draw{}, err
	}
	return Draw{Sitting: id, Leaf: d.Leaf, Paper: d.Paper}, nil
}
