package clips

import (
	"context"
	"errors"
	"fmt"
	"image"
	"io"
	"slices"
	"sync"
	"time"

	"github.com/suikao/suikao/proctor"
	"github.com/suikao/suikao/proctor/vision"
)

// Score counts how often a detector was right on labelled clips.
type Score struct{ Right, Wrong, Missed int }

// Precision is how often it was right when it spoke; 0 when it never did.
func (s Score) Precision() float64 { return share(s.Right, s.Right+s.Wrong) }

// Recall is how much of what happened it told.
func (s Score) Recall() float64 { return share(s.Right, s.Right+s.Missed) }

func share(n, of int) float64 {
	if of == 0 {
		return 0
	}
	return float64(n) / float64(of)
}

// Seen is what one clip gave.
type Seen struct {
	Clip  Clip
	Told  map[proctor.Kind]float64 // seconds from the beginning of the clip
	Alike []float64                // likeness of the newest looks to who sat down
}

// Frames makes the key frames of the clip, one for each second.
func (c Clip) Frames(ctx context.Context) ([][]byte, error) {
	pictures, drawn := make([]*image.YCbCr, Seconds), rooms{}
	for i := range pictures {
		pictures[i] = c.picture(i, drawn)
	}
	frames, err := Encode(ctx, pictures)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", c.Name, err)
	}
	return frames, nil
}

// Watch plays the clip as a camera sends it: a key frame every two seconds, one a second while it is asked for.
func (c Clip) Watch(ctx context.Context, m *vision.Models) (Seen, error) {
	out := Seen{Clip: c, Told: map[proctor.Kind]float64{}}
	frames, err := c.Frames(ctx)
	if err != nil {
		return out, err
	}
	r, begun, near := vision.NewReplay(m), time.UnixMilli(0), false
	for i, f := range frames {
		if i%2 == 1 && !near {
			continue
		}
		at := begun.Add(time.Duration(i) * time.Second)
		told, closer, err := r.Frame(at, f)
		if err != nil {
			return out, err
		}
		near = closer
		for _, t := range told {
			if _, known := out.Told[t.Kind]; !known && !t.Over {
				out.Told[t.Kind] = at.Sub(begun).Seconds()
			}
		}
	}
	out.Alike = r.Likenesses()
	return out, nil
}

// WatchAll watches clips, several at a time.
func WatchAll(ctx context.Context, m *vision.Models, list []Clip, workers int) ([]Seen, error) {
	out, errs := make([]Seen, len(list)), make([]error, len(list))
	var wg sync.WaitGroup
	next := make(chan int)
	for range max(1, workers) {
		wg.Go(func() {
			for i := range next {
				out[i], errs[i] = list[i].Watch(ctx, m)
			}
		})
	}
	for i := range list {
		next <- i
	}
	close(next)
	wg.Wait()
	return out, errors.Join(errs...)
}

// Judge compares what was told with the labels, and writes what was wrong to notes.
func Judge(all []Seen, notes io.Writer) map[proctor.Kind]Score {
	out := map[proctor.Kind]Score{}
	for _, d := range vision.Detectors() {
		s := Score{}
		for _, r := range all {
			at, told := r.Told[d.Kind]
			switch {
			case told && r.Clip.Must(d.Kind):
				s.Right++
			case told && !r.Clip.May(d.Kind):
				s.Wrong++
				_, _ = fmt.Fprintf(notes, "  false: %s tells %s at %.0f s\n", r.Clip.Name, d.Kind, at)
			case !told && r.Clip.Must(d.Kind):
				s.Missed++
				_, _ = fmt.Fprintf(notes, "  missed: %s does not tell %s\n", r.Clip.Name, d.Kind)
			}
		}
		out[d.Kind] = s
	}
	return out
}

// Photographs holds n photographs before the camera, asks each to turn the head twice, and returns the share that is told.
func Photographs(ctx context.Context, m *vision.Models, n int) (float64, error) {
	caught := 0
	for seed := range n {
		c, _ := Named("photograph", uint64(9000+seed))
		frames, err := c.Frames(ctx)
		if err != nil {
			return 0, err
		}
		r, begun := vision.NewReplay(m), time.UnixMilli(0)
		for i, f := range frames[Event:] {
			at := begun.Add(time.Duration(i) * time.Second)
			if i == 3 || i == 20 {
				r.Ask([]vision.Act{vision.TurnLeft, vision.TurnRight}[(seed+i)%2], at)
			}
			told, _, err := r.Frame(at, f)
			if err != nil {
				return 0, err
			}
			if slices.ContainsFunc(told, func(t vision.Told) bool { return t.Kind == proctor.ChallengeFailed }) {
				caught++
			}
		}
	}
	return share(caught, n), nil
}
