package clips

import (
	"fmt"
	"image"
	"math"
	"math/rand/v2"
	"slices"

	"github.com/suikao/suikao/proctor"
)

// Seconds is how long a clip lasts, and longer one of what takes longer to be sure of; it has a picture for each second.
const (
	Seconds = 60
	longer  = 90
)

// Clip is one labelled clip.
type Clip struct {
	Name string
	// Kinds must be told for it, and no other.
	Kinds []proctor.Kind
	// Free may be told or not: what the label says nothing of.
	Free []proctor.Kind
	seed uint64
	draw func(s *shot)
	long bool
}

// shot is one picture of a clip under way.
type shot struct {
	*canvas
	at   float64 // seconds from the beginning
	seed uint64
	rng  *rand.Rand
	home pose // how the person sits, with all the movement of this second
	bare func(seed uint64)
}

// scenery differs from clip to clip.
type scenery struct {
	mul, add, noise float32
	home            pose
}

func sceneryOf(seed uint64) scenery {
	r := rand.New(rand.NewPCG(seed, 1))
	return scenery{mul: 0.6 + 0.6*r.Float32(), add: -10 + 20*r.Float32(), noise: 1.5 + 2.5*r.Float32(),
		home: pose{x: 250 + 140*r.Float64(), y: 150 + 50*r.Float64(), wide: 85 + 65*r.Float64(), mirror: r.IntN(2) == 0}}
}

// sway moves somebody as a person who reads and thinks moves: slowly to and fro, a little of everything, never still.
func sway(p pose, seed uint64, t float64) pose {
	r := rand.New(rand.NewPCG(seed, 2))
	wave := func(most float64) float64 {
		v := 0.0
		for _, period := range []float64{3.1, 7.3, 17} {
			v += math.Sin(2*math.Pi*(t/(period*(0.8+0.4*r.Float64()))+r.Float64())) * most * (period / 17)
		}
		return v
	}
	p.x, p.y, p.wide, p.tilt, p.turn = p.x+wave(7), p.y+wave(4), p.wide*(1+wave(0.02)), p.tilt+wave(0.03), p.turn+wave(0.02)
	return p
}

// Picture returns the picture at a second.
func (c Clip) Picture(second int) *image.YCbCr { return c.picture(second, rooms{}) }

// rooms keeps what was drawn once.
type rooms map[uint64]*canvas

func (k rooms) of(seed uint64) *canvas {
	if k[seed] == nil {
		k[seed] = room(seed)
		k[seed].chair(seed)
	}
	return k[seed]
}

func (c Clip) picture(second int, drawn rooms) *image.YCbCr {
	return c.moment(float64(second), uint64(second)+100, drawn)
}

// moment draws the clip at a time in seconds; grain is the seed of its noise.
func (c Clip) moment(at float64, grain uint64, drawn rooms) *image.YCbCr {
	sc := sceneryOf(c.seed)
	s := &shot{canvas: newCanvas(), at: at, seed: c.seed, rng: rand.New(rand.NewPCG(c.seed, grain))}
	s.home = sway(sc.home, c.seed, s.at)
	s.bare = func(seed uint64) { copy(s.pix, drawn.of(seed).pix) }
	c.draw(s)
	s.light(sc.mul, sc.add)
	s.noise(s.rng, sc.noise)
	return s.canvas.picture()
}

func (s *shot) seat() { s.bare(s.seed); s.draw(s.home) }

// between reports whether the second lies in [from, to).
func (s *shot) between(from, to float64) bool { return s.at >= from && s.at < to }

// Event is when what a clip is about begins.
const Event = 22

// All makes n clips of every story.
func All(n int) []Clip {
	var out []Clip
	for i, st := range stories {
		for k := range n {
			out = append(out, Clip{Name: fmt.Sprintf("%s-%02d", st.name, k+1), Kinds: st.kinds, Free: st.free, seed: uint64(i*1000 + k + 1), draw: st.draw, long: st.long})
		}
	}
	return out
}

