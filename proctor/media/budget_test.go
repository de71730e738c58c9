package media_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/suikao/suikao/internal/crypt"
	"github.com/suikao/suikao/proctor/media"
)

// A spool that holds as much as it may stops the recording and nothing else; what lies there stays whole, and with room again the next
// segment says that there was none.
func TestABudgetEndsTheRecordingUntilThereIsRoom(t *testing.T) {
	t.Parallel()
	const budget = 200_000
	var wait atomic.Bool
	wait.Store(true)
	ring := crypt.Ephemeral()
	s := open(t, func(c *media.Config) {
		c.SegmentFor, c.Budget, c.Ring, c.Wait = 2*time.Second, budget, ring, wait.Load
	})
	c, id := s.camera("a", false)
	until(t, "there is no room", func() bool {
		list, full := s.Unstored()
		return full && len(list) == 1 && list[0] == source("a")
	})
	f := s.Figures()
	if f.Used > budget || f.Waiting < 2 || f.Sessions != 1 || f.Kept != 0 || f.Failures == 0 {
		t.Fatalf("%+v", f)
	}
	if left, err := s.Pieces(); err != nil || len(left) < f.Waiting {
		t.Errorf("%d pieces, %v", len(left), err)
	}
	wait.Store(false) // they are kept
	until(t, "it is recorded again", func() bool {
		list, _ := s.Unstored()
		return len(list) == 0 && len(s.shelf.all()) > f.Waiting+1
	})
	before := c.Sent()
	until(t, "two more seconds", func() bool { return c.Sent() > before+30 })
	s.End("a", id)
	until(t, "all is kept", func() bool { return s.Figures().Waiting == 0 && s.Figures().Sessions == 0 })
	full := 0
	for _, r := range s.shelf.all() {
		probe(t, s.shelf.path(r))
		if r.After == media.NoteFull {
			full++
		}
	}
	if full != 1 {
		t.Errorf("%d segments say that there was no room before them", full)
	}
	if got := s.Figures().Used; got > 2000 {
		t.Errorf("%d bytes are left in an empty spool", got)
	}
}

// A segment that is never taken is set aside and does not hold up those behind it; what nobody took in time is removed, and somebody is told.
func TestWhatIsNeverTakenLiesAsideUntilItsTimeIsOver(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "spool")
	var gone atomic.Int64
	var first atomic.Pointer[string]
	now := atomic.Int64{}
	clock := func() time.Time { return time.Now().Add(time.Duration(now.Load())) }
	s := open(t, func(c *media.Config) {
		c.SegmentFor, c.Dir, c.Lasts, c.Clock = 2*time.Second, dir, time.Hour, clock
		c.Gone = func(p media.Piece) { gone.Add(1) }
		keep := c.Keep
		c.Keep = func(ctx context.Context, r media.Recording) error {
			id := r.ID
			first.CompareAndSwap(nil, &id)
			if *first.Load() == r.ID {
				return fmt.Errorf("another's: %w", media.ErrAside)
			}
			return keep(ctx, r)
		}
	})
	_, id := s.camera("a", false)
	until(t, "those behind it are kept", func() bool { return len(s.shelf.all()) >= 2 })
	aside, _ := filepath.Glob(filepath.Join(dir, "*.aside"))
	if len(aside) != 1 || !strings.Contains(aside[0], *first.Load()) {
		t.Fatalf("aside: %v", aside)
	}
	s.End("a", id)
	until(t, "the rest is kept", func() bool { return s.Figures().Waiting == 0 && s.Figures().Sessions == 0 })
	if left, err := s.Pieces(); err != nil || len(left) != 0 {
		t.Errorf("what nobody is going to take is announced: %v %v", left, err)
	}
	now.Store(int64(2 * time.Hour))
	s.shelf.refuse(errors.New("not now"))
	_, id = s.camera("b", false) // a closed segment wakes the keeper
	until(t, "the time of the old one is over", func() bool { return gone.Load() == 1 && s.Figures().Gone == 1 })
	if aside, _ := filepath.Glob(filepath.Join(dir, "*.aside")); len(aside) != 0 {
		t.Errorf("still there: %v", aside)
	}
	s.End("b", id)
}
