package exam

import (
	"context"
	"errors"
	"time"

	"github.com/suikao/suikao/internal/actor"
)

// drainTime is how long after a deadline the sweeper waits, so that answers received in time and still in the commit
// pipeline are stored before the journal closes. With a sweep every second a paper is submitted less than 5 s late.
const drainTime = time.Second

const sweepLimit = 500

// SweepOnce does all work that waits for no person: it submits sittings whose deadline has passed, scores what is handed
// in, and ends sittings whose paper was never opened in time. Call it every second, on any number of nodes: each piece
// of work takes effect once. One failing sitting does not stop the others; the errors come back joined.
func (s *Service) SweepOnce(ctx context.Context) error {
	ctx = actor.AsSystem(ctx, "sitting.sweeper")
	now := s.now()
	due := now.Add(-drainTime)
	return errors.Join(
		s.sweepBreaks(ctx, now),
		s.sweep(ctx, DueQuery{State: Running, Before: due, Limit: sweepLimit}, func(id SittingID) error { return s.expire(ctx, id, due) }),
		s.scoreDue(ctx, now),
		s.sweep(ctx, DueQuery{State: Assigned, Before: now, Limit: sweepLimit}, func(id SittingID) error {
			return s.lapse(ctx, id, "NOT_STARTED", func(sit Sitting) bool { return !now.Before(sit.StartBy) })
		}),
		s.sweep(ctx, DueQuery{State: Paused, Before: now, Limit: sweepLimit}, func(id SittingID) error { return s.raise(ctx, id, now) }),
	)
}

func (s *Service) scoreDue(ctx context.Context, now time.Time) error {
	if s.d.Scorer == nil {
		return nil
	}
	return s.sweep(ctx, DueQuery{State: Submitted, Before: now, Limit: sweepLimit}, func(id SittingID) error {
		_, err := s.Score(ctx, id)
		return err
	})
}

func (s *Service) sweep(ctx context.Context, q DueQuery, work func(SittingID) error) error {
	ids, err := s.d.Store.Due(ctx, q)
	if err != nil {
		return err
	}
	var failed []error
	for _, id := range ids {
		if err := work(id); err != nil && !errors.Is(err, ErrAway) {
			s.d.Log.Error("sweep", "work", q.State, "sitting", id, "err", err)
			failed = append(failed, err)
		}
	}
	return errors.Join(failed...)
}
