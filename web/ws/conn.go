package ws

import (
	"context"
	"errors"
	"io"
	"math/rand/v2"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gorilla/websocket"
	"golang.org/x/time/rate"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/site"
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
	out    outbox
	poke   chan struct{} // something may have changed: of the seat, or among the receipts
	stored func(exam.Receipt)

	endOnce sync.Once
	why     *fault.Error  // set before done is closed
	decided chan struct{} // closed when loop has ended: nothing more is sent
	silent  chan struct{} // closed when read has ended

	flying  atomic.Int32                // records without receipt
	patient atomic.Bool                 // a submission waits for them
	pokes   atomic.Int64                // how often the hub poked
	missed  atomic.Bool                 // changes of the seat may have gone unheard: look
	heard   atomic.Int64                // last sign of life, ms by the server's clock
	closed  atomic.Bool                 // the client said that it goes
	alive   atomic.Bool                 // the client was there to hear that another connection holds its sitting
	named   atomic.Pointer[string]      // the page that calls; nil before hello
	me      atomic.Pointer[actor.Actor] // the terminal; nil before hello
	mu      sync.Mutex
	refused []exam.Receipt // receipts that loop has to deal with

	// Owned by loop; write reads lang once decided is closed.
	ctx     context.Context // ends with done; carries the device from hello on
	seat    site.SeatID
	lang    string
	sitting exam.SittingID // empty: nobody sits here
	epoch   int64          // 0: shown, not held
	version int64          // of the last state sent
	head    exam.Head      // as of the last state sent, for the pulse
	submit  *frame         // waits for the records that are under way
	seen    int64          // pokes that the client's page covers
	watch   watched
}

// frame is one message of the client as read off the socket.
type frame struct {
	e    Envelope // without Body, whose bytes are read into again
	body any
	err  error
	at   time.Time
}

func newConn(h *Hub, ws *websocket.Conn, caller actor.Actor) *conn {
	ctx, cancel := context.WithCancel(actor.With(context.Background(), caller))
	c := &conn{hub: h, ws: ws, ctx: ctx, done: ctx.Done(), cancel: cancel, decided: make(chan struct{}), silent: make(chan struct{}),
		frames: make(chan frame, 1), poke: make(chan struct{}, 1), out: outbox{most: h.cfg.SendQueue, ready: make(chan struct{}, 1)}}
	c.stored = c.settled
	return c
}

// serve runs the connection until it ends.
func (c *conn) serve() {
	var wg sync.WaitGroup
	wg.Go(c.read)
	wg.Go(c.write)
	c.guarded()
	close(c.decided)
	c.end(nil)
	wg.Wait()
	c.unwatch()
	c.tellLost()
}

// silence is how long a connection that another one replaced must have been silent to count as one that broke off.
const silence = 3 * time.Second

// tellLost tells of a connection that held a sitting and broke off: nobody closed it, neither here nor there.
func (c *conn) tellLost() {
	heard := time.UnixMilli(c.heard.Load())
	fenced := c.why != nil && c.why.Code() == exam.ErrFenced.Code()
	if c.hub.cfg.Lost == nil || c.sitting == "" || c.epoch == 0 || c.closed.Load() || c.why != nil && !fenced ||
		fenced && c.hub.cfg.Clock().Sub(heard) < silence {
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(c.ctx), c.hub.cfg.WriteWait)
	defer cancel()
	if err := c.hub.cfg.Lost(ctx, c.sitting, c.epoch, heard); err != nil {
		c.hub.cfg.Log.Warn("ws: a seat was lost", "seat", c.seat, "err", err)
	}
}

// guarded runs loop; a defect that one seat meets ends that seat's connection and no other.
func (c *conn) guarded() {
	defer func() {
		if v := recover(); v != nil {
			c.hub.cfg.Log.Error("panic", "seat", c.seat, "value", v, "stack", string(debug.Stack()))
			c.end(fault.ErrInternal)
		}
	}()
	c.loop()
}

