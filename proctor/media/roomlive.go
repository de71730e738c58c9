package media

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os/exec"
	"strconv"
	"sync"
	"time"

	"github.com/Eyevinn/mp4ff/avc"
	"github.com/Eyevinn/mp4ff/hevc"
	"github.com/Eyevinn/mp4ff/mp4"

	"github.com/suikao/suikao/exam/site"
)

const (
	mostRoomViewers = 16 // of one camera at once
	roomQueue       = 6  // fragments that wait for one viewer; one that is slower is ended and comes again
	stillFor        = 10 * time.Second
)

// RoomEye is one camera of a room as it can be looked at now.
type RoomEye struct {
	Room site.RoomID `json:"room"`
	No   int         `json:"no"`   // of the room's cameras, from 1
	Type string      `json:"type"` // MIME type of its stream with codecs; empty where a browser cannot be told what it is
	At   time.Time   `json:"at"`   // when its newest pictures came, by Config.Clock; zero: none since the server was opened
}

// roomFeed passes on what a room's camera sends, as it is recorded: fragments of MP4 that each begin with a key frame.
type roomFeed struct {
	mu      sync.Mutex
	init    []byte // nil while nothing comes
	kind    string
	last    []byte    // the newest fragment
	at      time.Time // it came, by the machine's clock
	shown   time.Time // the same by Config.Clock
	viewers map[*RoomStream]bool
	still   []byte // made of the newest fragment
	making  sync.Mutex
}

// begin takes the head of a new run of the camera.
func (f *roomFeed) begin(init []byte, kind string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.init, f.kind, f.last, f.still = bytes.Clone(init), kind, nil, nil
}

// fragment passes one on. b is copied; nobody who looks holds up the recording.
func (f *roomFeed) fragment(b []byte, now, shown time.Time) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.last, f.at, f.shown, f.still = bytes.Clone(b), now, shown, nil
	for v := range f.viewers {
		select {
		case v.next <- f.last:
		default:
			delete(f.viewers, v)
			close(v.next)
		}
	}
}

// end ends everybody's looking: the next run has another head.
func (f *roomFeed) end() {
	f.mu.Lock()
	defer f.mu.Unlock()
	for v := range f.viewers {
		close(v.next)
	}
	f.init, f.kind, f.last, f.viewers = nil, "", nil, nil
}

// RoomStream is what a room's camera sends from now on: fragmented MP4 as it is recorded, beginning with the newest whole picture. Reads
// wait for the next fragment; it ends when the camera does, when its time is over, and when the reader is too slow. One goroutine reads.
type RoomStream struct {
	Type  string
	feed  *roomFeed
	next  chan []byte
	rest  []byte
	until *time.Timer
	gone  chan struct{}
	once  sync.Once
}

// Read implements io.Reader.
func (v *RoomStream) Read(p []byte) (int, error) {
	for len(v.rest) == 0 {
		select {
		case <-v.gone:
			return 0, io.EOF
		case <-v.until.C:
			_ = v.Close()
			return 0, io.EOF
		case b, ok := <-v.next:
			if !ok {
				return 0, io.EOF
			}
			v.rest = b
		}
	}
	n := copy(p, v.rest)
	v.rest = v.rest[n:]
	return n, nil
}

// Close ends the look; safe from another goroutine than the reader's.
func (v *RoomStream) Close() error {
	v.once.Do(func() {
		v.feed.mu.Lock()
		delete(v.feed.viewers, v)
		v.feed.mu.Unlock()
		v.until.Stop()
		close(v.gone)
	})
	return nil
}

// RoomEyes lists the cameras of a room.
func (s *Server) RoomEyes(room site.RoomID) []RoomEye {
	var out []RoomEye
	for _, at := range s.rooms {
		if at.room != room {
			continue
		}
		f := &at.feed
		f.mu.Lock()
		out = append(out, RoomEye{Room: room, No: at.no, Type: f.kind, At: f.shown})
		f.mu.Unlock()
	}
	return out
}

func (s *Server) roomAt(room site.RoomID, no int) *roomState {
	for _, at := range s.rooms {
		if at.room == room && at.no == no {
			return at
		}
	}
	return nil
}

