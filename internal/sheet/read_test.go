package sheet_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"

	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/internal/sheet"
)

func columns() []sheet.Column {
	return []sheet.Column{
		{Name: "stem", Header: "题干", Synonyms: []string{"题目", "Question"}, Required: true},
		{Name: "answer", Header: "答案", Required: true},
		{Name: "date", Header: "日期", Date: true},
		{Name: "topic", Header: "知识点"},
	}
}

func readBytes(t testing.TB, name string, body []byte) (*sheet.Table, error) {
	t.Helper()
	return sheet.Read(context.Background(), name, bytes.NewReader(body), columns(), sheet.DefaultLimits())
}

// xlsx writes cells with excelize, the other implementation.
func xlsx(t testing.TB, fill func(f *excelize.File)) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer func() { _ = f.Close() }()
	fill(f)
	var b bytes.Buffer
	if _, err := f.WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func set(t testing.TB, f *excelize.File, cells map[string]any) {
	t.Helper()
	for ref, v := range cells {
		if err := f.SetCellValue("Sheet1", ref, v); err != nil {
			t.Fatal(err)
		}
	}
}

// rows writes a table as text: "number:stem|answer|date|topic".
func rows(tb *sheet.Table) (out []string) {
	for _, r := range tb.Rows {
		out = append(out, fmt.Sprintf("%d:%s|%s|%s|%s", r.Number, r.Get("stem"), r.Get("answer"), r.Get("date"), r.Get("topic")))
	}
	return out
}

