package sheet

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strconv"
	"strings"
)

// Bounds beyond those of a spreadsheet program itself, so that lists made of nothing cannot fill the memory.
const (
	maxText      = 1 << 20   // bytes between two "<"; a cell of Excel holds 32,767 characters
	maxColumns   = 16_384    // columns of Excel
	maxStyles    = 65_536    // cell formats of Excel
	maxShared    = 2_000_000 // shared texts
	maxRelations = 10_000
	maxTokens    = 20_000_000 // of XML in all parts; 1.5 million cells have some ten million
)

// book is the archive of one workbook. All parts together may unpack to so many bytes.
type book struct {
	ctx    context.Context //nolint:containedctx // lives as long as one Read
	parts  map[string]*zip.File
	budget int64
	tokens int
	part   string // being read
}

// where names the place up to which the archive was read: a part, in the table itself its cell.
func (bk *book) where(s *sheetReader) string {
	if s.row == 0 {
		return path.Base(bk.part)
	}
	return letter(max(0, s.column)) + strconv.Itoa(s.row)
}

// readXLSX reads the first visible sheet.
func readXLSX(body []byte, b *builder) (err error) {
	z, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		return ErrNotSheet.Wrap(err)
	}
	bk := &book{ctx: b.ctx, parts: map[string]*zip.File{}, budget: b.limits.Unpacked}
	s := &sheetReader{b: b}
	defer func() {
		b.bytes = b.limits.Unpacked - bk.budget
		if errors.Is(err, ErrExpands) {
			err = ErrExpands.With("where", bk.where(s))
		}
	}()
	for _, f := range z.File {
		name := partName("", f.Name)
		if _, twice := bk.parts[name]; !twice {
			bk.parts[name] = f
		}
	}
	main, err := bk.mainPart()
	if err != nil {
		return err
	}
	wb, err := bk.workbook(main)
	if err != nil {
		return err
	}
	s.date1904 = wb.date1904
	if s.shared, err = bk.sharedStrings(wb.shared); err != nil {
		return err
	}
	if s.dates, err = bk.dateStyles(wb.styles); err != nil {
		return err
	}
	return bk.scan(wb.sheet, s.token)
}

// partName resolves a target against the folder of the part that names it. Names compare without case, as in Office.
func partName(folder, target string) string {
	target = strings.ToLower(strings.ReplaceAll(target, `\`, "/"))
	if !strings.HasPrefix(target, "/") {
		target = path.Join(folder, target)
	}
	return strings.TrimPrefix(path.Clean("/"+target), "/")
}

// scan feeds the tokens of one part to f until it ends or f returns an error; errDone ends it without one.
func (bk *book) scan(part string, f func(xml.Token) error) error {
	file := bk.parts[part]
	if file == nil {
		return ErrNotSheet.With("part", part)
	}
	bk.part = part
	r, err := file.Open()
	if err != nil {
		return ErrNotSheet.Wrap(err)
	}
	defer func() { _ = r.Close() }()
	d := xml.NewDecoder(&guard{r: r, budget: &bk.budget})
	for {
		t, err := d.RawToken()
		if bk.tokens++; bk.tokens > maxTokens {
			return ErrExpands
		}
		if bk.tokens%(1<<16) == 0 && bk.ctx.Err() != nil {
			return bk.ctx.Err()
		}
		if err == nil {
			if _, dtd := t.(xml.Directive); dtd {
				return ErrNotSheet.Wrap(errors.New("document type declaration"))
			}
			err = f(t)
		}
		switch {
		case err == nil:
		case errors.Is(err, io.EOF), errors.Is(err, errDone):
			return nil
		case errors.Is(err, ErrExpands):
			return ErrExpands // the decoder may have wrapped it
		default:
			return named(err)
		}
	}
}

// named makes damage of the file ErrNotSheet and leaves refusals as they are.
func named(err error) error {
	var syntax *xml.SyntaxError
	if errors.As(err, &syntax) || errors.Is(err, zip.ErrFormat) || errors.Is(err, zip.ErrChecksum) || errors.Is(err, zip.ErrAlgorithm) ||
		errors.Is(err, io.ErrUnexpectedEOF) || strings.HasPrefix(err.Error(), "flate:") || strings.HasPrefix(err.Error(), "xml:") {
		return ErrNotSheet.Wrap(err)
	}
	return err
}

// guard stops reading when the book's budget is used up or a single text grows beyond maxText, whatever sizes the
// archive claims.
type guard struct {
	r      io.Reader
	budget *int64
	open   int // bytes since the last "<"
}

func (g *guard) Read(p []byte) (int, error) {
	n, err := g.r.Read(p[:min(len(p), 1<<16)])
	*g.budget -= int64(n)
	if i := bytes.LastIndexByte(p[:n], '<'); i >= 0 {
		g.open = n - i
	} else {
		g.open += n
	}
	if *g.budget < 0 || g.open > maxText {
		return 0, ErrExpands
	}
	return n, err
}

func attr(e xml.StartElement, local string) string {
	for _, a := range e.Attr {
		if a.Name.Local == local {
			return a.Value
		}
	}
	return ""
}

// relations returns the targets that part names, by id and by the last word of their type.
func (bk *book) relations(part string) (byID, byType map[string]string, err error) {
	dir, file := path.Split(part)
	byID, byType = map[string]string{}, map[string]string{}
	n := 0
	rels := path.Join(dir, "_rels", file+".rels")
	if bk.parts[rels] == nil {
		return byID, byType, nil
	}
	err = bk.scan(rels, func(t xml.Token) error {
		if e, ok := t.(xml.StartElement); ok && e.Name.Local == "Relationship" && attr(e, "TargetMode") != "External" {
			target := partName(dir, attr(e, "Target"))
			byID[attr(e, "Id")] = target
			byType[path.Base(attr(e, "Type"))] = target
			if n++; n > maxRelations {
				return ErrExpands
			}
		}
		return nil
	})
	return byID, byType, err
}

func (bk *book) mainPart() (string, error) {
	_, byType, err := bk.relations("")
	if err != nil {
		return "", err
	}
	if p := byType["officeDocument"]; p != "" {
		return p, nil
	}
	return "", ErrNotSheet.Wrap(errors.New("an archive, but no workbook"))
}

// workbook says which parts matter.
type workbook struct {
	sheet, shared, styles string
	date1904              bool
}

func (bk *book) workbook(main string) (workbook, error) {
	byID, byType, err := bk.relations(main)
	if err != nil {
		return workbook{}, err
	}
	wb := workbook{shared: byType["sharedStrings"], styles: byType["styles"]}
	err = bk.scan(main, func(t xml.Token) error {
		e, ok := t.(xml.StartElement)
		if !ok {
			return nil
		}
		switch e.Name.Local {
		case "workbookPr":
			wb.date1904 = isTrue(attr(e, "date1904"))
		case "sheet":
			state := attr(e, "state")
			if wb.sheet == "" && (state == "" || state == "visible") {
				wb.sheet = byID[relationID(e)]
			}
		}
		return nil
	})
	if err == nil && wb.sheet == "" {
		err = ErrNotSheet.Wrap(errors.New("no visible sheet"))
	}
	return wb, err
}

// relationID is the attribute r:id, not the sheet's own id.
func relationID(e xml.StartElement) string {
	for _, a := range e.Attr {
		if a.Name.Local == "id" && a.Name.Space != "" {
			return a.Value
		}
	}
	return ""
}

func isTrue(s string) bool { return s == "1" || s == "true" }
