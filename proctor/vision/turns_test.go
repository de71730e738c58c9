package vision

import (
	"context"
	"slices"
	"testing"
	"time"
)

// TestDescriptionsStarveNobody: two hundred people sit down at once. Every piece of work takes as long as on a slow machine; one worker
// has less time than all of it needs.
func TestDescriptionsStarveNobody(t *testing.T) {
	const seats = 200
	costs := [stages]time.Duration{4 * time.Millisecond, 70 * time.Millisecond, 400 * time.Millisecond}
	every := [stages]time.Duration{2 * time.Second, 10 * time.Second, 10 * time.Second}
	s, all := newTurns(), make([]*watch, seats)
	var due, last [seats][stages]time.Duration
	var worst [stages]time.Duration
	var count [seats][stages]int
	for i := range all {
		all[i] = &watch{}
		for st := range stages {
			due[i][st] = time.Duration(i) * 5 * time.Millisecond
			last[i][st] = due[i][st]
		}
	}
	queued := map[*watch]*[stages]bool{}
	for i := range all {
		queued[all[i]] = &[stages]bool{}
	}
	for now := time.Duration(0); now < 5*time.Minute; {
		waits := false
		for i, w := range all {
			for st := range stages {
				if now >= due[i][st] && !queued[w][st] {
					queued[w][st] = s.add(st, w)
				}
				waits = waits || queued[w][st]
			}
		}
		if !waits {
			now += time.Millisecond
			continue
		}
		one, _ := s.next()
		now += costs[one.st]
		s.done(one, costs[one.st])
		i := slices.Index(all, one.w)
		queued[one.w][one.st] = false
		worst[one.st] = max(worst[one.st], now-last[i][one.st])
		last[i][one.st], due[i][one.st] = now, max(now, due[i][one.st]+every[one.st])
		count[i][one.st]++
	}
	if worst[looking] > 4*time.Second {
		t.Errorf("a lens was not looked at for %s", worst[looking])
	}
	if worst[finding] > time.Minute {
		t.Errorf("nobody looked for faces for %s", worst[finding])
	}
	for st := range stages {
		lo, hi := count[0][st], count[0][st]
		for i := range all {
			lo, hi = min(lo, count[i][st]), max(hi, count[i][st])
		}
		t.Logf("stage %d: %d to %d times for each, %s apart at most", st, lo, hi, worst[st])
		if hi-lo > 2 || st == naming && hi == 0 {
			t.Errorf("stage %d: %d to %d times", st, lo, hi)
		}
	}
}

func TestNobodySavesTimeUp(t *testing.T) {
	s, w := newTurns(), &watch{}
	for range 1000 { // pictures are looked at for a while, and no face has to be described
		s.add(looking, w)
		one, _ := s.next()
		s.done(one, 10*time.Millisecond)
	}
	for range 100 {
		s.add(looking, w)
		s.add(naming, w)
	}
	named := 0
	for range 100 {
		one, _ := s.next()
		if one.st == naming {
			named++
		}
		s.done(one, 10*time.Millisecond)
	}
	if named < 15 || named > 25 { // one fifth: shares of four and one
		t.Errorf("%d of 100 turns were descriptions", named)
	}
}

func TestWaitingForTurnsEndsWithTheService(t *testing.T) {
	s, done := newTurns(), make(chan bool)
	ctx, stop := context.WithCancel(context.Background())
	go func() { _, ok := s.next(); done <- ok }()
	go s.end(ctx)
	stop()
	if <-done {
		t.Error("work out of nothing")
	}
}
