package card

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"math"
	"strconv"
	"strings"
	"unicode"

	"github.com/boombuler/barcode/qr"
)

// canvas draws one face.
type canvas struct {
	book  *Book
	face  Face
	facts Facts
	words map[string]string
	out   bytes.Buffer
	photo *photo
	seal  *Element // place for a seal; nil: none
}

func (c *canvas) op(format string, args ...any) { fmt.Fprintf(&c.out, format+"\n", args...) }

// x and y turn millimetres from the upper left into points from the lower left.
func (c *canvas) x(mm float64) string { return num(mm * perMM) }
func (c *canvas) y(mm float64) string { return num((c.face.Height - mm) * perMM) }

func (c *canvas) draw() error {
	if c.face.Background != "" {
		c.op("%s rg 0 0 %s %s re f", rgb(c.face.Background), c.x(c.face.Width), num(c.face.Height*perMM))
	}
	for _, e := range c.face.Elements {
		if e.When != "" && c.words[e.When] == "" {
			continue
		}
		if err := c.element(e); err != nil {
			return err
		}
	}
	if c.facts.Specimen {
		return c.specimen()
	}
	return nil
}

func (c *canvas) element(e Element) error {
	switch e.Kind {
	case "text":
		return c.text(e)
	case "box":
		c.box(e)
	case "line":
		c.stroke(e)
		c.op("%s %s m %s %s l S", c.x(e.X), c.y(e.Y), c.x(e.X+e.W), c.y(e.Y+e.H))
	case "photo":
		return c.picture(e)
	case "code":
		return c.code(e)
	case "seal":
		c.seal = &e
	}
	return nil
}

func (c *canvas) stroke(e Element) {
	dash := "[] 0 d"
	if e.Dash {
		dash = "[2 1.5] 0 d"
	}
	c.op("%s RG %s w %s", rgb(e.Colour), num(e.Line*perMM), dash)
}

// box fills and borders a rectangle, with round corners where asked for.
func (c *canvas) box(e Element) {
	how := "n"
	if e.Fill != "" {
		c.op("%s rg", rgb(e.Fill))
		how = "f"
	}
	if e.Line > 0 {
		c.stroke(e)
		how = map[string]string{"n": "S", "f": "B"}[how]
	}
	r := math.Min(e.Round, math.Min(e.W, e.H)/2)
	if r == 0 {
		c.op("%s %s %s %s re %s", c.x(e.X), c.y(e.Y+e.H), num(e.W*perMM), num(e.H*perMM), how)
		return
	}
	k := r * 0.5523 // of a circle as Bézier curves
	l, t, rt, bt := e.X, e.Y, e.X+e.W, e.Y+e.H
	p := func(x, y float64) string { return c.x(x) + " " + c.y(y) }
	c.op("%s m %s l %s %s %s c %s l %s %s %s c %s l %s %s %s c %s l %s %s %s c h %s",
		p(l+r, t), p(rt-r, t), p(rt-r+k, t), p(rt, t+r-k), p(rt, t+r), p(rt, bt-r), p(rt, bt-r+k), p(rt-r+k, bt), p(rt-r, bt),
		p(l+r, bt), p(l+r-k, bt), p(l, bt-r+k), p(l, bt-r), p(l, t+r), p(l, t+r-k), p(l+r-k, t), p(l+r, t), how)
}

// leading is the height of a line by the size of its letters.
const leading = 1.28

// text sets an element's text in as few lines and as large as fits. Faults: ErrGlyph, ErrLong.
func (c *canvas) text(e Element) error {
	said := strings.TrimSpace(fill(e.Text, c.words))
	if said == "" {
		return nil
	}
	width, height := e.W*perMM, e.H*perMM
	most, least := max(1, e.Lines), e.Size
	if e.Min > 0 {
		least = e.Min
	}
	for size := e.Size; size >= least-1e-9; size -= 0.25 {
		lines, err := c.book.wrap(said, width/size*1000)
		if err != nil {
			return err
		}
		if len(lines) <= most && float64(len(lines)-1)*leading*size+size <= height+0.01 {
			c.lines(e, size, lines)
			return nil
		}
	}
	return ErrLong.With("text", e.Text) // never what it says: it may be a number
}

// lines writes lines in the middle of the element's height.
func (c *canvas) lines(e Element, size float64, lines [][]run) {
	const ascent = 0.88 // of Chinese letters above the baseline
	step := leading * size / perMM
	top := e.Y + (e.H-(float64(len(lines)-1)*step+size/perMM))/2
	mode := "0 Tr"
	if e.Bold {
		mode = fmt.Sprintf("%s RG %s w [] 0 d 2 Tr", rgb(e.Colour), num(size*0.035))
	}
	c.op("BT %s rg %s", rgb(e.Colour), mode)
	for i, line := range lines {
		x := e.X
		switch e.Align {
		case "center":
			x += (e.W - width(line)*size/1000/perMM) / 2
		case "right":
			x += e.W - width(line)*size/1000/perMM
		}
		c.op("1 0 0 1 %s %s Tm", c.x(x), c.y(top+float64(i)*step+ascent*size/perMM))
		for _, r := range line {
			c.op("/F%d %s Tf <%s> Tj", r.font, num(size), hexOf(r.codes))
		}
	}
	c.op("0 Tr ET")
}

func width(line []run) float64 {
	var w float64
	for _, r := range line {
		w += r.width
	}
	return w
}

