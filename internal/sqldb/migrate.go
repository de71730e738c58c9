package sqldb

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"sort"
	"strconv"
	"strings"
	"time"

	"gorm.io/gorm"
)

// Migration is one numbered step of one engine.
type Migration struct {
	Version int
	Name    string
	SQL     string
}

// Sum is the digest of the step's text; an applied step whose text changed afterwards is refused.
func (m Migration) Sum() string {
	s := sha256.Sum256([]byte(m.SQL))
	return hex.EncodeToString(s[:])
}

var migrationName = regexp.MustCompile(`^(\d{4})_([a-z0-9_]+)\.sql$`)

// Migrations reads the steps of engine from files ENGINE/NNNN_name.sql, in order. Two steps of one number and a file
// that is named otherwise are errors.
func Migrations(files fs.FS, engine Engine) ([]Migration, error) {
	entries, err := fs.ReadDir(files, string(engine))
	if err != nil {
		return nil, fmt.Errorf("migrations: %w", err)
	}
	var out []Migration
	seen := map[int]string{}
	for _, e := range entries {
		m := migrationName.FindStringSubmatch(e.Name())
		if m == nil {
			return nil, fmt.Errorf("migrations: %s/%s is not named NNNN_name.sql", engine, e.Name())
		}
		v, _ := strconv.Atoi(m[1])
		if other, dup := seen[v]; dup {
			return nil, fmt.Errorf("migrations: %s and %s share a number", other, e.Name())
		}
		seen[v] = e.Name()
		body, err := fs.ReadFile(files, path.Join(string(engine), e.Name()))
		if err != nil {
			return nil, err
		}
		out = append(out, Migration{Version: v, Name: m[2], SQL: string(body)})
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Version < out[j].Version })
	return out, nil
}

const versionTable = `CREATE TABLE IF NOT EXISTS schema_version (
	version INT NOT NULL PRIMARY KEY,
	name VARCHAR(100) NOT NULL,
	sum CHAR(64) NOT NULL,
	applied_at BIGINT NOT NULL,
	done INT NOT NULL
)`

type applied struct {
	name, sum string
	done      bool
}

func (db *DB) applied(ctx context.Context) (map[int]applied, error) {
	rows, err := db.sql.QueryContext(ctx, "SELECT version, name, sum, done FROM schema_version")
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	out := map[int]applied{}
	for rows.Next() {
		var v, done int
		var a applied
		if err := rows.Scan(&v, &a.name, &a.sum, &done); err != nil {
			return nil, err
		}
		a.done = done == 1
		out[v] = a
	}
	return out, rows.Err()
}

// Migrate applies the steps that are missing, each one once, under a lock so that nodes starting together do not
// collide. On SQLite a step is one transaction; MySQL commits each DDL statement, so a step that broke off half-way is
// reported by number and must be mended by hand. It returns the steps it applied.
func (db *DB) Migrate(ctx context.Context, steps []Migration, now time.Time) ([]Migration, error) {
	db = db.unhurried()
	unlock, err := db.migrationLock(ctx)
	if err != nil {
		return nil, err
	}
	defer unlock()
	if _, err := db.sql.ExecContext(ctx, versionTable); err != nil {
		return nil, err
	}
	have, err := db.applied(ctx)
	if err != nil {
		return nil, err
	}
	if err := check(steps, have); err != nil {
		return nil, err
	}
	var ran []Migration
	for _, s := range steps {
		if _, ok := have[s.Version]; ok {
			continue
		}
		if err := db.apply(ctx, s, now); err != nil {
			return ran, fmt.Errorf("migration %04d_%s: %w", s.Version, s.Name, err)
		}
		ran = append(ran, s)
	}
	return ran, nil
}

// unhurried returns the database through connections that wait for an answer as long as it takes.
func (db *DB) unhurried() *DB {
	if db.slow == nil {
		return db
	}
	g := db.g.Session(&gorm.Session{NewDB: true, Context: context.Background()})
	g.Statement.ConnPool = db.slow
	return &DB{g: g, sql: db.slow, engine: db.engine}
}

