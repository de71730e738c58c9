package intake

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/internal/sheet"
)

// ImportID names a file.
type ImportID string

// State is where a file stands.
type State string

// The states of a file.
const (
	Pending  State = "PENDING"  // a second person decides
	Empty    State = "EMPTY"    // no row can be taken in
	Approved State = "APPROVED" // permits are being made
	Refused  State = "REFUSED"
	Finished State = "DONE"
)

// Import is a file of permits.
type Import struct {
	ID             ImportID
	Authority      people.OrgID
	OrgPath        string
	FileName       string
	Digest         string // SHA-256 of the file, hex
	Rows           int    // in the file
	Problems       []Problem
	Wrong          int // problems in all; only the first 200 are kept
	State          State
	ProposedBy     people.AccountID
	ProposedPerson people.PersonID
	ProposedName   string
	ProposedAt     time.Time
	DecidedBy      people.AccountID
	DecidedPerson  people.PersonID
	DecidedName    string
	DecidedAt      time.Time
	Note           string
}

// Problem is what is wrong with one row. It repeats nothing of the row: files hold names and numbers.
type Problem struct {
	Row    int    `json:"row"`
	Column string `json:"column"`
	Cell   string `json:"cell"`
	Code   string `json:"code"`
	ZH     string `json:"zh"`
	EN     string `json:"en"`
}

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
	AddImport(ctx context.Context, m Import, lines []Line) error
	Import(ctx context.Context, id ImportID) (Import, error) // permit.ErrNotFound
	// Imports lists those under paths, newest first, before one, without problems.
	Imports(ctx context.Context, paths []string, before ImportID, limit int) ([]Import, error)
	// SaveImport writes state, decision and note where the row still has state was; permit.ErrChanged otherwise.
	SaveImport(ctx context.Context, m Import, was State) error
	// Running lists the files whose permits are being made, oldest first, without problems.
	Running(ctx context.Context) ([]Import, error)
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
	if f := actor.CheckLine(name); f != nil {
		return Import{}, f.At("query.name")
	}
	if name = strings.TrimSpace(name); utf8.RuneCountInString(name) > 120 {
		return Import{}, ErrFileName.At("query.name")
	}
	t, err := sheet.Read(ctx, name, bytes.NewReader(file), Columns(), limits())
	if err != nil {
		return Import{}, err
	}
	a, now, sum := actor.From(ctx), s.now(), sha256.Sum256(file)
	r := reader{Service: s, authority: org, me: people.PersonID(a.Person), seen: map[string][]span{}}
	if r.items, err = s.catalogue(ctx); err != nil {
		return Import{}, err
	}
	rows, papers, err := r.read(ctx, t)
	if err != nil {
		return Import{}, err
	}
	m := Import{ID: ImportID(actor.NewID(now)), Authority: org.ID, OrgPath: org.Path, FileName: name, Digest: hex.EncodeToString(sum[:]), Rows: len(t.Rows), Wrong: t.Total(), State: Pending,
		ProposedBy: people.AccountID(a.ID), ProposedPerson: people.PersonID(a.Person), ProposedName: a.Name, ProposedAt: now}
	if len(rows) == 0 {
		m.State = Empty
	}
	for _, p := range t.Problems() {
		m.Problems = append(m.Problems, Problem{p.Row, p.Column, p.Cell, p.Err.Code(), p.Err.Text("zh-CN"), p.Err.Text("en")})
	}
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
		a := actor.From(ctx)
		if a.Person == "" || a.Person == string(m.ProposedPerson) {
			return ErrSame
		}
		if m.Note, err = permit.Reason("body.note", note); err != nil {
			return err
		}
		if m.State != Pending {
			return ErrDecided
		}
		m.State, m.DecidedBy, m.DecidedPerson, m.DecidedName, m.DecidedAt = Refused, people.AccountID(a.ID), people.PersonID(a.Person), a.Name, s.now()
		if approve {
			m.State = Approved
		} else if err := s.Store.Forget(ctx, id); err != nil {
			return err
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
	list, err := s.Store.Running(ctx)
	if err != nil {
		return err
	}
	var failed []error
	for _, m := range list {
		if err := s.run(ctx, m); err != nil {
			failed = append(failed, err)
		}
	}
	return errors.Join(failed...)
}

func (s *Service) run(ctx context.Context, m Import) error {
	authority, err := s.People.Org(ctx, m.Authority)
	if err != nil {
		return err
	}
	for after := 0; ; {
		lines, err := s.Store.Lines(ctx, m.ID, Waits, after, pageSize)
		if err != nil {
			return err
		}
		for _, l := range lines {
			after = l.Row
			if err := s.settle(ctx, m, authority, l); err != nil && !errors.Is(err, permit.ErrChanged) {
				return err
			}
		}
		if len(lines) < pageSize {
			break
		}
	}
	left, err := s.Store.Lines(ctx, m.ID, Waits, 0, 1) // those that changed in the same moment come again
	if err != nil || len(left) > 0 {
		return err
	}
	err = s.Tx.InTx(ctx, func(ctx context.Context) error {
		m.State = Finished
		if err := s.Store.SaveImport(ctx, m, Approved); err != nil {
			return err
		}
		if err := s.Store.Forget(ctx, m.ID); err != nil {
			return err
		}
		n, err := s.Store.Count(ctx, m.ID)
		if err != nil {
			return err
		}
		return s.record(ctx, "permit_intake.finish", m, map[string]string{"made": fmt.Sprint(n[Done]), "failed": fmt.Sprint(n[Failed])})
	})
	if errors.Is(err, permit.ErrChanged) {
		return nil // another node was first
	}
	return err
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
	f := fault.From(err)
	if err == nil || errors.Is(err, permit.ErrChanged) || f.Kind() == fault.Internal || f.Kind() == fault.Unavailable {
		return err
	}
	return s.Store.SaveLine(ctx, m.ID, Line{Row: l.Row, State: Failed, Fault: f.Code()})
}
