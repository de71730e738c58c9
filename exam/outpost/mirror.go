package outpost

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/questionbank/assembly"
)

// Copy is what one node sends the other of a sitting that it holds.
type Copy struct {
	Seat     site.SeatID
	Room     site.RoomID
	Epoch    int64 // of the hand-over
	NotAfter time.Time
	Attempts int
	Card     exam.Card
	Sitting  exam.Sitting
	Head     exam.Head
	Tail     []exam.Entry // after what the other is known to have
	Leaf     []byte       // with Paper, once the paper is open and the other does not have it
	Paper    []byte
}

// MirrorMessage is said from one node to the other, with every batch of records and once a second.
type MirrorMessage struct {
	Copies []Copy
	Open   []exam.SittingID // all that the sender holds; copies of others may go
}

// MirrorReply is the answer.
type MirrorReply struct {
	Places map[exam.SittingID]int64 // where the copies end now
	Taken  map[exam.SittingID]int64 // taken over by the other, at a place of the journal
}

// Peer is the other node; it speaks over a line inside the room.
type Peer interface {
	Mirror(ctx context.Context, m MirrorMessage) (MirrorReply, error)
}

// Mirrored is the copy of a sitting as this node keeps it for the other.
type Mirrored struct {
	Sitting  exam.SittingID
	Seat     site.SeatID
	Room     site.RoomID
	Epoch    int64
	NotAfter time.Time
	Attempts int
	Card     exam.Card
	TakenAt  time.Time
	Place    int64 // of the journal's end when it was taken over
}

// MirrorStore keeps copies. Every method joins the transaction of the context.
type MirrorStore interface {
	// SaveMirror adds a copy or writes it anew.
	SaveMirror(ctx context.Context, m Mirrored) error
	// Mirrors lists the copies.
	Mirrors(ctx context.Context) ([]Mirrored, error)
	// DropMirror forgets a copy and lets its person, seat and paper go; the journal stays.
	DropMirror(ctx context.Context, id exam.SittingID) error
	// SetOrphan notes that the other node has taken a charge over, and whether this one has more than it.
	SetOrphan(ctx context.Context, id exam.SittingID, orphan bool, at time.Time) error
}

// MirrorLimits are how a pair of nodes works.
type MirrorLimits struct {
	Wait     time.Duration // how long an acknowledgement waits for the other node [500 ms]
	TakeOver time.Duration // silence of the other after which a seat that comes here is taken over [5 s]
}

// Mirror is one node's side of a pair. It sends what this node holds, and keeps what the other does.
type Mirror struct {
	post  *Post
	store MirrorStore
	peer  Peer
	l     MirrorLimits

	sending chan struct{} // holds one while a message is under way: in order, one at a time
	places  map[exam.SittingID]int64
	drawn   map[exam.SittingID]bool

	mu     sync.Mutex
	joined bool      // the other has answered since the start
	single time.Time // since when records are acknowledged without the other; zero: both store them
	seen   time.Time // when the other was last heard
}

// NewMirror pairs the post with another node.
func (p *Post) NewMirror(store MirrorStore, peer Peer, l MirrorLimits) *Mirror {
	if l.Wait == 0 {
		l.Wait = 500 * time.Millisecond
	}
	if l.TakeOver == 0 {
		l.TakeOver = 5 * time.Second
	}
	m := &Mirror{post: p, store: store, peer: peer, l: l, sending: make(chan struct{}, 1), places: map[exam.SittingID]int64{}, drawn: map[exam.SittingID]bool{}, single: p.d.Clock()}
	p.mirror = m
	return m
}

// Single returns since when records are acknowledged by this node alone; zero while both store them.
func (m *Mirror) Single() time.Time {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.single
}

func (m *Mirror) doubled() bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.single.IsZero()
}

// Stored sends what has just been committed and waits, for a bounded time, until the other has it too. When the other does
// not answer this node goes on alone, with an alarm, until it does.
func (m *Mirror) Stored(ctx context.Context, ids []exam.SittingID) {
	if !m.doubled() {
		return
	}
	wait, cancel := context.WithTimeout(context.WithoutCancel(ctx), m.l.Wait)
	defer cancel()
	if err := m.send(wait, ids, false); err != nil {
		m.alone(err)
	}
}

func (m *Mirror) alone(err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.single.IsZero() {
		m.single = m.post.d.Clock()
		m.post.d.Log.Error("the other room node does not answer: records are stored here alone", "err", err)
	}
}

// mirrorTime bounds one whole message.
const mirrorTime = 3 * time.Second

// Tick sends all that the other lacks, and says that this node lives. Call it every second.
func (m *Mirror) Tick(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(actor.AsSystem(ctx, "outpost.mirror"), mirrorTime)
	defer cancel()
	err := m.send(ctx, nil, true)
	if err != nil {
		m.alone(err)
		return nil // said once; the next call tries again
	}
	m.mu.Lock()
	was := m.single
	m.joined, m.single, m.seen = true, time.Time{}, m.post.d.Clock()
	m.mu.Unlock()
	if !was.IsZero() {
		m.post.d.Log.Warn("both room nodes store every record")
		return m.Tick(ctx) // what was committed in between
	}
	return nil
}

