package bench

import (
	"cmp"
	"context"
	"errors"
	"math/rand/v2"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/store"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/sqldb"
)

// bareSQL writes rows of the journal as the commit pipeline does, and nothing else: the same statements over batches of
// the same size, one transaction after the other on each connection. Count is the rows that became durable. A process that
// holds next to nothing would collect its garbage at every fourth megabyte, several times a second, and that would be most
// of what the loop costs itself: it collects as rarely as a node with a few thousand connections does.
func bareSQL(ctx context.Context, o order) (report, error) {
	debug.SetGCPercent(800)
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
	rows  *store.Store
	batch int
	heads []exam.Head

	swapped []exam.Head
	entries []exam.Entry
}

// open makes journals of its own.
func (b *bareLoop) open(ctx context.Context, n int) error {
	b.rows, b.heads = store.New(b.db, nil), make([]exam.Head, max(n, b.batch))
	b.swapped, b.entries = make([]exam.Head, b.batch), make([]exam.Entry, b.batch)
	return b.db.InTx(ctx, func(ctx context.Context) error {
		for i := range b.heads {
			b.heads[i] = exam.Head{Sitting: exam.SittingID(actor.NewID(time.Now())), Epoch: 1, Gate: exam.GateOpen, Deadline: time.UnixMilli(0)}
			if err := b.rows.InsertHead(ctx, b.heads[i]); err != nil {
				return err
			}
		}
		return nil
	})
}

// once writes one batch with the statements of the commit pipeline.
func (b *bareLoop) once(ctx context.Context) error {
	now, hash := time.Now(), make([]byte, 32)
	heads, entries := b.swapped, b.entries
	for i := range b.batch { // the first of the heads, as a shuffle would leave them
		c := i + rand.IntN(len(b.heads)-i)
		b.heads[i], b.heads[c] = b.heads[c], b.heads[i]
		h := &b.heads[i]
		h.Seq, h.Place, h.Hash = h.Seq+1, h.Place+1, hash
		heads[i] = *h
		entries[i] = exam.Entry{Sitting: h.Sitting, Place: h.Place, Seq: h.Seq, Kind: exam.EntryAnswer, Question: 1 + i%100, Answer: "A",
			ServerAt: now, ClientAt: now, Epoch: 1, Hash: hash}
	}
	return b.db.InTx(ctx, func(ctx context.Context) error {
		if ok, err := b.rows.SwapHeads(ctx, heads); err != nil || !ok {
			return cmp.Or(err, errors.New("somebody else wrote the heads of the bare loop"))
		}
		return b.rows.Append(ctx, entries)
	})
}
