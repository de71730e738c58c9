package kv_test

import (
	"bufio"
	"context"
	"errors"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/internal/kv"
	"github.com/suikao/suikao/internal/testenv"
)

// every calls each method that has no substitute while Redis is away, all at once.
func every(ctx context.Context, s kv.Store) map[string]error {
	var mu sync.Mutex
	var wg sync.WaitGroup
	out := map[string]error{}
	for method, call := range map[string]func() error{
		"Session":        func() error { _, err := s.Session(ctx, "a", 0); return err },
		"PutSession":     func() error { return s.PutSession(ctx, kv.Session{ID: "a", Owner: "o"}, time.Minute) },
		"DeleteSession":  func() error { return s.DeleteSession(ctx, "a") },
		"DeleteSessions": func() error { _, err := s.DeleteSessions(ctx, "o"); return err },
		"Acquire":        func() error { _, err := s.Acquire(ctx, "l", "t", time.Minute); return err },
		"Renew":          func() error { _, err := s.Renew(ctx, "l", "t", time.Minute); return err },
		"Release":        func() error { return s.Release(ctx, "l", "t") },
		"Beat":           func() error { return s.Beat(ctx, "p", "m", time.Minute) },
		"Present":        func() error { _, err := s.Present(ctx, "p"); return err },
		"Add":            func() error { _, err := s.Add(ctx, "c", 1, time.Minute); return err },
		"Publish":        func() error { return s.Publish(ctx, "ch", nil) },
		"Subscribe":      func() error { _, err := s.Subscribe(ctx, "ch"); return err },
		"Ping":           func() error { return s.Ping(ctx) },
	} {
		wg.Go(func() {
			err := call()
			mu.Lock()
			defer mu.Unlock()
			out[method] = err
		})
	}
	wg.Wait()
	return out
}

func TestRedisAway(t *testing.T) {
	for name, harm := range map[string]func(*testenv.RedisServer){
		"killed": func(r *testenv.RedisServer) { r.Kill() },
		"frozen": func(r *testenv.RedisServer) { r.Freeze() },
	} {
		t.Run(name, func(t *testing.T) {
			r := testenv.StartRedis(t)
			s := open(t, r.URL)
			must(t, s.PutSession(t.Context(), kv.Session{ID: "a", Owner: "o"}, time.Minute))
			harm(r)
			start := time.Now()
			for method, err := range every(t.Context(), s) {
				if !errors.Is(err, kv.ErrUnavailable) || fault.KindOf(err) != fault.Unavailable {
					t.Errorf("%s: %v", method, err)
				}
			}
			if took := time.Since(start); took > 10*kv.Timeout {
				t.Errorf("a call took %s", took)
			}
			allowed := 0
			for range 4 {
				d, err := s.Allow(t.Context(), "login", kv.Limit{N: 2, Per: time.Hour})
				must(t, err)
				if d.Allowed {
					allowed++
				}
			}
			if allowed != 2 {
				t.Errorf("without Redis %d of 4 logins are allowed, want 2", allowed)
			}
			r.Restart(t)
			for until := time.Now().Add(10 * time.Second); s.Ping(t.Context()) != nil && time.Now().Before(until); { // the pool tries again once a second
				time.Sleep(50 * time.Millisecond)
			}
			for method, err := range every(t.Context(), s) {
				if err != nil && !errors.Is(err, kv.ErrNoSession) {
					t.Errorf("%s after the restart: %v", method, err)
				}
			}
		})
	}
}

func TestCallersOwnEndIsNotAnOutage(t *testing.T) {
	s := open(t, testenv.Redis(t))
	ctx, stop := context.WithCancel(t.Context())
	stop()
	for method, err := range every(ctx, s) {
		if !errors.Is(err, context.Canceled) || errors.Is(err, kv.ErrUnavailable) {
			t.Errorf("%s: %v", method, err)
		}
	}
}

// tell sends Redis a command past the store.
func tell(t *testing.T, r *testenv.RedisServer, command string) {
	t.Helper()
	c, err := net.Dial("unix", strings.TrimPrefix(r.URL, "unix://"))
	must(t, err)
	defer func() { _ = c.Close() }()
	_, err = c.Write([]byte(command + "\r\n"))
	must(t, err)
	line, err := bufio.NewReader(c).ReadString('\n')
	if err != nil || strings.HasPrefix(line, "-") {
		t.Fatalf("%s: %q %v", command, line, err)
	}
}

// gap waits for the news that messages may have been lost.
func gap(t *testing.T, c <-chan []byte) {
	t.Helper()
	for deadline := time.After(15 * time.Second); ; {
		select {
		case m, ok := <-c:
			if !ok {
				t.Fatal("the subscription ended")
			}
			if m == nil {
				return
			}
		case <-deadline:
			t.Fatal("nobody says that messages may be lost")
		}
	}
}

