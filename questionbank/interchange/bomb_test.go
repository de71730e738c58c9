package interchange

import (
	"archive/zip"
	"bytes"
	"context"
	pixels "image"
	"image/png"
	"slices"
	"testing"

	"github.com/suikao/suikao/internal/fault"
)

// A package that is small and unpacks to far more is left as soon as it has gone too far, in one file or in all together.
func TestABombIsLeftEarly(t *testing.T) {
	for name, files := range map[string]int{"one file": 1, "many files": 40} {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		put := func(name string, body []byte) {
			w, err := z.Create(name)
			if err == nil {
				_, err = w.Write(body)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		manifest := bytes.NewBufferString("<manifest><resources>")
		for range files {
			manifest.WriteString(`<resource type="imsqti_item_xmlv2p1" href="i.xml"/>`)
		}
		manifest.WriteString("</resources></manifest>")
		if files == 1 {
			manifest.Write(bytes.Repeat([]byte(" "), 2<<20))
		}
		put(manifestName, manifest.Bytes())
		put("i.xml", append([]byte("<assessmentItem/>"), bytes.Repeat([]byte(" "), 50<<10)...))
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		_, err := readBytes(context.Background(), Options{}, "x.zip", b.Bytes(), limits{bytes: 1 << 20, unpacked: 1 << 20, rows: 1000})
		if err == nil || fault.From(err).Code() != ErrExpands.Code() {
			t.Errorf("%s, %d bytes: %v", name, b.Len(), err)
		}
	}
}

// Pictures that cost much to decode are left when they have cost enough, however few bytes they are; those known already stay.
func TestPicturesThatCostTooMuch(t *testing.T) {
	shownAs := imageOf(map[string]string{"src": "a.png", "alt": "图"})
	var b bytes.Buffer
	if err := png.Encode(&b, pixels.NewGray(pixels.Rect(0, 0, 2000, 1000))); err != nil {
		t.Fatal(err)
	}
	body := func(i int) []byte { return append(slices.Clone(b.Bytes()), byte(i)) } // behind the end: other bytes, the same cost
	g := gallery{work: maxJudged - 3_000_000, bound: maxJudged}
	for i := range 2 {
		if _, e := g.hang(shownAs, body(i)); e != nil {
			t.Fatal(i, e)
		}
	}
	if _, e := g.hang(shownAs, body(2)); e == nil || e.Code() != ErrPicturesMany.Code() {
		t.Errorf("after %d of %d: %v", g.work, maxJudged, e)
	}
	if _, e := g.hang(shownAs, body(1)); e != nil {
		t.Error(e)
	}
	g = gallery{bound: maxJudged}
	for i := range 3 { // what is no picture costs too
		_, _ = g.hang(shownAs, []byte{byte(i)})
	}
	if g.work < 3_000_000 {
		t.Errorf("three refusals cost %d", g.work)
	}
}
