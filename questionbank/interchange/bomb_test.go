package interchange

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	pixels "image"
	"image/png"
	"slices"
	"strings"
	"testing"

	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/questionbank"
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
		_, err := readBytes(context.Background(), Options{}, "x.zip", b.Bytes(), limits{bytes: 1 << 20, unpacked: 1 << 20, rows: 1000, entries: 1000})
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

// A ZIP of a table is left as early: at its list, at its table, at a picture, and where all pictures together go too far. What is
// allowed is said.
func TestABombAroundATableIsLeftEarly(t *testing.T) {
	const row = "题型,题干,选项A,选项B,答案,知识点,图片,图片说明\n"
	zipped := func(files map[string][]byte) []byte {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		for name, body := range files {
			w, err := z.Create(name)
			if err == nil {
				_, err = w.Write(body)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	l := limits{bytes: 512 << 10, unpacked: 1 << 20, rows: 1000, entries: 50, judged: maxJudged}
	read := func(files map[string][]byte) (questionbank.File, error) {
		return readBytes(context.Background(), Options{}, "x.zip", zipped(files), l)
	}
	many := map[string][]byte{"t.csv": []byte(row)}
	for i := range 50 {
		many[fmt.Sprint("f", i)] = nil
	}
	for name, files := range map[string]map[string][]byte{"a long list": many, "a large table": {"t.csv": append([]byte(row), bytes.Repeat([]byte(" "), 600<<10)...)}} {
		_, err := read(files)
		if err == nil || fault.From(err).Code() != ErrExpands.Code() || !strings.Contains(fault.From(err).Text("zh"), "1 MB") || !strings.Contains(fault.From(err).Text("en"), "1 MB") {
			t.Errorf("%s: %v", name, err)
		}
	}
	files, table := map[string][]byte{}, row
	for i := range 12 {
		files[fmt.Sprintf("p%d.png", i)] = bytes.Repeat([]byte{0}, 120<<10)
		table += fmt.Sprintf("单选,题%d,甲,乙,A,t,p%d.png,图\n", i, i)
	}
	files["t.csv"] = []byte(table + "单选,大图,甲,乙,A,t,q.png,图\n")
	files["q.png"] = bytes.Repeat([]byte{0}, 2<<20)
	f, err := read(files)
	if err != nil {
		t.Fatal(err)
	}
	codes := map[string]int{}
	for _, r := range f.Rows {
		codes[r.Wrong[0].Err.Code()]++
	}
	if codes["picture.kind"] != 8 || codes[ErrExpands.Code()] != 5 {
		t.Errorf("%v", codes)
	}
}

func TestAFileThatCannotComeBackSaysSo(t *testing.T) {
	if l := oversize(20 << 20); l != nil {
		t.Error(l)
	}
	l := oversize(20<<20 + 1)
	if len(l) != 1 || l[0].Row != 0 || l[0].Err.Code() != "loss.file_large" || !strings.Contains(l[0].Err.Text("en"), "21 MB; an import takes 20 MB") {
		t.Errorf("%+v", l)
	}
}
