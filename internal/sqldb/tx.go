package sqldb

import (
	"cmp"
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"math/rand/v2"
	"time"

	"gorm.io/gorm"
)

type txKey struct{ db *DB }

// opened is a transaction that the context carries.
type opened struct {
	*gorm.DB
	batches []keyedBatch // in the order of their first use
}

type keyedBatch struct {
	key any
	Batch
}

// Batch is what a transaction collects and writes right before its COMMIT.
type Batch interface {
	// Flush writes what was collected. Its error undoes the transaction.
	Flush(ctx context.Context) error
}

func (db *DB) open(ctx context.Context) (*opened, bool) {
	tx, ok := ctx.Value(txKey{db}).(*opened)
	return tx, ok
}

// Conn returns the open transaction of the context, or the pool where there is none.
func (db *DB) Conn(ctx context.Context) *gorm.DB {
	if tx, ok := db.open(ctx); ok {
		return tx.WithContext(ctx)
	}
	return db.g.WithContext(ctx)
}

// InTransaction reports whether ctx carries an open transaction of db.
func (db *DB) InTransaction(ctx context.Context) bool {
	_, ok := db.open(ctx)
	return ok
}

// Batch returns what the open transaction of ctx collects under key, made by begin at the first use; nil outside a
// transaction. What it collects is not in the tables before the transaction's last statement, so it is for rows that
// nobody reads in the transaction that writes them. A transaction that is tried again starts with none.
func (db *DB) Batch(ctx context.Context, key any, begin func() Batch) Batch {
	tx, ok := db.open(ctx)
	if !ok {
		return nil
	}
	for _, b := range tx.batches {
		if b.key == key {
			return b.Batch
		}
	}
	b := begin()
	tx.batches = append(tx.batches, keyedBatch{key, b})
	return b
}

func (tx *opened) flush(ctx context.Context) error {
	for i := 0; i < len(tx.batches); i++ { // a batch may begin another
		if err := tx.batches[i].Flush(ctx); err != nil {
			return err
		}
	}
	return nil
}

// A transaction that others crowd out is given up after so many tries, or when it took so long with them.
const (
	txAttempts = 10
	busyLimit  = 20 * time.Second
)

// InTx runs fn in one transaction and commits when it returns nil. Inside an open transaction it joins that one. It runs
// fn again in a new transaction where the last one certainly left nothing behind, so fn must be idempotent and must not
// act outside the database:
//
//   - after a deadlock, lock time-out or cluster certification failure, also one at COMMIT, at most ten times after random
//     growing pauses; then it fails with ErrBusy;
//   - after a lost connection or a refusal (failover) before COMMIT was sent, for Config.Patience; then ErrUnavailable.
//
// A connection lost between COMMIT and its answer is ErrUnknownOutcome and never tried again.
func (db *DB) InTx(ctx context.Context, fn func(ctx context.Context) error) error {
	if db.InTransaction(ctx) {
		return fn(ctx)
	}
	began := time.Now()
	for try := 1; ; try++ {
		err := db.once(ctx, fn)
		pause := time.Millisecond + rand.N(4*time.Millisecond<<min(try, txAttempts))
		switch {
		case errors.Is(err, ErrUnknownOutcome):
			return err
		case errors.Is(err, ErrBusy):
			if try == txAttempts || time.Since(began) > busyLimit {
				return err
			}
		case errors.Is(err, ErrUnavailable) && db.engine == MySQL:
			pause = rand.N(50 * time.Millisecond << min(try, 4))
			if time.Since(began)+pause > db.patience {
				return err
			}
		default:
			return err
		}
		if werr := wait(ctx, pause); werr != nil {
			return werr
		}
	}
}

// once is one try: fn in a transaction of its own.
func (db *DB) once(ctx context.Context, fn func(ctx context.Context) error) (err error) {
	if db.turns != nil {
		if err := db.turns.take(ctx); err != nil {
			return err
		}
		defer db.turns.give()
	}
	tx, end, err := db.begin(ctx)
	if err != nil {
		return err
	}
	finished := false
	defer func() {
		if !finished { // fn failed or panicked
			_ = tx.Rollback()
		}
		end()
	}()
	carried := &opened{DB: tx}
	inside := context.WithValue(ctx, txKey{db}, carried)
	if err := fn(inside); err != nil {
		return err
	}
	if err := carried.flush(inside); err != nil {
		return err
	}
	finished = true
	return db.commit(tx)
}

// begin opens a transaction; end gives back what it took.
func (db *DB) begin(ctx context.Context) (tx *gorm.DB, end func(), err error) {
	if db.engine == MySQL { // the connection has its isolation since it was made
		tx = db.g.WithContext(ctx).Begin()
		return tx, func() {}, tx.Error
	}
	// SQLite is always serialisable. Its driver hands a connection whose COMMIT failed back to the pool with the
	// transaction still open, so the connection is held here until it is certainly closed.
	conn, err := db.sql.Conn(ctx)
	if err != nil {
		return nil, nil, name(err)
	}
	s := db.g.Session(&gorm.Session{Context: ctx, NewDB: true})
	s.Statement.ConnPool = conn
	tx = s.Begin()
	if tx.Error != nil {
		_ = conn.Close()
		return nil, nil, tx.Error
	}
	return tx, func() {
		_, _ = conn.ExecContext(context.WithoutCancel(ctx), "ROLLBACK") // fails where nothing is open, as it should be
		_ = conn.Close()
	}, nil
}

// commit sends COMMIT and tells failures that certainly stored nothing from those that leave it open.
func (db *DB) commit(tx *gorm.DB) error {
	err := tx.Commit().Error
	switch {
	case err == nil:
		return nil
	case errors.Is(err, sql.ErrTxDone):
		return cmp.Or(tx.Statement.Context.Err(), err) // database/sql rolled back when the caller went away
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err // the caller was gone before COMMIT was sent
	case errors.Is(err, driver.ErrBadConn):
		return err // not one byte was written, or the server refused to begin
	}
	switch v := judge(err); {
	case v == busy || v == refused || v == full:
		return err // the server answered: undone
	case v == plain && db.engine == SQLite:
		return err // a check at COMMIT failed; begin's end rolls back
	}
	return ErrUnknownOutcome.Wrap(err)
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
