package vision

import (
	"image"
	"image/color"
	"image/jpeg"
	"io/fs"
	"os"
	"testing"

	"github.com/suikao/suikao/proctor/vision/graph"
)

// modelFiles returns the folder of models: that of VISION_MODELS, or the one that the pages were built with.
func modelFiles(t testing.TB) fs.FS {
	t.Helper()
	for _, dir := range []string{os.Getenv("VISION_MODELS"), "../../web/dist/models"} {
		if _, err := os.Stat(dir + "/" + detectModel); err == nil {
			return os.DirFS(dir)
		}
	}
	t.Skip("no models: run make web, or set VISION_MODELS")
	return nil
}

func testModels(t testing.TB) *Models {
	t.Helper()
	m, err := LoadModels(modelFiles(t))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// stillPicture is the portrait of package clips on grey, as a camera sends it; scale 1 makes it 480 high.
func stillPicture(t testing.TB, scale float64, dx int) *image.YCbCr {
	t.Helper()
	f, err := os.Open("clips/portrait.jpg")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	src, err := jpeg.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	img := image.NewYCbCr(image.Rect(0, 0, 640, 480), image.YCbCrSubsampleRatio420)
	for y := range 480 {
		for x := range 640 {
			c := color.RGBA{120, 120, 120, 255}
			u, v := int(float64(x-dx)/scale*512/480), int(float64(y)/scale*512/480)
			if x >= dx && u < 512 && v < 512 {
				r, g, b, _ := src.At(u, v).RGBA()
				c = color.RGBA{uint8(r >> 8), uint8(g >> 8), uint8(b >> 8), 255}
			}
			r, g, b := float64(c.R), float64(c.G), float64(c.B)
			img.Y[img.YOffset(x, y)] = uint8(16.5 + 0.257*r + 0.504*g + 0.098*b)
			img.Cb[img.COffset(x, y)] = uint8(128.5 - 0.148*r - 0.291*g + 0.439*b)
			img.Cr[img.COffset(x, y)] = uint8(128.5 + 0.439*r - 0.368*g - 0.071*b)
		}
	}
	return img
}

func TestTheFaceIsFoundWhereItIs(t *testing.T) {
	eye := testModels(t).Eye()
	for _, scale := range []float64{1, 0.7, 0.5} {
		faces := eye.Faces(stillPicture(t, scale, 60), 0.5)
		if len(faces) != 1 {
			t.Fatalf("scale %v: %d faces: %+v", scale, len(faces), faces)
		}
		f, k := faces[0], scale*480/512
		if x, y := f.Nose.X, f.Nose.Y; x < 60+210*k || x > 60+240*k || y < 108*k || y > 136*k {
			t.Errorf("scale %v: the nose is at %.0f, %.0f", scale, x, y)
		}
		if yaw := f.Yaw(); yaw < -0.2 || yaw > 0.2 {
			t.Errorf("scale %v: turned by %.2f", scale, yaw)
		}
		t.Logf("scale %v vector %v: score %.2f width %.0f yaw %.2f pitch %.2f", scale, graph.Vector, f.Score, f.W, f.Yaw(), f.Pitch())
	}
	if faces := eye.Faces(image.NewYCbCr(image.Rect(0, 0, 640, 480), image.YCbCrSubsampleRatio420), 0.5); len(faces) != 0 {
		t.Errorf("%d faces in nothing", len(faces))
	}
}

func TestDescriptionsOfOnePersonAreAlike(t *testing.T) {
	eye := testModels(t).Eye()
	near, far := stillPicture(t, 1, 60), stillPicture(t, 0.7, 200)
	a, b := eye.Describe(near, eye.Faces(near, 0.5)[0]), eye.Describe(far, eye.Faces(far, 0.5)[0])
	if like := Cosine(a, b); like < 0.8 {
		t.Errorf("cosine %.2f", like)
	}
	if like := Cosine(a, a); like < 0.999 || like > 1.001 || len(a) != 1024 {
		t.Errorf("%d numbers of length %.3f", len(a), like)
	}
}

func BenchmarkDetect(b *testing.B) {
	eye, img := testModels(b).Eye(), stillPicture(b, 1, 60)
	for b.Loop() {
		eye.Faces(img, 0.5)
	}
}

func BenchmarkDescribe(b *testing.B) {
	eye, img := testModels(b).Eye(), stillPicture(b, 1, 60)
	f := eye.Faces(img, 0.5)[0]
	for b.Loop() {
		eye.Describe(img, f)
	}
}
