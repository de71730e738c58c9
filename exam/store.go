package exam

import (
	"context"
	"errors"
	"time"

	"github.com/suikao/suikao/exam/application"
	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
)

// Store keeps sittings. Every method joins the transaction of the context.
type Store interface {
	// InTx runs fn in one transaction; a deadlock runs it again, so fn is idempotent.
	InTx(ctx context.Context, fn func(ctx context.Context) error) error
	// InsertSitting adds s. ErrLiveElsewhere when the person has a live sitting, ErrSeatTaken when the seat has one,
	// ErrChanged when the admission has a sitting already: unique constraints decide, not a look beforehand.
	InsertSitting(ctx context.Context, s Sitting) error
	// UpdateSitting writes s where the row still has s.Version, and counts the version up; ErrChanged otherwise.
	// A move to a seat with a live sitting is ErrSeatTaken.
	UpdateSitting(ctx context.Context, s Sitting) error
	// Lock returns a sitting and its head, both locked until the end of the transaction, which must be open; ErrNoSitting.
	Lock(ctx context.Context, id SittingID) (Sitting, Head, error)
	// Look is Lock without the lock.
	Look(ctx context.Context, id SittingID) (Sitting, Head, error)
	// Glance looks at the live sitting of a seat; a Glance without a sitting where there is none.
	Glance(ctx context.Context, s site.SeatID) (Glance, error)
	// Sitting returns one sitting or ErrNoSitting.
	Sitting(ctx context.Context, id SittingID) (Sitting, error)
	// SittingOf returns the sitting of an admission or ErrNoSitting.
	SittingOf(ctx context.Context, a booking.AdmissionID) (Sitting, error)
	// LiveAtSeat returns the live sitting at a seat or ErrNoSitting.
	LiveAtSeat(ctx context.Context, s site.SeatID) (Sitting, error)
	// LiveOf returns the live sitting of a person or ErrNoSitting.
	LiveOf(ctx context.Context, p people.PersonID) (Sitting, error)
	// LastAtSeat returns the sitting last handed in at a seat at or after since, or ErrNoSitting.
	LastAtSeat(ctx context.Context, s site.SeatID, since time.Time) (Sitting, error)
	// InRoom lists the sittings of a room created at or after since, newest first, at most 200.
	InRoom(ctx context.Context, r site.RoomID, since time.Time) ([]Sitting, error)
	// InSlot lists all sittings of a slot in the order they were made.
	InSlot(ctx context.Context, s booking.SlotID) ([]Sitting, error)
	// Started lists the person's sittings for an item whose paper was opened, newest first, at most 20.
	Started(ctx context.Context, p people.PersonID, item string) ([]Sitting, error)
	// CountAttempts returns how many FORMAL sittings of the application were started and not aborted for technical reasons.
	CountAttempts(ctx context.Context, a application.ID) (int, error)
	// Due lists at most limit sittings that work waits for: running past before, handed in without a result, never started
	// although StartBy lies at or before now, and paused for too long without a report.
	Due(ctx context.Context, q DueQuery) ([]SittingID, error)
}

// DueQuery asks for one sort of waiting work.
type DueQuery struct {
	State  State     // Running (by deadline), Submitted (any), Assigned (any unstarted, by StartBy), Paused (unreported, by the end of the pause)
	Breaks bool      // with Paused: in a break, with a deadline at or before Before, reported or not
	Before time.Time // deadline or StartBy at or before this instant
	Limit  int
}

// JournalStore keeps heads and entries.
type JournalStore interface {
	// Ahead returns ctx for the transactions that write answers: where writers queue, they go before what else waits.
	Ahead(ctx context.Context) context.Context
	// InsertHead adds the head of a new sitting.
	InsertHead(ctx context.Context, h Head) error
	// Head returns a head without locking it, or ErrNoSitting.
	Head(ctx context.Context, id SittingID) (Head, error)
	// LockHeads returns the heads that exist, locked until the end of the transaction, which must be open.
	LockHeads(ctx context.Context, ids []SittingID) (map[SittingID]Head, error)
	// SetHeads writes heads that the transaction has locked.
	SetHeads(ctx context.Context, heads []Head) error
	// SwapHeads writes number, place and hash of heads that were read or written before, in a transaction that is open. It
	// reports false when one of them has another epoch, gate or deadline by now; the transaction must be undone then. That
	// the place is another by now shows at Append, which must follow.
	SwapHeads(ctx context.Context, heads []Head) (bool, error)
	// Append adds entries. (sitting, place) and (sitting, number) are unique in the database: ErrPlaceTaken.
	Append(ctx context.Context, entries []Entry) error
	// Entries returns the journal of a sitting in order.
	Entries(ctx context.Context, id SittingID) ([]Entry, error)
	// Numbered returns the entries with these numbers, as far as they exist.
	Numbered(ctx context.Context, want []Number) (map[Number]Entry, error)
}

// ErrPlaceTaken stops an entry where the journal has one already.
var ErrPlaceTaken = errors.New("exam: the journal has an entry at this place or with this number")

// Number names a candidate's record.
type Number struct {
	Sitting SittingID
	Seq     int64
}
