package outpost_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/examtest"
	"github.com/suikao/suikao/exam/outpost"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/fault"
)

// say sends a statement of the node's making, as somebody with its key file could, and returns the receipt.
func (n *node) say(t *testing.T, r outpost.Return) outpost.Receipt {
	t.Helper()
	n.c.Clock.Advance(time.Millisecond)
	raw, sig, err := n.keys.Sign(outpost.Statement{Serial: n.c.Clock.Now().UnixMicro(), At: n.c.Clock.Now(), Held: []exam.SittingID{r.Sitting}, Returns: []outpost.Return{r}})
	if err != nil {
		t.Fatal(err)
	}
	got, err := n.c.Sync(t.Context(), raw, sig)
	if err != nil || len(got.Receipts) != 1 {
		t.Fatalf("%+v %v", got, err)
	}
	return got.Receipts[0]
}

// chained computes places and hashes anew from a place on, as a forger would.
func chained(all []exam.Entry, from int) []exam.Entry {
	for i := from; i < len(all); i++ {
		all[i].Place = int64(i) + 1
		all[i].Hash = all[i].HashAfter(all[i-1].Hash)
	}
	return all
}

// What does not continue the centre's journal within the rules is refused, changes nothing and is kept, also when somebody with
// the node's keys computed the chain anew.
func TestForgedTailsAreRefusedAndKept(t *testing.T) {
	const first = 5 // places of PLEDGE, START and three answers
	forgeries := map[string]struct {
		code string
		make func(r *examtest.Robot, all []exam.Entry) []exam.Entry
	}{
		"an answer changed": {exam.ErrTail.Code(), func(_ *examtest.Robot, all []exam.Entry) []exam.Entry {
			all[first].Answer = ""
			return all
		}},
		"an answer after the deadline": {exam.ErrTail.Code(), func(r *examtest.Robot, all []exam.Entry) []exam.Entry {
			all[first+1].ServerAt = r.Page.Sitting.Deadline
			return chained(all, first)
		}},
		"an answer before the hold": {exam.ErrTail.Code(), func(_ *examtest.Robot, all []exam.Entry) []exam.Entry {
			all[first].ServerAt = all[first].ServerAt.Add(-time.Hour)
			return chained(all, first)
		}},
		"an answer from the future": {exam.ErrTail.Code(), func(_ *examtest.Robot, all []exam.Entry) []exam.Entry {
			all[first].ServerAt = all[first].ServerAt.Add(time.Hour)
			return chained(all, first)
		}},
		"an impossible choice": {exam.ErrTail.Code(), func(_ *examtest.Robot, all []exam.Entry) []exam.Entry {
			all[first].Answer = "Z"
			return chained(all, first)
		}},
		"another answer at a stored place": {exam.ErrTail.Code(), func(_ *examtest.Robot, all []exam.Entry) []exam.Entry {
			all[first-1].Answer = "B"
			return chained(all, first-1)
		}},
		"stored content changed under its hash": {exam.ErrTail.Code(), func(_ *examtest.Robot, all []exam.Entry) []exam.Entry {
			all[first-1].Answer = "B"
			return all
		}},
		"a number left out": {exam.ErrTail.Code(), func(_ *examtest.Robot, all []exam.Entry) []exam.Entry {
			all[first+1].Seq++
			return chained(all, first)
		}},
		"a number repeated": {exam.ErrTail.Code(), func(_ *examtest.Robot, all []exam.Entry) []exam.Entry {
			all[first].Seq--
			return chained(all, first)
		}},
		"a second start": {exam.ErrTail.Code(), func(_ *examtest.Robot, all []exam.Entry) []exam.Entry {
			all[first].Kind, all[first].Seq = exam.EntryStart, 0
			return chained(all, first)
		}},
		"an officer's act": {exam.ErrTail.Code(), func(_ *examtest.Robot, all []exam.Entry) []exam.Entry {
			all[first].Kind, all[first].Seq, all[first].Note = exam.EntryPause, 0, "NETWORK"
			return chained(all, first)
		}},
		"an end by the deadline before it": {exam.ErrTail.Code(), func(_ *examtest.Robot, all []exam.Entry) []exam.Entry {
			x := &all[len(all)-1]
			x.Kind, x.Seq, x.Question, x.Answer, x.Note = exam.EntrySubmit, 0, 0, "", string(exam.ByDeadline)
			return chained(all, first)
		}},
		"handed in too early": {exam.ErrTail.Code(), func(_ *examtest.Robot, all []exam.Entry) []exam.Entry {
			x := &all[len(all)-1]
			x.Kind, x.Seq, x.Question, x.Answer, x.Note = exam.EntrySubmit, 0, 0, "", string(exam.ByOwnHand)
			return chained(all, first)
		}},
		"a place left out": {exam.ErrTailGap.Code(), func(_ *examtest.Robot, all []exam.Entry) []exam.Entry {
			return all[first+1:]
		}},
		"less than is said": {exam.ErrTail.Code(), func(_ *examtest.Robot, all []exam.Entry) []exam.Entry {
			return all[:len(all)-1]
		}},
	}
	engines(t, func(t *testing.T, c *centre) {
		r, n, away := begun(t, c)
		c.Clock.Advance(time.Second)
		for q := 4; q <= 7; q++ {
			away.Answer(q, "A")
		}
		id := r.Page.Sitting.ID
		hold, err := c.store.Hold(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		kept := 0
		for name, f := range forgeries {
			h, err := n.exam.HoldingOf(t.Context(), id, 0)
			if err != nil {
				t.Fatal(err)
			}
			made := f.make(r, h.Tail)
			end := h.Head.Hash
			if name != "less than is said" {
				end = made[len(made)-1].Hash
			}
			got := n.say(t, outpost.Return{Sitting: id, Epoch: hold.Epoch, Entries: made, Place: h.Head.Place, Hash: end, Newest: h.Head.Epoch})
			if got.Code != f.code || got.Closed {
				t.Errorf("%s: %+v", name, got)
			}
			if f.code == exam.ErrTail.Code() {
				kept++
			}
		}
		if list, err := c.store.EvidenceIn(t.Context(), examtest.Room); err != nil || len(list) != kept {
			t.Errorf("%d kept of %d: %v", len(list), kept, err)
		}
		if entries, err := c.Real.Entries(t.Context(), id); err != nil || len(entries) != first {
			t.Errorf("%d entries at the centre %v", len(entries), err)
		}
		stranger := c.node(t)
		h, err := n.exam.HoldingOf(t.Context(), id, first)
		if err != nil {
			t.Fatal(err)
		}
		honest := outpost.Return{Sitting: id, Epoch: hold.Epoch, Entries: h.Tail, Place: h.Head.Place, Hash: h.Head.Hash, Newest: h.Head.Epoch}
		if got := stranger.say(t, honest); got.Code != outpost.ErrNotYours.Code() {
			t.Errorf("another node: %+v", got)
		}
		if got := n.say(t, honest); got.Code != "" || got.Place != h.Head.Place {
			t.Errorf("the true journal after all forgeries: %+v", got)
		}
	})
}

// Called back while the node answers: everything it wrote is at the centre and the person goes on there.
func TestRecall(t *testing.T) {
	engines(t, func(t *testing.T, c *centre) {
		r, n, away := begun(t, c)
		away.Answer(4, "A")
		id := r.Page.Sitting.ID
		if err := c.Recall(examtest.Officer("/elsewhere/", people.RemoteInvigilator), id, "设备要修理", false); !errors.Is(err, outpost.ErrNoHold) {
			t.Errorf("a stranger: %v", err)
		}
		if err := c.Recall(examtest.Invigilator(), id, " ", false); fault.KindOf(err) != fault.Invalid {
			t.Errorf("without a reason: %v", err)
		}
		if err := c.Recall(examtest.Invigilator(), id, "设备要修理", false); err != nil {
			t.Fatal(err)
		}
		n.sync(t)         // is asked
		got := n.sync(t)  // closes and hands back
		n.sync(t, r.Seat) // the seat is the centre's again
		if !got.Receipts[0].Closed {
			t.Fatalf("%+v", got.Receipts)
		}
		if x := away.Send(away.Write(exam.EntryAnswer, 5, "A")); !errors.Is(x.Err, exam.ErrAway) {
			t.Errorf("the node still takes answers: %v", x.Err)
		}
		r.Acks = away.Acks
		r.Connect()
		r.Answer(5, "A")
		r.Check()
		if err := c.Recall(examtest.Invigilator(), id, "设备要修理", true); !errors.Is(err, outpost.ErrClosed) {
			t.Errorf("once more: %v", err)
		}
	})
}

// A lost node's sitting goes on from what was reported; what it brings later is kept and decided by a named person, once.
func TestLateHandBackIsKept(t *testing.T) {
	engines(t, func(t *testing.T, c *centre) {
		r, n, away := begun(t, c)
		away.Answer(4, "A")
		n.sync(t)
		away.Answer(5, "A") // never reported
		if err := c.Recall(examtest.Invigilator(), r.Page.Sitting.ID, "考场机损坏", true); err != nil {
			t.Fatal(err)
		}
		r.Connect()
		r.Acks = away.Acks[:4]
		if r.Seq != 4 {
			t.Fatalf("goes on from number %d", r.Seq)
		}
		r.Answer(5, "B")
		if got := n.sync(t); got.Receipts[0].Code != outpost.ErrRevoked.Code() || got.Receipts[0].Closed {
			t.Fatalf("%+v", got.Receipts)
		}
		if got := n.sync(t); got.Receipts[0].Code != outpost.ErrRevoked.Code() || !got.Receipts[0].Closed || !got.Receipts[0].Kept {
			t.Fatalf("%+v", got.Receipts)
		}
		r.Check()
		look, err := c.Look(examtest.Invigilator(), examtest.Room)
		if err != nil || len(look.Evidence) != 1 || len(look.Nodes) != 1 || len(look.Holds) != 1 || look.Holds[0].How != outpost.ByCallBack {
			t.Fatalf("%+v %v", look, err)
		}
		judge := examtest.Officer(examtest.OrgPath, people.ExamManager)
		if _, err := c.Decide(examtest.Invigilator(), look.Evidence[0].ID, "以中心记录为准"); !errors.Is(err, outpost.ErrForbidden) {
			t.Errorf("decided by who may not: %v", err)
		}
		if e, err := c.Decide(judge, look.Evidence[0].ID, "以中心记录为准"); err != nil || e.DecidedName == "" {
			t.Fatal(e, err)
		}
		if _, err := c.Decide(judge, look.Evidence[0].ID, "再改"); !errors.Is(err, outpost.ErrDecided) {
			t.Errorf("decided twice: %v", err)
		}
	})
}

// A statement counts only with a known node's signature, and a package opens only for its node, its epoch and its window.
func TestSignaturesAndSeals(t *testing.T) {
	engines(t, func(t *testing.T, c *centre) {
		r := c.Sit().Begin()
		n, other := c.node(t), c.node(t)
		raw, sig, err := n.Statement(t.Context(), []site.SeatID{r.Seat})
		if err != nil {
			t.Fatal(err)
		}
		for i := 0; i < len(raw); i += 7 {
			bad := append([]byte(nil), raw...)
			bad[i] ^= 0x10
			if _, err := c.Sync(t.Context(), bad, sig); err == nil {
				t.Fatalf("byte %d changed and taken", i)
			}
		}
		if err := c.store.RevokeNode(t.Context(), nodeOf(t, c, n), c.Clock.Now()); err != nil {
			t.Fatal(err)
		}
		if _, err := c.Sync(t.Context(), raw, sig); !errors.Is(err, outpost.ErrUnknownNode) {
			t.Errorf("a revoked node: %v", err)
		}
		c.Clock.Advance(time.Millisecond)
		raw, sig, err = other.Statement(t.Context(), []site.SeatID{r.Seat})
		if err != nil {
			t.Fatal(err)
		}
		reply, err := c.Sync(t.Context(), raw, sig)
		if err != nil || len(reply.Packages) != 1 {
			t.Fatal(err)
		}
		for name, spoil := range map[string]func(n *node, p *outpost.Package){
			"another node":     func(x *node, _ *outpost.Package) { *x = *n },
			"a longer window":  func(_ *node, p *outpost.Package) { p.NotAfter = p.NotAfter.Add(time.Hour) },
			"another epoch":    func(_ *node, p *outpost.Package) { p.Head.Epoch++ },
			"a changed paper":  func(_ *node, p *outpost.Package) { p.Sitting.PaperDigest = "00" },
			"a changed answer": func(_ *node, p *outpost.Package) { p.Entries[1].Note = "x" },
		} {
			to, again := *other, over(t, reply)
			spoil(&to, &again.Packages[0])
			if err := to.Take(t.Context(), again); err == nil {
				t.Errorf("%s: the package opens", name)
			}
		}
		if err := other.Take(context.Background(), over(t, reply)); err != nil {
			t.Error(err)
		}
	})
}

func nodeOf(t *testing.T, c *centre, n *node) outpost.NodeID {
	t.Helper()
	sign, _ := n.keys.Public()
	x, err := c.store.NodeByKey(t.Context(), sign)
	if err != nil {
		t.Fatal(err)
	}
	return x.ID
}
