package media

import (
	"sync"
	"time"

	"github.com/suikao/suikao/internal/actor"
)

// SilenceFor without a picture ends a segment, so that what is recorded is what was seen.
const SilenceFor = 3 * time.Second

const (
	fragmentFor = videoScale // ticks of video
	farJump     = uint32(SilenceFor/time.Second) * videoScale
	largest     = 1920 // pixels of a side; a camera is asked for 640×480
	secondMost  = 4 << 20
)

// recorder makes segments of one session's frames. Its methods may be called from several goroutines.
type recorder struct {
	session  string
	src      Source
	track    Track
	every    time.Duration
	clock    actor.Clock
	out      *writer
	buffers  *sync.Pool // of *[]byte, for fragments
	askKey   func()
	tooLarge func()

	mu    sync.Mutex
	video run // of the fragment under way; the room for it is used again
	audio run
	seg   *segment
	after Note      // why the last one ended
	seen  time.Time // when a picture that can be recorded came last
	ended bool
}

// segment is the file under way.
type segment struct {
	id      string
	w, h    int
	seq     uint32
	begun   time.Time // by the machine's own clock, for cutting
	last    time.Time
	frag    uint64 // where the fragment under way began
	lastTS  uint32
	lastSnd uint32
}

// picture takes one frame that came at now (machine clock). It keeps a copy.
func (r *recorder) picture(f frame, now time.Time) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.ended {
		return
	}
	if r.src.Gate { // passed on alone
		if w, h, ok := pictureSize(f.data); ok && (w > largest || h > largest) {
			r.tooLarge()
		}
		r.seen = now
		return
	}
	if r.seg != nil && r.ends(f, now) {
		r.close()
	}
	if r.seg == nil && (!f.key || !r.open(f, now)) {
		r.askKey()
		return
	}
	r.seen = now
	s := r.seg
	at := uint64(0)
	if r.video.held {
		at = r.video.at + uint64(f.ts-s.lastTS)
		r.video.push(at)
	}
	s.lastTS, s.last = f.ts, now
	if (at-s.frag >= fragmentFor || len(r.video.data)+len(r.audio.data) > secondMost) && len(r.video.samples) > 0 {
		if !r.flush(true) {
			r.askKey()
			return
		}
		s.frag = at
	}
	r.video.hold(at, f.key, f.data)
}

// ends reports whether the segment ends before f, and notes why.
func (r *recorder) ends(f frame, now time.Time) bool {
	s := r.seg
	jump := f.ts - s.lastTS
	switch w, h, ok := pictureSize(f.data); {
	case jump == 0 || jump > farJump:
		r.after = NoteGap
	case f.key && ok && (w != s.w || h != s.h):
		r.after = NoteSize
	case f.key && now.Sub(s.begun) >= r.every:
		r.after = NoteNone
	default:
		return false
	}
	return true
}

// open begins a segment with the key frame f; false when it cannot be taken.
func (r *recorder) open(f frame, now time.Time) bool {
	w, h, ok := pictureSize(f.data)
	if ok && (w > largest || h > largest) {
		r.tooLarge()
	}
	if !ok || w > largest || h > largest {
		return false
	}
	init, err := initSegment(w, h, r.track == TrackCamera)
	if err != nil {
		return false
	}
	at := r.clock()
	hd := head{ID: actor.NewID(at), Session: r.session, Source: r.src, Track: r.track, From: at.UTC().Truncate(time.Millisecond), Width: w, Height: h, After: string(r.after)}
	if !r.out.begin(hd, init) {
		r.after = NoteOverrun
		return false
	}
	r.after = NoteNone
	r.video.held, r.audio.held = false, false
	r.video.clear()
	r.audio.clear()
	r.seg = &segment{id: hd.ID, w: w, h: h, begun: now, last: now}
	return true
}

// sound takes one Opus packet that came at now. It keeps a copy.
func (r *recorder) sound(ts uint32, p []byte, now time.Time) {
	r.mu.Lock()
	defer r.mu.Unlock()
	s := r.seg
	if s == nil || opusSamples(p) == 0 {
		return
	}
	arrival := uint64(max(0, now.Sub(s.begun))) * audioScale / uint64(time.Second)
	at := arrival
	if r.audio.held {
		step := ts - s.lastSnd
		if step == 0 || step > 1<<31 {
			return // twice or late
		}
		if at = r.audio.at + uint64(step); step > 2*audioScale || at > arrival+audioScale {
			at = max(arrival, r.audio.at+uint64(r.lastSound())) // its clock cannot be followed
		}
		r.audio.push(at)
	}
	s.lastSnd = ts
	r.audio.hold(at, true, p)
}

// lastSound is how long the held packet of sound lasts by its own word.
func (r *recorder) lastSound() uint32 {
	return opusSamples(r.audio.data[len(r.audio.data)-r.audio.heldLen:])
}

// tick ends a segment whose picture has stopped.
func (r *recorder) tick(now time.Time) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.seg != nil && now.Sub(r.seg.last) >= SilenceFor {
		r.after = NoteGap
		r.close()
	}
}

// stop ends what is under way and lets the writer finish. Nothing may be given to the recorder afterwards.
func (r *recorder) stop() {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.ended {
		return
	}
	r.ended = true
	if r.seg != nil {
		r.close()
	}
	r.out.stop()
}

// lastSeen is when the last frame that can be recorded came, by the machine's own clock.
func (r *recorder) lastSeen() time.Time {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.seen
}

// flush gives the samples that are complete to the writer. When it has no room the segment ends here: what is missing in the
// middle of a file would be a hole that nobody sees. live: of a second that was just seen.
func (r *recorder) flush(live bool) bool {
	r.seg.seq++
	b := r.buffers.Get().(*[]byte)
	*b = appendFragment((*b)[:0], r.seg.seq, &r.video, &r.audio)
	r.video.clear()
	r.audio.clear()
	if r.out.write(b, live) {
		return true
	}
	r.buffers.Put(b)
	r.seg, r.after = nil, NoteOverrun
	if r.out.full.Load() {
		r.after = NoteFull
	}
	r.out.end()
	return false
}

// close ends the segment under way with the frames it still holds.
func (r *recorder) close() {
	if r.video.held {
		nominal := uint64(videoScale / 15)
		if n := len(r.video.samples); n > 0 {
			nominal = uint64(r.video.samples[n-1].dur)
		}
		r.video.push(r.video.at + nominal)
	}
	if r.audio.held {
		r.audio.push(r.audio.at + uint64(r.lastSound()))
	}
	after := r.after
	if len(r.video.samples) == 0 || r.flush(false) {
		r.out.end()
	}
	r.seg, r.after = nil, after
}
