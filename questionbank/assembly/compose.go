package assembly

import (
	"slices"
	"strings"
)

// paper orders the picked items and their options and writes them down.
func (d *drawing) paper(seed [32]byte, barred int) Paper {
	p, body := d.Plan, &d.bp.Body
	out := Paper{Release: p.snap.Release, ReleaseDigest: p.snap.Digest, Blueprint: p.bp.ID, BlueprintVersion: p.bp.Version,
		BlueprintHash: p.hash, Seed: seed, Barred: barred, Minutes: body.Minutes, Total: body.Total, Pass: body.Pass}
	slots, choices := d.slots[:0], 0
	for _, item := range d.picks {
		slots = append(slots, d.facts[item].slot)
		if it := &p.items[item]; it.Type != TrueFalse {
			choices += len(it.shown)
		}
	}
	out.Questions = make([]Question, len(slots))
	slab := make([]Option, 0, choices) // of the whole paper
	no := 0
	for _, n := range p.order {
		section := &body.Sections[n]
		block := slots[d.first[n] : d.first[n]+section.Count]
		slices.Sort(block) // the order of picking must not shine through the shuffle
		shuffle(d.s, block)
		for _, slot := range block {
			it := &p.items[p.bySlot[slot]]
			own := it.shown
			if it.Type != TrueFalse {
				from := len(slab)
				slab = append(slab, own...)
				own = slab[from:len(slab):len(slab)]
				mix(d.s, own, it.movable)
			}
			q := &out.Questions[no]
			no++
			q.No, q.Item, q.Version, q.Type, q.Section, q.Points = no, it.ID, it.Version, it.Type, section.Title, section.Points
			q.Stem, q.Options, q.Media = it.Stem, own, it.Media
		}
	}
	return out
}

// letters are those of options; an item has no more than eight.
const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

// shown are options in the order they were written.
func shown(it *Item) []Option {
	out := make([]Option, len(it.Options))
	for i, text := range it.Options {
		out[i] = Option{Letter: letter(i), Origin: i, Text: text}
		if i < len(it.Areas) {
			out[i].Area = &it.Areas[i]
		}
	}
	return out
}

func letter(i int) string {
	if i < len(letters) {
		return letters[i : i+1]
	}
	return string(rune('A' + i))
}

// mix shuffles the first n options; the letters stay where they are.
func mix(s *stream, own []Option, n int) {
	shuffle(s, own[:n])
	for i := range own[:n] {
		own[i].Letter = letter(i)
	}
}

// movable is how many leading options may be shuffled: a closing 以上都对, 以上均不是 … speaks of those above it and stays.
func movable(options []string) int {
	n := len(options)
	for n > 0 && strings.HasPrefix(options[n-1], "以上") {
		n--
	}
	return n
}
