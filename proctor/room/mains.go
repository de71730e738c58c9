package room

import (
	"context"
	"errors"
	"time"

	"github.com/suikao/suikao/exam/site"
)

// OnBattery says of every room with wires since when it lives from its battery; the zero time where the mains are there. For use
// inside the program; it checks no rights.
func (s *Service) OnBattery(ctx context.Context) (map[site.RoomID]time.Time, error) {
	out := map[site.RoomID]time.Time{}
	var failed []error
	for _, id := range s.d.Hardware.Rooms() {
		since, err := s.MainsLost(ctx, id)
		if err != nil {
			failed = append(failed, err)
			continue
		}
		out[id] = since
	}
	return out, errors.Join(failed...)
}

// MainsLost says since when a room lives from its battery, as its wire said last; the zero time where it does not, or where there is
// no such wire. For use inside the program; it checks no rights.
func (s *Service) MainsLost(ctx context.Context, room site.RoomID) (time.Time, error) {
	at, err := s.d.Store.Safety(ctx, room)
	if errors.Is(err, ErrNotFound) {
		return time.Time{}, nil
	}
	return at.MainsLostAt, err
}
