package calibration

import (
	"cmp"
	"math"
	"slices"
)

// Flag names what is not sound about an item.
type Flag string

// The flags. None of them changes an item; people look at it.
const (
	Weak       Flag = "WEAK"       // point-biserial below 0.10: the item hardly tells those who know from those who do not
	Reversed   Flag = "REVERSED"   // point-biserial below 0: a wrong key is likely
	Easy       Flag = "EASY"       // more than 98 % right
	Hard       Flag = "HARD"       // less than 30 % right
	Distractor Flag = "DISTRACTOR" // the best third of people choose something else more often than the key
	Misfit     Flag = "MISFIT"     // infit outside 0.7 to 1.3
	Slow       Flag = "SLOW"       // more than 10 % were open when the time was over
)

// enough is how many answers flags rest on at least: below, a sound item is flagged too often.
const enough = 200

// Chosen is how often one answer was given.
type Chosen struct {
	Choice uint16 // as in Answer
	Right  bool
	All    int // among all people
	Best   int // among the best third by the score on the other items
	Middle int // among the middle third
}

// Health is what the answers say about one item.
type Health struct {
	Answers  int
	Share    float64 // of right answers
	Biserial float64 // corrected point-biserial; 0 where it is not defined
	Infit    float64 // 1: as the curve has it
	Late     float64 // share of answers that the end of time cut off
	Varies   float64 // ΣP(1−P): what the answers tell of the difficulty, with a² before it
	Choices  []Chosen
	Flags    []Flag
	Parts    []PartHealth // of a case, by its questions; those answers of which nothing is known but the whole are in none of them
}

// Examine reckons the health of every item. Infit goes by the curves among people of pop.
func Examine(curves []Curve, pop Population, sittings []Sitting) ([]Health, error) {
	if err := pop.check(); err != nil {
		return nil, err
	}
	if err := checkCurves(curves); err != nil {
		return nil, err
	}
	check, table := newChecker(len(curves)), newTable(curves, pop)
	seen := make([][]glance, len(curves))
	for _, s := range sittings {
		if err := check.check(s); err != nil {
			return nil, err
		}
		score := 0
		for _, a := range s {
			score += side(a.Right)
		}
		theta := table.ability(s)
		for _, a := range s {
			rest := 0.0
			if len(s) > 1 {
				rest = float64(score-side(a.Right)) / float64(len(s)-1)
			}
			seen[a.Item] = append(seen[a.Item], glance{Answer: a, rest: rest, chance: curves[a.Item].Chance(theta)})
		}
	}
	out := make([]Health, len(curves))
	for i, list := range seen {
		out[i] = examine(list)
	}
	return out, nil
}

// glance is an answer and the person behind it.
type glance struct {
	Answer
	rest   float64 // share right of the other items
	chance float64 // that was expected
}

func examine(list []glance) Health {
	h := Health{Answers: len(list)}
	if len(list) == 0 {
		return h
	}
	var off, varies, late float64
	for _, g := range list {
		x := side(g.Right)
		off, varies = off+(float64(x)-g.chance)*(float64(x)-g.chance), varies+g.chance*(1-g.chance)
		if g.Late {
			late++
		}
	}
	h.Share, h.Biserial = corrected(list, func(g glance) bool { return g.Right })
	h.Late, h.Infit, h.Varies = late/float64(len(list)), off/varies, varies
	h.Parts, h.Choices = examineParts(list), choices(list)
	h.Flags = h.flags()
	return h
}

// corrected is the share of right answers and their point-biserial with the rest of the paper: 0 where all are alike.
func corrected(list []glance, right func(glance) bool) (share, biserial float64) {
	var n, sum [2]float64
	for _, g := range list {
		x := side(right(g))
		n[x], sum[x] = n[x]+1, sum[x]+g.rest
	}
	all := n[0] + n[1]
	mean, square := (sum[0]+sum[1])/all, 0.0
	for _, g := range list {
		square += (g.rest - mean) * (g.rest - mean) / all
	}
	share = n[1] / all
	if n[0] > 0 && n[1] > 0 && square > 0 {
		biserial = (sum[1]/n[1] - sum[0]/n[0]) / math.Sqrt(square) * math.Sqrt(share*(1-share))
	}
	return share, biserial
}

// choices counts what was answered, the commonest first.
func choices(list []glance) []Chosen {
	slices.SortStableFunc(list, func(a, b glance) int { return cmp.Compare(b.rest, a.rest) })
	var out []Chosen
	for n, g := range list {
		at := slices.IndexFunc(out, func(c Chosen) bool { return c.Choice == g.Choice && c.Right == g.Right })
		if at < 0 {
			at, out = len(out), append(out, Chosen{Choice: g.Choice, Right: g.Right})
		}
		out[at].All++
		switch {
		case n < len(list)/3:
			out[at].Best++
		case n < 2*len(list)/3:
			out[at].Middle++
		}
	}
	slices.SortFunc(out, func(a, b Chosen) int { return cmp.Or(cmp.Compare(b.All, a.All), cmp.Compare(a.Choice, b.Choice)) })
	return out
}

func (h Health) flags() []Flag {
	if h.Answers < enough {
		return nil
	}
	var out []Flag
	add := func(on bool, f Flag) {
		if on {
			out = append(out, f)
		}
	}
	key, other := 0, 0
	for _, c := range h.Choices {
		if c.Right {
			key += c.Best
		} else if c.Choice != 0 {
			other = max(other, c.Best)
		}
	}
	both := h.Share > 0 && h.Share < 1
	add(both && h.Biserial < 0.10, Weak)
	add(both && h.Biserial < 0, Reversed)
	add(h.Share > 0.98, Easy)
	add(h.Share < 0.30, Hard)
	add(other > key, Distractor)
	add(h.Infit < 0.7 || h.Infit > 1.3, Misfit)
	add(h.Late > 0.10, Slow)
	return out
}

// table holds the chances of all items on the grid.
type table struct {
	*spread
	chance [][points]float64
	logs   [][2][points]float64
}

func newTable(curves []Curve, pop Population) *table {
	t := &table{spread: newSpread(pop), chance: make([][points]float64, len(curves)), logs: make([][2][points]float64, len(curves))}
	for i, c := range curves {
		for q, theta := range t.theta {
			p := min(max(c.Chance(theta), 1e-9), 1-1e-9)
			t.chance[i][q], t.logs[i][0][q], t.logs[i][1][q] = p, math.Log(1-p), math.Log(p)
		}
	}
	return t
}

// posterior is what the sitting says about the person, on the grid.
func (t *table) posterior(s Sitting) [points]float64 {
	weight := t.log
	for _, a := range s {
		row := &t.logs[a.Item][side(a.Right)]
		for q := range weight {
			weight[q] += row[q]
		}
	}
	weigh(&weight)
	return weight
}

// ability is the mean of the posterior.
func (t *table) ability(s Sitting) float64 {
	mean := 0.0
	for q, w := range t.posterior(s) {
		mean += w * t.theta[q]
	}
	return mean
}
