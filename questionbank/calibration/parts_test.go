package calibration_test

import (
	"slices"
	"testing"

	"github.com/suikao/suikao/questionbank/calibration"
)

// A question of a case is held against the rest of the paper exactly as a single question in its place would be.
func TestAQuestionOfACaseIsExaminedAsASingleOne(t *testing.T) {
	p := simulate(11, 20, 12, 0.2)
	whole, alone, early := make([]calibration.Sitting, 400), [3][]calibration.Sitting{}, 0
	for n := range whole {
		rest := p.sit(nil)
		score := 0
		for _, a := range rest {
			if a.Right {
				score++
			}
		}
		part := [3]calibration.Answer{{Item: 20, Choice: 1, Right: p.r.Float64() < float64(score)/12}, {Item: 20, Choice: 1, Right: p.r.Float64() > float64(score)/12}, {Item: 20, Choice: 1, Right: true}}
		if n%8 == 0 {
			part[2] = calibration.Answer{Item: 20, Late: true}
		} else if n%8 == 1 {
			part[2] = calibration.Answer{Item: 20}
		}
		one := calibration.Joined(part[:])
		if n >= 380 { // from a sheet that knows only the whole
			one.Parts, one.Open = 0, 0
			early++
		} else {
			for k, a := range part {
				alone[k] = append(alone[k], append(slices.Clone(rest), a))
			}
		}
		whole[n] = append(slices.Clone(rest), one)
	}
	curves := slices.Repeat([]calibration.Curve{{A: 1, B: -1}}, 21)
	examine := func(list []calibration.Sitting) calibration.Health {
		h, err := calibration.Examine(curves, calibration.Usual, list)
		if err != nil {
			t.Fatal(err)
		}
		if len(h[0].Parts) > 0 {
			t.Errorf("a single question has parts: %+v", h[0].Parts)
		}
		return h[20]
	}
	got := examine(whole)
	if got.Answers != 400 || len(got.Parts) != 3 {
		t.Fatalf("%d answers, %d questions", got.Answers, len(got.Parts))
	}
	for k, part := range got.Parts {
		want := examine(alone[k])
		if part.Answers != 400-early || part.Right != int(want.Share*380+0.5) || part.Biserial != want.Biserial {
			t.Errorf("question %d: %+v, alone share %.4f r %.4f", k+1, part, want.Share, want.Biserial)
		}
	}
	if f := got.Parts[0].Flags; len(f) != 0 {
		t.Errorf("a sound question: %v", f)
	}
	if f := got.Parts[1].Flags; !slices.Contains(f, calibration.Reversed) {
		t.Errorf("a question that those who know answer wrongly: %v", f)
	}
	if c := got.Parts[2]; c.Open != 96 || c.Late != 48 || !slices.Contains(c.Flags, calibration.Slow) || got.Parts[0].Open+got.Parts[1].Open != 0 {
		t.Errorf("left open: %+v", got.Parts)
	}
}
