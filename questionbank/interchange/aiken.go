package interchange

import (
	"context"
	"fmt"
	"regexp"
	"strings"

	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/internal/sheet"
	"github.com/suikao/suikao/questionbank"
)

var (
	aikenChoice = regexp.MustCompile(`^\s*(\pL)\s*[.)．）、]\s*(.*)$`)
	aikenKey    = regexp.MustCompile(`(?i)^\s*(?:ANSWER|答案)\s*[:：]\s*(.*)$`)
)

// aikenReader gathers one question: its text, its options, until the line of the answer.
type aikenReader struct {
	out     *collector
	stem    []string
	options []string
	wrong   *fault.Error
}

// readAiken reads questions of the form text, "A. option", "ANSWER: A". The text stays one line in what programs write;
// several are read.
func readAiken(_ context.Context, text string, out *collector) error {
	a := aikenReader{out: out}
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		if err := a.line(line); err != nil {
			return err
		}
	}
	if len(a.stem) > 0 {
		a.wrong = ErrNoAnswer
		return a.done("")
	}
	return nil
}

func (a *aikenReader) line(s string) error {
	if m := aikenKey.FindStringSubmatch(s); m != nil && len(a.stem) > 0 {
		return a.done(m[1])
	}
	m := aikenChoice.FindStringSubmatch(s)
	switch {
	case len(a.stem) == 0: // whatever the first line looks like, it is the text
		a.stem = append(a.stem, s)
	case m != nil && strings.ToUpper(sheet.Clean(m[1])) == nextLetter(len(a.options)):
		a.options = append(a.options, sheet.Clean(m[2]))
	case len(a.options) == 0:
		a.stem = append(a.stem, s)
	default: // an option left out, or a line that belongs nowhere
		a.wrong = ErrBroken
	}
	return nil
}

func nextLetter(n int) string {
	if n >= len(letters) {
		return ""
	}
	return letters[n : n+1]
}

// done ends a question with the text of its answer.
func (a *aikenReader) done(answer string) error {
	c := blank()
	c.Type, c.Stem, c.Options = questionbank.Single, sheet.Clean(strings.Join(a.stem, "\n")), a.options
	row := a.out.next()
	wrong := a.wrong
	if wrong == nil {
		key, ok := keyOf(c.Type, sheet.Clean(answer))
		switch {
		case !ok:
			wrong = questionbank.ErrKeyForm
		case len(key) == 0:
			wrong = ErrNoAnswer
		case len(key) > 1:
			c.Type = questionbank.Multiple
		}
		c.Key = key
	}
	r := questionbank.FileRow{Row: row}
	if m := (meta{c: &c}); wrong == nil && m.judged() {
		a.out.lost(row, "", colOptions, ErrWords)
	}
	if wrong != nil {
		r.Wrong = []questionbank.Cell{{Column: colKey, Err: wrong}}
	}
	r.Content = c
	a.stem, a.options, a.wrong = nil, nil, nil
	return a.out.add(r)
}

// aikenHolds says why an item has no place in the format: it knows one right letter alone.
func aikenHolds(c questionbank.Content) bool { return c.Type != questionbank.Multiple }

// writeAiken writes items that have one right option.
func writeAiken(items []questionbank.Content) []byte {
	var b strings.Builder
	line := func(s string) string { return strings.Join(strings.Fields(s), " ") }
	for _, c := range items {
		fmt.Fprintln(&b, line(c.Stem))
		for i, o := range c.Options {
			fmt.Fprintf(&b, "%s. %s\n", letters[i:i+1], line(o))
		}
		for _, k := range c.Key {
			fmt.Fprintf(&b, "ANSWER: %s\n\n", letters[k:k+1])
		}
	}
	return []byte(b.String())
}
