package interchange_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"fmt"
	"testing"

	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/interchange"
	"github.com/suikao/suikao/questionbank/sample"
)

// fuzz feeds a reader with everything. What it takes for whole questions must survive being written again in a format that
// holds all fields, with nothing lost but what was not in a normal form.
func fuzz(f *testing.F, format interchange.Format, seeds ...[]byte) {
	for _, s := range seeds {
		f.Add(s)
	}
	items := full()[:2]
	switch format {
	case interchange.XLSXZip, interchange.Moodle, interchange.QTI21, interchange.QTI30, interchange.XLSX, interchange.CSV:
		items = append(append(items, shown(f)...), filmed(f)...)
	}
	if format == interchange.QTI21 || format == interchange.QTI30 {
		items = append(items, caseItem(), trickyCase(f))
	}
	body, _, err := interchange.Write(context.Background(), format, "题库", items)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(body)
	f.Fuzz(func(t *testing.T, body []byte) {
		file, err := interchange.ReadAs(context.Background(), interchange.Options{Format: format, Topic: "甲"}, "x", bytes.NewReader(body))
		if err != nil {
			if code(err) == "internal" {
				t.Fatalf("not named: %v", err)
			}
			return
		}
		var good, cases []questionbank.Content
		for i, r := range file.Rows {
			if r.Row < 1 || i > 0 && r.Row <= file.Rows[i-1].Row {
				t.Fatalf("row %d after %d", r.Row, file.Rows[i-1].Row)
			}
			switch {
			case r.Left != nil || len(r.Wrong) > 0 || r.Content.Validate() != nil || len(good) >= 20:
			default:
				if good = append(good, r.Content); r.Content.Type == questionbank.Case && len(r.Content.Media) == 0 {
					cases = append(cases, r.Content)
				}
			}
		}
		if len(cases) > 0 { // a table holds them in rows of their own
			if _, losses, err := interchange.Write(context.Background(), interchange.CSV, "题库", cases); err != nil || len(losses) > 0 && losses[0].Field == "" {
				t.Fatalf("a case that was read cannot be written: %v\n%s", err, said1(losses))
			}
		}
		if len(good) == 0 {
			return
		}
		if _, losses, err := interchange.Write(context.Background(), interchange.QTI30, "题库", good); err != nil {
			t.Fatalf("what was read cannot be written: %v\n%+v", err, good)
		} else if len(losses) > 0 && losses[0].Field == "" {
			t.Fatalf("an item is left out:\n%s", said1(losses))
		}
	})
}

func FuzzXLSX(f *testing.F) {
	var b bytes.Buffer
	if err := interchange.Template(&b, false); err != nil {
		f.Fatal(err)
	}
	fuzz(f, interchange.XLSX, b.Bytes())
}

func FuzzCSV(f *testing.F) {
	fuzz(f, interchange.CSV, []byte(head+"\n单选,题,甲,乙,,,A,2,触电\n"), sample.CSV()[:2000], []byte("题型;题干;答案;知识点\n判断;\"a\n\";√;b"),
		[]byte("题型,题干,选项A,选项B,答案,知识点,图片,图片说明,热区\n标图,题,甲,乙,B,t,a.png,图,\"rect 1,2,30,40；circle 50,60,7\"\n"),
		[]byte("题型,题干,选项A,选项B,答案,知识点,小题\n案例,材料,,,,t,\n单选,一,甲,乙,B,,1\n判断,二,,,对,,2\n多选,三,甲,乙,AB,,3\n"))
}

func FuzzTableZip(f *testing.F) {
	csv := zipHead + "单选,题,甲,乙,A,t,a.svg；夹/b.webm；C.PNG,\"一\n二\n三\"\n"
	fuzz(f, interchange.XLSXZip, archive(f, "t.csv", csv, "a.svg", drawing, "夹/b.webm", string(film(f, "vp9.webm")), "x/c.png", string(pngOf(f, 9, 9))),
		archive(f, "t.csv", csv, "../a.svg", drawing), archive(f, "a/t.csv", csv, "a/a.svg", drawing, "a.svg", drawing))
}

