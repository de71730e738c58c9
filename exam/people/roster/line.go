package roster

import (
	"strconv"
	"strings"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/people/identity"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/internal/sheet"
)

// Problem is one cell that is wrong, for the person who uploaded the file.
type Problem struct {
	Column string // the header, or 姓名 where no cell is to blame
	Err    *fault.Error
}

// line is a row that was read, before the database is asked.
type line struct {
	row      int
	person   people.Checked
	org      string
	uscc     string
	kind     people.EmploymentKind
	from     string
	personTy string
	category string
	item     string
	apply    string
	centre   string
	hours    int
	wrong    []Problem
}

// fieldColumns maps the fields of a person's form to the columns.
var fieldColumns = map[string]string{"body.name": colName, "body.document.kind": colKind, "body.document.number": colNumber,
	"body.document.country": colCountry, "body.sex": colSex, "body.birth": colBirth, "body.education": colEducation, "body.phone": colPhone}

// reader reads rows by themselves.
type reader struct {
	today   actor.Date
	headers map[string]string // column → header
	seen    map[string]bool   // documents of earlier rows
}

func newReader(today actor.Date) reader {
	r := reader{today: today, headers: map[string]string{}, seen: map[string]bool{}}
	for _, c := range Columns() {
		r.headers[c.Name] = c.Header
	}
	return r
}

// read checks one row by itself; what is wrong stands in the line.
func (r reader) read(row sheet.Row) line {
	l := line{row: row.Number, uscc: identity.NormalizeNumber(row.Get(colUSCC)), from: row.Get(colFrom)}
	wrong := func(col string, f *fault.Error) {
		if f != nil {
			l.wrong = append(l.wrong, Problem{r.headers[col], f})
		}
	}
	pick := func(col string, c choice) string {
		v, f := c.read(row.Get(col))
		wrong(col, f)
		return v
	}
	text := func(col string) string {
		v, f := people.Line(row.Get(col), maxCell)
		wrong(col, f)
		return v
	}
	kind, f := DocKind(row.Get(colKind))
	wrong(colKind, f)
	in := people.PersonInput{Name: row.Get(colName), DocKind: kind, DocNumber: row.Get(colNumber),
		Country: row.Get(colCountry), Sex: identity.Sex(pick(colSex, sexChoice())), Birth: row.Get(colBirth),
		Education: people.Education(pick(colEducation, educationChoice())), Phone: row.Get(colPhone)}
	l.org, l.category, l.item, l.centre = text(colOrg), text(colCategory), text(colItem), text(colCentre)
	l.kind, l.personTy, l.apply = people.EmploymentKind(pick(colEmployment, employmentChoice())), pick(colType, typeChoice()), pick(colApply, applyChoice())
	if l.kind == "" {
		l.kind = people.Regular
	}
	if l.from == "" {
		l.from = string(r.today)
	}
	if l.uscc != "" {
		wrong(colUSCC, fault.From(identity.CheckUSCC(l.uscc)))
	}
	if h := strings.TrimSpace(row.Get(colHours)); h != "" {
		n, err := strconv.Atoi(h)
		if err != nil || n < 0 || n > 1000 {
			wrong(colHours, ErrHours)
		}
		l.hours = n
	}
	p, err := in.Check(r.today)
	if err != nil {
		for _, f := range fault.From(err).Fields() {
			wrong(fieldColumns[f.Path], f.Err)
		}
	}
	l.person = p
	if id := p.Identity(); id != "" {
		if r.seen[id] {
			wrong(colNumber, ErrTwice)
		}
		r.seen[id] = true
	}
	return l
}
