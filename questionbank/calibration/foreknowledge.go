package calibration

import "math"

// Suspicion is what speaks for a person having known part of the paper beforehand. It is a reason to look at the recording; no result,
// permit or right may hang on it.
type Suspicion struct {
	Index float64 // log likelihood ratio, 0: nothing speaks for it
	Share float64 // of the paper that fits best, 0 to 0.5
}

// Review is the index at which a recording is proposed for review. Of 5,000 simulated honest people one reached it; of those who knew 10, 20
// and 30 per cent of the paper 6, 27 and 46 per cent. A bank of other make is simulated first.
const Review = 5.3

// Look reports whether the recording is proposed for review.
func (s Suspicion) Look() bool { return s.Index >= Review }

// shares of known items that are tried.
var shares = [...]float64{0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5}

// Foreknowledge reckons the index of one sitting: the largest over π, ability and speed of the likelihood where each item is known with
// chance π (right with 0.97, faster by 0.7 in the logarithm of time), against π = 0, each with the priors of ability and speed. The sitting is given apart
// from what the monitor watches.
func (m *Monitor) Foreknowledge(s Sitting) (Suspicion, error) {
	if err := m.check.check(s); err != nil {
		return Suspicion{}, err
	}
	none := m.mixture(s, 0)
	out := Suspicion{}
	for _, known := range shares {
		if l := m.mixture(s, known) - none; l > out.Index {
			out = Suspicion{Index: l, Share: known}
		}
	}
	return out, nil
}

// mixture is the largest log likelihood where a share of items is known, up to a constant: expectation and maximisation in turn.
func (m *Monitor) mixture(s Sitting, known float64) float64 {
	knew := make([]float64, len(s)) // posterior chance that the item was known
	best := math.Inf(-1)
	for range 12 {
		tau := m.speed(s, knew)
		q := m.likeliest(s, knew)
		sum := m.table.log[q] - tau*tau/(2*haste*haste)
		for n, a := range s {
			p := m.table.chance[a.Item][q]
			plain, out := p, knowing
			if !a.Right {
				plain, out = 1-p, 1-knowing
			}
			if t, ok := took(a); ok && m.paces[a.Item].known() {
				w := m.paces[a.Item].width()
				z := t - (m.paces[a.Item].Mean - tau)
				plain *= math.Exp(-z * z / (2 * w * w))
				out *= math.Exp(-(z + faster) * (z + faster) / (2 * w * w))
			}
			both := (1-known)*plain + known*out
			sum += math.Log(max(both, 1e-300))
			knew[n] = known * out / max(both, 1e-300)
		}
		if sum-best < 1e-3 {
			return max(best, sum)
		}
		best = sum
	}
	return best
}

// speed is the person's likeliest speed where items were known with these chances.
func (m *Monitor) speed(s Sitting, knew []float64) float64 {
	sum, weight := 0.0, 1/(haste*haste)
	for n, a := range s {
		x, w := lead(m.paces, a)
		sum, weight = sum+w*(x-knew[n]*faster), weight+w
	}
	return sum / weight
}

// likeliest is the point of the grid with the person's likeliest ability.
func (m *Monitor) likeliest(s Sitting, knew []float64) int {
	weight := m.table.log
	for n, a := range s {
		row := &m.table.logs[a.Item][side(a.Right)]
		for q := range weight {
			weight[q] += (1 - knew[n]) * row[q]
		}
	}
	best := 0
	for q, w := range weight {
		if w > weight[best] {
			best = q
		}
	}
	return best
}
