package media_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/proctor/media"
	"github.com/suikao/suikao/proctor/media/mediatest"
)

// shelf keeps what a server hands over, as files that tests look at.
type shelf struct {
	dir  string
	mu   sync.Mutex
	list []media.Recording
	fail error
}

func (s *shelf) keep(_ context.Context, r media.Recording) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.fail != nil {
		return s.fail
	}
	b, err := io.ReadAll(io.NewSectionReader(r.File, 0, r.Size))
	if err != nil {
		return err
	}
	r.File = nil
	s.list = append(s.list, r)
	return os.WriteFile(s.path(r), b, 0o600)
}

func (s *shelf) path(r media.Recording) string { return filepath.Join(s.dir, r.ID+".mp4") }

func (s *shelf) all() []media.Recording {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]media.Recording(nil), s.list...)
}

func (s *shelf) refuse(err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.fail = err
}

type studio struct {
	t *testing.T
	*media.Server
	shelf *shelf
	cfg   media.Config
}

func open(t *testing.T, change ...func(*media.Config)) *studio {
	t.Helper()
	sh := &shelf{dir: t.TempDir()}
	cfg := media.Config{UDP: "127.0.0.1:0", TCP: "127.0.0.1:0", Dir: filepath.Join(t.TempDir(), "spool"), SegmentFor: time.Minute, Kilobits: 600, MaxPublishers: 10,
		Clock: time.Now, Log: slog.New(slog.NewTextHandler(t.Output(), nil)), Keep: sh.keep}
	for _, c := range change {
		c(&cfg)
	}
	s, err := media.Open(cfg)
	if err != nil {
		t.Fatal(err)
	}
	st := &studio{t, s, sh, cfg}
	t.Cleanup(func() {
		_ = st.Close()
		for end := time.Now().Add(5 * time.Second); os.RemoveAll(cfg.Dir) != nil && time.Now().Before(end); { // a last write may be under way
			time.Sleep(20 * time.Millisecond)
		}
	})
	return st
}

func source(seat string) media.Source {
	return media.Source{Room: "room-1", Seat: site.SeatID(seat), Sitting: exam.SittingID("sitting-" + seat), OrgPath: "/a/"}
}

// camera publishes for a seat and returns its session too.
func (s *studio) camera(seat string, tcp bool) (*mediatest.Camera, string) {
	s.t.Helper()
	var id string
	c, err := mediatest.Start(s.t.Context(), func(ctx context.Context, offer string) (answer string, err error) {
		id, answer, err = s.Publish(ctx, source(seat), offer)
		return answer, err
	}, tcp)
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { _ = c.Close() })
	return c, id
}

func until(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); !ok(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("not within 20 s: %s", what)
		}
	}
}

// probe has ffmpeg decode a file without a single complaint and returns how many frames it holds and how long it is.
func probe(t *testing.T, path string) (frames int, seconds float64) {
	t.Helper()
	if _, err := exec.LookPath("ffprobe"); err != nil {
		t.Skip("ffprobe is not installed")
	}
	out, err := exec.Command("ffmpeg", "-v", "error", "-i", path, "-f", "null", "-").CombinedOutput()
	if err != nil || len(bytes.TrimSpace(out)) > 0 {
		t.Errorf("ffmpeg on %s: %v %s", path, err, out)
	}
	out, err = exec.Command("ffprobe", "-v", "error", "-count_frames", "-select_streams", "v", "-show_entries", "stream=codec_name,nb_read_frames:format=duration",
		"-of", "default=noprint_wrappers=1:nokey=1", path).CombinedOutput()
	words := strings.Fields(string(out))
	if err != nil || len(words) != 3 || words[0] != "vp8" {
		t.Fatalf("ffprobe: %v %s", err, out)
	}
	frames, _ = strconv.Atoi(words[1])
	seconds, _ = strconv.ParseFloat(words[2], 64)
	return frames, seconds
}

func sounds(t *testing.T, path string) int {
	t.Helper()
	out, err := exec.Command("ffprobe", "-v", "error", "-count_packets", "-select_streams", "a", "-show_entries", "stream=codec_name,nb_read_packets",
		"-of", "default=noprint_wrappers=1:nokey=1", path).CombinedOutput()
	words := strings.Fields(string(out))
	if err != nil || len(words) != 2 || words[0] != "opus" {
		t.Fatalf("ffprobe: %v %s", err, out)
	}
	n, _ := strconv.Atoi(words[1])
	return n
}

