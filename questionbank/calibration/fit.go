package calibration

import (
	"math"
	"strconv"
	"sync"
)

// How Fit goes about it.
const (
	parts    = 8    // the answers are always summed in so many parts, see the package's Why
	steps    = 25   // at most
	still    = 1e-3 // the largest movement of a curve, in logits at b, at which Fit ends
	slopeVar = 0.12 // of ln a around its mean
	faint    = 1e-7 // posterior weight that is not followed
)

// Fitted is the outcome of Fit, on the scale where ability is N(0,1).
type Fitted struct {
	Curves []Curve
	Steps  int  // EM steps taken
	Still  bool // the last step moved nothing by more than a thousandth of a logit
}

// counts are, per item, expected numbers of wrong [0] and right [1] answers at each point.
type counts [][2][points]float64

// part is what one part of the answers adds up to.
type part struct {
	counts counts
	mean   float64 // of ability, summed over people
	sum2   float64 // and its square
	people float64
}

// Fit is stage 3: curves of two parameters by marginal maximum likelihood with priors. It starts from curves on the scale of pop (Usual for stage 2) and
// uses so many workers (1 at least); their number changes no bit of the outcome. Items that nobody answered end at their start, on the new scale.
func Fit(start []Curve, pop Population, sittings []Sitting, workers int) (Fitted, error) {
	if err := pop.check(); err != nil {
		return Fitted{}, err
	}
	if err := checkCurves(start); err != nil {
		return Fitted{}, err
	}
	check, answered, any := newChecker(len(start)), make([]bool, len(start)), false
	for _, s := range sittings {
		if err := check.check(s); err != nil {
			return Fitted{}, err
		}
		for _, a := range s {
			answered[a.Item], any = true, true
		}
	}
	if !any {
		return Fitted{}, ErrNoAnswers
	}
	f := fitting{curves: make([]Curve, len(start)), answered: answered, ability: newSpread(Population{SD: 1}), sittings: sittings}
	for i, c := range start {
		f.curves[i] = Curve{A: c.A * pop.SD, B: (c.B - pop.Mean) / pop.SD}
	}
	f.logs = make([][2][points]float64, len(start))
	for i := range f.parts {
		f.parts[i].counts = make(counts, len(start))
	}
	out := Fitted{}
	for out.Steps < steps && !out.Still {
		out.Steps++
		f.expect(max(workers, 1))
		out.Still = f.maximise() < still
	}
	out.Curves = f.curves
	return out, nil
}

type fitting struct {
	curves   []Curve
	answered []bool
	ability  *spread
	sittings []Sitting
	logs     [][2][points]float64 // per item: log chance of a wrong and of a right answer at each point
	parts    [parts]part
}

// expect is the E step: the posterior of every person, and what it lets expect of every item.
func (f *fitting) expect(workers int) {
	for i, c := range f.curves {
		for q, theta := range f.ability.theta {
			p := min(max(c.Chance(theta), 1e-9), 1-1e-9)
			f.logs[i][0][q], f.logs[i][1][q] = math.Log(1-p), math.Log(p)
		}
	}
	next := make(chan int, parts)
	for i := range parts {
		next <- i
	}
	close(next)
	var done sync.WaitGroup
	for range min(workers, parts) {
		done.Go(func() {
			for i := range next {
				f.sum(&f.parts[i], f.sittings[i*len(f.sittings)/parts:(i+1)*len(f.sittings)/parts])
			}
		})
	}
	done.Wait()
}

func (f *fitting) sum(into *part, sittings []Sitting) {
	clear(into.counts)
	into.mean, into.sum2, into.people = 0, 0, 0
	for _, s := range sittings {
		if len(s) == 0 {
			continue
		}
		weight := f.ability.log
		for _, a := range s {
			row := &f.logs[a.Item][side(a.Right)]
			for q := range weight {
				weight[q] += row[q]
			}
		}
		weigh(&weight)
		from, to := points, 0
		for q, w := range weight {
			if w > faint {
				from, to = min(from, q), q+1
			}
			into.mean += w * f.ability.theta[q]
			into.sum2 += w * f.ability.theta[q] * f.ability.theta[q]
		}
		into.people++
		for _, a := range s {
			row := &into.counts[a.Item][side(a.Right)]
			for q := from; q < to; q++ {
				row[q] += weight[q]
			}
		}
	}
}

func side(right bool) int {
	if right {
		return 1
	}
	return 0
}

