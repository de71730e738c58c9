package people_test

import (
	"slices"
	"testing"

	"github.com/suikao/suikao/exam/people"
)

// A centre sees the authorities above it and no others; an authority itself and those below; a closed one stands nowhere.
func TestAuthoritiesOneMaySendTo(t *testing.T) {
	onBoth(t, func(w *world) {
		names := func(where people.Org, login string) []string {
			role := people.TrainingClerk
			if where.Kind == people.Authority {
				role = people.Regulator
			}
			_, ctx := w.staff(login, where, role)
			list, err := w.s.Authorities(ctx)
			w.must(err)
			var out []string
			for _, o := range list {
				out = append(out, o.Name)
			}
			return out
		}
		if got := names(w.centreA, "centre"); !slices.Equal(got, []string{w.root.Name, w.countyA.Name}) {
			w.Errorf("a centre sees %v", got)
		}
		if got := names(w.countyB, "county"); !slices.Equal(got, []string{w.root.Name, w.countyB.Name}) {
			w.Errorf("a county sees %v", got)
		}
		if got := names(w.root, "root"); len(got) != 3 || got[0] != w.root.Name || !slices.Contains(got, w.countyB.Name) {
			w.Errorf("the root sees %v", got)
		}
		_, err := w.s.Authorities(w.public())
		w.wants("people.forbidden", err, "the public asks")
	})
}
