package playable

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/suikao/suikao/proctor/media/mediatest"
)

func segment(t testing.TB, seconds int) []byte {
	t.Helper()
	b, err := mediatest.Segment(seconds)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// probe lets ffmpeg play a file to its end and returns what ffprobe says of it.
func probe(t *testing.T, name string, body []byte) string {
	t.Helper()
	for _, tool := range []string{"ffmpeg", "ffprobe"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skip(tool + " is not installed")
		}
	}
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, body, 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("ffmpeg", "-v", "error", "-i", path, "-f", "null", "-").CombinedOutput(); err != nil || len(out) > 0 {
		t.Fatalf("%s does not play: %v %s", name, err, out)
	}
	out, err := exec.Command("ffprobe", "-v", "error", "-count_frames", "-show_entries", "stream=codec_name,nb_read_frames:format=duration", "-of", "default=nk=1:nw=1", path).CombinedOutput()
	if err != nil {
		t.Fatalf("%v %s", err, out)
	}
	return strings.Join(strings.Fields(string(out)), " ")
}

func TestWebMHoldsEveryFrame(t *testing.T) {
	c := &Copier{}
	var b bytes.Buffer
	if err := c.Copy(t.Context(), &b, bytes.NewReader(segment(t, 7))); err != nil {
		t.Fatal(err)
	}
	if ext, zh, en := c.Form(); ext != ".webm" || !strings.Contains(zh, "ffmpeg") || !strings.Contains(en, "ffmpeg") {
		t.Error(ext, zh, en)
	}
	if got := probe(t, "a.webm", b.Bytes()); !strings.HasPrefix(got, "vp8 105 opus 350 7.0") {
		t.Error(got)
	}
}

func TestMP4ByFFmpeg(t *testing.T) {
	c := Find(t.Context())
	if c.ffmpeg == "" {
		t.Skip("no ffmpeg with H.264 and AAC")
	}
	var b bytes.Buffer
	if err := c.Copy(t.Context(), &b, bytes.NewReader(segment(t, 3))); err != nil {
		t.Fatal(err)
	}
	if got := probe(t, "a.mp4", b.Bytes()); !strings.HasPrefix(got, "h264 45 aac") {
		t.Error(got)
	}
}

func TestDamagedSegmentsAreRefused(t *testing.T) {
	whole := segment(t, 2)
	for name, bad := range map[string][]byte{"empty": nil, "text": []byte("no film at all"), "head alone": whole[:600], "torn": whole[:len(whole)-100]} {
		var b bytes.Buffer
		if err := WebM(&b, bytes.NewReader(bad)); err == nil {
			t.Errorf("%s: %d bytes", name, b.Len())
		}
	}
	for i := 0; i < len(whole); i += 97 { // a turned byte may be a worse picture, but never a panic
		bad := bytes.Clone(whole)
		bad[i] ^= 0xff
		_ = WebM(&bytes.Buffer{}, bytes.NewReader(bad))
	}
	if c := Find(t.Context()); c.ffmpeg != "" {
		if err := c.Copy(t.Context(), &bytes.Buffer{}, bytes.NewReader([]byte("no film"))); err == nil {
			t.Error("ffmpeg made a copy of nothing")
		}
	}
}

// A child that hangs is ended with its caller.
func TestChildEndsWithItsCaller(t *testing.T) {
	slow := filepath.Join(t.TempDir(), "ffmpeg")
	if err := os.WriteFile(slow, []byte("#!/bin/sh\nexec sleep 60\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	begun := time.Now()
	err := (&Copier{slow}).Copy(ctx, &bytes.Buffer{}, bytes.NewReader(segment(t, 1)))
	if !errors.Is(err, context.DeadlineExceeded) || time.Since(begun) > 20*time.Second {
		t.Errorf("%v after %v", err, time.Since(begun))
	}
}
