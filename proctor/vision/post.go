package vision

import (
	"context"
	"strings"
	"sync"
	"time"

	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/proctor"
)

// poster brings changes to the incidents, in order, as often as it takes; looking never waits for it.
type poster struct {
	cfg     Config
	figures *figures
	wake    chan struct{}

	mu   sync.Mutex
	list []letter
}

type letter struct {
	w *watch
	c change
}

// Bounds of the poster.
const (
	mostLetters = 4096
	postFor     = 5 * time.Second
	postAgain   = time.Second
)

func (p *poster) init(cfg Config, f *figures) {
	p.cfg, p.figures, p.wake = cfg, f, make(chan struct{}, 1)
}

func (p *poster) add(w *watch, c change) {
	p.mu.Lock()
	if len(p.list) < mostLetters {
		p.list = append(p.list, letter{w, c})
	} else {
		p.cfg.Log.Error("what was noticed cannot be stored, and there is no room for more", "kind", c.kind, "seat", w.src.Seat)
	}
	p.mu.Unlock()
	select {
	case p.wake <- struct{}{}:
	default:
	}
}

func (p *poster) waiting() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.list)
}

func (p *poster) run(ctx context.Context) {
	for {
		again := p.all(ctx)
		var late <-chan time.Time
		if again {
			late = time.After(postAgain)
		}
		select {
		case <-ctx.Done():
			return
		case <-p.wake:
		case <-late:
		}
	}
}

// all brings what waits; true when something has to be tried again.
func (p *poster) all(ctx context.Context) bool {
	for ctx.Err() == nil {
		p.mu.Lock()
		if len(p.list) == 0 {
			p.mu.Unlock()
			return false
		}
		l := p.list[0]
		p.mu.Unlock()
		if err := p.one(ctx, l); err != nil {
			if k := fault.KindOf(err); k != fault.Invalid && k != fault.NotFound && k != fault.Forbidden {
				p.cfg.Log.Warn("what was noticed cannot be stored yet", "kind", l.c.kind, "seat", l.w.src.Seat, "err", err)
				return true
			}
			p.cfg.Log.Error("what was noticed is refused", "kind", l.c.kind, "seat", l.w.src.Seat, "err", err)
		}
		p.mu.Lock()
		p.list = p.list[1:]
		p.mu.Unlock()
	}
	return false
}

func (p *poster) one(ctx context.Context, l letter) error {
	ctx, stop := context.WithTimeout(ctx, postFor)
	defer stop()
	if strings.HasPrefix(string(l.c.kind), "candidate.") && l.c.until.IsZero() {
		// Who may be away may be absent: it is asked now, because a break may have begun a moment ago.
		st, err := p.cfg.Sittings.Standing(ctx, l.w.src.Sitting)
		if err != nil {
			return err
		}
		if !st.Running {
			l.w.recant(l.c)
			return nil
		}
	}
	in := l.c.signal(l.w)
	if !in.Until.IsZero() && l.c.kind != Challenged.Kind {
		return p.cfg.Incidents.Over(ctx, in)
	}
	_, err := p.cfg.Incidents.Raise(ctx, in)
	if err == nil {
		p.figures.raised.Add(1)
	}
	return err
}

func (c change) signal(w *watch) proctor.Signal {
	key := c.by.Name
	if c.by.Name == Repeats.Name { // both may see one picture that stands: it is one incident
		key = Frozen.Name
	}
	if c.key != "" {
		key += "." + c.key
	}
	if c.by.Name == "" { // a plain fact
		return proctor.Signal{Kind: c.kind, At: c.at, Until: c.until, Room: w.src.Room, Seat: w.src.Seat, Sitting: w.src.Sitting, Key: c.key, Facts: c.facts}
	}
	return proctor.Signal{Kind: c.kind, At: c.at, Until: c.until, Room: w.src.Room, Seat: w.src.Seat, Sitting: w.src.Sitting, Key: key, Facts: c.facts,
		Source: proctor.Source{Name: c.by.Name, Version: c.by.Version, Threshold: c.by.Threshold, Score: c.score}}
}

// recant takes back what was noticed of somebody who need not be there, so that it is noticed again when they must.
func (w *watch) recant(c change) {
	w.work.Lock()
	defer w.work.Unlock()
	switch j := w.judge; c.kind {
	case SeveralFaces.Kind:
		j.several.again()
	case OtherPerson.Kind:
		j.other.again()
	case Photograph.Kind:
		j.paper.again()
		j.flat.forget()
	default:
		j.unseen.again()
		j.turned.again()
	}
}
