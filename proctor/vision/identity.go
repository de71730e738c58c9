package vision

import "slices"

// identity compares who sits there with who sat down: descriptions that live in the memory of this process alone, from the first
// look after the paper began to the end of the sitting.
type identity struct {
	first [][]float32 // until there are enough for the reference
	ref   []float32
	last  []float64 // cosines of the newest looks
}

const (
	firstLooks = 5
	lastLooks  = 3
)

// compare takes a description; bad: the newest ones are not of the person of the reference.
func (p *identity) compare(name []float32) (bad bool, like float64) {
	if p.ref == nil {
		if p.first = append(p.first, name); len(p.first) < firstLooks {
			return false, 1
		}
		p.ref = median(p.first)
		p.first = nil
	}
	if p.last = append(p.last, Cosine(p.ref, name)); len(p.last) > lastLooks {
		p.last = slices.Delete(p.last, 0, 1)
	}
	sorted := slices.Sorted(slices.Values(p.last))
	like = sorted[len(sorted)/2]
	return len(p.last) == lastLooks && like < OtherPerson.Threshold, like
}

// wanting reports whether more descriptions are wanted soon: the reference is not made yet, or the newest one speaks against it.
func (p *identity) wanting() bool {
	if p.ref == nil {
		return true
	}
	n := len(p.last)
	return n > 0 && p.last[n-1] < OtherPerson.Threshold && (n < lastLooks || slices.Max(p.last) >= OtherPerson.Threshold)
}

// erase overwrites what is held.
func (p *identity) erase() {
	for _, v := range append(p.first, p.ref) {
		clear(v)
	}
	*p = identity{}
}
