package exam

import (
	"context"
	"encoding/binary"
	"errors"
	"log/slog"
	"slices"
	"time"
)

// A model of the journal and of fencing, searched exhaustively for small bounds. The server's part is the real pipeline
// over a store in memory; the page's part restates the rules of the pages' outbox (web/ui/src/core/outbox.ts). Between
// them lies a network that may lose, repeat, delay and reorder everything, and processes that stop at any point of a
// commit. What was sent is never taken off the wire: it may arrive never, once or again, in any order.
//
// Bounds: one sitting, two pages (the second is another tab, another seat, or a page that lost its disk), two nodes, and
// the limits of bounds.

// frame is an answer on its way to a node, reply what became of it on its way to the page.
type frame struct{ page, epoch, seq, what uint8 }

type verdict uint8

const (
	stored verdict = iota
	unsure         // not stored now, keep it and send it again
	never          // refused for good, the number is free
	taken          // the number carries something else
	fenced
)

type reply struct {
	page, epoch, seq, held uint8 // held: what the frame carried, and with stored the journal holds under seq
	verdict                verdict
}

type parcel struct {
	frame
	late bool // the deadline had passed when it was read
}

type waitingAct struct{ seq, what uint8 }

type page struct {
	epoch   uint8 // 0: not connected
	top     uint8 // highest number given out
	acked   uint8 // highest number acknowledged
	made    uint8
	waiting []waitingAct
	shown   uint8 // bit set of acts that the page shows as stored
	refused uint8 // bit set of acts that the page shows as refused
}

type knownHead struct {
	on               bool
	epoch, seq, gate uint8
}

type cell struct{ what, epoch uint8 } // what 0: empty

// world is one state of everything.
type world struct {
	epoch, seq      uint8
	gate            uint8 // index into gates
	late            bool
	pauses, credits uint8 // used up
	fails, crashes  uint8
	journal         [12]cell
	pages           [2]page
	nodes           [2][]parcel
	known           [2]knownHead // what a node remembers of the head; stale as soon as the other one wrote
	wire            []frame      // sorted; never shrinks
	back            []reply      // sorted; never shrinks
}

var gates = []Gate{GateOpen, GateHeld, GateClosed}

// bounds limit the search.
type bounds struct {
	acts     [2]uint8 // that each page makes
	connects uint8
	pauses   uint8
	credits  uint8
	fails    uint8 // transactions that fail, or persist although their reply is lost
	crashes  uint8
	queue    int
}

// mistakes are built in on purpose, to see that the search sees them.
type mistakes struct {
	ackFirst bool // acknowledge before the commit
	noFence  bool // do not look at the epoch
	reuse    bool // pages that give a refused number to the next act within the same connection
	blind    bool // believe a remembered head without comparing it
}

func (w world) clone() world {
	for i := range w.pages {
		w.pages[i].waiting = slices.Clone(w.pages[i].waiting)
		w.nodes[i] = slices.Clone(w.nodes[i])
	}
	w.wire, w.back = slices.Clone(w.wire), slices.Clone(w.back)
	return w
}

// key is the state in bytes. Nodes are alike, and a refusal of an earlier connection will never matter again.
func (w *world) key() string {
	w.back = slices.DeleteFunc(w.back, func(r reply) bool { return r.verdict != stored && r.epoch != w.pages[r.page].epoch })
	if order := slices.CompareFunc(w.nodes[0], w.nodes[1], func(a, b parcel) int { return int(a.order()) - int(b.order()) }); order > 0 ||
		order == 0 && w.known[0].order() > w.known[1].order() {
		w.nodes[0], w.nodes[1] = w.nodes[1], w.nodes[0]
		w.known[0], w.known[1] = w.known[1], w.known[0]
	}
	b := []byte{w.epoch, w.seq, w.gate, flag(w.late), w.pauses, w.credits, w.fails, w.crashes}
	for _, c := range w.journal {
		b = append(b, c.what, c.epoch)
	}
	for i := range w.pages {
		p := &w.pages[i]
		b = append(b, p.epoch, p.top, p.acked, p.made, p.shown, p.refused, uint8(len(p.waiting)))
		for _, a := range p.waiting {
			b = append(b, a.seq, a.what)
		}
		b = binary.BigEndian.AppendUint32(b, w.known[i].order())
		b = append(b, uint8(len(w.nodes[i])))
		for _, q := range w.nodes[i] {
			b = append(b, q.page, q.epoch, q.seq, q.what, flag(q.late))
		}
	}
	b = append(b, uint8(len(w.wire)))
	for _, f := range w.wire {
		b = binary.BigEndian.AppendUint32(b, f.order())
	}
	for _, r := range w.back {
		b = binary.BigEndian.AppendUint32(b, r.order())
	}
	return string(b)
}

func flag(b bool) uint8 {
	if b {
		return 1
	}
	return 0
}

func (k knownHead) order() uint32 {
	return uint32(flag(k.on))<<24 | uint32(k.epoch)<<16 | uint32(k.seq)<<8 | uint32(k.gate)
}

func (f frame) order() uint32 {
	return uint32(f.page)<<24 | uint32(f.epoch)<<16 | uint32(f.seq)<<8 | uint32(f.what)
}

func (r reply) order() uint32 {
	return uint32(r.page)<<28 | uint32(r.epoch)<<24 | uint32(r.seq)<<18 | uint32(r.held)<<8 | uint32(r.verdict)
}

