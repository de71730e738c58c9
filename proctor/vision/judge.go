package vision

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"time"

	"github.com/suikao/suikao/proctor"
)

// sight is what one key frame showed.
type sight struct {
	at     time.Time
	grid   *Grid
	w, h   int     // of the picture
	looked bool    // for faces
	faces  []Face  // of people near enough, the nearest first
	lids   float64 // openness of the nearest one's eyes
	skin   *skin   // its face
	again  bool    // judged before, without its faces
}

// change is a condition that began or ended.
type change struct {
	by    Detector
	kind  proctor.Kind
	key   string // apart from others of its kind
	at    time.Time
	until time.Time // set when it ended
	score float64
	facts map[string]string
}

// judge follows one sitting. It is pure: the same sights give the same changes. Not safe for concurrent use.
type judge struct {
	began  time.Time // first sight
	last   Grid
	lastAt time.Time
	ref    Grid // the scene as it should be
	steps  int  // sights that made ref

	seat     seated
	still    stillness
	flat     flatness
	loop     looping
	same     identity
	apart    bool // since the last description somebody may have taken the place
	trial    trial
	moves    motion
	says     Word      // of the seat's page about its camera
	soon     bool      // somebody may have left or come: faces are looked for soon
	burst    time.Time // until then, faces are looked for in every key frame
	lookedAt time.Time

	covered, scene, frozen, unseen, several, turned, other, paper, repeats, looped condition
	unseenAs                                                                       Detector
}

// How often faces are looked for, and how close together looks may stand while something is in doubt.
const (
	lookEvery  = 9500 * time.Millisecond // ten seconds, for key frames that come a little early
	lookSoon   = 3900 * time.Millisecond // after the body went from where it was
	burstEvery = 450 * time.Millisecond
	burstFor   = 10 * time.Second
)

func newJudge() *judge {
	return &judge{
		covered: condition{need: 3, lasting: 3 * time.Second, calm: 2},
		scene:   condition{need: 3, lasting: 3 * time.Second, calm: 2},
		frozen:  condition{need: 3, lasting: 2 * time.Second, calm: 2},
		unseen:  condition{need: 5, lasting: 7 * time.Second, calm: 2},
		several: condition{need: 4, lasting: 3 * time.Second, calm: 3},
		turned:  condition{need: 5, lasting: 8 * time.Second, calm: 2},
		other:   condition{need: 1, calm: 1},
		paper:   condition{need: 1, calm: 1},
		repeats: condition{need: 4, lasting: 5 * time.Second, calm: 2},
		looped:  condition{need: 5, lasting: 8 * time.Second, calm: 10},
	}
}

// looks reports whether faces are wanted in a key frame that came at this time.
func (j *judge) looks(at time.Time) bool {
	every := lookEvery
	if j.soon {
		every = lookSoon
	}
	if at.Before(j.burst) || j.trial.under(at) {
		every = burstEvery
	}
	return at.Sub(j.lookedAt) >= every
}

// alarmed asks for closer looks for a while.
func (j *judge) alarmed(at time.Time) { j.burst = at.Add(burstFor) }

// see takes one sight. near reports that key frames are wanted more often for a while.
func (j *judge) see(s sight) (out []change, near bool) {
	if j.began.IsZero() {
		j.began = s.at
	}
	if s.looked {
		j.lookedAt = s.at
	}
	dark := s.grid.Spread() < Covered.Threshold && s.grid.Edges() < coveredEdges
	if !s.again {
		out = j.tell(out, &j.covered, dark, s.at, Covered, s.grid.Spread(), map[string]string{"brightness": strconv.Itoa(int(s.grid.Mean()))})
	}
	switch dark = dark || j.covered.up; {
	case dark: // nothing can be said of what is not seen
		j.still.forget()
		j.flat.forget()
		j.apart = true
	case s.again:
		out = j.seeFaces(out, s)
		j.still.faced(s)
	default:
		out = j.seeScene(out, s)
		out = j.seeFaces(out, s)
		out = j.seeStill(out, s)
		out = j.seeRepeats(out, s)
		out = j.seeLoop(out, s)
	}
	out = append(out, j.trial.see(s)...)
	j.moves.see(s, &j.last, s.at.Equal(j.began), dark, &j.seat)
	if !s.again {
		stirred := j.seat.stirred(s.grid, &j.last)
		j.apart = j.apart || s.at.Sub(j.lastAt) > longAway || stirred
		j.soon = stirred || j.soon && !s.looked
		j.last, j.lastAt = *s.grid, s.at
	}
	for _, c := range []*condition{&j.covered, &j.scene, &j.frozen, &j.unseen, &j.several, &j.turned, &j.repeats} {
		near = near || c.open()
	}
	if near = near || j.still.suspect && !j.frozen.up; near {
		j.alarmed(s.at)
	}
	return out, near || j.trial.under(s.at)
}

// longAway is how long no picture may come before somebody may have taken the place.
const longAway = 6 * time.Second

// tell feeds a condition and adds what it says.
func (j *judge) tell(out []change, c *condition, bad bool, at time.Time, by Detector, score float64, facts map[string]string) []change {
	since := c.since
	switch raised, over := c.see(bad, at); {
	case raised:
		out = append(out, change{by: by, kind: by.Kind, at: c.since, score: score, facts: facts})
	case over:
		out = append(out, change{by: by, kind: by.Kind, at: since, until: at, score: score, facts: facts})
	}
	return out
}

