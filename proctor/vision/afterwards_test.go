package vision_test

import (
	"image"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/suikao/suikao/proctor"
	"github.com/suikao/suikao/proctor/media"
	"github.com/suikao/suikao/proctor/vision"
	"github.com/suikao/suikao/proctor/vision/clips"
)

// room is a picture with edges everywhere, and the same one with a hand over the lens.
func room(dark bool) *image.YCbCr {
	img := image.NewYCbCr(image.Rect(0, 0, 320, 240), image.YCbCrSubsampleRatio420)
	for i := range img.Y {
		if img.Y[i] = 20; !dark {
			img.Y[i] = byte(60 + (i%320/16+i/320/16)%2*120)
		}
	}
	for i := range img.Cb {
		img.Cb[i], img.Cr[i] = 128, 128
	}
	return img
}

func TestWhatIsFoundInARecordingAfterwards(t *testing.T) {
	frames, err := clips.Encode(t.Context(), []*image.YCbCr{room(false), room(true)})
	if err != nil {
		t.Fatal(err)
	}
	from := time.Date(2026, 11, 23, 2, 0, 0, 0, time.UTC)
	src := media.Source{Room: "room", Seat: "seat", Sitting: "sitting"}
	look := func() []proctor.Signal {
		a := vision.NewAfterwards(nil, src)
		if err := a.Frame(from.Add(-time.Second), []byte("no picture")); err == nil {
			t.Error("what is no picture was looked at")
		}
		for s := 0; s < 100; s += 2 { // covered for twenty seconds, and again to the end
			covered := 0
			if s >= 20 && s < 40 || s >= 80 {
				covered = 1
			}
			if err := a.Frame(from.Add(time.Duration(s)*time.Second), frames[covered]); err != nil {
				t.Fatal(err)
			}
		}
		return a.Found()
	}
	got := look()
	if len(got) != 2 || !reflect.DeepEqual(got, look()) { // what is looked at again is the same incident
		t.Fatalf("%+v", got)
	}
	for i, want := range []struct{ at, until int }{{20, 42}, {80, 98}} {
		s := got[i]
		if s.Kind != vision.Covered.Kind || s.Source.Name != vision.Covered.Name || s.Room != "room" || s.Seat != "seat" || s.Sitting != "sitting" || s.Facts["found"] != "AFTERWARDS" ||
			!s.At.Equal(from.Add(time.Duration(want.at)*time.Second)) || !s.Until.Equal(from.Add(time.Duration(want.until)*time.Second)) || !strings.HasPrefix(s.Key, "once:film.") {
			t.Errorf("%d: %+v", i, s)
		}
	}
	if got[0].Key == got[1].Key {
		t.Error("twice covered is one incident")
	}
}
