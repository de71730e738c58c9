package testenv_test

import (
	"context"
	"database/sql"
	"errors"
	"testing"
	"time"

	"github.com/go-sql-driver/mysql"

	"github.com/suikao/suikao/internal/testenv"
	"github.com/suikao/suikao/internal/testenv/servers"
)

// count reads as a node sees it once it has caught up with what the others committed.
func count(t *testing.T, n *servers.Node, name string) (rows int) {
	t.Helper()
	db, err := servers.Connect(n.Config(), name)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	ctx, stop := context.WithTimeout(t.Context(), 20*time.Second)
	defer stop()
	c, err := db.Conn(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = c.Close() }()
	if _, err := c.ExecContext(ctx, "SET SESSION wsrep_sync_wait = 1"); err != nil {
		t.Fatal(err)
	}
	if err := c.QueryRowContext(ctx, "SELECT COUNT(*) FROM x").Scan(&rows); err != nil {
		t.Fatal(err)
	}
	return rows
}

func add(db *sql.DB, n int) error {
	ctx, stop := context.WithTimeout(context.Background(), 20*time.Second)
	defer stop()
	for {
		_, err := db.ExecContext(ctx, "INSERT IGNORE INTO x VALUES (?)", n)
		var refused *mysql.MySQLError
		if !errors.As(err, &refused) || refused.Number != 1213 { // the cluster's certification says no as a deadlock does: again
			return err
		}
	}
}

// A cluster of three outlives the loss of one node, the lost one catches up, and all come back from a power cut.
func TestGaleraLosesNothing(t *testing.T) {
	if testing.Short() {
		t.Skip("starts three servers")
	}
	began := time.Now()
	g := testenv.Galera(t)
	t.Logf("three nodes after %s", time.Since(began).Round(10*time.Millisecond))
	dsn, err := servers.NewDatabase(g.Nodes[0].Config())
	if err != nil {
		t.Fatal(err)
	}
	c, _ := mysql.ParseDSN(dsn)
	name := c.DBName
	first, second := pool(t, g.Nodes[0], name), pool(t, g.Nodes[1], name)
	if _, err := first.Exec("CREATE TABLE x (n INT PRIMARY KEY)"); err != nil {
		t.Fatal(err)
	}
	stored := 0
	put := func(db *sql.DB) {
		t.Helper()
		if err := add(db, stored); err != nil {
			t.Fatal(err)
		}
		stored++
	}
	put(first)
	put(second)
	for _, n := range g.Nodes {
		if got := count(t, n, name); got != stored {
			t.Errorf("a node has %d of %d rows", got, stored)
		}
	}

	g.Nodes[0].Kill()
	put(second) // waits until the others gave the dead one up
	began = time.Now()
	if err := g.Nodes[0].Rejoin(); err != nil {
		t.Fatal(err)
	}
	t.Logf("a killed node was back after %s", time.Since(began).Round(10*time.Millisecond))
	if got := count(t, g.Nodes[0], name); got != stored {
		t.Errorf("the node that came back has %d of %d rows", got, stored)
	}

	g.Nodes[2].Freeze()
	put(second)
	g.Nodes[2].Thaw()
	// For a moment it believes that nothing happened, then it learns that it was given up, and joins again.
	third := pool(t, g.Nodes[2], name)
	for until := time.Now().Add(servers.StartLimit); ; time.Sleep(50 * time.Millisecond) {
		err := add(third, stored)
		if err == nil {
			break
		}
		if time.Now().After(until) {
			t.Fatalf("a thawed node does not come back: %v", err)
		}
	}
	stored++

	g.Nodes[0].Kill()
	g.Nodes[2].Kill()
	if err := add(second, stored); err == nil {
		t.Error("one node of three took a write")
	}
	g.Kill()
	began = time.Now()
	if err := g.Bootstrap(); err != nil {
		t.Fatal(err)
	}
	t.Logf("all were back after %s", time.Since(began).Round(10*time.Millisecond))
	for _, n := range g.Nodes {
		if got := count(t, n, name); got != stored {
			t.Errorf("after the power cut a node has %d of %d rows", got, stored)
		}
	}
}

func pool(t *testing.T, n *servers.Node, name string) *sql.DB {
	t.Helper()
	db, err := servers.Connect(n.Config(), name)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}
