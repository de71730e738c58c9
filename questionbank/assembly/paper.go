package assembly

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"strconv"

	"github.com/fxamacker/cbor/v2"
)

// Paper is one drawn paper as the server keeps it. It holds no key, but item ids and origin indexes, so it does not leave
// the server; a candidate gets Sheet.
type Paper struct {
	Release          ReleaseID   `cbor:"1,keyasint"`
	ReleaseDigest    Hash        `cbor:"2,keyasint"`
	Blueprint        BlueprintID `cbor:"3,keyasint"`
	BlueprintVersion int         `cbor:"4,keyasint"`
	BlueprintHash    Hash        `cbor:"5,keyasint"`
	Seed             Hash        `cbor:"6,keyasint"`
	Barred           int         `cbor:"7,keyasint"` // how many of the person's earlier papers were barred
	Minutes          int         `cbor:"8,keyasint"`
	Total            int         `cbor:"9,keyasint"`
	Pass             int         `cbor:"10,keyasint"`
	Questions        []Question  `cbor:"11,keyasint"`
}

// Question is one question of a paper, in the order it is shown.
type Question struct {
	No      int       `cbor:"1,keyasint"` // from 1
	Item    ItemID    `cbor:"2,keyasint"`
	Version VersionID `cbor:"3,keyasint"` // of a case: VersionID.Of, so that keys name each of its questions
	Type    Type      `cbor:"4,keyasint"`
	Section string    `cbor:"5,keyasint"` // title of the section
	Points  int       `cbor:"6,keyasint"`
	Stem    string    `cbor:"7,keyasint"`
	Options []Option  `cbor:"8,keyasint"` // papers of a plan share those that are never shuffled: clone before changing
	Media   []Medium  `cbor:"9,keyasint,omitempty"`
	Case    *CasePart `cbor:"10,keyasint,omitempty"` // absent: it stands alone; papers of a plan share it: put another in its place to change it
	Sound   *Sound    `cbor:"11,keyasint,omitempty"` // of the stem; absent: nothing of the question is read aloud
	Told    *Told     `cbor:"12,keyasint,omitempty"` // absent: the paper is in Chinese, or the question is in nothing else
}

// Option is one answer to choose from, in the order it is shown.
type Option struct {
	Letter string `cbor:"1,keyasint"` // A, B, … as shown
	Origin int    `cbor:"2,keyasint"` // index in the item version; keys name origins
	Text   string `cbor:"3,keyasint"`
	Area   *Area  `cbor:"4,keyasint,omitempty"` // 标图: what of the picture it is
	Sound  *Sound `cbor:"5,keyasint,omitempty"` // there where Question.Sound is
}

// Origins maps the letters that a candidate chose to origin indexes. A letter that the question does not have, or one
// that stands twice, is an error; an empty choice is not.
func (q Question) Origins(letters string) ([]int, error) {
	var out []int
	var seen [26]bool
	for i := range len(letters) {
		n := int(letters[i]) - 'A'
		if n < 0 || n >= len(q.Options) || seen[n] {
			return nil, fmt.Errorf("question %d has no such choice", q.No)
		}
		seen[n] = true
		out = append(out, q.Options[n].Origin)
	}
	return out, nil
}

// Items returns the item ids of the paper, for barring them in the person's next one; a case stands once.
func (p Paper) Items() []ItemID {
	out := make([]ItemID, 0, len(p.Questions))
	for i := range p.Questions {
		if q := &p.Questions[i]; q.Opens() {
			out = append(out, q.Item)
		}
	}
	return out
}

// Encode returns the paper's canonical bytes. DecodePaper reads them back.
func (p Paper) Encode() []byte { return canonical(p) }

// Digest returns SHA-256("paper/bytes/v1" ‖ Encode()).
func (p Paper) Digest() Hash {
	return sha256.Sum256(append([]byte("paper/bytes/v1"), p.Encode()...))
}

// Sheet is all that a candidate's terminal receives of a paper: numbers, types, points, texts. It holds no item id, no
// origin index, no topic, difficulty, tag or citation, and nothing in it depends on a key.
type Sheet struct {
	Minutes   int             `cbor:"1,keyasint" json:"minutes"`
	Total     int             `cbor:"2,keyasint" json:"total"`
	Pass      int             `cbor:"3,keyasint" json:"pass"`
	Questions []SheetQuestion `cbor:"4,keyasint" json:"questions" nullable:"false"`
}

