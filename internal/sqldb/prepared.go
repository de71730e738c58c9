package sqldb

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"

	mysqldriver "github.com/go-sql-driver/mysql"
)

// mostPrepared is how many statements a connection keeps parsed; what comes later is sent as text. The server has a
// limit of its own over all connections (max_prepared_stmt_count, 16,382 by default).
const mostPrepared = 96

type reuse struct{}

// ExecPrepared runs a statement as Exec does. On MySQL the connection keeps it parsed, so it is for the few statements of
// fixed text that run all the time: on MariaDB 10.11 a third of the cost of a row of the journal was reading the text.
func (db *DB) ExecPrepared(ctx context.Context, statement string, args ...any) (sql.Result, error) {
	return db.Exec(context.WithValue(ctx, reuse{}, true), statement, args...)
}

// QueryPrepared asks as Query does; see ExecPrepared.
func (db *DB) QueryPrepared(ctx context.Context, each func(scan func(into ...any) error) error, query string, args ...any) error {
	return db.Query(context.WithValue(ctx, reuse{}, true), each, query, args...)
}

// kept is a statement that the server keeps parsed.
type kept interface {
	driver.StmtExecContext
	driver.StmtQueryContext
}

// keep returns the statement as the connection keeps it, and keeps it first where it is new. ok is false where the
// statement has to be sent as text.
func (c *conn) keep(ctx context.Context, query string) (s kept, ok bool, err error) {
	if ctx.Value(reuse{}) == nil {
		return nil, false, nil
	}
	if s, ok = c.kept[query]; ok {
		return s, true, nil
	}
	if len(c.kept) >= mostPrepared {
		return nil, false, nil
	}
	made, err := c.mysqlConn.PrepareContext(ctx, query)
	if err != nil {
		return nil, judge(err) != plain, err // a server that keeps no more statements still takes text
	}
	if s, ok = made.(kept); !ok {
		return nil, false, made.Close()
	}
	if c.kept == nil {
		c.kept = map[string]kept{}
	}
	c.kept[query] = s
	return s, true, nil
}

// forgotten reports that the server does not know a statement that the connection keeps: a proxy changed the server behind
// the connection. Nothing ran.
func (c *conn) forgotten(err error) bool {
	var me *mysqldriver.MySQLError
	if !errors.As(err, &me) || me.Number != 1243 {
		return false
	}
	clear(c.kept)
	return true
}

// prepared runs a statement that the connection keeps; ok is false where it has to be sent as text.
func (c *conn) prepared(ctx context.Context, query string, args []driver.NamedValue) (r driver.Result, ok bool, err error) {
	s, ok, err := c.keep(ctx, query)
	if !ok || err != nil {
		return nil, ok, err
	}
	r, err = s.ExecContext(ctx, args)
	return r, !c.forgotten(err), err
}

// asked is prepared for a question.
func (c *conn) asked(ctx context.Context, query string, args []driver.NamedValue) (r driver.Rows, ok bool, err error) {
	s, ok, err := c.keep(ctx, query)
	if !ok || err != nil {
		return nil, ok, err
	}
	r, err = s.QueryContext(ctx, args)
	return r, !c.forgotten(err), err
}
