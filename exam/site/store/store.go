package store

import (
	"context"
	"encoding/json"
	"errors"

	"gorm.io/gorm"

	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/sqldb"
)

// Store implements every store interface of exam/site. It is safe for concurrent use.
type Store struct{ db *sqldb.DB }

// New returns a Store on db.
func New(db *sqldb.DB) *Store { return &Store{db} }

// InTx implements site.Tx.
func (s *Store) InTx(ctx context.Context, fn func(ctx context.Context) error) error {
	return s.db.InTx(ctx, fn)
}

var (
	_ site.Tx         = (*Store)(nil)
	_ site.PlaceStore = (*Store)(nil)
	_ site.DutyStore  = (*Store)(nil)
)

// translate turns GORM's errors into the domain's.
func translate(err error) error {
	switch {
	case errors.Is(err, gorm.ErrDuplicatedKey):
		return site.ErrDuplicate
	case errors.Is(err, gorm.ErrRecordNotFound):
		return site.ErrNotFound
	}
	return err
}

// first reads one row by a condition.
func first[R any](ctx context.Context, db *sqldb.DB, where string, args ...any) (R, error) {
	r, err := sqldb.First[R](ctx, db, where, args...)
	return r, translate(err)
}

// add inserts a row.
func (s *Store) add(ctx context.Context, row any) error {
	return translate(s.db.Conn(ctx).Create(row).Error)
}

func flag(b bool) int {
	if b {
		return 1
	}
	return 0
}

func encode(v site.RoomRules) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err) // numbers and a string
	}
	return string(b)
}

func decode(text string) site.RoomRules {
	var v site.RoomRules
	_ = json.Unmarshal([]byte(text), &v) // written by encode
	return v
}
