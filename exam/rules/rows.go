package rules

// Rows are all rule sets, catalogue rows and bases at one moment. Many goroutines share them: nobody writes into them.
type Rows struct {
	sets  []RuleSet
	items map[string][]Item // by code
	bases []Basis
}

// NewRows takes over what a store has read; sets and the versions of an item stay in the given order.
func NewRows(sets []RuleSet, items []Item, bases []Basis) *Rows {
	r := &Rows{sets: sets, items: make(map[string][]Item, len(items)), bases: bases}
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
