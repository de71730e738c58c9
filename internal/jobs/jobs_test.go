package jobs_test

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/jobs"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
)

var start = time.Date(2026, 11, 21, 8, 0, 0, 0, time.UTC)

func TestOneNodeRunsAJobAtATime(t *testing.T) {
	testenv.Engines(t, func(t *testing.T, open func(testing.TB) *sqldb.DB) {
		db, clock := open(t), testenv.NewClock(start)
		var running, runs, overlaps atomic.Int32
		work := func(context.Context) error {
			if running.Add(1) > 1 {
				overlaps.Add(1)
			}
			time.Sleep(30 * time.Millisecond)
			runs.Add(1)
			running.Add(-1)
			return nil
		}
		var wg sync.WaitGroup
		for range 8 {
			r := jobs.NewRunner(db, clock.Now, slog.New(slog.DiscardHandler), time.Minute)
			r.Every("sweep", time.Second, work)
			wg.Go(func() {
				if err := r.RunOnce(t.Context()); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		if runs.Load() != 1 || overlaps.Load() != 0 {
			t.Errorf("%d runs, %d overlaps in one due time", runs.Load(), overlaps.Load())
		}
	})
}

func TestLeaseOfADeadNodeEnds(t *testing.T) {
	leaseEnds(t, 10*time.Second, func(r *jobs.Runner, w jobs.Work) { r.Every("sweep", time.Second, w) })
}

func TestUrgentWorkHasAShorterLease(t *testing.T) {
	leaseEnds(t, 2*time.Second, func(r *jobs.Runner, w jobs.Work) { r.Urgent("sweep", time.Second, 2*time.Second, w) })
}

func leaseEnds(t *testing.T, lease time.Duration, register func(*jobs.Runner, jobs.Work)) {
	t.Helper()
	testenv.Engines(t, func(t *testing.T, open func(testing.TB) *sqldb.DB) {
		db, clock := open(t), testenv.NewClock(start)
		log := slog.New(slog.DiscardHandler)
		ctx, die := context.WithCancel(t.Context())
		entered := make(chan struct{})
		dead := jobs.NewRunner(db, clock.Now, log, 10*time.Second)
		register(dead, func(context.Context) error {
			close(entered)
			<-ctx.Done()
			runtimeGone := make(chan struct{}) // a killed process never releases
			<-runtimeGone
			return nil
		})
		go func() { _ = dead.RunOnce(ctx) }()
		<-entered
		die()
		ran := 0
		alive := jobs.NewRunner(db, clock.Now, log, 10*time.Second)
		register(alive, func(context.Context) error { ran++; return nil })
		clock.Advance(lease - time.Millisecond)
		_ = alive.RunOnce(t.Context())
		if ran != 0 {
			t.Fatal("the lease was taken while it held")
		}
		clock.Advance(2 * time.Millisecond)
		_ = alive.RunOnce(t.Context())
		if ran != 1 {
			t.Error("a dead node's job never runs again")
		}
	})
}

func emit(t *testing.T, db *sqldb.DB, o *jobs.Outbox, topic, key string) {
	t.Helper()
	err := db.InTx(t.Context(), func(ctx context.Context) error {
		return o.Emit(ctx, actor.Event{Topic: topic, Key: key, Body: []byte(`{}`)})
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestEventsWaitBehindAFailedOneOfTheirKey(t *testing.T) {
	testenv.Engines(t, func(t *testing.T, open func(testing.TB) *sqldb.DB) {
		db, clock := open(t), testenv.NewClock(start)
		o := jobs.NewOutbox(db, clock.Now)
		var got []string
		broken := true
		for _, topic := range []string{"first", "second", "third"} {
			o.On(topic, func(_ context.Context, e actor.Event) error {
				if e.Key == "k1" && e.Topic == "first" && broken {
					return errors.New("receiver down")
				}
				got = append(got, e.Key+e.Topic)
				return nil
			})
		}
		for _, topic := range []string{"first", "second", "third"} { // all in the same millisecond
			emit(t, db, o, topic, "k1")
			emit(t, db, o, topic, "k2")
		}
		if _, err := o.Deliver(t.Context()); err == nil {
			t.Error("a failed receiver is not reported")
		}
		if want := []string{"k2first", "k2second", "k2third"}; !slices.Equal(got, want) {
			t.Fatalf("delivered %v, want %v", got, want)
		}
		broken = false
		if n, _ := o.Deliver(t.Context()); n != 0 {
			t.Error("tried again without a pause")
		}
		clock.Advance(2 * time.Second)
		if n, err := o.Deliver(t.Context()); n != 3 || err != nil {
			t.Errorf("%d delivered: %v", n, err)
		}
		if want := []string{"k1first", "k1second", "k1third"}; !slices.Equal(got[3:], want) {
			t.Errorf("order %v", got[3:])
		}
		if n, _ := o.Deliver(t.Context()); n != 0 {
			t.Error("delivered twice")
		}
	})
}

func TestEventOfAnUndoneChangeIsNotDelivered(t *testing.T) {
	db, clock := testenv.Open(t, testenv.Migrated(t, sqldb.SQLite)), testenv.NewClock(start)
	o := jobs.NewOutbox(db, clock.Now)
	_ = db.InTx(t.Context(), func(ctx context.Context) error {
		if err := o.Emit(ctx, actor.Event{Topic: "x", Key: "k"}); err != nil {
			t.Fatal(err)
		}
		return errors.New("undo")
	})
	if n, _ := o.Deliver(t.Context()); n != 0 {
		t.Error("an event outlived its rolled-back change")
	}
	if err := o.Emit(t.Context(), actor.Event{Topic: "x"}); err == nil {
		t.Error("emitted outside a transaction")
	}
}
