package testenv

import (
	"context"
	"testing"
	"time"

	"github.com/suikao/suikao/deploy/migrations"
	"github.com/suikao/suikao/internal/sqldb"
)

// Engines runs suite once on SQLite and once on MySQL. Each call of open gives a database of its own with all migrations
// applied, closed and deleted after the test that called it.
func Engines(t *testing.T, suite func(t *testing.T, open func(t testing.TB) *sqldb.DB)) {
	t.Helper()
	for _, engine := range []sqldb.Engine{sqldb.SQLite, sqldb.MySQL} {
		t.Run(string(engine), func(t *testing.T) {
			suite(t, func(t testing.TB) *sqldb.DB { t.Helper(); return Open(t, Migrated(t, engine)) })
		})
	}
}

// Migrated returns the DSN of a new database with all migrations applied, for tests that open it more than once (two
// nodes, a restart). A test that needs no second handle uses Engines.
func Migrated(t testing.TB, engine sqldb.Engine) string {
	t.Helper()
	if engine == sqldb.SQLite {
		return migratedSQLite(t)
	}
	return migratedMySQL(t)
}

// Open opens a database and closes it after the test.
func Open(t testing.TB, dsn string) *sqldb.DB {
	t.Helper()
	db, err := sqldb.Open(context.Background(), sqldb.Config{DSN: dsn})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Errorf("close database: %v", err)
		}
	})
	return db
}

// migrate brings the database at dsn up to date.
func migrate(dsn string, engine sqldb.Engine) error {
	ctx := context.Background()
	steps, err := sqldb.Migrations(migrations.FS, engine)
	if err != nil {
		return err
	}
	db, err := sqldb.Open(ctx, sqldb.Config{DSN: dsn})
	if err != nil {
		return err
	}
	if _, err := db.Migrate(ctx, steps, time.Now()); err != nil {
		_ = db.Close()
		return err
	}
	return db.Close()
}
