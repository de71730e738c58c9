package interchange_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/interchange"
)

const manifestHead = `<?xml version="1.0"?><manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" identifier="m"><resources>`

func resource(href string) string {
	return `<resource identifier="r" type="imsqti_item_xmlv2p1" href="` + href + `"/>`
}

func item(body string) string {
	return `<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="i"><responseDeclaration identifier="RESPONSE" cardinality="single" baseType="identifier">` +
		`<correctResponse><value>A</value></correctResponse></responseDeclaration><itemBody>` + body + `</itemBody></assessmentItem>`
}

const question = `<choiceInteraction responseIdentifier="RESPONSE"><prompt>电压是</prompt><simpleChoice identifier="A">220 V</simpleChoice><simpleChoice identifier="B">380 V</simpleChoice></choiceInteraction>`

func packageOf(t testing.TB, files ...string) []byte {
	t.Helper()
	return archive(t, append([]string{"imsmanifest.xml", manifestHead + resource("i.xml") + "</resources></manifest>"}, files...)...)
}

func code(err error) string {
	if err == nil {
		return ""
	}
	return fault.From(err).Code()
}

func TestHostileFilesAreRefused(t *testing.T) {
	const laughs = `<!DOCTYPE quiz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>`
	const xxe = `<!DOCTYPE quiz [<!ENTITY x SYSTEM "file:///etc/passwd">]>`
	deep := strings.Repeat("<div>", 5000)
	for name, c := range map[string]struct {
		file string
		body []byte
		want string
	}{
		"a document type with entities":      {"x.xml", []byte(laughs + `<quiz><question type="essay"/></quiz>`), "interchange.doctype"},
		"an external entity":                 {"x.xml", []byte(xxe + `<quiz><question type="essay"><text>&x;</text></question></quiz>`), "interchange.doctype"},
		"an entity nobody defined":           {"x.xml", []byte(`<quiz><question type="essay"><questiontext><text>&x;</text></questiontext></question></quiz>`), "interchange.not_xml"},
		"a document type in the middle":      {"x.xml", []byte(`<quiz>` + xxe + `</quiz>`), "interchange.doctype"},
		"half a file":                        {"x.xml", []byte(`<quiz><question type="essay">`), "interchange.not_xml"},
		"too deep":                           {"x.xml", []byte("<quiz><question>" + deep), "interchange.expands_too_far"},
		"no questions":                       {"x.xml", []byte("<quiz></quiz>"), "interchange.no_items"},
		"another document":                   {"x.xml", []byte("<html><body>x</body></html>"), "interchange.no_items"},
		"an unknown encoding":                {"x.xml", []byte(`<?xml version="1.0" encoding="ebcdic"?><quiz></quiz>`), "interchange.not_text"},
		"binary as text":                     {"x.gift", []byte("\x00\x01\x02{=a ~b}"), "sheet.not_a_sheet"},
		"no archive":                         {"x.zip", []byte("PK\x03\x04 garbage"), "sheet.not_a_sheet"},
		"a path out of the archive":          {"x.zip", packageOf(t, "../../etc/passwd", "x", "i.xml", item(question)), "interchange.path_out"},
		"an absolute path":                   {"x.zip", packageOf(t, "/etc/passwd", "x"), "interchange.path_out"},
		"a path of Windows":                  {"x.zip", packageOf(t, `..\..\x`, "x"), "interchange.path_out"},
		"an address instead of a path":       {"x.zip", archive(t, "imsmanifest.xml", manifestHead+resource("http://example.org/i.xml")+"</resources></manifest>"), "interchange.not_package"},
		"a resource that leads out":          {"x.zip", archive(t, "imsmanifest.xml", manifestHead+resource("..%2f..%2fetc/passwd")+"</resources></manifest>"), "interchange.not_package"},
		"a missing item":                     {"x.zip", packageOf(t), "interchange.not_package"},
		"a manifest with a document type":    {"x.zip", archive(t, "imsmanifest.xml", xxe+manifestHead+"</resources></manifest>"), "interchange.doctype"},
		"an item with a document type":       {"x.zip", packageOf(t, "i.xml", xxe+item(question)), "interchange.doctype"},
		"an item that unpacks too far":       {"x.zip", packageOf(t, "i.xml", item(strings.Repeat(" ", 3<<20))), "interchange.expands_too_far"},
		"an older version":                   {"x.zip", archive(t, "imsmanifest.xml", `<manifest><resources><resource type="imsqti_xmlv1p2" href="x.xml"/></resources></manifest>`), "interchange.old_qti"},
		"an archive of nothing but manifest": {"x.zip", archive(t, "imsmanifest.xml", "<manifest/>"), "interchange.no_items"},
	} {
		if _, err := interchange.Read(context.Background(), c.file, bytes.NewReader(c.body)); code(err) != c.want {
			t.Errorf("%s: %v, want %s", name, err, c.want)
		}
	}
}

