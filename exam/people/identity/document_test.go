package identity_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"github.com/suikao/suikao/exam/people/identity"
	"github.com/suikao/suikao/internal/fault"
)

func TestDocuments(t *testing.T) {
	for _, c := range []struct {
		kind                       identity.DocKind
		number, country, want, err string
	}{
		{identity.IDCard, "11010519491231002X", "", "11010519491231002X", ""},
		{identity.IDCard, " 440524 18800101 0014 ", "", "440524188001010014", ""},
		{identity.IDCard, "１１０１０５１９４９１２３１００２ｘ", "", "11010519491231002X", ""},
		{identity.IDCard, "11010519491231002×", "", "11010519491231002X", ""},
		{identity.IDCard, "110105194912310021", "", "", "people.doc_check"},
		{identity.IDCard, "110105194912310020", "", "", "people.doc_check"},
		{identity.IDCard, "11010519491231002", "", "", "people.doc_number"},
		{identity.IDCard, "11010519491231002XX", "", "", "people.doc_number"},
		{identity.IDCard, "1101051949123100X2", "", "", "people.doc_number"},
		{identity.IDCard, "", "", "", "people.doc_number"},
		{identity.IDCard, gb("110105", "19490231", "002"), "", "", "people.doc_birth"},
		{identity.IDCard, gb("110105", "19001301", "002"), "", "", "people.doc_birth"},
		{identity.IDCard, gb("000105", "19901231", "002"), "", "", "people.doc_region"},
		{identity.IDCard, gb("810000", "19901231", "002"), "", "", "people.doc_region"},
		{identity.IDCard, gb("422421", "19701231", "123"), "", gb("422421", "19701231", "123"), ""}, // a retired region code
		{identity.TemporaryID, "11010519491231002x", "", "11010519491231002X", ""},
		{identity.HouseholdExtract, "11010519491231002X", "", "11010519491231002X", ""},
		{identity.ElectronicID, "11010519491231002X", "", "11010519491231002X", ""},
		{identity.HMTResidence, gb("810000", "19901231", "002"), "", gb("810000", "19901231", "002"), ""},
		{identity.HMTResidence, gb("820000", "19901231", "002"), "", gb("820000", "19901231", "002"), ""},
		{identity.HMTResidence, gb("830000", "19901231", "002"), "", gb("830000", "19901231", "002"), ""},
		{identity.HMTResidence, gb("840000", "19901231", "002"), "", "", "people.doc_region"},
		{identity.HMTResidence, "11010519491231002X", "", "", "people.doc_region"},
		{identity.ForeignResidence, gb("911156", "19900101", "001"), "", gb("911156", "19900101", "001"), ""},
		{identity.ForeignResidence, "usa 110078 010101", "", "USA110078010101", ""},
		{identity.ForeignResidence, "11010519491231002X", "", "", "people.doc_number"},
		{identity.Passport, "e 12345678", "chn", "E12345678", ""},
		{identity.Passport, "E12345678", "", "", "people.doc_country"},
		{identity.Passport, "ABCDEFG", "VNM", "", "people.doc_number"},
		{identity.Passport, "<script>1", "VNM", "", "people.doc_number"},
		{identity.MainlandTravel, "h12345678", "", "H12345678", ""},
		{identity.MainlandTravel, "H1234567801", "", "H1234567801", ""},
		{identity.MainlandTravel, "12345678", "", "12345678", ""},
		{identity.MainlandTravel, "T12345678", "", "", "people.doc_number"},
		{"LIBRARY_CARD", "11010519491231002X", "", "", "people.doc_kind"},
		{"", "11010519491231002X", "", "", "people.doc_kind"},
	} {
		d, err := identity.ParseDocument(c.kind, c.number, c.country)
		if code(err) != c.err || d.Number != c.want {
			t.Errorf("%s %q: %q %v, want %q %q", c.kind, c.number, d.Number, err, c.want, c.err)
		}
		if err != nil && strings.Contains(err.Error(), strings.TrimSpace(c.number)) && len(c.number) > 6 {
			t.Errorf("the fault repeats the number: %v", err)
		}
	}
}

