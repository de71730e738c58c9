package vision

import (
	"image"
	"math"
	"time"
)

// flatness follows whether a face moves as one flat thing. A photograph that is held, bent a little or moved before the camera shows
// every time the same picture pulled straight in another way; in a living face eyes, lids and mouth move against each other, and the
// nose against the cheeks. What is left between two pictures of it after the best such pull is in a photograph what the sensor and the
// encoder add.
type flatness struct {
	ref   *skin
	since time.Time // of ref
	last  time.Time
	looks int // that are ref pulled straight
	most  float64
	marks []mark // where the nose was
}

// How long a face has to move as a flat thing. [design]
const (
	flatFor   = 38 * time.Second
	flatLooks = 4
)

// see takes a face; most is the largest residual since the reference was taken, and it is enough to judge when there are looks over
// flatFor in which the face did not stand still.
func (p *flatness) see(k *skin, f Face, at time.Time) (most float64, enough bool) {
	if k == nil {
		return 0, false
	}
	r := 1.0
	if p.ref != nil && at.Sub(p.last) <= staleAfter {
		r = p.ref.residual(k)
	}
	m := mark{at: at, faced: true, nx: f.Nose.X, ny: f.Nose.Y, eyes: f.eyes()}
	p.last = at
	if r >= Photograph.Threshold { // alive, or another picture: it is measured against this one from now on
		*p = flatness{ref: k, since: at, last: at, marks: append(p.marks[:0], m)}
		return r, true
	}
	p.looks, p.most, p.marks = p.looks+1, max(p.most, r), append(p.marks, m)
	if len(p.marks) > flatMarks {
		p.marks = p.marks[1:]
	}
	moves := (&stillness{marks: p.marks}).spread() >= Frozen.Threshold
	return p.most, moves && p.looks >= flatLooks && at.Sub(p.since) >= flatFor
}

// flatMarks is how many places of the nose are kept.
const flatMarks = 64

func (p *flatness) forget() { *p = flatness{} }

// Size of the piece of a face that is compared.
const (
	skinSide = 32
	skinStep = 2.0 / skinSide // of its half width
	skinWide = 0.95           // its half width, in widths between the eyes
	pulls    = 8              // steps towards the best pull
)

// skin is the brightness of a face from the brows to the mouth, and of what is around it, so that it can be pulled straight onto
// another one.
type skin struct {
	cell   [skinSide * skinSide]float64 // mean 0, spread 1, straightened by the eyes alone
	gx, gy [skinSide * skinSide]float64 // how it changes for each half width
	around *image.Gray                  // copy of what is around the face
	at     Point                        // of its corner in the picture
	mid    Point                        // middle of the piece
	u      Point                        // half width along the eyes
}

// skinOf copies what is needed of a face; nil where it is too small or stands out of the picture.
func skinOf(img *image.YCbCr, f Face) *skin {
	d := f.eyes()
	if d < 16 {
		return nil
	}
	u := Point{(f.EyeR.X - f.EyeL.X) * skinWide, (f.EyeR.Y - f.EyeL.Y) * skinWide}
	k := &skin{u: u, mid: Point{(f.EyeL.X+f.EyeR.X)/2 - u.Y*0.45, (f.EyeL.Y+f.EyeR.Y)/2 + u.X*0.45}}
	reach := d * skinWide * 1.7
	r := image.Rect(floor(k.mid.X-reach), floor(k.mid.Y-reach), floor(k.mid.X+reach)+2, floor(k.mid.Y+reach)+2).Intersect(img.Rect)
	if r.Dx() < 24 || r.Dy() < 24 {
		return nil
	}
	k.around, k.at = image.NewGray(image.Rect(0, 0, r.Dx(), r.Dy())), Point{float64(r.Min.X), float64(r.Min.Y)}
	for y := range r.Dy() {
		copy(k.around.Pix[y*k.around.Stride:][:r.Dx()], img.Y[img.YOffset(r.Min.X, r.Min.Y+y):])
	}
	if !k.sample(&k.cell, straightOn) {
		return nil
	}
	at := func(x, y int) float64 { return k.cell[min(max(y, 0), skinSide-1)*skinSide+min(max(x, 0), skinSide-1)] }
	for y := range skinSide {
		for x := range skinSide {
			k.gx[y*skinSide+x] = (at(x+1, y) - at(x-1, y)) / (2 * skinStep)
			k.gy[y*skinSide+x] = (at(x, y+1) - at(x, y-1)) / (2 * skinStep)
		}
	}
	return k
}

