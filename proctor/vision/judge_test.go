package vision

import (
	"math"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"github.com/suikao/suikao/proctor"
)

var noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

// film plays sights of one judge, a second apart when it wants them near and two otherwise.
type film struct {
	t    *testing.T
	j    *judge
	at   time.Time
	near bool
	told []change
}

func newFilm(t *testing.T) *film { return &film{t: t, j: newJudge(), at: noon} }

// play shows grid and faces for d and returns what was told in it.
func (f *film) play(d time.Duration, show func(i int) (*Grid, []Face)) []change {
	f.t.Helper()
	var out []change
	i := 0
	for end := f.at.Add(d); f.at.Before(end); i++ {
		g, faces := show(i)
		s := sight{at: f.at, grid: g, w: 640, h: 480}
		if f.j.looks(f.at) {
			s.looked, s.faces = true, faces
		}
		var c []change
		c, f.near = f.j.see(s)
		out = append(out, c...)
		if f.near {
			f.at = f.at.Add(time.Second)
		} else {
			f.at = f.at.Add(2 * time.Second)
		}
	}
	f.told = append(f.told, out...)
	return out
}

// scene is a grid with a pattern of its own for each seed.
func scene(seed uint64) *Grid { g := drawn(seed, -1); return &g }

// grain is the scene with what a sensor adds, one of grains, in an order that does not repeat: one that does would be a film.
func grain(seed uint64, i int) *Grid {
	g := drawn(seed, rand.New(rand.NewPCG(seed, uint64(i))).IntN(grains))
	return &g
}

const grains = 61

var kept sync.Map // grids that were drawn, by what they are of

// drawn is a scene; grain below zero: without what a sensor adds.
func drawn(seed uint64, grain int) Grid {
	key := [2]uint64{seed, uint64(grain)}
	if g, ok := kept.Load(key); ok {
		return *g.(*Grid)
	}
	var g Grid
	if r := rand.New(rand.NewPCG(seed, uint64(grain))); grain >= 0 {
		g = drawn(seed, -1)
		for k := range g.Cell {
			g.Cell[k] += float32(r.NormFloat64() * 3)
		}
	} else {
		r = rand.New(rand.NewPCG(seed, 3))
		for y := range GridH {
			for x := range GridW {
				g.Cell[y*GridW+x] = float32(120 + 60*math.Sin(float64(x)/(3+float64(seed%5))+float64(y)/7) + 10*r.Float64())
			}
		}
		for _, v := range g.Cell {
			g.Hist[int(v)/8]++
		}
		for i := range g.Hist {
			g.Hist[i] /= GridW * GridH
		}
	}
	kept.Store(key, &g)
	return g
}

func dark() *Grid {
	var g Grid
	for i := range g.Cell {
		g.Cell[i] = 9 + float32(i%2)*0.3
	}
	g.Hist[1] = 1
	return &g
}

// sitting is one face that moves a little.
func sitting(i int) []Face {
	x := 300 + 4*math.Sin(float64(i))
	return []Face{faceAt(x, 150, 100, 0)}
}

func faceAt(x, y, w, yaw float64) Face {
	return Face{Score: 0.9, X: x - w/2, Y: y - w/2, W: w, H: w, EyeL: Point{x - w/5, y - w/8}, EyeR: Point{x + w/5, y - w/8},
		Nose: Point{x + yaw*w*0.4, y}, Mouth: Point{x, y + w/5}}
}

func honest(i int) (*Grid, []Face) { return grain(1, i), sitting(i) }

func kinds(all []change) map[proctor.Kind]int {
	out := map[proctor.Kind]int{}
	for _, c := range all {
		if c.until.IsZero() || c.kind == proctor.ChallengeFailed {
			out[c.kind]++
		} else {
			out["over "+c.kind]++
		}
	}
	return out
}

func TestAnHonestHourTellsNothing(t *testing.T) {
	f := newFilm(t)
	if got := f.play(time.Hour, honest); len(got) != 0 {
		t.Fatalf("told %v", kinds(got))
	}
}

func TestASneezeTellsNothing(t *testing.T) {
	f := newFilm(t)
	for n := range 40 {
		f.play(20*time.Second, honest)
		f.play(3*time.Second, func(i int) (*Grid, []Face) {
			switch n % 3 {
			case 0: // bent down
				return grain(1, i), nil
			case 1: // a handkerchief before the lens
				return dark(), nil
			}
			return grain(2, i), append(sitting(i), faceAt(500, 100, 60, 0)) // somebody passes close by
		})
	}
	for _, c := range f.told {
		t.Errorf("told %s at %s", c.kind, c.at.Sub(noon))
	}
}

