package calibration_test

import (
	"errors"
	"math"
	"testing"

	"github.com/suikao/suikao/questionbank/assembly"
	"github.com/suikao/suikao/questionbank/calibration"
)

func TestCurvesAreThoseOfTheBook(t *testing.T) {
	c := calibration.Curve{A: 1.2, B: -0.5}
	near(t, "chance", c.Chance(0.5), 0.76852, 1e-5)           // 1/(1+e^-1.2)
	near(t, "information", c.Information(0.5), 0.25617, 1e-5) // 1.44·0.76852·0.23148
	near(t, "chance at b", c.Chance(-0.5), 0.5, 1e-12)
}

// The writer's labels and the stand-in parameters of the draw say the same.
func TestPriorIsWhatTheDrawExpects(t *testing.T) {
	for level := 0; level <= 6; level++ {
		if have, want := calibration.Measured(calibration.Prior(level).Curve(), 0), assembly.Expected(level); have != want {
			for k := range have.P {
				if d := have.P[k] - want.P[k]; d < -1 || d > 1 {
					t.Errorf("level %d: %v, the draw expects %v", level, have, want)
				}
			}
			if d := have.Info - want.Info; d < -1 || d > 1 {
				t.Errorf("level %d: %v, the draw expects %v", level, have, want)
			}
		}
	}
}

func TestMeasuredStaysWhatADrawMayHold(t *testing.T) {
	for _, c := range []calibration.Curve{{A: 5, B: -30}, {A: 5, B: 30}, {A: 1e6, B: 0}} {
		p := calibration.Measured(c, 0)
		for _, x := range p.P {
			if x < 1 || x > 99_999 {
				t.Errorf("%v: chance %d", c, x)
			}
		}
		if p.Info < 1 {
			t.Errorf("%v: information %d", c, p.Info)
		}
	}
}

func TestCutIsWhereTheBlueprintScoresItsPassMark(t *testing.T) {
	cut, err := calibration.Cut([]calibration.Curve{{A: 1, B: 0.3}, {A: 1, B: 0.3}}, []float64{60, 40}, 80)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "cut", cut, 0.3+math.Log(4), 1e-9)
	for _, pass := range []float64{0, -1, 100, 101, math.NaN()} {
		if _, err := calibration.Cut([]calibration.Curve{{A: 1}}, []float64{100}, pass); !errors.Is(err, calibration.ErrCut) {
			t.Errorf("pass mark %v: %v", pass, err)
		}
	}
	if _, err := calibration.Cut([]calibration.Curve{{A: 1}}, nil, 1); !errors.Is(err, calibration.ErrLength) {
		t.Errorf("no weights: %v", err)
	}
	if _, err := calibration.Cut([]calibration.Curve{{A: 0}}, []float64{1}, 0.5); !errors.Is(err, calibration.ErrCurve) {
		t.Errorf("flat curve: %v", err)
	}
}

func TestSharesAreDrawnToTheirMean(t *testing.T) {
	// Mean 0.75 (by 150.5/201), Var 0.0625, no noise worth it: τ² = 0.0625−0.1875/100 and s = 0.1878/0.0607−1 ≈ 2.1.
	have, err := calibration.Shrunk([]calibration.Tally{{Right: 50, Answers: 100}, {Right: 100, Answers: 100}, {}})
	if err != nil {
		t.Fatal(err)
	}
	mean := 150.5 / 201
	spread := (math.Pow(0.5-mean, 2) + math.Pow(1-mean, 2)) / 2
	s := mean*(1-mean)/(spread-mean*(1-mean)/100) - 1
	near(t, "first", have[0], (50+s*mean)/(100+s), 1e-12)
	near(t, "second", have[1], (100+s*mean)/(100+s), 1e-12)
	near(t, "unanswered", have[2], mean, 1e-12)
	if have[1] >= 1 {
		t.Error("an item that all answered rightly has chance 1")
	}
	near(t, "weight of the mean", s, 2.1, 0.05)
	for _, bad := range []calibration.Tally{{Right: 2, Answers: 1}, {Right: -1, Answers: 1}} {
		if _, err := calibration.Shrunk([]calibration.Tally{bad}); !errors.Is(err, calibration.ErrTally) {
			t.Errorf("%v: %v", bad, err)
		}
	}
	if _, err := calibration.Shrunk([]calibration.Tally{{}}); !errors.Is(err, calibration.ErrNoAnswers) {
		t.Errorf("no answers: %v", err)
	}
}

// A share among people stands for the difficulty that gives it: checked by integrating over them.
func TestAShareStandsForItsDifficulty(t *testing.T) {
	for _, p := range []float64{0.4, 0.7, 0.9} {
		b, err := calibration.Share(p, 100, calibration.Usual)
		if err != nil {
			t.Fatal(err)
		}
		sum, total := 0.0, 0.0
		for z := -5.0; z <= 5; z += 0.01 {
			w := math.Exp(-z * z / 2)
			sum, total = sum+w*b.Curve().Chance(0.7+z), total+w
		}
		near(t, "share", sum/total, p, 0.01)
	}
	if _, err := calibration.Share(1, 10, calibration.Usual); !errors.Is(err, calibration.ErrTally) {
		t.Errorf("share 1: %v", err)
	}
	if _, err := calibration.Share(0.5, 10, calibration.Population{}); !errors.Is(err, calibration.ErrPopulation) {
		t.Errorf("no spread: %v", err)
	}
}

func TestImpossibleSittingsAreRefused(t *testing.T) {
	good := calibration.Sitting{{Item: 0, Right: true}, {Item: 1}}
	for name, s := range map[string]calibration.Sitting{
		"unknown item": {{Item: 2}}, "below the first": {{Item: -1}}, "twice": {{Item: 1}, {Item: 1}},
		"before it began": {{Millis: -1}}, "late and right": {{Late: true, Right: true}},
	} {
		o, err := calibration.NewOnline(vague(2), calibration.Usual)
		if err != nil {
			t.Fatal(err)
		}
		before := o.Beliefs()
		if err := o.Take(s); !errors.Is(err, calibration.ErrAnswer) {
			t.Errorf("%s, online: %v", name, err)
		}
		for i, b := range o.Beliefs() {
			if b != before[i] {
				t.Errorf("%s changed a belief", name)
			}
		}
		all := []calibration.Sitting{good, s}
		if _, err := calibration.Fit(o.Curves(), calibration.Usual, all, 1); !errors.Is(err, calibration.ErrAnswer) {
			t.Errorf("%s, fit: %v", name, err)
		}
		if _, err := calibration.Examine(o.Curves(), calibration.Usual, all); !errors.Is(err, calibration.ErrAnswer) {
			t.Errorf("%s, health: %v", name, err)
		}
		m, err := calibration.NewMonitor(o.Curves(), calibration.Usual, make([]calibration.Pace, 2), make([]calibration.Watch, 2))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := m.Take(s); !errors.Is(err, calibration.ErrAnswer) {
			t.Errorf("%s, leaks: %v", name, err)
		}
		if _, err := m.Foreknowledge(s); !errors.Is(err, calibration.ErrAnswer) {
			t.Errorf("%s, foreknowledge: %v", name, err)
		}
		if err := calibration.NewPaces(make([]calibration.Pace, 2)).Take(s); !errors.Is(err, calibration.ErrAnswer) {
			t.Errorf("%s, paces: %v", name, err)
		}
	}
}
