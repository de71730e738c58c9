package input

import (
	"context"
	"log/slog"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/proctor"
)

// Incidents takes what was noticed; *proctor.Service is one. It is idempotent by sitting, kind and key.
type Incidents interface {
	Raise(ctx context.Context, in proctor.Signal) (proctor.Incident, error)
}

// Store keeps the sums of sittings. Every method joins the transaction of the context.
type Store interface {
	// AddSums adds to the sums of sittings, in one transaction; a sitting without any gets them.
	AddSums(ctx context.Context, all []Sums) error
	// SumsOf returns the sums of these sittings; one without any is left out.
	SumsOf(ctx context.Context, ids []exam.SittingID) ([]Sums, error)
}

// Kernel tells what the kernels of seats have counted; proctor/agent is one.
type Kernel interface {
	// Tracks returns the last samples of the seats that have an agent, oldest first. A seat without one is left out.
	Tracks(ctx context.Context, seats []site.SeatID) (map[site.SeatID][]Sample, error)
}

// Sample is what a seat's kernel had counted at a time. An agent looks every second. Counts only rise, until it starts anew.
type Sample struct {
	At      time.Time // by the server's clock
	Run     string    // of the agent; another one: counts began anew
	Keys    int64
	Pointer int64         // buttons, moves and touches
	Way     time.Duration // least time from the seat's clock to ours so far, with which this sample was placed
	Whole   bool          // every input device of the machine could be read
}

// Deps are what a judge needs. Kernel may be nil: no seat has an agent then.
type Deps struct {
	Clock     actor.Clock
	Log       *slog.Logger
	Incidents Incidents
	Store     Store
	Spans     SpanStore // nil: nobody keeps when inputs came
	Kernel    Kernel
}

// Place is where a sitting sits.
type Place struct {
	Sitting exam.SittingID
	Room    site.RoomID
	Seat    site.SeatID
}

// Hello is a connection that takes a sitting.
type Hello struct {
	Place
	Page   string // chosen by the page when it was loaded; empty: a build, or a program, that knows nothing of this
	Nth    int    // connections of this page so far, from 1
	Remote string // address of the caller
	HTTP   bool   // taken over HTTP, while the page's socket may still be open
}

// Answer is one answer on its way into the journal.
type Answer struct {
	Question int
	Text     string
	Cause    string    // see ParseCause; empty: the sender says nothing
	At       time.Time // by the terminal's clock; zero: not said. Tells only how much longer this one was on its way than others
}
