package intake

import (
	"context"
	"fmt"
	"path"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/exam/permit/filed"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/sheet"
)

// Files of permits are files that two persons put into effect; see filed.
type (
	// ImportID names a file.
	ImportID = filed.ID
	// State is where a file stands.
	State = filed.State
	// Import is a file of permits.
	Import = filed.File
	// Problem is what is wrong with one row.
	Problem = filed.Problem
)

// The states of a file.
const (
	Pending  = filed.Pending
	Empty    = filed.Empty
	Approved = filed.Approved
	Refused  = filed.Refused
	Finished = filed.Finished
)

// LineState is where a row stands.
type LineState string

// The states of rows.
const (
	Waits  LineState = "WAITING"
	Done   LineState = "DONE"
	Failed LineState = "FAILED" // what is on file changed meanwhile; Fault says how
)

// Line is a row that can be taken in.
type Line struct {
	Row    int    // as the spreadsheet shows it
	Sealed string // the row; empty once its permit is made, or the file refused
	State  LineState
	Fault  string // code
	Permit permit.ID
}

// Store keeps files and their rows.
type Store interface {
	filed.Store
	AddImport(ctx context.Context, m Import, lines []Line) error
	// Lines lists at most limit rows of a file after a row; state empty: all.
	Lines(ctx context.Context, id ImportID, state LineState, after, limit int) ([]Line, error)
	// SaveLine writes a row that still waits; permit.ErrChanged otherwise.
	SaveLine(ctx context.Context, id ImportID, l Line) error
	// Forget empties the rows of a file.
	Forget(ctx context.Context, id ImportID) error
	Count(ctx context.Context, id ImportID) (map[LineState]int, error)
	// Permits lists the permits that were made of lines under paths, newest first, before one; an empty fate lists all.
	Permits(ctx context.Context, paths []string, fate Fate, before permit.ID, limit int) ([]permit.ID, error)
	// Fates counts them by their fate.
	Fates(ctx context.Context, paths []string) (map[Fate]int, error)
	// Unjudged lists at most limit whose fate was not found for a day yet; SetFate notes it, JudgeAnew forgets for which day it was found.
	Unjudged(ctx context.Context, on actor.Date, limit int) ([]permit.ID, error)
	SetFate(ctx context.Context, fate Fate, on actor.Date, ids []permit.ID) error
	JudgeAnew(ctx context.Context, id permit.ID) error
}

// Receive reads a file of permits (.xlsx or .csv, at most MaxBytes and MaxRows) and judges each row. Nothing changes until somebody else confirms it.
// Errors: permit.ErrForbidden, ErrFileName, those of sheet.Read.
func (s *Service) Receive(ctx context.Context, name string, file []byte) (Import, error) {
	org, err := s.home(ctx)
	if err != nil {
		return Import{}, err
	}
	m, t, err := filed.Read(ctx, org.Path, name, file, Columns(), limits(), ErrFileName, s.now())
	if err != nil {
		return Import{}, err
	}
	r := reader{Service: s, authority: org, me: m.ProposedPerson, seen: map[string][]span{}}
	if r.items, err = s.catalogue(ctx); err != nil {
		return Import{}, err
	}
	rows, papers, err := r.read(ctx, t)
	if err != nil {
		return Import{}, err
	}
	m.Report(t, len(rows))
	lines := make([]Line, len(rows))
	for i, p := range papers {
		lines[i] = Line{Row: rows[i], State: Waits}
		if lines[i].Sealed, err = s.seal(m.ID, p); err != nil {
			return Import{}, err
		}
	}
	return m, s.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.Store.AddImport(ctx, m, lines); err != nil {
			return err
		}
		return s.record(ctx, "permit_intake.receive", m, map[string]string{"rows": fmt.Sprint(m.Rows), "fit": fmt.Sprint(len(lines)), "wrong": fmt.Sprint(m.Wrong)})
	})
}

// Received lists the files of the caller's authorities, newest first, before one. Errors: permit.ErrForbidden.
func (s *Service) Received(ctx context.Context, before ImportID, limit int) ([]Import, error) {
	paths, err := scope(ctx)
	if err != nil {
		return nil, err
	}
	return s.Store.Imports(ctx, paths, before, limit)
}

