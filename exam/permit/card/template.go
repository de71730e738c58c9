package card

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/suikao/suikao/internal/fault"
)

// Size is a form of a certificate.
type Size string

// The sizes.
const (
	Page Size = "page" // A4
	Card Size = "card" // 85.6 × 54 mm, front and back
)

// Template says how certificates look: for each kind of credential its faces.
type Template struct {
	Name  string                   `json:"name"`
	Looks map[string]map[Size]Look `json:"looks"` // by rules.Credential
}

// Look is the faces of one size, in the order of their pages.
type Look []Face

// Face is one page. Millimetres, from its upper left corner.
type Face struct {
	Width      float64   `json:"width"`
	Height     float64   `json:"height"`
	Background string    `json:"background,omitempty"` // "#rrggbb"
	Elements   []Element `json:"elements"`
}

// Element is one thing on a face. Later ones lie over earlier ones.
type Element struct {
	Kind   string  `json:"kind"` // text, box, line, photo, code, seal
	X      float64 `json:"x"`
	Y      float64 `json:"y"`
	W      float64 `json:"w"`
	H      float64 `json:"h"`
	When   string  `json:"when,omitempty"`   // only where this placeholder is not empty
	Text   string  `json:"text,omitempty"`   // with placeholders in braces; \n begins a line
	Size   float64 `json:"size,omitempty"`   // of letters, points
	Min    float64 `json:"min,omitempty"`    // smallest size that a long text may shrink to
	Lines  int     `json:"lines,omitempty"`  // a text may take; 1 where nothing is said
	Align  string  `json:"align,omitempty"`  // left, center, right
	Bold   bool    `json:"bold,omitempty"`   // outlined in its own colour
	Colour string  `json:"colour,omitempty"` // of text, line, code
	Fill   string  `json:"fill,omitempty"`   // of a box
	Line   float64 `json:"line,omitempty"`   // width of a box's border or a line, mm
	Round  float64 `json:"round,omitempty"`  // radius of a box's corners, mm
	Dash   bool    `json:"dash,omitempty"`
}

// Faults of templates. Each names the place by its path.
var (
	ErrTemplate = fault.Define("permit.card_template", fault.Invalid, "这不是证书版式文件：第 {line} 行写错了，或没有写完。", "This is no certificate template: line {line} is wrong or cut short.")
	ErrLarge    = fault.Define("permit.card_large", fault.Invalid, "版式文件不能超过 256 KB。", "A template has at most 256 KB.")
	ErrValue    = fault.Define("permit.card_value", fault.Invalid, "这一处的取值类型不对。", "The value here is of the wrong type.")
	ErrLook     = fault.Define("permit.card_look", fault.Invalid, "版式须为每种证件给出整页一面、卡片两面。", "A template needs, for each kind of credential, one face for the page and two for the card.")
	ErrOutside  = fault.Define("permit.card_outside", fault.Invalid, "元素超出版面，或没有大小。", "The element reaches beyond its face, or has no size.")
	ErrWord     = fault.Define("permit.card_word", fault.Invalid, "版式里有不认识的词“{word}”。", "The template has the unknown word “{word}”.")
	ErrSmall    = fault.Define("permit.card_small", fault.Invalid, "字号须在 4 到 72 磅之间，行数须在 1 到 12 之间。", "Letters have 4 to 72 points, and a text has 1 to 12 lines.")
	ErrCodeSize = fault.Define("permit.card_code_size", fault.Invalid, "核验码须为正方形：卡片上边长至少 28 毫米，整页上至少 32 毫米。", "The code is a square with sides of 28 mm at least on the card, 32 mm on the page.")
	ErrNoPlace  = fault.Define("permit.card_no_place", fault.Invalid, "版式缺少必需的内容“{word}”。", "The template lacks “{word}”, which must be on it.")
)

//go:embed default.json
var standard []byte

// Standard returns version 1 of the template.
func Standard() (Template, []byte, error) {
	t, err := Parse(standard)
	return t, standard, err
}

// kinds are the credentials that a template draws; each size with the number of its faces.
var (
	kinds = []string{"OPERATION_PERMIT", "COMPETENCE_CERT", "TRAINING_PROOF"}
	faces = map[Size]int{Page: 1, Card: 2}
)

// MaxBytes is the size of a template file.
const MaxBytes = 256 << 10

// Parse reads a template and checks all of it. Faults: ErrTemplate, ErrLarge; or a list of the wrong places.
func Parse(b []byte) (Template, error) {
	var t Template
	if len(b) > MaxBytes {
		return t, ErrLarge
	}
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	if err := d.Decode(&t); err != nil {
		return t, unread(b, d.InputOffset(), err)
	}
	if d.More() {
		return t, ErrTemplate.With("line", line(b, d.InputOffset()))
	}
	var bad []fault.Field
	for _, kind := range kinds {
		for _, size := range []Size{Page, Card} {
			bad = append(bad, t.Looks[kind][size].check(fmt.Sprintf("looks.%s.%s", kind, size), size)...)
		}
	}
	for kind := range t.Looks {
		if !slices.Contains(kinds, kind) {
			bad = append(bad, fault.Field{Path: "looks", Err: ErrWord.With("word", kind)})
		}
	}
	if len(bad) > 0 {
		return t, fault.ErrInvalid.Listing(bad[:min(len(bad), 50)])
	}
	return t, nil
}

