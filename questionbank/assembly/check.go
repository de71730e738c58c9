package assembly

import (
	"crypto/sha256"
	"encoding/binary"
	"iter"
	"math"
	"strings"

	"github.com/suikao/suikao/internal/fault"
)

// Why a release cannot carry a blueprint.
var (
	ErrPoolShort = fault.Define("blueprint.pool_short", fault.Conflict,
		"{section}，知识点“{topic}”：题库有 {have} 题，至少需要 {need} 题，补考才不会重复。请补充题目或减少题数。",
		"{section}, topic {topic}: the bank has {have} items and needs {need}, so that a retake repeats nothing. Add items or lower the count.")
	ErrCasesShort = fault.Define("blueprint.cases_short", fault.Conflict,
		"{section}，知识点“{topic}”：题库有 {have} 个含 {parts} 个小题的案例，至少需要 {need} 个，补考才不会重复。请补充案例、减少案例数或改小题数。",
		"{section}, topic {topic}: the bank has {have} cases of {parts} parts and needs {need}, so that a retake repeats nothing. Add cases, lower the count or change the parts.")
	ErrCasesThin = fault.Define("blueprint.cases_thin", fault.Conflict,
		"{section}，知识点“{topic}”：题库有 {have} 个含 {parts} 个小题的案例，建议 {need} 个以上，否则案例曝光过多。",
		"{section}, topic {topic}: the bank has {have} cases of {parts} parts; {need} or more are advised, else cases are seen too often.")
	ErrFactsShort = fault.Define("blueprint.facts_short", fault.Conflict,
		"{cells}：相同考点或互斥的题目只能选其一，可用 {have} 组，至少需要 {need} 组。请补充不同考点的题目。",
		"{cells}: items of one fact and enemies exclude each other, which leaves {have} groups where {need} are needed. Add items on other facts.")
	ErrTangled = fault.Define("blueprint.tangled", fault.Conflict,
		"有 {have} 个知识点通过相同考点互相关联，超过可以核算的 {need} 个。请合并知识点，或减少跨知识点的互斥关系。",
		"{have} cells hang together through shared facts; at most {need} can be proved. Merge topics or remove enemy relations between them.")
	ErrTagPool = fault.Define("blueprint.tag_short", fault.Conflict,
		"带“{tag}”标签的不同考点有 {have} 个，至少需要 {need} 个，补考才不会重复。请补充题目。",
		"{have} different facts carry the tag {tag}; {need} are needed, so that a retake repeats nothing. Add items.")
	ErrHigherPool = fault.Define("blueprint.higher_short", fault.Conflict,
		"来自上级题库的不同考点有 {have} 个，按最低占比至少需要 {need} 个，补考才不会重复。请并入更多上级题目或降低占比。",
		"{have} different facts come from banks of a higher level; the least share needs {need}, so that a retake repeats nothing. Take in more of them or lower the share.")
	ErrTargetFar = fault.Define("blueprint.target_far", fault.Conflict,
		"难度目标 {need} 分达不到：题库平均 {mean} 分，试组的卷子在 {least} 到 {most} 分之间（允许偏差 {by} 分）。请调整目标，或补充相应难度的题目。",
		"The difficulty target of {need} points is out of reach: the bank gives {mean} on average, trial papers came to {least} to {most} ({by} off is allowed). Change the target or add items of fitting difficulty.")
	ErrTrial = fault.Define("blueprint.trial", fault.Conflict,
		"试组卷第 {paper} 次失败：{why}", "Trial paper {paper} failed: {why}")
	ErrThin = fault.Define("blueprint.thin", fault.Conflict,
		"{section}，知识点“{topic}”：题库有 {have} 题，建议 {need} 题以上，否则题目曝光过多。",
		"{section}, topic {topic}: the bank has {have} items; {need} or more are advised, else items are seen too often.")
)

// Report says whether a release can carry a blueprint.
type Report struct {
	Outlook Outlook
	Short   []*fault.Error // what forbids publication, each with the cell and the numbers
	Thin    []*fault.Error // cells below ten times their quota: every item is on more than one paper in ten
}

// OK reports whether every candidate will get a paper, and a retake without repeats.
func (r Report) OK() bool { return len(r.Short) == 0 }

