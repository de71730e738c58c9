package clips

import (
	"context"
	"fmt"
	"image"
	"io"
	"math"
	"math/rand/v2"
	"time"

	"github.com/suikao/suikao/proctor"
	"github.com/suikao/suikao/proctor/vision"
)

// Films last minutes: their pictures are a quarter as wide and high as a seat's camera's, which is enough for what is judged on whole
// pictures.
const (
	filmPart   = 4
	filmWidth  = Width / filmPart
	filmHeight = Height / filmPart
	filmFor    = 720 // seconds
	filmBegins = 150 // after so many seconds the film of what was shown last takes the place of the camera
	filmBeat   = 10  // of a course, in a second
)

// mover is somebody who lives and moves in a way of their own for many minutes, or of whom a film is played again and again.
type mover struct {
	name   string
	period float64 // seconds of the film; 0: nothing is played
	drift  float32 // how far the light goes up and down while it is
	calm   float64 // share of what others move
	fan    bool    // something behind turns to and fro as a machine does
	habit  func(c *course)
}

// movers are measured. What a living person does in rhythm is as regular as tapping and rocking are (each turn between two and six
// hundredths longer or shorter than the one before), and never alone: the rest of the body goes on as it does.
var movers = []mover{
	{name: "sits and reads", calm: 1},
	{name: "sits calmly", calm: 0.3},
	{name: "rocks", calm: 0.4, habit: func(c *course) {
		c.rhythm(2+3*c.r.Float64(), func(p *pose, v float64) { p.y += 10 * v; p.wide *= 1 + 0.04*v })
	}},
	{name: "sways in rhythm and is calm", calm: 0.15, habit: func(c *course) {
		c.rhythm(4+8*c.r.Float64(), func(p *pose, v float64) { p.x += 18 * v; p.tilt += 0.05 * v })
	}},
	{name: "taps", calm: 0.3, habit: func(c *course) { c.rhythm(0.5+0.7*c.r.Float64(), func(p *pose, v float64) { p.y += 3 * v }) }},
	{name: "turns pages", calm: 0.4, habit: func(c *course) {
		c.now(12+20*c.r.Float64(), 0.1, 3, func(p *pose) { p.tilt += 0.12; p.x -= 14; p.y += 10 })
	}},
	{name: "looks down and up", calm: 0.3, habit: func(c *course) { c.now(5+8*c.r.Float64(), 0.5, 4, func(p *pose) { p.y += 22; p.wide *= 0.95 }) }},
	{name: "sits before a fan", calm: 0.5, fan: true},
	{name: "sits calmly before a fan", calm: 0.25, fan: true},
	{name: "is a film of ten seconds", calm: 0.6, period: 10.3},
	{name: "is a film of a quarter of a minute", calm: 1, period: 15.7, drift: 0.1},
	{name: "is a film of half a minute", calm: 0.5, period: 25.4, drift: 0.2},
	{name: "is a film of three quarters of a minute", calm: 0.8, period: 44.9, drift: 0.1},
	{name: "is a film of two minutes", calm: 0.7, period: 121.3},
	{name: "is a film of who looks down and up", calm: 0.3, period: 33.1, habit: func(c *course) { c.now(8, 0.5, 4, func(p *pose) { p.y += 22; p.wide *= 0.95 }) }},
	{name: "is a film of who is calm", calm: 0.3, period: 29.2, drift: 0.15},
}

// course is how somebody sits at each tenth of a second.
type course struct {
	r  *rand.Rand
	at []pose
}

