package tlog_test

import (
	"bufio"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
	"github.com/suikao/suikao/internal/tlog"
)

// heldDSN makes the test binary append in a transaction that it never commits, instead of testing.
const heldDSN = "SUIKAO_TEST_HELD_DSN"

func TestMain(m *testing.M) {
	if dsn := os.Getenv(heldDSN); dsn != "" {
		hang(dsn)
	}
	os.Exit(m.Run())
}

// standstill stops a transaction between its last statement and its COMMIT.
type standstill struct{}

func (standstill) Flush(context.Context) error {
	fmt.Println("held")
	select {}
}

func hang(dsn string) {
	ctx := context.Background()
	db, err := sqldb.Open(ctx, sqldb.Config{DSN: dsn})
	if err == nil {
		log := tlog.New(db, time.Now)
		err = db.InTx(ctx, func(ctx context.Context) error {
			if err := log.Append(ctx, "draw", "lost", []byte("never committed")); err != nil {
				return err
			}
			db.Batch(ctx, "last", func() sqldb.Batch { return standstill{} })
			return nil
		})
	}
	fmt.Println(err)
	os.Exit(1)
}

func engines(t *testing.T, suite func(t *testing.T, db *sqldb.DB, dsn string)) {
	for _, engine := range []sqldb.Engine{sqldb.SQLite, sqldb.MySQL} {
		t.Run(string(engine), func(t *testing.T) {
			dsn := testenv.Migrated(t, engine)
			suite(t, testenv.Open(t, dsn), dsn)
		})
	}
}

func add(db *sqldb.DB, l *tlog.Log, key string) error {
	return db.InTx(context.Background(), func(ctx context.Context) error { return l.Append(ctx, "draw", key, []byte("record of "+key)) })
}

