package chaos

import (
	"context"
	"crypto/rand"
	"fmt"
	"io"
	mathrand "math/rand/v2"
	"os"
	"path/filepath"
	"sync"
	"syscall"
	"time"
)

// harm is one kind of fault: it strikes, lasts, and is healed before the next one.
type harm struct {
	kind string
	only Topology // empty: both
	do   func(ctx context.Context, w *world) error
}

// harms are all kinds there are.
var harms = []harm{
	{"node-kill", "", func(ctx context.Context, w *world) error {
		n := w.anyNode()
		n.kill()
		w.rest(ctx, 200, 1500)
		return n.start()
	}},
	{"node-freeze", "", func(ctx context.Context, w *world) error {
		n := w.anyNode()
		n.signal(syscall.SIGSTOP)
		w.rest(ctx, 1500, 4000)
		n.signal(syscall.SIGCONT)
		return nil
	}},
	{"rolling-restart", "", func(ctx context.Context, w *world) error {
		for _, n := range w.house.nodes {
			n.stop()
			if err := n.start(); err != nil {
				return err
			}
			if err := n.await(ctx, time.Minute); err != nil {
				return err
			}
		}
		return nil
	}},
	{"both-nodes-kill", "", func(ctx context.Context, w *world) error {
		for _, n := range w.house.nodes {
			n.kill()
		}
		w.rest(ctx, 200, 1200)
		for _, n := range w.house.nodes {
			if err := n.start(); err != nil {
				return err
			}
		}
		return nil
	}},
	{"seat-cut", "", func(ctx context.Context, w *world) error {
		for range 4 {
			w.anyNode().front.Cut()
			w.rest(ctx, 200, 600)
		}
		return nil
	}},
	{"seat-stall", "", func(ctx context.Context, w *world) error {
		n := w.anyNode()
		n.front.Stall(true)
		w.rest(ctx, 1500, 3500)
		n.front.Stall(false)
		return nil
	}},
	{"message-loss", "", func(ctx context.Context, w *world) error { return w.mangle(ctx, &w.wire.loss) }},
	{"message-double", "", func(ctx context.Context, w *world) error { return w.mangle(ctx, &w.wire.double) }},
	{"message-reorder", "", func(ctx context.Context, w *world) error { return w.mangle(ctx, &w.wire.reorder) }},
	{"db-cut", "", func(ctx context.Context, w *world) error {
		for range 5 {
			w.anyNode().back.Cut()
			w.rest(ctx, 100, 500)
		}
		return nil
	}},
	{"db-stall", "", func(ctx context.Context, w *world) error {
		n := w.anyNode()
		n.back.Stall(true)
		w.rest(ctx, 1000, 3000)
		n.back.Stall(false)
		return nil
	}},
	{"db-freeze", "", func(ctx context.Context, w *world) error {
		d := w.house.dbs[w.rng.IntN(len(w.house.dbs))]
		return w.stalled(ctx, func() error {
			d.Freeze()
			w.rest(ctx, 1000, 3000)
			d.Thaw()
			return nil
		})
	}},
	{"db-kill", Single, func(ctx context.Context, w *world) error {
		d := w.house.dbs[0]
		d.Kill()
		w.rest(ctx, 200, 1500)
		return d.Restart()
	}},
	{"db-failover", Galera, func(ctx context.Context, w *world) error {
		lost := w.rng.IntN(len(w.house.dbs))
		next := (lost + 1) % len(w.house.dbs)
		err := w.stalled(ctx, func() error {
			w.house.dbs[lost].Kill()
			for _, n := range w.house.nodes { // what the operator's proxy does after its health checks
				w.house.aim(n, next)
				n.back.Cut()
			}
			return nil
		})
		if err != nil {
			return err
		}
		w.rest(ctx, 2000, 4000)
		return w.house.dbs[lost].Restart()
	}},
	{"disk-full", Single, fillDisk},
	{"redis-kill", "", func(ctx context.Context, w *world) error {
		w.house.redis.Kill()
		w.rest(ctx, 1000, 3000)
		return w.house.redis.Restart()
	}},
	{"redis-freeze", "", func(ctx context.Context, w *world) error {
		w.house.redis.Freeze()
		w.rest(ctx, 1500, 4000)
		w.house.redis.Thaw()
		return nil
	}},
	{"redis-flush", "", func(ctx context.Context, w *world) error {
		for range 3 {
			if err := w.house.redis.Flush(); err != nil {
				return err
			}
			w.rest(ctx, 200, 500)
		}
		return nil
	}},
	{"clock-step", "", func(ctx context.Context, w *world) error {
		n := w.anyNode()
		if err := n.step(w.rng.IntN(2*stepMS) - stepMS); err != nil {
			return err
		}
		w.rest(ctx, 1500, 3000)
		return n.step(0)
	}},
}

