package calibration_test

import (
	"errors"
	"math"
	"testing"

	"github.com/suikao/suikao/questionbank/calibration"
)

// monitor learns paces from people and watches with the true curves.
func (p *people) monitor(t *testing.T, learn int) *calibration.Monitor {
	t.Helper()
	paces := calibration.NewPaces(make([]calibration.Pace, len(p.truth)))
	for range learn {
		if err := paces.Take(p.sit(nil)); err != nil {
			t.Fatal(err)
		}
	}
	m, err := calibration.NewMonitor(p.truth, calibration.Usual, paces.List(), make([]calibration.Watch, len(p.truth)))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestPacesFindTheTimesOfItems(t *testing.T) {
	p := simulate(6, 40, 30, 0.2)
	paces := calibration.NewPaces(make([]calibration.Pace, 40))
	for range 1500 {
		if err := paces.Take(p.sit(nil)); err != nil {
			t.Fatal(err)
		}
	}
	for i, pace := range paces.List() {
		near(t, "pace", pace.Mean, p.pace[i], 0.1)
		near(t, "noise", math.Sqrt(pace.Squares/float64(pace.Answers)), 0.5, 0.08)
	}
	before := paces.List()
	if err := paces.Take(calibration.Sitting{{Item: 0, Millis: 100}, {Item: 1}, {Item: 2, Millis: 9000, Late: true}}); err != nil {
		t.Fatal(err)
	}
	for i, pace := range paces.List() {
		if pace != before[i] {
			t.Errorf("item %d learned from a time that says nothing", i)
		}
	}
}

// Λ by hand: p̂ = 0.8, right, 0.35 faster than expected, width 0.5: R_x = 1.2125, R_t = e^0 = 1; ln(0.85+0.15·1.2125).
func TestOneStepOfTheSum(t *testing.T) {
	var w calibration.Watch
	e := calibration.Evidence{Right: true, Chance: 0.8, Timed: true, Delay: -0.35, Width: 0.5}
	if w.Take(e) {
		t.Error("one answer alarms")
	}
	near(t, "sum", w.Sum, 0.03138, 1e-5)
	e.Right = false // R_x = 0.15: below 0 the sum stays 0
	w.Take(e)
	near(t, "sum", w.Sum, 0, 0)
	e = calibration.Evidence{Right: true, Chance: 0.8, Timed: true, Delay: -1.05, Width: 0.5}
	w.Take(e)
	near(t, "sum", w.Sum, math.Log(0.85+0.15*1.2125*math.Exp((0.7*1.05-0.245)/0.25)), 1e-12)
	if w.Seen != 3 {
		t.Errorf("%d answers seen", w.Seen)
	}
}

// The chance predicted without the answer itself must be the same whether it was right or wrong.
func TestTheAnswerDoesNotPredictItself(t *testing.T) {
	p := simulate(7, 30, 30, 0.3)
	m := p.monitor(t, 0)
	s := p.sit(nil)
	for k := range s {
		one, err := m.Evidence(s)
		if err != nil {
			t.Fatal(err)
		}
		s[k].Right = !s[k].Right
		other, err := m.Evidence(s)
		if err != nil {
			t.Fatal(err)
		}
		s[k].Right = !s[k].Right
		near(t, "prediction", other[k].Chance, one[k].Chance, 1e-9)
		if one[k].Timed {
			t.Error("a time says something although no pace is known")
		}
	}
}

// Nor its own time: twice as slow is a delay greater by ln 2, because the person's speed comes from the other answers.
func TestTheTimeDoesNotPredictItself(t *testing.T) {
	p := simulate(10, 30, 30, 0.3)
	m := p.monitor(t, 60)
	s := p.sit(nil)
	for k := range s {
		s[k].Millis = 20_000
		one, err := m.Evidence(s)
		if err != nil {
			t.Fatal(err)
		}
		s[k].Millis = 40_000
		other, err := m.Evidence(s)
		if err != nil {
			t.Fatal(err)
		}
		if !one[k].Timed {
			t.Fatalf("answer %d: its pace is not known", k)
		}
		near(t, "delay", other[k].Delay-one[k].Delay, math.Ln2, 1e-9)
	}
}

func TestALeakIsProposedForQuarantineAndLittleElse(t *testing.T) {
	p := simulate(8, 50, 40, 0.2)
	p.truth[7] = calibration.Curve{A: 1, B: -1}
	m := p.monitor(t, 400)
	leaked, others, first := 0, 0, 0
	for range 1000 {
		knows := p.r.Float64() < 0.3
		proposals, err := m.Take(p.sit(func(item int) bool { return knows && item == 7 }))
		if err != nil {
			t.Fatal(err)
		}
		for _, q := range proposals {
			if m.Watches()[q.Item] != (calibration.Watch{}) {
				t.Fatalf("the sum of item %d did not begin anew", q.Item)
			}
			switch {
			case q.Item != 7:
				others++
			case leaked == 0:
				leaked, first = 1, q.Answers
			default:
				leaked++
			}
		}
	}
	if leaked < 3 || first > 200 {
		t.Errorf("%d proposals for the leaked item, the first after %d answers", leaked, first)
	}
	if others > 8 { // 39,000 answers: two are expected
		t.Errorf("%d proposals for items that nobody knew", others)
	}
}

func TestForeknowledgeIsSeldomSeenInHonestPeople(t *testing.T) {
	p := simulate(9, 150, 100, 0.3)
	m := p.monitor(t, 300)
	look := func(known func(int) bool) (n int) {
		for range 150 {
			s, err := m.Foreknowledge(p.sit(known))
			if err != nil {
				t.Fatal(err)
			}
			if s.Index < 0 || s.Share < 0 || s.Share > 0.5 {
				t.Fatalf("%+v", s)
			}
			if s.Look() {
				n++
			}
		}
		return n
	}
	if n := look(nil); n > 2 {
		t.Errorf("%d of 150 honest people are proposed for review", n)
	}
	if n := look(func(item int) bool { return item%10 < 3 }); n < 60 {
		t.Errorf("of 150 who knew three items in ten only %d are proposed for review", n)
	}
}

func TestAMonitorNeedsAllItsParts(t *testing.T) {
	curves := []calibration.Curve{{A: 1}}
	one, none := make([]calibration.Pace, 1), []calibration.Watch(nil)
	if _, err := calibration.NewMonitor(curves, calibration.Usual, one, none); !errors.Is(err, calibration.ErrLength) {
		t.Errorf("no watches: %v", err)
	}
	if _, err := calibration.NewMonitor([]calibration.Curve{{A: -1}}, calibration.Usual, one, make([]calibration.Watch, 1)); !errors.Is(err, calibration.ErrCurve) {
		t.Errorf("falling curve: %v", err)
	}
}
