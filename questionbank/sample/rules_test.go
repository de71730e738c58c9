package sample

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// item is one row of a bank; opts are its options without the empty cells behind the last one.
type item struct {
	kind, stem, answer, expl, difficulty, topic, chapter, points, no, tags, cite, fact string
	opts                                                                               []string
}

func (i item) single() bool   { return i.kind == "单选" }
func (i item) multiple() bool { return i.kind == "多选" }
func (i item) isTrue() bool   { return i.answer == "正确" }
func (i item) key() string    { return i.opts[i.answer[0]-'A'] }
func (i item) typ() string {
	return map[string]string{"判断": "TRUE_FALSE", "单选": "SINGLE", "多选": "MULTIPLE"}[i.kind]
}
func (i item) all() []string { return append([]string{i.stem, i.expl, i.cite}, i.opts...) }

// plan is a blueprint and what the bank of it must reach.
type plan struct {
	numbers string // how the item numbers of the bank begin
	least   least

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

// least are the numbers of items below which a bank is too small.
type least struct{ tf, single, multiple, all int }

// asked returns how many questions of each type a paper has, and what each is worth.
func (p plan) asked() (count map[string]int, points map[string]string) {
	count, points = map[string]int{}, map[string]string{}
	for _, s := range p.Sections {
		count[s.Type] += s.Count
		points[s.Type] = strconv.Itoa(s.Points)
	}
	return count, points
}

// rules are all rules for the bank as a whole; each returns what breaks it.
var rules = map[string]func([]item, plan) []string{
	"form": form, "counts": counts, "shares": shares, "facts": facts, "quotas": quotas, "tags": tags,
	"duplicates": duplicates, "negations": negations, "giveaways": giveaways, "sources": sources,
	"several right": severalRight,
}

var (
	noForm    = regexp.MustCompile(`^-[TSM]-\d{3}$`)
	levelForm = regexp.MustCompile(`^[1-5]$`)
	factForm  = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9_]+)*$`)
	allAbove  = regexp.MustCompile(`以上(都|全|均|皆|选项)|(A|B|C|D)(和|与|、)(A|B|C|D)|都(对|错|正确|不正确)$`)
	withdrawn = regexp.MustCompile(`GB/?T? ?289[34]-2008|JGJ ?46-2005|总局令第?30|GB ?3805-83|复审培训`)
)

// form checks each row in itself.
func form(items []item, p plan) (bad []string) {
	nos, chapters := map[string]bool{}, map[string]string{}
	_, points := p.asked()
	for _, i := range items {
		say := func(f string, a ...any) { bad = append(bad, i.no+" "+fmt.Sprintf(f, a...)) }
		if n := utf8.RuneCountInString(i.stem); n < 12 || n > 80 {
			say("stem has %d characters", n)
		}
		letter := map[string]string{"判断": "-T-", "单选": "-S-", "多选": "-M-"}[i.kind]
		rest, mine := strings.CutPrefix(i.no, p.numbers)
		if !mine || !noForm.MatchString(rest) || nos[i.no] || !strings.HasPrefix(rest, letter) {
			say("number is malformed or used twice")
		}
		if nos[i.no] = true; !factForm.MatchString(i.fact) {
			say("fact %q", i.fact)
		}
		if i.expl == "" || i.cite == "" || i.points != points[i.typ()] || !levelForm.MatchString(i.difficulty) {
			say("explanation, citation, points or difficulty")
		}
		if t, known := chapters[i.chapter]; i.chapter == "" || known && t != i.topic {
			say("chapter %q belongs to %q", i.chapter, t)
		}
		chapters[i.chapter] = i.topic
		i.formAnswer(say)
		for _, t := range i.all() {
			if t != strings.TrimSpace(t) || strings.ContainsFunc(t, unicode.IsControl) || strings.ContainsRune(t, utf8.RuneError) {
				say("stray characters in %q", t)
			}
		}
	}
	return bad
}

// formAnswer checks options and key of one item.
func (i item) formAnswer(say func(string, ...any)) {
	end := "？"
	switch {
	case i.single():
		if len(i.opts) != 4 || !keyForm(i.answer, 1, 1, 4) {
			say("single-choice form")
			return
		}
		formOptions(i, say)
	case i.multiple():
		if len(i.opts) < 4 || len(i.opts) > 5 || !keyForm(i.answer, 2, len(i.opts), len(i.opts)) {
			say("multiple-choice form")
			return
		}
		formOptions(i, say)
	default:
		end = "。"
		if len(i.opts) != 0 || i.answer != "正确" && i.answer != "错误" {
			say("true/false form")
		}
	}
	if !strings.HasSuffix(i.stem, end) {
		say("the stem does not end with %s", end)
	}
}

// keyForm reports whether a key is between low and high letters of the first n, in order, none twice.
func keyForm(key string, low, high, n int) bool {
	last := byte('A' - 1)
	for k := range len(key) {
		if key[k] <= last || key[k] >= 'A'+byte(n) {
			return false
		}
		last = key[k]
	}
	return len(key) >= low && len(key) <= high
}

// formOptions checks the options of one item with a choice.
func formOptions(i item, say func(string, ...any)) {
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
