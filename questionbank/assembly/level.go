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
			r, old := &d.places[at], d.picks[at]
			next := old + d.s.below(int(2*r.width)+1) - int(r.width) // at random within one stratum's width
			if next < int(r.from) || next >= int(r.to) || !d.fits(at, next) || !d.keeps(old, next, len(d.tags)) {
				continue
			}
			was, now := &d.facts[old], &d.facts[next]
			cost := off.swapped(&was.gauge, &now.gauge) + perDraw*(int64(d.times[now.slot])-int64(d.times[was.slot]))
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

// loss of a paper that is off the target by g.
func (g *gauge) loss() int64 {
	return 4*g[1]*g[1] + g[0]*g[0] + g[2]*g[2] + g[3]*g[3]/25
}

// swapped is the loss after old was replaced by next.
func (g *gauge) swapped(old, next *[4]int32) int64 {
	a, b, c, i := g[0]+int64(next[0]-old[0]), g[1]+int64(next[1]-old[1]), g[2]+int64(next[2]-old[2]), g[3]+int64(next[3]-old[3])
	return 4*b*b + a*a + c*c + i*i/25
}
