package card

import (
	"bytes"
	"encoding/hex"
	"errors"
	"fmt"
	"time"
	"unicode/utf16"
)

// Seal is an electronic seal (电子签章) on a book: a signature field of ISO 32000-1 §12.8 with the sub-filter adbe.pkcs7.detached.
type Seal struct {
	Name    string // whose seal it is
	Reason  string
	At      time.Time
	Picture []byte // PNG or JPEG, shown where the template has a place of kind "seal"; nil: nothing is shown
	// Sign makes the detached CMS SignedData (RFC 5652, DER) over content.
	Sign func(content []byte) ([]byte, error)
}

// sealRoom is the room that is left for the CMS, bytes: a chain of four certificates and an RSA-4096 signature fit.
const sealRoom = 16 << 10

// ErrSealRoom means that a CMS is larger than the room left for it.
var ErrSealRoom = errors.New("card: the signature does not fit into the file")

// sealing is the seal of a book while it is written.
type sealing struct {
	Seal
	field, annots int // objects
	placed        bool
}

// SealWith has the book sealed as it ends. Call it before Add.
func (b *Book) SealWith(s Seal) {
	b.seal = &sealing{Seal: s, field: b.file.reserve(), annots: b.file.reserve()}
}

// place puts the field where a face has a place for it, else out of sight on the first page. page is the object of that page.
func (b *Book) placeSeal(page int, f Face, at *Element) error {
	s := b.seal
	if s.placed {
		return nil
	}
	s.placed = true
	rect, look := "0 0 0 0", b.file.packed("/Type/XObject/Subtype/Form/BBox[0 0 0 0]", nil)
	if at != nil && len(s.Picture) > 0 {
		p, err := readPhoto(s.Picture)
		if err != nil {
			return err
		}
		w, h := at.W*perMM, at.H*perMM
		x, y := at.X*perMM, (f.Height-at.Y-at.H)*perMM
		rect = fmt.Sprintf("%s %s %s %s", num(x), num(y), num(x+w), num(y+h))
		look = b.file.packed(fmt.Sprintf("/Type/XObject/Subtype/Form/BBox[0 0 %s %s]/Resources<</XObject<</S %d 0 R>>>>", num(w), num(h), b.picture(*p)), fmt.Appendf(nil, "q %s 0 0 %s 0 0 cm /S Do Q", num(w), num(h)))
	}
	value := b.file.reserve()
	b.file.at[value-1] = b.file.out.Len()
	fmt.Fprintf(&b.file.out, "%d 0 obj\n<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/adbe.pkcs7.detached/Name%s/Reason%s/M(D:%s+08'00')/ByteRange%s/Contents<%s>>>\nendobj\n",
		value, textString(s.Name), textString(s.Reason), s.At.In(beijing).Format("20060102150405"), blankRange, bytes.Repeat([]byte("0"), 2*sealRoom))
	b.file.put(s.field, fmt.Sprintf("<</Type/Annot/Subtype/Widget/FT/Sig/T(Seal)/V %d 0 R/F 132/Rect[%s]/P %d 0 R/AP<</N %d 0 R>>>>", value, rect, page, look))
	b.file.put(s.annots, fmt.Sprintf("[%d 0 R]", s.field))
	return nil
}

var beijing = time.FixedZone("CST", 8*3600)

// blankRange is as wide as any range will be.
const blankRange = "[0 0000000000 0000000000 0000000000]"

// textString is a PDF text string of any characters.
func textString(s string) string {
	out := []byte("<FEFF")
	for _, u := range utf16.Encode([]rune(s)) {
		out = fmt.Appendf(out, "%04X", u)
	}
	return string(append(out, '>'))
}

// sealed signs a written file: everything but the hexadecimal digits of the signature, with their brackets.
func (s *sealing) sealed(file []byte) ([]byte, error) {
	from := bytes.Index(file, []byte("/Contents<"+"00000000")) + len("/Contents")
	to := from + 2*sealRoom + 2
	at := bytes.Index(file, []byte(blankRange))
	copy(file[at:], fmt.Sprintf("%-*s", len(blankRange), fmt.Sprintf("[0 %d %d %d]", from, to, len(file)-to)))
	cms, err := s.Sign(append(bytes.Clone(file[:from]), file[to:]...))
	if err != nil {
		return nil, err
	}
	if len(cms) > sealRoom {
		return nil, ErrSealRoom
	}
	hex.Encode(file[from+1:], cms)
	return file, nil
}
