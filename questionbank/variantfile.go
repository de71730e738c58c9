package questionbank

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/questionbank/assembly"
)

// Failures of files of translations. Each row that is wrong is in the list of fields as rows[n].column.
var (
	ErrVariantFile  = fault.Define("variant.file", fault.Invalid, "文件有错误，没有导入任何译文。请按列出的行修改。", "The file has errors; nothing was imported. See the rows listed.")
	ErrVariantItem  = fault.Define("variant.row_item", fault.Invalid, "题库里没有编号为“{item}”的已通过题目，或有多道题用这个编号。", "The bank has no approved item {item}, or more than one by that number.")
	ErrVariantField = fault.Define("variant.row_field", fault.Invalid, "题目没有“{field}”这一项。", "The item has no text {field}.")
	ErrVariantRow   = fault.Define("variant.row_twice", fault.Invalid, "这一项在第 {row} 行已经出现过。", "Row {row} has this text already.")
	ErrVariantMoved = fault.Define("variant.row_source", fault.Invalid, "原文与题库现在的文字不同，请重新导出后翻译。", "The source differs from what the item says now. Export it again and translate that.")
)

// TranslationRow is one text of an item in a file of translations.
type TranslationRow struct {
	Row      int    // as the spreadsheet shows it
	Item     string // number in the writer's own file where one item alone has it, else the item's id
	Language Language
	Field    string // stem; A to H; 1 to 6, and 1A …: of a case; alt1 …: what a picture shows
	Source   string
	Text     string // empty in an export
}

// wordingFields are the texts of an item that a file carries: all but explanations, which may tell the key.
func (c Content) wordingFields() []assembly.Text {
	out := c.Texts()
	for i, m := range c.Media {
		out = append(out, assembly.Text{Place: altField(i), Text: m.Alt})
	}
	return out
}

func altField(i int) assembly.Place { return assembly.Place("alt" + strconv.Itoa(i+1)) }

// wordingFrom puts texts by field into the shape of the item.
func (c Content) wordingFrom(by map[assembly.Place]string) Wording {
	n := 0
	fields := c.wordingFields()
	next := func() string {
		n++
		return by[fields[n-1].Place]
	}
	list := func(of int) (out []string) {
		for range of {
			out = append(out, next())
		}
		return out
	}
	w := Wording{Stem: next()}
	w.Options = list(len(c.Options))
	for _, p := range c.Parts {
		part := WordingPart{VariantPart: assembly.VariantPart{Stem: next()}}
		part.Options = list(len(p.Options))
		w.Parts = append(w.Parts, part)
	}
	w.Alts = list(len(c.Media))
	return w
}

// fieldOf turns a field of checkWording into one of a file.
func fieldOf(path string) assembly.Place {
	at := func(rest, name string) (int, string, bool) {
		inner, ok := strings.CutPrefix(rest, name+"[")
		no, after, found := strings.Cut(inner, "]")
		n, err := strconv.Atoi(no)
		return n, after, ok && found && err == nil
	}
	if n, _, ok := at(path, "alts"); ok {
		return altField(n)
	}
	part, rest := "", path
	if n, after, ok := at(path, "parts"); ok {
		part, rest = strconv.Itoa(n+1), strings.TrimPrefix(after, ".")
	}
	if n, _, ok := at(rest, "options"); ok {
		return assembly.Place(part + string(rune('A'+n)))
	}
	if part != "" {
		return assembly.Place(part)
	}
	return assembly.StemPlace
}

// codesOf are what a file calls the items: the writer's own number where one item alone has it.
func codesOf(list []sourced) (names []string, by map[string]int) {
	by = map[string]int{}
	twice := map[string]bool{}
	for _, x := range list {
		no := x.Content.SourceNo
		if _, ok := by[no]; ok || no == "" {
			twice[no] = true
		}
		by[no] = 0
	}
	clear(by)
	for i, x := range list {
		name := x.Content.SourceNo
		if twice[name] {
			name = string(x.Item)
		}
		names = append(names, name)
		by[name], by[string(x.Item)] = i, i
	}
	return names, by
}

// ToTranslate returns the texts of a bank's approved items that have no variant in a language, confirmed or waiting, for a file. No key
// and no explanation is in it; that texts left is on the audit trail.
func (s *Service) ToTranslate(ctx context.Context, bank BankID, l Language) ([]TranslationRow, error) {
	b, err := s.bankFor(ctx, bank, write)
	if err != nil {
		return nil, err
	}
	if e := s.offered(l); e != nil {
		return nil, e.At("query.language")
	}
	list, err := s.sources(ctx, b)
	if err != nil {
		return nil, err
	}
	have, err := s.translatedIn(ctx, b.ID)
	if err != nil {
		return nil, err
	}
	names, _ := codesOf(list)
	var out []TranslationRow
	items := 0
	for i, x := range list {
		if have(x, l) {
			continue
		}
		items++
		for _, t := range x.Content.wordingFields() {
			out = append(out, TranslationRow{Item: names[i], Language: l, Field: string(t.Place), Source: t.Text})
		}
	}
	return commit(ctx, s.d.Tx, &out, func(ctx context.Context) error {
		return s.record(ctx, b, "variant.export", "bank:"+string(b.ID), map[string]string{"language": string(l), "items": strconv.Itoa(items)})
	})
}

