package sqldb

import (
	"context"

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
	var rows []R
	q := db.Conn(ctx).Where(where, args...).Order(order)
	if limit > 0 {
		q = q.Limit(limit)
	}
	if err := q.Find(&rows).Error; err != nil {
		return nil, err
	}
	out := make([]T, len(rows))
	for i, r := range rows {
		out[i] = conv(r)
	}
	return out, nil
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