// wrap breaks a text into lines of at most limit thousandths of the size. What is wider than a line alone is broken anywhere.
func (b *Book) wrap(text string, limit float64) ([][]run, error) {
	var out [][]run
	for part := range strings.SplitSeq(text, "\n") {
		var line string
		for _, piece := range pieces(part) {
			set, err := b.set(strings.TrimRight(line+piece, " "))
			if err != nil {
				return nil, err
			}
			if width(set) <= limit || line == "" {
				line += piece
				continue
			}
			if set, err = b.set(strings.TrimRight(line, " ")); err != nil {
				return nil, err
			}
			out, line = append(out, set), strings.TrimLeft(piece, " ")
		}
		set, err := b.set(strings.TrimRight(line, " "))
		if err != nil {
			return nil, err
		}
		out = append(out, set)
	}
	for _, line := range out {
		if width(line) > limit {
			return make([][]run, 100), nil // no line can hold the piece: a smaller size may
		}
	}
	return out, nil
}

// pieces cuts a text where a line may end: after each Chinese character, a space, a dot or a hyphen; never before a mark that closes.
func pieces(text string) []string {
	var out []string
	word := false
	for _, r := range text {
		latin := r < 0x2e80 && !unicode.IsSpace(r)
		closes := strings.ContainsRune("，。、；：？！）》”’·•,.;:?!)]}%-—…", r)
		if n := len(out); n > 0 && (latin && word || closes || unicode.IsSpace(r) || opens(out[n-1])) {
			out[n-1] += string(r)
		} else {
			out = append(out, string(r))
		}
		word = latin && !closes
	}
	return out
}

func opens(s string) bool {
	return strings.HasSuffix(s, "（") || strings.HasSuffix(s, "《") || strings.HasSuffix(s, "“") || strings.HasSuffix(s, "(")
}

// picture puts the photo whole into its place, in the middle.
func (c *canvas) picture(e Element) error {
	if len(c.facts.Photo) == 0 {
		return nil
	}
	p, err := readPhoto(c.facts.Photo)
	if err != nil {
		return err
	}
	c.photo = p
	scale := math.Min(e.W/float64(p.width), e.H/float64(p.height))
	w, h := float64(p.width)*scale, float64(p.height)*scale
	c.op("q %s 0 0 %s %s %s cm /P Do Q", num(w*perMM), num(h*perMM), c.x(e.X+(e.W-w)/2), c.y(e.Y+(e.H+h)/2))
	return nil
}

// finest is the smallest width of a module that printers of cards (300 dots an inch) print and phones read.
const finest = 0.25 // mm

// code draws our code with its quiet zone of four modules, black on white.
func (c *canvas) code(e Element) error {
	if c.facts.QR == "" {
		return nil
	}
	img, err := qr.Encode(c.facts.QR, qr.M, qr.Auto)
	if err != nil {
		return ErrCode.Wrap(err)
	}
	const quiet = 4
	n := img.Bounds().Dx()
	m := e.W / float64(n+2*quiet)
	if m < finest {
		return ErrCode
	}
	c.op("1 1 1 rg %s %s %s %s re f 0 0 0 rg", c.x(e.X), c.y(e.Y+e.H), num(e.W*perMM), num(e.H*perMM))
	dark := func(x, y int) bool { r, _, _, _ := img.At(x, y).RGBA(); return r == 0 }
	for y := range n {
		for x := 0; x < n; x++ {
			from := x
			for x < n && dark(x, y) {
				x++
			}
			if x > from {
				c.op("%s %s %s %s re", c.x(e.X+float64(quiet+from)*m), c.y(e.Y+float64(quiet+y+1)*m), num(float64(x-from)*m*perMM), num(m*perMM))
			}
		}
	}
	c.op("f")
	return nil
}

// specimen writes 样张 across the face.
func (c *canvas) specimen() error {
	set, err := c.book.set("样张 SPECIMEN")
	if err != nil {
		return err
	}
	angle := math.Atan2(c.face.Height, c.face.Width)
	size := 0.72 * math.Hypot(c.face.Width, c.face.Height) * perMM / width(set) * 1000
	cos, sin := math.Cos(angle), math.Sin(angle)
	half := width(set) * size / 2000
	x, y := c.face.Width/2*perMM-half*cos+0.35*size*sin, c.face.Height/2*perMM-half*sin-0.35*size*cos
	c.op("BT 0.75 0.15 0.15 RG %s w [] 0 d 1 Tr %s %s %s %s %s %s Tm", num(size*0.012), num(cos), num(sin), num(-sin), num(cos), num(x), num(y))
	for _, r := range set {
		c.op("/F%d %s Tf <%s> Tj", r.font, num(size), hexOf(r.codes))
	}
	c.op("0 Tr ET")
	return nil
}

// rgb writes "#rrggbb" as three parts of one; black where nothing is said.
func rgb(s string) string {
	if len(s) != 7 {
		return "0 0 0"
	}
	v, _ := strconv.ParseUint(s[1:], 16, 32) // checked with the template
	return num(float64(v>>16)/255) + " " + num(float64(v>>8&255)/255) + " " + num(float64(v&255)/255)
}

func isGrey(c image.Config) bool  { return c.ColorModel == color.GrayModel }
func isYCbCr(c image.Config) bool { return c.ColorModel == color.YCbCrModel }

// flat puts a picture on white: a JPEG has no transparency.
func flat(src image.Image) image.Image {
	out := image.NewRGBA(src.Bounds())
	draw.Draw(out, out.Bounds(), image.White, image.Point{}, draw.Src)
	draw.Draw(out, out.Bounds(), src, src.Bounds().Min, draw.Over)
	return out
}
