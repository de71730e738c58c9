package vision

import (
	"math"
	"testing"
	"time"

	"github.com/suikao/suikao/proctor"
)

func TestClosedEyesStandOutLess(t *testing.T) {
	img, f := bust(pull{}, 0, 1)
	open := openness(img, f)
	for y := -28; y < -12; y++ { // skin over both eyes, and lashes
		for x := -40; x < 40; x++ {
			v := byte(165)
			if y == -16 {
				v = 110
			}
			img.Y[(bustY+y)*img.YStride+bustX+x] = v
		}
	}
	if shut := openness(img, f); !(shut < Blinked.Threshold*open) {
		t.Errorf("open %.3f, shut %.3f", open, shut)
	}
	for _, far := range []float64{0, 1e9, -1e9, math.NaN()} {
		if o := openness(img, Face{EyeL: Point{far, far}, EyeR: Point{far, far + 40}}); math.IsNaN(o) || o < 0 {
			t.Errorf("eyes at %v: %v", far, o)
		}
	}
}

func TestLids(t *testing.T) {
	for name, c := range map[string]struct {
		lids []float64 // of each half second of the challenge
		told int
	}{
		"two seconds":         {[]float64{1, 1, 1, 0.3, 0.35, 0.3, 0.32, 1, 1}, 0},
		"one look":            {[]float64{1, 1, 0.3, 1, 1, 1}, 1},
		"never":               {[]float64{1, 0.9, 1.1, 1}, 1},
		"closed and not open": {[]float64{1, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3}, 1},
	} {
		t.Run(name, func(t *testing.T) {
			j, at, told := newJudge(), noon, 0
			see := func(lids float64) {
				s := sight{at: at, grid: grain(1, int(at.Unix())), w: 640, h: 480, lids: lids, looked: true, faces: sitting(int(at.Unix()))}
				out, _ := j.see(s)
				for _, one := range out {
					if one.kind == proctor.ChallengeFailed {
						if told++; one.by != Blinked || one.facts["asked"] != string(Blink) {
							t.Errorf("told by %s, %v", one.by.Name, one.facts)
						}
					}
				}
			}
			for range 10 {
				see(0.4)
				at = at.Add(2 * time.Second)
			}
			for range 2 {
				j.trial.ask(Blink, at)
				for i := range 28 {
					lids := 0.4
					if i < len(c.lids) {
						lids *= c.lids[i]
					}
					see(lids)
					at = at.Add(trialFast)
				}
				at = at.Add(trialAgain)
			}
			if told != c.told {
				t.Errorf("told %d times, want %d", told, c.told)
			}
		})
	}
}
