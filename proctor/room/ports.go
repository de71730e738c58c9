package room

import (
	"context"
	"log/slog"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/halt"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/proctor"
	"github.com/suikao/suikao/proctor/face"
)

// Hardware is what hangs on a room's walls; proctor/device is one. Every call ends by itself within seconds.
type Hardware interface {
	Rooms() []site.RoomID // that have any
	Wires(ctx context.Context, room site.RoomID) (Wires, error)
	Hold(ctx context.Context, room site.RoomID, open bool) error
	Open(ctx context.Context, room site.RoomID, command string) error
	// Count is how many people are counted; ErrNoCounter where nothing counts, ErrCountLogged with a count that may only be logged.
	Count(ctx context.Context, room site.RoomID) (int, error)
	Read(ctx context.Context, room site.RoomID) (booking.Card, error)
}

// Incidents enters what was noticed; proctor.Service is one.
type Incidents interface {
	Raise(ctx context.Context, in proctor.Signal) (proctor.Incident, error)
	Over(ctx context.Context, in proctor.Signal) error
}

// Halts pauses a room; exam/halt.Service is one.
type Halts interface {
	PauseRoom(ctx context.Context, room site.RoomID, r exam.Reason) (halt.Pause, error)
}

// Bookings knows who is expected and inside; exam/booking.Service is one.
type Bookings interface {
	AdmissionByID(ctx context.Context, id booking.AdmissionID) (booking.Admission, error)
	Inside(ctx context.Context, room site.RoomID) ([]booking.Admission, error)
	NextSlots(ctx context.Context, room site.RoomID, from, to time.Time) ([]booking.SlotLoad, error)
	FitSeats(ctx context.Context, room site.RoomID, from, to time.Time, reason string) (int, error)
	CallFor(ctx context.Context, room site.RoomID, trouble string) error
}

// Sittings finds the sitting of an admission; the store of exam is one.
type Sittings interface {
	SittingOf(ctx context.Context, a booking.AdmissionID) (exam.Sitting, error)
}

// Places knows rooms and seats; the store of exam/site is one.
type Places interface {
	Room(ctx context.Context, id site.RoomID) (site.Room, error)
	Rooms(ctx context.Context) ([]site.Room, error)
	Seats(ctx context.Context, room site.RoomID) ([]site.Seat, error)
	Seat(ctx context.Context, id site.SeatID) (site.Seat, error)
}

// Seats takes seats out of service and back; exam/site.Service is one.
type Seats interface {
	SetSeatState(ctx context.Context, seat site.SeatID, state site.SeatState, reason string) error
}

// Faces compares whoever sits at a seat; proctor/face.Service is one.
type Faces interface {
	AtSeat(ctx context.Context, a booking.Admission, why face.Purpose) (face.Match, error)
}

// Attestation is what a seat's agent says about its machine.
type Attestation struct {
	Present bool // the seat has an agent that was heard lately
	OK      bool
	Why     string // code
}

// Agents knows what seats' agents say; nil where there are none.
type Agents interface {
	Attested(ctx context.Context, seat site.SeatID) (Attestation, error)
}

// Store keeps where rooms stand and who passed their doors. Readers answer ErrNotFound.
type Store interface {
	InTx(ctx context.Context, fn func(ctx context.Context) error) error
	Safety(ctx context.Context, room site.RoomID) (Safety, error)
	SaveSafety(ctx context.Context, s Safety) error          // adds version 0, else compare-and-set; ErrStale
	AddPassage(ctx context.Context, p Passage) (bool, error) // false: written before
	Passages(ctx context.Context, room site.RoomID, from, to time.Time, before PassageID, limit int) ([]Passage, error)
	LastPassages(ctx context.Context, admissions []booking.AdmissionID) (map[booking.AdmissionID]Passage, error)
	LastRoomPassages(ctx context.Context, room site.RoomID, since time.Time) ([]Passage, error) // the last of each admission
}

// CheckStore keeps identity checks.
type CheckStore interface {
	AddCheck(ctx context.Context, c Check) (bool, error) // false: the admission has a live one
	SaveCheck(ctx context.Context, c Check) error        // compare-and-set; ErrStale
	Check(ctx context.Context, id CheckID) (Check, error)
	LiveCheck(ctx context.Context, a booking.AdmissionID) (Check, error)
	DueChecks(ctx context.Context, now time.Time) ([]Check, error) // WAITING and due, or ASKED; at most 500
	AskedChecks(ctx context.Context, paths []string) ([]Check, error)
	ChecksOf(ctx context.Context, a booking.AdmissionID) ([]Check, error) // by id
}

// TestStore keeps self-tests.
type TestStore interface {
	AddTest(ctx context.Context, t Test) error
	LastTests(ctx context.Context, room site.RoomID) ([]Test, error) // the newest of each seat, and of the door
	// TestedIn says when a seat (or the door) was last tested in a run and whether it has passed in it; zero when never.
	TestedIn(ctx context.Context, room site.RoomID, seat site.SeatID, run string) (last time.Time, passed bool, err error)
	AddRemoval(ctx context.Context, r Removal) error // replaces one of the same seat
	Removals(ctx context.Context, room site.RoomID) ([]Removal, error)
	DropRemoval(ctx context.Context, seat site.SeatID) error
}

// Deps are what the service needs; all are required but Agents.
type Deps struct {
	Store    Store
	Checks   CheckStore
	Tests    TestStore
	Counts   CountStore
	Hardware Hardware
	Edge     interface {
		Has(room site.RoomID) bool
		SeesSeats(room site.RoomID) bool
	}
	Faces     Faces
	Incidents Incidents
	Halts     Halts
	Bookings  Bookings
	Sittings  Sittings
	Places    Places
	Seats     Seats
	Agents    Agents
	Clock     actor.Clock
	Log       *slog.Logger
	Audit     actor.Auditor
	Outbox    actor.Outbox
	Random    func(n int64) int64 // from 0 to n−1, not to be foreseen
}

// Options are the figures that hold for the whole house.
type Options struct {
	Production bool // rooms with hardware require self-tests where nobody set anything
	Cameras    bool // seats have cameras: a seat without one, or without a microphone, fails its self-test
}
