package sheet

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

// spoiledNumber is how Excel saves a long number to CSV.
var spoiledNumber = regexp.MustCompile(`^[+-]?\d(\.\d+)?[eE]\+\d{2,3}$`)

func readCSV(body []byte, b *builder) error {
	text, err := Decode(body)
	if err != nil {
		return err
	}
	r := csv.NewReader(strings.NewReader(text))
	r.Comma = separator(text)
	at := 0
	for line := range strings.Lines(text) {
		if at++; strings.Count(line, string(r.Comma)) > maxColumns {
			return b.tooMany(at) // before the reader makes millions of empty cells of it
		}
	}
	r.FieldsPerRecord = -1
	r.ReuseRecord = true
	folded := 0 // line ends inside cells so far: the spreadsheet counts records, the reader counts lines
	for {
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		var pe *csv.ParseError
		if errors.As(err, &pe) {
			return ErrQuote.With("row", pe.StartLine-folded)
		}
		if err != nil {
			return err
		}
		line, _ := r.FieldPos(0)
		cells := make([]cell, 0, len(record))
		number := line - folded
		for i, s := range record {
			folded += strings.Count(s, "\n")
			if strings.TrimSpace(s) != "" {
				cells = append(cells, csvCell(i, s))
			}
		}
		if err := b.row(number, cells); err != nil {
			return err
		}
	}
}

func csvCell(column int, s string) cell {
	c := cell{column: column, text: s}
	switch t := strings.TrimSpace(s); {
	case t[0] == '=':
		c.err = ErrFormula
	case spoiledNumber.MatchString(t):
		c.err = ErrNumber
	case strings.HasPrefix(t, "#") && isErrorValue(t):
		c.err = ErrCell
	}
	return c
}

// Decode brings a text file to UTF-8: by its byte order mark, as UTF-8 where it is that, else as GB 18030. ErrEncoding where
// it is neither, ErrNotSheet where it is no text at all.
func Decode(body []byte) (string, error) {
	var out []byte
	var err error
	switch {
	case bytes.HasPrefix(body, []byte("\xef\xbb\xbf")):
		out = body[3:]
	case bytes.HasPrefix(body, []byte("\xff\xfe")), bytes.HasPrefix(body, []byte("\xfe\xff")):
		out, err = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder().Bytes(body)
	case utf8.Valid(body):
		out = body
	default:
		out, err = simplifiedchinese.GB18030.NewDecoder().Bytes(body)
	}
	if err != nil || !utf8.Valid(out) {
		return "", ErrEncoding
	}
	for _, r := range string(out) {
		if r == utf8.RuneError {
			return "", ErrEncoding
		}
		if r < ' ' && r != '\n' && r != '\r' && r != '\t' {
			return "", ErrNotSheet // a picture, a program, anything but text
		}
	}
	return string(out), nil
}

// separator guesses from the first lines what divides the cells: Excel writes tabs as "Unicode text" and semicolons
// under some settings.
func separator(text string) rune {
	head := text[:min(len(text), 4096)]
	best, most := ',', strings.Count(head, ",")
	for _, c := range []rune{'\t', ';'} {
		if n := strings.Count(head, string(c)); n > most {
			best, most = c, n
		}
	}
	return best
}

// isErrorValue reports the values that a spreadsheet shows for a failed formula.
func isErrorValue(s string) bool {
	switch s {
	case "#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!":
		return true
	}
	return false
}
