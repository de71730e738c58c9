package ws_test

import (
	"context"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/proctor"
	"github.com/suikao/suikao/proctor/input"
	"github.com/suikao/suikao/web/ws"
)

// simClock is a clock that only moves when it is told to.
type simClock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *simClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *simClock) forward(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// simSums keeps sums in memory, as the database does for all nodes.
type simSums struct {
	mu  sync.Mutex
	all map[exam.SittingID]input.Sums
}

func (s *simSums) AddSums(_ context.Context, all []input.Sums) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, x := range all {
		sum := s.all[x.Sitting].Plus(x)
		sum.Sitting, sum.Room, sum.Seat = x.Sitting, x.Room, x.Seat
		s.all[x.Sitting] = sum
	}
	return nil
}

func (s *simSums) SumsOf(_ context.Context, ids []exam.SittingID) ([]input.Sums, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []input.Sums
	for _, id := range ids {
		if x, ok := s.all[id]; ok {
			out = append(out, x)
		}
	}
	return out, nil
}

// simIncidents keeps what is raised, with the time of the first.
type simIncidents struct {
	clock *simClock
	mu    sync.Mutex
	first map[string]time.Time
	all   []proctor.Signal
}

func (i *simIncidents) Raise(_ context.Context, in proctor.Signal) (proctor.Incident, error) {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.all = append(i.all, in)
	if _, ok := i.first[string(in.Kind)]; !ok {
		i.first[string(in.Kind)] = i.clock.Now()
	}
	return proctor.Incident{}, nil
}

func (i *simIncidents) at(k proctor.Kind) (time.Time, bool) {
	i.mu.Lock()
	defer i.mu.Unlock()
	t, ok := i.first[string(k)]
	return t, ok
}

func (i *simIncidents) words() string {
	var b strings.Builder
	i.mu.Lock()
	defer i.mu.Unlock()
	for _, in := range i.all {
		fmt.Fprintf(&b, "%s %s %v\n", in.Kind, in.Key, in.Facts)
	}
	return b.String()
}

// simKernel is the agent of the seat: it reports every five seconds what the kernel counted.
type simKernel struct {
	mu            sync.Mutex
	keys, pointer int64
	track         []input.Sample
	fresh         []input.Sample // not reported yet
}

func (k *simKernel) Tracks(_ context.Context, seats []site.SeatID) (map[site.SeatID][]input.Sample, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if len(k.track) == 0 {
		return nil, nil
	}
	return map[site.SeatID][]input.Sample{seats[0]: append([]input.Sample(nil), k.track...)}, nil
}

func (k *simKernel) report() {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.track = append(k.track, k.fresh...)
	k.track, k.fresh = k.track[max(0, len(k.track)-60):], nil
}

// tick is a second of the agent.
func (k *simKernel) tick(now time.Time) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.fresh = append(k.fresh, input.Sample{At: now, Run: "r", Keys: k.keys, Pointer: k.pointer, Whole: true})
}

func (k *simKernel) press(keys, pointer int64) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.keys, k.pointer = k.keys+keys, k.pointer+pointer
}

// simSittings is one sitting without a database: it stores answers at once.
type simSittings struct {
	clock *simClock
	mu    sync.Mutex
	epoch int64
	last  int64
	ended atomic.Bool
	hub   *ws.Hub
}

func (s *simSittings) sitting() exam.Sitting {
	st := exam.Sitting{ID: "01jsimulatedsitting0000000", Seat: "seat", Room: "room", State: exam.Running, Version: 1, Deadline: s.clock.Now().Add(time.Hour)}
	if s.ended.Load() {
		st.State, st.Version = exam.Scored, 2
	}
	return st
}

func (s *simSittings) Connect(context.Context, string) (exam.Snapshot, error) {
	s.mu.Lock()
	s.epoch++
	sn := exam.Snapshot{Seat: "seat", Now: s.clock.Now(), Sitting: s.sitting(), Epoch: s.epoch, LastSeq: s.last}
	hub := s.hub
	s.mu.Unlock()
	hub.Poke("seat")
	return sn, nil
}

func (s *simSittings) Peek(context.Context, exam.SittingID, string) (exam.Snapshot, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return exam.Snapshot{Seat: "seat", Now: s.clock.Now(), Sitting: s.sitting(), Epoch: s.epoch, LastSeq: s.last}, nil
}

func (s *simSittings) Pulse(context.Context, exam.SittingID) (exam.Head, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return exam.Head{Epoch: s.epoch, Gate: s.sitting().Gate()}, nil
}

