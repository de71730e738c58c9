package outpost_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/examtest"
	"github.com/suikao/suikao/exam/outpost"
)

// line is the line from one node to the other, which can be cut.
type line struct {
	to  *node
	cut bool
}

func (l *line) Mirror(ctx context.Context, m outpost.MirrorMessage) (outpost.MirrorReply, error) {
	if l.cut {
		return outpost.MirrorReply{}, errors.New("no route")
	}
	raw, err := outpost.EncodeMirror(m)
	if err != nil {
		return outpost.MirrorReply{}, err
	}
	over, err := outpost.DecodeMirror(raw)
	if err != nil {
		return outpost.MirrorReply{}, err
	}
	return l.to.twin.Keep(ctx, over)
}

func (n *node) pair(l *line) {
	n.line = l
	n.twin = n.NewMirror(n.kept, l, outpost.MirrorLimits{Wait: 5 * time.Second})
}

// pair is two nodes of a room; a holds a running sitting with three answers from the centre.
func pair(t *testing.T, c *centre) (r *examtest.Robot, a, b *node, away *examtest.Robot) {
	t.Helper()
	r = c.Sit().Begin()
	for q := 1; q <= 3; q++ {
		r.Answer(q, "A")
	}
	a, b = c.node(t), c.node(t)
	a.pair(&line{to: b})
	b.pair(&line{to: a})
	a.beat(t)
	b.beat(t)
	if got := a.sync(t, r.Seat); len(got.Packages) != 1 {
		t.Fatalf("%d packages", len(got.Packages))
	}
	a.beat(t)
	return r, a, b, a.at(r)
}

