package halt

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
)

// PauseStore keeps the register of pauses. Every method joins the transaction of the context.
type PauseStore interface {
	// AddPause adds a pause that stands; ErrStands when its place has one that is not over.
	AddPause(ctx context.Context, p Pause) error
	// EndPause writes state and resumption where the pause stands still; ErrOver otherwise.
	EndPause(ctx context.Context, p Pause) error
	// CountPause adds to the numbers of a pause.
	CountPause(ctx context.Context, id PauseID, sittings, resumed, kept int) error
	// ClosePause notes that a pause that is being resumed is over.
	ClosePause(ctx context.Context, id PauseID) error
	// Pause returns one pause or ErrNotFound.
	Pause(ctx context.Context, id PauseID) (Pause, error)
	// LivePauses lists the pauses that are not over.
	LivePauses(ctx context.Context) ([]Pause, error)
	// PausesOf lists the pauses of places that touch the time from one instant to another, by their beginning.
	PausesOf(ctx context.Context, places []string, from, to time.Time) ([]Pause, error)
}

// Finder finds the sittings to act on; the store of exam is one.
type Finder interface {
	// RunningIn lists sittings of rooms whose clock runs and that no room node holds, by id after a cursor.
	RunningIn(ctx context.Context, rooms []site.RoomID, after exam.SittingID, limit int) ([]exam.SittingID, error)
	// OpenIn is RunningIn with those that are paused.
	OpenIn(ctx context.Context, rooms []site.RoomID, after exam.SittingID, limit int) ([]exam.SittingID, error)
	// AwayIn lists the open sittings of rooms that a room node holds.
	AwayIn(ctx context.Context, rooms []site.RoomID) ([]exam.SittingID, error)
	// PausedBy lists the sittings that a pause of a room or site holds, by id after a cursor.
	PausedBy(ctx context.Context, ref string, after exam.SittingID, limit int) ([]exam.SittingID, error)
	// InRoom lists the sittings of a room created at or after since, newest first, at most 200.
	InRoom(ctx context.Context, r site.RoomID, since time.Time) ([]exam.Sitting, error)
	// Sitting returns one sitting or exam.ErrNoSitting.
	Sitting(ctx context.Context, id exam.SittingID) (exam.Sitting, error)
	// Head returns the head of a sitting's journal.
	Head(ctx context.Context, id exam.SittingID) (exam.Head, error)
	// LockHeads returns heads, locked until the end of the transaction, which must be open.
	LockHeads(ctx context.Context, ids []exam.SittingID) (map[exam.SittingID]exam.Head, error)
}

// Sittings moves sittings; *exam.Service is one.
type Sittings interface {
	PauseTogether(ctx context.Context, ids []exam.SittingID, t exam.Together) error
	ResumeTogether(ctx context.Context, ids []exam.SittingID, t exam.Together) error
	Credit(ctx context.Context, id exam.SittingID, o exam.Outage) (bool, error)
}

// Places knows rooms and exam points; the store of exam/site is one.
type Places interface {
	Room(ctx context.Context, id site.RoomID) (site.Room, error)
	Point(ctx context.Context, id site.PointID) (site.Point, error)
	RoomsOf(ctx context.Context, point site.PointID) ([]site.Room, error)
}

// Tx runs a function in one transaction; a deadlock runs it again.
type Tx interface {
	InTx(ctx context.Context, fn func(ctx context.Context) error) error
}

// Board shows which rooms are stopped. exam asks it; it implements exam.Halts.
type Board struct {
	pauses PauseStore
	power  PowerStore
	places Places
}

// NewBoard makes a board.
func NewBoard(pauses PauseStore, power PowerStore, places Places) *Board {
	return &Board{pauses, power, places}
}

