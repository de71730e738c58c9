package booking

import (
	"context"
	"crypto/rand"
	"encoding/base32"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/suikao/suikao/exam/application"
	"github.com/suikao/suikao/internal/actor"
)

// The purposes under which ticket secrets are hashed and sealed.
const (
	purposeCode = "booking.ticket_code"
	purposePIN  = "booking.ticket_pin"
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

// newPIN makes four random digits.
func newPIN() string {
	for {
		var b [2]byte
		_, _ = rand.Read(b[:])
		if n := int(b[0])<<8 | int(b[1]); n < 60000 {
			return fmt.Sprintf("%04d", n%10000)
		}
	}
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
	Point    Point
	Room     Room
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

// entryFrom is the instant from which the gate lets a booking in.
func entryFrom(b Booking, r Room) time.Time {
	return b.BeginsAt.Add(-time.Duration(r.Rules.EntryOpens) * time.Minute)
}

// NewPIN makes a new four-digit PIN for the ticket and returns it, this once; an earlier PIN ends. Only its hash is kept.
// Wrong tries are not forgotten by it.
func (s *Service) NewPIN(ctx context.Context, id BookingID) (string, error) {
	pin := newPIN()
	err := s.Tx.InTx(ctx, func(ctx context.Context) error {
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
		t.PINHash = s.Keys.HashCode(pinPurpose(t.ID), pin)
		if err := s.Bookings.SaveTicket(ctx, t); err != nil {
			return err
		}
		return s.record(ctx, "ticket.pin", "booking", string(id), b.OrgPath, nil)
	})
	if err != nil {
		return "", err
	}
	return pin, nil
}

func pinPurpose(t TicketID) string { return purposePIN + ":" + string(t) }
