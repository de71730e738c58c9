package actor

import (
	"context"
	"log/slog"
	"sync/atomic"
	"time"
)

// How a steady clock follows the machine's.
const (
	steadyLook  = time.Second
	steadyPace  = 200              // it makes up for one second in so many
	steadyReach = 30 * time.Second // a machine that is further off was set, and is not followed
	steadySays  = 10 * time.Minute // between two words about it in the log
)

// Steady is a clock that does not jump when somebody sets the machine's: it counts the time that has passed since the process began.
// What the machine's clock is off by a little, as time servers correct it, is made up for at half a per cent; an hour is not, and
// the log says so until the process is started again. It is safe for concurrent use.
//
// Why (2026-11-22): where a segment of a recording begins, how long a camera was away, when a slot ends and what a pause gives back are
// all differences between instants of this clock. A step made an hour without a camera out of nothing, and recordings that began
// before their sitting.
//
// Why a large step is not followed (2026-11-22): while the process runs, its own count is the better witness. A machine whose time was
// wrong when the process began is put right before it, or the process is started again.
type Steady struct {
	wall   Clock                // the machine's
	passed func() time.Duration // monotonic, since some instant
	begin  time.Time
	from   time.Duration
	off    atomic.Int64 // ns made up for
}

// NewSteady makes one that says the same as wall now. passed counts monotonically from any instant and goes on while the machine sleeps,
// as far as that can be known.
func NewSteady(wall Clock, passed func() time.Duration) *Steady {
	return &Steady{wall: wall, passed: passed, begin: wall().Round(0), from: passed()} // Round: without what Go counts by itself
}

// Now is the time. It implements Clock.
func (s *Steady) Now() time.Time {
	return s.begin.Add(s.passed() - s.from + time.Duration(s.off.Load()))
}

// Look compares with the machine's clock after a time, follows what is small, and returns by how much the machine is ahead.
func (s *Steady) Look(after time.Duration) (ahead time.Duration) {
	ahead = s.wall().Round(0).Sub(s.Now())
	if ahead.Abs() > steadyReach {
		return ahead
	}
	most := after / steadyPace
	s.off.Add(int64(max(-most, min(most, ahead))))
	return ahead
}

// Follow compares every second until ctx ends, and says in the log when the machine's clock was set.
func (s *Steady) Follow(ctx context.Context, log *slog.Logger) {
	t := time.NewTicker(steadyLook)
	defer t.Stop()
	var said time.Duration
	off := false
	for {
		select {
		case <-ctx.Done():
			return
		case <-t.C:
		}
		switch ahead, now := s.Look(steadyLook), s.passed(); {
		case ahead.Abs() <= steadyLook && off:
			off = false
			log.Info("the machine's clock is right again")
		case ahead.Abs() > steadyLook && (!off || now-said >= steadySays):
			off, said = true, now
			log.Error("the machine's clock was set: this process goes on by its own count. Put the clock right, or start the process again where it is right now",
				"ahead", ahead.Round(time.Millisecond).String(), "followed", ahead.Abs() <= steadyReach)
		}
	}
}
