package clips

import (
	"context"
	"errors"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

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
	}
	for _, r := range all {
		t.Logf("%s told %v alike %.2f", r.Clip.Name, r.Told, r.Alike)
	}
	if notes.Len() > 0 {
		t.Error("\n" + notes.String())
	}
}

func TestAPhotographCannotTurnItsHead(t *testing.T) {
	caught, err := Photographs(context.Background(), models(t), 1)
	if errors.Is(err, ErrNoEncoder) {
		t.Skip(err)
	}
	if err != nil || caught != 1 {
		t.Fatalf("caught %v, %v", caught, err)
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
