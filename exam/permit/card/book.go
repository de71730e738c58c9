package card

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"image"
	"image/jpeg"
	_ "image/png" // photos may be
	"strings"
	"time"
	"unicode/utf16"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/text/unicode/norm"

	"github.com/suikao/suikao/internal/fault"
)

// Faults of one certificate.
var (
	ErrGlyph = fault.Define("permit.card_glyph", fault.Conflict, "字库里没有“{char}”（{code}）这个字，不能出证。请联系管理员补充字库后重试，切勿用别的字代替。",
		"No font here has the character “{char}” ({code}), so the certificate cannot be made. Ask the administrator to add a font; do not replace the character.")
	ErrLong = fault.Define("permit.card_long", fault.Conflict, "“{text}”太长，版式里放不下。请调整版式后重试。", "“{text}” does not fit its place in the template. Change the template and try again.")
	ErrCode = fault.Define("permit.card_code", fault.Conflict, "核验码内容太长，版式里印不清。请放大版式里的核验码。", "The code holds too much to be printed clearly at its size. Enlarge it in the template.")
)

const perMM = 72 / 25.4

// Book is a PDF of one or more certificates. Not safe for concurrent use.
type Book struct {
	file  *file
	fonts *Fonts
	buf   sfnt.Buffer
	used  []*usage // by font
	title string
	at    time.Time
	pages []int
	root  int // the page tree
	res   int // the fonts, for every page
	seal  *sealing
}

// usage is what of a font stands in a book.
type usage struct {
	codes  map[rune]int // character to code; the codes count from 1
	runes  []rune
	glyphs []sfnt.GlyphIndex
	object int
}

// NewBook begins a PDF; title and at go into its metadata.
func NewBook(fonts *Fonts, title string, at time.Time) *Book {
	b := &Book{file: newFile(), fonts: fonts, title: title, at: at}
	for range fonts.list {
		b.used = append(b.used, &usage{codes: map[rune]int{}, object: b.file.reserve()})
	}
	b.root, b.res = b.file.reserve(), b.file.reserve()
	return b
}

// Add draws one certificate: the faces of its kind in size. Faults: ErrLook, ErrGlyph, ErrLong, ErrCode; the book is as before then.
func (b *Book) Add(t Template, size Size, facts Facts) error {
	look := t.Looks[facts.Kind][size]
	if len(look) == 0 {
		return ErrLook
	}
	return b.faces(look, facts, facts.words())
}

// AddFaces draws pages that are no certificate, those of an index say; words fill the placeholders of their texts. Faults: ErrGlyph, ErrLong; the book is as
// before then.
func (b *Book) AddFaces(words map[string]string, faces ...Face) error {
	return b.faces(faces, Facts{}, words)
}

func (b *Book) faces(look Look, facts Facts, words map[string]string) error {
	drawn := make([]*canvas, len(look))
	for i, f := range look {
		drawn[i] = &canvas{book: b, face: f, facts: facts, words: words}
		if err := drawn[i].draw(); err != nil {
			return err
		}
	}
	photo := 0
	for i, f := range look {
		if drawn[i].photo != nil && photo == 0 {
			photo = b.picture(*drawn[i].photo)
		}
		content := b.file.packed("", drawn[i].out.Bytes())
		var with string
		if drawn[i].photo != nil {
			with = fmt.Sprintf("/XObject<</P %d 0 R>>", photo)
		}
		page, more := b.file.reserve(), ""
		if b.seal != nil && !b.seal.placed {
			more = fmt.Sprintf("/Annots %d 0 R", b.seal.annots)
			if err := b.placeSeal(page, f, drawn[i].seal); err != nil {
				return err
			}
		}
		b.file.put(page, fmt.Sprintf("<</Type/Page/Parent %d 0 R/MediaBox[0 0 %s %s]/Contents %d 0 R/Resources<</Font %d 0 R%s>>%s>>",
			b.root, num(f.Width*perMM), num(f.Height*perMM), content, b.res, with, more))
		b.pages = append(b.pages, page)
	}
	return nil
}

// Bytes ends the book. Nothing can be added after it.
func (b *Book) Bytes() ([]byte, error) {
	var names strings.Builder
	for i, u := range b.used {
		if err := b.embed(b.fonts.list[i], u); err != nil {
			return nil, err
		}
		if len(u.runes) > 0 {
			fmt.Fprintf(&names, "/F%d %d 0 R", i, u.object)
		}
	}
	b.file.put(b.res, "<<"+names.String()+">>")
	var kids strings.Builder
	for _, p := range b.pages {
		fmt.Fprintf(&kids, "%d 0 R ", p)
	}
	b.file.put(b.root, fmt.Sprintf("<</Type/Pages/Kids[%s]/Count %d>>", kids.String(), len(b.pages)))
	meta := b.file.stream("/Type/Metadata/Subtype/XML", metadata(b.title, b.at))
	profile := b.file.packed("/N 3", sRGB())
	intent := b.file.add(fmt.Sprintf("<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB IEC61966-2.1)/Info(sRGB IEC61966-2.1)/DestOutputProfile %d 0 R>>", profile))
	form := ""
	if b.seal != nil {
		form = fmt.Sprintf("/AcroForm<</SigFlags 3/Fields[%d 0 R]>>", b.seal.field)
	}
	root := b.file.add(fmt.Sprintf("<</Type/Catalog/Pages %d 0 R/Metadata %d 0 R/OutputIntents[%d 0 R]/Lang(zh-CN)/ViewerPreferences<</DisplayDocTitle true>>%s>>", b.root, meta, intent, form))
	out := b.file.close(root)
	if b.seal == nil {
		return out, nil
	}
	return b.seal.sealed(out)
}

