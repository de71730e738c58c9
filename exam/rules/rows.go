package rules

import "sync"

// mostPicked is how many answers are remembered: more than items times days that are asked about at one time.
const mostPicked = 512

// Rows are all rule sets, catalogue rows and bases at one moment. Many goroutines share them: nobody writes into them.
type Rows struct {
	sets  []RuleSet
	items map[string][]Item // by code
	bases []Basis

	mu     sync.Mutex
	picked map[Query]Set
}

// NewRows takes over what a store has read; sets and the versions of an item stay in the given order.
func NewRows(sets []RuleSet, items []Item, bases []Basis) *Rows {
	r := &Rows{sets: sets, items: make(map[string][]Item, len(items)), bases: bases, picked: map[Query]Set{}}
	for _, i := range items {
		r.items[i.Code] = append(r.items[i.Code], i)
	}
	return r
}

// setsOf returns the sets of the track and person type.
func (r *Rows) setsOf(t Track, p PersonType) []RuleSet {
	var out []RuleSet
	for _, s := range r.sets {
		if s.Selector.Track == t && s.Selector.PersonType == p {
			out = append(out, s)
		}
	}
	return out
}

// inForce is pick for those who ask the same all day: of equal rows and an equal query comes an equal answer.
func (r *Rows) inForce(q Query) (Set, error) {
	r.mu.Lock()
	set, ok := r.picked[q]
	r.mu.Unlock()
	if ok {
		return set, nil
	}
	set, _, err := r.pick(q)
	if err != nil {
		return Set{}, err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.picked) >= mostPicked {
		clear(r.picked)
	}
	r.picked[q] = set
	return set, nil
}
