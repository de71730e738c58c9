package app

import (
	"bytes"
	"context"
	"io"
	"sync"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/proctor/media/playable"
	"github.com/suikao/suikao/proctor/recording"
	"github.com/suikao/suikao/proctor/review"
)

// reviewFilms shows the recordings of a sitting to the person concerned; the review has judged who may. Of the screen, which shows
// questions, it makes masked copies, one at a time, and keeps a few for a while: a player asks for the same one again and again.
type reviewFilms struct {
	recordings *recording.Service
	masker     interface {
		Masks() bool
		Mask(ctx context.Context, w io.Writer, segment io.Reader) error
	}
	turn chan struct{} // holds one while a copy is made

	mu     sync.Mutex
	copies map[string]maskedCopy
}

type maskedCopy struct {
	film []byte
	at   time.Time
}

// How many masked copies are kept in memory, and for how long. [design]
const (
	mostCopies = 8
	copyFor    = 10 * time.Minute
)

func newReviewFilms(r *recording.Service) *reviewFilms {
	return &reviewFilms{recordings: r, masker: &playable.Lazy{}, turn: make(chan struct{}, 1), copies: map[string]maskedCopy{}}
}

// Segments implements review.Films: the seat's camera and screen. The room's camera shows other people.
func (r *reviewFilms) Segments(ctx context.Context, id exam.SittingID) ([]review.Segment, error) {
	rec, err := r.recordings.Of(actor.AsSystem(ctx, "review"), id)
	out := make([]review.Segment, 0, len(rec.Segments))
	for _, s := range rec.Segments {
		if s.Track == recording.TrackCamera || s.Track == recording.TrackScreen {
			out = append(out, review.Segment{ID: string(s.ID), From: s.From, To: s.To, SHA256: s.SHA256, Screen: s.Track == recording.TrackScreen})
		}
	}
	return out, err
}

// Masks implements review.Films.
func (r *reviewFilms) Masks() bool { return r.masker.Masks() }

// Open implements review.Films.
func (r *reviewFilms) Open(ctx context.Context, segment string) (io.ReadSeekCloser, error) {
	seg, f, err := r.recordings.Open(actor.AsSystem(ctx, "review"), recording.SegmentID(segment))
	if err != nil || seg.Track == recording.TrackCamera {
		return f, err
	}
	defer func() { _ = f.Close() }()
	select {
	case r.turn <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	defer func() { <-r.turn }()
	film, err := r.masked(ctx, segment, f)
	if err != nil {
		return nil, err
	}
	return inMemory{bytes.NewReader(film)}, nil
}

// masked returns the copy of a piece, made now or a while ago.
func (r *reviewFilms) masked(ctx context.Context, segment string, f io.Reader) ([]byte, error) {
	now := time.Now()
	r.mu.Lock()
	for id, c := range r.copies {
		if now.Sub(c.at) > copyFor || len(r.copies) > mostCopies && id != segment {
			delete(r.copies, id)
		}
	}
	c, ok := r.copies[segment]
	r.mu.Unlock()
	if ok {
		return c.film, nil
	}
	var b bytes.Buffer
	if err := r.masker.Mask(ctx, &b, f); err != nil {
		return nil, err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.copies[segment] = maskedCopy{b.Bytes(), now}
	return b.Bytes(), nil
}

// inMemory is a film that needs no closing.
type inMemory struct{ *bytes.Reader }

// Close implements io.Closer.
func (inMemory) Close() error { return nil }
