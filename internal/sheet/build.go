package sheet

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/suikao/suikao/internal/fault"
)

// headerWithin is how many filled rows may stand above the header or be the header.
const headerWithin = 10

// cell is one cell of the file: where it stands, its raw text, and what is wrong with it.
type cell struct {
	column int // from 0
	text   string
	err    *fault.Error
	date   bool // text is a date that the file knows as one, 2006-01-02
}

// builder turns the cells of either format into a Table.
type builder struct {
	ctx     context.Context //nolint:containedctx // lives as long as one Read
	columns []Column
	limits  Limits
	keys    map[string]int // headerKey → position in columns
	table   *Table

	from    map[int]int // column of the file → position in columns; nil until the header is found
	tried   int
	missing []string // of the row most like a header
	seen    int
	cells   int
	bytes   int64 // of an .xlsx, unpacked so far
}

func newBuilder(ctx context.Context, columns []Column, l Limits) *builder {
	b := &builder{ctx: ctx, columns: columns, limits: l, keys: map[string]int{}}
	b.table = &Table{index: map[string]int{}, headers: make([]string, len(columns)), letters: make([]string, len(columns))}
	for i, c := range columns {
		b.table.index[c.Name] = i
		b.table.headers[i] = c.Header
		for _, name := range append([]string{c.Header}, c.Synonyms...) {
			b.keys[headerKey(name)] = i
		}
	}
	return b
}

// row takes the cells of one row, in any number and order.
func (b *builder) row(number int, cells []cell) error {
	if b.seen++; b.seen%256 == 0 && b.ctx.Err() != nil {
		return b.ctx.Err()
	}
	if b.from == nil {
		return b.header(cells)
	}
	r := Row{Number: number, index: b.table.index}
	for _, c := range cells {
		i, wanted := b.from[c.column]
		if !wanted {
			continue
		}
		text, err := b.read(i, c)
		if err == nil && text == "" {
			continue
		}
		if b.cells++; b.cells > b.limits.Cells {
			return b.tooMany(number)
		}
		if r.cells == nil {
			r.cells = make([]string, len(b.columns))
		}
		if err != nil {
			b.table.add(number, i, err, text)
			continue
		}
		r.cells[i] = text
	}
	if r.cells == nil {
		return nil
	}
	if len(b.table.Rows) >= b.limits.Rows {
		return b.tooMany(number)
	}
	b.table.Rows = append(b.table.Rows, r)
	return nil
}

// tooMany refuses the file at a row; nothing behind it is read.
func (b *builder) tooMany(row int) error {
	return ErrTooMany.With("rows", b.limits.Rows).With("cells", b.limits.Cells).With("row", row)
}

// read judges one cell of wanted column i.
func (b *builder) read(i int, c cell) (string, *fault.Error) {
	if c.err != nil {
		return clean(c.text), c.err
	}
	if c.date && !b.columns[i].Date {
		return c.text, ErrDate
	}
	tidy := clean
	switch {
	case b.columns[i].Exact:
		tidy = exact
	case b.columns[i].Text:
		tidy = cleaned
	}
	text := tidy(c.text)
	if n := utf8.RuneCountInString(text); n > b.limits.CellLen {
		return text, ErrLong.With("max", b.limits.CellLen)
	}
	if b.columns[i].Date && text != "" && !c.date {
		d, ok := civilDate(text)
		if !ok {
			return text, ErrBadDate
		}
		return d, nil
	}
	return text, nil
}

// header takes the row as the header if it names every required column.
func (b *builder) header(cells []cell) error {
	from, unknown, filled := map[int]int{}, []string(nil), false
	for _, c := range cells {
		text := clean(c.text)
		if text == "" || c.err != nil {
			continue
		}
		filled = true
		i, wanted := b.keys[headerKey(text)]
		if !wanted {
			unknown = append(unknown, text)
			continue
		}
		for other, j := range from {
			if j == i {
				return ErrHeaderTwice.With("column", b.columns[i].Header).With("cells", letter(other)+", "+letter(c.column))
			}
		}
		from[c.column] = i
	}
	if !filled {
		return nil
	}
	var missing []string
	for i, c := range b.columns {
		if c.Required && !slices.Contains(values(from), i) {
			missing = append(missing, c.Header)
		}
	}
	if len(missing) > 0 || len(from) == 0 {
		if b.tried++; b.tried == 1 || len(missing) < len(b.missing) {
			b.missing = missing
		}
		if b.tried >= headerWithin {
			return b.noHeader()
		}
		return nil
	}
	b.from, b.table.Unknown = from, unknown
	for _, c := range cells {
		if i, ok := from[c.column]; ok {
			b.table.headers[i], b.table.letters[i] = clean(c.text), letter(c.column)
		}
	}
	return nil
}

func (b *builder) noHeader() error {
	missing := b.missing
	if len(missing) == 0 { // nothing is required, and nothing was found
		for _, c := range b.columns {
			missing = append(missing, c.Header)
		}
	}
	return ErrHeader.With("columns", strings.Join(missing, "、"))
}

func values(m map[int]int) (out []int) {
	for _, v := range m {
		out = append(out, v)
	}
	return out
}

// finish returns the table, or why there is none.
func (b *builder) finish() (*Table, error) {
	switch {
	case b.from == nil && b.tried == 0:
		return nil, ErrEmpty
	case b.from == nil:
		return nil, b.noHeader()
	case len(b.table.Rows) == 0:
		return nil, ErrEmpty
	}
	return b.table, nil
}
