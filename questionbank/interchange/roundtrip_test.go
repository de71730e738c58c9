package interchange_test

import (
	"bytes"
	"context"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/interchange"
)

// full are items that use every field, and every sign that some format gives a meaning to.
func full() []questionbank.Content {
	return []questionbank.Content{
		{Type: questionbank.TrueFalse, Stem: "保护线用黄绿双色。", Options: questionbank.TrueFalseOptions(), Key: []int{0}, Difficulty: 1, Topic: "接地",
			Explanation: "黄绿双色专用。", Chapter: "4.1", Tags: []string{"重大事故隐患", "难度:9", "a]b[c"}, Citation: "GB/T 7947：第 4 条", Fact: "pe", Enemies: []string{"甲", "乙"}, SourceNo: "T-1", Points: 2},
		{Type: questionbank.TrueFalse, Stem: "零线可以接熔断器。", Options: questionbank.TrueFalseOptions(), Key: []int{1}, Difficulty: 5, Topic: "接地"},
		{Type: questionbank.Single, Stem: "若 a<b && b>c，则 {x=1; y~2 #3: \\n} 的值是（　）。\n第二行", Options: []string{"%50%半", "[html]二", "=三", "//四 {} ~ # : \\"},
			Key: []int{3}, Explanation: "见\n下一行 #### <b>不是标签</b>", Difficulty: 3, Topic: "a/b//c", SourceNo: "S:1"},
		{Type: questionbank.Single, Stem: "A. 下列说法（　）", Options: []string{"正确", "错误"}, Key: []int{1}, Difficulty: 2, Topic: "甲"},
		{Type: questionbank.Multiple, Stem: "应佩戴的有  两个空格（　）", Options: []string{"安全帽", "绝缘鞋", "ANSWER: A", "<img src=x>", "-5℃", "@甲", "'单引号", "10³"},
			Key: []int{0, 1, 7}, Difficulty: 4, Topic: "$防护", Points: 100},
		{Type: questionbank.Multiple, Stem: "::双冒号:: [plain] ]]> &amp; \"引号\"", Options: []string{"甲", "乙"}, Key: []int{0, 1}, Difficulty: 3, Topic: "甲"},
	}
}

// same compares what a file gave back with the items, whatever kind of empty a list is.
func same(a, b questionbank.Content) bool {
	for _, c := range []*questionbank.Content{&a, &b} {
		if len(c.Tags) == 0 {
			c.Tags = nil
		}
		if len(c.Enemies) == 0 {
			c.Enemies = nil
		}
	}
	return reflect.DeepEqual(a, b)
}

func said1(l []questionbank.Loss) string {
	var out []string
	for _, x := range l {
		out = append(out, fmt.Sprintf("%d %s %s", x.Row, x.Field, x.Err.Code()))
	}
	return strings.Join(out, "\n")
}

func again(t testing.TB, f interchange.Format, body []byte) questionbank.File {
	t.Helper()
	info, _ := interchange.InfoOf(f)
	file, err := interchange.Read(context.Background(), "export"+info.Extension, bytes.NewReader(body))
	if err != nil {
		t.Fatalf("%s: %v", f, err)
	}
	return file
}

func TestEveryFormatGivesBackEqualItems(t *testing.T) {
	want := map[interchange.Format]string{}
	for _, info := range interchange.Formats() {
		t.Run(string(info.Format), func(t *testing.T) {
			items := full()
			body, losses, err := interchange.Write(context.Background(), info.Format, "题库", items)
			if err != nil {
				t.Fatal(err)
			}
			if info.Format == interchange.Aiken {
				return // has its own test
			}
			if got := said1(losses); got != want[info.Format] {
				t.Errorf("losses:\n%s", got)
			}
			f := again(t, info.Format, body)
			for i, r := range f.Rows {
				if len(r.Wrong) > 0 || r.Left != nil || !same(r.Content, items[i]) {
					t.Errorf("item %d: %v %v\n got %+v\nwant %+v", i+1, said(r), r.Left, r.Content, items[i])
				}
			}
			if len(f.Losses) > 0 {
				t.Errorf("our own export is said to lose:\n%s", said1(f.Losses))
			}
		})
	}
}