// A subscription comes back by itself from whatever happens to Redis, and its reader hears of the gap after the new
// connection stands: what it reads from the database then and what it is told afterwards is everything.
func TestSubscriptionComesBackAndSaysSo(t *testing.T) {
	for name, harm := range map[string]func(*testing.T, *testenv.RedisServer){
		"killed and restarted": func(t *testing.T, r *testenv.RedisServer) { r.Restart(t) },
		"connection cut":       func(t *testing.T, r *testenv.RedisServer) { tell(t, r, "CLIENT KILL TYPE pubsub") },
		"paused for long": func(_ *testing.T, r *testenv.RedisServer) {
			r.Freeze()
			time.Sleep(8 * time.Second)
			r.Thaw()
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := testenv.StartRedis(t)
			s := open(t, r.URL)
			c, err := s.Subscribe(t.Context(), "room")
			must(t, err)
			harm(t, r)
			gap(t, c)
			for until := time.Now().Add(10 * time.Second); s.Publish(t.Context(), "room", []byte("again")) != nil; time.Sleep(20 * time.Millisecond) {
				if time.Now().After(until) {
					t.Fatal("nothing can be published")
				}
			}
			for { // a second gap is no lie, the message must come
				select {
				case m := <-c:
					if string(m) == "again" {
						return
					}
				case <-time.After(5 * time.Second):
					t.Fatal("the first message after the gap is lost")
				}
			}
		})
	}
}

// Flushing forgets leases and sessions; subscriptions stay, and nothing hangs.
func TestFlushedRedisForgetsAndGoesOn(t *testing.T) {
	r := testenv.StartRedis(t)
	s, ctx := open(t, r.URL), t.Context()
	c, err := s.Subscribe(ctx, "room")
	must(t, err)
	must(t, s.PutSession(ctx, kv.Session{ID: "a", Owner: "o"}, time.Minute))
	if ok, err := s.Acquire(ctx, "lease", "first", time.Minute); !ok || err != nil {
		t.Fatal(ok, err)
	}
	tell(t, r, "FLUSHALL")
	if _, err := s.Session(ctx, "a", 0); !errors.Is(err, kv.ErrNoSession) {
		t.Errorf("a session after the flush: %v", err)
	}
	if ok, err := s.Acquire(ctx, "lease", "second", time.Minute); !ok || err != nil {
		t.Errorf("the lease after the flush: %v %v", ok, err) // two holders: why leases in here are only advice
	}
	if ok, err := s.Renew(ctx, "lease", "first", time.Minute); ok || err != nil {
		t.Errorf("the first holder is not told: %v %v", ok, err)
	}
	must(t, s.Publish(ctx, "room", []byte("x")))
	if got := receive(t, c); got != "x" {
		t.Errorf("received %q", got)
	}
}

func TestAddresses(t *testing.T) {
	for _, good := range []string{
		"memory:", "redis://localhost:6379", "redis://:p%40ss@10.0.0.1:6379/3", "rediss://u:p@redis.local:6380",
		"unix:///run/redis.sock", "unix:///run/redis.sock?db=2&prefix=a:", "redis://[::1]:6379/0?prefix=x:",
		"redis+sentinel://u:p@a:26379,b:26379,c:26379/mymaster/1?sentinel_password=q", "rediss+sentinel://a:26379/m",
		"redis+cluster://a:6379,b:6379", "rediss+cluster://u:p@a:6379",
	} {
		if err := kv.Check(good); err != nil {
			t.Errorf("%s: %v", good, err)
		}
	}
	for _, bad := range []string{
		"", "localhost:6379", "http://localhost:6379", "redis://localhost", "redis://:6379", "redis://h:0", "redis://h:99999",
		"redis://a:1,b:2", "redis://h:6379/x", "redis://h:6379/-1", "redis://h:6379?databse=1", "redis+sentinel://a:26379",
		"redis+cluster://a:6379/1", "redis://u:secret%zz@h:6379", "memory", "redis+cluster://a:6379,,b:6379", "redis://h:6379?%zz",
	} {
		if err := kv.Check(bad); err == nil {
			t.Errorf("%q is accepted", bad)
		} else if strings.Contains(err.Error(), "secret") {
			t.Errorf("the password shows in %v", err)
		}
	}
}

func TestInstallationsShareOneRedis(t *testing.T) {
	url := testenv.Redis(t)
	a, b := open(t, url+"?prefix=a:"), open(t, url+"?prefix=b:")
	must(t, a.PutSession(t.Context(), kv.Session{ID: "x", Owner: "o"}, time.Minute))
	if _, err := b.Session(t.Context(), "x", 0); !errors.Is(err, kv.ErrNoSession) {
		t.Errorf("the other installation's session: %v", err)
	}
	if n, err := b.DeleteSessions(t.Context(), "o"); n != 0 || err != nil {
		t.Errorf("%d %v", n, err)
	}
	if _, err := a.Session(t.Context(), "x", 0); err != nil {
		t.Error(err)
	}
}

func TestMemoryForgetsWhatRanOut(t *testing.T) {
	clock := testenv.NewClock(time.Date(2026, 6, 1, 8, 0, 0, 0, time.UTC))
	m := kv.NewMemory(clock.Now)
	ctx := t.Context()
	for range 3 {
		for i := range 2000 {
			id := string(rune('a'+i%26)) + time.Duration(i).String() + clock.Now().String()
			must(t, m.PutSession(ctx, kv.Session{ID: id, Owner: id}, time.Second))
			must(t, m.Beat(ctx, id, id, time.Second))
			_, err := m.Allow(ctx, id, kv.Limit{N: 1, Per: time.Second})
			must(t, err)
			_, err = m.Add(ctx, id, 1, time.Second)
			must(t, err)
			_, err = m.Acquire(ctx, id, id, time.Second)
			must(t, err)
		}
		clock.Advance(time.Minute)
	}
	for range 1000 {
		must(t, m.DeleteSession(ctx, "none"))
	}
	if n := m.Len(); n != 0 {
		t.Errorf("%d entries that ran out are kept", n)
	}
}
