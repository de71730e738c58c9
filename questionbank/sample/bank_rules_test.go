package sample

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/suikao/suikao/questionbank/likeness"
)

func outside(bad *[]string, what string, part, whole int, low, high float64) {
	if share := float64(part) / float64(whole); whole == 0 || share < low || share > high {
		*bad = append(*bad, fmt.Sprintf("%s: %d of %d, allowed %.2f to %.2f", what, part, whole, low, high))
	}
}

func split(items []item) (tf, single, multiple []item) {
	for _, i := range items {
		switch {
		case i.single():
			single = append(single, i)
		case i.multiple():
			multiple = append(multiple, i)
		default:
			tf = append(tf, i)
		}
	}
	return tf, single, multiple
}

func counts(items []item, p plan) (bad []string) {
	tf, single, multiple := split(items)
	if len(tf) < p.least.tf || len(single) < p.least.single || len(multiple) < p.least.multiple || len(items) < p.least.all {
		bad = append(bad, fmt.Sprintf("%d true/false, %d single, %d multiple, %d in all; at least %+v",
			len(tf), len(single), len(multiple), len(items), p.least))
	}
	return bad
}

// shares: true statements 45–55 %, each key letter of the single choices 22–28 %.
func shares(items []item, _ plan) (bad []string) {
	tf, single, _ := split(items)
	yes, letters := 0, map[string]int{}
	for _, i := range tf {
		if i.isTrue() {
			yes++
		}
	}
	for _, i := range single {
		letters[i.answer]++
	}
	if len(tf) > 0 {
		outside(&bad, "true", yes, len(tf), .45, .55)
	}
	for _, l := range []string{"A", "B", "C", "D"} {
		if len(single) > 0 {
			outside(&bad, "key "+l, letters[l], len(single), .22, .28)
		}
	}
	return bad
}

// severalRight: how many options of a multiple choice are right, and which, cannot be guessed. No number of right options
// stands in more than half of the items, at least three numbers stand in a tenth each, all options are right in at most
// 15 %, each letter is right in 40–85 % of the items that have it, and right options are neither longer nor shorter.
func severalRight(items []item, _ plan) (bad []string) {
	_, _, multiple := split(items)
	if len(multiple) == 0 {
		return nil
	}
	numbers, right, have, all := map[int]int{}, map[byte]int{}, map[byte]int{}, 0
	for _, i := range multiple {
		if numbers[len(i.answer)]++; len(i.answer) == len(i.opts) {
			all++
		}
		for k := range i.opts {
			if have['A'+byte(k)]++; strings.ContainsRune(i.answer, rune('A'+k)) {
				right['A'+byte(k)]++
			}
		}
	}
	often := 0
	for n, times := range numbers {
		outside(&bad, fmt.Sprintf("%d right options", n), times, len(multiple), 0, .5)
		if 10*times >= len(multiple) {
			often++
		}
	}
	if often < 3 {
		bad = append(bad, fmt.Sprintf("numbers of right options %v", numbers))
	}
	outside(&bad, "all options right", all, len(multiple), 0, .15)
	for l, n := range have {
		outside(&bad, "right "+string(l), right[l], n, .4, .85)
	}
	return append(bad, lengths(multiple)...)
}

// lengths compares the mean lengths of right and wrong options: neither may be a quarter longer.
func lengths(multiple []item) (bad []string) {
	sum, n := map[bool]int{}, map[bool]int{}
	for _, i := range multiple {
		for k, o := range i.opts {
			yes := strings.ContainsRune(i.answer, rune('A'+k))
			sum[yes] += utf8.RuneCountInString(o)
			n[yes]++
		}
	}
	if a, b := sum[true]*n[false], sum[false]*n[true]; 4*a > 5*b || 4*b > 5*a {
		bad = append(bad, fmt.Sprintf("right options have %d characters in %d, wrong ones %d in %d", sum[true], n[true], sum[false], n[false]))
	}
	return bad
}

// facts: at most two items each, both in one topic.
func facts(items []item, _ plan) (bad []string) {
	n, topic := map[string]int{}, map[string]string{}
	for _, i := range items {
		if n[i.fact]++; n[i.fact] > 2 || n[i.fact] == 2 && topic[i.fact] != i.topic {
			bad = append(bad, i.no+" fact "+i.fact+" is asked too often or in two topics")
		}
		topic[i.fact] = i.topic
	}
	return bad
}

