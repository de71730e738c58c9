package app_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/go-sql-driver/mysql"

	"github.com/suikao/suikao/cmd/internal/config"
	"github.com/suikao/suikao/internal/testenv"
)

// A balancer must not send people to a node whose database is away or behind, or that is about to stop; it must find the
// node again by itself.
func TestReadyOnlyWhileTheNodeCanServe(t *testing.T) {
	dsn := testenv.MySQL(t)
	c, err := mysql.ParseDSN(dsn)
	if err != nil {
		t.Fatal(err)
	}
	line := testenv.Proxy(t, c.Net, c.Addr)
	c.Net, c.Addr = "tcp", line.Addr()
	cfg, err := config.Load("", []string{"SUIKAO_DATA_DIR=" + t.TempDir(), "SUIKAO_DEMO=0", "SUIKAO_DATABASE_DSN=" + c.FormatDSN(),
		"SUIKAO_DATABASE_PATIENCE=1s", "SUIKAO_NODE_DRAIN_FOR=2s"})
	if err != nil {
		t.Fatal(err)
	}
	node := run(t, cfg)
	node.until(t, "/readyz", http.StatusOK)
	direct := testenv.Open(t, dsn)
	exec := func(s string, args ...any) {
		t.Helper()
		if _, err := direct.SQL().Exec(s, args...); err != nil {
			t.Fatal(err)
		}
	}

	line.Refuse(true)
	line.Cut()
	time.Sleep(200 * time.Millisecond)
	line.Cut() // what was just being connected when the line was refused
	node.until(t, "/readyz", http.StatusServiceUnavailable)
	if got := node.status("/healthz"); got != http.StatusOK {
		t.Errorf("a node without its database is alive and says %d: it would be killed for nothing", got)
	}
	line.Refuse(false)
	node.until(t, "/readyz", http.StatusOK)

	line.Stall(true)
	began := time.Now()
	if got := node.status("/readyz"); got != http.StatusServiceUnavailable || time.Since(began) > 5*time.Second {
		t.Errorf("a silent database: %d after %s", got, time.Since(began))
	}
	line.Stall(false)
	node.until(t, "/readyz", http.StatusOK)

	exec("UPDATE schema_version SET done = 0 WHERE version = 3")
	node.until(t, "/readyz", http.StatusServiceUnavailable)
	exec("UPDATE schema_version SET done = 1 WHERE version = 3")
	node.until(t, "/readyz", http.StatusOK)
	exec("CREATE TABLE kept AS SELECT * FROM schema_version WHERE version = 3")
	exec("DELETE FROM schema_version WHERE version = 3")
	node.until(t, "/readyz", http.StatusServiceUnavailable)
	exec("INSERT INTO schema_version SELECT * FROM kept")
	node.until(t, "/readyz", http.StatusOK)
	exec("INSERT INTO schema_version VALUES (9999, 'of a newer program', '', 0, 1)") // a rolling upgrade
	if got := node.status("/readyz"); got != http.StatusOK {
		t.Errorf("a database that is ahead: %d", got)
	}

	ended := make(chan error, 1)
	go func() { ended <- node.stop() }()
	node.until(t, "/readyz", http.StatusServiceUnavailable)
	if err := <-ended; err != nil {
		t.Error(err)
	}
}
