package clips

import (
	"bytes"
	_ "embed"
	"image/jpeg"
	"math"
	"sync"
)

//go:embed portrait.jpg
var portrait []byte

// figure is the portrait without its background. Numbers are points of the portrait.
type figure struct {
	w, h  int
	pix   []float32
	alpha []float32
}

// outline runs around head, hair and suit.
var outline = [][2]float64{
	{25, 513}, {22, 470}, {24, 400}, {35, 310}, {45, 275}, {75, 240}, {115, 210}, {115, 185}, {135, 160}, {165, 152}, {178, 150}, {185, 140},
	{175, 128}, {158, 108}, {153, 80}, {158, 58}, {175, 40}, {195, 28}, {215, 18}, {240, 15}, {265, 22}, {285, 38}, {298, 62}, {301, 88},
	{295, 112}, {280, 128}, {272, 136}, {266, 150}, {262, 172}, {280, 185}, {300, 210}, {305, 235}, {330, 255}, {350, 285}, {360, 330}, {365, 352},
	{400, 345}, {440, 360}, {475, 390}, {495, 430}, {500, 470}, {510, 513},
}

// face is the middle of the portrait's face, the width between its ears, and where its nose stands.
var face = struct{ x, y, w, noseX, noseY float64 }{225, 115, 100, 224, 122}

var person = sync.OnceValue(func() *figure {
	img, err := jpeg.Decode(bytes.NewReader(portrait))
	if err != nil {
		panic(err) // it is built in
	}
	b := img.Bounds()
	f := &figure{w: b.Dx(), h: b.Dy()}
	f.pix, f.alpha = make([]float32, f.w*f.h*3), make([]float32, f.w*f.h)
	for y := range f.h {
		for x := range f.w {
			r, g, bl, _ := img.At(b.Min.X+x, b.Min.Y+y).RGBA()
			copy(f.pix[(y*f.w+x)*3:], []float32{float32(r >> 8), float32(g >> 8), float32(bl >> 8)})
			if inside(float64(x)+0.5, float64(y)+0.5) {
				f.alpha[y*f.w+x] = 1
			}
		}
	}
	f.soften()
	return f
})

// inside says whether a point lies within the outline.
func inside(x, y float64) bool {
	in := false
	for i, j := 0, len(outline)-1; i < len(outline); j, i = i, i+1 {
		a, b := outline[i], outline[j]
		if (a[1] > y) != (b[1] > y) && x < (b[0]-a[0])*(y-a[1])/(b[1]-a[1])+a[0] {
			in = !in
		}
	}
	return in
}

// soften makes the edge of the outline five points wide.
func (f *figure) soften() {
	src := append([]float32(nil), f.alpha...)
	for y := 2; y < f.h-2; y++ {
		for x := 2; x < f.w-2; x++ {
			sum := float32(0)
			for dy := -2; dy <= 2; dy++ {
				for dx := -2; dx <= 2; dx++ {
					sum += src[(y+dy)*f.w+x+dx]
				}
			}
			f.alpha[y*f.w+x] = sum / 25
		}
	}
}

// pose is how somebody sits: where the middle of the face is, how wide it is between the ears, tilted by how many radians, and
// turned to the side (the nose moves by turn widths of the face against the rest). flat shows the whole portrait as a photograph,
// background and all, squeezed to a share of its width; lean bends its upper edge away from the camera. lids is how far the eyes are
// closed, 0 to 1.
type pose struct {
	x, y, wide    float64
	tilt, turn    float64
	mirror, flat  bool
	squeeze, lean float64
	lids          float64
}

// draw puts somebody into the picture.
func (c *canvas) draw(p pose) {
	scale := face.w / p.wide
	side, up, down := int(310/scale), int(150/scale), int(420/scale)
	at := p.sampler()
	for y := max(int(p.y)-up, 0); y < min(int(p.y)+down, Height); y++ {
		for x := max(int(p.x)-side, 0); x < min(int(p.x)+side, Width); x++ {
			at(c.pix[(y*Width+x)*3:][:3], float64(x), float64(y))
		}
	}
}

