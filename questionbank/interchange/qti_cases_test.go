package interchange_test

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/assembly"
	"github.com/suikao/suikao/questionbank/interchange"
)

var qtiVersions = []interchange.Format{interchange.QTI21, interchange.QTI22, interchange.QTI30}

// trickyCase has everything about a case that a careless reader takes for something else.
func trickyCase(t testing.TB) questionbank.Content {
	c := caseItem()
	part := func(kind questionbank.Type, stem, why string, options []string, key ...int) questionbank.Part {
		return questionbank.Part{Part: assembly.Part{Type: kind, Stem: stem, Options: options}, Key: key, Explanation: why}
	}
	c.SourceNo, c.Points, c.Media = "C-2", 7, []questionbank.Medium{medium(t, "现场", []byte(drawing)), medium(t, "灰图", pngOf(t, 60, 40))}
	c.Stem = "材料 a < b && c > d。\n  第二行  两格\n第三行"
	c.Parts = []questionbank.Part{
		part(questionbank.Single, "单选但是只有两个词：", "解析一\n第二行", []string{"正确", "错误"}, 1),
		part(questionbank.TrueFalse, "判断 <b>不是标签</b>。", "解析二", questionbank.TrueFalseOptions(), 1),
		part(questionbank.Multiple, "多选", "", []string{"甲", "乙", "丙", "丁", "戊", "己", "庚", "辛"}, 0, 3, 7),
		part(questionbank.Single, "对错", "", []string{"对", "错"}, 0),
		part(questionbank.TrueFalse, "判断二", "", questionbank.TrueFalseOptions(), 0),
		part(questionbank.Single, "A. 同样的词\n又一行", "解析六", []string{"<img src=x>", "10³", "&amp;"}, 2),
	}
	return c
}

func TestCasesComeBackFromEveryVersionOfQTI(t *testing.T) {
	bare := caseItem()
	bare.Explanation, bare.Tags, bare.Enemies = "", nil, nil
	for i := range bare.Parts {
		bare.Parts[i].Explanation = ""
	}
	for _, f := range qtiVersions {
		items := []questionbank.Content{caseItem(), trickyCase(t), full()[0], bare}
		body, losses, err := interchange.Write(context.Background(), f, "题库", items)
		if err != nil || len(losses) > 0 {
			t.Fatalf("%s: %v\n%s", f, err, said1(losses))
		}
		file := again(t, f, body)
		for i, r := range file.Rows {
			if len(r.Wrong) > 0 || r.Left != nil || !same(r.Content, items[i]) || r.Content.Validate() != nil {
				t.Errorf("%s, item %d: %v %v\n got %+v\nwant %+v", f, i+1, said(r), r.Left, r.Content, items[i])
			}
		}
		if len(file.Rows) != len(items) || len(file.Losses) > 0 {
			t.Errorf("%s: %d rows, lost %s", f, len(file.Rows), said1(file.Losses))
		}
	}
}

// Whatever a case holds, it comes back from each version or the report says what does not.
func TestCasesOfAnyKindComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var parts []questionbank.Part
		for _, c := range rapid.SliceOfN(contents(), assembly.LeastParts, assembly.MostParts).Draw(t, "parts") {
			parts = append(parts, questionbank.Part{Part: assembly.Part{Type: c.Type, Stem: c.Stem, Options: c.Options}, Key: c.Key, Explanation: c.Explanation})
		}
		c := contents().Draw(t, "case")
		c.Type, c.Options, c.Key, c.Parts = questionbank.Case, nil, nil, parts
		f := rapid.SampledFrom(qtiVersions).Draw(t, "format")
		body, losses, err := interchange.Write(context.Background(), f, "题库", []questionbank.Content{c})
		if err != nil || len(losses) > 0 {
			t.Fatalf("%v\n%s", err, said1(losses))
		}
		r, err := interchange.Read(context.Background(), "x.zip", bytes.NewReader(body))
		if err != nil || !same(r.Rows[0].Content, c) {
			t.Fatalf("%v\n got %+v\nwant %+v", err, r.Rows[0].Content, c)
		}
	})
}

