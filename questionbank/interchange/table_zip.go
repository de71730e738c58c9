package interchange

import (
	"archive/zip"
	"bytes"
	"context"
	"path"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"

	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/questionbank"
)

// A ZIP may hold one table and the pictures and clips that it names. What the ZIP does not hold the bank may have.

// Failures of a ZIP of a table and its pictures.
var (
	ErrNoTable = fault.Define("interchange.no_table", fault.Invalid, "ZIP 里没有题目表格。请放入一个 .xlsx 或 .csv 表格和它用到的图片、视频；压缩包里的压缩包不会打开。",
		"The ZIP holds no table of questions. Put one .xlsx or .csv into it, with the pictures and clips that it names; archives within the archive are not opened.")
	ErrManyTables = fault.Define("interchange.many_tables", fault.Invalid, "ZIP 里有 {n} 个表格，分不清用哪一个。请只放一个 .xlsx 或 .csv。",
		"The ZIP holds {n} tables, and nobody can say which is meant. Leave one .xlsx or .csv in it.")
	ErrNameMany = fault.Define("interchange.name_many", fault.Invalid, "ZIP 里有几个叫这个名字的文件。请在表格里连同文件夹写出，例如“图片/a.png”。",
		"Several files of the ZIP have this name. Write the folder too, for example “pictures/a.png”.")
	ErrUnused = fault.Define("loss.unused_files", fault.Invalid, "ZIP 里有 {n} 个文件表格没有用到，不导入。请核对表格里写的文件名。",
		"{n} files of the ZIP are named nowhere in the table and are not taken. Check the names in the table.")
)

// innerTable is the form of the table in a ZIP, or of a table without one.
func innerTable(f Format) Format {
	switch f {
	case XLSXZip:
		return XLSX
	case CSVZip:
		return CSV
	}
	return f
}

// zipFormat tells by its entries what an archive is; false where it is none.
func zipFormat(body []byte) (Format, bool) {
	z, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		return "", false
	}
	out := XLSXZip
	for _, f := range z.File {
		switch name := nameIn(f); {
		case strings.EqualFold(path.Base(name), manifestName):
			return QTI21, true
		case name == "[Content_Types].xml" || strings.HasPrefix(name, "xl/"):
			return XLSX, true
		case strings.EqualFold(path.Ext(name), ".csv") && !unmeant(name):
			out = CSVZip
		}
	}
	return out, true
}

// unmeant reports whether an entry was put into the archive by a program and by nobody: what Apple's and Windows' keep about folders,
// and the lock of an open workbook.
func unmeant(name string) bool {
	base := path.Base(name)
	return strings.HasPrefix(name, "__MACOSX/") || strings.HasPrefix(base, "._") || strings.HasPrefix(base, "~$") || base == ".DS_Store" || strings.EqualFold(base, "Thumbs.db") || strings.EqualFold(base, "desktop.ini")
}

// readTableZip reads the table of a ZIP and what it names.
func readTableZip(ctx context.Context, o Options, body []byte, l limits) (questionbank.File, error) {
	p, err := openPacked(body, l, ErrNoTable)
	if err != nil {
		return questionbank.File{}, err
	}
	var tables []string
	for name := range p.files {
		if end := strings.ToLower(path.Ext(name)); (end == ".xlsx" || end == ".csv") && !unmeant(name) {
			tables = append(tables, name)
		}
	}
	switch len(tables) {
	case 0:
		return questionbank.File{}, ErrNoTable
	case 1:
	default:
		return questionbank.File{}, ErrManyTables.With("n", len(tables))
	}
	table, err := p.unpack(tables[0], l.bytes)
	if err != nil {
		return questionbank.File{}, err
	}
	b := beside{p: p, folder: path.Dir(tables[0]), out: collect(ctx, o, l), used: map[string]bool{tables[0]: true}}
	b.list()
	f, err := readTable(ctx, o, path.Base(tables[0]), table, l, &b)
	if n := b.unused(); err == nil && n > 0 {
		f.Losses = append(f.Losses, questionbank.Loss{Err: ErrUnused.With("n", n)})
	}
	return f, err
}

// beside are the files of the archive in which a table lies.
type beside struct {
	p      *packed
	folder string // of the table
	out    *collector
	used   map[string]bool
	named  map[string][]string // files by their folded paths, names and, of own exports, digests
}

// folded is how names are compared: a table makes full width narrow, and Windows does not tell capitals.
func folded(name string) string { return strings.ToLower(norm.NFKC.String(name)) }

func (b *beside) list() {
	b.named = map[string][]string{}
	for name := range b.p.files {
		if unmeant(name) || b.used[name] {
			continue
		}
		base := path.Base(name)
		keys := []string{folded(name), folded(base), strings.TrimSuffix(folded(base), path.Ext(folded(base)))}
		if !hexDigest(keys[2]) {
			keys = keys[:2]
		}
		for _, k := range slices.Compact(keys) {
			b.named[k] = append(b.named[k], name)
		}
	}
}

// medium returns a picture or clip by the name that the table gives it; false where the archive has none of that name.
func (b *beside) medium(i image) (m questionbank.Medium, found bool, e *fault.Error) {
	at, ok := inside(b.folder, i.src)
	if !ok {
		return m, false, ErrPictureAway
	}
	if !slices.Contains(b.named[folded(at)], at) { // not by the very path: by a path or name that reads alike
		for _, key := range []string{folded(at), folded(strings.ReplaceAll(i.src, `\`, "/"))} {
			if at = ""; len(b.named[key]) > 1 {
				return m, false, ErrNameMany
			}
			if len(b.named[key]) == 1 {
				at = b.named[key][0]
				break
			}
		}
	}
	if at == "" {
		return m, false, nil
	}
	body, e := b.p.medium(at)
	if e == nil {
		m, e = b.out.hang(i, body)
	}
	if e == nil && hexDigest(i.src) && !strings.EqualFold(m.Digest, i.src) { // named after what it is not: the bank may have what is meant
		return m, false, nil
	}
	b.used[at] = true
	return m, true, e
}

// unused counts the files that the table does not name.
func (b *beside) unused() (n int) {
	for name := range b.p.files {
		if !b.used[name] && !unmeant(name) {
			n++
		}
	}
	return n
}

// zipWriter writes an archive whose bytes depend on nothing but what is put into it.
type zipWriter struct {
	z     *zip.Writer
	there map[string]bool
}

func newZip(out *bytes.Buffer) zipWriter { return zipWriter{zip.NewWriter(out), map[string]bool{}} }

// put adds a file; one that is there already stays as it is.
func (w zipWriter) put(name string, body []byte) error {
	if w.there[name] {
		return nil
	}
	w.there[name] = true
	f, err := w.z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)})
	if err == nil {
		_, err = f.Write(body)
	}
	return err
}

// media adds the pictures and clips of an item.
func (w zipWriter) media(c questionbank.Content) error {
	for _, m := range c.Media {
		if err := w.put(packedName(m), m.Data); err != nil {
			return err
		}
	}
	return nil
}

// writeTableZip writes the table with all that it names beside it.
func writeTableZip(f Format, items []questionbank.Content) ([]byte, error) {
	var out, table bytes.Buffer
	w := newZip(&out)
	info, _ := InfoOf(innerTable(f))
	if err := writeTable(&table, info.Format, items); err != nil {
		return nil, err
	}
	if err := w.put("questions"+info.Extension, table.Bytes()); err != nil {
		return nil, err
	}
	for _, c := range items {
		if err := w.media(c); err != nil {
			return nil, err
		}
	}
	err := w.z.Close()
	return out.Bytes(), err
}