func (n *node) beat(t *testing.T) {
	t.Helper()
	if err := n.twin.Tick(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func (n *node) entries(t *testing.T, id exam.SittingID) int {
	t.Helper()
	list, err := n.own.Entries(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return len(list)
}

func (n *node) holds(t *testing.T, r *examtest.Robot) bool {
	t.Helper()
	ok, err := n.Holds(t.Context(), r.Seat)
	if err != nil {
		t.Fatal(err)
	}
	return ok
}

// cutBoth cuts the line between the nodes in both directions, or mends it.
func cutBoth(a, b *node, cut bool) { a.line.cut, b.line.cut = cut, cut }

// What is acknowledged is stored by both; a node whose other one is gone goes on alone, says so, and catches up.
func TestBothNodesStoreWhatIsAcknowledged(t *testing.T) {
	c := newCentre(t, sqliteDB(t))
	r, a, b, away := pair(t, c)
	id := r.Page.Sitting.ID
	for q := 4; q <= 6; q++ {
		away.Answer(q, "A")
		if at, too := a.entries(t, id), b.entries(t, id); at != too {
			t.Fatalf("%d entries here, %d there when it was acknowledged", at, too)
		}
	}
	if !a.twin.Single().IsZero() || b.holds(t, r) {
		t.Error("alone, or held twice")
	}
	cutBoth(a, b, true)
	away.Answer(7, "A")
	if a.twin.Single().IsZero() || a.entries(t, id) != b.entries(t, id)+1 {
		t.Error("the alarm is missing")
	}
	cutBoth(a, b, false)
	a.beat(t)
	if !a.twin.Single().IsZero() || a.entries(t, id) != b.entries(t, id) {
		t.Error("it was not caught up")
	}
	c.Clock.Advance(2*time.Hour + 2*time.Second)
	if err := errors.Join(b.exam.SweepOnce(t.Context()), a.exam.SweepOnce(t.Context())); err != nil {
		t.Fatal(err)
	}
	a.sync(t)
	b.sync(t)
	a.beat(t)
	r.Acks = away.Acks
	r.Check()
	if list, err := b.kept.Mirrors(t.Context()); err != nil || len(list) != 0 {
		t.Errorf("copies that nobody needs: %v %v", list, err)
	}
	c.Admit(r.Seat)
	again := c.At(r.Seat) // the seat and the copy's person are free for the next one
	again.Begin()
	if got := b.sync(t, r.Seat); len(got.Packages) != 1 {
		t.Error("the next person at the seat was not handed over")
	}
}

// The first node dies while the uplink is cut: a seat that comes to the second goes on there with everything acknowledged, and
// the paper is handed back once, by the second. The first one serves nothing until it has heard that.
func TestTheSecondNodeTakesOver(t *testing.T) {
	engines(t, func(t *testing.T, c *centre) {
		r, a, b, away := pair(t, c)
		away.Answer(4, "A")
		away.Answer(5, "B")
		a.end() // SIGKILL
		cutBoth(a, b, true)
		if b.holds(t, r) {
			t.Fatal("taken over from a node that was heard just now")
		}
		c.Clock.Advance(6 * time.Second)
		for range 2 { // the second look changes nothing
			if !b.holds(t, r) {
				t.Fatal("not taken over")
			}
		}
		next := b.at(away)
		if next.Page.Sheet == nil || len(next.Page.Answers.Given) != 5 || next.Page.Epoch <= away.Page.Epoch {
			t.Fatalf("the second node shows %d answers, epoch %d", len(next.Page.Answers.Given), next.Page.Epoch)
		}
		next.Answer(6, "A")
		c.Clock.Advance(40 * time.Minute)
		if _, err := b.exam.Submit(next.Ctx, next.Grip(), next.Seq, ""); err != nil {
			t.Fatal(err)
		}
		a.again()
		if _, err := a.Holds(t.Context(), r.Seat); !errors.Is(err, outpost.ErrPeerFirst) {
			t.Fatalf("the first node serves before it has asked: %v", err)
		}
		b.sync(t)
		if h, err := c.store.Hold(t.Context(), r.Page.Sitting.ID); err != nil || h.How != outpost.ByReturn || h.Node != nodeOf(t, c, b) {
			t.Fatalf("%+v %v", h, err)
		}
		cutBoth(a, b, false)
		a.beat(t)
		if a.holds(t, r) {
			t.Error("the first node still holds it")
		}
		a.sync(t)
		b.sync(t)
		r.Acks = next.Acks
		r.Check()
		if ev, err := c.store.EvidenceIn(t.Context(), examtest.Room); err != nil || len(ev) != 0 {
			t.Errorf("%d journals refused, %v", len(ev), err)
		}
		if sit := c.state(t, r); sit.State != exam.Scored {
			t.Errorf("%s", sit.State)
		}
	})
}

// Both live but do not hear each other, and the seat changes sides: what the first one acknowledged alone meanwhile is not
// lost in silence but kept for a decision, and keeps the result back.
func TestWhatOneNodeHasAloneIsKept(t *testing.T) {
	c := newCentre(t, sqliteDB(t))
	r, a, b, away := pair(t, c)
	away.Answer(4, "A")
	cutBoth(a, b, true)
	away.Answer(5, "A") // by the first alone
	c.Clock.Advance(6 * time.Second)
	if !b.holds(t, r) {
		t.Fatal("not taken over")
	}
	next := b.at(r)
	next.Seq = 4
	next.Answer(5, "B")
	c.Clock.Advance(40 * time.Minute)
	if _, err := b.exam.Submit(next.Ctx, next.Grip(), 5, ""); err != nil {
		t.Fatal(err)
	}
	b.sync(t)
	cutBoth(a, b, false)
	a.beat(t)
	if a.holds(t, r) {
		t.Error("two nodes hold it")
	}
	got := a.sync(t)
	if len(got.Receipts) != 1 || got.Receipts[0].Code != outpost.ErrOrphan.Code() || !got.Receipts[0].Closed {
		t.Fatalf("%+v", got.Receipts)
	}
	if names, err := c.Undecided(t.Context(), r.Page.Sitting.ID); err != nil || len(names) != 1 {
		t.Errorf("%v %v", names, err)
	}
	if got := a.sync(t); len(got.Receipts) != 0 {
		t.Errorf("said again: %+v", got.Receipts)
	}
	if sit := c.state(t, r); sit.State != exam.Scored {
		t.Errorf("%s", sit.State)
	}
}