// compositeItem makes a foreign item of a body and as many declared answers as it has responses.
func compositeItem(head, body string, more ...string) string {
	declared := ""
	for _, id := range []string{"R1", "R2", "R3"} {
		declared += `<responseDeclaration identifier="` + id + `" cardinality="single" baseType="identifier"><correctResponse><value>A</value></correctResponse></responseDeclaration>`
	}
	return `<assessmentItem identifier="i"` + head + `>` + declared + strings.Join(more, "") + `<itemBody>` + body + `</itemBody></assessmentItem>`
}

func choiceOf(id, prompt string, options ...string) string {
	out := `<choiceInteraction responseIdentifier="` + id + `">`
	if prompt != "" {
		out += `<prompt>` + prompt + `</prompt>`
	}
	for i, o := range options {
		out += fmt.Sprintf(`<simpleChoice identifier="%c">%s</simpleChoice>`, 'A'+i, o)
	}
	return out + `</choiceInteraction>`
}

func TestForeignComposites(t *testing.T) {
	one, two, three := choiceOf("R1", "一问", "甲", "乙"), choiceOf("R2", "二问", "丙", "丁"), choiceOf("R3", "", "True", "False")
	for name, c := range map[string]struct{ body, want string }{
		"a case":                  {compositeItem("", `<div><p>材料</p></div>`+one+two), "材料 [SINGLE 一问 [甲 乙] [0]] [SINGLE 二问 [丙 丁] [0]] left= wrong= lost="},
		"words before a question": {compositeItem("", `<p>材料</p><div>`+one+`</div><p>第二<br/>问</p><div>`+three+`</div>`), "材料 [SINGLE 一问 [甲 乙] [0]] [TRUE_FALSE 第二|问 [正确 错误] [0]] left= wrong= lost=选项:loss.truth_words"},
		"words and a prompt":      {compositeItem("", `<p>材料</p>`+one+`<p>看上文</p>`+two), "材料 [SINGLE 一问 [甲 乙] [0]] [SINGLE 看上文|二问 [丙 丁] [0]] left= wrong= lost="},
		"no shared text":          {compositeItem("", one+two), " [SINGLE 一问 [甲 乙] [0]] [SINGLE 二问 [丙 丁] [0]] left= wrong= lost="},
		"words behind the last":   {compositeItem("", `<p>材料</p>`+one+two+`<p>完</p>`), "材料 left=loss.composite"},
		"another interaction":     {compositeItem("", `<p>材料</p>`+one+`<p>填<textEntryInteraction responseIdentifier="R2"/></p>`), "材料|填|一问 left=loss.composite"},
		"seven questions":         {compositeItem("", `<p>材料</p>`+strings.Repeat(one, 7)), "材料|一问 left=loss.composite"},
		"one within another":      {compositeItem("", `<p>材料</p><choiceInteraction responseIdentifier="R1"><prompt>`+two+`</prompt></choiceInteraction>`+three), "材料|二问|丙丁 left=loss.composite"},
		"a hidden question":       {compositeItem("", `<p>材料</p>`+one+`<feedbackBlock identifier="x" outcomeIdentifier="F" showHide="show">`+two+`</feedbackBlock>`), "材料|一问 left=loss.composite"},
		"adaptive":                {compositeItem(` adaptive="true"`, `<p>材料</p>`+one+two), "材料 left=loss.adaptive"},
		"templates":               {compositeItem("", `<p>材料</p>`+one+two, `<templateDeclaration identifier="t"/>`), "材料 left=loss.varies"},
		"a formula":               {compositeItem("", `<p>材料<math/></p>`+one+two), "材料 left=loss.picture"},
		"a formula in a prompt":   {compositeItem("", `<p>材料</p>`+one+choiceOf("R2", "问<math/>", "甲", "乙")), "材料 left=loss.picture"},
		"a picture in an option":  {compositeItem("", `<p>材料</p>`+one+choiceOf("R2", "问", `<img src="a.png"/>`, "乙")), "材料 left=loss.picture"},
		"one response for two":    {compositeItem("", `<p>材料</p>`+one+choiceOf("R1", "二问", "丙", "丁")), "材料 [SINGLE 一问 [甲 乙] [0]] [SINGLE 二问 [丙 丁] [0]] left= wrong=小题 2 答案:interchange.declared_twice lost="},
		"declared twice": {compositeItem("", `<p>材料</p>`+one+two, `<responseDeclaration identifier="R2" cardinality="single"><correctResponse><value>B</value></correctResponse></responseDeclaration>`),
			"材料 [SINGLE 一问 [甲 乙] [0]] [ 二问 [丙 丁] []] left= wrong=小题 2 答案:interchange.declared_twice lost="},
		"not declared":    {compositeItem("", `<p>材料</p>`+one+choiceOf("R9", "二问", "丙", "丁")), "材料 [SINGLE 一问 [甲 乙] [0]] [ 二问 [丙 丁] []] left= wrong=小题 2 答案:interchange.no_answer lost="},
		"an option less":  {compositeItem("", `<p>材料</p>`+choiceOf("R1", "一问")+two), "材料 [SINGLE 一问 [] []] [SINGLE 二问 [丙 丁] [0]] left= wrong=小题 1 答案:item.key_option lost="},
		"a missing image": {compositeItem("", `<p>材料</p>`+one+`<p><img src="x.png" alt="图"/></p>`+two), "材料 [SINGLE 一问 [甲 乙] [0]] [SINGLE 二问 [丙 丁] [0]] left= wrong=图片:interchange.picture_file lost=图片:loss.picture_moved"},
	} {
		f, err := interchange.Read(context.Background(), "x.xml", strings.NewReader(c.body))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		r := f.Rows[0]
		got := strings.ReplaceAll(r.Content.Stem, "\n", "|")
		if r.Left != nil {
			got += " left=" + r.Left.Code()
		} else {
			for _, p := range r.Content.Parts {
				got += " " + strings.ReplaceAll(fmt.Sprint([]any{p.Type, p.Stem, p.Options, p.Key}), "\n", "|")
			}
			var wrong, lost []string
			for _, w := range r.Wrong {
				wrong = append(wrong, w.Column+":"+w.Err.Code())
			}
			for _, l := range f.Losses {
				lost = append(lost, l.Field+":"+l.Err.Code())
			}
			got += " left= wrong=" + strings.Join(wrong, ",") + " lost=" + strings.Join(lost, ",")
			if r.Content.Type != questionbank.Case {
				t.Errorf("%s is a %s", name, r.Content.Type)
			}
		}
		if !strings.HasPrefix(got, c.want) {
			t.Errorf("%s:\n got %s\nwant %s", name, got, c.want)
		}
	}
}