func (s *simSittings) Glance(context.Context) (exam.Glance, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return exam.Glance{Sitting: s.sitting().ID, Version: s.sitting().Version, Epoch: s.epoch}, nil
}

func (s *simSittings) Pledge(context.Context, exam.Grip, []exam.Confirmed, [16]byte, string) (exam.Snapshot, error) {
	return exam.Snapshot{}, exam.ErrState
}

func (s *simSittings) Practised(context.Context, exam.Grip, bool, string) (exam.Snapshot, error) {
	return exam.Snapshot{}, exam.ErrState
}

func (s *simSittings) Start(context.Context, exam.Grip, string) (exam.Snapshot, error) {
	return exam.Snapshot{}, exam.ErrState
}

func (s *simSittings) Submit(ctx context.Context, g exam.Grip, _ int64, token string) (exam.Snapshot, error) {
	s.ended.Store(true)
	return s.Peek(ctx, g.Sitting, token)
}

func (s *simSittings) Break(context.Context, exam.Grip, int64, string) (exam.Snapshot, error) {
	return exam.Snapshot{}, exam.ErrState
}

func (s *simSittings) Put(_ context.Context, w exam.Write, done func(exam.Receipt)) error {
	s.mu.Lock()
	fenced := w.Epoch != s.epoch
	if !fenced {
		s.last = max(s.last, w.Seq)
	}
	s.mu.Unlock()
	r := exam.Receipt{Sitting: w.Sitting, Seq: w.Seq, At: s.clock.Now(), Proof: "00"}
	if fenced {
		r.Err = exam.ErrFenced
	}
	done(r)
	return nil
}

// world is one seat, the server it talks to, and everything beside.
type world struct {
	t         testing.TB
	rng       *rand.Rand
	clock     *simClock
	sums      *simSums
	incidents *simIncidents
	kernel    *simKernel // nil: no agent
	sittings  *simSittings
	judge     *input.Judge
	hub       *ws.Hub
	srv       *httptest.Server
	turns     int
	stop      []func()
}

func newWorld(t testing.TB, seed uint64, agent bool) *world {
	w := &world{t: t, rng: rand.New(rand.NewPCG(seed, 7)), clock: &simClock{now: time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)}, sums: &simSums{all: map[exam.SittingID]input.Sums{}}}
	w.incidents = &simIncidents{clock: w.clock, first: map[string]time.Time{}}
	if agent {
		w.kernel = &simKernel{}
	}
	w.sittings = &simSittings{clock: w.clock}
	w.node()
	return w
}

// node starts a node of the server: the first, or another one after the one before went.
func (w *world) node() {
	d := input.Deps{Clock: w.clock.Now, Log: slog.New(slog.DiscardHandler), Incidents: w.incidents, Store: w.sums}
	if w.kernel != nil {
		d.Kernel = w.kernel
	}
	w.judge = input.New(d)
	w.hub = ws.NewHub(ws.Config{Sittings: w.sittings, Inputs: w.judge, Clock: w.clock.Now, Log: slog.New(slog.DiscardHandler), PerSecond: 1e6, Burst: 1e6,
		Device: func(_ context.Context, token string) (actor.Actor, error) {
			if token != "token" {
				return actor.Actor{}, ws.ErrToken
			}
			return actor.Actor{Kind: actor.Device, ID: "device", Room: "room", Seat: "seat"}, nil
		}})
	w.sittings.mu.Lock()
	w.sittings.hub = w.hub
	w.sittings.mu.Unlock()
	w.srv = httptest.NewServer(w.hub)
	hub, srv := w.hub, w.srv
	w.stop = append(w.stop, func() { srv.CloseClientConnections(); srv.Close(); go hub.Close() })
}

func (w *world) end() {
	for _, f := range w.stop {
		f()
	}
}

// pass lets seconds go by: agent and judge work.
func (w *world) pass(d time.Duration, each func()) {
	for ; d > 0; d -= time.Second {
		w.clock.forward(min(d, time.Second))
		w.turns++
		if w.kernel != nil {
			if w.kernel.tick(w.clock.Now()); w.turns%5 == 0 {
				w.kernel.report()
			}
		}
		if each != nil {
			each()
		}
		w.judge.Turn(context.Background(), w.turns)
	}
}

// act is an answer in the outbox of a page.
type act struct {
	seq      int64
	question int
	answer   string
	cause    input.Cause
	page     string
	at       time.Time
}
