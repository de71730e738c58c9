package assembly_test

import (
	"strings"
	"testing"

	"github.com/suikao/suikao/questionbank/assembly"
)

// translated puts the items into Uyghur by writing "ug:" before each text, those that leave says out.
func translated(s *assembly.Snapshot, leave func(i int) bool) *assembly.Snapshot {
	for i := range s.Items {
		it := &s.Items[i]
		if leave(i) {
			continue
		}
		put := func(list []string) []string {
			out := make([]string, len(list))
			for j, x := range list {
				out[j] = "ug:" + x
			}
			return out
		}
		v := assembly.Variant{Language: assembly.Uyghur, Stem: "ug:" + it.Stem, Options: put(it.Options)}
		for _, m := range it.Media {
			v.Alts = append(v.Alts, "ug:"+m.Alt)
		}
		for _, p := range it.Parts {
			v.Parts = append(v.Parts, assembly.VariantPart{Stem: "ug:" + p.Stem, Options: put(p.Options)})
		}
		it.Variants = []assembly.Variant{v}
	}
	s.Digest = s.Root()
	return s
}

// A variant stands under the item's digest and changes no draw: the same seed gives the same questions, options and letters, and each
// told text is the translation of the one that is shown beside it. A variant that lacks a text is not shown at all.
func TestThePaperInAnotherLanguage(t *testing.T) {
	plain := withCases(10, 3)
	told := translated(withCases(10, 3), func(i int) bool { return i%5 == 1 })
	if plain.Digest == told.Digest || plain.Items[0].Leaf() == told.Items[0].Leaf() || plain.Items[1].Leaf() != told.Items[1].Leaf() {
		t.Fatal("variants are not under the digest of their items alone")
	}
	short := map[assembly.ItemID]bool{}
	for i := range told.Items {
		if it := &told.Items[i]; i%5 == 2 {
			short[it.ID] = true
			if v := &it.Variants[0]; len(v.Parts) > 0 {
				v.Parts = v.Parts[1:]
			} else {
				v.Options = v.Options[1:]
			}
		}
	}
	told.Digest = told.Root()
	plan := func(s *assembly.Snapshot) *assembly.Plan {
		p, err := assembly.Compile(s, caseBlueprint(2, 3))
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	was, is := plan(plain), plan(told)
	seen, moved, parts, without := 0, 0, 0, 0
	for n := range 40 {
		in := assembly.Inputs{Attempt: "a", DrawnAt: 1}
		in.ServerRandom[0], in.Nonce[0] = byte(n), 1
		run := func(p *assembly.Plan, l assembly.Language) (assembly.Paper, assembly.Record, assembly.Inputs) {
			in := in
			in.Language = l
			paper, record, err := p.Run(in, nil, make(assembly.Times, p.Items()))
			if err != nil {
				t.Fatal(err)
			}
			return paper, record, in
		}
		zh, _, _ := run(was, assembly.Uyghur)
		silent, _, _ := run(is, "")
		other, _, _ := run(is, assembly.Korean)
		ug, record, inputs := run(is, assembly.Uyghur)
		if silent.Digest() != other.Digest() || silent.Digest() == ug.Digest() {
			t.Fatal("a language that nothing stands in changes the paper, or one that much stands in does not")
		}
		back, err := assembly.DecodePaper(ug.Encode())
		if err != nil || back.Digest() != ug.Digest() {
			t.Fatalf("the paper does not come back: %v", err)
		}
		sheet := ug.Sheet()
		for i := range ug.Questions {
			q, z := &ug.Questions[i], &zh.Questions[i]
			if q.Item != z.Item || q.Stem != z.Stem || len(q.Options) != len(z.Options) || z.Told != nil || silent.Questions[i].Told != nil {
				t.Fatalf("question %d is another one", q.No)
			}
			if q.Told == nil {
				without++
				continue
			}
			if short[q.Item] {
				t.Fatalf("a variant with a gap is shown: %+v", q.Told)
			}
			seen++
			if q.Told.Stem != "ug:"+q.Stem || sheet.Questions[i].Told != q.Told {
				t.Fatalf("%q is told as %q", q.Stem, q.Told.Stem)
			}
			if q.Case != nil {
				parts++
				if q.Told.Case != "ug:"+q.Case.Stem {
					t.Fatal("the case is told as another")
				}
			}
			for j, o := range q.Options {
				if o != z.Options[j] || q.Told.Options[j] != "ug:"+o.Text {
					t.Fatalf("question %d option %s is told as %q", q.No, o.Letter, q.Told.Options[j])
				}
				if o.Origin != j {
					moved++
				}
			}
		}
		files := assembly.Files{Release: assembly.EncodeRelease(told), Blueprint: assembly.EncodeBlueprint(caseBlueprint(2, 3)), Inputs: inputs.Encode(), Record: record.Encode(),
			Times: make(assembly.Times, is.Items()).Encode(), Leaves: told.Leaves()}
		if again, err := assembly.Replay(files); err != nil || again.Digest() != ug.Digest() {
			t.Fatalf("not drawn again: %v", err)
		}
		inputs.Language = assembly.Korean
		files.Inputs = inputs.Encode()
		if _, err := assembly.Replay(files); err == nil {
			t.Fatal("another language gives the same paper")
		}
	}
	if seen < 200 || moved < 100 || parts < 40 || without < 40 {
		t.Errorf("%d told, %d options elsewhere, %d of cases, %d without", seen, moved, parts, without)
	}
}

// Whoever draws again from files in which a variant was altered is told which item it is.
func TestAnAlteredVariantIsNamed(t *testing.T) {
	s := translated(withCases(10, 3), func(int) bool { return false })
	leaves, digest := s.Leaves(), s.Digest
	s.Items[3].Variants[0].Options[0] += "!"
	s.Digest = digest
	_, err := assembly.Replay(assembly.Files{Release: assembly.EncodeRelease(s), Leaves: leaves})
	if err == nil || !strings.Contains(err.Error(), string(s.Items[3].ID)) {
		t.Errorf("%v does not name %s", err, s.Items[3].ID)
	}
}

func TestWhatAVariantKeepsBack(t *testing.T) {
	k := assembly.KeptBack{Explanation: "x", Explanations: []string{"a", "b"}}
	same := k.Commit("i", assembly.Uyghur)
	salted := k
	salted.Salt[0] = 1
	for what, other := range map[string]assembly.Hash{"another item": k.Commit("j", assembly.Uyghur), "another language": k.Commit("i", assembly.Korean),
		"another salt": salted.Commit("i", assembly.Uyghur), "another text": (assembly.KeptBack{Explanation: "x", Explanations: []string{"a", "c"}}).Commit("i", assembly.Uyghur)} {
		if other == same {
			t.Errorf("%s has the same commitment", what)
		}
	}
}
