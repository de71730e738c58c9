package supervision

import (
	"context"
	"encoding/json"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
)

// Store keeps intervals without supervision. Every method joins the transaction of the context.
type Store interface {
	// AddGap adds an interval; ErrOpen when the room or sitting has one that lasts.
	AddGap(ctx context.Context, g Gap) error
	// Noted reports whether an interval was entered for something before.
	Noted(ctx context.Context, once string) (bool, error)
	// EndGap writes To and who ended it where the interval lasts still; ErrOver otherwise.
	EndGap(ctx context.Context, g Gap) error
	// Gap returns one interval or ErrNotFound.
	Gap(ctx context.Context, id ID) (Gap, error)
	// Unattended reports whether an interval of the whole room lasts now.
	Unattended(ctx context.Context, room site.RoomID) (bool, error)
	// Lasting lists the intervals of whole rooms that last still and whose Once begins with prefix.
	Lasting(ctx context.Context, prefix string) ([]Gap, error)
	// Gaps lists the intervals of a room, and of its sittings, that touch [from, to), by their beginning.
	Gaps(ctx context.Context, room site.RoomID, from, to time.Time) ([]Gap, error)
}

// Tx runs a function in one transaction; a deadlock runs it again.
type Tx interface {
	InTx(ctx context.Context, fn func(ctx context.Context) error) error
}

// Sittings finds a sitting or says exam.ErrNoSitting; the store of exam is one.
type Sittings interface {
	Sitting(ctx context.Context, id exam.SittingID) (exam.Sitting, error)
}

// Rooms tells where rooms stand; *site.Service is one.
type Rooms interface {
	// RoomPath returns the organisation path of a room; seat is empty.
	RoomPath(ctx context.Context, room, seat string) (string, error)
}

// Deps are what the service needs; all fields are required.
type Deps struct {
	Clock    actor.Clock
	Audit    actor.Auditor
	Outbox   actor.Outbox
	Tx       Tx
	Gaps     Store
	Sittings Sittings
	Rooms    Rooms
}

// Service keeps who watched what. It is safe for concurrent use.
type Service struct{ d Deps }

// New makes the service.
func New(d Deps) *Service { return &Service{d} }

// now is the time in the precision that is stored.
func (s *Service) now() time.Time { return s.d.Clock().UTC().Truncate(time.Millisecond) }

// readers may see in which intervals nobody watched.
func readers() []actor.Role {
	return []actor.Role{people.RemoteInvigilator, people.RemoteAttendant, people.ExamManager, people.Inspector, people.Regulator}
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
	return exam.ErrNoSitting
}

// keepers may enter intervals without supervision.
func keepers() []actor.Role {
	return []actor.Role{people.RemoteInvigilator, people.RemoteAttendant, people.ExamManager, people.Inspector}
}

// Lose notes that nobody watches a room, or one sitting of it: from now, or from g.From when it was noticed
// later; with g.To when it is over already. While a whole room is unattended no paper starts there. Of g room, sitting,
// cause, note and the times count. The program may call it for machines that notice it. Errors: ErrEntry, ErrOpen,
// exam.ErrNoSitting, ErrForbidden.
func (s *Service) Lose(ctx context.Context, g Gap) (Gap, error) {
	now := s.now()
	if g.From.IsZero() {
		g.From = now
	}
	g.From, g.To = g.From.UTC().Truncate(time.Millisecond), g.To.UTC().Truncate(time.Millisecond)
	path, err := s.d.Rooms.RoomPath(ctx, string(g.Room), "")
	if err != nil {
		return Gap{}, err
	}
	if err := keeper(ctx, path); err != nil {
		return Gap{}, err
	}
	if err := g.check(now); err != nil {
		return Gap{}, err
	}
	g.ID, g.OrgPath = ID(actor.NewID(now)), path
	g.OpenedBy, g.OpenedName = staffOf(ctx)
	if !g.To.IsZero() {
		g.ClosedBy, g.ClosedName = g.OpenedBy, g.OpenedName
	}
	err = s.d.Tx.InTx(ctx, func(ctx context.Context) error {
		if g.Sitting != "" {
			sit, err := s.d.Sittings.Sitting(ctx, g.Sitting)
			if err == nil && sit.Room != g.Room {
				err = exam.ErrNoSitting
			}
			if err != nil {
				return err
			}
		}
		if err := s.d.Gaps.AddGap(ctx, g); err != nil {
			return err
		}
		return s.tellGap(ctx, "supervision.lost", g)
	})
	return g, err
}

