package booking

import (
	"context"
	"errors"
	"time"

	"github.com/suikao/suikao/exam/application"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/people/terminal"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// Sign is what somebody shows at the gate. Exactly one of the three is used: Card first, then Ticket, then Number.
type Sign struct {
	Card    bool   // read the card on the reader
	Ticket  string // as scanned or typed
	DocKind string // of Number
	Number  string // typed; identifies, but proves nothing
}

// Offer is a walk-in examination (现在就考) for an approved application.
type Offer struct {
	Application application.ID
	ItemCode    string
	Minutes     int // of the paper, extra time included
}

// GateView is what the gate's page shows after a step.
type GateView struct {
	Visit       VisitID // empty when nobody was identified
	State       VisitState
	Way         VisitWay
	WalkIn      bool
	MaskedName  string
	ItemCode    string
	StartsAt    time.Time
	Offers      []Offer // choose one with Take
	CardMatched bool
	PINLeft     int  // tries left for the ticket's PIN; 0 when there is none to ask for
	Face        bool // the gate's camera may compare, too: the person chooses
	FaceAgreed  bool // … and has agreed before
	CallPerson  bool // show "a person is coming"; staff was told
	Lockers     bool // the room has lockers; Locker is this person's, 0 before Screen
	Locker      int
	LockerOpen  bool // it sprang open for who leaves
	Detector    bool // the room has a detector that must let the person pass
	Screened    Screened
	SeatNo      int
	SeatLabel   string
	Door        DoorState
	Supervision string
	ExpiresAt   time.Time
	Trouble     *application.Refusal // why the last step did not succeed; nil when it did
}

// refusedWindow is the time in which three refusals at one gate call a person.
const refusedWindow = 5 * time.Minute

// atGate returns the gate's device and room. Only an enrolled gate has one; a seat terminal has not.
func (s *Service) atGate(ctx context.Context) (actor.Actor, site.Room, error) {
	a := actor.From(ctx)
	if a.Kind != actor.Device || a.Room == "" || a.Seat != "" {
		return a, site.Room{}, ErrGateWrongDevice
	}
	r, err := s.Places.Room(ctx, site.RoomID(a.Room))
	return a, r, err
}

// found is whom a sign named.
type found struct {
	person  people.PersonID
	booking *Booking                  // nil for a walk-in
	open    []application.Application // approved ones, for a walk-in
	card    bool                      // the card was read, is valid and of this person
	trouble *fault.Error              // about the card; does not refuse
}

// CheckIn begins a visit: who is it, and may they enter this room now? A refusal has its own code and text in Trouble;
// the error is for wrong use and failures of the house.
func (s *Service) CheckIn(ctx context.Context, sign Sign) (GateView, error) {
	dev, room, err := s.atGate(ctx)
	if err != nil {
		return GateView{}, err
	}
	f, err := s.identify(ctx, room, sign)
	back, err := s.backFrom(ctx, room, f, err)
	var bad *fault.Error
	if errors.As(err, &bad) && bad.Kind() != fault.Internal {
		return s.turnAway(ctx, dev, room, f, bad)
	}
	if err != nil {
		return GateView{}, err
	}
	now := s.Clock()
	v := Visit{ID: VisitID(actor.NewID(now)), Device: terminal.ID(dev.ID), Room: room.ID, OrgPath: room.OrgPath, PersonID: f.person,
		State: VisitOpen, CardMatched: f.card, WalkIn: f.booking == nil, CreatedAt: now, ExpiresAt: now.Add(s.o.VisitFor), Version: 1}
	if f.booking != nil {
		v.BookingID, v.ApplicationID = f.booking.ID, f.booking.ApplicationID
	}
	if back.ID != "" {
		v.Way, v.AdmissionID = WayBack, back.ID
	}
	if f.trouble != nil {
		v.Trouble = f.trouble.Code()
	}
	err = s.Tx.InTx(ctx, func(ctx context.Context) error {
		if f.trouble != nil {
			if err := s.mismatched(ctx, &v, f.trouble); err != nil {
				return err
			}
		}
		if err := s.Gate.AddVisit(ctx, v); err != nil {
			return err
		}
		return s.record(ctx, "gate.identify", "gate_visit", string(v.ID), v.OrgPath, map[string]string{"room": string(v.Room), "person": string(v.PersonID)})
	})
	if err != nil {
		return GateView{}, err
	}
	return s.view(ctx, v, f.trouble)
}

// turnAway records a refusal and calls a person after the third in a row, or at once when the reader failed.
func (s *Service) turnAway(ctx context.Context, dev actor.Actor, room site.Room, f found, bad *fault.Error) (GateView, error) {
	now := s.Clock()
	v := Visit{ID: VisitID(actor.NewID(now)), Device: terminal.ID(dev.ID), Room: room.ID, OrgPath: room.OrgPath, PersonID: f.person,
		State: VisitRefused, Trouble: bad.Code(), CreatedAt: now, ExpiresAt: now, Version: 1}
	call := errors.Is(bad, ErrCardUnreadable) || errors.Is(bad, ErrReaderDown)
	err := s.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.Gate.AddVisit(ctx, v); err != nil {
			return err
		}
		n, err := s.Gate.RefusedSince(ctx, v.Device, now.Add(-refusedWindow))
		if err != nil {
			return err
		}
		if n >= maxFailures || call {
			call = true
			if err := s.callPerson(ctx, v, v.Trouble); err != nil {
				return err
			}
		}
		return s.record(ctx, "gate.turn_away", "gate_visit", string(v.ID), v.OrgPath, map[string]string{"room": string(v.Room), "code": v.Trouble})
	})
	why := application.RefusalOf(bad)
	return GateView{State: VisitRefused, CallPerson: call, Supervision: room.Rules.Supervision, Trouble: &why}, err
}

