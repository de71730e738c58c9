package roster

import (
	"context"
	"errors"
	"io"
	"strconv"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/internal/sheet"
)

// Row is one imported person with what the row says about an application.
type Row struct {
	Row             int // as the spreadsheet shows it
	Person          people.PersonID
	Employer        people.OrgID // empty = none given
	PersonType      string       // PRINCIPAL, SAFETY_MANAGER, SPECIAL_OPERATOR; empty = not given
	Category        string
	Item            string // name of the operation item as written
	ApplicationKind string // FIRST_ISSUE, RENEWAL, REPLACEMENT; empty = not given
	Centre          string
	Hours           int
}

// wants reports whether the row says anything about an application.
func (r Row) wants() bool {
	return r.PersonType != "" || r.Category != "" || r.Item != "" || r.ApplicationKind != "" || r.Centre != "" || r.Hours != 0
}

// Intake takes what a roster row says about an application, in the import's transaction; exam/application is behind it. It
// says whether that changed anything. A fault it returns is reported at the row and undoes the whole import.
type Intake interface {
	TakeRosterRow(ctx context.Context, r Row) (taken bool, err error)
}

// Report says what an import did.
type Report struct {
	Rows     int // persons in the file
	Created  int // persons that were not on file
	Employed int // employments entered
	Passed   int // rows handed on as applications
	Unused   int // rows whose application columns nobody takes in this installation
}

// Most is how many persons one file may hold.
const Most = 2000

// maxCell is how long a cell may be, in characters.
const maxCell = 200

// Outcome says what an import does with a row.
type Outcome string

// The outcomes.
const (
	NewPerson Outcome = "NEW"     // the person is entered
	Known     Outcome = "KNOWN"   // on file, and nothing changes
	Changed   Outcome = "CHANGED" // on file; an employment or an application is added
	Refused   Outcome = "REFUSED" // Problems say why; the file cannot be imported as it is
)

// Planned is what an import of the same file would do with one row now.
type Planned struct {
	Row      int    // as the spreadsheet shows it
	Name     string // as it would be stored
	Document string // masked; empty where the number is wrong
	Outcome  Outcome
	Employer string // name of the organisation; empty = none given
	Begins   bool   // an employment is entered
	Applies  bool   // an application is handed on
	Problems []Problem
}

// Plan is a preview of an import.
type Plan struct {
	Rows    []Planned // in the file's order
	Refused int       // rows that stand in the way
	Report  Report    // what the import would report, the refused rows left out
}

// People is what rosters need of persons; *people.Service is one.
type People interface {
	MayHire(ctx context.Context, org people.OrgID) (people.Org, error)
	HirersOrg(ctx context.Context, uscc, name string) (people.Org, error)
	Meet(ctx context.Context, home people.Org, c people.Checked) (people.Person, bool, error)
	Continue(ctx context.Context, p people.Person, o people.Org, kind people.EmploymentKind, from string) (bool, error)
}

// Deps are what the service needs; all fields are required except Intake.
type Deps struct {
	Clock  actor.Clock
	Audit  actor.Auditor
	Tx     people.Tx
	People People
	Intake Intake // nil = the application columns are checked and counted as unused
}

// Service imports rosters.
type Service struct{ d Deps }

// New returns the service.
func New(d Deps) *Service { return &Service{d} }

// Template writes the .xlsx to fill in.
func (s *Service) Template(w io.Writer) error {
	return sheet.Template(w, "人员导入", Columns())
}

// Import enters the persons of an .xlsx or .csv file: all rows or none. home keeps the records of new persons and is the
// employer of rows that name none, where it is an enterprise. Wrong cells come back as fields "row 12, 手机号". By whoever
// may hire for home.
func (s *Service) Import(ctx context.Context, home people.OrgID, name string, file io.Reader) (Report, error) {
	org, lines, err := s.read(ctx, home, name, file)
	if err != nil {
		return Report{}, err
	}
	var rep Report
	err = s.d.Tx.InTx(ctx, func(ctx context.Context) error {
		var plan []Planned
		if plan, rep, err = s.take(ctx, org, lines); err != nil {
			return err
		}
		if err := problems(plan); err != nil {
			return err
		}
		return s.record(ctx, "roster.import", org, rep)
	})
	if err != nil {
		return Report{}, err
	}
	return rep, nil
}

// errUndo ends a preview's transaction without keeping anything.
var errUndo = errors.New("a preview keeps nothing")

// Preview tells row by row what Import would do with the file now. It does all of it and undoes it, so that nothing but the
// real import could disagree. The trail holds who looked, because a preview tells which numbers are on file. Same rights
// and the same faults for a file that cannot be read.
func (s *Service) Preview(ctx context.Context, home people.OrgID, name string, file io.Reader) (Plan, error) {
	org, lines, err := s.read(ctx, home, name, file)
	if err != nil {
		return Plan{}, err
	}
	var p Plan
	err = s.d.Tx.InTx(ctx, func(ctx context.Context) error {
		if p.Rows, p.Report, err = s.take(ctx, org, lines); err != nil {
			return err
		}
		return errUndo
	})
	if !errors.Is(err, errUndo) {
		return Plan{}, err
	}
	for _, r := range p.Rows {
		if r.Outcome == Refused {
			p.Refused++
		}
	}
	err = s.d.Tx.InTx(ctx, func(ctx context.Context) error { return s.record(ctx, "roster.preview", org, p.Report) })
	if err != nil {
		return Plan{}, err
	}
	return p, nil
}

