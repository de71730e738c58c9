package input

import (
	"strconv"
	"time"

	"github.com/suikao/suikao/proctor"
)

// check is an answer by hand that waits for the kernel's counts around its event.
type check struct {
	at    time.Time // of the event, by the server's clock
	class Class
}

// Around an event: samples come every second; they and answers are placed by how much longer they took than the fastest of them.
const (
	kernelBefore = 3500 * time.Millisecond
	kernelAfter  = 1500 * time.Millisecond
	kernelWait   = 25 * time.Second // no later sample by then: the agent is silent
)

// expect notes that the kernel must have counted something around a time.
func (s *state) expect(at time.Time, class Class) {
	if len(s.pending) == maxPending {
		copy(s.pending, s.pending[1:])
		s.pending = s.pending[:maxPending-1]
	}
	s.pending = append(s.pending, check{at, class})
}

// settle holds the waiting answers against the samples of the seat's agent.
func (s *state) settle(now time.Time, samples []Sample) {
	s.agent = len(samples) > 0
	if s.agent {
		s.reported(samples)
	}
	kept := s.pending[:0]
	for _, c := range s.pending {
		switch verdict(c, samples) {
		case unknown:
			if now.Sub(c.at) < kernelWait {
				kept = append(kept, c)
			}
		case felt:
			s.sums.Checked++
		case missing:
			s.sums.Checked++
			s.sums.Missing++
			s.find(now, proctor.WithoutEvent, "kernel", map[string]string{"class": string(rune(c.class)), "layer": "kernel", "missing": strconv.Itoa(s.sums.Missing)})
		}
	}
	s.pending = kept
}

// reported adds the time in which the agent reported.
func (s *state) reported(samples []Sample) {
	for _, x := range samples {
		if !s.sample.At.IsZero() && x.At.After(s.sample.At) {
			s.sums.Agent += int(min(x.At.Sub(s.sample.At), 10*time.Second).Seconds())
		}
		if x.At.After(s.sample.At) {
			s.sample = x
		}
	}
}

type finds int

const (
	unknown finds = iota // nothing can be said yet
	felt                 // the kernel counted input
	missing              // it counted none
	beyond               // nothing can ever be said
)

// verdict compares the last sample well before an event with the first after it.
func verdict(c check, samples []Sample) finds {
	before, after := -1, -1
	for i, x := range samples {
		if !x.At.After(c.at.Add(-kernelBefore)) {
			before = i
		}
		if after < 0 && !x.At.Before(c.at.Add(kernelAfter)) {
			after = i
		}
	}
	switch {
	case after < 0:
		return unknown
	case before < 0:
		return beyond
	}
	a, b := samples[before], samples[after]
	if a.Run != b.Run {
		return beyond
	}
	keys, pointer := b.Keys > a.Keys, b.Pointer > a.Pointer
	switch {
	case c.class == Key && keys, c.class != Key && pointer, c.class == Mouse && keys: // the number pad may move the pointer
		return felt
	case !a.Whole || !b.Whole:
		return beyond
	}
	return missing
}
