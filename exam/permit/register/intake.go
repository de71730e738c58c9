package register

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

// ImportState is where a file of answers stands.
type ImportState string

// The states of an import.
const (
	Pending  ImportState = "PENDING"  // a second person decides
	Empty    ImportState = "EMPTY"    // no row fits
	Approved ImportState = "APPROVED" // being put into effect
	Refused  ImportState = "REFUSED"
	Finished ImportState = "DONE"
)

// Import is a file of answers.
type Import struct {
	ID             ImportID
	OrgPath        string
	FileName       string
	Digest         string // SHA-256 of the file, hex
	Rows           int    // in the file
	Problems       []Problem
	Wrong          int // problems in all; only the first are kept
	State          ImportState
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

// Tally counts the rows of an import that fit, by outcome and by state.
type Tally struct {
	Outcomes map[Outcome]int
	States   map[AnswerState]int
}

// ImportStore keeps imports.
type ImportStore interface {
	AddImport(ctx context.Context, m Import, rows []Answer) error
	Import(ctx context.Context, id ImportID) (Import, error) // permit.ErrNotFound
	// Imports lists those under paths, newest first, before one, without problems.
	Imports(ctx context.Context, paths []string, before ImportID, limit int) ([]Import, error)
	// SaveImport writes state, decision and note where the row still has state was; permit.ErrChanged otherwise.
	SaveImport(ctx context.Context, m Import, was ImportState) error
	// Running lists the imports that are being put into effect, oldest first.
	Running(ctx context.Context) ([]Import, error)
	// Answers lists at most limit rows of an import after a row; state empty: all.
	Answers(ctx context.Context, id ImportID, state AnswerState, after, limit int) ([]Answer, error)
	// SaveAnswer writes state and fault where the row still waits; permit.ErrChanged otherwise.
	SaveAnswer(ctx context.Context, id ImportID, a Answer) error
	Tally(ctx context.Context, id ImportID) (Tally, error)
}

// Receive reads a file of answers (.xlsx or .csv) and matches each row with its permit. Nothing changes until somebody else confirms it.
// Errors: permit.ErrForbidden, ErrFileName, those of sheet.Read.
func (s *Service) Receive(ctx context.Context, name string, file []byte) (Import, error) {
	path, err := home(ctx)
	if err != nil {
		return Import{}, err
	}
	if f := actor.CheckText(name); f != nil {
		return Import{}, f.At("query.name")
	}
	if name = strings.TrimSpace(name); utf8.RuneCountInString(name) > 120 {
		return Import{}, ErrFileName.At("query.name")
	}
	t, err := sheet.Read(ctx, name, bytes.NewReader(file), AnswerColumns(), limits())
	if err != nil {
		return Import{}, err
	}
	a, now, sum := actor.From(ctx), s.now(), sha256.Sum256(file)
	r := reader{Service: s, path: path, me: a.Person, seen: map[permit.ID]int{}}
	answers, err := r.read(ctx, t)
	if err != nil {
		return Import{}, err
	}
	m := Import{ID: ImportID(actor.NewID(now)), OrgPath: path, FileName: name, Digest: hex.EncodeToString(sum[:]), Rows: len(t.Rows), Wrong: t.Total(), State: Pending,
		ProposedBy: people.AccountID(a.ID), ProposedPerson: people.PersonID(a.Person), ProposedName: a.Name, ProposedAt: now}
	if len(answers) == 0 {
		m.State = Empty
	}
	for _, p := range t.Problems() {
		m.Problems = append(m.Problems, Problem{p.Row, p.Column, p.Cell, p.Err.Code(), p.Err.Text("zh-CN"), p.Err.Text("en")})
	}
	return m, s.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.Imports.AddImport(ctx, m, answers); err != nil {
			return err
		}
		return s.record(ctx, "permit_register.receive", "permit_register:"+string(m.ID), path, map[string]string{"rows": fmt.Sprint(m.Rows),
			"fit": fmt.Sprint(len(answers)), "wrong": fmt.Sprint(m.Wrong), "sha256": m.Digest})
	})
}

// Received lists the imports of the caller's authorities, newest first, before one. Errors: permit.ErrForbidden.
func (s *Service) Received(ctx context.Context, before ImportID, limit int) ([]Import, error) {
	paths, err := scope(ctx)
	if err != nil {
		return nil, err
	}
	return s.Imports.Imports(ctx, paths, before, limit)
}

// Judged is a row that fits, with its permit.
type Judged struct {
	Answer
	Of permit.Permit
}

