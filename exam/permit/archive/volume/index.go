package volume

import (
	"fmt"
	"time"

	"github.com/suikao/suikao/exam/permit/card"
)

// Index makes the PDF that people read: what the volume is about, its files by section with their digests, and what is missing and why. A4.
func Index(fonts *card.Fonts, m Manifest) ([]byte, error) {
	title := map[Kind]string{Person: "一人一档", Session: "一期一档"}[m.Head.Kind] + "　档案目录"
	if m.Head.Part > 1 {
		title += fmt.Sprintf("（补充卷 %d）", m.Head.Part-1)
	}
	d := Doc{Title: title, At: m.Head.MadeAt, Under: []string{m.Head.Title, "保管机关：" + m.Head.Authority,
		"整理：" + m.Head.MadeBy + "　" + Moment(m.Head.MadeAt),
		fmt.Sprintf("共 %d 件，缺少 %d 件。校验值为 SHA-256，列出前 16 位；全部校验值见 manifest.json，签名见 manifest.sig。", len(m.Entries), len(m.Missing))}}
	if m.Head.Follows != "" {
		d.Under = append(d.Under, "承接上一卷，上一卷清单的校验值："+m.Head.Follows)
	}
	for i, e := range m.Entries {
		if n := len(d.Parts); n == 0 || d.Parts[n-1].Heading != e.Section {
			d.Parts = append(d.Parts, Part{Heading: e.Section, Widths: []float64{9, 70, 50, 37, 14}})
		}
		last := &d.Parts[len(d.Parts)-1]
		last.Rows = append(last.Rows, []string{fmt.Sprint(i + 1), e.Title, e.Name, e.SHA256[:16], size(e.Size)})
	}
	if len(m.Missing) > 0 {
		p := Part{Heading: "缺少的材料", Widths: []float64{30, 60, 90}}
		for _, x := range m.Missing {
			p.Rows = append(p.Rows, []string{x.Section, x.Title, x.Why})
		}
		d.Parts = append(d.Parts, p)
	}
	return d.Render(fonts)
}

// beijing is the zone of times in words.
var beijing = time.FixedZone("CST", 8*3600)

// Moment is a time as documents say it; nothing for the zero time.
func Moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(beijing).Format("2006年1月2日 15:04:05")
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
