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

// sweepLanes is how many sittings are worked on at once, sweepPatience how long one may take.
const (
	sweepLanes    = 8
	sweepPatience = 15 * time.Second
)

// SweepOnce does all work that waits for no person: it submits sittings whose deadline has passed, scores what is handed
// in, and ends sittings whose paper was never opened in time. Call it every second, on any number of nodes: each piece
// of work takes effect once. One failing sitting does not stop the others; the errors come back joined.
func (s *Service) SweepOnce(ctx context.Context) error {
	ctx = actor.AsSystem(ctx, "sitting.sweeper")
	now := s.now()
	due := now.Add(-drainTime)
	return errors.Join(
		s.sweepBreaks(ctx, now),
		s.sweep(ctx, DueQuery{State: Running, Before: due, Limit: sweepLimit}, func(ctx context.Context, id SittingID) error { return s.expire(ctx, id, due) }),
		s.scoreDue(ctx, now),
		s.sweep(ctx, DueQuery{State: Assigned, Before: now, Limit: sweepLimit}, func(ctx context.Context, id SittingID) error {
			return s.lapse(ctx, id, "NOT_STARTED", func(sit Sitting) bool { return !now.Before(sit.StartBy) })
		}),
		s.sweep(ctx, DueQuery{State: Paused, Before: now, Limit: sweepLimit}, func(ctx context.Context, id SittingID) error { return s.raise(ctx, id, now) }),
	)
}

func (s *Service) scoreDue(ctx context.Context, now time.Time) error {
	if s.d.Scorer == nil {
		return nil
	}
	return s.sweep(ctx, DueQuery{State: Submitted, Before: now, Limit: sweepLimit}, func(ctx context.Context, id SittingID) error {
		_, err := s.Score(ctx, id)
		return err
	})
}

// sweep works on what is due, sweepLanes at once. What is not done when ctx ends goes on by itself, up to sweepPatience, and
// is left out of the sweeps until then: a sitting whose rows a hung node holds keeps nobody else waiting.
func (s *Service) sweep(ctx context.Context, q DueQuery, work func(context.Context, SittingID) error) error {
	ids, err := s.d.Store.Due(ctx, q)
	if err != nil {
		return err
	}
	lanes, ended, begun := make(chan struct{}, sweepLanes), make(chan error, len(ids)), 0
	for _, id := range ids {
		select {
		case lanes <- struct{}{}:
		case <-ctx.Done():
			return ctx.Err()
		}
		if _, busy := s.sweeping.LoadOrStore(id, q.State); busy {
			<-lanes
			continue
		}
		begun++
		go func() {
			own, stop := context.WithTimeout(context.WithoutCancel(ctx), sweepPatience)
			defer stop()
			err := work(own, id)
			s.sweeping.Delete(id)
			if errors.Is(err, ErrAway) {
				err = nil
			}
			if err != nil {
				s.d.Log.Error("sweep", "work", q.State, "sitting", id, "err", err)
			}
			<-lanes
			ended <- err
		}()
	}
	var failed []error
	for range begun {
		select {
		case err := <-ended:
			failed = append(failed, err)
		case <-ctx.Done():
			return errors.Join(append(failed, ctx.Err())...)
		}
	}
	return errors.Join(failed...)
}
