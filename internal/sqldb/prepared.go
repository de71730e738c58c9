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
const mostPrepared = 64

type reuse struct{}

// ExecPrepared runs a statement as Exec does. On MySQL the connection keeps it parsed, so it is for the few statements of
// fixed text that run all the time: on MariaDB 10.11 a third of the cost of a row of the journal was reading the text.
func (db *DB) ExecPrepared(ctx context.Context, statement string, args ...any) (sql.Result, error) {
	return db.Exec(context.WithValue(ctx, reuse{}, true), statement, args...)
}

// prepared runs a statement that the connection keeps, and keeps it first where it is new. ok is false where the
// statement has to be sent as text.
func (c *conn) prepared(ctx context.Context, query string, args []driver.NamedValue) (r driver.Result, ok bool, err error) {
	if ctx.Value(reuse{}) == nil {
		return nil, false, nil
	}
	s, kept := c.kept[query]
	if !kept {
		if len(c.kept) >= mostPrepared {
			return nil, false, nil
		}
		made, err := c.mysqlConn.PrepareContext(ctx, query)
		if err != nil {
			return nil, judge(err) != plain, err // a server that keeps no more statements still takes text
		}
		if s, ok = made.(driver.StmtExecContext); !ok {
			return nil, false, made.Close()
		}
		if c.kept == nil {
			c.kept = map[string]driver.StmtExecContext{}
		}
		c.kept[query] = s
	}
	r, err = s.ExecContext(ctx, args)
	var me *mysqldriver.MySQLError
	if errors.As(err, &me) && me.Number == 1243 { // a proxy changed the server behind the connection: nothing ran
		clear(c.kept)
		return nil, false, nil
	}
	return r, true, err
}