// send sends copies of the named sittings, or of all.
func (m *Mirror) send(ctx context.Context, ids []exam.SittingID, all bool) error {
	select {
	case m.sending <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { <-m.sending }()
	ctx = inside(ctx)
	charges, err := m.post.d.Store.Charges(ctx)
	if err != nil {
		return err
	}
	var msg MirrorMessage
	for _, c := range charges {
		msg.Open = append(msg.Open, c.Sitting)
		if !c.Orphan && (all || slices.Contains(ids, c.Sitting)) {
			one, err := m.copyOf(ctx, c)
			if err != nil {
				return err
			}
			msg.Copies = append(msg.Copies, one)
		}
	}
	if len(msg.Copies) == 0 && !all {
		return nil
	}
	reply, err := m.peer.Mirror(ctx, msg)
	if err != nil {
		return err
	}
	for _, c := range msg.Copies {
		place, ok := reply.Places[c.Sitting.ID]
		at, taken := reply.Taken[c.Sitting.ID]
		switch {
		case taken:
			err = errors.Join(err, m.fenced(ctx, c.Sitting.ID, at))
		case !ok || place < c.Head.Place:
			m.places[c.Sitting.ID] = place
			err = errors.Join(err, exam.ErrTailGap.With("place", place))
		default:
			m.places[c.Sitting.ID] = place
			m.drawn[c.Sitting.ID] = m.drawn[c.Sitting.ID] || len(c.Leaf) > 0
		}
	}
	return err
}

func (m *Mirror) copyOf(ctx context.Context, c Charge) (Copy, error) {
	out := Copy{Seat: c.Seat, Room: c.Room, Epoch: c.Epoch, NotAfter: c.NotAfter, Attempts: c.Attempts, Card: c.Card}
	h, err := m.post.local.HoldingOf(ctx, c.Sitting, m.places[c.Sitting])
	if err != nil {
		return out, err
	}
	out.Sitting, out.Head, out.Tail = h.Sitting, h.Head, h.Tail
	if !m.drawn[c.Sitting] {
		d, err := m.post.local.OpenDraw(ctx, c.Sitting)
		if err != nil {
			return out, err
		}
		if d.Done() {
			out.Leaf, out.Paper = d.Leaf, d.Paper.Encode()
		}
	}
	return out, nil
}

// fenced lets a sitting go that the other has taken over. What this node has beyond it is kept as evidence by the centre.
func (m *Mirror) fenced(ctx context.Context, id exam.SittingID, at int64) error {
	m.post.hush(id, true) // a closed journal would be taken for one that goes on at the centre
	defer m.post.hush(id, false)
	if err := m.post.local.Leave(ctx, id); err != nil {
		return err
	}
	h, err := m.post.local.HoldingOf(ctx, id, at)
	if err != nil {
		return err
	}
	m.post.d.Log.Error("the other room node has taken a sitting over", "sitting", id, "beyond", len(h.Tail))
	return m.post.d.Store.InTx(ctx, func(ctx context.Context) error {
		return m.store.SetOrphan(ctx, id, len(h.Tail) > 0, m.post.now())
	})
}

// Keep takes a message of the other node.
func (m *Mirror) Keep(ctx context.Context, msg MirrorMessage) (MirrorReply, error) {
	ctx = inside(actor.AsSystem(ctx, "outpost.mirror"))
	m.mu.Lock()
	m.seen = m.post.d.Clock()
	m.mu.Unlock()
	have, err := m.store.Mirrors(ctx)
	if err != nil {
		return MirrorReply{}, err
	}
	known := map[exam.SittingID]Mirrored{}
	for _, x := range have {
		known[x.Sitting] = x
	}
	for _, x := range have {
		if x.TakenAt.IsZero() && !slices.Contains(msg.Open, x.Sitting) {
			if err := m.post.d.Store.InTx(ctx, func(ctx context.Context) error { return m.store.DropMirror(ctx, x.Sitting) }); err != nil {
				return MirrorReply{}, err
			}
		}
	}
	out := MirrorReply{Places: map[exam.SittingID]int64{}, Taken: map[exam.SittingID]int64{}}
	for _, c := range msg.Copies {
		if x, ok := known[c.Sitting.ID]; ok && !x.TakenAt.IsZero() {
			out.Taken[x.Sitting] = x.Place
			continue
		}
		place, err := m.keep(ctx, c)
		if err != nil && !errors.Is(err, exam.ErrTailGap) {
			return out, err
		}
		out.Places[c.Sitting.ID] = place
	}
	return out, nil
}

func (m *Mirror) keep(ctx context.Context, c Copy) (int64, error) {
	d := exam.Draw{Leaf: c.Leaf}
	if len(c.Leaf) > 0 {
		var err error
		if d.Paper, err = assembly.DecodePaper(c.Paper); err != nil {
			return 0, err
		}
	}
	place, err := m.post.local.Keep(ctx, exam.Holding{Sitting: c.Sitting, Head: c.Head, Tail: c.Tail}, d, func(ctx context.Context) error {
		return m.store.SaveMirror(ctx, Mirrored{Sitting: c.Sitting.ID, Seat: c.Seat, Room: c.Room, Epoch: c.Epoch, NotAfter: c.NotAfter,
			Attempts: c.Attempts, Card: c.Card})
	})
	if errors.Is(err, exam.ErrTailGap) { // from the beginning, then
		return 0, err
	}
	return place, err
}

// takeOver takes the sitting at a seat over when the other node is silent and the seat has come here: it could not reach the
// other. A paper that was not open yet stays sealed to the other; staff calls it back.
func (m *Mirror) takeOver(ctx context.Context, seat site.SeatID) (bool, error) {
	m.mu.Lock()
	silent := m.post.d.Clock().Sub(m.seen) >= m.l.TakeOver
	m.mu.Unlock()
	if !silent {
		return false, nil
	}
	list, err := m.store.Mirrors(ctx)
	if err != nil {
		return false, err
	}
	for _, x := range list {
		if x.Seat != seat || !x.TakenAt.IsZero() {
			continue
		}
		sit, err := m.post.d.Sittings.Sitting(ctx, x.Sitting)
		if err != nil || sit.State != exam.Running && sit.State != exam.Paused {
			return false, err
		}
		err = m.post.local.TakeUp(actor.AsSystem(ctx, "outpost.mirror"), x.Sitting, func(ctx context.Context, sit exam.Sitting, head exam.Head) error {
			x.TakenAt, x.Place = m.post.now(), head.Place
			if err := m.store.SaveMirror(ctx, x); err != nil {
				return err
			}
			return m.post.d.Store.AddCharge(ctx, Charge{Sitting: x.Sitting, Seat: sit.Seat, Room: x.Room, Epoch: x.Epoch, NotAfter: x.NotAfter,
				Attempts: x.Attempts, Card: x.Card, Took: true})
		})
		if err == nil {
			m.post.d.Log.Error("a sitting of the other room node was taken over", "sitting", x.Sitting, "place", x.Place)
		}
		return err == nil, err
	}
	return false, nil
}

// heard reports whether the other node has answered since the start.
func (m *Mirror) heard() bool { return m.mayServe() == nil }

// mayServe refuses a node that was started anew until the other one has answered: it may have taken sittings over.
func (m *Mirror) mayServe() error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if !m.joined {
		return ErrPeerFirst
	}
	return nil
}

