package sheet

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/suikao/suikao/internal/fault"
)

// Column is one that the caller wants.
type Column struct {
	Name     string   // the caller's key for Row.Get
	Header   string   // what the template writes
	Synonyms []string // what else the header may say; case, spaces, "*" and notes in brackets do not matter
	Required bool     // the file must have this column; its cells may be empty
	Text     bool     // wide spaces within stay as they are
	Exact    bool     // invisible characters and wide letters stay too: the caller judges them; composed (NFC), spaces at both ends gone
	Date     bool     // dates of any form come as 2006-01-02; elsewhere a date is a spoiled text
	Example  string   // for the template
	Note     string   // for the template
}

// Limits bound what a file may be. All must be positive.
type Limits struct {
	Bytes    int64 // of the file
	Unpacked int64 // of all parts read out of an .xlsx
	Rows     int   // that are not empty
	Cells    int   // that are not empty, in wanted columns
	CellLen  int   // characters in one cell
}

// DefaultLimits are 10 MB, 128 MB unpacked, a million rows, 1.5 million cells of at most 4,000 characters.
func DefaultLimits() Limits {
	return Limits{Bytes: 10 << 20, Unpacked: 128 << 20, Rows: 1_000_000, Cells: 1_500_000, CellLen: 4000}
}

// Table is a file that was read: the rows below the header that hold anything in a wanted column.
type Table struct {
	Rows []Row
	// Unknown are headers that belong to no wanted column, in the file's order; worth a warning.
	Unknown []string

	index    map[string]int // Column.Name → position in Row.cells
	headers  []string       // as the file writes them; "" where the file has no such column
	letters  []string       // "A", "B", …
	problems []Problem
	total    int
}

// Row is one line of the table.
type Row struct {
	Number int // as the spreadsheet shows it, from 1
	cells  []string
	index  map[string]int
}

// Get returns the text of a wanted column; empty where the file has no such column.
func (r Row) Get(name string) string {
	i, ok := r.index[name]
	if !ok || r.cells == nil {
		return ""
	}
	return r.cells[i]
}

// Has reports whether the file has the column.
func (t *Table) Has(name string) bool {
	i, ok := t.index[name]
	return ok && t.letters[i] != ""
}

// Header returns how the file names a wanted column; the column's own header where the file has none.
func (t *Table) Header(name string) string { return t.headers[t.index[name]] }

// Problem is one thing that is wrong with the file, for the person who uploaded it.
type Problem struct {
	Row    int          // as the spreadsheet shows it
	Column string       // the header as the file writes it
	Cell   string       // "C12"
	Err    *fault.Error // code and texts
	Value  string       // what stands there, shortened to 40 characters; may be personal, so do not log it
}

// MaxProblems is how many problems are kept; more are only counted.
const MaxProblems = 200

// Add notes that a row is wrong in a wanted column.
func (t *Table) Add(r Row, column string, err *fault.Error) {
	t.add(r.Number, t.index[column], err, r.Get(column))
}

func (t *Table) add(row, column int, err *fault.Error, value string) {
	if t.total++; t.total > MaxProblems {
		return
	}
	if utf8.RuneCountInString(value) > 40 {
		value = string([]rune(value)[:39]) + "…"
	}
	cell := ""
	if t.letters[column] != "" {
		cell = fmt.Sprint(t.letters[column], row)
	}
	t.problems = append(t.problems, Problem{row, t.headers[column], cell, err, value})
}

// Problems returns what is wrong, in the order in which it was found, at most MaxProblems.
func (t *Table) Problems() []Problem { return t.problems }

// Total returns how many problems there are in all.
func (t *Table) Total() int { return t.total }

// Err returns nil where nothing is wrong, else a fault.ErrInvalid that names each problem as "row 12, 答案".
func (t *Table) Err() error {
	var l fault.List
	for _, p := range t.problems {
		l.Add(fmt.Sprintf("row %d, %s", p.Row, p.Column), p.Err)
	}
	return l.Err()
}

// letter returns the name of a column counted from 0: A … Z, AA …
func letter(i int) string {
	s := ""
	for i++; i > 0; i = (i - 1) / 26 {
		s = string(rune('A'+(i-1)%26)) + s
	}
	return s
}

// reference reads a cell reference such as "AB12" into a column counted from 0.
func reference(ref string) (column int, ok bool) {
	letters := strings.TrimRight(ref, "0123456789")
	if letters == "" || len(letters) > 3 {
		return 0, false
	}
	for _, c := range letters {
		if c < 'A' || c > 'Z' {
			return 0, false
		}
		column = column*26 + int(c-'A') + 1
	}
	return column - 1, true
}
