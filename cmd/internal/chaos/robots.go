package chaos

import (
	"context"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"time"

	"github.com/suikao/suikao/web/ws"
	"github.com/suikao/suikao/web/ws/wsclient"
)

// wire is what the network does to single messages, for all robots.
type wire struct {
	loss, double, reorder atomic.Bool
	struck                atomic.Int64
}

// mangle harms messages for a while.
func (w *world) mangle(ctx context.Context, what *atomic.Bool) error {
	what.Store(true)
	w.rest(ctx, 3000, 4500)
	what.Store(false)
	return nil
}

// late holds messages of one connection back, so that others overtake them.
type late struct {
	mu   sync.Mutex
	no   int
	held [][]byte
}

// out decides what goes out instead of a frame.
func (x *wire) out(h *late, no int, frame []byte) [][]byte {
	h.mu.Lock()
	defer h.mu.Unlock()
	if no < h.no {
		return [][]byte{frame} // the last words of a connection that ends
	}
	if no > h.no { // what an ended connection still held never arrives
		h.no, h.held = no, nil
	}
	freed := h.held
	h.held = nil
	switch {
	case x.loss.Load() && rand.IntN(5) == 0:
		x.struck.Add(1)
		return freed
	case x.double.Load() && rand.IntN(3) == 0:
		x.struck.Add(1)
		return append([][]byte{frame, frame}, freed...)
	case x.reorder.Load() && rand.IntN(3) == 0:
		x.struck.Add(1)
		h.held = append(freed, frame)
		return nil
	}
	return append([][]byte{frame}, freed...)
}

// deaf decides whether a message of the server gets lost.
func (x *wire) deaf() bool {
	if x.loss.Load() && rand.IntN(5) == 0 {
		x.struck.Add(1)
		return true
	}
	return false
}

// sitter is one robot candidate.
type sitter struct {
	*wsclient.Robot
	w    *world
	quit atomic.Bool // of answering
}

func (w *world) newSitter(token string) *sitter {
	h := &late{}
	return &sitter{w: w, Robot: wsclient.New(wsclient.Options{URL: w.url(rand.IntN(2)), Token: token, Lang: "zh-CN", Resend: 1500 * time.Millisecond,
		Mangle: func(no int, f []byte) [][]byte { return w.wire.out(h, no, f) },
		Deaf:   w.wire.deaf})}
}

func (w *world) url(node int) string {
	return "ws://" + w.house.nodes[node].front.Addr() + "/api/device/ws"
}

// keep holds a connection to some node; another one where the last cannot be had, and now and then for no reason.
func (s *sitter) keep(ctx context.Context) {
	for ctx.Err() == nil {
		turn, cancel := context.WithTimeout(ctx, time.Duration(2+rand.IntN(20))*time.Second)
		go func() {
			for turn.Err() == nil {
				time.Sleep(400 * time.Millisecond)
				if !s.Connected() {
					s.Redirect(s.w.url(rand.IntN(2)))
				}
			}
		}()
		s.Keep(turn)
		cancel()
		s.Redirect(s.w.url(rand.IntN(2)))
		time.Sleep(time.Duration(rand.IntN(100)) * time.Millisecond)
	}
}

// sit begins and answers at a pace until it is told to stop or the paper is over.
func (s *sitter) sit(ctx context.Context, pace time.Duration) {
	var state ws.SeatState
	for {
		var err error
		if state, err = s.Begin(ctx); err == nil && state.Phase == "RUNNING" {
			break
		}
		if ctx.Err() != nil {
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	for ctx.Err() == nil && !s.quit.Load() {
		time.Sleep(pace/2 + rand.N(pace))
		now := s.State()
		if now.Phase != "RUNNING" && now.Phase != "PAUSED" {
			return
		}
		if now.Sheet == nil || s.Unsaved() >= 24 {
			continue
		}
		s.record(now)
	}
}

func (s *sitter) record(now ws.SeatState) {
	one := now.Sheet.Questions[rand.IntN(len(now.Sheet.Questions))]
	switch rand.IntN(10) {
	case 0:
		s.Post("MARK", one.No, []string{"", "1"}[rand.IntN(2)])
	case 1:
		s.Post("ANSWER", one.No, "")
	default:
		s.Post("ANSWER", one.No, one.Options[rand.IntN(len(one.Options))].Letter)
	}
}

// phase is the state that the robot heard of last.
func (s *sitter) phase() string { return s.State().Phase }
