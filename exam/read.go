package exam

import (
	"context"
	"time"

	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
)

// roomWindow is how far back the list of a room reaches: every sitting that can still be live is younger.
const roomWindow = 24 * time.Hour

// RoomLine is one sitting in a duty officer's list.
type RoomLine struct {
	Sitting Sitting
	Name    string // masked
	LastSeq int64  // records stored
	Left    time.Duration
}

// Room lists the sittings of a room of the last 24 hours, newest first; with liveOnly only those that occupy a seat. A
// sitting outside the caller's organisations is left out.
func (s *Service) Room(ctx context.Context, room site.RoomID, liveOnly bool) ([]RoomLine, error) {
	a := actor.From(ctx)
	now := s.now()
	all, err := s.d.Store.InRoom(ctx, room, now.Add(-roomWindow))
	if err != nil {
		return nil, err
	}
	out := make([]RoomLine, 0, len(all))
	for _, sit := range all {
		if liveOnly && !sit.State.Live() || !a.Can(sit.OrgPath, watchers()...) {
			continue
		}
		card, err := s.d.Facts.Card(ctx, sit.Person, sit.ItemCode)
		if err != nil {
			return nil, err
		}
		head, err := s.d.Journal.Head(ctx, sit.ID)
		if err != nil {
			return nil, err
		}
		out = append(out, RoomLine{Sitting: sit, Name: card.Name, LastSeq: head.Seq, Left: sit.Remaining(now)})
	}
	return out, nil
}

// Look returns one sitting for a staff member who may see its room.
func (s *Service) Look(ctx context.Context, id SittingID) (Sitting, error) {
	sit, err := s.d.Store.Sitting(ctx, id)
	if err != nil {
		return Sitting{}, err
	}
	return sit, officer(ctx, watchers())(sit, Head{})
}

// Left is the time a sitting has left now.
func (s *Service) Left(sit Sitting) time.Duration { return sit.Remaining(s.now()) }
