package exam

import (
	"context"
)

// MaxBatch is the most records PutAll takes at once.
const MaxBatch = 200

// Put hands one record of a sitting to the commit pipeline. An error says at once that it cannot enter (unknown
// question, unknown option, no paper, pipeline closed); otherwise done is called exactly once with what became of it:
// after the commit, or with the refusal. Put blocks while the pipeline is full. done must not block.
//
// The caller vouches that w.Sitting and w.Epoch are those it got from Connect.
func (s *Service) Put(ctx context.Context, w Write, done func(Receipt)) error {
	sh, err := s.shape(ctx, w.Sitting)
	if err != nil {
		return err
	}
	if err := sh.CheckEntry(w.Kind, w.Question, w.Answer); err != nil {
		return err
	}
	return s.line.put(ctx, w, done)
}

// PutAll stores the records of one sitting for the calling terminal and returns a receipt for each, in order. It is the
// way over HTTP when the socket is refused; the rules are those of Put. The records count as received now.
func (s *Service) PutAll(ctx context.Context, g Grip, writes []Write) ([]Receipt, error) {
	received := s.d.Clock()
	if len(writes) > MaxBatch {
		return nil, ErrBatch.With("max", MaxBatch)
	}
	seat, err := seatOf(ctx)
	if err != nil {
		return nil, err
	}
	sit, err := s.d.Store.Sitting(ctx, g.Sitting)
	if err != nil {
		return nil, err
	}
	if sit.Seat != seat {
		head, err := s.d.Journal.Head(ctx, g.Sitting)
		if err == nil && head.Epoch != g.Epoch {
			return nil, ErrFenced
		}
		return nil, ErrNotYours
	}
	type numbered struct {
		at int
		r  Receipt
	}
	answers := make(chan numbered, len(writes))
	out := make([]Receipt, len(writes))
	waiting := 0
	for i, w := range writes {
		w.Sitting, w.Epoch, w.ReceivedAt = g.Sitting, g.Epoch, received
		if err := s.Put(ctx, w, func(r Receipt) { answers <- numbered{i, r} }); err != nil {
			out[i] = Receipt{Sitting: g.Sitting, Seq: w.Seq, Err: err}
			continue
		}
		waiting++
	}
	for range waiting {
		n := <-answers
		out[n.at] = n.r
	}
	return out, nil
}