func TestACameraIsRecordedAndPlays(t *testing.T) {
	t.Parallel()
	for _, tcp := range []bool{false, true} {
		t.Run(fmt.Sprintf("tcp=%v", tcp), func(t *testing.T) {
			t.Parallel()
			s := open(t)
			c, id := s.camera("a", tcp)
			until(t, "five seconds of frames", func() bool { return c.Sent() >= 75 })
			if seen := s.Seen(3 * time.Second); len(seen) != 1 || seen[0] != source("a") {
				t.Errorf("seen: %+v", seen)
			}
			s.End("a", id)
			until(t, "the segment is kept", func() bool { return len(s.shelf.all()) == 1 })
			r := s.shelf.all()[0]
			frames, seconds := probe(t, s.shelf.path(r))
			if sent := int(c.Sent()); frames < sent-20 || frames > sent || frames != r.Frames {
				t.Errorf("%d frames sent, %d noted, %d in the file", sent, r.Frames, frames)
			}
			if d := r.Duration.Seconds(); d < 3.5 || seconds < d-0.2 || seconds > d+0.3 || r.Width != 320 || r.Height != 240 || r.Source != source("a") || r.Cut {
				t.Errorf("%+v, %v s by ffprobe", r, seconds)
			}
			if n := sounds(t, s.shelf.path(r)); n < 150 || n != r.Sounds {
				t.Errorf("%d packets of sound, %d noted", n, r.Sounds)
			}
			if c.Asked() < 2 {
				t.Error("nobody asked for key frames")
			}
			if left, _ := os.ReadDir(s.cfg.Dir); len(left) != 1 {
				t.Errorf("left in the spool: %v", left)
			}
		})
	}
}

func TestSegmentsFollowEachOtherWithoutAHole(t *testing.T) {
	t.Parallel()
	s := open(t, func(c *media.Config) { c.SegmentFor = 1500 * time.Millisecond })
	c, id := s.camera("a", false)
	until(t, "its first frame", func() bool { return c.Sent() >= 1 })
	began, already := time.Now(), c.Sent()
	until(t, "eight seconds of frames", func() bool { return c.Sent() >= 120 })
	// On a busy machine the drawn camera itself falls behind its own clock; a hole is what goes beyond that.
	behind := max(0, time.Since(began)-time.Duration(c.Sent()-already)*time.Second/mediatest.Rate)
	s.End("a", id)
	until(t, "three segments", func() bool { return len(s.shelf.all()) >= 3 && s.Figures().Waiting == 0 })
	total := 0
	for i, r := range s.shelf.all() {
		frames, _ := probe(t, s.shelf.path(r))
		total += frames
		if r.After != media.NoteNone {
			t.Errorf("segment %d: %s", i, r.After)
		}
		if i == 0 {
			continue
		}
		before := s.shelf.all()[i-1]
		if hole := r.From.Sub(before.From.Add(before.Duration)); hole.Abs() > 300*time.Millisecond+behind {
			t.Errorf("segment %d begins %v after the end of the one before (the camera was %v behind)", i, hole, behind)
		}
	}
	if sent := int(c.Sent()); total < sent-20 || total > sent {
		t.Errorf("%d sent, %d recorded", sent, total)
	}
}

// A picture that stops and comes back makes two segments; the time between is in neither.
func TestSilenceIsNotRecorded(t *testing.T) {
	t.Parallel()
	s := open(t)
	c, id := s.camera("a", false)
	until(t, "two seconds", func() bool { return c.Sent() >= 30 })
	c.Cover(true)
	until(t, "the segment ends", func() bool { return len(s.shelf.all()) == 1 })
	if len(s.Seen(media.SilenceFor)) != 0 {
		t.Error("a camera that shows nothing counts as seen")
	}
	c.Cover(false)
	before := c.Sent()
	until(t, "two more seconds", func() bool { return c.Sent() >= before+30 })
	s.End("a", id)
	until(t, "the second is kept", func() bool { return len(s.shelf.all()) == 2 })
	one, two := s.shelf.all()[0], s.shelf.all()[1]
	if two.After != media.NoteGap || two.From.Sub(one.From.Add(one.Duration)) < 2*time.Second || one.Session != two.Session {
		t.Errorf("%+v\n%+v", one, two)
	}
	probe(t, s.shelf.path(two))
}

