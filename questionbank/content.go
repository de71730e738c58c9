package questionbank

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// Limits of an item, in characters.
const (
	MaxStem        = 2000
	MaxOption      = 500
	MaxExplanation = 4000
	MaxLabel       = 60 // topic, chapter, tag, fact
	MaxCitation    = 300
	maxList        = 10 // tags, enemy groups
	MaxMedia       = 4
	MaxAlt         = 500 // what a picture shows, in words
)

// Validate checks the content in itself and returns all that is wrong, by field: type, stem, options, key, explanation,
// difficulty, topic, chapter, tags, citation, fact, enemies, source_no, points, media, areas, spoken, parts.
func (c Content) Validate() error {
	var bad fault.List
	bad.Add("type", when(!c.Type.Known(), ErrItemType))
	if strings.TrimSpace(c.Stem) == "" {
		bad.Add("stem", ErrStemEmpty)
	}
	bad.Add("stem", text(c.Stem, MaxStem))
	if c.Type != Case {
		bad.Add("options", checkOptions(c.Type, c.Options))
		bad.Add("key", CheckKey(c.Type, len(c.Options), c.Key))
	}
	bad.Add("explanation", text(c.Explanation, MaxExplanation))
	bad.Add("difficulty", when(c.Difficulty < 1 || c.Difficulty > 5, ErrDifficulty))
	bad.Add("topic", when(strings.TrimSpace(c.Topic) == "", ErrTopicEmpty))
	bad.Add("topic", label(c.Topic))
	bad.Add("chapter", label(c.Chapter))
	bad.Add("tags", labels(c.Tags))
	bad.Add("citation", text(c.Citation, MaxCitation))
	bad.Add("fact", label(c.Fact))
	bad.Add("enemies", labels(c.Enemies))
	bad.Add("source_no", label(c.SourceNo))
	bad.Add("points", when(c.Points < 0 || c.Points > 100, ErrPointsForm))
	bad.Add("media", c.checkMedia())
	bad.Add("areas", c.checkAreas())
	bad.Add("spoken", c.checkSpoken())
	c.checkParts(&bad)
	return bad.Err()
}

func when(wrong bool, e *fault.Error) *fault.Error {
	if wrong {
		return e
	}
	return nil
}

// text checks a text of several lines, label one of a single line.
func text(s string, most int) *fault.Error {
	if e := actor.CheckText(s); e != nil {
		return e
	}
	if utf8.RuneCountInString(s) > most {
		return ErrTextLong.With("n", most)
	}
	return nil
}

func label(s string) *fault.Error {
	if e := actor.CheckLine(s); e != nil {
		return e
	}
	return text(s, MaxLabel)
}

func labels(list []string) *fault.Error {
	if len(list) > maxList {
		return ErrListLong.With("n", maxList)
	}
	for _, s := range list {
		if e := actor.CheckLine(s); e != nil {
			return e
		}
		if s == "" || utf8.RuneCountInString(s) > MaxLabel {
			return ErrListLong.With("n", maxList)
		}
	}
	return nil
}

func checkOptions(t Type, options []string) *fault.Error {
	if t == TrueFalse {
		return when(!slices.Equal(options, TrueFalseOptions()), ErrOptionTF)
	}
	if len(options) < 2 || len(options) > 8 {
		return ErrOptionCount
	}
	seen := map[string]bool{}
	for _, o := range options {
		n := strings.TrimSpace(norm.NFKC.String(o))
		switch e := text(o, MaxOption); {
		case n == "":
			return ErrOptionGap
		case seen[n]:
			return ErrOptionTwice
		case e != nil:
			return e
		}
		seen[n] = true
	}
	return nil
}

// TrueFalseOptions are the options of every true/false item, by origin index.
func TrueFalseOptions() []string { return []string{"正确", "错误"} }

// CheckKey says whether key (origin indexes, ascending) fits an item of this type with so many options; nil if so.
func CheckKey(t Type, options int, key []int) *fault.Error {
	for i, k := range key {
		if k < 0 || k >= options {
			return ErrKeyOption
		}
		if i > 0 && key[i-1] >= k {
			return ErrKeyForm
		}
	}
	switch {
	case len(key) == 0:
		return ErrKeyEmpty
	case t == Multiple:
		return when(len(key) < 2, ErrKeyMany)
	case t == Hotspot: // one area may be all there is, and so may several be
		return nil
	}
	return when(len(key) != 1, ErrKeyOne)
}

// NormalStem is the stem as compared for duplicates: compatibility forms folded, lower case, letters and digits only.
func NormalStem(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, norm.NFKC.String(s))
}
