package assembly

import "crypto/sha256"

// Language is a language in which an item can stand beside Chinese, as BCP 47 writes it.
type Language string

// The languages.
const (
	Mongolian Language = "mn-Mong" // 蒙古文, the traditional script: vertical, lines from left to right
	Tibetan   Language = "bo"      // 藏文
	Uyghur    Language = "ug"      // 维吾尔文, from right to left
	Kazakh    Language = "kk-Arab" // 哈萨克文, from right to left
	Korean    Language = "ko"      // 朝鲜文
	English   Language = "en"
)

// Languages returns them all, in the order in which pages list them.
func Languages() []Language {
	return []Language{Mongolian, Tibetan, Uyghur, Kazakh, Korean, English}
}

// Variant is an item in another language, as release and draw see it: the same options in the same order, and nothing of the key.
type Variant struct {
	Language Language      `cbor:"1,keyasint"`
	Stem     string        `cbor:"2,keyasint"`
	Options  []string      `cbor:"3,keyasint"` // by origin index
	Parts    []VariantPart `cbor:"4,keyasint,omitempty"`
	Alts     []string      `cbor:"5,keyasint,omitempty"` // what pictures and clips show, in the order of Media
	Kept     Hash          `cbor:"6,keyasint"`           // KeptBack.Commit of its explanations
}

// VariantPart is one question of a case in another language.
type VariantPart struct {
	Stem    string   `cbor:"1,keyasint" json:"stem"`
	Options []string `cbor:"2,keyasint" json:"options"`
}

// Digest returns SHA-256("variant/bytes/v1" ‖ canonical bytes).
func (v Variant) Digest() Hash {
	return sha256.Sum256(append([]byte("variant/bytes/v1"), canonical(v)...))
}

// KeptBack is what a variant keeps back: explanations may tell the key. Salt makes their hash no guess.
type KeptBack struct {
	Salt         [32]byte `cbor:"1,keyasint"`
	Explanation  string   `cbor:"2,keyasint"`
	Explanations []string `cbor:"3,keyasint"` // of the questions of a case
}

// Commit returns SHA-256("variant/v1" ‖ item ‖ language ‖ CBOR).
func (k KeptBack) Commit(item ItemID, l Language) Hash {
	b := appendLen(appendLen([]byte("variant/v1"), []byte(item)), []byte(l))
	return sha256.Sum256(appendLen(b, canonical(k)))
}

// fits reports whether the variant has a text for each of the item's.
func (v *Variant) fits(it *Item) bool {
	if len(v.Options) != len(it.Options) || len(v.Parts) != len(it.Parts) || len(v.Alts) != len(it.Media) {
		return false
	}
	for i := range v.Parts {
		if len(v.Parts[i].Options) != len(it.Parts[i].Options) {
			return false
		}
	}
	return true
}

// Told is a question of a paper in the language of whoever sits it. The Chinese text stands beside it and is what counts.
type Told struct {
	Language Language `cbor:"1,keyasint" json:"language" enum:"mn-Mong,bo,ug,kk-Arab,ko,en"`
	Stem     string   `cbor:"2,keyasint" json:"stem"`
	Options  []string `cbor:"3,keyasint" json:"options" nullable:"false" doc:"in the order of the question's options"`
	Case     string   `cbor:"4,keyasint,omitempty" json:"case,omitempty" doc:"the stem that the parts of a case share"`
	Alts     []string `cbor:"5,keyasint,omitempty" json:"alts,omitempty" doc:"what pictures and clips show, in the order of media"`
}

// Tell puts a question of the item into a language too, as the draw does. A question that the item does not have in it stays as it is.
func (it *Item) Tell(q *Question, l Language) {
	for i := range it.Variants {
		if v := &it.Variants[i]; v.Language == l && v.fits(it) {
			q.Told = v.tell(q)
		}
	}
}

func (v *Variant) tell(q *Question) *Told {
	t := &Told{Language: v.Language, Stem: v.Stem, Alts: v.Alts}
	options := v.Options
	if _, no := q.Version.Whole(); no > 0 {
		if no > len(v.Parts) {
			return nil
		}
		t.Case, t.Stem, options = v.Stem, v.Parts[no-1].Stem, v.Parts[no-1].Options
	}
	t.Options = make([]string, len(q.Options))
	for i, o := range q.Options {
		if o.Origin < 0 || o.Origin >= len(options) {
			return nil
		}
		t.Options[i] = options[o.Origin]
	}
	return t
}

// tell puts the questions of a drawn paper into a language.
func (p *Plan) tell(paper *Paper, l Language) {
	if l == "" {
		return
	}
	for i := range paper.Questions {
		q := &paper.Questions[i]
		p.items[p.index[q.Item]].Tell(q, l)
	}
}