// Look returns a file with its report, the counts of the rows that fit, and those that failed. Errors: permit.ErrNotFound, permit.ErrForbidden.
func (s *Service) Look(ctx context.Context, id ImportID) (Import, map[LineState]int, []Line, error) {
	m, err := s.Store.Import(ctx, id)
	if err != nil {
		return m, nil, nil, err
	}
	if err := require(ctx, m.OrgPath); err != nil {
		return Import{}, nil, nil, err
	}
	n, err := s.Store.Count(ctx, id)
	if err != nil {
		return m, nil, nil, err
	}
	failed, err := s.Store.Lines(ctx, id, Failed, 0, sheet.MaxProblems)
	return m, n, failed, err
}

// Decide lets the permits of a file be made, or refuses it. The caller is another natural person than who imported it. Errors: permit.ErrNotFound,
// permit.ErrForbidden, ErrSame, ErrDecided, permit.ErrReason.
func (s *Service) Decide(ctx context.Context, id ImportID, approve bool, note string) (Import, error) {
	var m Import
	err := s.Tx.InTx(ctx, func(ctx context.Context) error {
		var err error
		if m, err = s.Store.Import(ctx, id); err != nil {
			return err
		}
		if err := require(ctx, m.OrgPath); err != nil {
			return err
		}
		if err := m.Decide(ctx, approve, note, ErrSame, ErrDecided, s.now()); err != nil {
			return err
		}
		if !approve {
			if err := s.Store.Forget(ctx, id); err != nil {
				return err
			}
		}
		if err := s.Store.SaveImport(ctx, m, Pending); err != nil {
			return err
		}
		return s.record(ctx, "permit_intake.decide", m, map[string]string{"state": string(m.State), "note": m.Note})
	})
	return m, err
}

// RunOnce makes the permits of confirmed files, each in a transaction of its own. Call it every few seconds; it goes on where it stopped, and two nodes
// do it without harm.
func (s *Service) RunOnce(ctx context.Context) error {
	ctx = actor.AsSystem(ctx, "permit.intake")
	return filed.Run(ctx, s.Store, s.run)
}

func (s *Service) run(ctx context.Context, m Import) error {
	authority, err := s.People.Org(ctx, people.OrgID(path.Base(m.OrgPath)))
	if err != nil {
		return err
	}
	page := func(after, limit int) ([]Line, error) { return s.Store.Lines(ctx, m.ID, Waits, after, limit) }
	done, err := filed.Settle(page, func(l Line) int { return l.Row }, func(l Line) error { return s.settle(ctx, m, authority, l) })
	if err != nil || !done {
		return err
	}
	return filed.Finish(ctx, s.Tx.InTx, s.Store, m, func(ctx context.Context) error {
		if err := s.Store.Forget(ctx, m.ID); err != nil {
			return err
		}
		n, err := s.Store.Count(ctx, m.ID)
		if err != nil {
			return err
		}
		return s.record(ctx, "permit_intake.finish", m, map[string]string{"made": fmt.Sprint(n[Done]), "failed": fmt.Sprint(n[Failed])})
	})
}

// settle makes one permit. What is on file and no longer allows it is noted at the row; a failure of the program leaves it waiting.
func (s *Service) settle(ctx context.Context, m Import, authority people.Org, l Line) error {
	err := s.Tx.InTx(ctx, func(ctx context.Context) error {
		p, err := s.open(m.ID, l.Sealed)
		if err != nil {
			return err
		}
		checked, err := p.person().Check(actor.DateOf(s.now()))
		if err != nil {
			return err
		}
		who, _, err := s.People.Meet(ctx, authority, checked)
		if err != nil {
			return err
		}
		if who.ID == m.ProposedPerson || who.ID == m.DecidedPerson {
			return permit.ErrOwn
		}
		t := p.taken(authority)
		t.Person, t.By, t.ByPerson, t.Signers = who.ID, m.DecidedBy, m.DecidedPerson, []string{m.ProposedName, m.DecidedName}
		t.Source = fmt.Sprintf("导入原有证书：%s 第 %d 行", m.FileName, l.Row)
		made, err := s.Permits.TakeIn(ctx, t)
		if err != nil {
			return err
		}
		return s.Store.SaveLine(ctx, m.ID, Line{Row: l.Row, State: Done, Permit: made.ID})
	})
	code, err := filed.Refusal(err)
	if code == "" {
		return err
	}
	return s.Store.SaveLine(ctx, m.ID, Line{Row: l.Row, State: Failed, Fault: code})
}
