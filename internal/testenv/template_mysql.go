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

// migratedMySQL gives a database that holds what the migrated template holds: its tables, and the rows that migrations put
// there. One that a finished test of this process used is emptied; where there is none, a new one is made by repeating the
// template's statements, which is several times faster than migrating.
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
	for name := tpl.take(); name != ""; name = tpl.take() {
		if err := tpl.empty(cfg, name); err != nil { // altered, or still in use: it stays as it is until the server goes
			t.Logf("%s is not used again: %v", name, err)
			continue
		}
		t.Cleanup(func() { tpl.put(name) })
		return withDatabase(cfg, name)
	}
	if !ownServer() {
		dsn := newDatabase(t, cfg)
		tpl.fill(t, cfg, dsn)
		return dsn
	}
	dsn, err := servers.NewDatabase(cfg)
	if err != nil {
		t.Fatal(err)
	}
	tpl.fill(t, cfg, dsn)
	t.Cleanup(func() { tpl.put(databaseOf(t, dsn)) })
	return dsn
}

// FilledMySQL gives a database with the rows of another one, which is migrated to the same version on the server of
// Migrated, and whose DSN came from there.
func FilledMySQL(t testing.TB, from string) string {
	t.Helper()
	dsn := migratedMySQL(t)
	tpl, _ := mysqlTemplate()
	cfg, _ := mysqlServer()
	if err := tpl.copyRows(cfg, databaseOf(t, from), databaseOf(t, dsn)); err != nil {
		t.Fatalf("copy the rows of a database: %v", err)
	}
	return dsn
}

func withDatabase(cfg *mysql.Config, name string) string {
	c := cfg.Clone()
	c.DBName = name
	return c.FormatDSN()
}

func databaseOf(t testing.TB, dsn string) string {
	t.Helper()
	c, err := mysql.ParseDSN(dsn)
	if err != nil {
		t.Fatal(err)
	}
	return c.DBName
}

// template is what a migrated database holds, as statements that may run side by side, and the databases that finished
// tests left.
type template struct {
	name   string // of the database it was read from
	tables []string
	make   []string // statements
	full   []string // tables with rows that migrations put there
	shape  string   // columns and indexes

	mu   sync.Mutex
	left []string
}

func (tpl *template) put(name string) {
	tpl.mu.Lock()
	defer tpl.mu.Unlock()
	tpl.left = append(tpl.left, name)
}

// take returns the database that was left first, whose connections had most time to end, or nothing.
func (tpl *template) take() (name string) {
	tpl.mu.Lock()
	defer tpl.mu.Unlock()
	if len(tpl.left) > 0 {
		name, tpl.left = tpl.left[0], tpl.left[1:]
	}
	return name
}

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
	tpl := template{name: name}
	if tpl.tables, err = column(db, "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE' ORDER BY 1"); err != nil {
		return nil, err
	}
	for _, table := range tpl.tables {
		var same, create string
		if err := db.QueryRow("SHOW CREATE TABLE `"+table+"`").Scan(&same, &create); err != nil {
			return nil, err
		}
		tpl.make = append(tpl.make, create)
	}
	if triggers, err := column(db, "SELECT trigger_name FROM information_schema.triggers WHERE trigger_schema = DATABASE()"); err != nil || len(triggers) > 0 {
		return nil, fmt.Errorf("the template knows nothing of triggers: %v %w", triggers, err)
	}
	if tpl.full, err = tpl.filled(db); err != nil {
		return nil, err
	}
	tpl.shape, err = shape(db)
	return &tpl, err
}

// shape tells databases with the same tables by their columns and indexes.
func shape(db *sql.DB) (string, error) {
	columns, err := column(db, "SELECT CONCAT_WS(' ', table_name, ordinal_position, column_name, column_type, is_nullable, column_default, collation_name)"+
		" FROM information_schema.columns WHERE table_schema = DATABASE() ORDER BY table_name, ordinal_position")
	if err != nil {
		return "", err
	}
	indexes, err := column(db, "SELECT CONCAT_WS(' ', table_name, index_name, seq_in_index, column_name, non_unique)"+
		" FROM information_schema.statistics WHERE table_schema = DATABASE() ORDER BY table_name, index_name, seq_in_index")
	return fmt.Sprintf("%x", sha256.Sum256([]byte(strings.Join(append(columns, indexes...), "\n")))), err
}

