package testenv_test

import (
	"database/sql"
	"strings"
	"testing"
	"time"

	_ "github.com/go-sql-driver/mysql"

	"github.com/suikao/suikao/internal/testenv"
)

func connect(t *testing.T, dsn string) *sql.DB {
	t.Helper()
	db, err := sql.Open("mysql", dsn)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func TestMySQLDatabasesAreSeparate(t *testing.T) {
	a, b := connect(t, testenv.MySQL(t)), connect(t, testenv.MySQL(t))
	if _, err := a.Exec("CREATE TABLE x (s VARCHAR(20) CHARACTER SET utf8mb4)"); err != nil {
		t.Fatal(err)
	}
	if _, err := a.Exec("INSERT INTO x VALUES ('𠮷田焊工')"); err != nil {
		t.Fatal(err)
	}
	var s string
	if err := a.QueryRow("SELECT s FROM x").Scan(&s); err != nil || s != "𠮷田焊工" {
		t.Errorf("read %q %v", s, err)
	}
	if err := b.QueryRow("SELECT s FROM x").Scan(&s); err == nil {
		t.Error("the second database sees the first one's table")
	}
	if _, err := a.Exec("INSERT INTO x VALUES (REPEAT('长', 21))"); err == nil {
		t.Error("the server cuts long text silently, a production server in strict mode does not")
	}
}

func TestMySQLIsDroppedAfterTheTest(t *testing.T) {
	var dsn string
	t.Run("inner", func(t *testing.T) { dsn = testenv.MySQL(t) })
	if dsn == "" {
		t.Skip("no server")
	}
	if err := connect(t, dsn).Ping(); err == nil || !strings.Contains(err.Error(), "Unknown database") {
		t.Errorf("the database of a finished test answers %v", err)
	}
}

func TestKilledMySQLKeepsCommittedRows(t *testing.T) {
	s := testenv.StartMySQL(t)
	db := connect(t, s.DSN(t))
	if _, err := db.Exec("CREATE TABLE x (n INT)"); err != nil {
		t.Fatal(err)
	}
	for n := range 20 {
		if _, err := db.Exec("INSERT INTO x VALUES (?)", n); err != nil {
			t.Fatal(err)
		}
	}
	s.Kill()
	if err := db.Ping(); err == nil {
		t.Fatal("a killed server answers")
	}
	s.Restart(t)
	var n int
	if err := db.QueryRow("SELECT COUNT(*) FROM x").Scan(&n); err != nil || n != 20 {
		t.Errorf("%d rows after the kill, want 20 (%v)", n, err)
	}
}

func TestRedisServersStart(t *testing.T) {
	for name, start := range map[string]func(testing.TB) *testenv.RedisServer{
		"single": testenv.StartRedis, "cluster": testenv.StartRedisCluster, "sentinel": testenv.StartRedisSentinel,
	} {
		t.Run(name, func(t *testing.T) {
			s := start(t)
			if !strings.Contains(s.URL, "://") {
				t.Errorf("URL %q", s.URL)
			}
			s.Freeze()
			s.Thaw()
			s.Kill()
			s.Kill()
			s.Restart(t)
		})
	}
}

func TestClockStandsStill(t *testing.T) {
	t0 := time.Date(2026, 6, 1, 0, 0, 0, 1_999_999, time.Local)
	c := testenv.NewClock(t0)
	if got := c.Now(); !got.Equal(t0.Truncate(time.Millisecond)) || got.Location() != time.UTC {
		t.Errorf("clock shows %v", got)
	}
	go c.Advance(0) // the race detector watches
	if got := c.Advance(time.Hour); got.Sub(t0.Truncate(time.Millisecond)) != time.Hour || !c.Now().Equal(got) {
		t.Errorf("advanced to %v", got)
	}
	c.Set(t0)
	if !c.Now().Equal(t0.Truncate(time.Millisecond)) {
		t.Error("set did nothing")
	}
}
