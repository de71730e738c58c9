package booking

import (
	"context"
	"errors"
	"maps"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/people/terminal"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// VisitWay is which way somebody goes at a gate.
type VisitWay string

// The ways.
const (
	WayIn   VisitWay = ""       // for the first time: ends in an admission
	WayOut  VisitWay = "LEAVE"  // for a while or for good
	WayBack VisitWay = "RETURN" // to the seat that is kept
)

// Threshold knows who of a room went out; proctor/room is one. Its faults are shown at the gate and it joins the transaction of
// the context.
type Threshold interface {
	// Outside reports whether somebody who was let in has gone out since.
	Outside(ctx context.Context, a Admission) (bool, error)
	// MayLeave answers a fault while the person's paper runs: they are told what to do at the seat first.
	MayLeave(ctx context.Context, a Admission) error
	// Readmits answers a fault when the room lets nobody back in now, not even to a seat that is kept.
	Readmits(ctx context.Context, room site.RoomID) error
}

// leftFor is how long after its end a booking still lets its person sign out.
const leftFor = 24 * time.Hour

// CheckOut signs a person out at the gate. A card on the reader is enough; a ticket or a typed number needs the PIN or an officer.
// Nobody is kept inside by it: the door opens from within by its handle. A refusal is in Trouble, as with CheckIn.
func (s *Service) CheckOut(ctx context.Context, sign Sign) (GateView, error) {
	dev, room, err := s.atGate(ctx)
	if err != nil {
		return GateView{}, err
	}
	if s.Threshold == nil {
		return GateView{}, ErrGateStep
	}
	f, a, err := s.leaver(ctx, room, sign)
	var bad *fault.Error
	if errors.As(err, &bad) && bad.Kind() != fault.Internal {
		return s.turnAway(ctx, dev, room, f, bad)
	}
	if err != nil {
		return GateView{}, err
	}
	now := s.Clock()
	v := Visit{ID: VisitID(actor.NewID(now)), Device: terminal.ID(dev.ID), Room: room.ID, OrgPath: room.OrgPath, PersonID: f.person, Way: WayOut,
		BookingID: a.BookingID, ApplicationID: a.ApplicationID, AdmissionID: a.ID, State: VisitOpen, CardMatched: f.card, CreatedAt: now, ExpiresAt: now.Add(s.o.VisitFor), Version: 1}
	err = s.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.Gate.AddVisit(ctx, v); err != nil {
			return err
		}
		return s.record(ctx, "gate.identify", "gate_visit", string(v.ID), v.OrgPath, map[string]string{"room": string(v.Room), "person": string(v.PersonID), "way": string(v.Way)})
	})
	if err != nil || !f.card {
		if err != nil {
			return GateView{}, err
		}
		return s.view(ctx, v, nil)
	}
	return s.stepAt(ctx, v.ID, func(ctx context.Context, v *Visit) (*fault.Error, error) {
		err := s.through(ctx, v, "CHIP", dev.ID)
		if bad := shown(err); bad != nil {
			return bad, nil
		}
		return nil, err
	})
}

// leaver finds who wants to leave and their admission in this room.
func (s *Service) leaver(ctx context.Context, room site.Room, sign Sign) (found, Admission, error) {
	f, err := s.named(ctx, room, sign)
	if err != nil {
		return f, Admission{}, err
	}
	a, err := s.lastIn(ctx, room, f.person)
	if err != nil {
		return f, a, err
	}
	out, err := s.Threshold.Outside(ctx, a)
	if err == nil && out {
		err = ErrGateOutside
	}
	if err == nil {
		err = s.Threshold.MayLeave(ctx, a)
	}
	return f, a, err
}

// named finds the person of a sign without asking what they come for; card says that a valid card of theirs was read.
func (s *Service) named(ctx context.Context, room site.Room, sign Sign) (f found, err error) {
	kind, number := sign.DocKind, sign.Number
	var card Card
	switch {
	case sign.Card:
		if card, err = s.Reader.Read(ctx, room.ID); err != nil {
			return f, err
		}
		kind, number = card.DocKind, card.Number
	case sign.Ticket != "":
		b, err := s.ticketed(ctx, sign.Ticket)
		return found{person: b.PersonID}, err
	}
	p, ok, err := s.People.FindDocument(ctx, kind, number)
	if err != nil || !ok {
		if err == nil {
			err = ErrGateUnknown
		}
		return f, err
	}
	f.person = p
	if sign.Card {
		bad, err := s.fits(ctx, card, p)
		f.card = bad == nil && err == nil
		return f, err
	}
	return f, nil
}

// lastIn is the newest admission of a person in a room, over or not; ErrGateNotInside when there is none of today.
func (s *Service) lastIn(ctx context.Context, room site.Room, p people.PersonID) (Admission, error) {
	list, err := s.Bookings.BookingsOf(ctx, p, s.Clock().Add(-leftFor))
	if err != nil {
		return Admission{}, err
	}
	var last Admission
	for _, b := range list {
		if b.RoomID != room.ID || b.State == BookingHeld || b.State == BookingConfirmed {
			continue
		}
		a, err := s.Gate.AdmissionOf(ctx, b.SlotID, p)
		if errors.Is(err, ErrNotFound) {
			continue
		}
		if err != nil {
			return last, err
		}
		if a.RoomID == room.ID && a.AdmittedAt.After(last.AdmittedAt) {
			last = a
		}
	}
	if last.ID == "" {
		return last, ErrGateNotInside
	}
	return last, nil
}

// backFrom looks whether somebody who is refused as being inside has gone out: then their admission is returned, they are matched
// again and let back to the seat that is kept. For everybody else it returns the refusal, if there is one, and no admission.
func (s *Service) backFrom(ctx context.Context, room site.Room, f found, refusal error) (Admission, error) {
	if s.Threshold == nil || f.booking == nil || !errors.Is(refusal, ErrGateInside) {
		return Admission{}, refusal
	}
	a, err := s.Gate.AdmissionOf(ctx, f.booking.SlotID, f.person)
	if errors.Is(err, ErrNotFound) || err == nil && (!a.State.Live() || a.RoomID != room.ID) {
		return Admission{}, refusal
	}
	if err != nil {
		return Admission{}, err
	}
	out, err := s.Threshold.Outside(ctx, a)
	if err != nil || !out {
		if err == nil {
			err = refusal
		}
		return Admission{}, err
	}
	return a, nil
}

// through lets somebody out, or back in: who they are was proven. It runs in the caller's transaction; the door opens after the
// commit, and the entry and exit log follows the door.
func (s *Service) through(ctx context.Context, v *Visit, how MatchMethod, by string) error { // how may be CHIP, a card alone, for signing out
	a, err := s.Gate.Admission(ctx, v.AdmissionID)
	if err != nil {
		return err
	}
	verb, searched := "gate.exit", map[string]string(nil)
	if v.Way == WayBack {
		verb = "gate.come_back"
		if !a.State.Live() {
			return ErrGateExpired
		}
		if err = s.Threshold.Readmits(ctx, v.Room); err == nil {
			searched, err = s.screened(ctx, *v, how)
		}
	} else {
		err = s.Threshold.MayLeave(ctx, a)
	}
	if err != nil {
		return err
	}
	v.State, v.Door, v.DecidedAt = VisitPassed, DoorPending, s.Clock()
	detail := map[string]string{"room": string(v.Room), "seat": a.SeatLabel, "method": string(how), "person": string(a.PersonID), "by": by}
	maps.Copy(detail, searched)
	return s.record(ctx, verb, "admission", string(a.ID), a.OrgPath, detail)
}
