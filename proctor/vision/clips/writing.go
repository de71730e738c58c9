package clips

import (
	"context"
	"fmt"
	"image"
	"io"
	"log/slog"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/proctor"
	"github.com/suikao/suikao/proctor/input"
	"github.com/suikao/suikao/proctor/vision"
)

// writer is somebody who gives answers, or a seat at which answers come that nobody gives: those come from Event on.
type writer struct {
	name     string
	class    input.Class
	injected bool
	nobody   float64 // injected: from this second on nobody moves
	pause    float64 // most seconds between two answers
	draw     func(s *shot, sinceAnswer float64)
}

// writers are measured. The honest ones move less than people do: what moves more is told apart more easily.
var writers = []writer{
	{name: "types", class: input.Key, pause: 5, draw: func(s *shot, since float64) {
		s.home = calmed(s.home, sceneryOf(s.seed).home, 0.5)
		if since < 1 { // the shoulders follow the hands
			s.home.y += 1.5
		}
		s.seat()
	}},
	{name: "types fast and sits still", class: input.Key, pause: 2.5, draw: func(s *shot, _ float64) {
		s.home = calmed(s.home, sceneryOf(s.seed).home, 0.25)
		s.seat()
	}},
	{name: "clicks", class: input.Mouse, pause: 6, draw: func(s *shot, since float64) {
		s.home = calmed(s.home, sceneryOf(s.seed).home, 0.4)
		if since < 1 {
			s.home.tilt += 0.01
		}
		s.seat()
	}},
	{name: "touches the screen", class: input.Touch, pause: 7, draw: func(s *shot, since float64) {
		s.home = calmed(s.home, sceneryOf(s.seed).home, 0.4)
		if since < 1.5 { // leans forward
			s.home.wide *= 1.05
		}
		s.seat()
	}},
	{name: "is gone for a sneeze", class: input.Key, pause: 5, draw: func(s *shot, _ float64) {
		if s.between(Event, Event+3) {
			s.bare(s.seed)
			return
		}
		s.seat()
	}},
	{name: "leaves", class: input.Mouse, injected: true, nobody: Event, pause: 3, draw: func(s *shot, _ float64) {
		if s.at >= Event {
			s.bare(s.seed)
			return
		}
		s.seat()
	}},
	{name: "left long before", class: input.Key, injected: true, nobody: 6, pause: 3, draw: func(s *shot, _ float64) {
		if s.at >= 6 {
			s.bare(s.seed)
			return
		}
		s.seat()
	}},
	{name: "does not stir", class: input.Mouse, injected: true, nobody: 6, pause: 3, draw: func(s *shot, _ float64) {
		if s.at >= 6 {
			s.home = sway(sceneryOf(s.seed).home, s.seed, 6)
		}
		s.seat()
	}},
	{name: "is a photograph on a stand", class: input.Touch, injected: true, nobody: 6, pause: 3, draw: func(s *shot, _ float64) {
		if s.at < 6 {
			s.seat()
			return
		}
		s.bare(s.seed)
		s.home = sway(sceneryOf(s.seed).home, s.seed, 6)
		s.home.flat, s.home.turn = true, 0
		s.draw(s.home)
	}},
	{name: "is one picture again and again", class: input.Key, injected: true, nobody: 6, pause: 3, draw: func(s *shot, _ float64) {
		if s.at >= 6 {
			s.rng = rand.New(rand.NewPCG(s.seed, 106))
			s.home = sway(sceneryOf(s.seed).home, s.seed, 6)
		}
		s.seat()
	}},
}

// writingFor is how many seconds a writer is watched, WithinTen how soon injected answers must be noticed.
const (
	writingFor = 40
	WithinTen  = 10.0
)

// Written is what watching a writer came to.
type Written struct {
	Name     string
	Injected bool
	Told     bool
	After    float64 // seconds after the first injected answer
}

// Writings watches n writers of every kind through what looks at cameras and what relates answers to inputs. only: of these kinds
// alone; none: of all.
func Writings(ctx context.Context, m *vision.Models, n, workers int, only ...string) ([]Written, error) {
	type job struct {
		who  writer
		seed uint64
	}
	var jobs []job
	for _, who := range writers {
		for k := range n {
			if len(only) == 0 || slices.Contains(only, who.name) {
				jobs = append(jobs, job{who, uint64(80_000 + k)})
			}
		}
	}
	return each(len(jobs), workers, func(i int) (Written, error) { return jobs[i].who.watch(ctx, m, jobs[i].seed) })
}

