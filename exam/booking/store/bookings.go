package store

import (
	"context"
	"time"

	"github.com/suikao/suikao/exam/application"
	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/questionbank/assembly"
)

type bookingRow struct {
	ID              string       `gorm:"column:id;primaryKey"`
	PersonID        string       `gorm:"column:person_id"`
	ApplicationID   string       `gorm:"column:application_id"`
	SlotID          string       `gorm:"column:slot_id"`
	RoomID          string       `gorm:"column:room_id"`
	LiveSlot        *string      `gorm:"column:live_slot"`
	LiveApplication *string      `gorm:"column:live_application"`
	OrgPath         string       `gorm:"column:org_path"`
	ItemCode        string       `gorm:"column:item_code"`
	PersonType      string       `gorm:"column:person_type"`
	Kind            string       `gorm:"column:kind"`
	Channel         string       `gorm:"column:channel"`
	WalkIn          int          `gorm:"column:walk_in"`
	State           string       `gorm:"column:state"`
	BeginsAt        sqldb.Millis `gorm:"column:begins_at"`
	EndsAt          sqldb.Millis `gorm:"column:ends_at"`
	Minutes         int          `gorm:"column:minutes"`
	ExtraMinutes    int          `gorm:"column:extra_minutes"`
	Language        string       `gorm:"column:language"`
	HoldUntil       sqldb.Millis `gorm:"column:hold_until"`
	ConfirmedAt     sqldb.Millis `gorm:"column:confirmed_at"`
	Reason          string       `gorm:"column:reason"`
	Priority        int          `gorm:"column:priority"`
	CreatedAt       sqldb.Millis `gorm:"column:created_at;autoCreateTime:false"`
	Version         int          `gorm:"column:version"`
}

func (bookingRow) TableName() string { return "seat_booking" }

func fromBooking(b booking.Booking) *bookingRow {
	live := b.State.Live()
	return &bookingRow{
		ID: string(b.ID), PersonID: string(b.PersonID), ApplicationID: string(b.ApplicationID), SlotID: string(b.SlotID), RoomID: string(b.RoomID),
		LiveSlot: orNull(string(b.SlotID), live), LiveApplication: orNull(string(b.ApplicationID), live), OrgPath: b.OrgPath,
		ItemCode: b.ItemCode, PersonType: string(b.PersonType), Kind: string(b.Kind), Channel: string(b.Channel), WalkIn: flag(b.WalkIn),
		State: string(b.State), BeginsAt: at(b.BeginsAt), EndsAt: at(b.EndsAt), Minutes: b.Minutes, ExtraMinutes: b.ExtraMinutes, Language: string(b.Language),
		HoldUntil: at(b.HoldUntil), ConfirmedAt: at(b.ConfirmedAt), Reason: b.Reason, Priority: flag(b.Priority), CreatedAt: at(b.CreatedAt), Version: b.Version,
	}
}

func toBooking(r bookingRow) booking.Booking {
	return booking.Booking{
		ID: booking.BookingID(r.ID), PersonID: people.PersonID(r.PersonID), ApplicationID: application.ID(r.ApplicationID),
		SlotID: booking.SlotID(r.SlotID), RoomID: site.RoomID(r.RoomID), OrgPath: r.OrgPath, ItemCode: r.ItemCode,
		PersonType: rules.PersonType(r.PersonType), Kind: application.Kind(r.Kind), Channel: application.Channel(r.Channel), WalkIn: r.WalkIn == 1,
		State: booking.BookingState(r.State), BeginsAt: r.BeginsAt.Time(), EndsAt: r.EndsAt.Time(), Minutes: r.Minutes, ExtraMinutes: r.ExtraMinutes, Language: assembly.Language(r.Language),
		HoldUntil: r.HoldUntil.Time(), ConfirmedAt: r.ConfirmedAt.Time(), Reason: r.Reason, Priority: r.Priority == 1,
		CreatedAt: r.CreatedAt.Time(), Version: r.Version,
	}
}

type ticketRow struct {
	ID         string       `gorm:"column:id;primaryKey"`
	BookingID  string       `gorm:"column:booking_id"`
	CodeIndex  []byte       `gorm:"column:code_index"`
	CodeSealed string       `gorm:"column:code_sealed"`
	PINHash    []byte       `gorm:"column:pin_hash"`
	PINTries   int          `gorm:"column:pin_tries"`
	PINRound   int          `gorm:"column:pin_round"`
	PINAt      sqldb.Millis `gorm:"column:pin_at"`
	CreatedAt  sqldb.Millis `gorm:"column:created_at;autoCreateTime:false"`
	Version    int          `gorm:"column:version"`
}

func (ticketRow) TableName() string { return "admission_ticket" }

func fromTicket(t booking.Ticket) *ticketRow {
	pin := t.PINHash
	if pin == nil {
		pin = []byte{}
	}
	return &ticketRow{string(t.ID), string(t.BookingID), t.CodeIndex, t.CodeSealed, pin, t.PINTries, t.PINRound, at(t.PINAt), at(t.CreatedAt), t.Version}
}

