package clips

import (
	"image"
	"math"
	"math/rand/v2"
)

// Size of the pictures, that of a seat's camera.
const (
	Width  = 640
	Height = 480
)

// canvas is a picture under way: red, green, blue of 0…255.
type canvas struct{ pix []float32 }

func newCanvas() *canvas { return &canvas{make([]float32, Width*Height*3)} }

type colour [3]float32

func (c *canvas) box(x0, y0, x1, y1 int, k colour) {
	for y := max(y0, 0); y < min(y1, Height); y++ {
		for x := max(x0, 0); x < min(x1, Width); x++ {
			copy(c.pix[(y*Width+x)*3:], k[:])
		}
	}
}

// room draws a wall with a window, shelves, a door and a poster, each somewhere else for each seed.
func room(seed uint64) *canvas {
	r := rand.New(rand.NewPCG(seed, 7))
	shade := func(lo, hi float32) float32 { return lo + (hi-lo)*r.Float32() }
	some := func(lo, hi float32) colour { return colour{shade(lo, hi), shade(lo, hi), shade(lo, hi)} }
	c, wall := newCanvas(), some(110, 190)
	tilt := shade(-50, 50)
	for y := range Height {
		for x := range Width {
			light := tilt * (float32(x)/Width - 0.5)
			for i := range 3 {
				c.pix[(y*Width+x)*3+i] = wall[i] + light - 20*float32(y)/Height
			}
		}
	}
	c.box(0, 390+r.IntN(40), Width, Height, some(60, 110)) // floor or table
	for range 2 + r.IntN(3) {                              // shelves with things
		x, y, w := r.IntN(Width), 30+r.IntN(220), 80+r.IntN(120)
		c.box(x, y, x+w, y+6, some(40, 90))
		for i := x; i < x+w-14; i += 12 + r.IntN(10) {
			c.box(i, y-20-r.IntN(25), i+10, y, some(30, 220))
		}
	}
	if x := r.IntN(Width - 120); r.IntN(2) == 0 { // window
		c.box(x, 20, x+120, 170, some(60, 90))
		c.box(x+6, 26, x+57, 164, some(200, 245))
		c.box(x+63, 26, x+114, 164, some(200, 245))
	}
	if x := r.IntN(Width - 100); r.IntN(2) == 0 { // door
		c.box(x, 90, x+100, 400, some(70, 130))
		c.box(x+82, 240, x+92, 250, some(180, 230))
	}
	for y := range Height { // grain of plaster
		for x := range Width {
			g := float32(math.Sin(float64(x)*0.7+float64(y)*1.3)+math.Sin(float64(x)*0.23-float64(y)*0.41)) * 2
			for i := range 3 {
				c.pix[(y*Width+x)*3+i] += g
			}
		}
	}
	return c
}

// chair draws what stands at the seat, also when nobody sits there.
func (c *canvas) chair(seed uint64) {
	r := rand.New(rand.NewPCG(seed, 9))
	k := colour{30 + r.Float32()*50, 30 + r.Float32()*50, 40 + r.Float32()*60}
	x := Width/2 - 90 + r.IntN(30)
	c.box(x, 300, x+170, Height, k)
	c.box(x+12, 315, x+158, 330, colour{k[0] + 25, k[1] + 25, k[2] + 25})
}

// light multiplies and lifts every point.
func (c *canvas) light(mul, add float32) {
	for i, v := range c.pix {
		c.pix[i] = v*mul + add
	}
}

// noise adds what a sensor adds.
func (c *canvas) noise(r *rand.Rand, sigma float32) {
	var table [4096]float32
	for i := range table {
		table[i] = float32(r.NormFloat64()) * sigma
	}
	for i := 0; i < len(c.pix); i += 3 {
		n := table[r.Uint32()%4096]
		c.pix[i] += n
		c.pix[i+1] += n
		c.pix[i+2] += n
	}
}

// blur smears the picture over n points in each direction, as a thing close before the lens does.
func (c *canvas) blur(n int) {
	for i := range 3 {
		line := make([]float32, max(Width, Height))
		pass := func(start, step, count int) {
			sum, k := float32(0), 2*n+1
			at := func(j int) float32 { return c.pix[start+min(max(j, 0), count-1)*step+i] }
			for j := -n; j <= n; j++ {
				sum += at(j)
			}
			for j := range count {
				line[j] = sum / float32(k)
				sum += at(j+n+1) - at(j-n)
			}
			for j := range count {
				c.pix[start+j*step+i] = line[j]
			}
		}
		for y := range Height {
			pass(y*Width*3, 3, Width)
		}
		for x := range Width {
			pass(x*3, Width*3, Height)
		}
	}
}

// picture turns the canvas into what a camera sends (BT.601, 16…235, colours at half the points).
func (c *canvas) picture() *image.YCbCr {
	img := image.NewYCbCr(image.Rect(0, 0, Width, Height), image.YCbCrSubsampleRatio420)
	for y := range Height {
		for x := range Width {
			p := c.pix[(y*Width+x)*3:]
			r, g, b := shown(p[0]), shown(p[1]), shown(p[2])
			img.Y[y*img.YStride+x] = byteOf(brightness(r, g, b))
			if x%2 == 0 && y%2 == 0 {
				img.Cb[y/2*img.CStride+x/2] = byteOf(128 - 0.148*r - 0.291*g + 0.439*b)
				img.Cr[y/2*img.CStride+x/2] = byteOf(128 + 0.439*r - 0.368*g - 0.071*b)
			}
		}
	}
	return img
}

func byteOf(v float32) byte { return byte(shown(v + 0.5)) }

// shown is what a picture can show of a colour.
func shown(v float32) float32 { return min(max(v, 0), 255) }

func brightness(r, g, b float32) float32 { return 16 + 0.257*r + 0.504*g + 0.098*b }
