package volume

import (
	"fmt"
	"math"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/suikao/suikao/exam/permit/card"
)

// Doc is a document of a volume for people to read: a title and parts with rows of cells. The same in, the same out.
type Doc struct {
	Title string
	Under []string // lines below the title
	Parts []Part
	At    time.Time // in the file's metadata
}

// Part is a table of a document. Without rows it says that there is nothing.
type Part struct {
	Heading string
	Widths  []float64 // of the columns, mm, together at most 180; nil: a label of 45 and what it says
	Head    []string  // nil: no heads
	Rows    [][]string
}

// Add adds a row with a label, where there is something to say.
func (p *Part) Add(label, said string) {
	if said != "" {
		p.Rows = append(p.Rows, []string{label, said})
	}
}

// What the pages are like: A4, mm; letters in points.
const (
	left, across = 15.0, 180.0
	top, bottom  = 18.0, 278.0
	letter       = 9.0
	most         = 30 // lines of a row; what is longer goes on in the next
	ink          = "#1a1a1a"
)

// Render makes the PDF. A character that no font has stands as its code.
func (d Doc) Render(fonts *card.Fonts) ([]byte, error) {
	p := &pager{words: map[string]string{}}
	p.line(d.Title, 18, "center", true, 14)
	for _, s := range d.Under {
		p.line(s, 10, "left", false, 0)
	}
	for _, part := range d.Parts {
		p.part(part)
	}
	p.end()
	for k, v := range p.words {
		p.words[k] = fonts.Spell(v)
	}
	b := card.NewBook(fonts, fonts.Spell(d.Title), d.At)
	for i, f := range p.faces {
		f.Elements = append(f.Elements, p.text(left, 284, across, 5, fmt.Sprintf("第 %d 页，共 %d 页", i+1, len(p.faces)), 8, false, "center", 1))
		if err := b.AddFaces(p.words, f); err != nil {
			return nil, err
		}
	}
	return b.Bytes()
}

// pager lays lines on pages. Millimetres.
type pager struct {
	faces []card.Face
	face  card.Face
	y     float64
	words map[string]string
	n     int
}

// text places a text; what it says goes through a placeholder, so that braces in a name mean nothing.
func (p *pager) text(x, y, w, h float64, said string, size float64, bold bool, align string, lines int) card.Element {
	p.n++
	key := fmt.Sprintf("t%d", p.n)
	p.words[key] = said
	return card.Element{Kind: "text", X: x, Y: y, W: w, H: h, Text: "{" + key + "}", Size: size, Min: 2, Lines: lines, Align: align, Bold: bold, Colour: ink}
}

func (p *pager) room(h float64) {
	if p.face.Width > 0 && p.y+h > bottom {
		p.end()
	}
	if p.face.Width == 0 {
		p.face, p.y = card.Face{Width: 210, Height: 297}, top
	}
}

func (p *pager) end() {
	if p.face.Width > 0 {
		p.faces, p.face = append(p.faces, p.face), card.Face{}
	}
}

// line is a text across the page; at 0 it is as high as it needs.
func (p *pager) line(said string, size float64, align string, bold bool, h float64) {
	n := lines(said, size, across)
	h = max(h, float64(n)*size*0.53)
	p.room(h)
	p.face.Elements = append(p.face.Elements, p.text(left, p.y, across, h, said, size, bold, align, n+1))
	p.y += h
}

func (p *pager) part(t Part) {
	p.room(20) // a heading does not stand alone at the foot
	p.y += 3
	p.line(t.Heading, 11, "left", true, 8)
	widths := t.Widths
	if widths == nil {
		widths = []float64{45, across - 45}
	}
	if t.Head != nil {
		p.row(widths, t.Head, true)
	}
	for _, r := range t.Rows {
		for _, piece := range split(widths, r) {
			p.row(widths, piece, false)
		}
	}
	if len(t.Rows) == 0 {
		p.line("无", letter, "left", false, 6)
	}
}

// row is a line of cells below a rule.
func (p *pager) row(widths []float64, cells []string, bold bool) {
	n := 1
	for i, c := range cells {
		n = max(n, lines(c, letter, widths[i]-2))
	}
	h := float64(n)*letter*0.53 + 2
	p.room(h)
	p.face.Elements = append(p.face.Elements, card.Element{Kind: "line", X: left, Y: p.y, W: across, Line: 0.1, Colour: "#999999"})
	x := left
	for i, c := range cells {
		if c != "" {
			p.face.Elements = append(p.face.Elements, p.text(x, p.y, widths[i]-2, h, c, letter, bold, "left", n+1))
		}
		x += widths[i]
	}
	p.y += h
}

// split cuts a row whose cells are long into rows that fit on a page.
func split(widths []float64, cells []string) [][]string {
	var out [][]string
	for {
		piece, rest, more := make([]string, len(cells)), make([]string, len(cells)), false
		for i, c := range cells {
			piece[i] = c
			for lines(piece[i], letter, widths[i]-2) > most {
				r := []rune(piece[i])
				piece[i] = string(r[:len(r)*9/10])
			}
			rest[i] = c[len(piece[i]):]
			more = more || rest[i] != ""
		}
		out = append(out, piece)
		if !more {
			return out
		}
		cells = rest
	}
}

// lines estimates how many lines of a width a text takes.
func lines(said string, size, w float64) int {
	em, n := size*25.4/72, 0
	for part := range strings.SplitSeq(said, "\n") {
		var long float64
		for _, r := range part {
			if r < 0x2e80 {
				long += 0.62 * em
			} else {
				long += em
			}
		}
		if utf8.RuneCountInString(part) > 1 {
			long *= 1.04 // lines end where words do
		}
		n += max(1, int(math.Ceil(long/w)))
	}
	return n
}