func TestIceRestartGoesOnInTheSameFile(t *testing.T) {
	t.Parallel()
	s := open(t)
	c, id := s.camera("a", false)
	until(t, "frames", func() bool { return c.Sent() >= 20 })
	renew := func(ctx context.Context, offer string) (string, error) { return s.Renew(ctx, "a", id, offer) }
	if err := c.Offer(t.Context(), renew, true); err != nil {
		t.Fatal(err)
	}
	before := c.Sent()
	until(t, "frames after the restart", func() bool { return c.Sent() >= before+45 })
	s.End("a", id)
	until(t, "kept", func() bool { return len(s.shelf.all()) == 1 })
	if frames, _ := probe(t, s.shelf.path(s.shelf.all()[0])); frames < 50 {
		t.Errorf("%d frames", frames)
	}
	if _, err := s.Renew(t.Context(), "a", id, "v=0\r\nm=video 9 x\r\n"); !errors.Is(err, media.ErrNoSession) {
		t.Errorf("an ended session: %v", err)
	}
}

func TestANewerSessionEndsTheOlder(t *testing.T) {
	t.Parallel()
	s := open(t)
	_, one := s.camera("a", false)
	c, two := s.camera("a", false)
	until(t, "frames of the second", func() bool { return c.Sent() >= 30 })
	if s.Figures().Sessions != 1 || one == two {
		t.Errorf("%+v", s.Figures())
	}
	renew := func(ctx context.Context, offer string) (string, error) { return s.Renew(ctx, "b", two, offer) }
	if err := c.Offer(t.Context(), renew, true); !errors.Is(err, media.ErrNoSession) {
		t.Errorf("another seat renews it: %v", err)
	}
	s.End("b", two)
	if s.Figures().Sessions != 1 {
		t.Error("another seat ended it")
	}
	s.Drop("b", source("a").Sitting) // the person was given another seat
	s.Drop("a", "another sitting")
	if s.Figures().Sessions != 1 {
		t.Error("the wrong session was dropped")
	}
	s.Drop("a", source("a").Sitting)
	until(t, "the sitting's end ends it", func() bool { return s.Figures().Sessions == 0 })
}

