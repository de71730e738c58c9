package picture

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Bounds of a drawing.
const (
	maxElements = 5000
	maxDepth    = 64
	maxUses     = 100
	maxValue    = 100_000 // bytes of one attribute
)

const svgSpace = "http://www.w3.org/2000/svg"

var (
	shapes  = []string{"svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "defs", "use", "symbol", "title", "desc", "linearGradient", "radialGradient", "stop", "clipPath", "mask", "pattern", "marker"}
	dropped = []string{"metadata", "switch", "view"} // say nothing that is seen
	worded  = []string{"text", "tspan", "title", "desc"}
	closed  = []string{"clipPath", "mask", "pattern", "marker", "symbol"} // what is referred to; holds no references itself
)

// attributes that are kept; style is kept too, where it holds nothing but such words.
var attributes = strings.Fields(`id class d x y x1 y1 x2 y2 cx cy r rx ry fx fy dx dy width height points transform viewBox preserveAspectRatio
	fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-linecap stroke-linejoin stroke-dasharray stroke-dashoffset stroke-miterlimit
	opacity color display visibility clip-path clip-rule mask marker-start marker-mid marker-end offset stop-color stop-opacity gradientUnits
	gradientTransform spreadMethod clipPathUnits maskUnits maskContentUnits patternUnits patternContentUnits patternTransform markerUnits markerWidth
	markerHeight refX refY orient font-family font-size font-style font-weight text-anchor text-decoration dominant-baseline alignment-baseline
	letter-spacing word-spacing textLength lengthAdjust rotate writing-mode vector-effect paint-order shape-rendering style`)

func looksLikeXML(b []byte) bool {
	b = bytes.TrimPrefix(b, []byte("\xef\xbb\xbf"))
	return bytes.HasPrefix(bytes.TrimLeft(b, " \t\r\n"), []byte("<"))
}

// drawing is an SVG being written anew.
type drawing struct {
	out           bytes.Buffer
	open          []string // elements
	named         int      // how many of them have an id
	shut          int      // how many of them may hold no references
	elements      int
	uses          int
	width, height int
}

func checkSVG(b []byte) (Picture, error) {
	if len(b) > MaxSVG {
		return Picture{}, ErrLarge
	}
	if !utf8.Valid(b) {
		return Picture{}, ErrDamaged
	}
	d := drawing{}
	x := xml.NewDecoder(bytes.NewReader(bytes.TrimPrefix(b, []byte("\xef\xbb\xbf"))))
	var ids []string // of each open element, to know which ones close
	for {
		token, err := x.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return Picture{}, badXML(b, err)
		}
		switch t := token.(type) {
		case xml.Directive:
			return Picture{}, ErrEntities
		case xml.ProcInst:
			if t.Target != "xml" {
				return Picture{}, ErrActive.With("what", "<?"+clip(t.Target)+"?>")
			}
		case xml.StartElement:
			kept, err := d.start(t)
			if err != nil {
				return Picture{}, err
			}
			if !kept {
				if err := x.Skip(); err != nil {
					return Picture{}, badXML(b, err)
				}
				continue
			}
			ids = append(ids, valueOf(t, "id"))
		case xml.EndElement:
			d.end(ids[len(ids)-1] != "")
			ids = ids[:len(ids)-1]
		case xml.CharData:
			if n := len(d.open); n > 0 && slices.Contains(worded, d.open[n-1]) {
				_ = xml.EscapeText(&d.out, t)
			}
		}
	}
	if d.width == 0 {
		return Picture{}, ErrKind
	}
	return Picture{Type: SVG, Width: d.width, Height: d.height, Data: d.out.Bytes()}, nil
}

// badXML tells an entity, which nothing here resolves, from a damaged file.
func badXML(b []byte, err error) error {
	if strings.Contains(err.Error(), "invalid character entity") {
		return ErrEntities.Wrap(err)
	}
	if !bytes.Contains(b, []byte("<svg")) && !bytes.Contains(b, []byte(":svg")) {
		return ErrKind.Wrap(err)
	}
	return ErrDamaged.Wrap(err)
}

