package vision

import (
	"cmp"
	"image"
	"io/fs"
	"math"
	"slices"

	"github.com/suikao/suikao/proctor/vision/graph"
)

// The models, as they lie in the folder of models.
const (
	detectModel = "blazeface.json"
	embedModel  = "faceres.json"
)

// Numbers of the detector: anchors stand at the middle of cells of 16 and 32 points of a picture of 256.
const (
	detectSide = 256
	perPoint   = 16 // numbers of a box: middle, size, six points
	overlap    = 0.3
	surest     = 100 // boxes looked at
)

// Point is a place in a picture, in pixels.
type Point struct{ X, Y float64 }

// Face is a face that was found. Left and right are those of the picture, not of the person.
type Face struct {
	Score          float64 // 0…1
	X, Y, W, H     float64 // the box
	EyeL, EyeR     Point
	Nose, Mouth    Point
	CheekL, CheekR Point // beside the ears
}

// Yaw is how far the face is turned, in widths between the eyes: 0 to the camera, about 0.5 and more to the side. Above zero: the
// nose points to the right of the picture, which is the person's own left. Tilting or bending a flat picture does not change it.
func (f Face) Yaw() float64 {
	ex, ey := f.EyeR.X-f.EyeL.X, f.EyeR.Y-f.EyeL.Y
	d := ex*ex + ey*ey
	if d < 1 {
		return 0
	}
	nx, ny := f.Nose.X-(f.EyeL.X+f.EyeR.X)/2, f.Nose.Y-(f.EyeL.Y+f.EyeR.Y)/2
	return (nx*ex + ny*ey) / d
}

// Pitch is how far the nose stands below the eyes, on the way to the mouth: small for a face that looks up, large for one that looks
// down.
func (f Face) Pitch() float64 {
	mx, my := f.Mouth.X-(f.EyeL.X+f.EyeR.X)/2, f.Mouth.Y-(f.EyeL.Y+f.EyeR.Y)/2
	d := mx*mx + my*my
	if d < 1 {
		return 0
	}
	nx, ny := f.Nose.X-(f.EyeL.X+f.EyeR.X)/2, f.Nose.Y-(f.EyeL.Y+f.EyeR.Y)/2
	return (nx*mx + ny*my) / d
}

// eyes is the width between the eyes.
func (f Face) eyes() float64 { return math.Hypot(f.EyeR.X-f.EyeL.X, f.EyeR.Y-f.EyeL.Y) }

// anchors returns the middles of the detector's cells.
func anchors() []Point {
	var out []Point
	for _, layer := range []struct{ stride, each int }{{16, 2}, {32, 6}} {
		for y := layer.stride / 2; y < detectSide; y += layer.stride {
			for x := layer.stride / 2; x < detectSide; x += layer.stride {
				for range layer.each {
					out = append(out, Point{float64(x), float64(y)})
				}
			}
		}
	}
	return out
}

// Models are the networks of faces. They never change.
type Models struct {
	detect, embed *graph.Model
	anchors       []Point
}

// LoadModels reads the models from a folder.
func LoadModels(fsys fs.FS) (*Models, error) {
	d, err := graph.Load(fsys, detectModel, "Identity", "Identity_1", "Identity_2", "Identity_3")
	if err != nil {
		return nil, err
	}
	e, err := graph.Load(fsys, embedModel, "global_pooling/Mean")
	if err != nil {
		return nil, err
	}
	return &Models{d, e, anchors()}, nil
}

// Eye finds and describes faces. Not safe for concurrent use: one for each goroutine.
type Eye struct {
	m     *Models
	find  *graph.Runner
	name  *graph.Runner // made with the first description
	cut   sampler
	boxes []Face
}

// Eye makes one.
func (m *Models) Eye() *Eye { return &Eye{m: m, find: m.detect.Runner()} }

// Faces finds the faces of a picture with at least the score least, the surest first.
func (e *Eye) Faces(img *image.YCbCr, least float64) []Face {
	sq := whole(img)
	e.cut.cut(e.find.Feed(), detectSide, img, sq, 1/127.5, -1)
	e.find.Run()
	e.boxes = e.boxes[:0]
	bar := math.Log(least / (1 - least))
	scale := sq.side / detectSide
	n := 0
	for _, layer := range [][2]string{{"Identity", "Identity_2"}, {"Identity_1", "Identity_3"}} {
		scores, raw := e.find.Output(layer[0]), e.find.Output(layer[1])
		for i, s := range scores {
			if float64(s) >= bar {
				e.boxes = append(e.boxes, face(float64(s), raw[i*perPoint:][:perPoint], e.m.anchors[n+i], sq, scale))
			}
		}
		n += len(scores)
	}
	return merge(e.boxes)
}

