package intake

import (
	"context"
	"errors"
	"strings"
	"unicode/utf8"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/people/identity"
	"github.com/suikao/suikao/exam/people/roster"
	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/internal/sheet"
)

// adult is the age from which anybody may have a permit. Source: Order 30 and Order 19.
const adult = 18

// paper is a row that was read. It is kept sealed until its permit is made.
type paper struct {
	Name       string           `json:"name"`
	DocKind    identity.DocKind `json:"docKind"`
	Document   string           `json:"document"`
	Country    string           `json:"country,omitempty"`
	Sex        identity.Sex     `json:"sex,omitempty"`
	Birth      string           `json:"birth,omitempty"`
	Item       string           `json:"item"`
	PersonType rules.PersonType `json:"personType"`
	First      actor.Date       `json:"first"`
	Issued     actor.Date       `json:"issued"`
	From       actor.Date       `json:"from"`
	To         actor.Date       `json:"to"`
	Due        actor.Date       `json:"due,omitempty"`
	Reviewed   actor.Date       `json:"reviewed,omitempty"`
	Issuer     string           `json:"issuer"`
}

func (p paper) person() people.PersonInput {
	return people.PersonInput{Name: p.Name, DocKind: p.DocKind, DocNumber: p.Document, Country: p.Country, Sex: p.Sex, Birth: p.Birth}
}

func (p paper) taken(authority people.Org) permit.Taken {
	return permit.Taken{PersonType: p.PersonType, Item: p.Item, FirstIssuedOn: p.First, IssuedOn: p.Issued, ValidFrom: p.From, ValidTo: p.To, ReviewDue: p.Due, ReviewedOn: p.Reviewed,
		Issuer: p.Issuer, Authority: authority}
}

// fieldColumns maps the fields of a person's form to the columns.
var fieldColumns = map[string]string{"body.name": colName, "body.document.kind": colKind, "body.document.number": colDocument, "body.document.country": colCountry,
	"body.sex": colSex, "body.birth": colBirth}

// reader judges the rows of one file.
type reader struct {
	*Service
	authority people.Org
	me        people.PersonID // natural person who brings the file
	items     map[string][]rules.Item
	seen      map[string][]span // by document and item
}

type span struct {
	row      int
	from, to actor.Date
}

// catalogue lists the items by name and by code.
func (s *Service) catalogue(ctx context.Context) (map[string][]rules.Item, error) {
	list, err := s.Rules.Items(ctx, rules.ItemFilter{On: actor.DateOf(s.now())})
	out := map[string][]rules.Item{}
	for _, it := range list {
		out[it.Name] = append(out[it.Name], it)
		out[strings.ToUpper(it.Code)] = append(out[strings.ToUpper(it.Code)], it)
	}
	return out, err
}

// read judges every row that can be read; what is wrong is added to t.
func (r *reader) read(ctx context.Context, t *sheet.Table) (rows []int, papers []paper, err error) {
	spoiled := map[int]bool{}
	for _, p := range t.Problems() {
		spoiled[p.Row] = true
	}
	for _, row := range t.Rows {
		if spoiled[row.Number] {
			continue
		}
		p, column, err := r.row(ctx, row)
		switch f := fault.From(err); {
		case err == nil:
			rows, papers = append(rows, row.Number), append(papers, p)
		case f.Kind() == fault.Internal || f.Kind() == fault.Unavailable:
			return nil, nil, err
		default:
			t.Add(row, column, f)
		}
	}
	return rows, papers, nil
}

// row judges one row; the column is where the fault lies.
func (r *reader) row(ctx context.Context, row sheet.Row) (paper, string, error) {
	p, column, err := r.text(row)
	if err != nil {
		return p, column, err
	}
	checked, err := p.person().Check(actor.DateOf(r.now()))
	if err != nil {
		for _, f := range fault.From(err).Fields() {
			return p, fieldColumns[f.Path], f.Err
		}
		return p, colName, err
	}
	asked, err := r.Permits.JudgePaper(ctx, p.taken(r.authority))
	switch {
	case errors.Is(err, permit.ErrPaperPeriod):
		return p, colTo, err
	case err != nil:
		return p, colFrom, err
	}
	doc, err := identity.ParseDocument(p.DocKind, p.Document, p.Country)
	if err != nil {
		return p, colDocument, err
	}
	if want := permit.NumberFor(asked.Kind, doc); identity.NormalizeNumber(row.Get(colNumber)) != want {
		return p, colNumber, ErrNumber
	}
	if b, ok := doc.Birth(); ok && b.AddMonths(12*adult) > p.Issued || !ok && p.Birth != "" && actor.Date(p.Birth).AddMonths(12*adult) > p.Issued {
		return p, colIssued, ErrAge
	}
	key := checked.Identity() + "|" + p.Item
	for _, s := range r.seen[key] {
		if s.from <= p.To && p.From <= s.to {
			return p, colDocument, ErrTwice.With("row", s.row)
		}
	}
	r.seen[key] = append(r.seen[key], span{row.Number, p.From, p.To})
	return p, colDocument, r.known(ctx, p, checked)
}

// text reads the cells by themselves.
func (r *reader) text(row sheet.Row) (paper, string, error) {
	p := paper{Name: row.Get(colName), Document: row.Get(colDocument), Country: row.Get(colCountry), Birth: row.Get(colBirth), Issuer: row.Get(colIssuer)}
	var f *fault.Error
	if p.DocKind, f = roster.DocKind(row.Get(colKind)); f != nil {
		return p, colKind, f
	}
	if p.Sex, f = roster.Sex(row.Get(colSex)); f != nil {
		return p, colSex, f
	}
	if n := utf8.RuneCountInString(p.Issuer); n < 2 || n > 100 {
		return p, colIssuer, ErrIssuer
	}
	if f := actor.CheckLine(p.Issuer); f != nil {
		return p, colIssuer, f
	}
	found := r.items[row.Get(colItem)]
	if len(found) == 0 {
		found = r.items[strings.ToUpper(row.Get(colItem))]
	}
	if len(found) != 1 {
		return p, colItem, ErrItem
	}
	p.Item, p.PersonType = found[0].Code, found[0].PersonType
	for _, d := range []struct {
		column string
		to     *actor.Date
		needed bool
	}{{colFirst, &p.First, true}, {colFrom, &p.From, true}, {colTo, &p.To, true}, {colIssued, &p.Issued, false}, {colDue, &p.Due, false}, {colReviewed, &p.Reviewed, false}} {
		switch day, err := actor.ParseDate(row.Get(d.column)); {
		case row.Get(d.column) == "" && !d.needed:
		case err != nil || day < "1980-01-01" || day > "2100-01-01":
			return p, d.column, permit.ErrDay
		default:
			*d.to = day
		}
	}
	if p.Issued == "" {
		p.Issued = p.From
	}
	return p, "", nil
}

// known judges a row against what is on file of its person.
func (r *reader) known(ctx context.Context, p paper, c people.Checked) error {
	who, err := r.People.PersonByDocument(ctx, p.DocKind, p.Document, p.Country)
	switch {
	case fault.KindOf(err) == fault.NotFound && err != nil:
		return nil
	case err != nil:
		return err
	case who.Name != c.Name():
		return people.ErrNameDiffers
	case who.ID == r.me:
		return permit.ErrOwn
	}
	held, err := r.Held.PermitsOf(ctx, []people.PersonID{who.ID})
	if err != nil {
		return err
	}
	// Whose permit it is decides nothing: it is one that another authority issued as well.
	if permit.Overlaps(held, p.Item, p.From, p.To) {
		return permit.ErrLivePermit
	}
	return nil
}
