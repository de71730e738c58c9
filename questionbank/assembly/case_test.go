package assembly_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/suikao/suikao/questionbank/assembly"
)

// withCases is a bank of single-choice items and of n cases per number of parts.
func withCases(n int, parts ...int) *assembly.Snapshot {
	s := bank(40, "触电")
	for _, size := range parts {
		for i := range n {
			name := fmt.Sprintf("%d-%03d", size, i)
			it := assembly.Item{ID: assembly.ItemID("i-case-" + name), Version: assembly.VersionID("v-case-" + name), Type: assembly.Case, Stem: "案情 " + name,
				Difficulty: 1 + i%5, Topic: "触电", Commitment: sha256.Sum256([]byte(name))}
			for k := range size {
				p := assembly.Part{Type: assembly.Single, Stem: fmt.Sprintf("小题 %s 之 %d", name, k+1), Options: []string{"甲", "乙", "丙", "以上都对"}}
				switch k % 3 {
				case 1:
					p.Type, p.Options = assembly.TrueFalse, []string{"正确", "错误"}
				case 2:
					p.Type, p.Options = assembly.Multiple, []string{"子", "丑", "寅", "卯", "辰"}
				}
				it.Parts = append(it.Parts, p)
			}
			if i%5 == 0 {
				it.Tags = []string{hazard}
			}
			if i%4 == 0 {
				it.Fact = fmt.Sprintf("fact %d %d", size, i/8) // every eighth shares it with another
			}
			s.Items = append(s.Items, it)
		}
	}
	s.Digest = s.Root()
	return s
}

// caseBlueprint asks for ten single-choice questions and n cases of so many parts, two points a part.
func caseBlueprint(n int, parts ...int) assembly.Blueprint {
	b := assembly.Body{Minutes: 90, Sections: []assembly.Section{{Title: "单选题", Type: assembly.Single, Count: 10, Points: 1}}, Total: 10}
	for _, size := range parts {
		b.Sections = slices.Insert(b.Sections, 0, assembly.Section{Title: fmt.Sprintf("案例题 %d", size), Type: assembly.Case, Parts: size, Count: n, Points: 2})
		b.Total += 2 * n * size
	}
	b.Pass = b.Total * 8 / 10
	return assembly.Blueprint{ID: "01caseplan", Version: 1, Body: b}
}

// brokenCase says what is wrong with the cases of a paper; "" is nothing.
func brokenCase(p assembly.Paper, s *assembly.Snapshot) string {
	byID := map[assembly.ItemID]assembly.Item{}
	for _, it := range s.Items {
		byID[it.ID] = it
	}
	for i, q := range p.Questions {
		it := byID[q.Item]
		if (q.Case == nil) != (it.Type != assembly.Case) || q.Type == assembly.Case || q.No != i+1 {
			return "a question that is not of its item's kind"
		}
		if q.Case == nil {
			continue
		}
		k := q.Case.Part - 1
		version, no := q.Version.Whole()
		switch part := it.Parts[k]; {
		case q.Case.Parts != len(it.Parts) || q.Case.Stem != it.Stem || q.Stem != part.Stem || q.Type != part.Type:
			return "a part that is not as it was written"
		case version != it.Version || no != k+1:
			return "a part under another name"
		case k > 0 && (p.Questions[i-1].Item != q.Item || p.Questions[i-1].Case.Part != k):
			return "parts that do not follow each other"
		case k == 0 && (i+len(it.Parts) > len(p.Questions) || p.Questions[i+len(it.Parts)-1].Item != q.Item):
			return "a case that is cut off"
		default:
			if w := wrongOptions(q, assembly.Item{Options: part.Options}); w != "" {
				return w
			}
		}
	}
	return ""
}

// goldenCases is the digest over 2,000 papers with cases, every second one a retake. Like golden it may change only with a
// new DrawVersion.
const goldenCases = "d692c08e6fe9e7c2381ce9ac6dc93657d409444ad6e81283746c930c6fa774b5"

