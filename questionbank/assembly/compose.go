package assembly

import (
	"slices"
	"strings"
)

// paper orders the picked items and their options and writes them down.
func (p *Plan) paper(seed [32]byte, barred int, picks []int, s *stream) Paper {
	body := p.bp.Body
	out := Paper{Release: p.snap.Release, ReleaseDigest: p.snap.Digest, Blueprint: p.bp.ID, BlueprintVersion: p.bp.Version,
		BlueprintHash: p.hash, Seed: seed, Barred: barred, Minutes: body.Minutes, Total: body.Total, Pass: body.Pass}
	blocks := make([][]int, len(body.Sections))
	choices := 0
	for _, item := range picks {
		section := p.cells[p.items[item].cell].section
		blocks[section] = append(blocks[section], item)
		choices += len(p.items[item].Options)
	}
	out.Questions = make([]Question, 0, len(picks))
	slab := make([]Option, 0, choices) // of the whole paper
	for _, section := range p.order {
		slices.Sort(blocks[section]) // the order of picking must not shine through the shuffle
		shuffle(s, blocks[section])
		for _, item := range blocks[section] {
			it, from := &p.items[item], len(slab)
			slab = appendOptions(slab, it.Item, s)
			out.Questions = append(out.Questions, Question{No: len(out.Questions) + 1, Item: it.ID, Version: it.Version,
				Type: it.Type, Section: body.Sections[section].Title, Points: body.Sections[section].Points,
				Stem: it.Stem, Options: slab[from:len(slab):len(slab)]})
		}
	}
	return out
}

// appendOptions appends the answers of an item in the order they are shown.
func appendOptions(out []Option, it *Item, s *stream) []Option {
	from := len(out)
	for origin, text := range it.Options {
		out = append(out, Option{Origin: origin, Text: text})
	}
	own := out[from:]
	if it.Type != TrueFalse {
		shuffle(s, own[:movable(it.Options)])
	}
	for i := range own {
		own[i].Letter = string(rune('A' + i))
	}
	return out
}

// movable is how many leading options may be shuffled: a closing 以上都对, 以上均不是 … speaks of those above it and stays.
func movable(options []string) int {
	n := len(options)
	for n > 0 && strings.HasPrefix(options[n-1], "以上") {
		n--
	}
	return n
}
