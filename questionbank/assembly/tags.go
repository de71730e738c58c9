package assembly

// meetTags swaps items inside cells until every tag, and the share of higher banks, has its minimum. A swap never takes another below its own.
func (d *drawing) meetTags() error {
	clear(d.tags)
	for _, item := range d.picks {
		d.countTags(item, 1)
	}
	for t, want := range d.mins {
		for d.tags[t] < want.Min {
			if !d.swapIn(t) {
				return want.named(ErrTagShort, ErrHigherShort).With("need", want.Min)
			}
		}
	}
	return nil
}

func (d *drawing) countTags(item, by int) {
	for t := range d.tags {
		if d.facts[item].tags&(1<<t) != 0 {
			d.tags[t] += by
		}
	}
}

// swapIn brings one more item with tag t onto the paper, of all possible swaps one with the smallest change of
// difficulty, at random among equals. It reports whether there was one.
func (d *drawing) swapIn(t int) bool {
	type swap struct{ place, item int }
	var best []swap
	least, scarce := int64(0), d.scarce(t)
	for place, old := range d.picks {
		if d.facts[old].tags&(1<<t) != 0 {
			continue
		}
		for _, item := range d.cells[d.places[place].cell].items {
			if d.facts[item].tags&(1<<t) == 0 || !d.fits(place, item) || d.facts[old].tags&^d.facts[item].tags&scarce != 0 {
				continue
			}
			change := int64(d.facts[item].gauge[1] - d.facts[old].gauge[1])
			change *= change
			if len(best) == 0 || change < least {
				best, least = best[:0], change
			}
			if change == least {
				best = append(best, swap{place, item})
			}
		}
	}
	if len(best) == 0 {
		return false
	}
	b := best[d.s.below(len(best))]
	d.swap(b.place, b.item)
	return true
}

// fits reports whether item could stand at a place instead of what stands there, tags apart.
func (d *drawing) fits(place, item int) bool {
	holder := int(d.hold[item])
	return holder == 0 || holder == place+1 && d.picks[place] != item
}

// swap puts item at a place instead of what stands there.
func (d *drawing) swap(place, item int) {
	d.countTags(d.picks[place], -1)
	d.take(place)
	d.put(place, item)
	d.countTags(item, 1)
}

// scarce are the tags before t that no swap may take from the paper.
func (d *drawing) scarce(t int) uint16 {
	var mask uint16
	for u := range t {
		if d.tags[u] <= d.mins[u].Min {
			mask |= 1 << u
		}
	}
	return mask
}