// SheetQuestion is one question as shown.
type SheetQuestion struct {
	No      int           `cbor:"1,keyasint" json:"no"`
	Type    Type          `cbor:"2,keyasint" json:"type" enum:"TRUE_FALSE,SINGLE,MULTIPLE,HOTSPOT"`
	Section string        `cbor:"3,keyasint" json:"section"`
	Points  int           `cbor:"4,keyasint" json:"points"`
	Stem    string        `cbor:"5,keyasint" json:"stem"`
	Options []SheetOption `cbor:"6,keyasint" json:"options" nullable:"false"`
	Media   []Medium      `cbor:"7,keyasint,omitempty" json:"media,omitempty" nullable:"false"`
	Case    *CasePart     `cbor:"8,keyasint,omitempty" json:"case,omitempty" doc:"the question is one of several that share a stem; the pictures belong to that"`
	Sound   *Sound        `cbor:"9,keyasint,omitempty" json:"sound,omitempty" doc:"reads the stem aloud; where it is there, every option and the stem of the case have theirs"`
	Told    *Told         `cbor:"10,keyasint,omitempty" json:"told,omitempty" doc:"the question in the language of the sitting"`
}

// SheetOption is one answer to choose from.
type SheetOption struct {
	Letter string `cbor:"1,keyasint" json:"letter"`
	Text   string `cbor:"2,keyasint" json:"text"`
	Area   *Area  `cbor:"3,keyasint,omitempty" json:"area,omitempty" doc:"HOTSPOT: what of the picture it is"`
	Sound  *Sound `cbor:"4,keyasint,omitempty" json:"sound,omitempty" doc:"reads the text aloud"`
}

// Sheet returns the candidate's view.
func (p Paper) Sheet() Sheet {
	s := Sheet{Minutes: p.Minutes, Total: p.Total, Pass: p.Pass, Questions: make([]SheetQuestion, len(p.Questions))}
	for i, q := range p.Questions {
		options := make([]SheetOption, len(q.Options))
		for j, o := range q.Options {
			options[j] = SheetOption{Letter: o.Letter, Text: o.Text, Area: o.Area, Sound: o.Sound}
		}
		s.Questions[i] = SheetQuestion{No: q.No, Type: q.Type, Section: q.Section, Points: q.Points, Stem: q.Stem, Options: options, Media: q.Media, Case: q.Case, Sound: q.Sound, Told: q.Told}
	}
	return s
}

// Digest returns SHA-256("sheet/v1" ‖ canonical bytes). Unlike the paper's digest it may be shown to the candidate.
func (s Sheet) Digest() Hash {
	return sha256.Sum256(append([]byte("sheet/v1"), canonical(s)...))
}

// canonical encodes v in CBOR's core deterministic form.
func canonical(v any) []byte {
	options := cbor.CoreDetEncOptions()
	options.NilContainers = cbor.NilContainerAsEmpty // a list that is empty and one that is absent are the same list
	mode, err := options.EncMode()
	if err == nil {
		var b []byte
		if b, err = mode.Marshal(v); err == nil {
			return b
		}
	}
	panic(err) // only types of this package are encoded, all of which CBOR has
}

var errNotCanonical = errors.New("not in canonical form")

// decode reads canonical bytes strictly: unknown or double keys, trailing bytes and other encodings of the same value
// are refused.
func decode[T any](b []byte, into *T) error {
	mode, err := cbor.DecOptions{DupMapKey: cbor.DupMapKeyEnforcedAPF, ExtraReturnErrors: cbor.ExtraDecErrorUnknownField,
		IndefLength: cbor.IndefLengthForbidden, TagsMd: cbor.TagsForbidden, MaxNestedLevels: 8, MaxArrayElements: 100_000}.DecMode()
	if err != nil {
		return err
	}
	if err := mode.Unmarshal(b, into); err != nil {
		return err
	}
	if string(canonical(*into)) != string(b) {
		return errNotCanonical
	}
	return nil
}

func path(list string, i int) string { return list + "[" + strconv.Itoa(i) + "]" }
