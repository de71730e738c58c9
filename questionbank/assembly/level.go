package assembly

// How far a paper is levelled. The loss of a paper is, in squared points, the square of what its expected score at the
// cut is off the target, a quarter of the squares half a logit above and below, and a hundred times the square of the
// part by which its information is off; lossScale times that, so that it is an integer.
const (
	lossScale = 4 * pointScale * pointScale
	enough    = lossScale / 125    // 0.008: the score at the cut is off by less than 0.09 points
	perDraw   = lossScale / 10_000 // what one more earlier draw of an item weighs
	rounds    = 150
	tries     = 64 // swaps looked at in a round
)

// level swaps items for neighbours in difficulty until the paper comes to the target, and prefers items that were drawn
// less often. Quotas, bars, clusters and the minimum of every tag stay kept.
func (d *drawing) level() {
	var off gauge
	for _, item := range d.picks {
		off.add(&d.facts[item].gauge, 1)
	}
	for k := range off {
		off[k] -= d.target[k]
	}
	loss := off.loss()
	for n := 0; n < rounds && loss > enough; n++ {
		least, place, item := loss, -1, -1
		for range tries {
			at := d.s.below(len(d.picks))
			next, ok := d.neighbour(at)
			if !ok {
				continue
			}
			old := d.picks[at]
			cost := off.swapped(&d.facts[old].gauge, &d.facts[next].gauge) + perDraw*(d.drawn(next)-d.drawn(old))
			if cost < least {
				least, place, item = cost, at, next
			}
		}
		if place < 0 {
			continue
		}
		off.add(&d.facts[d.picks[place]].gauge, -1)
		off.add(&d.facts[item].gauge, 1)
		loss = off.loss()
		d.swap(place, item)
	}
}

// neighbour chooses an item for a place, at random within one stratum's width of the one that stands there.
func (d *drawing) neighbour(place int) (int, bool) {
	c := &d.cells[d.home[place]]
	width := len(c.items) / c.need
	rung := int(d.facts[d.picks[place]].rung) + d.s.below(2*width+1) - width
	if rung < 0 || rung >= len(c.items) {
		return 0, false
	}
	item := c.items[rung]
	return item, d.fits(place, item) && d.keeps(d.picks[place], item, len(d.tags))
}

// loss of a paper that is off the target by g.
func (g *gauge) loss() int64 {
	return 4*g[1]*g[1] + g[0]*g[0] + g[2]*g[2] + g[3]*g[3]/25
}

// swapped is the loss after old was replaced by next.
func (g *gauge) swapped(old, next *[4]int32) int64 {
	moved := *g
	for k := range moved {
		moved[k] += int64(next[k] - old[k])
	}
	return moved.loss()
}
