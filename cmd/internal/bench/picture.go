package bench

import (
	"fmt"
	"math"
	"strings"
)

// growthPicture draws the two curves of the table over the number of sittings, which grows by factors.
func growthPicture(rows []growthRow) []byte {
	var b strings.Builder
	b.WriteString(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 300" font-family="sans-serif" font-size="12" role="img" aria-label="answers a second and latency over the number of sittings">` + "\n")
	b.WriteString(`<rect width="720" height="300" fill="#fff"/>` + "\n")
	panel(&b, 0, "answers a second, highest", rows, func(r growthRow) float64 { return r.most.rate() }, "#1f5fa8")
	panel(&b, 360, "p99 at the pace of people, ms", rows, func(r growthRow) float64 { return r.paced.P99 }, "#a8401f")
	b.WriteString("</svg>\n")
	return []byte(b.String())
}

// panel draws one curve into the square that begins at x = left.
func panel(b *strings.Builder, left float64, title string, rows []growthRow, of func(growthRow) float64, colour string) {
	const top, bottom, width = 40.0, 255.0, 285.0
	left += 55
	highest := 0.0
	for _, r := range rows {
		highest = max(highest, of(r))
	}
	unit := step(highest)
	end := math.Ceil(highest/unit) * unit
	low, high := math.Log10(float64(rows[0].sittings)), math.Log10(float64(rows[len(rows)-1].sittings))
	x := func(n int) float64 { return left + width*(math.Log10(float64(n))-low)/max(1e-9, high-low) }
	y := func(v float64) float64 { return bottom - (bottom-top)*v/end }
	fmt.Fprintf(b, `<text x="%.0f" y="20">%s</text>`+"\n", left, title)
	for v := 0.0; v <= end+unit/2; v += unit {
		fmt.Fprintf(b, `<path d="M%.1f %.1fh%.0f" stroke="#ddd"/><text x="%.1f" y="%.1f" text-anchor="end">%g</text>`+"\n", left, y(v), width, left-6, y(v)+4, v)
	}
	var line strings.Builder
	for i, r := range rows {
		fmt.Fprintf(&line, "%c%.1f %.1f", "ML"[min(i, 1)], x(r.sittings), y(of(r)))
		fmt.Fprintf(b, `<circle cx="%.1f" cy="%.1f" r="3" fill="%s"/><text x="%.1f" y="%.0f" text-anchor="middle">%d</text>`+"\n",
			x(r.sittings), y(of(r)), colour, x(r.sittings), bottom+18, r.sittings)
	}
	fmt.Fprintf(b, `<path d="%s" fill="none" stroke="%s" stroke-width="2"/>`+"\n", line.String(), colour)
	fmt.Fprintf(b, `<text x="%.0f" y="%.0f" text-anchor="middle">sittings</text>`+"\n", left+width/2, bottom+36)
}

// step is the distance of the lines: 1, 2 or 5 times a power of ten, four to nine lines.
func step(highest float64) float64 {
	highest = max(highest, 1e-3)
	p := math.Pow(10, math.Floor(math.Log10(highest)))
	switch {
	case highest/p >= 5:
		return p
	case highest/p >= 2:
		return p / 2
	}
	return p / 5
}
