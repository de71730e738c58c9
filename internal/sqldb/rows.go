package sqldb

import (
	"context"
	"errors"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

// First reads one row by a condition; gorm.ErrRecordNotFound when there is none.
func First[R any](ctx context.Context, db *DB, where string, args ...any) (R, error) {
	var r R
	err := db.Conn(ctx).Where(where, args...).Take(&r).Error
	return r, err
}

// All reads rows by a condition in an order and converts them; limit 0 means no limit.
func All[R, T any](ctx context.Context, db *DB, conv func(R) T, order string, limit int, where string, args ...any) ([]T, error) {
	q := db.Conn(ctx).Where(where, args...).Order(order)
	if limit > 0 {
		q = q.Limit(limit)
	}
	return Mapped(q, conv)
}

// Lock takes row locks, in the order of id, until the transaction ends; SQLite has one writer and needs none. It returns
// how many rows exist.
func (db *DB) Lock(ctx context.Context, table, where string, args ...any) (int, error) {
	var ids []string
	err := db.Conn(ctx).Table(table).Select("id").Clauses(clause.Locking{Strength: "UPDATE"}).Where(where, args...).Order("id").Find(&ids).Error
	return len(ids), err
}

// Swap writes all columns of row, except id, where its version is still old; false when it is not.
func (db *DB) Swap(ctx context.Context, row any, id string, old int) (bool, error) {
	res := db.Conn(ctx).Model(row).Select("*").Omit("id").Where("id = ? AND version = ?", id, old).Updates(row)
	return res.RowsAffected > 0, res.Error
}

// Mapped reads the rows of a query as what they stand for.
func Mapped[R, T any](tx *gorm.DB, to func(R) T) ([]T, error) {
	var rows []R
	if err := tx.Find(&rows).Error; err != nil {
		return nil, err
	}
	out := make([]T, len(rows))
	for i, r := range rows {
		out[i] = to(r)
	}
	return out, nil
}

// Absent says none where a query for one row found nothing.
func Absent(err, none error) error {
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return none
	}
	return err
}

// Changed says lost where a conditional write met no row: somebody else was faster.
func Changed(res *gorm.DB, lost error) error {
	if res.Error == nil && res.RowsAffected == 0 {
		return lost
	}
	return res.Error
}
