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
		place, item := d.better(off, loss)
		if place < 0 {
			continue
		}
		off.add(&d.facts[d.picks[place]].gauge, -1)
		off.add(&d.facts[item].gauge, 1)
		loss = off.loss()
		d.swap(place, item)
	}
}

// better returns, of swaps taken at random, the first of those that make the loss of a paper off the target by off least;
// place -1 where none makes it less. A third of the swaps is dropped for what they do at the cut alone: what is reckoned and
// asked after that can only make a swap worse.
func (d *drawing) better(off gauge, least int64) (place, item int) {
	words, k := d.s.ahead(), 0
	facts, picks, places, times, scarce := d.facts, d.picks, d.places[:len(d.picks)], d.times, d.scarce(len(d.tags))
	place, item = -1, -1
	for range tries {
		var at, next int
		at, k = pick(words, k, len(picks))
		r, old := &places[at], picks[at]
		next, k = pick(words, k, int(2*r.width)+1)
		next += old - int(r.width) // at random within one stratum's width
		if next < int(r.from) || next >= int(r.to) {
			continue
		}
		was, now := &facts[old], &facts[next]
		mid := off[1] + int64(now.gauge[1]-was.gauge[1])
		cost := 4*mid*mid + perDraw*(int64(times[now.slot])-int64(times[was.slot]))
		if cost >= least {
			continue
		}
		cost += off.beside(&was.gauge, &now.gauge)
		if cost < least && d.fits(at, next) && was.tags&^now.tags&scarce == 0 {
			least, place, item = cost, at, next
		}
	}
	d.s.skip(k)
	return place, item
}

// loss of a paper that is off the target by g.
func (g *gauge) loss() int64 {
	return 4*g[1]*g[1] + g[0]*g[0] + g[2]*g[2] + g[3]*g[3]/25
}

// beside is the loss after old was replaced by next, without the part at the cut.
func (g *gauge) beside(old, next *[4]int32) int64 {
	a, c, i := g[0]+int64(next[0]-old[0]), g[2]+int64(next[2]-old[2]), g[3]+int64(next[3]-old[3])
	return a*a + c*c + i*i/25
}
