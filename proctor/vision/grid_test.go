package vision

import (
	"image"
	"math"
	"math/rand/v2"
	"testing"
)

// Pictures whose cells are eight points wide and others, which are not, are read alike.
func TestAGridIsTheMeanOfItsCells(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for _, size := range []image.Point{{640, 480}, {320, 240}, {1000, 487}, {33, 40}} {
		img := image.NewYCbCr(image.Rect(0, 0, size.X, size.Y), image.YCbCrSubsampleRatio420)
		for i := range img.Y {
			img.Y[i] = uint8(r.IntN(256))
			if i%7 == 0 {
				img.Y[i] = 255
			}
		}
		var g Grid
		g.read(img)
		for _, c := range []image.Point{{0, 0}, {GridW - 1, GridH - 1}, {17, 31}, {40, 2}} {
			x0, x1 := c.X*size.X/GridW, max((c.X+1)*size.X/GridW, c.X*size.X/GridW+1)
			y0, y1 := c.Y*size.Y/GridH, max((c.Y+1)*size.Y/GridH, c.Y*size.Y/GridH+1)
			n, sum := 0.0, 0.0
			for y := y0; y < y1; y++ {
				for x := x0; x < x1; x++ {
					n, sum = n+1, sum+float64(img.Y[img.YOffset(x, y)])
				}
			}
			if got := float64(g.Cell[c.Y*GridW+c.X]); math.Abs(got-sum/n) > 0.01 {
				t.Errorf("%v: cell %v is %.2f, want %.2f", size, c, got, sum/n)
			}
		}
		all := 0.0
		for _, v := range g.Hist {
			all += float64(v)
		}
		if math.Abs(all-1) > 1e-3 {
			t.Errorf("%v: the spread adds up to %.4f", size, all)
		}
	}
	bright := make([]byte, 8*4000)
	for i := range bright {
		bright[i] = 255
	}
	if n := total(bright); n != 255*len(bright) {
		t.Errorf("a bright line adds up to %d", n)
	}
}
