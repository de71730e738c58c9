package media

import (
	"context"
	"errors"
	"time"

	"github.com/suikao/suikao/exam"
)

// retryEvery is how soon a segment that could not be kept is offered again.
const retryEvery = 5 * time.Second

// keepSoon wakes the keeper.
func (s *Server) keepSoon() {
	select {
	case s.keep <- struct{}{}:
	default:
	}
}

// waiting is how many closed segments are not kept.
func (s *Server) waiting() int {
	ids, err := s.spool.closed()
	if err != nil {
		return 1 // a folder that cannot be read is no empty one
	}
	return len(ids)
}

// keepAll hands over what lies closed in the spool until ctx ends.
func (s *Server) keepAll(ctx context.Context) {
	for {
		left := s.keepOnce(ctx)
		var again <-chan time.Time
		if left > 0 {
			again = time.After(retryEvery)
		}
		select {
		case <-ctx.Done():
			return
		case <-s.keep:
		case <-again:
		}
	}
}

// keepOnce hands over each closed segment once, oldest first, and returns how many are left. The later ones of a sitting wait
// behind one that failed, so that a sitting's segments are kept in the order of their time.
func (s *Server) keepOnce(ctx context.Context) int {
	ids, err := s.spool.closed()
	if err != nil {
		s.cfg.Log.Error("the spool cannot be read", "err", err)
		return 1
	}
	left := len(ids)
	held := map[exam.SittingID]bool{}
	for _, id := range ids {
		if ctx.Err() != nil {
			return left
		}
		h, err := s.spool.head(id)
		if err == nil && held[h.Source.Sitting] {
			continue
		}
		if err == nil {
			err = s.keepGuarded(ctx, h)
		}
		if err != nil {
			held[h.Source.Sitting] = true
			s.cfg.Log.Warn("a segment waits in the spool", "segment", id, "err", err)
			continue
		}
		left--
	}
	return left
}

// keepGuarded is keepOne; a panic leaves the segment in the spool.
func (s *Server) keepGuarded(ctx context.Context, h head) (err error) {
	defer s.recovered("segment "+h.ID, func() { err = errDefect })
	return s.keepOne(ctx, h)
}

func (s *Server) keepOne(ctx context.Context, h head) error {
	f, err := s.spool.open(h)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }()
	m, err := measureFile(f, f.size)
	if errors.Is(err, errEmpty) {
		s.cfg.Log.Warn("a segment holds no whole second", "segment", h.ID, "sitting", h.Source.Sitting)
		return s.spool.remove(h.ID)
	}
	if err != nil {
		return err
	}
	if !h.Sealed {
		if err := f.file.Truncate(m.size); err != nil {
			return err
		}
	}
	r := Recording{ID: h.ID, Session: h.Session, Source: h.Source, Track: h.Track, From: h.From, Duration: m.duration, Size: m.size, Width: h.Width, Height: h.Height,
		Frames: m.frames, Sounds: m.sounds, After: Note(h.After), Cut: f.cut, File: f.ReaderAt}
	if err := s.cfg.Keep(ctx, r); err != nil {
		return err
	}
	s.figures.kept.Add(1)
	if f.cut {
		s.figures.cut.Add(1)
	}
	return s.spool.remove(h.ID)
}
