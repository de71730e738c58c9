package picture

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"

	"github.com/suikao/suikao/internal/fault"
)

func smallPNG(t testing.TB, w, h int) []byte {
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	m.Set(w/2, h/2, color.RGBA{200, 30, 30, 255})
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func smallJPEG(t testing.TB) []byte {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, 40, 20)), nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func chunk(kind string, body []byte) []byte {
	b := binary.BigEndian.AppendUint32(nil, uint32(len(body)))
	b = append(append(b, kind...), body...)
	return binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b[4:]))
}

// bombPNG says that it is enormous in a few bytes.
func bombPNG(w, h uint32) []byte {
	head := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, w), h)
	return append(append([]byte(pngMagic), chunk("IHDR", append(head, 8, 6, 0, 0, 0))...), append(chunk("IDAT", []byte{0x78, 1}), chunk("IEND", nil)...)...)
}

const house = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 960 540"><rect x="1" y="2" width="30" height="40" fill="#fff"/><text x="5" y="9">配电箱 &amp; 插座</text></svg>`

func TestWhatIsTaken(t *testing.T) {
	exif := append([]byte{0xff, 0xd8, 0xff, 0xe1, 0, 12}, "Exif\x00\x00GPS!"...)
	photo := append(exif, smallJPEG(t)[2:]...)
	photo = append(photo, "<script>behind the end</script>"...)
	drawn := smallPNG(t, 30, 20)
	told := append(append(append([]byte{}, drawn[:33]...), chunk("tEXt", []byte("Author\x00Somebody"))...), drawn[33:]...)
	for _, c := range []struct {
		name string
		body []byte
		kind string
		w, h int
		gone []string
	}{
		{"drawing", []byte(house), SVG, 960, 540, nil},
		{"png with a remark", append(told, "more"...), PNG, 30, 20, []string{"Somebody", "more"}},
		{"jpeg with a place", photo, JPEG, 40, 20, []string{"GPS!", "script"}},
		{"drawing of an editor", []byte(`<?xml version="1.0"?><!-- made by --><svg xmlns="http://www.w3.org/2000/svg" xmlns:inkscape="http://www.inkscape.org/x" width="100px" height="50" inkscape:version="9"><metadata><a/></metadata><inkscape:grid/><g style="fill:url(#g)" inkscape:label="L"><path d="M0 0h9"/></g></svg>`), SVG, 100, 50, []string{"inkscape", "metadata", "made by"}},
	} {
		p, err := Check(c.body)
		if err != nil || p.Type != c.kind || p.Width != c.w || p.Height != c.h {
			t.Errorf("%s: %s %d×%d, %v", c.name, p.Type, p.Width, p.Height, err)
			continue
		}
		for _, word := range c.gone {
			if bytes.Contains(p.Data, []byte(word)) {
				t.Errorf("%s: %q is kept", c.name, word)
			}
		}
		again, err := Check(p.Data)
		if err != nil || again.Digest() != p.Digest() {
			t.Errorf("%s: not the same a second time: %v", c.name, err)
		}
	}
}

