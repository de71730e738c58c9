package card

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/text/unicode/norm"
)

// Fonts are the fonts that certificates are set in: a character is taken from the first that has it. Safe for concurrent use.
type Fonts struct{ list []*font }

// NewFonts reads TrueType fonts (glyf outlines), the preferred one first. They stay where they are and are read in pieces as needed.
func NewFonts(files ...io.ReaderAt) (*Fonts, error) {
	f := &Fonts{}
	for i, r := range files {
		one, err := openFont(r)
		if err != nil {
			return nil, fmt.Errorf("font %d: %w", i+1, err)
		}
		f.list = append(f.list, one)
	}
	return f, nil
}

// find returns the number of the font that has r, and the glyph; false when none has it.
func (f *Fonts) find(buf *sfnt.Buffer, r rune) (int, sfnt.GlyphIndex, bool) {
	for i, one := range f.list {
		if g, err := one.sfnt.GlyphIndex(buf, r); err == nil && g != 0 {
			return i, g, true
		}
	}
	return 0, 0, false
}

// Spell writes a text so that it can be set: a character that no font has stands as its code, [U+1F600].
func (f *Fonts) Spell(text string) string {
	var buf sfnt.Buffer
	var out strings.Builder
	for _, r := range norm.NFC.String(text) {
		if _, _, ok := f.find(&buf, r); ok || r == '\n' {
			out.WriteRune(r)
		} else {
			fmt.Fprintf(&out, "[U+%04X]", r)
		}
	}
	return out.String()
}

// font is one TrueType file.
type font struct {
	src             io.ReaderAt
	sfnt            *sfnt.Font
	name            string
	tables          map[string][2]uint32 // offset, length
	long            bool                 // loca has offsets of four bytes
	glyphs          int
	widths          int // advances in hmtx
	upem            int
	ascent, descent int // of 1000
	box             [4]int
}

var errFont = errors.New("card: not a TrueType font with glyf outlines")

func openFont(r io.ReaderAt) (*font, error) {
	f := &font{src: r, tables: map[string][2]uint32{}}
	head, err := f.read(0, 12)
	if err != nil {
		return nil, err
	}
	if binary.BigEndian.Uint32(head) != 0x00010000 {
		return nil, errFont
	}
	dir, err := f.read(12, 16*int(binary.BigEndian.Uint16(head[4:])))
	if err != nil {
		return nil, err
	}
	for ; len(dir) >= 16; dir = dir[16:] {
		f.tables[string(dir[:4])] = [2]uint32{binary.BigEndian.Uint32(dir[8:]), binary.BigEndian.Uint32(dir[12:])}
	}
	if f.sfnt, err = sfnt.ParseReaderAt(r); err != nil {
		return nil, err
	}
	if f.name, err = f.sfnt.Name(nil, sfnt.NameIDPostScript); err != nil {
		return nil, err
	}
	return f, f.measure()
}

// measure reads what a PDF says of a font.
func (f *font) measure() error {
	h, e1 := f.table("head")
	hh, e2 := f.table("hhea")
	mx, e3 := f.table("maxp")
	if err := errors.Join(e1, e2, e3); err != nil {
		return err
	}
	if len(h) < 54 || len(hh) < 36 || len(mx) < 6 || f.tables["glyf"][1] == 0 || f.tables["loca"][1] == 0 {
		return errFont
	}
	f.upem = int(binary.BigEndian.Uint16(h[18:]))
	if f.upem == 0 {
		return errFont
	}
	f.long = binary.BigEndian.Uint16(h[50:]) == 1
	for i := range f.box {
		f.box[i] = f.thousand(int(int16(binary.BigEndian.Uint16(h[36+2*i:]))))
	}
	f.ascent, f.descent = f.thousand(int(int16(binary.BigEndian.Uint16(hh[4:])))), f.thousand(int(int16(binary.BigEndian.Uint16(hh[6:]))))
	f.widths, f.glyphs = int(binary.BigEndian.Uint16(hh[34:])), int(binary.BigEndian.Uint16(mx[4:]))
	return nil
}

func (f *font) thousand(n int) int { return n * 1000 / f.upem }

func (f *font) read(at int64, n int) ([]byte, error) {
	b := make([]byte, n)
	_, err := f.src.ReadAt(b, at)
	if errors.Is(err, io.EOF) && n == 0 {
		err = nil
	}
	return b, err
}

func (f *font) table(tag string) ([]byte, error) {
	t, ok := f.tables[tag]
	if !ok {
		return nil, nil
	}
	return f.read(int64(t[0]), int(t[1]))
}

// advance returns the width of a glyph in thousandths of the size.
func (f *font) advance(buf *sfnt.Buffer, g sfnt.GlyphIndex) (float64, error) {
	a, err := f.sfnt.GlyphAdvance(buf, g, fixed.I(1000), 0)
	return float64(a) / 64, err
}

