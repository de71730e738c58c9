package store

import (
	"context"
	"encoding/json"
	"errors"

	"gorm.io/gorm"

	"github.com/suikao/suikao/exam/application"
	"github.com/suikao/suikao/internal/sqldb"
)

// Store implements application.Store and application.Tx. It is safe for concurrent use.
type Store struct{ db *sqldb.DB }

// New returns a Store on db.
func New(db *sqldb.DB) *Store { return &Store{db} }

var (
	_ application.Tx    = (*Store)(nil)
	_ application.Store = (*Store)(nil)
)

// InTx implements application.Tx.
func (s *Store) InTx(ctx context.Context, fn func(ctx context.Context) error) error {
	return s.db.InTx(ctx, fn)
}

// translate turns GORM's errors into the domain's.
func translate(err error) error {
	switch {
	case errors.Is(err, gorm.ErrDuplicatedKey):
		return application.ErrDuplicate
	case errors.Is(err, gorm.ErrRecordNotFound):
		return application.ErrNotFound
	}
	return err
}

func flag(b bool) int {
	if b {
		return 1
	}
	return 0
}

// liveItem is the item while the application is live, NULL afterwards: NULLs take no part in the unique key.
func liveItem(a application.Application) *string {
	if !a.State.Live() {
		return nil
	}
	return &a.ItemCode
}

func encode(list []application.Defect) string {
	b, err := json.Marshal(list)
	if err != nil {
		panic(err) // plain structs of strings
	}
	return string(b)
}

func decode(text string) []application.Defect {
	var v []application.Defect
	_ = json.Unmarshal([]byte(text), &v) // written by encode
	return v
}
