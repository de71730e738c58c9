package assembly

import (
	"cmp"
	"slices"

	"github.com/suikao/suikao/internal/fault"
)

// What a draw can fail with. Publication checks make both impossible for a candidate.
var (
	ErrCellShort = fault.Define("assembly.cell_short", fault.Conflict,
		"题库可用题量不足：{section}，知识点“{topic}”，需要 {need} 题。请联系考务人员，更换组卷规则或补充题库。",
		"The bank has not enough usable items for {section}, topic {topic}: {need} are needed. Staff must add items or change the blueprint.")
	ErrTagShort = fault.Define("assembly.tag_short", fault.Conflict,
		"题库可用题量不足：带“{tag}”标签的题目至少需要 {need} 题。请联系考务人员，更换组卷规则或补充题库。",
		"The bank has not enough usable items tagged {tag}: {need} are needed. Staff must add items or change the blueprint.")
)

// tagRestarts is how often a draw starts anew when tags cannot be brought in by swaps. With one tag this never happens
// after Check; with several, one round is nearly always enough.
const tagRestarts = 32

// Draw composes a paper. See the package comment for the steps and for what the result depends on.
func Draw(in Input) (Paper, error) {
	p, err := Compile(in.Snapshot, in.Blueprint)
	if err != nil {
		return Paper{}, err
	}
	return p.Draw(in.Seed, in.Past)
}

// Draw composes a paper from the plan; past are the item ids of the person's earlier papers, newest first. It fails with
// ErrCellShort or ErrTagShort, naming the cell or tag, where no such paper was found.
func (p *Plan) Draw(seed [32]byte, past [][]ItemID) (Paper, error) {
	for barred := p.reach(past); ; barred-- {
		picks, s, err := p.pickAll(seed, p.barSet(past[:barred]))
		if err == nil {
			return p.paper(seed, barred, picks, s), nil
		}
		if barred <= 1 { // the newest paper stays barred, whatever happens
			return Paper{}, err
		}
	}
}

// reach is how many of the earlier papers can be barred with every cell keeping twice its quota; at least the newest.
func (p *Plan) reach(past [][]ItemID) int {
	left := make([]int, len(p.cells))
	for c := range p.cells {
		left[c] = len(p.cells[c].items)
	}
	gone := make([]bool, len(p.items))
	for n, paper := range past {
		for _, id := range paper {
			if i, ok := p.index[id]; ok && !gone[i] {
				gone[i] = true
				left[p.items[i].cell]--
			}
		}
		for c := range p.cells {
			if n > 0 && left[c] < 2*p.cells[c].need {
				return n
			}
		}
	}
	return len(past)
}

func (p *Plan) barSet(past [][]ItemID) []bool {
	barred := make([]bool, len(p.items))
	for _, paper := range past {
		for _, id := range paper {
			if i, ok := p.index[id]; ok {
				barred[i] = true
			}
		}
	}
	return barred
}

// drawing is one draw under way.
type drawing struct {
	*Plan
	s      *stream
	barred []bool
	order  [][]int // per cell: allowed items, shuffled, then by difficulty
	picks  []int   // item per place; -1 is an open place
	home   []int   // cell per place
	used   []int   // place per cluster; -1 is free
	tags   []int   // picked items per tag
}

// pickAll chooses the items of a paper and returns the stream for what follows.
func (p *Plan) pickAll(seed [32]byte, barred []bool) ([]int, *stream, error) {
	s := newStream(seed)
	var err error
	for range tagRestarts {
		d := &drawing{Plan: p, s: s, barred: barred}
		d.strata()
		if err = d.fill(); err != nil {
			return nil, nil, err // more tries cannot help: the filling is exact
		}
		if err = d.meetTags(); err == nil {
			return d.picks, s, nil
		}
	}
	return nil, nil, err
}

