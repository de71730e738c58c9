package media_test

import (
	"context"
	"net"
	"net/netip"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/pion/webrtc/v4"

	"github.com/suikao/suikao/proctor/media"
	"github.com/suikao/suikao/proctor/media/mediatest"
)

// One packet in ten is lost on the way to the server; it asks for them again and misses next to nothing.
func TestLostPacketsAreAskedForAgain(t *testing.T) {
	t.Parallel()
	s := open(t)
	c := s.publish(mediatest.Options{Lose: 10})
	until(t, "it is recorded", func() bool { return len(s.Seen(2*time.Second)) == 1 })
	before := int(c.Sent()) // while the machine was busy connecting
	until(t, "six seconds of frames", func() bool { return int(c.Sent()) >= before+90 })
	_ = c.Close()
	_ = s.Close()
	frames := 0
	for _, r := range s.shelf.all() {
		n, _ := probe(t, s.shelf.path(r))
		frames += n
	}
	if sent := int(c.Sent()) - before; frames < sent*8/10 {
		t.Errorf("%d of %d frames are recorded", frames, sent)
	}
	if lost := s.Figures().Lost; lost > 12 {
		t.Errorf("%d packets were given up", lost)
	}
}

// The way over UDP dies for good in the middle. The seat looks for another as soon as the server is silent, and goes on over TCP in the
// same session and file.
func TestTheWayOverUDPDies(t *testing.T) {
	t.Parallel()
	s := open(t)
	var id string
	c, err := mediatest.StartWith(t.Context(), func(ctx context.Context, offer string) (answer string, err error) {
		id, answer, err = s.Publish(ctx, source("a"), offer)
		return answer, err
	}, mediatest.Options{Both: true})
	if err != nil {
		t.Fatal(err)
	}
	until(t, "it is recorded", func() bool { return len(s.Seen(2*time.Second)) == 1 && c.Sent() > 30 })
	c.Guard(t.Context(), 1600*time.Millisecond, func(ctx context.Context, offer string) (string, error) { return s.Renew(ctx, "a", id, offer) })
	from := time.Now()
	c.Cut()
	back := func() bool { at, _ := s.Came("a"); return at.Sub(from) > 200*time.Millisecond }
	until(t, "frames come again", back)
	if took := time.Since(from); took > 6*time.Second { // the bound of 2.5 s is the benchmark's; this machine may be busy
		t.Errorf("back after %v", took)
	}
	until(t, "it goes on", func() bool { at, _ := s.Came("a"); return at.Sub(from) > 5*time.Second })
	_ = c.Close()
	s.End("a", id)
	until(t, "kept", func() bool { return s.Figures().Sessions == 0 && s.Figures().Waiting == 0 })
	for _, r := range s.shelf.all() {
		if r.Session != id {
			t.Errorf("another session: %+v", r)
		}
		probe(t, s.shelf.path(r))
	}
}

// A seat that reaches nothing but the relay is recorded through it; who has no word or an old one is not, and nobody reaches another
// machine through it.
func TestTheRelay(t *testing.T) {
	t.Parallel()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := l.Addr().String()
	_ = l.Close()
	s := open(t, func(c *media.Config) { c.Relay = media.Relay{Listen: address, Secret: "a secret of the installation"} })
	for _, way := range []string{"udp", "tcp"} {
		name, word := media.RelayCredential("a secret of the installation", "seat", time.Now().Add(time.Hour))
		c := s.publish(mediatest.Options{Relay: []webrtc.ICEServer{{URLs: []string{"turn:" + address + "?transport=" + way}, Username: name, Credential: word}}})
		until(t, "frames through the relay over "+way, func() bool { return c.Sent() > 30 })
		_ = c.Close()
	}
	for what, word := range map[string]func() (string, string){
		"an old word": func() (string, string) {
			return media.RelayCredential("a secret of the installation", "s", time.Now().Add(-time.Hour))
		},
		"another's secret": func() (string, string) { return media.RelayCredential("guessed", "s", time.Now().Add(time.Hour)) },
	} {
		name, pass := word()
		if n := relayed(t, address, name, pass); n != 0 {
			t.Errorf("%s: %d ways through the relay", what, n)
		}
	}
	name, word := media.RelayCredential("a secret of the installation", "seat", time.Now().Add(time.Hour))
	if n := relayed(t, address, name, word); n == 0 {
		t.Error("a good word finds no way")
	}
	if media.MayRelay(s.Server, netip.MustParseAddr("192.0.2.7")) || !media.MayRelay(s.Server, netip.MustParseAddr("127.0.0.1")) {
		t.Error("the relay goes elsewhere than to this machine")
	}
}

