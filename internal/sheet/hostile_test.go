package sheet_test

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/internal/sheet"
)

const (
	rels     = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://x/officeDocument" Target="xl/workbook.xml"/></Relationships>`
	book     = `<workbook xmlns:r="r"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>`
	bookRels = `<Relationships><Relationship Id="r1" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="http://x/sharedStrings" Target="/xl/sharedStrings.xml"/><Relationship Id="r3" Type="http://x/styles" Target="styles.xml"/></Relationships>`
	header   = `<row r="1"><c r="A1" t="inlineStr"><is><t>题干</t></is></c><c r="B1" t="str"><v>答案</v></c></row>`
)

// archive packs parts; the usual ones are added where they are not given.
func archive(t testing.TB, parts map[string]string) []byte {
	t.Helper()
	all := map[string]string{"_rels/.rels": rels, "xl/workbook.xml": book, "xl/_rels/workbook.xml.rels": bookRels,
		"xl/worksheets/sheet1.xml": worksheet(header + `<row r="2"><c r="A2" t="s"><v>0</v></c></row>`), "xl/sharedStrings.xml": `<sst><si><t>共享</t></si></sst>`}
	for name, body := range parts {
		all[name] = body
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, body := range all {
		if body == "-" {
			continue
		}
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(body)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func worksheet(rows string) string {
	return `<?xml version="1.0" encoding="UTF-8"?><x:worksheet xmlns:x="x"><dimension ref="A1:ZZ99"/><sheetData>` + rows + `</sheetData></x:worksheet>`
}

// bomb packs a part that unpacks to n times chunk without ever being made in full: each compressed chunk stands alone.
func bomb(t testing.TB, part, before, chunk string, n int) []byte {
	t.Helper()
	deflate := func(s string, last bool) []byte {
		var b bytes.Buffer
		w, _ := flate.NewWriter(&b, 9)
		_, _ = w.Write([]byte(s))
		if last {
			_ = w.Close()
		} else {
			_ = w.Flush()
		}
		return b.Bytes()
	}
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for name, body := range map[string]string{"_rels/.rels": rels, "xl/workbook.xml": book, "xl/_rels/workbook.xml.rels": bookRels, "xl/worksheets/sheet1.xml": worksheet(header)} {
		if name == part {
			continue
		}
		w, _ := z.Create(name)
		_, _ = w.Write([]byte(body))
	}
	packed := append(deflate(before, false), bytes.Repeat(deflate(chunk, false), n)...)
	packed = append(packed, deflate("", true)...)
	// The archive claims a harmless size.
	w, err := z.CreateRaw(&zip.FileHeader{Name: part, Method: zip.Deflate, CompressedSize64: uint64(len(packed)), UncompressedSize64: uint64(len(before) + n*len(chunk))})
	if err != nil {
		t.Fatal(err)
	}
	_, _ = w.Write(packed)
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestZipBombs(t *testing.T) {
	l := sheet.DefaultLimits()
	l.Unpacked = 4 << 20 // the tests also run under the race detector, which makes reading ten times slower
	row := strings.Repeat(`<row><c/><c/><c t="str"><v>x</v></c></row>`, 4000)
	for name, body := range map[string][]byte{
		"2 GB of rows":         bomb(t, "xl/worksheets/sheet1.xml", `<worksheet><sheetData>`+header, strings.Repeat(row, 8), 2200),
		"one endless text":     bomb(t, "xl/worksheets/sheet1.xml", `<worksheet><sheetData>`+header+`<row><c t="str"><v>`, strings.Repeat("x", 1<<20), 4000),
		"endless attribute":    bomb(t, "xl/worksheets/sheet1.xml", `<worksheet><sheetData><row r="`, strings.Repeat("1", 1<<20), 4000),
		"endless comment":      bomb(t, "xl/worksheets/sheet1.xml", `<worksheet><!--`, strings.Repeat("x ", 1<<19), 4000),
		"shared texts":         bomb(t, "xl/sharedStrings.xml", `<sst>`, strings.Repeat(`<si/>`, 200_000), 1000),
		"cell formats":         bomb(t, "xl/styles.xml", `<styleSheet><cellXfs>`, strings.Repeat(`<xf numFmtId="14"/>`, 50_000), 1000),
		"nothing but elements": bomb(t, "xl/worksheets/sheet1.xml", `<worksheet>`, strings.Repeat(`<a>`, 300_000), 4000),
		"relations":            bomb(t, "xl/_rels/workbook.xml.rels", `<Relationships>`, strings.Repeat(`<Relationship Id="a" Type="b" Target="c"/>`, 20_000), 4000),
	} {
		if len(body) > 10<<20 {
			t.Fatalf("%s: the bomb has %d bytes, too large to be let in", name, len(body))
		}
		start := time.Now()
		_, err := sheet.Read(t.Context(), "zip bomb.xlsx", bytes.NewReader(body), columns(), l)
		if !errors.Is(err, sheet.ErrExpands) {
			t.Errorf("%s: %v", name, err)
		}
		if took := time.Since(start); took > 30*time.Second {
			t.Errorf("%s: took %s", name, took)
		}
		t.Logf("%s: %d KB refused after %s", name, len(body)>>10, time.Since(start))
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	if m.Sys > 1<<30 {
		t.Errorf("the program grew to %d MB", m.Sys>>20)
	}
}

func TestBrokenAndHostileWorkbooks(t *testing.T) {
	if tb, err := readBytes(t, "x.xlsx", archive(t, nil)); err != nil || tb.Rows[0].Get("stem") != "共享" {
		t.Fatalf("the plain archive: %v", err)
	}
	wide := `<row r="2">` + strings.Repeat(`<c><v>1</v></c>`, 20_000) + `</row>`
	for name, parts := range map[string]map[string]string{
		"no workbook":        {"xl/workbook.xml": "-"},
		"no sheet part":      {"xl/worksheets/sheet1.xml": "-"},
		"no relations":       {"_rels/.rels": "-"},
		"leads outside":      {"_rels/.rels": strings.Replace(rels, "xl/workbook.xml", "../../../etc/passwd", 1)},
		"external":           {"_rels/.rels": strings.Replace(rels, "Target=", `TargetMode="External" Target=`, 1)},
		"cut XML":            {"xl/worksheets/sheet1.xml": `<worksheet><sheetData><row r="1"><c`},
		"entities":           {"xl/worksheets/sheet1.xml": `<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><worksheet><sheetData><row><c t="str"><v>&b;</v></c></row></sheetData></worksheet>`},
		"unknown entity":     {"xl/worksheets/sheet1.xml": worksheet(header + `<row><c t="str"><v>&b;</v></c></row>`)},
		"rows go back":       {"xl/worksheets/sheet1.xml": worksheet(header + `<row r="5"/><row r="4"/>`)},
		"row far out":        {"xl/worksheets/sheet1.xml": worksheet(header + `<row r="99999999999"/>`)},
		"cells go back":      {"xl/worksheets/sheet1.xml": worksheet(header + `<row r="2"><c r="B2"/><c r="A2"/></row>`)},
		"cell without place": {"xl/worksheets/sheet1.xml": worksheet(header + `<row r="2"><c r="12"/></row>`)},
		"too wide":           {"xl/worksheets/sheet1.xml": worksheet(header + wide)},
		"other encoding":     {"xl/worksheets/sheet1.xml": `<?xml version="1.0" encoding="GBK"?><worksheet/>`},
		"all hidden":         {"xl/workbook.xml": strings.Replace(book, `name=`, `state="veryHidden" name=`, 1)},
	} {
		if _, err := readBytes(t, "x.xlsx", archive(t, parts)); !errors.Is(err, sheet.ErrNotSheet) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, rows := range map[string]string{
		"shared text that is not there": `<row r="2"><c r="A2" t="s"><v>7</v></c><c r="B2" t="str"><v>A</v></c></row>`,
		"negative shared text":          `<row r="2"><c r="A2" t="s"><v>-1</v></c><c r="B2" t="str"><v>A</v></c></row>`,
		"not a number":                  `<row r="2"><c r="A2"><v>abc</v></c><c r="B2" t="str"><v>A</v></c></row>`,
		"infinity":                      `<row r="2"><c r="A2"><v>1e999</v></c><c r="B2" t="str"><v>A</v></c></row>`,
		"error value":                   `<row r="2"><c r="A2" t="e"><v>#REF!</v></c><c r="B2" t="str"><v>A</v></c></row>`,
	} {
		tb, err := readBytes(t, "x.xlsx", archive(t, map[string]string{"xl/worksheets/sheet1.xml": worksheet(header + rows)}))
		if err != nil || tb.Total() != 1 || !errors.Is(tb.Problems()[0].Err, sheet.ErrCell) || tb.Rows[0].Get("answer") != "A" {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestEscapesAndPhoneticHints(t *testing.T) {
	body := archive(t, map[string]string{
		"xl/sharedStrings.xml":     `<sst><si><r><t>安_x000D_全</t></r><rPh sb="0" eb="1"><t>an</t></rPh><r><t>生产</t></r></si></sst>`,
		"xl/worksheets/sheet1.xml": worksheet(header + `<row><c t="s"><v>0</v></c><c t="inlineStr"><is><r><t>A_x0041_</t></r></is></c></row>`),
	})
	tb, err := readBytes(t, "x.xlsx", body)
	if err != nil {
		t.Fatal(err)
	}
	equal(t, rows(tb), "2:安全生产|AA||")
}

func TestTenMegabytesOfGarbage(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	body := make([]byte, 10<<20)
	for i := range body {
		body[i] = byte(r.Uint32())
	}
	zipLike := append([]byte("PK\x03\x04"), body[4:]...)
	for name, b := range map[string][]byte{"garbage.xlsx": body, "garbage.csv": body, "zip header.xlsx": zipLike} {
		if _, err := readBytes(t, name, b); fault.KindOf(err) != fault.Invalid {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := readBytes(t, "x.xlsx", append(body, 0)); !errors.Is(err, sheet.ErrTooLarge) {
		t.Errorf("one byte more: %v", err)
	}
}

func TestReadingStopsWithTheContext(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	stop()
	body := "题干,答案\n" + strings.Repeat("x,y\n", 10_000)
	if _, err := sheet.Read(ctx, "x.csv", strings.NewReader(body), columns(), sheet.DefaultLimits()); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}

func TestTwentyThousandRows(t *testing.T) {
	var out bytes.Buffer
	err := sheet.WriteXLSX(&out, "题目", []string{"题干", "答案", "知识点"}, func(yield func([]string, error) bool) {
		for i := range 20_000 {
			if !yield([]string{fmt.Sprint("第", i, "题"), "A", "接地"}, nil) {
				return
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	start := time.Now()
	tb, err := readBytes(t, "x.xlsx", out.Bytes())
	if err != nil || len(tb.Rows) != 20_000 || tb.Rows[19_999].Get("stem") != "第19999题" {
		t.Fatalf("%v", err)
	}
	t.Logf("%d KB read in %s", out.Len()>>10, time.Since(start))
}

func fuzzOne(t *testing.T, name string, body []byte) {
	l := sheet.DefaultLimits()
	l.Unpacked, l.Rows, l.Cells = 1<<20, 1000, 2000
	tb, err := sheet.Read(context.Background(), name, bytes.NewReader(body), columns(), l)
	if err != nil {
		var f *fault.Error
		if !errors.As(err, &f) || f.Kind() == fault.Internal {
			t.Errorf("a failure without a code: %v", err)
		}
		return
	}
	if len(tb.Rows) == 0 || len(tb.Rows) > 1000 {
		t.Errorf("%d rows", len(tb.Rows))
	}
	last := 0
	for _, r := range tb.Rows {
		if r.Number <= last {
			t.Errorf("row %d after %d", r.Number, last)
		}
		last = r.Number
		for _, c := range columns() {
			if s := r.Get(c.Name); strings.TrimSpace(s) != s || strings.ContainsAny(s, "\x00\r\u200b\ufeff") {
				t.Errorf("unclean text %q", s)
			}
		}
	}
	_ = tb.Err()
}

func FuzzXLSX(f *testing.F) {
	f.Add([]byte(worksheet(header+`<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" s="1"><f>1</f><v>46000</v></c></row>`)), []byte(`<sst><si><t>a</t></si></sst>`), []byte(`<styleSheet><numFmts><numFmt numFmtId="164" formatCode="[h]:mm;@"/></numFmts><cellXfs><xf/><xf numFmtId="164"/></cellXfs></styleSheet>`))
	f.Fuzz(func(t *testing.T, ws, sst, styles []byte) {
		if len(ws)+len(sst)+len(styles) > 1<<16 {
			return
		}
		fuzzOne(t, "x.xlsx", archive(t, map[string]string{"xl/worksheets/sheet1.xml": string(ws), "xl/sharedStrings.xml": string(sst), "xl/styles.xml": string(styles)}))
	})
}

func FuzzRead(f *testing.F) {
	f.Add("x.csv", []byte("题干,答案\nx,y\n"))
	f.Add("x.csv", []byte("\xcc\xe2\xb8\xc9;\xb4\xf0\xb0\xb8\n\"1\n2\";2\n"))
	f.Add("x.xlsx", archive(f, nil))
	f.Add("x.xlsx", xlsx(f, func(x *excelize.File) { set(f, x, map[string]any{"A1": "题干", "B1": "答案", "A2": 1}) }))
	f.Fuzz(func(t *testing.T, name string, body []byte) { fuzzOne(t, name, body) })
}
