package recording

import (
	"context"
	"errors"
	"time"
)

// coveredFor is how old the newest kept piece of a room's own camera may be for the room to count as filmed: a piece is kept when it is
// closed, a minute after it began, and two of them may be on their way. [design]
const coveredFor = 150 * time.Second

// stop stops the clock of a sitting whose gap has become too long, once for each gap, unless the room's own camera films the seat.
// Source: process §4, camera lost.
func (s *Service) stop(ctx context.Context, g Gap) error {
	if s.clocks == nil || g.Stopped != NotStopped {
		return nil
	}
	filmed, err := s.filmed(ctx, g)
	if err != nil || filmed {
		return err
	}
	return s.clocks.Stop(ctx, g, func(ctx context.Context) error { return s.d.Store.SetStopped(ctx, g.ID, Stands) })
}

// filmed reports whether a camera of the room itself records now, as far as its kept pieces say.
func (s *Service) filmed(ctx context.Context, g Gap) (bool, error) {
	if s.d.Rooms == nil {
		return false, nil
	}
	now := s.now()
	list, err := s.d.Rooms.RoomBetween(ctx, g.Room, now.Add(-coveredFor), now)
	return len(list) > 0, err
}

// runOn lets the clocks run on that were stopped by gaps which are over: the camera came back, or the person sits at another seat.
func (s *Service) runOn(ctx context.Context) error {
	if s.clocks == nil {
		return nil
	}
	over, err := s.d.Store.StoppedBy(ctx, sweepBatch)
	if err != nil {
		return err
	}
	var errs []error
	for _, g := range over {
		if err := s.clocks.RunOn(ctx, g); err != nil {
			errs = append(errs, err)
			continue
		}
		errs = append(errs, s.d.Store.InTx(ctx, func(ctx context.Context) error { return s.d.Store.SetStopped(ctx, g.ID, GivenBack) }))
	}
	return errors.Join(errs...)
}
