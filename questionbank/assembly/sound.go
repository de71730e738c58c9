package assembly

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
)

// Sound is what reads a text of a question aloud, as paper and release name it: by the digest of its bytes.
type Sound struct {
	Digest string `cbor:"1,keyasint" json:"digest" pattern:"^[0-9a-f]{64}$" doc:"SHA-256 of the bytes, hex"`
	Type   string `cbor:"2,keyasint" json:"type" enum:"audio/webm"`
	Millis int    `cbor:"3,keyasint" json:"millis" minimum:"1" maximum:"600000" doc:"how long it is"`
}

// Spoken is the sound of one text of an item version. It holds for that text alone: Of binds it.
type Spoken struct {
	Place  Place  `cbor:"1,keyasint" json:"place" pattern:"^(stem|[1-6]|[1-6]?[A-H])$" doc:"stem; A to H: an option, by the order in which it was written; 1 to 6: the stem of a question of a case, with a letter behind it one of its options"`
	Of     string `cbor:"2,keyasint" json:"of" pattern:"^[0-9a-f]{64}$" doc:"SHA-256 of the text that it reads, UTF-8, hex"`
	Said   string `cbor:"3,keyasint" json:"said,omitempty" maxLength:"4000" doc:"what is said, where a number, unit or sign is written otherwise; left out: the text as it is"`
	Digest string `cbor:"4,keyasint" json:"digest" pattern:"^[0-9a-f]{64}$" doc:"SHA-256 of the sound's bytes, hex"`
	Type   string `cbor:"5,keyasint" json:"type" enum:"audio/webm"`
	Millis int    `cbor:"6,keyasint" json:"millis" minimum:"1" maximum:"600000"`
}

// Place names a text of an item: StemPlace, an option by its letter, a question of a case by its number, an option of that by both.
type Place string

// StemPlace is the stem; of a case, what its questions share.
const StemPlace Place = "stem"

// in returns the place of a question of a case (no from 1), or of the item itself (no 0): its stem with option < 0, else an option.
func in(no, option int) Place {
	var p Place
	if no > 0 {
		p = Place(strconv.Itoa(no))
	}
	switch {
	case option >= 0:
		return p + Place(letter(option))
	case no == 0:
		return StemPlace
	}
	return p
}

// Text is a text of an item that can be read aloud.
type Text struct {
	Place Place
	Text  string
}

// Sum returns what Spoken.Of says of the text.
func (t Text) Sum() string {
	sum := sha256.Sum256([]byte(t.Text))
	return hex.EncodeToString(sum[:])
}

// Texts returns all texts of the item that a candidate sees beside its pictures, in the order they are read.
func (it *Item) Texts() []Text {
	out := []Text{{StemPlace, it.Stem}}
	options := func(no int, list []string) {
		for i, text := range list {
			out = append(out, Text{in(no, i), text})
		}
	}
	options(0, it.Options)
	for i, p := range it.Parts {
		out = append(out, Text{in(i+1, -1), p.Stem})
		options(i+1, p.Options)
	}
	return out
}

// sounds returns the sounds of an item by place, or nothing where one of its texts has none that is its own: a question that is
// read in part would mislead whoever only listens.
func (it *Item) sounds() map[Place]*Sound {
	if len(it.Spoken) == 0 {
		return nil
	}
	held := make(map[Place]*Spoken, len(it.Spoken))
	for i := range it.Spoken {
		held[it.Spoken[i].Place] = &it.Spoken[i]
	}
	out := make(map[Place]*Sound, len(it.Spoken))
	for _, t := range it.Texts() {
		s := held[t.Place]
		if s == nil || s.Of != t.Sum() {
			return nil
		}
		out[t.Place] = &Sound{s.Digest, s.Type, s.Millis}
	}
	return out
}

// Voice gives a question of the item its sounds, as the draw does.
func (it *Item) Voice(q *Question) { voiced(q, it.sounds()) }

func voiced(q *Question, sounds map[Place]*Sound) {
	if sounds == nil {
		return
	}
	_, no := q.Version.Whole()
	q.Sound = sounds[in(no, -1)]
	for i := range q.Options {
		q.Options[i].Sound = sounds[in(no, q.Options[i].Origin)]
	}
	if q.Case != nil {
		c := *q.Case
		c.Sound = sounds[StemPlace]
		q.Case = &c
	}
}

// sounds calls each with every sound of the question, in the order they are read.
func (q *Question) sounds(each func(*Sound)) {
	if q.Case != nil && q.Case.Sound != nil {
		each(q.Case.Sound)
	}
	if q.Sound != nil {
		each(q.Sound)
	}
	for i := range q.Options {
		if s := q.Options[i].Sound; s != nil {
			each(s)
		}
	}
}

// Sounds returns the digests of the question's sounds, some perhaps twice.
func (q *Question) Sounds() []string {
	var out []string
	q.sounds(func(s *Sound) { out = append(out, s.Digest) })
	return out
}

// SoundOf returns the sound of the question with this digest, or nil.
func (q *Question) SoundOf(digest string) *Sound {
	var out *Sound
	q.sounds(func(s *Sound) {
		if s.Digest == digest {
			out = s
		}
	})
	return out
}
