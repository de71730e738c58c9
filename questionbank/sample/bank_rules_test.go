package sample

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

func outside(bad *[]string, what string, part, whole int, low, high float64) {
	if share := float64(part) / float64(whole); whole == 0 || share < low || share > high {
		*bad = append(*bad, fmt.Sprintf("%s: %d of %d, allowed %.2f to %.2f", what, part, whole, low, high))
	}
}

func split(items []item) (tf, single []item) {
	for _, i := range items {
		if i.single() {
			single = append(single, i)
		} else {
			tf = append(tf, i)
		}
	}
	return tf, single
}

func counts(items []item, _ plan) (bad []string) {
	tf, single := split(items)
	if len(tf) < 220 || len(single) < 110 || len(items) < 330 {
		bad = append(bad, fmt.Sprintf("%d true/false, %d single", len(tf), len(single)))
	}
	return bad
}

// shares: true statements 45–55 %, each key letter 22–28 %.
func shares(items []item, _ plan) (bad []string) {
	tf, single := split(items)
	yes, letters := 0, map[string]int{}
	for _, i := range tf {
		if i.isTrue() {
			yes++
		}
	}
	for _, i := range single {
		letters[i.answer]++
	}
	outside(&bad, "true", yes, len(tf), .45, .55)
	for _, l := range []string{"A", "B", "C", "D"} {
		outside(&bad, "key "+l, letters[l], len(single), .22, .28)
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

// quotas: 70 + 30, and every topic holds twice its quota per type, counted in items and, because a paper asks no fact
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
	for typ, topics := range p.quotas() {
		sum := 0
		for t, n := range topics {
			sum += n
			asked[t] += n
			if n < 1 || have[typ+t] < 2*n {
				bad = append(bad, fmt.Sprintf("%s %s: %d items for a quota of %d", typ, t, have[typ+t], n))
			}
		}
		if want := map[string]int{"TRUE_FALSE": 70, "SINGLE": 30}[typ]; sum != want {
			bad = append(bad, fmt.Sprintf("%s quotas add up to %d", typ, sum))
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
	sets := make([]map[string]bool, len(items))
	for k, i := range items {
		sets[k] = pairs(i.stem)
		for j := range k {
			if l := likeness(sets[k], sets[j]); l >= .75 {
				bad = append(bad, fmt.Sprintf("%s and %s are alike (%.2f)", i.no, items[j].no, l))
			}
		}
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
	tf, single := split(items)
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
	outside(&bad, "key longest", long, len(single), 0, .35)
	outside(&bad, "key shortest", short, len(single), 0, .35)
	for _, w := range []string{"应", "可以", "不得"} {
		yes, n := 0, 0
		for _, i := range tf {
			if strings.Contains(i.stem, w) {
				if n++; i.isTrue() {
					yes++
				}
			}
		}
		outside(&bad, "true with "+w, yes, n, .25, .75)
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