func ok(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// sound checks that the log has so many records, without a gap, and that each is proved against a root reckoned here.
func sound(t testing.TB, l *tlog.Log, keys ...string) {
	t.Helper()
	ctx := context.Background()
	faults, size, root, err := l.Verify(ctx)
	if err != nil || len(faults) > 0 || size != int64(len(keys)) {
		t.Fatalf("%d records of %d, %v, %v", size, len(keys), faults, err)
	}
	leaves := make([][32]byte, len(keys))
	for _, k := range keys {
		leaf, err := l.Find(ctx, "draw", k)
		ok(t, err)
		leaves[leaf.N] = sha256.Sum256(append([]byte{0}, leaf.Bytes()...))
		p, err := l.Prove(ctx, "draw", k, 0)
		ok(t, err)
		if err := p.Check([]byte("record of " + k)); err != nil || !slices.Equal(p.Root, root[:]) || p.N != leaf.N {
			t.Fatalf("%s is not proved: %v", k, err)
		}
	}
	if want := merkle(leaves); want != root {
		t.Errorf("the root is %x, by RFC 6962 %x", root, want)
	}
	if stored, err := l.Root(ctx, size); err != nil || stored != root {
		t.Errorf("the stored hashes give root %x, %v", stored, err)
	}
}

// merkle is the tree of RFC 6962, written from its definition.
func merkle(leaves [][32]byte) [32]byte {
	switch len(leaves) {
	case 0:
		return sha256.Sum256(nil)
	case 1:
		return leaves[0]
	}
	k := 1
	for 2*k < len(leaves) {
		k *= 2
	}
	l, r := merkle(leaves[:k]), merkle(leaves[k:])
	return sha256.Sum256(slices.Concat([]byte{1}, l[:], r[:]))
}

func TestRecordsAreProvedByTheRootOfAllThatIsThere(t *testing.T) {
	engines(t, func(t *testing.T, db *sqldb.DB, _ string) {
		ctx := context.Background()
		l := tlog.New(db, time.Now)
		var keys []string
		for n := range 19 {
			keys = append(keys, fmt.Sprint("a", n))
			ok(t, add(db, l, keys[n]))
		}
		sound(t, l, keys...)
		old, err := l.Prove(ctx, "draw", "a4", 7)
		if err != nil || old.Size != 7 || old.Check([]byte("record of a4")) != nil {
			t.Errorf("the record is not proved in the tree of seven: %v", err)
		}
		if _, err := l.Prove(ctx, "draw", "a8", 7); !errors.Is(err, tlog.ErrUnknown) {
			t.Errorf("a later record is proved in an older tree: %v", err)
		}
		if _, err := l.Find(ctx, "permit", "a4"); !errors.Is(err, tlog.ErrUnknown) {
			t.Errorf("kinds are mixed up: %v", err)
		}
		for what, change := range map[string]func(*tlog.Inclusion){
			"number": func(p *tlog.Inclusion) { p.N++ }, "size": func(p *tlog.Inclusion) { p.Size = 2 }, "salt": func(p *tlog.Inclusion) { p.Salt = nil },
			"path": func(p *tlog.Inclusion) { p.Path = p.Path[1:] }, "hash": func(p *tlog.Inclusion) { p.Path[0] = p.Path[0][1:] },
			"root": func(p *tlog.Inclusion) { p.Root[3] ^= 1 }, "long": func(p *tlog.Inclusion) { p.Path = make([][]byte, 70) },
		} {
			p, err := l.Prove(ctx, "draw", "a4", 0)
			ok(t, err)
			change(&p)
			if p.Check([]byte("record of a4")) == nil {
				t.Errorf("a proof with another %s holds", what)
			}
		}
		if old.Check([]byte("record of a5")) == nil {
			t.Error("another record is proved")
		}
	})
}

func TestWhatIsUndoneTakesNoNumberAndWhatIsRepeatedIsOneRecord(t *testing.T) {
	engines(t, func(t *testing.T, db *sqldb.DB, _ string) {
		ctx := context.Background()
		l := tlog.New(db, time.Now)
		ok(t, add(db, l, "a"))
		cut := errors.New("the power fails")
		err := db.InTx(ctx, func(ctx context.Context) error {
			return errors.Join(l.Append(ctx, "draw", "b", []byte("record of b")), cut)
		})
		if !errors.Is(err, cut) {
			t.Fatal(err)
		}
		ok(t, add(db, l, "a"))
		ok(t, db.InTx(ctx, func(ctx context.Context) error { // two in one transaction, one of them twice
			return errors.Join(l.Append(ctx, "draw", "c", []byte("record of c")), l.Append(ctx, "draw", "d", []byte("record of d")),
				l.Append(ctx, "draw", "c", []byte("record of c")))
		}))
		err = db.InTx(ctx, func(ctx context.Context) error {
			return errors.Join(l.Append(ctx, "draw", "e", []byte("record of e")), l.Append(ctx, "draw", "a", []byte("another record")))
		})
		if !errors.Is(err, tlog.ErrOther) {
			t.Errorf("a record was replaced: %v", err)
		}
		if err := l.Append(ctx, "draw", "f", nil); err == nil {
			t.Error("appended outside a transaction")
		}
		sound(t, l, "a", "c", "d")
	})
}

func TestManyWritersOfTwoProgramsLeaveNoGap(t *testing.T) {
	engines(t, func(t *testing.T, db *sqldb.DB, dsn string) {
		dbs := []*sqldb.DB{db, testenv.Open(t, dsn)}
		const writers, records = 16, 12 // four records come twice
		ok(t, add(db, tlog.New(db, time.Now), "first"))
		var wg sync.WaitGroup
		keys := []string{"first"}
		failed := make(chan error, writers)
		for n := range writers {
			key := fmt.Sprint("k", n%records)
			if n < records {
				keys = append(keys, key)
			}
			wg.Go(func() { failed <- add(dbs[n%2], tlog.New(dbs[n%2], time.Now), key) })
		}
		wg.Wait()
		for range writers {
			ok(t, <-failed)
		}
		sound(t, tlog.New(db, time.Now), keys...)
	})
}

func TestAKilledWriterLeavesNothingBehind(t *testing.T) {
	engines(t, func(t *testing.T, db *sqldb.DB, dsn string) {
		l := tlog.New(db, time.Now)
		ok(t, add(db, l, "a"))
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), heldDSN+"="+dsn)
		out, err := cmd.StdoutPipe()
		ok(t, err)
		ok(t, cmd.Start())
		line, err := bufio.NewReader(out).ReadString('\n')
		killed := cmd.Process.Kill()
		_ = cmd.Wait()
		if err != nil || killed != nil || strings.TrimSpace(line) != "held" {
			t.Fatalf("the writer says %q, %v, %v", line, err, killed)
		}
		ok(t, add(db, l, "b"))
		sound(t, l, "a", "b")
	})
}

func TestWhatIsAlteredInTheTablesIsNamed(t *testing.T) {
	for what, alter := range map[string]string{
		"hash 0 ":             "UPDATE tlog_leaf SET leaf = x'00' WHERE n = 0",
		"record 1 is missing": "DELETE FROM tlog_leaf WHERE n = 1",
		"hash 2 ":             "UPDATE tlog_hash SET hash = x'00' WHERE idx = 2",
		"hash 3 is missing":   "DELETE FROM tlog_hash WHERE idx = 3",
		"records 3 to 3":      "DELETE FROM tlog_leaf WHERE n = 3",
		"records 4 to 5":      "UPDATE tlog_head SET size = 6",
	} {
		t.Run(what, func(t *testing.T) {
			db := testenv.Open(t, testenv.Migrated(t, sqldb.SQLite))
			l := tlog.New(db, time.Now)
			for n := range 4 {
				ok(t, add(db, l, fmt.Sprint("a", n)))
			}
			_, err := db.Exec(context.Background(), alter)
			ok(t, err)
			faults, _, _, err := l.Verify(context.Background())
			if err != nil || !strings.Contains(strings.Join(faults, "\n"), what) {
				t.Errorf("%v, %v", faults, err)
			}
		})
	}
}