// gb completes 17 digits by the check of GB 11643, computed in another way than the package does: ISO 7064 MOD 11-2.
func gb(region, birth, seq string) string {
	m := 0
	for _, r := range region + birth + seq {
		m = (m + int(r-'0')) * 2 % 11
	}
	return region + birth + seq + string("0123456789X"[(12-m)%11])
}

// code is the code of a fault, empty for nil.
func code(err error) string {
	if err == nil {
		return ""
	}
	return fault.From(err).Code()
}

var citizens = rapid.Custom(func(t *rapid.T) string {
	region := fmt.Sprintf("%02d%04d", rapid.IntRange(11, 65).Draw(t, "province"), rapid.IntRange(0, 9999).Draw(t, "county"))
	birth := fmt.Sprintf("%04d%02d%02d", rapid.IntRange(1930, 2010).Draw(t, "year"), rapid.IntRange(1, 12).Draw(t, "month"), rapid.IntRange(1, 28).Draw(t, "day"))
	return gb(region, birth, fmt.Sprintf("%03d", rapid.IntRange(0, 999).Draw(t, "sequence")))
})

func TestOneMistypedCharacterIsRefused(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := citizens.Draw(t, "number")
		d, err := identity.ParseDocument(identity.IDCard, n, "")
		if err != nil {
			t.Fatalf("%s: %v", n, err)
		}
		if b, ok := d.Birth(); !ok || strings.ReplaceAll(string(b), "-", "") != n[6:14] {
			t.Fatalf("birth %s of %s", b, n)
		}
		male := (n[16]-'0')%2 == 1
		if s, ok := d.Sex(); !ok || (s == identity.Male) != male {
			t.Fatalf("sex %s of %s", s, n)
		}
		i := rapid.IntRange(0, 17).Draw(t, "place")
		c := rapid.SampledFrom([]byte("0123456789X")).Draw(t, "character")
		if c == n[i] {
			return
		}
		if _, err := identity.ParseDocument(identity.IDCard, n[:i]+string(c)+n[i+1:], ""); err == nil {
			t.Fatalf("%s with %c at %d is accepted", n, c, i)
		}
	})
}

func TestTwoSwappedNeighboursAreRefused(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := []byte(citizens.Draw(t, "number"))
		i := rapid.IntRange(0, 16).Draw(t, "place")
		if n[i] == n[i+1] {
			return
		}
		n[i], n[i+1] = n[i+1], n[i]
		if _, err := identity.ParseDocument(identity.IDCard, string(n), ""); err == nil {
			t.Fatalf("%s is accepted", n)
		}
	})
}

func TestOneCitizenIsOneIdentity(t *testing.T) {
	id := func(k identity.DocKind, n, c string) string {
		d, err := identity.ParseDocument(k, n, c)
		if err != nil {
			t.Fatal(err)
		}
		return d.Identity()
	}
	const n = "11010519491231002X"
	for _, k := range []identity.DocKind{identity.TemporaryID, identity.HouseholdExtract, identity.ElectronicID} {
		if id(k, n, "") != id(identity.IDCard, n, "") {
			t.Errorf("%s makes a second person of one citizen", k)
		}
	}
	if id(identity.Passport, "E1234567", "VNM") == id(identity.Passport, "E1234567", "CHN") {
		t.Error("two countries share one passport number space")
	}
	if id(identity.MainlandTravel, "H1234567801", "") != id(identity.MainlandTravel, "H12345678", "") {
		t.Error("a reissued travel permit is another person")
	}
}

