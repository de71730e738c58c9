package sqldb

import (
	"context"
	"database/sql"
	"slices"
	"sync"
	"time"
)

// turns is the queue of those who want to write to SQLite. Who waits here holds neither a connection nor a lock, and is
// served in the order in which they came, except that transactions under Ahead go before the others.
type turns struct {
	mu    sync.Mutex
	taken bool
	ahead bool            // the one that writes went before others
	first []chan struct{} // closed when it is their turn
	rest  []chan struct{}
}

type firstKey struct{}

// Ahead marks what is written under ctx as what other writers let pass: it waits for the transaction that is under way and
// for no other. Between two that were let pass one of the others has its turn, so nobody waits for ever. MySQL, which
// has no such queue, ignores it.
func Ahead(ctx context.Context) context.Context { return context.WithValue(ctx, firstKey{}, true) }

// take waits for the turn of ctx; its end gives up. give must follow where it returns nil.
func (t *turns) take(ctx context.Context) error {
	t.mu.Lock()
	first := ctx.Value(firstKey{}) != nil
	if !t.taken {
		t.taken, t.ahead = true, false // nobody was there to go before
		t.mu.Unlock()
		return nil
	}
	mine, line := make(chan struct{}), &t.rest
	if first {
		line = &t.first
	}
	*line = append(*line, mine)
	t.mu.Unlock()
	select {
	case <-mine:
		return nil
	case <-ctx.Done():
	}
	t.mu.Lock()
	at := slices.Index(*line, mine)
	if at >= 0 {
		*line = slices.Delete(*line, at, at+1)
	}
	t.mu.Unlock()
	if at < 0 { // its turn came meanwhile
		t.give()
	}
	return ctx.Err()
}

// give ends the turn and hands it to the next.
func (t *turns) give() {
	t.mu.Lock()
	defer t.mu.Unlock()
	line := &t.rest
	if len(t.first) > 0 && (!t.ahead || len(t.rest) == 0) {
		line = &t.first
	}
	if len(*line) == 0 {
		t.taken = false
		return
	}
	t.ahead = line == &t.first && len(t.rest) > 0
	close((*line)[0])
	*line = slices.Delete(*line, 0, 1)
}

// Waiting is how many want to write to SQLite and have to wait; 0 on MySQL, where the server knows.
func (db *DB) Waiting() int {
	if db.turns == nil {
		return 0
	}
	db.turns.mu.Lock()
	defer db.turns.mu.Unlock()
	return len(db.turns.first) + len(db.turns.rest)
}

// litePool is SQLite's connections where statements that write by themselves wait for their turn like transactions do.
//
// Why (2026-11-22): left to SQLite they polled for its lock, each with one of the eight connections in its hand. Forty jobs
// that a busy machine made due at once kept everybody else from reading and writing for seconds, answers too.
type litePool struct {
	*sql.DB
	turns *turns
}

// turnLimit is how long a statement waits for its turn, as long as SQLite's own patience.
const turnLimit = 10 * time.Second

// ExecContext implements gorm.ConnPool.
func (p litePool) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) {
	limited, cancel := context.WithTimeout(ctx, turnLimit)
	defer cancel()
	if err := p.turns.take(limited); err != nil {
		if ctx.Err() == nil {
			return nil, ErrBusy.Wrap(err)
		}
		return nil, err
	}
	defer p.turns.give()
	return p.DB.ExecContext(ctx, query, args...)
}

// GetDBConn implements gorm.GetDBConnector.
func (p litePool) GetDBConn() (*sql.DB, error) { return p.DB, nil }
