package sample

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"slices"
	"strings"
	"testing"
)

var header = strings.Split("题型,题干,选项A,选项B,选项C,选项D,答案,解析,难度,知识点,章节,分值,原题号,标签,依据,事实", ",")

func load(t *testing.T) ([]item, plan) {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(CSV())).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(rows[0], header) {
		t.Fatalf("header %v", rows[0])
	}
	items := make([]item, 0, len(rows))
	for _, r := range rows[1:] {
		if r[0] != "判断" && r[0] != "单选" {
			t.Fatalf("type %q", r[0])
		}
		items = append(items, item{kind: r[0], stem: r[1], opts: r[2:6:6], answer: r[6], expl: r[7], difficulty: r[8], topic: r[9],
			chapter: r[10], points: r[11], no: r[12], tags: r[13], cite: r[14], fact: r[15]})
	}
	var p plan
	d := json.NewDecoder(bytes.NewReader(Blueprint()))
	d.DisallowUnknownFields()
	if err := d.Decode(&p); err != nil {
		t.Fatal(err)
	}
	return items, p
}

func TestBankKeepsItsRules(t *testing.T) {
	items, p := load(t)
	for name, rule := range rules {
		for _, bad := range rule(items, p) {
			t.Errorf("%s: %s", name, bad)
		}
	}
	tf, single := split(items)
	t.Logf("%d true/false, %d single choice", len(tf), len(single))
}

func TestBlueprintIsThePaperOfTheField(t *testing.T) {
	_, p := load(t)
	if p.Minutes != 120 || p.Total != 100 || p.Pass != 80 || len(p.Sections) != 2 {
		t.Fatalf("%+v", p)
	}
	for k, want := range []struct {
		typ   string
		count int
	}{{"TRUE_FALSE", 70}, {"SINGLE", 30}} {
		if s := p.Sections[k]; s.Type != want.typ || s.Count != want.count || s.Points != 1 || len(s.Topics) != 10 {
			t.Errorf("section %+v", s)
		}
	}
	if len(p.Tags) != 1 || p.Tags[0].Tag != "重大事故隐患" || p.Tags[0].Min != 4 {
		t.Errorf("tags %+v", p.Tags)
	}
}

// TestRulesSeeABrokenBank breaks the bank in each way once; the rule meant for it must speak.
func TestRulesSeeABrokenBank(t *testing.T) {
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
		"too few":           {"counts", func(l []item) []item { return l[60:] }},
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
			items, p := load(t)
			if got := rules[c.rule](c.spoil(items), p); len(got) == 0 {
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

func TestCallerOwnsTheBytes(t *testing.T) {
	CSV()[0], Blueprint()[0] = 0, 0
	if CSV()[0] == 0 || Blueprint()[0] == 0 {
		t.Error("a caller can change the bank")
	}
	if bytes.HasPrefix(CSV(), []byte("\xef\xbb\xbf")) || ItemCode != "SO-01-02" || Name == "" {
		t.Error("byte order mark, code or name")
	}
}