func TestWhatIsRefused(t *testing.T) {
	svg := func(inner string) []byte {
		return []byte(`<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">` + inner + `</svg>`)
	}
	laughs := `<defs><g id="a"><use href="#b"/></g></defs>`
	for _, c := range []struct {
		name string
		body []byte
		want *fault.Error
	}{
		{"nothing", nil, ErrKind},
		{"text", []byte("hello"), ErrKind},
		{"gif", []byte("GIF89a"), ErrKind},
		{"html", []byte("<html><body/></html>"), ErrKind},
		{"only the magic", []byte(pngMagic), ErrDamaged},
		{"half a png", smallPNG(t, 30, 20)[:60], ErrDamaged},
		{"half a jpeg", smallJPEG(t)[:300], ErrDamaged},
		{"jpeg by its name only", append([]byte("\xff\xd8\xff"), smallPNG(t, 3, 3)...), ErrDamaged},
		{"a bomb of pixels", bombPNG(30000, 30000), ErrPixels},
		{"too many pixels in sides that are allowed", bombPNG(8000, 8000), ErrPixels},
		{"more bytes than allowed", append(smallPNG(t, 3, 3), make([]byte, MaxBytes)...), ErrLarge},
		{"a long drawing", svg(strings.Repeat("<g></g>", MaxSVG/7+1)), ErrLarge},
		{"script", svg(`<script>alert(1)</script>`), ErrActive},
		{"script of another space", svg(`<x:script xmlns:x="y"/>`), ErrActive},
		{"event", svg(`<rect onclick="a()"/>`), ErrActive},
		{"foreign object", svg(`<foreignObject><p/></foreignObject>`), ErrActive},
		{"picture from outside", svg(`<image href="https://example.org/a.png"/>`), ErrActive},
		{"link", svg(`<a href="https://example.org"/>`), ErrActive},
		{"use from outside", svg(`<use xlink:href="https://example.org/a.svg#b"/>`), ErrActive},
		{"style sheet", svg(`<style>@import "x"</style>`), ErrActive},
		{"style that fetches", svg(`<rect style="fill:url(https://example.org/x#a)"/>`), ErrActive},
		{"style that escapes", svg(`<rect style="fill:\75rl(x)"/>`), ErrActive},
		{"paint that fetches", svg(`<rect fill="url( 'http://example.org/#a' )"/>`), ErrActive},
		{"animation", svg(`<rect><animate attributeName="x"/></rect>`), ErrActive},
		{"style sheet in front", []byte(`<?xml-stylesheet href="x"?>` + house), ErrActive},
		{"document type", []byte(`<!DOCTYPE svg [<!ENTITY a "b">]>` + house), ErrEntities},
		{"entity", svg(`<text>&a;</text>`), ErrEntities},
		{"not closed", []byte(house[:len(house)-6]), ErrDamaged},
		{"two roots", []byte(house + house), ErrDamaged},
		{"an attribute twice", svg(`<rect x="1" x="2"/>`), ErrDamaged},
		{"no size", []byte(`<svg xmlns="http://www.w3.org/2000/svg"/>`), ErrNoSize},
		{"size in per cent", []byte(`<svg width="100%" height="100%"/>`), ErrNoSize},
		{"too wide", []byte(`<svg viewBox="0 0 90000 9"/>`), ErrPixels},
		{"uses that hold uses", svg(laughs), ErrComplex},
		{"patterns that hold patterns", svg(`<pattern id="a"><rect fill="url(#b)"/></pattern>`), ErrComplex},
		{"too deep", svg(strings.Repeat("<g>", 80) + strings.Repeat("</g>", 80)), ErrComplex},
		{"too many elements", svg(strings.Repeat("<g/>", maxElements+1)), ErrComplex},
	} {
		if _, err := Check(c.body); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

func FuzzCheck(f *testing.F) {
	for _, b := range [][]byte{smallPNG(f, 9, 9), smallJPEG(f), bombPNG(9, 9), []byte(house), []byte(`<svg width="3" height="4"><g id="a" onload="x"><use href="#a"/></g></svg>`)} {
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		p, err := Check(b)
		if err != nil {
			return
		}
		if p.Width < 1 || p.Height < 1 || p.Width > MaxSide || p.Height > MaxSide {
			t.Fatalf("%d × %d", p.Width, p.Height)
		}
		again, err := Check(p.Data)
		if err != nil || again.Digest() != p.Digest() || again.Width != p.Width || again.Height != p.Height {
			t.Fatalf("not the same a second time: %v\n%q\n%q", err, p.Data, again.Data)
		}
		if low := strings.ToLower(string(p.Data)); p.Type == SVG {
			for _, word := range []string{"<script", "<foreignobject", "<!entity", "<!doctype", "<style", "<image", "<a ", " onload=", "javascript:"} {
				if strings.Contains(low, word) {
					t.Fatalf("%q is kept: %q", word, p.Data)
				}
			}
		}
	})
}
