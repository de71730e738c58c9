package assembly

import (
	"math"
	"unicode/utf8"
)

// DecodePaper reads what Encode wrote; bytes in any other form, also merely another order, are an error.
//
// It reads the one form there is and nothing else, so it needs no second look at what it accepted. Every start and every
// end of a sitting reads a paper.
func DecodePaper(b []byte) (Paper, error) {
	r := reader{rest: string(b)} // the texts of the paper are parts of this one string
	var p Paper
	r.fields(11)
	p.Release = ReleaseID(r.text(1))
	p.ReleaseDigest = r.hash(2)
	p.Blueprint = BlueprintID(r.text(3))
	p.BlueprintVersion = r.number(4)
	p.BlueprintHash, p.Seed = r.hash(5), r.hash(6)
	p.Barred, p.Minutes, p.Total, p.Pass = r.number(7), r.number(8), r.number(9), r.number(10)
	p.Questions = make([]Question, r.list(11))
	for i := range p.Questions {
		p.Questions[i] = r.question()
	}
	if r.wrong || r.rest != "" {
		return Paper{}, errNotCanonical
	}
	return p, nil
}

func (r *reader) question() Question {
	n := r.sized(mapping)
	r.wrong = r.wrong || n < 8 || n > 12
	q := Question{No: r.number(1), Item: ItemID(r.text(2)), Version: VersionID(r.text(3)), Type: Type(r.text(4)), Section: r.text(5),
		Points: r.number(6), Stem: r.text(7)}
	q.Options = make([]Option, r.list(8))
	for i := range q.Options {
		left := r.sized(mapping) - 3
		q.Options[i] = Option{Letter: r.text(1), Origin: r.number(2), Text: r.text(3)}
		if left > 0 && r.next() == 4 {
			left--
			q.Options[i].Area = r.area()
		}
		if left > 0 {
			left--
			q.Options[i].Sound = r.sound(5)
		}
		r.wrong = r.wrong || left != 0
	}
	left := n - 8
	if left > 0 && r.next() == 9 {
		left--
		q.Media = make([]Medium, r.list(9))
		r.wrong = r.wrong || len(q.Media) == 0 // none are not written
		for i := range q.Media {
			r.fields(5)
			q.Media[i] = Medium{Digest: r.text(1), Type: r.text(2), Alt: r.text(3), Width: r.number(4), Height: r.number(5)}
		}
	}
	if left > 0 && r.next() == 10 {
		left--
		q.Case = r.casePart()
	}
	if left > 0 && r.next() == 11 {
		left--
		q.Sound = r.sound(11)
	}
	if left > 0 {
		left--
		q.Told = r.told()
	}
	r.wrong = r.wrong || left != 0
	return q
}

func (r *reader) told() *Told {
	r.key(12)
	left := r.sized(mapping) - 3
	t := &Told{Language: Language(r.text(1)), Stem: r.text(2), Options: r.texts(3)}
	if left > 0 && r.next() == 4 {
		left--
		t.Case = r.text(4)
		r.wrong = r.wrong || t.Case == "" // nothing is not written
	}
	if left > 0 {
		left--
		t.Alts = r.texts(5)
		r.wrong = r.wrong || len(t.Alts) == 0
	}
	r.wrong = r.wrong || left != 0
	return t
}

func (r *reader) texts(k int) []string {
	out := make([]string, r.list(k))
	for i := range out {
		n := r.sized(textString)
		out[i] = r.rest[:n]
		r.rest = r.rest[n:]
		r.wrong = r.wrong || !utf8.ValidString(out[i])
	}
	return out
}

func (r *reader) casePart() *CasePart {
	r.key(10)
	n := r.sized(mapping)
	c := &CasePart{Stem: r.text(1), Part: r.number(2), Parts: r.number(3)}
	switch n {
	case 3:
	case 4:
		c.Sound = r.sound(4)
	default:
		r.wrong = true
	}
	return c
}

func (r *reader) sound(k int) *Sound {
	r.key(k)
	r.fields(3)
	return &Sound{Digest: r.text(1), Type: r.text(2), Millis: r.number(3)}
}

// next is the small positive number that comes next, without taking it; -1 where something else does.
func (r *reader) next() int {
	if r.wrong || r.rest == "" || r.rest[0] >= 24 {
		return -1
	}
	return int(r.rest[0])
}

func (r *reader) area() *Area {
	r.key(4)
	r.fields(2)
	a := &Area{Shape: Shape(r.text(1)), Coords: make([]int, r.list(2))}
	for i := range a.Coords {
		a.Coords[i] = r.whole()
	}
	return a
}

// reader takes canonical CBOR apart (RFC 8949 §4.2.1): heads in their shortest form, maps with the integer keys 1, 2, 3 …
// in order. After the first thing that is out of place it is wrong and gives zeros.
type reader struct {
	rest  string
	wrong bool
}

// The major types of CBOR in use here.
const (
	positive = iota
	negative
	byteString
	textString
	array
	mapping
)

// head reads the head of an item.
func (r *reader) head() (major byte, n uint64) {
	if r.wrong || r.rest == "" {
		r.wrong = true
		return 0, 0
	}
	first := r.rest[0]
	r.rest = r.rest[1:]
	info := first & 31
	if info < 24 {
		return first >> 5, uint64(info)
	}
	size := 1 << (info - 24)
	if info > 27 || len(r.rest) < size {
		r.wrong = true
		return 0, 0
	}
	for i := range size {
		n = n<<8 | uint64(r.rest[i])
	}
	r.rest = r.rest[size:]
	least := [4]uint64{24, math.MaxUint8 + 1, math.MaxUint16 + 1, math.MaxUint32 + 1}[info-24]
	if n < least { // it fits a shorter head
		r.wrong = true
	}
	return first >> 5, n
}

// sized reads the head of an item of a type; what it announces has at least one byte each, so that a few bytes cannot make
// room for millions.
func (r *reader) sized(want byte) int {
	major, n := r.head()
	if major != want || n > uint64(len(r.rest)) {
		r.wrong = true
	}
	if r.wrong {
		return 0
	}
	return int(n)
}

func (r *reader) fields(n int) { r.wrong = r.sized(mapping) != n || r.wrong }

func (r *reader) key(k int) {
	major, n := r.head()
	r.wrong = r.wrong || major != positive || n != uint64(k)
}

func (r *reader) list(k int) int {
	r.key(k)
	return r.sized(array)
}

func (r *reader) string(k int, major byte) string {
	r.key(k)
	n := r.sized(major)
	s := r.rest[:n]
	r.rest = r.rest[n:]
	return s
}

func (r *reader) text(k int) string {
	s := r.string(k, textString)
	r.wrong = r.wrong || !utf8.ValidString(s)
	return s
}

func (r *reader) hash(k int) (h Hash) {
	s := r.string(k, byteString)
	r.wrong = r.wrong || len(s) != len(h)
	copy(h[:], s)
	return h
}

func (r *reader) number(k int) int {
	r.key(k)
	return r.whole()
}

func (r *reader) whole() int {
	major, n := r.head()
	switch {
	case r.wrong:
	case n > math.MaxInt64:
		r.wrong = true
	case major == positive:
		return int(n)
	case major == negative:
		return -1 - int(n)
	default:
		r.wrong = true
	}
	return 0
}
