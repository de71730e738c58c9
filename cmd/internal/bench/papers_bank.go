package bench

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"github.com/suikao/suikao/questionbank/assembly"
)

// paperPlan describes a synthetic bank.
type paperPlan struct {
	name     string
	items    int  // 70 % 判断, 30 % 单选
	mismatch bool // cells whose sizes do not go by their quotas
	guessing bool // three-parameter items
	enemies  int  // triples of items that exclude each other
}

// simItem is an item as it really is.
type simItem struct{ a, b, c float64 }

// chance of a right answer at ability θ.
func (it simItem) chance(theta float64) float64 {
	return it.c + (1-it.c)/(1+math.Exp(-it.a*(theta-it.b)))
}

// info is the Fisher information at θ.
func (it simItem) info(theta float64) float64 {
	p := it.chance(theta)
	r := (p - it.c) / (1 - it.c)
	return it.a * it.a * (1 - p) / p * r * r
}

// simBank is a bank with items of known behaviour: 24 cells, papers of 70 判断 and 30 单选, a point each. Its items are
// shifted so that the ability 0 is the one at which the blueprint's expected score is 80.
type simBank struct {
	plan  paperPlan
	snap  *assembly.Snapshot
	bp    assembly.Blueprint
	truth map[assembly.ItemID]simItem
	cells []simCell
	place map[assembly.ItemID]int // among the items of snap
}

type simCell struct {
	need  int
	items []assembly.ItemID
}

const simCells = 12 // per type

// share divides n among cells: 0.6 to 1.6 times the even part, the last taking the rest; odd reverses the weights.
func share(n int, odd bool) []int {
	out, sum, total := make([]int, simCells), 0.0, 0
	weight := func(i int) float64 {
		if odd {
			i = simCells - 1 - i
		}
		return 0.6 + float64(i)/float64(simCells-1)
	}
	for i := range out {
		sum += weight(i)
	}
	for i := range out {
		out[i] = int(math.Round(float64(n) * weight(i) / sum))
		total += out[i]
	}
	out[simCells/2] += n - total
	return out
}

func makeSimBank(plan paperPlan) *simBank {
	rnd := rand.New(rand.NewPCG(20_261_122, uint64(plan.items)))
	b := &simBank{plan: plan, truth: map[assembly.ItemID]simItem{}, place: map[assembly.ItemID]int{}}
	body := assembly.Body{Minutes: 120, Total: 100, Pass: 80}
	b.snap = &assembly.Snapshot{Release: "01simulated", ItemCode: "SIM"}
	for _, part := range []struct {
		kind  assembly.Type
		title string
		quota int
		items int
		guess float64
	}{{assembly.TrueFalse, "判断题", 70, plan.items * 7 / 10, 0.35}, {assembly.Single, "单选题", 30, plan.items - plan.items*7/10, 0.20}} {
		section := assembly.Section{Title: part.title, Type: part.kind, Count: part.quota, Points: 1}
		needs, sizes := share(part.quota, false), share(part.items, plan.mismatch)
		for c := range needs {
			topic := fmt.Sprintf("知识点%02d", c+1)
			section.Topics = append(section.Topics, assembly.Quota{Topic: topic, Count: needs[c]})
			cell := simCell{need: needs[c]}
			for range sizes[c] {
				it := simItem{a: math.Exp(rnd.NormFloat64()*0.35 - 0.1), b: rnd.NormFloat64()}
				if plan.guessing {
					it.c = part.guess
				}
				id := assembly.ItemID(fmt.Sprintf("i%05d", len(b.snap.Items)))
				b.truth[id], b.place[id] = it, len(b.snap.Items)
				cell.items = append(cell.items, id)
				b.snap.Items = append(b.snap.Items, assembly.Item{ID: id, Version: assembly.VersionID("v" + id), Type: part.kind, Topic: topic,
					Stem: "题干 " + string(id), Difficulty: 3, Options: []string{"正确", "错误"}})
			}
			b.cells = append(b.cells, cell)
		}
		body.Sections = append(body.Sections, section)
	}
	b.bp = assembly.Blueprint{ID: "01simulated", Version: 1, Body: body}
	b.shift()
	b.measure()
	b.setEnemies(rnd)
	b.snap.Digest = b.snap.Root()
	return b
}

// expected score of the blueprint at θ.
func (b *simBank) expected(theta float64) float64 {
	sum := 0.0
	for _, c := range b.cells {
		for _, id := range c.items {
			sum += b.truth[id].chance(theta) * float64(c.need) / float64(len(c.items))
		}
	}
	return sum
}

// shift moves all difficulties so that the expected score at 0 is 80.
func (b *simBank) shift() {
	low, high := -8.0, 8.0
	for range 60 {
		if mid := (low + high) / 2; b.expected(mid) < 80 {
			low = mid
		} else {
			high = mid
		}
	}
	for id, it := range b.truth {
		it.b -= low
		b.truth[id] = it
	}
}

// measure gives the draw the items' true parameters, rounded.
func (b *simBank) measure() {
	for i := range b.snap.Items {
		it := &b.snap.Items[i]
		truth := b.truth[it.ID]
		round := func(f float64) int32 { return int32(math.Round(f * 100_000)) }
		it.Params = &assembly.Params{P: [3]int32{round(truth.chance(-0.5)), round(truth.chance(0)), round(truth.chance(0.5))}, Info: round(truth.info(0))}
	}
}

func (b *simBank) setEnemies(rnd *rand.Rand) {
	order := rnd.Perm(len(b.snap.Items))
	for n := range b.plan.enemies {
		for _, i := range order[3*n : 3*n+3] {
			b.snap.Items[i].Enemies = []string{fmt.Sprintf("e%03d", n)}
		}
	}
}

// floors are the exposure of each item and the mean overlap of two papers when items are used evenly.
func (b *simBank) floors(papers int) (exposure map[assembly.ItemID]float64, overlap float64) {
	exposure = map[assembly.ItemID]float64{}
	m := float64(papers)
	for _, c := range b.cells {
		n, size := float64(c.need), float64(len(c.items))
		for _, id := range c.items {
			exposure[id] = n / size
		}
		overlap += n*n/size - n*(1-n/size)/(m-1)
	}
	return exposure, overlap
}

// passChance is the chance that somebody of ability θ gets at least 80 of the items' points (Lord and Wingersky 1984).
func passChance(items []simItem, theta float64) float64 {
	d := make([]float64, len(items)+1)
	d[0] = 1
	for n, it := range items {
		p := it.chance(theta)
		for x := n + 1; x > 0; x-- {
			d[x] = d[x]*(1-p) + d[x-1]*p
		}
		d[0] *= 1 - p
	}
	sum := 0.0
	for _, x := range slices.Backward(d[80:]) {
		sum += x
	}
	return sum
}
