package sheet

import (
	"bytes"
	"context"
	"errors"
	"io"
	"regexp"
	"strings"
	"time"
)

// Read reads an upload against the wanted columns. The format is told by the content; name only helps to say what is
// wrong. A failure of the whole file is the error; what is wrong in cells is in Table.Problems, and those cells are
// empty. The caller goes on to judge the rows and adds to the same problems.
func Read(ctx context.Context, name string, r io.Reader, columns []Column, l Limits) (*Table, error) {
	body, err := io.ReadAll(io.LimitReader(r, l.Bytes+1))
	if err != nil {
		return nil, err
	}
	if int64(len(body)) > l.Bytes {
		return nil, ErrTooLarge.With("max", max(1, l.Bytes>>20))
	}
	b := newBuilder(ctx, columns, l)
	switch {
	case len(bytes.TrimSpace(body)) == 0:
		return nil, ErrEmpty
	case bytes.HasPrefix(body, []byte("PK")):
		err = readXLSX(body, b)
	case bytes.HasPrefix(body, []byte("\xd0\xcf\x11\xe0")):
		return nil, ErrOldFormat
	case strings.HasSuffix(strings.ToLower(name), ".xlsx"):
		return nil, ErrNotSheet
	default:
		err = readCSV(body, b)
	}
	if err != nil && !errors.Is(err, errDone) {
		return nil, err
	}
	return b.finish()
}

// errDone ends reading early without a failure.
var errDone = errors.New("done")

var dateForms = regexp.MustCompile(`^(\d{4})(?:[-/.]|年)(\d{1,2})(?:[-/.]|月)(\d{1,2})日?(?: 0{1,2}:00(?::00)?)?$|^(\d{4})(\d{2})(\d{2})$`)

// civilDate reads the forms in which people in China write a date: 2026-06-01, 2026/6/1, 2026.6.1, 2026年6月1日, 20260601.
func civilDate(s string) (string, bool) {
	m := dateForms.FindStringSubmatch(s)
	if m == nil {
		return "", false
	}
	y, mo, d := m[1]+m[4], m[2]+m[5], m[3]+m[6]
	t, err := time.Parse("2006-1-2", y+"-"+mo+"-"+d)
	if err != nil {
		return "", false
	}
	return t.Format(time.DateOnly), true
}
