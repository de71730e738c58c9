package assembly

import (
	"math/bits"
	"strings"
)

// paper orders the picked items and their options and writes them down.
func (d *drawing) paper(seed [32]byte, barred int) Paper {
	p, body := d.Plan, &d.bp.Body
	out := Paper{Release: p.snap.Release, ReleaseDigest: p.snap.Digest, Blueprint: p.bp.ID, BlueprintVersion: p.bp.Version,
		BlueprintHash: p.hash, Seed: seed, Barred: barred, Minutes: body.Minutes, Total: body.Total, Pass: body.Pass}
	choices := 0
	for _, item := range d.picks {
		if it := &p.items[item]; it.asked.Type != TrueFalse {
			choices += len(it.asked.Options)
		}
	}
	out.Questions = make([]Question, 0, body.Questions())
	slab := make([]Option, 0, choices) // of the whole paper
	for _, n := range p.order {
		for _, slot := range d.block(d.first[n], body.Sections[n].Count) {
			it := &p.items[p.bySlot[slot]]
			slab = out.add(d.s, slab, &it.asked, it.movable)
			for i := range it.more {
				slab = out.add(d.s, slab, &it.more[i].asked, it.more[i].movable)
			}
		}
	}
	return out
}

// add writes a question down and shuffles its options, in the slab, of which it returns what is taken now.
func (p *Paper) add(s *stream, slab []Option, asked *Question, movable int) []Option {
	p.Questions = append(p.Questions, *asked)
	q := &p.Questions[len(p.Questions)-1]
	q.No = len(p.Questions)
	if q.Type == TrueFalse {
		return slab
	}
	from := len(slab)
	slab = append(slab, q.Options...)
	q.Options = slab[from:len(slab):len(slab)]
	mix(s, q.Options, movable)
	return slab
}

// block returns the slots of a section's picks in random order. They are put in ascending order before, so that the order of
// picking does not shine through: by a bit per item, which is quicker than comparing.
func (d *drawing) block(first, count int) []int32 {
	for _, item := range d.picks[first : first+count] {
		slot := d.facts[item].slot
		d.marked[slot/64] |= 1 << (slot % 64)
	}
	out := d.slots[:0]
	for i, word := range d.marked {
		for ; word != 0; word &= word - 1 {
			out = append(out, int32(64*i+bits.TrailingZeros64(word)))
		}
		d.marked[i] = 0
	}
	shuffle(d.s, out)
	return out
}

// asked is an item as a question of its cell's section, without a number.
func (p *Plan) asked(it *Item, c int) Question {
	s := &p.bp.Body.Sections[p.cells[c].section]
	return Question{Item: it.ID, Version: it.Version, Type: it.Type, Section: s.Title, Points: s.Points, Stem: it.Stem, Options: shown(it), Media: it.Media}
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
