package exam

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"
)

// Write is one record on its way into the journal.
type Write struct {
	Sitting    SittingID
	Epoch      int64 // of the connection that sent it
	Seq        int64
	Kind       EntryKind // ANSWER or MARK
	Question   int
	Answer     string
	ClientAt   time.Time
	ReceivedAt time.Time // by the server's clock, when the frame was read; decides about the deadline
}

func (w Write) entry() Entry {
	return Entry{Sitting: w.Sitting, Seq: w.Seq, Kind: w.Kind, Question: w.Question, Answer: w.Answer,
		ServerAt: w.ReceivedAt.UTC().Truncate(time.Millisecond), ClientAt: w.ClientAt.UTC().Truncate(time.Millisecond), Epoch: w.Epoch}
}

// Receipt is what became of a Write. With Err nil the record is durable.
type Receipt struct {
	Sitting  SittingID
	Seq      int64
	At       time.Time // when the server received the record, the first time if it came twice
	Proof    string    // first 8 bytes of the chain's hash at the record
	Expected int64     // the number the journal waits for; 0 when unknown
	Err      error
}

// Tuning is how the commit pipeline works.
type Tuning struct {
	Batch  int           // most records in one transaction (default 512)
	Queue  int           // records that may wait in a lane; beyond it Put blocks (default 4096)
	Lanes  int           // transactions that may be under way at once, each of other sittings (default 1; SQLite gains nothing by more)
	Linger time.Duration // how long the first record of a batch waits for company, at most 5 ms (default 2 ms)
	Limit  time.Duration // how long one transaction may take (default 10 s)
}

func (t Tuning) orDefault() Tuning {
	if t.Batch <= 0 {
		t.Batch = 512
	}
	if t.Queue <= 0 {
		t.Queue = 4096
	}
	if t.Lanes <= 0 {
		t.Lanes = 1
	}
	if t.Linger <= 0 {
		t.Linger = 2 * time.Millisecond
	}
	t.Linger = min(t.Linger, 5*time.Millisecond)
	if t.Limit <= 0 {
		t.Limit = 10 * time.Second
	}
	return t
}

// pipeline is the group commit of a node. A sitting always has the same lane; the lane's goroutine takes what waits, of all
// its sittings together, writes it in one transaction and gives out receipts after the commit.
type pipeline struct {
	store   Store
	journal JournalStore
	log     *slog.Logger
	tuning  Tuning
	lanes   []*lane
	stop    chan struct{} // closed: put refuses
	settled chan struct{} // closed after stop: no put is on its way into a lane any more
	putting sync.RWMutex  // held for reading by every put, so that the end waits for those who passed the gate
	batches atomic.Int64
	written atomic.Int64
}

// lane is a queue and what is known of the sittings that use it.
type lane struct {
	queue chan waiting
	known memory
}

type waiting struct {
	w    Write
	done func(Receipt)
}

func newPipeline(s Store, j JournalStore, log *slog.Logger, t Tuning) *pipeline {
	t = t.orDefault()
	p := &pipeline{store: s, journal: j, log: log, tuning: t, lanes: make([]*lane, t.Lanes), stop: make(chan struct{}), settled: make(chan struct{})}
	for i := range p.lanes {
		p.lanes[i] = &lane{queue: make(chan waiting, t.Queue), known: memory{heads: map[SittingID]Head{}}}
	}
	return p
}

// lane returns the lane of a sitting (FNV-1a over its id).
func (p *pipeline) lane(id SittingID) *lane {
	h := uint32(2166136261)
	for i := range len(id) {
		h = (h ^ uint32(id[i])) * 16777619
	}
	return p.lanes[h%uint32(len(p.lanes))]
}

// put hands w over and blocks while the queue is full. done is called exactly once when put returns nil, from the
// lane's goroutine; it must not block.
func (p *pipeline) put(ctx context.Context, w Write, done func(Receipt)) error {
	p.putting.RLock()
	defer p.putting.RUnlock()
	select {
	case <-p.stop:
		return ErrBusy
	default:
	}
	select {
	case p.lane(w.Sitting).queue <- waiting{w, done}:
		return nil
	case <-p.stop:
		return ErrBusy
	case <-ctx.Done():
		return ErrBusy.Wrap(ctx.Err())
	}
}

// run works until ctx ends, then finishes what waits and refuses the rest. It is called once.
func (p *pipeline) run(ctx context.Context) {
	var wg sync.WaitGroup
	for _, lane := range p.lanes {
		wg.Go(func() { p.work(ctx, lane) })
	}
	<-ctx.Done()
	close(p.stop)
	p.putting.Lock() // every put has entered its lane or left by now, and none comes in again
	defer p.putting.Unlock()
	close(p.settled)
	wg.Wait()
}

