package calibration_test

import (
	"testing"

	"github.com/suikao/suikao/questionbank/calibration"
)

func TestACaseIsOneAnswer(t *testing.T) {
	right, wrong := calibration.Answer{Item: 4, Millis: 9000, Choice: 1, Right: true}, calibration.Answer{Item: 4, Millis: 5000, Choice: 2}
	late, untimed := calibration.Answer{Item: 4, Millis: 700, Late: true}, calibration.Answer{Item: 4, Choice: 1, Right: true}
	for name, c := range map[string]struct {
		parts []calibration.Answer
		want  calibration.Answer
	}{
		"all right":              {[]calibration.Answer{right, right, right}, calibration.Answer{Item: 4, Millis: 27_000, Choice: 0b111, Right: true, Parts: 3}},
		"the middle one wrong":   {[]calibration.Answer{right, wrong, right}, calibration.Answer{Item: 4, Millis: 23_000, Choice: 0b101, Parts: 3}},
		"the last one open":      {[]calibration.Answer{right, late}, calibration.Answer{Item: 4, Millis: 9700, Choice: 0b01, Late: true, Parts: 2, Open: 0b10}},
		"one without a time":     {[]calibration.Answer{untimed, right}, calibration.Answer{Item: 4, Choice: 0b11, Right: true, Parts: 2}},
		"the last without":       {[]calibration.Answer{right, right, untimed}, calibration.Answer{Item: 4, Choice: 0b111, Right: true, Parts: 3}},
		"the middle one without": {[]calibration.Answer{right, untimed, right}, calibration.Answer{Item: 4, Choice: 0b111, Right: true, Parts: 3}},
		"nothing":                {nil, calibration.Answer{}},
	} {
		if got := calibration.Joined(c.parts); got != c.want {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
	}
}
