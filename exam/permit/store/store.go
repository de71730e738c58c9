package store

import (
	"context"
	"encoding/json"
	"errors"

	"gorm.io/gorm"

	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/internal/sqldb"
)

// Store implements every store interface of exam/permit on one database.
type Store struct{ db *sqldb.DB }

// New returns a store on db.
func New(db *sqldb.DB) *Store { return &Store{db: db} }

// InTx implements permit.Tx.
func (s *Store) InTx(ctx context.Context, fn func(ctx context.Context) error) error {
	return s.db.InTx(ctx, fn)
}

// create inserts row; a unique constraint answers permit.ErrDuplicate.
func (s *Store) create(ctx context.Context, row any) error {
	err := s.db.Conn(ctx).Create(row).Error
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return permit.ErrDuplicate
	}
	return err
}

// optional is NULL for the empty string.
func optional(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// toJSON writes v; the types of exam/permit always can be.
func toJSON(v any) (string, error) {
	b, err := json.Marshal(v)
	return string(b), err
}
