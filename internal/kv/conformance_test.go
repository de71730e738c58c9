package kv_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/suikao/suikao/internal/kv"
	"github.com/suikao/suikao/internal/testenv"
)

// TestConformance runs the suite on memory and on every kind of Redis installation.
func TestConformance(t *testing.T) {
	url := func(start func(testing.TB) *testenv.RedisServer) func(*testing.T) string {
		return func(t *testing.T) string { return start(t).URL }
	}
	for name, address := range map[string]func(*testing.T) string{
		"memory":   func(*testing.T) string { return "memory:" },
		"redis":    func(t *testing.T) string { return testenv.Redis(t) },
		"cluster":  url(testenv.StartRedisCluster),
		"sentinel": url(testenv.StartRedisSentinel),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := open(t, address(t))
			t.Run("sessions", func(t *testing.T) { sessions(t, s) })
			t.Run("logout everywhere", func(t *testing.T) { logoutEverywhere(t, s) })
			t.Run("leases", func(t *testing.T) { leases(t, s) })
			t.Run("one lease holder", func(t *testing.T) { oneHolder(t, s) })
			t.Run("presence", func(t *testing.T) { presence(t, s) })
			t.Run("limits", func(t *testing.T) { limits(t, s) })
			t.Run("limit under load", func(t *testing.T) { limitUnderLoad(t, s) })
			t.Run("counters", func(t *testing.T) { counters(t, s) })
			t.Run("publish", func(t *testing.T) { publish(t, s) })
			t.Run("slow reader", func(t *testing.T) { slowReader(t, s) })
		})
	}
}