func TestMasks(t *testing.T) {
	d, _ := identity.ParseDocument(identity.IDCard, "11010519491231002X", "")
	if d.Masked() != "110***********002X" {
		t.Errorf("masked %s", d.Masked())
	}
	p, _ := identity.ParseDocument(identity.Passport, "E12345678", "CHN")
	if p.Masked() != "E1*****78" {
		t.Errorf("masked %s", p.Masked())
	}
	for name, want := range map[string]string{"张三": "张*", "欧阳修": "欧**", "欧阳娜娜": "欧阳**", "买买提·艾力": "买买提·*", "Nguyen Van A": "Ng***", "": ""} {
		if got := identity.MaskName(name); got != want {
			t.Errorf("%s masked %s", name, got)
		}
	}
}

func TestNames(t *testing.T) {
	for in, want := range map[string]string{
		"张三": "张三", " 张 三 ": "张三", "买买提•艾力": "买买提·艾力", "买买提．艾力": "买买提·艾力", "买买提.艾力": "买买提·艾力", "买买提・艾力": "买买提·艾力",
		"买买提 · 艾力": "买买提·艾力", "阿卜杜热西提·阿卜杜拉·买买提明·吾买尔": "阿卜杜热西提·阿卜杜拉·买买提明·吾买尔", "Nguyễn Văn A": "Nguyễn Văn A",
		"𠮷田": "𠮷田", "ＪＯＨＮ　Smith": "JOHN Smith", "张\u200b三": "张三", "O'Neil-Smith Jr.": "O'Neil-Smith Jr.",
	} {
		got := identity.NormalizeName(in)
		if got != want || identity.CheckName(got) != nil {
			t.Errorf("%q → %q %v, want %q", in, got, identity.CheckName(got), want)
		}
	}
	for _, bad := range []string{"", "张3", "·张", "张·", "张三!", "<b>", strings.Repeat("张", 31), "张\xff", "-", "'"} {
		if identity.CheckName(identity.NormalizeName(bad)) == nil {
			t.Errorf("%q is accepted as a name", bad)
		}
	}
}

func TestPhones(t *testing.T) {
	for _, in := range []string{"13812345678", "+86 138-1234-5678", "008613812345678", "１３８１２３４５６７８", "86 13812345678"} {
		if got, err := identity.ParsePhone(in); err != nil || got != "13812345678" {
			t.Errorf("%q → %q %v", in, got, err)
		}
	}
	for _, bad := range []string{"", "1381234567", "138123456789", "12812345678", "02712345678", "1381234567a", "+1 3812345678"} {
		if got, err := identity.ParsePhone(bad); err == nil {
			t.Errorf("%q is taken for %q", bad, got)
		}
	}
	if identity.MaskPhone("13812345678") != "138****5678" {
		t.Error("phone mask")
	}
}

func FuzzNormalizers(f *testing.F) {
	for _, s := range []string{"１１０１０５１９４９１２３１００２ｘ", "买买提 · 艾力", "a . b", "\u200b·\u00a0·", "张.三", "\xff\xfe", "· ·", "86 138"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if once := identity.NormalizeNumber(s); identity.NormalizeNumber(once) != once {
			t.Errorf("number %q: %q then %q", s, once, identity.NormalizeNumber(once))
		}
		once := identity.NormalizeName(s)
		if twice := identity.NormalizeName(once); twice != once {
			t.Errorf("name %q: %q then %q", s, once, twice)
		}
		if identity.CheckName(once) == nil && (utf8.RuneCountInString(once) > 30 || !utf8.ValidString(once)) {
			t.Errorf("name %q is accepted", once)
		}
		if p, err := identity.ParsePhone(s); err == nil && len(p) != 11 {
			t.Errorf("phone %q", p)
		}
		for _, r := range identity.DocRules() {
			d, err := identity.ParseDocument(r.Kind, s, "CHN")
			if err != nil {
				continue
			}
			again, err := identity.ParseDocument(r.Kind, d.Number, "CHN")
			if err != nil || again != d {
				t.Errorf("%s %q: %v %v", r.Kind, s, again, err)
			}
			if strings.Contains(d.Masked(), d.Number) || utf8.RuneCountInString(d.Masked()) != utf8.RuneCountInString(d.Number) {
				t.Errorf("mask %q of %q", d.Masked(), d.Number)
			}
		}
	})
}