// end closes the connection once, telling the client why; nil where there is nobody to tell.
func (c *conn) end(why *fault.Error) {
	c.endOnce.Do(func() {
		c.why = why
		c.cancel()
	})
}

// read takes frames off the socket and decodes them. A frame is never read beyond its limit.
func (c *conn) read() {
	defer close(c.silent)
	alive := c.hub.cfg.PingEvery*2 + c.hub.cfg.PingEvery/2
	var extended time.Time
	extend := func() { // the socket's own clock, not the domain's; setting it costs, so not for every frame
		c.heard.Store(c.hub.cfg.Clock().UnixMilli())
		if now := time.Now(); now.Sub(extended) > c.hub.cfg.PingEvery/8 {
			extended = now
			c.present()
			_ = c.ws.SetReadDeadline(now.Add(alive + c.hub.cfg.PingEvery/8))
		}
	}
	extend()
	c.ws.SetPongHandler(func(string) error { extend(); return nil })
	limiter := rate.NewLimiter(rate.Limit(c.hub.cfg.PerSecond), c.hub.cfg.Burst)
	var room [maxKept]byte
	for {
		kind, r, err := c.ws.NextReader()
		if err != nil {
			var bye *websocket.CloseError
			c.closed.Store(errors.As(err, &bye) && bye.Code != websocket.CloseAbnormalClosure)
			c.heardOut(err)
			c.parted(err)
			c.end(nil)
			return
		}
		extend()
		raw, err := readFrame(r, room[:])
		if why := unfit(kind, raw, err, limiter); why != nil {
			c.end(why)
			c.linger()
			return
		}
		f := frame{at: c.hub.cfg.Clock()}
		f.e, f.body, f.err = Decode(raw)
		f.e.Body = nil
		select {
		case c.frames <- f:
		case <-c.done:
			c.linger()
			return
		}
	}
}

// maxKept is the size of the frames that are read without taking memory: all but a page full of confirmations.
const maxKept = 512

// readFrame reads one frame, at most one byte beyond the limit, into room or, if it is longer, into new memory.
func readFrame(r io.Reader, room []byte) ([]byte, error) {
	n, err := io.ReadFull(r, room)
	switch {
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return room[:n], nil
	case err != nil:
		return nil, err
	}
	rest, err := io.ReadAll(io.LimitReader(r, int64(MaxFrame+1-n)))
	return append(append(make([]byte, 0, n+len(rest)), room...), rest...), err
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
			c.heardOut(err)
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
	text := func(b []byte) bool { return put(websocket.TextMessage, b) }
	for {
		select {
		case <-c.out.ready:
			if !c.out.empty(text) {
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
		if !c.out.empty(func(b []byte) bool { return put(websocket.TextMessage, b) }) {
			return
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
	case ErrRestart.Code(), exam.ErrAway.Code(), ErrUplink.Code():
		return websocket.CloseServiceRestart
	case exam.ErrFenced.Code():
		return websocket.CloseNormalClosure
	}
	return websocket.ClosePolicyViolation
}

// send queues a frame; a client that does not read is cut off.
func (c *conn) send(kind, id string, seq int64, body any) { c.queue(encode(kind, id, seq, body)) }

func (c *conn) queue(frame []byte) {
	if !c.out.add(frame) {
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

// wake has loop look at receipts and seat.
func (c *conn) wake() {
	select {
	case c.poke <- struct{}{}:
	default: // it is about to look already
	}
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
		if c.submit != nil || int(c.flying.Load()) >= c.hub.cfg.InFlight {
			frames = nil // read waits, and with it the client
		}
		select {
		case f := <-frames:
			c.take(f)
		case <-c.poke:
			c.receipts()
			if p := c.pokes.Load(); p != c.seen {
				c.seen = p
				c.refresh()
			}
			if c.missed.Swap(false) {
				c.pulse()
			}
		case <-pulse.C:
			c.pulse()
		case <-c.done:
			return
		}
	}
}
