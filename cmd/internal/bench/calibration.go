package bench

import (
	"context"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"time"

	"github.com/suikao/suikao/questionbank/calibration"
)

// How the people of the calibration bench are made.
const (
	calSittings = 40_000 // of 100 answers each: 2,000 to an item of a bank of 2,000
	calMany     = 10_000 // 500 to an item
	calFew      = 2_000  // 100 to an item
	calNoise    = 0.5    // of the logarithm of an answer's time
	calHaste    = 0.3    // of the logarithm of a person's speed
	calFaster   = 0.7    // who knows a leaked item
	calKnowing  = 0.97
	calLeaked   = 0.10 // of those who sit
)

// Calibration lets 40,000 synthetic people sit papers of a bank whose truth is known, estimates the items as the nightly and
// online jobs do, draws 10,000 papers by the estimates, and prints how far the true expected scores of these papers scatter; then it watches
// the same people for leaks of which nobody, or a tenth of them, knows.
func Calibration(ctx context.Context, out, progress io.Writer) error {
	b := makeSimBank(paperPlan{name: "calibration", items: 2000})
	r := rand.New(rand.NewPCG(20_261_122, 5))
	sittings := b.sit(r, b.drawRandomly(calSittings).papers)
	_, _ = fmt.Fprintf(progress, "# %d sittings of 100 answers\n", len(sittings))

	beliefs := make([]calibration.Belief, len(b.snap.Items))
	for i, it := range b.snap.Items {
		beliefs[i] = calibration.Prior(it.Difficulty)
	}
	online, err := calibration.NewOnline(beliefs, calibration.Usual)
	if err != nil {
		return err
	}
	sd := map[int]float64{}
	var early []calibration.Curve
	began := processorTime()
	spent := time.Duration(0)
	for n, s := range sittings {
		if err := online.Take(s); err != nil {
			return err
		}
		if n+1 != calFew && n+1 != calMany && n+1 != calSittings {
			continue
		}
		spent += processorTime() - began
		if sd[n+1], err = b.drawBy(online.Curves(), progress, fmt.Sprintf("online Rasch, %d answers an item", (n+1)/20)); err != nil {
			return err
		}
		if n+1 == calMany {
			early, err = b.fitEarly(online.Curves(), sittings[:calMany], progress)
			if err != nil {
				return err
			}
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		began = processorTime()
	}
	_, _ = fmt.Fprintf(progress, "# online: %.0f µs of processor a sitting\n", float64(spent.Microseconds())/calSittings)

	begun, cpu := time.Now(), processorTime()
	fit, err := calibration.Fit(online.Curves(), calibration.Usual, sittings, 2)
	if err != nil {
		return err
	}
	wall := time.Since(begun)
	cpu = processorTime() - cpu
	_, _ = fmt.Fprintf(progress, "# 2PL: %d steps, still: %t, %.1f s wall, %.1f s of processor on 2 workers\n", fit.Steps, fit.Still, wall.Seconds(), cpu.Seconds())
	sd2, err := b.drawBy(fit.Curves, progress, "2PL, 2000 answers an item")
	if err != nil {
		return err
	}
	leak, err := watch{curves: early, usual: b.usual(), name: "items of p 0.75 to 0.85"}.run(r, sittings, calMany, progress)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "bench calibration: sd100=%.3f sd500=%.3f sd2000=%.3f sd2000_2pl=%.3f mml_s=%.2f mml_cpu_s=%.2f leak_median=%.0f false_per_20k=%.2f\n",
		sd[calFew], sd[calMany], sd[calSittings], sd2, wall.Seconds(), cpu.Seconds(), leak.median, leak.wrong)
	return err
}

// fitEarly is the nightly estimate after 500 answers an item: the watch goes by it.
func (b *simBank) fitEarly(start []calibration.Curve, sittings []calibration.Sitting, progress io.Writer) ([]calibration.Curve, error) {
	fit, err := calibration.Fit(start, calibration.Usual, sittings, 2)
	if err != nil {
		return nil, err
	}
	_, err = b.drawBy(fit.Curves, progress, "2PL, 500 answers an item")
	return fit.Curves, err
}

// sit lets people of ability N(0.7, 1) answer the papers.
func (b *simBank) sit(r *rand.Rand, papers [][]int) []calibration.Sitting {
	pace := make([]float64, len(b.snap.Items))
	for i := range pace {
		pace[i] = math.Log(30_000) + 0.4*r.NormFloat64()
	}
	out := make([]calibration.Sitting, len(papers))
	for n, paper := range papers {
		theta, haste := 0.7+r.NormFloat64(), calHaste*r.NormFloat64()
		s := make(calibration.Sitting, len(paper))
		for k, at := range paper {
			t := math.Exp(pace[at] - haste + calNoise*r.NormFloat64())
			s[k] = calibration.Answer{Item: int32(at), Millis: int32(t), Choice: 1, Right: r.Float64() < b.truth[b.snap.Items[at].ID].chance(theta)}
		}
		out[n] = s
	}
	return out
}

// drawBy draws 10,000 papers by the curves and returns how far their true expected scores at the true cut scatter.
func (b *simBank) drawBy(curves []calibration.Curve, progress io.Writer, name string) (float64, error) {
	weight := make([]float64, len(curves))
	for _, c := range b.cells {
		for _, id := range c.items {
			weight[b.place[id]] = float64(c.need) / float64(len(c.items))
		}
	}
	cut, err := calibration.Cut(curves, weight, 80)
	if err != nil {
		return 0, err
	}
	off := 0.0
	for i, c := range curves {
		p := calibration.Measured(c, cut)
		b.snap.Items[i].Params = &p
		d := c.Chance(cut) - b.truth[b.snap.Items[i].ID].chance(0)
		off += d * d / float64(len(curves))
	}
	b.snap.Digest = b.snap.Root()
	set, _, err := b.draw(10_000)
	if err != nil {
		return 0, err
	}
	l := b.judge(set)
	_, _ = fmt.Fprintf(progress, "# %s: cut %.3f, RMSE of the chance at the cut %.4f, scores %.2f to %.2f (SD %.3f), information CV %.1f %%\n",
		name, cut, math.Sqrt(off), l.low, l.high, l.scoreSD, l.infoCV)
	return l.scoreSD, nil
}

// usual are the items that 0.75 to 0.85 of those who sit answer rightly.
func (b *simBank) usual() []bool {
	out := make([]bool, len(b.snap.Items))
	for i, it := range b.snap.Items {
		share := shareOf(b.truth[it.ID].chance)
		out[i] = share > 0.75 && share < 0.85
	}
	return out
}

// shareOf is the share of those who sit that answers rightly.
func shareOf(chance func(theta float64) float64) float64 {
	share, total := 0.0, 0.0
	for z := -4.0; z <= 4; z += 0.1 {
		w := math.Exp(-z * z / 2)
		share, total = share+w*chance(0.7+z), total+w
	}
	return share / total
}
