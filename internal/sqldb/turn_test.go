package sqldb_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/suikao/suikao/internal/sqldb"
)

// crowd is an SQLite database on which a transaction is open, and those who wait behind it.
type crowd struct {
	t    *testing.T
	db   *sqldb.DB
	free func() // ends the open transaction
	wg   sync.WaitGroup
}

func newCrowd(t *testing.T) *crowd {
	t.Helper()
	c := &crowd{t: t, db: raw(t, sqldb.SQLite)}
	if err := c.db.Conn(t.Context()).Exec("CREATE TABLE a (id INTEGER PRIMARY KEY AUTOINCREMENT, v TEXT NOT NULL)").Error; err != nil {
		t.Fatal(err)
	}
	open, free := make(chan struct{}), make(chan struct{})
	c.wg.Go(func() {
		err := c.db.InTx(t.Context(), func(ctx context.Context) error {
			err := put(ctx, c.db, "open")
			close(open)
			<-free
			return err
		})
		if err != nil {
			t.Error(err)
		}
	})
	<-open
	c.free = sync.OnceFunc(func() { close(free); c.wg.Wait() })
	t.Cleanup(c.free)
	return c
}

func put(ctx context.Context, db *sqldb.DB, v string) error {
	return db.Conn(ctx).Exec("INSERT INTO a (v) VALUES (?)", v).Error
}

// queue has one more wait: a lone statement, or a transaction. It returns when it waits.
func (c *crowd) queue(ctx context.Context, v string, lone bool) {
	c.t.Helper()
	before := c.db.Waiting()
	c.wg.Go(func() {
		work := func(ctx context.Context) error { return put(ctx, c.db, v) }
		if !lone {
			work = func(ctx context.Context) error {
				return c.db.InTx(ctx, func(ctx context.Context) error { return put(ctx, c.db, v) })
			}
		}
		if err := work(ctx); err != nil && ctx.Err() == nil {
			c.t.Error(v, err)
		}
	})
	c.until(before + 1)
}

// until waits until n wait.
func (c *crowd) until(n int) {
	c.t.Helper()
	for end := time.Now().Add(30 * time.Second); c.db.Waiting() != n; time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			c.t.Fatalf("%d wait, want %d", c.db.Waiting(), n)
		}
	}
}

func (c *crowd) order() (vs []string) {
	c.t.Helper()
	err := c.db.Query(c.t.Context(), func(scan func(...any) error) error {
		var v string
		err := scan(&v)
		vs = append(vs, v)
		return err
	}, "SELECT v FROM a ORDER BY id")
	if err != nil {
		c.t.Error(err)
	}
	return vs
}

// Statements outside transactions wait in the same queue as transactions, and whoever waits takes no connection from readers.
func TestLoneStatementsWaitTheirTurn(t *testing.T) {
	c := newCrowd(t)
	want := []string{"open"}
	for i := range 12 { // more than there are connections
		v := fmt.Sprint(i)
		c.queue(t.Context(), v, i%3 != 2)
		want = append(want, v)
	}
	if got := c.order(); len(got) != 0 { // a read, while they wait
		t.Errorf("seen before the end: %v", got)
	}
	c.free()
	if got := c.order(); fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("%v, want %v", got, want)
	}
}

// What goes ahead waits for the transaction under way and no other; between two of them one of the others has its turn.
func TestAheadGoesBeforeTheRest(t *testing.T) {
	c := newCrowd(t)
	for _, v := range []string{"a", "b", "c"} {
		c.queue(t.Context(), v, v == "b")
	}
	for _, v := range []string{"1", "2", "3", "4", "5"} {
		c.queue(sqldb.Ahead(t.Context()), v, false)
	}
	c.free()
	if got := fmt.Sprint(c.order()); got != "[open 1 a 2 b 3 c 4 5]" {
		t.Error(got)
	}
}

// Who gives up leaves the queue to the others.
func TestGivingUpATurn(t *testing.T) {
	c := newCrowd(t)
	for range 3 {
		ctx, stop := context.WithCancel(t.Context())
		c.queue(ctx, "gone", true)
		c.queue(sqldb.Ahead(ctx), "gone", false)
		c.queue(t.Context(), "stays", false)
		left := c.db.Waiting() - 2
		stop()
		c.until(left)
	}
	c.free()
	if got := fmt.Sprint(c.order()); got != "[open stays stays stays]" {
		t.Error(got)
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if err := c.db.InTx(ctx, func(context.Context) error { return nil }); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if err := put(t.Context(), c.db, "after"); err != nil {
		t.Error(err)
	}
}