// zeros is a reader without end that counts what was taken from it.
type zeros struct{ taken int64 }

func (z *zeros) Read(p []byte) (int, error) {
	z.taken += int64(len(p))
	return len(p), nil
}

func TestAHugeFileIsRefusedBeforeItIsInMemory(t *testing.T) {
	z := &zeros{}
	_, err := interchange.Read(context.Background(), "x.xml", io.LimitReader(z, 200<<20))
	if code(err) != "sheet.too_large" || z.taken > questionbank.MaxFileBytes+(1<<20) {
		t.Errorf("%v after %d bytes", err, z.taken)
	}
}

func TestMoreQuestionsThanAllowed(t *testing.T) {
	body := strings.Repeat("问题{=甲 ~乙}\n\n", questionbank.MaxFileRows+1)
	if _, err := interchange.Read(context.Background(), "x.gift", strings.NewReader(body)); code(err) != "sheet.too_many_cells" {
		t.Errorf("%v", err)
	}
}

// What a file holds beside plain questions: kind, what is left out, what is lost.
func TestForeignQuestions(t *testing.T) {
	moodle := func(inner string) string { return "<quiz>" + inner + "</quiz>" }
	choice := func(text, rest string) string {
		return moodle(`<question type="multichoice"><questiontext format="html"><text><![CDATA[` + text + `]]></text></questiontext><single>true</single>` +
			`<answer fraction="100"><text>甲</text></answer><answer fraction="0"><text>乙</text></answer>` + rest + `</question>`)
	}
	for name, c := range map[string]struct{ file, body, want string }{
		"html":                {"x.xml", choice("<p>面积 10<sup>3</sup>&nbsp;m<sub>2</sub></p><p>是 <b>多少</b></p>", ""), "SINGLE 面积 10³ m₂|是 多少 [甲 乙] [0] left= wrong= lost=题干:loss.markup"},
		"script":              {"x.xml", choice("<script>alert(1)</script>问 a &lt; b", ""), "SINGLE 问 a < b [甲 乙] [0] left= wrong= lost="},
		"a picture":           {"x.xml", choice(`看图 <img src="@@PLUGINFILE@@/a.png">`, ""), "SINGLE 看图 [甲 乙] [0] left= wrong=interchange.picture_file lost="},
		"an option's picture": {"x.xml", choice("问", `<answer fraction="0" format="html"><text><![CDATA[<img src="@@PLUGINFILE@@/a.png">]]></text></answer>`), " 问 [] [] left=loss.picture wrong= lost="},
		"a formula":           {"x.xml", choice("问 <math><mi>x</mi></math>", ""), " 问 x [] [] left=loss.picture wrong= lost="},
		"partial credit":      {"x.xml", choice("问", `<answer fraction="50"><text>丙</text></answer>`), "SINGLE 问 [甲 乙 丙] [0] left= wrong= lost=答案:loss.partial_credit"},
		"order and feedback":  {"x.xml", choice("问", `<shuffleanswers>0</shuffleanswers><hint><text>想想</text></hint>`), "SINGLE 问 [甲 乙] [0] left= wrong= lost=选项:loss.fixed_order,解析:loss.feedback"},
		"broken points":       {"x.xml", choice("问", `<defaultgrade>0.5</defaultgrade>`), "SINGLE 问 [甲 乙] [0] left= wrong= lost=分值:loss.points"},
		"essay":               {"x.xml", moodle(`<question type="essay"><questiontext><text>写</text></questiontext></question>`), " 写 [] [] left=loss.kind wrong= lost="},
		"moodle judgement":    {"x.xml", moodle(`<question type="truefalse"><questiontext><text>地线可以不接</text></questiontext><answer fraction="0"><text>true</text></answer><answer fraction="100"><text>false</text></answer></question>`), "TRUE_FALSE 地线可以不接 [正确 错误] [1] left= wrong= lost="},
		"gap":                 {"x.gift", "相线是{=红色 ~黑色}导线", "SINGLE 相线是（　）导线 [红色 黑色] [0] left= wrong= lost="},
		"gift several":        {"x.gift", "选{~%50%甲#好 ~%50%乙 ~%-100%丙}", "MULTIPLE 选 [甲 乙 丙] [0 1] left= wrong= lost=解析:loss.feedback"},
		"gift weights":        {"x.gift", "选{~%70%甲 ~%30%乙 ~丙}", "MULTIPLE 选 [甲 乙 丙] [0 1] left= wrong= lost=答案:loss.partial_credit"},
		"gift judgement":      {"x.gift", "地线可以不接{F#不行}", "TRUE_FALSE 地线可以不接 [正确 错误] [1] left= wrong= lost=解析:loss.feedback"},
		"gift words":          {"x.gift", "地线可以不接{~对 =错}", "TRUE_FALSE 地线可以不接 [正确 错误] [1] left= wrong= lost=选项:loss.truth_words"},
		"gift matching":       {"x.gift", "配对{=甲 -> 一 =乙 -> 二}", " 配对 [] [] left=loss.kind wrong= lost="},
		"gift numerical":      {"x.gift", "多少{#220:5}", " 多少 [] [] left=loss.kind wrong= lost="},
		"gift unclosed":       {"x.gift", "多少{=甲 ~乙", " 多少{=甲 ~乙 [] [] left= wrong=interchange.broken lost="},
		"aiken wide":          {"x.txt", "电压是\nＡ．220 V\nＢ．380 V\nANSWER：Ｂ\n", "SINGLE 电压是 [220 V 380 V] [1] left= wrong= lost="},
		"aiken gap":           {"x.txt", "电压是\nA. 220 V\nC. 380 V\nANSWER: A\n", "SINGLE 电压是 [220 V] [] left= wrong=interchange.broken lost="},
		"aiken no answer":     {"x.txt", "电压是\nA. 220 V\nB. 380 V\nANSWER: A\n\n又问\nA. 一\n", "SINGLE 电压是 [220 V 380 V] [0] left= wrong= lost="},
		"qti one item":        {"x.xml", item("<p>已知</p>" + question), "SINGLE 已知|电压是 [220 V 380 V] [0] left= wrong= lost="},
		"qti picture":         {"x.xml", item(`<p><img src="a.png"/></p>` + question), "SINGLE 电压是 [220 V 380 V] [0] left= wrong=interchange.picture_file lost="},
		"qti point":           {"x.xml", item(`<selectPointInteraction responseIdentifier="RESPONSE" maxChoices="1"><prompt>点</prompt><object data="a.png"/></selectPointInteraction>`), " 点 [] [] left=loss.kind wrong= lost="},
		"qti two":             {"x.xml", item(question + question), "CASE  [] [] left= wrong=interchange.declared_twice lost="},
		"qti another":         {"x.xml", item(`<orderInteraction responseIdentifier="RESPONSE"><prompt>排序</prompt></orderInteraction>`), " 排序 [] [] left=loss.kind wrong= lost="},
	} {
		f, err := interchange.Read(context.Background(), c.file, strings.NewReader(c.body))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		r := f.Rows[0]
		left, wrong, lost := "", "", []string{}
		if r.Left != nil {
			left = r.Left.Code()
			r.Content.Type, r.Content.Options, r.Content.Key = "", nil, nil
		}
		if len(r.Wrong) > 0 {
			wrong = r.Wrong[0].Err.Code()
		}
		for _, l := range f.Losses {
			lost = append(lost, l.Field+":"+l.Err.Code())
		}
		got := fmt.Sprintf("%s %s %v %v left=%s wrong=%s lost=%s", r.Content.Type, strings.ReplaceAll(r.Content.Stem, "\n", "|"), r.Content.Options, r.Content.Key, left, wrong, strings.Join(lost, ","))
		if got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", name, got, c.want)
		}
	}
}
