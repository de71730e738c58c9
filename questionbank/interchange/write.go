package interchange

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"

	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/clip"
)

// Write writes items in a format and says what the format cannot carry. The report is not a list of what is known about
// the format: the file is read again, and whatever differs from the items is in it. title names the set where a format
// has a place for a name.
func Write(ctx context.Context, f Format, title string, items []questionbank.Content) ([]byte, []questionbank.Loss, error) {
	info, known := InfoOf(f)
	if !known {
		return nil, nil, ErrFormat
	}
	var losses []questionbank.Loss
	var held []int // places of the items that the format has a form for
	for i, c := range items {
		if e := unheld(f, c); e != nil {
			losses = append(losses, questionbank.Loss{Row: i + 1, Item: c.SourceNo, Err: e.With("format", info.Name)})
			continue
		}
		held = append(held, i)
	}
	if len(held) == 0 {
		return nil, losses, ErrNoItems
	}
	part := make([]questionbank.Content, len(held))
	for i, at := range held {
		part[i] = items[at]
	}
	body, err := render(f, title, part)
	if err != nil {
		return nil, nil, err
	}
	again, err := readBytes(ctx, Options{Format: f, Clips: clip.Most}, "x"+info.Extension, body,
		limits{bytes: 1 << 30, unpacked: 1 << 31, rows: tableRows(part) + 1, entries: math.MaxInt, judged: math.MaxInt})
	if err != nil {
		return nil, nil, fmt.Errorf("read what was written as %s: %w", f, err)
	}
	if len(again.Rows) != len(held) {
		return nil, nil, fmt.Errorf("%d items were written as %s, %d are read", len(held), f, len(again.Rows))
	}
	for i, r := range again.Rows {
		losses = append(losses, differences(info, held[i]+1, part[i], r)...)
		if table(f) && f == innerTable(f) && len(part[i].Media) > 0 {
			losses = append(losses, lossOf(info, held[i]+1, part[i], colPictures, ErrTablePicture))
		}
	}
	losses = append(losses, oversize(int64(len(body)))...)
	slices.SortStableFunc(losses, func(a, b questionbank.Loss) int { return a.Row - b.Row })
	return body, losses, nil
}

// oversize names a file that is larger than one that is taken in: whoever gets it has to know before the import is tried.
func oversize(bytes int64) []questionbank.Loss {
	if bytes <= questionbank.MaxFileBytes {
		return nil
	}
	return []questionbank.Loss{{Err: ErrFileLarge.With("mb", (bytes+1<<20-1)>>20).With("most", questionbank.MaxFileBytes>>20)}}
}

// unheld says why a format has no form for the item; nil where it has one. Each new type of item is to be named here by the
// formats that take it.
func unheld(f Format, c questionbank.Content) *fault.Error {
	carries := f == Moodle || f == QTI21 || f == QTI22 || f == QTI30 || table(f)
	switch c.Type {
	case questionbank.TrueFalse, questionbank.Single, questionbank.Multiple:
		if f == Aiken && !aikenHolds(c) {
			return ErrItemForm
		}
	case questionbank.Hotspot, questionbank.Case:
		if f == Moodle || !carries {
			return ErrItemForm
		}
	default:
		return ErrItemForm
	}
	for _, m := range c.Media {
		if !carries || extension(m.Type) == "" {
			return ErrItemPicture
		}
	}
	return nil
}

// table reports whether a format is a table, alone or with its pictures.
func table(f Format) bool {
	f = innerTable(f)
	return f == XLSX || f == CSV || f == CSVGB
}

func render(f Format, title string, items []questionbank.Content) ([]byte, error) {
	switch f {
	case Moodle:
		return writeMoodle(items), nil
	case GIFT:
		return writeGIFT(items), nil
	case Aiken:
		return writeAiken(items), nil
	case QTI21, QTI22, QTI30:
		return writeQTI(f, title, items)
	case XLSXZip, CSVZip:
		return writeTableZip(f, items)
	case XLSX, CSV, CSVGB:
		var b bytes.Buffer
		err := writeTable(&b, f, items)
		return b.Bytes(), err
	}
	return nil, errors.New("no writer of " + string(f))
}

// field is one part of a content, for comparing.
type field struct {
	name  string // heading of the template
	value func(c questionbank.Content) string
}

func fields() []field {
	list := func(s []string) string { return fmt.Sprintf("%q", slices.Concat(s, nil)) }
	return []field{
		{colType, func(c questionbank.Content) string { return string(c.Type) }},
		{colStem, func(c questionbank.Content) string { return c.Stem }},
		{colOptions, func(c questionbank.Content) string { return list(c.Options) }},
		{colKey, func(c questionbank.Content) string { return fmt.Sprint(slices.Concat(c.Key, nil)) }},
		{colExplanation, func(c questionbank.Content) string { return c.Explanation }},
		{colDifficulty, func(c questionbank.Content) string { return strconv.Itoa(c.Difficulty) }},
		{colTopic, func(c questionbank.Content) string { return c.Topic }},
		{colChapter, func(c questionbank.Content) string { return c.Chapter }},
		{colPoints, func(c questionbank.Content) string { return strconv.Itoa(c.Points) }},
		{colSource, func(c questionbank.Content) string { return c.SourceNo }},
		{colTags, func(c questionbank.Content) string { return list(c.Tags) }},
		{colCitation, func(c questionbank.Content) string { return c.Citation }},
		{colFact, func(c questionbank.Content) string { return c.Fact }},
		{colEnemies, func(c questionbank.Content) string { return list(c.Enemies) }},
		{colPictures, func(c questionbank.Content) string {
			var out []string
			for _, m := range c.Media {
				out = append(out, m.Digest, m.Alt)
			}
			return list(out)
		}},
		{colAreas, func(c questionbank.Content) string { return fmt.Sprint(slices.Concat(c.Areas, nil)) }},
		{colPart, func(c questionbank.Content) string { return fmt.Sprintf("%#v", slices.Concat(c.Parts, nil)) }},
		{colSpoken, func(c questionbank.Content) string { return fmt.Sprint(slices.Concat(c.Spoken, nil)) }}, // no file carries sounds
	}
}

// differences says which fields of an item come back otherwise than they were, or not at all.
func differences(info Info, row int, was questionbank.Content, is questionbank.FileRow) (out []questionbank.Loss) {
	none := blank()
	for _, f := range fields() {
		before, after := f.value(was), f.value(is.Content)
		if before == after && is.Left == nil {
			continue
		}
		e := ErrFieldElse
		if after == f.value(none) {
			e = ErrFieldGone
		}
		out = append(out, lossOf(info, row, was, f.name, e))
	}
	for _, c := range is.Wrong {
		if !slices.ContainsFunc(out, func(l questionbank.Loss) bool { return l.Field == c.Column }) {
			out = append(out, lossOf(info, row, was, c.Column, ErrFieldElse))
		}
	}
	return out
}

func lossOf(info Info, row int, c questionbank.Content, field string, e *fault.Error) questionbank.Loss {
	return questionbank.Loss{Row: row, Item: c.SourceNo, Field: field, Err: e.With("format", info.Name).With("field", field)}
}