// apply runs one step, and never twice: MySQL has stored a part of what broke off.
func (db *DB) apply(ctx context.Context, s Migration, now time.Time) error {
	return db.once(ctx, func(ctx context.Context) error {
		tx := db.Conn(ctx)
		if err := tx.Exec("INSERT INTO schema_version (version, name, sum, applied_at, done) VALUES (?,?,?,?,0)",
			s.Version, s.Name, s.Sum(), now.UnixMilli()).Error; err != nil {
			return err
		}
		for _, stmt := range statements(s.SQL) {
			if err := tx.Exec(stmt).Error; err != nil {
				return fmt.Errorf("%w in %.80q", err, stmt)
			}
		}
		return tx.Exec("UPDATE schema_version SET done = 1 WHERE version = ?", s.Version).Error
	})
}

// Check compares the database with the steps and says what is missing, changed, half done or newer than the program.
func (db *DB) Check(ctx context.Context, steps []Migration) error {
	have, err := db.applied(ctx)
	if err = name(err); errors.Is(err, ErrUnavailable) {
		return err
	}
	if err != nil {
		return fmt.Errorf("the database holds no schema_version table; run suikao migrate: %w", err)
	}
	if err := check(steps, have); err != nil {
		return err
	}
	for _, s := range steps {
		if _, ok := have[s.Version]; !ok {
			return fmt.Errorf("migration %04d_%s is missing; run suikao migrate", s.Version, s.Name)
		}
	}
	return nil
}

// Serves reports whether a program with these steps can work with the database now: it answers statements and holds every
// step, wholly applied. Steps that the program does not know are no hindrance: in a rolling upgrade the database is ahead
// of the nodes that still serve.
func (db *DB) Serves(ctx context.Context, steps []Migration) error {
	have, err := db.applied(ctx)
	if err != nil {
		return name(err)
	}
	for _, s := range steps {
		if a, ok := have[s.Version]; !ok || !a.done {
			return fmt.Errorf("migration %04d_%s is missing or broke off", s.Version, s.Name)
		}
	}
	return nil
}

func check(steps []Migration, have map[int]applied) error {
	known := map[int]Migration{}
	for _, s := range steps {
		known[s.Version] = s
	}
	for v, a := range have {
		s, ok := known[v]
		switch {
		case !ok:
			return fmt.Errorf("the database has migration %04d_%s, which this program does not know: it is older than the database", v, a.name)
		case !a.done:
			return fmt.Errorf("migration %04d_%s broke off half-way; restore the backup or mend it by hand", v, a.name)
		case s.Sum() != a.sum:
			return fmt.Errorf("migration %04d_%s was changed after it was applied", v, a.name)
		}
	}
	return nil
}

func (db *DB) migrationLock(ctx context.Context) (func(), error) {
	if db.engine == SQLite {
		return func() {}, nil // the transaction's immediate lock serialises writers; a double insert fails by primary key
	}
	conn, err := db.sql.Conn(ctx)
	if err != nil {
		return nil, err
	}
	var got int
	if err := conn.QueryRowContext(ctx, "SELECT GET_LOCK(CONCAT('suikao_migrate_', MD5(DATABASE())), 60)").Scan(&got); err != nil || got != 1 {
		_ = conn.Close()
		return nil, fmt.Errorf("another node is migrating (waited 60 s): %w", err)
	}
	return func() {
		_, _ = conn.ExecContext(context.WithoutCancel(ctx), "SELECT RELEASE_LOCK(CONCAT('suikao_migrate_', MD5(DATABASE())))")
		_ = conn.Close()
	}, nil
}

// statements splits a step at semicolons that end a line and drops comment lines.
func statements(text string) []string {
	var kept []string
	for line := range strings.Lines(text) {
		if !strings.HasPrefix(strings.TrimSpace(line), "--") {
			kept = append(kept, strings.TrimRight(line, " \t\r\n"))
		}
	}
	var out []string
	for s := range strings.SplitSeq(strings.Join(kept, "\n"), ";\n") {
		if s = strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(s), ";")); s != "" {
			out = append(out, s)
		}
	}
	return out
}
