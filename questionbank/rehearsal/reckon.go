package rehearsal

import (
	"cmp"
	"math"
	"slices"

	"github.com/suikao/suikao/questionbank/assembly"
)

// spread describes values with the weights that belong to them; nil: each counts once.
func spread(values, weights []int64) Spread {
	weight := func(i int) int64 {
		if weights == nil {
			return 1
		}
		return weights[i]
	}
	s := Spread{Bins: []int{}}
	n, sum, square := 0.0, 0.0, 0.0
	for i, v := range values {
		w := weight(i)
		if w == 0 {
			continue
		}
		if n == 0 || v < s.Least {
			s.Least = v
		}
		if n == 0 || v > s.Most {
			s.Most = v
		}
		n, sum = n+float64(w), sum+float64(w)*float64(v)
	}
	if n == 0 {
		return s
	}
	mean := sum / n
	for i, v := range values {
		square += float64(weight(i)) * (float64(v) - mean) * (float64(v) - mean)
	}
	s.Mean, s.SD = int64(math.Round(mean)), int64(math.Round(math.Sqrt(square/n)))
	s.Width = step(s.Most - s.Least + 1)
	s.From = s.Least / s.Width * s.Width
	s.Bins = make([]int, (s.Most-s.From)/s.Width+1)
	for i, v := range values {
		if w := weight(i); w > 0 {
			s.Bins[(v-s.From)/s.Width] += int(w)
		}
	}
	return s
}

func (r *run) report(turns []Turn) Report {
	body := &r.Blueprint.Body
	out := Report{Papers: r.Papers, Target: int64(r.outlook.Aim) * 100, Allowed: 60 * body.Minutes, Person: turns, Repeat: r.outlook.Repeat, Sure: r.outlook.Sure,
		Score: spread(r.scores, nil), Pass: spread(r.passes, nil), Level: spread(r.levels, nil), Info: spread(r.infos, nil), Seconds: spread(r.seconds, nil)}
	for _, t := range turns {
		if t.No < out.Repeat && t.Again > 0 {
			out.Conflicts++
		}
	}
	if r.higher != nil {
		s := spread(r.higher, nil)
		out.Higher = &s
	}
	r.exposure(&out)
	r.overlap(&out)
	return out
}

// exposure tells how evenly the items were used.
func (r *run) exposure(out *Report) {
	cells := make([]Cell, len(r.outlook.Cells))
	for c, d := range r.outlook.Cells {
		cells[c] = Cell{Section: d.Section, Topic: d.Topic, Need: d.Need, Have: d.Have, Repeat: d.Repeat, Least: math.MaxInt64}
		if d.Have > 0 {
			cells[c].Share = rounded(1000*int64(d.Need), int64(d.Have))
		}
	}
	gone := map[assembly.ItemID]bool{}
	for _, id := range r.Out {
		gone[id] = true
	}
	var each []int64
	papers := int64(r.Papers)
	for slot := range r.items {
		it := &r.items[slot]
		c, ok := r.plan.CellOf(it.ID)
		if !ok || gone[it.ID] {
			continue
		}
		m := int64(r.times[slot])
		share := rounded(1000*m, papers)
		each = append(each, share)
		cell := &cells[c]
		cell.Least, cell.Most = min(cell.Least, share), max(cell.Most, share)
		out.Ratio = max(out.Ratio, rounded(1000*m*int64(cell.Have), papers*int64(cell.Need)))
		out.Used = append(out.Used, Used{string(it.Version), int(m)})
		if out.Items++; it.Params != nil {
			out.Measured++
		}
	}
	slices.SortStableFunc(out.Used, func(a, b Used) int { return cmp.Compare(b.Papers, a.Papers) })
	out.Used = out.Used[:min(mostUsed, len(out.Used))]
	out.Exposure, out.Cells = spread(each, nil), cells
}

// overlap tells how many questions two papers share.
func (r *run) overlap(out *Report) {
	pairs := r.pairs()
	shared := make([]int64, len(pairs))
	sum, count := 0.0, 0.0
	for n, w := range pairs {
		shared[n] = int64(n)
		sum, count = sum+float64(n)*float64(w), count+float64(w)
	}
	out.Overlap = spread(shared, pairs)
	if count == 0 {
		return
	}
	floor, m := 0.0, float64(r.Papers)
	for _, c := range r.outlook.Cells {
		need, have := float64(c.Need), float64(c.Have)
		floor += need*need/have - need*(1-need/have)/(m-1)
	}
	out.Mean, out.Floor = int64(math.Round(1000*sum/count)), int64(math.Round(1000*floor))
}
