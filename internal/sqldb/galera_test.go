package sqldb_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	mysqldriver "github.com/go-sql-driver/mysql"

	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
	"github.com/suikao/suikao/internal/testenv/servers"
)

// A cluster of three behind one address: the node in use is killed, frozen, left without a majority. Writers see pauses;
// what was acknowledged is on every node, once.
func TestGaleraFailover(t *testing.T) {
	if testing.Short() {
		t.Skip("starts three servers")
	}
	g := testenv.Galera(t)
	dsn, err := servers.NewDatabase(g.Nodes[0].Config())
	if err != nil {
		t.Fatal(err)
	}
	l := throughProxy(t, dsn, sqldb.Config{Patience: time.Minute})
	aim := func(i int) {
		l.proxy.Aim("unix", g.Nodes[i].Socket())
		l.proxy.Cut()
	}
	w := startWriters(l)
	time.Sleep(500 * time.Millisecond)
	g.Nodes[0].Kill()
	aim(1)
	time.Sleep(4 * time.Second)
	if err := g.Nodes[0].Rejoin(); err != nil {
		t.Fatal(err)
	}
	g.Nodes[1].Freeze()
	aim(2)
	time.Sleep(5 * time.Second)
	g.Nodes[1].Thaw()
	time.Sleep(time.Second)
	state := w.stop()
	acked, unknown := 0, 0
	have := rowsOf(t, g.Nodes[2], dsn)
	for n, err := range state {
		switch {
		case err == nil:
			acked++
			if !have[n] {
				t.Errorf("row %d was acknowledged and is lost", n)
			}
		case errors.Is(err, sqldb.ErrUnknownOutcome):
			unknown++
		default:
			t.Errorf("row %d: %v", n, err)
		}
	}
	t.Logf("%d acknowledged, %d of unknown outcome", acked, unknown)
	if acked < 100 {
		t.Errorf("only %d rows were acknowledged", acked)
	}
	first := rowsOf(t, g.Nodes[0], dsn)
	for n := range have {
		if !first[n] {
			t.Errorf("row %d is on one node and not on the other", n)
		}
	}

	g.Nodes[0].Kill()
	g.Nodes[1].Kill()
	ctx, stop := context.WithTimeout(t.Context(), 20*time.Second)
	defer stop()
	for ctx.Err() == nil { // until the last node learns that it is alone
		err = l.db.Conn(ctx).Exec("INSERT INTO t VALUES (?)", 1_000_000).Error
		if errors.Is(err, sqldb.ErrUnavailable) {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Errorf("one node of three: %v", err)
}

type writers struct {
	wg    sync.WaitGroup
	mu    sync.Mutex
	quit  chan struct{}
	state map[int]error
}

func startWriters(l *line) *writers {
	w := &writers{quit: make(chan struct{}), state: map[int]error{}}
	for i := range 4 {
		w.wg.Go(func() {
			for n := i; ; n += 4 {
				select {
				case <-w.quit:
					return
				default:
				}
				_, err := l.put(context.Background(), n)
				w.mu.Lock()
				w.state[n] = err
				w.mu.Unlock()
			}
		})
	}
	return w
}

func (w *writers) stop() map[int]error {
	close(w.quit)
	w.wg.Wait()
	return w.state
}

func rowsOf(t *testing.T, n *servers.Node, dsn string) map[int]bool {
	t.Helper()
	cfg, err := mysqldriver.ParseDSN(dsn)
	if err != nil {
		t.Fatal(err)
	}
	cfg.Addr, cfg.Params = n.Socket(), map[string]string{"wsrep_sync_wait": "1"}
	db := testenv.Open(t, cfg.FormatDSN())
	var all []int
	if err := db.Conn(t.Context()).Raw("SELECT n FROM t").Scan(&all).Error; err != nil {
		t.Fatal(err)
	}
	out := map[int]bool{}
	for _, v := range all {
		out[v] = true
	}
	return out
}
