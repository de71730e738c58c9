package people

import (
	"context"
	"io"
	"strconv"

	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/internal/sheet"
)

// RosterRow is one imported person with what the row says about an application.
type RosterRow struct {
	Row             int // as the spreadsheet shows it
	Person          PersonID
	Employer        OrgID  // empty = none given
	PersonType      string // PRINCIPAL, SAFETY_MANAGER, SPECIAL_OPERATOR; empty = not given
	Category        string
	Item            string // name of the operation item as written
	ApplicationKind string // FIRST_ISSUE, RENEWAL, REPLACEMENT; empty = not given
	Centre          string
	Hours           int
}

// wants reports whether the row says anything about an application.
func (r RosterRow) wants() bool {
	return r.PersonType != "" || r.Category != "" || r.Item != "" || r.ApplicationKind != "" || r.Centre != "" || r.Hours != 0
}

// Intake takes what a roster row says about an application, in the import's transaction; exam/booking may be behind it. A
// fault it returns is reported at the row and undoes the whole import.
type Intake interface {
	TakeRosterRow(ctx context.Context, r RosterRow) error
}

// RosterReport says what an import did.
type RosterReport struct {
	Rows     int `json:"rows" doc:"persons in the file"`
	Created  int `json:"created" doc:"persons that were not on file"`
	Employed int `json:"employed" doc:"employments entered"`
	Passed   int `json:"passed" doc:"rows handed on as applications"`
	Unused   int `json:"unused" doc:"rows whose application columns nobody takes in this installation"`
}

// MaxRoster is how many persons one file may hold.
const MaxRoster = 2000

// SetIntake plugs in who takes the application columns of rosters; without one they are checked and counted as unused.
func (s *Service) SetIntake(i Intake) { s.intake = i }

// RosterTemplate writes the .xlsx to fill in.
func (s *Service) RosterTemplate(w io.Writer) error {
	return sheet.Template(w, "人员导入", RosterColumns())
}

// ImportRoster enters the persons of an .xlsx or .csv file: all rows or none. home keeps the records of new persons and
// is the employer of rows that name none, where it is an enterprise. Wrong cells come back as fields "row 12, 手机号".
func (s *Service) ImportRoster(ctx context.Context, home OrgID, name string, file io.Reader) (RosterReport, error) {
	org, err := s.orgFor(ctx, home, hirers...)
	if err != nil {
		return RosterReport{}, err
	}
	l := sheet.DefaultLimits()
	l.Bytes, l.Unpacked, l.Rows, l.Cells, l.CellLen = 4<<20, 64<<20, MaxRoster, MaxRoster*20, 200
	t, err := sheet.Read(ctx, name, file, RosterColumns(), l)
	if err != nil {
		return RosterReport{}, err
	}
	lines := s.readRoster(t)
	if err := t.Err(); err != nil {
		return RosterReport{}, err
	}
	var rep RosterReport
	err = s.d.Tx.InTx(ctx, func(ctx context.Context) error {
		rep = RosterReport{Rows: len(lines)}
		bad := &fault.List{}
		for _, line := range lines {
			if err := s.takeLine(ctx, org, line, &rep); err != nil && !noteLine(bad, line, err) {
				return err
			}
		}
		if err := bad.Err(); err != nil {
			return err
		}
		return s.d.Audit.Record(ctx, actor.Entry{Verb: "roster.import", Object: "org:" + string(org.ID), Path: org.Path, Detail: map[string]string{
			"rows": strconv.Itoa(rep.Rows), "created": strconv.Itoa(rep.Created), "employed": strconv.Itoa(rep.Employed)}})
	})
	if err != nil {
		return RosterReport{}, err
	}
	return rep, nil
}

// readRoster checks each row by itself and finds numbers that stand twice.
func (s *Service) readRoster(t *sheet.Table) []rosterLine {
	var lines []rosterLine
	seen := map[string]bool{}
	for _, r := range t.Rows {
		l := readLine(t, r)
		if l.person.doc.Number != "" {
			id := l.person.doc.Identity()
			if seen[id] {
				t.Add(r, colNumber, ErrRosterTwice)
			}
			seen[id] = true
		}
		lines = append(lines, l)
	}
	return lines
}

