package register

import (
	"context"
	"fmt"

	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/exam/permit/filed"
	"github.com/suikao/suikao/internal/actor"
)

// Files of answers are files that two persons put into effect; see filed.
type (
	// ImportState is where a file of answers stands.
	ImportState = filed.State
	// Import is a file of answers.
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

// Tally counts the rows of an import that fit, by outcome and by state.
type Tally struct {
	Outcomes map[Outcome]int
	States   map[AnswerState]int
}

// ImportStore keeps imports.
type ImportStore interface {
	filed.Store
	AddImport(ctx context.Context, m Import, rows []Answer) error
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
	m, t, err := filed.Read(ctx, path, name, file, AnswerColumns(), limits(), ErrFileName, s.now())
	if err != nil {
		return Import{}, err
	}
	r := reader{Service: s, path: path, me: string(m.ProposedPerson), seen: map[permit.ID]int{}}
	answers, err := r.read(ctx, t)
	if err != nil {
		return Import{}, err
	}
	m.Report(t, len(answers))
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
		if err := m.Decide(ctx, approve, note, ErrSame, ErrDecided, s.now()); err != nil {
			return err
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
	return filed.Run(ctx, s.Imports, s.run)
}

func (s *Service) run(ctx context.Context, m Import) error {
	page := func(after, limit int) ([]Answer, error) { return s.Imports.Answers(ctx, m.ID, Waits, after, limit) }
	done, err := filed.Settle(page, func(a Answer) int { return a.Row }, func(a Answer) error { return s.settle(ctx, m, a) })
	if err != nil || !done {
		return err
	}
	return filed.Finish(ctx, s.Tx.InTx, s.Imports, m, func(ctx context.Context) error {
		return s.record(ctx, "permit_register.finish", "permit_register:"+string(m.ID), m.OrgPath, map[string]string{"sha256": m.Digest})
	})
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
	code, err := filed.Refusal(err)
	if code == "" {
		return err
	}
	a.State, a.Fault = Failed, code
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
