package media_test

import (
	"context"
	"errors"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/pion/rtcp"

	"github.com/suikao/suikao/proctor/media"
	"github.com/suikao/suikao/proctor/media/mediatest"
)

// publish starts a camera with options for seat a.
func (s *studio) publish(o mediatest.Options) *mediatest.Camera {
	s.t.Helper()
	c, err := mediatest.StartWith(s.t.Context(), func(ctx context.Context, offer string) (answer string, err error) {
		_, answer, err = s.Publish(ctx, source("a"), offer)
		return answer, err
	}, o)
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { _ = c.Close() })
	return c
}

// again asks whether seat a is taken; the refusal names why it was sent away.
func (s *studio) again() error {
	_, _, err := s.Publish(s.t.Context(), source("a"), "v=0\r\nm=video 9 UDP/TLS/RTP/SAVPF 96\r\n")
	return err
}

func heap() uint64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// sized puts another size into the header of a clip's key frames: what a 4K camera says of its picture.
func sized(w, h int) [][]byte {
	var out [][]byte
	for _, f := range mediatest.Frames() {
		f = append([]byte(nil), f...)
		if f[0]&1 == 0 {
			f[6], f[7], f[8], f[9] = byte(w), byte(w>>8), byte(h), byte(h>>8)
		}
		out = append(out, f)
	}
	return out
}

func TestACameraOf4KIsSentAwayAndToldWhy(t *testing.T) {
	t.Parallel()
	s := open(t)
	s.publish(mediatest.Options{Frames: sized(3840, 2160)})
	until(t, "it is sent away", func() bool { return s.Figures().Sessions == 0 && s.Figures().Refused > 0 })
	if err := s.again(); !errors.Is(err, media.ErrTooLarge) {
		t.Errorf("%v", err)
	}
	if list := s.shelf.all(); len(list) != 0 {
		t.Errorf("something was recorded: %+v", list)
	}
	c, _ := s.camera("b", false)
	until(t, "others are not affected", func() bool { return c.Sent() > 30 && len(s.Seen(3*time.Second)) == 1 })
}

func TestACameraThatNeverSendsAPicture(t *testing.T) {
	t.Parallel()
	s := open(t)
	c := s.publish(mediatest.Options{})
	c.Cover(true)
	deadline := time.Now().Add(25 * time.Second)
	for s.Figures().Sessions > 0 && time.Now().Before(deadline) {
		time.Sleep(100 * time.Millisecond)
	}
	if s.Figures().Sessions != 0 {
		t.Error("it holds its place for ever")
	}
	if err := s.again(); !errors.Is(err, media.ErrOffer) { // the offer is bad, the seat is not refused
		t.Errorf("%v", err)
	}
}

// flood sends control packets, real ones and ones that are none, as fast as it can.
func TestAFloodOfControlMessages(t *testing.T) {
	t.Parallel()
	s := open(t)
	c := s.publish(mediatest.Options{})
	until(t, "it is recorded", func() bool { return c.Sent() > 20 })
	ssrc := uint32(c.Peer().GetSenders()[0].GetParameters().Encodings[0].SSRC)
	before := heap()
	for end := time.Now().Add(10 * time.Second); s.Figures().Refused == 0 && time.Now().Before(end); {
		for range 50 {
			_ = c.Peer().WriteRTCP([]rtcp.Packet{&rtcp.SenderReport{SSRC: ssrc}, &rtcp.PictureLossIndication{SenderSSRC: ssrc, MediaSSRC: ssrc}})
		}
		time.Sleep(5 * time.Millisecond)
	}
	until(t, "it is sent away", func() bool { return s.Figures().Refused == 1 && s.Figures().Sessions == 0 })
	if err := s.again(); !errors.Is(err, media.ErrFlood) {
		t.Errorf("%v", err)
	}
	if grown := int64(heap()) - int64(before); grown > 64<<20 {
		t.Errorf("%d MB stay", grown>>20)
	}
}

// A peer that sends packets of streams it never offered gets no memory for them.
func TestStreamsThatNobodyOffered(t *testing.T) {
	t.Parallel()
	s := open(t)
	c := s.publish(mediatest.Options{})
	until(t, "it is recorded", func() bool { return c.Sent() > 20 })
	before := heap()
	if err := mediatest.Strangers(c, 20_000); err != nil {
		t.Log(err)
	}
	time.Sleep(time.Second)
	if grown := int64(heap()) - int64(before); grown > 32<<20 {
		t.Errorf("%d MB for streams that nobody offered", grown>>20)
	}
	until(t, "it is sent away", func() bool { return s.Figures().Refused == 1 && s.Figures().Sessions == 0 })
	if err := s.again(); !errors.Is(err, media.ErrFlood) {
		t.Errorf("%v", err)
	}
}

// A camera that sends twenty times what it was told loses its connection, not the server's disk.
func TestACameraThatSendsFarTooMuch(t *testing.T) {
	t.Parallel()
	s := open(t, func(c *media.Config) { c.Kilobits = 50 })
	big := mediatest.Frames()
	for i, f := range big {
		if f[0]&1 == 1 {
			big[i] = append(append([]byte(nil), f...), make([]byte, 6000)...)
		}
	}
	s.publish(mediatest.Options{Frames: big})
	until(t, "it is sent away", func() bool { return s.Figures().Refused == 1 && s.Figures().Sessions == 0 })
	if err := s.again(); !errors.Is(err, media.ErrTooMuch) {
		t.Errorf("%v", err)
	}
}

func TestRenegotiatingInALoop(t *testing.T) {
	t.Parallel()
	s := open(t)
	c, id := s.camera("a", false)
	until(t, "frames", func() bool { return c.Sent() >= 20 })
	var offer string
	renew := func(ctx context.Context, sdp string) (string, error) { offer = sdp; return s.Renew(ctx, "a", id, sdp) }
	if err := c.Offer(t.Context(), renew, true); err != nil {
		t.Fatal(err)
	}
	before := runtime.NumGoroutine()
	refused := 0
	for range 40 {
		if _, err := s.Renew(t.Context(), "a", id, offer); errors.Is(err, media.ErrTooOften) {
			refused++
		}
	}
	if refused < 30 {
		t.Errorf("only %d of 40 were refused", refused)
	}
	if n := runtime.NumGoroutine(); n > before+200 {
		t.Errorf("%d goroutines, %d before", n, before)
	}
	loop := 0
	for range 30 { // and anew each time
		if _, _, err := s.Publish(t.Context(), source("z"), "v=0\r\nm=video 9 x\r\n"); errors.Is(err, media.ErrTooOften) {
			loop++
		}
	}
	if loop < 20 {
		t.Errorf("only %d of 30 new sessions were refused", loop)
	}
}

func TestFiftyTracksAreRefusedBeforeAnythingIsBuilt(t *testing.T) {
	t.Parallel()
	s := open(t, func(c *media.Config) { c.Screens = true })
	line := "m=video 9 UDP/TLS/RTP/SAVPF 96\r\na=mid:0\r\na=sendonly\r\n"
	before := runtime.NumGoroutine()
	for range 100 {
		if _, _, err := s.Publish(t.Context(), source("a"), "v=0\r\n"+strings.Repeat(line, 50)); !errors.Is(err, media.ErrOffer) {
			t.Fatal(err)
		}
	}
	if n := runtime.NumGoroutine(); n > before+50 { // other tests run beside this one
		t.Errorf("%d goroutines, %d before", n, before)
	}
}
