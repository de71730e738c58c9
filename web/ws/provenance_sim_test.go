package ws_test

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/gorilla/websocket"

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

// browser is a seat's page as the kiosk behaves.
type browser struct {
	w      *world
	conn   *websocket.Conn
	page   string
	nth    int
	count  int64
	seq    int64
	class  input.Class
	acked  map[int64]bool
	outbox []act
	sums   map[string]int
	noted  time.Time
	heard  time.Time
	dirty  bool
	late   time.Duration
	shown  bool // the display was told of on this connection
	token  string
}

func (w *world) browser(class input.Class) *browser {
	b := &browser{w: w, class: class, token: "token", acked: map[int64]bool{}, sums: map[string]int{}}
	b.load()
	return b
}

// load is a fresh load of the page: nothing but the outbox is left.
func (b *browser) load() {
	b.page, b.nth, b.count, b.sums = fmt.Sprintf("%016x", b.w.rng.Uint64()), 0, 0, map[string]int{}
}

func (b *browser) frame(kind string, seq int64, body any) []byte {
	raw, err := json.Marshal(body)
	if err != nil {
		b.w.t.Fatal(err)
	}
	f, err := json.Marshal(ws.Envelope{V: ws.Protocol, Type: kind, ID: "x", Seq: seq, Body: raw})
	if err != nil {
		b.w.t.Fatal(err)
	}
	return f
}

func (b *browser) write(f []byte) { _ = b.conn.WriteMessage(websocket.TextMessage, f) } // a failure shows when it reads

// connect opens a connection and sends what waits.
func (b *browser) connect() {
	c, resp, err := websocket.DefaultDialer.Dial("ws"+strings.TrimPrefix(b.w.srv.URL, "http"), nil)
	if err != nil {
		b.w.t.Fatal(err)
	}
	_ = resp.Body.Close()
	b.conn, b.shown = c, false
	b.nth++
	b.write(b.frame("hello", 0, ws.Hello{Token: b.token, Page: b.page, Nth: b.nth}))
	if b.until("welcome"); b.page != "" {
		b.dirty = true
	}
	b.flush()
}

// until reads up to a message of a kind and takes acknowledgements on the way.
func (b *browser) until(kind string) {
	for {
		_, raw, err := b.conn.ReadMessage()
		if err != nil {
			b.w.t.Fatalf("waiting for %s: %v", kind, err)
		}
		var e ws.Envelope
		if err := json.Unmarshal(raw, &e); err != nil {
			b.w.t.Fatal(err)
		}
		b.heard = b.w.clock.Now()
		if e.Type == "ack" {
			b.acked[e.Seq] = true
		}
		if e.Type == kind {
			return
		}
	}
}

// sync waits until the server has read everything.
func (b *browser) sync() {
	b.write(b.frame("ping", 0, ws.Ping{ClientAt: 1}))
	b.until("pong")
}

// press is an input of a hand, or of a screen reader.
func (b *browser) press(class input.Class) {
	b.count++
	b.sums[string(rune(class))]++
	b.dirty = true
	if b.w.kernel != nil && class.Hand() {
		if class == input.Key {
			b.w.kernel.press(2, 0)
		} else {
			b.w.kernel.press(0, 9)
		}
	}
}

// answer gives an answer by an input that came some time before.
func (b *browser) answer(q int, answer string, lag time.Duration) act {
	b.press(b.class)
	for ; lag > time.Second; lag -= time.Second { // a slow machine: the page hears of it later
		b.w.pass(time.Second, nil)
		b.late += time.Second
	}
	if b.late > 0 {
		lag, b.late = b.late, 0
	}
	return b.add(q, answer, input.Cause{Class: b.class, Trusted: true, Focused: true, Visible: true, Full: true, Age: lag, Count: b.count})
}

func (b *browser) add(q int, answer string, c input.Cause) act {
	b.seq, b.dirty = b.seq+1, true
	given := act{b.seq, q, answer, c, b.page, b.w.clock.Now()}
	b.outbox = append(b.outbox, given)
	if b.conn != nil {
		b.flush()
	}
	return given
}

// flush sends what waits and takes the receipts.
func (b *browser) flush() {
	for _, a := range b.outbox {
		c := a.cause
		if h := b.w.clock.Now().Sub(a.at); h >= 1500*time.Millisecond || a.page != b.page {
			c.Held = max(h, time.Millisecond)
		}
		b.write(b.frame("answer", a.seq, ws.Answer{Sitting: string(b.w.sittings.sitting().ID), Question: a.question, Answer: a.answer, ClientAt: a.at.UnixMilli(), In: c.String()}))
	}
	for len(b.outbox) > 0 {
		b.until("ack")
		for len(b.outbox) > 0 && b.acked[b.outbox[0].seq] {
			b.outbox = b.outbox[1:]
		}
	}
}

// beat is a second of the page: it tells what it heard, and pings.
func (b *browser) beat() {
	if b.conn == nil {
		return
	}
	now := b.w.clock.Now()
	if b.dirty && b.page != "" && now.Sub(b.noted) >= 3*time.Second {
		b.note(func(*ws.Input) {})
	}
	if now.Sub(b.heard) >= 5*time.Second && b.page != "" {
		b.note(func(*ws.Input) {})
	}
}

func (b *browser) note(more func(*ws.Input)) {
	m := ws.Input{Sitting: string(b.w.sittings.sitting().ID), Count: b.count, Mouse: b.sums["m"], Touch: b.sums["t"], Pen: b.sums["p"], Keys: b.sums["k"],
		Assist: b.sums["a"], Moves: b.w.rng.IntN(200), Flags: 14, Blurs: b.sums["b"], HiddenMS: b.sums["h"]}
	if !b.shown {
		m.Screen, b.shown = "1920x1080x24", true
	}
	more(&m)
	b.sums, b.dirty, b.noted = map[string]int{}, false, b.w.clock.Now()
	b.write(b.frame("input", 0, m))
	b.sync()
}

// handIn hands the paper in; after that the page tells nothing any more and goes on pinging.
func (b *browser) handIn() {
	b.write(b.frame("submit", 0, ws.Submit{Sitting: string(b.w.sittings.sitting().ID), Last: b.seq}))
	b.until("state")
	for range 4 {
		b.w.pass(5*time.Second, nil)
		b.sync()
	}
}

// leave ends the connection as the page does by itself, reload as a browser does, hang as a cut does: nobody says anything.
func (b *browser) leave()  { b.close(4000) }
func (b *browser) reload() { b.close(websocket.CloseGoingAway) }
func (b *browser) close(code int) {
	_ = b.conn.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(code, ""), time.Now().Add(time.Second))
	_ = b.conn.Close()
	b.conn = nil
}

func (b *browser) hang() {
	c := b.conn
	b.w.stop = append(b.w.stop, func() { _ = c.Close() })
	b.conn = nil
}

// breathe reads on in the background, as a browser does while its page waits: it answers a close as browsers do.
func (b *browser) breathe() {
	c := b.conn
	go func() {
		for {
			if _, _, err := c.ReadMessage(); err != nil {
				_ = c.Close()
				return
			}
		}
	}()
}
