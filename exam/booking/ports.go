package booking

import (
	"context"
	"time"

	"github.com/suikao/suikao/exam/application"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
)

// Applications is what booking asks exam/application.
type Applications interface {
	// Acting returns an application to somebody who may act for the applicant; application.ErrNotFound or ErrForbidden to others.
	Acting(ctx context.Context, id application.ID) (application.Application, error)
	// ApplicationByID checks no rights.
	ApplicationByID(ctx context.Context, id application.ID) (application.Application, error)
	// OfPerson lists a person's applications by id, without materials; it checks no rights.
	OfPerson(ctx context.Context, p people.PersonID) ([]application.Application, error)
	// LockPerson keeps every other act on the person's applications and bookings waiting until the transaction ends.
	LockPerson(ctx context.Context, p people.PersonID) error
}

// Places is what booking asks about exam/site's places. Readers answer site.ErrNotFound for what does not exist.
type Places interface {
	Point(ctx context.Context, id site.PointID) (site.Point, error)
	Room(ctx context.Context, id site.RoomID) (site.Room, error)
	RoomsOf(ctx context.Context, point site.PointID) ([]site.Room, error) // by code
	Rooms(ctx context.Context) ([]site.Room, error)
	LockRoom(ctx context.Context, id site.RoomID) error               // until the transaction ends
	Seats(ctx context.Context, room site.RoomID) ([]site.Seat, error) // by number
	Seat(ctx context.Context, id site.SeatID) (site.Seat, error)
}

// Duty is what booking asks about who watches a room and when it is closed.
type Duty interface {
	ShiftsOfRoom(ctx context.Context, room site.RoomID, from, to time.Time) ([]site.Shift, error) // that touch the period, by From
	Closures(ctx context.Context, point site.PointID, from, to time.Time) ([]site.Closure, error) // that touch the period
	Authorizations(ctx context.Context, room site.RoomID) ([]site.Authorization, error)           // newest first
}

// People is what booking asks exam/people.
type People interface {
	// PersonFacts returns people.ErrNotFound-like faults for an unknown person.
	PersonFacts(ctx context.Context, id people.PersonID) (application.PersonFacts, error)
	// FindDocument returns the person with this document; ok is false when there is none.
	FindDocument(ctx context.Context, kind, number string) (id people.PersonID, ok bool, err error)
	// EmployerOn returns the enterprise that employs the person on that day, empty when none does.
	EmployerOn(ctx context.Context, id people.PersonID, on actor.Date) (people.OrgID, error)
}

// Rules is what booking asks exam/rules. A blank that the authority must set is an error, never a zero.
type Rules interface {
	Terms(ctx context.Context, s application.Subject) (application.Terms, error)
}

// SittingCheck asks whether a person may sit at a time.
type SittingCheck struct {
	Person      people.PersonID
	Application application.ID
	application.Subject
	At time.Time // start of the sitting: min_retake_interval and bans are judged for this moment
}

// Watch tells whether somebody watches a room; exam keeps the intervals in which nobody does.
type Watch interface {
	// Unattended joins the transaction of the context.
	Unattended(ctx context.Context, room site.RoomID) (bool, error)
}

// Eligibility answers from what others know: results, bans, pace of attempts. Wiring composes it. It returns every reason
// at once, none when there is none.
type Eligibility interface {
	CheckSitting(ctx context.Context, q SittingCheck) ([]application.Refusal, error)
}

// Keys hashes and seals what must not stand in the database; *crypt.Ring is one.
type Keys interface {
	Index(purpose, normalized string) []byte
	HashCode(purpose, code string) []byte
	MatchCode(purpose, code string, stored []byte) bool
	Seal(purpose string, plain []byte) (string, error)
	Open(purpose, sealed string) ([]byte, error)
}

// Files reads what was uploaded; wiring puts internal/blob behind it.
type Files interface {
	Get(ctx context.Context, key string) (data []byte, contentType string, err error)
}

// Card is what a reader read from an identity document's chip.
type Card struct {
	DocKind string // people's document kind, "ID_CARD"
	Number  string
	Name    string
	ValidTo actor.Date // empty for a card without end (长期)
}

// CardReader reads the document that lies on the reader of a room's gate. It fails with ErrCardNone (no card),
// ErrCardUnreadable (chip), ErrReaderDown (no reader, no bridge, time-out).
type CardReader interface {
	Read(ctx context.Context, room site.RoomID) (Card, error)
}

// Door opens a room's door once per command id: the same id again is answered, not obeyed. It fails with ErrDoorDown.
type Door interface {
	Open(ctx context.Context, room site.RoomID, command string) error
}
