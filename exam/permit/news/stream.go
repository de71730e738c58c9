package news

import (
	"context"
	"time"

	"github.com/suikao/suikao/exam/permit/outside"
	"github.com/suikao/suikao/internal/actor"
)

// Bounds of streams.
const (
	maxOpen   = 4   // streams and long polls of a key on a node
	MaxItems  = 200 // of one answer
	MaxWait   = 55 * time.Second
	streamGap = time.Second // between looks into the database
)

// Change is an item as a reader gets it.
type Change struct {
	Seq  uint64
	Type string
	Body []byte // a Message as JSON
}

// Changes returns what a subscription was told after a number, for a machine with a key of its organisation, and waits up to wait for the first. Numbers are in
// the database and without gaps: whoever goes on after the last one received loses nothing, on whatever node. Errors: permit.ErrNotFound, ErrStreams, ErrCursor.
func (s *Service) Changes(ctx context.Context, k outside.Key, id SubID, after uint64, limit int, wait time.Duration) ([]Change, error) {
	leave, err := s.Enter(k)
	if err != nil {
		return nil, err
	}
	defer leave()
	var out []Change
	err = s.stream(ctx, k, id, after, limit, min(wait, MaxWait), func(list []Change) error {
		out = list
		return errEnough
	}, nil)
	return out, err
}

// Stream hands on, within an Enter, what a subscription is told after a number until the reader or ctx ends, or send fails; beat is called when there was nothing for 15 seconds.
// Errors as of Changes; those of send and beat end it without one.
func (s *Service) Stream(ctx context.Context, k outside.Key, id SubID, after uint64, send func([]Change) error, beat func() error) error {
	return s.stream(ctx, k, id, after, MaxItems, maxStream, send, beat)
}

type enough struct{}

func (enough) Error() string { return "enough" }

var errEnough = enough{}

// heartbeat is how long a stream is silent; maxStream how long it lives, so that a key that was withdrawn reads no longer than that.
const (
	heartbeat = 15 * time.Second
	maxStream = 5 * time.Minute
)

func (s *Service) stream(ctx context.Context, k outside.Key, id SubID, after uint64, limit int, wait time.Duration, send func([]Change) error, beat func() error) error {
	sub, err := s.keyed(ctx, k, id)
	if err != nil {
		return err
	}
	if after > sub.LastSeq {
		return ErrCursor.At("query.after")
	}
	until, spoke := time.Now().Add(wait), time.Now()
	for {
		items, err := s.Subs.Items(ctx, sub.ID, after, min(max(limit, 1), MaxItems))
		if err != nil {
			return err
		}
		if len(items) > 0 {
			list := make([]Change, len(items))
			for n, i := range items {
				m, body, err := s.read(i)
				if err != nil {
					return err
				}
				list[n] = Change{i.Seq, m.Type, body}
			}
			if send(list) != nil {
				return nil
			}
			after, spoke = items[len(items)-1].Seq, time.Now()
			continue
		}
		if beat != nil && time.Since(spoke) >= heartbeat {
			if beat() != nil {
				return nil
			}
			spoke = time.Now()
		}
		left := time.Until(until)
		if left <= 0 {
			return nil
		}
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(min(streamGap, left)):
		}
	}
}

// Enter takes one of the connections that a key may have at a node; leave gives it back. Errors: ErrStreams.
func (s *Service) Enter(k outside.Key) (leave func(), err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.open[k.ID] >= maxOpen {
		return nil, ErrStreams.With("seconds", 10)
	}
	s.open[k.ID]++
	return func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		if s.open[k.ID]--; s.open[k.ID] == 0 {
			delete(s.open, k.ID)
		}
	}, nil
}

// Newest returns the number of the newest item of a subscription, and its id, for a machine with a key.
func (s *Service) Newest(ctx context.Context, k outside.Key, id SubID) (SubID, uint64, error) {
	sub, err := s.keyed(actor.AsSystem(ctx, "permit.news"), k, id)
	return sub.ID, sub.LastSeq, err
}
