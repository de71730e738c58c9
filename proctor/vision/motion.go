package vision

import (
	"context"
	"maps"
	"slices"
	"sync"
	"time"

	"github.com/suikao/suikao/exam"
)

// Moved is what key frames showed of a seat since it was told last.
type Moved struct {
	Sitting         exam.SittingID
	At              time.Time // of the newest
	Present, Moving bool
}

// Motion is told every second what moves at seats while somebody writes there; a seat is looked at about every two. Behind a covered
// lens nothing is told. Without models, everybody counts as present. What it could not take is not told again.
type Motion interface {
	Moved(ctx context.Context, all []Moved) error
}

// gathered is what was not told yet.
type gathered struct {
	mu  sync.Mutex
	all map[exam.SittingID]Moved
}

// motion is what the last key frame showed of it.
type motion struct {
	known, moving bool
	miss          int // looks for faces in a row that found nobody and no body
}

// emptyLooks is how many looks for faces in a row must find nobody and no body before the seat counts as empty.
const emptyLooks = 3

// see takes a sight that the faces were judged of: last is the picture before it.
func (m *motion) see(s sight, last *Grid, first, dark bool, seat *seated) {
	if m.known = m.known && s.again || !first && !dark; dark {
		return
	}
	if s.looked {
		if m.miss++; len(s.faces) > 0 || seat.there() || !seat.known { // a camera that never saw anybody there may look elsewhere
			m.miss = 0
		}
	}
	if !s.again {
		m.moving = s.grid.Difference(last) >= stillGrid
	}
}

// present reports whether somebody is in the picture.
func (m *motion) present() bool { return m.miss < emptyLooks }

// noteMotion keeps what the newest key frame showed of a sitting that runs.
func (s *Service) noteMotion(w *watch, at time.Time) {
	if s.cfg.Motion == nil || !w.standing().Running {
		return
	}
	w.work.Lock()
	m, dead := w.judge.moves, w.dead
	w.work.Unlock()
	if !m.known || dead {
		return
	}
	g := &s.moves
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.all == nil {
		g.all = map[exam.SittingID]Moved{}
	}
	g.all[w.src.Sitting] = Moved{w.src.Sitting, at, m.present(), m.moving || g.all[w.src.Sitting].Moving}
}

// tellMotion passes on what was noted.
func (s *Service) tellMotion(ctx context.Context) {
	g := &s.moves
	g.mu.Lock()
	all := slices.Collect(maps.Values(g.all))
	clear(g.all)
	g.mu.Unlock()
	if len(all) == 0 {
		return
	}
	ctx, stop := context.WithTimeout(ctx, tendEvery)
	defer stop()
	if err := s.cfg.Motion.Moved(ctx, all); err != nil {
		s.cfg.Log.Debug("telling what moves at seats", "err", err)
	}
}
