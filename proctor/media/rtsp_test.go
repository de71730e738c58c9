package media_test

import (
	"bytes"
	"errors"
	"image/jpeg"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/suikao/suikao/proctor/media"
	"github.com/suikao/suikao/proctor/media/mediatest"
	"github.com/suikao/suikao/proctor/media/onvif"
)

// roomFilm is two seconds of H.264 in Annex B form with a key frame each second, and ffmpeg to read it with.
func roomFilm(t *testing.T) []byte {
	t.Helper()
	ffmpeg, err := exec.LookPath("ffmpeg")
	if err != nil {
		t.Skip("ffmpeg is not installed")
	}
	out, err := exec.Command(ffmpeg, "-v", "error", "-f", "lavfi", "-i", "testsrc2=size=320x240:rate=15", "-t", "2", "-c:v", "libx264", "-threads", "1",
		"-preset", "ultrafast", "-bf", "0", "-g", "15", "-pix_fmt", "yuv420p", "-f", "h264", "pipe:1").Output()
	if err != nil {
		t.Skipf("no H.264 to test with: %v", err)
	}
	return out
}

func roomCamera(t *testing.T) *mediatest.RoomCamera {
	t.Helper()
	c, err := mediatest.StartRoomCamera(roomFilm(t), 15, "viewer", "pass-word_1")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Unplug)
	return c
}

// decodes plays a film to its end.
func decodes(t *testing.T, film []byte) {
	t.Helper()
	cmd := exec.Command("ffmpeg", "-v", "error", "-f", "mp4", "-i", "pipe:0", "-f", "null", "-")
	cmd.Stdin = bytes.NewReader(film)
	if out, err := cmd.CombinedOutput(); err != nil || len(out) > 0 {
		t.Errorf("%v %s", err, out)
	}
}

// A camera of a room is read over RTSP with a password, recorded as it sends, looked at live without transcoding and as a still; it
// vanishes while it is looked at, and is there again when it is back.
func TestARoomCameraOverRTSP(t *testing.T) {
	t.Parallel()
	c := roomCamera(t)
	s := open(t, func(cfg *media.Config) {
		cfg.SegmentFor = 2 * time.Second
		cfg.Rooms = []media.RoomCamera{{Room: "room-1", OrgPath: "/a/", URL: c.URL()}, {Room: "room-1", OrgPath: "/a/", URL: strings.Replace(c.URL(), "pass-word_1", "wrong", 1)}}
	})
	if _, err := s.WatchRoom("room-1", 3, time.Minute); !errors.Is(err, media.ErrNoRoomCamera) {
		t.Errorf("a camera that there is not: %v", err)
	}
	until(t, "it is recorded", func() bool { return len(s.shelf.all()) >= 1 })
	r := s.shelf.all()[0]
	if r.Track != media.TrackRoom || r.Source.Room != "room-1" || r.Source.Seat != "" || r.Width != 320 || r.Height != 240 || r.Frames < 15 {
		t.Errorf("%+v", r)
	}
	film, err := os.ReadFile(s.shelf.path(r))
	if err != nil {
		t.Fatal(err)
	}
	decodes(t, film)
	eyes := s.RoomEyes("room-1")
	if len(eyes) != 2 || eyes[0].No != 1 || !strings.HasPrefix(eyes[0].Type, `video/mp4; codecs="avc1.42`) || time.Since(eyes[0].At) > 10*time.Second || eyes[1].No != 2 || eyes[1].Type != "" {
		t.Errorf("%+v", eyes)
	}
	until(t, "the wrong password is refused", func() bool { return c.Refused() > 0 && s.Figures().Children > 0 })
	look := lookedAt(t, s, time.Minute)
	still, at, err := s.RoomStill(t.Context(), "room-1", 1)
	if err != nil || time.Since(at) > 10*time.Second {
		t.Fatal(at, err)
	}
	if img, err := jpeg.Decode(bytes.NewReader(still)); err != nil || img.Bounds().Dx() != 320 {
		t.Errorf("the still: %v", err)
	}
	until(t, "three seconds are passed on", func() bool { return bytes.Count(look.seen(), []byte("moof")) >= 3 })

	c.Unplug()
	until(t, "who looks is told", look.ended)
	decodes(t, look.seen())
	if _, err := s.WatchRoom("room-1", 1, time.Minute); !errors.Is(err, media.ErrNoRoomCamera) {
		t.Errorf("of a camera that is away: %v", err)
	}
	if _, _, err := s.RoomStill(t.Context(), "room-1", 1); !errors.Is(err, media.ErrNoRoomCamera) {
		t.Errorf("a still of a camera that is away: %v", err)
	}
	before := c.Played()
	if err := c.Plug(); err != nil {
		t.Fatal(err)
	}
	until(t, "it is read again", func() bool { return c.Played() > before })
	again := lookedAt(t, s, time.Minute)
	until(t, "it is passed on again", func() bool { return bytes.Contains(again.seen(), []byte("moof")) })
	until(t, "and recorded, in another session", func() bool {
		list := s.shelf.all()
		return list[len(list)-1].Session != r.Session
	})
	short := lookedAt(t, s, 50*time.Millisecond)
	until(t, "a look ends by itself", short.ended)
}

