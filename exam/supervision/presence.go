package supervision

import (
	"sync"
	"time"

	"github.com/suikao/suikao/exam/site"
)

// Bounds of what counts as a room that fell silent.
const (
	// together is within what time before the room's last sign of life its terminals must have been heard: who was switched off long
	// before says nothing of the room.
	together = 90 * time.Second
	// fewest terminals: one alone is one plug, which one person can pull.
	fewest = 2
	// remembered is how long a room that is silent is looked at.
	remembered = 15 * time.Minute
)

// Presence hears the signs of life of rooms' terminals, seats, gates and cameras alike, in the process they reach. It is safe for
// concurrent use.
//
// Why it goes by a clock of its own and not by the house's (2026-11-22): the house's may be set; a step of an hour would make every
// room fall silent at once. time.Now carries a monotonic reading, and differences are all that count here.
type Presence struct {
	now   func() time.Time
	after time.Duration

	mu     sync.Mutex
	rooms  map[site.RoomID]*presence
	looked time.Time // last Look
}

type presence struct {
	last   time.Time            // any sign of the room
	heard  map[string]time.Time // by terminal
	dark   bool                 // noted as silent
	others time.Time            // another process heard the room
}

// Silence is a room whose terminals all fell silent.
type Silence struct {
	Room      site.RoomID
	Terminals int
	For       time.Duration // since the last sign of life
}

// NewPresence returns one that says after how long without any sign a room is silent. now must be monotonic: time.Now.
func NewPresence(now func() time.Time, after time.Duration) *Presence {
	return &Presence{now: now, after: after, rooms: map[site.RoomID]*presence{}}
}

func (p *Presence) at(room site.RoomID) *presence {
	r := p.rooms[room]
	if r == nil {
		r = &presence{heard: map[string]time.Time{}}
		p.rooms[room] = r
	}
	return r
}

// Heard notes a sign of life of a terminal, and reports whether its room was noted as silent: somebody should end that.
func (p *Presence) Heard(room site.RoomID, terminal string) (wasSilent bool) {
	if room == "" {
		return false
	}
	now := p.now()
	p.mu.Lock()
	defer p.mu.Unlock()
	r := p.at(room)
	r.last, r.heard[terminal] = now, now
	return r.dark
}

// Left notes that a terminal said goodbye: what it does not say any more means nothing.
func (p *Presence) Left(room site.RoomID, terminal string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if r := p.rooms[room]; r != nil {
		delete(r.heard, terminal)
	}
}

// Elsewhere notes that another process hears a room.
func (p *Presence) Elsewhere(room site.RoomID) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if r := p.rooms[room]; r != nil {
		r.others = p.now()
	}
}

// Recent lists the rooms that were heard here within d, for other processes.
func (p *Presence) Recent(d time.Duration) []site.RoomID {
	now := p.now()
	p.mu.Lock()
	defer p.mu.Unlock()
	var out []site.RoomID
	for id, r := range p.rooms {
		if !r.last.IsZero() && now.Sub(r.last) < d {
			out = append(out, id)
		}
	}
	return out
}

// Noted says which rooms are noted as silent, and which no longer are.
func (p *Presence) Noted(rooms []site.RoomID) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, r := range p.rooms {
		r.dark = false
	}
	for _, id := range rooms {
		p.at(id).dark = true
	}
}

// listened moves what was heard forward by the time in which this process did not listen.
func (p *Presence) listened(now time.Time) {
	gap := now.Sub(p.looked)
	first := p.looked.IsZero()
	p.looked = now
	switch {
	case first || gap <= p.after/3:
		return
	case gap <= p.after: // busy, and slow
		gap -= p.after / 3
	}
	later := func(at time.Time) time.Time {
		if at.IsZero() || at.Add(gap).After(now) {
			return at
		}
		return at.Add(gap)
	}
	for _, r := range p.rooms {
		r.last, r.others = later(r.last), later(r.others)
		for terminal, at := range r.heard {
			r.heard[terminal] = later(at)
		}
	}
}

// Look says which rooms fell silent and are not noted yet, and which are noted although they are heard. It is called every few
// seconds: what a call is later says that this process stood still and heard nobody, which no room is blamed for.
func (p *Presence) Look() (silent []Silence, back []site.RoomID) {
	now := p.now()
	p.mu.Lock()
	defer p.mu.Unlock()
	p.listened(now)
	for id, r := range p.rooms {
		last := r.last
		if last.Before(r.others) {
			last = r.others
		}
		quiet := now.Sub(last)
		switch {
		case last.IsZero():
		case r.dark && quiet < p.after:
			back = append(back, id)
		case !r.dark && quiet >= p.after && quiet < remembered:
			if n := r.together(); n >= fewest {
				silent = append(silent, Silence{id, n, quiet})
			}
		case !r.dark && quiet >= remembered:
			delete(p.rooms, id)
		}
	}
	return silent, back
}

// together counts the terminals that were there until the end.
func (r *presence) together() int {
	n := 0
	for _, at := range r.heard {
		if r.last.Sub(at) <= together {
			n++
		}
	}
	return n
}
