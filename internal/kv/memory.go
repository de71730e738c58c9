package kv

import (
	"bytes"
	"context"
	"slices"
	"sync"
	"time"
)

// Memory is the store of a program that runs alone. What it holds ends with the process.
type Memory struct {
	now func() time.Time

	mu       sync.Mutex
	sessions map[string]entry[Session]
	leases   map[string]entry[string]
	presence map[string]map[string]time.Time
	limits   map[string]time.Time // GCRA's theoretical arrival time
	counters map[string]entry[int64]
	subs     map[string]map[chan []byte]struct{}
	writes   int
}

type entry[T any] struct {
	value T
	until time.Time
}

var _ Store = (*Memory)(nil)

// NewMemory returns an empty store whose times to live run by now (an actor.Clock).
func NewMemory(now func() time.Time) *Memory {
	return &Memory{
		now: now, sessions: map[string]entry[Session]{}, leases: map[string]entry[string]{},
		presence: map[string]map[string]time.Time{}, limits: map[string]time.Time{},
		counters: map[string]entry[int64]{}, subs: map[string]map[chan []byte]struct{}{},
	}
}

// lock begins a call and returns its time. Every thousandth call throws away what has run out, so that keys nobody asks
// for again do not pile up.
func (m *Memory) lock() time.Time {
	m.mu.Lock()
	now := m.now()
	if m.writes++; m.writes%1000 == 0 {
		sweep(m.sessions, func(e entry[Session]) bool { return !now.Before(e.until) })
		sweep(m.leases, func(e entry[string]) bool { return !now.Before(e.until) })
		sweep(m.counters, func(e entry[int64]) bool { return !now.Before(e.until) })
		sweep(m.limits, func(tat time.Time) bool { return !now.Before(tat) })
		for set, members := range m.presence {
			sweep(members, func(until time.Time) bool { return !now.Before(until) })
			if len(members) == 0 {
				delete(m.presence, set)
			}
		}
	}
	return now
}

func sweep[T any](m map[string]T, over func(T) bool) {
	for k, v := range m {
		if over(v) {
			delete(m, k)
		}
	}
}

// PutSession implements Store.
func (m *Memory) PutSession(_ context.Context, s Session, ttl time.Duration) error {
	now := m.lock()
	defer m.mu.Unlock()
	s.Data = bytes.Clone(s.Data)
	m.sessions[s.ID] = entry[Session]{s, now.Add(ttl)}
	return nil
}

// Session implements Store.
func (m *Memory) Session(_ context.Context, id string, extend time.Duration) (Session, error) {
	now := m.lock()
	defer m.mu.Unlock()
	e, ok := m.sessions[id]
	if !ok || !now.Before(e.until) {
		return Session{}, ErrNoSession
	}
	if extend > 0 {
		e.until = now.Add(extend)
		m.sessions[id] = e
	}
	s := e.value
	s.Data = bytes.Clone(s.Data)
	return s, nil
}

// DeleteSession implements Store.
func (m *Memory) DeleteSession(_ context.Context, id string) error {
	m.lock()
	defer m.mu.Unlock()
	delete(m.sessions, id)
	return nil
}

// DeleteSessions implements Store.
func (m *Memory) DeleteSessions(_ context.Context, owner string) (int, error) {
	now := m.lock()
	defer m.mu.Unlock()
	n := 0
	for id, e := range m.sessions {
		if e.value.Owner == owner {
			delete(m.sessions, id)
			if now.Before(e.until) {
				n++
			}
		}
	}
	return n, nil
}

// Acquire implements Store.
func (m *Memory) Acquire(_ context.Context, name, token string, ttl time.Duration) (bool, error) {
	now := m.lock()
	defer m.mu.Unlock()
	if e, ok := m.leases[name]; ok && now.Before(e.until) {
		return false, nil
	}
	m.leases[name] = entry[string]{token, now.Add(ttl)}
	return true, nil
}

// Renew implements Store.
func (m *Memory) Renew(_ context.Context, name, token string, ttl time.Duration) (bool, error) {
	now := m.lock()
	defer m.mu.Unlock()
	e, ok := m.leases[name]
	if !ok || e.value != token || !now.Before(e.until) {
		return false, nil
	}
	m.leases[name] = entry[string]{token, now.Add(ttl)}
	return true, nil
}

// Release implements Store.
func (m *Memory) Release(_ context.Context, name, token string) error {
	m.lock()
	defer m.mu.Unlock()
	if m.leases[name].value == token {
		delete(m.leases, name)
	}
	return nil
}

// Beat implements Store.
func (m *Memory) Beat(_ context.Context, set, member string, ttl time.Duration) error {
	now := m.lock()
	defer m.mu.Unlock()
	if ttl <= 0 {
		delete(m.presence[set], member)
		return nil
	}
	if m.presence[set] == nil {
		m.presence[set] = map[string]time.Time{}
	}
	m.presence[set][member] = now.Add(ttl)
	return nil
}

// Present implements Store.
func (m *Memory) Present(_ context.Context, set string) ([]string, error) {
	now := m.lock()
	defer m.mu.Unlock()
	var out []string
	for member, until := range m.presence[set] {
		if now.Before(until) {
			out = append(out, member)
		}
	}
	slices.Sort(out)
	return out, nil
}

// Allow implements Store.
func (m *Memory) Allow(_ context.Context, key string, l Limit) (Decision, error) {
	if err := l.check(); err != nil {
		return Decision{}, err
	}
	now := m.lock()
	defer m.mu.Unlock()
	tat := m.limits[key]
	if tat.Before(now) {
		tat = now
	}
	next := tat.Add(l.Per / time.Duration(l.N))
	if wait := next.Add(-l.Per).Sub(now); wait > 0 {
		return Decision{RetryAfter: wait}, nil
	}
	m.limits[key] = next
	return Decision{Allowed: true}, nil
}

// Add implements Store.
func (m *Memory) Add(_ context.Context, key string, delta int64, ttl time.Duration) (int64, error) {
	now := m.lock()
	defer m.mu.Unlock()
	e, ok := m.counters[key]
	if !ok || !now.Before(e.until) {
		e = entry[int64]{until: now.Add(ttl)}
	}
	if e.value += delta; delta != 0 {
		m.counters[key] = e
	}
	return e.value, nil
}

// Publish implements Store.
func (m *Memory) Publish(_ context.Context, channel string, message []byte) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	for c := range m.subs[channel] {
		offer(c, append([]byte{}, message...))
	}
	return nil
}

// Subscribe implements Store.
func (m *Memory) Subscribe(ctx context.Context, channel string) (<-chan []byte, error) {
	c := newSubscription()
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.subs[channel] == nil {
		m.subs[channel] = map[chan []byte]struct{}{}
	}
	m.subs[channel][c] = struct{}{}
	context.AfterFunc(ctx, func() { m.unsubscribe(channel, c) })
	return c, nil
}

// unsubscribe closes c once, whoever comes first: the end of its context or Close.
func (m *Memory) unsubscribe(channel string, c chan []byte) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if _, ok := m.subs[channel][c]; !ok {
		return
	}
	close(c)
	delete(m.subs[channel], c)
	if len(m.subs[channel]) == 0 {
		delete(m.subs, channel)
	}
}

// Ping implements Store.
func (m *Memory) Ping(context.Context) error { return nil }

// Close implements Store.
func (m *Memory) Close() error {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, subs := range m.subs {
		for c := range subs {
			close(c)
		}
	}
	clear(m.subs)
	return nil
}