// Pictures that a foreign composite shows at its second question belong to the case, and the file says that they moved.
func TestPicturesOfAQuestionMoveToTheCase(t *testing.T) {
	body := packageOf(t, "a.svg", drawing, "i.xml", compositeItem("", `<p>材料</p>`+choiceOf("R1", "一", "甲", "乙")+`<p><img src="a.svg" alt="图"/>看图</p>`+choiceOf("R2", "", "丙", "丁")))
	f, err := interchange.Read(context.Background(), "x.zip", bytes.NewReader(body))
	if err != nil || len(f.Rows[0].Content.Media) != 1 || f.Rows[0].Content.Parts[1].Stem != "看图" || said1(f.Losses) != "1 图片 loss.picture_moved" {
		t.Errorf("%v %+v\n%s", err, f.Rows, said1(f.Losses))
	}
}

// A reader elsewhere has to reckon the same: each question adds its share, all shares are the points, and every name that is used is
// declared once.
func TestAWrittenCaseScoresItself(t *testing.T) {
	for _, format := range qtiVersions {
		for _, c := range []questionbank.Content{caseItem(), trickyCase(t)} {
			body, _, err := interchange.Write(context.Background(), format, "题库", []questionbank.Content{c})
			if err != nil {
				t.Fatal(err)
			}
			z, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
			if err != nil {
				t.Fatal(err)
			}
			item := parsed(t, z, "items/item-00001.xml")
			shapeOfCase(t, item, map[bool]string{true: "qti-"}[format == interchange.QTI30], c)
		}
	}
}

