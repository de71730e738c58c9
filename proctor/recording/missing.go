package recording

import (
	"context"
	"errors"
	"time"

	"github.com/suikao/suikao/exam"
)

// Losses are the times in which a sitting was without its camera while its paper was open.
type Losses struct {
	Missing time.Duration // all of them together, without what a room node recorded meanwhile; one that lasts counts to now
	Gaps    []Gap         // in order; none overlap
}

// Missing is how long a sitting was without its camera while its paper was open, by the gaps on file, without what a room node recorded
// meanwhile; one that lasts counts to now.
func (s *Service) Missing(ctx context.Context, sit exam.Sitting) (time.Duration, error) {
	all, err := s.Losses(ctx, sit)
	return all.Missing, err
}

// Losses are those on file.
func (s *Service) Losses(ctx context.Context, sit exam.Sitting) (all Losses, err error) {
	gaps, err := s.d.Store.Gaps(ctx, sit.ID)
	if err != nil || sit.StartedAt.IsZero() || len(gaps) == 0 {
		return all, err
	}
	films, err := s.d.Store.Segments(ctx, sit.ID)
	if err != nil {
		return all, err
	}
	now := s.now()
	end := endOf(sit, now)
	if end.IsZero() {
		end = now
	}
	all.Gaps = gaps
	for _, g := range gaps { // one at a time lasts, so that none overlap
		from, to := g.From, g.To
		if from.Before(sit.StartedAt) {
			from = sit.StartedAt
		}
		if to.IsZero() || to.After(end) {
			to = end
		}
		if from.Before(to) {
			all.Missing += to.Sub(from) - Gap{From: from, To: to}.AtNode(films, now)
		}
	}
	return all, nil
}

// count looks at the gaps that last whether one has become too long.
func (s *Service) count(ctx context.Context) error {
	if s.incidents == nil || s.most == nil {
		return nil
	}
	gaps, err := s.d.Store.Lasting(ctx, s.now(), sweepBatch)
	if err != nil {
		return err
	}
	var errs []error
	for _, g := range gaps {
		if s.reported(g.ID) && (s.clocks == nil || g.Stopped != NotStopped) {
			continue
		}
		missing, most, err := s.beyond(ctx, g)
		if err == nil && missing > most {
			err = errors.Join(s.d.Store.InTx(ctx, func(ctx context.Context) error { return s.tellOf(ctx, g, missing, most) }), s.stop(ctx, g))
		}
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}

// beyond is how long the sitting of a gap is without its camera in all, and how long it may be. Both are zero where nobody set it.
func (s *Service) beyond(ctx context.Context, g Gap) (missing, most time.Duration, err error) {
	if s.most == nil {
		return 0, 0, nil
	}
	sit, err := s.d.Sittings.Sitting(ctx, g.Sitting)
	if err != nil {
		return 0, 0, err
	}
	if most, err = s.most(ctx, sit); err != nil || most <= 0 {
		return 0, 0, err
	}
	missing, err = s.Missing(ctx, sit)
	return missing, most, err
}

// tooLong raises the incident of a sitting that was without its camera for longer than the authority allows.
func (s *Service) tooLong(ctx context.Context, g Gap) error {
	missing, most, err := s.beyond(ctx, g)
	if err != nil || missing <= most {
		return err
	}
	return s.tellOf(ctx, g, missing, most)
}

func (s *Service) tellOf(ctx context.Context, g Gap, missing, most time.Duration) error {
	if s.reported(g.ID) {
		return nil
	}
	if err := s.incidents.Unrecorded(ctx, g, missing, most); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.told) > 10_000 {
		clear(s.told)
	}
	s.told[g.ID] = true
	return nil
}

// reported reports whether this process has raised the incident of a gap already.
func (s *Service) reported(id GapID) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.told[id]
}
