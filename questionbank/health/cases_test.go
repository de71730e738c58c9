package health

import (
	"context"
	"testing"

	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/assembly"
)

// A bank with cases, whose measure no draw goes by, gets its cut all the same.
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

type everyItem = Items

type shelved struct {
	everyItem
	known []Item
}

func (s shelved) BankState(context.Context, questionbank.BankID) (BankState, error) {
	return BankState{}, nil
}

func (s shelved) Items(context.Context, questionbank.BankID, bool) ([]Item, error) {
	return s.known, nil
}

// What is measured of a case is of all its questions together: a release does not freeze it, so that draws keep the label.
func TestACaseIsNotFrozen(t *testing.T) {
	list := []questionbank.SealedVersion{
		{ItemVersion: questionbank.ItemVersion{ID: "a", Content: questionbank.Content{Type: questionbank.Single, Difficulty: 3}}},
		{ItemVersion: questionbank.ItemVersion{ID: "c", Content: questionbank.Content{Type: questionbank.Case, Difficulty: 3}}},
	}
	known := []Item{{Version: "a", Responses: 50, Rights: 30}, {Version: "c", Responses: 50, Rights: 10}}
	got, err := Shelf{Items: shelved{known: known}}.Measured(t.Context(), "bank", list)
	if err != nil || len(got) != 1 || got["a"].Responses != 50 {
		t.Errorf("%+v %v", got, err)
	}
}
