package sqldb

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"strconv"
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
	// Lifetime is how long a MySQL connection is used before a new one takes its place (default 10 min): after a failover
	// behind one address, that long at most connections stay with a server that still answers but is no longer meant.
	Lifetime time.Duration
	// Timeout is how long MySQL may take for one answer before the connection is given up (default 20 s). Lock waits end
	// after half of it. Statements of Migrate may take as long as they need.
	Timeout time.Duration
	// Patience is how long InTx tries again while the database is away (default 5 s).
	Patience time.Duration
}

// DB is an open database. It is safe for concurrent use.
type DB struct {
	g      *gorm.DB
	sql    *sql.DB
	engine Engine
	turns  *turns // SQLite: who writes

	patience time.Duration
	slow     *sql.DB // MySQL: connections without a time limit, for migrations
}

// Open connects and checks that the server answers.
func Open(ctx context.Context, c Config) (*DB, error) {
	db := &DB{engine: MySQL, patience: cmp.Or(c.Patience, 5*time.Second)}
	var dial gorm.Dialector
	if path, ok := strings.CutPrefix(c.DSN, "sqlite:"); ok {
		db.engine, db.turns = SQLite, &turns{}
		dial = sqliteDialect{&sqlite.Dialector{DSN: liteDSN(path)}}
	} else {
		timeout := cmp.Or(c.Timeout, 20*time.Second)
		var err error
		if db.slow, err = mysqlPool(c.DSN, 0, timeout/2, 0); err != nil {
			return nil, err
		}
		db.slow.SetMaxIdleConns(0)
		if db.sql, err = mysqlPool(c.DSN, timeout, timeout/2, timeout/8); err != nil {
			return nil, err
		}
		dial = mysqlDialect{mysql.New(mysql.Config{Conn: db.sql, DefaultStringSize: 255}).(*mysql.Dialector)}
	}
	g, err := gorm.Open(dial, &gorm.Config{
		TranslateError:         true,
		SkipDefaultTransaction: true,
		PrepareStmt:            false,
		Logger:                 logger.Discard,
		NowFunc:                func() time.Time { return time.Now().UTC().Truncate(time.Millisecond) },
	})
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open %s: %w", db.engine, name(err)), db.Close())
	}
	db.g = g
	// gorm translates every error but those of Rows and Scan.
	err = g.Callback().Row().After("gorm:row").Register("sqldb:name", func(tx *gorm.DB) { tx.Error = name(tx.Error) })
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	if db.sql, err = g.DB(); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	if db.turns != nil {
		g.ConnPool = litePool{db.sql, db.turns}
		g.Statement.ConnPool = g.ConnPool
	}
	n := cmp.Or(c.MaxOpen, map[Engine]int{SQLite: 8, MySQL: 32}[db.engine])
	db.sql.SetMaxOpenConns(n)
	db.sql.SetMaxIdleConns(n)
	if db.engine == MySQL {
		db.sql.SetConnMaxLifetime(cmp.Or(c.Lifetime, 10*time.Minute))
	}
	if err := db.sql.PingContext(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("reach %s: %w", db.engine, name(err)), db.Close())
	}
	return db, nil
}

func liteDSN(path string) string {
	q := url.Values{"_txlock": {"immediate"}, "_pragma": {
		"busy_timeout(10000)", "journal_mode(WAL)", "synchronous(FULL)", "foreign_keys(1)", "temp_store(MEMORY)",
	}}
	return "file:" + (&url.URL{Path: path}).EscapedPath() + "?" + q.Encode()
}

// mysqlPool returns connections that give up an answer after timeout (0: never) and a lock after lockWait, and whose
// transactions MariaDB takes back when they have written and then kept still for idle (0: never). What the DSN itself says
// wins, except where the program depends on it.
//
// Why idle (2026-11-22): a process or a line that hangs keeps the row locks of its transaction, for hours if nobody notices.
// Two seconds are short enough that a paper behind them is handed in by its deadline and a little; who was only slow is
// tried again by InTx. MySQL has no such limit.
func mysqlPool(dsn string, timeout, lockWait, idle time.Duration) (*sql.DB, error) {
	c, err := driver.ParseDSN(strings.TrimPrefix(dsn, "mysql:"))
	if err != nil {
		return nil, fmt.Errorf("database dsn: %w", err)
	}
	c.ParseTime, c.Loc, c.InterpolateParams, c.ClientFoundRows = true, time.UTC, true, true
	params := map[string]string{"innodb_lock_wait_timeout": strconv.Itoa(int(max(lockWait/time.Second, 1)))}
	maps.Copy(params, c.Params)
	params["charset"] = "utf8mb4"
	params["time_zone"] = "'+00:00'"
	params["sql_mode"] = "'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION,ERROR_FOR_DIVISION_BY_ZERO'"
	c.Params = params
	c.Timeout = cmp.Or(c.Timeout, 5*time.Second)
	if timeout > 0 {
		c.ReadTimeout, c.WriteTimeout = cmp.Or(c.ReadTimeout, timeout), cmp.Or(c.WriteTimeout, timeout)
	}
	c.Logger = &driver.NopLogger{} // lost connections come back as errors
	made, err := driver.NewConnector(c)
	if err != nil {
		return nil, fmt.Errorf("database dsn: %w", err)
	}
	if c.Params["idle_write_transaction_timeout"] != "" {
		idle = 0
	}
	return sql.OpenDB(connector{made, idle}), nil
}

// Engine returns the kind of database.
func (db *DB) Engine() Engine { return db.engine }

// SQL returns the pool, for health checks and tests.
func (db *DB) SQL() *sql.DB { return db.sql }

// Unhurried returns connections on which an answer may take as long as it needs, for backup and restore.
func (db *DB) Unhurried() *sql.DB { return cmp.Or(db.slow, db.sql) }

// Close closes all connections.
func (db *DB) Close() error {
	var errs []error
	for _, pool := range []*sql.DB{db.sql, db.slow} {
		if pool != nil {
			errs = append(errs, pool.Close())
		}
	}
	return errors.Join(errs...)
}
