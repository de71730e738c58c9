package sample

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// item is one row of the bank.
type item struct {
	kind, stem, answer, expl, difficulty, topic, chapter, points, no, tags, cite, fact string
	opts                                                                               []string
}

func (i item) single() bool { return i.kind == "单选" }
func (i item) isTrue() bool { return i.answer == "正确" }
func (i item) key() string  { return i.opts[i.answer[0]-'A'] }
func (i item) typ() string {
	return map[string]string{"判断": "TRUE_FALSE", "单选": "SINGLE"}[i.kind]
}
func (i item) all() []string { return append([]string{i.stem, i.expl, i.cite}, i.opts...) }

// plan is blueprint.json.
type plan struct {
	Sections []struct {
		Title  string
		Type   string
		Count  int
		Points int
		Topics []struct {
			Topic string
			Count int
		}
	}
	Tags []struct {
		Tag string
		Min int
	}
	Minutes, Total, Pass int
}

// quotas returns type → topic → count.
func (p plan) quotas() map[string]map[string]int {
	q := map[string]map[string]int{}
	for _, s := range p.Sections {
		q[s.Type] = map[string]int{}
		for _, t := range s.Topics {
			q[s.Type][t.Topic] += t.Count
		}
	}
	return q
}

// rules are all rules for the bank as a whole; each returns what breaks it.
var rules = map[string]func([]item, plan) []string{
	"form": form, "counts": counts, "shares": shares, "facts": facts, "quotas": quotas, "tags": tags,
	"duplicates": duplicates, "negations": negations, "giveaways": giveaways, "sources": sources,
}

var (
	noForm    = regexp.MustCompile(`^LV-[TS]-\d{3}$`)
	factForm  = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9_]+)*$`)
	allAbove  = regexp.MustCompile(`以上(都|全|均|皆|选项)|(A|B|C|D)(和|与|、)(A|B|C|D)|都(对|错|正确|不正确)$`)
	withdrawn = regexp.MustCompile(`GB/?T? ?289[34]-2008|JGJ ?46-2005|总局令第?30|GB ?3805-83|复审培训`)
)

// form checks each row in itself.
func form(items []item, _ plan) (bad []string) {
	nos, chapters := map[string]bool{}, map[string]string{}
	for _, i := range items {
		say := func(f string, a ...any) { bad = append(bad, i.no+" "+fmt.Sprintf(f, a...)) }
		if n := utf8.RuneCountInString(i.stem); n < 12 || n > 80 {
			say("stem has %d characters", n)
		}
		if !noForm.MatchString(i.no) || nos[i.no] || (i.no[3] == 'S') != i.single() {
			say("number is malformed or used twice")
		}
		if nos[i.no] = true; !factForm.MatchString(i.fact) {
			say("fact %q", i.fact)
		}
		if i.expl == "" || i.cite == "" || i.points != "1" || !regexp.MustCompile(`^[1-5]$`).MatchString(i.difficulty) {
			say("explanation, citation, points or difficulty")
		}
		if t, known := chapters[i.chapter]; i.chapter == "" || known && t != i.topic {
			say("chapter %q belongs to %q", i.chapter, t)
		}
		chapters[i.chapter] = i.topic
		if i.single() {
			formSingle(i, say)
		} else if strings.Join(i.opts, "") != "" || i.answer != "正确" && i.answer != "错误" || !strings.HasSuffix(i.stem, "。") {
			say("true/false form")
		}
		for _, t := range i.all() {
			if t != strings.TrimSpace(t) || strings.ContainsFunc(t, unicode.IsControl) || strings.ContainsRune(t, utf8.RuneError) {
				say("stray characters in %q", t)
			}
		}
	}
	return bad
}

// formSingle checks the options of one single-choice item.
func formSingle(i item, say func(string, ...any)) {
	if len(i.answer) != 1 || i.answer < "A" || i.answer > "D" || !strings.HasSuffix(i.stem, "？") {
		say("single-choice form")
	}
	seen, short, long := map[string]bool{}, 99, 0
	for _, o := range i.opts {
		n := utf8.RuneCountInString(o)
		short, long = min(short, n), max(long, n)
		if o == "" || seen[o] || allAbove.MatchString(o) {
			say("option %q", o)
		}
		seen[o] = true
	}
	if long > 2*short+4 {
		say("options of %d to %d characters", short, long)
	}
}

// plain keeps letters and numbers only.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsNumber(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

var negation = strings.NewReplacer("不应当", "", "不可以", "", "不允许", "", "不需要", "", "不得", "", "不应", "", "不能", "", "不必", "", "不用", "",
	"禁止", "", "严禁", "", "应当", "", "可以", "", "允许", "", "需要", "", "必须", "", "不", "", "非", "", "应", "", "能", "", "无", "有")

// unsigned takes permission, duty and negation out of a stem: two stems that become equal say the opposite or the same.
func unsigned(s string) string { return negation.Replace(plain(s)) }

// likeness is the Jaccard index of the character pairs of two stems.
func likeness(a, b map[string]bool) float64 {
	both := 0
	for k := range a {
		if b[k] {
			both++
		}
	}
	return float64(both) / float64(len(a)+len(b)-both)
}

func pairs(s string) map[string]bool {
	r, out := []rune(plain(s)), map[string]bool{}
	for i := 0; i+1 < len(r); i++ {
		out[string(r[i:i+2])] = true
	}
	return out
}
