package app

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/suikao/suikao/exam/release"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/proctor"
	proctorstore "github.com/suikao/suikao/proctor/store"
)

// cameraLost is why nobody can be counted while the room's own camera is away.
const cameraLost = "CAMERA_LOST"

// mostCameraLost bounds how many times one record names that the room's camera was away.
const mostCameraLost = 200

// cameraAwayFor is how long before a time an incident may have begun that lasts still.
const cameraAwayFor = 48 * time.Hour

// uncounted tells the room record when nobody could count who is in a room: by the room's counter, and by its own camera.
func (b *base) uncounted(s *Services) func(context.Context, site.RoomID, time.Time, time.Time) ([]release.RecordUncounted, error) {
	incidents := proctorstore.New(b.db)
	return func(ctx context.Context, room site.RoomID, from, to time.Time) ([]release.RecordUncounted, error) {
		list, err := s.Rooms.Uncounted(ctx, room, from, to)
		if err != nil {
			return nil, err
		}
		out := make([]release.RecordUncounted, len(list))
		for i, u := range list {
			out[i] = release.RecordUncounted{Why: string(u.Why), From: u.From, To: u.To}
		}
		away, err := incidents.Find(ctx, proctor.Query{Paths: []string{"/"}, Room: room, Class: proctor.Environment, From: from.Add(-cameraAwayFor), To: to.Add(time.Minute), Limit: mostCameraLost})
		for _, in := range away {
			if in.Kind == proctor.RoomCameraLost {
				out = withLost(out, in.At, in.Until, from, to)
			}
		}
		return out, err
	}
}

// withLost adds that the room's camera was away from a time to another (zero: it still is), as far as that lies between from and to and
// nothing else says already that nobody was counted.
func withLost(list []release.RecordUncounted, begin, end, from, to time.Time) []release.RecordUncounted {
	if end.IsZero() || end.After(to) {
		end = to
	}
	if begin.Before(from) {
		begin = from
	}
	if !begin.Before(end) || slices.ContainsFunc(list, func(u release.RecordUncounted) bool { return !begin.Before(u.From) && !end.After(u.To) }) {
		return list
	}
	list = append(list, release.RecordUncounted{Why: cameraLost, From: begin, To: end})
	slices.SortStableFunc(list, func(a, b release.RecordUncounted) int { return cmp.Or(a.From.Compare(b.From), a.To.Compare(b.To)) })
	return list
}
