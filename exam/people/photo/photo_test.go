package photo_test

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"image/png"
	"math/rand/v2"
	"testing"

	"github.com/suikao/suikao/exam/people/photo"
	"github.com/suikao/suikao/internal/fault"
)

// portrait draws a head and shoulders before a background.
func portrait(w, h int, back color.Color) *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.Draw(m, m.Bounds(), image.NewUniform(back), image.Point{}, draw.Src)
	noise := rand.New(rand.NewPCG(1, 2))
	for y := range h {
		for x := range w {
			dx, dy := float64(x-w/2)/float64(w)*2, float64(y)/float64(h)
			head := dx*dx*4+(dy-0.42)*(dy-0.42)*14 < 1
			body := dy > 0.72 && dx*dx < 0.85
			if head || body {
				v := uint8(60 + noise.IntN(60))
				m.SetRGBA(x, y, color.RGBA{v + 40, v + 10, v, 255})
			}
		}
	}
	return m
}

func asJPEG(t *testing.T, m image.Image, q int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, &jpeg.Options{Quality: q}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func asPNG(t *testing.T, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// bigPNG is a valid header that claims a huge picture.
func bigPNG(side uint32) []byte {
	ihdr := append([]byte("IHDR"), binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, side), side)...)
	ihdr = append(ihdr, 8, 6, 0, 0, 0)
	out := binary.BigEndian.AppendUint32([]byte("\x89PNG\r\n\x1a\n"), 13)
	out = append(out, ihdr...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(ihdr))
}

func TestPhotoCheck(t *testing.T) {
	white := color.RGBA{250, 250, 250, 255}
	good := asJPEG(t, portrait(295, 413, white), 80)
	withTail := append(append([]byte(nil), good...), []byte("<script>alert(1)</script> GPS 32.0,112.1")...)
	grey := image.NewRGBA(image.Rect(0, 0, 295, 413))
	draw.Draw(grey, grey.Bounds(), image.NewUniform(color.RGBA{245, 245, 245, 255}), image.Point{}, draw.Src)
	for name, c := range map[string]struct {
		upload []byte
		want   string
	}{
		"the right size":      {good, ""},
		"something after it":  {withTail, ""},
		"a larger one":        {asJPEG(t, portrait(885, 1239, white), 90), ""},
		"a PNG":               {asPNG(t, portrait(295, 413, white)), ""},
		"light blue":          {asJPEG(t, portrait(295, 413, color.RGBA{215, 230, 250, 255}), 80), ""},
		"a red wall":          {asJPEG(t, portrait(295, 413, color.RGBA{200, 40, 40, 255}), 80), "photo.background"},
		"a dark room":         {asJPEG(t, portrait(295, 413, color.RGBA{40, 40, 45, 255}), 80), "photo.background"},
		"nothing but white":   {asJPEG(t, grey, 80), "photo.blank"},
		"too small":           {asJPEG(t, portrait(200, 280, white), 80), "photo.size"},
		"lying":               {asJPEG(t, portrait(413, 295, white), 80), "photo.size"},
		"a square":            {asJPEG(t, portrait(500, 500, white), 80), "photo.size"},
		"a claimed huge one":  {bigPNG(60000), "photo.size"},
		"a cut file":          {good[:len(good)/2], "photo.type"},
		"a GIF":               {[]byte("GIF89a............"), "photo.type"},
		"an SVG":              {[]byte(`<svg xmlns="http://www.w3.org/2000/svg"/>`), "photo.type"},
		"a zip":               {[]byte("PK\x03\x04"), "photo.type"},
		"nothing":             {nil, "photo.type"},
		"more than it may be": {make([]byte, 2<<20+1), "photo.large"},
	} {
		out, err := photo.Check(c.upload, photo.Rules{})
		got := ""
		if err != nil {
			got = fault.From(err).Code()
		}
		if got != c.want {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
		if err != nil {
			continue
		}
		cfg, err := jpeg.DecodeConfig(bytes.NewReader(out))
		if err != nil || cfg.Width != 295 || cfg.Height != 413 || len(out) >= 40<<10 {
			t.Errorf("%s: stored %d bytes %dx%d %v", name, len(out), cfg.Width, cfg.Height, err)
		}
		if bytes.Contains(out, []byte("GPS")) || bytes.Contains(out, []byte("script")) {
			t.Errorf("%s: what is not pixels was kept", name)
		}
	}
}

func FuzzPhoto(f *testing.F) {
	f.Add(bigPNG(100))
	f.Add([]byte("\xff\xd8\xff\xe0"))
	f.Fuzz(func(t *testing.T, b []byte) {
		if out, err := photo.Check(b, photo.Rules{}); err == nil && len(out) >= 40<<10 {
			t.Error("too large")
		}
	})
}