func TestWhatLastsIsToldOnceAndEnds(t *testing.T) {
	for _, c := range []struct {
		kind proctor.Kind
		most time.Duration // until it is told
		show func(i int) (*Grid, []Face)
	}{
		{proctor.CameraCovered, 7 * time.Second, func(i int) (*Grid, []Face) { return dark(), nil }},
		{proctor.SceneChanged, 7 * time.Second, func(i int) (*Grid, []Face) { return grain(3, i), sitting(i) }},
		{proctor.Absent, 25 * time.Second, func(i int) (*Grid, []Face) {
			g := grain(1, i)
			for k := GridW * 25; k < len(g.Cell); k++ { // no shoulders any more
				g.Cell[k] = float32(100 + k%7*9)
			}
			return g, nil
		}},
		{proctor.SeveralFaces, 15 * time.Second, func(i int) (*Grid, []Face) { return grain(1, i), append(sitting(i), faceAt(500, 120, 60, 0)) }},
		{proctor.TurnedAway, 25 * time.Second, func(i int) (*Grid, []Face) { return grain(1, i), []Face{faceAt(300+float64(i%5), 150, 100, 0.8)} }},
		{proctor.CameraFrozen, 45 * time.Second, func(int) (*Grid, []Face) { return grain(1, 5), sitting(5) }},
	} {
		t.Run(string(c.kind), func(t *testing.T) {
			f := newFilm(t)
			f.play(time.Minute, honest)
			begun := f.at
			got := f.play(c.most, c.show)
			if n := kinds(got); len(got) != 1 || n[c.kind] != 1 {
				t.Fatalf("told %v", n)
			}
			if at := got[0].at; at.Before(begun.Add(-20*time.Second)) || at.After(f.at) {
				t.Errorf("said to have begun %s after it did", at.Sub(begun))
			}
			if more := f.play(20*time.Second, c.show); len(more) != 0 && c.kind != proctor.SceneChanged {
				t.Errorf("told again: %v", kinds(more))
			}
			end := f.play(50*time.Second, honest)
			if kinds(end)["over "+c.kind] != 1 && c.kind != proctor.SceneChanged {
				t.Errorf("the end was not told: %v", kinds(end))
			}
		})
	}
}

func TestNobodyIsAbsentBehindACover(t *testing.T) {
	f := newFilm(t)
	f.play(30*time.Second, honest)
	if n := kinds(f.play(2*time.Minute, func(int) (*Grid, []Face) { return dark(), nil })); len(n) != 1 || n[proctor.CameraCovered] != 1 {
		t.Fatalf("told %v", n)
	}
}

func TestATurnedFaceThatStaysAwayBecomesAbsent(t *testing.T) {
	f := newFilm(t)
	f.play(30*time.Second, honest)
	n := kinds(f.play(80*time.Second, func(i int) (*Grid, []Face) { return grain(1, i), nil }))
	if n[proctor.TurnedAway] != 1 || n["over "+proctor.TurnedAway] != 1 || n[proctor.Absent] != 1 {
		t.Fatalf("told %v", n)
	}
}

func TestNoReferenceIsMadeOfFewerThanFive(t *testing.T) {
	same, other := normal([]float32{1, 0, 0, 0.1}), normal([]float32{0, 1, 0, 0})
	var p identity
	for range firstLooks {
		if bad, _ := p.compare(same); bad {
			t.Fatal("bad before there is a reference")
		}
	}
	p.compare(other)
	if bad, like := p.compare(same); bad {
		t.Fatalf("one look decided: %.2f", like)
	}
	p.compare(other)
	p.compare(other)
	if bad, like := p.compare(other); !bad || like > OtherPerson.Threshold {
		t.Fatalf("three looks did not: %.2f", like)
	}
	kept := p.ref
	p.erase()
	for _, v := range kept {
		if v != 0 {
			t.Fatal("the reference was not overwritten")
		}
	}
}

func TestChallenges(t *testing.T) {
	turn := func(yaw float64) func(i int) (*Grid, []Face) {
		return func(i int) (*Grid, []Face) {
			f := faceAt(300+4*math.Sin(float64(i)), 150, 100, 0)
			if i == 4 {
				f = faceAt(300, 150, 100, yaw)
			}
			return grain(1, i), []Face{f}
		}
	}
	nobody := func(i int) (*Grid, []Face) { return dark(), nil }
	for name, c := range map[string]struct {
		act  Act
		show func(i int) (*Grid, []Face)
		told int
	}{
		"followed to the left":  {TurnLeft, turn(0.4), 0},
		"followed to the right": {TurnRight, turn(-0.4), 0},
		"the wrong side":        {TurnRight, turn(0.4), 1},
		"not followed":          {TurnLeft, turn(0.05), 1},
		"nothing was seen":      {TurnLeft, nobody, 0},
	} {
		t.Run(name, func(t *testing.T) {
			f := newFilm(t)
			f.play(40*time.Second, honest)
			n := 0
			for range 2 {
				f.j.trial.ask(c.act, f.at)
				n += kinds(f.play(13*time.Second, c.show))[proctor.ChallengeFailed]
				f.play(25*time.Second, honest)
			}
			if n != c.told {
				t.Errorf("told %d times, want %d", n, c.told)
			}
		})
	}
}
