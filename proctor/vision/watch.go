package vision

import (
	"image"
	"sync"
	"time"

	"github.com/suikao/suikao/proctor/media"
)

// watch is one sitting under watch: the newest key frame that waits, and what is known so far.
type watch struct {
	src media.Source

	mu     sync.Mutex // of what waits
	next   media.KeyFrame
	queued bool
	taken  time.Time // the last one that was let in
	near   bool      // more are let in
	seen   time.Time
	gone   time.Time // its camera's session ended
	stands Standing
	asked  time.Time // when stands was

	work   sync.Mutex // of what is known
	judge  *judge
	grid   Grid
	named  time.Time // last description
	dead   bool
	prompt time.Time // next challenge by chance
	still  time.Time // last one because the picture stood
	shots  shots
}

// How often key frames are looked at, and faces described.
const (
	frameEvery = 1900 * time.Millisecond
	nameEvery  = 30 * time.Second
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
	w.taken, w.next = k.At, k
	if w.queued {
		return false
	}
	w.queued = true
	return true
}

func (w *watch) dropped() {
	w.mu.Lock()
	w.next, w.queued = media.KeyFrame{}, false
	w.mu.Unlock()
}

func (w *watch) take() (media.KeyFrame, bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	k := w.next
	w.next, w.queued = media.KeyFrame{}, false
	return k, len(k.Data) > 0
}

func (w *watch) flow(f media.Flow) {
	w.mu.Lock()
	if f.Kind == media.FlowEnded {
		w.gone = f.At
	}
	w.mu.Unlock()
	if f.Kind == media.FlowStopped || f.Kind == media.FlowBack || f.Kind == media.FlowBegan || f.Kind == media.FlowSize {
		w.work.Lock() // what stood before says nothing of how still the picture after it is
		w.judge.still.forget()
		w.work.Unlock()
	}
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

// see judges one picture with eye, which may be nil.
func (w *watch) see(img *image.YCbCr, at time.Time, eye *Eye) (out []change, near, looked, named bool) {
	w.work.Lock()
	defer w.work.Unlock()
	if w.dead {
		return nil, false, false, false
	}
	w.grid.read(img)
	s := sight{at: at, grid: &w.grid, w: img.Rect.Dx(), h: img.Rect.Dy()}
	stands := w.standing()
	if eye != nil && w.judge.looks(at) {
		s.looked, s.faces = true, nearest(eye.Faces(img, Absent.Threshold))
		every := nameEvery
		if w.judge.same.wanting() {
			every = nameSoon
		}
		if f := s.faces; len(f) == 1 && stands.Consent && stands.Running && at.Sub(w.named) >= every && f[0].W >= smallestName && f[0].Yaw() < straight && f[0].Yaw() > -straight {
			s.name, named, w.named = eye.Describe(img, f[0]), true, at
		}
	}
	out, near = w.judge.see(s)
	w.lookCloser(near || at.Before(w.judge.burst))
	return out, near, s.looked, named
}

// erase forgets the person: nothing that describes a face outlives the sitting.
func (w *watch) erase() {
	w.work.Lock()
	defer w.work.Unlock()
	w.dead = true
	w.judge.same.erase()
	w.judge = newJudge()
	w.grid = Grid{}
}
