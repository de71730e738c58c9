package bench

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/suikao/suikao/internal/sqldb"
)

// place is where one benchmark runs: a folder, a database of its own, a Redis, and the program.
type place struct {
	exe    string
	dir    string
	engine sqldb.Engine
	env    map[string]string // settings of the program, without SUIKAO_
	db     *child            // nil with SQLite
	redis  *child            // nil where none is installed
	node   *child
	url    string // of the node
}

// newPlace starts the servers. With MySQL a private MariaDB runs as a bureau's would as far as durability goes: every
// commit is flushed to the disk before it is acknowledged.
func newPlace(ctx context.Context, exe string, engine sqldb.Engine) (_ *place, err error) {
	dir, err := os.MkdirTemp("", "skb")
	if err != nil {
		return nil, err
	}
	p := &place{exe: exe, dir: dir, engine: engine, env: map[string]string{
		"DATA_DIR": filepath.Join(dir, "data"), "LOG_LEVEL": "warn", "DEMO": "0", "LIMITS_FRAMES_PER_SECOND": "1000",
		"MEDIA_CAMERAS": "off", // the robots have none; recording has figures of its own
	}}
	defer func() {
		if err != nil {
			err = errors.Join(err, p.close())
		}
	}()
	if engine == sqldb.MySQL {
		if err := p.startMaria(ctx); err != nil {
			return p, err
		}
	}
	return p, p.startRedis(ctx)
}

// close ends everything and removes the folder.
func (p *place) close() error {
	for _, c := range []*child{p.node, p.redis, p.db} {
		if c != nil {
			c.kill()
		}
	}
	return os.RemoveAll(p.dir)
}

func (p *place) startMaria(ctx context.Context) error {
	server, err := find("mariadbd")
	if err != nil {
		return err
	}
	install, err := find("mariadb-install-db")
	if err != nil {
		return err
	}
	user, data, sock := strconv.Itoa(os.Geteuid()), filepath.Join(p.dir, "maria"), filepath.Join(p.dir, "s")
	if user == "0" {
		user = "root"
	}
	cmd := exec.CommandContext(ctx, install, "--no-defaults", "--datadir="+data, "--auth-root-authentication-method=normal",
		"--skip-test-db", "--innodb-flush-method=nosync", "--user="+user)
	cmd.Env = append(os.Environ(), "TMPDIR="+p.dir)
	out, err := cmd.CombinedOutput()
	if err != nil {
		return fmt.Errorf("mariadb-install-db: %w: %s", err, out)
	}
	p.db, err = spawn(exec.Command(server, "--no-defaults", "--user="+user, "--datadir="+data, "--socket="+sock, "--pid-file="+filepath.Join(p.dir, "pid"),
		"--tmpdir="+p.dir, "--skip-networking", "--skip-name-resolve", "--skip-log-bin", "--innodb-flush-log-at-trx-commit=0",
		"--innodb-buffer-pool-size=2G", "--innodb-log-file-size=4G", "--innodb-io-capacity=4000", "--innodb-io-capacity-max=20000",
		"--max-connections=500", "--character-set-server=utf8mb4"),
		filepath.Join(p.dir, "maria.log"))
	if err != nil {
		return err
	}
	if err := p.db.await(ctx, time.Minute, func() error { return p.sql(ctx, "root@unix("+sock+")/mysql", "SELECT 1") }); err != nil {
		return err
	}
	p.env["DATABASE_DSN"] = "root@unix(" + sock + ")/bench"
	return p.sql(ctx, "root@unix("+sock+")/mysql", "CREATE DATABASE bench CHARACTER SET utf8mb4")
}

func (p *place) sql(ctx context.Context, dsn, statement string) error {
	db, err := sqldb.Open(ctx, sqldb.Config{DSN: dsn, MaxOpen: 1})
	if err != nil {
		return err
	}
	_, err = db.SQL().ExecContext(ctx, statement)
	return errors.Join(err, db.Close())
}