func FuzzMoodle(f *testing.F) {
	fuzz(f, interchange.Moodle, []byte(`<quiz><question type="category"><category><text>$course$/top/a//b/c</text></category></question><question type="truefalse"><questiontext format="html"><text><![CDATA[<p>x<sup>2</sup><br>]]></text></questiontext><answer fraction="100"><text>true</text></answer></question></quiz>`),
		[]byte(`<?xml version="1.0" encoding="gbk"?><quiz><question type="multichoice"><single>0</single><answer fraction="33.3"><text><b>a</b></text></answer></question></quiz>`),
		moodleClipped(f), moodleShowing("data:image/svg+xml;base64,"+base64.StdEncoding.EncodeToString([]byte(drawing)), ""), moodleShowing("@@PLUGINFILE@@/x/a%20b.png", `<file name="a b.png" path="/x/" encoding="base64">iVBO</file>`))
}

func FuzzGIFT(f *testing.F) {
	fuzz(f, interchange.GIFT, []byte("// [id:a\\]b] [tag:难度:2]\n::t::[html]<p>x {=a#b ~%50%c####d}\n\n$CATEGORY: a/b\n\nx{T}\n"), []byte("a\\{b{~%50%x ~%50%y ~z} c"))
}

func FuzzAiken(f *testing.F) {
	fuzz(f, interchange.Aiken, []byte("问\nA. 甲\nB) 乙\nANSWER: B\n\n又问\nＡ．对\nＢ．错\n答案：A"))
}

func FuzzQTIItem(f *testing.F) {
	const hot = `<hotspotInteraction responseIdentifier="RESPONSE"><object data="data:image/svg+xml;base64,%s" width="200" height="150">x</object><hotspotChoice identifier="A" shape="rect" coords="1,2,30,40"/><hotspotChoice identifier="B" shape="circle" coords="50,50,9" hotspotLabel="y"/></hotspotInteraction>`
	two := choiceOf("R1", "一问", "对", "错") + `<p>看</p>` + choiceOf("R2", "", "丙", "丁")
	fuzz(f, interchange.QTI21, []byte(item(question)), []byte(compositeItem("", `<p>材料</p>`+two)), []byte(compositeItem(` adaptive="true"`, two+`<p>完</p>`)), []byte(item(fmt.Sprintf(hot, base64.StdEncoding.EncodeToString([]byte(drawing))))), []byte(`<qti-assessment-item><qti-response-declaration identifier="R" cardinality="multiple"><qti-mapping><qti-map-entry map-key="a" mapped-value="1"/></qti-mapping></qti-response-declaration><qti-item-body><qti-choice-interaction response-identifier="R"><qti-simple-choice identifier="a">x</qti-simple-choice></qti-choice-interaction></qti-item-body></qti-assessment-item>`))
}

func FuzzQTIPackage(f *testing.F) {
	fuzz(f, interchange.QTI30, packageOf(f, "i.xml", item(question)), packageOf(f, "i.xml", item(`<video poster="s.svg" title="片"><source src="c.webm"/></video>`+question), "s.svg", drawing, "c.webm", string(film(f, "vp9.webm"))))
}

// FuzzDetect reads everything as what it seems to be.
func FuzzDetect(f *testing.F) {
	for _, s := range []string{"<quiz/>", "PK\x03\x04", "问{T}", "问\nA. 甲\nANSWER: A\n", "a,b\n1,2\n", "\xb4\xf0\xb0\xb8"} {
		f.Add("x", []byte(s))
	}
	f.Fuzz(func(t *testing.T, name string, body []byte) {
		if _, err := interchange.Read(context.Background(), name, bytes.NewReader(body)); err != nil && code(err) == "internal" {
			t.Fatalf("not named: %v", err)
		}
	})
}
