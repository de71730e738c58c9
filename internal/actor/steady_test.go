package actor_test

import (
	"context"
	"log/slog"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/suikao/suikao/internal/actor"
)

// machine is a computer whose clock can be set while time passes.
type machine struct {
	mu   sync.Mutex
	true time.Duration
	set  time.Duration
}

func (m *machine) wall() time.Time {
	m.mu.Lock()
	defer m.mu.Unlock()
	return time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC).Add(m.true + m.set)
}

func (m *machine) passed() time.Duration {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.true
}

func (m *machine) wait(d time.Duration) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.true += d
}

func (m *machine) step(d time.Duration) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.set += d
}

// Whatever the machine's clock is set to, what two instants differ by is what has passed, but for half a per cent.
func TestASteadyClockDoesNotJump(t *testing.T) {
	t.Parallel()
	for _, step := range []time.Duration{time.Hour, -time.Hour, 5 * time.Second, -5 * time.Second, 31 * time.Second, time.Millisecond} {
		m := &machine{true: 77 * time.Hour}
		s := actor.NewSteady(m.wall, m.passed)
		if !s.Now().Equal(m.wall()) {
			t.Errorf("it begins at %v, the machine says %v", s.Now(), m.wall())
		}
		for n := range 3600 {
			if n == 10 {
				m.step(step)
			}
			before := s.Now()
			m.wait(time.Second)
			if d := s.Now().Sub(before); d != time.Second {
				t.Fatalf("%v: a second was %v", step, d)
			}
			s.Look(time.Second)
			if d := s.Now().Sub(before); (d - time.Second).Abs() > 5*time.Millisecond {
				t.Fatalf("%v: a second with what is made up for was %v", step, d)
			}
		}
		ahead := m.wall().Sub(s.Now())
		if small := step.Abs() <= 30*time.Second; small && ahead != 0 || !small && ahead != step {
			t.Errorf("%v: after an hour the machine is %v ahead", step, ahead)
		}
	}
}

// said is what stands in the log.
type said struct {
	mu   sync.Mutex
	text strings.Builder
}

func (s *said) Write(b []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.Write(b)
}

func (s *said) times(word string) int {
	synctest.Wait()
	s.mu.Lock()
	defer s.mu.Unlock()
	return strings.Count(s.text.String(), word)
}

func TestASetClockIsSaidInTheLog(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var out said
		var set atomic.Int64
		begin := time.Now()
		s := actor.NewSteady(func() time.Time { return time.Now().Add(time.Duration(set.Load())) }, func() time.Duration { return time.Since(begin) })
		ctx, stop := context.WithCancel(t.Context())
		go s.Follow(ctx, slog.New(slog.NewTextHandler(&out, nil)))
		time.Sleep(90 * time.Second)
		if n := out.times("clock"); n != 0 {
			t.Errorf("%d words about a clock that is right", n)
		}
		set.Store(int64(time.Hour))
		time.Sleep(90 * time.Second)
		if n := out.times("was set"); n != 1 {
			t.Errorf("said %d times in a minute", n)
		}
		time.Sleep(10 * time.Minute)
		if n := out.times("was set"); n != 2 {
			t.Errorf("said %d times in eleven minutes", n)
		}
		set.Store(0)
		time.Sleep(2 * time.Second)
		if n := out.times("right again"); n != 1 {
			t.Error("nobody says that it is right again")
		}
		stop()
		synctest.Wait()
	})
}
