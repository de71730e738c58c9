package playable

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"os/exec"
	"testing"
)

const (
	pageW, pageH = 1280, 720
	shownW       = 960
	shownH       = 540
	line         = 40 // height of a line of text, more than a seat's largest letters have at this size
	letter       = 16 // width of one
)

// page is a page full of letters: of each, three strokes of five stand, so that every letter is as dark as every other.
func page(seed uint64) []byte {
	r := rand.New(rand.NewPCG(seed, 1))
	out := bytes.Repeat([]byte{235}, pageW*pageH)
	for y := 0; y+line <= pageH; y += line {
		for x := 0; x+letter <= pageW; x += letter {
			for _, stroke := range r.Perm(5)[:3] {
				for dy := 6; dy < line-6; dy++ {
					for dx := range 3 {
						out[(y+dy)*pageW+x+stroke*3+dx] = 16
					}
				}
			}
		}
	}
	return out
}

// ffmpeg runs the machine's program and returns what it writes.
func ffmpeg(t *testing.T, in []byte, args ...string) []byte {
	t.Helper()
	cmd := exec.Command("ffmpeg", append([]string{"-v", "error"}, args...)...)
	var out, said bytes.Buffer
	cmd.Stdin, cmd.Stdout, cmd.Stderr = bytes.NewReader(in), &out, &said
	if err := cmd.Run(); err != nil {
		t.Fatalf("%v %s", err, said.String())
	}
	return out.Bytes()
}

// screen films a page for two seconds, as sharp as it is.
func screen(t *testing.T, seed uint64) []byte {
	size := fmt.Sprintf("%dx%d", pageW, pageH)
	return ffmpeg(t, bytes.Repeat(page(seed), 10), "-f", "rawvideo", "-pix_fmt", "gray", "-s", size, "-r", "5", "-i", "-", "-c:v", "libx264", "-qp", "4", "-pix_fmt", "yuv420p",
		"-movflags", "frag_keyframe+empty_moov", "-f", "mp4", "-")
}

// first is the first picture of a film, its brightness alone.
func first(t *testing.T, film []byte, w, h int) []byte {
	got := ffmpeg(t, film, "-i", "-", "-frames:v", "1", "-f", "rawvideo", "-pix_fmt", "gray", "-")
	if len(got) != w*h {
		t.Fatalf("%d points of %d×%d", len(got), w, h)
	}
	return got
}

func apart(a, b []byte) float64 {
	sum := 0.0
	for i := range a {
		sum += math.Abs(float64(a[i]) - float64(b[i]))
	}
	return sum / float64(len(a))
}

// Of two pages with other letters at the same places, masked copies are the same, and within a field that is higher than a line there is no
// detail at all.
func TestNothingCanBeReadInAMaskedCopy(t *testing.T) {
	c := Find(t.Context())
	if !c.Masks() {
		t.Skip("no ffmpeg with H.264 and AAC")
	}
	var pictures [2][]byte
	var plain [2][]byte
	for i := range pictures {
		film := screen(t, uint64(i+1))
		plain[i] = first(t, film, pageW, pageH)
		var b bytes.Buffer
		if err := c.Mask(t.Context(), &b, bytes.NewReader(film)); err != nil {
			t.Fatal(err)
		}
		pictures[i] = first(t, b.Bytes(), shownW, shownH)
	}
	if d := apart(plain[0], plain[1]); d < 40 {
		t.Fatalf("the pages do not differ before: %.1f", d)
	}
	if d := apart(pictures[0], pictures[1]); d > 2 {
		t.Errorf("which letters stand there can be told: the masked pages differ by %.1f", d)
	}
	const fieldW, fieldH = shownW / 32, shownH / 18
	if fieldH*pageH/shownH < line {
		t.Errorf("a field is %d points high, a line %d", fieldH*pageH/shownH, line)
	}
	for y := 0; y < shownH; y += fieldH {
		for x := 0; x < shownW; x += fieldW {
			least, most := byte(255), byte(0)
			for dy := 3; dy < fieldH-3; dy++ { // an encoder softens the edges
				for dx := 3; dx < fieldW-3; dx++ {
					v := pictures[0][(y+dy)*shownW+x+dx]
					least, most = min(least, v), max(most, v)
				}
			}
			if most-least > 12 {
				t.Fatalf("the field at %d,%d is not even: %d to %d", x, y, least, most)
			}
		}
	}
}

func TestWithoutFFmpegNothingIsMasked(t *testing.T) {
	c := &Copier{}
	var b bytes.Buffer
	if err := c.Mask(t.Context(), &b, bytes.NewReader(segment(t, 1))); !errors.Is(err, ErrNoMask) || c.Masks() || b.Len() > 0 {
		t.Errorf("%v, %d bytes", err, b.Len())
	}
}

func TestARecordedSegmentIsMasked(t *testing.T) {
	c := Find(t.Context())
	if !c.Masks() {
		t.Skip("no ffmpeg with H.264 and AAC")
	}
	var b bytes.Buffer
	if err := c.Mask(t.Context(), &b, bytes.NewReader(segment(t, 3))); err != nil {
		t.Fatal(err)
	}
	if got := probe(t, "masked.mp4", b.Bytes()); got[:5] != "h264 " || bytes.Contains(b.Bytes(), []byte("mp4a")) {
		t.Error(got)
	}
}
