package media_test

import (
	"sync"
	"testing"
	"time"

	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/proctor/media"
)

// The machine's clock is set an hour and five seconds to and fro while a seat is recorded: every segment begins where the one before
// it ended, because the program goes by a clock that does not jump.
func TestAStepOfTheClockWhileRecording(t *testing.T) {
	t.Parallel()
	var mu sync.Mutex
	var set time.Duration
	step := func(to time.Duration) {
		mu.Lock()
		defer mu.Unlock()
		set = to
	}
	begin := time.Now()
	clock := actor.NewSteady(func() time.Time {
		mu.Lock()
		defer mu.Unlock()
		return time.Now().Add(set)
	}, func() time.Duration { return time.Since(begin) })
	s := open(t, func(c *media.Config) { c.Clock, c.SegmentFor = clock.Now, time.Second })
	s.camera("a", false)
	for i, to := range []time.Duration{time.Hour, -time.Hour, 5 * time.Second, -5 * time.Second} {
		until(t, "one more segment is kept", func() bool { return len(s.shelf.all()) > i })
		step(to)
		clock.Look(time.Second)
	}
	until(t, "one after the last step", func() bool { return len(s.shelf.all()) > 5 })
	list := s.shelf.all()
	for i, r := range list {
		if r.From.Before(begin.Add(-time.Second)) || r.From.After(time.Now()) {
			t.Errorf("segment %d begins %v after the test", i, r.From.Sub(begin))
		}
		if i == 0 {
			continue
		}
		if hole := r.From.Sub(list[i-1].From.Add(list[i-1].Duration)); hole.Abs() > time.Second {
			t.Errorf("segment %d begins %v after the end of the one before", i, hole)
		}
	}
}
