package vision

import (
	"encoding/binary"
	"image"
	"math"
)

// Size of a grid, in cells.
const (
	GridW = 80
	GridH = 60
)

// Grid is the brightness (0…255) of a picture, cell by cell, and its spread over 32 steps. What is judged on whole pictures is
// judged on it.
type Grid struct {
	Cell [GridW * GridH]float32
	Hist [32]float32 // shares of the picture's points, together 1
}

// read fills the grid from a picture.
func (g *Grid) read(img *image.YCbCr) {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	var hist [256]int32
	for cy := range GridH {
		y0, y1 := cy*h/GridH, max((cy+1)*h/GridH, cy*h/GridH+1)
		for cx := range GridW {
			x0, x1 := cx*w/GridW, max((cx+1)*w/GridW, cx*w/GridW+1)
			sum := 0
			for y := y0; y < min(y1, h); y++ {
				sum += total(img.Y[y*img.YStride+x0 : y*img.YStride+min(x1, w)])
			}
			g.Cell[cy*GridW+cx] = float32(sum) / float32((y1-y0)*(x1-x0))
		}
		for _, v := range img.Y[y0*img.YStride : y0*img.YStride+w] { // one line of each row of cells is enough for the spread
			hist[v]++
		}
	}
	g.Hist = [32]float32{}
	for v, n := range hist {
		g.Hist[v/8] += float32(n) / float32(w*GridH)
	}
}

// total adds up a line of brightness, eight points at a time: a picture of 640×480 has cells of eight.
func total(line []byte) (sum int) {
	const odd, all = 0x00ff00ff00ff00ff, 0x0001000100010001
	for ; len(line) >= 8; line = line[8:] {
		v := binary.LittleEndian.Uint64(line)
		sum += int(((v&odd + v>>8&odd) * all) >> 48) // four sums of two, added up in the highest sixteen bits
	}
	for _, v := range line {
		sum += int(v)
	}
	return sum
}

// Mean is the mean brightness.
func (g *Grid) Mean() float64 {
	sum := 0.0
	for _, v := range g.Cell {
		sum += float64(v)
	}
	return sum / float64(len(g.Cell))
}

// Spread is the standard deviation of the brightness of cells.
func (g *Grid) Spread() float64 {
	mean, sum := g.Mean(), 0.0
	for _, v := range g.Cell {
		sum += (float64(v) - mean) * (float64(v) - mean)
	}
	return math.Sqrt(sum / float64(len(g.Cell)))
}

// Edges is the mean square of how much a cell differs from its four neighbours' mean: little for what has no edges.
func (g *Grid) Edges() float64 {
	sum := 0.0
	for y := 1; y < GridH-1; y++ {
		for x := 1; x < GridW-1; x++ {
			i := y*GridW + x
			d := float64(g.Cell[i]) - float64(g.Cell[i-1]+g.Cell[i+1]+g.Cell[i-GridW]+g.Cell[i+GridW])/4
			sum += d * d
		}
	}
	return sum / float64((GridW-2)*(GridH-2))
}

// Distance is how much of the brightness stands elsewhere in the spreads of two grids: 0 the same, 1 nothing in common.
func (g *Grid) Distance(o *Grid) float64 {
	sum := 0.0
	for i, v := range g.Hist {
		sum += math.Abs(float64(v - o.Hist[i]))
	}
	return sum / 2
}

// Difference is the mean of how much cells differ.
func (g *Grid) Difference(o *Grid) float64 {
	sum := 0.0
	for i, v := range g.Cell {
		sum += math.Abs(float64(v - o.Cell[i]))
	}
	return sum / float64(len(g.Cell))
}

// unchangedWithin is how much a cell may differ and count as the same: what a sensor and an encoder add.
const unchangedWithin = 6

// Unchanged is the share of cells that are as bright in both grids: what somebody who leaves did not hide.
func (g *Grid) Unchanged(o *Grid) float64 {
	n := 0
	for i, v := range g.Cell {
		if d := v - o.Cell[i]; d < unchangedWithin && d > -unchangedWithin {
			n++
		}
	}
	return float64(n) / float64(len(g.Cell))
}

// area is a rectangle of cells.
type area struct{ x0, y0, x1, y1 int }

var everything = area{0, 0, GridW, GridH}

// Likeness is how well one grid follows the other up and down whatever the light is: 1 the same scene, 0 nothing in common. The
// camera may have moved by up to reach cells.
func (g *Grid) Likeness(o *Grid, reach int) float64 { return g.likeness(o, everything, reach) }

func (g *Grid) likeness(o *Grid, in area, reach int) float64 {
	best := -1.0
	for dy := -reach; dy <= reach; dy++ {
		for dx := -reach; dx <= reach; dx++ {
			best = max(best, g.follows(o, in, dx, dy))
		}
	}
	return max(best, 0)
}

// follows is the correlation of g with o moved by dx, dy, over every second cell of a part.
func (g *Grid) follows(o *Grid, in area, dx, dy int) float64 {
	var n, sa, sb, saa, sbb, sab float64
	x0, x1 := max(in.x0, -dx, 0), min(in.x1, GridW-dx, GridW)
	for y := max(in.y0, -dy, 0); y < min(in.y1, GridH-dy, GridH); y += 2 {
		mine, other := g.Cell[y*GridW:][:GridW], o.Cell[(y+dy)*GridW:][:GridW]
		for x := x0; x < x1; x += 2 {
			a, b := float64(mine[x]), float64(other[x+dx])
			n, sa, sb, saa, sbb, sab = n+1, sa+a, sb+b, saa+a*a, sbb+b*b, sab+a*b
		}
	}
	va, vb := saa-sa*sa/n, sbb-sb*sb/n
	if n < 8 || va < n || vb < n { // one of them is even
		return 0
	}
	return (sab - sa*sb/n) / math.Sqrt(va*vb)
}

// blend moves g towards o by a share.
func (g *Grid) blend(o *Grid, share float32) {
	for i, v := range o.Cell {
		g.Cell[i] += (v - g.Cell[i]) * share
	}
	for i, v := range o.Hist {
		g.Hist[i] += (v - g.Hist[i]) * share
	}
}
