package calibration_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/suikao/suikao/questionbank/calibration"
)

// people are simulated: the truth about them and their items is known.
type people struct {
	r     *rand.Rand
	truth []calibration.Curve
	pace  []float64 // mean logarithm of milliseconds
	per   int       // items on a paper
}

func simulate(seed uint64, items, per int, slopes float64) *people {
	p := &people{r: rand.New(rand.NewPCG(seed, 1)), per: per}
	for range items {
		p.truth = append(p.truth, calibration.Curve{A: math.Exp(slopes * p.r.NormFloat64()), B: p.r.NormFloat64() - 1})
		p.pace = append(p.pace, math.Log(20_000)+0.4*p.r.NormFloat64())
	}
	return p
}

// sit lets one person of ability N(0.7, 1) answer a random paper; known says which of its items the person knew.
func (p *people) sit(known func(item int) bool) calibration.Sitting {
	theta, haste := 0.7+p.r.NormFloat64(), 0.3*p.r.NormFloat64()
	out := make(calibration.Sitting, 0, p.per)
	for _, item := range p.r.Perm(len(p.truth))[:p.per] {
		chance, t := p.truth[item].Chance(theta), p.pace[item]-haste+0.5*p.r.NormFloat64()
		if known != nil && known(item) {
			chance, t = 0.97, t-0.7
		}
		a := calibration.Answer{Item: int32(item), Millis: int32(math.Exp(t)), Right: p.r.Float64() < chance}
		a.Choice = 2
		if a.Right {
			a.Choice = 1
		}
		out = append(out, a)
	}
	return out
}

func (p *people) sittings(n int) []calibration.Sitting {
	out := make([]calibration.Sitting, n)
	for i := range out {
		out[i] = p.sit(nil)
	}
	return out
}

// even weighs all items alike, for a paper of as many items as the people sit.
func (p *people) even() []float64 {
	out := make([]float64, len(p.truth))
	for i := range out {
		out[i] = float64(p.per) / float64(len(out))
	}
	return out
}

// off is the root mean square by which the chances at the cut are off the truth at the true cut.
func (p *people) off(t *testing.T, curves []calibration.Curve) float64 {
	t.Helper()
	weight, pass := p.even(), 0.8*float64(p.per)
	want, err := calibration.Cut(p.truth, weight, pass)
	if err != nil {
		t.Fatal(err)
	}
	have, err := calibration.Cut(curves, weight, pass)
	if err != nil {
		t.Fatal(err)
	}
	sum := 0.0
	for i := range curves {
		d := curves[i].Chance(have) - p.truth[i].Chance(want)
		sum += d * d / float64(len(curves))
	}
	return math.Sqrt(sum)
}

func vague(n int) []calibration.Belief {
	out := make([]calibration.Belief, n)
	for i := range out {
		out[i] = calibration.Prior(3)
	}
	return out
}

func near(t *testing.T, what string, have, want, by float64) {
	t.Helper()
	if !(math.Abs(have-want) <= by) {
		t.Errorf("%s is %.5f, want %.5f ± %g", what, have, want, by)
	}
}