// courseOf goes to and fro without ever coming back the same way: wandering that is held back to where the person sits, of several
// speeds, and now and then another posture.
func (m mover) courseOf(seed uint64) []pose {
	c := &course{r: rand.New(rand.NewPCG(seed, 21)), at: make([]pose, filmFor*filmBeat)}
	home := sceneryOf(seed).home
	x, y, wide, tilt, turn := c.wander(9), c.wander(5), c.wander(0.03), c.wander(0.04), c.wander(0.03)
	for i := range c.at {
		p := home
		p.x, p.y, p.wide = p.x+m.calm*x(), p.y+m.calm*y(), p.wide*(1+m.calm*wide())
		p.tilt, p.turn = p.tilt+m.calm*tilt(), p.turn+m.calm*turn()
		c.at[i] = p
	}
	held := home
	for i := range c.at {
		if c.r.IntN(90*filmBeat) == 0 { // sits otherwise from now on
			held.x, held.y = home.x+m.calm*30*c.r.NormFloat64(), home.y+m.calm*12*c.r.NormFloat64()
		}
		c.at[i].x, c.at[i].y = c.at[i].x+held.x-home.x, c.at[i].y+held.y-home.y
	}
	if m.habit != nil {
		m.habit(c)
	}
	return c.at
}

// wander is a sum of three that forget where they were after one, five and thirty seconds.
func (c *course) wander(most float64) func() float64 {
	over := [3]float64{1, 5, 30}
	var v [3]float64
	return func() (sum float64) {
		for i, t := range over {
			keep := math.Exp(-1 / (t * filmBeat))
			v[i] = v[i]*keep + math.Sqrt(1-keep*keep)*c.r.NormFloat64()
			sum += v[i]
		}
		return sum * most / 2
	}
}

// rhythm has somebody go to and fro every so many seconds, as evenly as people do.
func (c *course) rhythm(period float64, do func(p *pose, v float64)) {
	uneven := 0.02 + 0.04*c.r.Float64()
	phase, speed, size := c.r.Float64(), 1.0, 1.0
	for i := range c.at {
		before := phase
		phase += speed / (period * filmBeat)
		if math.Floor(phase) != math.Floor(before) {
			speed, size = 1+uneven*c.r.NormFloat64(), 1+0.1*c.r.NormFloat64()
		}
		do(&c.at[i], size*math.Sin(2*math.Pi*phase))
	}
}

// now and then, every so many seconds within a share of them, somebody does something for about so many.
func (c *course) now(every, uneven, long float64, do func(p *pose)) {
	for at := every * c.r.Float64(); ; at += every * max(0.3, 1+uneven*c.r.NormFloat64()) {
		from, until := int(at*filmBeat), int((at+long*(0.7+0.6*c.r.Float64()))*filmBeat)
		if from >= len(c.at) {
			return
		}
		for i := from; i < min(until, len(c.at)); i++ {
			do(&c.at[i])
		}
	}
}

// filmed is the moment that is shown at a time.
func (m mover) filmed(at float64) float64 {
	if m.period == 0 || at < filmBegins {
		return at
	}
	return filmBegins - m.period + math.Mod(at-filmBegins, m.period)
}

// pictures draws what the camera sends every two seconds, a little earlier or later, and when.
func (m mover) pictures(seed uint64) (out []*image.YCbCr, at []float64) {
	sc, r, course := sceneryOf(seed), rand.New(rand.NewPCG(seed, 23)), m.courseOf(seed)
	wall := smaller(rooms{}.of(seed))
	pix := make([]float32, len(wall))
	for t := 2 * r.Float64(); t < filmFor-1; t += 2 + 0.04*r.NormFloat64() {
		shown := m.filmed(t)
		copy(pix, wall)
		if m.fan {
			fan(pix, shown)
		}
		stamp(pix, course[int(shown*filmBeat)])
		by, add := sc.mul, sc.add
		if t >= filmBegins {
			by *= 1 + m.drift*float32(math.Sin(t/47))
		}
		img := image.NewYCbCr(image.Rect(0, 0, filmWidth, filmHeight), image.YCbCrSubsampleRatio420)
		for i := range img.Y {
			p := pix[i*3:]
			grain := float32(r.NormFloat64()) * sc.noise / 2 // of sixteen points of the camera, which an encoder has smoothed
			img.Y[i] = byteOf(brightness(shownAs(p[0], by, add+grain), shownAs(p[1], by, add+grain), shownAs(p[2], by, add+grain)))
		}
		for i := range img.Cb {
			img.Cb[i], img.Cr[i] = 128, 128
		}
		out, at = append(out, img), append(at, t)
	}
	return out, at
}

