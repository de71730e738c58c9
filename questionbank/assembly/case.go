package assembly

import (
	"strconv"
	"strings"
)

// The least and the most questions that share the stem of a case.
const (
	LeastParts = 2
	MostParts  = 6
)

// Part is one question of a case (案例): 判断, 单选 or 多选. It builds on those before it, so parts keep their order.
type Part struct {
	Type    Type     `cbor:"1,keyasint" json:"type"`
	Stem    string   `cbor:"2,keyasint" json:"stem"`
	Options []string `cbor:"3,keyasint" json:"options"` // by origin index; 判断: 正确, 错误
}

// InCase reports whether a question of a case may have this type.
func (t Type) InCase() bool { return t == TrueFalse || t == Single || t == Multiple }

// CasePart says of a question on a paper that it belongs to a case.
type CasePart struct {
	Stem  string `cbor:"1,keyasint" json:"stem" doc:"what the parts of the case share"`
	Part  int    `cbor:"2,keyasint" json:"part" minimum:"1" doc:"place in the case"`
	Parts int    `cbor:"3,keyasint" json:"parts" minimum:"2" doc:"questions of the case; they follow each other on the sheet"`

	Sound *Sound `cbor:"4,keyasint,omitempty" json:"sound,omitempty" doc:"reads the stem of the case aloud"`
}

// Of returns the name of question no (from 1) of a case with this version: papers and keys name parts by it, so that an
// answer, a score and a correction belong to one question.
func (v VersionID) Of(no int) VersionID { return v + VersionID("."+strconv.Itoa(no)) }

// Whole takes such a name apart: the version of the item, and the place of the question in its case; 0 where v names an item.
func (v VersionID) Whole() (VersionID, int) {
	item, no, found := strings.Cut(string(v), ".")
	n, err := strconv.Atoi(no)
	if !found || err != nil || n < 1 || n > MostParts || VersionID(item).Of(n) != v {
		return v, 0
	}
	return VersionID(item), n
}

// sort is what the cells of a section are of: a type, and with cases how many parts they have.
type sort struct {
	t     Type
	parts int
}

// Opens reports whether q is the first question of its item: every question but the later parts of a case.
func (q *Question) Opens() bool { return q.Case == nil || q.Case.Part == 1 }

// asks is how many questions of a paper one item of the section gives.
func (s Section) asks() int {
	if s.Type == Case {
		return s.Parts
	}
	return 1
}

// later is a question of a case after its first one, before its options are shuffled.
type later struct {
	asked   Question
	movable int // how many options may be shuffled
}

// asParts makes what an item is asked as: of a case its first question, and those after it; of any other item nothing more.
func (it *Item) asParts(q Question) (Question, int, []later) {
	sounds := it.sounds()
	if it.Type != Case || len(it.Parts) == 0 {
		voiced(&q, sounds)
		return q, movable(it.Options), nil
	}
	all := make([]later, len(it.Parts))
	for i, p := range it.Parts {
		q := q
		q.Version, q.Type, q.Stem, q.Case = it.Version.Of(i+1), p.Type, p.Stem, &CasePart{Stem: it.Stem, Part: i + 1, Parts: len(it.Parts)}
		q.Options = shown(&Item{Options: p.Options})
		voiced(&q, sounds)
		all[i] = later{q, movable(p.Options)}
	}
	return all[0].asked, all[0].movable, all[1:]
}
