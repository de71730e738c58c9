package recording

import (
	"context"
	"io"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
)

// Store keeps segments, watches and gaps. Every method joins the transaction of the context.
type Store interface {
	// InTx runs fn in one transaction; a deadlock runs it again, so fn is idempotent.
	InTx(ctx context.Context, fn func(ctx context.Context) error) error
	// AddSegment adds one; ErrTaken when its number or id exists.
	AddSegment(ctx context.Context, s Segment) error
	// Segment returns one or ErrNotFound.
	Segment(ctx context.Context, id SegmentID) (Segment, error)
	// Last returns the last segment of a sitting or ErrNotFound.
	Last(ctx context.Context, sitting exam.SittingID) (Segment, error)
	// Segments lists those of a sitting by their number.
	Segments(ctx context.Context, sitting exam.SittingID) ([]Segment, error)
	// PutWatch adds a watch, or writes seat and To of the one that is there.
	PutWatch(ctx context.Context, w Watch) error
	// Watch returns one or ErrNotFound.
	Watch(ctx context.Context, sitting exam.SittingID) (Watch, error)
	// Saw writes when cameras were seen; a sitting without a watch is passed over.
	Saw(ctx context.Context, sittings []exam.SittingID, at time.Time) error
	// Say writes what a seat says of its camera, also into the gap that lasts.
	Say(ctx context.Context, sitting exam.SittingID, c Cause) error
	// Silent lists at most limit live watches without a gap whose camera was not seen since before and that began before it.
	Silent(ctx context.Context, before time.Time, limit int) ([]Watch, error)
	// Back lists at most limit watches with a gap whose camera was seen since, or whose paper is closed.
	Back(ctx context.Context, since time.Time, limit int) ([]Watch, error)
	// OpenGap adds a gap and marks its watch; false when one lasts already.
	OpenGap(ctx context.Context, g Gap) (bool, error)
	// CloseGap ends the gap of a sitting and unmarks its watch; ErrNotFound when none lasts.
	CloseGap(ctx context.Context, sitting exam.SittingID, at time.Time) (Gap, error)
	// Lasting lists at most limit gaps that last and began at before or earlier, oldest first.
	Lasting(ctx context.Context, before time.Time, limit int) ([]Gap, error)
	// SetStopped writes what a gap did to the clock of its sitting.
	SetStopped(ctx context.Context, id GapID, to Stopped) error
	// StoppedBy lists at most limit gaps that are over and have not given back the clock that they stopped.
	StoppedBy(ctx context.Context, limit int) ([]Gap, error)
	// Gaps lists those of a sitting by their beginning.
	Gaps(ctx context.Context, sitting exam.SittingID) ([]Gap, error)
}

// Rooms finds what the cameras of rooms recorded; the Store is one.
type Rooms interface {
	// RoomBetween lists those of a room's own camera that touch [from, to), at most a thousand.
	RoomBetween(ctx context.Context, room site.RoomID, from, to time.Time) ([]Segment, error)
}

// Sittings finds sittings or says exam.ErrNoSitting; the store of exam is one.
type Sittings interface {
	Sitting(ctx context.Context, id exam.SittingID) (exam.Sitting, error)
	LiveAtSeat(ctx context.Context, s site.SeatID) (exam.Sitting, error)
}

// Files keeps content under a key, encrypted. Put returns the hex SHA-256 of what it stored.
type Files interface {
	Put(ctx context.Context, key string, r io.Reader, size int64) (sum string, err error)
	Open(ctx context.Context, key string) (io.ReadSeekCloser, error)
}

// Incidents brings what is missing before duty officers. Each call may come again for the same gap; it joins the transaction of the
// context.
type Incidents interface {
	// Lost: the camera of a seat is away since g.From; g.To is set when it came back. all is every time of its sitting so far, this one
	// included.
	Lost(ctx context.Context, g Gap, all Losses) error
	// Unrecorded: a sitting was without its camera for so long in all that its result must be looked at.
	Unrecorded(ctx context.Context, g Gap, missing, most time.Duration) error
}

// Clocks stops the clock of a sitting that nobody films and lets it run on; package exam keeps them. Each may come again for the same gap.
type Clocks interface {
	// Stop pauses a sitting whose clock runs. done runs in the transaction in which it was paused, and not at all where it was not.
	Stop(ctx context.Context, g Gap, done func(ctx context.Context) error) error
	// RunOn ends the pause that the gap made, where it still holds the sitting.
	RunOn(ctx context.Context, g Gap) error
}

// Cited is a part of a sitting's recording that a case cites which an authority has to decide.
type Cited struct {
	Authority string // organisation path
	From, To  time.Time
}

// Deps are what the service needs; those without a word of it are required.
type Deps struct {
	Clock  actor.Clock
	Audit  actor.Auditor
	Outbox actor.Outbox
	Store  Store
	Rooms  Rooms // nil where rooms have no cameras
	// RoomPath is the organisation path of a room; nil where rooms have no cameras.
	RoomPath func(ctx context.Context, room site.RoomID) (string, error)
	Pieces   PieceStore  // nil: nobody knows what is to come
	Unseen   UnseenStore // nil: what comes from room nodes is not looked at
	Sittings Sittings
	Files    Files
	// Cited are the parts that cases about a sitting cite. nil: nobody decides by recordings.
	Cited func(ctx context.Context, id exam.SittingID) ([]Cited, error)
	// OnDuty tells whether an account has a shift in a room at a time. nil asks nobody: the role alone decides.
	OnDuty func(ctx context.Context, room site.RoomID, who people.AccountID, at time.Time) (bool, error)
}
