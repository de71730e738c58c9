package interchange_test

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/assembly"
	"github.com/suikao/suikao/questionbank/interchange"
)

func translations() []questionbank.TranslationRow {
	return []questionbank.TranslationRow{
		{Row: 2, Item: "T1", Language: assembly.Mongolian, Field: "stem", Source: "=题干（　）ＡＢ", Text: "ᠮᠣᠩᠭᠣᠯ\u180b ᠬᠡᠯᠡ\u180eᠡ"},
		{Row: 3, Item: "T1", Language: assembly.Mongolian, Field: "A", Source: "两行\n文字", Text: "ᠨᠢᠭᠡ"},
		{Row: 4, Item: "01k", Language: assembly.Uyghur, Field: "2B", Source: "\"引号\", 逗号", Text: "ئە\u202eabc"},
	}
}

// What is written comes back as it was, the invisible characters that a script needs too; what turns the direction of writing comes back
// as well, for the bank to refuse it by name.
func TestTranslationsComeBackAsTheyWere(t *testing.T) {
	for _, f := range []interchange.Format{interchange.XLSX, interchange.CSV} {
		var b bytes.Buffer
		if err := interchange.WriteTranslations(&b, f, translations()); err != nil {
			t.Fatal(err)
		}
		got, err := interchange.ReadTranslations(context.Background(), "x."+string(f), &b)
		if err != nil || !slices.Equal(got, translations()) {
			t.Errorf("%s: %v\n%+v", f, err, got)
		}
	}
	if err := interchange.WriteTranslations(&bytes.Buffer{}, interchange.GIFT, translations()); code(err) != "variant.format" {
		t.Error(err)
	}
	for name, body := range map[string]string{"no table": "\x00\x01", "no column of translations": "题号,语言,项目,原文\nT1,ug,stem,x\n", "nothing": ""} {
		if got, err := interchange.ReadTranslations(context.Background(), "x.csv", strings.NewReader(body)); err == nil || code(err) == "internal" {
			t.Errorf("%s: %v %v", name, got, err)
		}
	}
	long := "题号,语言,项目,原文,译文\nT1,ug,stem,x," + strings.Repeat("ئ", questionbank.MaxToldStem+2) + "\n"
	if _, err := interchange.ReadTranslations(context.Background(), "x.csv", strings.NewReader(long)); err == nil || code(err) == "internal" {
		t.Errorf("a text of any length: %v", err)
	}
}

func FuzzTranslations(f *testing.F) {
	for _, format := range []interchange.Format{interchange.XLSX, interchange.CSV} {
		var b bytes.Buffer
		if err := interchange.WriteTranslations(&b, format, translations()); err != nil {
			f.Fatal(err)
		}
		f.Add(b.Bytes())
	}
	f.Add([]byte("题号,语言,项目,原文,译文\nT1,ug,stem,'=x,'+y\n"))
	f.Fuzz(func(t *testing.T, body []byte) {
		rows, err := interchange.ReadTranslations(context.Background(), "x", bytes.NewReader(body))
		if err != nil {
			if code(err) == "internal" {
				t.Fatalf("not named: %v", err)
			}
			return
		}
		for i, r := range rows {
			if r.Row < 1 || i > 0 && r.Row <= rows[i-1].Row || !norm.NFC.IsNormalString(r.Text) || strings.TrimSpace(r.Text) != r.Text {
				t.Fatalf("%+v", r)
			}
		}
		if len(rows) == 0 || len(rows) > 50 {
			return
		}
		var b bytes.Buffer
		if err := interchange.WriteTranslations(&b, interchange.CSV, rows); err != nil {
			t.Fatalf("what was read cannot be written: %v", err)
		}
	})
}