// lineFault is what is wrong with a row once the database was asked, and in which column.
type lineFault struct {
	column string
	err    *fault.Error
}

// Error implements error.
func (l lineFault) Error() string { return l.column + ": " + l.err.Error() }

// Unwrap returns the fault.
func (l lineFault) Unwrap() error { return l.err }

// noteLine adds a row's fault to bad and reports whether the import may look at further rows.
func noteLine(bad *fault.List, line rosterLine, err error) bool {
	f := fault.From(err)
	if f.Kind() == fault.Internal || f.Kind() == fault.Unavailable {
		return false
	}
	header := "姓名"
	if lf, ok := err.(lineFault); ok { //nolint:errorlint // made one call below, never wrapped
		header = lf.column
	}
	if bad.Len() < sheet.MaxProblems {
		bad.Add("row "+strconv.Itoa(line.row.Number)+", "+header, f)
	}
	return true
}

// takeLine enters one row.
func (s *Service) takeLine(ctx context.Context, home Org, l rosterLine, rep *RosterReport) error {
	employer, err := s.lineEmployer(ctx, home, l)
	if err != nil {
		return err
	}
	p, known, err := s.meet(ctx, home, l.person)
	if err != nil {
		return err
	}
	if !known {
		rep.Created++
	}
	row := RosterRow{Row: l.row.Number, Person: p.ID, Employer: employer.ID, PersonType: l.personTy, Category: l.category, Item: l.item,
		ApplicationKind: l.apply, Centre: l.centre, Hours: l.hours}
	if employer.ID != "" {
		began, err := s.lineEmployment(ctx, p, employer, l)
		if err != nil {
			return err
		}
		if began {
			rep.Employed++
		}
	}
	switch {
	case !row.wants():
		return nil
	case s.intake == nil:
		rep.Unused++
		return nil
	}
	rep.Passed++
	return s.intake.TakeRosterRow(ctx, row)
}

// lineEmployment enters the employment of a row; one that goes on already at the same organisation is left as it is, so
// that a roster can be imported again.
func (s *Service) lineEmployment(ctx context.Context, p Person, o Org, l rosterLine) (bool, error) {
	from := l.from
	if from == "" {
		from = string(actor.DateOf(s.d.Clock()))
	}
	e, err := HireInput{Kind: l.kind, From: from}.period()
	if err != nil {
		return false, lineFault{"入职日期", ErrDate}
	}
	all, err := s.d.Works.EmploymentsOf(ctx, p.ID)
	if err != nil {
		return false, err
	}
	for _, x := range all {
		if x.Org == o.ID && x.On(e.From) {
			return false, nil
		}
	}
	_, err = s.employ(ctx, p, o, e)
	return err == nil, err
}

// lineEmployer finds the organisation that a row names, among those where the actor may enter employees.
func (s *Service) lineEmployer(ctx context.Context, home Org, l rosterLine) (Org, error) {
	var o Org
	var err error
	switch {
	case l.uscc != "":
		o, err = s.d.Orgs.OrgByUSCC(ctx, l.uscc)
	case l.org != "":
		o, err = s.orgNamed(ctx, l.org)
	case home.Kind == Enterprise:
		return home, nil
	default:
		return Org{}, nil
	}
	if err != nil && !isNotFound(err) {
		return Org{}, err
	}
	column := "单位名称"
	if l.uscc != "" {
		column = "统一社会信用代码"
	}
	if err != nil || !actor.From(ctx).Can(o.Path, hirers...) || l.org != "" && o.Name != l.org {
		return Org{}, lineFault{column, ErrRosterOrg}
	}
	return o, nil
}

func (s *Service) orgNamed(ctx context.Context, name string) (Org, error) {
	found, err := s.d.Orgs.FindOrgs(ctx, OrgQuery{Paths: actor.From(ctx).Paths(hirers...), Name: name, Exact: true, Limit: 2})
	if err != nil {
		return Org{}, err
	}
	if len(found) != 1 {
		return Org{}, ErrNotFound
	}
	return found[0], nil
}