// translatedIn says of an item whether it has a variant of its text in a language.
func (s *Service) translatedIn(ctx context.Context, bank BankID) (func(sourced, Language) bool, error) {
	done, err := s.confirmed(ctx, bank, VariantConfirmed)
	if err != nil {
		return nil, err
	}
	waits, err := s.confirmed(ctx, bank, VariantWritten)
	return func(x sourced, l Language) bool {
		_, is := done[s.liveVariant(x.Item, l, x.source, VariantConfirmed)]
		_, was := waits[s.liveVariant(x.Item, l, x.source, VariantWritten)]
		return is || was
	}, err
}

// ImportVariants stores the translations of a file as variants that wait for a second translator: all or none. An item whose
// translations are all empty is passed over. dry only says what is wrong. It returns how many items are translated.
func (s *Service) ImportVariants(ctx context.Context, bank BankID, rows []TranslationRow, dry bool) (int, error) {
	by, err := s.sign(ctx)
	if err != nil {
		return 0, err
	}
	b, err := s.bankFor(ctx, bank, write)
	if err != nil {
		return 0, err
	}
	if len(rows) == 0 || len(rows) > MaxTranslationRows {
		return 0, ErrImportRows.With("n", MaxTranslationRows)
	}
	list, err := s.sources(ctx, b)
	if err != nil {
		return 0, err
	}
	have, err := s.translatedIn(ctx, b.ID)
	if err != nil {
		return 0, err
	}
	in := translating{s: s, list: list, have: have, of: map[translated]map[assembly.Place]TranslationRow{}}
	_, in.codes = codesOf(list)
	for _, r := range rows {
		in.take(r)
	}
	made := in.make(by)
	if in.bad.Len() > 0 {
		return 0, ErrVariantFile.Listing(fault.From(in.bad.Err()).Fields())
	}
	if len(made) == 0 {
		return 0, ErrNothing
	}
	if dry {
		return len(made), nil
	}
	n := len(made)
	return commit(ctx, s.d.Tx, &n, func(ctx context.Context) error {
		if err := s.d.Variants.AddVariants(ctx, made); err != nil {
			return err
		}
		return s.record(ctx, b, "variant.import", "bank:"+string(b.ID), map[string]string{"variants": strconv.Itoa(n)})
	})
}

// MaxTranslationRows bounds a file of translations.
const MaxTranslationRows = 5 * MaxFileRows

// translated names an item of the list and a language.
type translated struct {
	at       int
	language Language
}

// translating is a file of translations on its way in.
type translating struct {
	s     *Service
	list  []sourced
	codes map[string]int
	have  func(sourced, Language) bool
	of    map[translated]map[assembly.Place]TranslationRow
	order []translated
	bad   fault.List
}

// Columns of a file of translations, as failures name them.
const (
	rowItem     = "item"
	rowLanguage = "language"
	rowField    = "field"
	rowSource   = "source"
	rowText     = "translation"
)

func (x *translating) fail(row int, column string, e *fault.Error) {
	x.bad.Add("rows["+strconv.Itoa(row)+"]."+column, e)
}

func sameText(a, b string) bool {
	return strings.TrimSpace(norm.NFC.String(a)) == strings.TrimSpace(norm.NFC.String(b))
}

// take puts a row to its item and language.
func (x *translating) take(r TranslationRow) {
	at, ok := x.codes[r.Item]
	if !ok || r.Item == "" {
		x.fail(r.Row, rowItem, ErrVariantItem.With("item", r.Item))
		return
	}
	if e := x.s.offered(r.Language); e != nil {
		x.fail(r.Row, rowLanguage, e)
		return
	}
	fields := x.list[at].Content.wordingFields()
	n := slices.IndexFunc(fields, func(t assembly.Text) bool { return string(t.Place) == r.Field })
	if n < 0 {
		x.fail(r.Row, rowField, ErrVariantField.With("field", r.Field))
		return
	}
	key := translated{at, r.Language}
	if x.of[key] == nil {
		x.of[key], x.order = map[assembly.Place]TranslationRow{}, append(x.order, key)
	}
	if old, twice := x.of[key][fields[n].Place]; twice {
		x.fail(r.Row, rowField, ErrVariantRow.With("row", old.Row))
		return
	}
	x.of[key][fields[n].Place] = r
	if !sameText(r.Source, fields[n].Text) {
		x.fail(r.Row, rowSource, ErrVariantMoved)
	}
}

// make checks and seals the variants of the rows.
func (x *translating) make(by Signature) []SealedVariant {
	var out []SealedVariant
	for _, key := range x.order {
		rows, item := x.of[key], x.list[key.at]
		texts, first, filled := map[assembly.Place]string{}, 0, false
		for place, r := range rows {
			texts[place] = r.Text
			filled = filled || strings.TrimSpace(r.Text) != ""
			if first == 0 || r.Row < first {
				first = r.Row
			}
		}
		if !filled {
			continue
		}
		if x.have(item, key.language) {
			x.fail(first, rowItem, ErrVariantWaits)
			continue
		}
		c := item.Content
		w, err := c.checkWording(key.language, c.wordingFrom(texts))
		if err != nil {
			for _, f := range fault.From(err).Fields() {
				row := first // where the row is missing
				if r, ok := rows[fieldOf(f.Path)]; ok {
					row = r.Row
				}
				x.fail(row, rowText, f.Err)
			}
			continue
		}
		v, err := x.s.sealVariant(item.sealed, c, key.language, w, by)
		if err != nil {
			x.fail(first, rowItem, fault.From(err))
			continue
		}
		out = append(out, v)
	}
	return out
}