// embed writes a font with the characters that are used, and what each of its codes means. An unused one leaves an empty object.
func (b *Book) embed(f *font, u *usage) error {
	if len(u.runes) == 0 {
		b.file.put(u.object, "null")
		return nil
	}
	data, err := f.subset(u.glyphs)
	if err != nil {
		return err
	}
	program := b.file.packed(fmt.Sprintf("/Length1 %d", len(data)), data)
	name := subsetName(u) + "+" + f.name
	desc := b.file.add(fmt.Sprintf("<</Type/FontDescriptor/FontName/%s/Flags 4/FontBBox[%d %d %d %d]/ItalicAngle 0/Ascent %d/Descent %d/CapHeight %d/StemV 80/FontFile2 %d 0 R>>",
		name, f.box[0], f.box[1], f.box[2], f.box[3], f.ascent, f.descent, f.ascent, program))
	var widths, means strings.Builder
	for i, g := range u.glyphs {
		w, err := f.advance(&b.buf, g)
		if err != nil {
			return err
		}
		widths.WriteString(num(w) + " ")
		if i%100 == 0 {
			if i > 0 {
				means.WriteString("endbfchar\n")
			}
			fmt.Fprintf(&means, "%d beginbfchar\n", min(100, len(u.runes)-i))
		}
		fmt.Fprintf(&means, "<%04X><", i+1)
		for _, unit := range utf16.Encode([]rune{u.runes[i]}) {
			fmt.Fprintf(&means, "%04X", unit)
		}
		means.WriteString(">\n")
	}
	unicode := b.file.packed("", []byte("/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n"+
		"/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n"+means.String()+
		"endbfchar\nendcmap\nCMapName currentdict/CMap defineresource pop\nend\nend"))
	cid := b.file.add(fmt.Sprintf("<</Type/Font/Subtype/CIDFontType2/BaseFont/%s/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor %d 0 R/CIDToGIDMap/Identity/DW 1000/W[1[%s]]>>",
		name, desc, widths.String()))
	b.file.put(u.object, fmt.Sprintf("<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>", name, cid, unicode))
	return nil
}

// subsetName makes the six letters before a subset's name from its characters.
func subsetName(u *usage) string {
	sum := uint32(2166136261)
	for _, r := range u.runes {
		sum = (sum ^ uint32(r)) * 16777619
	}
	var tag [6]byte
	for i := range tag {
		tag[i] = 'A' + byte(sum%26)
		sum /= 26
	}
	return string(tag[:])
}

// run is a piece of text in one font.
type run struct {
	font  int
	codes []byte // two a character
	width float64
}

// set looks every character of a text up. Faults: ErrGlyph.
func (b *Book) set(text string) ([]run, error) {
	var out []run
	for _, r := range norm.NFC.String(text) {
		i, g, ok := b.fonts.find(&b.buf, r)
		if !ok {
			return nil, ErrGlyph.With("char", string(r)).With("code", fmt.Sprintf("U+%04X", r))
		}
		u := b.used[i]
		code, ok := u.codes[r]
		if !ok {
			u.runes, u.glyphs = append(u.runes, r), append(u.glyphs, g)
			code = len(u.runes)
			u.codes[r] = code
		}
		w, err := b.fonts.list[i].advance(&b.buf, g)
		if err != nil {
			return nil, err
		}
		if len(out) == 0 || out[len(out)-1].font != i {
			out = append(out, run{font: i})
		}
		last := &out[len(out)-1]
		last.codes, last.width = append(last.codes, byte(code>>8), byte(code)), last.width+w
	}
	return out, nil
}

// photo is a picture as the file keeps it.
type photo struct {
	data          []byte // JPEG
	width, height int
	grey          bool
}

// readPhoto takes a JPEG as it is where a PDF can show it so, and anything else as pixels.
func readPhoto(b []byte) (*photo, error) {
	cfg, kind, err := image.DecodeConfig(bytes.NewReader(b))
	if err != nil {
		return nil, err
	}
	p := &photo{data: b, width: cfg.Width, height: cfg.Height}
	switch {
	case kind == "jpeg" && isGrey(cfg):
		p.grey = true
	case kind == "jpeg" && isYCbCr(cfg):
	default:
		img, _, err := image.Decode(bytes.NewReader(b))
		if err != nil {
			return nil, err
		}
		var out bytes.Buffer
		if err := jpeg.Encode(&out, flat(img), &jpeg.Options{Quality: 92}); err != nil {
			return nil, err
		}
		p.data = out.Bytes()
	}
	return p, nil
}

func (b *Book) picture(p photo) int {
	space := "DeviceRGB"
	if p.grey {
		space = "DeviceGray"
	}
	return b.file.stream(fmt.Sprintf("/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/%s/BitsPerComponent 8/Filter/DCTDecode", p.width, p.height, space), p.data)
}

func hexOf(b []byte) string { return hex.EncodeToString(b) }

// num writes a number without an exponent and without needless zeros.
func num(v float64) string {
	s := strings.TrimRight(strings.TrimRight(fmt.Sprintf("%.4f", v), "0"), ".")
	if s == "-0" || s == "" {
		return "0"
	}
	return s
}
