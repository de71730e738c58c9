package testenv

import (
	"database/sql/driver"
	"errors"
	"net"
	"os"
	"sync"
	"testing"

	"github.com/go-sql-driver/mysql"

	"github.com/suikao/suikao/internal/testenv/servers"
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
	tools, err := servers.FindMariaDB()
	if err != nil {
		return nil, err
	}
	sock, err := sharedSocket(tools)
	if err != nil {
		return nil, err
	}
	return servers.Socket(sock), nil
})

// ownServer reports that the server was started for tests and goes away after them, with whatever they left there.
func ownServer() bool { return os.Getenv("SUIKAO_TEST_MYSQL_DSN") == "" }

// MySQLServer is a private MariaDB that a test may kill and restart.
type MySQLServer struct {
	Server
	db *servers.MariaDB
}

// StartMySQL starts a private MariaDB. Extra options override the defaults ("--innodb-flush-method=fsync",
// "--max-connections=20").
func StartMySQL(t testing.TB, options ...string) *MySQLServer {
	t.Helper()
	db, err := servers.StartMariaDB(tempDir(t), options...)
	started(t, "mysql", err)
	t.Cleanup(db.Kill)
	return &MySQLServer{Server{db.Process}, db}
}

// DSN makes a new empty database on this server and returns its DSN.
func (s *MySQLServer) DSN(t testing.TB) string {
	t.Helper()
	return newDatabase(t, s.db.Config())
}

// Galera starts a private cluster of three MariaDB nodes that ends with the test. The test is skipped where Galera is not
// installed (SUIKAO_TEST_REQUIRE=galera makes that a failure). It takes 5 to 15 s: not for every package.
func Galera(t testing.TB, options ...string) *servers.Galera {
	t.Helper()
	g, err := servers.StartGalera(tempDir(t), 3, options...)
	started(t, "galera", err)
	t.Cleanup(g.Kill)
	return g
}

// newDatabase creates a database for one test and returns its DSN.
func newDatabase(t testing.TB, cfg *mysql.Config) string {
	t.Helper()
	dsn, err := servers.NewDatabase(cfg)
	if err != nil {
		t.Fatal(err)
	}
	c, err := mysql.ParseDSN(dsn)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		// A server that the test killed has nothing to drop.
		if err := servers.Run(cfg, "DROP DATABASE IF EXISTS "+c.DBName); err != nil && !gone(err) {
			t.Errorf("drop test database: %v", err)
		}
	})
	return dsn
}

// gone reports that there was no server to talk to.
func gone(err error) bool {
	var op *net.OpError
	return errors.As(err, &op) || errors.Is(err, mysql.ErrInvalidConn) || errors.Is(err, driver.ErrBadConn)
}
