// Package store keeps exam/people in the database: GORM on SQLite and MySQL, explicit columns, hand-written conversion.
// It also adapts internal/blob to the document photos' port.
//
// Why (2026-11-21): one Store type implements all of people's store interfaces, because all of them share one database and
// one open transaction; the interfaces stay small at their user.
package store

import (
	"context"
	"errors"
	"strings"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/people/guard"
	"github.com/suikao/suikao/exam/people/notice"
	"github.com/suikao/suikao/exam/people/terminal"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/internal/sqldb"
)

// Store implements the store interfaces of exam/people. Make one with New.
type Store struct {
	db    *sqldb.DB
	texts texts
}

// New returns a Store on db.
func New(db *sqldb.DB) *Store { return &Store{db: db} }

var (
	_ people.Tx              = (*Store)(nil)
	_ people.OrgStore        = (*Store)(nil)
	_ people.PersonStore     = (*Store)(nil)
	_ people.EmploymentStore = (*Store)(nil)
	_ people.PhotoStore      = (*Store)(nil)
	_ people.AccountStore    = (*Store)(nil)
	_ people.CandidateStore  = (*Store)(nil)
	_ guard.CodeStore        = (*Store)(nil)
	_ guard.ThrottleStore    = (*Store)(nil)
	_ terminal.Store         = (*Store)(nil)
	_ notice.Store           = (*Store)(nil)
)

// Fill sets every store field of d to s.
func (s *Store) Fill(d *people.Deps) {
	d.Tx, d.Orgs, d.Persons, d.Works, d.Pictures = s, s, s, s, s
	d.Staff, d.Logins = s, s
}

// InTx implements people.Tx.
func (s *Store) InTx(ctx context.Context, fn func(context.Context) error) error {
	return s.db.InTx(ctx, fn)
}

func (s *Store) table(ctx context.Context, name string) *gorm.DB { return s.db.Conn(ctx).Table(name) }

// one turns "no such row" into missing.
func one(err error, missing *fault.Error) error {
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return missing
	}
	return err
}

// added turns a broken unique constraint into taken.
func added(err error, taken *fault.Error) error {
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return taken
	}
	return err
}

// changed reports ErrChanged when a compare-and-set found no row.
func changed(r *gorm.DB) error {
	if r.Error == nil && r.RowsAffected == 0 {
		return people.ErrChanged
	}
	return r.Error
}

var forUpdate = clause.Locking{Strength: "UPDATE"}

// escaped quotes the wildcards of LIKE; patterns are used with ESCAPE '!'.
func escaped(s string) string {
	return strings.NewReplacer("!", "!!", "%", "!%", "_", "!_").Replace(s)
}
