package health

import (
	"context"
	"encoding/binary"
	"slices"
	"testing"

	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/assembly"
	"github.com/suikao/suikao/questionbank/calibration"
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

// A sheet says of a case how each question was answered; one that is older than that says only which were right.
func TestASheetKeepsTheQuestionsOfACase(t *testing.T) {
	place := &volume{place: map[questionbank.VersionID]int{"s": 0, "c": 1, "d": 2}, heads: make([]questionbank.SealedVersion, 3)}
	sheet, err := encodeAnswers([]Answered{{Version: "s", Choice: 0x8102}, {Version: "c", Choice: 0b000101, Parts: 6, Open: 0b110000, Late: true},
		{Version: "d", Choice: 0b11, Right: true, Parts: 2}}, place)
	if err != nil {
		t.Fatal(err)
	}
	want := calibration.Sitting{{Item: 4, Choice: 0x8102}, {Item: 5, Choice: 0b000101, Parts: 6, Open: 0b110000, Late: true}, {Item: 6, Choice: 0b11, Right: true, Parts: 2}}
	if got, err := decodeAnswers(sheet, []int32{4, 5, 6}); err != nil || !slices.Equal(got, want) {
		t.Errorf("%+v %v, want %+v", got, err, want)
	}
	old := binary.BigEndian.AppendUint16(nil, 1)
	old = append(binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint16(old, 0b101), 9000), bitLate)
	if got, err := decodeAnswers(old, []int32{4, 5, 6}); err != nil || !slices.Equal(got, calibration.Sitting{{Item: 5, Choice: 0b101, Millis: 9000, Late: true}}) {
		t.Errorf("an old sheet: %+v %v", got, err)
	}
}