// Named makes one clip of the story with this name.
func Named(name string, seed uint64) (Clip, bool) {
	i := slices.IndexFunc(stories, func(s story) bool { return s.name == name })
	if i < 0 {
		return Clip{}, false
	}
	return Clip{Name: name, Kinds: stories[i].kinds, Free: stories[i].free, seed: seed, draw: stories[i].draw, long: stories[i].long}, true
}

// Must reports whether a kind must be told for the clip, and May whether telling it is no false alarm.
func (c Clip) Must(k proctor.Kind) bool { return slices.Contains(c.Kinds, k) }

// May reports whether telling the kind is no false alarm.
func (c Clip) May(k proctor.Kind) bool { return c.Must(k) || slices.Contains(c.Free, k) }

type story struct {
	name  string
	kinds []proctor.Kind
	free  []proctor.Kind
	long  bool
	draw  func(*shot)
}

var only = func(k ...proctor.Kind) []proctor.Kind { return k }

var stories = []story{
	{name: "honest", draw: (*shot).seat},
	{name: "honest-moves", draw: func(s *shot) { // leans, comes nearer, looks down at the paper
		s.home.x += 60 * math.Sin(s.at/9)
		s.home.wide *= 1 + 0.15*math.Sin(s.at/13)
		s.home.tilt += 0.15 * math.Sin(s.at/5)
		s.seat()
	}},
	{name: "honest-sneeze", draw: func(s *shot) { // gone from the picture for three seconds
		if s.between(Event, Event+3) {
			s.bare(s.seed)
			return
		}
		s.seat()
	}},
	{name: "honest-hand", draw: func(s *shot) { // a hand before the lens for a second
		s.seat()
		if s.between(Event, Event+1) {
			s.box(0, 0, Width, Height, colour{120, 80, 70})
		}
	}},
	{name: "honest-lamp", draw: func(s *shot) { // somebody turns the light on or off
		s.seat()
		if s.at >= Event {
			s.light([]float32{0.65, 1.35}[s.seed%2], 0)
		}
	}},
	{name: "honest-passer", draw: func(s *shot) { // somebody passes behind, for a second
		s.bare(s.seed)
		if s.between(Event, Event+1) {
			s.draw(pose{x: 90, y: 110, wide: 55})
		}
		s.draw(s.home)
	}},
	{name: "covered-tape", kinds: only(proctor.CameraCovered), draw: func(s *shot) { // opaque: dark, noise alone
		s.seat()
		if s.at >= Event {
			s.box(0, 0, Width, Height, colour{9, 9, 9})
		}
	}},
	{name: "covered-paper", kinds: only(proctor.CameraCovered), draw: func(s *shot) { // light comes through
		s.seat()
		if s.at >= Event {
			s.box(0, 0, Width, Height, colour{190, 185, 175})
		}
	}},
	{name: "covered-finger", kinds: only(proctor.CameraCovered), draw: func(s *shot) { // red and smeared
		s.seat()
		if s.at >= Event {
			s.blur(60)
			s.light(0.04, 0)
			for i := 0; i < len(s.pix); i += 3 {
				s.pix[i] += 90 + 4*float32(i%(Width*3))/(Width*3)
				s.pix[i+1] += 25
				s.pix[i+2] += 20
			}
		}
	}},
	{name: "scene-turned", kinds: only(proctor.SceneChanged, proctor.Absent), draw: func(s *shot) { // the camera looks elsewhere
		if s.at >= Event {
			s.bare(s.seed + 500)
			return
		}
		s.seat()
	}},
	{name: "scene-swapped", kinds: only(proctor.SceneChanged), draw: func(s *shot) { // the person sits in another room, from another camera
		if s.at >= Event {
			s.bare(s.seed + 500)
			s.home.x, s.home.wide = Width-s.home.x, s.home.wide*0.8
			s.draw(s.home)
			return
		}
		s.seat()
	}},
	{name: "frozen", kinds: only(proctor.CameraFrozen), free: only(proctor.Photograph), draw: func(s *shot) { // the same picture again and again
		if s.at >= Event {
			s.at = Event
			s.rng = rand.New(rand.NewPCG(s.seed, Event+100))
			s.home = sway(sceneryOf(s.seed).home, s.seed, s.at)
		}
		s.seat()
	}},
	{name: "absent", kinds: only(proctor.Absent), draw: func(s *shot) { // an empty chair
		if s.at >= Event {
			s.bare(s.seed)
			return
		}
		s.seat()
	}},
	{name: "absent-walks", kinds: only(proctor.Absent), draw: func(s *shot) { // walks out of the picture
		s.bare(s.seed)
		if s.at >= Event {
			s.home.x += (s.at - Event) * 120
		}
		s.draw(s.home)
	}},
	{name: "two", kinds: only(proctor.SeveralFaces), draw: func(s *shot) { // somebody stands beside
		s.bare(s.seed)
		if s.at >= Event {
			s.draw(second(s, 0.75))
		}
		s.draw(s.home)
	}},
	{name: "two-behind", kinds: only(proctor.SeveralFaces), draw: func(s *shot) { // somebody looks over the shoulder
		s.bare(s.seed)
		if s.at >= Event {
			s.draw(second(s, 0.55))
		}
		s.draw(s.home)
	}},
	// A recording before the camera, of ten seconds: within less than a minute nothing may be told, see Films.
	{name: "looped", draw: func(s *shot) {
		if s.at >= Event {
			s.at = math.Mod(s.at, 10)
			s.home = sway(sceneryOf(s.seed).home, s.seed, s.at)
		}
		s.seat()
	}},
	// A photograph held before the camera by a hand.
	{name: "photograph", long: true, kinds: only(proctor.Photograph), free: only(proctor.SceneChanged, proctor.CameraFrozen), draw: func(s *shot) {
		if s.at < Event {
			s.seat()
			return
		}
		s.bare(s.seed)
		s.home.flat, s.home.squeeze = true, 1-0.2*math.Abs(math.Sin(s.at/4))
		s.home.turn = 0
		s.draw(s.home)
	}},
	{name: "honest-calm", draw: func(s *shot) { // reads without moving more than a person must
		s.home = calmed(s.home, sceneryOf(s.seed).home, 0.4)
		s.seat()
	}},
	{name: "frozen-stand", kinds: only(proctor.CameraFrozen), free: only(proctor.SceneChanged, proctor.Photograph), draw: func(s *shot) { // a photograph on a stand: only the sensor's noise moves
		if s.at < Event {
			s.seat()
			return
		}
		s.bare(s.seed)
		s.home = sway(sceneryOf(s.seed).home, s.seed, Event)
		s.home.flat, s.home.turn = true, 0
		s.draw(s.home)
	}},
	// A photograph that a hand leans to and fro as if it nodded, and brings nearer.
	{name: "photograph-leans", long: true, kinds: only(proctor.Photograph), free: only(proctor.SceneChanged, proctor.CameraFrozen), draw: func(s *shot) {
		if s.at < Event {
			s.seat()
			return
		}
		s.bare(s.seed)
		s.home.flat, s.home.turn = true, 0
		s.home.lean, s.home.wide = 0.04*math.Sin(s.at/3), s.home.wide*(1+0.1*math.Sin(s.at/5))
		s.draw(s.home)
	}},
	{name: "honest-blinks", draw: func(s *shot) { // the lids fall for a fifth of a second, now and then longer
		s.home = calmed(s.home, sceneryOf(s.seed).home, 0.6)
		if s.rng.IntN(12) == 0 {
			s.home.lids = 1
		}
		s.seat()
	}},
}

// calmed moves by a share of what p moves from home.
func calmed(p, home pose, share float64) pose {
	of := func(at, rest float64) float64 { return rest + (at-rest)*share }
	home.x, home.y, home.wide, home.tilt, home.turn = of(p.x, home.x), of(p.y, home.y), of(p.wide, home.wide), of(p.tilt, home.tilt), of(p.turn, home.turn)
	return home
}

// second is the other person, on the side with more room.
func second(s *shot, size float64) pose {
	p := sway(pose{y: 120 + 40*float64(s.seed%3), wide: max(s.home.wide*size, 52), mirror: s.seed%2 == 1}, s.seed+77, s.at)
	if p.x += s.home.x - 2.1*s.home.wide; s.home.x < Width/2 {
		p.x = s.home.x + 2.1*s.home.wide
	}
	return p
}
