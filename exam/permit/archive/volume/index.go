package volume

import (
	"fmt"
	"time"

	"github.com/suikao/suikao/exam/permit/card"
)

// Index makes the PDF that people read: what the volume is about, its files by section with their digests, and what is missing and why. A4.
func Index(fonts *card.Fonts, m Manifest) ([]byte, error) {
	p := &pager{words: map[string]string{}}
	p.heading(m)
	section := ""
	for i, e := range m.Entries {
		if e.Section != section {
			section = e.Section
			p.line(section, 11, true, 7)
		}
		p.row(i+1, e)
	}
	if len(m.Missing) > 0 {
		p.line("缺少的材料", 11, true, 9)
		for _, x := range m.Missing {
			p.line(fmt.Sprintf("%s：%s。%s", x.Section, x.Title, x.Why), 9, false, 6)
		}
	}
	p.end()
	b := card.NewBook(fonts, "档案目录 "+m.Head.Title, m.Head.MadeAt)
	for i, f := range p.faces {
		f.Elements = append(f.Elements, p.text(15, 284, 180, 5, fmt.Sprintf("第 %d 页，共 %d 页", i+1, len(p.faces)), 8, false, "center"))
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

// beijing is the zone of times in words.
var beijing = time.FixedZone("CST", 8*3600)

const (
	top, bottom = 18.0, 278.0
	ink         = "#1a1a1a"
)

// text places a text; what it says goes through a placeholder, so that braces in a name mean nothing.
func (p *pager) text(x, y, w, h float64, said string, size float64, bold bool, align string) card.Element {
	p.n++
	key := fmt.Sprintf("t%d", p.n)
	p.words[key] = said
	return card.Element{Kind: "text", X: x, Y: y, W: w, H: h, Text: "{" + key + "}", Size: size, Min: 4, Lines: 2, Align: align, Bold: bold, Colour: ink}
}

func (p *pager) room(h float64) {
	if p.face.Width == 0 {
		p.face, p.y = card.Face{Width: 210, Height: 297}, top
	}
	if p.y+h > bottom {
		p.end()
		p.face, p.y = card.Face{Width: 210, Height: 297}, top
	}
}

func (p *pager) end() {
	if p.face.Width > 0 {
		p.faces = append(p.faces, p.face)
		p.face = card.Face{}
	}
}

func (p *pager) line(said string, size float64, bold bool, h float64) {
	p.room(h)
	p.face.Elements = append(p.face.Elements, p.text(15, p.y, 180, h, said, size, bold, "left"))
	p.y += h
}

func (p *pager) heading(m Manifest) {
	title := map[Kind]string{Person: "一人一档", Session: "一期一档"}[m.Head.Kind] + "　档案目录"
	if m.Head.Part > 1 {
		title += fmt.Sprintf("（补充卷 %d）", m.Head.Part-1)
	}
	p.room(12)
	p.face.Elements = append(p.face.Elements, p.text(15, p.y, 180, 10, title, 18, true, "center"))
	p.y += 14
	p.line(m.Head.Title, 12, true, 8)
	p.line("保管机关："+m.Head.Authority, 10, false, 6)
	p.line(fmt.Sprintf("整理：%s　%s", m.Head.MadeBy, m.Head.MadeAt.In(beijing).Format("2006年1月2日 15:04")), 10, false, 6)
	p.line(fmt.Sprintf("共 %d 件，缺少 %d 件。文件的校验值为 SHA-256，列出前 16 位；全部校验值和签名见 manifest.json、manifest.sig。", len(m.Entries), len(m.Missing)), 9, false, 9)
	if m.Head.Follows != "" {
		p.line("承接上一卷，上一卷的清单校验值为 "+m.Head.Follows, 8, false, 6)
	}
}

func (p *pager) row(n int, e Entry) {
	const h = 7.0
	p.room(h)
	p.face.Elements = append(p.face.Elements,
		card.Element{Kind: "line", X: 15, Y: p.y, W: 180, Line: 0.1, Colour: "#999999"},
		p.text(15, p.y, 9, h, fmt.Sprint(n), 9, false, "left"),
		p.text(25, p.y, 78, h, e.Title, 9, false, "left"),
		p.text(104, p.y, 52, h, e.Name, 7, false, "left"),
		p.text(157, p.y, 28, h, e.SHA256[:16], 6.5, false, "left"),
		p.text(185, p.y, 10, h, size(e.Size), 7, false, "right"))
	p.y += h
}

func size(n int64) string {
	switch {
	case n < 1<<10:
		return fmt.Sprintf("%d B", n)
	case n < 1<<20:
		return fmt.Sprintf("%d KB", n>>10)
	}
	return fmt.Sprintf("%d MB", n>>20)
}
