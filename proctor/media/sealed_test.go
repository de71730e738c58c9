package media

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"io"
	"log/slog"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/suikao/suikao/internal/crypt"
)

// clipFrames are the VP8 frames of the clip that tests publish.
func clipFrames(t *testing.T) (out [][]byte) {
	t.Helper()
	clip, err := os.ReadFile("mediatest/clip.ivf")
	if err != nil {
		t.Fatal(err)
	}
	for at := 32; at+12 <= len(clip); {
		n := int(binary.LittleEndian.Uint32(clip[at:]))
		out = append(out, clip[at+12:at+12+n])
		at += 12 + n
	}
	return out
}

// pieces are the head of a recorded segment and its fragments of one second.
func pieces(t *testing.T, seconds int) (init []byte, fragments [][]byte) {
	t.Helper()
	frames := clipFrames(t)
	w, h, ok := pictureSize(frames[0])
	init, err := initSegment(w, h, true)
	if err != nil || !ok {
		t.Fatal(err)
	}
	const each = videoScale / 15
	for s := range seconds {
		var video, audio run
		for i := range 15 {
			n := s*15 + i
			f := frames[n%len(frames)]
			video.hold(uint64(n*each), f[0]&1 == 0, f)
			video.push(uint64((n + 1) * each))
		}
		fragments = append(fragments, appendFragment(nil, uint32(s+1), &video, &audio))
	}
	return init, fragments
}

// writing begins a segment in a sealed spool and writes fragments into it, as a recorder that is not killed yet.
func writing(t *testing.T, dir string, ring *crypt.Ring, init []byte, fragments [][]byte) *writer {
	t.Helper()
	sp, err := openSpool(dir, ring)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = sp.close() })
	w := newWriter(sp, slog.New(slog.DiscardHandler), &figures{}, &sync.Pool{}, func() {})
	t.Cleanup(w.stop)
	if !w.begin(head{ID: "01segment", Source: Source{Sitting: "sitting"}, From: time.Now(), Width: 320, Height: 240}, init) {
		t.Fatal("not begun")
	}
	for _, f := range fragments {
		for own := bytes.Clone(f); !w.write(&own, true); {
			time.Sleep(time.Millisecond)
		}
	}
	for range 200 { // until all is on the disk
		if info, err := os.Stat(sp.path("01segment", ".part")); err == nil && info.Size() > int64(len(bytes.Join(fragments, nil))) {
			return w
		}
		time.Sleep(5 * time.Millisecond)
	}
	t.Fatal("the fragments are not on the disk")
	return w
}

// recovered is what the next process hands over from a folder that a killed one left.
func recovered(t *testing.T, dir string, ring *crypt.Ring) (out []byte, frames int, cut bool) {
	t.Helper()
	sp, err := openSpool(dir, ring)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = sp.close() }()
	if err := sp.adopt(); err != nil {
		t.Fatal(err)
	}
	s := &Server{spool: sp, cfg: Config{Log: slog.New(slog.DiscardHandler), Keep: func(_ context.Context, r Recording) error {
		frames, cut = r.Frames, r.Cut
		out, err = io.ReadAll(io.NewSectionReader(r.File, 0, r.Size))
		return err
	}}}
	if left := s.keepOnce(t.Context()); left != 0 {
		t.Errorf("%d segments are left in the spool", left)
	}
	if rest, _ := filepath.Glob(filepath.Join(dir, "01*")); len(rest) > 0 {
		t.Errorf("%v stay in the spool", rest)
	}
	return out, frames, cut
}

// Not a byte of a picture lies readable on the disk, neither while it is written nor after its process was killed, and the next
// process hands every whole second over.
func TestNoPictureLiesOpenInTheSpool(t *testing.T) {
	ring := crypt.Ephemeral()
	init, fragments := pieces(t, 4)
	dir := filepath.Join(t.TempDir(), "spool")
	writing(t, dir, ring, init, fragments)
	seen := map[[32]byte]bool{} // every 64 bytes of every frame
	for _, f := range clipFrames(t) {
		for at := 0; at+64 <= len(f); at += 64 {
			seen[sha256.Sum256(f[at:at+64])] = true
		}
	}
	files, _ := filepath.Glob(filepath.Join(dir, "*"))
	if len(files) < 2 {
		t.Fatal(files)
	}
	for _, name := range files {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for at := 0; at+64 <= len(b); at++ {
			if seen[sha256.Sum256(b[at:at+64])] {
				t.Fatalf("%s holds a picture at byte %d", filepath.Base(name), at)
			}
		}
		if bytes.Contains(b, []byte("moof")) || bytes.Contains(b, []byte("vp08")) {
			t.Errorf("%s is a film", filepath.Base(name))
		}
	}
	killed := filepath.Join(t.TempDir(), "spool") // the folder as it lies there at this moment
	if err := os.CopyFS(killed, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	got, frames, cut := recovered(t, killed, ring)
	if want := append(bytes.Clone(init), bytes.Join(fragments, nil)...); !bytes.Equal(got, want) || frames != 60 || !cut {
		t.Errorf("%d bytes of %d, %d frames, cut %v", len(got), len(want), frames, cut)
	}
}

// Wherever the file was torn, what comes out are the whole seconds before it.
func TestTornSealedSegment(t *testing.T) {
	ring := crypt.Ephemeral()
	init, fragments := pieces(t, 3)
	dir := filepath.Join(t.TempDir(), "spool")
	writing(t, dir, ring, init, fragments)
	whole, err := os.ReadFile(filepath.Join(dir, "01segment.part"))
	if err != nil {
		t.Fatal(err)
	}
	for i := range 40 {
		cut := rand.IntN(len(whole))
		if i < 3 {
			cut = []int{0, 100, len(whole)}[i]
		}
		torn := filepath.Join(t.TempDir(), "spool")
		if err := os.CopyFS(torn, os.DirFS(dir)); err != nil {
			t.Fatal(err)
		}
		if err := os.Truncate(filepath.Join(torn, "01segment.part"), int64(cut)); err != nil {
			t.Fatal(err)
		}
		got, frames, _ := recovered(t, torn, ring)
		want := bytes.Clone(init)
		n := frames / 15
		for _, f := range fragments[:n] {
			want = append(want, f...)
		}
		if frames%15 != 0 || n > 0 && !bytes.Equal(got, want) || n == 0 && len(got) != 0 {
			t.Fatalf("torn at %d of %d: %d bytes, %d frames", cut, len(whole), len(got), frames)
		}
		if cut == len(whole) && n != 3 {
			t.Fatalf("the whole file gives %d seconds", n)
		}
	}
}
