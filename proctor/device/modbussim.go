package device

import (
	"encoding/binary"
	"errors"
	"net"
	"sync"
	"time"
)

// Relay is a door controller in memory that speaks Modbus-TCP: coils that pull locks, discrete inputs for contacts and
// buttons. It is for demonstrations, tests and measurements, and safe for concurrent use.
type Relay struct {
	ln net.Listener
	wg sync.WaitGroup

	mu     sync.Mutex
	conns  map[net.Conn]bool
	coils  map[uint16]bool
	inputs map[uint16]bool
	pulled map[uint16]int // how often a coil went from off to on
	mute   bool
	refuse bool
	delay  time.Duration
}

// NewRelay serves a relay on address ("127.0.0.1:0") until Close.
func NewRelay(address string) (*Relay, error) {
	ln, err := net.Listen("tcp", address)
	if err != nil {
		return nil, err
	}
	r := &Relay{ln: ln, conns: map[net.Conn]bool{}, coils: map[uint16]bool{}, inputs: map[uint16]bool{}, pulled: map[uint16]int{}}
	r.wg.Go(r.accept)
	return r, nil
}

// Address is where the relay listens.
func (r *Relay) Address() string { return r.ln.Addr().String() }

// Close ends the relay and its connections.
func (r *Relay) Close() error {
	err := r.ln.Close()
	r.Drop()
	r.wg.Wait()
	return err
}

// Drop breaks every connection, as a switch does that lost its power for a moment.
func (r *Relay) Drop() {
	r.mu.Lock()
	defer r.mu.Unlock()
	for c := range r.conns {
		_ = c.Close()
	}
}

// Mute makes the relay take questions and answer none; Refuse makes it answer with an exception; Slow delays its answers.
func (r *Relay) Mute(on bool) { r.set(func() { r.mute = on }) }

// Refuse makes the relay answer every question with exception 4, or answer again.
func (r *Relay) Refuse(on bool) { r.set(func() { r.refuse = on }) }

// Slow delays every answer.
func (r *Relay) Slow(by time.Duration) { r.set(func() { r.delay = by }) }

// Input sets a discrete input: a door contact, a fire panel, a button.
func (r *Relay) Input(at uint16, on bool) { r.set(func() { r.inputs[at] = on }) }

// Coil reports whether a coil is on, and how often it went from off to on.
func (r *Relay) Coil(at uint16) (on bool, pulled int) {
	r.set(func() { on, pulled = r.coils[at], r.pulled[at] })
	return on, pulled
}

func (r *Relay) set(f func()) {
	r.mu.Lock()
	defer r.mu.Unlock()
	f()
}

func (r *Relay) accept() {
	for {
		c, err := r.ln.Accept()
		if err != nil {
			return
		}
		r.set(func() { r.conns[c] = true })
		r.wg.Go(func() {
			defer r.set(func() { delete(r.conns, c); _ = c.Close() })
			r.talk(c)
		})
	}
}

func (r *Relay) talk(c net.Conn) {
	for {
		f, err := readFrame(c)
		if err != nil {
			return
		}
		var mute bool
		var wait time.Duration
		r.set(func() {
			mute, wait = r.mute, r.delay
			if !mute {
				f.body = r.answer(f.body)
			}
		})
		if mute {
			continue
		}
		time.Sleep(wait)
		if _, err := c.Write(f.bytes()); err != nil {
			return
		}
	}
}

// The exceptions a relay answers with.
const (
	noSuchFunction = 1
	noSuchAddress  = 2
	badValue       = 3
	broken         = 4
)

var errException = errors.New("exception")

// answer answers one question; r is locked.
func (r *Relay) answer(q []byte) []byte {
	no := func(code byte) []byte { return []byte{q[0] | 0x80, code} }
	if r.refuse {
		return no(broken)
	}
	if len(q) != 5 {
		return no(badValue)
	}
	at, value := binary.BigEndian.Uint16(q[1:]), binary.BigEndian.Uint16(q[3:])
	switch q[0] {
	case writeCoil:
		if value != 0 && value != 0xff00 {
			return no(badValue)
		}
		on := value != 0
		if on && !r.coils[at] {
			r.pulled[at]++
		}
		r.coils[at] = on
		return q
	case readCoils, readInputs:
		from := r.inputs
		if q[0] == readCoils {
			from = r.coils
		}
		out, err := bits(from, int(at), int(value))
		if err != nil {
			return no(noSuchAddress)
		}
		return append([]byte{q[0], byte(len(out))}, out...)
	}
	return no(noSuchFunction)
}

func bits(from map[uint16]bool, at, n int) ([]byte, error) {
	if n < 1 || n > maxBits || at+n > 1<<16 {
		return nil, errException
	}
	out := make([]byte, (n+7)/8)
	for i := range n {
		if from[uint16(at+i)] { //nolint:gosec // checked above
			out[i/8] |= 1 << (i % 8)
		}
	}
	return out, nil
}