// strata takes one item per stratum of each cell, cells in random order so that none has the first choice of clusters
// in every paper.
func (d *drawing) strata() {
	d.order = make([][]int, len(d.cells))
	d.used = make([]int, d.clusters)
	for k := range d.used {
		d.used[k] = -1
	}
	turn := make([]int, len(d.cells))
	first := make([]int, len(d.cells)) // first place of the cell
	for c := range d.cells {
		turn[c], first[c] = c, len(d.picks)
		for range d.cells[c].need {
			d.picks, d.home = append(d.picks, -1), append(d.home, c)
		}
	}
	shuffle(d.s, turn)
	for _, c := range turn {
		d.order[c] = d.allowed(c)
		d.cut(c, first[c])
	}
}

// allowed returns the items of cell c that are not barred, by difficulty, in random order among equals.
func (d *drawing) allowed(c int) []int {
	var list []int
	for _, i := range d.cells[c].items {
		if !d.barred[i] {
			list = append(list, i)
		}
	}
	shuffle(d.s, list)
	slices.SortStableFunc(list, func(a, b int) int { return cmp.Compare(d.items[a].Difficulty, d.items[b].Difficulty) })
	return list
}

// cut takes every (n/need)-th item of cell c from a random start: each of its n items with the same chance need/n, and of
// each difficulty its share up to rounding. first is the cell's first place.
func (d *drawing) cut(c, first int) {
	list, need := d.order[c], d.cells[c].need
	n := len(list)
	if n < need {
		return // the filling will name the cell
	}
	start := d.s.below(n)
	for k := range need {
		d.pick(first+k, list[(start+k*n)/need:min((start+(k+1)*n)/need, n)])
	}
}

// pick puts the first item of the stratum whose cluster is free at a place, none if all are used. Items of a difficulty
// stand in random order, so the next one is as good. With live counters this is where the less used of two is kept.
func (d *drawing) pick(place int, stratum []int) {
	for _, i := range stratum {
		if d.used[d.items[i].cluster] < 0 {
			d.put(place, i)
			return
		}
	}
}

func (d *drawing) put(place, item int) {
	d.picks[place] = item
	d.used[d.items[item].cluster] = place
}

func (d *drawing) take(place int) {
	d.used[d.items[d.picks[place]].cluster] = -1
	d.picks[place] = -1
}

// fill closes open places by augmenting paths between cells and clusters. It fails exactly where no choice of allowed
// items gives every cell its quota with one item per cluster.
func (d *drawing) fill() error {
	for place, item := range d.picks {
		if item < 0 && !d.augment(place) {
			c := d.cells[d.home[place]]
			return d.short(c)
		}
	}
	return nil
}

func (d *drawing) short(c cell) error {
	section := d.bp.Body.Sections[c.section]
	return ErrCellShort.With("section", section.Title).With("topic", topicName(c.topic)).With("need", c.need)
}

// move says: put item at place, which opens the place that the item's cluster holds now (-1: none).
type move struct{ place, item, before int }

// augment finds a chain of moves that ends at a free cluster (breadth first, each cell once) and carries it out.
func (d *drawing) augment(open int) bool {
	seen := make([]bool, len(d.cells))
	seen[d.home[open]] = true
	type node struct{ place, by int } // open place, and the move that opened it
	queue := []node{{open, -1}}
	var moves []move
	for len(queue) > 0 {
		at := queue[0]
		queue = queue[1:]
		list := d.order[d.home[at.place]]
		start := 0
		if len(list) > 0 {
			start = d.s.below(len(list))
		}
		for k := range list {
			item := list[(start+k)%len(list)]
			holder := d.used[d.items[item].cluster]
			if holder < 0 {
				d.carry(moves, move{at.place, item, at.by})
				return true
			}
			if c := d.home[holder]; !seen[c] {
				seen[c] = true
				moves = append(moves, move{at.place, item, at.by})
				queue = append(queue, node{holder, len(moves) - 1})
			}
		}
	}
	return false
}

// carry executes the chain from its end: the last place gets an item of a free cluster, the one before it gets the item
// whose cluster that set free, and so on back to the place that was open at first.
func (d *drawing) carry(moves []move, last move) {
	for m := last; ; m = moves[m.before] {
		if d.picks[m.place] >= 0 {
			d.take(m.place)
		}
		d.put(m.place, m.item)
		if m.before < 0 {
			return
		}
	}
}
