package wsclient

import (
	"context"
	"errors"
	"math/rand/v2"
	"time"
)

// Keep holds a connection open until ctx ends or the robot is fenced: it connects again with jittered back-off and sends
// again what was not acknowledged.
func (r *Robot) Keep(ctx context.Context) {
	wait := r.o.Backoff
	for ctx.Err() == nil {
		err := r.Connect(ctx)
		if errors.Is(err, ErrFenced) {
			return
		}
		if err == nil {
			wait = r.o.Backoff
			if r.hold(ctx) {
				return
			}
		}
		select {
		case <-time.After(wait/2 + rand.N(wait)):
		case <-ctx.Done():
		}
		wait = min(2*wait, 32*r.o.Backoff)
	}
	r.Disconnect()
}

// hold waits for the end of the connection, sending again what stays unanswered. True: fenced.
func (r *Robot) hold(ctx context.Context) bool {
	tick := time.NewTicker(r.o.Resend / 4)
	defer tick.Stop()
	for {
		r.mu.Lock()
		l, fenced := r.link, r.fenced != nil
		r.mu.Unlock()
		if fenced {
			return true
		}
		if l == nil {
			return false
		}
		select {
		case <-l.ended:
		case <-tick.C:
			r.flush(false)
		case <-ctx.Done():
			return false
		}
	}
}

// Disconnect cuts the connection without a word.
func (r *Robot) Disconnect() {
	r.mu.Lock()
	l := r.link
	r.mu.Unlock()
	if l != nil {
		_ = l.ws.Close()
		<-l.ended
	}
}
