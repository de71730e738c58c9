package interchange

import (
	"context"
	"io"
	"strings"

	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/internal/sheet"
	"github.com/suikao/suikao/questionbank"
)

// translationColumns are those of a file of translations. Source and translation come as they are written: what is invisible is the
// bank's to judge, because some scripts need it.
var translationColumns = []sheet.Column{
	{Name: "item", Header: "题号", Synonyms: []string{"item", "原题号"}, Required: true},
	{Name: "language", Header: "语言", Synonyms: []string{"language", "lang"}, Required: true},
	{Name: "field", Header: "项目", Synonyms: []string{"field"}, Required: true},
	{Name: "source", Header: "原文", Synonyms: []string{"source"}, Required: true, Exact: true},
	{Name: "translation", Header: "译文", Synonyms: []string{"translation"}, Required: true, Exact: true},
}

// ReadTranslations reads a file of translations, .xlsx or .csv, told by its content. Cells that cannot be read are listed in the error by
// row; nothing of the file is judged otherwise.
func ReadTranslations(ctx context.Context, name string, r io.Reader) ([]questionbank.TranslationRow, error) {
	bounds := sheet.DefaultLimits()
	bounds.Bytes, bounds.Rows, bounds.CellLen = questionbank.MaxFileBytes, questionbank.MaxTranslationRows, questionbank.MaxToldStem+1
	t, err := sheet.Read(ctx, name, r, translationColumns, bounds)
	if err != nil {
		return nil, err
	}
	if err := t.Err(); err != nil {
		return nil, err
	}
	out := make([]questionbank.TranslationRow, 0, len(t.Rows))
	for _, row := range t.Rows {
		out = append(out, questionbank.TranslationRow{Row: row.Number, Item: row.Get("item"), Language: questionbank.Language(row.Get("language")),
			Field: row.Get("field"), Source: row.Get("source"), Text: row.Get("translation")})
	}
	return out, nil
}

// ErrTranslationFormat says that translations are tables only.
var ErrTranslationFormat = fault.Define("variant.format", fault.Invalid, "译文文件只能是 .xlsx 或 .csv。", "A file of translations is .xlsx or .csv.")

// WriteTranslations writes what is to be translated as a table: xlsx or csv.
func WriteTranslations(w io.Writer, f Format, rows []questionbank.TranslationRow) error {
	var header []string
	for _, c := range translationColumns {
		header = append(header, c.Header)
	}
	cells := make([][]string, len(rows))
	for i, r := range rows {
		cells[i] = []string{r.Item, string(r.Language), r.Field, strings.ReplaceAll(r.Source, "\r\n", "\n"), r.Text}
	}
	switch f {
	case CSV:
		return sheet.WriteCSV(w, header, sheet.Each(cells))
	case XLSX:
		return sheet.WriteXLSX(w, "译文", header, sheet.Each(cells))
	}
	return ErrTranslationFormat
}