// seeScene compares the picture with the scene as it was: another spread of brightness and another pattern together, so that neither
// a lamp nor a person who moves is enough; and in more than a part of the picture, so that neither is somebody who sat close and left.
func (j *judge) seeScene(out []change, s sight) []change {
	if j.steps == 0 {
		j.ref, j.steps = *s.grid, 1
		return out
	}
	like, far := s.grid.Likeness(&j.ref, 2), s.grid.Distance(&j.ref)
	left := s.grid.Unchanged(&j.ref)
	other := left < sceneLeft && (like < sceneLikeness && far > SceneChanged.Threshold || like < sceneOther)
	out = j.tell(out, &j.scene, other, s.at, SceneChanged, far, map[string]string{"likeness": fmt.Sprintf("%.2f", like), "distance": fmt.Sprintf("%.2f", far),
		"unchanged": fmt.Sprintf("%.2f", left)})
	switch {
	case j.scene.up && s.at.Sub(j.scene.since) > sceneSettles: // the new scene is the scene now; the incident stays for review
		j.ref = *s.grid
	case !other && j.steps < 3:
		j.steps++
		j.ref.blend(s.grid, 0.4)
	case !other && like > sceneSame:
		j.ref.blend(s.grid, 0.02)
	}
	return out
}

// seeFaces judges what was found when faces were looked for.
func (j *judge) seeFaces(out []change, s sight) []change {
	if !s.looked {
		return out
	}
	n, yaw, score := len(s.faces), 0.0, 0.0
	if n > 1 {
		score = s.faces[1].Score
	}
	if n == 0 {
		j.seat.miss(s.grid)
	} else {
		j.seat.sit(s.grid, s.faces[0], s.w, s.h)
		yaw = s.faces[0].Yaw()
	}
	out = j.seeNobody(out, n, s.at)
	out = j.tell(out, &j.turned, n > 0 && math.Abs(yaw) > TurnedAway.Threshold, s.at, TurnedAway, math.Abs(yaw), map[string]string{"yaw": fmt.Sprintf("%.2f", yaw)})
	out = j.tell(out, &j.several, n > 1, s.at, SeveralFaces, score, map[string]string{"faces": strconv.Itoa(n)})
	j.apart = j.apart || n != 1
	return j.seeFlat(out, s)
}

// name compares a description with who sat down.
func (j *judge) name(name []float32, at time.Time) []change {
	bad, like := j.same.compare(name)
	return j.tell(nil, &j.other, bad, at, OtherPerson, like, map[string]string{"cosine": fmt.Sprintf("%.2f", like)})
}

// seeFlat judges whether the face moves as one flat thing does. A face that does not move at all is the picture's that stands.
func (j *judge) seeFlat(out []change, s sight) []change {
	if len(s.faces) != 1 {
		j.flat.forget()
		return out
	}
	most, enough := j.flat.see(s.skin, s.faces[0], s.at)
	if !enough {
		return out
	}
	return j.tell(out, &j.paper, enough && most < Photograph.Threshold, s.at, Photograph, most, map[string]string{"residual": fmt.Sprintf("%.3f", most), "looks": strconv.Itoa(j.flat.looks)})
}

// seeNobody follows a seat without a face: an empty chair, or somebody whose face is not seen. What lasts is called absent.
func (j *judge) seeNobody(out []change, n int, at time.Time) []change {
	since := j.unseen.since
	raised, over := j.unseen.see(n == 0, at)
	facts := map[string]string{"faces": strconv.Itoa(n)}
	one := func(by Detector, until time.Time) change {
		return change{by: by, kind: by.Kind, key: "unseen", at: since, until: until, score: 1, facts: facts}
	}
	switch {
	case raised:
		since = j.unseen.since
		if j.unseenAs = Absent; j.seat.there() {
			j.unseenAs = TurnedAway
		}
		return append(out, one(j.unseenAs, time.Time{}))
	case over:
		return append(out, one(j.unseenAs, at))
	case j.unseen.up && n == 0 && j.unseenAs.Kind == TurnedAway.Kind && at.Sub(since) >= absentAnyway:
		j.unseenAs = Absent
		return append(out, one(TurnedAway, at), one(Absent, time.Time{}))
	}
	return out
}

// seeStill judges whether picture and face stand too still to be alive.
func (j *judge) seeStill(out []change, s sight) []change {
	j.still.add(s, &j.last)
	if j.frozen.up || j.still.full(s.at) {
		out = j.tell(out, &j.frozen, j.still.dead(), s.at, Frozen, j.still.spread(), map[string]string{"why": j.stoodWhy(),
			"difference": fmt.Sprintf("%.2f", j.still.most()), "movement": fmt.Sprintf("%.4f", j.still.spread())})
	}
	return out
}

// seated remembers the picture of the person at the seat, to tell an empty chair from one who turned away.
type seated struct {
	grid  Grid
	body  area
	known bool
	votes []bool // of the last looks without a face: somebody is there
}

func (p *seated) sit(g *Grid, f Face, w, h int) {
	p.grid, p.known, p.votes = *g, true, p.votes[:0]
	p.body = f.body(w, h)
}

func (p *seated) miss(g *Grid) {
	there := p.known && g.likeness(&p.grid, p.body, 2) > bodyLikeness
	if p.votes = append(p.votes, there); len(p.votes) > 5 {
		p.votes = slices.Delete(p.votes, 0, 1)
	}
}

// stirred reports whether the body is not where it was in the picture before.
func (p *seated) stirred(g, last *Grid) bool {
	return p.known && g.likeness(last, p.body, 2) < bodyLikeness
}

// there reports whether most looks saw the body without a face.
func (p *seated) there() bool {
	n := 0
	for _, v := range p.votes {
		if v {
			n++
		}
	}
	return n*2 > len(p.votes)
}
