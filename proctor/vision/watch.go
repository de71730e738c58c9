package vision

import (
	"image"
	"sync"
	"time"

	"github.com/suikao/suikao/proctor/media"
)

// watch is one sitting under watch: the newest key frames that wait, and what is known so far.
type watch struct {
	src   media.Source
	shelf *shelf

	mu     sync.Mutex // of what waits
	wait   [stages]waiting
	queued [stages]bool
	face   Face      // to be described
	taken  time.Time // the last one that was let in
	near   bool      // more are let in
	seen   time.Time
	gone   time.Time // its camera's session ended
	stands Standing
	asked  time.Time // when stands was

	sees sync.Mutex // one picture at a time; taken before work
	grid Grid

	work   sync.Mutex // of what is known; never held while a picture is looked at
	judge  *judge
	named  time.Time // last description
	feed   feed
	dead   bool
	prompt time.Time // next challenge by chance
	still  time.Time // last one because the picture stood
	shots  shots
}

// How often key frames are looked at, and faces described. Nobody takes another's place without being away from the picture, being in
// it twice, or moving as one who gets up: while nothing of the kind was seen, a face is described once a minute.
const (
	frameEvery = 1900 * time.Millisecond
	nameEvery  = 58 * time.Second        // a minute, for key frames that come a little early
	nameAgain  = 15 * time.Second        // after somebody may have taken the place
	nameSoon   = 1900 * time.Millisecond // while the reference is made, or in doubt
)

// offer takes a key frame in place of one that waits; true when the sitting is to be queued.
func (w *watch) offer(k media.KeyFrame) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	every := frameEvery
	if w.near {
		every = burstEvery
	}
	w.seen, w.gone = k.At, time.Time{}
	if d := k.At.Sub(w.taken); d >= 0 && d < every {
		return false
	}
	w.taken = k.At
	return w.put(looking, waiting{KeyFrame: k})
}

// keep has a key frame, decoded already, wait for a later stage; face: that is to be described then. True when the sitting is to be
// queued.
func (w *watch) keep(st stage, k media.KeyFrame, img *image.YCbCr, face *Face) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if face != nil {
		w.face = *face
	}
	return w.put(st, waiting{k, w.shelf.lay(img)})
}

func (w *watch) put(st stage, k waiting) bool {
	w.shelf.back(w.wait[st].img)
	w.wait[st] = k
	fresh := !w.queued[st]
	w.queued[st] = true
	return fresh
}

func (w *watch) dropped(st stage) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.shelf.back(w.wait[st].img)
	w.wait[st], w.queued[st] = waiting{}, false
}

// take takes what waits for a stage, with its picture, whose place the caller frees.
func (w *watch) take(st stage) (waiting, bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	k := w.wait[st]
	w.wait[st], w.queued[st] = waiting{}, false
	return k, len(k.Data) > 0
}

// flow takes what is told of the stream, and returns what is to be told of it.
func (w *watch) flow(f media.Flow) (out []change) {
	w.mu.Lock()
	if f.Kind == media.FlowEnded {
		w.gone = f.At
	}
	w.mu.Unlock()
	w.work.Lock()
	defer w.work.Unlock()
	if w.dead {
		return nil
	}
	if f.Kind == media.FlowStopped || f.Kind == media.FlowBack || f.Kind == media.FlowBegan || f.Kind == media.FlowSize {
		w.judge.still.forget() // what stood before says nothing of how still the picture after it is
		w.judge.flat.forget()
		w.judge.apart = true
	}
	return w.feed.flow(f.Kind, f.At)
}

// hint asks for closer looks; at most every burstFor.
func (w *watch) hint(at time.Time) bool {
	w.work.Lock()
	defer w.work.Unlock()
	if at.Before(w.judge.burst) {
		return false
	}
	w.judge.alarmed(at)
	w.lookCloser(true)
	return true
}

func (w *watch) lookCloser(on bool) {
	w.mu.Lock()
	w.near = on
	w.mu.Unlock()
}

func (w *watch) standing() Standing {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.stands
}

// glance is what one look at a picture came to.
type glance struct {
	changes []change
	near    bool  // key frames are wanted more often
	due     bool  // faces are wanted
	looked  bool  // and were looked for
	face    *Face // to be described
}

// look judges one picture, with its faces where they are due and eye is there. again: the picture was judged before, without its faces.
func (w *watch) look(img *image.YCbCr, at time.Time, eye *Eye, again bool) (g glance) {
	w.sees.Lock()
	defer w.sees.Unlock()
	w.work.Lock()
	dead := w.dead
	g.due = !dead && w.judge.looks(at)
	w.work.Unlock()
	if dead || again && !g.due {
		return g
	}
	w.grid.read(img)
	s := sight{at: at, grid: &w.grid, w: img.Rect.Dx(), h: img.Rect.Dy(), again: again}
	if eye != nil && g.due {
		s.looked, s.faces = true, nearest(eye.Faces(img, Absent.Threshold))
		if len(s.faces) > 0 {
			s.lids, s.skin = openness(img, s.faces[0]), skinOf(img, s.faces[0])
		}
	}
	stands := w.standing()
	w.work.Lock()
	defer w.work.Unlock()
	if w.dead {
		return glance{}
	}
	g.changes, g.near = w.judge.see(s)
	w.lookCloser(g.near || at.Before(w.judge.burst))
	if g.looked = s.looked; s.looked && stands.Consent && stands.Running {
		g.face = w.toName(s)
	}
	return g
}

// toName returns the only face when it is time to describe it.
func (w *watch) toName(s sight) *Face {
	every := nameEvery
	switch {
	case w.judge.same.wanting():
		every = nameSoon
	case w.judge.apart:
		every = nameAgain
	}
	if len(s.faces) != 1 || s.at.Sub(w.named) < every {
		return nil
	}
	f := s.faces[0]
	if f.W < smallestName || f.Yaw() >= straight || f.Yaw() <= -straight {
		return nil
	}
	w.named, w.judge.apart = s.at, false
	return &f
}

// describe compares a face that was found with who sat down.
func (w *watch) describe(img *image.YCbCr, f Face, at time.Time, eye *Eye) []change {
	name := eye.Describe(img, f)
	w.work.Lock()
	defer w.work.Unlock()
	if w.dead || !w.standing().Consent {
		clear(name)
		return nil
	}
	return w.judge.name(name, at)
}

// see is look and describe, one after the other.
func (w *watch) see(img *image.YCbCr, at time.Time, eye *Eye) (out []change, near, looked, named bool) {
	g := w.look(img, at, eye, false)
	if g.face != nil {
		g.changes = append(g.changes, w.describe(img, *g.face, at, eye)...)
	}
	return g.changes, g.near, g.looked, g.face != nil
}

// erase forgets the person: nothing that describes a face outlives the sitting.
func (w *watch) erase() {
	w.mu.Lock()
	for st := range w.wait {
		w.shelf.back(w.wait[st].img)
	}
	w.wait, w.queued, w.face = [stages]waiting{}, [stages]bool{}, Face{}
	w.mu.Unlock()
	w.work.Lock()
	defer w.work.Unlock()
	w.dead = true
	w.judge.same.erase()
	w.judge = newJudge()
}
