package assembly_test

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"strings"

	"github.com/suikao/suikao/questionbank/assembly"
)

const hazard = "重大事故隐患"

// bank makes a release of n items per type and topic: difficulties 1 to 5, every fifth item tagged, every seventh item
// sharing its fact with the item of the other type next to it.
func bank(perCell int, topics ...string) *assembly.Snapshot {
	s := &assembly.Snapshot{Release: "01release", ItemCode: "SO-1-2"}
	rnd := rand.New(rand.NewPCG(1, 2))
	for _, t := range topics {
		for i := range perCell {
			for _, kind := range []assembly.Type{assembly.TrueFalse, assembly.Single} {
				s.Items = append(s.Items, item(kind, t, i, rnd))
			}
		}
	}
	s.Digest = s.Root()
	return s
}

func item(kind assembly.Type, topic string, i int, rnd *rand.Rand) assembly.Item {
	name := fmt.Sprintf("%s-%s-%03d", kind, topic, i)
	it := assembly.Item{ID: assembly.ItemID("i-" + name), Version: assembly.VersionID("v-" + name), Type: kind,
		Stem: "题干 " + name, Difficulty: 1 + rnd.IntN(5), Topic: topic, Chapter: "第一章", Citation: "GB 00000",
		Options: []string{"正确", "错误"}, Commitment: sha256.Sum256([]byte("secret of " + name))}
	if kind != assembly.TrueFalse {
		it.Options = []string{"甲 " + name, "乙 " + name, "丙 " + name, "丁 " + name}
	}
	if i%5 == 0 {
		it.Tags = []string{hazard}
	}
	if i%7 == 0 {
		it.Fact = fmt.Sprintf("fact %s %d", topic, i)
	}
	return it
}

// blueprint asks for tf and single questions from each topic, a point each, and for tagged questions.
func blueprint(tf, single, tagged int, topics ...string) assembly.Blueprint {
	b := assembly.Body{Minutes: 120}
	for _, s := range []struct {
		title string
		kind  assembly.Type
		n     int
	}{{"单选题", assembly.Single, single}, {"判断题", assembly.TrueFalse, tf}} {
		section := assembly.Section{Title: s.title, Type: s.kind, Count: s.n * len(topics), Points: 1}
		for _, t := range topics {
			section.Topics = append(section.Topics, assembly.Quota{Topic: t, Count: s.n})
		}
		b.Sections = append(b.Sections, section)
		b.Total += section.Count
	}
	b.Pass = b.Total * 8 / 10
	if tagged > 0 {
		b.Tags = []assembly.TagMin{{Tag: hazard, Min: tagged}}
	}
	return assembly.Blueprint{ID: "01blueprint", Version: 3, Body: b}
}

func seed(n int) [32]byte {
	return sha256.Sum256(binary.BigEndian.AppendUint64(nil, uint64(n)))
}

// measured gives two items of three parameters, as items have that were answered by many.
func measured(s *assembly.Snapshot) *assembly.Snapshot {
	rnd := rand.New(rand.NewPCG(3, 4))
	for i := range s.Items {
		if i%3 != 0 {
			p, step := 45_000+rnd.Int32N(45_000), 3_000+rnd.Int32N(6_000)
			s.Items[i].Params = &assembly.Params{P: [3]int32{p - step, p, p + step}, Info: 5_000 + rnd.Int32N(20_000)}
		}
	}
	s.Digest = s.Root()
	return s
}

// drawn draws a paper for somebody with these earlier papers, from a bank of which nothing was drawn before.
func drawn(s *assembly.Snapshot, bp assembly.Blueprint, seed [32]byte, past ...[]assembly.ItemID) (assembly.Paper, error) {
	plan, err := assembly.Compile(s, bp)
	if err != nil {
		return assembly.Paper{}, err
	}
	return plan.Draw(seed, assembly.Chances{Past: past})
}

// wrong says what a paper breaks of its blueprint, release and bars; "" is nothing.
func wrong(p assembly.Paper, s *assembly.Snapshot, bp assembly.Blueprint, past []assembly.ItemID) string {
	byID := map[assembly.ItemID]assembly.Item{}
	for _, it := range s.Items {
		byID[it.ID] = it
	}
	seen, facts, enemies := map[assembly.ItemID]bool{}, map[string]bool{}, map[string]bool{}
	tags, perTopic, perSection := map[string]int{}, map[string]int{}, map[string]int{}
	for _, id := range past {
		seen[id] = true
	}
	rank, points := 0, 0
	for n, q := range p.Questions {
		it, ok := byID[q.Item]
		switch {
		case !ok:
			return "an item that the release lacks"
		case seen[q.Item]:
			return "an item twice, or one that is barred"
		case q.No != n+1 || q.Version != it.Version || q.Type != it.Type || q.Stem != it.Stem:
			return "a question that is not its item"
		case it.Fact != "" && facts[it.Fact]:
			return "two items of one fact"
		}
		seen[q.Item], facts[it.Fact] = true, true
		for _, e := range it.Enemies {
			if enemies[e] {
				return "two enemies"
			}
			enemies[e] = true
		}
		for _, t := range it.Tags {
			tags[t]++
		}
		perTopic[string(it.Type)+it.Topic]++
		perSection[q.Section]++
		points += q.Points
		r := map[assembly.Type]int{assembly.TrueFalse: 1, assembly.Single: 2, assembly.Multiple: 3}[q.Type]
		if r < rank {
			return "blocks out of order"
		}
		rank = r
		if w := wrongOptions(q, it); w != "" {
			return w
		}
	}
	for _, sec := range bp.Body.Sections {
		if perSection[sec.Title] != sec.Count {
			return "a section that is not full"
		}
		for _, q := range sec.Topics {
			if perTopic[string(sec.Type)+q.Topic] != q.Count {
				return "a topic quota that is not met: " + q.Topic
			}
		}
	}
	for _, t := range bp.Body.Tags {
		if tags[t.Tag] < t.Min {
			return "a tag minimum that is not met"
		}
	}
	if points != bp.Body.Total || p.Total != points || p.Pass != bp.Body.Pass || p.Minutes != bp.Body.Minutes {
		return "points, pass mark or time"
	}
	return ""
}

func wrongOptions(q assembly.Question, it assembly.Item) string {
	if len(q.Options) != len(it.Options) {
		return "options lost"
	}
	seen := map[int]bool{}
	for i, o := range q.Options {
		if o.Letter != string(rune('A'+i)) || seen[o.Origin] || it.Options[o.Origin] != o.Text {
			return "options mixed up"
		}
		if q.Type == assembly.TrueFalse && o.Origin != i {
			return "判断 options shuffled"
		}
		if strings.HasPrefix(o.Text, "以上") && i != len(q.Options)-1 {
			return "以上 … is not the last option"
		}
		seen[o.Origin] = true
	}
	return ""
}
