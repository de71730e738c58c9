package card_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"regexp"
	"strings"
	"testing"

	"github.com/suikao/suikao/exam/permit/card"
	"github.com/suikao/suikao/internal/fault"
)

func TestTheFileIsWhatAnArchiveAsksFor(t *testing.T) {
	data := pdf(t, card.Card, facts(t))
	if out := run(t, data, "qpdf", "--check", "IN"); strings.Contains(out, "WARNING") {
		t.Error(out)
	}
	fonts := run(t, data, "pdffonts", "IN")
	for _, line := range strings.Split(strings.TrimSpace(fonts), "\n")[2:] {
		if !regexp.MustCompile(`^[A-Z]{6}\+\S+ +CID TrueType +Identity-H +yes yes yes`).MatchString(line) {
			t.Errorf("not an embedded subset with Unicode: %s", line)
		}
	}
	info := run(t, data, "pdfinfo", "-meta", "IN")
	for _, want := range []string{"<pdfaid:part>2</pdfaid:part>", "<pdfaid:conformance>B</pdfaid:conformance>", "电子证照 &lt;测试&gt;", "2026-11-23T10:00:00+08:00"} {
		if !strings.Contains(info, want) {
			t.Errorf("the metadata lack %s", want)
		}
	}
	plain := run(t, data, "qpdf", "--qdf", "--object-streams=disable", "IN", "-")
	for _, want := range []string{"/GTS_PDFA1", "/DestOutputProfile", "/ID ["} {
		if !strings.Contains(plain, want) {
			t.Errorf("the file lacks %s", want)
		}
	}
	for _, bad := range []string{"/Encrypt", "/JavaScript", "/SMask", "/LZWDecode", "/EmbeddedFile", "/URI", "/Launch"} {
		if strings.Contains(plain, bad) {
			t.Errorf("the file has %s", bad)
		}
	}
	profile := regexp.MustCompile(`(?s)mntrRGB XYZ .{12}acsp`)
	if !profile.MatchString(plain) {
		t.Error("no ICC profile of a display in RGB")
	}
	if !bytes.Equal(data, pdf(t, card.Card, facts(t))) {
		t.Error("the same certificate twice makes two files")
	}
	if len(data) > 200<<10 {
		t.Errorf("%d bytes for one card", len(data))
	}
}

func TestManyCertificatesShareTheirFonts(t *testing.T) {
	one, two := facts(t), facts(t)
	two.Name, two.Kind = "李四", "COMPETENCE_CERT"
	data := pdf(t, card.Card, one, two, one)
	if got := len(paint(t, data, 40)); got != 6 {
		t.Errorf("%d pages for three cards", got)
	}
	if n := strings.Count(run(t, data, "pdffonts", "IN"), "CID TrueType"); n != 1 {
		t.Errorf("%d fonts for three cards", n)
	}
}

func TestACharacterWithoutAGlyphIsNamed(t *testing.T) {
	b := card.NewBook(fonts(t), "t", when)
	f := facts(t)
	f.Name = "王𪚥"
	err := b.Add(standard(t), card.Page, f)
	if !errors.Is(err, card.ErrGlyph) || fault.From(err).Args()["code"] != "U+2A6A5" || fault.From(err).Args()["char"] != "𪚥" {
		t.Errorf("got %v", err)
	}
	if err := b.Add(standard(t), card.Page, facts(t)); err != nil {
		t.Errorf("the next one: %v", err)
	}
	data, err := b.Bytes()
	if err != nil || len(paint(t, data, 30)) != 1 {
		t.Errorf("the refused one left a page: %v", err)
	}
}

func TestWhatDoesNotFitIsRefusedWithoutSayingIt(t *testing.T) {
	for what, spoil := range map[string]func(f *card.Facts){
		"item":   func(f *card.Facts) { f.Item = strings.Repeat("焊接", 200) },
		"number": func(f *card.Facts) { f.Number = strings.Repeat("4201061990", 20) },
		"word":   func(f *card.Facts) { f.Item = strings.Repeat("x", 500) },
	} {
		f := facts(t)
		spoil(&f)
		err := card.NewBook(fonts(t), "t", when).Add(standard(t), card.Card, f)
		if !errors.Is(err, card.ErrLong) || strings.Contains(err.Error(), "4201061990") {
			t.Errorf("%s: got %v", what, err)
		}
	}
	f := facts(t)
	f.QR = strings.Repeat("a", 1500)
	if err := card.NewBook(fonts(t), "t", when).Add(standard(t), card.Card, f); !errors.Is(err, card.ErrCode) {
		t.Errorf("too fine a code: %v", err)
	}
}

func TestTemplatesAreCheckedWholeWhenHandedIn(t *testing.T) {
	_, text, err := card.Standard()
	if err != nil {
		t.Fatal(err)
	}
	for what, c := range map[string]struct {
		from, to string
		want     *fault.Error
	}{
		"no JSON":           {`{`, `[`, card.ErrTemplate},
		"an unknown field":  {`"align"`, `"allign"`, card.ErrWord},
		"a text for a size": {`"size": 6.5`, `"size": "6.5"`, card.ErrValue},
		"an unknown word":   {"{number}", "{phone}", card.ErrWord},
		"an unknown kind":   {`"kind": "photo"`, `"kind": "video"`, card.ErrWord},
		"outside":           {`"w": 85.6`, `"w": 86.6`, card.ErrOutside},
		"a colour":          {"#1f5fa8", "blue", card.ErrWord},
		"a small code":      {`"w": 37, "h": 37`, `"w": 20, "h": 20`, card.ErrCodeSize},
		"without a warning": {"{pending}", "", card.ErrNoPlace},
		"without a code":    {`"kind": "code"`, `"kind": "photo"`, card.ErrNoPlace},
		"letters":           {`"size": 6.5`, `"size": 3`, card.ErrSmall},
		"one look missing":  {"TRAINING_PROOF", "OTHER", card.ErrLook},
	} {
		bad := strings.ReplaceAll(string(text), c.from, c.to)
		if bad == string(text) {
			t.Fatalf("%s: the template has no %s", what, c.from)
		}
		_, err := card.Parse([]byte(bad))
		hit := errors.Is(err, c.want)
		if f := fault.From(err); f != nil {
			for _, field := range f.Fields() {
				hit = hit || errors.Is(field.Err, c.want) && field.Path != ""
			}
		}
		if !hit {
			t.Errorf("%s: got %v, want %v", what, err, c.want)
		}
	}
	if _, err := card.Parse(append(bytes.Clone(text), '{')); !errors.Is(err, card.ErrTemplate) {
		t.Errorf("something behind the end: %v", err)
	}
}

// FuzzTemplate: whatever is handed in is refused or can be drawn without a panic.
func FuzzTemplate(f *testing.F) {
	_, text, _ := card.Standard()
	var small bytes.Buffer
	_ = json.Compact(&small, text)
	f.Add(small.Bytes())
	all := fonts(f)
	f.Fuzz(func(t *testing.T, b []byte) {
		tpl, err := card.Parse(b)
		if err != nil {
			return
		}
		for _, size := range []card.Size{card.Page, card.Card} {
			x := facts(t)
			x.Specimen = true
			_ = card.NewBook(all, "t", when).Add(tpl, size, x)
		}
	})
}
