package recording

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strconv"
	"time"

	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// ErrRoomTime is of a time that nobody can look through at once.
var ErrRoomTime = fault.Define("recording.room_time", fault.Invalid, "请给出起止时间，最长 24 小时。", "Give a beginning and an end, at most 24 hours apart.")

// longestRoomTime bounds what is listed of a room at once.
const longestRoomTime = 24 * time.Hour

// RoomRecord is what the cameras of a room recorded in a time.
type RoomRecord struct {
	Room     site.RoomID
	Segments []Segment // by their beginning, at most a thousand
	Broken   int       // number, in the room's chain, of the first of these that does not continue it; 0: all do
}

// Camera is the number of the room's camera that a segment comes from; 0 for what is no room's.
func (s Segment) Camera() int {
	if s.Track != TrackRoom {
		return 0
	}
	n, err := strconv.Atoi(string(s.Seat))
	if err != nil {
		return 1
	}
	return n
}

// OfRoom lists what the cameras of a room recorded between two times, for a remote invigilator or inspector of the room. A refusal is
// on the trail. Errors: ErrNotFound, ErrForbidden, ErrRoomTime.
func (s *Service) OfRoom(ctx context.Context, room site.RoomID, from, to time.Time) (RoomRecord, error) {
	path, err := s.roomPath(ctx, room)
	if err != nil {
		return RoomRecord{}, err
	}
	if !actor.From(ctx).Can(path, viewers()...) {
		return RoomRecord{}, s.refuse(ctx, RoomChain(room), objectOfRoom(room), path)
	}
	if from.IsZero() || !from.Before(to) || to.Sub(from) > longestRoomTime {
		return RoomRecord{}, ErrRoomTime
	}
	r := RoomRecord{Room: room}
	if s.d.Rooms == nil {
		return r, nil
	}
	r.Segments, err = s.d.Rooms.RoomBetween(ctx, room, from, to)
	r.Broken = brokenAmong(r.Segments)
	return r, err
}

// brokenAmong is the number of the first segment that is not what its hash says, or does not continue the one before where that is here.
func brokenAmong(list []Segment) int {
	list = slices.Clone(list)
	slices.SortFunc(list, func(a, b Segment) int { return cmp.Compare(a.No, b.No) })
	for i, g := range list {
		if g.Chained() != g.Hash || i > 0 && list[i-1].No == g.No-1 && list[i-1].Hash != g.Prev {
			return g.No
		}
	}
	return 0
}

// roomPath is where a room belongs to; ErrNotFound for one that there is not, to whoever asks.
func (s *Service) roomPath(ctx context.Context, room site.RoomID) (string, error) {
	if s.d.RoomPath == nil {
		return "", ErrNotFound
	}
	path, err := s.d.RoomPath(ctx, room)
	if fault.KindOf(err) == fault.NotFound {
		return "", ErrNotFound
	}
	return path, err
}

func objectOfRoom(room site.RoomID) string { return "exam_room:" + string(room) }

// objectOf is what the trail names where somebody looks at a segment.
func objectOf(seg Segment) string {
	if seg.Track == TrackRoom {
		return objectOfRoom(seg.Room)
	}
	return "sitting:" + string(seg.Sitting)
}

// MayLookAtRoom answers nil where the caller may look at the cameras of a room live: an officer whose shift in the room lasts now, and its
// inspectors, as at a seat. Errors: ErrForbidden, ErrNotDuty; what lies outside the caller's organisations is ErrNotFound. A refusal is on the trail,
// but for an officer who is off duty: a page asks this before anybody wants to look.
func (s *Service) MayLookAtRoom(ctx context.Context, room site.RoomID) error {
	path, err := s.roomPath(ctx, room)
	if err != nil {
		return err
	}
	if why := s.mayLook(ctx, Place{Room: room, OrgPath: path}); errors.Is(why, ErrNotDuty) {
		return why
	}
	return s.mayLookAtRoom(ctx, room, path)
}

func (s *Service) mayLookAtRoom(ctx context.Context, room site.RoomID, path string) error {
	why := s.mayLook(ctx, Place{Room: room, OrgPath: path})
	switch fault.KindOf(why) {
	case fault.NotFound, fault.Forbidden:
	default:
		return why
	}
	if mark := SegmentID("live refused " + room); s.fresh(actor.From(ctx), mark) {
		if err := s.lookedAtRoom(ctx, "live.refused", room, path, 0); err != nil {
			s.forget(actor.From(ctx), mark)
			return err
		}
	}
	if errors.Is(why, ErrNotLive) {
		return ErrNotFound
	}
	return why
}

// LookAtRoom is MayLookAtRoom that puts the look at one of the room's cameras on the trail: once in ten minutes for the same account and
// camera, as a page that shows pictures asks for one after another.
func (s *Service) LookAtRoom(ctx context.Context, room site.RoomID, camera int) error {
	path, err := s.roomPath(ctx, room)
	if err != nil {
		return err
	}
	if err := s.mayLookAtRoom(ctx, room, path); err != nil {
		return err
	}
	mark := SegmentID("live " + string(room) + " " + strconv.Itoa(camera))
	if !s.fresh(actor.From(ctx), mark) {
		return nil
	}
	err = s.lookedAtRoom(ctx, "live.view", room, path, camera)
	if err != nil {
		s.forget(actor.From(ctx), mark)
	}
	return err
}

func (s *Service) lookedAtRoom(ctx context.Context, verb string, room site.RoomID, path string, camera int) error {
	detail := map[string]string{"room": string(room)}
	if camera > 0 {
		detail["camera"] = strconv.Itoa(camera)
	}
	return s.d.Store.InTx(ctx, func(ctx context.Context) error {
		return s.d.Audit.Record(ctx, actor.Entry{Verb: verb, Object: objectOfRoom(room), Path: path, Detail: detail})
	})
}
