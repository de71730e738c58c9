package store_test

import (
	"testing"

	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/health"
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

// A release of the house that took items in: their answers count only with leave, and what is known of them is kept with the bank whose
// release holds them, over more than one run.
func TestStatisticsOnItemsTakenInNeedLeave(t *testing.T) {
	testenv.Engines(t, func(t *testing.T, open func(t testing.TB) *sqldb.DB) {
		for leave, want := range map[bool]int{false: 12 * 3, true: 12 * 6} {
			db := open(t)
			w := newWorld(t, db, 12, 3)
			other := questionbank.Bank{ID: "01kzzzzzzzzzzzzzzzzzzzzzzz", Owner: w.b.Owner, Level: questionbank.National, Purpose: w.b.Purpose, ItemCode: w.b.ItemCode,
				Name: "国家题库", CreatedAt: w.b.CreatedAt, Foreign: "f"}
			ok(t, w.deps.Banks.AddBank(t.Context(), other))
			_, heads, err := w.bank.Heads(job, w.r.ID)
			ok(t, err)
			theirs := map[questionbank.VersionID]bool{}
			for _, v := range heads[:len(heads)/2] {
				theirs[v.ID] = true
				ok(t, db.Conn(t.Context()).Exec("UPDATE item_version SET bank_id = ? WHERE id = ?", string(other.ID), string(v.ID)).Error)
			}
			taken := questionbank.ReleaseID("01kyyyyyyyyyyyyyyyyyyyyyyy")
			ok(t, w.deps.Sealed.AddSealedRelease(t.Context(), questionbank.SealedRelease{Release: taken, Bank: other.ID, SourceNo: 1,
				Terms: sealed.Terms{Statistics: leave, NotBefore: "2026-01-01", NotAfter: "2027-12-31"}}))
			ok(t, w.deps.Sealed.AddSources(t.Context(), w.r.ID, []questionbank.ReleaseID{taken}))
			for range 2 {
				w.sit(t, 6, 6, nobody)
				ok(t, w.TakeOnce(job))
			}
			n, of := 0, 0
			for _, it := range must[[]health.Item](t)(w.store.Items(job, w.b.ID, true)) {
				if n += it.Responses; theirs[it.Version] {
					of += it.Responses
				}
			}
			if leave && (n != want || of == 0) || !leave && (of != 0 || n == 0 || n > want*2) {
				t.Errorf("leave %v: %d answers count, %d of them of the other bank's items", leave, n, of)
			}
		}
	})
}
