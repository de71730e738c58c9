package audit_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/audit"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
)

var start = time.Date(2026, 11, 21, 8, 0, 0, 0, time.UTC)

type bench struct {
	*testing.T
	db    *sqldb.DB
	clock *testenv.Clock
	log   *audit.Log
	keys  *audit.Keys
	dir   string
}

func newBench(t *testing.T, open func(testing.TB) *sqldb.DB) *bench {
	t.Helper()
	b := &bench{T: t, db: open(t), clock: testenv.NewClock(start), dir: t.TempDir()}
	b.log = audit.New(b.db, b.clock.Now)
	k, err := audit.NewKeys([]byte(strings.Repeat("k", 32)))
	if err != nil {
		t.Fatal(err)
	}
	b.keys = k
	return b
}

// acts records n entries, one transaction each, a second apart, and sequences them.
func (b *bench) acts(n int) {
	b.Helper()
	ctx := actor.With(b.Context(), actor.Actor{Kind: actor.Staff, ID: "acc", Name: "王敏", Request: "req"})
	for i := range n {
		b.clock.Advance(time.Second)
		err := b.db.InTx(ctx, func(ctx context.Context) error {
			return b.log.Record(ctx, actor.Entry{Verb: "thing.change", Object: fmt.Sprintf("thing:%d", i), Path: "/a/", Detail: map[string]string{"b": "2", "a": "1"}})
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	if got, err := b.log.Sequence(b.Context()); err != nil || got != n {
		b.Fatalf("sequenced %d: %v", got, err)
	}
}

func (b *bench) exec(sql string, args ...any) {
	b.Helper()
	if _, err := b.db.SQL().Exec(sql, args...); err != nil {
		b.Fatal(err)
	}
}

func (b *bench) verify() []audit.Fault {
	b.Helper()
	heads, err := audit.ReadHeads(b.keys, b.dir)
	if err != nil {
		b.Fatal(err)
	}
	faults, _, err := b.log.Verify(b.Context(), heads)
	if err != nil {
		b.Fatal(err)
	}
	return faults
}

func TestVerifyNamesWhatWasDone(t *testing.T) {
	swap := func(b *bench) {
		b.exec("UPDATE audit_entry SET pos = 100 WHERE pos = 4")
		b.exec("UPDATE audit_entry SET pos = 4 WHERE pos = 5")
		b.exec("UPDATE audit_entry SET pos = 5 WHERE pos = 100")
	}
	cases := []struct {
		name   string
		tamper func(b *bench)
		kind   string
		pos    int64
	}{
		{"changed detail", func(b *bench) { b.exec(`UPDATE audit_entry SET detail = '{"a":"9"}' WHERE pos = 7`) }, "CHANGED", 7},
		{"changed actor", func(b *bench) { b.exec("UPDATE audit_entry SET actor_id = 'other' WHERE pos = 1") }, "CHANGED", 1},
		{"moved time", func(b *bench) { b.exec("UPDATE audit_entry SET at = at + 1 WHERE pos = 12") }, "CHANGED", 12},
		{"removed", func(b *bench) { b.exec("DELETE FROM audit_entry WHERE pos = 6") }, "REMOVED", 6},
		{"reordered", swap, "CHANGED", 4},
		{"cut tail", func(b *bench) { b.exec("DELETE FROM audit_entry WHERE pos > 9") }, "TAIL_CUT", 12},
		{"cut everything", func(b *bench) { b.exec("DELETE FROM audit_entry") }, "TAIL_CUT", 12},
	}
	testenv.Engines(t, func(t *testing.T, open func(testing.TB) *sqldb.DB) {
		for _, c := range cases {
			t.Run(c.name, func(t *testing.T) {
				b := newBench(t, open)
				b.acts(12)
				if err := audit.NewExporter(b.log, b.keys, b.dir).Export(t.Context()); err != nil {
					t.Fatal(err)
				}
				if f := b.verify(); len(f) != 0 {
					t.Fatalf("an honest trail is accused: %v", f)
				}
				c.tamper(b)
				f := b.verify()
				if len(f) == 0 || f[0].Kind != c.kind || f[0].Pos != c.pos {
					t.Errorf("got %+v, want %s at %d", f, c.kind, c.pos)
				}
			})
		}
	})
}

func TestRewrittenTrailDoesNotFitTheSignedHead(t *testing.T) {
	testenv.Engines(t, func(t *testing.T, open func(testing.TB) *sqldb.DB) {
		b := newBench(t, open)
		b.acts(5)
		if err := audit.NewExporter(b.log, b.keys, b.dir).Export(t.Context()); err != nil {
			t.Fatal(err)
		}
		b.exec("UPDATE audit_entry SET actor_name = '别人' WHERE pos = 3")
		b.exec("UPDATE audit_entry SET pos = NULL, hash = NULL")
		if _, err := b.log.Sequence(t.Context()); err != nil {
			t.Fatal(err)
		}
		f := b.verify()
		if len(f) != 1 || f[0].Kind != "CHANGED" || f[0].Pos != 5 {
			t.Errorf("a trail rewritten with fresh hashes passes: %+v", f)
		}
	})
}

func TestEntryOutsideATransactionIsRefused(t *testing.T) {
	b := newBench(t, func(t testing.TB) *sqldb.DB { return testenv.Open(t, testenv.Migrated(t, sqldb.SQLite)) })
	if err := b.log.Record(t.Context(), actor.Entry{Verb: "x"}); err == nil {
		t.Error("recorded outside a transaction")
	}
}

func TestForgedHeadIsRefused(t *testing.T) {
	b := newBench(t, func(t testing.TB) *sqldb.DB { return testenv.Open(t, testenv.Migrated(t, sqldb.SQLite)) })
	b.acts(3)
	x := audit.NewExporter(b.log, b.keys, b.dir)
	for range 3 { // no growth, no second head
		if err := x.Export(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	files, _ := filepath.Glob(filepath.Join(b.dir, "*.txt"))
	if len(files) != 1 {
		t.Fatal(files)
	}
	body, _ := os.ReadFile(files[0])
	if n := strings.Count(string(body), "===="); n != 1 {
		t.Errorf("%d heads for one state", n)
	}
	forged := strings.Replace(string(body), "\n3\n", "\n2\n", 1)
	if err := os.WriteFile(files[0], []byte(forged), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := audit.ReadHeads(b.keys, b.dir); err == nil {
		t.Error("a head whose text was changed is accepted")
	}
}

func TestFindStaysInTheSubtree(t *testing.T) {
	b := newBench(t, func(t testing.TB) *sqldb.DB { return testenv.Open(t, testenv.Migrated(t, sqldb.SQLite)) })
	b.acts(4)
	got, err := b.log.Find(t.Context(), audit.Query{Paths: []string{"/a/"}, Limit: 3})
	if err != nil || len(got) != 3 || got[0].Object != "thing:3" || got[0].Detail["a"] != "1" {
		t.Fatalf("%+v %v", got, err)
	}
	next, err := b.log.Find(t.Context(), audit.Query{Paths: []string{"/a/"}, Before: got[2].ID})
	if err != nil || len(next) != 1 {
		t.Errorf("second page %v %v", next, err)
	}
	if other, _ := b.log.Find(t.Context(), audit.Query{Paths: []string{"/b/"}}); len(other) != 0 {
		t.Error("another subtree's entries are shown")
	}
	if none, _ := b.log.Find(t.Context(), audit.Query{}); len(none) != 0 {
		t.Error("no rights, yet entries")
	}
}

// More entries than one statement places, so that full and partial statements meet.
func TestManyEntriesAreSequencedAtOnce(t *testing.T) {
	testenv.Engines(t, func(t *testing.T, open func(testing.TB) *sqldb.DB) {
		b := newBench(t, open)
		b.acts(63)
		b.acts(1)
		if faults, n, err := b.log.Verify(t.Context(), nil); err != nil || n != 64 || len(faults) != 0 {
			t.Errorf("%d entries, %v %v", n, faults, err)
		}
	})
}
