package bench

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/suikao/suikao/questionbank/assembly"
)

// Papers draws 10,000 papers from each of seven synthetic banks by package assembly and by plain random draw within quotas,
// and prints how alike they are and what a paper costs.
func Papers(ctx context.Context, out, progress io.Writer) error {
	for _, plan := range []paperPlan{
		{name: "papers", items: 2000}, {name: "papers-n500", items: 500}, {name: "papers-n1000", items: 1000}, {name: "papers-n3000", items: 3000},
		{name: "papers-mismatch", items: 2000, mismatch: true}, {name: "papers-3pl", items: 2000, guessing: true}, {name: "papers-enemies", items: 2000, enemies: 300},
	} {
		if err := cmp.Or(papers(plan, 10_000, out, progress), ctx.Err()); err != nil {
			return err
		}
	}
	return nil
}

// drawnSet is a row of papers from one bank, each a list of places among the bank's items.
type drawnSet struct {
	papers [][]int
	cpu    time.Duration
	each   []time.Duration
}

func papers(plan paperPlan, n int, out, progress io.Writer) error {
	b := makeSimBank(plan)
	ours, retakes, err := b.draw(n)
	if err != nil {
		return err
	}
	random := b.drawRandomly(n)
	a, r := b.judge(ours), b.judge(random)
	_, _ = fmt.Fprintf(progress, "# %s: expected score %.3f to %.3f (random %.1f to %.1f), chance to pass at the cut %.3f to %.3f (random %.3f to %.3f), random %.1f µs a paper\n",
		plan.name, a.low, a.high, r.low, r.high, a.leastPass, a.mostPass, r.leastPass, r.mostPass, float64(random.cpu.Microseconds())/float64(n))
	_, floor := b.floors(n)
	_, err = fmt.Fprintf(out, "bench %s: n=%d items=%d us_cpu_per_paper=%.1f p999_us=%.0f es_sd=%.4f es_sd_random=%.3f tif_cv_pct=%.3f tif_cv_random_pct=%.2f exposure_max_ratio=%.4f exposure_max_ratio_random=%.3f "+
		"overlap_mean=%.4f overlap_floor=%.4f overlap_excess=%.4f retake_overlap=%d ppass_spread_pts=%.2f ppass_spread_random_pts=%.1f\n",
		plan.name, n, plan.items, float64(ours.cpu.Nanoseconds())/1e3/float64(n), float64(ours.each[n*999/1000].Nanoseconds())/1e3, a.scoreSD, r.scoreSD, a.infoCV, r.infoCV, a.exposure, r.exposure,
		a.overlap, floor, a.overlap-floor, retakes, 100*(a.mostPass-a.leastPass), 100*(r.mostPass-r.leastPass))
	return err
}

func paperSeed(n int) [32]byte {
	return sha256.Sum256(binary.BigEndian.AppendUint64([]byte("bench papers"), uint64(n)))
}

// draw draws n papers with counts that go on, and for every twentieth of them a retake; it returns the papers, by duration
// the draws, and how many items the retakes had in common with their first papers.
func (b *simBank) draw(n int) (drawnSet, int, error) {
	plan, err := assembly.Compile(b.snap, b.bp)
	if err != nil {
		return drawnSet{}, 0, err
	}
	if report := plan.Check(); !report.OK() {
		return drawnSet{}, 0, report.Err("bank")
	}
	for i := range n / 2 { // what a node pays once, the pages of its heap, is not what a paper costs
		if _, err := plan.Draw(paperSeed(-1-i), assembly.Chances{}); err != nil {
			return drawnSet{}, 0, err
		}
	}
	set, times := drawnSet{each: make([]time.Duration, 0, n)}, make(assembly.Times, plan.Items())
	slots := make([][]byte, 0, n)
	before := processorTime()
	for i := range n {
		began := time.Now()
		p, err := plan.Draw(paperSeed(i), assembly.Chances{Times: times})
		set.each = append(set.each, time.Since(began))
		if err != nil {
			return drawnSet{}, 0, err
		}
		s := plan.Slots(p)
		times.Add(s)
		slots = append(slots, s)
	}
	set.cpu = processorTime() - before
	slices.Sort(set.each)
	for _, s := range slots {
		set.papers = append(set.papers, places(s))
	}
	common := 0
	for i := 0; i < n; i += 20 {
		var first []assembly.ItemID
		for _, at := range set.papers[i] {
			first = append(first, b.snap.Items[at].ID)
		}
		p, err := plan.Draw(paperSeed(n+i), assembly.Chances{Past: [][]assembly.ItemID{first}, Times: times})
		if err != nil {
			return drawnSet{}, 0, err
		}
		for _, id := range p.Items() {
			if slices.Contains(first, id) {
				common++
			}
		}
	}
	return set, common, nil
}

func places(slots []byte) []int {
	out := make([]int, len(slots)/2)
	for i := range out {
		out[i] = int(binary.BigEndian.Uint16(slots[2*i:]))
	}
	return out
}

// drawRandomly draws n papers by chance alone within each cell, as systems without calibration do.
func (b *simBank) drawRandomly(n int) drawnSet {
	rnd := rand.New(rand.NewPCG(7, 7))
	var set drawnSet
	cells := make([][]int, len(b.cells))
	for c, cell := range b.cells {
		for _, id := range cell.items {
			cells[c] = append(cells[c], b.place[id])
		}
	}
	before := processorTime()
	for range n {
		paper := make([]int, 0, 100)
		for c, list := range cells {
			for k := range b.cells[c].need {
				j := k + rnd.IntN(len(list)-k)
				list[k], list[j] = list[j], list[k]
				paper = append(paper, list[k])
			}
		}
		set.papers = append(set.papers, paper)
	}
	set.cpu = processorTime() - before
	return set
}

// likeness is how alike the papers of a set are.
type likeness struct {
	scoreSD, low, high  float64 // expected score at the cut, in points
	infoCV              float64 // information at the cut, per cent
	exposure, overlap   float64
	leastPass, mostPass float64 // chance of passing for somebody exactly at the cut
}

func (b *simBank) judge(set drawnSet) likeness {
	n := float64(len(set.papers))
	scores, infos := make([]float64, 0, len(set.papers)), make([]float64, 0, len(set.papers))
	times := make([]float64, len(b.snap.Items))
	l := likeness{low: math.Inf(1), leastPass: 1}
	for _, paper := range set.papers {
		score, info := 0.0, 0.0
		items := make([]simItem, len(paper))
		for i, at := range paper {
			items[i] = b.truth[b.snap.Items[at].ID]
			score, info = score+items[i].chance(0), info+items[i].info(0)
			times[at]++
		}
		scores, infos = append(scores, score), append(infos, info)
		l.low, l.high = min(l.low, score), max(l.high, score)
		pass := passChance(items, 0)
		l.leastPass, l.mostPass = min(l.leastPass, pass), max(l.mostPass, pass)
	}
	_, l.scoreSD = meanSD(scores)
	mean, sd := meanSD(infos)
	l.infoCV = 100 * sd / mean
	floors, _ := b.floors(len(set.papers))
	for at, m := range times {
		l.exposure = max(l.exposure, m/n/floors[b.snap.Items[at].ID])
		l.overlap += m * (m - 1) / (n * (n - 1))
	}
	return l
}

func meanSD(list []float64) (mean, sd float64) {
	for _, x := range list {
		mean += x / float64(len(list))
	}
	for _, x := range list {
		sd += (x - mean) * (x - mean) / float64(len(list))
	}
	return mean, math.Sqrt(sd)
}
