package bench

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/sqldb"
)

// bareSQL writes rows of the journal as the commit pipeline does, and nothing else: the same statements over batches of
// the same size, one transaction after the other on each connection. Count is the rows that became durable.
func bareSQL(ctx context.Context, o order) (report, error) {
	db, err := sqldb.Open(ctx, sqldb.Config{DSN: o.DSN, MaxOpen: o.Conns + 1})
	if err != nil {
		return report{}, err
	}
	began := time.Now()
	end := began.Add(time.Duration(o.Seconds * float64(time.Second)))
	failed := make(chan error, o.Conns)
	var rows atomic.Int64
	var wg sync.WaitGroup
	for range o.Conns {
		wg.Go(func() {
			b := &bareLoop{db: db, batch: o.Batch}
			err := b.open(ctx, 2000/o.Conns)
			for err == nil && time.Now().Before(end) && ctx.Err() == nil {
				if err = b.once(ctx); err == nil {
					rows.Add(int64(o.Batch))
				}
			}
			failed <- err
		})
	}
	wg.Wait()
	for range o.Conns {
		err = errors.Join(err, <-failed)
	}
	return report{Count: rows.Load(), Seconds: time.Since(began).Seconds()}, errors.Join(err, db.Close())
}

type bareLoop struct {
	db    *sqldb.DB
	batch int
	heads []string
	place []int
}

// open makes journals of its own.
func (b *bareLoop) open(ctx context.Context, n int) error {
	n = max(n, b.batch)
	b.heads, b.place = make([]string, n), make([]int, n)
	return b.db.InTx(ctx, func(ctx context.Context) error {
		for i := range n {
			b.heads[i] = actor.NewID(time.Now())
			if err := b.db.Conn(ctx).Exec("INSERT INTO sitting_head (sitting_id, epoch, seq, place, hash, gate, deadline_at) VALUES (?,1,0,0,?,'OPEN',0)",
				b.heads[i], []byte{}).Error; err != nil {
				return err
			}
		}
		return nil
	})
}

// once writes one batch: lock the heads, add the rows, write the heads.
func (b *bareLoop) once(ctx context.Context) error {
	chosen := rand.Perm(len(b.heads))[:b.batch]
	marks := strings.Repeat(",?", b.batch)[1:]
	ids, journal, heads := make([]any, b.batch), make([]any, 0, 11*b.batch), make([]any, 0, 7*b.batch)
	now, hash := time.Now().UnixMilli(), make([]byte, 32)
	for i, c := range chosen {
		b.place[c]++
		ids[i] = b.heads[c]
		journal = append(journal, b.heads[c], b.place[c], b.place[c], "ANSWER", 1+c%100, "A", "", now, now, 1, hash)
		heads = append(heads, b.heads[c], 1, b.place[c], b.place[c], hash, "OPEN", now)
	}
	return b.db.InTx(ctx, func(ctx context.Context) error {
		tx := b.db.Conn(ctx).Statement.ConnPool
		lock := "SELECT sitting_id, epoch, seq, place, hash, gate, deadline_at FROM sitting_head WHERE sitting_id IN (" + marks + ")"
		if b.db.Engine() == sqldb.MySQL {
			lock += " FOR UPDATE"
		}
		rows, err := tx.QueryContext(ctx, lock, ids...)
		if err != nil {
			return err
		}
		n := 0
		for rows.Next() {
			n++
		}
		if err := errors.Join(rows.Err(), rows.Close()); err != nil || n != b.batch {
			return errors.Join(err, fmt.Errorf("locked %d of %d heads", n, b.batch))
		}
		if _, err := tx.ExecContext(ctx, "INSERT INTO sitting_journal (sitting_id, place, seq, kind, question, answer, note, server_at, client_at, epoch, hash) VALUES "+
			strings.Repeat(",(?,?,?,?,?,?,?,?,?,?,?)", b.batch)[1:], journal...); err != nil {
			return err
		}
		upsert := " ON DUPLICATE KEY UPDATE epoch=VALUES(epoch), seq=VALUES(seq), place=VALUES(place), hash=VALUES(hash), gate=VALUES(gate), deadline_at=VALUES(deadline_at)"
		if b.db.Engine() == sqldb.SQLite {
			upsert = " ON CONFLICT (sitting_id) DO UPDATE SET epoch=excluded.epoch, seq=excluded.seq, place=excluded.place, hash=excluded.hash, gate=excluded.gate, deadline_at=excluded.deadline_at"
		}
		_, err = tx.ExecContext(ctx, "INSERT INTO sitting_head (sitting_id, epoch, seq, place, hash, gate, deadline_at) VALUES "+
			strings.Repeat(",(?,?,?,?,?,?,?)", b.batch)[1:]+upsert, heads...)
		return err
	})
}