// sampler mixes somebody who sits so into one point of a picture.
func (p pose) sampler() func(dst []float32, x, y float64) {
	f := person()
	scale := face.w / p.wide // points of the portrait to one of the picture
	sin, cos := math.Sincos(p.tilt)
	squeeze := 1.0
	if p.flat && p.squeeze > 0 {
		squeeze = p.squeeze
	}
	return func(dst []float32, x, y float64) {
		dx, dy := (x-p.x)/squeeze, y-p.y
		if far := 1 - p.lean*dy/p.wide; far > 0.2 { // what leans away is smaller
			dx, dy = dx*far, dy*far
		}
		u, v := (dx*cos+dy*sin)*scale, (dy*cos-dx*sin)*scale
		if p.mirror {
			u = -u
		}
		u, v = u+face.x, v+face.y
		if p.turn != 0 {
			u -= turned(u, v, p.turn)
		}
		dark := float32(1)
		if p.lids > 0 {
			v, dark = lidded(u, v, p.lids)
		}
		f.point(dst, u, v, p.flat)
		if dark < 1 {
			dst[0], dst[1], dst[2] = dst[0]*dark, dst[1]*dark, dst[2]*dark
		}
	}
}

// turned is how far a point of a head that turns moves to the side: the nose most, what lies at the edge of the head not at all.
func turned(u, v, turn float64) float64 {
	dx, dy := (u-face.noseX)/(face.w*0.33), (v-face.noseY)/(face.w*0.5)
	if dx*dx+dy*dy > 9 {
		return 0
	}
	return turn * face.w * math.Exp(-(dx*dx + dy*dy))
}

// The eyes of the portrait: their middles, half their width and height, and where the skin of the upper lid is.
var eyes = struct {
	at         [2][2]float64
	wide, high float64
	lid        float64
}{[2][2]float64{{203, 101.2}, {247, 103.2}}, 10.5, 5, -7}

// lidded draws upper lids that are closed so far over the eyes: skin from above them, and lashes at their edge.
func lidded(u, v, closed float64) (from float64, dark float32) {
	for _, e := range eyes.at {
		dx, dy := (u-e[0])/eyes.wide, (v-e[1])/eyes.high
		if dx*dx+dy*dy > 1 {
			continue
		}
		edge := math.Sqrt(1-dx*dx) * (2*closed - 1) // the lower edge of the lid, -1 above to 1 below
		switch {
		case dy > edge:
			return v, 1
		case dy > 0 && (edge-dy)*eyes.high < 1.3:
			return e[1] + eyes.lid, 0.55
		}
		return e[1] + eyes.lid + 1.5*dy, 1
	}
	return v, 1
}

// point mixes one point of the portrait into dst.
func (f *figure) point(dst []float32, u, v float64, flat bool) {
	x, y := int(math.Floor(u)), int(math.Floor(v))
	if x < 0 || y < 0 || x >= f.w-1 || y >= f.h-1 {
		return
	}
	fx, fy := float32(u-float64(x)), float32(v-float64(y))
	i := y*f.w + x
	w00, w01, w10, w11 := (1-fx)*(1-fy), fx*(1-fy), (1-fx)*fy, fx*fy
	a := float32(1)
	if !flat {
		if a = f.alpha[i]*w00 + f.alpha[i+1]*w01 + f.alpha[i+f.w]*w10 + f.alpha[i+f.w+1]*w11; a == 0 {
			return
		}
	}
	p, q := f.pix[i*3:i*3+6], f.pix[(i+f.w)*3:(i+f.w)*3+6]
	for k := range 3 {
		dst[k] += (p[k]*w00 + p[k+3]*w01 + q[k]*w10 + q[k+3]*w11 - dst[k]) * a
	}
}
