package app_test

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/suikao/suikao/cmd/internal/app"
	"github.com/suikao/suikao/cmd/internal/config"
	"github.com/suikao/suikao/internal/jobs"
)

// running is a node on a database of its own test.
type running struct {
	url  string
	stop func() error
}

func run(t *testing.T, cfg *config.Config) running {
	t.Helper()
	a, err := app.New(t.Context(), cfg, slog.New(slog.DiscardHandler), time.Now, "test")
	if err != nil {
		t.Fatal(err)
	}
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- errors.Join(a.Run(ctx, ln), a.Close()) }()
	t.Cleanup(cancel)
	return running{"http://" + ln.Addr().String(), func() error { cancel(); return <-ended }}
}

func (r running) status(path string) int {
	resp, err := http.Get(r.url + path)
	if err != nil {
		return 0
	}
	_ = resp.Body.Close()
	return resp.StatusCode
}

// until waits at most ten seconds for path to answer status.
func (r running) until(t *testing.T, path string, status int) {
	t.Helper()
	for range 200 {
		if r.status(path) == status {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatalf("%s answers %d, want %d", path, r.status(path), status)
}

func TestANodeWaitsForNodesThatScoreDifferently(t *testing.T) {
	cfg, err := config.Load("", []string{"SUIKAO_DATA_DIR=" + t.TempDir(), "SUIKAO_DEMO=0"})
	if err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	first := run(t, cfg)
	first.until(t, "/readyz", http.StatusOK)
	if err := first.stop(); err != nil {
		t.Fatal(err)
	}
	db, _, err := app.OpenDB(ctx, cfg)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	old := jobs.NewNodes(db, time.Now, jobs.Node{Name: "old", Fence: strings.Repeat("e", 64)}, time.Minute)
	if err := old.Join(ctx); err != nil {
		t.Fatal(err)
	}

	second := run(t, cfg)
	second.until(t, "/healthz", http.StatusOK)
	time.Sleep(300 * time.Millisecond)
	if got := second.status("/readyz"); got != http.StatusServiceUnavailable {
		t.Fatalf("ready beside other code: %d", got)
	}
	if got := second.status("/api/public/about"); got != http.StatusServiceUnavailable {
		t.Fatalf("serves beside other code: %d", got)
	}
	res, err := http.Get(second.url + "/api/public/about")
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(res.Body)
	if err = errors.Join(err, res.Body.Close()); err != nil || !strings.Contains(string(body), `"node.not_serving"`) {
		t.Fatalf("the refusal does not carry its code: %s, %v", body, err)
	}
	if err := old.Leave(ctx); err != nil {
		t.Fatal(err)
	}
	second.until(t, "/readyz", http.StatusOK)
	second.until(t, "/api/public/about", http.StatusOK)

	// Others take over, as if this process had stood still for a while: it must end by itself.
	if err := db.Conn(ctx).Table("node").Where("name <> ?", "old").Update("seen_at", 1).Error; err != nil {
		t.Fatal(err)
	}
	if err := old.Join(ctx); err != nil {
		t.Fatal(err)
	}
	second.until(t, "/healthz", 0)
	if err := second.stop(); !errors.Is(err, jobs.ErrFence) {
		t.Fatalf("ended with %v", err)
	}
}
