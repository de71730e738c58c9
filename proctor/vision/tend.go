package vision

import (
	"context"
	"math/rand/v2"
	"time"

	"github.com/suikao/suikao/exam"
)

// How sittings are followed.
const (
	tendEvery = time.Second
	askEvery  = 20 * time.Second // how a sitting stands
	askSoon   = 3 * time.Second  // while it is not known, or its camera is gone
	goneAfter = 15 * time.Minute // without a key frame
)

// tend asks how sittings stand, forgets those that are over, and asks for challenges.
func (s *Service) tend(ctx context.Context) {
	t := time.NewTicker(tendEvery)
	defer t.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-t.C:
		}
		s.tellMotion(ctx)
		s.mu.Lock()
		all := make([]*watch, 0, len(s.seats))
		for _, w := range s.seats {
			all = append(all, w)
		}
		s.mu.Unlock()
		for _, w := range all {
			s.tendOne(ctx, w, s.cfg.Clock())
		}
	}
}

func (s *Service) tendOne(ctx context.Context, w *watch, now time.Time) {
	w.mu.Lock()
	every := askEvery
	if !w.stands.Live || !w.gone.IsZero() {
		every = askSoon
	}
	due, late := now.Sub(w.asked) >= every, now.Sub(w.seen) > goneAfter
	w.mu.Unlock()
	if due {
		st, err := s.cfg.Sittings.Standing(ctx, w.src.Sitting)
		if err != nil {
			if ctx.Err() == nil {
				s.cfg.Log.Warn("cannot tell how a sitting stands", "sitting", w.src.Sitting, "err", err)
			}
			st = w.standing()
		} else if !st.Live {
			late = true
		}
		w.mu.Lock()
		w.stands, w.asked = st, now
		w.mu.Unlock()
	}
	if late {
		s.forget(w)
		return
	}
	s.challenge(ctx, w, now)
}

// forget erases what is known of a sitting.
func (s *Service) forget(w *watch) {
	s.mu.Lock()
	if s.seats[w.src.Sitting] == w {
		delete(s.seats, w.src.Sitting)
	}
	s.mu.Unlock()
	w.erase()
}

// Forget erases what is known of a sitting that is over.
func (s *Service) Forget(id exam.SittingID) {
	s.mu.Lock()
	w := s.seats[id]
	s.mu.Unlock()
	if w != nil {
		s.forget(w)
	}
}

// challenge asks the person to move: by chance, when the picture stands suspiciously still, or once more after one that was not
// followed.
func (s *Service) challenge(ctx context.Context, w *watch, now time.Time) {
	if s.cfg.Prompter == nil || !w.standing().Running || !s.Covers() {
		return
	}
	w.work.Lock()
	j := w.judge
	if w.prompt.IsZero() {
		w.prompt = now.Add(s.pause())
	}
	still := (j.still.suspect || j.looped.up && w.still.Before(j.looped.since)) && now.Sub(j.trial.now.From) > stillAgain && now.Sub(w.still) > stillAgain
	chance := s.cfg.Every > 0 && !now.Before(w.prompt)
	if w.dead || j.trial.now.Act != "" || len(j.trial.base) == 0 || !still && !chance && !j.trial.due(now) {
		w.work.Unlock()
		return
	}
	if still {
		w.still = now
	}
	w.prompt = now.Add(s.pause())
	c := j.trial.ask(Acts()[s.below(len(Acts()))], now)
	j.burst = c.Until.Add(trialGrace)
	w.lookCloser(true)
	w.work.Unlock()
	if err := s.cfg.Prompter.Challenge(ctx, w.src.Seat, w.src.Sitting, c); err != nil {
		s.cfg.Log.Warn("a challenge cannot be shown", "seat", w.src.Seat, "err", err)
		w.work.Lock()
		j.trial.now = Challenge{}
		w.work.Unlock()
		return
	}
	s.cfg.Cameras.Alarm(w.src.Seat)
	if c.Act == Blink {
		s.hurry.Go(func() { s.watchLids(ctx, w, c) })
	}
}

// watchLids asks for key frames twice a second, as often as a camera gives them, until the challenge is over: an eye is not closed
// for longer.
func (s *Service) watchLids(ctx context.Context, w *watch, c Challenge) {
	t := time.NewTicker(trialFast)
	defer t.Stop()
	for end := time.Now().Add(c.Until.Sub(c.From)); time.Now().Before(end); {
		select {
		case <-ctx.Done():
			return
		case <-t.C:
		}
		w.work.Lock()
		over := w.dead || w.judge.trial.now != c
		w.work.Unlock()
		if over || !s.cfg.Cameras.AskKeyFrame(w.src.Seat) {
			return
		}
	}
}

// stillAgain is how far apart two challenges of one still picture stand.
const stillAgain = 2 * time.Minute

// pause is how long to the next challenge: half to one and a half of the mean, so that nobody can count on it.
func (s *Service) pause() time.Duration {
	if s.cfg.Every <= 0 {
		return 0
	}
	return s.cfg.Every/2 + time.Duration(s.below(int(s.cfg.Every/time.Millisecond)))*time.Millisecond
}

func (s *Service) below(n int) int {
	if n < 1 {
		return 0
	}
	if s.cfg.Rand != nil {
		s.mu.Lock()
		defer s.mu.Unlock()
		return s.cfg.Rand.IntN(n)
	}
	return rand.IntN(n)
}
