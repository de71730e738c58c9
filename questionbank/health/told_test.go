package health

import (
	"slices"
	"testing"
	"time"

	"github.com/suikao/suikao/questionbank"
)

// An answer to a question that was shown in another language stays on the sheet, and reaches no figure of the Chinese text: it is
// counted apart.
func TestAnswersInAnotherLanguageAreCountedApart(t *testing.T) {
	place := &volume{place: map[questionbank.VersionID]int{"a": 0, "b": 1, "c": 2}, heads: make([]questionbank.SealedVersion, 3)}
	sheet, err := encodeAnswers([]Answered{{Version: "a", Choice: 1, Right: true, Told: true, Spent: time.Second}, {Version: "b", Choice: 2, Right: true}, {Version: "c", Choice: 1, Told: true, Late: true}}, place)
	if err != nil {
		t.Fatal(err)
	}
	got, err := decodeAnswers(sheet, []int32{7, 8, 9})
	if err != nil || len(got) != 1 || got[0].Item != 8 || !got[0].Right {
		t.Errorf("%+v %v", got, err)
	}
	if told := toldItems(sheet, []int32{7, 8, 9}); !slices.Equal(told, []int32{7, 9}) {
		t.Errorf("%v", told)
	}
	if told := toldItems(sheet, []int32{7}); !slices.Equal(told, []int32{7}) {
		t.Errorf("a place that the release does not have: %v", told)
	}
	if _, err := decodeAnswers(sheet[:len(sheet)-1], []int32{7, 8, 9}); err == nil {
		t.Error("a damaged sheet is read")
	}
	all, _ := encodeAnswers([]Answered{{Version: "a", Told: true}}, place)
	if got, err := decodeAnswers(all, []int32{7, 8, 9}); err != nil || len(got) != 0 {
		t.Errorf("%+v %v", got, err)
	}
}