func (s *Service) record(ctx context.Context, verb string, org people.Org, rep Report) error {
	return s.d.Audit.Record(ctx, actor.Entry{Verb: verb, Object: "org:" + string(org.ID), Path: org.Path, Detail: map[string]string{
		"rows": strconv.Itoa(rep.Rows), "created": strconv.Itoa(rep.Created), "employed": strconv.Itoa(rep.Employed)}})
}

// read asks for the right before it looks at the file.
func (s *Service) read(ctx context.Context, home people.OrgID, name string, file io.Reader) (people.Org, []line, error) {
	org, err := s.d.People.MayHire(ctx, home)
	if err != nil {
		return people.Org{}, nil, err
	}
	l := sheet.DefaultLimits()
	l.Bytes, l.Unpacked, l.Rows, l.Cells, l.CellLen = 4<<20, 64<<20, Most, Most*20, maxCell
	t, err := sheet.Read(ctx, name, file, Columns(), l)
	if err != nil {
		return people.Org{}, nil, err
	}
	r := newReader(actor.DateOf(s.d.Clock()))
	at := map[int]int{}
	var lines []line
	for _, row := range t.Rows {
		at[row.Number] = len(lines)
		lines = append(lines, r.read(row))
	}
	for _, p := range t.Problems() { // cells that could not be read at all
		i, ok := at[p.Row]
		if !ok {
			return people.Org{}, nil, t.Err()
		}
		lines[i].wrong = append([]Problem{{p.Column, p.Err}}, lines[i].wrong...)
	}
	return org, lines, nil
}

// take enters the rows, inside a transaction; a row that is wrong is noted and left out. An error is one of the program.
func (s *Service) take(ctx context.Context, home people.Org, lines []line) ([]Planned, Report, error) {
	rep := Report{Rows: len(lines)}
	var plan []Planned
	for _, l := range lines {
		p := Planned{Row: l.row, Name: l.person.Name(), Outcome: Refused, Problems: l.wrong}
		if l.person.Identity() != "" {
			p.Document = l.person.Document()
		}
		if len(l.wrong) == 0 {
			err := s.takeLine(ctx, home, l, &p, &rep)
			if f := fault.From(err); err != nil && (f.Kind() == fault.Internal || f.Kind() == fault.Unavailable) {
				return nil, rep, err
			}
			if err != nil {
				p.Outcome, p.Begins, p.Applies = Refused, false, false
				p.Problems = []Problem{problemOf(err)}
			}
		}
		plan = append(plan, p)
	}
	return plan, rep, nil
}

// columnFault is what is wrong with a row once the database was asked, and in which column.
type columnFault struct {
	column string
	err    *fault.Error
}

// Error implements error.
func (c columnFault) Error() string { return c.column + ": " + c.err.Error() }

// Unwrap returns the fault.
func (c columnFault) Unwrap() error { return c.err }

func problemOf(err error) Problem {
	var c columnFault
	if errors.As(err, &c) {
		return Problem{c.column, c.err}
	}
	return Problem{"姓名", fault.From(err)}
}

// problems is the failure of an import with wrong rows, each named as "row 12, 手机号"; nil when none is wrong.
func problems(plan []Planned) error {
	var bad fault.List
	for _, p := range plan {
		for _, x := range p.Problems {
			if bad.Len() < sheet.MaxProblems {
				bad.Add("row "+strconv.Itoa(p.Row)+", "+x.Column, x.Err)
			}
		}
	}
	return bad.Err()
}

// takeLine enters one row and notes what that did.
func (s *Service) takeLine(ctx context.Context, home people.Org, l line, p *Planned, rep *Report) error {
	employer, err := s.employer(ctx, home, l)
	if err != nil {
		return err
	}
	p.Employer = employer.Name
	person, known, err := s.d.People.Meet(ctx, home, l.person)
	if err != nil {
		return err
	}
	if employer.ID != "" {
		if p.Begins, err = s.d.People.Continue(ctx, person, employer, l.kind, l.from); err != nil {
			if f := fault.From(err).Fields(); len(f) > 0 {
				return columnFault{"入职日期", f[0].Err}
			}
			return err
		}
	}
	r := Row{Row: l.row, Person: person.ID, Employer: employer.ID, PersonType: l.personTy, Category: l.category, Item: l.item,
		ApplicationKind: l.apply, Centre: l.centre, Hours: l.hours}
	if r.wants() && s.d.Intake != nil {
		if p.Applies, err = s.d.Intake.TakeRosterRow(ctx, r); err != nil {
			return err
		}
		rep.Passed++
	} else if r.wants() {
		rep.Unused++
	}
	switch {
	case !known:
		p.Outcome = NewPerson
		rep.Created++
	case p.Begins || p.Applies:
		p.Outcome = Changed
	default:
		p.Outcome = Known
	}
	if p.Begins {
		rep.Employed++
	}
	return nil
}

// employer finds the organisation that a row names, among those where the actor may enter employees.
func (s *Service) employer(ctx context.Context, home people.Org, l line) (people.Org, error) {
	if l.uscc == "" && l.org == "" {
		if home.Kind == people.Enterprise {
			return home, nil
		}
		return people.Org{}, nil
	}
	o, err := s.d.People.HirersOrg(ctx, l.uscc, l.org)
	if err != nil && !errors.Is(err, people.ErrNotFound) {
		return people.Org{}, err
	}
	if err != nil || l.org != "" && o.Name != l.org {
		column := "单位名称"
		if l.uscc != "" {
			column = "统一社会信用代码"
		}
		return people.Org{}, columnFault{column, ErrOrg}
	}
	return o, nil
}
