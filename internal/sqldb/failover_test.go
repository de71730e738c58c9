package sqldb_test

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	mysqldriver "github.com/go-sql-driver/mysql"

	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
	"github.com/suikao/suikao/internal/testenv/servers"
)

// line is a database behind a proxy, with a table t(n), and the same database without the proxy.
type line struct {
	db, direct *sqldb.DB
	proxy      *servers.Proxy
}

func throughProxy(t *testing.T, dsn string, c sqldb.Config) *line {
	t.Helper()
	cfg, err := mysqldriver.ParseDSN(dsn)
	if err != nil {
		t.Fatal(err)
	}
	l := &line{proxy: testenv.Proxy(t, cfg.Net, cfg.Addr), direct: testenv.Open(t, dsn)}
	if err := l.direct.Conn(t.Context()).Exec("CREATE TABLE t (n INT NOT NULL PRIMARY KEY)").Error; err != nil {
		t.Fatal(err)
	}
	cfg.Net, cfg.Addr = "tcp", l.proxy.Addr()
	c.DSN = cfg.FormatDSN()
	if l.db, err = sqldb.Open(t.Context(), c); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.db.Close() })
	return l
}

// put inserts n in a transaction and says how often fn ran.
func (l *line) put(ctx context.Context, n int) (tries int, err error) {
	err = l.db.InTx(ctx, func(ctx context.Context) error {
		tries++
		return l.db.Conn(ctx).Exec("INSERT INTO t VALUES (?)", n).Error
	})
	return tries, err
}

func (l *line) has(t *testing.T, n int) bool {
	t.Helper()
	var c int
	if err := l.direct.SQL().QueryRow("SELECT COUNT(*) FROM t WHERE n = ?", n).Scan(&c); err != nil {
		t.Fatal(err)
	}
	return c == 1
}

// commit is the command on the wire; "READ COMMITTED" stands in others.
const commit = "\x03COMMIT"

// onceAt harms the first request that holds text.
func onceAt(text string, h servers.Harm) func([]byte) servers.Harm {
	var done atomic.Bool
	return func(b []byte) servers.Harm {
		if bytes.Contains(b, []byte(text)) && done.CompareAndSwap(false, true) {
			return h
		}
		return servers.Pass
	}
}

// Cut anywhere before COMMIT, a transaction is tried again and stored once; cut at COMMIT, it is never tried again,
// because nobody can know.
func TestConnectionCutAtEachStep(t *testing.T) {
	l := throughProxy(t, testenv.MySQL(t), sqldb.Config{})
	n := 0
	for _, at := range []string{"START TRANSACTION", "INSERT INTO t", commit} {
		for h, name := range map[servers.Harm]string{servers.CutBefore: "request lost", servers.CutAfter: "answer lost"} {
			n++
			l.proxy.Watch(onceAt(at, h))
			tries, err := l.put(t.Context(), n)
			l.proxy.Watch(nil)
			if at != commit {
				if err != nil || tries > 2 || !l.has(t, n) {
					t.Errorf("%q, %s: %d tries, %v, stored %v", at, name, tries, err, l.has(t, n))
				}
				continue
			}
			if !errors.Is(err, sqldb.ErrUnknownOutcome) || tries != 1 || fault.KindOf(err) != fault.Unavailable {
				t.Errorf("%q, %s: %d tries, %v", at, name, tries, err)
			}
			if stored := l.has(t, n); stored != (h == servers.CutAfter) {
				t.Errorf("%q, %s: stored %v", at, name, stored)
			}
		}
	}
}

// A statement outside a transaction commits by itself: cut, it may be stored or not.
func TestLoneStatementCut(t *testing.T) {
	l := throughProxy(t, testenv.MySQL(t), sqldb.Config{})
	for h, stored := range map[servers.Harm]bool{servers.CutBefore: false, servers.CutAfter: true} {
		l.proxy.Watch(onceAt("INSERT INTO t", h))
		err := l.db.Conn(t.Context()).Exec("INSERT INTO t VALUES (?)", int(h)).Error
		if !errors.Is(err, sqldb.ErrUnknownOutcome) || l.has(t, int(h)) != stored {
			t.Errorf("write: %v, stored %v", err, l.has(t, int(h)))
		}
		l.proxy.Watch(onceAt("SELECT n FROM t", h))
		var n []int
		if err := l.db.Conn(t.Context()).Raw("SELECT n FROM t").Scan(&n).Error; !errors.Is(err, sqldb.ErrUnavailable) {
			t.Errorf("read: %v", err)
		}
	}
}

