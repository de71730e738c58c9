package app

import (
	"bytes"
	"context"
	"errors"
	"image/jpeg"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/suikao/suikao/internal/crypt"
	"github.com/suikao/suikao/proctor/media"
	"github.com/suikao/suikao/proctor/media/mediatest"
)

// Through a media node of its own a room's camera is listed, looked at live and as a still; who has not the key file's signature learns nothing.
func TestARoomsCameraThroughAMediaNode(t *testing.T) {
	ffmpeg, err := exec.LookPath("ffmpeg")
	if err != nil {
		t.Skip("ffmpeg is not installed")
	}
	film, err := exec.Command(ffmpeg, "-v", "error", "-f", "lavfi", "-i", "testsrc2=size=160x120:rate=10", "-t", "2", "-c:v", "libx264", "-threads", "1", "-preset", "ultrafast",
		"-bf", "0", "-g", "10", "-pix_fmt", "yuv420p", "-f", "h264", "pipe:1").Output()
	if err != nil {
		t.Skipf("no H.264 to test with: %v", err)
	}
	camera, err := mediatest.StartRoomCamera(film, 20, "viewer", "x")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(camera.Unplug)
	ring, err := crypt.Single(bytes.Repeat([]byte{7}, 32))
	if err != nil {
		t.Fatal(err)
	}
	server, err := media.Open(media.Config{UDP: "127.0.0.1:0", Dir: filepath.Join(t.TempDir(), "spool"), Ring: ring, SegmentFor: time.Minute, Kilobits: 500, MaxPublishers: 2,
		Clock: time.Now, Log: slog.New(slog.DiscardHandler), Keep: func(context.Context, media.Recording) error { return nil },
		Rooms: []media.RoomCamera{{Room: "room", OrgPath: "/a/", URL: camera.URL()}}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Close() })
	node := &Media{base: base{ring: ring}, part: &mediaPart{}}
	mux := http.NewServeMux()
	node.serveEyes(mux)
	h := httptest.NewUnstartedServer(mux)
	h.Config.ReadTimeout = time.Second // as a media node bounds its requests, only shorter
	h.Start()
	t.Cleanup(h.Close)
	ask := farEyer(h.URL, node.liveKey(), h.Client())
	if _, err := ask(t.Context(), eyeAct{Do: "list", Room: "room"}); !errors.Is(err, media.ErrAway) {
		t.Errorf("before the server is open: %v", err)
	}
	node.part.server.Store(server)
	var out eyed
	for end := time.Now().Add(20 * time.Second); ; time.Sleep(50 * time.Millisecond) {
		if out, err = ask(t.Context(), eyeAct{Do: "live", Room: "room", No: 1}); err == nil || time.Now().After(end) {
			break
		}
		if !errors.Is(err, media.ErrNoRoomCamera) {
			t.Fatal(err)
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	body := make([]byte, 0, 1<<20)
	for begun := time.Now(); time.Since(begun) < 3*time.Second || bytes.Count(body, []byte("moof")) < 3; {
		n, err := out.Body.Read(body[len(body):cap(body)])
		if body = body[:len(body)+n]; err != nil {
			t.Fatalf("after %d bytes: %v", len(body), err)
		}
	}
	_ = out.Body.Close()
	list, err := ask(t.Context(), eyeAct{Do: "list", Room: "room"})
	if err != nil || len(list.Eyes) != 1 || list.Eyes[0].Type != out.Type || list.Eyes[0].No != 1 {
		t.Errorf("%+v %q %v", list, out.Type, err)
	}
	still, err := ask(t.Context(), eyeAct{Do: "still", Room: "room", No: 1})
	if err != nil || time.Since(still.At) > time.Minute {
		t.Fatal(still.At, err)
	}
	if img, err := jpeg.Decode(still.Body); err != nil || img.Bounds().Dx() != 160 {
		t.Errorf("the still: %v", err)
	}
	_ = still.Body.Close()
	if _, err := farEyer(h.URL, []byte("guessed"), h.Client())(t.Context(), eyeAct{Do: "list", Room: "room"}); !errors.Is(err, media.ErrAway) {
		t.Errorf("with another's key: %v", err)
	}
	res, err := h.Client().Post(h.URL+eyePath, "application/json", bytes.NewReader([]byte(`{"do":"list","room":"room"}`)))
	if err != nil {
		t.Fatal(err)
	}
	text, _ := io.ReadAll(res.Body)
	_ = res.Body.Close()
	if res.StatusCode != http.StatusNotFound || bytes.Contains(text, []byte("avc1")) {
		t.Errorf("without a signature: %d %s", res.StatusCode, text)
	}
}
