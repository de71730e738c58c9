package sheet

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
)

func packed(t *testing.T, sheetXML io.Reader) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	put := func(name string, r io.Reader) {
		w, err := z.Create(name)
		if err == nil {
			_, err = io.Copy(w, r)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	const head, office = `<?xml version="1.0" encoding="UTF-8"?>`, `http://schemas.openxmlformats.org/officeDocument/2006/relationships`
	put("_rels/.rels", strings.NewReader(head+`<Relationships><Relationship Id="a" Type="`+office+`/officeDocument" Target="xl/workbook.xml"/></Relationships>`))
	put("xl/workbook.xml", strings.NewReader(head+`<workbook xmlns:r="`+office+`"><sheets><sheet name="a" r:id="s"/></sheets></workbook>`))
	put("xl/_rels/workbook.xml.rels", strings.NewReader(`<Relationships><Relationship Id="s" Type="`+office+`/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`))
	put("xl/worksheets/sheet1.xml", sheetXML)
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

const (
	tableHead = `<worksheet><sheetData><row r="1"><c t="str"><v>姓名</v></c><c t="str"><v>证号</v></c></row>`
	tableRow  = `<row><c t="str"><v>张三丰</v></c><c t="str"><v>T11010519491231002X</v></c></row>`
)

// A table of a million rows is left at the first row too many: neither its other rows nor the bytes behind it are read, and the row is named.
func TestAMillionRowsAreLeftAtTheFirstTooMany(t *testing.T) {
	columns := []Column{{Name: "name", Header: "姓名", Required: true}, {Name: "number", Header: "证号"}}
	l := Limits{Bytes: 20 << 20, Unpacked: 256 << 20, Rows: 20_000, Cells: 80_000, CellLen: 200}
	body := packed(t, io.MultiReader(strings.NewReader(tableHead), strings.NewReader(strings.Repeat(tableRow, 1_000_000)), strings.NewReader(`</sheetData></worksheet>`)))
	if len(body) > int(l.Bytes) {
		t.Fatalf("%d bytes are refused before they are read", len(body))
	}
	b := newBuilder(t.Context(), columns, l)
	err := readXLSX(body, b)
	f := ErrTooMany
	if !errors.As(err, &f) || f.Args()["row"] != "20002" {
		t.Fatalf("%v", err)
	}
	if b.seen != 20_002 {
		t.Errorf("%d rows were read", b.seen)
	}
	if most := int64(20_002*len(tableRow) + 128<<10); b.bytes > most {
		t.Errorf("%d bytes were unpacked, at most %d are needed", b.bytes, most)
	}
	b = newBuilder(t.Context(), columns, l)
	err = readCSV([]byte("姓名,证号\n"+strings.Repeat("张三丰,T11010519491231002X\n", 1_000_000)), b)
	if !errors.As(err, &f) || f.Args()["row"] != "20002" || b.seen != 20_002 {
		t.Errorf("%d rows were read: %v", b.seen, err)
	}
}

// A bomb is left when it has used up what may be unpacked, wherever it goes off, and the place is named.
func TestABombIsLeftAtItsBound(t *testing.T) {
	columns := []Column{{Name: "name", Header: "姓名", Required: true}}
	l := Limits{Bytes: 20 << 20, Unpacked: 8 << 20, Rows: 20_000, Cells: 80_000, CellLen: 200}
	for where, sheetXML := range map[string]string{
		"B2":         tableHead + `<row><c/><c t="str"><v>` + strings.Repeat("x", 64<<20),
		"sheet1.xml": `<worksheet>` + strings.Repeat(`<a>`, 16<<20),
	} {
		b := newBuilder(t.Context(), columns, l)
		err := readXLSX(packed(t, strings.NewReader(sheetXML)), b)
		f := ErrExpands
		if !errors.As(err, &f) || f.Args()["where"] != where {
			t.Errorf("%s: %v", where, err)
		}
		if b.bytes > l.Unpacked+64<<10 || b.seen > 1 {
			t.Errorf("%s: %d bytes were unpacked, %d rows read", where, b.bytes, b.seen)
		}
		if text := fmt.Sprint(f.Text("en"), f.Text("zh-CN")); strings.Contains(text, "{") {
			t.Error(text)
		}
	}
}
