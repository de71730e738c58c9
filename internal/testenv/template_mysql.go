package testenv

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/go-sql-driver/mysql"
	"golang.org/x/sync/errgroup"

	"github.com/suikao/suikao/deploy/migrations"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv/servers"
)

// migratedMySQL makes a new database and repeats in it what the migrated template holds: its tables, the rows that
// migrations put there, its triggers. That is several times faster than migrating.
func migratedMySQL(t testing.TB) string {
	t.Helper()
	cfg, err := mysqlServer()
	if err != nil {
		missing(t, "mysql", err)
	}
	tpl, err := mysqlTemplate()
	if err != nil {
		t.Fatalf("migrate MySQL: %v", err)
	}
	dsn := newDatabase(t, cfg)
	c, err := mysql.ParseDSN(dsn)
	if err != nil {
		t.Fatal(err)
	}
	if err := tpl.copyTo(cfg, c.DBName); err != nil {
		t.Fatalf("copy the migrated database: %v", err)
	}
	return dsn
}

// template is what a migrated database holds, as statements. Each step's statements may run side by side, the steps in
// order.
type template struct{ tables, rows, triggers []string }

// mysqlTemplate migrates a database whose name is the migrations' digest, so that all processes with the same
// migrations share it, and reads it. One process makes it; one that died half-way leaves a database that is dropped.
var mysqlTemplate = sync.OnceValues(func() (*template, error) {
	cfg, err := mysqlServer()
	if err != nil {
		return nil, err
	}
	steps, err := sqldb.Migrations(migrations.FS, sqldb.MySQL)
	if err != nil {
		return nil, err
	}
	sum := sha256.New()
	for _, s := range steps {
		fmt.Fprintf(sum, "%d %s %s\n", s.Version, s.Name, s.Sum())
	}
	name := fmt.Sprintf("tpl_%x", sum.Sum(nil)[:8])
	unlock, err := serverLock(cfg, name)
	if err != nil {
		return nil, err
	}
	defer unlock()
	c := cfg.Clone()
	c.DBName = name
	if !isMigrated(c.FormatDSN(), steps) {
		if err := errors.Join(servers.Run(cfg, "DROP DATABASE IF EXISTS "+name), servers.Run(cfg, "CREATE DATABASE "+name+" CHARACTER SET utf8mb4")); err != nil {
			return nil, err
		}
		if err := migrate(c.FormatDSN(), sqldb.MySQL); err != nil {
			return nil, err
		}
	}
	return readTemplate(cfg, name)
})

func isMigrated(dsn string, steps []sqldb.Migration) bool {
	ctx := context.Background()
	db, err := sqldb.Open(ctx, sqldb.Config{DSN: dsn})
	if err != nil {
		return false
	}
	defer func() { _ = db.Close() }()
	return db.Check(ctx, steps) == nil
}

// serverLock takes a lock that all processes on the server see.
func serverLock(cfg *mysql.Config, name string) (func(), error) {
	db, err := servers.Connect(cfg, "")
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1) // the lock belongs to the connection and ends with it
	var got sql.NullInt64
	if err := db.QueryRow("SELECT GET_LOCK(?, 120)", name).Scan(&got); err != nil || got.Int64 != 1 {
		_ = db.Close()
		return nil, fmt.Errorf("wait for the template: %d %w", got.Int64, err)
	}
	return func() { _ = db.Close() }, nil
}

func readTemplate(cfg *mysql.Config, name string) (*template, error) {
	db, err := servers.Connect(cfg, name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = db.Close() }()
	tables, err := column(db, "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE' ORDER BY 1")
	if err != nil {
		return nil, err
	}
	var tpl template
	for _, table := range tables {
		var same, create string
		if err := db.QueryRow("SHOW CREATE TABLE `"+table+"`").Scan(&same, &create); err != nil {
			return nil, err
		}
		tpl.tables = append(tpl.tables, create)
		var full bool
		if err := db.QueryRow("SELECT EXISTS (SELECT 1 FROM `" + table + "`)").Scan(&full); err != nil {
			return nil, err
		}
		if full {
			tpl.rows = append(tpl.rows, fmt.Sprintf("INSERT INTO `%s` SELECT * FROM `%s`.`%s`", table, name, table))
		}
	}
	tpl.triggers, err = column(db, "SELECT CONCAT('CREATE TRIGGER `', trigger_name, '` ', action_timing, ' ', event_manipulation,"+
		" ' ON `', event_object_table, '` FOR EACH ROW ', action_statement) FROM information_schema.triggers"+
		" WHERE trigger_schema = DATABASE() ORDER BY event_object_table, action_timing, event_manipulation, action_order")
	return &tpl, err
}

func column(db *sql.DB, query string) (out []string, err error) {
	rows, err := db.Query(query)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, rows.Err()
}

// copyTo runs the statements in database name, some side by side because each waits for the dictionary.
func (tpl *template) copyTo(cfg *mysql.Config, name string) error {
	c := cfg.Clone()
	c.Params = map[string]string{"foreign_key_checks": "0"}
	db, err := servers.Connect(c, name)
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	const parallel = 3
	db.SetMaxIdleConns(parallel)
	ctx, stop := context.WithTimeout(context.Background(), 2*servers.StartLimit)
	defer stop()
	for _, step := range [][]string{tpl.tables, tpl.rows, tpl.triggers} {
		g, ctx := errgroup.WithContext(ctx)
		g.SetLimit(parallel)
		for _, s := range step {
			g.Go(func() error {
				if _, err := db.ExecContext(ctx, s); err != nil {
					return fmt.Errorf("%w in %.80q", err, strings.TrimSpace(s))
				}
				return nil
			})
		}
		if err := g.Wait(); err != nil {
			return err
		}
	}
	return nil
}
