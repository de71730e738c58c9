package assembly

import (
	"cmp"
	"slices"
)

// Plan is a blueprint laid over a release: cells, clusters, tags. It is immutable, safe for concurrent use, and can be
// kept for as long as release and blueprint are.
type Plan struct {
	snap     *Snapshot
	bp       Blueprint
	hash     Hash
	items    []planItem // the items of some cell, in the order of their ids
	cells    []cell
	index    map[ItemID]int
	clusters int
}

type planItem struct {
	*Item
	cell    int
	cluster int
	tags    uint16 // bit per entry of the blueprint's Tags
}

type cell struct {
	section int
	topic   string // empty: the topics that no section of the type names
	need    int
	items   []int // indexes into Plan.items
}

// Compile lays bp over snap. It fails where Body.Validate does; whether enough items exist is Check's question.
func Compile(snap *Snapshot, bp Blueprint) (*Plan, error) {
	if err := bp.Body.Validate(); err != nil {
		return nil, err
	}
	p := &Plan{snap: snap, bp: bp, hash: bp.Body.Hash(), index: map[ItemID]int{}}
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
		p.items = append(p.items, planItem{Item: it, cell: c, tags: p.tagsOf(it)})
		p.cells[c].items = append(p.cells[c].items, n)
		p.index[it.ID] = n
	}
	p.cluster(sorted)
	return p, nil
}

type place struct {
	t     Type
	topic string
}

// places maps type and topic to a cell; topic "" is where the topics go that nobody names.
type places map[place]int

func (at places) cellOf(it *Item) (int, bool) {
	c, ok := at[place{it.Type, it.Topic}]
	if !ok {
		c, ok = at[place{it.Type, ""}]
	}
	return c, ok
}

func (p *Plan) makeCells() places {
	at := places{}
	for i, s := range p.bp.Body.Sections {
		rest := s.Count
		for _, q := range s.Topics {
			at[place{s.Type, q.Topic}] = len(p.cells)
			p.cells = append(p.cells, cell{section: i, topic: q.Topic, need: q.Count})
			rest -= q.Count
		}
		if rest > 0 {
			at[place{s.Type, ""}] = len(p.cells)
			p.cells = append(p.cells, cell{section: i, need: rest})
		}
	}
	return at
}

func (p *Plan) tagsOf(it *Item) uint16 {
	var m uint16
	for i, t := range p.bp.Body.Tags {
		if slices.Contains(it.Tags, t.Tag) {
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
		p.items[at].cluster = number[root]
	}
	p.clusters = len(number)
}
