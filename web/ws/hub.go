package ws

import (
	"context"
	"log/slog"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/gorilla/websocket"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/proctor/claims"
	"github.com/suikao/suikao/proctor/input"
)

// Sittings is what the wire asks package exam; *exam.Service is one.
type Sittings interface {
	Connect(ctx context.Context, lang string) (exam.Snapshot, error)
	Peek(ctx context.Context, held exam.SittingID, lang string) (exam.Snapshot, error)
	Pulse(ctx context.Context, id exam.SittingID) (exam.Head, error)
	Glance(ctx context.Context) (exam.Glance, error)
	Pledge(ctx context.Context, g exam.Grip, c []exam.Confirmed, nonce [16]byte, lang string) (exam.Snapshot, error)
	Practised(ctx context.Context, g exam.Grip, skipped bool, lang string) (exam.Snapshot, error)
	Start(ctx context.Context, g exam.Grip, lang string) (exam.Snapshot, error)
	Submit(ctx context.Context, g exam.Grip, last int64, lang string) (exam.Snapshot, error)
	Break(ctx context.Context, g exam.Grip, last int64, lang string) (exam.Snapshot, error)
	Put(ctx context.Context, w exam.Write, done func(exam.Receipt)) error
}

// Inputs relates answers to what caused them; *input.Judge is one. It returns at once.
type Inputs interface {
	Opened(h input.Hello) int64
	Closed(id exam.SittingID, no int64, alive bool)
	Answered(id exam.SittingID, no int64, a input.Answer)
	Noted(id exam.SittingID, no int64, n input.Note)
	Pinged(id exam.SittingID, no int64)
	Refused(remote, why string)
}

// Claims keeps what pages say they see; *claims.Service is one. It returns at once.
type Claims interface {
	Told(p claims.Place, c claims.Claim)
}

// Config is what a hub needs and how it behaves. Zero limits take the values in brackets, which PROTOCOL.md states.
type Config struct {
	Sittings Sittings
	// Device returns the actor of an enrolled device by its bearer token.
	Device func(ctx context.Context, token string) (actor.Actor, error)
	Clock  actor.Clock
	Log    *slog.Logger
	// Lost is told of every connection that held a sitting and broke off, with its last sign of life. May be nil.
	Lost func(ctx context.Context, sitting exam.SittingID, epoch int64, heard time.Time) error
	// Inputs judges what causes answers. May be nil: nobody does.
	Inputs Inputs
	// Seen is told of every page that says it sees nobody, more than one face, one that looks away, or another person. It returns at
	// once. May be nil.
	Seen func(seat site.SeatID, sitting exam.SittingID)
	// Claims is told of what pages say they see that the server does not look for. May be nil: nobody keeps it.
	Claims Claims
	// Crashed is told of a seat whose page came back without a word of the one before while a paper was open. It returns at once. May be
	// nil: nobody is told.
	Crashed func(room site.RoomID, seat site.SeatID, sitting exam.SittingID)
	// Took is told of every page that took a seat's sitting, for the hubs of other nodes: see Elsewhere. It returns at once. May be nil:
	// there are none.
	Took func(seat site.SeatID, sitting exam.SittingID, page string)
	// Presence is told of signs of life of terminals and of their goodbyes. It returns at once. May be nil.
	Presence Presence
	// Origins are allowed beside the server's own: scheme://host[:port].
	Origins []string

	PerSecond float64       // frames a client may send on the long run [40]
	Burst     int           // frames it may send at once [200]
	InFlight  int           // answers without receipt before the server stops reading [64]
	SendQueue int           // frames waiting for a slow reader before it is cut off [256]
	WriteWait time.Duration // for one frame [10 s]
	HelloWait time.Duration // for the first message [10 s]
	PingEvery time.Duration // liveness; a client is gone after two and a half of them [20 s]
}

func (c Config) orDefault() Config {
	if c.PerSecond == 0 {
		c.PerSecond = 40
	}
	set := func(v *int, d int) {
		if *v == 0 {
			*v = d
		}
	}
	wait := func(v *time.Duration, d time.Duration) {
		if *v == 0 {
			*v = d
		}
	}
	set(&c.Burst, 200)
	set(&c.InFlight, 64)
	set(&c.SendQueue, 256)
	wait(&c.WriteWait, 10*time.Second)
	wait(&c.HelloWait, 10*time.Second)
	wait(&c.PingEvery, 20*time.Second)
	return c
}

