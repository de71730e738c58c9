package assembly

import (
	"cmp"
	"slices"
	"sync"

	"github.com/suikao/suikao/internal/fault"
)

// Plan is a blueprint laid over a release: cells, clusters, tags. It is immutable, safe for concurrent use, and can be
// kept for as long as release and blueprint are.
type Plan struct {
	snap     *Snapshot
	bp       Blueprint
	hash     Hash
	items    []planItem // the items of some cell, cell by cell, each from the hardest at the cut to the easiest
	facts    []fact     // of the items: what a draw looks at thousands of times, close together
	cells    []cell
	places   []room  // of a paper, cell by cell
	bySlot   []int32 // item per place among all items of the release
	members  [][]int // items per cluster
	scratch  *sync.Pool
	index    map[ItemID]int
	clusters int
	target   gauge // what every paper should come to
	size     int   // items of the release
	order    []int // of the sections on the paper
	mins     []TagMin
}

type planItem struct {
	*Item
	cell    int
	asked   Question // as it stands where nothing is shuffled, without its number
	movable int      // how many options may be shuffled
	more    []later  // 案例: the questions after that one
}

type fact struct {
	gauge   [4]int32
	cluster int32
	alone   bool   // no other item of the cells is in the cluster
	slot    int32  // place among all items of the release, by id
	tags    uint16 // bit per entry of Plan.mins
}

// gauge is what an item, a paper or a cell comes to: the expected scores half a logit below the cut, at it and half a
// logit above (points × pointScale), and the information (parts of the target × infoScale).
type gauge [4]int64

type cell struct {
	section int
	topic   string // empty: the topics that no section of the type names
	need    int
	first   int   // place of its first question, before the paper is put in order
	items   []int // indexes into Plan.items, one after the other
}

// room is what a place of a paper may be filled with: the items [from, to) of its cell, and by how many rungs an item may be
// swapped.
type room struct {
	cell, from, to, width int32
}

// mostItems is how many items a release may hold for a draw: their places are stored in two bytes.
const mostItems = 1 << 16

// ErrManyItems says that a release holds more items than papers can be drawn from.
var ErrManyItems = fault.Define("release.many_items", fault.Invalid, "题库发布版本含 {items} 道题，组卷最多支持 65536 道。请拆分题库。",
	"The release holds {items} items; papers are drawn from 65,536 at most. Split the bank.")

// Compile lays bp over snap. It fails where Body.Validate does; whether enough items exist is Check's question.
func Compile(snap *Snapshot, bp Blueprint) (*Plan, error) {
	if err := bp.Body.Validate(); err != nil {
		return nil, err
	}
	if len(snap.Items) > mostItems {
		return nil, ErrManyItems.With("items", len(snap.Items))
	}
	p := &Plan{snap: snap, bp: bp, hash: bp.Body.Hash(), index: map[ItemID]int{}, size: len(snap.Items), mins: bp.Body.Tags}
	if slices.ContainsFunc(snap.Items, func(it Item) bool { return it.Level != "" }) { // else the release is one bank's, and so are its papers
		p.mins = bp.Body.mins()
	}
	at := p.makeCells()
	sorted := slices.Clone(snap.Items)
	slices.SortFunc(sorted, func(a, b Item) int { return cmp.Compare(a.ID, b.ID) })
	for i := range sorted {
		it := &sorted[i]
		c, ok := at.cellOf(it)
		if !ok {
			continue
		}
		n := len(p.items)
		item := planItem{Item: it, cell: c}
		item.asked, item.movable, item.more = it.asParts(p.asked(it, c))
		p.items = append(p.items, item)
		p.facts = append(p.facts, fact{slot: int32(i), tags: p.tagsOf(it)})
		p.cells[c].items = append(p.cells[c].items, n)
		p.index[it.ID] = n
	}
	p.cluster(sorted)
	p.aim()
	p.settle()
	for i := range bp.Body.Sections {
		p.order = append(p.order, i)
	}
	slices.SortStableFunc(p.order, func(a, b int) int {
		return cmp.Compare(bp.Body.Sections[a].Type.rank(), bp.Body.Sections[b].Type.rank())
	})
	return p, nil
}