// Err returns nil when OK, else one failure that lists every shortage under path.
func (r Report) Err(path string) error {
	var list fault.List
	for _, e := range r.Short {
		list.Add(path, e)
	}
	return list.Err()
}

// maxTangle bounds the 2^n subsets of cells that the proof goes through (a few seconds at 24).
const maxTangle = 24

// trials is how many papers, each with a retake, are drawn to see that tags come in.
const trials = 200

// Check proves that every draw from the plan succeeds, also one that bars all items of a paper drawn earlier under this
// blueprint or any of before (bodies that were in use on this bank). For the quotas this is a proof, facts and enemies
// included; for tags and the difficulty target it compares the numbers and draws 200 papers and retakes.
func (p *Plan) Check(before ...Body) Report { return p.CheckWithout(nil, before...) }

// CheckWithout is Check where the items out are in quarantine: what may go into it, so that no candidate fails over it.
func (p *Plan) CheckWithout(out []ItemID, before ...Body) Report {
	r := Report{Outlook: p.Outlook(out)}
	in := p.without(out)
	removals := in.removals(before)
	for c, cl := range p.cells {
		most := 0
		for _, removed := range removals {
			most = max(most, removed[c])
		}
		have := len(in.cells[c])
		if have < cl.need+most {
			r.Short = append(r.Short, p.named(ErrPoolShort, ErrCasesShort, cl, have, cl.need+most))
		} else if have < 10*cl.need {
			r.Thin = append(r.Thin, p.named(ErrThin, ErrCasesThin, cl, have, 10*cl.need))
		}
	}
	for _, group := range in.tangles() {
		if e := in.prove(group, removals); e != nil {
			r.Short = append(r.Short, e)
		}
	}
	for t, want := range p.mins {
		if have := in.tagged(t); have < 2*want.Min {
			r.Short = append(r.Short, want.named(ErrTagPool, ErrHigherPool).With("have", have).With("need", 2*want.Min))
		}
	}
	if r.OK() {
		if e := p.try(out); e != nil {
			r.Short = append(r.Short, e)
		}
	}
	return r
}

// usable is a plan without the items in quarantine.
type usable struct {
	*Plan
	cells [][]int // indexes into Plan.items per cell
}

func (p *Plan) without(out []ItemID) usable {
	gone := make([]bool, len(p.items))
	for _, id := range out {
		if i, ok := p.index[id]; ok {
			gone[i] = true
		}
	}
	u := usable{p, make([][]int, len(p.cells))}
	for c := range p.cells {
		for _, i := range p.cells[c].items {
			if !gone[i] {
				u.cells[c] = append(u.cells[c], i)
			}
		}
	}
	return u
}

// named fills a message about a cell: of is the one for cases.
func (p *Plan) named(e, of *fault.Error, c cell, have, need int) *fault.Error {
	s := &p.bp.Body.Sections[c.section]
	if s.Type == Case {
		e = of.With("parts", s.Parts)
	}
	return e.With("section", s.Title).With("topic", topicName(c.topic)).With("have", have).With("need", need)
}

func topicName(topic string) string {
	if topic == "" {
		return "其余"
	}
	return topic
}

// removals gives, per body, how many items of each cell one earlier paper can have taken at most.
func (p usable) removals(before []Body) [][]int {
	own := make([]int, len(p.cells))
	for c := range p.cells {
		own[c] = p.Plan.cells[c].need
	}
	out := [][]int{own}
	for _, b := range before {
		old := &Plan{bp: Blueprint{Body: b}}
		at := old.makeCells()
		taken := make([]int, len(p.cells))
		for c := range p.cells {
			in := map[int]int{} // items of c per old cell
			for _, i := range p.cells[c] {
				if o, ok := at.cellOf(p.items[i].Item); ok {
					in[o]++
				}
			}
			for o, n := range in {
				taken[c] += min(n, old.cells[o].need)
			}
		}
		out = append(out, taken)
	}
	return out
}

