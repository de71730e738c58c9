package testenv

import (
	"context"
	"crypto/rand"
	"database/sql"
	"database/sql/driver"
	"encoding/hex"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/go-sql-driver/mysql"
)

// MySQL returns the DSN (go-sql-driver form) of a new empty utf8mb4 database that is dropped after the test.
// The database has the server's default collation, as an operator's would, so migrations must name theirs.
func MySQL(t testing.TB) string {
	t.Helper()
	cfg, err := mysqlServer()
	if err != nil {
		missing(t, "mysql", err)
	}
	return newDatabase(t, cfg)
}

// mysqlServer finds or starts the server that all tests of this process use.
var mysqlServer = sync.OnceValues(func() (*mysql.Config, error) {
	if dsn := os.Getenv("SUIKAO_TEST_MYSQL_DSN"); dsn != "" {
		return mysql.ParseDSN(dsn)
	}
	tools, err := findMySQL()
	if err != nil {
		return nil, err
	}
	sock, err := sharedSocket(tools)
	if err != nil {
		return nil, err
	}
	return socketConfig(sock), nil
})

// MySQLServer is a private MariaDB that a test may kill and restart.
type MySQLServer struct {
	Server
	cfg *mysql.Config
}

// StartMySQL starts a private MariaDB. Extra options override the defaults ("--innodb-flush-method=fsync",
// "--max-connections=20").
func StartMySQL(t testing.TB, options ...string) *MySQLServer {
	t.Helper()
	tools, err := findMySQL()
	if err != nil {
		missing(t, "mysql", err)
	}
	dir := tempDir(t)
	if err := tools.install(dir); err != nil {
		t.Fatal(err)
	}
	cfg := socketConfig(filepath.Join(dir, "s"))
	s := &MySQLServer{cfg: cfg, Server: Server{
		name: "mariadbd", path: tools.server, args: append(serverArgs(dir), options...), dir: dir,
		ready: func() error { return ping(cfg) },
	}}
	if err := s.start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Kill)
	return s
}

// DSN makes a new empty database on this server and returns its DSN.
func (s *MySQLServer) DSN(t testing.TB) string {
	t.Helper()
	return newDatabase(t, s.cfg)
}

// mysqlTools are the two programs a private server needs.
type mysqlTools struct{ server, installer string }

func findMySQL() (mysqlTools, error) {
	server, err := find("mariadbd")
	if err != nil {
		return mysqlTools{}, err
	}
	installer, err := find("mariadb-install-db")
	return mysqlTools{server, installer}, err
}

// install makes the system tables in dir/data.
func (m mysqlTools) install(dir string) error {
	args := []string{"--no-defaults", "--datadir=" + filepath.Join(dir, "data"), "--auth-root-authentication-method=normal",
		"--skip-test-db", "--innodb-flush-method=nosync", "--user=" + serverUser()}
	out, err := exec.Command(m.installer, args...).CombinedOutput()
	if err != nil {
		return fmt.Errorf("mariadb-install-db: %w: %s", err, out)
	}
	return nil
}

// serverUser is the account that the server runs as: the one that runs the tests, also root, because a change of user
// would make the kernel forget to end the server with its parent.
func serverUser() string {
	if os.Geteuid() == 0 {
		return "root"
	}
	return fmt.Sprint(os.Geteuid())
}

// serverArgs are the options of a server in dir: reachable by its owner only, durable against a kill, small, and with
// tables in one file, which makes creating and dropping databases several times faster.
func serverArgs(dir string) []string {
	return []string{
		"--no-defaults", "--user=" + serverUser(), "--datadir=" + filepath.Join(dir, "data"),
		"--socket=" + filepath.Join(dir, "s"), "--pid-file=" + filepath.Join(dir, "pid"), "--tmpdir=" + dir,
		"--skip-networking", "--skip-name-resolve", "--skip-log-bin", "--performance-schema=OFF",
		"--innodb-flush-log-at-trx-commit=1", "--innodb-flush-method=nosync", "--innodb-file-per-table=0",
		"--innodb-buffer-pool-size=128M", "--innodb-log-file-size=48M",
		"--max-connections=1000", "--character-set-server=utf8mb4", "--sql-mode=STRICT_TRANS_TABLES,NO_ENGINE_SUBSTITUTION",
	}
}

func socketConfig(sock string) *mysql.Config {
	c := mysql.NewConfig()
	c.User, c.Net, c.Addr = "root", "unix", sock
	c.ParseTime, c.Loc = true, time.UTC
	return c
}

func ping(cfg *mysql.Config) error {
	db, err := open(cfg, "")
	if err != nil {
		return err
	}
	defer db.Close()
	ctx, stop := context.WithTimeout(context.Background(), 5*time.Second)
	defer stop()
	return db.PingContext(ctx)
}

func open(cfg *mysql.Config, name string) (*sql.DB, error) {
	c := cfg.Clone()
	c.DBName = name
	c.Logger = &mysql.NopLogger{}
	conn, err := mysql.NewConnector(c)
	if err != nil {
		return nil, err
	}
	return sql.OpenDB(conn), nil
}

// newDatabase creates a database for one test and returns its DSN.
func newDatabase(t testing.TB, cfg *mysql.Config) string {
	t.Helper()
	name := "t_" + random()
	if err := run(cfg, "CREATE DATABASE "+name+" CHARACTER SET utf8mb4"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		// A server that the test killed has nothing to drop.
		if err := run(cfg, "DROP DATABASE IF EXISTS "+name); err != nil && !gone(err) {
			t.Errorf("drop test database: %v", err)
		}
	})
	c := cfg.Clone()
	c.DBName = name
	return c.FormatDSN()
}

func run(cfg *mysql.Config, statement string) error {
	db, err := open(cfg, "")
	if err != nil {
		return err
	}
	defer db.Close()
	ctx, stop := context.WithTimeout(context.Background(), startLimit)
	defer stop()
	_, err = db.ExecContext(ctx, statement)
	return err
}

// gone reports that there was no server to talk to.
func gone(err error) bool {
	var op *net.OpError
	return errors.As(err, &op) || errors.Is(err, mysql.ErrInvalidConn) || errors.Is(err, driver.ErrBadConn)
}

func random() string {
	b := make([]byte, 8)
	_, _ = rand.Read(b)
	return hex.EncodeToString(b)
}
