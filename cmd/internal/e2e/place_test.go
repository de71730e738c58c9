package e2e_test

import (
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/suikao/suikao/cmd/internal/config"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
)

// place is where an installation keeps its things: folder, database, Redis.
type place struct {
	engine   sqldb.Engine
	settings settings
	redis    *testenv.RedisServer // nil on SQLite
}

// template is a folder with the demo database that the program filled itself, and a backup of it.
var template = sync.OnceValues(func() (string, error) {
	dir := filepath.Join(workshop, "template")
	t := &loneTB{}
	err := t.run(func() {
		p := serve(t, settings{"DATA_DIR": dir})
		p.stop()
		must(t, settings{"DATA_DIR": dir}, "", "backup", filepath.Join(workshop, "template.tar"))
	})
	return dir, err
})

// engines runs the suite on SQLite with memory, and on MariaDB with Redis, each time with a filled demo database.
func engines(t *testing.T, suite func(t *testing.T, p *place)) {
	t.Helper()
	t.Parallel() // every place has a program and stores of its own
	t.Run("sqlite", func(t *testing.T) { t.Parallel(); suite(t, onSQLite(t)) })
	t.Run("mariadb", func(t *testing.T) { t.Parallel(); suite(t, onMariaDB(t)) })
}

func onSQLite(t testing.TB) *place {
	t.Helper()
	from, err := template()
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "data")
	copyDir(t, dir, from)
	return &place{engine: sqldb.SQLite, settings: settings{"DATA_DIR": dir}}
}

// mariaTemplate is a place on MariaDB with the template's data, restored from its backup by the program. It stands until the
// tests end.
var mariaTemplate = sync.OnceValues(func() (settings, error) {
	if _, err := template(); err != nil {
		return nil, err
	}
	var p settings
	t := &loneTB{}
	err := t.run(func() {
		p = settings{"DATA_DIR": filepath.Join(workshop, "mariadb"), "DATABASE_DSN": testenv.MySQL(t)}
		must(t, p, "", "restore", filepath.Join(workshop, "template.tar"))
		leftovers, t.clean = t.clean, nil
	})
	return p, err
})

// leftovers is what TestMain does at the end.
var leftovers []func()

func onMariaDB(t testing.TB) *place {
	t.Helper()
	from, err := mariaTemplate()
	if err != nil {
		t.Fatal(err)
	}
	dir, redis := filepath.Join(t.TempDir(), "data"), testenv.StartRedis(t)
	copyDir(t, dir, from["DATA_DIR"])
	return &place{engine: sqldb.MySQL, redis: redis,
		settings: settings{"DATA_DIR": dir, "DATABASE_DSN": testenv.FilledMySQL(t, from["DATABASE_DSN"]), "REDIS_URL": redis.URL}}
}

// emptyMariaDB is a place with a new database and a new Redis.
func emptyMariaDB(t testing.TB) *place {
	t.Helper()
	dsn, redis := testenv.MySQL(t), testenv.StartRedis(t)
	return &place{engine: sqldb.MySQL, redis: redis,
		settings: settings{"DATA_DIR": filepath.Join(t.TempDir(), "data"), "DATABASE_DSN": dsn, "REDIS_URL": redis.URL}}
}

func copyDir(t testing.TB, to, from string) {
	t.Helper()
	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(to, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(filepath.Join(to, "key.json"), 0o600); err != nil { // CopyFS makes files that others may read
		t.Fatal(err)
	}
}

// config is the place's configuration as the program reads it.
func (p *place) config(t testing.TB) *config.Config {
	t.Helper()
	c, err := config.Load("", settings{"LISTEN": "127.0.0.1:0", "LOG_LEVEL": "error"}.with(p.settings).environ())
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// db opens the place's database from outside.
func (p *place) db(t testing.TB) *sqldb.DB {
	t.Helper()
	return testenv.Open(t, p.config(t).Database.DSN)
}

// loneTB lets the template be made by the same code as everything else although it belongs to no test.
type loneTB struct {
	testing.TB
	clean []func()
	dirs  int
	text  []string
}

type loneFailure struct{}

func (l *loneTB) run(f func()) (err error) {
	defer func() {
		if v := recover(); v != nil {
			if _, ours := v.(loneFailure); !ours {
				panic(v)
			}
			err = fmt.Errorf("make the template: %v", l.text)
		}
		for _, c := range l.clean {
			c()
		}
	}()
	f()
	if len(l.text) > 0 {
		return fmt.Errorf("make the template: %v", l.text)
	}
	return nil
}

func (l *loneTB) Helper()          {}
func (l *loneTB) Failed() bool     { return false }
func (l *loneTB) Cleanup(f func()) { l.clean = append(l.clean, f) }
func (l *loneTB) Logf(f string, a ...any) {
	fmt.Fprintf(os.Stderr, f+"\n", a...)
}
func (l *loneTB) Errorf(f string, a ...any) { l.text = append(l.text, fmt.Sprintf(f, a...)) }
func (l *loneTB) Fatalf(f string, a ...any) { l.Errorf(f, a...); panic(loneFailure{}) }
func (l *loneTB) Fatal(a ...any)            { l.Errorf("%s", fmt.Sprint(a...)); panic(loneFailure{}) }
func (l *loneTB) TempDir() string {
	l.dirs++
	dir := filepath.Join(workshop, fmt.Sprintf("lone%d", l.dirs))
	if err := os.MkdirAll(dir, 0o700); err != nil {
		l.Fatal(err)
	}
	return dir
}
