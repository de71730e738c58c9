package media

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/Eyevinn/mp4ff/mp4"

	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
)

// RoomCamera is a camera of a room that speaks RTSP. ffmpeg reads it as a process of its own; the picture is not transcoded.
type RoomCamera struct {
	Room    site.RoomID
	OrgPath string
	URL     string // rtsp://…, with its password; never logged
	// Find tells where the stream is, before each run of the child; nil: at URL. What it says is not logged either.
	Find func(ctx context.Context) (string, error)
	// Program is ffmpeg's path and Input what stands before and at -i; empty for ffmpeg by RTSP over TCP from URL.
	Program string
	Input   []string
}

const (
	childFirst  = time.Second // before a child that ended is started again, twice as long each time
	childMost   = 30 * time.Second
	childSteady = time.Minute      // one that ran so long begins again at once
	stallFor    = 15 * time.Second // without a fragment; then the child is killed
	mostBox     = 32 << 20
)

func (c RoomCamera) command(ctx context.Context) *exec.Cmd {
	program, input := c.program(), c.Input
	if input == nil {
		input = []string{"-rtsp_transport", "tcp", "-timeout", "10000000", "-i", c.URL}
	}
	args := append([]string{"-nostdin", "-loglevel", "error"}, input...)
	args = append(args, "-map", "0:v:0", "-map", "0:a:0?", "-c:v", "copy", "-c:a", "aac", "-b:a", "48k", "-video_track_timescale", fmt.Sprint(videoScale),
		"-f", "mp4", "-movflags", "frag_keyframe+empty_moov+default_base_moof", "-flush_packets", "1", "pipe:1")
	cmd := exec.CommandContext(ctx, program, args...)
	cmd.WaitDelay = 2 * time.Second
	dieWithParent(cmd)
	return cmd
}

// program is what reads the camera.
func (c RoomCamera) program() string { return cmp.Or(c.Program, "ffmpeg") }

// RoomAwayFor is how long no second of a room's camera must have come onto the disk for it to count as away: longer than a child
// takes to be found stalled and to be started again.
const RoomAwayFor = stallFor + 10*time.Second

// roomState is when a second of one camera of a room came onto the disk last, in ns; 0 before the first.
type roomState struct {
	room    site.RoomID
	begun   time.Time
	stored  atomic.Int64
	defects atomic.Int64
	no      int // of the room's cameras, from 1
	program string
	feed    roomFeed // for who looks at it live
}

// RoomSight is how a room's own cameras stand.
type RoomSight struct {
	Since time.Time // nothing of one of them has come onto the disk since then, or since the server was opened
	Seen  bool      // something of each has in this run
	// Defects counts how often what records them broke off by a defect of this program.
	Defects int64
}

// Rooms tells how the cameras of rooms stand; of several of one room the one that is away longest.
func (s *Server) Rooms() map[site.RoomID]RoomSight {
	out := map[site.RoomID]RoomSight{}
	for _, at := range s.rooms {
		now := RoomSight{Since: at.begun}
		if n := at.stored.Load(); n != 0 {
			now = RoomSight{Since: time.Unix(0, n), Seen: true}
		}
		now.Defects = at.defects.Load()
		if old, ok := out[at.room]; ok {
			now.Seen, now.Defects = now.Seen && old.Seen, now.Defects+old.Defects
			if old.Since.Before(now.Since) {
				now.Since = old.Since
			}
		}
		out[at.room] = now
	}
	return out
}

// watchRoom keeps a child for a camera until ctx ends.
func (s *Server) watchRoom(ctx context.Context, c RoomCamera, at *roomState) {
	wait := childFirst
	for ctx.Err() == nil {
		if !s.roomsNow() {
			wait = childFirst
			select {
			case <-ctx.Done():
			case <-time.After(time.Second):
			}
			continue
		}
		begun := time.Now()
		err := s.roomOnce(ctx, c, at)
		if ctx.Err() != nil || !s.roomsNow() {
			continue
		}
		if time.Since(begun) > childSteady {
			wait = childFirst
		}
		s.figures.children.Add(1)
		s.cfg.Log.Warn("a camera of a room broke off", "room", c.Room, "err", err, "again_in", wait)
		select {
		case <-ctx.Done():
		case <-time.After(wait):
		}
		wait = min(2*wait, childMost)
	}
}

// roomsNow reports whether cameras of rooms are to be recorded now.
func (s *Server) roomsNow() bool { return s.cfg.RoomsWhile == nil || s.cfg.RoomsWhile() }

// errDefect is why a run of a room's camera ended where this program is to blame.
var errDefect = errors.New("a defect of this program")

// roomOnce records one run of the child. A panic ends this run alone.
func (s *Server) roomOnce(ctx context.Context, c RoomCamera, at *roomState) (err error) {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	defer s.recovered("room camera "+string(c.Room), func() {
		at.defects.Add(1)
		err = errDefect
	})
	if c.Find != nil {
		if c.URL, err = c.Find(ctx); err != nil {
			return err
		}
	}
	cmd := c.command(ctx)
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	said := &tail{}
	cmd.Stderr = said
	if err := cmd.Start(); err != nil {
		return err
	}
	defer func() { // also after a panic: nothing of the child stays
		stop()
		_, _ = io.Copy(io.Discard, out)
		err = errors.Join(err, cmd.Wait(), said.err(c))
	}()
	r := &roomRecorder{s: s, c: c, at: at, session: actor.NewID(s.cfg.Clock()), out: newWriter(s.spool, s.cfg.Log, &s.figures, &s.buffers, s.keepSoon), alive: make(chan struct{}, 1)}
	defer r.out.stop()
	defer at.feed.end()
	go r.guard(ctx, stop)
	return r.read(bufio.NewReaderSize(out, 64<<10))
}

