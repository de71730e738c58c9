package rescue

import (
	"context"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/proctor"
)

// Store keeps calls and who is asked. Every method joins the transaction of the context.
type Store interface {
	InTx(ctx context.Context, fn func(ctx context.Context) error) error
	// AddCall adds a call; false where one of its incident lives.
	AddCall(ctx context.Context, c Call) (bool, error)
	SaveCall(ctx context.Context, c Call) error // compare-and-set on Version; ErrStale
	// CallOf returns the newest call of an incident or ErrNoCall.
	CallOf(ctx context.Context, id proctor.IncidentID) (Call, error)
	// LiveCalls lists the live calls in subtrees and those to which somebody came since, oldest first, at most 200.
	LiveCalls(ctx context.Context, paths []string, since time.Time) ([]Call, error)
	// Late lists the calls that nobody acknowledged in time, at most 100.
	Late(ctx context.Context, now time.Time) ([]Call, error)
	// AddPerson adds somebody to a call; false where they are asked already.
	AddPerson(ctx context.Context, p Person) (bool, error)
	SavePerson(ctx context.Context, p Person) error // compare-and-set; ErrStale
	// PersonsOf lists who is asked in a call, in order.
	PersonsOf(ctx context.Context, id CallID) ([]Person, error)
	// Person returns one or ErrNotFound.
	Person(ctx context.Context, id string) (Person, error)
	// Due lists texts to be sent, at most 100, and the calls they belong to.
	Due(ctx context.Context, now time.Time) ([]Person, error)
	// Call returns one or ErrNotFound.
	Call(ctx context.Context, id CallID) (Call, error)
}

// ScriptStore keeps numbers and what was done of scripts.
type ScriptStore interface {
	// Numbers returns those of an exam point; ErrNotFound where the usual ones hold.
	Numbers(ctx context.Context, id site.PointID) (Numbers, error)
	SaveNumbers(ctx context.Context, n Numbers) error // ErrStale
	// AddTick adds a step; false where it was entered already.
	AddTick(ctx context.Context, t Tick) (bool, error)
	// Ticks lists what was done in an emergency, in order.
	Ticks(ctx context.Context, room site.RoomID, began time.Time) ([]Tick, error)
}

// Places knows rooms and who is on duty in them; the store of exam/site is one.
type Places interface {
	Room(ctx context.Context, id site.RoomID) (site.Room, error)
	RoomsOf(ctx context.Context, id site.PointID) ([]site.Room, error)
	Point(ctx context.Context, id site.PointID) (site.Point, error)
	ShiftsOfRoom(ctx context.Context, room site.RoomID, from, to time.Time) ([]site.Shift, error)
	// Shift returns site.ErrNotFound for one that was removed.
	Shift(ctx context.Context, id site.ShiftID) (site.Shift, error)
}

// Incidents finds the incident of a call; the store of package proctor is one.
type Incidents interface {
	Incident(ctx context.Context, id proctor.IncidentID) (proctor.Incident, error)
}

// Texts sends texts; wiring puts the gateway behind it.
type Texts interface {
	// Person sends to a natural person's phone on file; false when there is none.
	Person(ctx context.Context, id people.PersonID, text string) (bool, error)
	// Number sends to a telephone number.
	Number(ctx context.Context, number, text string) error
}

// Standing is an emergency that stands in a room.
type Standing struct {
	Room  site.RoomID
	Kind  string // FIRE, PANIC or MEDICAL; empty: none
	Began time.Time
}

// Emergencies tells where an emergency stands; the store of proctor/room is behind it.
type Emergencies interface {
	// Standing returns the emergency of a room; the zero Kind where there is none.
	Standing(ctx context.Context, room site.RoomID) (Standing, error)
	// All lists those of all rooms.
	All(ctx context.Context) ([]Standing, error)
}

// Logger is what is said when a text cannot be sent; *slog.Logger is one.
type Logger interface {
	Warn(msg string, args ...any)
}

// Deps are what the service needs; all are required.
type Deps struct {
	Store       Store
	Scripts     ScriptStore
	Places      Places
	Incidents   Incidents
	Texts       Texts
	Emergencies Emergencies
	// Staff names who stands behind an account.
	Staff  func(ctx context.Context, id people.AccountID) (people.PersonID, string, error)
	Sign   Signer  // of links in texts
	Limit  Limiter // of what is done by them
	Public string  // how people reach the system: https://…, without a path
	Clock  actor.Clock
	Audit  actor.Auditor
	Outbox actor.Outbox
	Log    Logger
}