// callPerson calls staff to a gate that cannot go on with a visit.
func (s *Service) callPerson(ctx context.Context, v Visit, trouble string) error {
	room, err := s.Places.Room(ctx, v.Room)
	if err != nil {
		return err
	}
	return s.call(ctx, room, v.Device, "", trouble)
}

func (s *Service) identify(ctx context.Context, room site.Room, sign Sign) (found, error) {
	switch {
	case sign.Card:
		return s.byCard(ctx, room)
	case sign.Ticket != "":
		return s.byTicket(ctx, room, sign.Ticket)
	}
	p, ok, err := s.People.FindDocument(ctx, sign.DocKind, sign.Number)
	if err != nil {
		return found{}, err
	}
	if !ok {
		return found{}, ErrGateUnknown
	}
	return s.byPerson(ctx, room, p)
}

// ticketed finds the booking of a ticket.
func (s *Service) ticketed(ctx context.Context, scanned string) (Booking, error) {
	code := NormalizeTicket(scanned)
	if code == "" {
		return Booking{}, ErrGateUnknown
	}
	t, err := s.Bookings.TicketByCode(ctx, s.Keys.Index(purposeCode, code))
	if errors.Is(err, ErrNotFound) {
		return Booking{}, ErrGateUnknown
	}
	if err != nil {
		return Booking{}, err
	}
	return s.Bookings.Booking(ctx, t.BookingID)
}

func (s *Service) byTicket(ctx context.Context, room site.Room, scanned string) (found, error) {
	b, err := s.ticketed(ctx, scanned)
	if err != nil {
		return found{}, err
	}
	return found{person: b.PersonID, booking: &b}, s.judge(ctx, room, b)
}

func (s *Service) byCard(ctx context.Context, room site.Room) (found, error) {
	card, err := s.Reader.Read(ctx, room.ID)
	if err != nil {
		return found{}, err
	}
	p, ok, err := s.People.FindDocument(ctx, card.DocKind, card.Number)
	if err != nil {
		return found{}, err
	}
	if !ok {
		return found{}, ErrGateUnknown
	}
	f, err := s.byPerson(ctx, room, p)
	if err != nil {
		return f, err
	}
	f.trouble, err = s.fits(ctx, card, p)
	f.card = f.trouble == nil && err == nil
	return f, err
}

// fits says what is wrong with a card for this person, nil when it proves the person's document.
func (s *Service) fits(ctx context.Context, c Card, p people.PersonID) (*fault.Error, error) {
	id, ok, err := s.People.FindDocument(ctx, c.DocKind, c.Number)
	if err != nil {
		return nil, err
	}
	if !ok || id != p {
		return ErrCardOther, nil
	}
	if c.ValidTo != "" && c.ValidTo < actor.DateOf(s.Clock()) {
		return ErrCardExpired.With("date", c.ValidTo), nil
	}
	facts, err := s.People.PersonFacts(ctx, p)
	if err != nil {
		return nil, err
	}
	if plainName(facts.Name) != plainName(c.Name) {
		return ErrCardName, nil
	}
	return nil, nil
}