// Regain notes that somebody watches again. Errors: ErrNotFound, ErrOver, ErrForbidden.
func (s *Service) Regain(ctx context.Context, id ID) (Gap, error) {
	var g Gap
	err := s.d.Tx.InTx(ctx, func(ctx context.Context) error {
		var err error
		if g, err = s.d.Gaps.Gap(ctx, id); err != nil {
			return err
		}
		if err := keeper(ctx, g.OrgPath); err != nil {
			return err
		}
		g.To = s.now()
		g.ClosedBy, g.ClosedName = staffOf(ctx)
		if g.To.Before(g.From) {
			g.To = g.From
		}
		if err := s.d.Gaps.EndGap(ctx, g); err != nil {
			return err
		}
		return s.tellGap(ctx, "supervision.regained", g)
	})
	return g, err
}

// Receive takes the event that a room was dark for a time: the cameras, the officer's screen and the way to it were away with
// the server or the power. It enters the interval once, however often the event comes.
func (s *Service) Receive(ctx context.Context, e actor.Event) error {
	var d exam.RoomDark
	if err := json.Unmarshal(e.Body, &d); err != nil {
		return err
	}
	ctx = actor.AsSystem(ctx, "supervision.dark")
	path, err := s.d.Rooms.RoomPath(ctx, string(d.Room), "")
	if err != nil {
		return err
	}
	cause := ServerDown
	if d.Cause == exam.RoomPower {
		cause = Power
	}
	now := s.now()
	g := Gap{ID: ID(actor.NewID(now)), Room: d.Room, OrgPath: path, Cause: cause, From: d.From.UTC().Truncate(time.Millisecond),
		To: d.To.UTC().Truncate(time.Millisecond), Once: d.Outage + ":" + string(d.Room)}
	return s.d.Tx.InTx(ctx, func(ctx context.Context) error {
		if before, err := s.d.Gaps.Noted(ctx, g.Once); err != nil || before {
			return err
		}
		if err := s.d.Gaps.AddGap(ctx, g); err != nil {
			return err
		}
		return s.tellGap(ctx, "supervision.dark", g)
	})
}

// Of lists the intervals of a room that touch [from, to), for staff of the room. A zero to is now, a zero from a day before it.
func (s *Service) Of(ctx context.Context, room site.RoomID, from, to time.Time) ([]Gap, error) {
	path, err := s.d.Rooms.RoomPath(ctx, string(room), "")
	if err != nil {
		return nil, err
	}
	if err := allowed(ctx, path, readers()); err != nil {
		return nil, err
	}
	if to.IsZero() {
		to = s.now()
	}
	if from.IsZero() {
		from = to.Add(-window)
	}
	return s.d.Gaps.Gaps(ctx, room, from, to)
}

// Unwatched returns in which intervals nobody watched a sitting, and how long in all.
func (s *Service) Unwatched(ctx context.Context, sit exam.Sitting) ([]Gap, time.Duration, error) {
	if sit.StartedAt.IsZero() {
		return nil, 0, nil
	}
	now := s.now()
	gaps, err := s.d.Gaps.Gaps(ctx, sit.Room, sit.StartedAt, now.Add(time.Millisecond))
	cuts, sum := Cut(sit, gaps, now)
	return cuts, sum, err
}

// staffOf names the calling staff member; nobody for the program.
func staffOf(ctx context.Context) (people.AccountID, string) {
	a := actor.From(ctx)
	if a.Kind != actor.Staff {
		return "", ""
	}
	return people.AccountID(a.ID), a.Name
}

// keeper refuses who may not enter intervals at path.
func keeper(ctx context.Context, path string) error {
	if actor.From(ctx).Kind == actor.System {
		return nil
	}
	return allowed(ctx, path, keepers())
}

func (s *Service) tellGap(ctx context.Context, topic string, g Gap) error {
	detail := map[string]string{"room": string(g.Room), "sitting": string(g.Sitting), "cause": string(g.Cause), "note": g.Note,
		"from": g.From.Format(time.RFC3339), "to": ""}
	if !g.To.IsZero() {
		detail["to"] = g.To.Format(time.RFC3339)
	}
	if err := s.d.Audit.Record(ctx, actor.Entry{Verb: topic, Object: "supervision:" + string(g.ID), Path: g.OrgPath, Detail: detail}); err != nil {
		return err
	}
	body, err := json.Marshal(map[string]string{"gap": string(g.ID), "room": string(g.Room), "sitting": string(g.Sitting), "cause": string(g.Cause)})
	if err != nil {
		return err
	}
	return s.d.Outbox.Emit(ctx, actor.Event{Topic: topic, Key: string(g.ID), Body: body})
}