// answers are the seconds at which answers come.
func (w writer) answers(seed uint64) (out []float64) {
	r := rand.New(rand.NewPCG(seed, 11))
	for at := 1 + r.Float64(); at < writingFor; at += 1 + (w.pause-1)*r.Float64() {
		if !w.injected || at >= Event || at < w.nobody {
			out = append(out, at)
		}
	}
	return out
}

// heard takes what the judge of inputs raises, and keeps no sums.
type heard struct{ told bool }

// Raise implements input.Incidents.
func (h *heard) Raise(_ context.Context, in proctor.Signal) (proctor.Incident, error) {
	h.told = h.told || in.Kind == proctor.WithoutMovement
	return proctor.Incident{}, nil
}

// AddSums implements input.Store.
func (*heard) AddSums(context.Context, []input.Sums) error { return nil }

// SumsOf implements input.Store.
func (*heard) SumsOf(context.Context, []exam.SittingID) ([]input.Sums, error) { return nil, nil }

// watch plays one.
func (w writer) watch(ctx context.Context, m *vision.Models, seed uint64) (Written, error) {
	out := Written{Name: fmt.Sprintf("who %s, %d", w.name, seed), Injected: w.injected}
	answers := w.answers(seed)
	pictures, drawn := make([]*image.YCbCr, writingFor), rooms{}
	for i := range pictures {
		since := writingFor + 0.0
		for _, at := range answers {
			if at <= float64(i) {
				since = float64(i) - at
			}
		}
		c := Clip{seed: seed, draw: func(s *shot) { w.draw(s, since) }}
		pictures[i] = c.picture(i, drawn)
	}
	frames, err := Encode(ctx, pictures)
	if err != nil {
		return out, fmt.Errorf("%s: %w", out.Name, err)
	}
	now, h := time.UnixMilli(0), &heard{}
	judge := input.New(input.Deps{Clock: func() time.Time { return now }, Log: slog.New(slog.DiscardHandler), Incidents: h, Store: h})
	no := judge.Opened(input.Hello{Place: input.Place{Sitting: "s", Room: "r", Seat: "a"}, Page: "page", Nth: 1})
	r, near, first, said := vision.NewReplay(m), false, -1.0, func() {}
	for i, f := range frames {
		now = time.UnixMilli(int64(i) * 1000)
		said() // what was seen a second ago comes now
		if i%2 == 0 || near {
			if _, near, err = r.Frame(now, f); err != nil {
				return out, err
			}
			if saw, ok := r.Moved(); ok {
				said = func() { judge.Saw("s", saw.At, saw.Present, saw.Moving) }
			}
		}
		for n, at := range answers {
			if at > float64(i-1) && at <= float64(i) {
				judge.Answered("s", no, input.Answer{Question: n + 1, Text: "A", Cause: input.Cause{Class: w.class, Trusted: true, Focused: true, Visible: true, Full: true,
					Age: 20 * time.Millisecond, Count: int64(n + 1)}.String()})
				if first < 0 && at >= Event {
					first = at
				}
			}
		}
		judge.Turn(ctx, i+1)
		if h.told {
			out.Told, out.After = true, float64(i)-first
			return out, nil
		}
	}
	return out, nil
}

// JudgeWritings counts how often injected answers were rightly noticed in time, and writes what was wrong to notes.
func JudgeWritings(all []Written, notes io.Writer) (s Score) {
	for _, w := range all {
		switch right := w.Told && w.After >= 0 && w.After <= WithinTen; {
		case w.Injected && right:
			s.Right++
		case w.Injected:
			s.Missed++
			_, _ = fmt.Fprintf(notes, "  missed: answers for one %s: told %v after %.1f s\n", w.Name, w.Told, w.After)
		case w.Told:
			s.Wrong++
			_, _ = fmt.Fprintf(notes, "  false: one %s is told to write without moving\n", w.Name)
		}
	}
	return s
}
