package vision

import (
	"math"
	"slices"
	"time"
)

// stillness follows how much picture and face move. A picture that is sent again and again still differs a little, because it is
// encoded anew, so that a frozen picture is told only where also the face does not move as no living person can.
type stillness struct {
	marks   []mark
	suspect bool // the picture stands; faces decide
}

type mark struct {
	at     time.Time
	diff   float64 // from the key frame before
	faced  bool
	nx, ny float64 // the nose, in widths between the eyes from the corner of the picture
	eyes   float64
}

const (
	stillOver  = 20 * time.Second // window
	stillLeast = 15 * time.Second // of it must be seen
	stillFaces = 5                // looks with a face in it
)

func (p *stillness) add(s sight, last *Grid) {
	m := mark{at: s.at}
	if len(p.marks) > 0 { // what stood before the window says nothing
		m.diff = s.grid.Difference(last)
	}
	p.marks = append(p.marks, m)
	p.faced(s)
	p.marks = slices.DeleteFunc(p.marks, func(m mark) bool { return s.at.Sub(m.at) > stillOver })
	p.suspect = p.long(stillLeast/2) && p.most() < stillGrid
}

// faced notes where the face was in the newest picture.
func (p *stillness) faced(s sight) {
	if n := len(p.marks); n > 0 && s.looked && len(s.faces) > 0 {
		f, m := s.faces[0], &p.marks[n-1]
		m.faced, m.nx, m.ny, m.eyes = true, f.Nose.X, f.Nose.Y, f.eyes()
	}
}

func (p *stillness) forget() { p.marks, p.suspect = p.marks[:0], false }

// long reports whether the window holds at least d.
func (p *stillness) long(d time.Duration) bool {
	n := len(p.marks)
	return n > 3 && p.marks[n-1].at.Sub(p.marks[0].at) >= d
}

// full reports whether there is enough to judge.
func (p *stillness) full(time.Time) bool {
	n := 0
	for _, m := range p.marks {
		if m.faced {
			n++
		}
	}
	return n >= stillFaces && p.long(stillLeast)
}

// most is the largest difference between two key frames of the window.
func (p *stillness) most() float64 {
	most := 0.0
	for _, m := range p.marks {
		most = max(most, m.diff)
	}
	return most
}

// spread is the standard deviation of where the nose is, in widths between the eyes.
func (p *stillness) spread() float64 {
	var n, x, y, xx, yy, eyes float64
	for _, m := range p.marks {
		if m.faced {
			n, x, y, xx, yy, eyes = n+1, x+m.nx, y+m.ny, xx+m.nx*m.nx, yy+m.ny*m.ny, eyes+m.eyes
		}
	}
	if n == 0 || eyes == 0 {
		return 0
	}
	return math.Sqrt(max(0, xx/n-x/n*x/n+yy/n-y/n*y/n)) / (eyes / n)
}

// dead reports whether neither picture nor face move.
func (p *stillness) dead() bool { return p.most() < stillGrid && p.spread() < Frozen.Threshold }
