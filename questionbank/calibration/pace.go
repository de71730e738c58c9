package calibration

import "math"

// How answering times are spread before anything was measured, in logarithms of milliseconds.
const (
	noise     = 0.5  // of an answer around what item and person let expect
	haste     = 0.3  // of persons
	firmly    = 20   // answers that the assumed noise of an item weighs
	quickest  = 500  // milliseconds; faster is a slip of the finger and no time
	measuring = 30   // answers after which an item's times are used
	leastWide = 0.25 // of an item's noise
)

// Pace is how long an item takes: the running mean and squares of ln t + τ̂ (Welford), where τ̂ is how fast the person is.
type Pace struct {
	Answers int32
	Mean    float64 // of the logarithm of milliseconds
	Squares float64
}

func (p *Pace) take(x float64) {
	p.Answers++
	d := x - p.Mean
	p.Mean += d / float64(p.Answers)
	p.Squares += d * (x - p.Mean)
}

// width is the noise of the item's times.
func (p Pace) width() float64 {
	return max(math.Sqrt((p.Squares+firmly*noise*noise)/(float64(p.Answers)+firmly)), leastWide)
}

func (p Pace) known() bool { return p.Answers >= measuring }

// Paces learns how long items take.
type Paces struct {
	list  []Pace
	check *checker
}

// NewPaces begins with paces kept from before, one per item; zero values where nothing is known.
func NewPaces(list []Pace) *Paces {
	return &Paces{list: append([]Pace(nil), list...), check: newChecker(len(list))}
}

// Take learns from one sitting. A sitting that cannot be changes nothing.
func (p *Paces) Take(s Sitting) error {
	if err := p.check.check(s); err != nil {
		return err
	}
	speed := gather(p.list, s)
	for _, a := range s {
		if x, ok := took(a); ok {
			p.list[a.Item].take(x + speed.without(p.list, a))
		}
	}
	return nil
}

// List is what is known now, by item.
func (p *Paces) List() []Pace { return append([]Pace(nil), p.list...) }

// took is the logarithm of the time, where it says something.
func took(a Answer) (float64, bool) {
	if a.Millis < quickest || a.Late {
		return 0, false
	}
	return math.Log(float64(a.Millis)), true
}

// speed is what a person's times add up to.
type speed struct{ sum, weight float64 }

func gather(paces []Pace, s Sitting) speed {
	var v speed
	for _, a := range s {
		x, w := lead(paces, a)
		v.sum, v.weight = v.sum+w*x, v.weight+w
	}
	return v
}

// lead is by how much the answer was faster than the item's mean, and what that weighs.
func lead(paces []Pace, a Answer) (x, weight float64) {
	t, ok := took(a)
	if p := paces[a.Item]; ok && p.known() {
		return p.Mean - t, 1 / (p.width() * p.width())
	}
	return 0, 0
}

// without is τ̂, the person's speed as all other answers show it, drawn to the mean of persons.
func (v speed) without(paces []Pace, a Answer) float64 {
	x, w := lead(paces, a)
	return (v.sum - w*x) / (v.weight - w + 1/(haste*haste))
}
