package site

import (
	"context"
	"errors"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/actor"
)

// People is what sites ask exam/people.
type People interface {
	// Org returns a NotFound fault for an unknown organisation.
	Org(ctx context.Context, id people.OrgID) (people.Org, error)
	// AccountPerson returns the natural person behind a staff account and the name on it.
	AccountPerson(ctx context.Context, id people.AccountID) (people.PersonID, string, error)
	// Holds reports whether the account holds one of roles over the organisation with this path now.
	Holds(ctx context.Context, id people.AccountID, path string, roles ...actor.Role) (bool, error)
}

// Bookings are what stands on a room's time; exam/booking is behind it. Each joins the caller's transaction.
type Bookings interface {
	// LockPeriod locks the slots of a room that touch the period, so that no hold slips in while they are being closed.
	LockPeriod(ctx context.Context, room RoomID, from, to time.Time) error
	// SendAway marks the waiting bookings of the period to be rebooked, except those whose time keep says may stay.
	SendAway(ctx context.Context, room RoomID, from, to time.Time, reason string, keep func(ctx context.Context, begins, ends time.Time) (bool, error)) (int, error)
	// RoomInUse reports whether the room holds people or waiting bookings.
	RoomInUse(ctx context.Context, room RoomID) (bool, error)
	// DropEmptySlots removes coming slots that nobody ever booked.
	DropEmptySlots(ctx context.Context, room RoomID) error
}

// Files keeps uploads; wiring puts internal/blob behind it.
type Files interface {
	Put(ctx context.Context, contentType string, data []byte) (key string, err error)
	Get(ctx context.Context, key string) (data []byte, contentType string, err error)
}

// ErrDuplicate is what a store answers when a unique constraint refused a row; the service says what that means.
var ErrDuplicate = errors.New("site: unique constraint")

// Tx runs fn in one transaction that travels in the context; inside an open one it joins. fn must be idempotent.
type Tx interface {
	InTx(ctx context.Context, fn func(ctx context.Context) error) error
}

// PlaceStore keeps points, rooms and seats. Readers answer ErrNotFound for what does not exist.
type PlaceStore interface {
	AddPoint(ctx context.Context, p Point) error // ErrDuplicate: code
	SavePoint(ctx context.Context, p Point) error
	Point(ctx context.Context, id PointID) (Point, error)
	Points(ctx context.Context) ([]Point, error) // by code
	AddRoom(ctx context.Context, r Room) error   // ErrDuplicate: code in the point
	SaveRoom(ctx context.Context, r Room) error  // compare-and-set on Version; ErrStale
	Room(ctx context.Context, id RoomID) (Room, error)
	RoomsOf(ctx context.Context, point PointID) ([]Room, error) // by code
	Rooms(ctx context.Context) ([]Room, error)
	LockRoom(ctx context.Context, id RoomID) error // until the transaction ends
	ReplaceSeats(ctx context.Context, room RoomID, seats []Seat) error
	Seats(ctx context.Context, room RoomID) ([]Seat, error) // by number
	Seat(ctx context.Context, id SeatID) (Seat, error)
	SetSeatState(ctx context.Context, id SeatID, s SeatState) error
}

// DutyStore keeps authorizations, shifts and closures.
type DutyStore interface {
	AddAuthorization(ctx context.Context, a Authorization) error     // ErrDuplicate: a live one of the same document and days
	SetAuthorizationFile(ctx context.Context, a Authorization) error // the scan's fields
	ConfirmAuthorization(ctx context.Context, a Authorization) error // where nobody has; ErrConfirmed otherwise
	Authorization(ctx context.Context, id AuthorizationID) (Authorization, error)
	RevokeAuthorization(ctx context.Context, id AuthorizationID) error
	Authorizations(ctx context.Context, room RoomID) ([]Authorization, error) // newest first
	AddShift(ctx context.Context, s Shift) error
	Shift(ctx context.Context, id ShiftID) (Shift, error)
	LockOfficer(ctx context.Context, officer people.PersonID) error // until the transaction ends
	DeleteShift(ctx context.Context, id ShiftID) error
	ShiftsOfRoom(ctx context.Context, room RoomID, from, to time.Time) ([]Shift, error)               // that touch the period, by From
	ShiftsOfPerson(ctx context.Context, officer people.PersonID, from, to time.Time) ([]Shift, error) // as officer
	AddClosure(ctx context.Context, c Closure) error
	Closure(ctx context.Context, id ClosureID) (Closure, error)
	DeleteClosure(ctx context.Context, id ClosureID) error
	Closures(ctx context.Context, point PointID, from, to time.Time) ([]Closure, error) // that touch the period
}
