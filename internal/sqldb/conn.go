package sqldb

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"sync/atomic"
	"time"
)

// connector makes connections that leave the pool as soon as their server says that it cannot work: a Galera node that
// lost the majority, a primary that was made read-only. Without it the pool would go on asking the wrong server until the
// connections end by age.
type connector struct {
	driver.Connector
	idle time.Duration // how long MariaDB lets a transaction that has written wait for its next statement; 0: for ever
}

// mysqlConn is everything the MySQL driver's connections can do.
type mysqlConn interface {
	driver.Conn
	driver.ConnBeginTx
	driver.ConnPrepareContext
	driver.ExecerContext
	driver.QueryerContext
	driver.NamedValueChecker
	driver.Pinger
	driver.SessionResetter
	driver.Validator
}

// Connect implements driver.Connector.
func (c connector) Connect(ctx context.Context) (driver.Conn, error) {
	raw, err := c.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	full, ok := raw.(mysqlConn)
	if !ok {
		return nil, errors.Join(fmt.Errorf("the MySQL driver's %T lacks a method of its own past", raw), raw.Close())
	}
	// Once a connection instead of before every transaction. The statement is the same everywhere; the variable behind it has
	// another name in MySQL than in MariaDB.
	if _, err := full.ExecContext(ctx, "SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED", nil); err != nil {
		return nil, errors.Join(err, raw.Close())
	}
	if c.idle > 0 { // MySQL reads the comment as one: it has no such limit
		limit := fmt.Sprintf("SET /*M!100300 SESSION idle_write_transaction_timeout = %d, */ @suikao = 1", int(max(c.idle/time.Second, 1)))
		if _, err := full.ExecContext(ctx, limit, nil); err != nil {
			return nil, errors.Join(err, raw.Close())
		}
	}
	return &conn{mysqlConn: full}, nil
}

type conn struct {
	mysqlConn
	sick atomic.Bool
	open atomic.Bool // inside a transaction
	kept map[string]kept
}

// note looks at an answer of the server. A statement that was refused before it began may be tried on another connection,
// which driver.ErrBadConn asks of database/sql.
func (c *conn) note(err error) error {
	switch judge(err) {
	case refused:
		c.sick.Store(true)
		return fmt.Errorf("%w: %w", driver.ErrBadConn, err)
	case away:
		c.sick.Store(true)
	}
	return err
}

// IsValid implements driver.Validator.
func (c *conn) IsValid() bool { return !c.sick.Load() && c.mysqlConn.IsValid() }

// Close implements driver.Conn. A good-bye that does not reach the server is no failure.
func (c *conn) Close() error {
	_ = c.mysqlConn.Close()
	return nil
}

// ResetSession implements driver.SessionResetter: the check before a connection is used again.
func (c *conn) ResetSession(ctx context.Context) error {
	if c.sick.Load() {
		return driver.ErrBadConn
	}
	return c.mysqlConn.ResetSession(ctx)
}

// ExecContext implements driver.ExecerContext.
func (c *conn) ExecContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Result, error) {
	r, ok, err := c.prepared(ctx, query, args)
	if !ok {
		r, err = c.mysqlConn.ExecContext(ctx, query, args)
	}
	if err = c.note(err); !c.open.Load() && judge(err) == away && !errors.Is(err, driver.ErrBadConn) {
		err = ErrUnknownOutcome.Wrap(err) // it commits by itself, and nobody said whether it did
	}
	return r, err
}

// QueryContext implements driver.QueryerContext.
func (c *conn) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	r, ok, err := c.asked(ctx, query, args)
	if !ok {
		r, err = c.mysqlConn.QueryContext(ctx, query, args)
	}
	return r, c.note(err)
}

// PrepareContext implements driver.ConnPrepareContext.
func (c *conn) PrepareContext(ctx context.Context, query string) (driver.Stmt, error) {
	s, err := c.mysqlConn.PrepareContext(ctx, query)
	return s, c.note(err)
}

// BeginTx implements driver.ConnBeginTx.
func (c *conn) BeginTx(ctx context.Context, opts driver.TxOptions) (driver.Tx, error) {
	tx, err := c.mysqlConn.BeginTx(ctx, opts)
	if err != nil {
		return nil, c.note(err)
	}
	c.open.Store(true)
	return transaction{tx, c}, nil
}

type transaction struct {
	driver.Tx
	c *conn
}

// Commit implements driver.Tx.
func (t transaction) Commit() error {
	t.c.open.Store(false)
	return t.c.note(t.Tx.Commit())
}

// Rollback implements driver.Tx.
func (t transaction) Rollback() error {
	t.c.open.Store(false)
	return t.Tx.Rollback()
}
