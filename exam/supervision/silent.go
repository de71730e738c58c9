package supervision

import (
	"context"
	"errors"
	"time"

	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
)

// Watcher is what in this program notices by itself that a room is without supervision.
type Watcher string

// The watchers.
const (
	BySilence Watcher = "silent:" // every terminal of the room fell silent at once
	ByMains   Watcher = "mains:"  // a wire says that the room lives from its battery
)

// Noticed is what a watcher noticed of a whole room.
type Noticed struct {
	Room  site.RoomID
	By    Watcher
	Cause Cause
	Note  string
	From  time.Time
}

// Notice opens an interval of a room that lasts until Passed: nobody is let in and no paper starts meanwhile. Only the program calls
// it. Where an interval of the room lasts already, whoever noted it, that one stands: ErrOpen.
func (s *Service) Notice(ctx context.Context, n Noticed) (Gap, error) {
	if actor.From(ctx).Kind != actor.System {
		return Gap{}, ErrNotFound
	}
	path, err := s.d.Rooms.RoomPath(ctx, string(n.Room), "")
	if err != nil {
		return Gap{}, err
	}
	now := s.now()
	from := n.From.UTC().Truncate(time.Millisecond)
	if from.After(now) {
		from = now
	}
	id := actor.NewID(now)
	g := Gap{ID: ID(id), Room: n.Room, OrgPath: path, Cause: n.Cause, Note: n.Note, From: from, Once: string(n.By) + id}
	err = s.d.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.d.Gaps.AddGap(ctx, g); err != nil {
			return err
		}
		return s.tellGap(ctx, "supervision.lost", g)
	})
	return g, err
}

// Noted lists the intervals that a watcher opened and that last still.
func (s *Service) Noted(ctx context.Context, by Watcher) ([]Gap, error) {
	return s.d.Gaps.Lasting(ctx, string(by))
}

// Passed ends what a watcher noticed of a room and returns it; none is no error.
func (s *Service) Passed(ctx context.Context, room site.RoomID, by Watcher) ([]Gap, error) {
	list, err := s.Noted(ctx, by)
	var out []Gap
	for _, g := range list {
		if g.Room != room {
			continue
		}
		ended, bad := s.Regain(ctx, g.ID)
		if bad == nil {
			out = append(out, ended)
		} else if !errors.Is(bad, ErrOver) {
			err = errors.Join(err, bad)
		}
	}
	return out, err
}
