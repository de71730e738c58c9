package booking

import (
	"context"
	"errors"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/people/terminal"
	"github.com/suikao/suikao/exam/site"
)

// ErrDuplicate is what a store answers when a unique constraint refused a row; the service says what that means.
var ErrDuplicate = errors.New("booking: unique constraint")

// Tx runs fn in one transaction that travels in the context; inside an open one it joins. fn must be idempotent.
type Tx interface {
	InTx(ctx context.Context, fn func(ctx context.Context) error) error
}

// SlotStore keeps slots and who keeps which place in them.
type SlotStore interface {
	AddSlots(ctx context.Context, slots []Slot) error // a slot of the same room and start is left as it is
	DeleteSlots(ctx context.Context, ids []SlotID) error
	Slot(ctx context.Context, id SlotID) (Slot, error)
	SlotsOfRoom(ctx context.Context, room site.RoomID, from, to time.Time) ([]Slot, error) // that touch the period, by start
	LockSlots(ctx context.Context, ids []SlotID) (int, error)                              // until the transaction ends, in id order; how many exist
	TakenPlaces(ctx context.Context, ids []SlotID) (map[SlotID]map[int]BookingID, error)   // ordinal → booking
	TakePlace(ctx context.Context, slot SlotID, ordinal int, b BookingID) error            // ErrDuplicate
	ReleasePlaces(ctx context.Context, b BookingID) error
	CloseSlot(ctx context.Context, id SlotID, at time.Time, by people.AccountID) error
	UsedSlots(ctx context.Context, ids []SlotID) (map[SlotID]bool, error) // which any booking, live or not, names
}

// BookingStore keeps bookings and tickets.
type BookingStore interface {
	AddBooking(ctx context.Context, b Booking) error  // ErrDuplicate: person and slot, or application
	SaveBooking(ctx context.Context, b Booking) error // compare-and-set; ErrStale
	// SetStanding moves an admission and its booking on from was: the states and what follows from them, compare-and-set; ErrStale.
	SetStanding(ctx context.Context, was Standing, a AdmissionState, b BookingState) error
	Booking(ctx context.Context, id BookingID) (Booking, error)
	BookingsOf(ctx context.Context, p people.PersonID, since time.Time) ([]Booking, error)   // that end after since, by begin
	BookingsOfSlot(ctx context.Context, s SlotID) ([]Booking, error)                         // by id
	WaitingInRoom(ctx context.Context, r site.RoomID, from, to time.Time) ([]Booking, error) // HELD and CONFIRMED that touch the period
	OldHolds(ctx context.Context, now time.Time) ([]BookingID, error)                        // at most 500
	ConfirmedBefore(ctx context.Context, t time.Time) ([]Booking, error)                     // CONFIRMED that begin before t, at most 500
	BookedByDay(ctx context.Context, itemCode string, from time.Time) ([]BookedDay, error)   // HELD and CONFIRMED that begin at from or later, by day and room; without names
	AddTicket(ctx context.Context, t Ticket) error
	SaveTicket(ctx context.Context, t Ticket) error // compare-and-set; ErrStale
	TicketOf(ctx context.Context, b BookingID) (Ticket, error)
	TicketByCode(ctx context.Context, index []byte) (Ticket, error)
}

// Standing is where an admission and its booking stand: what the marks of a sitting read, in one statement.
type Standing struct {
	Admission      AdmissionID
	State          AdmissionState
	Version        int
	OrgPath        string
	Room           site.RoomID
	Seat           site.SeatID
	Booking        BookingID
	BookingState   BookingState
	BookingVersion int
}

// GateStore keeps visits and admissions.
type GateStore interface {
	AddVisit(ctx context.Context, v Visit) error
	SaveVisit(ctx context.Context, v Visit) error // compare-and-set; ErrStale
	Visit(ctx context.Context, id VisitID) (Visit, error)
	WaitingVisits(ctx context.Context, paths []string) ([]Visit, error) // by AskedAt
	RefusedSince(ctx context.Context, device terminal.ID, since time.Time) (int, error)
	StaleVisits(ctx context.Context, now time.Time) ([]VisitID, error)
	AddAdmission(ctx context.Context, a Admission) error  // ErrDuplicate: seat, or person and slot
	SaveAdmission(ctx context.Context, a Admission) error // compare-and-set; ErrStale; ErrDuplicate: seat
	Admission(ctx context.Context, id AdmissionID) (Admission, error)
	Standing(ctx context.Context, id AdmissionID) (Standing, error)
	AdmissionAtSeat(ctx context.Context, s site.SeatID) (Admission, error) // live one
	AdmissionOf(ctx context.Context, s SlotID, p people.PersonID) (Admission, error)
	LiveAdmissions(ctx context.Context, r site.RoomID) ([]Admission, error) // by id
	AdmissionsOfSlot(ctx context.Context, s SlotID) ([]Admission, error)
	SeatedUntil(ctx context.Context, t time.Time) ([]AdmissionID, error) // SEATED whose SlotEnd is not after t, at most 500
}

// CallStore keeps calls for a person.
type CallStore interface {
	AddCall(ctx context.Context, c Call) error                                      // ErrDuplicate: the terminal has a live one
	SaveCall(ctx context.Context, c Call) error                                     // compare-and-set; ErrStale
	PressCall(ctx context.Context, device terminal.ID, now time.Time) (bool, error) // counts on the live call; false when there is none
	Call(ctx context.Context, id CallID) (Call, error)
	LockCall(ctx context.Context, id CallID) (Call, error) // locked until the end of the transaction, which must be open
	LiveCall(ctx context.Context, device terminal.ID) (Call, error)
	FindCalls(ctx context.Context, f CallFilter) ([]Call, error)          // newest first
	UnansweredCalls(ctx context.Context, now time.Time) ([]CallID, error) // OPEN, due, not with the second yet; at most 500
}