// over lists the pauses that stand over a room. Mostly there is none anywhere.
func (b *Board) over(ctx context.Context, room site.RoomID) ([]Pause, error) {
	all, err := b.pauses.LivePauses(ctx)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	at, err := b.places.Room(ctx, room)
	if errors.Is(err, site.ErrNotFound) {
		return nil, nil
	}
	var out []Pause
	for _, p := range all {
		if p.State == Stands && (p.Place == string(room) || p.Place == string(at.Point)) {
			out = append(out, p)
		}
	}
	return out, err
}

// Halted implements exam.Halts.
func (b *Board) Halted(ctx context.Context, room site.RoomID) (bool, error) {
	over, err := b.over(ctx, room)
	return len(over) > 0, err
}

// Dark implements exam.Halts.
func (b *Board) Dark(ctx context.Context, room site.RoomID) (bool, error) {
	return b.power.Dark(ctx, room)
}

// PausesIn lists the pauses of a room and of its site that touch the time from one instant to another.
func (b *Board) PausesIn(ctx context.Context, room site.RoomID, from, to time.Time) ([]Pause, error) {
	at, err := b.places.Room(ctx, room)
	if err != nil {
		return nil, err
	}
	return b.pauses.PausesOf(ctx, []string{string(room), string(at.Point)}, from, to)
}

// OutagesIn lists the losses of a room that touch the time from one instant to another.
func (b *Board) OutagesIn(ctx context.Context, room site.RoomID, from, to time.Time) ([]Outage, error) {
	return b.power.OutagesOf(ctx, room, from, to)
}

// Deps are what the service needs; all fields but Recall are required.
type Deps struct {
	Clock    actor.Clock
	Log      *slog.Logger
	Audit    actor.Auditor
	Outbox   actor.Outbox
	Tx       Tx
	Pauses   PauseStore
	Power    PowerStore
	Board    *Board
	Finder   Finder
	Sittings Sittings
	Places   Places
	// Recall asks a room node to hand a sitting back. May be nil where there are none.
	Recall func(ctx context.Context, id exam.SittingID, why string) error
	// OutageFrom is how long a seat must have been away for the time to be given back.
	OutageFrom time.Duration
}

// Service stops rooms and gives back what they lost. It is safe for concurrent use.
type Service struct{ d Deps }

// New makes the service.
func New(d Deps) *Service { return &Service{d} }

// now is the time in the precision that is stored.
func (s *Service) now() time.Time { return s.d.Clock().UTC().Truncate(time.Millisecond) }

// SweepOnce carries on what stands on file: pauses and resumptions that did not reach every sitting yet, losses of rooms and
// what they give back. Call it every second, on any number of nodes. One failing piece does not stop the others.
func (s *Service) SweepOnce(ctx context.Context) error {
	ctx = actor.AsSystem(ctx, "halt.sweeper")
	live, err := s.d.Pauses.LivePauses(ctx)
	failed := []error{err}
	for _, p := range live {
		failed = append(failed, s.work(ctx, p))
	}
	return errors.Join(append(failed, s.sweepPower(ctx))...)
}

// allowed refuses who holds none of roles over path: what lies outside the caller's organisations is absent.
func allowed(ctx context.Context, path string, roles []actor.Role) error {
	a := actor.From(ctx)
	switch {
	case a.Can(path, roles...):
		return nil
	case a.Sees(path):
		return exam.ErrForbidden
	}
	return site.ErrNotFound
}

// staffOf names the calling staff member.
func staffOf(ctx context.Context) (people.AccountID, string) {
	a := actor.From(ctx)
	return people.AccountID(a.ID), a.Name
}

// tell writes the trail and emits the event of an act.
func (s *Service) tell(ctx context.Context, verb, topic, id, path string, detail map[string]string) error {
	if err := s.d.Audit.Record(ctx, actor.Entry{Verb: verb, Object: "halt:" + id, Path: path, Detail: detail}); err != nil {
		return err
	}
	body, err := json.Marshal(map[string]string{"halt": id, "scope": detail["scope"], "place": detail["place"]})
	if err != nil {
		return err
	}
	return s.d.Outbox.Emit(ctx, actor.Event{Topic: topic, Key: id, Body: body})
}
