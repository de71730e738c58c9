package sheet

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// Template writes an .xlsx file to fill in: one row of headers ("*" marks required columns), all columns formatted as
// text so that Excel leaves long numbers and "3-5" alone, an example row where examples are given, and the notes on a
// second sheet.
func Template(w io.Writer, name string, columns []Column) error {
	f := excelize.NewFile()
	defer func() { _ = f.Close() }()
	if err := f.SetSheetName("Sheet1", name); err != nil {
		return err
	}
	header, example, given := make([]string, len(columns)), make([]string, len(columns)), false
	notes := [][]string{}
	for i, c := range columns {
		header[i], example[i] = c.Header, c.Example
		if c.Required {
			header[i] += "*"
		}
		given = given || c.Example != ""
		if c.Note != "" {
			notes = append(notes, []string{header[i], c.Note})
		}
	}
	rows := [][]string{}
	if given {
		rows = append(rows, example)
	}
	if err := stream(f, name, header, Each(rows)); err != nil {
		return err
	}
	if len(notes) > 0 {
		const second = "填写说明"
		if _, err := f.NewSheet(second); err != nil {
			return err
		}
		if err := stream(f, second, []string{"列", "说明"}, Each(notes)); err != nil {
			return err
		}
	}
	_, err := f.WriteTo(w)
	return err
}

// WriteXLSX writes a table as .xlsx. Every cell is a text, so nothing is evaluated and nothing is rounded. Rows are
// streamed; an error among them ends the file.
func WriteXLSX(w io.Writer, name string, header []string, rows iter.Seq2[[]string, error]) error {
	f := excelize.NewFile()
	defer func() { _ = f.Close() }()
	if err := f.SetSheetName("Sheet1", name); err != nil {
		return err
	}
	if err := stream(f, name, header, rows); err != nil {
		return err
	}
	_, err := f.WriteTo(w)
	return err
}

// stream writes header and rows into the sheet.
func stream(f *excelize.File, name string, header []string, rows iter.Seq2[[]string, error]) error {
	sw, err := f.NewStreamWriter(name)
	if err != nil {
		return err
	}
	text, err := f.NewStyle(&excelize.Style{NumFmt: 49}) // "@"
	if err != nil {
		return err
	}
	bold, err := f.NewStyle(&excelize.Style{NumFmt: 49, Font: &excelize.Font{Bold: true}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E8EEF7"}}})
	if err != nil {
		return err
	}
	for i, h := range header {
		width := min(40, max(12, 2*utf8.RuneCountInString(h)+4))
		if err := sw.SetColStyle(i+1, i+1, text); err != nil {
			return err
		}
		if err := sw.SetColWidth(i+1, i+1, float64(width)); err != nil {
			return err
		}
	}
	if err := sw.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	n := 0
	put := func(cells []string, style int) error {
		n++
		out := make([]any, len(cells))
		for i, c := range cells {
			out[i] = excelize.Cell{StyleID: style, Value: c}
		}
		return sw.SetRow(fmt.Sprint("A", n), out)
	}
	if err := put(header, bold); err != nil {
		return err
	}
	for r, err := range rows {
		if err != nil {
			return err
		}
		if err := put(r, text); err != nil {
			return err
		}
	}
	return sw.Flush()
}

// WriteCSV writes a table as CSV in UTF-8 with the byte order mark that Excel needs. Cells that a spreadsheet would
// evaluate get a leading apostrophe.
func WriteCSV(w io.Writer, header []string, rows iter.Seq2[[]string, error]) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return err
	}
	return writeCSV(w, header, rows)
}

// WriteCSVGB is WriteCSV in GB 18030, which needs no mark and which older spreadsheet programs in China expect.
func WriteCSVGB(w io.Writer, header []string, rows iter.Seq2[[]string, error]) error {
	gb := simplifiedchinese.GB18030.NewEncoder().Writer(w)
	err := writeCSV(gb, header, rows)
	if c, ok := gb.(io.Closer); ok {
		err = errors.Join(err, c.Close())
	}
	return err
}

func writeCSV(w io.Writer, header []string, rows iter.Seq2[[]string, error]) error {
	c := csv.NewWriter(w)
	c.UseCRLF = true
	put := func(cells []string) error {
		out := make([]string, len(cells))
		for i, s := range cells {
			out[i] = inert(s)
		}
		return c.Write(out)
	}
	if err := put(header); err != nil {
		return err
	}
	for r, err := range rows {
		if err != nil {
			return err
		}
		if err := put(r); err != nil {
			return err
		}
	}
	c.Flush()
	return c.Error()
}

// inert makes a text one that no spreadsheet evaluates, also behind leading spaces, tabs and line ends.
func inert(s string) string {
	if t := strings.TrimLeft(s, " \t\r\n\u00a0\u3000"); guarded(t) {
		return "'" + t
	}
	return s
}

// Each makes the rows of a slice ready for writing.
func Each(rows [][]string) iter.Seq2[[]string, error] {
	return func(yield func([]string, error) bool) {
		for _, r := range rows {
			if !yield(r, nil) {
				return
			}
		}
	}
}
