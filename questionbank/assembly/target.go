package assembly

import (
	"fmt"

	"github.com/suikao/suikao/internal/fault"
)

// perTenth is a tenth of a point in the sums of a draw.
const perTenth = pointScale / 10

// meet moves the target of the papers to the blueprint's difficulty, where it has one. Expected scores beside the cut and the
// information go along as they do among the items of the cells: by regression on the chance at the cut.
func (p *Plan) meet() {
	if p.bp.Body.Target == 0 {
		return
	}
	by := int64(p.bp.Body.Target)*perTenth - p.target[1]
	slope := p.slopes()
	for k := range p.target {
		p.target[k] = max(0, p.target[k]+slope[k]*by/slopeScale)
	}
	p.target[1] = int64(p.bp.Body.Target) * perTenth
}

const (
	slopeScale = 1000
	coarse     = 64 // deviations are divided by it, so that sums of their products stay far below 2^63
)

// slopes tell, in thousandths, by how much each gauge changes with the expected score at the cut between items of one cell.
func (p *Plan) slopes() (out gauge) {
	var products gauge
	for _, c := range p.cells {
		n := int64(len(c.items))
		if n == 0 {
			continue
		}
		var mean, own gauge
		for _, i := range c.items {
			mean.add(&p.facts[i].gauge, 1)
		}
		for _, i := range c.items {
			g := &p.facts[i].gauge
			at := (int64(g[1]) - mean[1]/n) / coarse
			for k := range own {
				own[k] += at * ((int64(g[k]) - mean[k]/n) / coarse)
			}
		}
		for k := range products {
			products[k] += own[k] / n * int64(c.need)
		}
	}
	if products[1] == 0 {
		return gauge{slopeScale, slopeScale, slopeScale, 0}
	}
	for k := range out {
		out[k] = products[k] * slopeScale / products[1]
	}
	return out
}

// tenths writes tenths of a point as people read them: 803 is 80.3.
func tenths(n int64) string { return fmt.Sprintf("%d.%d", n/10, n%10) }

// score is what somebody at the cut is expected to get on a paper.
func (p *Plan) score(paper Paper) int64 {
	sum := int64(0)
	for i := range paper.Questions {
		if q := &paper.Questions[i]; q.Opens() {
			sum += int64(p.facts[p.index[q.Item]].gauge[1])
		}
	}
	return sum
}

// far says that trial papers, whose expected scores lie between least and most, miss the target: by more than half a point, or
// half of one per cent of a paper of more than a hundred points.
func (p *Plan) far(least, most int64) *fault.Error {
	body := &p.bp.Body
	if body.Target == 0 {
		return nil
	}
	want, by := int64(body.Target)*perTenth, max(5, int64(body.Total)/20)
	if least >= want-by*perTenth && most <= want+by*perTenth {
		return nil
	}
	return ErrTargetFar.With("need", tenths(int64(body.Target))).With("mean", tenths(p.mean()[1]/perTenth)).
		With("least", tenths(least/perTenth)).With("most", tenths(most/perTenth)).With("by", tenths(by))
}

// Outlook says what a blueprint means for those who sit papers by it.
type Outlook struct {
	Mean   int          // points that somebody at the cut is expected to get on the average paper of the release, in tenths
	Aim    int          // the same of every paper drawn: the difficulty target, else Mean
	Repeat int          // attempt from which on items of one's own earlier papers may come again
	Sure   bool         // Repeat is proved: no two facts, enemies or tags can make it come sooner
	Cells  []CellDepth  // in the order of the sections
	Order  []TypeOnPage // blocks as they stand on the paper
}

// CellDepth is how deep the pool of one cell is.
type CellDepth struct {
	Section string
	Topic   string // empty: the topics that no section of the type names
	Need    int
	Have    int
	Repeat  int // Outlook.Repeat, if there were only this cell
}

// TypeOnPage is one section in its place on the paper.
type TypeOnPage struct {
	Section string
	Type    Type
	Count   int // questions; 案例: cases
	Parts   int // 案例: questions of each; else 0
}

// Outlook reckons when repeats begin. The draw bars a person's older papers while every cell keeps twice its quota, so a cell of
// N items with quota n bars max(1, ⌊N/n⌋−2) papers, whose items are all different as long as nothing repeats: the attempt after
// one more is the first that may bring back an item, and never one of the paper just before. The tightest cell decides for the
// whole paper. Items in quarantine are not counted.
func (p *Plan) Outlook(out []ItemID) Outlook {
	in := p.without(out)
	o := Outlook{Mean: int(p.mean()[1] / perTenth), Aim: int(p.target[1] / perTenth)}
	for c, cl := range p.cells {
		d := CellDepth{Section: p.bp.Body.Sections[cl.section].Title, Topic: cl.topic, Need: cl.need, Have: len(in.cells[c])}
		d.Repeat = max(1, d.Have/d.Need-2) + 2
		if c == 0 || d.Repeat < o.Repeat {
			o.Repeat = d.Repeat
		}
		o.Cells = append(o.Cells, d)
	}
	o.Sure = in.loose(o.Repeat)
	for _, n := range p.order {
		s := &p.bp.Body.Sections[n]
		o.Order = append(o.Order, TypeOnPage{s.Title, s.Type, s.Count, s.Parts})
	}
	return o
}

// loose reports that facts, enemies and tags cannot make the draw let an older paper in before attempt repeat. With at most two
// usable items per cluster, cells that keep twice their quotas keep one cluster for each place (Hall). A tag is sure of its
// minimum where so many items carry it that the papers barred cannot have taken all but that many.
func (p usable) loose(repeat int) bool {
	size := map[int32]int{}
	for i := range p.each() {
		if size[p.facts[i].cluster]++; size[p.facts[i].cluster] > 2 {
			return false
		}
	}
	for t, want := range p.mins {
		left := 0
		for c, list := range p.cells {
			carry := 0
			for _, i := range list {
				if p.facts[i].tags&(1<<t) != 0 {
					carry++
				}
			}
			left += max(0, carry-(repeat-2)*p.Plan.cells[c].need)
		}
		if left < 2*want.Min {
			return false
		}
	}
	return true
}

// CellOf returns the cell of an item, by its place in Outlook.Cells, and whether it lies in one.
func (p *Plan) CellOf(id ItemID) (int, bool) {
	i, ok := p.index[id]
	if !ok {
		return 0, false
	}
	return p.items[i].cell, true
}
