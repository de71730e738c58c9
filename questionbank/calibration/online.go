package calibration

import (
	"math"
	"slices"
	"strconv"
)

// points of the grid on which a person's ability is reckoned.
const points = 31

// spread is a distribution of ability on the grid.
type spread struct{ theta, log [points]float64 } // log of the prior weight, up to a constant

func newSpread(pop Population) *spread {
	var s spread
	for q := range points {
		z := -4 + 8*float64(q)/(points-1)
		s.theta[q], s.log[q] = pop.Mean+pop.SD*z, -z*z/2
	}
	return &s
}

// weigh turns log weights into weights that sum to 1 and returns the logarithm of what they summed to.
func weigh(l *[points]float64) float64 {
	top := slices.Max(l[:])
	sum := 0.0
	for q, x := range l {
		l[q] = math.Exp(x - top)
		sum += l[q]
	}
	for q := range l {
		l[q] /= sum
	}
	return top + math.Log(sum)
}

// Online is stage 2: difficulties that move a little with every sitting.
type Online struct {
	beliefs []Belief
	ability *spread
	check   *checker
	chances [][points]float64 // of the sitting at hand
}

// NewOnline begins with what is believed of each item, among people of pop.
func NewOnline(beliefs []Belief, pop Population) (*Online, error) {
	if err := pop.check(); err != nil {
		return nil, err
	}
	for i, b := range beliefs {
		if !b.Curve().sound() || !(b.V > 0) || math.IsInf(b.V, 0) {
			return nil, ErrCurve.With("item", strconv.Itoa(i+1))
		}
	}
	return &Online{beliefs: slices.Clone(beliefs), ability: newSpread(pop), check: newChecker(len(beliefs))}, nil
}

// Take learns from one sitting. A sitting that cannot be changes nothing.
func (o *Online) Take(s Sitting) error {
	if err := o.check.check(s); err != nil {
		return err
	}
	if cap(o.chances) < len(s) {
		o.chances = make([][points]float64, len(s))
	}
	o.chances = o.chances[:len(s)]
	weight := o.ability.log
	for n, a := range s {
		belief, row := o.beliefs[a.Item], &o.chances[n]
		flat := 1 / math.Sqrt(1+math.Pi*belief.V/8)
		for q, theta := range o.ability.theta {
			p := logistic(flat * (theta - belief.B))
			row[q] = p
			if !a.Right {
				p = 1 - p
			}
			weight[q] += math.Log(max(p, 1e-12))
		}
	}
	weigh(&weight)
	for n, a := range s {
		mean, varies := 0.0, 0.0
		for q, w := range weight {
			p := o.chances[n][q]
			mean, varies = mean+w*p, varies+w*p*(1-p)
		}
		x := 0.0
		if a.Right {
			x = 1
		}
		b := &o.beliefs[a.Item]
		b.V = 1 / (1/b.V + varies)
		b.B -= b.V * (x - mean)
		b.Answers++
	}
	return nil
}

// Beliefs is what is believed now, by item.
func (o *Online) Beliefs() []Belief { return slices.Clone(o.beliefs) }

// Curves are the curves of what is believed now, by item.
func (o *Online) Curves() []Curve {
	out := make([]Curve, len(o.beliefs))
	for i, b := range o.beliefs {
		out[i] = b.Curve()
	}
	return out
}