func shownAs(v, by, add float32) float32 { return shown(v*by + add) }

// smaller is a picture a quarter as wide and high.
func smaller(c *canvas) []float32 {
	out := make([]float32, filmWidth*filmHeight*3)
	for y := range Height {
		for x := range Width {
			for i := range 3 {
				out[(y/filmPart*filmWidth+x/filmPart)*3+i] += c.pix[(y*Width+x)*3+i] / (filmPart * filmPart)
			}
		}
	}
	return out
}

// stamp draws somebody into a smaller picture, four points for each of it.
func stamp(pix []float32, p pose) {
	at := p.sampler()
	var four [4][3]float32
	for y := range filmHeight {
		for x := range filmWidth {
			dst := pix[(y*filmWidth+x)*3:][:3]
			for i := range four {
				copy(four[i][:], dst)
				at(four[i][:], float64(x*filmPart+1+i%2*2), float64(y*filmPart+1+i/2*2))
			}
			for i := range dst {
				dst[i] = (four[0][i] + four[1][i] + four[2][i] + four[3][i]) / 4
			}
		}
	}
}

// fan turns to and fro behind the seat, every eleven seconds.
func fan(pix []float32, at float64) {
	mid := 22 + 7*math.Sin(2*math.Pi*at/11)
	for y := 20; y < 44; y++ {
		for x := int(mid) - 9; x < int(mid)+9; x++ {
			copy(pix[(y*filmWidth+x)*3:], []float32{225, 225, 230})
		}
	}
}

// Filmed is what watching a mover came to.
type Filmed struct {
	Name  string
	Loops bool
	Told  bool
	After float64 // seconds since the film began, or of the clip
	Facts map[string]string
	Least float64 // how well its pictures fitted an earlier stretch at best
}

// Films watches n movers of every kind for twelve minutes each. No faces are needed for it.
func Films(ctx context.Context, n, workers int) ([]Filmed, error) {
	return each(len(movers)*n, workers, func(i int) (Filmed, error) { return movers[i/n].watch(ctx, uint64(90_000+i%n)) })
}

func (m mover) watch(ctx context.Context, seed uint64) (Filmed, error) {
	out := Filmed{Name: fmt.Sprintf("who %s, %d", m.name, seed), Loops: m.period > 0, Least: 1}
	pictures, at := m.pictures(seed)
	frames, err := Encode(ctx, pictures)
	if err != nil {
		return out, fmt.Errorf("%s: %w", out.Name, err)
	}
	r := vision.NewReplay(nil)
	for i, f := range frames {
		told, _, err := r.Frame(time.UnixMilli(int64(at[i]*1000)), f)
		if err != nil {
			return out, err
		}
		out.Least = min(out.Least, r.Fits())
		for _, one := range told {
			if one.Kind == proctor.CameraLooped && !one.Over && !out.Told {
				out.Told, out.Facts, out.After = true, one.Facts, at[i]
				if m.period > 0 {
					out.After -= filmBegins
				}
			}
		}
	}
	return out, nil
}

// JudgeFilms counts how often a film that repeats was told rightly, and writes what was wrong to notes. One that is told before it began
// is a false alarm.
func JudgeFilms(all []Filmed, notes io.Writer) (s Score) {
	for _, f := range all {
		switch {
		case f.Told && f.Loops && f.After > 0:
			s.Right++
		case f.Told:
			s.Wrong++
			_, _ = fmt.Fprintf(notes, "  false: one %s is taken for a film, %v\n", f.Name, f.Facts)
		case f.Loops:
			s.Missed++
			_, _ = fmt.Fprintf(notes, "  missed: one %s fits %.2f at best\n", f.Name, f.Least)
		}
	}
	return s
}