// WatchRoom passes the stream of a room's camera on, for as long as d. Who calls has checked rights, and closes it. Faults: ErrNoRoomCamera
// where nothing comes, ErrViewers.
func (s *Server) WatchRoom(room site.RoomID, no int, d time.Duration) (*RoomStream, error) {
	at := s.roomAt(room, no)
	if at == nil {
		return nil, ErrNoRoomCamera
	}
	f := &at.feed
	f.mu.Lock()
	defer f.mu.Unlock()
	switch {
	case f.init == nil || f.last == nil:
		return nil, ErrNoRoomCamera
	case len(f.viewers) >= mostRoomViewers:
		return nil, ErrViewers
	}
	v := &RoomStream{Type: f.kind, feed: f, next: make(chan []byte, roomQueue), rest: append(bytes.Clone(f.init), f.last...), until: time.NewTimer(d), gone: make(chan struct{})}
	if f.viewers == nil {
		f.viewers = map[*RoomStream]bool{}
	}
	f.viewers[v] = true
	return v, nil
}

// RoomStill is the newest whole picture of a room's camera as a JPEG, made by ffmpeg once for all who ask, and when it came. For cameras
// whose codec a browser does not play. Faults: ErrNoRoomCamera where nothing comes.
func (s *Server) RoomStill(ctx context.Context, room site.RoomID, no int) ([]byte, time.Time, error) {
	at := s.roomAt(room, no)
	if at == nil {
		return nil, time.Time{}, ErrNoRoomCamera
	}
	f := &at.feed
	f.making.Lock()
	defer f.making.Unlock()
	f.mu.Lock()
	init, last, made, when, shown := f.init, f.last, f.still, f.at, f.shown
	f.mu.Unlock()
	if init == nil || last == nil || time.Since(when) > RoomAwayFor {
		return nil, time.Time{}, ErrNoRoomCamera
	}
	if made != nil {
		return made, shown, nil
	}
	made, err := stillOf(ctx, at.program, append(bytes.Clone(init), last...))
	if err != nil {
		return nil, time.Time{}, ErrNoRoomCamera.Wrap(err)
	}
	f.mu.Lock()
	if f.at.Equal(when) {
		f.still = made
	}
	f.mu.Unlock()
	return made, shown, nil
}

// stillOf decodes the first picture of a film.
func stillOf(ctx context.Context, program string, film []byte) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, stillFor)
	defer cancel()
	cmd := exec.CommandContext(ctx, program, "-nostdin", "-v", "error", "-threads", "1", "-protocol_whitelist", "pipe", "-f", "mp4", "-i", "pipe:0",
		"-map", "0:v:0", "-frames:v", "1", "-vf", "scale='min(1280,iw)':-2", "-threads", "1", "-f", "mjpeg", "pipe:1")
	var out bytes.Buffer
	said := &tail{}
	cmd.Env, cmd.Stdin, cmd.Stdout, cmd.Stderr, cmd.WaitDelay = []string{"LC_ALL=C"}, bytes.NewReader(film), &out, said, 2*time.Second
	dieWithParent(cmd)
	if err := cmd.Run(); err != nil && out.Len() == 0 { // it stops reading after the first picture
		return nil, fmt.Errorf("a still: %w: %v", err, said.err(RoomCamera{}))
	}
	return out.Bytes(), nil
}

// cameraSeat stands where a seat does for the second camera of a room and the others.
func cameraSeat(no int) site.SeatID {
	if no < 2 {
		return ""
	}
	return site.SeatID(strconv.Itoa(no))
}

// mimeOf is what a browser must be asked whether it plays, of the head of a stream; empty for codecs that browsers do not know.
func mimeOf(moov *mp4.MoovBox) string {
	video, audio := "", ""
	for _, t := range moov.Traks {
		if t.Mdia == nil || t.Mdia.Minf == nil || t.Mdia.Minf.Stbl == nil || t.Mdia.Minf.Stbl.Stsd == nil {
			continue
		}
		stsd := t.Mdia.Minf.Stbl.Stsd
		switch {
		case stsd.AvcX != nil && stsd.AvcX.AvcC != nil && len(stsd.AvcX.AvcC.SPSnalus) > 0:
			if sps, err := avc.ParseSPSNALUnit(stsd.AvcX.AvcC.SPSnalus[0], false); err == nil {
				video = avc.CodecString(stsd.AvcX.Type(), sps)
			}
		case stsd.HvcX != nil && stsd.HvcX.HvcC != nil:
			if list := stsd.HvcX.HvcC.GetNalusForType(hevc.NALU_SPS); len(list) > 0 {
				if sps, err := hevc.ParseSPSNALUnit(list[0]); err == nil {
					video = hevc.CodecString(stsd.HvcX.Type(), sps)
				}
			}
		case stsd.Mp4a != nil:
			audio = ", mp4a.40.2"
		}
	}
	if video == "" {
		return ""
	}
	return fmt.Sprintf(`video/mp4; codecs="%s%s"`, video, audio)
}
