package vision

import (
	"image"
	"testing"

	"github.com/suikao/suikao/proctor/media"
)

// grey is a small picture of one brightness.
func grey(v uint8) *image.YCbCr {
	img := image.NewYCbCr(image.Rect(0, 0, 32, 32), image.YCbCrSubsampleRatio420)
	for i := range img.Y {
		img.Y[i] = v
	}
	return img
}

// A place on the shelf is free again whatever becomes of what waited with it, and who finds none decodes again.
func TestPicturesThatWaitForALaterStage(t *testing.T) {
	s := newShelf(2)
	w := &watch{src: source("a"), shelf: s, judge: newJudge()}
	key := media.KeyFrame{At: noon, Data: []byte{1}}
	free := func(want int) {
		t.Helper()
		if n := len(s.places); n != want {
			t.Fatalf("%d places are free, want %d", n, want)
		}
	}
	img := grey(7)
	if !w.keep(finding, key, img, nil) {
		t.Fatal("not to be queued")
	}
	img.Y[0] = 99 // the decoder goes on with its own
	free(1)
	if w.keep(finding, key, grey(8), nil) {
		t.Error("queued twice")
	}
	free(1)
	k, ok := w.take(finding)
	if !ok || k.img == nil || k.img.Y[0] != 8 || k.img.Rect != img.Rect {
		t.Fatalf("took %v", k.img)
	}
	free(1)
	w.keep(naming, key, grey(9), &Face{W: 70})
	free(0)
	w.keep(finding, key, grey(10), nil)
	if again, ok := w.take(finding); !ok || again.img != nil || len(again.Data) == 0 {
		t.Error("without a place the key frame alone waits")
	}
	s.back(k.img)
	s.back(nil)
	free(1)
	w.dropped(naming)
	free(2)
	w.keep(naming, key, grey(11), &Face{W: 71})
	if k, _ = w.take(naming); k.img.Y[0] != 11 || w.face.W != 71 {
		t.Errorf("took %d", k.img.Y[0])
	}
	s.back(k.img)
	w.keep(naming, key, grey(12), &Face{W: 72})
	w.keep(finding, key, grey(12), nil)
	free(0)
	w.erase()
	free(2)
	if _, ok := w.take(naming); ok {
		t.Error("something is left of a sitting that is over")
	}
	if w = (&watch{judge: newJudge()}); !w.keep(finding, key, img, nil) {
		t.Error("without a shelf nothing waits")
	}
}
