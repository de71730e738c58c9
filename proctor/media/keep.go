package media

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"time"

	"github.com/suikao/suikao/exam"
)

// retryEvery is how soon a segment that could not be kept is offered again.
const retryEvery = 5 * time.Second

// ErrAside is what Keep wraps for a segment that will never be taken: it is set aside, and lies in the spool until its time is over.
var ErrAside = errors.New("media: set aside")

// mustWait reports whether nothing can be kept now.
func (s *Server) mustWait() bool { return s.cfg.Wait != nil && s.cfg.Wait() }

// forget removes what lay here for longer than it may. Ids rise with time, so that the first that is young ends the search.
func (s *Server) forget() error {
	if s.cfg.Lasts <= 0 {
		return nil
	}
	names, err := s.spool.names()
	if err != nil {
		return err
	}
	for _, id := range slices.Sorted(maps.Keys(names)) {
		if ext := names[id]; ext == ".part" || ext == ".json" {
			continue
		}
		h, err := s.spool.head(id)
		if err != nil {
			return err
		}
		if s.cfg.Clock().Sub(h.From) < s.cfg.Lasts {
			return nil
		}
		if err := s.spool.remove(id); err != nil {
			return err
		}
		s.figures.gone.Add(1)
		s.cfg.Log.Error("a segment that nobody kept was removed: its time is over", "segment", id, "sitting", h.Source.Sitting, "from", h.From)
		if s.cfg.Gone != nil {
			s.cfg.Gone(Piece{ID: id, Source: h.Source, Track: h.Track, From: h.From})
		}
	}
	return nil
}

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
	err := s.forget()
	if s.cfg.Budget > 0 { // what was reckoned while writing is near enough for a while
		err = errors.Join(err, s.spool.count())
	}
	if err != nil {
		s.cfg.Log.Error("the spool cannot be tidied", "err", err)
	}
	ids, err := s.spool.closed()
	if err != nil {
		s.cfg.Log.Error("the spool cannot be read", "err", err)
		return 1
	}
	left := len(ids)
	held := map[exam.SittingID]bool{}
	for _, id := range ids {
		if ctx.Err() != nil || s.mustWait() {
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
		s.spool.used.Add(m.size - f.size)
	}
	r := Recording{ID: h.ID, Session: h.Session, Source: h.Source, Track: h.Track, From: h.From, Duration: m.duration, Size: m.size, Width: h.Width, Height: h.Height,
		Frames: m.frames, Sounds: m.sounds, After: Note(h.After), Cut: f.cut, File: f.ReaderAt}
	if err := s.cfg.Keep(ctx, r); errors.Is(err, ErrAside) {
		s.cfg.Log.Error("a segment was not taken and is set aside", "segment", h.ID, "sitting", h.Source.Sitting, "err", err)
		return s.spool.aside(h.ID)
	} else if err != nil {
		return err
	}
	s.figures.kept.Add(1)
	if f.cut {
		s.figures.cut.Add(1)
	}
	return s.spool.remove(h.ID)
}

// Measured is what a file holds.
type Measured struct {
	Duration time.Duration
	Frames   int
	Sounds   int // packets
}

// Measure reads a whole file as a Server closes it; an error where it is none, or has something behind its last fragment.
func Measure(f io.ReaderAt, size int64) (Measured, error) {
	m, err := measureFile(f, size)
	if err == nil && m.size != size {
		err = fmt.Errorf("media: %d bytes stand behind the last fragment", size-m.size)
	}
	return Measured{m.duration, m.frames, m.sounds}, err
}
