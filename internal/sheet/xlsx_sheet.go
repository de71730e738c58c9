package sheet

import (
	"encoding/xml"
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"
)

// sheetReader turns the tokens of a worksheet into rows.
type sheetReader struct {
	b        *builder
	shared   []string
	dates    map[int]bool // cell styles that show a date
	date1904 bool

	inData bool
	row    int
	column int
	cells  []cell

	kind     string
	style    int
	formula  bool
	reading  bool // inside <v> or <t>
	phonetic bool
	parts    strings.Builder
}

func (s *sheetReader) token(t xml.Token) error {
	switch e := t.(type) {
	case xml.StartElement:
		return s.start(e)
	case xml.EndElement:
		return s.end(e.Name.Local)
	case xml.CharData:
		if s.reading && !s.phonetic {
			s.parts.Write(e)
		}
	}
	return nil
}

func (s *sheetReader) start(e xml.StartElement) error {
	switch e.Name.Local {
	case "sheetData":
		s.inData = true
	case "row":
		s.cells, s.column = s.cells[:0], -1
		return s.place(attr(e, "r"))
	case "c":
		s.kind, s.formula, s.style = attr(e, "t"), false, 0
		s.style, _ = strconv.Atoi(attr(e, "s"))
		s.parts.Reset()
		s.column++
		if ref := attr(e, "r"); ref != "" {
			column, ok := reference(ref)
			if !ok || column < s.column {
				return ErrNotSheet
			}
			s.column = column
		}
	case "f":
		s.formula = true
	case "v", "t":
		s.reading = true
	case "rPh":
		s.phonetic = true
	}
	return nil
}

// place reads a row's number; rows without one follow the row before.
func (s *sheetReader) place(r string) error {
	next := s.row + 1
	if r != "" {
		n, err := strconv.Atoi(r)
		if err != nil || n < next || n > 1<<20 {
			return ErrNotSheet
		}
		next = n
	}
	s.row = next
	return nil
}

func (s *sheetReader) end(name string) error {
	switch name {
	case "v", "t":
		s.reading = false
	case "rPh":
		s.phonetic = false
	case "c":
		if s.inData && (s.parts.Len() > 0 || s.formula) {
			if len(s.cells) == maxColumns {
				return ErrNotSheet
			}
			s.cells = append(s.cells, s.cell(s.parts.String()))
		}
	case "row":
		if s.inData && len(s.cells) > 0 {
			return s.b.row(s.row, s.cells)
		}
	case "sheetData":
		return errDone
	}
	return nil
}

// cell judges one cell by its type: s shared text, inlineStr and str text, b truth, e error, d ISO date, else a number.
func (s *sheetReader) cell(text string) cell {
	c := cell{column: s.column, text: text}
	if s.formula {
		c.err = ErrFormula
		return c
	}
	switch s.kind {
	case "s":
		i, err := strconv.Atoi(text)
		if err != nil || i < 0 || i >= len(s.shared) {
			c.err = ErrCell
			return c
		}
		c.text = s.shared[i]
	case "inlineStr", "str":
		c.text = unescape(text)
	case "b":
		c.text = "FALSE"
		if isTrue(text) {
			c.text = "TRUE"
		}
	case "e":
		c.err = ErrCell
	case "d":
		c.text, c.date = text[:min(len(text), 10)], true
	default:
		s.number(&c)
	}
	return c
}

// number writes a number as the spreadsheet shows it, tells dates, and refuses what has more digits than it can keep.
func (s *sheetReader) number(c *cell) {
	v, err := strconv.ParseFloat(strings.TrimSpace(c.text), 64)
	switch {
	case err != nil || math.IsInf(v, 0) || math.IsNaN(v):
		c.err = ErrCell
	case s.dates[s.style]:
		c.text, c.date = serialDate(v, s.date1904), true
	case math.Abs(v) >= 1e15:
		c.text, c.err = strconv.FormatFloat(v, 'f', 0, 64), ErrNumber
	default:
		// 15 digits are what a spreadsheet keeps and shows; the file may hold 0.30000000000000004.
		short, _ := strconv.ParseFloat(strconv.FormatFloat(v, 'g', 15, 64), 64)
		c.text = strconv.FormatFloat(short, 'f', -1, 64)
	}
}

// serialDate reads a date as days since the epoch of the workbook. The epoch 1899-12-30 holds from March 1900 on; the
// first sixty days are wrong by one in Excel itself.
func serialDate(v float64, date1904 bool) string {
	epoch := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	if date1904 {
		epoch = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	if v < 0 || v > 2958465 { // 9999-12-31
		return ""
	}
	return epoch.AddDate(0, 0, int(v)).Format(time.DateOnly)
}

var escape = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

// unescape undoes the form _x000D_ in which Office writes characters that XML cannot hold.
func unescape(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	return escape.ReplaceAllStringFunc(s, func(m string) string {
		n, _ := strconv.ParseUint(m[2:6], 16, 16)
		if utf16.IsSurrogate(rune(n)) {
			return ""
		}
		return string(rune(n))
	})
}

// sharedStrings reads the texts that cells refer to by number; runs of one text are joined, phonetic hints left out.
func (bk *book) sharedStrings(part string) ([]string, error) {
	var out []string
	if part == "" || bk.parts[part] == nil {
		return nil, nil
	}
	var text strings.Builder
	reading, phonetic := false, false
	err := bk.scan(part, func(t xml.Token) error {
		switch e := t.(type) {
		case xml.StartElement:
			switch e.Name.Local {
			case "si":
				text.Reset()
			case "t":
				reading = true
			case "rPh":
				phonetic = true
			}
		case xml.CharData:
			if reading && !phonetic {
				text.Write(e)
			}
		case xml.EndElement:
			switch e.Name.Local {
			case "si":
				if len(out) == maxShared {
					return ErrExpands
				}
				out = append(out, unescape(text.String()))
			case "t":
				reading = false
			case "rPh":
				phonetic = false
			}
		}
		return nil
	})
	return out, err
}
