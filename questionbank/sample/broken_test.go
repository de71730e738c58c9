package sample

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// TestRulesSeeABrokenBank breaks the bank in each way once; the rule meant for it must speak.
func TestRulesSeeABrokenBank(t *testing.T) {
	whole, p := load(t, lowVoltageBank(t))
	for name, c := range map[string]struct {
		rule  string
		spoil func([]item) []item
	}{
		"short stem":        {"form", one(func(i *item) { i.stem = "太短。" })},
		"no explanation":    {"form", one(func(i *item) { i.expl = "" })},
		"no citation":       {"form", one(func(i *item) { i.cite = "" })},
		"difficulty 6":      {"form", one(func(i *item) { i.difficulty = "6" })},
		"number twice":      {"form", func(l []item) []item { l[1].no = l[0].no; return l }},
		"chapter elsewhere": {"form", one(func(i *item) { i.topic = "电工基础知识" })},
		"all of the above":  {"form", last(func(i *item) { i.opts = []string{"一种情况", "二种情况", "三种情况", "以上都是"} })},
		"same option":       {"form", last(func(i *item) { i.opts = []string{"甲甲", "甲甲", "丙丙", "丁丁"} })},
		"too few":           {"counts", func(l []item) []item { return l[150:] }},
		"foreign number":    {"form", one(func(i *item) { i.no = "XX" + i.no[2:] })},
		"points of another": {"form", one(func(i *item) { i.points = "2" })},
		"five options":      {"form", last(func(i *item) { i.opts = []string{"甲甲", "乙乙", "丙丙", "丁丁", "戊戊"} })},
		"two keys":          {"form", last(func(i *item) { i.answer = "AB" })},
		"all true":          {"shares", each(func(i *item) { i.answer = "正确" })},
		"key A":             {"shares", each(func(i *item) { i.answer = "A" })},
		"one fact":          {"facts", func(l []item) []item { l[0].fact, l[1].fact, l[2].fact = "x", "x", "x"; return l }},
		"empty topic": {"quotas", func(l []item) []item {
			return slices.DeleteFunc(l, func(i item) bool { return i.topic == "电工仪表与测量" })
		}},
		"same facts": {"quotas", each(func(i *item) { i.fact = i.topic })},
		"untagged":   {"tags", each(func(i *item) { i.tags = "" })},
		"same stem":  {"duplicates", func(l []item) []item { l[3].stem = "“" + l[9].stem; return l }},
		"near stem":  {"duplicates", func(l []item) []item { l[3].stem = "通常，" + l[9].stem; return l }},
		"negated": {"negations", func(l []item) []item {
			l[3].stem, l[9].stem = "该导线可以直接接地使用。", "该导线不得直接接地使用。"
			return l
		}},
		"duty swapped": {"negations", func(l []item) []item {
			l[3].stem, l[9].stem = "工作前应验电。", "工作前不应验电。"
			return l
		}},
		"long keys":    {"giveaways", each(func(i *item) { i.opts = slices.Clone(i.opts); i.lengthen() })},
		"telling word": {"giveaways", each(func(i *item) { i.tell() })},
		"withdrawn":    {"sources", one(func(i *item) { i.cite = "JGJ 46-2005" })},
	} {
		t.Run(name, func(t *testing.T) {
			if got := rules[c.rule](c.spoil(slices.Clone(whole)), p); len(got) == 0 {
				t.Errorf("%s does not see it", c.rule)
			}
		})
	}
}

func one(f func(*item)) func([]item) []item {
	return func(l []item) []item { f(&l[0]); return l }
}

func last(f func(*item)) func([]item) []item {
	return func(l []item) []item { f(&l[len(l)-1]); return l }
}

func each(f func(*item)) func([]item) []item {
	return func(l []item) []item {
		for k := range l {
			f(&l[k])
		}
		return l
	}
}

// lengthen makes the key the longest option.
func (i *item) lengthen() {
	if i.single() {
		i.opts[i.answer[0]-'A'] += "并且按照有关规定认真执行"
	}
}

// tell puts 可以 into false statements only.
func (i *item) tell() {
	i.stem = strings.ReplaceAll(i.stem, "可以", "能")
	if !i.single() && !i.isTrue() {
		i.stem = "可以" + i.stem
	}
}

// severalOf makes 40 multiple choices with every number of right options from 2 to 5, each letter right about as often.
func severalOf() []item {
	keys := []string{"ABC", "BD", "ACDE", "BCE", "AE", "ABDE", "CDE", "ABD", "AC", "BCDE"}
	out := make([]item, 40)
	for n := range out {
		out[n] = item{kind: "多选", stem: fmt.Sprintf("下列属于第%d类情形的有哪些？", n+100), opts: []string{"情形甲", "情形乙", "情形丙", "情形丁", "情形戊"},
			answer: keys[n%len(keys)], expl: "因为。", cite: "某法", difficulty: "2", topic: "甲", chapter: "1.1", points: "2",
			no: fmt.Sprintf("XX-M-%03d", n), fact: "f"}
	}
	return out
}

func TestRulesSeeABrokenMultipleChoice(t *testing.T) {
	p := plan{numbers: "XX"}
	if err := json.Unmarshal([]byte(`{"Sections": [{"Type": "MULTIPLE", "Count": 5, "Points": 2}]}`), &p); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"form", "several right", "shares", "giveaways"} {
		if bad := rules[name](severalOf(), p); len(bad) != 0 {
			t.Fatalf("%s: %s", name, bad)
		}
	}
	for name, c := range map[string]struct {
		rule  string
		spoil func([]item) []item
	}{
		"one right":       {"form", one(func(i *item) { i.answer = "B" })},
		"out of order":    {"form", one(func(i *item) { i.answer = "BA" })},
		"letter twice":    {"form", one(func(i *item) { i.answer = "AAB" })},
		"no such option":  {"form", one(func(i *item) { i.opts = i.opts[:4]; i.answer = "AE" })},
		"three options":   {"form", one(func(i *item) { i.opts = i.opts[:3]; i.answer = "AB" })},
		"number of a T":   {"form", one(func(i *item) { i.no = "XX-T-000" })},
		"always three":    {"several right", each(func(i *item) { i.answer = "ABD" })},
		"all right":       {"several right", each(func(i *item) { i.answer = "ABCDE" })},
		"A always":        {"several right", each(func(i *item) { i.answer = "A" + strings.TrimPrefix(i.answer, "A") })},
		"right is longer": {"several right", each(func(i *item) { i.lengthenAll() })},
	} {
		t.Run(name, func(t *testing.T) {
			if got := rules[c.rule](c.spoil(severalOf()), p); len(got) == 0 {
				t.Errorf("%s does not see it", c.rule)
			}
		})
	}
}

// lengthenAll makes the right options longer than the others.
func (i *item) lengthenAll() {
	i.opts = slices.Clone(i.opts)
	for k := range i.opts {
		if strings.ContainsRune(i.answer, rune('A'+k)) {
			i.opts[k] += "并按规定"
		}
	}
}