func shapeOfCase(t *testing.T, item node, pre string, c questionbank.Content) {
	t.Helper()
	names := namesOf(pre)
	at := 0
	for _, k := range item.Nodes {
		i := slices.Index([]string{names("responseDeclaration"), names("outcomeDeclaration"), names("itemBody"), names("responseProcessing"), names("modalFeedback")}, k.XMLName.Local)
		if i < at {
			t.Errorf("%s does not belong there", k.XMLName.Local)
		}
		at = max(at, i)
	}
	identifier := func(list []node, name string) (out []string) {
		for _, n := range list {
			out = append(out, n.attr(name))
		}
		return out
	}
	declared := identifier(item.all(names("responseDeclaration")), "identifier")
	used := identifier(item.all(names("choiceInteraction")), strings.TrimPrefix(names("responseIdentifier"), pre))
	if len(declared) != len(c.Parts) || !slices.Equal(declared, used) || len(slices.Compact(slices.Sorted(slices.Values(declared)))) != len(declared) {
		t.Errorf("declared %v, used %v", declared, used)
	}
	rules := item.all(names("responseCondition"))
	if len(rules) != len(c.Parts) || item.all(names("responseProcessing"))[0].attr("template") != "" {
		t.Fatalf("%d rules", len(rules))
	}
	worth := 0.0
	for i, r := range rules {
		match, set := r.all(names("match")), r.all(names("setOutcomeValue"))
		if len(match) != 1 || match[0].all(names("variable"))[0].attr("identifier") != declared[i] || match[0].all(names("correct"))[0].attr("identifier") != declared[i] ||
			len(set) != 1 || set[0].attr("identifier") != "SCORE" || set[0].all(names("variable"))[0].attr("identifier") != "SCORE" {
			t.Errorf("rule %d", i+1)
		}
		var share float64
		if _, err := fmt.Sscan(set[0].all(names("baseValue"))[0].Text, &share); err != nil {
			t.Fatal(err)
		}
		worth += share
	}
	want := float64(c.Points)
	if want == 0 {
		want = float64(len(c.Parts))
	}
	if worth < want-0.001 || worth > want+0.001 {
		t.Errorf("all right is worth %f of %f", worth, want)
	}
	outcomes := map[string]node{}
	for _, o := range item.all(names("outcomeDeclaration")) {
		if _, twice := outcomes[o.attr("identifier")]; twice {
			t.Errorf("%s is declared twice", o.attr("identifier"))
		}
		outcomes[o.attr("identifier")] = o
	}
	shown := identifier(item.all(names("modalFeedback")), "identifier")
	var values []string
	for _, v := range outcomes["FEEDBACK"].all(names("value")) {
		values = append(values, v.Text)
	}
	if !slices.Equal(shown, values) || outcomes["FEEDBACK"].attr("cardinality") != map[bool]string{true: "multiple", false: "single"}[len(shown) > 1] {
		t.Errorf("feedback %v shown by %v", shown, values)
	}
	if start := outcomes["SCORE"].all(names("value")); len(start) != 1 || start[0].Text != "0" {
		t.Error("the score begins nowhere")
	}
}