// tail keeps the last words of a child.
type tail struct {
	mu sync.Mutex
	b  []byte
}

// Write implements io.Writer.
func (t *tail) Write(b []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.b = append(t.b, b...)
	if over := len(t.b) - 2048; over > 0 {
		t.b = t.b[over:]
	}
	return len(b), nil
}

// err is what the child said, without the camera's address, which holds its password.
func (t *tail) err(c RoomCamera) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	words := strings.TrimSpace(string(t.b))
	if c.URL != "" {
		words = strings.ReplaceAll(words, c.URL, "the camera")
	}
	if words == "" {
		return nil
	}
	return errors.New(words)
}

// roomRecorder cuts what a child writes into segments.
type roomRecorder struct {
	s       *Server
	c       RoomCamera
	at      *roomState
	session string
	out     *writer
	alive   chan struct{}

	init  []byte // ftyp and moov
	w, h  int
	moof  []byte
	open  bool
	begun time.Time
	base  map[uint32]uint64 // where each track's time begins in this segment
}

// guard kills a child that writes nothing, or whose pictures are not wanted any more.
func (r *roomRecorder) guard(ctx context.Context, stop context.CancelFunc) {
	defer r.s.recovered("room camera "+string(r.c.Room), stop)
	t, look := time.NewTimer(stallFor), time.NewTicker(time.Second)
	defer t.Stop()
	defer look.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-look.C:
			if !r.s.roomsNow() {
				stop()
				return
			}
		case <-r.alive:
			t.Reset(stallFor)
		case <-t.C:
			stop()
			return
		}
	}
}

// read takes boxes until the child ends.
func (r *roomRecorder) read(in io.Reader) error {
	for {
		var head [8]byte
		if _, err := io.ReadFull(in, head[:]); err != nil {
			return err
		}
		size := binary.BigEndian.Uint32(head[:])
		if size < 8 || size > mostBox {
			return fmt.Errorf("a box of %d bytes", size)
		}
		box := make([]byte, size)
		copy(box, head[:])
		if _, err := io.ReadFull(in, box[8:]); err != nil {
			return err
		}
		if err := r.take(string(head[4:]), box); err != nil {
			return err
		}
	}
}

func (r *roomRecorder) take(name string, box []byte) error {
	switch name {
	case "ftyp":
		r.init = box
	case "moov":
		r.init = append(r.init, box...)
		return r.measure()
	case "moof":
		r.moof = box
	case "mdat":
		if r.init == nil || r.moof == nil {
			return errors.New("a fragment without its head")
		}
		select {
		case r.alive <- struct{}{}:
		default:
		}
		r.fragment(append(r.moof, box...))
		r.moof = nil
	}
	return nil
}

// measure reads the size of the picture.
func (r *roomRecorder) measure() error {
	f, err := mp4.DecodeFile(bytes.NewReader(r.init))
	if err != nil || f.Init == nil {
		return fmt.Errorf("the head of the stream: %w", err)
	}
	for _, t := range f.Init.Moov.Traks {
		if t.Tkhd.TrackID == videoTrack {
			r.w, r.h = int(t.Tkhd.Width>>16), int(t.Tkhd.Height>>16)
		}
	}
	r.at.feed.begin(r.init, mimeOf(f.Init.Moov))
	return nil
}

// fragment brings one fragment, which begins with a key frame, into the segment under way.
func (r *roomRecorder) fragment(b []byte) {
	now := time.Now()
	r.at.feed.fragment(b, now, r.s.cfg.Clock())
	if r.open && now.Sub(r.begun) >= r.s.cfg.SegmentFor {
		r.out.end()
		r.open = false
	}
	if !r.open {
		at := r.s.cfg.Clock()
		hd := head{ID: actor.NewID(at), Session: r.session, Source: Source{Room: r.c.Room, Seat: cameraSeat(r.at.no), OrgPath: r.c.OrgPath}, Track: TrackRoom,
			From: at.UTC().Truncate(time.Millisecond), Width: r.w, Height: r.h}
		if !r.out.begin(hd, r.init) {
			return
		}
		r.open, r.begun, r.base = true, now, map[uint32]uint64{}
	}
	rebase(b, r.base)
	if !r.out.write(&b, true) {
		r.out.end()
		r.open = false
		return
	}
	r.at.stored.Store(now.UnixNano())
}

// rebase lets each track's time in a fragment begin where the segment does.
func rebase(b []byte, base map[uint32]uint64) {
	boxes(b, func(name string, moof []byte) {
		if name != "moof" {
			return
		}
		boxes(moof, func(name string, traf []byte) {
			if name != "traf" {
				return
			}
			var id uint32
			boxes(traf, func(name string, body []byte) {
				switch {
				case name == "tfhd" && len(body) >= 8:
					id = binary.BigEndian.Uint32(body[4:])
				case name == "tfdt" && len(body) >= 12 && body[0] == 1:
					at := binary.BigEndian.Uint64(body[4:])
					if _, ok := base[id]; !ok {
						base[id] = at
					}
					binary.BigEndian.PutUint64(body[4:], at-base[id])
				case name == "tfdt" && len(body) >= 8 && body[0] == 0:
					at := uint64(binary.BigEndian.Uint32(body[4:]))
					if _, ok := base[id]; !ok {
						base[id] = at
					}
					binary.BigEndian.PutUint32(body[4:], uint32(at-base[id]))
				}
			})
		})
	})
}

// boxes calls each for every box in b, with what is in it.
func boxes(b []byte, each func(name string, body []byte)) {
	for len(b) >= 8 {
		size := int(binary.BigEndian.Uint32(b))
		if size < 8 || size > len(b) {
			return
		}
		each(string(b[4:8]), b[8:size])
		b = b[size:]
	}
}
