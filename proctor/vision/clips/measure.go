package clips

import (
	"context"
	"errors"
	"fmt"
	"image"
	"io"
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

// seconds is how long the clip lasts.
func (c Clip) seconds() int {
	if c.long {
		return longer
	}
	return Seconds
}

// Frames makes the key frames of the clip, one for each second.
func (c Clip) Frames(ctx context.Context) ([][]byte, error) {
	pictures, drawn := make([]*image.YCbCr, c.seconds()), rooms{}
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
	return each(len(list), workers, func(i int) (Seen, error) { return list[i].Watch(ctx, m) })
}

// each does n things, workers at a time, and returns what they gave in their order.
func each[T any](n, workers int, do func(i int) (T, error)) ([]T, error) {
	out, errs := make([]T, n), make([]error, n)
	var wg sync.WaitGroup
	next := make(chan int)
	for range max(1, workers) {
		wg.Go(func() {
			for i := range next {
				out[i], errs[i] = do(i)
			}
		})
	}
	for i := range n {
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
		if d.Kind == proctor.ChallengeFailed || d.Name == vision.Repeats.Name || d.Name == vision.Looped.Name {
			// Nobody is asked in these clips: see Challenges. They have no pictures between: see Feeds. They are too short: see Films.
			continue
		}
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

// Each is how many clips of every story the figures of package vision's detectors were measured on.
const Each = 6

// Measured is what clips and trials gave for each detector, by its name, in the fields that say so.
func Measured(all []Seen, trials []Trial, notes io.Writer) map[string]vision.Detector {
	scores, out := Judge(all, io.Discard), map[string]vision.Detector{}
	for _, d := range vision.Detectors() {
		s, n := scores[d.Kind], len(all)
		if d.Kind == proctor.ChallengeFailed {
			s, n = JudgeTrials(trials, d.Name == vision.Blinked.Name, notes)
		}
		d.Precision, d.Recall, d.Clips = s.Precision(), s.Recall(), n
		out[d.Name] = d
	}
	return out
}
