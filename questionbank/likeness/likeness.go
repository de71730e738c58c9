// Package likeness finds texts that are nearly the same: pairs whose sets of neighbouring characters overlap by at least so
// many per cent (Jaccard's measure over bigrams).
//
// The measure is exact. Pairs are found without comparing all with all: the bigrams of a text are ordered from the rarest
// to the commonest in the whole set, and two texts that overlap enough must share one of their first few. A bound on
// comparisons keeps hostile sets from costing minutes; where it is reached, the answer says that it is not complete.
//
// Why no library and no MinHash (2026-11-22): at 20,000 stems of some thirty characters the exact search takes a second or
// two, so an estimate would only add misses. Bigrams of characters need no dictionary of Chinese words.
//
// Libraries: none.
package likeness

import (
	"cmp"
	"slices"
)

// Pair is two texts by their places, A < B.
type Pair struct {
	A, B    int
	Percent int // of shared bigrams, rounded down
}

// How many pairs are compared, and found, at most.
const (
	maxCompared = 10_000_000
	maxFound    = 100_000
)

// Find returns the pairs that overlap by at least percent (50 to 100) of which the later one stands at from or behind it,
// the most alike first. complete is false where a bound was reached. Texts are compared as they are:
// the caller has brought them into a normal form.
func Find(texts []string, from, percent int) (pairs []Pair, complete bool) {
	sets := gramSets(texts)
	index := map[uint32][]place{}
	compared := 0
	seen := make([]int, len(texts)) // the last text that this one was compared with, plus one
	for b, set := range sets {
		first := len(set) - ceil(len(set)*percent, 100) + 1
		for at, g := range set[:max(0, min(first, len(set)))] {
			for _, x := range index[g] {
				a := x.text
				if b < from || seen[a] == b+1 {
					continue
				}
				seen[a] = b + 1
				// g is the first bigram they share: no more than the shorter rest can be shared.
				if most := min(len(sets[a])-x.at, len(set)-at); most*(100+percent) < percent*(len(sets[a])+len(set)) {
					continue
				}
				if compared++; compared > maxCompared || len(pairs) == maxFound {
					return sorted(pairs), false
				}
				if p := overlap(sets[a], set); p >= percent {
					pairs = append(pairs, Pair{a, b, p})
				}
			}
			index[g] = append(index[g], place{b, at})
		}
	}
	return sorted(pairs), true
}

// place is where a bigram stands: in which text, and how many rarer ones that text has.
type place struct{ text, at int }

func sorted(pairs []Pair) []Pair {
	slices.SortFunc(pairs, func(a, b Pair) int {
		return cmp.Or(cmp.Compare(b.Percent, a.Percent), cmp.Compare(a.A, b.A), cmp.Compare(a.B, b.B))
	})
	return pairs
}

func ceil(a, b int) int { return (a + b - 1) / b }

// gramSets gives each text the ranks of its bigrams, ascending; the rarest bigram of all texts has the lowest rank.
func gramSets(texts []string) [][]uint32 {
	ids := map[uint64]uint32{}
	var count []uint32
	sets := make([][]uint32, len(texts))
	for i, t := range texts {
		list := grams(t)
		set := make([]uint32, len(list))
		for j, g := range list {
			id, known := ids[g]
			if !known {
				id = uint32(len(count)) //nolint:gosec // a set of texts has fewer bigrams than that
				ids[g] = id
				count = append(count, 0)
			}
			count[id]++
			set[j] = id
		}
		sets[i] = set
	}
	order := make([]uint32, len(count))
	for id := range order {
		order[id] = uint32(id) //nolint:gosec // see above
	}
	slices.SortFunc(order, func(a, b uint32) int { return cmp.Or(cmp.Compare(count[a], count[b]), cmp.Compare(a, b)) })
	rank := make([]uint32, len(count))
	for r, id := range order {
		rank[id] = uint32(r) //nolint:gosec // see above
	}
	for _, set := range sets {
		for j, id := range set {
			set[j] = rank[id]
		}
		slices.Sort(set)
	}
	return sets
}

// grams returns the different pairs of neighbouring characters; of a single character, itself.
func grams(s string) []uint64 {
	runes := []rune(s)
	if len(runes) == 1 {
		return []uint64{uint64(runes[0])} //nolint:gosec // a character is not negative
	}
	out := make([]uint64, 0, max(0, len(runes)-1))
	for i := 1; i < len(runes); i++ {
		out = append(out, uint64(runes[i-1])<<32|uint64(runes[i])) //nolint:gosec // see above
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// overlap returns the shared part of two ascending sets in per cent of both together.
func overlap(a, b []uint32) int {
	shared := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			shared++
			i++
			j++
		}
	}
	return shared * 100 / (len(a) + len(b) - shared)
}
