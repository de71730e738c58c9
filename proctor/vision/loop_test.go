package vision

import (
	"math"
	"math/rand/v2"
	"strconv"
	"testing"
	"time"

	"github.com/suikao/suikao/proctor"
)

// living is where somebody sits who never comes back the same way, each tenth of a second.
func living(seed uint64, seconds int) (x, y []float64) {
	r := rand.New(rand.NewPCG(seed, 4))
	at := [2][2]float64{}
	for range seconds * 10 {
		for i := range at {
			for k, forgets := range []float64{9, 40} {
				keep := math.Exp(-0.1 / forgets)
				at[i][k] = at[i][k]*keep + math.Sqrt(1-keep*keep)*r.NormFloat64()
			}
		}
		x, y = append(x, 40+3*(at[0][0]+at[0][1])), append(y, 30+2*(at[1][0]+at[1][1]))
	}
	return x, y
}

// body is a room with somebody in it and what a sensor adds.
func body(x, y float64, r *rand.Rand, light float64) *Grid {
	g := drawn(1, -1)
	for cy := range GridH {
		for cx := range GridW {
			dx, dy := (float64(cx)-x)/9, (float64(cy)-y)/14
			here := 1 / (1 + math.Exp(6*(dx*dx+dy*dy-1)))
			i := cy*GridW + cx
			v := float64(g.Cell[i])*(1-here) + 210*here
			g.Cell[i] = float32(v*light + 0.7*r.NormFloat64())
		}
	}
	return &g
}

// TestAFilmThatRepeatsIsToldAndItsEndToo also says what the officer reads: after how many seconds it begins again.
func TestAFilmThatRepeatsIsToldAndItsEndToo(t *testing.T) {
	const begins, period = 120, 23.4
	x, y := living(1, 1500)
	r, f, second := rand.New(rand.NewPCG(1, 5)), newFilm(t), 0.0
	show := func(film bool) func(int) (*Grid, []Face) {
		return func(int) (*Grid, []Face) {
			second = f.at.Sub(noon).Seconds() + 0.03*r.Float64()
			at := second
			if film {
				at = begins - period + math.Mod(second-begins, period)
			}
			return body(x[int(at*10)], y[int(at*10)], r, 1+0.1*math.Sin(second/40)), nil
		}
	}
	if told := kinds(f.play(begins*time.Second, show(false))); told[proctor.CameraLooped] > 0 {
		t.Fatalf("told of somebody who lives: %v", told)
	}
	all := f.play(420*time.Second, show(true))
	if told := kinds(all); told[proctor.CameraLooped] != 1 {
		t.Fatalf("within seven minutes: %v, fits %.2f", told, f.j.loop.best())
	}
	for _, c := range all {
		if c.kind != proctor.CameraLooped {
			continue
		}
		got, err := strconv.Atoi(c.facts["seconds"])
		if off := math.Mod(float64(got)+period/2, period) - period/2; err != nil || math.Abs(off) > 1.5 {
			t.Errorf("begins again after %q seconds, %v of %.1f", c.facts["seconds"], off, period)
		}
	}
	if told := kinds(f.play(300*time.Second, show(false))); told["over "+proctor.CameraLooped] != 1 || told[proctor.CameraLooped] != 0 {
		t.Errorf("somebody lives again: %v, fits %.2f", told, f.j.loop.best())
	}
}

// TestNobodyElseIsTakenForAFilm: somebody who lives for twenty minutes, a picture that stands, and a thing that turns in a room where nobody is.
func TestNobodyElseIsTakenForAFilm(t *testing.T) {
	x, y := living(2, 1300)
	r := rand.New(rand.NewPCG(2, 5))
	for name, show := range map[string]func(at float64) (*Grid, []Face){
		"who lives":                   func(at float64) (*Grid, []Face) { return body(x[int(at*10)], y[int(at*10)], r, 1), nil },
		"who does not move":           func(float64) (*Grid, []Face) { return body(40, 30, r, 1), nil },
		"a fan in a room with nobody": func(at float64) (*Grid, []Face) { return body(40+6*math.Sin(at/2), 30, r, 1), nil },
		"who lives, in changing light": func(at float64) (*Grid, []Face) {
			return body(x[int(at*10)], y[int(at*10)], r, 1+0.2*math.Sin(at/4)), nil
		},
	} {
		f := newFilm(t)
		empty := name == "a fan in a room with nobody"
		if empty {
			f.play(10*time.Second, honest)
			f.j.moves.miss, f.j.seat.known = emptyLooks, true
		}
		told := kinds(f.play(1200*time.Second, func(int) (*Grid, []Face) {
			if empty {
				f.j.moves.miss = emptyLooks
			}
			return show(f.at.Sub(noon).Seconds())
		}))
		if told[proctor.CameraLooped] > 0 {
			t.Errorf("%s: %v", name, told)
		}
		if n := len(f.j.loop.kept); n > loopKept || !empty && n != loopKept {
			t.Errorf("%s: %d pictures are kept", name, n)
		}
	}
}

func TestLightAndContrastAreNoMovement(t *testing.T) {
	a, b := *scene(3), *scene(3)
	for i := range b.Cell {
		b.Cell[i] = b.Cell[i]*0.6 + 30
	}
	var one, two [loopCells]float32
	shrink(&a, &one)
	shrink(&b, &two)
	for i := range one {
		if math.Abs(float64(one[i]-two[i])) > 0.05 {
			t.Fatalf("cell %d: %.2f and %.2f", i, one[i], two[i])
		}
	}
}

func TestWhatLiesBetweenTwoPictures(t *testing.T) {
	for _, c := range []struct{ a, b, c, want float32 }{
		{1, 1, 4, 0},    // in the middle of both
		{5, 1, 4, 1},    // beside the second
		{16, 4, 4, 4},   // behind the second
		{3, 2, 0, 2},    // nothing moved between them
		{0, 100, 81, 0}, // at the first
	} {
		if got := toward(c.a, c.b, c.c); math.Abs(float64(got-c.want)) > 1e-4 {
			t.Errorf("%v: %v", c, got)
		}
	}
}

// BenchmarkLoop is one picture of a sitting that has lasted long: one in two seconds of each seat.
func BenchmarkLoop(b *testing.B) {
	x, y := living(3, 800)
	r := rand.New(rand.NewPCG(3, 5))
	var grids []*Grid
	for i := range loopKept {
		grids = append(grids, body(x[i*20], y[i*20], r, 1))
	}
	var l looping
	at := noon
	for _, g := range grids {
		at = at.Add(2 * time.Second)
		l.see(g, at)
	}
	i := 0
	b.ReportAllocs()
	for b.Loop() {
		at = at.Add(2 * time.Second)
		l.see(grids[i%loopKept], at)
		i++
	}
}
