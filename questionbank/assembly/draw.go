package assembly

import "github.com/suikao/suikao/internal/fault"

// What a draw can fail with. Publication checks make both impossible for a candidate.
var (
	ErrCellShort = fault.Define("assembly.cell_short", fault.Conflict,
		"题库可用题量不足：{section}，知识点“{topic}”，需要 {need} 题。请联系考务人员，更换组卷规则或补充题库。",
		"The bank has not enough usable items for {section}, topic {topic}: {need} are needed. Staff must add items or change the blueprint.")
	ErrTagShort = fault.Define("assembly.tag_short", fault.Conflict,
		"题库可用题量不足：带“{tag}”标签的题目至少需要 {need} 题。请联系考务人员，更换组卷规则或补充题库。",
		"The bank has not enough usable items tagged {tag}: {need} are needed. Staff must add items or change the blueprint.")
	ErrHigherShort = fault.Define("assembly.higher_short", fault.Conflict,
		"题库可用题量不足：上级题库的题目至少需要 {need} 题。请联系考务人员，更换组卷规则或并入更多上级题目。",
		"The release has not enough usable items of higher banks: {need} are needed. Staff must take in more or change the blueprint.")
)

// tagRestarts is how often a draw starts anew when tags cannot be brought in by swaps. With one tag this never happens
// after Check; with several, one round is nearly always enough.
const tagRestarts = 32

// Draw composes a paper from the plan; see the package comment for the steps. It fails with ErrCellShort, ErrTagShort or
// ErrHigherShort, naming the cell or tag, where no such paper was found.
func (p *Plan) Draw(seed [32]byte, ch Chances) (Paper, error) {
	d, ok := p.scratch.Get().(*drawing)
	if !ok {
		d = newDrawing(p)
	}
	defer p.scratch.Put(d)
	for papers := p.reach(ch); ; papers-- {
		err := d.pickAll(seed, ch, papers)
		if err == nil {
			return d.paper(seed, papers), nil
		}
		if papers <= 1 { // the newest paper stays barred, whatever happens
			return Paper{}, err
		}
	}
}

// reach is how many of the earlier papers can be barred with every cell keeping twice its quota; at least the newest.
func (p *Plan) reach(ch Chances) int {
	if len(ch.Past) < 2 {
		return len(ch.Past)
	}
	left := make([]int, len(p.cells))
	for c := range p.cells {
		left[c] = len(p.cells[c].items)
	}
	gone := make([]bool, len(p.items))
	remove := func(ids []ItemID) {
		for _, id := range ids {
			if i, ok := p.index[id]; ok && !gone[i] {
				gone[i] = true
				left[p.items[i].cell]--
			}
		}
	}
	remove(ch.Out)
	for n, paper := range ch.Past {
		remove(paper)
		for c := range p.cells {
			if n > 0 && left[c] < 2*p.cells[c].need {
				return n
			}
		}
	}
	return len(ch.Past)
}

// barred marks an item that may not be drawn.
const barred = -1

// drawing is one draw under way. A plan keeps used ones for the next draws; pickAll wipes what is left in them.
type drawing struct {
	*Plan
	s      *stream
	times  Times    // by slot
	none   Times    // where nothing was drawn yet
	hold   []int16  // per item: place + 1 that holds its cluster; 0: it is free; barred: it may not be drawn
	picks  []int    // item per place; -1 is an open place
	tags   []int    // picked items per tag
	turn   []int    // cells in the order in which they choose
	first  []int    // place per section
	slots  []int32  // of a section's picks, for composing
	marked []uint64 // a bit per item of the release, for composing
}

func newDrawing(p *Plan) *drawing {
	d := &drawing{Plan: p, s: newStream(), none: make(Times, p.size), hold: make([]int16, len(p.items)), picks: make([]int, len(p.places)),
		tags: make([]int, len(p.mins)), turn: make([]int, len(p.cells)), slots: make([]int32, 0, len(p.places)),
		marked: make([]uint64, (p.size+63)/64)}
	place := 0
	for i := range p.bp.Body.Sections {
		d.first = append(d.first, place)
		place += p.bp.Body.Sections[i].Count
	}
	return d
}

