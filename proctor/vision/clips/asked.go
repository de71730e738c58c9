package clips

import (
	"context"
	"fmt"
	"image"
	"io"
	"math"
	"math/rand/v2"
	"time"

	"github.com/suikao/suikao/proctor"
	"github.com/suikao/suikao/proctor/vision"
)

// answerer is somebody, or something, that is asked to move.
type answerer struct {
	name    string
	follows bool
	// draw shows it so many seconds after it was asked for an act; below zero: before.
	draw func(s *shot, asked vision.Act, since float64)
}

// answerers are measured with every act.
var answerers = []answerer{
	{"follows", true, func(s *shot, asked vision.Act, since float64) {
		does(s, asked, since, 1+2*float64(s.seed%7)/7)
		s.seat()
	}},
	{"goes on", false, func(s *shot, _ vision.Act, _ float64) { s.seat() }},
	{"blinks as always", false, func(s *shot, _ vision.Act, _ float64) {
		if s.rng.IntN(12) == 0 {
			s.home.lids = 1
		}
		s.seat()
	}},
	{"does another act", false, func(s *shot, asked vision.Act, since float64) {
		does(s, map[vision.Act]vision.Act{vision.TurnLeft: vision.TurnRight, vision.TurnRight: vision.Blink, vision.Blink: vision.TurnLeft}[asked], since, 2)
		s.seat()
	}},
	{"photograph", false, func(s *shot, _ vision.Act, _ float64) {
		s.bare(s.seed)
		s.home.flat, s.home.turn, s.home.squeeze = true, 0, 1-0.2*math.Abs(math.Sin(s.at/4))
		s.draw(s.home)
	}},
}

// does moves as asked after a while: the head to one side and back within four seconds, the lids down for two.
func does(s *shot, act vision.Act, since, after float64) {
	t := since - after
	if t < 0 || t > 4 {
		return
	}
	most := 0.34 * math.Sin(math.Pi*t/4) // widths of the face
	if s.home.mirror {
		most = -most // a mirrored head is drawn the other way round
	}
	switch act {
	case vision.TurnLeft:
		s.home.turn += most
	case vision.TurnRight:
		s.home.turn -= most
	case vision.Blink:
		if t < 2 {
			s.home.lids = 1
		}
	}
}

// How the asking goes: long enough before it to know how the person sits, then key frames as fast as they come.
const (
	askedAt   = 24.0
	askedLong = 12.0
	askedStep = 1.0
	lidsStep  = 0.5
	askedGap  = 22.0 // between the two
)

// Trial is what asking somebody twice came to.
type Trial struct {
	Name    string
	Act     vision.Act
	Follows bool
	Told    bool
	Facts   map[string]string
}

// Challenges asks n answerers of every kind for every act, each twice; where only is not nil, those that it picks.
func Challenges(ctx context.Context, m *vision.Models, n, workers int, only func(name string, act vision.Act) bool) ([]Trial, error) {
	type job struct {
		who  answerer
		act  vision.Act
		seed uint64
	}
	var jobs []job
	for _, who := range answerers {
		for _, act := range vision.Acts() {
			if only != nil && !only(who.name, act) {
				continue
			}
			for k := range n {
				jobs = append(jobs, job{who, act, uint64(70_000 + k)})
			}
		}
	}
	return each(len(jobs), workers, func(i int) (Trial, error) { return challenge(ctx, m, jobs[i].who, jobs[i].act, jobs[i].seed) })
}

// challenge asks one answerer twice.
func challenge(ctx context.Context, m *vision.Models, who answerer, act vision.Act, seed uint64) (Trial, error) {
	t := Trial{Name: fmt.Sprintf("%s asked to %s, %d", who.name, act, seed), Act: act, Follows: who.follows}
	var times, since []float64
	for at := 0.0; at < askedAt; at += 2 {
		times, since = append(times, at), append(since, -1)
	}
	step := askedStep
	if act == vision.Blink {
		step = lidsStep
	}
	for i := range 2 {
		from := askedAt + float64(i)*(askedLong+askedGap)
		for d := 0.0; d < askedLong+2; d += step {
			times, since = append(times, from+d), append(since, d)
		}
	}
	pictures, drawn := make([]*image.YCbCr, len(times)), rooms{}
	for i, at := range times {
		c := Clip{seed: seed, draw: func(s *shot) { who.draw(s, act, since[i]) }}
		pictures[i] = c.moment(at, uint64(i)+100, drawn)
	}
	frames, err := Encode(ctx, pictures)
	if err != nil {
		return t, fmt.Errorf("%s: %w", t.Name, err)
	}
	r, jitter := vision.NewReplay(m), rand.New(rand.NewPCG(seed, 5))
	for i, f := range frames {
		at := time.UnixMilli(int64(times[i]*1000) + int64(jitter.IntN(40)))
		if since[i] == 0 {
			r.Ask(act, at)
		}
		told, _, err := r.Frame(at, f)
		if err != nil {
			return t, err
		}
		for _, one := range told {
			if one.Kind == proctor.ChallengeFailed {
				t.Told, t.Facts = true, one.Facts
			}
		}
	}
	return t, nil
}

// JudgeTrials counts how often it was told rightly that an act was not followed, of the acts that blink or those that turn the head, and
// writes what was wrong to notes.
func JudgeTrials(all []Trial, blink bool, notes io.Writer) (s Score, n int) {
	for _, t := range all {
		if blink != (t.Act == vision.Blink) {
			continue
		}
		n++
		switch {
		case t.Told && !t.Follows:
			s.Right++
		case t.Told:
			s.Wrong++
			_, _ = fmt.Fprintf(notes, "  false: %s is told to fail, %v\n", t.Name, t.Facts)
		case !t.Follows:
			s.Missed++
			_, _ = fmt.Fprintf(notes, "  missed: %s passes\n", t.Name)
		}
	}
	return s, n
}