func open(t *testing.T, address string) kv.Store {
	t.Helper()
	s, err := kv.Open(address, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	if err := s.Ping(t.Context()); err != nil {
		t.Fatal(err)
	}
	return s
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func sessions(t *testing.T, s kv.Store) {
	ctx := t.Context()
	data := []byte{0, 0xff, '{', '\n'}
	must(t, s.PutSession(ctx, kv.Session{ID: "a{b}c", Owner: "owner}{1", Data: data}, time.Minute))
	data[0] = 9 // the caller's slice stays the caller's
	got, err := s.Session(ctx, "a{b}c", 0)
	must(t, err)
	if got.ID != "a{b}c" || got.Owner != "owner}{1" || string(got.Data) != "\x00\xff{\n" {
		t.Errorf("read %+v", got)
	}
	must(t, s.DeleteSession(ctx, "a{b}c"))
	must(t, s.DeleteSession(ctx, "a{b}c"))
	for _, id := range []string{"a{b}c", "never", ""} {
		if _, err := s.Session(ctx, id, time.Minute); !errors.Is(err, kv.ErrNoSession) {
			t.Errorf("session %q: %v", id, err)
		}
		if _, err := s.Session(ctx, id, 0); !errors.Is(err, kv.ErrNoSession) {
			t.Errorf("session %q was made by asking: %v", id, err)
		}
	}
	must(t, s.PutSession(ctx, kv.Session{ID: "short", Owner: "o"}, 500*time.Millisecond))
	must(t, s.PutSession(ctx, kv.Session{ID: "kept", Owner: "o"}, 500*time.Millisecond))
	if _, err := s.Session(ctx, "kept", time.Minute); err != nil {
		t.Fatal(err)
	}
	time.Sleep(550 * time.Millisecond)
	if _, err := s.Session(ctx, "short", 0); !errors.Is(err, kv.ErrNoSession) {
		t.Errorf("a session outlives its time: %v", err)
	}
	if _, err := s.Session(ctx, "kept", 0); err != nil {
		t.Errorf("an extended session is gone: %v", err)
	}
}

func logoutEverywhere(t *testing.T, s kv.Store) {
	ctx := t.Context()
	for i := range 5 {
		must(t, s.PutSession(ctx, kv.Session{ID: fmt.Sprint("x", i), Owner: "wang"}, time.Minute))
	}
	must(t, s.PutSession(ctx, kv.Session{ID: "li", Owner: "li"}, time.Minute))
	must(t, s.DeleteSession(ctx, "x4"))
	if n, err := s.DeleteSessions(ctx, "wang"); n != 4 || err != nil {
		t.Errorf("ended %d sessions, %v", n, err)
	}
	for i := range 5 {
		if _, err := s.Session(ctx, fmt.Sprint("x", i), time.Minute); !errors.Is(err, kv.ErrNoSession) {
			t.Errorf("session %d lives on: %v", i, err)
		}
	}
	if _, err := s.Session(ctx, "li", 0); err != nil {
		t.Errorf("somebody else was logged out: %v", err)
	}
	if n, err := s.DeleteSessions(ctx, "wang"); n != 0 || err != nil {
		t.Errorf("second time: %d %v", n, err)
	}
	// A session that keeps itself alive while it is being ended must not come back.
	for round := range 20 {
		id := fmt.Sprint("race", round)
		must(t, s.PutSession(ctx, kv.Session{ID: id, Owner: "zhao"}, time.Minute))
		var wg sync.WaitGroup
		for range 4 {
			wg.Go(func() {
				for range 5 {
					_, _ = s.Session(ctx, id, time.Minute)
				}
			})
		}
		_, err := s.DeleteSessions(ctx, "zhao")
		must(t, err)
		wg.Wait()
		if _, err := s.Session(ctx, id, 0); !errors.Is(err, kv.ErrNoSession) {
			t.Fatalf("round %d: the session survived its end", round)
		}
	}
}

func leases(t *testing.T, s kv.Store) {
	ctx := t.Context()
	is := func(what string, want bool) func(bool, error) {
		return func(got bool, err error) {
			t.Helper()
			if err != nil || got != want {
				t.Errorf("%s: %v %v", what, got, err)
			}
		}
	}
	is("free lease", true)(s.Acquire(ctx, "seq", "n1", time.Minute))
	is("taken lease", false)(s.Acquire(ctx, "seq", "n2", time.Minute))
	is("acquire does not renew", false)(s.Acquire(ctx, "seq", "n1", time.Minute))
	is("renew by holder", true)(s.Renew(ctx, "seq", "n1", 500*time.Millisecond))
	is("renew by another", false)(s.Renew(ctx, "seq", "n2", time.Minute))
	must(t, s.Release(ctx, "seq", "n2"))
	is("released by another", false)(s.Acquire(ctx, "seq", "n2", time.Minute))
	time.Sleep(550 * time.Millisecond)
	is("renew after the end", false)(s.Renew(ctx, "seq", "n1", time.Minute))
	is("lease that ran out", true)(s.Acquire(ctx, "seq", "n2", time.Minute))
	must(t, s.Release(ctx, "seq", "n1"))
	is("released by the old holder", true)(s.Renew(ctx, "seq", "n2", time.Minute))
	must(t, s.Release(ctx, "seq", "n2"))
	is("given back", true)(s.Acquire(ctx, "seq", "n3", time.Minute))
}

func oneHolder(t *testing.T, s kv.Store) {
	var won atomic.Int32
	var wg sync.WaitGroup
	for i := range 50 {
		wg.Go(func() {
			ok, err := s.Acquire(t.Context(), "one", fmt.Sprint(i), time.Minute)
			if err != nil {
				t.Error(err)
			} else if ok {
				won.Add(1)
			}
		})
	}
	wg.Wait()
	if won.Load() != 1 {
		t.Errorf("%d hold the lease", won.Load())
	}
}

func presence(t *testing.T, s kv.Store) {
	ctx := t.Context()
	want := func(members ...string) {
		t.Helper()
		if got, err := s.Present(ctx, "room"); err != nil || !slices.Equal(got, members) {
			t.Errorf("present: %v %v, want %v", got, err, members)
		}
	}
	want()
	must(t, s.Beat(ctx, "room", "B2", 500*time.Millisecond))
	must(t, s.Beat(ctx, "room", "A1", time.Minute))
	must(t, s.Beat(ctx, "room", "C3", time.Minute))
	must(t, s.Beat(ctx, "other", "X", time.Minute))
	want("A1", "B2", "C3")
	must(t, s.Beat(ctx, "room", "C3", 0))
	must(t, s.Beat(ctx, "room", "nobody", 0))
	want("A1", "B2")
	time.Sleep(550 * time.Millisecond)
	want("A1")
	must(t, s.Beat(ctx, "room", "B2", 500*time.Millisecond))
	want("A1", "B2")
}

func limits(t *testing.T, s kv.Store) {
	ctx := t.Context()
	l := kv.Limit{N: 3, Per: 3 * time.Second}
	for i := range 3 {
		if d, err := s.Allow(ctx, "login:1", l); err != nil || !d.Allowed || d.RetryAfter != 0 {
			t.Fatalf("event %d: %+v %v", i, d, err)
		}
	}
	d, err := s.Allow(ctx, "login:1", l)
	if err != nil || d.Allowed || d.RetryAfter <= 0 || d.RetryAfter > time.Second {
		t.Fatalf("event 4: %+v %v", d, err)
	}
	if d, err := s.Allow(ctx, "login:2", l); err != nil || !d.Allowed {
		t.Errorf("another key: %+v %v", d, err)
	}
	time.Sleep(d.RetryAfter + 5*time.Millisecond)
	if d, err := s.Allow(ctx, "login:1", l); err != nil || !d.Allowed {
		t.Errorf("after the time it named: %+v %v", d, err)
	}
	if d, err := s.Allow(ctx, "login:1", l); err != nil || d.Allowed {
		t.Errorf("one more at once: %+v %v", d, err)
	}
	for _, bad := range []kv.Limit{{}, {N: 1}, {N: -1, Per: time.Hour}, {N: 10, Per: time.Microsecond}} {
		if d, err := s.Allow(ctx, "x", bad); err == nil || d.Allowed {
			t.Errorf("limit %+v: %+v %v", bad, d, err)
		}
	}
}

func limitUnderLoad(t *testing.T, s kv.Store) {
	var allowed atomic.Int32
	var wg sync.WaitGroup
	for range 100 {
		wg.Go(func() {
			d, err := s.Allow(t.Context(), "load", kv.Limit{N: 10, Per: time.Hour})
			if err != nil {
				t.Error(err)
			} else if d.Allowed {
				allowed.Add(1)
			}
		})
	}
	wg.Wait()
	if allowed.Load() != 10 {
		t.Errorf("%d of 100 were allowed, want 10", allowed.Load())
	}
}

func counters(t *testing.T, s kv.Store) {
	ctx := t.Context()
	is := func(key string, delta, want int64, ttl time.Duration) {
		t.Helper()
		if n, err := s.Add(ctx, key, delta, ttl); n != want || err != nil {
			t.Errorf("%s + %d = %d %v, want %d", key, delta, n, err, want)
		}
	}
	is("c", 0, 0, time.Minute)
	is("c", 2, 2, 500*time.Millisecond)
	is("c", 3, 5, time.Minute) // does not prolong
	is("c", -1, 4, time.Minute)
	is("c", 0, 4, time.Minute)
	is("d", 1, 1, time.Minute)
	time.Sleep(550 * time.Millisecond)
	is("c", 0, 0, time.Minute)
	is("c", 1, 1, time.Minute)
	is("d", 0, 1, time.Minute)
}

func receive(t *testing.T, c <-chan []byte) string {
	t.Helper()
	select {
	case m, ok := <-c:
		if !ok {
			t.Fatal("subscription ended")
		}
		return string(m)
	case <-time.After(3 * time.Second):
		t.Fatal("no message")
	}
	return ""
}

func publish(t *testing.T, s kv.Store) {
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	a, err := s.Subscribe(ctx, "room:1")
	must(t, err)
	b, err := s.Subscribe(ctx, "room:1")
	must(t, err)
	other, err := s.Subscribe(ctx, "room:2")
	must(t, err)
	must(t, s.Publish(ctx, "room:1", []byte("一\x00")))
	must(t, s.Publish(ctx, "room:1", []byte("二")))
	for _, c := range []<-chan []byte{a, b} {
		if x, y := receive(t, c), receive(t, c); x != "一\x00" || y != "二" {
			t.Errorf("received %q %q", x, y)
		}
	}
	select {
	case m := <-other:
		t.Errorf("another channel got %q", m)
	case <-time.After(50 * time.Millisecond):
	}
	stop()
	for _, c := range []<-chan []byte{a, b, other} {
		select {
		case _, ok := <-c:
			if ok {
				t.Error("a message after the end")
			}
		case <-time.After(3 * time.Second):
			t.Error("the Go channel stays open after the context ended")
		}
	}
	must(t, s.Publish(t.Context(), "room:1", []byte("nobody listens")))
}

// A reader that never reads must not hold up the others nor grow without bound.
func slowReader(t *testing.T, s kv.Store) {
	slow, err := s.Subscribe(t.Context(), "busy")
	must(t, err)
	quick, err := s.Subscribe(t.Context(), "busy")
	must(t, err)
	got := make(chan int)
	go func() {
		n := 0
		for m := range quick {
			n++
			if string(m) == "last" {
				break
			}
		}
		got <- n
	}()
	for range 1500 {
		must(t, s.Publish(t.Context(), "busy", []byte(strings.Repeat("x", 100))))
		time.Sleep(20 * time.Microsecond)
	}
	time.Sleep(50 * time.Millisecond)
	must(t, s.Publish(t.Context(), "busy", []byte("last")))
	select {
	case n := <-got:
		if n < 1000 {
			t.Errorf("the quick reader got %d of 1501", n)
		}
	case <-time.After(5 * time.Second):
		t.Fatal("the quick reader waits for the slow one")
	}
	if n := len(slow); n > 257 || n == 0 {
		t.Fatalf("%d messages wait for the slow reader", n)
	}
	told := false
	for end := time.After(10 * time.Second); ; {
		select {
		case m := <-slow:
			told = told || m == nil
			if string(m) != "after" {
				continue
			}
		case <-time.After(300 * time.Millisecond): // it has caught up; what was on the way is here
			must(t, s.Publish(t.Context(), "busy", []byte("after")))
			continue
		case <-end:
			t.Error("having caught up, the slow reader gets nothing new")
		}
		break
	}
	if !told {
		t.Error("the slow reader is not told that messages were dropped")
	}
}