func TestBadOffersAreRefused(t *testing.T) {
	t.Parallel()
	s := open(t, func(c *media.Config) { c.MaxPublishers = 1 })
	many := "v=0\r\n" + strings.Repeat("m=video 9 UDP/TLS/RTP/SAVPF 96\r\n", 50)
	for name, offer := range map[string]string{"empty": "", "no SDP": "hello", "fifty tracks": many, "a data channel": "v=0\r\nm=video 9 x\r\nm=application 9 x\r\n",
		"only sound": "v=0\r\nm=audio 9 x\r\n", "huge": strings.Repeat("a", 1<<20), "rubbish": "v=0\r\nm=video 9 UDP/TLS/RTP/SAVPF 96\r\n"} {
		if _, _, err := s.Publish(t.Context(), source(name), offer); !errors.Is(err, media.ErrOffer) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if s.Figures().Sessions != 0 {
		t.Errorf("%+v", s.Figures())
	}
	s.camera("a", false)
	if _, _, err := s.Publish(t.Context(), source("b"), offerOf(t)); !errors.Is(err, media.ErrFull) {
		t.Errorf("one too many: %v", err)
	}
	var last error
	for range 20 {
		_, _, last = s.Publish(t.Context(), source("c"), offerOf(t))
	}
	if !errors.Is(last, media.ErrTooOften) {
		t.Errorf("in a loop: %v", last)
	}
}

func offerOf(t *testing.T) string {
	t.Helper()
	var offer string
	stop := errors.New("enough")
	_, err := mediatest.Start(t.Context(), func(_ context.Context, o string) (string, error) { offer = o; return "", stop }, false)
	if !errors.Is(err, stop) {
		t.Fatal(err)
	}
	return offer
}

// What cannot be kept waits, in order, and is kept later.
func TestASegmentWaitsUntilItIsKept(t *testing.T) {
	t.Parallel()
	s := open(t, func(c *media.Config) { c.SegmentFor = 2 * time.Second })
	s.shelf.refuse(errors.New("the database is away"))
	c, id := s.camera("a", false)
	until(t, "six seconds", func() bool { return c.Sent() >= 90 })
	s.End("a", id)
	until(t, "two wait", func() bool { return s.Figures().Waiting >= 2 })
	s.shelf.refuse(nil)
	until(t, "kept", func() bool { return s.Figures().Waiting == 0 })
	list := s.shelf.all()
	for i := 1; i < len(list); i++ {
		if !list[i].From.After(list[i-1].From) {
			t.Errorf("out of order: %v after %v", list[i].From, list[i-1].From)
		}
	}
}

func TestOneProcessAtATime(t *testing.T) {
	t.Parallel()
	s := open(t)
	if _, err := media.Open(s.cfg); err == nil {
		t.Fatal("two on one folder")
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	again, err := media.Open(s.cfg)
	if err != nil {
		t.Fatal(err)
	}
	if err := again.Close(); err != nil {
		t.Fatal(err)
	}
}

// A process that records is killed in the middle. What is on the disk plays at once, and the next process hands it over, cut to
// whole fragments.
func TestKilledInTheMiddle(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	cmd := startVictim(t, dir, 1)
	part := func() string {
		all, _ := filepath.Glob(filepath.Join(dir, "*.part"))
		if len(all) == 0 {
			return ""
		}
		return all[0]
	}
	until(t, "some seconds are on the disk", func() bool {
		info, err := os.Stat(part())
		return err == nil && info.Size() > 60_000
	})
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait()
	frames, _ := probe(t, part())
	if frames < 30 {
		t.Errorf("%d frames can be played", frames)
	}
	f, err := os.OpenFile(part(), os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	_, _ = f.Write([]byte("\x00\x00\x10\x00moof half a fragment")) // a write that the power cut in two
	_ = f.Close()

	s := open(t, func(c *media.Config) { c.Dir = dir })
	until(t, "it is kept", func() bool { return len(s.shelf.all()) == 1 })
	r := s.shelf.all()[0]
	again, seconds := probe(t, s.shelf.path(r))
	if !r.Cut || again != frames || r.Frames != frames || r.Duration.Seconds() < seconds-0.3 || r.Source != source("k") {
		t.Errorf("%+v: %d frames, before %d", r, again, frames)
	}
	if got := s.Figures(); got.Cut != 1 || got.Kept != 1 {
		t.Errorf("%+v", got)
	}
}

// TestRecordUntilKilled is the process that TestKilledInTheMiddle kills.
func TestRecordUntilKilled(t *testing.T) {
	dir := os.Getenv("MEDIA_TEST_SPOOL")
	if dir == "" {
		t.Skip("only as a process of TestKilledInTheMiddle")
	}
	n, _ := strconv.Atoi(os.Getenv("MEDIA_TEST_SEATS"))
	s := open(t, func(c *media.Config) { c.Dir, c.MaxPublishers = dir, 40 })
	for i := range n {
		s.camera(seatOf(i), false)
	}
	time.Sleep(time.Minute)
}

func seatOf(i int) string {
	if i == 0 {
		return "k"
	}
	return fmt.Sprint("k", i)
}

// startVictim starts a process that records n cameras until it is killed.
func startVictim(t *testing.T, dir string, n int) *exec.Cmd {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run", "^TestRecordUntilKilled$")
	cmd.Env = append(os.Environ(), "MEDIA_TEST_SPOOL="+dir, "MEDIA_TEST_SEATS="+strconv.Itoa(n))
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill() })
	return cmd
}

// Leftovers that hold nothing are cleared away and stop nobody.
func TestLeftoversWithoutAnyPicture(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for name, body := range map[string]string{"01a.json": `{"id":"01a"}`, "01b.json": `{"id":"01b"}`, "01b.part": "", "01c.json": `{"id":"01c"}`, "01c.mp4": "\x00\x00\x00\x10ftyp12345678"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(body), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	s := open(t, func(c *media.Config) { c.Dir = dir })
	until(t, "cleared", func() bool {
		left, _ := os.ReadDir(dir)
		return len(left) == 1
	})
	if len(s.shelf.all()) != 0 {
		t.Error("nothing was handed over as something")
	}
}

// A disk that refuses costs what it would have held, is counted, and is tried again.
func TestADiskThatRefuses(t *testing.T) {
	t.Parallel()
	s := open(t, func(c *media.Config) { c.SegmentFor = 2 * time.Second })
	c, id := s.camera("a", false)
	until(t, "a segment is kept", func() bool { return len(s.shelf.all()) > 0 })
	if err := os.Rename(s.cfg.Dir, s.cfg.Dir+"-away"); err != nil {
		t.Fatal(err)
	}
	until(t, "the failure is counted", func() bool { return s.Figures().Failures > 1 })
	until(t, "what is not on the disk is not seen", func() bool { return len(s.Seen(3*time.Second)) == 0 })
	if got := s.Figures(); got.Sessions != 1 {
		t.Errorf("the camera went with the disk: %+v", got)
	}
	if err := os.Rename(s.cfg.Dir+"-away", s.cfg.Dir); err != nil {
		t.Fatal(err)
	}
	before, n := c.Sent(), len(s.shelf.all())
	until(t, "five more seconds", func() bool { return c.Sent() > before+75 })
	s.End("a", id)
	until(t, "it is recorded again", func() bool { return len(s.shelf.all()) > n && s.Figures().Waiting == 0 })
	for _, r := range s.shelf.all() {
		probe(t, s.shelf.path(r))
	}
}
