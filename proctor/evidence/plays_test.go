package evidence_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/suikao/suikao/proctor/media/mediatest"
	"github.com/suikao/suikao/proctor/media/playable"
)

// The films of a bundle and their copies play to their end outside the browser that made them.
func TestBundlePlays(t *testing.T) {
	if _, err := exec.LookPath("ffmpeg"); err != nil {
		t.Skip("ffmpeg is not installed")
	}
	h := sqlite(t)
	h.deps.Copier = &playable.Lazy{}
	h.remake()
	film, err := mediatest.Segment(3)
	h.must(err)
	id := h.sat(0)
	for i := range 2 {
		h.film(id, h.Clock.Now().Add(-time.Duration(30-10*i)*time.Minute), 3, string(film))
	}
	b, key := h.bundle(id)
	h.check(b, key)
	played := 0
	for _, e := range unzip(t, b) {
		if !strings.HasPrefix(e.name, "recordings/") && !strings.HasPrefix(e.name, "copies/") {
			continue
		}
		played++
		file := filepath.Join(t.TempDir(), filepath.Base(e.name))
		h.must(os.WriteFile(file, e.body, 0o600))
		if out, err := exec.Command("ffmpeg", "-v", "error", "-i", file, "-f", "null", "-").CombinedOutput(); err != nil || len(out) > 0 {
			t.Errorf("%s does not play: %v %s", e.name, err, out)
		}
		out, err := exec.Command("ffprobe", "-v", "error", "-count_frames", "-select_streams", "v", "-show_entries", "stream=codec_name,nb_read_frames", "-of", "default=nk=1:nw=1", file).CombinedOutput()
		want := "vp8 45"
		if strings.HasPrefix(e.name, "copies/") && strings.HasSuffix(e.name, ".mp4") {
			want = "h264 45"
		}
		if got := strings.Join(strings.Fields(string(out)), " "); err != nil || got != want {
			t.Errorf("%s: %q, want %q: %v", e.name, got, want, err)
		}
	}
	if played != 4 {
		t.Errorf("%d films and copies", played)
	}
	if keep := os.Getenv("SUIKAO_KEEP_BUNDLE"); keep != "" { // to look at it
		h.must(os.WriteFile(keep, b, 0o600))
	}
}