func TestCasesAreDrawnWhole(t *testing.T) {
	s, bp := withCases(40, 3, 4), caseBlueprint(2, 3, 4)
	bp.Body.Tags = []assembly.TagMin{{Tag: hazard, Min: 3}}
	plan, err := assembly.Compile(s, bp)
	if err != nil {
		t.Fatal(err)
	}
	if r := plan.Check(); !r.OK() {
		t.Fatal(r.Err("sections"))
	}
	h, times := sha256.New(), make(assembly.Times, plan.Items())
	var past [][]assembly.ItemID
	orders := map[string]bool{}
	for n := range 2000 {
		p, err := plan.Draw(seed(n), assembly.Chances{Past: past, Times: times})
		if err != nil {
			t.Fatal(err)
		}
		if w := brokenCase(p, s); w != "" || len(p.Questions) != 10+2*3+2*4 || len(p.Items()) != 14 || len(plan.Slots(p)) != 28 {
			t.Fatalf("paper %d: %s, %d questions of %d items", n, w, len(p.Questions), len(p.Items()))
		}
		for _, id := range p.Items() {
			if len(past) > 0 && slices.Contains(past[0], id) {
				t.Fatalf("paper %d repeats %s", n, id)
			}
		}
		times.Add(plan.Slots(p))
		last := p.Questions[len(p.Questions)-1]
		orders[p.Questions[0].Section+"/"+p.Questions[10].Section+"/"+last.Section] = true
		h.Write(p.Encode())
		if past = nil; n%2 == 0 {
			past = [][]assembly.ItemID{p.Items()}
		}
	}
	if len(orders) != 1 || !orders["单选题/案例题 4/案例题 3"] {
		t.Error("cases do not stand after the other questions, in the order written:", orders)
	}
	least, most := uint32(1<<30), uint32(0)
	for i, it := range slices.SortedFunc(slices.Values(s.Items), func(a, b assembly.Item) int { return strings.Compare(string(a.ID), string(b.ID)) }) {
		if it.Type == assembly.Case && len(it.Parts) == 3 {
			least, most = min(least, times[i]), max(most, times[i])
		}
	}
	if least == 0 || most > 2*least { // 2,000 papers of 2 among 40, facts and the tag among them
		t.Errorf("cases are drawn %d to %d times", least, most)
	}
	if got := hex.EncodeToString(h.Sum(nil)); got != goldenCases {
		t.Errorf("the papers have changed: %s", got)
	}
}

func TestPartsOfACaseAreMixedEachForItself(t *testing.T) {
	s, bp := withCases(10, 3), caseBlueprint(1, 3)
	firsts := map[string]int{}
	for n := range 300 {
		p, err := drawn(s, bp, seed(n))
		if err != nil {
			t.Fatal(err)
		}
		for _, q := range p.Questions[10:] {
			firsts[fmt.Sprint(q.Type, q.Options[0].Origin)]++
			if q.Type == assembly.Single && q.Options[3].Text != "以上都对" {
				t.Fatal("以上都对 is not the last option")
			}
		}
	}
	for _, want := range []string{"SINGLE0", "SINGLE1", "SINGLE2", "MULTIPLE0", "MULTIPLE4", "TRUE_FALSE0"} {
		if firsts[want] < 30 {
			t.Errorf("%s stands first %d times: %v", want, firsts[want], firsts)
		}
	}
}

func TestFeasibilityCountsCasesOfTheRightSize(t *testing.T) {
	for _, c := range []struct {
		have, need int
		want       string
	}{{4, 2, ""}, {3, 2, "blueprint.cases_short[have=3 need=4 parts=3]"}, {0, 1, "blueprint.cases_short[have=0 need=2 parts=3]"}} {
		s := withCases(c.have, 3)
		s.Items = append(s.Items, withCases(50, 4).Items[80:]...) // cases of four parts are none of three
		for i := range s.Items {
			s.Items[i].Fact, s.Items[i].Tags = "", nil
		}
		plan, err := assembly.Compile(s, caseBlueprint(c.need, 3))
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, e := range plan.Check().Short {
			got += fmt.Sprintf("%s[have=%s need=%s parts=%s]", e.Code(), e.Args()["have"], e.Args()["need"], e.Args()["parts"])
		}
		if got != c.want {
			t.Errorf("%d cases for %d: %q", c.have, c.need, got)
		}
	}
}

