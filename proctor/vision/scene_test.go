package vision

import (
	"testing"
	"time"

	"github.com/suikao/suikao/proctor"
)

// Somebody who sat close to the camera and leaves changes the pattern and the spread of the whole picture; what stood beside is as it was.
// A camera that looks elsewhere leaves nothing as it was.
func TestWhoLeavesLeavesTheScene(t *testing.T) {
	person := func(i int, g *Grid) *Grid { // a dark coat over two fifths of the picture
		for y := 12; y < GridH; y++ {
			for x := 20; x < 60; x++ {
				g.Cell[y*GridW+x] = float32(30 + (x*7+y*3+i)%9)
			}
		}
		return g.spread()
	}
	for name, c := range map[string]struct {
		after func(i int) *Grid
		told  int
	}{
		"leaves":               {func(i int) *Grid { return grain(1, i).spread() }, 0},
		"the camera is turned": {func(i int) *Grid { return grain(3, i).spread() }, 1},
	} {
		f := newFilm(t)
		f.play(20*time.Second, func(i int) (*Grid, []Face) { return person(i, grain(1, i)), sitting(i) })
		like, far := c.after(1).Likeness(&f.j.ref, 2), c.after(1).Distance(&f.j.ref)
		if name == "leaves" && (like >= sceneLikeness || far <= SceneChanged.Threshold) {
			t.Fatalf("likeness %.2f, distance %.2f: not what is to be shown", like, far)
		}
		got := kinds(f.play(12*time.Second, func(i int) (*Grid, []Face) { return c.after(i), nil }))
		if got[proctor.SceneChanged] != c.told {
			t.Errorf("%s: told %v (likeness %.2f, distance %.2f, unchanged %.2f)", name, got, like, far, c.after(1).Unchanged(&f.j.ref))
		}
	}
}

// spread counts the brightness of cells anew.
func (g *Grid) spread() *Grid {
	g.Hist = [32]float32{}
	for _, v := range g.Cell {
		g.Hist[min(max(int(v), 0), 255)/8] += 1.0 / (GridW * GridH)
	}
	return g
}