// pickAll chooses the items of a paper, with the newest papers barred, and leaves the stream for what follows.
func (d *drawing) pickAll(seed [32]byte, ch Chances, papers int) (err error) {
	d.s.seed(seed)
	clear(d.hold)
	if d.times = ch.Times; len(ch.Times) != d.size {
		d.times = d.none
	}
	d.bar(ch.Out)
	for _, paper := range ch.Past[:papers] {
		d.bar(paper)
	}
	for try := range tagRestarts {
		d.strata(try > 0)
		if err = d.fill(); err != nil {
			return err // more tries cannot help: the filling is exact
		}
		if err = d.meetTags(); err == nil {
			d.level()
			return nil
		}
	}
	return err
}

func (d *drawing) bar(ids []ItemID) {
	for _, id := range ids {
		if i, ok := d.index[id]; ok {
			d.hold[i] = barred
		}
	}
}

// drawn is how often an item was drawn before.
func (d *drawing) drawn(item int) int64 { return int64(d.times[d.facts[item].slot]) }

// strata takes one item per stratum of each cell, cells in random order so that none has the first choice of clusters
// in every paper. Again says that items were put before.
func (d *drawing) strata(again bool) {
	for c := range d.turn {
		d.turn[c] = c
	}
	for place := range d.picks {
		d.picks[place] = -1
	}
	for i := 0; again && i < len(d.hold); i++ {
		d.hold[i] = min(d.hold[i], 0)
	}
	shuffle(d.s, d.turn)
	for _, c := range d.turn {
		d.cut(&d.cells[c])
	}
}

// cut lays the items of a cell on a circle by difficulty, divides it into as many strata as are wanted, from a random
// start, and takes one of each. The start makes the chance of every item the same, also where the division leaves a rest.
func (d *drawing) cut(c *cell) {
	n := len(c.items)
	if n < c.need {
		return // the filling will name the cell
	}
	start := d.s.below(n)
	to := (start + c.need - 1) / c.need
	for k := range c.need {
		from := to
		to = (start + (k+1)*n + c.need - 1) / c.need
		if item, ok := d.least(c.items, from, to); ok {
			d.put(c.first+k, item)
		}
	}
}

// least returns, of two items chosen at random from the stratum [from, to) of the circle, the one drawn less often, the
// first of equals; false where every item of it is barred or excluded.
func (d *drawing) least(circle []int, from, to int) (int, bool) {
	size, best, found := to-from, -1, 0
	for begin, k := d.s.below(size), 0; k < size && found < 2; k++ {
		at := begin + k
		if at >= size {
			at -= size
		}
		if at += from; at >= len(circle) { // a stratum begins on the first round and is no longer than one
			at -= len(circle)
		}
		if at >= len(circle) {
			at -= len(circle)
		}
		item := circle[at]
		if d.hold[item] != 0 {
			continue
		}
		if found++; best < 0 || d.drawn(item) < d.drawn(best) {
			best = item
		}
		if found == 1 && size-k > 2 { // the second of the two: anywhere further on
			k += d.s.below(size - k - 1)
		}
	}
	return best, best >= 0
}

func (d *drawing) put(place, item int) {
	d.picks[place] = item
	d.claim(item, int16(place+1))
}

func (d *drawing) take(place int) {
	d.claim(d.picks[place], 0)
	d.picks[place] = -1
}

// claim notes for the items of a cluster what holds it.
func (d *drawing) claim(item int, by int16) {
	if d.facts[item].alone {
		d.hold[item] = by
		return
	}
	for _, i := range d.members[d.facts[item].cluster] {
		if d.hold[i] != barred {
			d.hold[i] = by
		}
	}
}

// fill closes open places by augmenting paths between cells and clusters. It fails exactly where no choice of allowed
// items gives every cell its quota with one item per cluster.
func (d *drawing) fill() error {
	for place, item := range d.picks {
		if item < 0 && !d.augment(place) {
			return d.short(d.cells[d.places[place].cell])
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
	seen[d.places[open].cell] = true
	type node struct{ place, by int } // open place, and the move that opened it
	queue := []node{{open, -1}}
	var moves []move
	for len(queue) > 0 {
		at := queue[0]
		queue = queue[1:]
		list := d.cells[d.places[at.place].cell].items
		start := 0
		if len(list) > 0 {
			start = d.s.below(len(list))
		}
		for k := range list {
			item := list[(start+k)%len(list)]
			if d.hold[item] == barred {
				continue
			}
			holder := int(d.hold[item]) - 1
			if holder < 0 {
				d.carry(moves, move{at.place, item, at.by})
				return true
			}
			if c := d.places[holder].cell; !seen[c] {
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