// filled returns which of the template's tables hold rows.
func (tpl *template) filled(db *sql.DB) ([]string, error) {
	asks := make([]string, len(tpl.tables))
	for i, table := range tpl.tables {
		asks[i] = fmt.Sprintf("SELECT '%s' FROM DUAL WHERE EXISTS (SELECT 1 FROM `%s`)", table, table)
	}
	return column(db, strings.Join(asks, " UNION ALL "))
}

// empty makes a used database what the template is. It fails where somebody is connected to it still or changed its tables.
func (tpl *template) empty(cfg *mysql.Config, name string) error {
	db, err := connectTo(cfg, name)
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	others, err := column(db, "SELECT id FROM information_schema.processlist WHERE db = DATABASE() AND id <> CONNECTION_ID()")
	if err != nil || len(others) > 0 {
		return fmt.Errorf("%d connections: %w", len(others), err)
	}
	if is, err := shape(db); err != nil || is != tpl.shape {
		return fmt.Errorf("its tables are not those of the template: %w", err)
	}
	filled, err := tpl.filled(db)
	if err != nil {
		return err
	}
	for _, table := range filled {
		if _, err := db.Exec("DELETE FROM `" + table + "`"); err != nil {
			return err
		}
	}
	return insertFrom(db, tpl.name, tpl.full)
}

// copyRows gives database to, which is as the template, the rows of database from.
func (tpl *template) copyRows(cfg *mysql.Config, from, to string) error {
	source, err := connectTo(cfg, from)
	if err != nil {
		return err
	}
	defer func() { _ = source.Close() }()
	if is, err := shape(source); err != nil || is != tpl.shape {
		return fmt.Errorf("the other database is not migrated alike: %w", err)
	}
	filled, err := tpl.filled(source)
	if err != nil {
		return err
	}
	db, err := connectTo(cfg, to)
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	for _, table := range tpl.full {
		if _, err := db.Exec("DELETE FROM `" + table + "`"); err != nil {
			return err
		}
	}
	return insertFrom(db, from, filled)
}

func insertFrom(db *sql.DB, from string, tables []string) error {
	for _, table := range tables {
		if _, err := db.Exec(fmt.Sprintf("INSERT INTO `%s` SELECT * FROM `%s`.`%s`", table, from, table)); err != nil {
			return err
		}
	}
	return nil
}

// connectTo opens one connection without foreign keys, which waits for nobody's locks for long.
func connectTo(cfg *mysql.Config, name string) (*sql.DB, error) {
	c := cfg.Clone()
	c.Params = map[string]string{"foreign_key_checks": "0", "lock_wait_timeout": "3", "innodb_lock_wait_timeout": "3"}
	db, err := servers.Connect(c, name)
	if err == nil {
		db.SetMaxOpenConns(1)
	}
	return db, err
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

// fill makes the template's tables and rows in the empty database at dsn, some side by side because each waits for the dictionary.
func (tpl *template) fill(t testing.TB, cfg *mysql.Config, dsn string) {
	t.Helper()
	name := databaseOf(t, dsn)
	c := cfg.Clone()
	c.Params = map[string]string{"foreign_key_checks": "0"}
	db, err := servers.Connect(c, name)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	const parallel = 3
	db.SetMaxIdleConns(parallel)
	ctx, stop := context.WithTimeout(context.Background(), 2*servers.StartLimit)
	defer stop()
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(parallel)
	for _, s := range tpl.make {
		g.Go(func() error {
			if _, err := db.ExecContext(ctx, s); err != nil {
				return fmt.Errorf("%w in %.80q", err, strings.TrimSpace(s))
			}
			return nil
		})
	}
	if err := errors.Join(g.Wait(), insertFrom(db, tpl.name, tpl.full)); err != nil {
		t.Fatalf("copy the migrated database: %v", err)
	}
}
