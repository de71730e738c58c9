package media

import (
	"sync"
	"time"

	"github.com/Eyevinn/mp4ff/mp4"

	"github.com/suikao/suikao/internal/actor"
)

// SilenceFor without a picture ends a segment, so that what is recorded is what was seen.
const SilenceFor = 3 * time.Second

const (
	fragmentFor = videoScale // ticks of video
	farJump     = uint32(SilenceFor/time.Second) * videoScale
	largest     = 1920 // pixels of a side; a camera is asked for 640×480
)

// recorder makes segments of one session's frames. Its methods may be called from several goroutines.
type recorder struct {
	session string
	src     Source
	every   time.Duration
	clock   actor.Clock
	out     *writer
	askKey  func()

	mu    sync.Mutex
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
	video   track
	audio   track
	lastTS  uint32
	lastSnd uint32
}

// track collects samples; the last one waits for the next, which tells how long it lasts.
type track struct {
	held    bool
	wait    mp4.FullSample
	samples []mp4.FullSample
}

// picture takes one frame that came at now (machine clock). It keeps a copy.
func (r *recorder) picture(f frame, now time.Time) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.ended {
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
	if s.video.held {
		at = s.video.wait.DecodeTime + uint64(f.ts-s.lastTS)
		s.video.push(at)
	}
	s.lastTS, s.last = f.ts, now
	if at-s.frag >= fragmentFor && len(s.video.samples) > 0 {
		if !r.flush() {
			return
		}
		s.frag = at
	}
	flags := mp4.NonSyncSampleFlags
	if f.key {
		flags = mp4.SyncSampleFlags
	}
	s.video.hold(flags, at, f.data)
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
	if !ok || w > largest || h > largest {
		return false
	}
	init, err := initSegment(w, h)
	if err != nil {
		return false
	}
	at := r.clock()
	hd := head{ID: actor.NewID(at), Session: r.session, Source: r.src, From: at.UTC().Truncate(time.Millisecond), Width: w, Height: h, After: string(r.after)}
	if !r.out.begin(hd, init) {
		r.after = NoteOverrun
		return false
	}
	r.after = NoteNone
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
	if s.audio.held {
		step := ts - s.lastSnd
		if step == 0 || step > 1<<31 {
			return // twice or late
		}
		if at = s.audio.wait.DecodeTime + uint64(step); step > 2*audioScale || at > arrival+audioScale {
			at = max(arrival, s.audio.wait.DecodeTime+uint64(opusSamples(s.audio.wait.Data))) // its clock cannot be followed
		}
		s.audio.push(at)
	}
	s.lastSnd = ts
	s.audio.hold(mp4.SyncSampleFlags, at, p)
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
// middle of a file would be a hole that nobody sees.
func (r *recorder) flush() bool {
	s := r.seg
	s.seq++
	b, err := fragment(s.seq, s.video.samples, s.audio.samples)
	s.video.samples, s.audio.samples = nil, nil
	if err == nil && r.out.write(b, true) {
		return true
	}
	r.seg, r.after = nil, NoteOverrun
	r.out.end()
	r.askKey()
	return false
}

// close ends the segment under way with the frames it still holds.
func (r *recorder) close() {
	s := r.seg
	r.seg = nil
	if s.video.held {
		nominal := uint64(videoScale / 15)
		if n := len(s.video.samples); n > 0 {
			nominal = uint64(s.video.samples[n-1].Dur)
		}
		s.video.push(s.video.wait.DecodeTime + nominal)
	}
	if s.audio.held {
		s.audio.push(s.audio.wait.DecodeTime + uint64(opusSamples(s.audio.wait.Data)))
	}
	s.seq++
	if len(s.video.samples) > 0 {
		if b, err := fragment(s.seq, s.video.samples, s.audio.samples); err == nil {
			r.out.write(b, false)
		}
	}
	r.out.end()
}

// push ends the sample that waits at the time of the next.
func (t *track) push(next uint64) {
	t.wait.Dur = uint32(next - t.wait.DecodeTime)
	t.samples = append(t.samples, t.wait)
	t.held = false
}

func (t *track) hold(flags uint32, at uint64, data []byte) {
	own := append([]byte(nil), data...)
	t.wait = mp4.FullSample{Sample: mp4.Sample{Flags: flags, Size: uint32(len(own))}, DecodeTime: at, Data: own}
	t.held = true
}
