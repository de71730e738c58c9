package app

import (
	"context"
	"testing"
	"time"

	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
	"github.com/suikao/suikao/internal/tlog"
)

// A permit that was renewed or copied without an examination does not use up a pass a second time: it names the permit it was made of.
func TestAPermitMadeOfAnotherNamesIt(t *testing.T) {
	testenv.Engines(t, func(t *testing.T, open func(testing.TB) *sqldb.DB) {
		db := open(t)
		f := permitLeaf{log: tlog.New(db, time.Now)}
		issue := func(p permit.Permit) tlog.Leaf {
			t.Helper()
			if err := db.InTx(t.Context(), func(ctx context.Context) error { return f.Issued(ctx, p) }); err != nil {
				t.Fatal(err)
			}
			leaf, err := f.log.Find(t.Context(), loggedPermit, string(p.ID))
			if err != nil {
				t.Fatal(err)
			}
			return leaf
		}
		again := permit.Basis{Before: true, Theory: permit.TheoryBasis{Result: "result", Revision: 1}}
		first := issue(permit.Permit{ID: "first"})
		if copied := issue(permit.Permit{ID: "copy", Follows: "first", Basis: again}); copied.Label != "permit.again" || copied.Names == nil || *copied.Names != first.N {
			t.Errorf("%+v", copied.Line)
		}
		if older := issue(permit.Permit{ID: "other", Follows: "older than the log", Basis: again}); older.Label != "permit.unproven" || older.Names != nil {
			t.Errorf("%+v", older.Line)
		}
	})
}