func (w *world) send(f frame) bool {
	at, there := slices.BinarySearchFunc(w.wire, f, func(a, b frame) int { return int(a.order()) - int(b.order()) })
	if !there {
		w.wire = slices.Insert(w.wire, at, f)
	}
	return !there
}

func (w *world) answer(r reply) {
	if r.verdict == unsure {
		return // changes nothing at the page
	}
	at, there := slices.BinarySearchFunc(w.back, r, func(a, b reply) int { return int(a.order()) - int(b.order()) })
	if !there {
		w.back = slices.Insert(w.back, at, r)
	}
}

// modelDB lets the real pipeline work on a world. It is a store with one sitting.
type modelDB struct {
	Store        // nothing else of it is used
	JournalStore // nor of this
	w            *world
	outcome      outcome
	blind        bool
	draft        *world // the open transaction
}

// outcome is what becomes of the transactions of one batch.
type outcome uint8

const (
	commits  outcome = iota
	fails            // every transaction of the batch fails
	persists         // the first commits and its reply is lost, the following commit
)

const modelSitting = SittingID("one")

var (
	modelDeadline = time.UnixMilli(1000)
	errModel      = errors.New("model: the transaction failed")
)

func (db *modelDB) InTx(ctx context.Context, fn func(context.Context) error) error {
	if db.outcome == fails {
		return errModel
	}
	draft := db.w.clone()
	db.draft = &draft
	if err := fn(ctx); err != nil {
		return err
	}
	db.w.journal, db.w.seq = draft.journal, draft.seq
	if db.outcome == persists {
		db.outcome = commits
		return errModel
	}
	return nil
}

func (db *modelDB) Ahead(ctx context.Context) context.Context { return ctx }

func (db *modelDB) LockHeads(context.Context, []SittingID) (map[SittingID]Head, error) {
	w := db.draft
	return map[SittingID]Head{modelSitting: {Sitting: modelSitting, Epoch: int64(w.epoch), Seq: int64(w.seq),
		Place: int64(w.seq), Gate: gates[w.gate], Deadline: modelDeadline}}, nil
}

func (db *modelDB) SetHeads(_ context.Context, heads []Head) error {
	for _, h := range heads {
		db.draft.seq = uint8(h.Seq)
	}
	return nil
}

func (db *modelDB) SwapHeads(_ context.Context, heads []Head) (bool, error) {
	for _, h := range heads {
		if !db.blind && (uint8(h.Epoch) != db.draft.epoch || h.Gate != gates[db.draft.gate]) {
			return false, nil
		}
		db.draft.seq = uint8(h.Seq)
	}
	return true, nil
}

func (db *modelDB) Append(_ context.Context, entries []Entry) error {
	for _, e := range entries {
		c := &db.draft.journal[e.Seq]
		if c.what != 0 {
			return ErrPlaceTaken // the unique key
		}
		*c = cell{uint8(e.Question), uint8(e.Epoch)}
	}
	return nil
}

func (db *modelDB) Numbered(_ context.Context, want []Number) (map[Number]Entry, error) {
	out := map[Number]Entry{}
	for _, n := range want {
		if c := db.draft.journal[n.Seq]; c.what != 0 {
			out[n] = Entry{Sitting: modelSitting, Seq: n.Seq, Kind: EntryAnswer, Question: int(c.what), Epoch: int64(c.epoch), Hash: make([]byte, 32)}
		}
	}
	return out, nil
}

// process commits what waits in a node's queue through the real pipeline and puts the receipts on the wire.
func (w *world) process(node int, o outcome, wrong mistakes, silent bool) {
	batch := w.nodes[node]
	w.nodes[node] = nil
	db := &modelDB{w: w, outcome: o, blind: wrong.blind}
	line := newPipeline(db, db, slog.New(slog.DiscardHandler), Tuning{Queue: 1, Batch: 8})
	l := line.lane(modelSitting)
	if k := w.known[node]; k.on {
		l.known.keep([]Head{{Sitting: modelSitting, Epoch: int64(k.epoch), Seq: int64(k.seq), Place: int64(k.seq), Gate: gates[k.gate], Deadline: modelDeadline}})
	}
	work := make([]waiting, len(batch))
	for i, q := range batch {
		at := modelDeadline.Add(-time.Millisecond)
		if q.late {
			at = modelDeadline
		}
		epoch := q.epoch
		if wrong.noFence {
			epoch = w.epoch
		}
		work[i] = waiting{Write{Sitting: modelSitting, Epoch: int64(epoch), Seq: int64(q.seq), Kind: EntryAnswer,
			Question: int(q.what), ReceivedAt: at}, func(r Receipt) {
			if !silent {
				w.answer(replyOf(q.frame, r))
			}
		}}
		if wrong.ackFirst {
			w.answer(reply{page: q.page, epoch: q.epoch, seq: q.seq, held: q.what, verdict: stored})
		}
	}
	line.commit(context.Background(), l, work)
	w.known[node] = knownHead{}
	if h, ok := l.known.heads[modelSitting]; ok && !silent {
		w.known[node] = knownHead{true, uint8(h.Epoch), uint8(h.Seq), uint8(slices.Index(gates, h.Gate))}
	}
}

func replyOf(f frame, r Receipt) reply {
	out := reply{page: f.page, epoch: f.epoch, seq: f.seq, held: f.what}
	switch {
	case r.Err == nil:
		out.verdict = stored
	case errors.Is(r.Err, ErrFenced):
		out.verdict = fenced
	case errors.Is(r.Err, ErrReplayDiffers):
		out.verdict = taken
	case Retry(r.Err):
		out.verdict = unsure
	default:
		out.verdict = never
	}
	return out
}
