package vision

import (
	"image"
	"math"
	"math/rand/v2"
	"testing"
	"time"
)

// Middle of a bust.
const bustX, bustY = 140, 130

// bust is a picture with something like a face, put through a pull; nose is how far its nose stands beside its place, in points.
func bust(p pull, nose float64, grain uint64) (*image.YCbCr, Face) {
	img, r := image.NewYCbCr(image.Rect(0, 0, 2*bustX, 2*bustY), image.YCbCrSubsampleRatio420), rand.New(rand.NewPCG(1, grain))
	at := func(x, y float64) Point {
		return Point{bustX + (1+p[0])*x + p[1]*y + p[2], bustY + p[3]*x + (1+p[4])*y + p[5]}
	}
	det := (1+p[0])*(1+p[4]) - p[1]*p[3]
	blob := func(x, y, cx, cy, wide, high float64) float64 {
		return math.Exp(-((x-cx)*(x-cx)/(wide*wide) + (y-cy)*(y-cy)/(high*high)))
	}
	for py := range 2 * bustY {
		for px := range 2 * bustX {
			dx, dy := float64(px)-bustX-p[2], float64(py)-bustY-p[5]
			x, y := ((1+p[4])*dx-p[1]*dy)/det, ((1+p[0])*dy-p[3]*dx)/det
			v := 70 + 110*blob(x, y, 0, 0, 75, 95) - 90*blob(x, y, -25, -20, 10, 5) - 90*blob(x, y, 25, -20, 10, 5) -
				70*blob(x, y, 0, 42, 22, 6) - 50*blob(x, y, nose-7, 14, 5, 5) - 50*blob(x, y, nose+7, 14, 5, 5) + 30*blob(x, y, nose, 4, 5, 18)
			img.Y[py*img.YStride+px] = byte(min(max(v+r.NormFloat64()*2, 0), 255))
		}
	}
	return img, Face{Score: 1, W: 110, H: 130, EyeL: at(-25, -20), EyeR: at(25, -20), Nose: at(nose, 10), Mouth: at(0, 42)}
}

func TestWhatIsPulledIsTheSameAndWhatMovesWithinIsNot(t *testing.T) {
	img, f := bust(pull{}, 0, 1)
	ref := skinOf(img, f)
	for name, c := range map[string]struct {
		p    pull
		nose float64
		same bool
	}{
		"as it was":       {pull{}, 0, true},
		"moved":           {pull{2: 31, 5: -17}, 0, true},
		"turned in plane": {pull{-0.02, -0.17, 3, 0.17, -0.02, 4}, 0, true},
		"squeezed":        {pull{0: -0.18}, 0, true},
		"stretched":       {pull{0.2, 0.05, 10, 0, 0.12, 6}, 0, true},
		"the nose moved":  {pull{2: 5}, 5, false},
		"much":            {pull{0: -0.1, 2: 5}, 12, false},
	} {
		img, f := bust(c.p, c.nose, 7)
		if r := ref.residual(skinOf(img, f)); (r < Photograph.Threshold) != c.same {
			t.Errorf("%s: %.3f", name, r)
		}
	}
}

func TestAFlatFaceIsToldWhenItMoved(t *testing.T) {
	play := func(nose, sway float64) (told int) {
		f := newFilm(t)
		for i := range 8 {
			img, face := bust(pull{2: sway * math.Sin(float64(i))}, nose*math.Sin(float64(i)*1.7), uint64(i))
			s := sight{at: f.at, grid: grain(1, i), w: 640, h: 480, looked: true, faces: []Face{face}, skin: skinOf(img, face)}
			for _, c := range f.j.seeFlat(nil, s) {
				if c.kind == Photograph.Kind {
					told++
				}
			}
			f.at = f.at.Add(10 * time.Second)
		}
		return told
	}
	if n := play(0, 20); n != 1 {
		t.Errorf("a photograph that is moved is told %d times", n)
	}
	if n := play(6, 20); n != 0 {
		t.Errorf("somebody whose nose moves against the cheeks is told %d times", n)
	}
	if n := play(0, 0); n != 0 {
		t.Errorf("what does not move at all is the business of the picture that stands: told %d times", n)
	}
}
