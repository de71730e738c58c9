package jobs_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/suikao/suikao/internal/jobs"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
)

const (
	oldCode = "1111111111111111111111111111111111111111111111111111111111111111"
	newCode = "2222222222222222222222222222222222222222222222222222222222222222"
)

func TestNodesThatDecideDifferentlyNeverServeTogether(t *testing.T) {
	testenv.Engines(t, func(t *testing.T, open func(testing.TB) *sqldb.DB) {
		db, clock, ctx := open(t), testenv.NewClock(start), context.Background()
		node := func(name, fence string) *jobs.Nodes {
			return jobs.NewNodes(db, clock.Now, jobs.Node{Name: name, Fence: fence}, 30*time.Second)
		}
		a, b, c := node("a", oldCode), node("b", oldCode), node("c", newCode)
		must(t, a.Join(ctx))
		must(t, b.Join(ctx))
		if err := c.Join(ctx); !errors.Is(err, jobs.ErrFence) {
			t.Fatalf("a node with other code joined: %v", err)
		}
		must(t, a.Leave(ctx))
		clock.Advance(5 * time.Second)
		must(t, b.Beat(ctx))
		if err := c.Join(ctx); !errors.Is(err, jobs.ErrFence) {
			t.Fatalf("joined beside b: %v", err)
		}
		// b stands still (a paused machine): c may take over, and b must notice before it decides anything.
		clock.Advance(jobs.DeadAfter + time.Second)
		must(t, c.Join(ctx))
		if err := b.Holds(ctx); !errors.Is(err, jobs.ErrFence) {
			t.Fatalf("b still holds the fence: %v", err)
		}
		if err := b.Beat(ctx); !errors.Is(err, jobs.ErrFence) {
			t.Fatalf("b still beats: %v", err)
		}
		must(t, c.Beat(ctx))
		live, err := c.Live(ctx)
		if err != nil || len(live) != 1 || live[0].Name != "c" {
			t.Fatalf("live: %v %v", live, err)
		}
	})
}

func TestOfTwoProgramsThatStartTogetherOneServes(t *testing.T) {
	testenv.Engines(t, func(t *testing.T, open func(testing.TB) *sqldb.DB) {
		db, clock := open(t), testenv.NewClock(start)
		var wg sync.WaitGroup
		results := make([]error, 8)
		for i := range results {
			fence := []string{oldCode, newCode}[i%2]
			wg.Go(func() {
				results[i] = jobs.NewNodes(db, clock.Now, jobs.Node{Fence: fence}, time.Minute).Join(context.Background())
			})
		}
		wg.Wait()
		joined := [2]int{}
		for i, err := range results {
			switch {
			case err == nil:
				joined[i%2]++
			case !errors.Is(err, jobs.ErrFence):
				t.Fatal(err)
			}
		}
		if joined != [2]int{4, 0} && joined != [2]int{0, 4} {
			t.Fatalf("joined: %v", joined)
		}
	})
}

func TestTimeWithoutAnyBeatIsAnOutage(t *testing.T) {
	testenv.Engines(t, func(t *testing.T, open func(testing.TB) *sqldb.DB) {
		db, clock, ctx := open(t), testenv.NewClock(start), context.Background()
		join := func() *jobs.Nodes {
			n := jobs.NewNodes(db, clock.Now, jobs.Node{Fence: oldCode}, 30*time.Second)
			must(t, n.Join(ctx))
			return n
		}
		first := join()
		if open, _ := first.Unsettled(ctx); len(open) != 0 {
			t.Fatalf("the first start of all is no outage: %v", open)
		}
		clock.Advance(20 * time.Second)
		must(t, first.Beat(ctx))
		clock.Advance(29 * time.Second) // a restart
		second := join()
		if open, _ := second.Unsettled(ctx); len(open) != 0 {
			t.Fatalf("a short restart is no outage: %v", open)
		}
		last := clock.Now()
		clock.Advance(10 * time.Minute)
		third := join()
		join() // a second node at the same moment finds nothing new
		found, err := third.Unsettled(ctx)
		if err != nil || len(found) != 1 || !found[0].From.Equal(last) || !found[0].To.Equal(clock.Now()) || found[0].Cause != jobs.ServerDown {
			t.Fatalf("outages: %+v %v", found, err)
		}
		must(t, third.Settle(ctx, found[0].ID))
		if open, _ := third.Unsettled(ctx); len(open) != 0 {
			t.Fatalf("settled twice: %v", open)
		}
	})
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