// look reads what is passed on of the first camera.
type look struct {
	body []byte
	over bool
	lock chan struct{}
}

func lookedAt(t *testing.T, s *studio, d time.Duration) *look {
	t.Helper()
	var v *media.RoomStream
	until(t, "it can be looked at", func() bool {
		var err error
		v, err = s.WatchRoom("room-1", 1, d)
		return err == nil
	})
	t.Cleanup(func() { _ = v.Close() })
	l := &look{lock: make(chan struct{}, 1)}
	go func() {
		buf := make([]byte, 32<<10)
		for {
			n, err := v.Read(buf)
			l.lock <- struct{}{}
			l.body, l.over = append(l.body, buf[:n]...), err == io.EOF
			<-l.lock
			if err != nil {
				return
			}
		}
	}()
	return l
}

func (l *look) seen() []byte {
	l.lock <- struct{}{}
	defer func() { <-l.lock }()
	return bytes.Clone(l.body)
}

func (l *look) ended() bool {
	l.lock <- struct{}{}
	defer func() { <-l.lock }()
	return l.over
}

// Somebody who does not read what is passed on holds up nobody and is sent away.
func TestARoomCameraWithASlowViewer(t *testing.T) {
	t.Parallel()
	c, err := mediatest.StartRoomCamera(roomFilm(t), 60, "viewer", "x") // four key frames a second
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Unplug)
	s := open(t, func(cfg *media.Config) {
		cfg.Rooms = []media.RoomCamera{{Room: "room-1", OrgPath: "/a/", URL: c.URL()}}
	})
	var v *media.RoomStream
	until(t, "it can be looked at", func() bool {
		var err error
		v, err = s.WatchRoom("room-1", 1, time.Minute)
		return err == nil
	})
	fast := lookedAt(t, s, time.Minute)
	until(t, "many seconds go by", func() bool { return bytes.Count(fast.seen(), []byte("moof")) > 12 })
	read := make(chan int64, 1)
	go func() {
		n, _ := io.Copy(io.Discard, v)
		read <- n
	}()
	select {
	case n := <-read:
		if n == 0 || n >= int64(len(fast.seen())) {
			t.Errorf("the slow one got %d bytes, the other %d", n, len(fast.seen()))
		}
	case <-time.After(10 * time.Second):
		t.Error("the slow one is still served")
	}
}

// A camera that is known by its ONVIF address alone is asked where its stream is before each run: after it came back elsewhere, too.
func TestARoomCameraByONVIF(t *testing.T) {
	t.Parallel()
	c := roomCamera(t)
	o := mediatest.StartOnvif(&mediatest.Onvif{User: "viewer", Password: "pass-word_1", Stream: c.Bare(), Ahead: 40 * time.Minute})
	t.Cleanup(o.Close)
	at, err := onvif.Parse(o.Address())
	if err != nil {
		t.Fatal(err)
	}
	s := open(t, func(cfg *media.Config) {
		cfg.Rooms = []media.RoomCamera{{Room: "room-1", OrgPath: "/a/", Find: at.Stream}}
	})
	first := lookedAt(t, s, time.Minute)
	until(t, "it is passed on", func() bool { return bytes.Contains(first.seen(), []byte("moof")) })
	c.Unplug()
	until(t, "it is away", first.ended)
	asked := len(o.Asked())
	if err := c.Plug(); err != nil {
		t.Fatal(err)
	}
	again := lookedAt(t, s, time.Minute)
	until(t, "it is passed on again", func() bool { return bytes.Contains(again.seen(), []byte("moof")) })
	if len(o.Asked()) < asked+4 {
		t.Errorf("it was not asked again where its stream is: %q", o.Asked()[asked:])
	}
}
