package interchange

import (
	"slices"
	"strconv"
	"strings"

	"github.com/suikao/suikao/internal/sheet"
	"github.com/suikao/suikao/questionbank"
)

// Formats that know tags alone carry the other fields as tags with the template's heading in front: "难度:2", "依据:…".
// meta gathers them from such a list.
type meta struct {
	c    *questionbank.Content
	kind questionbank.Type // said by a tag; empty where none says it
}

// tagged are the fields that become tags. Topic and points have places of their own in some formats, and are named there.
func tagged(c questionbank.Content, also ...string) []string {
	var out []string
	add := func(name, value string) {
		if value != "" {
			out = append(out, name+":"+value)
		}
	}
	add(colDifficulty, strconv.Itoa(c.Difficulty))
	for _, name := range also {
		switch name {
		case colTopic:
			add(name, c.Topic)
		case colSource:
			add(name, c.SourceNo)
		case colPoints:
			if c.Points != 0 {
				add(name, strconv.Itoa(c.Points))
			}
		}
	}
	add(colChapter, c.Chapter)
	add(colCitation, c.Citation)
	add(colFact, c.Fact)
	for _, e := range c.Enemies {
		add(colEnemies, e)
	}
	if c.Type == questionbank.Single && truthful(c.Options) {
		add(colType, "单选")
	}
	for _, t := range c.Tags {
		if name, _, ok := tagParts(t); ok && slices.Contains(tagNames(), name) {
			add(colTags, t) // a tag that looks like one of ours
			continue
		}
		out = append(out, t)
	}
	return out
}

func tagNames() []string {
	return []string{colDifficulty, colTopic, colSource, colPoints, colChapter, colCitation, colFact, colEnemies, colType, colTags}
}

// tagParts divides "难度:2" or "难度：2".
func tagParts(tag string) (name, value string, ok bool) {
	i := strings.IndexAny(tag, ":：")
	if i <= 0 {
		return "", "", false
	}
	return strings.TrimSpace(tag[:i]), strings.TrimSpace(strings.TrimLeft(tag[i:], ":：")), true
}

// tag reads one tag.
func (m *meta) tag(s string) {
	s = sheet.Clean(s)
	name, value, ok := tagParts(s)
	if !ok || !slices.Contains(tagNames(), name) {
		name, value = colTags, s
	}
	c := m.c
	switch name {
	case colDifficulty:
		c.Difficulty = difficulty(value)
	case colTopic:
		c.Topic = value
	case colSource:
		c.SourceNo = value
	case colPoints:
		c.Points = points(value)
	case colChapter:
		c.Chapter = value
	case colCitation:
		c.Citation = value
	case colFact:
		c.Fact = value
	case colType:
		m.kind = kind(value)
	case colEnemies:
		c.Enemies = appendNew(c.Enemies, value)
	case colTags:
		c.Tags = appendNew(c.Tags, value)
	}
}

func appendNew(list []string, s string) []string {
	if s == "" || slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}

// truthful reports whether options are the two words of a true/false item, in any usual wording.
func truthful(options []string) bool {
	_, ok := truthOrder(options)
	return ok
}

// truthOrder says at which place the right statement stands; false where the options are not those of a true/false item.
func truthOrder(options []string) (right int, ok bool) {
	if len(options) != 2 {
		return 0, false
	}
	first, one := truth(strings.Trim(options[0], " .。"))
	second, two := truth(strings.Trim(options[1], " .。"))
	if !one || !two || first == second {
		return 0, false
	}
	if first {
		return 0, true
	}
	return 1, true
}

// judged turns a choice between the words for right and wrong into a true/false item, unless a tag says that it is a
// single choice. key holds places in options. words reports whether the words were others than ours.
func (m *meta) judged() (words bool) {
	c := m.c
	right, ok := truthOrder(c.Options)
	if !ok || c.Type != questionbank.Single || m.kind == questionbank.Single {
		return false
	}
	own := questionbank.TrueFalseOptions()
	words = c.Options[right] != own[0] || c.Options[1-right] != own[1]
	c.Type, c.Options = questionbank.TrueFalse, own
	if right == 1 && len(c.Key) == 1 {
		c.Key = []int{1 - c.Key[0]}
	}
	return words
}

// blank is what a content is before anything is read into it: what files leave unsaid is of middle difficulty.
func blank() questionbank.Content { return questionbank.Content{Difficulty: 3} }
