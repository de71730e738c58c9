package app

import (
	"reflect"
	"testing"
	"time"

	"github.com/suikao/suikao/questionbank/assembly"
	"github.com/suikao/suikao/questionbank/health"
)

// The questions of a case are one answer: right when all are, with the time of all, and known by which of them were right.
func TestACaseIsOneAnswer(t *testing.T) {
	t.Parallel()
	const whole = assembly.VersionID("01case")
	var p assembly.Paper
	add := func(v assembly.VersionID) {
		p.Questions = append(p.Questions, assembly.Question{No: len(p.Questions) + 1, Version: v, Type: assembly.TrueFalse, Points: 2, Options: []assembly.Option{{Letter: "A", Origin: 0, Text: "对"}, {Letter: "B", Origin: 1, Text: "错"}}})
	}
	add("01single")
	for part := 1; part <= 3; part++ {
		add(whole.Of(part))
	}
	add("01other")
	given := map[int]string{1: "A", 2: "A", 3: "B", 4: "A", 5: ""}
	spent := map[int]time.Duration{1: 5 * time.Second, 2: 40 * time.Second, 3: 10 * time.Second, 4: 7 * time.Second}
	for name, c := range map[string]struct {
		points []int
		spent  map[int]time.Duration
		over   bool
		want   []health.Answered
	}{
		"two of three": {[]int{2, 2, 0, 2, 0}, spent, true, []health.Answered{
			{Version: "01single", Choice: 1, Right: true, Spent: 5 * time.Second},
			{Version: whole, Choice: 0b101, Parts: 3, Spent: 57 * time.Second},
			{Version: "01other", Late: true}}},
		"all": {[]int{0, 2, 2, 2, 0}, spent, false, []health.Answered{
			{Version: "01single", Choice: 1, Spent: 5 * time.Second},
			{Version: whole, Choice: 0b111, Right: true, Parts: 3, Spent: 57 * time.Second},
			{Version: "01other"}}},
		"of one the time is not known": {[]int{2, 0, 0, 0, 0}, map[int]time.Duration{1: 5 * time.Second, 2: 40 * time.Second, 4: 7 * time.Second}, false, []health.Answered{
			{Version: "01single", Choice: 1, Right: true, Spent: 5 * time.Second},
			{Version: whole, Parts: 3},
			{Version: "01other"}}},
	} {
		if got, err := answered(p, given, c.spent, c.points, c.over); err != nil || !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %+v %v, want %+v", name, got, err, c.want)
		}
	}
	given[4] = ""
	if got, _ := answered(p, given, spent, []int{2, 2, 2, 0, 2}, true); len(got) != 3 || !got[1].Late || got[1].Right || got[1].Open != 0b100 {
		t.Errorf("one question of it was left when time was over: %+v", got)
	}
}
