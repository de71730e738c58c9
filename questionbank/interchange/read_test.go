package interchange_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/internal/sheet"
	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/interchange"
	"github.com/suikao/suikao/questionbank/sample"
)

func read(t testing.TB, csv string) questionbank.File {
	t.Helper()
	f, err := interchange.Read(context.Background(), "x.csv", strings.NewReader(csv))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// one reads a file of one row.
func one(t testing.TB, head, row string) questionbank.FileRow {
	t.Helper()
	f := read(t, head+"\n"+row+"\n")
	if len(f.Rows) != 1 {
		t.Fatalf("%d rows", len(f.Rows))
	}
	return f.Rows[0]
}

func said(r questionbank.FileRow) string {
	var out []string
	for _, c := range r.Wrong {
		out = append(out, c.Column+": "+c.Err.Code())
	}
	return strings.Join(out, " | ")
}

const head = "题型,题干,选项A,选项B,选项C,选项D,答案,难度,知识点"

func TestAnswersAreReadInEveryUsualForm(t *testing.T) {
	for _, c := range []struct {
		kind, options, key string
		want               []int
		wrong              string
	}{
		{"判断", ",,,", "正确", []int{0}, ""},
		{"判断题", ",,,", "错误", []int{1}, ""},
		{"判断", ",,,", "对", []int{0}, ""},
		{"判断", ",,,", "错", []int{1}, ""},
		{"判断", ",,,", "√", []int{0}, ""},
		{"判断", ",,,", "×", []int{1}, ""},
		{"判断", ",,,", "T", []int{0}, ""},
		{"判断", ",,,", "f", []int{1}, ""},
		{"判断", ",,,", "A", []int{0}, ""},
		{"判断", ",,,", "Ｂ", []int{1}, ""},
		{"判断", "错误,正确,,", "A", []int{1}, ""},
		{"判断", "错误,正确,,", "错误", []int{1}, ""},
		{"判断", "对,错,,", "B", []int{1}, ""},
		{"判断", ",,,", "AB", []int{0, 1}, "答案: item.key_one"},
		{"判断", ",,,", "C", []int{2}, "答案: item.key_option"},
		{"判断", ",,,", "大概", nil, "答案: item.key_form"},
		{"判断", ",,,", "", []int{}, "答案: item.key_empty"},
		{"判断", "甲,乙,,", "A", nil, "选项A: item.option_tf"},
		{"单选", "甲,乙,丙,丁", "D", []int{3}, ""},
		{"单选题", "甲,乙,丙,丁", "ｄ", []int{3}, ""},
		{"单选", "甲,乙,,", "C", nil, "答案: item.key_option"},
		{"单选", "甲,乙,,", "AB", nil, "答案: item.key_one"},
		{"单选", "甲,,,", "A", nil, "选项A: item.option_count"},
		{"单选", "甲,,丙,", "A", nil, "选项C: item.option_gap"},
		{"单选", "甲,甲,,", "A", nil, "选项A: item.option_twice"},
		{"多选", "甲,乙,丙,丁", "ABC", []int{0, 1, 2}, ""},
		{"多选题", "甲,乙,丙,丁", `"D,A"`, []int{0, 3}, ""},
		{"多项选择题", "甲,乙,丙,丁", "A、B、D", []int{0, 1, 3}, ""},
		{"多选", "甲,乙,丙,丁", "Ａ，Ｃ", []int{0, 2}, ""},
		{"多选", "甲,乙,丙,丁", "a c", []int{0, 2}, ""},
		{"多选", "甲,乙,丙,丁", "B", nil, "答案: item.key_many"},
		{"多选", "甲,乙,丙,丁", "AA", nil, "答案: item.key_form"},
		{"多选", "甲,乙,丙,丁", "AZ", nil, "答案: item.key_form"},
		{"简答", "甲,乙,丙,丁", "A", nil, "题型: item.type"},
	} {
		r := one(t, head, fmt.Sprintf("%s,题干,%s,%s,2,触电", c.kind, c.options, c.key))
		if got := said(r); got != c.wrong || c.wrong == "" && !slices.Equal(r.Content.Key, c.want) {
			t.Errorf("%s [%s] %q: key %v, %q; want %v, %q", c.kind, c.options, c.key, r.Content.Key, got, c.want, c.wrong)
		}
	}
}

func TestHeadingsAndTextsAreForgiving(t *testing.T) {
	f := read(t, "2026年题库,,,,,,\n\n试题类型*,题目内容（必填）,A,选项 Ｂ,正确答案,难易程度,考点,备注,标签,互斥\n"+
		"单选题,　ＡＣ３８０Ｖ系统的题干（　）。 ,甲,乙,A,难,触电,x,重大事故隐患；接地;接地,g1\n,,,,,,,,,\n判断,第二题,,,对,,触电,,,\n")
	if len(f.Rows) != 2 || !slices.Equal(f.Ignored, []string{"备注"}) {
		t.Fatalf("%d rows, ignored %q", len(f.Rows), f.Ignored)
	}
	c := f.Rows[0].Content
	if said(f.Rows[0]) != "" || c.Stem != "AC380V系统的题干（　）。" && c.Stem != "AC380V系统的题干（ ）。" || c.Difficulty != 5 ||
		!slices.Equal(c.Tags, []string{"重大事故隐患", "接地"}) || !slices.Equal(c.Enemies, []string{"g1"}) || f.Rows[0].Row != 4 {
		t.Errorf("%+v %s", f.Rows[0], said(f.Rows[0]))
	}
	if f.Rows[1].Row != 6 || f.Rows[1].Content.Difficulty != 3 {
		t.Errorf("%+v", f.Rows[1])
	}
	for _, c := range []struct{ row, wrong string }{
		{"单选,题,甲,乙,,,A,6,触电", "难度: item.difficulty"},
		{"单选,题,甲,乙,,,A,很难,触电", "难度: item.difficulty"},
		{"单选,题,甲,乙,,,A,2,", "知识点: item.topic_empty"},
		{"单选,,甲,乙,,,A,2,触电", "题干: item.stem_empty"},
		{"单选," + strings.Repeat("长", 2001) + ",甲,乙,,,A,2,触电", "题干: item.text_long"},
	} {
		if got := said(one(t, head, c.row)); got != c.wrong {
			t.Errorf("%.40s: %q, want %q", c.row, got, c.wrong)
		}
	}
	_, err := interchange.Read(context.Background(), "x.csv", strings.NewReader("题型,题干\n判断,题\n"))
	if !errors.Is(err, sheet.ErrHeader) {
		t.Errorf("without an answer column: %v", err)
	}
}

func TestTheSampleBankReadsWithoutAFault(t *testing.T) {
	f := read(t, string(sample.CSV()))
	if len(f.Rows) < 300 || len(f.Ignored) != 0 {
		t.Fatalf("%d rows, ignored %q", len(f.Rows), f.Ignored)
	}
	for _, r := range f.Rows {
		if len(r.Wrong) > 0 || r.Content.Citation == "" || r.Content.Fact == "" || r.Content.SourceNo == "" || r.Content.Explanation == "" {
			t.Errorf("row %d: %s", r.Row, said(r))
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(head + "\n判断,题,,,,,对,2,触电\n单选,题二,甲,乙,,,B,2,触电\n"))
	f.Add(sample.CSV()[:4000])
	var b bytes.Buffer
	if err := interchange.Template(&b, false); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Fuzz(func(t *testing.T, body []byte) {
		file, err := interchange.Read(context.Background(), "x", bytes.NewReader(body))
		if err != nil {
			if fault.KindOf(err) == fault.Internal {
				t.Fatalf("an upload is our own failure: %v", err)
			}
			return
		}
		for _, r := range file.Rows {
			if len(r.Wrong) == 0 && r.Content.Validate() != nil {
				t.Fatalf("row %d is called good: %v", r.Row, r.Content.Validate())
			}
		}
	})
}

// A mark that turns the direction of writing makes a stem or an option read as its opposite. It is refused at its own
// cell, and never dropped in silence, which would change what the writer saw.
func TestMarksThatTurnTheTextAreRefusedAtTheirCell(t *testing.T) {
	head := "题型,题干,选项A,选项B,选项C,选项D,答案,解析,难度,知识点\n"
	for column, row := range map[string]string{
		"题干":  "单选,应\u202e先验电,甲,乙,丙,丁,A,解析,2,触电\n",
		"选项A": "单选,应先验电,甲\u2066,乙,丙,丁,A,解析,2,触电\n",
		"选项C": "单选,应先验电,甲,乙,丙\u200f,丁,A,解析,2,触电\n",
		"解析":  "单选,应先验电,甲,乙,丙,丁,A,解\u202d析,2,触电\n",
		"知识点": "单选,应先验电,甲,乙,丙,丁,A,解析,2,触\u061c电\n",
	} {
		f, err := interchange.Read(t.Context(), "a.csv", strings.NewReader(head+"判断,好题一道,,,,,正确,,1,触电\n"+row))
		if err != nil {
			t.Fatal(column, err)
		}
		if len(f.Rows) != 2 || len(f.Rows[0].Wrong) != 0 {
			t.Fatalf("%s: %+v", column, f.Rows)
		}
		wrong := f.Rows[1].Wrong
		if f.Rows[1].Row != 3 || len(wrong) != 1 || wrong[0].Column != column || !errors.Is(wrong[0].Err, actor.ErrHidden) {
			t.Errorf("%s: row %d %+v", column, f.Rows[1].Row, wrong)
		}
	}
}
