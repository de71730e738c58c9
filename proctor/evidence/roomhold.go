package evidence

import (
	"context"
	"time"

	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
)

// What the rooms' own cameras recorded is asked for by days of Beijing; it lies by days of UTC. One of the former touches two of the
// latter.
const dayLong = 24 * time.Hour

// spanOf is when a day of Beijing begins and ends.
func spanOf(day actor.Date) (from, to time.Time) {
	from = day.Time()
	return from, from.Add(dayLong)
}

// ofRoom refuses who may not act on what a room's own cameras recorded, and a day that is none.
func (s *Service) ofRoom(ctx context.Context, room site.RoomID, day actor.Date) (Place, error) {
	if s.d.Rooms == nil || s.d.Place == nil {
		return Place{}, ErrRoomDay
	}
	p, err := s.d.Place(ctx, room)
	if err != nil {
		return p, absent(err)
	}
	if err := s.allow(ctx, p.OrgPath, roomObject(room), askers()...); err != nil {
		return p, err
	}
	if _, err := actor.ParseDate(string(day)); err != nil || day == "" {
		return p, ErrRoomDay.At("body.day")
	}
	return p, nil
}

func roomObject(room site.RoomID) string { return "exam_room:" + string(room) }

// roomDays are the days of UTC in which a room's own cameras recorded something of a day of Beijing; it counts first. Errors: ErrRoomDay.
func (s *Service) roomDays(ctx context.Context, room site.RoomID, day actor.Date) ([]RoomDay, error) {
	for more := true; more; {
		var err error
		if more, err = s.count(ctx, room); err != nil {
			return nil, err
		}
	}
	from, to := spanOf(day)
	list, err := s.d.Recordings.RoomRun(ctx, room, from, to)
	if err != nil {
		return nil, err
	}
	var out []RoomDay
	for _, utc := range []actor.Date{utcDay(ms(from)), utcDay(ms(to) - 1)} {
		for _, seg := range list {
			if at := ms(seg.From); utcDay(at) != utc || at < ms(from) || at >= ms(to) {
				continue
			}
			d, err := s.d.Rooms.RoomDay(ctx, roomDayID(room, utc))
			if err != nil {
				return nil, err
			}
			out = append(out, d)
			break
		}
	}
	if len(out) == 0 {
		return nil, ErrRoomDay
	}
	return out, nil
}

// HoldRoom orders that what a room's own cameras recorded on a day of Beijing be kept, whatever its period, also where nobody sat there.
// document may be empty. Errors: ErrNotFound, ErrForbidden, ErrRoomDay, ErrReason, ErrDocument, ErrDeleted.
func (s *Service) HoldRoom(ctx context.Context, room site.RoomID, day actor.Date, reason, document string) (Hold, error) {
	place, err := s.ofRoom(ctx, room, day)
	if err != nil {
		return Hold{}, err
	}
	if reason, document, err = grounds(reason, document); err != nil {
		return Hold{}, err
	}
	var h Hold
	err = s.d.Tx.InTx(ctx, func(ctx context.Context) error {
		days, err := s.roomDays(ctx, room, day)
		if err != nil {
			return err
		}
		kept := false
		for _, d := range days {
			if d.State != Kept {
				continue
			}
			kept = true
			if err := s.d.Rooms.PutRoomDay(ctx, d); err != nil { // a deletion that has looked already finds it changed
				return err
			}
		}
		if !kept {
			return gone(days[0].GoneAt, days[0].Basis)
		}
		now := s.now()
		h = Hold{ID: actor.NewID(now), Room: room, Day: day, OrgPath: place.OrgPath, Live: true, Reason: reason, Document: document, Placed: me(actor.From(ctx), now)}
		if err := s.d.Orders.AddHold(ctx, h); err != nil {
			return err
		}
		return s.record(ctx, "evidence.hold", h.object(), h.OrgPath, map[string]string{"hold": h.ID, "day": string(day), "reason": reason, "document": document})
	})
	return h, err
}

// grounds checks why something is asked for, and by which letter.
func grounds(reason, document string) (string, string, error) {
	reason, err := stated(reason, "body.reason")
	if err == nil {
		document, err = numbered(document, "body.document")
	}
	return reason, document, err
}

// heldRoom reports whether an order keeps a day of UTC of a room.
func (s *Service) heldRoom(ctx context.Context, d RoomDay) (bool, error) {
	list, err := s.d.Orders.RoomHolds(ctx, d.Room, d.Day, d.Day.AddDays(1))
	return len(list) > 0, err
}
