package booking

import (
	"context"
	"slices"

	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
)

// BookedDay counts who is booked in a room on a day. Rooms outside the reader's organisations are counted together, without names.
type BookedDay struct {
	Day       actor.Date
	Point     site.PointID
	PointName string
	Room      site.RoomID
	RoomName  string
	OrgPath   string // of the room
	People    int
}

// BookedAfter counts who holds or has confirmed a place for a code of the catalogue on days after last, from now on: those whose papers a
// release that ends on last cannot give. For whoever keeps question banks; it names nobody, and asks no office: its caller has asked who
// may see the release.
func (s *Service) BookedAfter(ctx context.Context, itemCode string, last actor.Date) ([]BookedDay, error) {
	from := last.AddDays(1).Time()
	if now := s.Clock(); from.Before(now) {
		from = now
	}
	rows, err := s.Bookings.BookedByDay(ctx, itemCode, from)
	if err != nil {
		return nil, err
	}
	out, a := []BookedDay{}, actor.From(ctx)
	for _, r := range rows {
		if !a.Sees(r.OrgPath) {
			r = BookedDay{Day: r.Day, People: r.People}
			if i := slices.IndexFunc(out, func(o BookedDay) bool { return o.Day == r.Day && o.Room == "" }); i >= 0 {
				out[i].People += r.People
				continue
			}
		} else if err := s.nameRoom(ctx, &r); err != nil {
			return nil, err
		}
		out = append(out, r)
	}
	return out, nil
}

func (s *Service) nameRoom(ctx context.Context, r *BookedDay) error {
	room, err := s.Places.Room(ctx, r.Room)
	if err != nil {
		return err
	}
	point, err := s.Places.Point(ctx, room.Point)
	r.RoomName, r.Point, r.PointName = room.Name, point.ID, point.Name
	return err
}
