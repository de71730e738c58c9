package interchange

import (
	"strconv"

	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/assembly"
)

// A table holds a case as a row of its own, whose stem is what its questions share, and below it a row for each question,
// numbered from 1 in the column 小题.

// What can be wrong with the rows of a case.
var (
	ErrPartAlone = fault.Define("interchange.part_alone", fault.Invalid, "小题前面没有案例。请先写一行题型为“案例”的材料，小题紧跟在它下面。",
		"There is no case above this part. Write a row of the type 案例 first and its parts right below it.")
	ErrPartNumber = fault.Define("interchange.part_number", fault.Invalid, "小题要从 1 起依次编号，这一行应为 {n}。", "Parts are numbered from 1 in order; this one is {n}.")
	ErrPartCell   = fault.Define("interchange.part_cell", fault.Invalid, "小题行不填这一栏，请填在案例那一行。", "This column is left empty for a part; fill it in for the case.")
)

// ofTheCase are the columns that belong to a case as a whole.
var ofTheCase = []string{colDifficulty, colTopic, colChapter, colPoints, colSource, colTags, colCitation, colFact, colEnemies, colPictures, colAlts, colAreas}

// openCase is a case whose questions are being read.
type openCase struct {
	at int // place of its row among those read, from 1; 0: none is open
	p  *parser
	c  questionbank.Content
}

// take reads the row of a question. It returns the row itself where something is wrong with it, so that the file is refused at
// the very row.
func (o *openCase) take(p *parser) []questionbank.FileRow {
	part := p.part()
	if o.at == 0 {
		p.fail(colPart, ErrPartAlone)
	} else {
		o.c.Parts = append(o.c.Parts, part)
		if want := strconv.Itoa(len(o.c.Parts)); p.row.Get(colPart) != want {
			p.fail(colPart, ErrPartNumber.With("n", want))
		}
	}
	if len(p.wrong) == 0 {
		return nil
	}
	return []questionbank.FileRow{{Row: p.row.Number, Content: questionbank.Content{Type: part.Type, Stem: part.Stem}, Wrong: p.wrong}}
}

// end judges the case, now that all of its questions are read.
func (o *openCase) end(f *questionbank.File) {
	if o.at > 0 {
		o.p.validate(supposed(o.c))
		f.Rows[o.at-1].Content, f.Rows[o.at-1].Wrong = o.c, o.p.wrong
	}
	*o = openCase{}
}

// part reads a row as a question of a case: as an item that lacks what the case has.
func (p *parser) part() questionbank.Part {
	for _, column := range ofTheCase {
		if p.row.Get(column) != "" {
			p.fail(column, ErrPartCell)
		}
	}
	c := questionbank.Content{Type: kind(p.row.Get(colType)), Stem: p.row.Get(colStem), Explanation: p.row.Get(colExplanation), Difficulty: 3, Topic: "-"}
	if !c.Type.InCase() {
		p.fail(colType, questionbank.ErrPartType)
		return questionbank.Part{Part: assembly.Part{Type: c.Type, Stem: c.Stem}}
	}
	swapped := p.options(&c)
	p.key(&c, swapped)
	p.validate(c)
	return questionbank.Part{Part: assembly.Part{Type: c.Type, Stem: c.Stem, Options: c.Options}, Key: c.Key, Explanation: c.Explanation}
}

// partRows are the rows of a case below its own.
func partRows(c questionbank.Content) [][]string {
	var out [][]string
	for i, q := range c.Parts {
		row := tableRow(questionbank.Content{Type: q.Type, Stem: q.Stem, Options: q.Options, Key: q.Key, Explanation: q.Explanation})
		for at, column := range columns() {
			switch column.Header {
			case colDifficulty:
				row[at] = ""
			case colPart:
				row[at] = strconv.Itoa(i + 1)
			}
		}
		out = append(out, row)
	}
	return out
}

// tableRows is how many rows items take.
func tableRows(items []questionbank.Content) int {
	n := len(items)
	for _, c := range items {
		n += len(c.Parts)
	}
	return n
}