// outline returns the glyf entry of a glyph; empty for a blank one.
func (f *font) outline(g int) ([]byte, error) {
	if g >= f.glyphs {
		return nil, errFont
	}
	size := 2
	if f.long {
		size = 4
	}
	b, err := f.read(int64(f.tables["loca"][0])+int64(g*size), 2*size)
	if err != nil {
		return nil, err
	}
	from, to := uint32(binary.BigEndian.Uint16(b))*2, uint32(binary.BigEndian.Uint16(b[size:]))*2
	if f.long {
		from, to = binary.BigEndian.Uint32(b), binary.BigEndian.Uint32(b[4:])
	}
	if to < from || to > f.tables["glyf"][1] {
		return nil, errFont
	}
	return f.read(int64(f.tables["glyf"][0])+int64(from), int(to-from))
}

// metric returns the four bytes of hmtx of a glyph: advance and left side bearing.
func (f *font) metric(g int) ([]byte, error) {
	at := int64(f.tables["hmtx"][0])
	if g < f.widths {
		return f.read(at+int64(g)*4, 4)
	}
	last, err := f.read(at+int64(f.widths-1)*4, 2)
	if err != nil {
		return nil, err
	}
	lsb, err := f.read(at+int64(f.widths)*4+int64(g-f.widths)*2, 2)
	return append(last, lsb...), err
}

// subset returns a font with .notdef and then glyphs, in their order; parts of composite glyphs follow behind.
func (f *font) subset(glyphs []sfnt.GlyphIndex) ([]byte, error) {
	want := []int{0}
	for _, g := range glyphs {
		want = append(want, int(g))
	}
	var glyf, loca, hmtx []byte
	part := map[int]int{}
	for i := 0; i < len(want); i++ {
		out, err := f.outline(want[i])
		if err != nil {
			return nil, err
		}
		if want, err = compose(out, want, part); err != nil {
			return nil, err
		}
		m, err := f.metric(want[i])
		if err != nil {
			return nil, err
		}
		loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
		glyf, hmtx = append(glyf, out...), append(hmtx, m...)
		for len(glyf)%4 != 0 {
			glyf = append(glyf, 0)
		}
	}
	loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
	return f.assemble(glyf, loca, hmtx, len(want))
}

// compose gives the parts of a composite glyph their numbers in the subset, in place, and appends those not yet in it to want.
func compose(out []byte, want []int, part map[int]int) ([]int, error) {
	const words, scale, more, both, matrix = 0x0001, 0x0008, 0x0020, 0x0040, 0x0080
	if len(out) < 10 || int16(binary.BigEndian.Uint16(out)) >= 0 {
		return want, nil
	}
	for at := 10; ; {
		if at+4 > len(out) {
			return nil, errFont
		}
		flags, g := binary.BigEndian.Uint16(out[at:]), int(binary.BigEndian.Uint16(out[at+2:]))
		n, ok := part[g]
		if !ok {
			n = len(want)
			part[g], want = n, append(want, g)
		}
		binary.BigEndian.PutUint16(out[at+2:], uint16(n))
		at += 6
		if flags&words != 0 {
			at += 2
		}
		switch {
		case flags&scale != 0:
			at += 2
		case flags&both != 0:
			at += 4
		case flags&matrix != 0:
			at += 8
		}
		if flags&more == 0 {
			return want, nil
		}
	}
}

// assemble puts the tables of a subset together: those a PDF asks for.
func (f *font) assemble(glyf, loca, hmtx []byte, n int) ([]byte, error) {
	tables := map[string][]byte{"glyf": glyf, "loca": loca, "hmtx": hmtx}
	for _, tag := range []string{"head", "hhea", "maxp", "cvt ", "fpgm", "prep"} {
		b, err := f.table(tag)
		if err != nil {
			return nil, err
		}
		if b != nil {
			tables[tag] = slices.Clone(b)
		}
	}
	binary.BigEndian.PutUint16(tables["head"][50:], 1)
	binary.BigEndian.PutUint32(tables["head"][8:], 0)
	binary.BigEndian.PutUint16(tables["hhea"][34:], uint16(n))
	binary.BigEndian.PutUint16(tables["maxp"][4:], uint16(n))
	return pack(tables), nil
}

// pack writes a TrueType file with its checksums.
func pack(tables map[string][]byte) []byte {
	tags := make([]string, 0, len(tables))
	for t := range tables {
		tags = append(tags, t)
	}
	slices.Sort(tags)
	n, log := len(tags), 0
	for 2<<log <= n {
		log++
	}
	out := binary.BigEndian.AppendUint32(nil, 0x00010000)
	for _, v := range []int{n, 16 << log, log, 16*n - 16<<log} {
		out = binary.BigEndian.AppendUint16(out, uint16(v))
	}
	at, head := 12+16*n, 0
	var body []byte
	for _, t := range tags {
		b := tables[t]
		if t == "head" {
			head = at + len(body)
		}
		out = append(out, t...)
		for _, v := range []uint32{checksum(b), uint32(at + len(body)), uint32(len(b))} {
			out = binary.BigEndian.AppendUint32(out, v)
		}
		body = append(body, b...)
		for len(body)%4 != 0 {
			body = append(body, 0)
		}
	}
	out = append(out, body...)
	binary.BigEndian.PutUint32(out[head+8:], 0xB1B0AFBA-checksum(out))
	return out
}

func checksum(b []byte) uint32 {
	var sum uint32
	for i := 0; i < len(b); i += 4 {
		var word [4]byte
		copy(word[:], b[i:])
		sum += binary.BigEndian.Uint32(word[:])
	}
	return sum
}
