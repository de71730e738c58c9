package sample

import (
	"context"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/assembly"
)

// questionOf is one question of a case in the form that the rules of the plain items take.
func questionOf(c questionbank.Content, q questionbank.Part) item {
	i := item{stem: q.Stem, expl: q.Explanation, cite: c.Citation, no: c.SourceNo, topic: c.Topic, opts: q.Options}
	for _, k := range q.Key {
		i.answer += string(rune('A' + k))
	}
	switch q.Type {
	case questionbank.Single:
		i.kind = "单选"
	case questionbank.Multiple:
		i.kind = "多选"
	default:
		i.kind, i.opts, i.answer = "判断", nil, questionbank.TrueFalseOptions()[q.Key[0]]
	}
	return i
}

// caseFaults checks one case of a bank in itself.
func caseFaults(b Bank, c questionbank.Content, topics, facts map[string]bool) (bad []string) {
	if err := c.Validate(); err != nil || c.Type != questionbank.Case {
		return []string{c.SourceNo + " is no case that a bank takes: " + string(c.Type)}
	}
	if n := utf8.RuneCountInString(c.Stem); n < 120 || n > 300 || len(c.Parts) < 3 || len(c.Parts) > 5 || c.Points != len(c.Parts) {
		bad = append(bad, c.SourceNo+" length, number of questions or points")
	}
	if !strings.HasPrefix(c.SourceNo, b.Numbers+"-C-") || !topics[c.Topic+c.Chapter] || facts[c.Fact] || !factForm.MatchString(c.Fact) {
		bad = append(bad, c.SourceNo+" number, topic or fact")
	}
	if c.Explanation == "" || c.Citation == "" {
		bad = append(bad, c.SourceNo+" explanation or citation")
	}
	for _, q := range c.Parts {
		i := questionOf(c, q)
		i.formAnswer(func(f string, _ ...any) { bad = append(bad, c.SourceNo+" "+q.Stem+": "+f) })
		if q.Explanation == "" {
			bad = append(bad, c.SourceNo+" "+q.Stem+": no explanation")
		}
	}
	return bad
}

// keysOfCases: no letter of the single choices and neither truth value stands out over all cases; several numbers of right
// options occur.
func keysOfCases(list []item) (bad []string) {
	tf, single, multiple := split(list)
	letters, numbers, yes := map[string]int{}, map[int]bool{}, 0
	for _, i := range single {
		letters[i.answer]++
	}
	for _, i := range multiple {
		numbers[len(i.answer)] = true
	}
	for _, i := range tf {
		if i.isTrue() {
			yes++
		}
	}
	for _, l := range []string{"A", "B", "C", "D"} {
		outside(&bad, "key "+l, letters[l], len(single), .18, .32)
	}
	outside(&bad, "true", yes, len(tf), .4, .6)
	if len(numbers) < 3 {
		bad = append(bad, "numbers of right options")
	}
	return bad
}

func TestTheCases(t *testing.T) {
	var asked []item
	banks(t, func(t *testing.T, b Bank) {
		f, err := b.Cases(context.Background())
		if err != nil || len(f.Rows) < 3 || len(f.Ignored) != 0 {
			t.Fatal(len(f.Rows), f.Ignored, err)
		}
		all, _ := load(t, b)
		topics, facts := map[string]bool{}, map[string]bool{}
		for _, i := range all {
			topics[i.topic+i.chapter], facts[i.fact] = true, true
		}
		for _, r := range f.Rows {
			if len(r.Wrong) > 0 {
				t.Fatalf("%s: %v", r.Content.SourceNo, r.Wrong)
			}
			for _, bad := range caseFaults(b, r.Content, topics, facts) {
				t.Error(bad)
			}
			facts[r.Content.Fact] = true
			all = append(all, item{no: r.Content.SourceNo, stem: r.Content.Stem, cite: r.Content.Citation, expl: r.Content.Explanation})
			for _, q := range r.Content.Parts {
				i := questionOf(r.Content, q)
				all, asked = append(all, i), append(asked, i)
			}
		}
		for _, rule := range []string{"duplicates", "negations", "sources"} {
			for _, bad := range rules[rule](all, plan{}) {
				t.Error(bad)
			}
		}
	})
	for _, bad := range keysOfCases(asked) {
		t.Error(bad)
	}
}

// The rules above must speak where a case breaks them.
func TestTheRulesSeeABrokenCase(t *testing.T) {
	b := lowVoltageBank(t)
	for name, spoil := range map[string]func(c *questionbank.Content){
		"short":                func(c *questionbank.Content) { c.Stem = "太短。" },
		"two questions":        func(c *questionbank.Content) { c.Parts = c.Parts[:2] },
		"key beyond":           func(c *questionbank.Content) { c.Parts[0].Key = []int{4} },
		"no citation":          func(c *questionbank.Content) { c.Citation = "" },
		"no explanation":       func(c *questionbank.Content) { c.Parts[1].Explanation = "" },
		"unknown topic":        func(c *questionbank.Content) { c.Topic = "别的" },
		"foreign number":       func(c *questionbank.Content) { c.SourceNo = "XX-C-001" },
		"fact of another item": func(c *questionbank.Content) { c.Fact = "known" },
		"question mark":        func(c *questionbank.Content) { c.Parts[0].Stem = "哪一项？。" },
		"all of the above":     func(c *questionbank.Content) { c.Parts[0].Options[3] = "以上都是正确的做法" },
		"plain item":           func(c *questionbank.Content) { c.Type = assembly.Single },
	} {
		f, err := b.Cases(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		c := f.Rows[0].Content
		topics, facts := map[string]bool{c.Topic + c.Chapter: true}, map[string]bool{"known": true}
		if bad := caseFaults(b, c, topics, facts); len(bad) > 0 {
			t.Fatal(bad)
		}
		if spoil(&c); len(caseFaults(b, c, topics, facts)) == 0 {
			t.Errorf("%s goes unseen", name)
		}
	}
	one := item{kind: "单选", answer: "A", opts: []string{"甲", "乙", "丙", "丁"}}
	if len(keysOfCases(slices.Repeat([]item{one}, 8))) == 0 {
		t.Error("A every time goes unseen")
	}
}
