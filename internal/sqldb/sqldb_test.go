package sqldb_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"gorm.io/gorm"

	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
)

func raw(t *testing.T, engine sqldb.Engine) *sqldb.DB {
	t.Helper()
	dsn := testenv.SQLite(t)
	if engine == sqldb.MySQL {
		dsn = testenv.MySQL(t)
	}
	db, err := sqldb.Open(t.Context(), sqldb.Config{DSN: dsn})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func both(t *testing.T, f func(t *testing.T, engine sqldb.Engine)) {
	for _, e := range []sqldb.Engine{sqldb.SQLite, sqldb.MySQL} {
		t.Run(string(e), func(t *testing.T) { f(t, e) })
	}
}

func steps(t *testing.T, engine sqldb.Engine, files map[string]string) []sqldb.Migration {
	t.Helper()
	m := fstest.MapFS{}
	for name, body := range files {
		m[string(engine)+"/"+name] = &fstest.MapFile{Data: []byte(body)}
	}
	out, err := sqldb.Migrations(m, engine)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

const one = "CREATE TABLE a (\n\tid INT NOT NULL PRIMARY KEY,\n\tv VARCHAR(20) NOT NULL\n);\nINSERT INTO a VALUES (1, 'x; y');\n"

func TestMigrationsRunOnceAndAreChecked(t *testing.T) {
	both(t, func(t *testing.T, e sqldb.Engine) {
		db, ctx, now := raw(t, e), t.Context(), time.Now()
		s := steps(t, e, map[string]string{"0001_a.sql": one, "0002_b.sql": "-- a remark; with a semicolon\nALTER TABLE a ADD COLUMN w INT;\n"})
		if err := db.Check(ctx, s); err == nil {
			t.Error("an empty database passes the check")
		}
		if ran, err := db.Migrate(ctx, s[:1], now); err != nil || len(ran) != 1 {
			t.Fatal(ran, err)
		}
		if err := db.Check(ctx, s); err == nil || !strings.Contains(err.Error(), "0002_b") {
			t.Errorf("missing step: %v", err)
		}
		for range 2 {
			if _, err := db.Migrate(ctx, s, now); err != nil {
				t.Fatal(err)
			}
		}
		if err := db.Check(ctx, s); err != nil {
			t.Error(err)
		}
		if err := db.Check(ctx, s[:1]); err == nil || !strings.Contains(err.Error(), "older than the database") {
			t.Errorf("an old program on a new database: %v", err)
		}
		changed := steps(t, e, map[string]string{"0001_a.sql": one + "-- later\n", "0002_b.sql": s[1].SQL})
		if err := db.Check(ctx, changed); err == nil || !strings.Contains(err.Error(), "changed after") {
			t.Errorf("changed step: %v", err)
		}
	})
}

func TestNodesMigrateTogether(t *testing.T) {
	testenvDSN := testenv.MySQL(t)
	s := steps(t, sqldb.MySQL, map[string]string{"0001_a.sql": one})
	var wg sync.WaitGroup
	for range 6 {
		wg.Go(func() {
			db, err := sqldb.Open(t.Context(), sqldb.Config{DSN: testenvDSN})
			if err != nil {
				t.Error(err)
				return
			}
			defer func() { _ = db.Close() }()
			if _, err := db.Migrate(t.Context(), s, time.Now()); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
}

func TestBrokenStepIsReported(t *testing.T) {
	both(t, func(t *testing.T, e sqldb.Engine) {
		db := raw(t, e)
		s := steps(t, e, map[string]string{"0001_a.sql": one + "INSERT INTO nowhere VALUES (1);\n"})
		if _, err := db.Migrate(t.Context(), s, time.Now()); err == nil || !strings.Contains(err.Error(), "0001_a") {
			t.Fatalf("broken step: %v", err)
		}
		good := steps(t, e, map[string]string{"0001_a.sql": one})
		_, err := db.Migrate(t.Context(), good, time.Now())
		switch e {
		case sqldb.SQLite: // the step was one transaction: nothing of it stayed
			if err != nil {
				t.Error(err)
			}
		case sqldb.MySQL:
			if err == nil {
				t.Error("a half-done step was run again over its own remains")
			}
		}
	})
}

func TestNamesOfSteps(t *testing.T) {
	for _, bad := range []fstest.MapFS{
		{"sqlite/1_a.sql": {}},
		{"sqlite/0001_a.sql": {}, "sqlite/0001_b.sql": {}},
		{"sqlite/0001_A.sql": {}},
	} {
		if _, err := sqldb.Migrations(bad, sqldb.SQLite); err == nil {
			t.Errorf("accepted %v", bad)
		}
	}
}

func TestTransactionJoinsUndoesAndTranslates(t *testing.T) {
	both(t, func(t *testing.T, e sqldb.Engine) {
		db, ctx := raw(t, e), t.Context()
		if _, err := db.Migrate(ctx, steps(t, e, map[string]string{"0001_a.sql": one}), time.Now()); err != nil {
			t.Fatal(err)
		}
		undo := errors.New("undo")
		err := db.InTx(ctx, func(ctx context.Context) error {
			if err := db.InTx(ctx, func(ctx context.Context) error {
				return db.Conn(ctx).Exec("INSERT INTO a VALUES (2, 'inner')").Error
			}); err != nil {
				return err
			}
			return undo
		})
		if !errors.Is(err, undo) {
			t.Fatal(err)
		}
		var n int64
		if err := db.Conn(ctx).Table("a").Count(&n).Error; err != nil || n != 1 {
			t.Errorf("the inner transaction outlived the outer: %d rows, %v", n, err)
		}
		type a struct {
			ID int
			V  string
		}
		if err := db.Conn(ctx).Table("a").Create(&a{1, "twice"}).Error; !errors.Is(err, gorm.ErrDuplicatedKey) {
			t.Errorf("a duplicate key is not translated: %v", err)
		}
	})
}

func TestWritersDoNotStarveOrLose(t *testing.T) {
	both(t, func(t *testing.T, e sqldb.Engine) {
		db, ctx := raw(t, e), t.Context()
		if _, err := db.Migrate(ctx, steps(t, e, map[string]string{"0001_a.sql": "CREATE TABLE n (id INT NOT NULL PRIMARY KEY, v INT NOT NULL);\nINSERT INTO n VALUES (1, 0), (2, 0);\n"}), time.Now()); err != nil {
			t.Fatal(err)
		}
		const writers, each = 16, 20
		var wg sync.WaitGroup
		for w := range writers {
			wg.Go(func() {
				for range each { // opposite lock orders provoke deadlocks on MySQL
					first, second := 1+w%2, 2-w%2
					err := db.InTx(ctx, func(ctx context.Context) error {
						if err := db.Conn(ctx).Exec("UPDATE n SET v = v + 1 WHERE id = ?", first).Error; err != nil {
							return err
						}
						return db.Conn(ctx).Exec("UPDATE n SET v = v + 1 WHERE id = ?", second).Error
					})
					if err != nil {
						t.Error(err)
					}
				}
			})
		}
		wg.Wait()
		var sum int
		db.Conn(ctx).Raw("SELECT SUM(v) FROM n").Scan(&sum)
		if sum != 2*writers*each {
			t.Errorf("sum %d, want %d", sum, 2*writers*each)
		}
	})
}

func TestSQLiteIsDurable(t *testing.T) {
	db := raw(t, sqldb.SQLite)
	for pragma, want := range map[string]string{"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1"} {
		var got string
		db.Conn(t.Context()).Raw("PRAGMA " + pragma).Scan(&got)
		if got != want {
			t.Errorf("%s = %s, want %s", pragma, got, want)
		}
	}
}

func TestMillisCutsAndReturns(t *testing.T) {
	now := time.Date(2026, 6, 1, 0, 0, 0, 123_999_999, time.FixedZone("x", 8*3600))
	if got := sqldb.At(now).Time(); !got.Equal(now.Truncate(time.Millisecond)) || got.Location() != time.UTC {
		t.Errorf("got %v", got)
	}
	if !sqldb.At(time.Time{}).Time().IsZero() {
		t.Error("the zero time does not survive")
	}
}
