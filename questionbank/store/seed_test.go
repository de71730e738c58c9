package store_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
	"github.com/suikao/suikao/internal/tlog"
	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/assembly"
	"github.com/suikao/suikao/questionbank/sample"
)

// inLog says whether the log proves the record of a draw.
func (w *world) inLog(t *testing.T, attempt string, record []byte) bool {
	t.Helper()
	b, err := w.deps.Ledger.Evidence(context.Background(), questionbank.LoggedDraw, attempt)
	if errors.Is(err, tlog.ErrUnknown) {
		return false
	}
	ok(t, err)
	return must[tlog.Inclusion](t)(tlog.ReadEvidence(b)).Check(record) == nil
}

func TestADrawIsSignedAndLoggedWithItsTransaction(t *testing.T) {
	engines(t, func(t *testing.T, w *world) {
		w.ready(t, 12)
		in := counted("a1")
		in.Ticket = []byte("sixteen bytes ok")
		p := w.drawn(t, in)
		f := must[assembly.Files](t)(w.restarted().FilesOf(seat, "a1"))
		again := must[assembly.Paper](t)(assembly.Replay(f))
		if again.Digest() != p.Digest() || len(f.Proof) != 256 || !w.inLog(t, "a1", f.Record) {
			t.Errorf("signature of %d bytes, logged: %v", len(f.Proof), w.inLog(t, "a1", f.Record))
		}
		w.drawn(t, draw("mock"))
		cut := errors.New("the power fails")
		err := w.deps.Tx.InTx(seat, func(ctx context.Context) error {
			_, _, err := w.DrawFor(ctx, sample.ItemCode, counted("a2"))
			return errors.Join(err, cut)
		})
		if !errors.Is(err, cut) {
			t.Fatal(err)
		}
		w.drawn(t, in) // the paper it has, and no second record
		faults, size, _, err := tlog.New(w.db, w.deps.Clock).Verify(context.Background())
		if err != nil || len(faults) > 0 || size != 4 { // the release, the blueprint, the key and one draw
			t.Errorf("%d records in the log, %v, %v", size, faults, err)
		}
		if f := must[assembly.Files](t)(w.FilesOf(seat, "mock")); f.Log != nil {
			t.Error("a rehearsal is in the log")
		}
	})
}

func TestAnAuditNamesWhatWasAlteredInTheDatabase(t *testing.T) {
	for want, alter := range map[string]string{
		"item ": "UPDATE item_version SET difficulty = difficulty % 5 + 1 WHERE id = (SELECT MIN(version_id) FROM release_item)",
		// What the database itself cannot tell from the truth is named by the record, which is in the log.
		"counts of earlier draws": "UPDATE paper_draw SET slots = x'0001' WHERE attempt = 'a0'",
		"blueprint":               "UPDATE blueprint SET body = REPLACE(body, '\"minutes\":', '\"minutes\":1')",
		"signature":               "UPDATE paper_draw SET proof = x'00' WHERE attempt = 'a1'",
		"key":                     "DELETE FROM draw_key",
		"record":                  "UPDATE paper_draw SET record = x'00' WHERE attempt = 'a1'",
	} {
		t.Run(strings.TrimSpace(want), func(t *testing.T) {
			w := newWorld(testenv.Open(t, testenv.Migrated(t, sqldb.SQLite)))
			w.ready(t, 12)
			w.drawn(t, counted("a0"))
			w.drawn(t, counted("a1"))
			must[assembly.Paper](t)(assembly.Replay(must[assembly.Files](t)(w.restarted().FilesOf(seat, "a1"))))
			_, err := w.db.Exec(context.Background(), alter)
			ok(t, err)
			f, err := w.restarted().FilesOf(seat, "a1")
			if err == nil {
				_, err = assembly.Replay(f)
			}
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%s altered: %v", want, err)
			}
		})
	}
}

func TestALiveCountThatWasAlteredIsNamedWithItsItem(t *testing.T) {
	engines(t, func(t *testing.T, w *world) {
		_, r := w.ready(t, 12)
		w.drawn(t, counted("a1"))
		bp := must[questionbank.Blueprint](t)(w.ActiveBlueprint(seat, sample.ItemCode))
		if wrong, err := w.CheckCounts(seat, r.ID, bp.ID); err != nil || len(wrong) > 0 {
			t.Fatal(wrong, err)
		}
		c := w.counts(t, r.ID)
		c.Times[3] += 4
		c.Draws++
		ok(t, w.deps.Tx.InTx(context.Background(), func(ctx context.Context) error { return w.deps.Draws.SetCounts(ctx, r.ID, bp.ID, c) }))
		wrong, err := w.CheckCounts(seat, r.ID, bp.ID)
		if err != nil || len(wrong) != 2 || !strings.Contains(wrong[0], "2 draws are counted, 1 were made") || !strings.Contains(wrong[1], fmt.Sprintf("is counted %d times", c.Times[3])) {
			t.Errorf("%v, %v", wrong, err)
		}
	})
}

// Under paper/v3 the server's number is promised in the log before the person's is known.
func TestAPromisedNumberIsHeldTo(t *testing.T) {
	w := newWorld(testenv.Open(t, testenv.Migrated(t, sqldb.SQLite)))
	w.deps.SeedRule = assembly.SeedRevealed
	w.Service = questionbank.New(w.deps)
	w.ready(t, 12)
	in := counted("a1")
	ok(t, w.deps.Tx.InTx(context.Background(), func(ctx context.Context) error { return w.Promise(ctx, "a1", in.ServerRandom) }))
	p := w.drawn(t, in)
	f := must[assembly.Files](t)(w.FilesOf(seat, "a1"))
	if again := must[assembly.Paper](t)(assembly.Replay(f)); again.Digest() != p.Digest() || f.Proof == nil && len(f.Promise) == 0 {
		t.Error("the paper is not drawn again")
	}
	promise, draw := must[tlog.Inclusion](t)(tlog.ReadEvidence(f.Promise)), must[tlog.Inclusion](t)(tlog.ReadEvidence(f.Log))
	c := assembly.Revealed(in.ServerRandom, "a1")
	if promise.Check(c[:]) != nil || promise.N >= draw.N {
		t.Errorf("promise %d, draw %d", promise.N, draw.N)
	}
	c = assembly.Revealed([32]byte{1}, "a1")
	if promise.Check(c[:]) == nil {
		t.Error("another number fits the promise")
	}
}
