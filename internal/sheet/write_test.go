package sheet_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/suikao/suikao/internal/sheet"
)

func dangerous() [][]string {
	return [][]string{
		{"=HYPERLINK(\"http://x\")", "+1"}, {"-2+3", "@SUM(A1)"}, {" =1", "\t=1"}, {"＝1", "普通"}, {"110101199003070000", "3-5"},
	}
}

func TestCSVIsInert(t *testing.T) {
	var out bytes.Buffer
	if err := sheet.WriteCSV(&out, []string{"题干", "答案"}, sheet.Each(dangerous())); err != nil {
		t.Fatal(err)
	}
	if !bytes.HasPrefix(out.Bytes(), []byte("\xef\xbb\xbf")) {
		t.Error("no byte order mark: Excel shows the Chinese as garbage")
	}
	records, err := csv.NewReader(bytes.NewReader(out.Bytes()[3:])).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range records {
		for _, c := range r {
			if strings.ContainsAny(c[:1], "=+-@ \t") || strings.HasPrefix(c, "＝") {
				t.Errorf("a spreadsheet evaluates %q", c)
			}
		}
	}
	tb, err := readBytes(t, "x.csv", out.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	equal(t, rows(tb), `2:=HYPERLINK("http://x")|+1||`, "3:-2+3|@SUM(A1)||", "4:=1|=1||", "5:＝1|普通||", "6:110101199003070000|3-5||")
	if tb.Total() != 0 {
		t.Errorf("our own export is refused: %v", tb.Problems())
	}
}

func TestXLSXHoldsTextsOnly(t *testing.T) {
	var out bytes.Buffer
	if err := sheet.WriteXLSX(&out, "名单", []string{"题干", "答案"}, sheet.Each(dangerous())); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(out.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	for i, r := range dangerous() {
		for j, want := range r {
			ref, _ := excelize.CoordinatesToCellName(j+1, i+2)
			got, _ := f.GetCellValue("名单", ref)
			formula, _ := f.GetCellFormula("名单", ref)
			kind, _ := f.GetCellType("名单", ref)
			if got != want || formula != "" || kind != excelize.CellTypeInlineString && kind != excelize.CellTypeSharedString {
				t.Errorf("%s: %q formula %q type %v", ref, got, formula, kind)
			}
		}
	}
	broken := errors.New("the database went away")
	err = sheet.WriteXLSX(&out, "a", nil, func(yield func([]string, error) bool) { yield(nil, broken) })
	if !errors.Is(err, broken) {
		t.Errorf("an error among the rows: %v", err)
	}
	if err := sheet.WriteCSV(&out, nil, func(yield func([]string, error) bool) { yield(nil, broken) }); !errors.Is(err, broken) {
		t.Errorf("an error among the rows: %v", err)
	}
}

func TestTemplateCanBeFilledAndRead(t *testing.T) {
	cols := columns()
	cols[0].Example, cols[0].Note = "触电时应先做什么", "不超过 500 字"
	var out bytes.Buffer
	if err := sheet.Template(&out, "题目", cols); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(out.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	if got := f.GetSheetList(); len(got) != 2 || got[0] != "题目" {
		t.Errorf("sheets %v", got)
	}
	if got, _ := f.GetCellValue("题目", "A1"); got != "题干*" {
		t.Errorf("header %q", got)
	}
	if got, _ := f.GetCellValue("填写说明", "B2"); got != "不超过 500 字" {
		t.Errorf("note %q", got)
	}
	// An empty cell below must already be formatted as text, or Excel spoils what is typed into it.
	style, _ := f.GetColStyle("题目", "B")
	if st, err := f.GetStyle(style); err != nil || st.NumFmt != 49 {
		t.Errorf("column style %+v %v", st, err)
	}
	tb, err := readBytes(t, "模板.xlsx", out.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	equal(t, rows(tb), "2:触电时应先做什么|||")
}
