package servers

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/hex"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"github.com/go-sql-driver/mysql"
)

// MariaDB is a private server on a unix socket, user root without a password.
type MariaDB struct {
	*Process
	cfg *mysql.Config
}

// StartMariaDB installs and starts a server in dir, which must be short (a socket's address has 107 bytes at most), exist
// and belong to this server alone. Extra options override the defaults ("--innodb-flush-method=fsync",
// "--max-connections=20"). By default a commit is handed to the system and not forced to the disk: a killed server keeps
// it, a machine without power does not.
func StartMariaDB(dir string, options ...string) (*MariaDB, error) {
	tools, err := FindMariaDB()
	if err != nil {
		return nil, err
	}
	if err := tools.Install(dir); err != nil {
		return nil, err
	}
	cfg := Socket(filepath.Join(dir, "s"))
	s := &MariaDB{cfg: cfg, Process: &Process{
		name: "mariadbd", path: tools.Server, args: append(MariaDBArgs(dir), options...), dir: dir,
		ready: func() error { return Ping(cfg) },
	}}
	if err := s.start(); err != nil {
		s.Kill()
		return nil, err
	}
	return s, nil
}

// Config is how to reach the server, without a database's name.
func (s *MariaDB) Config() *mysql.Config { return s.cfg.Clone() }

// Socket is the server's unix socket.
func (s *MariaDB) Socket() string { return s.cfg.Addr }

// NewDatabase makes an empty utf8mb4 database with a random name and returns its DSN.
func (s *MariaDB) NewDatabase() (dsn string, err error) { return NewDatabase(s.cfg) }

// Tools are the two programs that a private server needs.
type Tools struct{ Server, Installer string }

// FindMariaDB looks for MariaDB's programs. The error is an ErrMissing.
func FindMariaDB() (Tools, error) {
	server, err := Find("mariadbd")
	if err != nil {
		return Tools{}, err
	}
	installer, err := Find("mariadb-install-db")
	return Tools{server, installer}, err
}

// Install makes the system tables in dir/data.
func (m Tools) Install(dir string) error {
	args := []string{"--no-defaults", "--datadir=" + filepath.Join(dir, "data"), "--auth-root-authentication-method=normal",
		"--skip-test-db", "--innodb-flush-method=nosync", "--user=" + serverUser()}
	cmd := exec.Command(m.Installer, args...)
	cmd.Env = append(os.Environ(), "TMPDIR="+dir) // two that install at once must not meet in the machine's
	out, err := cmd.CombinedOutput()
	if err != nil {
		return fmt.Errorf("mariadb-install-db: %w: %s", err, out)
	}
	return nil
}

// serverUser is the account that the server runs as: the caller's, also root, because a change of user inside the server
// would make the kernel forget to end it with its parent.
func serverUser() string {
	if os.Geteuid() == 0 {
		return "root"
	}
	return fmt.Sprint(os.Geteuid())
}

// MariaDBArgs are the options of a server in dir: reachable by its owner only, durable against a kill, small, and with
// tables in one file, which makes creating and dropping databases several times faster.
func MariaDBArgs(dir string) []string {
	return []string{
		"--no-defaults", "--user=" + serverUser(), "--datadir=" + filepath.Join(dir, "data"),
		"--socket=" + filepath.Join(dir, "s"), "--pid-file=" + filepath.Join(dir, "pid"), "--tmpdir=" + dir,
		"--skip-networking", "--skip-name-resolve", "--skip-log-bin", "--performance-schema=OFF",
		"--innodb-flush-log-at-trx-commit=1", "--innodb-flush-method=nosync", "--innodb-file-per-table=0",
		"--innodb-buffer-pool-size=128M", "--innodb-log-file-size=48M",
		"--max-connections=1000", "--character-set-server=utf8mb4", "--sql-mode=STRICT_TRANS_TABLES,NO_ENGINE_SUBSTITUTION",
	}
}

// Socket is how root reaches the server on a unix socket.
func Socket(path string) *mysql.Config {
	c := mysql.NewConfig()
	c.User, c.Net, c.Addr = "root", "unix", path
	c.ParseTime, c.Loc = true, time.UTC
	return c
}

// Ping reports whether the server answers within 5 s.
func Ping(cfg *mysql.Config) error {
	db, err := Connect(cfg, "")
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	ctx, stop := context.WithTimeout(context.Background(), 5*time.Second)
	defer stop()
	return db.PingContext(ctx)
}

// Connect returns a pool on one database of the server, or on none where name is empty.
func Connect(cfg *mysql.Config, name string) (*sql.DB, error) {
	c := cfg.Clone()
	c.DBName = name
	c.Logger = &mysql.NopLogger{}
	conn, err := mysql.NewConnector(c)
	if err != nil {
		return nil, err
	}
	return sql.OpenDB(conn), nil
}

// Run executes one statement on a connection of its own.
func Run(cfg *mysql.Config, statement string) error {
	db, err := Connect(cfg, "")
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	ctx, stop := context.WithTimeout(context.Background(), StartLimit)
	defer stop()
	_, err = db.ExecContext(ctx, statement)
	return err
}

// NewDatabase makes an empty utf8mb4 database with a random name and returns its DSN. It has the server's default
// collation, as an operator's would, so migrations must name theirs.
func NewDatabase(cfg *mysql.Config) (dsn string, err error) {
	var b [8]byte
	_, _ = rand.Read(b[:])
	c := cfg.Clone()
	c.DBName = "t_" + hex.EncodeToString(b[:])
	if err := Run(cfg, "CREATE DATABASE "+c.DBName+" CHARACTER SET utf8mb4"); err != nil {
		return "", err
	}
	return c.FormatDSN(), nil
}
