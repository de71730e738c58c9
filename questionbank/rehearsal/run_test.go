package rehearsal_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/suikao/suikao/questionbank/assembly"
	"github.com/suikao/suikao/questionbank/rehearsal"
)

// bank is n true/false items of five levels of difficulty, of which a paper holds ten.
func bank(n int) rehearsal.Draws {
	s := &assembly.Snapshot{Release: "01release", ItemCode: "SO-1"}
	for i := range n {
		s.Items = append(s.Items, assembly.Item{ID: assembly.ItemID(fmt.Sprintf("i%03d", i)), Version: assembly.VersionID(fmt.Sprintf("v%03d", i)),
			Type: assembly.TrueFalse, Stem: "十个字的题干在这里写", Options: []string{"正确", "错误"}, Difficulty: 1 + i%5, Topic: "触电"})
	}
	s.Digest = s.Root()
	return rehearsal.Draws{Release: s, Papers: 200, Blueprint: assembly.Blueprint{ID: "b", Version: 1, Body: assembly.Body{Minutes: 20, Total: 20, Pass: 16,
		Sections: []assembly.Section{{Title: "判断题", Type: assembly.TrueFalse, Count: 10, Points: 2}}}}}
}

func none(int) error { return nil }

func TestARehearsalReportsWhatItDrew(t *testing.T) {
	d := bank(60)
	var done []int
	r, err := rehearsal.Run(d, func(n int) error { done = append(done, n); return nil })
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(done, []int{50, 100, 150, 200}) {
		t.Errorf("progress: %v", done)
	}
	total := func(s rehearsal.Spread) (n int) {
		for _, b := range s.Bins {
			n += b
		}
		return n
	}
	for name, c := range map[string]struct {
		s rehearsal.Spread
		n int
	}{"score": {r.Score, 200}, "pass": {r.Pass, 200}, "level": {r.Level, 200}, "info": {r.Info, 200}, "seconds": {r.Seconds, 200}, "exposure": {r.Exposure, 60}, "overlap": {r.Overlap, 200 * 199 / 2}} {
		if total(c.s) != c.n || len(c.s.Bins) > 21 || c.s.Least < c.s.From || c.s.Mean < c.s.Least || c.s.Mean > c.s.Most {
			t.Errorf("%s: %+v", name, c.s)
		}
	}
	// The labels' mean chance is 78.4 %, of twenty points 15.68; every paper is levelled to it within a tenth of a point.
	if r.Target != 15_600 || r.Score.Least < 15_580 || r.Score.Most > 15_780 || r.Items != 60 || r.Measured != 0 {
		t.Errorf("target %d, score %+v", r.Target, r.Score)
	}
	// Ten questions of 14 characters: 28 seconds to read, 100 to think.
	if r.Seconds.Least != 128 || r.Seconds.Most != 128 || r.Allowed != 1200 {
		t.Errorf("time %+v of %d", r.Seconds, r.Allowed)
	}
	// Used evenly: 10 of 60 is 167 in a thousand; two papers share 10·10/60 questions.
	if c := r.Cells[0]; c.Share != 167 || c.Least < 130 || c.Most > 200 || c.Have != 60 || c.Repeat != 6 || r.Ratio > 1200 || r.Mean < r.Floor || r.Mean > 1_800 {
		t.Errorf("%+v, ratio %d, overlap %d over %d", c, r.Ratio, r.Mean, r.Floor)
	}
	if len(r.Person) != 20 || r.Repeat != 6 || !r.Sure || r.Conflicts != 0 {
		t.Errorf("%+v", r.Person)
	}
	for _, turn := range r.Person {
		if turn.Last != 0 || turn.No < 6 && turn.Again != 0 || turn.Barred < min(turn.No-1, 4) {
			t.Errorf("%+v", turn)
		}
	}
	first, _ := json.Marshal(r)
	again, err := rehearsal.Run(d, none)
	if second, _ := json.Marshal(again); err != nil || string(first) != string(second) {
		t.Error("the same rehearsal twice gives two reports")
	}
}

// The chance to pass is that of a table: ten items of 80 % and two points, sixteen to pass, are P(X ≥ 8) of a binomial.
func TestTheChanceToPassIsTheBinomialOne(t *testing.T) {
	d := bank(40)
	for i := range d.Release.Items {
		d.Release.Items[i].Params = &assembly.Params{P: [3]int32{70_000, 80_000, 87_000}, Info: 16_000}
	}
	d.Papers = 50
	r, err := rehearsal.Run(d, none)
	if err != nil || r.Pass.Least != 6778 || r.Pass.Most != 6778 || r.Measured != 40 || r.Score.Mean != 16_000 || r.Info.Mean != 1600 {
		t.Errorf("%+v, %+v, %v", r.Pass, r.Score, err)
	}
}

func TestARehearsalStopsAndFailsAsADrawDoes(t *testing.T) {
	stop := errors.New("stop")
	if _, err := rehearsal.Run(bank(60), func(int) error { return stop }); !errors.Is(err, stop) {
		t.Error(err)
	}
	if _, err := rehearsal.Run(bank(9), none); !errors.Is(err, assembly.ErrCellShort) {
		t.Error(err)
	}
	d := bank(60)
	d.Out = []assembly.ItemID{"i000", "i001"}
	r, err := rehearsal.Run(d, none)
	if err != nil || r.Items != 58 || r.Cells[0].Have != 58 || r.Repeat != 5 {
		t.Errorf("%+v, %v", r.Cells, err)
	}
}
