package device

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/suikao/suikao/proctor/room"
)

// DoorConfig is a door, turnstile or gate that the server drives by itself, without a bridge.
type DoorConfig struct {
	Kind string `json:"kind"` // "modbus" or "http"

	// Modbus-TCP. Address is a private one ("10.0.3.9:502"): the protocol has no secrets of its own.
	Address string  `json:"address,omitempty"`
	Unit    byte    `json:"unit,omitempty"`
	Coil    uint16  `json:"coil,omitempty"`
	PulseMS int     `json:"pulseMs,omitempty"` // how long the lock is pulled: 200 to 10000, 0 means 3000
	Timed   bool    `json:"timed,omitempty"`   // the relay ends the pulse by itself
	Contact *uint16 `json:"contact,omitempty"` // discrete input that is on while the door stands open
	Fire    *uint16 `json:"fire,omitempty"`    // … while the fire panel gives alarm
	Panic   *uint16 `json:"panic,omitempty"`   // … while the panic button is pressed
	Mains   *uint16 `json:"mains,omitempty"`   // … while the room lives from its battery

	Detector *uint16  `json:"detector,omitempty"` // … while the detector before the inner door gives alarm
	Lockers  []uint16 `json:"lockers,omitempty"`  // coils that let lockers spring open, the first locker first

	// HTTP relay: addresses that do one thing each and answer 200. Plain HTTP to private addresses alone.
	Open          string `json:"open,omitempty"`          // pulls the lock for one passage; the relay times it
	Hold          string `json:"hold,omitempty"`          // keeps the door open
	Release       string `json:"release,omitempty"`       // lets it lock again
	State         string `json:"state,omitempty"`         // answers JSON with Field
	Field         string `json:"field,omitempty"`         // "" means "state"; true while the door stands open
	Authorization string `json:"authorization,omitempty"` // header
}

const defaultPulse = 3 * time.Second

// lock is a door behind one of the configurations.
type lock interface {
	pulse(ctx context.Context) error
	hold(ctx context.Context, open bool) error
	wires(ctx context.Context) (room.Wires, error)
	close()
}

func newLock(c DoorConfig, timeout time.Duration, client *http.Client) (lock, error) {
	switch c.Kind {
	case "modbus":
		return newModbusLock(c, timeout)
	case "http":
		return newHTTPLock(c, timeout, client)
	}
	return nil, fmt.Errorf("device: a door is driven by modbus or http, not %.20q", c.Kind)
}

// modbusLock pulls a lock by a coil. Whatever was pulled is let go again, also when the answer was lost.
type modbusLock struct {
	c    DoorConfig
	bus  *modbus
	span time.Duration

	mu    sync.Mutex
	held  bool
	known bool // the coil was put to where it belongs since this program started
	round int  // a pulse that was followed by another does not end that one
}

func newModbusLock(c DoorConfig, timeout time.Duration) (*modbusLock, error) {
	at, err := netip.ParseAddrPort(c.Address)
	if err != nil || !near(at.Addr()) {
		return nil, fmt.Errorf("device: the Modbus address %.40q must be a private IP address with a port", c.Address)
	}
	if c.PulseMS != 0 && (c.PulseMS < 200 || c.PulseMS > 10_000) {
		return nil, errors.New("device: a lock is pulled for 200 to 10000 ms")
	}
	l := &modbusLock{c: c, bus: &modbus{address: c.Address, unit: c.Unit, timeout: timeout}, span: time.Duration(c.PulseMS) * time.Millisecond}
	if l.span == 0 {
		l.span = defaultPulse
	}
	return l, nil
}

// near reports whether an address belongs to a room's own wiring.
func near(a netip.Addr) bool { return a.IsLoopback() || a.IsPrivate() || a.IsLinkLocalUnicast() }

func (l *modbusLock) begin() (round int, held bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.round++
	return l.round, l.held
}

func (l *modbusLock) pulse(ctx context.Context) error {
	round, held := l.begin()
	if held {
		return nil
	}
	err := l.bus.coil(ctx, l.c.Coil, true)
	switch {
	case err != nil: // it may have been obeyed all the same
		go l.letGo(round)
	case !l.c.Timed:
		time.AfterFunc(l.span, func() { l.letGo(round) })
	}
	return err
}

// letGo ends a pulse; it tries for half a minute, because a coil that stays on is an open door.
func (l *modbusLock) letGo(round int) {
	for range 30 {
		l.mu.Lock()
		over := l.held || l.round != round
		l.mu.Unlock()
		if over || l.bus.coil(context.Background(), l.c.Coil, false) == nil {
			return
		}
		time.Sleep(time.Second)
	}
}