// aim weighs the items, orders each cell by difficulty and sets the target: what the blueprint comes to on average over
// the whole release, so that papers stay alike whoever is barred from what.
func (p *Plan) aim() {
	for i, it := range p.items {
		params, points := it.params(), int32(p.bp.Body.Sections[p.cells[it.cell].section].Points)
		for k, chance := range params.P {
			p.facts[i].gauge[k] = points * chance
		}
		p.facts[i].gauge[3] = params.Info
	}
	total := p.mean()[3]
	for i := range p.facts {
		if g := &p.facts[i].gauge; total > 0 {
			g[3] = int32(int64(g[3]) * infoScale / total)
		}
	}
	p.target = p.mean()
	p.meet()
	for c := range p.cells {
		slices.SortStableFunc(p.cells[c].items, func(a, b int) int { return cmp.Compare(p.facts[a].gauge[1], p.facts[b].gauge[1]) })
	}
}

// settle puts the items of each cell one after the other, so that a neighbour in difficulty is one in memory.
func (p *Plan) settle() {
	items, facts := p.items, p.facts
	p.items, p.facts = make([]planItem, 0, len(items)), make([]fact, 0, len(facts))
	p.bySlot = make([]int32, p.size)
	for c := range p.cells {
		cl := &p.cells[c]
		from := len(p.items)
		cl.first = len(p.places)
		for k, old := range cl.items {
			n := len(p.items)
			cl.items[k] = n
			p.items, p.facts = append(p.items, items[old]), append(p.facts, facts[old])
			p.index[items[old].ID], p.bySlot[facts[old].slot] = n, int32(n)
		}
		for range cl.need {
			p.places = append(p.places, room{int32(c), int32(from), int32(len(p.items)), int32(len(cl.items) / cl.need)})
		}
	}
	p.members = make([][]int, p.clusters)
	for i := range p.facts {
		p.members[p.facts[i].cluster] = append(p.members[p.facts[i].cluster], i)
	}
	for i := range p.facts {
		p.facts[i].alone = len(p.members[p.facts[i].cluster]) == 1
	}
	p.scratch = &sync.Pool{New: func() any { return newDrawing(p) }}
}

// mean is what a paper comes to when each item of a cell has the same chance.
func (p *Plan) mean() gauge {
	var out gauge
	for _, c := range p.cells {
		var sum gauge
		for _, i := range c.items {
			sum.add(&p.facts[i].gauge, 1)
		}
		for k := range out {
			out[k] += sum[k] * int64(c.need) / int64(max(1, len(c.items)))
		}
	}
	return out
}

func (g *gauge) add(item *[4]int32, by int64) {
	for k := range g {
		g[k] += by * int64(item[k])
	}
}

type place struct {
	t     Type
	parts int // 案例: how many questions it has
	topic string
}

// places maps type, parts and topic to a cell; topic "" is where the topics go that nobody names.
type places map[place]int

func (at places) cellOf(it *Item) (int, bool) {
	c, ok := at[place{it.Type, len(it.Parts), it.Topic}]
	if !ok {
		c, ok = at[place{it.Type, len(it.Parts), ""}]
	}
	return c, ok
}

func (p *Plan) makeCells() places {
	at := places{}
	for i, s := range p.bp.Body.Sections {
		rest := s.Count
		for _, q := range s.Topics {
			at[place{s.Type, s.Parts, q.Topic}] = len(p.cells)
			p.cells = append(p.cells, cell{section: i, topic: q.Topic, need: q.Count})
			rest -= q.Count
		}
		if rest > 0 {
			at[place{s.Type, s.Parts, ""}] = len(p.cells)
			p.cells = append(p.cells, cell{section: i, need: rest})
		}
	}
	return at
}

func (p *Plan) tagsOf(it *Item) uint16 {
	var m uint16
	for i, t := range p.mins {
		if t.on(it) {
			m |= 1 << i
		}
	}
	return m
}

// cluster numbers the connected components over shared facts and enemy groups. Items outside every cell connect too, so
// that a release has the same clusters under every blueprint.
func (p *Plan) cluster(all []Item) {
	parent := make([]int, len(all))
	for i := range parent {
		parent[i] = i
	}
	find := func(i int) int {
		for parent[i] != i {
			parent[i] = parent[parent[i]]
			i = parent[i]
		}
		return i
	}
	first := map[string]int{}
	join := func(group string, i int) {
		if j, ok := first[group]; ok {
			parent[find(i)] = find(j)
		} else {
			first[group] = i
		}
	}
	number := map[int]int{}
	for i, it := range all {
		if it.Fact != "" {
			join("fact\x00"+it.Fact, i)
		}
		for _, e := range it.Enemies {
			join("enemy\x00"+e, i)
		}
	}
	for i := range all {
		at, ok := p.index[all[i].ID]
		if !ok {
			continue
		}
		root := find(i)
		if _, ok := number[root]; !ok {
			number[root] = len(number)
		}
		p.facts[at].cluster = int32(number[root])
	}
	p.clusters = len(number)
}