// face reads one box of the network.
func face(logit float64, raw []float32, at Point, sq square, scale float64) Face {
	p := func(i int) Point {
		return Point{(float64(raw[i])+at.X)*scale + sq.x, (float64(raw[i+1])+at.Y)*scale + sq.y}
	}
	mid, w, h := p(0), float64(raw[2])*scale, float64(raw[3])*scale
	return Face{Score: 1 / (1 + math.Exp(-logit)), X: mid.X - w/2, Y: mid.Y - h/2, W: w, H: h,
		EyeL: p(4), EyeR: p(6), Nose: p(8), Mouth: p(10), CheekL: p(12), CheekR: p(14)}
}

// merge makes one face of boxes that overlap: their mean, weighted by their scores, which trembles less than the surest alone.
func merge(all []Face) []Face {
	slices.SortFunc(all, func(a, b Face) int { return cmp.Compare(b.Score, a.Score) })
	all = all[:min(len(all), surest)]
	var out []Face
	gone := make([]bool, len(all))
	for i, f := range all {
		if gone[i] {
			continue
		}
		var sum Face
		weight := 0.0
		for j := i; j < len(all); j++ {
			if !gone[j] && f.shared(all[j]) > overlap {
				gone[j] = true
				sum = sum.plus(all[j], all[j].Score)
				weight += all[j].Score
			}
		}
		if weight == 0 {
			continue // a box without a size
		}
		f = Face{}.plus(sum, 1/weight)
		f.Score = all[i].Score
		out = append(out, f)
	}
	return out
}

// shared is the part of two boxes that both cover.
func (f Face) shared(o Face) float64 {
	w := min(f.X+f.W, o.X+o.W) - max(f.X, o.X)
	h := min(f.Y+f.H, o.Y+o.H) - max(f.Y, o.Y)
	if w <= 0 || h <= 0 {
		return 0
	}
	return w * h / (f.W*f.H + o.W*o.H - w*h)
}

func (f Face) plus(o Face, by float64) Face {
	add := func(a, b Point) Point { return Point{a.X + b.X*by, a.Y + b.Y*by} }
	return Face{f.Score + o.Score*by, f.X + o.X*by, f.Y + o.Y*by, f.W + o.W*by, f.H + o.H*by, add(f.EyeL, o.EyeL), add(f.EyeR, o.EyeR),
		add(f.Nose, o.Nose), add(f.Mouth, o.Mouth), add(f.CheekL, o.CheekL), add(f.CheekR, o.CheekR)}
}

// describeSide is the side of the picture that is described, enlarge how much of its surroundings belongs to a face.
const (
	describeSide = 224
	enlarge      = 1.4
)

// Describe returns 1,024 numbers of length 1 that stand for a face: alike for pictures of one person minutes apart on one camera.
// It is valid for ever.
func (e *Eye) Describe(img *image.YCbCr, f Face) []float32 {
	if e.name == nil {
		e.name = e.m.embed.Runner()
	}
	side := max(f.W, f.H) * enlarge
	e.cut.cut(e.name.Feed(), describeSide, img, square{f.X + f.W/2 - side/2, f.Y + f.H/2 - side/2, side}, 1, 0)
	e.name.Run()
	return normal(slices.Clone(e.name.Output("global_pooling/Mean")))
}

// normal brings v to length 1.
func normal(v []float32) []float32 {
	sum := 0.0
	for _, x := range v {
		sum += float64(x) * float64(x)
	}
	if sum == 0 {
		return v
	}
	by := float32(1 / math.Sqrt(sum))
	for i := range v {
		v[i] *= by
	}
	return v
}

// Cosine is how alike two descriptions are: 1 the same, about 0.3 for two people.
func Cosine(a, b []float32) float64 {
	sum := 0.0
	for i := range min(len(a), len(b)) {
		sum += float64(a[i]) * float64(b[i])
	}
	return sum
}

// median returns the description in the middle of several, number by number.
func median(all [][]float32) []float32 {
	if len(all) == 0 {
		return nil
	}
	out, column := make([]float32, len(all[0])), make([]float32, len(all))
	for i := range out {
		for j, v := range all {
			column[j] = v[i]
		}
		slices.Sort(column)
		out[i] = column[len(column)/2]
	}
	return normal(out)
}

// body returns the cells of a picture of w×h pixels where the shoulders of the face's person are; the face's own where the picture
// ends below it.
func (f Face) body(w, h int) area {
	cell := func(v float64, cells, size int) int { return min(max(int(v*float64(cells)/float64(size)), 0), cells) }
	a := area{cell(f.X-f.W, GridW, w), cell(f.Y+f.H, GridH, h), cell(f.X+2*f.W, GridW, w), cell(f.Y+3*f.H, GridH, h)}
	if a.y1-a.y0 < 8 {
		a.y0 = cell(f.Y, GridH, h)
	}
	return a
}

// nearest keeps the faces of people who are near enough to count, the nearest first.
func nearest(all []Face) []Face {
	out := slices.DeleteFunc(slices.Clone(all), func(f Face) bool { return f.W < smallestFace })
	slices.SortStableFunc(out, func(a, b Face) int { return cmp.Compare(b.W, a.W) })
	return out
}
