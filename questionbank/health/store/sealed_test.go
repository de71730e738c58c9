package store_test

import (
	"testing"

	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/sealed"
)

// Answers to items that somebody else owns count only with leave.
func TestStatisticsOnSealedItemsNeedLeave(t *testing.T) {
	for leave, want := range map[bool]int{false: 0, true: 10 * 6} {
		w := newWorld(t, testenv.Open(t, testenv.Migrated(t, sqldb.SQLite)), 12, 3)
		ok(t, w.deps.Sealed.AddSealedRelease(t.Context(), questionbank.SealedRelease{Release: w.r.ID, Bank: w.b.ID, SourceNo: 1,
			Terms: sealed.Terms{Statistics: leave, NotBefore: "2026-01-01", NotAfter: "2027-12-31"}}))
		w.sit(t, 10, 6, nobody)
		ok(t, w.TakeOnce(job))
		if n := w.answers(t); n != want {
			t.Errorf("leave %v: %d answers count, not %d", leave, n, want)
		}
	}
}
