package sqldb_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/suikao/suikao/internal/sqldb"
)

// rows is a batch of numbers.
type rows struct {
	db   *sqldb.DB
	ids  []int
	fail error
}

func (r *rows) Flush(ctx context.Context) error {
	for _, id := range r.ids {
		if _, err := r.db.ExecPrepared(ctx, "INSERT INTO a VALUES (?, ?)", id, "row"); err != nil {
			return err
		}
	}
	return r.fail
}

func kept(t *testing.T, db *sqldb.DB, ctx context.Context) (ids []int) {
	t.Helper()
	err := db.QueryPrepared(ctx, func(scan func(...any) error) error {
		var id int
		err := scan(&id)
		ids = append(ids, id)
		return err
	}, "SELECT id FROM a WHERE id > ? ORDER BY id", 1)
	if err != nil {
		t.Fatal(err)
	}
	return ids
}

// What a transaction collects is written at its end, once, or not at all.
func TestBatchesStandAndFallWithTheirTransaction(t *testing.T) {
	both(t, func(t *testing.T, e sqldb.Engine) {
		db, ctx := raw(t, e), t.Context()
		if _, err := db.Migrate(ctx, steps(t, e, map[string]string{"0001_a.sql": one}), time.Now()); err != nil {
			t.Fatal(err)
		}
		add := func(ctx context.Context, id int, fail error) {
			b := db.Batch(ctx, "numbers", func() sqldb.Batch { return &rows{db: db} }).(*rows)
			b.ids, b.fail = append(b.ids, id), fail
		}
		if db.Batch(ctx, "numbers", func() sqldb.Batch { return &rows{db: db} }) != nil {
			t.Error("a batch outside a transaction")
		}
		try := 0
		err := db.InTx(ctx, func(ctx context.Context) error {
			if try++; try == 1 {
				add(ctx, 7, nil)
				return sqldb.ErrBusy // the first try is undone, what it collected with it
			}
			add(ctx, 2, nil)
			return db.InTx(ctx, func(ctx context.Context) error { // joins
				add(ctx, 3, nil)
				if got := kept(t, db, ctx); len(got) != 0 {
					t.Errorf("written before the end: %v", got)
				}
				return nil
			})
		})
		if got := kept(t, db, ctx); err != nil || fmt.Sprint(got) != "[2 3]" {
			t.Errorf("%v %v", got, err)
		}
		broken := errors.New("broken")
		if err := db.InTx(ctx, func(ctx context.Context) error { add(ctx, 4, broken); return nil }); !errors.Is(err, broken) {
			t.Error(err)
		}
		if err := db.InTx(ctx, func(ctx context.Context) error { add(ctx, 5, nil); return broken }); !errors.Is(err, broken) {
			t.Error(err)
		}
		if err := db.InTx(ctx, func(ctx context.Context) error { add(ctx, 2, nil); return nil }); err == nil {
			t.Error("a number twice")
		}
		if got := kept(t, db, ctx); fmt.Sprint(got) != "[2 3]" {
			t.Errorf("after three that were undone: %v", got)
		}
	})
}

// Rows for the end are written in groups, all of them, and not outside a transaction.
func TestInsertAtEnd(t *testing.T) {
	both(t, func(t *testing.T, e sqldb.Engine) {
		db, ctx := raw(t, e), t.Context()
		if _, err := db.Migrate(ctx, steps(t, e, map[string]string{"0001_a.sql": one}), time.Now()); err != nil {
			t.Fatal(err)
		}
		if db.InsertAtEnd(ctx, "a (id, v)", 9, "alone") {
			t.Error("taken outside a transaction")
		}
		err := db.InTx(ctx, func(ctx context.Context) error {
			for id := 2; id < 13; id++ { // two whole groups and a rest
				if !db.InsertAtEnd(ctx, "a (id, v)", id, "row") {
					t.Error("refused inside a transaction")
				}
			}
			return nil
		})
		if got := kept(t, db, ctx); err != nil || fmt.Sprint(got) != "[2 3 4 5 6 7 8 9 10 11 12]" {
			t.Errorf("%v %v", got, err)
		}
		err = db.InTx(ctx, func(ctx context.Context) error { db.InsertAtEnd(ctx, "a (id, v)", 2, "again"); return nil })
		if err == nil || !strings.Contains(err.Error(), "a: ") {
			t.Errorf("a row that is there: %v", err)
		}
	})
}