// pull is where a point of one piece lies in another: (1+a)x+by+c and dx+(1+e)y+f, in half widths. Two more numbers would follow a
// photograph that leans far, too, but also a calm face: what it tells would be right half of the time.
type pull [6]float64

var straightOn = pull{}

// sample writes the piece as it is pulled, mean 0 and spread 1; false when there is nothing in it.
func (k *skin) sample(dst *[skinSide * skinSide]float64, p pull) bool {
	w, h := k.around.Rect.Dx(), k.around.Rect.Dy()
	point := func(x, y float64) float64 {
		x, y = x+p[0]*x+p[1]*y+p[2], y+p[3]*x+p[4]*y+p[5]
		px := min(max(k.mid.X+x*k.u.X-y*k.u.Y-k.at.X, 0), float64(w)-1.001)
		py := min(max(k.mid.Y+x*k.u.Y+y*k.u.X-k.at.Y, 0), float64(h)-1.001)
		ix, iy := int(px), int(py)
		fx, fy := px-float64(ix), py-float64(iy)
		a, b := k.around.Pix[iy*k.around.Stride+ix:], k.around.Pix[(iy+1)*k.around.Stride+ix:]
		top, low := float64(a[0])+fx*(float64(a[1])-float64(a[0])), float64(b[0])+fx*(float64(b[1])-float64(b[0]))
		return top + fy*(low-top)
	}
	const q = skinStep / 4
	n, sum, squares := 0.0, 0.0, 0.0
	for j := range skinSide {
		for i := range skinSide {
			x, y := (float64(i)+0.5)*skinStep-1, (float64(j)+0.5)*skinStep-1
			v := (point(x-q, y-q) + point(x+q, y-q) + point(x-q, y+q) + point(x+q, y+q)) / 4
			dst[j*skinSide+i] = v
			if within(x, y) {
				n, sum, squares = n+1, sum+v, squares+v*v
			}
		}
	}
	mean := sum / n
	spread := math.Sqrt(max(0, squares/n-mean*mean))
	if spread < 2 {
		return false
	}
	for i, v := range dst {
		dst[i] = (v - mean) / spread
	}
	return true
}

// within leaves the corners out, where there is hair and what stands behind.
func within(x, y float64) bool { return x*x+y*y <= 1 }

// residual is what differs between two pieces after the best pull of one onto the other, in spreads of brightness: 0 nothing, 1 and
// more another picture.
func (k *skin) residual(o *skin) float64 {
	var p pull
	var seen [skinSide * skinSide]float64
	best := 2.0
	for range pulls {
		if !o.sample(&seen, p) {
			return 1
		}
		var m equations
		n, sum := 0.0, 0.0
		for j := range skinSide {
			for i := range skinSide {
				x, y, at := (float64(i)+0.5)*skinStep-1, (float64(j)+0.5)*skinStep-1, j*skinSide+i
				if !within(x, y) {
					continue
				}
				e := seen[at] - k.cell[at]
				n, sum = n+1, sum+e*e
				gx, gy := k.gx[at], k.gy[at]
				m.add([unknowns]float64{gx * x, gx * y, gx, gy * x, gy * y, gy}, -e)
			}
		}
		if r := math.Sqrt(sum / n); r < best {
			best = r
		}
		d, ok := m.solve()
		if !ok {
			break
		}
		for i := range p {
			p[i] = min(max(p[i]+d[i], -0.5), 0.5)
		}
	}
	return best
}

// unknowns is how many numbers a pull has.
const unknowns = len(pull{})

// equations are those of least squares.
type equations [unknowns][unknowns + 1]float64

// add takes one observation: g times the unknowns is to be v.
func (m *equations) add(g [unknowns]float64, v float64) {
	for a := range unknowns {
		for b := range unknowns {
			m[a][b] += g[a] * g[b]
		}
		m[a][unknowns] += g[a] * v
	}
}

// solve is false when they do not say enough.
func (m *equations) solve() (x [unknowns]float64, ok bool) {
	for c := range unknowns {
		top := c
		for r := c + 1; r < unknowns; r++ {
			if math.Abs(m[r][c]) > math.Abs(m[top][c]) {
				top = r
			}
		}
		if m[c], m[top] = m[top], m[c]; math.Abs(m[c][c]) < 1e-9 {
			return x, false
		}
		for r := range unknowns {
			if r == c {
				continue
			}
			by := m[r][c] / m[c][c]
			for i := c; i <= unknowns; i++ {
				m[r][i] -= by * m[c][i]
			}
		}
	}
	for i := range x {
		x[i] = m[i][unknowns] / m[i][i]
	}
	return x, true
}
