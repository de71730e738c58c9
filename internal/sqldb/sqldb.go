package sqldb

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/url"
	"strings"
	"time"

	"github.com/glebarez/sqlite"
	driver "github.com/go-sql-driver/mysql"
	"gorm.io/driver/mysql"
	"gorm.io/gorm"
	"gorm.io/gorm/logger"
)

// Engine is the kind of database behind a DB.
type Engine string

// The two engines.
const (
	SQLite Engine = "sqlite"
	MySQL  Engine = "mysql"
)

// Config says where the database is.
type Config struct {
	// DSN is "sqlite:PATH" (a file; it is created) or a go-sql-driver DSN "user:pw@tcp(host:3306)/db" with an optional
	// "mysql:" in front. parseTime, charset and time zone are set by this package.
	DSN string
	// MaxOpen is the most connections kept open (default 32 on MySQL, 8 on SQLite).
	MaxOpen int
}

// DB is an open database. It is safe for concurrent use.
type DB struct {
	g      *gorm.DB
	sql    *sql.DB
	engine Engine
	writer chan struct{} // SQLite: holds one token, the right to write
}

type txKey struct{ db *DB }

// Open connects and checks that the server answers.
func Open(ctx context.Context, c Config) (*DB, error) {
	db := &DB{engine: MySQL}
	dsn, isLite := strings.CutPrefix(c.DSN, "sqlite:")
	var dial gorm.Dialector
	if isLite {
		db.engine, db.writer = SQLite, make(chan struct{}, 1)
		dial = sqlite.Open(liteDSN(dsn))
	} else {
		full, err := mysqlDSN(strings.TrimPrefix(c.DSN, "mysql:"))
		if err != nil {
			return nil, err
		}
		dial = mysql.New(mysql.Config{DSN: full, SkipInitializeWithVersion: false, DefaultStringSize: 255})
	}
	g, err := gorm.Open(dial, &gorm.Config{
		TranslateError:         true,
		SkipDefaultTransaction: true,
		PrepareStmt:            false,
		Logger:                 logger.Discard,
		NowFunc:                func() time.Time { return time.Now().UTC().Truncate(time.Millisecond) },
	})
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", db.engine, err)
	}
	db.g = g
	if db.sql, err = g.DB(); err != nil {
		return nil, err
	}
	n := c.MaxOpen
	if n == 0 {
		n = map[Engine]int{SQLite: 8, MySQL: 32}[db.engine]
	}
	db.sql.SetMaxOpenConns(n)
	db.sql.SetMaxIdleConns(n)
	db.sql.SetConnMaxLifetime(30 * time.Minute)
	if err := db.sql.PingContext(ctx); err != nil {
		_ = db.sql.Close()
		return nil, fmt.Errorf("reach %s: %w", db.engine, err)
	}
	return db, nil
}

func liteDSN(path string) string {
	q := url.Values{"_txlock": {"immediate"}, "_pragma": {
		"busy_timeout(10000)", "journal_mode(WAL)", "synchronous(FULL)", "foreign_keys(1)", "temp_store(MEMORY)",
	}}
	return "file:" + (&url.URL{Path: path}).EscapedPath() + "?" + q.Encode()
}

func mysqlDSN(s string) (string, error) {
	c, err := driver.ParseDSN(s)
	if err != nil {
		return "", fmt.Errorf("database dsn: %w", err)
	}
	c.ParseTime, c.Loc, c.InterpolateParams, c.ClientFoundRows = true, time.UTC, true, true
	if c.Params == nil {
		c.Params = map[string]string{}
	}
	c.Params["charset"] = "utf8mb4"
	c.Params["time_zone"] = "'+00:00'"
	c.Params["sql_mode"] = "'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION,ERROR_FOR_DIVISION_BY_ZERO'"
	if c.Timeout == 0 {
		c.Timeout = 5 * time.Second
	}
	return c.FormatDSN(), nil
}

// Engine returns the kind of database.
func (db *DB) Engine() Engine { return db.engine }

// SQL returns the pool, for health checks, backup and migrations.
func (db *DB) SQL() *sql.DB { return db.sql }

// Close closes all connections.
func (db *DB) Close() error { return db.sql.Close() }

// Conn returns the open transaction of the context, or the pool where there is none.
func (db *DB) Conn(ctx context.Context) *gorm.DB {
	if tx, ok := ctx.Value(txKey{db}).(*gorm.DB); ok {
		return tx.WithContext(ctx)
	}
	return db.g.WithContext(ctx)
}

// InTransaction reports whether ctx carries an open transaction of db.
func (db *DB) InTransaction(ctx context.Context) bool {
	_, ok := ctx.Value(txKey{db}).(*gorm.DB)
	return ok
}

const txAttempts = 10

// InTx runs fn in one transaction and commits when it returns nil. Inside an open transaction it joins that one. A
// deadlock, lock time-out or cluster certification failure, also one at COMMIT, runs fn again in a new transaction (at
// most ten times, after random growing pauses), so fn must be idempotent and must not act outside the database.
func (db *DB) InTx(ctx context.Context, fn func(ctx context.Context) error) error {
	if db.InTransaction(ctx) {
		return fn(ctx)
	}
	var err error
	for try := range txAttempts {
		if try > 0 {
			if werr := wait(ctx, time.Millisecond+rand.N(4*time.Millisecond<<try)); werr != nil {
				return werr
			}
		}
		if err = db.once(ctx, fn); !retryable(err) {
			return err
		}
	}
	return fmt.Errorf("gave up after %d tries: %w", txAttempts, err)
}

func (db *DB) once(ctx context.Context, fn func(ctx context.Context) error) error {
	if db.writer != nil {
		select {
		case db.writer <- struct{}{}:
			defer func() { <-db.writer }()
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	var opts []*sql.TxOptions
	if db.engine == MySQL { // SQLite is always serialisable; the variable's name differs between MySQL and MariaDB
		opts = append(opts, &sql.TxOptions{Isolation: sql.LevelReadCommitted})
	}
	return db.g.WithContext(ctx).Transaction(func(tx *gorm.DB) error {
		return fn(context.WithValue(ctx, txKey{db}, tx))
	}, opts...)
}

func wait(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// retryable reports whether the server undid the transaction and asks to try again: 1213 deadlock (also Galera's
// certification failure), 1205 lock wait time-out, 1020 record changed since last read (MariaDB snapshot conflict).
func retryable(err error) bool {
	var me *driver.MySQLError
	if errors.As(err, &me) {
		return me.Number == 1213 || me.Number == 1205 || me.Number == 1020
	}
	return err != nil && strings.Contains(err.Error(), "SQLITE_BUSY")
}
