package booking

import (
	"context"
	"errors"
	"time"

	"github.com/suikao/suikao/exam/application"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// visitAt loads a visit of this very gate that is not over.
func (s *Service) visitAt(ctx context.Context, id VisitID) (Visit, error) {
	dev, room, err := s.atGate(ctx)
	if err != nil {
		return Visit{}, err
	}
	v, err := s.Gate.Visit(ctx, id)
	if err != nil {
		return v, err
	}
	if string(v.Device) != dev.ID || v.Room != room.ID {
		return Visit{}, ErrNotFound
	}
	if v.State == VisitExpired || (v.State == VisitOpen || v.State == VisitWaiting) && !s.Clock().Before(v.ExpiresAt) {
		return v, ErrGateVisitOver
	}
	return v, nil
}

// Look answers where a visit stands; the gate asks it while an officer decides. A door command that was lost with the
// process is sent again under its old id.
func (s *Service) Look(ctx context.Context, id VisitID) (GateView, error) {
	v, err := s.visitAt(ctx, id)
	if err != nil {
		return GateView{}, err
	}
	if v.State.through() && v.Door == DoorPending && s.Clock().Sub(v.DecidedAt) > doorPatience {
		return s.open(ctx, v.ID)
	}
	return s.view(ctx, v, nil)
}

// stepAt runs one step of an open visit in a transaction. change returns what went wrong for the person, which is counted
// and shown, and an error for everything else. A finished visit is answered as it is: repeating a step does nothing twice.
func (s *Service) stepAt(ctx context.Context, id VisitID, change func(ctx context.Context, v *Visit) (*fault.Error, error)) (GateView, error) {
	var v Visit
	var bad *fault.Error
	once := func(ctx context.Context) error {
		var err error
		bad = nil
		if v, err = s.visitAt(ctx, id); err != nil || v.State.through() || v.State == VisitRefused {
			return err
		}
		if bad, err = change(ctx, &v); err != nil {
			return err
		}
		if bad != nil {
			v.Trouble = bad.Code()
			if counts(bad) {
				v.Failures++
			}
			if err := s.mismatched(ctx, &v, bad); err != nil {
				return err
			}
			if err := s.fallBack(ctx, &v, bad); err != nil {
				return err
			}
		}
		if v.State == VisitOpen {
			v.ExpiresAt = s.Clock().Add(s.o.VisitFor)
		}
		return s.saveVisit(ctx, &v)
	}
	err := s.Tx.InTx(ctx, once)
	for range maxFailures { // the same step sent twice at once: the slower one looks again
		if !errors.Is(err, ErrStale) {
			break
		}
		err = s.Tx.InTx(ctx, once)
	}
	if err != nil {
		return GateView{}, err
	}
	if v.State.through() && v.Door == DoorPending && bad == nil {
		return s.open(ctx, v.ID)
	}
	return s.view(ctx, v, bad)
}

func (s *Service) saveVisit(ctx context.Context, v *Visit) error {
	if err := s.Gate.SaveVisit(ctx, *v); err != nil {
		return err
	}
	v.Version++
	return nil
}

// counts reports whether a trouble is a failed attempt; a card not yet on the reader is none.
func counts(e *fault.Error) bool {
	return !errors.Is(e, ErrCardNone) && !errors.Is(e, ErrCardFirst) && !errors.Is(e, ErrGateNoSeat) && ofFace(e) == nil && !errors.Is(e, ErrRoomShut) && !errors.Is(e, ErrGateStillSitting) && !errors.Is(e, ErrScreen) && !ofScreen(e)
}

// fallBack asks an officer where the machine cannot go on, and after the third failure: never a dead end.
func (s *Service) fallBack(ctx context.Context, v *Visit, bad *fault.Error) error {
	officer := v.Failures >= maxFailures
	for _, e := range []*fault.Error{ErrCardUnreadable, ErrCardExpired, ErrCardName, ErrReaderDown, ErrPINLocked, ErrDetectorDown, ErrLockersFull} {
		officer = officer || errors.Is(bad, e)
	}
	if !officer {
		return nil
	}
	if v.Failures == maxFailures {
		if err := s.emit(ctx, TopicThreeFailures, string(v.ID), map[string]string{"visit": string(v.ID), "room": string(v.Room), "path": v.OrgPath, "trouble": v.Trouble}); err != nil {
			return err
		}
	}
	if v.BookingID == "" {
		return s.callPerson(ctx, *v, v.Trouble)
	}
	if v.Failures == maxFailures { // picture and voice: the queue has the photo, the call has the line
		if err := s.callPerson(ctx, *v, v.Trouble); err != nil {
			return err
		}
	}
	return s.ask(ctx, v)
}

// ask puts the visit into the officers' queue.
func (s *Service) ask(ctx context.Context, v *Visit) error {
	if v.State == VisitWaiting {
		return nil
	}
	now := s.Clock()
	v.State, v.AskedAt, v.ExpiresAt = VisitWaiting, now, now.Add(s.o.OfficerFor)
	if err := s.record(ctx, "gate.ask_officer", "gate_visit", string(v.ID), v.OrgPath, map[string]string{"trouble": v.Trouble}); err != nil {
		return err
	}
	return s.emit(ctx, TopicOfficerWanted, string(v.ID), map[string]string{"visit": string(v.ID), "room": string(v.Room), "path": v.OrgPath, "trouble": v.Trouble})
}

// AskOfficer is the path without card or PIN: a remote officer compares the person with the photo.
func (s *Service) AskOfficer(ctx context.Context, id VisitID) (GateView, error) {
	return s.stepAt(ctx, id, func(ctx context.Context, v *Visit) (*fault.Error, error) {
		if v.BookingID == "" {
			return nil, ErrGateStep
		}
		return nil, s.ask(ctx, v)
	})
}

// Take accepts a walk-in offer: a slot of now, with a place kept while the person is matched.
func (s *Service) Take(ctx context.Context, id VisitID, app application.ID) (GateView, error) {
	view, err := s.stepAt(ctx, id, func(ctx context.Context, v *Visit) (*fault.Error, error) {
		if v.ApplicationID == app && v.BookingID != "" {
			return nil, nil
		}
		if !v.WalkIn || v.BookingID != "" {
			return nil, ErrGateStep
		}
		b, err := s.walkIn(ctx, *v, app)
		if err != nil {
			return nil, err
		}
		v.BookingID, v.ApplicationID = b.ID, app
		return nil, nil
	})
	// A refused hold must leave nothing behind, so the transaction is undone and the reason shown after it.
	bad := shown(err)
	if bad == nil {
		return view, err
	}
	if errors.Is(bad, ErrSlotFull) {
		bad = ErrGateNoSeat
	}
	return s.stepAt(ctx, id, func(context.Context, *Visit) (*fault.Error, error) { return bad, nil })
}

// shown returns err when it is something to show the person at the gate, nil for wrong use and failures of the house.
func shown(err error) *fault.Error {
	var f *fault.Error
	if !errors.As(err, &f) || errors.Is(err, ErrGateStep) || errors.Is(err, ErrGateVisitOver) || errors.Is(err, ErrStale) {
		return nil
	}
	if f.Kind() != fault.Conflict && f.Kind() != fault.Forbidden || errors.Is(err, ErrGateWrongDevice) {
		return nil
	}
	return f
}

func (s *Service) walkIn(ctx context.Context, v Visit, app application.ID) (Booking, error) {
	if err := s.Applications.LockPerson(ctx, v.PersonID); err != nil {
		return Booking{}, err
	}
	a, err := s.Applications.ApplicationByID(ctx, app)
	if err != nil {
		return Booking{}, err
	}
	if a.PersonID != v.PersonID {
		return Booking{}, ErrNotFound
	}
	if err := s.watched(ctx, v.Room); err != nil {
		return Booking{}, err
	}
	r, err := s.Places.Room(ctx, v.Room)
	if err != nil {
		return Booking{}, err
	}
	now := s.Clock()
	sl, err := s.slotNow(ctx, r, now)
	if err != nil {
		return Booking{}, err
	}
	switch _, err := s.Gate.AdmissionOf(ctx, sl.ID, v.PersonID); {
	case err == nil:
		return Booking{}, ErrGateSatHere
	case !errors.Is(err, ErrNotFound):
		return Booking{}, err
	}
	b, err := s.newBooking(ctx, a, sl, now)
	if err != nil {
		return Booking{}, err
	}
	b.WalkIn, b.HoldUntil = true, now.Add(s.o.OfficerFor+s.o.VisitFor)
	if err := s.place(ctx, a, &b); err != nil {
		return b, err
	}
	if sl, err = s.Slots.Slot(ctx, sl.ID); err == nil && !sl.ClosedAt.IsZero() { // place holds the slot's lock by now
		err = ErrGateClosed
	}
	return b, err
}

// slotNow returns the slot that runs in the room at t.
func (s *Service) slotNow(ctx context.Context, r site.Room, t time.Time) (Slot, error) {
	if err := s.ensureRoom(ctx, r, actor.DateOf(t), actor.DateOf(t)); err != nil {
		return Slot{}, err
	}
	list, err := s.Slots.SlotsOfRoom(ctx, r.ID, t, t.Add(time.Millisecond))
	if err != nil {
		return Slot{}, err
	}
	for _, sl := range list {
		if sl.holds(t) {
			return sl, nil
		}
	}
	return Slot{}, ErrGateNoSlot
}
