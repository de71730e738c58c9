package assembly_test

import (
	"strings"
	"testing"

	"github.com/suikao/suikao/questionbank/assembly"
	"github.com/suikao/suikao/questionbank/picture"
)

// spoken gives every text of the items a sound of its own.
func spoken(s *assembly.Snapshot) *assembly.Snapshot {
	for i := range s.Items {
		it := &s.Items[i]
		for n, t := range it.Texts() {
			it.Spoken = append(it.Spoken, assembly.Spoken{Place: t.Place, Of: t.Sum(), Digest: picture.Digest([]byte(t.Text)), Type: "audio/webm", Millis: n + 1})
		}
	}
	s.Digest = s.Root()
	return s
}

// Sounds stand under the item's digest and change no draw: the same seed gives the same paper, and each shown text has the sound that
// reads it, in whatever order the options came. An item with a gap, or with a sound of another text, is not read at all.
func TestTheSoundsOfAPaper(t *testing.T) {
	silent, loud := withCases(10, 3), spoken(withCases(10, 3))
	if silent.Digest == loud.Digest || silent.Items[0].Leaf() == loud.Items[0].Leaf() {
		t.Fatal("sounds are not under the digest")
	}
	gap, other := map[assembly.ItemID]bool{}, map[assembly.ItemID]bool{}
	for i := range loud.Items {
		it := &loud.Items[i]
		switch i % 7 {
		case 1:
			gap[it.ID] = true
			it.Spoken = it.Spoken[:len(it.Spoken)-1]
		case 2:
			other[it.ID] = true
			it.Spoken[0].Of = strings.Repeat("0", 64)
		}
	}
	loud.Digest = loud.Root()
	bp := caseBlueprint(2, 3)
	shuffled, read, whole := 0, 0, 0
	for n := range 40 {
		p, err := drawn(loud, bp, seed(n))
		if err != nil {
			t.Fatal(err)
		}
		q, err := drawn(silent, bp, seed(n))
		if err != nil {
			t.Fatal(err)
		}
		back, err := assembly.DecodePaper(p.Encode())
		if err != nil || back.Digest() != p.Digest() {
			t.Fatalf("the paper does not come back: %v", err)
		}
		for i := range p.Questions {
			a, b := &p.Questions[i], &q.Questions[i]
			if a.Item != b.Item || a.Stem != b.Stem || len(b.Sounds()) > 0 {
				t.Fatalf("question %d is another one", a.No)
			}
			if gap[a.Item] || other[a.Item] {
				if len(a.Sounds()) > 0 || a.Case != nil && a.Case.Sound != nil {
					t.Fatalf("an item with a gap is read in part: %+v", a)
				}
				continue
			}
			read++
			if a.Sound.Digest != picture.Digest([]byte(a.Stem)) || a.SoundOf(a.Sound.Digest) != a.Sound || a.SoundOf("x") != nil {
				t.Fatalf("the stem of question %d is read as another", a.No)
			}
			if a.Case != nil {
				whole++
				if a.Case.Sound.Digest != picture.Digest([]byte(a.Case.Stem)) {
					t.Fatal("the case is read as another")
				}
			}
			for _, o := range a.Options {
				if o.Sound.Digest != picture.Digest([]byte(o.Text)) {
					t.Fatalf("question %d option %s is read as another", a.No, o.Letter)
				}
				if int(o.Letter[0]-'A') != o.Origin {
					shuffled++
				}
			}
			if want := len(a.Options) + 1; len(a.Sounds()) != want && a.Case == nil {
				t.Errorf("%d sounds, want %d", len(a.Sounds()), want)
			}
		}
		sheet := p.Sheet()
		if s := sheet.Questions[0]; s.Sound != p.Questions[0].Sound || s.Options[1].Sound != p.Questions[0].Options[1].Sound {
			t.Error("the sheet names other sounds")
		}
		if silent := q.Sheet(); silent.Digest() == sheet.Digest() {
			t.Error("sounds are not under the sheet's digest")
		}
	}
	if shuffled < 100 || read < 200 || whole < 50 {
		t.Errorf("%d options elsewhere, %d questions read, %d of cases", shuffled, read, whole)
	}
}

func TestThePlacesOfTexts(t *testing.T) {
	it := assembly.Item{Stem: "s", Parts: []assembly.Part{{Stem: "p", Options: []string{"x", "y"}}, {Stem: "q"}}}
	var got []string
	for _, x := range it.Texts() {
		got = append(got, string(x.Place)+"="+x.Text)
	}
	if strings.Join(got, " ") != "stem=s 1=p 1A=x 1B=y 2=q" {
		t.Error(got)
	}
}