// Look returns an import with its report, its counts and a page of the rows that fit, after a row. Errors: permit.ErrNotFound,
// permit.ErrForbidden.
func (s *Service) Look(ctx context.Context, id ImportID, after, limit int) (Import, Tally, []Judged, error) {
	m, err := s.Imports.Import(ctx, id)
	if err != nil {
		return m, Tally{}, nil, err
	}
	if err := require(ctx, m.OrgPath, deciders()...); err != nil {
		return Import{}, Tally{}, nil, err
	}
	n, err := s.Imports.Tally(ctx, id)
	if err != nil {
		return m, n, nil, err
	}
	rows, err := s.Imports.Answers(ctx, id, "", after, limit)
	if err != nil {
		return m, n, nil, err
	}
	out := make([]Judged, len(rows))
	for i, a := range rows {
		if out[i].Of, err = s.Permits.PermitByID(ctx, a.Permit); err != nil {
			return m, n, nil, err
		}
		out[i].Answer = a
	}
	return m, n, out, nil
}

// Decide puts a file of answers into effect or refuses it. The caller is another natural person than who imported it. Errors:
// permit.ErrNotFound, permit.ErrForbidden, ErrSame, ErrDecided, permit.ErrReason.
func (s *Service) Decide(ctx context.Context, id ImportID, approve bool, note string) (Import, error) {
	var m Import
	err := s.Tx.InTx(ctx, func(ctx context.Context) error {
		var err error
		if m, err = s.Imports.Import(ctx, id); err != nil {
			return err
		}
		if err := require(ctx, m.OrgPath, deciders()...); err != nil {
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
		}
		if err := s.Imports.SaveImport(ctx, m, Pending); err != nil {
			return err
		}
		return s.record(ctx, "permit_register.decide", "permit_register:"+string(id), m.OrgPath, map[string]string{"state": string(m.State), "note": m.Note, "sha256": m.Digest})
	})
	return m, err
}

// RunOnce puts confirmed files into effect, one permit a transaction. Call it every few seconds; it goes on where it stopped, and two nodes
// do it without harm.
func (s *Service) RunOnce(ctx context.Context) error {
	ctx = actor.AsSystem(ctx, "permit.register")
	list, err := s.Imports.Running(ctx)
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
	for after := 0; ; {
		rows, err := s.Imports.Answers(ctx, m.ID, Waits, after, pageSize)
		if err != nil {
			return err
		}
		for _, a := range rows {
			after = a.Row
			if err := s.settle(ctx, m, a); err != nil && !errors.Is(err, permit.ErrChanged) {
				return err
			}
		}
		if len(rows) < pageSize {
			break
		}
	}
	left, err := s.Imports.Answers(ctx, m.ID, Waits, 0, 1) // those that changed in the same moment come again
	if err != nil || len(left) > 0 {
		return err
	}
	err = s.Tx.InTx(ctx, func(ctx context.Context) error {
		m.State = Finished
		if err := s.Imports.SaveImport(ctx, m, Approved); err != nil {
			return err
		}
		return s.record(ctx, "permit_register.finish", "permit_register:"+string(m.ID), m.OrgPath, map[string]string{"sha256": m.Digest})
	})
	if errors.Is(err, permit.ErrChanged) {
		return nil // another node was first
	}
	return err
}

// settle carries one row out. What the permit no longer allows is noted at the row; a failure of the program leaves it waiting.
func (s *Service) settle(ctx context.Context, m Import, a Answer) error {
	err := s.Tx.InTx(ctx, func(ctx context.Context) error {
		a.State = Done
		if err := s.Imports.SaveAnswer(ctx, m.ID, a); err != nil {
			return err
		}
		if a.Outcome == Confirm {
			err := s.Permits.ConfirmRegistered(ctx, permit.Change{Permit: a.Permit, Reason: "全国平台结果文件 " + m.FileName, Legal: a.Ref,
				ProposedBy: m.ProposedBy, ProposedPerson: m.ProposedPerson, ProposedName: m.ProposedName, ProposedAt: m.ProposedAt,
				DecidedBy: m.DecidedBy, DecidedPerson: m.DecidedPerson, DecidedName: m.DecidedName, DecidedAt: m.DecidedAt, Note: m.Note})
			if err != nil {
				return err
			}
		}
		return s.answered(ctx, a)
	})
	f := fault.From(err)
	if err == nil || errors.Is(err, permit.ErrChanged) || f.Kind() == fault.Internal || f.Kind() == fault.Unavailable {
		return err
	}
	a.State, a.Fault = Failed, f.Code()
	return s.Imports.SaveAnswer(ctx, m.ID, a)
}

// answered ends the reported lines of a permit with what the register said.
func (s *Service) answered(ctx context.Context, a Answer) error {
	lines, err := s.Lines.LinesOf(ctx, a.Permit)
	if err != nil {
		return err
	}
	for _, l := range lines {
		if l.State != Reported {
			continue
		}
		l.State, l.Reason = Confirmed, ""
		if a.Outcome == Decline {
			l.State, l.Reason = Declined, a.Ref
		}
		if err := s.Lines.SaveLine(ctx, l, Reported); err != nil {
			return err
		}
	}
	return nil
}
