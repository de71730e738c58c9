package assembly

import (
	"cmp"
	"slices"
	"strings"
)

// paper orders the picked items and their options and writes them down.
func (p *Plan) paper(seed [32]byte, barred int, picks []int, s *stream) Paper {
	body := p.bp.Body
	out := Paper{Release: p.snap.Release, ReleaseDigest: p.snap.Digest, Blueprint: p.bp.ID, BlueprintVersion: p.bp.Version,
		BlueprintHash: p.hash, Seed: seed, Barred: barred, Minutes: body.Minutes, Total: body.Total, Pass: body.Pass}
	blocks := make([][]int, len(body.Sections))
	order := make([]int, len(body.Sections))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Compare(body.Sections[a].Type.rank(), body.Sections[b].Type.rank())
	})
	for _, item := range picks {
		section := p.cells[p.items[item].cell].section
		blocks[section] = append(blocks[section], item)
	}
	for _, section := range order {
		slices.Sort(blocks[section]) // the order of picking must not shine through the shuffle
		shuffle(s, blocks[section])
		for _, item := range blocks[section] {
			it := p.items[item]
			out.Questions = append(out.Questions, Question{No: len(out.Questions) + 1, Item: it.ID, Version: it.Version,
				Type: it.Type, Section: body.Sections[section].Title, Points: body.Sections[section].Points,
				Stem: it.Stem, Options: options(it.Item, s)})
		}
	}
	return out
}

// options returns the answers in the order they are shown.
func options(it *Item, s *stream) []Option {
	order := make([]int, len(it.Options))
	for i := range order {
		order[i] = i
	}
	if it.Type != TrueFalse {
		shuffle(s, order[:movable(it.Options)])
	}
	out := make([]Option, len(order))
	for i, origin := range order {
		out[i] = Option{Letter: string(rune('A' + i)), Origin: origin, Text: it.Options[origin]}
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