func (p *pipeline) work(ctx context.Context, l *lane) {
	for {
		select {
		case first := <-l.queue:
			p.commit(context.WithoutCancel(ctx), l, p.gather(l.queue, first))
		case <-ctx.Done():
			<-p.settled
			p.drain(context.WithoutCancel(ctx), l)
			return
		}
	}
}

// drain commits what was put before the stop.
func (p *pipeline) drain(ctx context.Context, l *lane) {
	for {
		select {
		case first := <-l.queue:
			p.commit(ctx, l, p.gather(l.queue, first))
		default:
			return
		}
	}
}

// gather collects what waits beside first, giving company Linger to arrive.
func (p *pipeline) gather(queue chan waiting, first waiting) []waiting {
	batch := append(make([]waiting, 0, 64), first)
	late := time.NewTimer(p.tuning.Linger)
	defer late.Stop()
	for len(batch) < p.tuning.Batch {
		select {
		case next := <-queue:
			batch = append(batch, next)
		case <-late.C:
			return batch
		}
	}
	return batch
}

// commit writes a batch. When the transaction fails, each record is tried alone, so that one bad record harms nobody
// else; a record that was stored although the reply was lost is found again by its number.
func (p *pipeline) commit(ctx context.Context, l *lane, batch []waiting) {
	p.batches.Add(1)
	receipts, err := p.write(ctx, l, batch)
	if err == nil {
		deliver(batch, receipts)
		return
	}
	p.log.Warn("journal batch failed, trying records alone", "records", len(batch), "err", err)
	failed := 0
	for i := range batch {
		if failed >= 3 { // the database is away: do not hold the others up, they are sent again
			batch[i].done(notStored(batch[i].w, err))
			continue
		}
		one, err1 := p.write(ctx, l, batch[i:i+1])
		if err1 != nil {
			failed, err = failed+1, err1
			batch[i].done(notStored(batch[i].w, err1))
			continue
		}
		failed = 0
		deliver(batch[i:i+1], one)
	}
}

func deliver(batch []waiting, receipts []Receipt) {
	for i := range batch {
		batch[i].done(receipts[i])
	}
}

func notStored(w Write, err error) Receipt {
	return Receipt{Sitting: w.Sitting, Seq: w.Seq, Err: ErrNotStored.Wrap(err)}
}

// write runs one transaction over batch and returns a receipt for each record: the short way where all heads are
// remembered and still so, else the long way.
func (p *pipeline) write(ctx context.Context, l *lane, batch []waiting) ([]Receipt, error) {
	ctx, cancel := context.WithTimeout(p.journal.Ahead(ctx), p.tuning.Limit)
	defer cancel()
	done, err := p.short(ctx, l, batch)
	if err == nil && done == nil {
		done, err = p.long(ctx, batch)
	}
	if err != nil {
		l.known.forget(batch)
		return nil, err
	}
	l.known.keep(done.changed())
	p.written.Add(int64(len(done.fresh)))
	return done.receipts, nil
}

var errStale = errors.New("exam: a remembered head has changed")

// short writes a batch from remembered heads. It returns nil without an error where the long way is needed.
func (p *pipeline) short(ctx context.Context, l *lane, batch []waiting) (*ledger, error) {
	judged := l.known.ledger(batch)
	if judged == nil {
		return nil, nil
	}
	err := p.store.InTx(ctx, func(ctx context.Context) error {
		if ok, err := p.journal.SwapHeads(ctx, judged.changed()); err != nil || !ok {
			return cmp.Or(err, errStale)
		}
		return p.journal.Append(ctx, judged.fresh)
	})
	if errors.Is(err, errStale) || errors.Is(err, ErrPlaceTaken) {
		l.known.forget(batch)
		return nil, nil
	}
	return judged, err
}

// long locks the heads, judges by them and writes.
func (p *pipeline) long(ctx context.Context, batch []waiting) (*ledger, error) {
	var l *ledger
	err := p.store.InTx(ctx, func(ctx context.Context) error {
		var err error
		if l, err = p.open(ctx, batch); err != nil {
			return err
		}
		for i := range batch {
			l.take(i, batch[i].w)
		}
		if len(l.fresh) == 0 {
			return nil
		}
		if err := p.journal.Append(ctx, l.fresh); err != nil {
			return err
		}
		return p.journal.SetHeads(ctx, l.changed())
	})
	return l, err
}
