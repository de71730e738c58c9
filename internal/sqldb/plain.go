package sqldb

import (
	"context"
	"database/sql"

	"gorm.io/gorm"
)

// Exec runs a statement as it stands, without the mapper, in the open transaction of the context or on the pool. Its
// failures have the mapper's names, so InTx tries again what it tries again for others.
func (db *DB) Exec(ctx context.Context, statement string, args ...any) (sql.Result, error) {
	res, err := db.pool(ctx).ExecContext(ctx, statement, args...)
	return res, db.named(err)
}

// Query asks as Exec runs; each is called for every row, with the scanner of that row.
func (db *DB) Query(ctx context.Context, each func(scan func(into ...any) error) error, query string, args ...any) error {
	rows, err := db.pool(ctx).QueryContext(ctx, query, args...)
	if err != nil {
		return db.named(err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		if err := each(rows.Scan); err != nil {
			return err
		}
	}
	return db.named(rows.Err())
}

func (db *DB) pool(ctx context.Context) gorm.ConnPool {
	if tx, ok := db.open(ctx); ok {
		return tx.Statement.ConnPool
	}
	return db.g.Statement.ConnPool
}

func (db *DB) named(err error) error {
	if t, ok := db.g.Dialector.(gorm.ErrorTranslator); ok && err != nil {
		return t.Translate(err)
	}
	return err
}
