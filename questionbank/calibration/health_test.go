package calibration_test

import (
	"slices"
	"testing"

	"github.com/suikao/suikao/questionbank/calibration"
)

// Four people, three items; the figures for the first item are reckoned by hand.
func TestHealthOfAFewAnswers(t *testing.T) {
	x := func(right ...bool) calibration.Sitting {
		var s calibration.Sitting
		for i, r := range right {
			s = append(s, calibration.Answer{Item: int32(i), Right: r, Choice: 2})
		}
		return s
	}
	sittings := []calibration.Sitting{x(true, true, true), x(true, true, false), x(false, true, false), x(false, false, false)}
	sittings[3][0].Late, sittings[3][0].Choice = true, 0
	curves := []calibration.Curve{{A: 1}, {A: 1}, {A: 1}}
	list, err := calibration.Examine(curves, calibration.Population{SD: 1}, sittings)
	if err != nil {
		t.Fatal(err)
	}
	h := list[0]
	// Rest scores 1, ½ of those who are right, ½, 0 of the others: means ¾ and ¼, s = √⅛, r = ½/√⅛·½.
	near(t, "point-biserial", h.Biserial, 0.70711, 1e-5)
	near(t, "share right", h.Share, 0.5, 0)
	near(t, "late", h.Late, 0.25, 0)
	if h.Answers != 4 || len(h.Flags) != 0 {
		t.Errorf("%+v: four answers flag nothing", h)
	}
	if len(h.Choices) != 3 {
		t.Errorf("choices %+v", h.Choices)
	}
}

// Items are spoilt one way each; each gets its flag and the sound ones nearly none.
func TestFlagsNameWhatIsWrong(t *testing.T) {
	p := simulate(5, 60, 40, 0.2)
	for i := range p.truth {
		p.truth[i] = calibration.Curve{A: 1, B: -0.5 - float64(i%5)/5}
	}
	p.truth[0] = calibration.Curve{A: 1, B: -8}   // everybody knows
	p.truth[1] = calibration.Curve{A: 1, B: 3}    // hardly anybody
	p.truth[3] = calibration.Curve{A: 0.01, B: 0} // a coin
	sittings := p.sittings(1200)
	for _, s := range sittings {
		for k := range s {
			switch a := &s[k]; a.Item {
			case 2: // the key is wrong: those who know are marked wrong
				a.Right = !a.Right
				a.Choice = 3 - a.Choice
			case 4: // long, and last
				if p.r.Float64() < 0.2 {
					a.Right, a.Late, a.Choice = false, true, 0
				}
			}
		}
	}
	curves := slices.Clone(p.truth)
	curves[2] = calibration.Curve{A: 1, B: 2}
	curves[3] = calibration.Curve{A: 2, B: 0}
	list, err := calibration.Examine(curves, calibration.Usual, sittings)
	if err != nil {
		t.Fatal(err)
	}
	for item, want := range map[int]calibration.Flag{0: calibration.Easy, 1: calibration.Hard, 2: calibration.Reversed, 3: calibration.Weak, 4: calibration.Slow} {
		if !slices.Contains(list[item].Flags, want) {
			t.Errorf("item %d has %v, not %s: %+v", item, list[item].Flags, want, list[item])
		}
	}
	for _, want := range []calibration.Flag{calibration.Distractor, calibration.Weak} {
		if !slices.Contains(list[2].Flags, want) {
			t.Errorf("a wrong key has %v, not %s", list[2].Flags, want)
		}
	}
	if !slices.Contains(list[3].Flags, calibration.Misfit) {
		t.Errorf("a coin taken for a sharp item has %v, infit %.2f", list[3].Flags, list[3].Infit)
	}
	flagged := 0
	for _, h := range list[5:] {
		if len(h.Flags) > 0 {
			flagged++
		}
		if h.Infit < 0.85 || h.Infit > 1.15 {
			t.Errorf("infit of a sound item: %.2f", h.Infit)
		}
	}
	if flagged > 1 {
		t.Errorf("%d of 55 sound items are flagged", flagged)
	}
}