func valueOf(t xml.StartElement, name string) string {
	for _, a := range t.Attr {
		if a.Name.Space == "" && a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// start writes the beginning of an element; false where the whole element is left out.
func (d *drawing) start(t xml.StartElement) (bool, error) {
	name := t.Name.Local
	own := t.Name.Space == svgSpace || t.Name.Space == ""
	switch {
	case len(d.open) == 0 && (name != "svg" || !own):
		return false, ErrKind
	case len(d.open) == 0 && d.elements > 0:
		return false, ErrDamaged
	case strings.EqualFold(name, "script") || strings.EqualFold(name, "foreignObject") || strings.EqualFold(name, "handler"):
		return false, ErrActive.With("what", "<"+clip(name)+">")
	case !own || slices.Contains(dropped, name):
		return false, nil
	case !slices.Contains(shapes, name) || name == "svg" && len(d.open) > 0:
		return false, ErrActive.With("what", "<"+clip(name)+">")
	}
	if d.elements++; d.elements > maxElements || len(d.open) >= maxDepth {
		return false, ErrComplex
	}
	if name == "use" {
		if d.uses++; d.uses > maxUses || d.named > 0 || d.shut > 0 { // what is used holds no use itself
			return false, ErrComplex
		}
	}
	d.out.WriteString("<" + name)
	if len(d.open) == 0 {
		if err := d.root(t); err != nil {
			return false, err
		}
	}
	var seen []string // an element has each attribute once; which of two a program would take is not to be guessed
	for _, a := range t.Attr {
		if err := d.attribute(name, a, &seen); err != nil {
			return false, err
		}
	}
	d.out.WriteByte('>')
	d.open = append(d.open, name)
	if slices.Contains(closed, name) {
		d.shut++
	}
	if name != "use" && name != "svg" && valueOf(t, "id") != "" {
		d.named++
	}
	return true, nil
}

func (d *drawing) end(named bool) {
	name := d.open[len(d.open)-1]
	d.open = d.open[:len(d.open)-1]
	if slices.Contains(closed, name) {
		d.shut--
	}
	if named && name != "use" && name != "svg" {
		d.named--
	}
	d.out.WriteString("</" + name + ">")
}

// root writes name space and size of the drawing.
func (d *drawing) root(t xml.StartElement) error {
	w, wide := length(valueOf(t, "width"))
	h, high := length(valueOf(t, "height"))
	x, y := 0.0, 0.0
	if box := strings.FieldsFunc(valueOf(t, "viewBox"), func(r rune) bool { return r == ' ' || r == ',' || r == '\n' || r == '\t' || r == '\r' }); len(box) == 4 {
		var ok [4]bool
		x, ok[0] = number(box[0])
		y, ok[1] = number(box[1])
		w, ok[2] = number(box[2])
		h, ok[3] = number(box[3])
		if ok != [4]bool{true, true, true, true} || math.Abs(x) > 1e6 || math.Abs(y) > 1e6 {
			return ErrNoSize
		}
		wide, high = true, true
	}
	if !wide || !high || w <= 0 || h <= 0 {
		return ErrNoSize
	}
	if w > MaxSide || h > MaxSide {
		return ErrPixels.With("width", int(min(w, 1e9))).With("height", int(min(h, 1e9)))
	}
	d.width, d.height = int(math.Ceil(w)), int(math.Ceil(h))
	d.out.WriteString(` xmlns="` + svgSpace + `" viewBox="` + plain(x) + " " + plain(y) + " " + strconv.Itoa(d.width) + " " + strconv.Itoa(d.height) +
		`" width="` + strconv.Itoa(d.width) + `" height="` + strconv.Itoa(d.height) + `"`)
	return nil
}

func plain(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }

func number(s string) (float64, bool) {
	f, err := strconv.ParseFloat(s, 64)
	return f, err == nil && !math.IsNaN(f) && !math.IsInf(f, 0)
}

func length(s string) (float64, bool) { return number(strings.TrimSuffix(strings.TrimSpace(s), "px")) }

func (d *drawing) attribute(element string, a xml.Attr, seen *[]string) error {
	name, low := a.Name.Local, strings.ToLower(a.Name.Local)
	switch {
	case a.Name.Space == "xmlns" || name == "xmlns":
		return nil
	case strings.HasPrefix(low, "on"):
		return ErrActive.With("what", clip(name))
	case low == "href" || low == "src":
		if a.Value == "" || !reference(a.Value) || low == "src" {
			return ErrActive.With("what", clip(name))
		}
		if element != "use" && element != "linearGradient" && element != "radialGradient" {
			return nil
		}
		name = "href"
	case a.Name.Space != "" && a.Name.Space != svgSpace || !slices.Contains(attributes, name):
		return nil
	case element == "use" && name == "id":
		return nil
	case len(d.open) == 0 && slices.Contains([]string{"width", "height", "viewBox", "x", "y"}, name):
		return nil // written already
	}
	if len(a.Value) > maxValue {
		return ErrComplex
	}
	refers, ok := harmless(a.Value)
	if !ok {
		return ErrActive.With("what", clip(name))
	}
	if refers && d.shut > 0 {
		return ErrComplex
	}
	if slices.Contains(*seen, name) {
		return ErrDamaged
	}
	*seen = append(*seen, name)
	d.out.WriteString(" " + name + `="`)
	_ = xml.EscapeText(&d.out, []byte(a.Value))
	d.out.WriteByte('"')
	return nil
}

// reference reports whether an address is one within the drawing.
func reference(s string) bool {
	if len(s) < 2 || s[0] != '#' {
		return false
	}
	return strings.IndexFunc(s[1:], func(r rune) bool {
		return !(r == '-' || r == '_' || r == '.' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r > 127)
	}) < 0
}

// harmless reports whether a value reaches nowhere outside, and whether it refers to a part of the drawing.
func harmless(s string) (refers, ok bool) {
	low := strings.ToLower(s)
	for _, word := range []string{"javascript:", "vbscript:", "data:", "http:", "https:", "file:", "expression(", "@import", "image(", "image-set(", "src(", "\\", "/*", "-moz-binding", "behavior:", "animation", "transition"} {
		if strings.Contains(low, word) {
			return false, false
		}
	}
	for {
		i := strings.Index(low, "url(")
		if i < 0 {
			return refers, true
		}
		low = low[i+len("url("):]
		end := strings.IndexByte(low, ')')
		if end < 0 || !reference(strings.Trim(low[:end], ` "'`)) {
			return false, false
		}
		refers = true
	}
}

// clip is a name as messages may repeat it.
func clip(s string) string {
	s = strings.Map(func(r rune) rune {
		if r == '-' || r == '_' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' {
			return r
		}
		return -1
	}, s)
	return s[:min(len(s), 30)]
}