func (l *modbusLock) hold(ctx context.Context, open bool) error {
	l.mu.Lock()
	l.held = open
	l.round++
	l.mu.Unlock()
	return l.bus.coil(ctx, l.c.Coil, open)
}

func (l *modbusLock) wires(ctx context.Context) (room.Wires, error) {
	var w room.Wires
	if err := l.settle(ctx); err != nil {
		return w, err
	}
	for _, in := range []struct {
		at *uint16
		to *room.Wire
	}{{l.c.Contact, &w.Door}, {l.c.Fire, &w.Fire}, {l.c.Panic, &w.Panic}, {l.c.Mains, &w.Mains}} {
		if in.at == nil {
			continue
		}
		on, err := l.bus.input(ctx, *in.at)
		if err != nil {
			return room.Wires{}, err
		}
		*in.to = room.WireOf(on)
	}
	return w, nil
}

// settle lets go, once after the start, of what an earlier process left pulled when it ended in the middle of a pulse.
func (l *modbusLock) settle(ctx context.Context) error {
	l.mu.Lock()
	idle := !l.known && l.round == 0 && !l.held
	l.known = true
	l.mu.Unlock()
	if !idle {
		return nil
	}
	err := l.bus.coil(ctx, l.c.Coil, false)
	if err != nil {
		l.mu.Lock()
		l.known = false
		l.mu.Unlock()
	}
	return err
}

func (l *modbusLock) close() { l.bus.close() }

// httpLock pulls a lock by calling a relay's addresses.
type httpLock struct {
	c       DoorConfig
	timeout time.Duration
	client  *http.Client
}

func newHTTPLock(c DoorConfig, timeout time.Duration, client *http.Client) (*httpLock, error) {
	if c.Open == "" || (c.Hold == "") != (c.Release == "") {
		return nil, errors.New("device: an HTTP relay needs an address that opens, and one that releases where one holds")
	}
	for _, a := range []string{c.Open, c.Hold, c.Release, c.State} {
		if a == "" {
			continue
		}
		u, err := url.Parse(a)
		if err != nil {
			return nil, errors.New("device: the relay's address cannot be read") // its text may hold a password
		}
		ip, err := netip.ParseAddr(u.Hostname())
		if u.Scheme != "https" && (u.Scheme != "http" || err != nil || !near(ip)) {
			return nil, fmt.Errorf("device: the relay at %s must use https, or be at a private address", u.Host)
		}
	}
	if c.Field == "" {
		c.Field = "state"
	}
	return &httpLock{c, timeout, client}, nil
}

func (l *httpLock) call(ctx context.Context, address string) ([]byte, error) {
	ctx, stop := context.WithTimeout(ctx, l.timeout)
	defer stop()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, errors.New("device: the relay's address cannot be read")
	}
	if l.c.Authorization != "" {
		req.Header.Set("Authorization", l.c.Authorization)
	}
	res, err := l.client.Do(req)
	if err != nil {
		return nil, fmt.Errorf("device: the relay at %s does not answer", req.URL.Host)
	}
	defer func() { _ = res.Body.Close() }()
	if res.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("device: the relay answered %d", res.StatusCode)
	}
	return io.ReadAll(io.LimitReader(res.Body, maxBody))
}

func (l *httpLock) pulse(ctx context.Context) error {
	_, err := l.call(ctx, l.c.Open)
	return err
}

func (l *httpLock) hold(ctx context.Context, open bool) error {
	address := l.c.Release
	if open {
		address = l.c.Hold
	}
	if address == "" {
		return errors.New("device: this relay cannot hold a door open")
	}
	_, err := l.call(ctx, address)
	return err
}

func (l *httpLock) wires(ctx context.Context) (room.Wires, error) {
	if l.c.State == "" {
		return room.Wires{}, nil
	}
	raw, err := l.call(ctx, l.c.State)
	if err != nil {
		return room.Wires{}, err
	}
	open, err := relayState(raw, l.c.Field)
	return room.Wires{Door: room.WireOf(open)}, err
}

// relayState reads a relay's state: field, with dots between levels ("input.state"), of a JSON object; a truth, 0 or 1.
func relayState(raw []byte, field string) (bool, error) {
	var at any
	if json.Unmarshal(raw, &at) != nil {
		return false, errors.New("device: the relay's answer is not JSON")
	}
	for name := range strings.SplitSeq(field, ".") {
		m, ok := at.(map[string]any)
		if !ok {
			return false, errors.New("device: the relay's answer has no such field")
		}
		at = m[name]
	}
	switch v := at.(type) {
	case bool:
		return v, nil
	case float64:
		if v == 0 || v == 1 {
			return v == 1, nil
		}
	}
	return false, errors.New("device: the relay's state is no truth value")
}

func (l *httpLock) close() {}
