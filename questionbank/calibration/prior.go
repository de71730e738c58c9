package calibration

import (
	"math"

	"github.com/suikao/suikao/questionbank/assembly"
)

// Belief is what is known of the difficulty of an item: b ~ N(B, V), a = 1.
type Belief struct {
	B, V    float64
	Answers int32 // it rests on
}

// Curve is the curve of the believed difficulty.
func (b Belief) Curve() Curve { return Curve{A: 1, B: b.B} }

// vague is the variance of b before anybody answered: labels say little.
const vague = 1.5

// Prior is stage 0: what the writer's level of difficulty, 1 to 5, lets expect on a scale whose cut is 0. Levels outside count as the nearest.
func Prior(difficulty int) Belief {
	return Belief{B: -logit(float64(assembly.Expected(difficulty).P[1]) / 100_000), V: vague}
}

// Tally counts the answers to an item.
type Tally struct{ Right, Answers int }

// Shrunk is stage 1: the shares of right answers of the items of one type, each drawn to their mean the more the fewer answers it rests on.
// An item without answers gets the mean.
func Shrunk(list []Tally) ([]float64, error) {
	k, n, answered, inverse := 0, 0, 0.0, 0.0
	for _, t := range list {
		if t.Right < 0 || t.Right > t.Answers {
			return nil, ErrTally
		}
		if t.Answers > 0 {
			k, n, answered, inverse = k+t.Right, n+t.Answers, answered+1, inverse+1/float64(t.Answers)
		}
	}
	if n == 0 {
		return nil, ErrNoAnswers
	}
	mean := (float64(k) + 0.5) / (float64(n) + 1) // never 0 or 1
	spread := 0.0
	for _, t := range list {
		if t.Answers > 0 {
			d := float64(t.Right)/float64(t.Answers) - mean
			spread += d * d / answered
		}
	}
	noise := mean * (1 - mean) * inverse / answered
	weight := max(mean*(1-mean)/max(0.004, spread-noise)-1, 1)
	out := make([]float64, len(list))
	for i, t := range list {
		out[i] = (float64(t.Right) + weight*mean) / (float64(t.Answers) + weight)
	}
	return out, nil
}

// Share is the belief that a share p of right answers among answers in pop stands for: b = mean − logit(p)·√(1+π·SD²/8).
func Share(p float64, answers int, pop Population) (Belief, error) {
	if err := pop.check(); err != nil {
		return Belief{}, err
	}
	if !(p > 0 && p < 1) || answers < 0 {
		return Belief{}, ErrTally
	}
	flat := math.Sqrt(1 + math.Pi*pop.SD*pop.SD/8)
	return Belief{B: pop.Mean - logit(p)*flat, V: 1 / (1/vague + float64(answers)*p*(1-p)/(flat*flat)), Answers: int32(answers)}, nil
}
