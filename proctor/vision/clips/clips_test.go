package clips

import (
	"context"
	"errors"
	"image"
	"image/png"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/suikao/suikao/proctor"
	"github.com/suikao/suikao/proctor/vision"
)

func models(t *testing.T) *vision.Models {
	t.Helper()
	for _, dir := range []string{os.Getenv("VISION_MODELS"), "../../../web/dist/models"} {
		if _, err := os.Stat(filepath.Join(dir, "blazeface.json")); err != nil {
			continue
		}
		m, err := vision.LoadModels(os.DirFS(dir))
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	t.Skip("no models: run make web, or set VISION_MODELS")
	return nil
}

// daily are the stories of every day: one of each kind, and the honest ones most easily taken for something else.
var daily = []string{"honest-moves", "honest-sneeze", "covered-paper", "scene-swapped", "frozen", "absent-walks", "two-behind"}

// TestWhatHappensInAClipIsToldAndNothingElse plays one clip of each daily story, or of those that STORY begins, CLIPS many of
// every one; `make bench-vision` plays them all.
func TestWhatHappensInAClipIsToldAndNothingElse(t *testing.T) {
	m := models(t)
	n, _ := strconv.Atoi(os.Getenv("CLIPS"))
	n, only := max(1, n), os.Getenv("STORY")
	var list []Clip
	for _, c := range All(n) {
		today := slices.ContainsFunc(daily, func(s string) bool { return strings.HasPrefix(c.Name, s+"-") })
		if strings.HasPrefix(c.Name, only) && (only != "" || n > 1 || today) {
			list = append(list, c)
		}
	}
	if len(list) == 0 {
		t.Fatal("no clip has such a name")
	}
	all, err := WatchAll(context.Background(), m, list, 4)
	if errors.Is(err, ErrNoEncoder) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	var notes strings.Builder
	for k, s := range Judge(all, &notes) {
		t.Logf("%s: right %d, wrong %d, missed %d", k, s.Right, s.Wrong, s.Missed)
		asDeclared(t, k, s)
	}
	for _, r := range all {
		t.Logf("%s told %v alike %.2f", r.Clip.Name, r.Told, r.Alike)
	}
	if notes.Len() > 0 {
		t.Error("\n" + notes.String())
	}
}

// asDeclared fails where a detector did worse or better on its clips than package vision says: a fault less than perfect has to be seen
// in a part of the clips, too, before it is believed.
func asDeclared(t *testing.T, k proctor.Kind, s Score) {
	for _, d := range vision.Detectors() {
		if d.Kind != k || d.Clips == 0 {
			continue
		}
		if d.Precision == 1 && s.Wrong > 0 || d.Recall == 1 && s.Missed > 0 {
			t.Errorf("%s is declared with precision %.3f, recall %.3f; here %+v", d.Name, d.Precision, d.Recall, s)
		}
	}
}

// TestTheDeclaredFiguresAreOfTheseClips: a story that is added or taken away makes what is declared something else. Figures are of
// some clips of each story, as many of one as of another.
func TestTheDeclaredFiguresAreOfTheseClips(t *testing.T) {
	one := map[string]int{vision.Challenged.Name: 2 * len(answerers), vision.Blinked.Name: len(answerers), vision.OtherPerson.Name: 0}
	maps.Copy(one, OwnClips(1))
	for _, d := range vision.Detectors() {
		n, other := one[d.Name]
		if !other {
			n = len(All(1))
		}
		switch raises := d.Register().MayRaise(); {
		case d.Clips == 0 && raises, d.Drawn && raises:
			t.Errorf("%s may raise though nothing, or drawings alone, were measured", d.Name)
		case d.Clips == 0:
		case n == 0 || d.Clips%n != 0 || d.Precision <= 0 || d.Recall <= 0:
			t.Errorf("%s is declared on %d clips with precision %.3f, recall %.3f; there are %d of each: make bench-vision", d.Name, d.Clips, d.Precision, d.Recall, n)
		case !d.Drawn && !raises:
			t.Errorf("%s is below its budget: precision %.3f of %.3f", d.Name, d.Precision, d.Budget)
		}
	}
}

// TestWhoFollowsIsToldFromWhoDoesNot asks somebody to blink and a photograph to turn; with TRIALS, so many of everything, as
// `make bench-vision` does.
func TestWhoFollowsIsToldFromWhoDoesNot(t *testing.T) {
	n, _ := strconv.Atoi(os.Getenv("TRIALS"))
	few := func(name string, act vision.Act) bool {
		return name == "follows" && act == vision.Blink || name == "photograph" && act == vision.TurnLeft
	}
	if n > 0 {
		few = nil
	}
	all, err := Challenges(context.Background(), models(t), max(1, n), 4, few)
	if errors.Is(err, ErrNoEncoder) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	var notes strings.Builder
	for _, blink := range []bool{false, true} {
		s, of := JudgeTrials(all, blink, &notes)
		t.Logf("blink %v: right %d, wrong %d, missed %d of %d", blink, s.Right, s.Wrong, s.Missed, of)
	}
	for _, one := range all {
		t.Logf("%s: told %v %v", one.Name, one.Told, one.Facts)
	}
	if notes.Len() > 0 {
		t.Error("\n" + notes.String())
	}
}

// TestDrawPictures writes pictures to the folder PICTURES, to be looked at.
func TestDrawPictures(t *testing.T) {
	dir := os.Getenv("PICTURES")
	if dir == "" {
		t.Skip("PICTURES names no folder")
	}
	for _, c := range All(1) {
		for _, second := range []int{10, 40} {
			f, err := os.Create(filepath.Join(dir, c.Name+map[int]string{10: "-a", 40: "-b"}[second]+".png"))
			if err != nil {
				t.Fatal(err)
			}
			if err := errors.Join(png.Encode(f, c.Picture(second)), f.Close()); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// TestFilmsThatRepeatAreToldAndPeopleAreNot plays a film and two people whose movements come nearest to one; with FILMS, so many of
// every kind, as `make bench-vision` does.
func TestFilmsThatRepeatAreToldAndPeopleAreNot(t *testing.T) {
	n, _ := strconv.Atoi(os.Getenv("FILMS"))
	if n < 1 {
		all := movers
		t.Cleanup(func() { movers = all })
		movers = slices.DeleteFunc(slices.Clone(movers), func(m mover) bool {
			return !slices.Contains([]string{"sways in rhythm and is calm", "turns pages", "is a film of half a minute"}, m.name)
		})
	}
	all, err := Films(context.Background(), max(1, n), 4)
	if errors.Is(err, ErrNoEncoder) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range all {
		t.Logf("who %-45s told %v after %4.0f s, fits %.2f %v", strings.TrimPrefix(f.Name, "who "), f.Told, f.After, f.Least, f.Facts)
	}
	var notes strings.Builder
	s := JudgeFilms(all, &notes)
	t.Logf("right %d, wrong %d, missed %d\n%s", s.Right, s.Wrong, s.Missed, notes.String())
	asDeclared(t, proctor.CameraLooped, s)
}

// TestAFilmInPicturesAsLargeAsASeatsCameraIsTold: what is measured in small pictures holds in those that a camera sends.
func TestAFilmInPicturesAsLargeAsASeatsCameraIsTold(t *testing.T) {
	const seed = 90_000
	m := mover{calm: 0.8, period: 44.9}
	sc, course, wall := sceneryOf(seed), m.courseOf(seed), rooms{}.of(seed)
	var pictures []*image.YCbCr
	for at := 0; at < filmBegins+300; at += 2 {
		c := newCanvas()
		copy(c.pix, wall.pix)
		c.draw(course[int(m.filmed(float64(at))*filmBeat)])
		c.light(sc.mul, sc.add)
		c.noise(rand.New(rand.NewPCG(seed, uint64(at))), sc.noise)
		pictures = append(pictures, c.picture())
	}
	frames, err := Encode(context.Background(), pictures)
	if errors.Is(err, ErrNoEncoder) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	r, before, after := vision.NewReplay(nil), 0, 0
	for i, f := range frames {
		told, _, err := r.Frame(time.UnixMilli(int64(i)*2000), f)
		if err != nil {
			t.Fatal(err)
		}
		for _, one := range told {
			t.Logf("%d s: %s %v", i*2, one.Kind, one.Facts)
			switch {
			case one.Kind != proctor.CameraLooped:
			case i*2 < filmBegins:
				before++
			default:
				after++
			}
		}
	}
	if before != 0 || after != 1 {
		t.Errorf("told %d times before the film began and %d times after; it fits %.2f", before, after, r.Fits())
	}
}
