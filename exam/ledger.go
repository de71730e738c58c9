package exam

import (
	"context"
	"errors"
)

// open locks the heads of a batch and reads the stored records that the batch may repeat.
func (p *pipeline) open(ctx context.Context, batch []waiting) (*ledger, error) {
	l := newLedger(len(batch))
	ids := make([]SittingID, 0, len(batch))
	for _, b := range batch {
		if _, seen := l.heads[b.w.Sitting]; !seen {
			l.heads[b.w.Sitting] = nil
			ids = append(ids, b.w.Sitting)
		}
	}
	heads, err := p.journal.LockHeads(ctx, ids)
	if err != nil {
		return nil, err
	}
	var repeats []Number
	for id, h := range heads {
		l.heads[id] = &h
	}
	for _, b := range batch {
		if h := l.heads[b.w.Sitting]; h != nil && b.w.Seq >= 1 && b.w.Seq <= h.Seq {
			repeats = append(repeats, Number{b.w.Sitting, b.w.Seq})
		}
	}
	if len(repeats) > 0 {
		if l.stored, err = p.journal.Numbered(ctx, repeats); err != nil {
			return nil, err
		}
	}
	return l, p.freeze(ctx, l)
}

// freeze reads which questions of the batch's sittings a break has frozen. Few sittings have one.
func (p *pipeline) freeze(ctx context.Context, l *ledger) error {
	for id, h := range l.heads {
		if h == nil || h.Gate != GatePart {
			continue
		}
		entries, err := p.journal.Entries(ctx, id)
		if err != nil {
			return err
		}
		if l.frozen == nil {
			l.frozen = map[SittingID]map[int]bool{}
		}
		l.frozen[id] = FrozenBefore(entries)
	}
	return nil
}

// ledger is one transaction's view: heads move in memory and are written once at the end.
type ledger struct {
	heads    map[SittingID]*Head
	touched  map[SittingID]bool
	stored   map[Number]Entry
	recent   map[Number]int // into fresh
	frozen   map[SittingID]map[int]bool
	fresh    []Entry
	receipts []Receipt
}

func newLedger(n int) *ledger {
	return &ledger{heads: make(map[SittingID]*Head, n), touched: make(map[SittingID]bool, n), recent: make(map[Number]int, n),
		fresh: make([]Entry, 0, n), receipts: make([]Receipt, n)}
}

func (l *ledger) take(i int, w Write) {
	r := Receipt{Sitting: w.Sitting, Seq: w.Seq}
	h := l.heads[w.Sitting]
	e, err := l.judge(h, w)
	if h != nil {
		r.Expected = h.Seq + 1
	}
	if err != nil {
		r.Err = err
	} else {
		r.At, r.Proof = e.ServerAt, e.Proof()
	}
	l.receipts[i] = r
}

// judge decides about one record; it is the whole rule of what may enter the journal.
func (l *ledger) judge(h *Head, w Write) (Entry, error) {
	switch {
	case h == nil:
		return Entry{}, ErrNoSitting
	case h.Gate == GateAway:
		return Entry{}, ErrAway
	case w.Epoch != h.Epoch:
		return Entry{}, ErrFenced
	case w.Seq < 1:
		return Entry{}, ErrEntry
	case w.Seq <= h.Seq:
		return l.repeat(w)
	case h.Gate == GateHeld:
		return Entry{}, ErrPaused
	case h.Gate == GateShut:
		return Entry{}, ErrNotRunning
	case !w.ReceivedAt.Before(h.Deadline):
		return Entry{}, ErrLate
	case h.Gate != GateOpen && h.Gate != GatePart:
		return Entry{}, ErrClosed
	case l.frozen[w.Sitting][w.Question]:
		return Entry{}, ErrFrozen.With("question", w.Question)
	case w.Seq != h.Seq+1:
		return Entry{}, ErrGap.With("expected", h.Seq+1)
	}
	e := h.add(w.entry())
	l.recent[Number{w.Sitting, w.Seq}] = len(l.fresh)
	l.fresh = append(l.fresh, e)
	l.touched[w.Sitting] = true
	return e, nil
}

func (l *ledger) repeat(w Write) (Entry, error) {
	n := Number{w.Sitting, w.Seq}
	old, ok := l.stored[n]
	if at, fresh := l.recent[n]; fresh {
		old, ok = l.fresh[at], true
	}
	if !ok {
		return Entry{}, errLost
	}
	if !old.Same(w.entry()) {
		return Entry{}, ErrReplayDiffers.With("seq", w.Seq)
	}
	return old, nil
}

var errLost = errors.New("exam: the head counts a record that the journal does not hold")

func (l *ledger) changed() []Head {
	out := make([]Head, 0, len(l.touched))
	for id := range l.touched {
		out = append(out, *l.heads[id])
	}
	return out
}
