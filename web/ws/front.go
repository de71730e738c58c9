package ws

import (
	"context"
	"crypto/tls"
	"net/http"
	"slices"
	"sync"
	"time"

	"github.com/gorilla/websocket"

	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// Front leads every connection of a room's seats to the server that holds the seat's sitting: the hub of the room node
// itself, or the centre, to which it passes frames on as they are. A terminal therefore has one address whatever happens.
type Front struct {
	// Hub serves what this node holds.
	Hub *Hub
	// Seat returns the seat of a terminal's token; any fault when it is not known here.
	Seat func(ctx context.Context, token string) (site.SeatID, error)
	// Holds reports whether this node holds the sitting of a seat.
	Holds func(ctx context.Context, seat site.SeatID) (bool, error)
	// Upstream is the centre's socket, ws:// or wss://.
	Upstream string
	// TLS is how wss:// is dialled; nil trusts what the machine trusts.
	TLS *tls.Config

	mu     sync.Mutex
	relays map[*relay]struct{}
	asking map[site.SeatID]time.Time // seats without a socket, by their last request that was passed on
}

// relay is one connection that is passed on.
type relay struct {
	seat  site.SeatID // empty: the terminal is not known here
	token string
	down  *websocket.Conn
	up    *websocket.Conn
}

// dialTime bounds how long a terminal waits for the centre before it is told that the uplink is cut.
const dialTime = 3 * time.Second

// ServeHTTP upgrades the request and serves the connection until it ends.
func (f *Front) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	down, err := f.Hub.up.Upgrade(w, r, nil)
	if err != nil {
		return // answered by the upgrader
	}
	_ = down.SetReadDeadline(time.Now().Add(f.Hub.cfg.HelloWait))
	down.SetReadLimit(MaxFrame)
	_, first, err := down.ReadMessage()
	if err != nil {
		_ = down.Close()
		return
	}
	ctx := r.Context()
	_, body, err := Decode(first)
	hello, ok := body.(*Hello)
	if err != nil || !ok {
		refuse(down, ErrHello)
		return
	}
	seat, err := f.Seat(ctx, hello.Token)
	if err == nil {
		held, err := f.Holds(ctx, seat)
		if err != nil {
			f.Hub.cfg.Log.Error("ws: front", "seat", seat, "err", err)
			refuse(down, ErrRestart)
			return
		}
		if held {
			_ = down.SetReadDeadline(time.Time{})
			down.SetReadLimit(0)
			f.Hub.serve(down, actor.From(ctx), first)
			return
		}
	}
	f.pass(ctx, &relay{seat: seat, token: hello.Token, down: down}, first)
}

// refuse tells a client why its connection ends.
func refuse(c *websocket.Conn, why *fault.Error) {
	_ = c.SetWriteDeadline(time.Now().Add(time.Second))
	_ = c.WriteMessage(websocket.TextMessage, encode("error", "", 0, Error{Code: why.Code(), Text: why.Text(""), Fatal: true}))
	_ = c.WriteMessage(websocket.CloseMessage, websocket.FormatCloseMessage(closeCode(why), why.Code()))
	_ = c.Close()
}

// pass carries frames between a terminal and the centre until either goes.
func (f *Front) pass(ctx context.Context, x *relay, first []byte) {
	dial, cancel := context.WithTimeout(ctx, dialTime)
	defer cancel()
	d := websocket.Dialer{HandshakeTimeout: dialTime, TLSClientConfig: f.TLS}
	up, resp, err := d.DialContext(dial, f.Upstream, nil)
	if err != nil {
		if resp != nil {
			_ = resp.Body.Close()
		}
		refuse(x.down, ErrUplink)
		return
	}
	x.up = up
	defer f.forget(x)
	f.keep(x)
	alive := f.Hub.cfg.PingEvery*2 + f.Hub.cfg.PingEvery/2
	if !put(up, websocket.TextMessage, first) {
		return
	}
	var wg sync.WaitGroup
	wg.Go(func() { carry(up, x.down, alive) })
	wg.Go(func() { carry(x.down, up, alive) })
	wg.Wait()
}

// carry copies frames from one end to the other; the end of one is the end of both. The centre's pings are answered by the
// node and passed on as the node's own, so that a dead terminal is noticed.
func carry(from, to *websocket.Conn, alive time.Duration) {
	defer func() { _, _ = from.Close(), to.Close() }()
	extend := func() { _ = from.SetReadDeadline(time.Now().Add(alive)) }
	extend()
	from.SetPongHandler(func(string) error { extend(); return nil })
	from.SetPingHandler(func(data string) error {
		extend()
		_ = to.WriteControl(websocket.PingMessage, nil, time.Now().Add(time.Second))
		return from.WriteControl(websocket.PongMessage, []byte(data), time.Now().Add(time.Second))
	})
	for {
		kind, b, err := from.ReadMessage()
		if err != nil {
			code, text := websocket.CloseServiceRestart, ErrUplink.Code()
			if e, ok := err.(*websocket.CloseError); ok && e.Code != websocket.CloseAbnormalClosure && e.Code != websocket.CloseNoStatusReceived {
				code, text = e.Code, e.Text
			}
			_ = to.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(code, text), time.Now().Add(time.Second))
			return
		}
		extend()
		if !put(to, kind, b) {
			return
		}
	}
}

func put(c *websocket.Conn, kind int, b []byte) bool {
	_ = c.SetWriteDeadline(time.Now().Add(10 * time.Second))
	return c.WriteMessage(kind, b) == nil
}

func (f *Front) keep(x *relay) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.relays == nil {
		f.relays = map[*relay]struct{}{}
	}
	f.relays[x] = struct{}{}
}

func (f *Front) forget(x *relay) {
	f.mu.Lock()
	delete(f.relays, x)
	f.mu.Unlock()
	_, _ = x.up.Close(), x.down.Close()
}

// askingFor is how long a seat without a socket counts as connected after its last request; its page asks every few seconds.
const askingFor = 30 * time.Second

// Asked notes that a seat whose socket is refused was passed on to the centre over HTTP.
func (f *Front) Asked(seat site.SeatID, now time.Time) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.asking == nil {
		f.asking = map[site.SeatID]time.Time{}
	}
	f.asking[seat] = now
	for s, at := range f.asking {
		if now.Sub(at) > askingFor {
			delete(f.asking, s)
		}
	}
}

// Passed lists the seats whose connections are passed on to the centre, or that ask it over HTTP. A terminal that was
// enrolled meanwhile is known now.
func (f *Front) Passed(ctx context.Context, now time.Time) []site.SeatID {
	f.mu.Lock()
	defer f.mu.Unlock()
	var out []site.SeatID
	for x := range f.relays {
		if x.seat == "" {
			x.seat, _ = f.Seat(ctx, x.token)
		}
		if x.seat != "" && !slices.Contains(out, x.seat) {
			out = append(out, x.seat)
		}
	}
	for seat, at := range f.asking {
		if now.Sub(at) <= askingFor && !slices.Contains(out, seat) {
			out = append(out, seat)
		}
	}
	return out
}

// Turn ends the passed connections of a seat, so that the terminal connects again and is led anew.
func (f *Front) Turn(seat site.SeatID) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for x := range f.relays {
		if x.seat == seat {
			_, _ = x.up.Close(), x.down.Close()
		}
	}
}

// Close ends all passed connections.
func (f *Front) Close() {
	f.mu.Lock()
	defer f.mu.Unlock()
	for x := range f.relays {
		_, _ = x.up.Close(), x.down.Close()
	}
}
