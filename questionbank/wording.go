package questionbank

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/questionbank/assembly"
)

// Limits of a translation, in characters: twice those of the source, because scripts differ in length.
const (
	MaxToldStem        = 2 * MaxStem
	MaxToldOption      = 2 * MaxOption
	MaxToldExplanation = 2 * MaxExplanation
	MaxToldAlt         = 2 * MaxAlt
)

// checkWording holds a translation against the item's texts and returns it in Unicode's composed form (NFC), without blanks around it;
// an explanation may be left out. All that is wrong is named by field: stem, options[0], parts[1].stem, parts[1].options[2], parts[1].explanation, explanation, alts[0].
func (c Content) checkWording(l Language, w Wording) (Wording, error) {
	var bad fault.List
	src := c.wordingOf()
	one := func(field, source, told string, most int) string {
		told, e := clean(l, source, told, most)
		bad.Add(field, e)
		return told
	}
	spare := func(field, source, told string) string { // no candidate sees explanations
		if strings.TrimSpace(told) == "" {
			return ""
		}
		return one(field, source, told, MaxToldExplanation)
	}
	list := func(field string, source, told []string, most int) []string {
		if len(source) != len(told) {
			bad.Add(field, ErrVariantShape.With("n", len(source)))
			return told
		}
		out := make([]string, len(told))
		for i := range told {
			out[i] = one(field+"["+strconv.Itoa(i)+"]", source[i], told[i], most)
		}
		return out
	}
	options := func(field string, source, told []string) []string {
		out := list(field, source, told, MaxToldOption)
		seen := map[string]bool{}
		for i, o := range out {
			if o = norm.NFKC.String(o); o != "" && seen[o] {
				bad.Add(field+"["+strconv.Itoa(i)+"]", ErrVariantTwice)
			}
			seen[o] = true
		}
		return out
	}
	out := Wording{Stem: one("stem", src.Stem, w.Stem, MaxToldStem), Options: options("options", src.Options, w.Options),
		Explanation: spare("explanation", src.Explanation, w.Explanation), Alts: list("alts", src.Alts, w.Alts, MaxToldAlt)}
	if len(src.Parts) != len(w.Parts) {
		bad.Add("parts", ErrVariantShape.With("n", len(src.Parts)))
		return out, bad.Err()
	}
	for i, p := range src.Parts {
		at := "parts[" + strconv.Itoa(i) + "]."
		out.Parts = append(out.Parts, WordingPart{assembly.VariantPart{Stem: one(at+"stem", p.Stem, w.Parts[i].Stem, MaxToldStem),
			Options: options(at+"options", p.Options, w.Parts[i].Options)}, spare(at+"explanation", p.Explanation, w.Parts[i].Explanation)})
	}
	return out, bad.Err()
}

// clean checks one text of a translation: there where the source has one, within its length, and without hidden characters.
func clean(l Language, source, told string, most int) (string, *fault.Error) {
	told = strings.TrimSpace(norm.NFC.String(told))
	switch {
	case strings.TrimSpace(source) == "":
		return "", when(told != "", ErrVariantExtra)
	case told == "":
		return "", ErrVariantGap
	}
	if e := actor.CheckText(shaped(l, told)); e != nil {
		return told, e
	}
	return told, when(utf8.RuneCountInString(told) > most, ErrTextLong.With("n", most))
}

// shaped puts a letter in the place of each invisible character that the script needs to be spelled right, where it stands in a word
// of that script: joiners in Arabic and Mongolian letters, variation selectors and the vowel separator in Mongolian ones. Anywhere
// else, and in other languages, they stay and are refused like every hidden character.
func shaped(l Language, s string) string {
	script := map[Language]*unicode.RangeTable{assembly.Mongolian: unicode.Mongolian, assembly.Uyghur: unicode.Arabic, assembly.Kazakh: unicode.Arabic}[l]
	if script == nil {
		return s
	}
	before := rune(0)
	return strings.Map(func(r rune) rune {
		needed := r == '\u200c' || r == '\u200d' || l == assembly.Mongolian && (r >= '\u180b' && r <= '\u180f')
		if needed && unicode.Is(script, before) && unicode.IsLetter(before) {
			before = 0 // a second one shapes nothing
			return 'a'
		}
		before = r
		return r
	}, s)
}