func TestAikenSaysWhatItCannotCarry(t *testing.T) {
	_, losses, err := interchange.Write(context.Background(), interchange.Aiken, "", full())
	if err != nil {
		t.Fatal(err)
	}
	got := said1(losses)
	for _, want := range []string{"1 解析 loss.field", "1 难度 loss.field", "1 知识点 loss.field", "1 标签 loss.field", "3 题干 loss.changed", "4 题型 loss.changed",
		"5  loss.item_kind", "6  loss.item_kind"} {
		if !strings.Contains(got, want) {
			t.Errorf("not said: %s", want)
		}
	}
	if strings.Contains(got, "2 题干") || strings.Contains(got, "2 答案") {
		t.Errorf("a plain judgement is said to lose:\n%s", got)
	}
	for _, l := range losses {
		if !strings.Contains(l.Err.Text("zh"), "Aiken") || strings.Contains(l.Err.Text("zh"), "{") {
			t.Errorf("%q", l.Err.Text("zh"))
		}
	}
}

// Whatever is in the items: each field that a file does not give back is in the report, and nothing else is.
func TestTheReportIsWhatDiffers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		info := rapid.SampledFrom(interchange.Formats()).Draw(t, "format")
		items := rapid.SliceOfNDistinct(contents(), 1, 4, func(c questionbank.Content) string { return c.Stem }).Draw(t, "items")
		body, losses, err := interchange.Write(context.Background(), info.Format, "题库", items)
		if code(err) == "interchange.no_items" {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		tell := map[int]bool{}
		for _, l := range losses {
			tell[l.Row] = true
		}
		if info.Format != interchange.Aiken && len(losses) > 0 {
			t.Fatalf("a plain item does not come back:\n%s", said1(losses))
		}
		f, err := interchange.ReadAs(context.Background(), interchange.Options{Format: info.Format}, "x"+info.Extension, bytes.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		at := 0
		for i, c := range items {
			if info.Format == interchange.Aiken && c.Type == questionbank.Multiple {
				continue
			}
			if r := f.Rows[at]; !tell[i+1] && !same(r.Content, c) {
				t.Fatalf("item %d differs and nothing says so:\n got %+v\nwant %+v", i+1, r.Content, c)
			}
			at++
		}
	})
}

// contents draws items of clean texts: nothing that a person could not type into one cell of a table.
func contents() *rapid.Generator[questionbank.Content] {
	word := func(signs string) *rapid.Generator[string] {
		return rapid.StringOfN(rapid.SampledFrom([]rune(signs)), 1, 12, -1)
	}
	inner := word("甲乙丙题干abcXYZ0129 ：。，（）~=#{}\\:\"'<>&%[]/|*`-+@$℃²₂")
	trimmed := func(g *rapid.Generator[string]) *rapid.Generator[string] {
		return rapid.Custom(func(t *rapid.T) string { return "甲" + g.Draw(t, "s") + "乙" })
	}
	label := trimmed(word("甲乙abc0129 .-()"))
	return rapid.Custom(func(t *rapid.T) questionbank.Content {
		c := questionbank.Content{Type: rapid.SampledFrom([]questionbank.Type{questionbank.TrueFalse, questionbank.Single, questionbank.Multiple}).Draw(t, "type"),
			Difficulty: rapid.IntRange(1, 5).Draw(t, "difficulty"), Topic: label.Draw(t, "topic"), Points: rapid.IntRange(0, 100).Draw(t, "points"),
			Explanation: rapid.OneOf(rapid.Just(""), trimmed(inner)).Draw(t, "explanation"), Chapter: rapid.OneOf(rapid.Just(""), label).Draw(t, "chapter"),
			Citation: rapid.OneOf(rapid.Just(""), label).Draw(t, "citation"), Fact: rapid.OneOf(rapid.Just(""), label).Draw(t, "fact"),
			SourceNo: rapid.OneOf(rapid.Just(""), label).Draw(t, "no"), Tags: rapid.SliceOfNDistinct(label, 0, 3, rapid.ID[string]).Draw(t, "tags"),
			Enemies: rapid.SliceOfNDistinct(label, 0, 3, rapid.ID[string]).Draw(t, "enemies")}
		parts := rapid.SliceOfN(trimmed(inner), 1, 3).Draw(t, "stem")
		c.Stem = strings.Join(parts, "\n")
		if c.Type == questionbank.TrueFalse {
			c.Options, c.Key = questionbank.TrueFalseOptions(), []int{rapid.IntRange(0, 1).Draw(t, "key")}
			return c
		}
		c.Options = rapid.SliceOfNDistinct(trimmed(inner), 2, 8, norm.NFKC.String).Draw(t, "options") // 甲² and 甲₂ are one option to a bank
		right := rapid.Permutation(indexes(len(c.Options))).Draw(t, "right")
		n := 1
		if c.Type == questionbank.Multiple {
			n = rapid.IntRange(2, len(right)).Draw(t, "n")
		}
		for i := range c.Options {
			for _, k := range right[:n] {
				if k == i {
					c.Key = append(c.Key, i)
				}
			}
		}
		return c
	})
}

func indexes(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	return out
}
