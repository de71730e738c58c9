package chaos

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/suikao/suikao/cmd/internal/bench"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv/servers"
)

// Topology is what the installation stands on.
type Topology string

// The topologies.
const (
	Single Topology = "single" // one MariaDB
	Galera Topology = "galera" // three that all take writes
)

// database is a server that may be harmed and healed.
type database interface {
	Kill()
	Restart() error
	Freeze()
	Thaw()
	Socket() string
}

// house is an installation.
type house struct {
	dir      string
	settings map[string]string
	dsn      string // past the proxies
	dbs      []database
	cluster  *servers.Galera // nil with one MariaDB
	redis    *servers.Redis
	nodes    [2]*node
	tokens   []string
	disk     string // mount point of the small disk; empty where none could be mounted
}

// diskMB is the size of the small disk that the database lies on: room for its data and a little more.
const diskMB = 900

// build starts everything and seats n people.
func build(ctx context.Context, exe string, t Topology, n int, progress io.Writer) (_ *house, err error) {
	h := &house{}
	if h.dir, err = os.MkdirTemp("", "skc"); err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			h.close()
		}
	}()
	if err := os.Chmod(h.dir, 0o755); err != nil { //nolint:gosec // the database's own account must get through
		return nil, err
	}
	if err := h.startDatabase(t); err != nil {
		return nil, err
	}
	redis := filepath.Join(h.dir, "redis")
	if err := os.Mkdir(redis, 0o700); err != nil {
		return nil, err
	}
	if h.redis, err = servers.StartRedis(redis); err != nil {
		return nil, err
	}
	h.settings = map[string]string{"DATA_DIR": filepath.Join(h.dir, "data"), "LOG_LEVEL": "warn", "DEMO": "0", "LIMITS_FRAMES_PER_SECOND": "1000",
		"REDIS_URL": h.redis.URL, "DATABASE_DSN": h.dsn, "MEDIA_CAMERAS": "off"} // the robots have no cameras
	fmt.Fprintf(progress, "seating %d people\n", n)
	if h.tokens, err = bench.Seated(ctx, h.settings, n); err != nil {
		return nil, err
	}
	for i := range h.nodes {
		if err := h.addNode(exe, i); err != nil {
			return nil, err
		}
	}
	for _, nd := range h.nodes {
		if err := nd.await(ctx, time.Minute); err != nil {
			return nil, err
		}
	}
	return h, nil
}

func (h *house) startDatabase(t Topology) error {
	dir := filepath.Join(h.dir, "db")
	if err := os.Mkdir(dir, 0o755); err != nil { //nolint:gosec // as above
		return err
	}
	if t == Galera {
		g, err := servers.StartGalera(dir, 3, "--innodb-flush-log-at-trx-commit=1")
		if err != nil {
			return err
		}
		h.cluster = g
		for _, n := range g.Nodes {
			h.dbs = append(h.dbs, n)
		}
		h.dsn, err = servers.NewDatabase(g.Nodes[0].Config())
		return err
	}
	if syscall.Mount("tmpfs", dir, "tmpfs", 0, fmt.Sprintf("size=%dm", diskMB)) == nil {
		h.disk = dir
	}
	m, err := servers.StartMariaDB(dir, "--innodb-flush-log-at-trx-commit=1")
	if err != nil {
		return err
	}
	h.dbs = []database{m}
	h.dsn, err = m.NewDatabase()
	return err
}

// addNode makes a node, its proxies and its process.
func (h *house) addNode(exe string, i int) (err error) {
	n := &node{no: i, exe: exe, dir: h.dir, db: i % len(h.dbs)}
	if n.addr, err = freeAddress(); err != nil {
		return err
	}
	back := filepath.Join(h.dir, fmt.Sprintf("b%d", i))
	if n.back, err = servers.StartProxy("unix", back, "unix", h.dbs[n.db].Socket()); err != nil {
		return err
	}
	if n.front, err = servers.StartProxy("tcp", "127.0.0.1:0", "tcp", n.addr); err != nil {
		return err
	}
	n.env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + os.Getenv("HOME"), "TMPDIR=" + os.TempDir()}
	for k, v := range h.settings {
		n.env = append(n.env, "SUIKAO_"+k+"="+v)
	}
	dsn := strings.Replace(h.dsn, h.dbs[0].Socket(), back, 1)
	n.env = append(n.env, "SUIKAO_LISTEN="+n.addr, "SUIKAO_DATABASE_DSN="+dsn, "SUIKAO_DATABASE_PATIENCE=2s")
	h.nodes[i] = n
	return n.start()
}

// aim points a node's way to the database at a server of the cluster.
func (h *house) aim(n *node, db int) {
	n.db = db
	n.back.Aim("unix", h.dbs[db].Socket())
}

// commits tries one small transaction at the server that a node uses.
func (h *house) commits(ctx context.Context, n *node) error {
	ctx, cancel := context.WithTimeout(ctx, 3*time.Second)
	defer cancel()
	db, err := sqldb.Open(ctx, sqldb.Config{DSN: strings.Replace(h.dsn, h.dbs[0].Socket(), h.dbs[n.db].Socket(), 1), MaxOpen: 1})
	if err != nil {
		return err
	}
	_, err = db.SQL().ExecContext(ctx, "UPDATE node_fence SET set_at = set_at + 1")
	return errors.Join(err, db.Close())
}

func (h *house) close() {
	for _, n := range h.nodes {
		if n != nil {
			n.signal(syscall.SIGCONT)
			n.kill()
			_ = errors.Join(n.front.Close(), n.back.Close())
		}
	}
	for _, d := range h.dbs {
		d.Thaw()
		d.Kill()
	}
	if h.redis != nil {
		h.redis.Thaw()
		h.redis.Kill()
	}
	if h.disk != "" {
		_ = syscall.Unmount(h.disk, syscall.MNT_DETACH)
	}
	_ = os.RemoveAll(h.dir)
}
