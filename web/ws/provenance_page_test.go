package ws_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/gorilla/websocket"

	"github.com/suikao/suikao/proctor/input"
	"github.com/suikao/suikao/web/ws"
)

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
