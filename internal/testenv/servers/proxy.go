package servers

import (
	"errors"
	"io"
	"net"
	"sync"
	"sync/atomic"
	"time"
)

// Harm is what a Proxy does to the connection on which a watched request came.
type Harm int

// The harms.
const (
	Pass       Harm = iota // forward as usual
	CutBefore              // the server never sees the request; both ends lose the connection
	CutAfter               // the server gets the request and answers, the client loses the connection instead
	CutRequest             // the server gets the request, then both ends lose the connection before any answer
)

// Proxy forwards connections to a server and harms them when it is told to. All methods are for any goroutine.
type Proxy struct {
	ln      net.Listener
	target  atomic.Pointer[address]
	watch   atomic.Pointer[func(request []byte) Harm]
	refuse  atomic.Bool
	stalled atomic.Pointer[chan struct{}] // nil, or closed when the stall ends
	mu      sync.Mutex
	open    map[net.Conn]net.Conn // client's end → server's end
	closed  bool
	wg      sync.WaitGroup
}

type address struct{ network, addr string }

// StartProxy listens on an address ("tcp", "127.0.0.1:0"; "unix", path) and forwards to another.
func StartProxy(network, listen, targetNetwork, target string) (*Proxy, error) {
	ln, err := net.Listen(network, listen)
	if err != nil {
		return nil, err
	}
	p := &Proxy{ln: ln, open: map[net.Conn]net.Conn{}}
	p.Aim(targetNetwork, target)
	p.wg.Go(p.accept)
	return p, nil
}

// Addr is where the proxy listens.
func (p *Proxy) Addr() string { return p.ln.Addr().String() }

// Aim sends connections that are opened from now on to another server; open ones stay.
func (p *Proxy) Aim(network, target string) { p.target.Store(&address{network, target}) }

// Watch lets f judge what clients send, piece by piece as it is read; nil ends it. f is called by many goroutines.
func (p *Proxy) Watch(f func(request []byte) Harm) {
	if f == nil {
		p.watch.Store(nil)
		return
	}
	p.watch.Store(&f)
}

// Refuse makes new connections fail at once, or lets them through again.
func (p *Proxy) Refuse(on bool) { p.refuse.Store(on) }

// Stall holds everything back in both directions, as a network that drops all packets does, or lets it flow again.
func (p *Proxy) Stall(on bool) {
	var next *chan struct{}
	if on {
		c := make(chan struct{})
		next = &c
	}
	if old := p.stalled.Swap(next); old != nil {
		close(*old)
	}
}

// Cut breaks all open connections and returns how many there were.
func (p *Proxy) Cut() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	for c, s := range p.open {
		reset(c)
		reset(s)
	}
	return len(p.open)
}

// Close stops listening and breaks what is open.
func (p *Proxy) Close() error {
	p.mu.Lock()
	p.closed = true
	p.mu.Unlock()
	err := p.ln.Close()
	p.Stall(false)
	p.Cut()
	p.wg.Wait()
	return err
}

func (p *Proxy) accept() {
	for {
		c, err := p.ln.Accept()
		if errors.Is(err, net.ErrClosed) {
			return
		}
		if err != nil {
			time.Sleep(time.Millisecond)
			continue
		}
		if p.refuse.Load() {
			reset(c)
			continue
		}
		p.wg.Go(func() { p.serve(c) })
	}
}

func (p *Proxy) serve(c net.Conn) {
	to := p.target.Load()
	s, err := net.DialTimeout(to.network, to.addr, 2*time.Second)
	if err != nil {
		reset(c)
		return
	}
	p.mu.Lock()
	if p.closed {
		p.mu.Unlock()
		reset(c)
		reset(s)
		return
	}
	p.open[c] = s
	p.mu.Unlock()
	var deaf atomic.Bool // what the server answers no longer reaches the client
	var wg sync.WaitGroup
	wg.Go(func() { p.pump(c, s, func(b []byte) Harm { return p.judge(b, &deaf) }) })
	wg.Go(func() {
		p.pump(s, c, func([]byte) Harm {
			if deaf.Load() {
				return CutBefore
			}
			return Pass
		})
	})
	wg.Wait()
	p.mu.Lock()
	delete(p.open, c)
	p.mu.Unlock()
}

func (p *Proxy) judge(request []byte, deaf *atomic.Bool) Harm {
	f := p.watch.Load()
	if f == nil {
		return Pass
	}
	h := (*f)(request)
	if h == CutAfter || h == CutRequest {
		deaf.Store(true) // before the request goes out, or the answer could slip through
	}
	return h
}

// pump copies until an end or a harm, then breaks both ends.
func (p *Proxy) pump(from, to net.Conn, judge func([]byte) Harm) {
	defer reset(to)
	defer reset(from)
	buf := make([]byte, 64<<10)
	for {
		n, err := from.Read(buf)
		if n > 0 {
			if wait := p.stalled.Load(); wait != nil {
				<-*wait
			}
			h := judge(buf[:n])
			if h == CutBefore {
				return
			}
			if _, werr := to.Write(buf[:n]); werr != nil || h == CutRequest {
				return
			}
		}
		if err != nil {
			return
		}
	}
}

// reset closes with RST where the protocol has it, so that the other side knows at once.
func reset(c io.Closer) {
	if t, ok := c.(*net.TCPConn); ok {
		_ = t.SetLinger(0)
	}
	_ = c.Close()
}
