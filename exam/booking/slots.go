package booking

import (
	"context"
	"time"

	"github.com/suikao/suikao/exam/application"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// EnsureSlots makes the missing slots of all open rooms for the days from..to. It is idempotent and meant for a daily job.
func (s *Service) EnsureSlots(ctx context.Context, from, to actor.Date) error {
	rooms, err := s.Places.Rooms(ctx)
	if err != nil {
		return err
	}
	for _, r := range rooms {
		if !r.Open {
			continue
		}
		err := s.Tx.InTx(ctx, func(ctx context.Context) error { return s.ensureRoom(ctx, r, from, to) })
		if err != nil {
			return err
		}
	}
	return nil
}

// LayOut makes the missing slots of one open room from today on. For exam/site, in its transaction; checks no rights.
func (s *Service) LayOut(ctx context.Context, r site.Room, days int) error {
	today := actor.DateOf(s.Clock())
	return s.ensureRoom(ctx, r, today, today.AddDays(days))
}

// ensureRoom makes the missing slots of one room, leaving out those that would touch a slot of an earlier pattern.
func (s *Service) ensureRoom(ctx context.Context, r site.Room, from, to actor.Date) error {
	have, err := s.Slots.SlotsOfRoom(ctx, r.ID, from.Time(), to.AddDays(1).Time())
	if err != nil {
		return err
	}
	var fresh []Slot
	for d := from; d <= to; d = d.AddDays(1) {
		for _, t := range r.Pattern.Starts(d) {
			end := t.Add(time.Duration(r.Pattern.Length) * time.Minute)
			if len(touching(have, t, end)) == 0 {
				fresh = append(fresh, Slot{ID: SlotID(actor.NewID(s.Clock())), Room: r.ID, Point: r.Point, StartsAt: t, EndsAt: end})
			}
		}
	}
	if len(fresh) == 0 {
		return nil
	}
	return s.Slots.AddSlots(ctx, fresh)
}

// house is what decides whether time in a room can be used.
type house struct {
	point    site.Point
	room     site.Room
	seats    []site.Seat
	shifts   []site.Shift
	closures []site.Closure
	papers   []site.Authorization
}

// house loads what decides about [from, to) in a room.
func (s *Service) house(ctx context.Context, r site.Room, from, to time.Time) (house, error) {
	h := house{room: r}
	var err error
	if h.point, err = s.Places.Point(ctx, r.Point); err != nil {
		return h, err
	}
	if h.seats, err = s.Places.Seats(ctx, r.ID); err != nil {
		return h, err
	}
	if h.shifts, err = s.Duty.ShiftsOfRoom(ctx, r.ID, from, to); err != nil {
		return h, err
	}
	if h.closures, err = s.Duty.Closures(ctx, r.Point, from, to); err != nil {
		return h, err
	}
	h.papers, err = s.Duty.Authorizations(ctx, r.ID)
	return h, err
}

// judge says how many places [from, to) in the room has, or why it cannot be used.
func (h house) judge(from, to time.Time, needPaper bool) (int, *fault.Error) {
	if !h.room.Open || !h.point.Open {
		return 0, ErrRoomClosed
	}
	for _, c := range h.closures {
		if c.Overlaps(h.room.ID, from, to) {
			return 0, ErrSlotClosed.With("notice", c.Notice)
		}
	}
	if needPaper && site.InForce(h.papers, actor.DateOf(from)) == nil {
		return 0, ErrNoAuthorization
	}
	most, ok := site.Covered(h.shifts, from, to)
	if !ok {
		return 0, ErrSlotUncovered
	}
	return min(site.Capacity(h.seats), most), nil
}

func slotIDs(slots []Slot) []SlotID {
	ids := make([]SlotID, len(slots))
	for i, sl := range slots {
		ids[i] = sl.ID
	}
	return ids
}

// touching returns the slots that overlap [from, to).
func touching(slots []Slot, from, to time.Time) []Slot {
	var out []Slot
	for _, sl := range slots {
		if sl.StartsAt.Before(to) && from.Before(sl.EndsAt) {
			out = append(out, sl)
		}
	}
	return out
}

// SlotsOn lists the slots of a point on a day that have not begun, by room and start, with free places and, where a slot
// cannot be booked, the reason. Open to everybody.
func (s *Service) SlotsOn(ctx context.Context, point site.PointID, day actor.Date) ([]SlotView, error) {
	rooms, err := s.Places.RoomsOf(ctx, point)
	if err != nil {
		return nil, err
	}
	out := []SlotView{}
	for _, r := range rooms {
		views, err := s.slotsOfDay(ctx, r, day)
		if err != nil {
			return nil, err
		}
		out = append(out, views...)
	}
	return out, nil
}

func (s *Service) slotsOfDay(ctx context.Context, r site.Room, day actor.Date) ([]SlotView, error) {
	from, to := day.Time(), day.AddDays(1).Time()
	slots, err := s.Slots.SlotsOfRoom(ctx, r.ID, from, to)
	if err != nil || len(slots) == 0 {
		return nil, err
	}
	h, err := s.house(ctx, r, from, slots[len(slots)-1].EndsAt)
	if err != nil {
		return nil, err
	}
	taken, err := s.Slots.TakenPlaces(ctx, slotIDs(slots))
	if err != nil {
		return nil, err
	}
	var out []SlotView
	for _, sl := range slots {
		if sl.StartsAt.Before(from) || !sl.StartsAt.After(s.Clock()) {
			continue
		}
		v := SlotView{Slot: sl, RoomName: r.Name}
		places, bad := h.judge(sl.StartsAt, sl.EndsAt, s.o.RequireAuthorization)
		v.Capacity, v.Free = places, max(0, places-len(taken[sl.ID]))
		if bad == nil && v.Free == 0 {
			bad = ErrSlotFull
		}
		if v.Bookable = bad == nil; !v.Bookable {
			why := application.RefusalOf(bad)
			v.Why = &why
		}
		out = append(out, v)
	}
	return out, nil
}