// quotas: the topics of a type take all its questions, and every topic holds twice its quota per type, counted in items and, because a paper asks no fact
// twice, in facts over both types.
func quotas(items []item, p plan) (bad []string) {
	have, asked, facts := map[string]int{}, map[string]int{}, map[string]map[string]bool{}
	for _, i := range items {
		have[i.typ()+i.topic]++
		if facts[i.topic] == nil {
			facts[i.topic] = map[string]bool{}
		}
		facts[i.topic][i.fact] = true
	}
	count, _ := p.asked()
	for typ, topics := range p.quotas() {
		sum := 0
		for t, n := range topics {
			sum += n
			asked[t] += n
			if n < 1 || have[typ+t] < 2*n {
				bad = append(bad, fmt.Sprintf("%s %s: %d items for a quota of %d", typ, t, have[typ+t], n))
			}
		}
		if sum != count[typ] {
			bad = append(bad, fmt.Sprintf("%s quotas add up to %d of %d", typ, sum, count[typ]))
		}
	}
	for t, f := range facts {
		if len(f) < 2*asked[t] || asked[t] == 0 {
			bad = append(bad, fmt.Sprintf("%s: %d facts for %d questions", t, len(f), asked[t]))
		}
	}
	return bad
}

// tags: twice the minimum of each tag, and no tag that nobody asks for.
func tags(items []item, p plan) (bad []string) {
	n := map[string]int{}
	for _, i := range items {
		for _, t := range strings.FieldsFunc(i.tags, func(r rune) bool { return r == ';' }) {
			n[t]++
		}
	}
	if len(p.Tags) != len(n) {
		bad = append(bad, fmt.Sprintf("tags %v against %v", n, p.Tags))
	}
	for _, t := range p.Tags {
		if n[t.Tag] < 2*t.Min {
			bad = append(bad, fmt.Sprintf("tag %s on %d items, minimum %d a paper", t.Tag, n[t.Tag], t.Min))
		}
	}
	return bad
}

func duplicates(items []item, _ plan) (bad []string) {
	stems := make([]string, len(items))
	for k, i := range items {
		stems[k] = plain(i.stem)
	}
	pairs, complete := likeness.Find(stems, 0, 75)
	for _, p := range pairs {
		bad = append(bad, fmt.Sprintf("%s and %s are alike (%d %%)", items[p.B].no, items[p.A].no, p.Percent))
	}
	if !complete {
		bad = append(bad, "so much is alike that the search was ended")
	}
	return bad
}

func negations(items []item, _ plan) (bad []string) {
	seen := map[string]string{}
	for _, i := range items {
		u := unsigned(i.stem)
		if other, hit := seen[u]; hit {
			bad = append(bad, i.no+" and "+other+" differ by a negation only")
		}
		seen[u] = i.no
	}
	return bad
}

// giveaways: the key is the only longest or only shortest option in at most 35 %; common words of duty and permission
// stand in true and in false statements.
func giveaways(items []item, _ plan) (bad []string) {
	tf, single, _ := split(items)
	long, short := 0, 0
	for _, i := range single {
		k, above, below := utf8.RuneCountInString(i.key()), 0, 0
		for _, o := range i.opts {
			if n := utf8.RuneCountInString(o); n < k {
				below++
			} else if n > k {
				above++
			}
		}
		if below == 3 {
			long++
		} else if above == 3 {
			short++
		}
	}
	if len(single) > 0 {
		outside(&bad, "key longest", long, len(single), 0, .35)
		outside(&bad, "key shortest", short, len(single), 0, .35)
	}
	for _, w := range []string{"应", "可以", "不得"} {
		yes, n := 0, 0
		for _, i := range tf {
			if strings.Contains(i.stem, w) {
				if n++; i.isTrue() {
					yes++
				}
			}
		}
		if n > 0 {
			outside(&bad, "true with "+w, yes, n, .25, .75)
		}
	}
	return bad
}

// sources: no withdrawn text anywhere.
func sources(items []item, _ plan) (bad []string) {
	for _, i := range items {
		for _, t := range i.all() {
			if withdrawn.MatchString(t) {
				bad = append(bad, i.no+" relies on a withdrawn text: "+t)
			}
		}
	}
	return bad
}
