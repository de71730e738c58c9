package store

import (
	"context"
	"sync"

	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/sqldb"
)

// held are the rows as they were at a version of the guard. Every transaction that changes rules raises the guard, so rows
// of the present version are the present rows: one small read instead of six, and a change holds at once on every node.
type held struct {
	mu      sync.Mutex
	version int64
	rows    *rules.Rows
}

// changing is what an open transaction says of itself: once it holds the guard it reads the tables, and what it sees is
// kept for nobody, because it may be undone.
type changing struct{ yes bool }

type changingKey struct{ s *Store }

// Flush implements sqldb.Batch.
func (*changing) Flush(context.Context) error { return nil }

func (s *Store) changing(ctx context.Context) *changing {
	c, ok := s.db.Batch(ctx, changingKey{s}, func() sqldb.Batch { return &changing{} }).(*changing)
	if !ok {
		return &changing{}
	}
	return c
}

// Rows implements rules.Store.
func (s *Store) Rows(ctx context.Context) (*rules.Rows, error) {
	if s.changing(ctx).yes {
		return s.load(ctx)
	}
	version, err := s.version(ctx)
	if err != nil {
		return nil, err
	}
	s.held.mu.Lock()
	rows, at := s.held.rows, s.held.version
	s.held.mu.Unlock()
	if rows != nil && at == version {
		return rows, nil
	}
	if rows, err = s.load(ctx); err != nil {
		return nil, err
	}
	// What was read after the version may be newer than it. It is then read again at the next look.
	s.held.mu.Lock()
	defer s.held.mu.Unlock()
	s.held.rows, s.held.version = rows, version
	return rows, nil
}

// version is the guard's count; -1 before the first change ever.
func (s *Store) version(ctx context.Context) (int64, error) {
	n := int64(-1)
	err := s.db.QueryPrepared(ctx, func(scan func(...any) error) error { return scan(&n) }, "SELECT version FROM rule_guard WHERE id = 1")
	return n, err
}

func (s *Store) load(ctx context.Context) (*rules.Rows, error) {
	sets, err := s.RuleSets(ctx, "", "")
	if err != nil {
		return nil, err
	}
	items, err := s.Items(ctx, "")
	if err != nil {
		return nil, err
	}
	bases, err := s.Bases(ctx)
	if err != nil {
		return nil, err
	}
	return rules.NewRows(sets, items, bases), nil
}
