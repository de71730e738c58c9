package interchange

import (
	"strings"
	"unicode/utf8"

	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/assembly"
	"github.com/suikao/suikao/questionbank/picture"
)

// A table holds no pictures and clips: it names those of the bank, by file name or digest, or files that lie beside it.

func pictureNamesOf(c questionbank.Content) string {
	var names []string
	for _, m := range c.Media {
		names = append(names, m.Digest)
	}
	return strings.Join(names, "；")
}

func altsOf(c questionbank.Content) string {
	var alts []string
	for _, m := range c.Media {
		alts = append(alts, strings.Join(strings.Fields(m.Alt), " "))
	}
	return strings.Join(alts, "\n")
}

func areasOf(c questionbank.Content) string {
	var areas []string
	for _, a := range c.Areas {
		areas = append(areas, string(a.Shape)+" "+written(a.Coords))
	}
	return strings.Join(areas, "；")
}

// media reads the columns of pictures and areas.
func (p *parser) media(c *questionbank.Content) {
	names := parts(p.row.Get(colPictures), ";；\n")
	alts := parts(p.row.Get(colAlts), "\n")
	if len(alts) > len(names) {
		p.fail(colAlts, ErrAltLines)
	}
	for i, n := range names {
		alt := ""
		if i < len(alts) {
			alt = alts[i]
		}
		m, e := p.medium(image{src: n, alt: alt}, i+1)
		if e != nil {
			p.fail(colPictures, e)
		}
		c.Media = append(c.Media, m)
	}
	for _, s := range parts(p.row.Get(colAreas), ";；\n") {
		a, e := areaOf(s)
		if e != nil {
			p.fail(colAreas, e)
			return
		}
		c.Areas = append(c.Areas, a)
	}
}

// medium is picture or clip number no of a row by its name: of a file beside the table, or of the bank, which is asked later.
func (p *parser) medium(i image, no int) (questionbank.Medium, *fault.Error) {
	if p.files != nil {
		if m, found, e := p.files.medium(i); found || e != nil {
			return m, e
		}
	}
	m := questionbank.Medium{Name: i.src}
	m.Alt = i.alt
	if hexDigest(i.src) {
		m.Name, m.Digest = "", strings.ToLower(i.src)
	} else if e := actor.CheckLine(i.src); e != nil || utf8.RuneCountInString(i.src) > questionbank.MaxLabel {
		return m, questionbank.ErrMediaNone.With("n", no)
	}
	return m, nil
}

// areaOf reads "rect 1,2,30,40".
func areaOf(s string) (questionbank.Area, *fault.Error) {
	name, rest, _ := strings.Cut(strings.TrimSpace(s), " ")
	shape, known := shapeOf(name)
	coords, whole := coordinates(rest)
	if !known || !whole {
		return questionbank.Area{}, ErrAreaText
	}
	return questionbank.Area{Shape: shape, Coords: coords}, nil
}

func parts(s, at string) (out []string) {
	for _, part := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(at, r) }) {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}

func hexDigest(s string) bool {
	return len(s) == 64 && strings.IndexFunc(s, func(r rune) bool {
		return !(r >= '0' && r <= '9' || r >= 'a' && r <= 'f' || r >= 'A' && r <= 'F')
	}) < 0
}

// supposed is the item as it would be if the bank had the pictures that it names, whatever their size: what only the bank can
// say is checked there.
func supposed(c questionbank.Content) questionbank.Content {
	if len(c.Media) == 0 {
		return c
	}
	media := make([]questionbank.Medium, len(c.Media))
	for i, m := range c.Media {
		if len(m.Data) > 0 { // it is here
			media[i] = m
			continue
		}
		media[i] = questionbank.Medium{Medium: assembly.Medium{Digest: m.Digest, Type: picture.PNG, Alt: m.Alt, Width: picture.MaxSide, Height: picture.MaxSide}}
		if m.Digest == "" {
			media[i].Digest = picture.Digest([]byte(m.Name))
		}
	}
	c.Media = media
	return c
}
