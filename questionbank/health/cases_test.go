package health

import (
	"testing"

	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/assembly"
)

// A bank with cases, which are never measured, gets its cut all the same.
func TestCasesDoNotHinderTheCut(t *testing.T) {
	var use questionbank.Use
	for i := range 20 {
		v := questionbank.SealedVersion{ItemVersion: questionbank.ItemVersion{ID: questionbank.VersionID(rune('a' + i)), Content: questionbank.Content{Type: questionbank.Single}}}
		if i >= 10 {
			v.Content.Type = questionbank.Case
		}
		use.Heads = append(use.Heads, v)
		use.Weights = append(use.Weights, assembly.Weight{Version: v.ID, Points: 1, Need: 1, Have: 4})
	}
	for known, want := range map[int]bool{0: false, 8: false, 9: true, 10: true} {
		if got := enough(known, use); got != want {
			t.Errorf("%d of ten items and ten cases: %v", known, got)
		}
	}
	use.Weights = use.Weights[10:]
	if enough(0, use) {
		t.Error("a blueprint of cases alone has a measured cut")
	}
}