func toTicket(r ticketRow) booking.Ticket {
	return booking.Ticket{ID: booking.TicketID(r.ID), BookingID: booking.BookingID(r.BookingID), CodeIndex: r.CodeIndex, CodeSealed: r.CodeSealed,
		PINHash: r.PINHash, PINTries: r.PINTries, PINRound: r.PINRound, PINAt: r.PINAt.Time(), CreatedAt: r.CreatedAt.Time(), Version: r.Version}
}

// AddBooking implements booking.BookingStore.
func (s *Store) AddBooking(ctx context.Context, b booking.Booking) error {
	return s.add(ctx, fromBooking(b))
}

// SaveBooking implements booking.BookingStore.
func (s *Store) SaveBooking(ctx context.Context, b booking.Booking) error {
	row := fromBooking(b)
	row.Version++
	return s.swap(ctx, row, row.ID, b.Version)
}

// Booking implements booking.BookingStore.
func (s *Store) Booking(ctx context.Context, id booking.BookingID) (booking.Booking, error) {
	r, err := first[bookingRow](ctx, s.db, "id = ?", id)
	return toBooking(r), err
}

// BookingsOf implements booking.BookingStore.
func (s *Store) BookingsOf(ctx context.Context, p people.PersonID, since time.Time) ([]booking.Booking, error) {
	return sqldb.All(ctx, s.db, toBooking, "begins_at, id", 0, "person_id = ? AND ends_at > ?", p, at(since))
}

// BookingsOfSlot implements booking.BookingStore.
func (s *Store) BookingsOfSlot(ctx context.Context, id booking.SlotID) ([]booking.Booking, error) {
	return sqldb.All(ctx, s.db, toBooking, "id", 0, "slot_id = ?", id)
}

// WaitingInRoom implements booking.BookingStore.
func (s *Store) WaitingInRoom(ctx context.Context, r site.RoomID, from, to time.Time) ([]booking.Booking, error) {
	return sqldb.All(ctx, s.db, toBooking, "begins_at, id", 0, "room_id = ? AND state IN ? AND begins_at < ? AND ends_at > ?", r,
		[]string{string(booking.BookingHeld), string(booking.BookingConfirmed)}, at(to), at(from))
}

// OldHolds implements booking.BookingStore.
func (s *Store) OldHolds(ctx context.Context, now time.Time) ([]booking.BookingID, error) {
	id := func(r bookingRow) booking.BookingID { return booking.BookingID(r.ID) }
	return sqldb.All(ctx, s.db, id, "hold_until", 500, "state = ? AND hold_until <= ?", string(booking.BookingHeld), at(now))
}

// ConfirmedBefore implements booking.BookingStore.
func (s *Store) ConfirmedBefore(ctx context.Context, t time.Time) ([]booking.Booking, error) {
	return sqldb.All(ctx, s.db, toBooking, "begins_at", 500, "state = ? AND begins_at < ?", string(booking.BookingConfirmed), at(t))
}

// BookedByDay implements booking.BookingStore. A day is one of Beijing, which has no summer time.
func (s *Store) BookedByDay(ctx context.Context, itemCode string, from time.Time) ([]booking.BookedDay, error) {
	var out []booking.BookedDay
	err := s.db.Query(ctx, func(scan func(...any) error) error {
		var d booking.BookedDay
		var day sqldb.Millis
		if err := scan(&day, (*string)(&d.Room), &d.OrgPath, &d.People); err != nil {
			return err
		}
		d.Day = actor.DateOf(day.Time())
		out = append(out, d)
		return nil
	}, "SELECT begins_at - (begins_at + 28800000) % 86400000 AS day, room_id, org_path, COUNT(*) FROM seat_booking WHERE state IN (?, ?) AND item_code = ? AND begins_at >= ? "+
		"GROUP BY day, room_id, org_path ORDER BY day, room_id", string(booking.BookingHeld), string(booking.BookingConfirmed), itemCode, int64(at(from)))
	return out, err
}

// AddTicket implements booking.BookingStore.
func (s *Store) AddTicket(ctx context.Context, t booking.Ticket) error {
	return s.add(ctx, fromTicket(t))
}

// SaveTicket implements booking.BookingStore.
func (s *Store) SaveTicket(ctx context.Context, t booking.Ticket) error {
	row := fromTicket(t)
	row.Version++
	return s.swap(ctx, row, row.ID, t.Version)
}

// TicketOf implements booking.BookingStore.
func (s *Store) TicketOf(ctx context.Context, b booking.BookingID) (booking.Ticket, error) {
	r, err := first[ticketRow](ctx, s.db, "booking_id = ?", b)
	return toTicket(r), err
}

// TicketByCode implements booking.BookingStore.
func (s *Store) TicketByCode(ctx context.Context, index []byte) (booking.Ticket, error) {
	r, err := first[ticketRow](ctx, s.db, "code_index = ?", index)
	return toTicket(r), err
}