// tangles groups the cells that share clusters; a cell with two items of one cluster is a group by itself.
func (p usable) tangles() [][]int {
	group := make([]int, len(p.cells))
	for c := range group {
		group[c] = c
	}
	tangled := make([]bool, len(p.cells))
	seen := make([]int, p.clusters)
	for k := range seen {
		seen[k] = -1
	}
	for i := range p.each() {
		cell := p.items[i].cell
		other := seen[p.facts[i].cluster]
		if other < 0 {
			seen[p.facts[i].cluster] = cell
			continue
		}
		tangled[other], tangled[cell] = true, true
		from, to := group[cell], group[other]
		for c := range group {
			if group[c] == from {
				group[c] = to
			}
		}
	}
	members := map[int][]int{}
	for c := range group {
		if tangled[c] {
			members[group[c]] = append(members[group[c]], c)
		}
	}
	var out [][]int
	for c := range group { // by first cell, so that the report has one order
		if len(members[c]) > 0 {
			out = append(out, members[c])
		}
	}
	return out
}

// each goes through the items that are left, in order.
func (p usable) each() iter.Seq[int] {
	return func(yield func(int) bool) {
		for _, list := range p.cells {
			for _, i := range list {
				if !yield(i) {
					return
				}
			}
		}
	}
}

// prove checks Hall's condition on every set S of the group's cells: the clusters that S can still use after an earlier
// paper was barred must be at least the sum of S's quotas. That paper took at most one item of a cluster, so it used up
// only clusters with a single item in S, and no more of them than it took items from S.
func (p usable) prove(cells []int, removals [][]int) *fault.Error {
	if len(cells) > maxTangle {
		return ErrTangled.With("have", len(cells)).With("need", maxTangle)
	}
	inside := make([]int, p.clusters) // items of the cluster in S
	var touched, single, need int
	removed := make([]int, len(removals))
	var set uint32
	for n := uint32(1); n < 1<<len(cells); n++ {
		bit := trailing(n) // Gray code: one cell enters or leaves S per step
		c, by := cells[bit], 1
		if set ^= 1 << bit; set&(1<<bit) == 0 {
			by = -1
		}
		need += by * p.Plan.cells[c].need
		for b := range removed {
			removed[b] += by * removals[b][c]
		}
		for _, i := range p.cells[c] {
			k := &inside[p.facts[i].cluster]
			touched, single = touched-sign(*k), single-one(*k)
			*k += by
			touched, single = touched+sign(*k), single+one(*k)
		}
		for b := range removed {
			if left := touched - min(removed[b], single); left < need {
				return ErrFactsShort.With("cells", p.names(cells, set)).With("have", touched).With("need", touched+need-left)
			}
		}
	}
	return nil
}

func trailing(n uint32) int {
	k := 0
	for ; n&1 == 0; n >>= 1 {
		k++
	}
	return k
}

func sign(k int) int { return min(k, 1) }

func one(k int) int {
	if k == 1 {
		return 1
	}
	return 0
}

func (p *Plan) names(cells []int, set uint32) string {
	var out []string
	for bit, c := range cells {
		if set&(1<<bit) != 0 {
			out = append(out, p.bp.Body.Sections[p.cells[c].section].Title+"·"+topicName(p.cells[c].topic))
		}
	}
	return strings.Join(out, "、")
}

// tagged counts the clusters with an item that carries tag t.
func (p usable) tagged(t int) int {
	have := map[int32]bool{}
	for i := range p.each() {
		if f := &p.facts[i]; f.tags&(1<<t) != 0 {
			have[f.cluster] = true
		}
	}
	return len(have)
}

// try draws papers and retakes from fixed seeds.
func (p *Plan) try(out []ItemID) *fault.Error {
	least, most := int64(math.MaxInt64), int64(0)
	for n := range trials {
		seed := func(round uint64) [32]byte {
			return sha256.Sum256(binary.BigEndian.AppendUint64([]byte("trial/v1"), 2*uint64(n)+round))
		}
		first, err := p.Draw(seed(0), Chances{Out: out})
		if err == nil {
			_, err = p.Draw(seed(1), Chances{Past: [][]ItemID{first.Items()}, Out: out})
		}
		if err != nil {
			return ErrTrial.With("paper", n+1).With("why", fault.From(err).Text("zh"))
		}
		score := p.score(first)
		least, most = min(least, score), max(most, score)
	}
	return p.far(least, most)
}
