package store_test

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/clip"
	"github.com/suikao/suikao/questionbank/interchange"
)

// A ZIP of a table brings pictures, a clip and a case with its questions into the bank, or nothing; what then leaves the bank as a package
// is equal.
func TestATableWithItsFilesIsTakenAsAWholeOrNotAtAll(t *testing.T) {
	testenv.Engines(t, func(t *testing.T, open func(t testing.TB) *sqldb.DB) {
		w := pictured(t, open(t))
		b := w.bank(t)
		film := must[[]byte](t)(os.ReadFile("../clip/testdata/vp8-opus.webm"))
		const rows = "题型,题干,选项A,选项B,答案,知识点,图片,图片说明,小题\n" +
			"单选,片中的违章是,未验电,没有,A,触电,片.webm；box.svg,\"接线\n静止图\",\n" +
			"案例,材料,,,,触电,box.svg,配电间,\n单选,一,甲,乙,B,,,,1\n判断,二,,,错,,,,2\n"
		zipped := func(more string) []byte {
			return archived(t, "题库.csv", rows+more, "片.webm", string(film), "图/box.svg", plate)
		}
		f := taken(t, "x.zip", zipped("单选,坏题,甲,乙,A,触电,片.webm,没有静止图,\n"))
		p := must[questionbank.Preview](t)(w.PreviewImport(writer, b.ID, f, false))
		if p.Errored != 1 || p.Rows[2].Row != 6 || p.Rows[2].Wrong[0].Column != "图片" || p.Rows[2].Wrong[0].Err.Code() != "item.clip_still" {
			t.Fatalf("%+v", p.Rows)
		}
		if _, err := w.ApplyImport(writer, b.ID, f, f.Sum, false); err == nil {
			t.Fatal("a file with a bad row is taken")
		}
		if list := must[[]questionbank.BankPicture](t)(w.Pictures(reviewer, b.ID, 10)); len(list) != 0 {
			t.Fatalf("of a refused file the bank keeps %+v", list)
		}
		f = taken(t, "x.zip", zipped(""))
		must[questionbank.Batch](t)(w.ApplyImport(writer, b.ID, f, f.Sum, false))
		c := must[clip.Clip](t)(clip.Check(film, clip.Limits{}))
		got, data, err := w.PictureOf(reviewer, b.ID, f.Rows[0].Content.Media[0].Digest)
		if err != nil || !bytes.Equal(data, c.Data) || got.Type != clip.WebM || got.Name != "片.webm" {
			t.Fatalf("%+v %v", got, err)
		}
		var items []questionbank.Content
		for _, r := range f.Rows {
			items = append(items, r.Content)
		}
		for _, format := range []interchange.Format{interchange.QTI21, interchange.QTI30, interchange.XLSXZip} {
			body, losses, err := interchange.Write(context.Background(), format, "", items)
			if err != nil || len(losses) > 0 {
				t.Fatal(format, err, losses)
			}
			p := must[questionbank.Preview](t)(w.PreviewImport(writer, b.ID, taken(t, "x.zip", body), true))
			if p.Skip != 2 || p.Create+p.Errored+p.Left != 0 {
				t.Errorf("%s read again is another: %+v", format, p)
			}
		}
	})
}

// What is wrong with one question of a case in a package is named with its number, and no key is told.
func TestAWrongQuestionOfACaseIsNamed(t *testing.T) {
	w := pictured(t, testenv.Open(t, testenv.Migrated(t, sqldb.SQLite)))
	b := w.bank(t)
	const item = `<assessmentItem identifier="i"><responseDeclaration identifier="A" cardinality="single"><correctResponse><value>a</value></correctResponse></responseDeclaration>` +
		`<responseDeclaration identifier="B" cardinality="multiple"><correctResponse><value>a</value></correctResponse></responseDeclaration><itemBody><p>材料</p>` +
		`<choiceInteraction responseIdentifier="A"><prompt>一</prompt><simpleChoice identifier="a">甲</simpleChoice><simpleChoice identifier="b">甲</simpleChoice></choiceInteraction>` +
		`<choiceInteraction responseIdentifier="B"><simpleChoice identifier="a">甲</simpleChoice><simpleChoice identifier="b">乙</simpleChoice></choiceInteraction></itemBody></assessmentItem>`
	f := must[questionbank.File](t)(interchange.ReadAs(context.Background(), interchange.Options{Topic: "触电"}, "x.xml", strings.NewReader(item)))
	p := must[questionbank.Preview](t)(w.PreviewImport(writer, b.ID, f, false))
	var got []string
	for _, c := range p.Rows[0].Wrong {
		got = append(got, c.Column+":"+c.Err.Code())
	}
	if s := strings.Join(got, ","); s != "小题 1 选项:item.option_twice,小题 2 题干:item.stem_empty,小题 2 答案:item.key_many" {
		t.Error(s)
	}
}

func archived(t testing.TB, files ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		_, err := must[io.Writer](t)(z.Create(files[i])).Write([]byte(files[i+1]))
		ok(t, err)
	}
	ok(t, z.Close())
	return b.Bytes()
}