func TestACaseIsExpectedToGiveWhatItsPartsGive(t *testing.T) {
	s := withCases(6, 3)
	for i := range s.Items {
		s.Items[i].Difficulty, s.Items[i].Fact = 3, ""
	}
	plan, err := assembly.Compile(s, caseBlueprint(1, 3))
	if err != nil {
		t.Fatal(err)
	}
	if o := plan.Outlook(nil); o.Mean != (10+6)*8 || o.Order[1].Parts != 3 || o.Order[1].Count != 1 { // 80 per cent, in tenths
		t.Errorf("%+v", o)
	}
	for _, w := range plan.Weights() {
		if strings.HasPrefix(string(w.Item), "i-case") && (w.Points != 6 || w.Need != 1 || w.Have != 6) {
			t.Errorf("%+v", w)
		}
	}
}

func TestReplayNamesAnAlteredCase(t *testing.T) {
	s, bp := withCases(10, 3), caseBlueprint(1, 3)
	plan, err := assembly.Compile(s, bp)
	if err != nil {
		t.Fatal(err)
	}
	in := assembly.Inputs{Attempt: "01attempt", ServerRandom: seed(1), DrawnAt: 1, Counted: true}
	times := make(assembly.Times, plan.Items())
	paper, record, err := plan.Run(in, nil, times)
	if err != nil {
		t.Fatal(err)
	}
	f := assembly.Files{Release: assembly.EncodeRelease(s), Blueprint: assembly.EncodeBlueprint(bp), Inputs: in.Encode(), Record: record.Encode(), Times: times.Encode(), Leaves: s.Leaves()}
	if again, err := assembly.Replay(f); err != nil || again.Digest() != paper.Digest() {
		t.Fatal(err)
	}
	for old, new := range map[string]string{"小题 3-004 之 2": "小题 3-004 之 9", "案情 3-004": "案情 3-00X"} {
		g := f
		if g.Release = bytes.Replace(f.Release, []byte(old), []byte(new), 1); bytes.Equal(g.Release, f.Release) {
			t.Fatal(old)
		}
		if _, err := assembly.Replay(g); err == nil || !strings.Contains(err.Error(), "v-case-3-004") {
			t.Errorf("%s altered: %v", old, err)
		}
	}
	g := f
	g.Blueprint = bytes.Replace(f.Blueprint, []byte{0x06, 0x03}, []byte{0x06, 0x04}, 1) // another number of parts
	if _, err := assembly.Replay(g); bytes.Equal(g.Blueprint, f.Blueprint) || err == nil || !strings.Contains(err.Error(), "blueprint") {
		t.Errorf("the number of parts altered: %v", err)
	}
}

func TestEachKeyOfACaseIsCommittedTo(t *testing.T) {
	a := assembly.Secret{Salt: seed(1), Parts: []assembly.PartSecret{{Key: []int{0}}, {Key: []int{1, 2}, Explanation: "因为"}}}
	for what, change := range map[string]func(p []assembly.PartSecret){
		"key":         func(p []assembly.PartSecret) { p[1].Key = []int{1, 3} },
		"explanation": func(p []assembly.PartSecret) { p[1].Explanation = "所以" },
		"order":       func(p []assembly.PartSecret) { p[0], p[1] = p[1], p[0] },
	} {
		b := a
		b.Parts = slices.Clone(a.Parts)
		change(b.Parts)
		if a.Commit("v") == b.Commit("v") {
			t.Errorf("the commitment leaves out the %s of a part", what)
		}
	}
	if back, err := assembly.DecodeSecret(a.Encode()); err != nil || back.Commit("v") != a.Commit("v") {
		t.Error(err)
	}
}

func TestNamesOfPartsComeApart(t *testing.T) {
	if v, n := assembly.VersionID("01abc").Of(3).Whole(); v != "01abc" || n != 3 {
		t.Error(v, n)
	}
	for _, plain := range []assembly.VersionID{"", "01abc", "01abc.", "01abc.0", "01abc.7", "01abc.+3", "01abc.03", "01abc.3.3", "01abc.x"} {
		if v, n := plain.Whole(); v != plain || n != 0 {
			t.Errorf("%q is taken for part %d of %q", plain, n, v)
		}
	}
}
