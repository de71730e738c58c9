package ws

import (
	"context"
	"io"
	"math/rand/v2"
	"sync"
	"time"

	"github.com/gorilla/websocket"
	"golang.org/x/time/rate"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// conn is one connection. Three goroutines serve it: read takes frames off the socket, loop owns all state below the
// line and decides, write puts frames on the socket. None of them waits for another without bound: read waits for loop
// (back-pressure reaches the client through TCP), loop never waits for write (a full queue ends the connection).
type conn struct {
	hub    *Hub
	ws     *websocket.Conn
	done   <-chan struct{} // closed when the connection is to end
	cancel context.CancelFunc
	frames chan frame
	out    chan []byte
	poke   chan struct{}
	got    chan exam.Receipt // never full: at most InFlight records are under way

	endOnce sync.Once
	why     *fault.Error  // set before done is closed
	decided chan struct{} // closed when loop has ended: nothing more is sent
	silent  chan struct{} // closed when read has ended

	// Owned by loop; write reads lang once decided is closed.
	ctx     context.Context // ends with done; carries the device from hello on
	seat    booking.SeatID
	lang    string
	sitting exam.SittingID // empty: nobody sits here
	epoch   int64          // 0: shown, not held
	version int64          // of the last state sent
	head    exam.Head      // as of the last state sent, for the pulse
	flying  int            // records without receipt
	submit  *frame         // waits for them
}

type frame struct {
	raw []byte
	at  time.Time
}

func newConn(h *Hub, ws *websocket.Conn, caller actor.Actor) *conn {
	ctx, cancel := context.WithCancel(actor.With(context.Background(), caller))
	return &conn{hub: h, ws: ws, ctx: ctx, done: ctx.Done(), cancel: cancel, decided: make(chan struct{}), silent: make(chan struct{}), frames: make(chan frame, 4), out: make(chan []byte, h.cfg.SendQueue),
		poke: make(chan struct{}, 1), got: make(chan exam.Receipt, h.cfg.InFlight)}
}

// serve runs the connection until it ends.
func (c *conn) serve() {
	var wg sync.WaitGroup
	wg.Go(c.read)
	wg.Go(c.write)
	c.loop()
	close(c.decided)
	c.end(nil)
	wg.Wait()
}

// end closes the connection once, telling the client why; nil where there is nobody to tell.
func (c *conn) end(why *fault.Error) {
	c.endOnce.Do(func() {
		c.why = why
		c.cancel()
	})
}

// read takes frames off the socket. A frame is never read beyond its limit.
func (c *conn) read() {
	defer close(c.silent)
	alive := c.hub.cfg.PingEvery*2 + c.hub.cfg.PingEvery/2
	extend := func() { _ = c.ws.SetReadDeadline(time.Now().Add(alive)) } // the socket's own clock, not the domain's
	extend()
	c.ws.SetPongHandler(func(string) error { extend(); return nil })
	limiter := rate.NewLimiter(rate.Limit(c.hub.cfg.PerSecond), c.hub.cfg.Burst)
	for {
		kind, r, err := c.ws.NextReader()
		if err != nil {
			c.end(nil)
			return
		}
		extend()
		raw, err := io.ReadAll(io.LimitReader(r, MaxFrame+1))
		if why := unfit(kind, raw, err, limiter); why != nil {
			c.end(why)
			c.linger()
			return
		}
		select {
		case c.frames <- frame{raw, c.hub.cfg.Clock()}:
		case <-c.done:
			c.linger()
			return
		}
	}
}

// unfit says why a frame ends the connection; nil when it is one to look into.
func unfit(kind int, raw []byte, err error, limiter *rate.Limiter) *fault.Error {
	switch {
	case err != nil:
		return ErrFrame.Wrap(err)
	case len(raw) > MaxFrame:
		return ErrTooLarge
	case !limiter.Allow():
		return ErrTooFast
	case kind != websocket.TextMessage:
		return ErrFrame
	}
	return nil
}

// lingerFor is how long a connection that the server ends still swallows what the client sends. Closing a socket with
// unread input resets it, and the reset may overtake the reason on its way to the client.
const lingerFor = time.Second

func (c *conn) linger() {
	_ = c.ws.SetReadDeadline(time.Now().Add(lingerFor))
	for {
		_, r, err := c.ws.NextReader()
		if err != nil {
			return
		}
		if _, err := io.Copy(io.Discard, r); err != nil {
			return
		}
	}
}

// write puts frames on the socket, pings, and closes the socket at the end, which also ends read.
func (c *conn) write() {
	ping := time.NewTicker(c.hub.cfg.PingEvery)
	defer ping.Stop()
	defer func() { _ = c.ws.Close() }()
	put := func(kind int, b []byte) bool {
		_ = c.ws.SetWriteDeadline(time.Now().Add(c.hub.cfg.WriteWait))
		return c.ws.WriteMessage(kind, b) == nil
	}
	for {
		select {
		case b := <-c.out:
			if !put(websocket.TextMessage, b) {
				c.end(nil)
				return
			}
		case <-ping.C:
			if !put(websocket.PingMessage, nil) {
				c.end(nil)
				return
			}
		case <-c.done:
			<-c.decided
			c.farewell(put)
			select {
			case <-c.silent:
			case <-time.After(lingerFor):
			}
			return
		}
	}
}

// farewell sends what waits, the reason and the close frame. A slow reader gets only the close frame.
func (c *conn) farewell(put func(int, []byte) bool) {
	if c.why == nil {
		return
	}
	if c.why.Code() != ErrSlow.Code() {
		for more := true; more; {
			select {
			case b := <-c.out:
				if !put(websocket.TextMessage, b) {
					return
				}
			default:
				more = false
			}
		}
		if c.why.Code() != exam.ErrFenced.Code() { // fenced is a message of its own and stands in the queue
			put(websocket.TextMessage, encode("error", "", 0, Error{Code: c.why.Code(), Text: c.why.Text(c.lang), Fatal: true}))
		}
	}
	put(websocket.CloseMessage, websocket.FormatCloseMessage(closeCode(c.why), c.why.Code()))
}

func closeCode(why *fault.Error) int {
	switch why.Code() {
	case ErrTooLarge.Code():
		return websocket.CloseMessageTooBig
	case ErrRestart.Code():
		return websocket.CloseServiceRestart
	case exam.ErrFenced.Code():
		return websocket.CloseNormalClosure
	}
	return websocket.ClosePolicyViolation
}

// send queues a frame; a client that does not read is cut off.
func (c *conn) send(kind, id string, seq int64, body any) {
	select {
	case c.out <- encode(kind, id, seq, body):
	default:
		c.end(ErrSlow)
	}
}

// refuse answers a message that was not carried out.
func (c *conn) refuse(id string, err error) {
	f := fault.From(err)
	if f.Kind() == fault.Internal {
		c.hub.cfg.Log.Error("ws", "seat", c.seat, "err", err)
	}
	c.send("error", id, 0, Error{Code: f.Code(), Text: f.Text(c.lang)})
}

// loop owns the connection's state.
func (c *conn) loop() {
	if !c.greet() {
		return
	}
	pulse := time.NewTicker(c.hub.cfg.PingEvery*3/4 + rand.N(c.hub.cfg.PingEvery/2))
	defer pulse.Stop()
	for {
		frames := c.frames
		if c.flying >= c.hub.cfg.InFlight || c.submit != nil {
			frames = nil // read waits, and with it the client
		}
		select {
		case f := <-frames:
			c.take(f)
		case r := <-c.got:
			c.receipt(r)
		case <-c.poke:
			c.refresh()
		case <-pulse.C:
			c.pulse()
		case <-c.done:
			return
		}
	}
}