// maximise is the M step: two Newton steps per item; then ability is brought back to N(0,1). It returns the largest movement.
func (f *fitting) maximise() float64 {
	all := &f.parts[0]
	for i := 1; i < parts; i++ {
		p := &f.parts[i]
		all.mean, all.sum2, all.people = all.mean+p.mean, all.sum2+p.sum2, all.people+p.people
		for item := range all.counts {
			for right := range 2 {
				for q := range points {
					all.counts[item][right][q] += p.counts[item][right][q]
				}
			}
		}
	}
	slope, mean, variance := f.priors()
	before := append([]Curve(nil), f.curves...)
	for item := range f.curves {
		if f.answered[item] {
			for range 2 {
				f.curves[item] = f.newton(f.curves[item], &all.counts[item], slope, mean, variance)
			}
		}
	}
	shift := all.mean / all.people
	stretch := math.Sqrt(max(all.sum2/all.people-shift*shift, 0.01))
	moved := 0.0
	for item, c := range f.curves {
		f.curves[item] = Curve{A: c.A * stretch, B: (c.B - shift) / stretch}
		if f.answered[item] {
			moved = max(moved, math.Abs(f.curves[item].A*(f.curves[item].B-before[item].B)), math.Abs(math.Log(f.curves[item].A/before[item].A)))
		}
	}
	return moved
}

// priors are those of the answered items as they now are: the mean of ln a, mean and variance of b.
func (f *fitting) priors() (slope, mean, variance float64) {
	n := 0.0
	for i, c := range f.curves {
		if f.answered[i] {
			n, slope, mean = n+1, slope+math.Log(c.A), mean+c.B
		}
	}
	slope, mean = slope/n, mean/n
	for i, c := range f.curves {
		if f.answered[i] {
			variance += (c.B - mean) * (c.B - mean) / n
		}
	}
	return slope, mean, max(variance, 0.25)
}

// newton is one step of Fisher scoring in (ln a, b), no longer than half a unit in either.
func (f *fitting) newton(c Curve, n *[2][points]float64, slope, mean, variance float64) Curve {
	gs, gb := -(math.Log(c.A)-slope)/slopeVar, -(c.B-mean)/variance
	hss, hsb, hbb := 1/slopeVar, 0.0, 1/variance
	for q, theta := range f.ability.theta {
		z := c.A * (theta - c.B)
		p := logistic(z)
		here := n[0][q] + n[1][q]
		off, info := n[1][q]-here*p, here*p*(1-p)
		gs, gb = gs+off*z, gb-off*c.A
		hss, hsb, hbb = hss+info*z*z, hsb-info*z*c.A, hbb+info*c.A*c.A
	}
	det := hss*hbb - hsb*hsb
	ds, db := (hbb*gs-hsb*gb)/det, (hss*gb-hsb*gs)/det
	return Curve{A: c.A * math.Exp(min(max(ds, -0.5), 0.5)), B: c.B + min(max(db, -0.5), 0.5)}
}

// Scale carries curves from one run's scale to another's: θ' = Slope·θ + Shift.
type Scale struct{ Slope, Shift float64 }

// needed is how many items a link rests on at least.
const needed = 20

// Link finds the scale that carries now to before by mean and sigma of b over the items that are sound in both runs: not flagged, not in
// quarantine, answered often.
func Link(before, now []Curve, sound []bool) (Scale, error) {
	if len(now) != len(before) || len(sound) != len(before) {
		return Scale{}, lengths(len(before), min(len(now), len(sound)))
	}
	var n, mb, mn, vb, vn float64
	for i, ok := range sound {
		if !ok {
			continue
		}
		if !before[i].sound() || !now[i].sound() {
			return Scale{}, ErrCurve.With("item", strconv.Itoa(i+1))
		}
		n, mb, mn = n+1, mb+before[i].B, mn+now[i].B
	}
	mb, mn = mb/n, mn/n
	for i, ok := range sound {
		if ok {
			vb, vn = vb+(before[i].B-mb)*(before[i].B-mb), vn+(now[i].B-mn)*(now[i].B-mn)
		}
	}
	if n < needed || !(vb > 0) || !(vn > 0) {
		return Scale{}, ErrLink.With("need", strconv.Itoa(needed))
	}
	slope := math.Sqrt(vb / vn)
	return Scale{Slope: slope, Shift: mb - slope*mn}, nil
}

// Carry is the curve on the other scale.
func (s Scale) Carry(c Curve) Curve { return Curve{A: c.A / s.Slope, B: s.Slope*c.B + s.Shift} }
