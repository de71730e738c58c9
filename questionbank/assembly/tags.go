package assembly

// meetTags swaps items inside cells until every tag has its minimum. A swap never takes another tag below its minimum.
func (d *drawing) meetTags() error {
	d.tags = make([]int, len(d.bp.Body.Tags))
	for _, item := range d.picks {
		d.countTags(item, 1)
	}
	for t, want := range d.bp.Body.Tags {
		for d.tags[t] < want.Min {
			if !d.swapIn(t) {
				return ErrTagShort.With("tag", want.Tag).With("need", want.Min)
			}
		}
	}
	return nil
}

func (d *drawing) countTags(item, by int) {
	for t := range d.tags {
		if d.items[item].tags&(1<<t) != 0 {
			d.tags[t] += by
		}
	}
}

// swapIn brings one more item with tag t onto the paper, of all possible swaps one with the smallest change of
// difficulty, at random among equals. It reports whether there was one.
func (d *drawing) swapIn(t int) bool {
	type swap struct{ place, item int }
	var best []swap
	least := 0
	for place, old := range d.picks {
		if d.items[old].tags&(1<<t) != 0 {
			continue
		}
		for _, item := range d.order[d.home[place]] {
			if d.items[item].tags&(1<<t) == 0 || !d.keeps(old, item, t) {
				continue
			}
			if h := d.used[d.items[item].cluster]; h >= 0 && h != place {
				continue
			}
			change := d.items[item].Difficulty - d.items[old].Difficulty
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
	d.countTags(d.picks[b.place], -1)
	d.take(b.place)
	d.put(b.place, b.item)
	d.countTags(b.item, 1)
	return true
}

// keeps reports whether no tag before t falls below its minimum when item replaces old.
func (d *drawing) keeps(old, item, t int) bool {
	for u := range t {
		lost := d.items[old].tags&(1<<u) != 0 && d.items[item].tags&(1<<u) == 0
		if lost && d.tags[u] <= d.bp.Body.Tags[u].Min {
			return false
		}
	}
	return true
}