// stepMS is how far a node's clock is set off, at most, in ms.
const stepMS = 2000

// fillDisk leaves the database's disk without a free byte for a while. Without root there is no small disk; the kind is then
// not counted.
func fillDisk(ctx context.Context, w *world) error {
	if w.house.disk == "" {
		return errNotHere
	}
	ballast := filepath.Join(w.house.disk, "ballast")
	f, err := os.Create(ballast)
	if err != nil {
		return err
	}
	chunk := make([]byte, 1<<20)
	_, _ = rand.Read(chunk)
	for err == nil {
		_, err = f.Write(chunk)
	}
	_, err = io.Copy(f, io.LimitReader(rand.Reader, 1<<20)) // the last bytes
	_ = f.Close()
	w.note("disk: %v", err)
	w.rest(ctx, 2000, 4000)
	return os.Remove(ballast)
}

// world is a run: the installation, the robots, and the chance that both follow.
type world struct {
	house *house
	rng   *mathrand.Rand
	wire  wire
	out   io.Writer
	mu    sync.Mutex
	down  []window
}

// window is a time in which no node could store anything.
type window struct{ from, to time.Time }

func (w *world) anyNode() *node { return w.house.nodes[w.rng.IntN(len(w.house.nodes))] }

// rest waits between from and to milliseconds.
func (w *world) rest(ctx context.Context, from, to int) {
	d := time.Duration(from+w.rng.IntN(to-from)) * time.Millisecond
	select {
	case <-ctx.Done():
	case <-time.After(d):
	}
}

func (w *world) note(format string, args ...any) { fmt.Fprintf(w.out, "  "+format+"\n", args...) }

// watch writes down the times in which no node serves, until ctx ends.
func (w *world) watch(ctx context.Context) {
	var since time.Time
	for ctx.Err() == nil {
		asked := time.Now()
		up := w.house.nodes[0].ready() || w.house.nodes[1].ready()
		w.mu.Lock()
		switch {
		case !up && since.IsZero():
			since = asked.Add(-250 * time.Millisecond)
		case up && !since.IsZero():
			w.down = append(w.down, window{since, time.Now()})
			since = time.Time{}
		}
		w.mu.Unlock()
		time.Sleep(100 * time.Millisecond)
	}
}

// stalled does what keeps the whole database from committing, waits until the nodes' servers commit again, and notes the time: a cluster
// waits for a frozen or lost member until it throws it out.
func (w *world) stalled(ctx context.Context, do func() error) error {
	from := time.Now()
	if err := do(); err != nil {
		return err
	}
	for _, n := range w.house.nodes {
		for end := time.Now().Add(time.Minute); ; time.Sleep(50 * time.Millisecond) {
			err := w.house.commits(ctx, n)
			if err == nil {
				break
			}
			if time.Now().After(end) {
				return fmt.Errorf("the database of node %d does not commit again: %w", n.no, err)
			}
		}
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.down = append(w.down, window{from, time.Now()})
	return nil
}

// due is when a deadline could be kept at the earliest.
func (w *world) due(deadline time.Time) time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, d := range w.down {
		if !deadline.Before(d.from.Add(-2*time.Second)) && deadline.Before(d.to) {
			deadline = d.to
		}
	}
	return deadline
}