func equal(t *testing.T, got []string, want ...string) {
	t.Helper()
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestXLSXWithTitleOtherOrderAndGaps(t *testing.T) {
	body := xlsx(t, func(f *excelize.File) {
		set(t, f, map[string]any{
			"A1": "低压电工题库（2026 版）", "B3": "答案 *（必填）", "C3": " question", "E3": "备注", "A3": "知 识 点",
			"B4": "Ａ", "C4": "　触电时应先（　）。\r\n选一项 ", "A4": 3.0, "E4": "不读",
			"B7": true, "C7": 0.1 + 0.2, "A7": -12.5,
			"E9": "只有备注",
		})
		if err := f.SetCellRichText("Sheet1", "C8", []excelize.RichTextRun{{Text: "两", Font: &excelize.Font{Bold: true}}, {Text: "段"}}); err != nil {
			t.Fatal(err)
		}
	})
	tb, err := readBytes(t, "题库.xlsx", body)
	if err != nil {
		t.Fatal(err)
	}
	equal(t, rows(tb), "4:触电时应先（ ）。\n选一项|A||3", "7:0.3|TRUE||-12.5", "8:两段|||")
	equal(t, tb.Unknown, "备注")
	if tb.Total() != 0 || tb.Err() != nil || tb.Has("date") || !tb.Has("topic") || tb.Rows[0].Get("nonsense") != "" {
		t.Errorf("problems %v, has date %v", tb.Problems(), tb.Has("date"))
	}
}

func TestSpoiledCellsAreReportedWhereTheyStand(t *testing.T) {
	body := xlsx(t, func(f *excelize.File) {
		set(t, f, map[string]any{
			"A1": "题干", "B1": "答案", "C1": "日期", "D1": "知识点",
			"A2": time.Date(2026, 3, 5, 0, 0, 0, 0, time.UTC), "B2": 110101199003070000, "C2": time.Date(2026, 6, 1, 8, 0, 0, 0, time.UTC), "D2": "好",
			"A3": "字", "B3": strings.Repeat("长", 4001), "C3": "2026年6月1日", "D3": 13800000000,
			"A4": "字", "C4": "2026-02-30", "C5": "2026/6/1", "C6": 20260601, "A5": 5, "A6": 6,
		})
		_ = f.SetCellFormula("Sheet1", "B4", "A1+1")
		style, _ := f.NewStyle(&excelize.Style{CustomNumFmt: ptr(`yyyy"年"m"月"`)})
		_ = f.SetCellValue("Sheet1", "D5", 46000)
		_ = f.SetCellStyle("Sheet1", "D5", "D5", style)
		money, _ := f.NewStyle(&excelize.Style{CustomNumFmt: ptr(`[Red]"yd"0.00\h`)})
		_ = f.SetCellValue("Sheet1", "D6", 7)
		_ = f.SetCellStyle("Sheet1", "D6", "D6", money)
	})
	tb, err := readBytes(t, "x.xlsx", body)
	if err != nil {
		t.Fatal(err)
	}
	equal(t, rows(tb), "2:||2026-06-01|好", "3:字||2026-06-01|13800000000", "4:字|||", "5:5||2026-06-01|", "6:6||2026-06-01|7")
	var got []string
	for _, p := range tb.Problems() {
		got = append(got, fmt.Sprintf("%s %s %s %.10s", p.Cell, p.Column, p.Err.Code(), p.Value))
	}
	equal(t, got, "A2 题干 sheet.date_cell 2026-03-05", "B2 答案 sheet.number_mangled 1101011990", "B3 答案 sheet.cell_too_long 长长长长长长长长长长",
		"B4 答案 sheet.formula ", "C4 日期 sheet.bad_date 2026-02-30", "D5 知识点 sheet.date_cell 2025-12-09")
	f := fault.From(tb.Err())
	if f.Kind() != fault.Invalid || len(f.Fields()) != 6 || f.Fields()[1].Path != "row 2, 答案" {
		t.Errorf("as a fault: %v", f)
	}
}

func ptr(s string) *string { return &s }

func TestHiddenSheetsAreSkipped(t *testing.T) {
	body := xlsx(t, func(f *excelize.File) {
		_, _ = f.NewSheet("第二")
		_ = f.SetSheetRow("第二", "A1", &[]any{"题目", "答案"})
		_ = f.SetSheetRow("第二", "A2", &[]any{"看得见", "对"})
		f.SetActiveSheet(1)
		if err := f.SetSheetVisible("Sheet1", false); err != nil {
			t.Fatal(err)
		}
	})
	tb, err := readBytes(t, "x.xlsx", body)
	if err != nil {
		t.Fatal(err)
	}
	equal(t, rows(tb), "2:看得见|对||")
}

func TestCSVInEveryEncoding(t *testing.T) {
	text := "题干,答案,日期,知识点\r\n触电,√,2026-6-1,\"一,二\"\r\n\r\n\"两\r\n行\",'-5,,\r\n末,b,,\r\n"
	gb, err := simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	utf16le := binary.LittleEndian.AppendUint16(nil, 0xfeff)
	for _, u := range utf16.Encode([]rune(strings.ReplaceAll(strings.ReplaceAll(text, ",", "\t"), "一\t二", "一,二"))) {
		utf16le = binary.LittleEndian.AppendUint16(utf16le, u)
	}
	for name, body := range map[string][]byte{
		"UTF-8": []byte(text), "UTF-8 with BOM": []byte("\ufeff" + text), "GB 18030": gb, "UTF-16 with tabs": utf16le,
		"semicolons": []byte(strings.ReplaceAll(strings.ReplaceAll(text, ",", ";"), "一;二", "一,二")),
	} {
		tb, err := readBytes(t, "x.csv", body)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		t.Run(name, func(t *testing.T) {
			// The spreadsheet shows the folded record as one row, 4, and the last as 5.
			equal(t, rows(tb), "2:触电|√|2026-06-01|一,二", "4:两\n行|-5||", "5:末|b||")
		})
	}
}

func TestSpoiledCSV(t *testing.T) {
	tb, err := readBytes(t, "x.csv", []byte("题干,答案\n=HYPERLINK(1),A\n1.10101E+17,B\n#N/A,C\n#1 电源,D\n"))
	if err != nil {
		t.Fatal(err)
	}
	equal(t, rows(tb), "2:|A||", "3:|B||", "4:|C||", "5:#1 电源|D||")
	var got []string
	for _, p := range tb.Problems() {
		got = append(got, p.Cell+" "+p.Err.Code())
	}
	equal(t, got, "A2 sheet.formula", "A3 sheet.number_mangled", "A4 sheet.error_cell")
}

func TestWholeFileFailures(t *testing.T) {
	many := "题干,答案\n" + strings.Repeat("x,y\n", 20)
	small := sheet.DefaultLimits()
	small.Rows = 10
	few := sheet.DefaultLimits()
	few.Cells = 10
	tiny := sheet.DefaultLimits()
	tiny.Bytes = 1 << 20
	gb := []byte("\xcc\xe2\xb8\xc9,\xff\xff\xff\n")
	for name, c := range map[string]struct {
		file string
		body []byte
		l    sheet.Limits
		want *fault.Error
	}{
		"empty":          {"x.csv", nil, sheet.DefaultLimits(), sheet.ErrEmpty},
		"blank":          {"x.csv", []byte(" \r\n\r\n"), sheet.DefaultLimits(), sheet.ErrEmpty},
		"only commas":    {"x.csv", []byte(",,\n,,\n"), sheet.DefaultLimits(), sheet.ErrEmpty},
		"only header":    {"x.csv", []byte("题干,答案\n"), sheet.DefaultLimits(), sheet.ErrEmpty},
		"no header":      {"x.csv", []byte("甲,乙\n1,2\n"), sheet.DefaultLimits(), sheet.ErrHeader},
		"header late":    {"x.csv", []byte(strings.Repeat("a,b\n", 10) + "题干,答案\nx,y\n"), sheet.DefaultLimits(), sheet.ErrHeader},
		"twice":          {"x.csv", []byte("题干,答案,题目\nx,y,z\n"), sheet.DefaultLimits(), sheet.ErrHeaderTwice},
		"quotes":         {"x.csv", []byte("题干,答案\n\"x,y\n"), sheet.DefaultLimits(), sheet.ErrQuote},
		"encoding":       {"x.csv", gb, sheet.DefaultLimits(), sheet.ErrEncoding},
		"binary csv":     {"x.csv", []byte("\x7fELF\x02\x01\x00\x00"), sheet.DefaultLimits(), sheet.ErrNotSheet},
		"picture":        {"x.csv", []byte("\x89PNG\r\n\x1a\n\x00\x00"), sheet.DefaultLimits(), sheet.ErrNotSheet},
		"text as xlsx":   {"x.XLSX", []byte(many), sheet.DefaultLimits(), sheet.ErrNotSheet},
		"old xls":        {"x.xls", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and so on"), sheet.DefaultLimits(), sheet.ErrOldFormat},
		"password":       {"x.xlsx", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and so on"), sheet.DefaultLimits(), sheet.ErrOldFormat},
		"too many rows":  {"x.csv", []byte(many), small, sheet.ErrTooMany},
		"too many cells": {"x.csv", []byte(many), few, sheet.ErrTooMany},
		"too large":      {"x.csv", bytes.Repeat([]byte("x,y\n"), 1<<18+1), tiny, sheet.ErrTooLarge},
		"all commas":     {"x.csv", bytes.Repeat([]byte(","), 9<<20), sheet.DefaultLimits(), sheet.ErrTooMany},
	} {
		_, err := sheet.Read(t.Context(), c.file, bytes.NewReader(c.body), columns(), c.l)
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %s", name, err, c.want.Code())
		}
	}
}

func TestMissingColumnsAreNamed(t *testing.T) {
	_, err := readBytes(t, "x.csv", []byte("说明\n题干,备注\nx,y\n"))
	if got := fault.From(err).Text("zh"); !strings.Contains(got, "答案") || strings.Contains(got, "题干") {
		t.Errorf("%s", got)
	}
}

func TestProblemsAreCapped(t *testing.T) {
	tb, err := readBytes(t, "x.csv", []byte("题干,答案\n"+strings.Repeat("=1,A\n", 1000)))
	if err != nil {
		t.Fatal(err)
	}
	tb.Add(tb.Rows[0], "answer", sheet.ErrLong)
	if len(tb.Problems()) != sheet.MaxProblems || tb.Total() != 1001 {
		t.Errorf("%d kept of %d", len(tb.Problems()), tb.Total())
	}
}

func TestCallersAddTheirProblems(t *testing.T) {
	tb, err := readBytes(t, "x.csv", []byte("备注,题目,答案\n-,x,错误答案"+strings.Repeat("长", 50)+"\n"))
	if err != nil {
		t.Fatal(err)
	}
	tb.Add(tb.Rows[0], "answer", sheet.ErrLong)
	tb.Add(tb.Rows[0], "topic", sheet.ErrLong) // a column that the file does not have
	p := tb.Problems()
	if len(p) != 2 || p[0].Cell != "C2" || p[0].Column != "答案" || len([]rune(p[0].Value)) != 40 || p[1].Cell != "" || p[1].Column != "知识点" {
		t.Errorf("%+v", p)
	}
}

// Zero-width marks are dropped: they are rubbish of copying. Marks that turn the direction stay for the caller to refuse:
// without them the cell would read otherwise than its writer saw it.
func TestMarksThatTurnTheTextStay(t *testing.T) {
	tab, err := readBytes(t, "a.csv", []byte("题干,答案\n张\u200b三\ufeff,1\u202e2\u2066\u200f\n"))
	if err != nil {
		t.Fatal(err)
	}
	if r := tab.Rows[0]; r.Get("stem") != "张三" || r.Get("answer") != "1\u202e2\u2066\u200f" {
		t.Errorf("%q %q", r.Get("stem"), r.Get("answer"))
	}
}
