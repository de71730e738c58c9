package sqldb

import (
	"context"
	"fmt"
	"slices"
	"strings"
)

// InsertAtEnd collects a row of values, in the order of into's columns ("audit_entry (id, at)"), and writes it right before
// the COMMIT of ctx's transaction together with the others of the same into; see Batch. It reports false outside a
// transaction and writes nothing there.
func (db *DB) InsertAtEnd(ctx context.Context, into string, values ...any) bool {
	b, ok := db.Batch(ctx, into, func() Batch { return &late{db: db, into: into} }).(*late)
	if ok {
		b.rows = append(b.rows, values)
	}
	return ok
}

// late is the rows of one into.
type late struct {
	db   *DB
	into string
	rows [][]any
}

// together is how many rows one statement takes: an act has one to four of a kind, so the statements are few and stay parsed.
const together = 4

// Flush implements Batch.
func (b *late) Flush(ctx context.Context) error {
	row := "(" + strings.Repeat(",?", len(b.rows[0]))[1:] + ")"
	for part := range slices.Chunk(b.rows, together) {
		statement := "INSERT INTO " + b.into + " VALUES " + strings.Repeat(","+row, len(part))[1:]
		if _, err := b.db.ExecPrepared(ctx, statement, slices.Concat(part...)...); err != nil {
			table, _, _ := strings.Cut(b.into, " ")
			return fmt.Errorf("%s: %w", table, err)
		}
	}
	return nil
}
