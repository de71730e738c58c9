package booking

import (
	"context"
	"crypto/rand"
	"encoding/base32"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/suikao/suikao/exam/application"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
)

// The purposes under which ticket secrets are hashed and sealed.
const (
	purposeCode = "booking.ticket_code"
	purposePIN  = "booking.ticket_pin"

	purposePINValue = "booking.ticket_pin_value"
)

// CodePrefix stands in front of a ticket code in the QR, so that a scanner's page knows what it read.
const CodePrefix = "SKT1:"

var codeText = base32.StdEncoding.WithPadding(base32.NoPadding)

// newCode makes 128 random bits as 26 base32 characters.
func newCode() string {
	var b [16]byte
	_, _ = rand.Read(b[:]) // crypto/rand.Read never fails since Go 1.24
	return codeText.EncodeToString(b[:])
}

// NormalizeTicket brings what a scanner or a hand put in into the form of a code; empty when it cannot be one.
func NormalizeTicket(in string) string {
	c := strings.ToUpper(strings.TrimSpace(in))
	c = strings.TrimPrefix(c, CodePrefix)
	c = strings.NewReplacer(" ", "", "-", "").Replace(c)
	if b, err := codeText.DecodeString(c); err != nil || len(b) != 16 {
		return ""
	}
	return c
}

func (s *Service) issueTicket(ctx context.Context, b BookingID, now time.Time) error {
	code := newCode()
	sealed, err := s.Keys.Seal(purposeCode, []byte(code))
	if err != nil {
		return err
	}
	return s.Bookings.AddTicket(ctx, Ticket{ID: TicketID(actor.NewID(now)), BookingID: b, CodeIndex: s.Keys.Index(purposeCode, code),
		CodeSealed: sealed, CreatedAt: now, Version: 1})
}

// TicketView is the 准考证 as its owner sees it.
type TicketView struct {
	Booking  Booking
	Code     string // without CodePrefix; never in addresses or logs
	HasPIN   bool
	Person   application.PersonFacts
	Point    site.Point
	Room     site.Room
	StartsAt time.Time
	EntryAt  time.Time // the door opens from here
	LateAt   time.Time // and no longer from here
}

// TicketFor shows the ticket of a confirmed or admitted booking to those who may act for the person. When it is not the
// person who looks (a counter reprints), the trail has both names.
func (s *Service) TicketFor(ctx context.Context, id BookingID) (TicketView, error) {
	b, err := s.booked(ctx, id)
	if err != nil {
		return TicketView{}, err
	}
	t, err := s.Bookings.TicketOf(ctx, id)
	if errors.Is(err, ErrNotFound) {
		return TicketView{}, ErrNoTicket
	}
	if err != nil {
		return TicketView{}, err
	}
	switch b.State {
	case BookingToRebook:
		return TicketView{}, ErrMustRebook.With("reason", b.Reason)
	case BookingConfirmed, BookingAdmitted, BookingStarted, BookingFinished:
	default:
		return TicketView{}, ErrNoTicket
	}
	code, err := s.Keys.Open(purposeCode, t.CodeSealed)
	if err != nil {
		return TicketView{}, err
	}
	v := TicketView{Booking: b, Code: string(code), HasPIN: len(t.PINHash) > 0, StartsAt: b.BeginsAt}
	if v.Person, err = s.People.PersonFacts(ctx, b.PersonID); err != nil {
		return v, err
	}
	if v.Room, err = s.Places.Room(ctx, b.RoomID); err != nil {
		return v, err
	}
	v.EntryAt, v.LateAt = entryFrom(b, v.Room), lateFrom(b, v.Room)
	if v.Point, err = s.Places.Point(ctx, v.Room.Point); err != nil || person(ctx) == b.PersonID {
		return v, err
	}
	return v, s.Tx.InTx(ctx, func(ctx context.Context) error {
		return s.record(ctx, "ticket.show", "booking", string(id), b.OrgPath, map[string]string{"for_name": v.Person.MaskedName})
	})
}

// Appointment is when and where a booking is, without the person.
type Appointment struct {
	Point, Address, Room string
	Begins, Entry, Late  time.Time
}

// AppointmentOf is the plain reader for the program's own notices; it checks no rights.
func (s *Service) AppointmentOf(ctx context.Context, id BookingID) (Appointment, error) {
	b, err := s.Bookings.Booking(ctx, id)
	if err != nil {
		return Appointment{}, err
	}
	r, err := s.Places.Room(ctx, b.RoomID)
	if err != nil {
		return Appointment{}, err
	}
	p, err := s.Places.Point(ctx, r.Point)
	return Appointment{Point: p.Name, Address: p.Address, Room: r.Name, Begins: b.BeginsAt, Entry: entryFrom(b, r), Late: lateFrom(b, r)}, err
}

// entryFrom is the instant from which the gate lets a booking in.
func entryFrom(b Booking, r site.Room) time.Time {
	return b.BeginsAt.Add(-time.Duration(r.Rules.EntryOpens) * time.Minute)
}

// pinWindow is how long pressing again answers the same PIN. [design]
const pinWindow = 2 * time.Minute

// NewPIN answers the four-digit PIN of the ticket: a new one, with which an earlier one ends, or the one that was made
// within the last two minutes. So pressing twice, also at the same moment, shows the PIN that is valid. Wrong tries are not
// forgotten by a new one.
func (s *Service) NewPIN(ctx context.Context, id BookingID) (string, error) {
	pin, err := s.newPIN(ctx, id)
	for range pinTries { // other presses overtook this one: they made the PIN it will find
		if !errors.Is(err, ErrStale) {
			break
		}
		pin, err = s.newPIN(ctx, id)
	}
	return pin, err
}

// pinTries is how often a press looks again. One is enough where presses alone meet; a wrong try at the gate may come between.
const pinTries = 5

func (s *Service) newPIN(ctx context.Context, id BookingID) (pin string, err error) {
	err = s.Tx.InTx(ctx, func(ctx context.Context) error {
		b, err := s.booked(ctx, id)
		if err != nil {
			return err
		}
		if b.State != BookingConfirmed {
			return ErrNoTicket
		}
		t, err := s.Bookings.TicketOf(ctx, id)
		if err != nil {
			return err
		}
		if t.PINTries >= MaxPINTries {
			return ErrPINLocked
		}
		now := s.Clock()
		if t.PINRound > 0 && now.Before(t.PINAt.Add(pinWindow)) {
			pin = s.pin(t)
			return nil
		}
		t.PINRound, t.PINAt = t.PINRound+1, now
		pin = s.pin(t)
		t.PINHash = s.Keys.HashCode(pinPurpose(t.ID), pin)
		if err := s.Bookings.SaveTicket(ctx, t); err != nil {
			return err
		}
		return s.record(ctx, "ticket.pin", "booking", string(id), b.OrgPath, nil)
	})
	return pin, err
}

// pin computes the PIN of a ticket's round from the house's key; nobody without the key can, and nothing is kept that shows it.
func (s *Service) pin(t Ticket) string {
	for n := 0; ; n++ {
		sum := s.Keys.Index(purposePINValue, string(t.ID)+":"+strconv.Itoa(t.PINRound)+":"+strconv.Itoa(n))
		for i := 0; i+1 < len(sum); i += 2 {
			if v := int(sum[i])<<8 | int(sum[i+1]); v < 60000 { // above, the small numbers would come more often
				return fmt.Sprintf("%04d", v%10000)
			}
		}
	}
}

func pinPurpose(t TicketID) string { return purposePIN + ":" + string(t) }