// Hub serves the seats' connections of one process.
type Hub struct {
	cfg Config
	up  websocket.Upgrader

	mu      sync.Mutex
	seats   map[site.SeatID]map[*conn]struct{}
	pages   map[site.SeatID]lastPage // seats are few; a row for each that ever called
	all     map[*conn]struct{}
	closing bool
	wg      sync.WaitGroup
}

// NewHub makes a hub. Wire exam.Service.OnChange (and the other nodes' changes) to Poke.
func NewHub(c Config) *Hub {
	h := &Hub{cfg: c.orDefault(), seats: map[site.SeatID]map[*conn]struct{}{}, pages: map[site.SeatID]lastPage{}, all: map[*conn]struct{}{}}
	h.up = websocket.Upgrader{
		ReadBufferSize: 2048, WriteBufferSize: 2048, WriteBufferPool: &sync.Pool{}, HandshakeTimeout: 10 * time.Second,
		CheckOrigin: h.originAllowed,
		Error: func(w http.ResponseWriter, _ *http.Request, status int, _ error) {
			http.Error(w, http.StatusText(status), status)
		},
	}
	return h
}

// originAllowed takes the server's own origin, the configured ones, and clients that are no browsers.
func (h *Hub) originAllowed(r *http.Request) bool {
	origin := r.Header.Get("Origin")
	if origin == "" {
		return true
	}
	if slices.Contains(h.cfg.Origins, origin) {
		return true
	}
	u, err := url.Parse(origin)
	return err == nil && u.Host != "" && strings.EqualFold(u.Host, r.Host)
}

// ServeHTTP upgrades the request and serves the connection until it ends.
func (h *Hub) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	ws, err := h.up.Upgrade(w, r, nil)
	if err != nil {
		return // answered by the upgrader
	}
	h.serve(ws, actor.From(r.Context()), nil)
}

// serve takes a connection over; first is the frame that was read already, if any.
func (h *Hub) serve(ws *websocket.Conn, caller actor.Actor, first []byte) {
	c := newConn(h, ws, caller)
	if first != nil {
		f := frame{at: h.cfg.Clock()}
		f.e, f.body, f.err = Decode(first)
		c.frames <- f
	}
	if !h.add(c) {
		c.end(ErrRestart)
		close(c.decided)
		close(c.silent)
		c.write()
		return
	}
	// A goroutine of its own lets go of what the HTTP server holds for a request, several times the size of a connection.
	go func() {
		defer h.wg.Done()
		defer h.drop(c)
		c.serve()
	}()
}

// Poke tells the connections of a seat that its sitting may have changed. It never blocks.
func (h *Hub) Poke(seat site.SeatID) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for c := range h.seats[seat] {
		c.pokes.Add(1)
		c.wake()
	}
}

// PokeAll has every connection look whether its sitting changed: news of other nodes may have been lost. It never blocks.
func (h *Hub) PokeAll() {
	h.mu.Lock()
	defer h.mu.Unlock()
	for c := range h.all {
		c.missed.Store(true)
		c.wake()
	}
}

// Challenge shows a request to move at a seat. It never blocks; a seat without a connection here is passed over.
func (h *Hub) Challenge(seat site.SeatID, act string, from, until time.Time) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for c := range h.seats[seat] {
		c.send("challenge", "", 0, Challenge{Act: act, From: ms(from), Until: ms(until)})
	}
}

// Written has the page of a seat look for messages of an officer. It never blocks; a seat without a connection here is passed over.
func (h *Hub) Written(seat site.SeatID) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for c := range h.seats[seat] {
		c.send("written", "", 0, Written{At: ms(h.cfg.Clock())})
	}
}

// Count returns the number of open connections.
func (h *Hub) Count() int {
	h.mu.Lock()
	defer h.mu.Unlock()
	return len(h.all)
}

// Close tells every client to reconnect elsewhere and waits until all connections have ended.
func (h *Hub) Close() {
	h.mu.Lock()
	h.closing = true
	for c := range h.all {
		c.end(ErrRestart)
	}
	h.mu.Unlock()
	h.wg.Wait()
}

func (h *Hub) add(c *conn) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.closing {
		return false
	}
	h.all[c] = struct{}{}
	h.wg.Add(1)
	return true
}

// at notes which seat a connection speaks for; pokes reach it from here on.
func (h *Hub) at(c *conn, seat site.SeatID) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.seats[seat] == nil {
		h.seats[seat] = map[*conn]struct{}{}
	}
	h.seats[seat][c] = struct{}{}
}

func (h *Hub) drop(c *conn) {
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.all, c)
	if set := h.seats[c.seat]; set != nil {
		delete(set, c)
		if len(set) == 0 {
			delete(h.seats, c.seat)
		}
	}
}
