package wsclient

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"

	"github.com/suikao/suikao/web/ws"
)

// Begin pledges, practises and starts, as far as that is still to be done.
func (r *Robot) Begin(ctx context.Context) (ws.SeatState, error) {
	s, err := r.Until(ctx, func(s ws.SeatState) bool { return !s.Idle && s.Sitting != "" && s.Epoch != 0 })
	for err == nil {
		switch s.Phase {
		case "ASSIGNED":
			p := ws.Pledge{Sitting: s.Sitting, Nonce: fmt.Sprintf("%016x%016x", rand.Uint64(), rand.Uint64())}
			for _, n := range s.Notices {
				p.Notices = append(p.Notices, ws.Confirmed{Kind: n.Kind, Version: n.Version})
			}
			s, err = r.Call(ctx, "pledge", p)
		case "PLEDGED":
			s, err = r.Call(ctx, "practice_done", ws.PracticeDone{Sitting: s.Sitting})
		case "PRACTISED":
			s, err = r.Call(ctx, "start", ws.Start{Sitting: s.Sitting})
		default:
			return s, nil
		}
	}
	return s, err
}

// Submit hands the paper in once everything is stored.
func (r *Robot) Submit(ctx context.Context) (ws.SeatState, error) {
	last, err := await(ctx, r, func() (int64, bool, error) { return r.seq, len(r.outbox) == 0, nil })
	if err != nil {
		return ws.SeatState{}, err
	}
	sitting := r.State().Sitting
	s, err := r.Call(ctx, "submit", ws.Submit{Sitting: sitting, Last: last})
	var f *Failure
	if errors.As(err, &f) && f.Code == ws.ErrNoSeatHeld.Code() {
		// The answer got lost with its connection, and the seat is free again: the new connection's welcome says how it ended.
		if now := r.State(); now.Sitting == sitting && now.SubmittedAt != 0 {
			return now, nil
		}
	}
	return s, err
}

// Call sends an act and waits for the state it leads to, over as many connections as it takes. Acts may be repeated, so
// it sends again on a new connection. A refusal comes back as *Failure.
func (r *Robot) Call(ctx context.Context, kind string, body any) (ws.SeatState, error) {
	for {
		l, err := await(ctx, r, func() (*link, bool, error) {
			if r.fenced != nil {
				return nil, false, ErrFenced
			}
			return r.link, r.link != nil, nil
		})
		if err != nil {
			return ws.SeatState{}, err
		}
		r.mu.Lock()
		r.nextID++
		id := fmt.Sprintf("c%d", r.nextID)
		r.mu.Unlock()
		l.send(r, kind, id, 0, body)
		s, again, err := r.answer(ctx, l, id)
		if !again {
			return s, err
		}
	}
}

// answer waits for the reply to id on l; again when the connection ended or the frame got lost.
func (r *Robot) answer(ctx context.Context, l *link, id string) (ws.SeatState, bool, error) {
	patience, cancel := context.WithTimeout(ctx, 5*r.o.Resend)
	defer cancel()
	got, err := await(patience, r, func() (reply, bool, error) {
		if p, ok := r.replies[id]; ok {
			delete(r.replies, id)
			return p, true, nil
		}
		if r.fenced != nil {
			return reply{}, false, ErrFenced
		}
		return reply{}, r.link != l, nil
	})
	switch {
	case errors.Is(err, ErrFenced):
		return ws.SeatState{}, false, err
	case err != nil:
		return ws.SeatState{}, ctx.Err() == nil, ctx.Err()
	case got.err != nil:
		return ws.SeatState{}, false, got.err
	case got.state.Sitting == "" && !got.state.Idle:
		return ws.SeatState{}, true, nil
	}
	return got.state, false, nil
}