// unread says in words where a file stopped being a template. The decoder has no type for an unknown field.
func unread(b []byte, at int64, err error) error {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch word, unknown := strings.CutPrefix(err.Error(), "json: unknown field "); {
	case unknown:
		return fault.ErrInvalid.Listing([]fault.Field{{Path: "text", Err: ErrWord.With("word", strings.Trim(word, `"`))}})
	case errors.As(err, &kind):
		return fault.ErrInvalid.Listing([]fault.Field{{Path: kind.Field, Err: ErrValue}})
	case errors.As(err, &syntax):
		at = syntax.Offset
	}
	return ErrTemplate.With("line", line(b, at))
}

func line(b []byte, at int64) string {
	return strconv.Itoa(1 + bytes.Count(b[:min(max(at, 0), int64(len(b)))], []byte("\n")))
}

// must are the placeholders without which a certificate says too little.
var must = []string{"name", "number", "item", "validFrom", "validTo", "issuer", "pending"}

func (l Look) check(path string, size Size) []fault.Field {
	if len(l) != faces[size] {
		return []fault.Field{{Path: path, Err: ErrLook}}
	}
	var bad []fault.Field
	has := map[string]bool{}
	for i, f := range l {
		at := fmt.Sprintf("%s.%d", path, i)
		if !between(f.Width, 40, 420) || !between(f.Height, 40, 420) || len(f.Elements) > 200 || !colour(f.Background) {
			bad = append(bad, fault.Field{Path: at, Err: ErrOutside})
		}
		for k, e := range f.Elements {
			if err := e.check(f, size, has); err != nil {
				bad = append(bad, fault.Field{Path: fmt.Sprintf("%s.elements.%d", at, k), Err: err})
			}
		}
	}
	for _, word := range append([]string{"<photo>", "<code>"}, must...) {
		if !has[word] {
			bad = append(bad, fault.Field{Path: path, Err: ErrNoPlace.With("word", word)})
		}
	}
	return bad
}

var placeholder = regexp.MustCompile(`\{([^{}]*)\}`)

func (e Element) check(f Face, size Size, has map[string]bool) *fault.Error {
	const slack = 0.001
	if e.X < 0 || e.Y < 0 || e.W < 0 || e.H < 0 || e.X+e.W > f.Width+slack || e.Y+e.H > f.Height+slack || e.W == 0 && e.H == 0 {
		return ErrOutside
	}
	for _, c := range []string{e.Colour, e.Fill} {
		if !colour(c) {
			return ErrWord.With("word", c)
		}
	}
	if e.When != "" && !known(e.When) {
		return ErrWord.With("word", e.When)
	}
	if !slices.Contains([]string{"", "left", "center", "right"}, e.Align) {
		return ErrWord.With("word", e.Align)
	}
	if e.Line < 0 || e.Line > 5 || e.Round < 0 || e.Round > 20 {
		return ErrOutside
	}
	has["<"+e.Kind+">"] = true
	switch e.Kind {
	case "text":
		return e.checkText(has)
	case "code":
		least := map[Size]float64{Card: 28, Page: 32}[size]
		if e.W != e.H || e.W < least {
			return ErrCodeSize
		}
	case "box", "photo", "seal":
		if e.W == 0 || e.H == 0 {
			return ErrOutside
		}
	case "line":
	default:
		return ErrWord.With("word", e.Kind)
	}
	return nil
}

func (e Element) checkText(has map[string]bool) *fault.Error {
	if e.W == 0 || e.H == 0 {
		return ErrOutside
	}
	if !between(e.Size, 4, 72) || e.Min != 0 && !between(e.Min, 4, e.Size) || e.Lines < 0 || e.Lines > 12 {
		return ErrSmall
	}
	for _, m := range placeholder.FindAllStringSubmatch(e.Text, -1) {
		if !known(m[1]) {
			return ErrWord.With("word", m[0])
		}
		has[m[1]] = true
	}
	return nil
}

func between(v, from, to float64) bool { return v >= from && v <= to }

var hexColour = regexp.MustCompile(`^#[0-9a-f]{6}$`)

func colour(s string) bool { return s == "" || hexColour.MatchString(s) }

// Facts are what a certificate says, each under the name of its placeholder. Empty is what the permit does not have.
type Facts struct {
	Kind        string // rules.Credential: which look
	Title       string // of the document
	Name        string
	Sex         string
	Number      string
	Category    string // 作业类别
	Item        string // 操作项目
	FirstIssued string // 2026年11月23日
	ValidFrom   string
	ValidTo     string
	ReviewDue   string // 应复审日期; empty where there is none
	Issuer      string
	Pending     string // that the national register has not confirmed
	Code        string // 核验码, to read out
	QR          string // content of our code
	Photo       []byte // JPEG or PNG
	Specimen    bool   // 样张 across each face
}

func (f Facts) words() map[string]string {
	return map[string]string{"name": f.Name, "sex": f.Sex, "number": f.Number, "category": f.Category, "item": f.Item, "firstIssued": f.FirstIssued,
		"validFrom": f.ValidFrom, "validTo": f.ValidTo, "reviewDue": f.ReviewDue, "issuer": f.Issuer, "pending": f.Pending, "code": f.Code}
}

func known(word string) bool { _, ok := Facts{}.words()[word]; return ok }

// fill puts the facts into a text.
func fill(text string, words map[string]string) string {
	return placeholder.ReplaceAllStringFunc(text, func(m string) string { return words[strings.Trim(m, "{}")] })
}