func TestConnectionsThatDiedInThePoolAreNotNoticed(t *testing.T) {
	l := throughProxy(t, testenv.MySQL(t), sqldb.Config{})
	for n := range 3 {
		if _, err := l.put(t.Context(), n); err != nil {
			t.Fatal(err)
		}
		if l.proxy.Cut() == 0 {
			t.Fatal("nothing was pooled")
		}
		var got int
		if err := l.db.Conn(t.Context()).Raw("SELECT COUNT(*) FROM t").Scan(&got).Error; err != nil || got != n+1 {
			t.Errorf("a read after the cut: %d %v", got, err)
		}
		l.proxy.Cut()
	}
}

func TestDatabaseAwayIsUnavailable(t *testing.T) {
	l := throughProxy(t, testenv.MySQL(t), sqldb.Config{Patience: 300 * time.Millisecond})
	l.proxy.Refuse(true)
	l.proxy.Cut()
	began := time.Now()
	_, err := l.put(t.Context(), 1)
	if !errors.Is(err, sqldb.ErrUnavailable) || errors.Is(err, sqldb.ErrUnknownOutcome) || time.Since(began) > 5*time.Second {
		t.Errorf("a write: %v after %s", err, time.Since(began))
	}
	if err := l.db.Conn(t.Context()).Exec("SELECT 1 FROM t").Error; !errors.Is(err, sqldb.ErrUnavailable) {
		t.Errorf("a read: %v", err)
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if _, err := l.put(ctx, 2); !errors.Is(err, context.Canceled) || errors.Is(err, sqldb.ErrUnavailable) {
		t.Errorf("the caller's own end: %v", err)
	}
	if _, err := sqldb.Open(t.Context(), sqldb.Config{DSN: "u:p@tcp(" + l.proxy.Addr() + ")/x"}); !errors.Is(err, sqldb.ErrUnavailable) || strings.Contains(err.Error(), "u:p") {
		t.Errorf("open: %v", err)
	}
	l.proxy.Refuse(false)
	if _, err := l.put(t.Context(), 3); err != nil || !l.has(t, 3) {
		t.Errorf("after it came back: %v", err)
	}
}

func TestFailoverWithinPatienceIsOnlyAPause(t *testing.T) {
	l := throughProxy(t, testenv.MySQL(t), sqldb.Config{})
	l.proxy.Refuse(true)
	l.proxy.Cut()
	time.AfterFunc(400*time.Millisecond, func() { l.proxy.Refuse(false) })
	if tries, err := l.put(t.Context(), 1); err != nil || !l.has(t, 1) {
		t.Errorf("%d tries: %v", tries, err)
	}
}

// A server that accepts and never answers is given up after the time-out.
func TestSilentDatabaseIsGivenUp(t *testing.T) {
	l := throughProxy(t, testenv.MySQL(t), sqldb.Config{Timeout: 500 * time.Millisecond, Patience: time.Millisecond})
	defer l.proxy.Stall(false)
	for at, want := range map[string]error{"INSERT INTO t": sqldb.ErrUnavailable, commit: sqldb.ErrUnknownOutcome} {
		watch := onceAt(at, servers.Pass)
		l.proxy.Watch(func(b []byte) servers.Harm {
			if bytes.Contains(b, []byte(at)) {
				l.proxy.Stall(true)
			}
			return watch(b)
		})
		began := time.Now()
		_, err := l.put(t.Context(), 1)
		if !errors.Is(err, want) || time.Since(began) > 4*time.Second {
			t.Errorf("silent at %q: %v after %s", at, err, time.Since(began))
		}
		l.proxy.Watch(nil)
		l.proxy.Stall(false)
		l.proxy.Cut()
	}
}

// A primary that was made read-only refuses; the connection leaves the pool and the transaction waits for the new one.
func TestReadOnlyServerIsWaitedOut(t *testing.T) {
	server := testenv.StartMySQL(t)
	dsn := server.DSN(t)
	admin := testenv.Open(t, dsn)
	run := func(s string) {
		t.Helper()
		if err := admin.Conn(t.Context()).Exec(s).Error; err != nil {
			t.Fatal(err)
		}
	}
	run("CREATE USER app@localhost IDENTIFIED BY 'secret-of-a-test'")
	run("GRANT SELECT, INSERT, CREATE ON *.* TO app@localhost")
	cfg, _ := mysqldriver.ParseDSN(dsn)
	cfg.User, cfg.Passwd = "app", "secret-of-a-test"
	l := throughProxy(t, cfg.FormatDSN(), sqldb.Config{MaxOpen: 1})
	id := func() (n int) {
		if err := l.db.SQL().QueryRow("SELECT CONNECTION_ID()").Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	before := id()
	run("SET GLOBAL read_only = 1")
	time.AfterFunc(300*time.Millisecond, func() { _ = admin.SQL().QueryRow("SELECT 1").Scan(new(int)); run("SET GLOBAL read_only = 0") })
	tries, err := l.put(t.Context(), 1)
	if err != nil || tries < 2 || !l.has(t, 1) {
		t.Errorf("%d tries: %v", tries, err)
	}
	if id() == before {
		t.Error("the refused connection stayed in the pool")
	}
	run("SET GLOBAL read_only = 1")
	if err := l.db.Conn(t.Context()).Exec("INSERT INTO t VALUES (2)").Error; !errors.Is(err, sqldb.ErrUnavailable) || !strings.Contains(err.Error(), "read") {
		t.Errorf("outside a transaction: %v", err)
	}
}

// What a killed and restarted server acknowledged is there; what it did not acknowledge is there once or not at all.
func TestKilledServerWhileWriting(t *testing.T) {
	server := testenv.StartMySQL(t)
	l := throughProxy(t, server.DSN(t), sqldb.Config{Patience: 20 * time.Second})
	done, state := make(chan struct{}), map[int]error{}
	ctx, stop := context.WithCancel(t.Context())
	go func() {
		defer close(done)
		for n := 0; ctx.Err() == nil; n++ {
			_, state[n] = l.put(context.WithoutCancel(ctx), n)
		}
	}()
	for range 3 {
		time.Sleep(300 * time.Millisecond)
		server.Restart(t)
	}
	time.Sleep(300 * time.Millisecond)
	stop()
	<-done
	acked, unknown := 0, 0
	for n, err := range state {
		switch {
		case err == nil:
			acked++
			if !l.has(t, n) {
				t.Errorf("row %d was acknowledged and is lost", n)
			}
		case errors.Is(err, sqldb.ErrUnknownOutcome):
			unknown++
		default:
			t.Errorf("row %d: %v", n, err)
		}
	}
	t.Logf("%d acknowledged, %d of unknown outcome", acked, unknown)
	if acked < 50 {
		t.Errorf("only %d rows were acknowledged: the test strikes too rarely", acked)
	}
}

func TestLockHeldTooLongIsBusy(t *testing.T) {
	l := throughProxy(t, testenv.MySQL(t), sqldb.Config{Timeout: 2 * time.Second})
	held, release := make(chan struct{}), make(chan struct{})
	go func() {
		_ = l.direct.InTx(context.Background(), func(ctx context.Context) error {
			err := l.direct.Conn(ctx).Exec("INSERT INTO t VALUES (1)").Error
			close(held)
			for open := true; open; { // one that kept still would lose its lock
				select {
				case <-release:
					open = false
				case <-time.After(100 * time.Millisecond):
					err = errors.Join(err, l.direct.Conn(ctx).Exec("SELECT 1").Error)
				}
			}
			return errors.Join(err, errors.New("never mind"))
		})
	}()
	<-held
	if err := l.db.Conn(t.Context()).Exec("INSERT INTO t VALUES (1)").Error; !errors.Is(err, sqldb.ErrBusy) {
		t.Errorf("outside a transaction: %v", err)
	}
	time.AfterFunc(1500*time.Millisecond, func() { close(release) })
	if tries, err := l.put(t.Context(), 1); err != nil || tries < 2 {
		t.Errorf("%d tries: %v", tries, err)
	}
}

// SQLite's driver hands a connection whose COMMIT failed back with the transaction open: nobody may inherit it.
func TestFailedCommitOnSQLiteLeavesNothingOpen(t *testing.T) {
	db, err := sqldb.Open(t.Context(), sqldb.Config{DSN: testenv.SQLite(t), MaxOpen: 1})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	exec := func(ctx context.Context, s string) error { return db.Conn(ctx).Exec(s).Error }
	for _, s := range []string{"CREATE TABLE p (id INTEGER PRIMARY KEY)", "CREATE TABLE c (p INTEGER REFERENCES p (id) DEFERRABLE INITIALLY DEFERRED)"} {
		if err := exec(t.Context(), s); err != nil {
			t.Fatal(err)
		}
	}
	for range 3 {
		err := db.InTx(t.Context(), func(ctx context.Context) error { return exec(ctx, "INSERT INTO c VALUES (7)") })
		if err == nil || errors.Is(err, sqldb.ErrUnknownOutcome) {
			t.Fatalf("a COMMIT that breaks a rule: %v", err)
		}
		if err := db.InTx(t.Context(), func(ctx context.Context) error { return exec(ctx, "INSERT INTO p VALUES (NULL)") }); err != nil {
			t.Fatalf("the next transaction: %v", err)
		}
	}
	var p, c int
	if err := db.SQL().QueryRow("SELECT (SELECT COUNT(*) FROM p), (SELECT COUNT(*) FROM c)").Scan(&p, &c); err != nil || p != 3 || c != 0 {
		t.Errorf("%d and %d rows, %v", p, c, err)
	}
}

func TestFullDiskIsSaid(t *testing.T) {
	db := raw(t, sqldb.SQLite)
	if err := db.Conn(t.Context()).Exec("CREATE TABLE b (v BLOB)").Error; err != nil {
		t.Fatal(err)
	}
	err := db.InTx(t.Context(), func(ctx context.Context) error {
		if err := db.Conn(ctx).Exec("PRAGMA max_page_count = 3").Error; err != nil {
			return err
		}
		return db.Conn(ctx).Exec("INSERT INTO b VALUES (zeroblob(1000000))").Error
	})
	if !errors.Is(err, sqldb.ErrFull) || fault.KindOf(err) != fault.Unavailable {
		t.Errorf("a full disk: %v", err)
	}
}

// A process that hangs in the middle of a transaction keeps others from its rows for an eighth of the time-out, not for ever;
// when it wakes up nothing of it is stored but what it does then.
func TestHungTransactionLosesItsLocks(t *testing.T) {
	server := testenv.StartMySQL(t)
	dsn := server.DSN(t)
	other := testenv.Open(t, dsn)
	db, err := sqldb.Open(t.Context(), sqldb.Config{DSN: dsn, Timeout: 8 * time.Second})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	if err := other.Conn(t.Context()).Exec("CREATE TABLE t (n INT NOT NULL PRIMARY KEY, v INT NOT NULL)").Error; err != nil {
		t.Fatal(err)
	}
	if err := other.Conn(t.Context()).Exec("INSERT INTO t VALUES (1, 0)").Error; err != nil {
		t.Fatal(err)
	}
	tries := 0
	err = db.InTx(t.Context(), func(ctx context.Context) error {
		tries++
		if err := db.Conn(ctx).Exec("UPDATE t SET v = v + 1 WHERE n = 1").Error; err != nil || tries > 1 {
			return err
		}
		began := time.Now()
		if err := other.Conn(t.Context()).Exec("UPDATE t SET v = v + 10 WHERE n = 1").Error; err != nil {
			t.Errorf("behind the hung one: %v", err)
		}
		if waited := time.Since(began); waited > 3*time.Second {
			t.Errorf("waited %s for a lock that should be free after 1 s", waited)
		}
		return db.Conn(ctx).Exec("UPDATE t SET v = v + 100 WHERE n = 1").Error
	})
	var v int
	if scan := other.SQL().QueryRow("SELECT v FROM t WHERE n = 1").Scan(&v); scan != nil || err != nil || v != 11 || tries != 2 {
		t.Errorf("v = %d after %d tries: %v, %v", v, tries, err, scan)
	}
}
