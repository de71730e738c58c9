package bench

import (
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"slices"

	"github.com/suikao/suikao/questionbank/calibration"
)

// watch is what the watch for leaks is tried on.
type watch struct {
	curves []calibration.Curve
	usual  []bool // items that leak
	parts  []int  // questions of each item that is a case; nil: there are none
	name   string // of the items that leak
}

// leaks is how the watch did on items of one kind.
type leaks struct {
	median float64 // answers from the leak to the alarm
	wrong  float64 // alarms in 20,000 answers where nothing leaked
}

// run learns times from the first sittings and watches the rest by the curves of then, once as they are and once, for every usual
// item, as if a tenth of the people knew that item. Where there are cases, the alarms of these alone count.
func (w watch) run(r *rand.Rand, sittings []calibration.Sitting, learn int, progress io.Writer) (leaks, error) {
	paces := calibration.NewPaces(make([]calibration.Pace, len(w.curves)))
	for _, s := range sittings[:learn] {
		if err := paces.Take(s); err != nil {
			return leaks{}, err
		}
	}
	m, err := calibration.NewMonitor(w.curves, calibration.Population{SD: 1}, paces.List(), make([]calibration.Watch, len(w.curves)))
	if err != nil {
		return leaks{}, err
	}
	counted := func(item int) bool { return w.parts == nil || w.parts[item] > 0 }
	alarms, answers := 0, 0
	leaked, found := make([]calibration.Watch, len(w.curves)), make([]float64, len(w.curves))
	for _, s := range sittings[learn:] {
		proposals, err := m.Take(s)
		if err != nil {
			return leaks{}, err
		}
		for _, p := range proposals {
			if counted(p.Item) {
				alarms++
			}
		}
		evidence, err := m.Evidence(s)
		if err != nil {
			return leaks{}, err
		}
		for k, a := range s {
			if counted(int(a.Item)) {
				answers++
			}
			if !w.usual[a.Item] || found[a.Item] > 0 {
				continue
			}
			e := evidence[k]
			if r.Float64() < calLeaked {
				e.Right = r.Float64() < w.knowing(a.Item)
				e.Delay -= calFaster // of a sum, when each of its summands is that much shorter
			}
			if leaked[a.Item].Take(e) {
				found[a.Item] = float64(leaked[a.Item].Seen)
			}
		}
	}
	var delays []float64
	missed := 0
	for i, n := range found {
		switch {
		case n > 0:
			delays = append(delays, n)
		case w.usual[i]:
			missed++
			delays = append(delays, math.Inf(1))
		}
	}
	slices.Sort(delays)
	_, _ = fmt.Fprintf(progress, "# leaks: %d %s, %d not found, nine in ten within %.0f answers; %d false alarms in %d answers\n",
		len(delays), w.name, missed, delays[len(delays)*9/10], alarms, answers)
	return leaks{median: delays[len(delays)/2], wrong: float64(alarms) * 20_000 / float64(answers)}, nil
}

// knowing is the chance that somebody who knows the item answers it rightly: of a case each question.
func (w watch) knowing(item int32) float64 {
	if w.parts == nil || w.parts[item] == 0 {
		return calKnowing
	}
	return math.Pow(calKnowing, float64(w.parts[item]))
}
