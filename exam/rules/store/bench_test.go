package store_test

import (
	"context"
	"testing"

	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
)

// BenchmarkInForce is asked on every application, sitting and permit; it looks at the guard each time.
func BenchmarkInForce(b *testing.B) {
	w := newWorld(b, testenv.Open(b, testenv.Migrated(b, sqldb.SQLite)))
	for b.Loop() {
		if _, err := w.InForce(context.Background(), rules.Query{Item: "SO-01-02", On: "2026-11-21"}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkLoadSeedsAgain is part of every start.
func BenchmarkLoadSeedsAgain(b *testing.B) {
	w := newWorld(b, testenv.Open(b, testenv.Migrated(b, sqldb.SQLite)))
	for b.Loop() {
		if err := w.LoadSeeds(context.Background()); err != nil {
			b.Fatal(err)
		}
	}
}
