package exam

import (
	"context"
	"errors"
	"time"

	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
)

// Grip is how a seat holds its sitting: which one, and by which connection.
type Grip struct {
	Sitting SittingID
	Epoch   int64
}

// step is one act on a sitting as it is carried out.
type step struct {
	act    Act
	verb   string // audit verb and event topic: "sitting.start"
	topic  string
	detail map[string]string
	// allow judges the caller and the circumstances; the head is locked.
	allow func(Sitting, Head) error
	// done reports that the act took place before (a repetition after a lost answer): nothing is written. May be nil.
	done func(Sitting) bool
	// do carries out what goes with the transition and returns the journal entry, if any. State and gate are set already.
	// now is the one time of the act: what do writes and what the journal says are the same to the millisecond.
	do func(ctx context.Context, now time.Time, sit *Sitting, head *Head) (*Entry, error)
	// next is asked, when the act is done, for another one that the same transaction carries out. May be nil.
	next func(ctx context.Context, sit Sitting) (context.Context, step, error)
}

// perform carries out one act: in one transaction the head is locked, the rule checked, sitting, head, journal, audit
// entry and event written. Everything that moves a sitting passes here. It returns the sitting as it stands afterwards.
func (s *Service) perform(ctx context.Context, id SittingID, st step) (Sitting, error) {
	sit, _, err := s.act(ctx, id, st)
	return sit, err
}

// act is perform; it returns the head too, as the transaction left it.
func (s *Service) act(ctx context.Context, id SittingID, st step) (after Sitting, end Head, err error) {
	moved := false
	err = s.d.Store.InTx(ctx, func(ctx context.Context) error {
		moved = false
		sit, head, err := s.lock(ctx, id)
		if err != nil {
			return err
		}
		if head.Gate == GateAway {
			return ErrAway
		}
		if err := st.allow(sit, head); err != nil {
			return err
		}
		if st.done != nil && st.done(sit) {
			after, end = sit, head
			return nil
		}
		moved = true
		after, err = s.carryOut(ctx, sit, &head, st)
		end = head
		return err
	})
	if err != nil {
		return Sitting{}, Head{}, err
	}
	if moved {
		s.changed(after.Seat)
	}
	return after, end, nil
}

// carryOut writes an act on a sitting whose head is locked, and the one that follows it; the head moves along.
func (s *Service) carryOut(ctx context.Context, sit Sitting, head *Head, st step) (Sitting, error) {
	was, version := *head, sit.Version
	sit, err := s.move(ctx, sit, head, st)
	if err == nil && st.next != nil {
		var then step
		if ctx, then, err = st.next(ctx, sit); err == nil {
			sit, err = s.move(ctx, sit, head, then)
		}
	}
	if err != nil {
		return sit, err
	}
	if !head.equal(was) {
		if err := s.d.Journal.SetHeads(ctx, []Head{*head}); err != nil {
			return sit, err
		}
	}
	err = s.d.Store.UpdateSitting(ctx, sit)
	sit.Version = version + 1
	return sit, err
}

// move carries out an act but for the rows of sitting and head, which the caller writes.
func (s *Service) move(ctx context.Context, sit Sitting, head *Head, st step) (Sitting, error) {
	to, err := sit.State.After(st.act)
	if err != nil {
		return sit, err
	}
	sit.State = to
	head.Gate = sit.Gate()
	now := s.now()
	entry, err := st.do(ctx, now, &sit, head)
	if err != nil {
		return sit, err
	}
	head.Deadline = sit.Deadline
	if entry != nil {
		entry.ServerAt, entry.Epoch = now, head.Epoch
		if err := s.d.Journal.Append(ctx, []Entry{head.add(*entry)}); err != nil {
			return sit, err
		}
	}
	if err := s.record(ctx, st.verb, sit, st.detail); err != nil || st.topic == "" {
		return sit, err
	}
	return sit, s.emit(ctx, st.topic, sit, "")
}

// lock takes the head of a sitting and the sitting behind it.
func (s *Service) lock(ctx context.Context, id SittingID) (Sitting, Head, error) {
	sit, head, err := s.d.Store.Lock(ctx, id)
	if err == nil {
		s.line.forget(id)
	}
	return sit, head, err
}

// now is the time in the precision that is stored.
func (s *Service) now() time.Time { return s.d.Clock().UTC().Truncate(time.Millisecond) }

// seatOf returns the seat of the calling terminal.
func seatOf(ctx context.Context) (site.SeatID, error) {
	a := actor.From(ctx)
	if a.Kind != actor.Device || a.Seat == "" {
		return "", ErrForbidden
	}
	return site.SeatID(a.Seat), nil
}

// held returns the check that the calling terminal holds the sitting by grip.
func held(ctx context.Context, g Grip) func(Sitting, Head) error {
	return func(sit Sitting, head Head) error {
		seat, err := seatOf(ctx)
		switch {
		case err != nil:
			return err
		case sit.Seat != seat && head.Epoch == g.Epoch:
			return ErrNotYours
		case head.Epoch != g.Epoch:
			return ErrFenced
		}
		return nil
	}
}

func isMissing(err error) bool { return errors.Is(err, ErrNoSitting) }
