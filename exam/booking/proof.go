package booking

import (
	"context"
	"errors"

	"github.com/suikao/suikao/exam/application"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// Card reads the card on the reader for an open visit and compares it with the person.
func (s *Service) Card(ctx context.Context, id VisitID) (GateView, error) {
	v, err := s.visitAt(ctx, id)
	if err != nil {
		return GateView{}, err
	}
	var bad *fault.Error
	card, err := s.Reader.Read(ctx, v.Room) // outside the transaction: a reader takes its time
	if err == nil {
		bad, err = s.fits(ctx, card, v.PersonID)
	} else if bad = shownReader(err); bad != nil {
		err = nil
	}
	if err != nil {
		return GateView{}, err
	}
	return s.stepAt(ctx, id, func(_ context.Context, v *Visit) (*fault.Error, error) {
		v.CardMatched = v.CardMatched || bad == nil
		if bad == nil && v.Mismatch == MismatchNumber {
			v.Mismatch = "" // it was another card
		}
		return bad, nil
	})
}

// shownReader returns a reader's failure as text for the person; nil when err is none of a reader's.
func shownReader(err error) *fault.Error {
	for _, e := range []*fault.Error{ErrCardNone, ErrCardUnreadable, ErrReaderDown} {
		if errors.Is(err, e) {
			return e
		}
	}
	return nil
}

// PIN admits a person whose card was read and who knows the ticket's PIN; where the room wants an officer as well, it asks one. The try is counted before it is looked at, so
// parallel guesses are counted too. After MaxPINTries only an officer can admit.
func (s *Service) PIN(ctx context.Context, id VisitID, pin string) (GateView, error) {
	view, err := s.stepAt(ctx, id, func(ctx context.Context, v *Visit) (*fault.Error, error) {
		if v.State == VisitWaiting && v.PINMatched { // sent again
			return nil, nil
		}
		if v.State != VisitOpen {
			return nil, ErrGateStep
		}
		bad, err := s.tryPIN(ctx, *v, pin)
		if bad != nil || err != nil {
			return bad, err
		}
		room, err := s.Places.Room(ctx, v.Room)
		if err != nil {
			return nil, err
		}
		if v.Way == WayIn && room.Rules.BothFactors() {
			v.PINMatched = true
			return nil, s.ask(ctx, v)
		}
		return nil, s.admit(ctx, v, MatchChipPIN, actor.From(ctx).ID)
	})
	// No seat: the whole step is undone, the counted try with it, and the person may try again.
	if bad := shown(err); bad != nil {
		return s.stepAt(ctx, id, func(context.Context, *Visit) (*fault.Error, error) { return bad, nil })
	}
	return view, err
}

func (s *Service) tryPIN(ctx context.Context, v Visit, pin string) (*fault.Error, error) {
	if !v.CardMatched && v.Way != WayOut {
		return ErrCardFirst, nil
	}
	if v.BookingID == "" {
		return nil, ErrGateStep
	}
	t, err := s.Bookings.TicketOf(ctx, v.BookingID)
	if errors.Is(err, ErrNotFound) || err == nil && len(t.PINHash) == 0 {
		return ErrPINNone, nil
	}
	if err != nil {
		return nil, err
	}
	if t.PINTries >= MaxPINTries {
		return ErrPINLocked, nil
	}
	t.PINTries++
	if err := s.Bookings.SaveTicket(ctx, t); err != nil {
		return nil, err
	}
	if s.Keys.MatchCode(pinPurpose(t.ID), pin, t.PINHash) {
		return nil, nil
	}
	if t.PINTries >= MaxPINTries {
		return ErrPINLocked, nil
	}
	return ErrPINWrong.With("left", MaxPINTries-t.PINTries), nil
}

// view renders a visit for the gate's page.
func (s *Service) view(ctx context.Context, v Visit, bad *fault.Error) (GateView, error) {
	g := GateView{Visit: v.ID, State: v.State, Way: v.Way, WalkIn: v.WalkIn, CardMatched: v.CardMatched, Door: v.Door,
		CallPerson: v.Failures >= maxFailures || v.Door == DoorNoAnswer, ExpiresAt: v.ExpiresAt}
	if v.Door == DoorNoAnswer && bad == nil {
		bad = ErrDoorDown
	}
	if v.State == VisitRefused && bad == nil {
		bad = ErrGateRefused.With("reason", v.OfficerNote)
	}
	if bad != nil {
		why := application.RefusalOf(bad)
		g.Trouble = &why
	}
	room, err := s.Places.Room(ctx, v.Room)
	if err != nil {
		return g, err
	}
	g.Supervision = room.Rules.Supervision
	if err := s.viewScreen(ctx, v, &g); err != nil {
		return g, err
	}
	p, err := s.People.PersonFacts(ctx, v.PersonID)
	if err != nil {
		return g, err
	}
	g.MaskedName = p.MaskedName
	if v.BookingID == "" {
		g.Offers, err = s.offers(ctx, v)
		return g, err
	}
	b, err := s.Bookings.Booking(ctx, v.BookingID)
	if err != nil {
		return g, err
	}
	g.ItemCode, g.StartsAt = b.ItemCode, b.BeginsAt
	if err := s.viewPIN(ctx, v, &g); err != nil {
		return g, err
	}
	if err := s.viewFace(ctx, v, &g); err != nil || !v.State.through() {
		return g, err
	}
	a, err := s.Gate.Admission(ctx, v.AdmissionID)
	if err != nil {
		return g, err
	}
	st, err := s.Places.Seat(ctx, a.SeatID)
	g.SeatNo, g.SeatLabel = st.No, st.Label
	return g, err
}

func (s *Service) viewPIN(ctx context.Context, v Visit, g *GateView) error {
	if v.State != VisitOpen || v.WalkIn {
		return nil
	}
	t, err := s.Bookings.TicketOf(ctx, v.BookingID)
	if errors.Is(err, ErrNotFound) {
		return nil
	}
	if len(t.PINHash) > 0 {
		g.PINLeft = MaxPINTries - t.PINTries
	}
	return err
}

func (s *Service) offers(ctx context.Context, v Visit) ([]Offer, error) {
	open, err := s.walkIns(ctx, v.PersonID)
	if err != nil {
		if fault.KindOf(err) == fault.Internal {
			return nil, err
		}
		return nil, nil // nothing to offer any more
	}
	out := []Offer{}
	for _, a := range open {
		t, err := s.Rules.Terms(ctx, subject(a, actor.DateOf(s.Clock())))
		if err != nil {
			return nil, err
		}
		out = append(out, Offer{Application: a.ID, ItemCode: a.ItemCode, Minutes: t.TheoryMinutes + a.Accommodation.ExtraMinutes})
	}
	return out, nil
}
