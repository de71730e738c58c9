// Package filed is a file of many rows that one person brings and another natural person puts into effect: reading it with a report of every wrong row, the decision of
// the second one, and the carrying out, row after row, which goes on after a kill. What a row means is its user's own.
//
// Why the report repeats nothing of a row (2026-11-23): files hold names and numbers. A place and a code are enough to find and mend it.
package filed

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/internal/sheet"
)

// ID names a file.
type ID string

// State is where a file stands.
type State string

// The states of a file.
const (
	Pending  State = "PENDING"  // a second person decides
	Empty    State = "EMPTY"    // no row fits
	Approved State = "APPROVED" // being put into effect
	Refused  State = "REFUSED"
	Finished State = "DONE"
)

// File is what is kept of a file beside its rows.
type File struct {
	ID             ID
	OrgPath        string
	FileName       string
	Digest         string // SHA-256 of the file, hex
	Rows           int    // in the file
	Problems       []Problem
	Wrong          int // problems in all; only the first sheet.MaxProblems are kept
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

// Problem is what is wrong with one row.
type Problem struct {
	Row    int    `json:"row"`
	Column string `json:"column"`
	Cell   string `json:"cell"`
	Code   string `json:"code"`
	ZH     string `json:"zh"`
	EN     string `json:"en"`
}

// Store keeps files; filed/store has one for each table.
type Store interface {
	Import(ctx context.Context, id ID) (File, error) // permit.ErrNotFound
	// Imports lists those under paths, newest first, before one, without problems.
	Imports(ctx context.Context, paths []string, before ID, limit int) ([]File, error)
	// SaveImport writes state, decision and note where the row still has state was; permit.ErrChanged otherwise.
	SaveImport(ctx context.Context, m File, was State) error
	// Running lists the files that are being put into effect, oldest first, without problems.
	Running(ctx context.Context) ([]File, error)
}

// Files is a Store that takes new ones; also are columns that its table has beside those of all.
type Files interface {
	Store
	Add(ctx context.Context, m File, also map[string]any) error
}

// Read reads a file (.xlsx or .csv) for an organisation. long is what a name of more than 120 characters is answered with. Errors: long, those of sheet.Read.
func Read(ctx context.Context, orgPath, name string, raw []byte, columns []sheet.Column, l sheet.Limits, long *fault.Error, now time.Time) (File, *sheet.Table, error) {
	if f := actor.CheckLine(name); f != nil {
		return File{}, nil, f.At("query.name")
	}
	if name = strings.TrimSpace(name); utf8.RuneCountInString(name) > 120 {
		return File{}, nil, long.At("query.name")
	}
	t, err := sheet.Read(ctx, name, bytes.NewReader(raw), columns, l)
	if err != nil {
		return File{}, nil, err
	}
	a, sum := actor.From(ctx), sha256.Sum256(raw)
	return File{ID: ID(actor.NewID(now)), OrgPath: orgPath, FileName: name, Digest: hex.EncodeToString(sum[:]), Rows: len(t.Rows), State: Pending,
		ProposedBy: people.AccountID(a.ID), ProposedPerson: people.PersonID(a.Person), ProposedName: a.Name, ProposedAt: now}, t, nil
}

// Report takes over what was found wrong with the rows; fit is how many can be put into effect.
func (f *File) Report(t *sheet.Table, fit int) {
	if f.Wrong = t.Total(); fit == 0 {
		f.State = Empty
	}
	for _, p := range t.Problems() {
		f.Problems = append(f.Problems, Problem{p.Row, p.Column, p.Cell, p.Err.Code(), p.Err.Text("zh-CN"), p.Err.Text("en")})
	}
}

// Decide notes the decision of the caller, who is another natural person than who brought the file. Errors: same, permit.ErrReason, decided.
func (f *File) Decide(ctx context.Context, approve bool, note string, same, decided error, now time.Time) error {
	a := actor.From(ctx)
	if a.Person == "" || a.Person == string(f.ProposedPerson) {
		return same
	}
	var err error
	if f.Note, err = permit.Reason("body.note", note); err != nil {
		return err
	}
	if f.State != Pending {
		return decided
	}
	f.State, f.DecidedBy, f.DecidedPerson, f.DecidedName, f.DecidedAt = Refused, people.AccountID(a.ID), people.PersonID(a.Person), a.Name, now
	if approve {
		f.State = Approved
	}
	return nil
}

// pageSize is how many rows are read at a time.
const pageSize = 200

// Run carries out every file of a store that is approved; one that fails does not hold up the others.
func Run(ctx context.Context, s Store, one func(ctx context.Context, f File) error) error {
	list, err := s.Running(ctx)
	if err != nil {
		return err
	}
	var failed []error
	for _, f := range list {
		if err := one(ctx, f); err != nil {
			failed = append(failed, err)
		}
	}
	return errors.Join(failed...)
}

// Settle carries out the rows that wait, by their numbers, and says whether none is left: one that somebody else changed at that moment comes again.
func Settle[R any](page func(after, limit int) ([]R, error), number func(R) int, settle func(R) error) (done bool, err error) {
	for after := 0; ; {
		rows, err := page(after, pageSize)
		if err != nil {
			return false, err
		}
		for _, r := range rows {
			after = number(r)
			if err := settle(r); err != nil && !errors.Is(err, permit.ErrChanged) {
				return false, err
			}
		}
		if len(rows) < pageSize {
			break
		}
	}
	left, err := page(0, 1)
	return err == nil && len(left) == 0, err
}

// Finish ends a file; also is done in the same transaction. Another node may have been first.
func Finish(ctx context.Context, in func(ctx context.Context, fn func(ctx context.Context) error) error, s Store, f File, also func(ctx context.Context) error) error {
	err := in(ctx, func(ctx context.Context) error {
		f.State = Finished
		if err := s.SaveImport(ctx, f, Approved); err != nil {
			return err
		}
		return also(ctx)
	})
	if errors.Is(err, permit.ErrChanged) {
		return nil
	}
	return err
}

// Refusal returns the code by which a row is refused for good; none where it was carried out, or where another try may succeed: err says so.
func Refusal(err error) (code string, again error) {
	f := fault.From(err)
	if err == nil || errors.Is(err, permit.ErrChanged) || f.Kind() == fault.Internal || f.Kind() == fault.Unavailable {
		return "", err
	}
	return f.Code(), nil
}