// flush makes every commit durable from here on; before, while the data is made, nothing needs to be.
func (p *place) flush(ctx context.Context) error {
	if p.engine != sqldb.MySQL {
		return nil
	}
	return p.sql(ctx, p.env["DATABASE_DSN"], "SET GLOBAL innodb_flush_log_at_trx_commit=1")
}

func (p *place) startRedis(ctx context.Context) error {
	path, err := find("redis-server")
	if err != nil {
		return nil // the node keeps sessions in memory then
	}
	sock := filepath.Join(p.dir, "r")
	p.redis, err = spawn(exec.Command(path, "--port", "0", "--unixsocket", sock, "--save", "", "--appendonly", "no", "--dir", p.dir), filepath.Join(p.dir, "redis.log"))
	if err != nil {
		return err
	}
	p.env["REDIS_URL"] = "unix://" + sock
	return p.redis.await(ctx, time.Minute, func() error {
		c, err := net.Dial("unix", sock)
		if err != nil {
			return err
		}
		return c.Close()
	})
}

// environ is the environment of the program.
func (p *place) environ() []string {
	out := []string{"PATH=" + os.Getenv("PATH"), "HOME=" + os.Getenv("HOME"), "TMPDIR=" + os.TempDir(), "LANG=C.UTF-8", "SUIKAO_TEST_PROFILE=" + os.Getenv("SUIKAO_TEST_PROFILE")}
	for k, v := range p.env {
		out = append(out, "SUIKAO_"+k+"="+v)
	}
	return out
}

// dsn is where the database is.
func (p *place) dsn() string {
	if d := p.env["DATABASE_DSN"]; d != "" {
		return d
	}
	return "sqlite:" + filepath.Join(p.env["DATA_DIR"], "suikao.db")
}

// serve starts the program as a process of its own and waits until it is ready and has done what was left over.
func (p *place) serve(ctx context.Context) error {
	addr, err := freeAddress()
	if err != nil {
		return err
	}
	p.env["LISTEN"], p.url = addr, "http://"+addr
	cmd := exec.Command(p.exe, "bench", "node")
	cmd.Env = p.environ()
	if p.node, err = spawn(cmd, filepath.Join(p.dir, "node.log")); err != nil {
		return err
	}
	if err := p.node.await(ctx, startLimit, func() error { return ready(p.url) }); err != nil {
		return err
	}
	return p.settle(ctx, 0)
}

// settle waits until node and database have next to nothing to do, at most two minutes. Each open connection may cost a
// little: it is pinged and looks after its sitting three times a minute.
func (p *place) settle(ctx context.Context, conns int) error {
	for range 120 {
		before, err := p.cpu()
		if err != nil {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Second):
		}
		after, err := p.cpu()
		if err != nil {
			return err
		}
		if after-before < 60*time.Millisecond+time.Duration(conns)*30*time.Microsecond {
			return nil
		}
	}
	return errors.New("the node does not come to rest")
}

// cpu is the processor time of node and database together.
func (p *place) cpu() (time.Duration, error) {
	node, database, err := p.split()
	return node + database, err
}

// split is the processor time of the node and of the database; with SQLite all is the node's.
func (p *place) split() (node, database time.Duration, err error) {
	if p.node != nil {
		if node, err = cpuOf(p.node.pid()); err != nil {
			return 0, 0, err
		}
	}
	if p.db != nil {
		database, err = cpuOf(p.db.pid())
	}
	return node, database, err
}

// metric reads one figure of the node.
func (p *place) metric(ctx context.Context, name string) (float64, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, p.url+"/metrics", nil)
	if err != nil {
		return 0, err
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return 0, err
	}
	defer func() { _ = res.Body.Close() }()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		return 0, err
	}
	for line := range strings.Lines(string(body)) {
		if rest, ok := strings.CutPrefix(line, name+" "); ok {
			return strconv.ParseFloat(strings.TrimSpace(rest), 64)
		}
	}
	return 0, fmt.Errorf("the node has no figure %s", name)
}

func ready(url string) error {
	res, err := http.Get(url + "/readyz") //nolint:noctx // a probe of our own child
	if err != nil {
		return err
	}
	_ = res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return fmt.Errorf("status %d", res.StatusCode)
	}
	return nil
}
