package interchange

import (
	"bytes"
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/internal/sheet"
	"github.com/suikao/suikao/questionbank"
)

// readTable reads an .xlsx or .csv file. A file that is no table, too large or without the needed columns is an error of
// internal/sheet. files are those that lie beside the table, nil where it is alone.
func readTable(ctx context.Context, o Options, name string, body []byte, l limits, files *beside) (questionbank.File, error) {
	bounds := sheet.DefaultLimits()
	bounds.Bytes, bounds.Rows, bounds.Unpacked = l.bytes, l.rows, l.unpacked
	t, err := sheet.Read(ctx, name, bytes.NewReader(body), named(o.Topic != ""), bounds)
	if err != nil {
		return questionbank.File{}, err
	}
	wrong := map[int][]questionbank.Cell{}
	for _, p := range t.Problems() {
		wrong[p.Row] = append(wrong[p.Row], questionbank.Cell{Column: p.Column, Err: p.Err})
	}
	f := questionbank.File{Ignored: t.Unknown}
	var open openCase
	for _, row := range t.Rows {
		p := parser{row: row, wrong: wrong[row.Number], topic: o.Topic, files: files}
		if p.row.Get(colPart) != "" {
			f.Rows = append(f.Rows, open.take(&p)...)
			continue
		}
		open.end(&f)
		c := p.content()
		f.Rows = append(f.Rows, questionbank.FileRow{Row: row.Number, Content: c, Wrong: p.wrong})
		if c.Type == questionbank.Case {
			open = openCase{at: len(f.Rows), p: &p, c: c}
		}
	}
	open.end(&f)
	return f, nil
}

// parser reads one row. A cell that internal/sheet refused is not judged twice.
type parser struct {
	row   sheet.Row
	wrong []questionbank.Cell
	topic string // where the row names none
	files *beside
}

func (p *parser) fail(column string, e *fault.Error) {
	if !slices.ContainsFunc(p.wrong, func(c questionbank.Cell) bool { return c.Column == column }) {
		p.wrong = append(p.wrong, questionbank.Cell{Column: column, Err: e})
	}
}

func (p *parser) content() questionbank.Content {
	c := questionbank.Content{Stem: p.row.Get(colStem), Explanation: p.row.Get(colExplanation), Topic: p.row.Get(colTopic),
		Chapter: p.row.Get(colChapter), Citation: p.row.Get(colCitation), Fact: p.row.Get(colFact), SourceNo: p.row.Get(colSource),
		Tags: list(p.row.Get(colTags)), Enemies: list(p.row.Get(colEnemies)), Type: kind(p.row.Get(colType)),
		Difficulty: difficulty(p.row.Get(colDifficulty)), Points: points(p.row.Get(colPoints))}
	if c.Topic == "" {
		c.Topic = p.topic
	}
	if !c.Type.Known() {
		p.fail(colType, questionbank.ErrItemType)
		return c
	}
	swapped := p.options(&c)
	if c.Type == questionbank.Case { // judged when its questions are read
		if p.row.Get(colKey) != "" {
			p.fail(colKey, questionbank.ErrCaseOwn)
		}
		p.media(&c)
		return c
	}
	if !p.key(&c, swapped) {
		return c
	}
	p.media(&c)
	p.validate(supposed(c))
	return c
}

// key reads the answer column; false where it is in no known form.
func (p *parser) key(c *questionbank.Content, swapped bool) bool {
	key, ok := keyOf(c.Type, p.row.Get(colKey))
	if !ok {
		p.fail(colKey, questionbank.ErrKeyForm)
		return false
	}
	if swapped && len(key) == 1 && wordless(p.row.Get(colKey)) {
		key[0] = 1 - key[0]
	}
	c.Key = key
	if e := questionbank.CheckKey(c.Type, len(c.Options), key); e != nil {
		p.fail(colKey, e)
	}
	return true
}

// validate runs the bank's own check and notes each failure at its column; what was noted already stays as it is.
func (p *parser) validate(c questionbank.Content) {
	err := c.Validate()
	if err == nil {
		return
	}
	at := map[string]string{"type": colType, "stem": colStem, "options": optionColumn(0), "key": colKey, "explanation": colExplanation,
		"difficulty": colDifficulty, "topic": colTopic, "chapter": colChapter, "points": colPoints, "source_no": colSource,
		"tags": colTags, "citation": colCitation, "fact": colFact, "enemies": colEnemies, "media": colPictures, "areas": colAreas, "parts": colPart}
	for _, f := range fault.From(err).Fields() {
		if f.Path == "options" && p.optionWrong() || strings.HasPrefix(f.Path, "parts[") {
			continue // said already, at the option's own column, or in the row of the question
		}
		p.fail(at[f.Path], f.Err)
	}
}

