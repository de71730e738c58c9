package calibration_test

import (
	"errors"
	"math"
	"reflect"
	"testing"

	"github.com/suikao/suikao/questionbank/calibration"
)

func TestOnlineComesNearerWithEverySitting(t *testing.T) {
	p := simulate(1, 60, 30, 0)
	o, err := calibration.NewOnline(vague(60), calibration.Usual)
	if err != nil {
		t.Fatal(err)
	}
	none := p.off(t, o.Curves())
	for range 200 {
		if err := o.Take(p.sit(nil)); err != nil {
			t.Fatal(err)
		}
	}
	some := p.off(t, o.Curves())
	for range 1800 {
		if err := o.Take(p.sit(nil)); err != nil {
			t.Fatal(err)
		}
	}
	many := p.off(t, o.Curves())
	if !(none > 0.13 && some < 0.055 && many < 0.02) {
		t.Errorf("off by %.4f, %.4f after 100 answers an item, %.4f after 1000", none, some, many)
	}
	for i, b := range o.Beliefs() {
		if b.Answers < 850 || b.V > 0.05 {
			t.Errorf("item %d: %d answers, variance %.3f", i, b.Answers, b.V)
		}
	}
}

// One right answer of one person, reckoned by a finer integral: p is flattened by κ for what is not known of b.
func TestOneStepOfTheOnlineEstimate(t *testing.T) {
	o, err := calibration.NewOnline([]calibration.Belief{{B: 0.4, V: 1.5}}, calibration.Population{SD: 1})
	if err != nil {
		t.Fatal(err)
	}
	if err := o.Take(calibration.Sitting{{Right: true}}); err != nil {
		t.Fatal(err)
	}
	kappa := 1 / math.Sqrt(1+math.Pi*1.5/8)
	var total, mean, varies float64
	for theta := -6.0; theta <= 6; theta += 0.001 {
		p := 1 / (1 + math.Exp(-kappa*(theta-0.4)))
		w := math.Exp(-theta*theta/2) * p
		total, mean, varies = total+w, mean+w*p, varies+w*p*(1-p)
	}
	v := 1 / (1/1.5 + varies/total)
	b := o.Beliefs()[0]
	near(t, "variance", b.V, v, 1e-4)
	near(t, "difficulty", b.B, 0.4-v*(1-mean/total), 1e-4)
}

func TestFitFindsWhatWasSimulated(t *testing.T) {
	p := simulate(2, 40, 40, 0.35)
	sittings := p.sittings(2000)
	start := make([]calibration.Curve, 40)
	for i := range start {
		start[i] = calibration.Curve{A: 1}
	}
	fit, err := calibration.Fit(start, calibration.Usual, sittings, 2)
	if err != nil {
		t.Fatal(err)
	}
	// Ability was N(0.7, 1); the fit's is N(0, 1).
	slope, b := 0.0, 0.0
	for i, c := range fit.Curves {
		slope += math.Pow(math.Log(c.A/p.truth[i].A), 2) / 40
		b += math.Pow(c.B+0.7-p.truth[i].B, 2) / 40
	}
	if off := p.off(t, fit.Curves); off > 0.012 || math.Sqrt(slope) > 0.12 || math.Sqrt(b) > 0.22 {
		t.Errorf("off by %.4f at the cut, %.3f in ln a, %.3f in b", off, math.Sqrt(slope), math.Sqrt(b))
	}
	o, err := calibration.NewOnline(vague(40), calibration.Usual)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range sittings {
		if err := o.Take(s); err != nil {
			t.Fatal(err)
		}
	}
	if two, one := p.off(t, fit.Curves), p.off(t, o.Curves()); two > 0.7*one {
		t.Errorf("two parameters are off by %.4f, one by %.4f: no better", two, one)
	}
}

func TestWorkersChangeNoBit(t *testing.T) {
	p := simulate(3, 30, 20, 0.35)
	sittings, start := p.sittings(151), p.truth
	var first calibration.Fitted
	for workers := range 5 {
		fit, err := calibration.Fit(start, calibration.Usual, sittings, workers)
		if err != nil {
			t.Fatal(err)
		}
		if workers == 0 {
			first = fit
		}
		if !reflect.DeepEqual(fit, first) {
			t.Fatalf("%d workers come to something else", workers)
		}
	}
}

func TestFitOfHostileAnswers(t *testing.T) {
	start := []calibration.Curve{{A: 1}, {A: 1}, {A: 2, B: 1}}
	all := make([]calibration.Sitting, 50)
	for i := range all {
		all[i] = calibration.Sitting{{Item: 0, Right: true}, {Item: 1}}
	}
	all[7] = nil
	fit, err := calibration.Fit(start, calibration.Usual, all, 2)
	if err != nil {
		t.Fatal(err)
	}
	for i, c := range fit.Curves {
		if !(c.A > 0.05 && c.A < 20 && math.Abs(c.B) < 40) {
			t.Errorf("item %d runs away: %v", i, c)
		}
	}
	if fit.Curves[0].B >= fit.Curves[1].B {
		t.Error("what all answer rightly is not easier than what nobody does")
	}
	if _, err := calibration.Fit(start, calibration.Usual, []calibration.Sitting{nil}, 1); !errors.Is(err, calibration.ErrNoAnswers) {
		t.Errorf("no answers: %v", err)
	}
	if _, err := calibration.Fit([]calibration.Curve{{A: math.NaN()}}, calibration.Usual, all, 1); !errors.Is(err, calibration.ErrCurve) {
		t.Errorf("no number: %v", err)
	}
	if _, err := calibration.Fit(start, calibration.Population{SD: -1}, all, 1); !errors.Is(err, calibration.ErrPopulation) {
		t.Errorf("no population: %v", err)
	}
}

func TestALinkCarriesBack(t *testing.T) {
	p := simulate(4, 40, 10, 0.35)
	there, sound := make([]calibration.Curve, 40), make([]bool, 40)
	for i, c := range p.truth {
		there[i], sound[i] = calibration.Curve{A: c.A * 2, B: (c.B - 0.7) / 2}, true
	}
	there[3], sound[3] = calibration.Curve{A: 1, B: 99}, false // flagged: takes no part
	link, err := calibration.Link(p.truth, there, sound)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "slope", link.Slope, 2, 1e-9)
	near(t, "shift", link.Shift, 0.7, 1e-9)
	near(t, "chance elsewhere", link.Carry(there[9]).Chance(0.4), p.truth[9].Chance(0.4), 1e-9)
	if _, err := calibration.Link(p.truth, there, make([]bool, 40)); !errors.Is(err, calibration.ErrLink) {
		t.Errorf("nothing to link by: %v", err)
	}
	if _, err := calibration.Link(p.truth, there[1:], sound); !errors.Is(err, calibration.ErrLength) {
		t.Errorf("other length: %v", err)
	}
}
