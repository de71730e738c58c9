package sqldb

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"io"
	"net"

	sqlitedriver "github.com/glebarez/go-sqlite"
	"github.com/glebarez/sqlite"
	mysqldriver "github.com/go-sql-driver/mysql"
	"gorm.io/driver/mysql"

	"github.com/suikao/suikao/internal/fault"
)

// Failures of the database itself, not of what it was asked. They wrap the driver's error.
var (
	// ErrBusy means that others held what was needed for too long, or that the cluster preferred another transaction.
	// Nothing was stored. InTx has tried ten times by then.
	ErrBusy = fault.Define("database.busy", fault.Unavailable, "现在使用的人多，这次没有保存。请稍等几秒再试。",
		"Many people are using the system. This was not stored. Try again in a few seconds.")
	// ErrUnavailable means that the database could not be reached or refused to work. Nothing was stored.
	ErrUnavailable = fault.Define("database.unavailable", fault.Unavailable, "数据库暂时连不上，这次没有保存。请稍后再试。",
		"The database cannot be reached for the moment. This was not stored. Try again shortly.")
	// ErrFull means that the database's disk has no room. Nothing was stored.
	ErrFull = fault.Define("database.full", fault.Unavailable, "服务器存储空间已满，这次没有保存。请告诉工作人员。",
		"The server's storage is full. This was not stored. Tell the staff.")
	// ErrUnknownOutcome means that the connection was lost between COMMIT and its answer: the transaction may have been
	// stored or not. Treat it as failed, and as perhaps persisted: whoever tries again must be able to meet the rows.
	ErrUnknownOutcome = fault.Define("database.unknown_outcome", fault.Unavailable, "保存时连接中断，不能确定是否已保存。请刷新后查看，再决定是否重做。",
		"The connection broke while storing; it may or may not have been stored. Reload and look before doing it again.")
)

// verdict is what a failure means for whoever might try again.
type verdict int

const (
	plain   verdict = iota // not the database's fault
	busy                   // undone by the server, which asks to try again
	refused                // the server did not begin; it cannot work now, another may
	away                   // the connection or the server is gone
	full                   // no room
)

// judge tells what an error of a driver means. Numbers are MySQL's and MariaDB's.
func judge(err error) verdict {
	var me *mysqldriver.MySQLError
	if errors.As(err, &me) {
		switch me.Number {
		case 1213, 1205, 1020: // deadlock and Galera's certification; lock wait time-out; changed since last read
			return busy
		case 1047, 1290, 1792, 1836: // a Galera node without majority; read-only server, transaction, mode
			return refused
		case 1040, 1053, 1152, 1158, 1159, 1160, 1161, 1180, 1184, 1203, 1317, 1927, 1969, 2006, 2013, 3024:
			return away // too many connections, shutdown, lost or killed connections, killed or timed out statements
		case 1021, 1114:
			return full
		}
		return plain
	}
	var le *sqlitedriver.Error
	if errors.As(err, &le) {
		switch le.Code() & 0xff {
		case 5, 6: // SQLITE_BUSY, SQLITE_LOCKED
			return busy
		case 13: // SQLITE_FULL
			return full
		case 10, 14: // SQLITE_IOERR, SQLITE_CANTOPEN
			return away
		}
		return plain
	}
	var ne net.Error
	switch {
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return plain // the caller's own end
	case errors.Is(err, driver.ErrBadConn), errors.Is(err, mysqldriver.ErrInvalidConn), errors.Is(err, sql.ErrConnDone),
		errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), errors.As(err, &ne):
		return away
	}
	return plain
}

// name gives a driver's error the fault that it means.
func name(err error) error {
	var f *fault.Error
	if err == nil || errors.As(err, &f) {
		return err
	}
	switch judge(err) {
	case busy:
		return ErrBusy.Wrap(err)
	case refused, away:
		return ErrUnavailable.Wrap(err)
	case full:
		return ErrFull.Wrap(err)
	}
	return err
}

// The dialects with errors that say what they mean, also outside InTx.
type (
	mysqlDialect  struct{ *mysql.Dialector }
	sqliteDialect struct{ *sqlite.Dialector }
)

// Translate implements gorm.ErrorTranslator.
func (d mysqlDialect) Translate(err error) error { return name(d.Dialector.Translate(err)) }

// Translate implements gorm.ErrorTranslator.
func (d sqliteDialect) Translate(err error) error { return name(d.Dialector.Translate(err)) }