// optionWrong reports whether something is wrong with one of the option columns.
func (p *parser) optionWrong() bool {
	for i := range letters {
		if slices.ContainsFunc(p.wrong, func(c questionbank.Cell) bool { return c.Column == optionColumn(i) }) {
			return true
		}
	}
	return false
}

// options reads the option columns; for a true/false item it reports whether they stand as 错误, 正确.
func (p *parser) options(c *questionbank.Content) (swapped bool) {
	var given []string
	for i := range letters {
		if o := p.row.Get(optionColumn(i)); o != "" {
			if len(given) != i {
				p.fail(optionColumn(i), questionbank.ErrOptionGap)
			}
			if e := actor.CheckText(o); e != nil {
				p.fail(optionColumn(i), e)
			}
			given = append(given, o)
		}
	}
	c.Options = given
	if c.Type != questionbank.TrueFalse {
		return false
	}
	c.Options = questionbank.TrueFalseOptions()
	if len(given) == 0 {
		return false
	}
	first, ok := truth(given[0])
	if len(given) == 2 && ok {
		if second, ok := truth(given[1]); ok && first != second {
			return !first
		}
	}
	p.fail(optionColumn(0), questionbank.ErrOptionTF)
	return false
}

func kind(s string) questionbank.Type {
	s = strings.ToUpper(strings.ReplaceAll(s, " ", ""))
	switch s = strings.TrimSuffix(s, "题"); s {
	case "判断", "是非", "对错", "判断对错", "TRUE_FALSE", "TF":
		return questionbank.TrueFalse
	case "单选", "单项选择", "单项", "SINGLE":
		return questionbank.Single
	case "多选", "多项选择", "多项", "MULTIPLE":
		return questionbank.Multiple
	case "标图", "热区", "HOTSPOT":
		return questionbank.Hotspot
	case "案例", "案例分析", "CASE":
		return questionbank.Case
	}
	return ""
}

// truth reads a word for right or wrong.
func truth(s string) (right, ok bool) {
	switch strings.ToUpper(strings.TrimSpace(s)) {
	case "正确", "对", "√", "✓", "✔", "T", "TRUE", "是":
		return true, true
	case "错误", "错", "×", "✗", "✘", "X", "F", "FALSE", "否":
		return false, true
	}
	return false, false
}

// wordless reports whether a key is a letter of the options rather than a word.
func wordless(s string) bool { return s == "A" || s == "B" || s == "a" || s == "b" }

// keyOf reads the answer column into ascending origins. An empty cell gives no origins; letters may stand together or be
// set apart by commas, 顿号, semicolons, slashes or spaces; one that stands twice is no known form.
func keyOf(t questionbank.Type, s string) (key []int, ok bool) {
	if t == questionbank.TrueFalse {
		if right, ok := truth(s); ok {
			return []int{map[bool]int{true: 0, false: 1}[right]}, true
		}
	}
	for _, r := range strings.ToUpper(s) {
		if strings.ContainsRune(",，、;；/ 　", r) {
			continue
		}
		n := strings.IndexRune(letters, r)
		if n < 0 || slices.Contains(key, n) {
			return nil, false
		}
		key = append(key, n)
	}
	slices.Sort(key)
	return key, true
}

// difficulty reads 1 to 5 or a word; empty is 3; anything else is 0, which validation refuses.
func difficulty(s string) int {
	switch s {
	case "", "中", "中等", "一般":
		return 3
	case "易", "容易", "简单":
		return 1
	case "较易":
		return 2
	case "较难":
		return 4
	case "难", "困难":
		return 5
	}
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}

// points reads a whole number; empty is 0, which means not said; anything else is -1, which validation refuses.
func points(s string) int {
	if s == "" {
		return 0
	}
	n, err := strconv.Atoi(s)
	if err != nil {
		return -1
	}
	return n
}

// list splits at semicolons, commas and 顿号.
func list(s string) []string {
	var out []string
	for _, part := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(";；,，、\n", r) }) {
		if part = strings.TrimSpace(part); part != "" && !slices.Contains(out, part) {
			out = append(out, part)
		}
	}
	return out
}