type touchKey struct{}

type touched struct{ ids []exam.SittingID }

// inside marks what the pair itself writes: it is not sent on.
func inside(ctx context.Context) context.Context {
	return context.WithValue(ctx, touchKey{}, &touched{})
}

func touch(ctx context.Context, ids ...exam.SittingID) {
	if t, ok := ctx.Value(touchKey{}).(*touched); ok {
		for _, id := range ids {
			if !slices.Contains(t.ids, id) {
				t.ids = append(t.ids, id)
			}
		}
	}
}

// Doubled wraps the stores of the node's sittings so that a transaction counts as done when the other node has it too.
func (p *Post) Doubled(s exam.Store, j exam.JournalStore) (exam.Store, exam.JournalStore) {
	return doubledStore{s, p}, doubledJournal{j}
}

type doubledStore struct {
	exam.Store
	p *Post
}

// InTx implements exam.Store.
func (s doubledStore) InTx(ctx context.Context, fn func(ctx context.Context) error) error {
	if _, nested := ctx.Value(touchKey{}).(*touched); nested || s.p.mirror == nil {
		return s.Store.InTx(ctx, fn)
	}
	t := &touched{}
	err := s.Store.InTx(context.WithValue(ctx, touchKey{}, t), func(ctx context.Context) error {
		t.ids = nil
		return fn(ctx)
	})
	if err == nil && len(t.ids) > 0 {
		s.p.mirror.Stored(ctx, t.ids)
	}
	return err
}

// UpdateSitting implements exam.Store.
func (s doubledStore) UpdateSitting(ctx context.Context, x exam.Sitting) error {
	touch(ctx, x.ID)
	return s.Store.UpdateSitting(ctx, x)
}

type doubledJournal struct{ exam.JournalStore }

// SetHeads implements exam.JournalStore.
func (j doubledJournal) SetHeads(ctx context.Context, heads []exam.Head) error {
	for _, h := range heads {
		touch(ctx, h.Sitting)
	}
	return j.JournalStore.SetHeads(ctx, heads)
}

// SwapHeads implements exam.JournalStore.
func (j doubledJournal) SwapHeads(ctx context.Context, heads []exam.Head) (bool, error) {
	for _, h := range heads {
		touch(ctx, h.Sitting)
	}
	return j.JournalStore.SwapHeads(ctx, heads)
}
