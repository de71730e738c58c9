package input

import (
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/site"
)

// Coverage is what of a sitting's input was watched.
type Coverage string

// The coverages.
const (
	Uncovered   Coverage = "NONE"         // the page said nothing
	BrowserOnly Coverage = "BROWSER_ONLY" // what happens in the page; nothing below it
	WithAgent   Coverage = "AGENT"        // the page, and the kernel's input below it
)

// Sums are what was counted of a sitting.
type Sums struct {
	Sitting     exam.SittingID
	Room        site.RoomID
	Seat        site.SeatID
	Answers     int // that came, repeats not counted
	Local       int // of these, with a trusted local event as their cause
	Counts          // of these, by class
	Untrusted   int // of these, made by a script's event
	Eventless   int // of these, without a fresh event of their own
	Replayed    int // of these, sent later than they were given
	Inputs      int // trusted inputs of all sorts
	Blurs       int
	Hidden      int // seconds
	Displays    int // changes of the display
	Leaps       int
	Connections int
	Pages       int // that took the sitting
	Checked     int // answers held against the kernel's counts
	Missing     int // of these, without input below the page
	Agent       int // seconds in which an agent reported
	Automated   int // notes of a browser that a program drives
	Findings    int // incidents raised or updated
	From, To    time.Time
}

// add puts what o counted on top.
func (s *Sums) add(o Sums) {
	for _, p := range [...]struct {
		to *int
		by int
	}{{&s.Answers, o.Answers}, {&s.Local, o.Local}, {&s.Mouse, o.Mouse}, {&s.Touch, o.Touch}, {&s.Pen, o.Pen}, {&s.Keys, o.Keys},
		{&s.Assist, o.Assist}, {&s.Untrusted, o.Untrusted}, {&s.Eventless, o.Eventless}, {&s.Replayed, o.Replayed}, {&s.Inputs, o.Inputs},
		{&s.Blurs, o.Blurs}, {&s.Hidden, o.Hidden}, {&s.Displays, o.Displays}, {&s.Leaps, o.Leaps}, {&s.Connections, o.Connections},
		{&s.Pages, o.Pages}, {&s.Checked, o.Checked}, {&s.Missing, o.Missing}, {&s.Agent, o.Agent}, {&s.Automated, o.Automated},
		{&s.Findings, o.Findings}} {
		*p.to += p.by
	}
	if s.From.IsZero() || !o.From.IsZero() && o.From.Before(s.From) {
		s.From = o.From
	}
	if o.To.After(s.To) {
		s.To = o.To
	}
}

// Plus returns s with what o counted on top.
func (s Sums) Plus(o Sums) Sums {
	s.add(o)
	return s
}

// Coverage says what of the input was watched. A seat counts as one with an agent when the agent reported in nine tenths of the
// time from the first answer to the last.
func (s Sums) Coverage() Coverage {
	switch span := int(s.To.Sub(s.From).Seconds()); {
	case s.Pages == 0:
		return Uncovered
	case s.Agent > 0 && s.Agent*10 >= span*9:
		return WithAgent
	}
	return BrowserOnly
}
