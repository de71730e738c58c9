package questionbank

import (
	"slices"
	"strconv"
	"strings"

	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/questionbank/assembly"
)

// Failures of cases.
var (
	ErrPartCount = fault.Define("item.part_count", fault.Invalid, "案例题应有 {least} 到 {most} 个小题，其他题型没有小题。", "A case has {least} to {most} parts; items of other types have none.")
	ErrPartType  = fault.Define("item.part_type", fault.Invalid, "小题只能是判断、单选或多选。", "A part is TRUE_FALSE, SINGLE or MULTIPLE.")
	ErrCaseOwn   = fault.Define("item.case_own", fault.Invalid, "案例题的选项和答案写在各小题里。", "The options and keys of a case stand in its parts.")
)

// parts returns the questions of a case as releases and papers name them.
func (c Content) parts() []assembly.Part {
	var out []assembly.Part
	for _, p := range c.Parts {
		out = append(out, p.Part)
	}
	return out
}

func partsOf(list []assembly.Part) []Part {
	var out []Part
	for _, p := range list {
		out = append(out, Part{Part: p})
	}
	return out
}

// checkParts notes what is wrong with the questions of a case, by field: parts, parts[0].type, parts[0].stem …
func (c Content) checkParts(bad *fault.List) {
	if c.Type != Case {
		bad.Add("parts", when(len(c.Parts) > 0, partCount()))
		return
	}
	bad.Add("options", when(len(c.Options) > 0, ErrCaseOwn))
	bad.Add("key", when(len(c.Key) > 0, ErrCaseOwn))
	if len(c.Parts) < assembly.LeastParts || len(c.Parts) > assembly.MostParts {
		bad.Add("parts", partCount())
		return
	}
	for i, p := range c.Parts {
		at := "parts[" + strconv.Itoa(i) + "]."
		bad.Add(at+"type", when(!p.Type.InCase(), ErrPartType))
		bad.Add(at+"stem", when(strings.TrimSpace(p.Stem) == "", ErrStemEmpty))
		bad.Add(at+"stem", text(p.Stem, MaxStem))
		bad.Add(at+"options", checkOptions(p.Type, p.Options))
		bad.Add(at+"key", CheckKey(p.Type, len(p.Options), p.Key))
		bad.Add(at+"explanation", text(p.Explanation, MaxExplanation))
	}
}

func partCount() *fault.Error {
	return ErrPartCount.With("least", assembly.LeastParts).With("most", assembly.MostParts)
}

// wording is what of an item is compared for likeness: of a case its questions too.
func (c Content) wording() string {
	s := NormalStem(c.Stem)
	for _, p := range c.Parts {
		s += "\n" + NormalStem(p.Stem)
	}
	return s
}

// keyOf returns the key that a secret holds for an item, or for one question of a case (no from 1), to read or to replace; nil
// where there is none by that name.
func keyOf(s *assembly.Secret, no int) *[]int {
	switch {
	case no == 0 && len(s.Parts) == 0:
		return &s.Key
	case no >= 1 && no <= len(s.Parts):
		return &s.Parts[no-1].Key
	}
	return nil
}

// asked returns type and options of an item, or of one question of a case.
func (c Content) asked(no int) (Type, []string) {
	if no >= 1 && no <= len(c.Parts) {
		return c.Parts[no-1].Type, c.Parts[no-1].Options
	}
	return c.Type, c.Options
}

// correct puts the right answers of an item version into a key, those of a case by question.
func correct(into map[VersionID][]int, v VersionID, s assembly.Secret) {
	if len(s.Parts) == 0 {
		into[v] = s.Key
	}
	for i, p := range s.Parts {
		into[v.Of(i+1)] = p.Key
	}
}

// wholes are the item versions of names that may be those of questions of a case, each once, in order.
func wholes(ids []VersionID) []VersionID {
	out := make([]VersionID, len(ids))
	for i, id := range ids {
		out[i], _ = id.Whole()
	}
	slices.Sort(out)
	return slices.Compact(out)
}
