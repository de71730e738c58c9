package calibration

import "math"

// What a leak is taken to look like.
const (
	share   = 0.15 // of people who know the item, once it is out
	knowing = 0.97 // their chance to be right
	faster  = 0.7  // by how much their logarithm of time is shorter
	bound   = Bound
)

// Bound is the sum over which a quarantine is proposed.
const Bound = 7.1

// Watch is the state of the watch over one item: kept between sittings.
type Watch struct {
	Sum  float64
	Seen int32 // answers since the sum began
}

// Proposal says that an item may have become known and should be put in quarantine until somebody has looked at it.
type Proposal struct {
	Item    int
	Answers int // seen since the last proposal or the beginning
	Sum     float64
}

// Monitor watches all items of a bank for leaks.
type Monitor struct {
	table   *table
	paces   []Pace
	watches []Watch
	check   *checker
}

// NewMonitor begins with curves measured among people of pop, paces, and the watches kept from before, all by item.
func NewMonitor(curves []Curve, pop Population, paces []Pace, watches []Watch) (*Monitor, error) {
	if err := pop.check(); err != nil {
		return nil, err
	}
	if err := checkCurves(curves); err != nil {
		return nil, err
	}
	if len(paces) != len(curves) || len(watches) != len(curves) {
		return nil, lengths(len(curves), min(len(paces), len(watches)))
	}
	return &Monitor{table: newTable(curves, pop), paces: append([]Pace(nil), paces...), watches: append([]Watch(nil), watches...), check: newChecker(len(curves))}, nil
}

// Take watches one sitting and returns the items whose sum went over the bound; their sums begin anew. A sitting that cannot be changes
// nothing.
func (m *Monitor) Take(s Sitting) ([]Proposal, error) {
	evidence, err := m.Evidence(s)
	if err != nil {
		return nil, err
	}
	var out []Proposal
	for n, a := range s {
		w := &m.watches[a.Item]
		if w.Take(evidence[n]) {
			out = append(out, Proposal{Item: int(a.Item), Answers: int(w.Seen), Sum: w.Sum})
			*w = Watch{}
		}
	}
	return out, nil
}

// Watches is the state by item.
func (m *Monitor) Watches() []Watch { return append([]Watch(nil), m.watches...) }

// Evidence is what one answer shows against all other answers of the same person.
type Evidence struct {
	Right  bool
	Chance float64 // p̂ of a right answer, by all other answers
	Timed  bool    // Delay is known
	Delay  float64 // z: how much longer than expected, in logarithms
	Width  float64 // σ of z where the item is not known
}

// Evidence is what each answer of the sitting shows.
func (m *Monitor) Evidence(s Sitting) ([]Evidence, error) {
	if err := m.check.check(s); err != nil {
		return nil, err
	}
	weight, v := m.table.posterior(s), gather(m.paces, s)
	out := make([]Evidence, len(s))
	for n, a := range s {
		e := Evidence{Right: a.Right, Chance: m.table.without(&weight, a)}
		if t, ok := took(a); ok && m.paces[a.Item].known() {
			p := m.paces[a.Item]
			e.Timed, e.Delay, e.Width = true, t-(p.Mean-v.without(m.paces, a)), p.width()
		}
		out[n] = e
	}
	return out, nil
}

// without is the chance of a right answer to the item of a that the other answers predict: with posterior weights w over all answers
// and likelihood L of this one it is 1/Σ(w/L) for what was observed.
func (t *table) without(weight *[points]float64, a Answer) float64 {
	sum := 0.0
	for q, w := range weight {
		p := t.chance[a.Item][q]
		if !a.Right {
			p = 1 - p
		}
		sum += w / p
	}
	p := 1 / sum
	if !a.Right {
		p = 1 - p
	}
	return min(max(p, 0.02), 0.98)
}

// ratio is how much likelier the answer is from somebody who knew the item.
func (e Evidence) ratio() float64 {
	r := (1 - knowing) / (1 - e.Chance)
	if e.Right {
		r = knowing / e.Chance
	}
	if e.Timed {
		r *= math.Exp((-faster*e.Delay - faster*faster/2) / (e.Width * e.Width))
	}
	return r
}

// Take adds one answer to the sum and reports whether it went over the bound.
func (w *Watch) Take(e Evidence) bool {
	w.Seen++
	w.Sum = max(0, w.Sum+math.Log(1-share+share*e.ratio()))
	return w.Sum > bound
}
