package outpost_test

import (
	"bytes"
	"testing"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/outpost"
	"github.com/suikao/suikao/questionbank/assembly"
)

const release = assembly.ReleaseID("01testrelease")

// prepared is a node that has the questions of the coming papers.
func prepared(t *testing.T, c *centre) *node {
	t.Helper()
	c.coming = []assembly.ReleaseID{release, release, ""} // the paper of the third person cannot be drawn
	n := c.node(t)
	n.sync(t)
	n.sync(t)
	return n
}

func (n *node) row(t *testing.T) outpost.Node {
	t.Helper()
	x, err := n.c.store.Node(t.Context(), nodeOf(t, n.c, n))
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// The questions lie at the node before anybody is let in; nothing there opens them; a paper brings the keys to its own.
func TestQuestionsArePreparedAhead(t *testing.T) {
	engines(t, func(t *testing.T, c *centre) {
		n := prepared(t, c)
		if b := n.row(t).Beat; b.Booked != 3 || b.Prepared != 2 || b.Version != "v1" {
			t.Fatalf("the centre knows %+v", b)
		}
		all := c.Bank.Questions()
		sealed, err := n.kept.Stocked(t.Context(), release, []assembly.VersionID{all[0].Version, all[1].Version})
		if err != nil || len(sealed) != 2 {
			t.Fatal(len(sealed), err)
		}
		for _, x := range sealed {
			if bytes.Contains(x, []byte("题干")) {
				t.Error("a prepared question can be read")
			}
		}
		r := c.Sit()
		if r.Page, err = c.Service.Pledge(r.Ctx, r.Grip(), r.Confirm(), [16]byte{1}, ""); err != nil {
			t.Fatal(err)
		}
		got := n.sync(t, r.Seat)
		if len(got.Packages) != 1 {
			t.Fatalf("%d packages", len(got.Packages))
		}
		away := n.at(r)
		if _, err := n.exam.Practised(away.Ctx, away.Grip(), false, ""); err != nil {
			t.Fatal(err)
		}
		if away.Page, err = n.exam.Start(away.Ctx, away.Grip(), ""); err != nil {
			t.Fatal(err)
		}
		paper, _ := r.Paper()
		for i, q := range away.Page.Sheet.Questions {
			if q.Stem != paper.Questions[i].Stem || q.Options[0].Text != paper.Questions[i].Options[0].Text {
				t.Fatalf("question %d: %+v", q.No, q)
			}
		}
	})
}

// A stock that was damaged on the node's disk is noticed when the package comes, and the paper comes again with its texts.
func TestADamagedStockIsReplaced(t *testing.T) {
	c := newCentre(t, sqliteDB(t))
	n := prepared(t, c)
	if err := n.kept.DropStock(t.Context(), release); err != nil {
		t.Fatal(err)
	}
	var junk outpost.StockPart
	junk.Release = release
	for _, it := range c.Bank.Questions() {
		junk.Items = append(junk.Items, outpost.StockItem{Version: it.Version, Sealed: []byte("junk")})
	}
	if err := n.kept.AddStock(t.Context(), junk); err != nil {
		t.Fatal(err)
	}
	r := c.Sit().Begin()
	raw, sig, err := n.Statement(t.Context(), seatsOf(r))
	if err != nil {
		t.Fatal(err)
	}
	c.Clock.Advance(time.Millisecond)
	reply, err := c.Sync(t.Context(), raw, sig)
	if err != nil || len(reply.Packages) != 1 {
		t.Fatal(err)
	}
	if err := n.Take(t.Context(), over(t, reply)); err == nil {
		t.Fatal("damaged questions were taken")
	}
	if held, err := n.Holds(t.Context(), r.Seat); held || err != nil {
		t.Fatal("the node serves a paper that it cannot show", err)
	}
	if got := n.sync(t); len(got.Packages) != 1 {
		t.Fatalf("%d packages", len(got.Packages))
	}
	if away := n.at(r); away.Page.Sheet == nil || away.Page.Sheet.Questions[0].Stem == "" {
		t.Fatal("the paper has no texts")
	}
}

// What no paper is going to need is let go, but not while a paper lies there.
func TestOldStockGoes(t *testing.T) {
	c := newCentre(t, sqliteDB(t))
	n := prepared(t, c)
	r := c.Sit().Begin()
	n.sync(t, r.Seat)
	c.coming = nil
	n.sync(t)
	if marks, err := n.kept.Stock(t.Context()); err != nil || len(marks) != 1 {
		t.Fatalf("the questions of an open paper are gone: %v %v", marks, err)
	}
	away := n.at(r)
	away.Answer(1, "A")
	c.Clock.Advance(2*time.Hour + 2*time.Second)
	if err := n.exam.SweepOnce(t.Context()); err != nil {
		t.Fatal(err)
	}
	n.sync(t)
	n.sync(t)
	if marks, err := n.kept.Stock(t.Context()); err != nil || len(marks) != 0 {
		t.Fatalf("%v %v", marks, err)
	}
	if sit, err := c.Real.Sitting(t.Context(), r.Page.Sitting.ID); err != nil || sit.State != exam.Scored {
		t.Fatal(sit.State, err)
	}
}
