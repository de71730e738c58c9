package store

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"gorm.io/gorm"

	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/internal/sqldb"
)

// Store implements every store interface of exam/booking. It is safe for concurrent use.
type Store struct{ db *sqldb.DB }

// New returns a Store on db.
func New(db *sqldb.DB) *Store { return &Store{db} }

// InTx implements booking.Tx.
func (s *Store) InTx(ctx context.Context, fn func(ctx context.Context) error) error {
	return s.db.InTx(ctx, fn)
}

var (
	_ booking.Tx           = (*Store)(nil)
	_ booking.SlotStore    = (*Store)(nil)
	_ booking.BookingStore = (*Store)(nil)
	_ booking.CallStore    = (*Store)(nil)
	_ booking.GateStore    = (*Store)(nil)
)

// translate turns GORM's errors into the domain's.
func translate(err error) error {
	switch {
	case errors.Is(err, gorm.ErrDuplicatedKey):
		return booking.ErrDuplicate
	case errors.Is(err, gorm.ErrRecordNotFound):
		return booking.ErrNotFound
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

// swap writes all columns of row where its version is still old; ErrStale when it is not.
func (s *Store) swap(ctx context.Context, row any, id string, old int) error {
	ok, err := s.db.Swap(ctx, row, id, old)
	if err == nil && !ok {
		return booking.ErrStale
	}
	return translate(err)
}

func at(t time.Time) sqldb.Millis { return sqldb.At(t) }

func flag(b bool) int {
	if b {
		return 1
	}
	return 0
}

// orNull is NULL for a value that must not take part in a unique key.
func orNull(v string, keep bool) *string {
	if !keep {
		return nil
	}
	return &v
}

func encode(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err) // plain structs of numbers and strings
	}
	return string(b)
}

func decode[T any](text string) T {
	var v T
	_ = json.Unmarshal([]byte(text), &v) // written by encode
	return v
}

func strs[T ~string](in []T) []string {
	out := make([]string, len(in))
	for i, v := range in {
		out[i] = string(v)
	}
	return out
}