// relayed is how many ways a client finds through the relay.
func relayed(t *testing.T, address, name, word string) int {
	t.Helper()
	var se webrtc.SettingEngine
	se.SetIncludeLoopbackCandidate(true)
	pc, err := webrtc.NewAPI(webrtc.WithSettingEngine(se)).NewPeerConnection(webrtc.Configuration{ICETransportPolicy: webrtc.ICETransportPolicyRelay,
		ICEServers: []webrtc.ICEServer{{URLs: []string{"turn:" + address + "?transport=udp"}, Username: name, Credential: word}}})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = pc.Close() }()
	if _, err := pc.CreateDataChannel("x", nil); err != nil {
		t.Fatal(err)
	}
	offer, err := pc.CreateOffer(nil)
	if err != nil {
		t.Fatal(err)
	}
	done := webrtc.GatheringCompletePromise(pc)
	if err := pc.SetLocalDescription(offer); err != nil {
		t.Fatal(err)
	}
	<-done
	return strings.Count(pc.LocalDescription().SDP, "a=candidate")
}

// A seat's screen is a track of its own: other segments, no sound, the same session.
func TestTheScreenIsATrackOfItsOwn(t *testing.T) {
	t.Parallel()
	s := open(t, func(c *media.Config) { c.Screens = true })
	c := s.publish(mediatest.Options{Screen: true})
	until(t, "it is recorded", func() bool { return len(s.Seen(2*time.Second)) == 1 })
	from := c.Sent()
	until(t, "four seconds more", func() bool { return c.Sent() > from+60 })
	_ = c.Close()
	_ = s.Close()
	frames := map[media.Track]int{}
	for _, r := range s.shelf.all() {
		n, _ := probe(t, s.shelf.path(r))
		frames[r.Track] += n
		if r.Track == media.TrackScreen && r.Sounds != 0 || r.Source != source("a") {
			t.Errorf("%+v", r)
		}
	}
	if frames[media.TrackCamera] < 30 || frames[media.TrackScreen] < 30 {
		t.Errorf("%v", frames)
	}
	off := open(t)
	if _, err := mediatest.StartWith(t.Context(), func(ctx context.Context, offer string) (answer string, err error) {
		_, answer, err = off.Publish(ctx, source("a"), offer)
		return answer, err
	}, mediatest.Options{Screen: true}); err == nil {
		t.Error("a screen was taken where none is wanted")
	}
}

// A camera of a room comes through a child process; when that dies, another one takes over, and it never outlives the server.
func TestACameraOfARoom(t *testing.T) {
	t.Parallel()
	ffmpeg, err := exec.LookPath("ffmpeg")
	if err != nil {
		t.Skip("ffmpeg is not installed")
	}
	file := filepath.Join(t.TempDir(), "room.mp4")
	if out, err := exec.Command(ffmpeg, "-v", "error", "-f", "lavfi", "-i", "testsrc2=size=320x240:rate=15", "-f", "lavfi", "-i", "sine=frequency=440", "-t", "4",
		"-c:v", "libx264", "-preset", "ultrafast", "-g", "15", "-c:a", "aac", file).CombinedOutput(); err != nil {
		t.Skipf("no H.264 to test with: %v %s", err, out)
	}
	s := open(t, func(c *media.Config) {
		c.SegmentFor = 1500 * time.Millisecond
		c.Rooms = []media.RoomCamera{{Room: "room-1", OrgPath: "/a/", Input: []string{"-re", "-i", file}}}
	})
	until(t, "the child ended and another was started", func() bool { return s.Figures().Children >= 1 })
	until(t, "segments of two children", func() bool {
		sessions := map[string]bool{}
		for _, r := range s.shelf.all() {
			sessions[r.Session] = true
		}
		return len(sessions) >= 2
	})
	if at, ok := s.Rooms()["room-1"]; !ok || !at.Seen || time.Since(at.Since) > media.RoomAwayFor {
		t.Errorf("the room's camera came and is said to be away: %+v", at)
	}
	total := 0.0
	for _, r := range s.shelf.all() {
		if r.Track != media.TrackRoom || r.Source.Room != "room-1" || r.Source.Sitting != "" || r.Width != 320 || r.Height != 240 || r.Frames == 0 {
			t.Errorf("%+v", r)
		}
		out, err := exec.Command("ffmpeg", "-v", "error", "-i", s.shelf.path(r), "-f", "null", "-").CombinedOutput()
		if err != nil || len(out) > 0 {
			t.Errorf("%v %s", err, out)
		}
		total += r.Duration.Seconds()
	}
	if total < 3.5 {
		t.Errorf("only %.1f s are recorded", total)
	}
}
