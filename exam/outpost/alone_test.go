package outpost_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/examtest"
	"github.com/suikao/suikao/exam/outpost"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
)

func sqliteDB(t *testing.T) *sqldb.DB { return testenv.Open(t, testenv.Migrated(t, sqldb.SQLite)) }

func seatsOf(r *examtest.Robot) []site.SeatID { return []site.SeatID{r.Seat} }

// pass lets time go by while the uplink is cut, with a look by the node every second.
func (n *node) pass(t *testing.T, d time.Duration) {
	t.Helper()
	for range int(d / time.Second) {
		n.c.Clock.Advance(time.Second)
		if err := n.Tick(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
}

func (n *node) state(t *testing.T, r *examtest.Robot) exam.Sitting {
	t.Helper()
	sit, err := n.own.Sitting(t.Context(), r.Page.Sitting.ID)
	if err != nil {
		t.Fatal(err)
	}
	return sit
}

func (c *centre) state(t *testing.T, r *examtest.Robot) exam.Sitting {
	t.Helper()
	sit, err := c.Real.Sitting(t.Context(), r.Page.Sitting.ID)
	if err != nil {
		t.Fatal(err)
	}
	return sit
}

// The rule PAUSE: clocks stand after fifteen minutes, run on with the uplink, and the centre takes the time given back.
func TestTheRulePauses(t *testing.T) {
	engines(t, func(t *testing.T, c *centre) {
		c.stand.Then = site.ThenPause
		r, n, away := begun(t, c)
		deadline := n.state(t, r).Deadline
		n.pass(t, 14*time.Minute)
		away.Answer(4, "A")
		if n.state(t, r).State != exam.Running {
			t.Fatal("paused before its time")
		}
		n.pass(t, 70*time.Second)
		if got := away.Send(away.Write(exam.EntryAnswer, 5, "A")); !errors.Is(got.Err, exam.ErrPaused) || n.state(t, r).State != exam.Paused {
			t.Fatalf("not paused: %v", got.Err)
		}
		n.pass(t, 5*time.Minute)
		n.sync(t) // the uplink is back: the pause is reported, as it stands
		if sit := c.state(t, r); sit.State != exam.Paused {
			t.Fatalf("the centre has %s", sit.State)
		}
		n.pass(t, time.Second)
		sit := n.state(t, r)
		if sit.State != exam.Running || sit.Deadline.Sub(deadline) < 5*time.Minute || sit.Deadline.Sub(deadline) > 7*time.Minute {
			t.Fatalf("%s, %s more", sit.State, sit.Deadline.Sub(deadline))
		}
		n.sync(t)
		if got := c.state(t, r); got.State != exam.Running || !got.Deadline.Equal(sit.Deadline) || got.CreditedSeconds != sit.CreditedSeconds {
			t.Fatalf("the centre has %s until %s, the node until %s", got.State, got.Deadline, sit.Deadline)
		}
		away.Connect()
		away.Answer(5, "A")
		c.Clock.Advance(sit.Deadline.Add(2 * time.Second).Sub(c.Clock.Now()))
		if err := n.exam.SweepOnce(t.Context()); err != nil {
			t.Fatal(err)
		}
		n.sync(t)
		r.Acks = away.Acks
		r.Check()
		if got := c.state(t, r); got.State != exam.Scored {
			t.Errorf("%s", got.State)
		}
	})
}

// The rule ABORT: a technical abort that costs no attempt, in the book and the register of the centre.
func TestTheRuleGivesUp(t *testing.T) {
	engines(t, func(t *testing.T, c *centre) {
		c.stand.Then, c.stand.After = site.ThenAbort, 10*time.Minute
		r, n, away := begun(t, c)
		away.Answer(4, "A")
		n.pass(t, 11*time.Minute)
		if n.state(t, r).State != exam.Aborted {
			t.Fatalf("%s", n.state(t, r).State)
		}
		if got := n.sync(t); len(got.Receipts) != 1 || !got.Receipts[0].Closed {
			t.Fatalf("%+v", got.Receipts)
		}
		if got := c.state(t, r); got.State != exam.Aborted {
			t.Fatalf("the centre has %s", got.State)
		}
		a, err := c.Real.AbortOf(t.Context(), r.Page.Sitting.ID)
		if err != nil || a.Reason.Code != "NETWORK" || a.Was != exam.Running || a.OfficerName != "考场机" || a.Records != 6 {
			t.Errorf("%+v %v", a, err)
		}
		if marks := c.Desk.Marks(r.Page.Sitting.Admission); !strings.Contains(strings.Join(marks, " "), "ABORTED") {
			t.Errorf("%v", marks)
		}
		if h, err := c.store.Hold(t.Context(), r.Page.Sitting.ID); err != nil || h.ClosedAt.IsZero() || h.How != outpost.ByReturn {
			t.Errorf("%+v %v", h, err)
		}
		n.sync(t) // nothing more
	})
}

// The rule CONTINUE: answering goes on; the on-call person is called once and confirms.
func TestTheRuleGoesOnAndCallsSomebody(t *testing.T) {
	engines(t, func(t *testing.T, c *centre) {
		r, n, away := begun(t, c)
		n.sync(t)
		n.pass(t, 20*time.Minute)
		away.Answer(4, "A")
		if n.state(t, r).State != exam.Running {
			t.Fatal("it does not go on")
		}
		if len(n.call.orders) != 1 || n.call.orders[0].Phone != "13800000000" || !strings.Contains(n.call.orders[0].Text, "一号考场") {
			t.Fatalf("called: %+v", n.call.orders)
		}
		n.sync(t)
		n.sync(t)
		calls, err := c.store.CallsIn(t.Context(), examtest.Room)
		if err != nil || len(calls) != 1 || calls[0].Outcome != outpost.Answered || calls[0].Name != "王值守" {
			t.Fatalf("at the centre: %+v %v", calls, err)
		}
		if untold, err := n.kept.Untold(t.Context()); err != nil || len(untold) != 0 {
			t.Errorf("told again: %+v %v", untold, err)
		}
	})
}

// Nobody picks up: the call is made again, not for ever; without a path or a person on the roster that is on record.
func TestCallsThatReachNobody(t *testing.T) {
	c := newCentre(t, sqliteDB(t))
	_, n, _ := begun(t, c)
	n.sync(t)
	n.call.ends = outpost.Failed
	n.pass(t, 20*time.Minute)
	if len(n.call.orders) != 6 {
		t.Errorf("%d calls", len(n.call.orders))
	}
	n.sync(t)
	n.pass(t, 2*time.Second)
	n.call.orders, n.call.ends = nil, outpost.Sent
	n.pass(t, 7*time.Minute) // another cut
	if len(n.call.orders) != 2 {
		t.Errorf("%d messages", len(n.call.orders))
	}
	c.stand.OnCall = nil
	n.sync(t)
	n.pass(t, time.Minute)
	n.sync(t)
	n.sync(t)
	calls, err := c.store.CallsIn(t.Context(), examtest.Room)
	if err != nil || len(calls) != 9 || calls[0].Outcome != outpost.NoPerson {
		t.Errorf("%d calls, %+v %v", len(calls), calls[0], err)
	}
}

// Whoever is on call does not pick up: from the fourth call on, every other one goes to the head of the exam point; all of them where
// nobody is on the roster.
func TestTheHeadOfThePointIsCalled(t *testing.T) {
	c := newCentre(t, sqliteDB(t))
	c.stand.Lead = outpost.Contact{Name: "周站长", Phone: "13900000000"}
	_, n, _ := begun(t, c)
	n.sync(t)
	phones := func() (out []string) {
		for _, o := range n.call.orders {
			out = append(out, o.Phone)
		}
		return out
	}
	n.call.ends = outpost.Failed
	n.pass(t, 20*time.Minute)
	const on, lead = "13800000000", "13900000000"
	if got := phones(); !slices.Equal(got, []string{on, on, on, lead, on, lead}) {
		t.Errorf("%v", got)
	}
	c.stand.OnCall = nil
	n.sync(t)
	n.pass(t, 2*time.Second)
	n.call.orders, n.call.ends = nil, outpost.Answered
	n.pass(t, 10*time.Minute) // another cut
	if got := phones(); !slices.Equal(got, []string{lead}) {
		t.Errorf("%v", got)
	}
	n.sync(t)
	n.sync(t)
	calls, err := c.store.CallsIn(t.Context(), examtest.Room)
	if err != nil || len(calls) != 7 || calls[0].Name != "周站长" || calls[0].Outcome != outpost.Answered {
		t.Errorf("%+v %v", calls, err)
	}
}

// A node that pauses although it was heard all the time gives nobody more time: the journal is kept as evidence.
func TestAPauseWithoutACutIsRefused(t *testing.T) {
	c := newCentre(t, sqliteDB(t))
	r, n, _ := begun(t, c)
	for range 200 {
		c.Clock.Advance(5 * time.Second)
		n.sync(t)
	}
	if _, err := n.exam.Pause(examtest.Invigilator(), r.Page.Sitting.ID, exam.Reason{Code: "NETWORK"}); err != nil {
		t.Fatal(err)
	}
	got := n.sync(t)
	if len(got.Receipts) != 1 || got.Receipts[0].Code != exam.ErrTail.Code() || !got.Receipts[0].Kept {
		t.Fatalf("%+v", got.Receipts)
	}
	names, err := c.Undecided(t.Context(), r.Page.Sitting.ID)
	if err != nil || len(names) != 2 { // the evidence, and the sitting that is still away
		t.Errorf("%v %v", names, err)
	}
}

// The centre notices a silent node by itself; its room is without supervision from the last word on, until it is heard.
func TestSilenceIsNoticed(t *testing.T) {
	engines(t, func(t *testing.T, c *centre) {
		_, n, _ := begun(t, c)
		n.sync(t)
		last := c.Clock.Now()
		for range 3 { // again and again: one interval
			c.Clock.Advance(20 * time.Second)
			if err := c.WatchOnce(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		if g := c.watch.gaps; len(g) != 1 || !g[0].to.IsZero() || g[0].from.Sub(last).Abs() > time.Second {
			t.Fatalf("%+v", g)
		}
		n.sync(t) // was not answered yet, as far as the node knows
		n.sync(t)
		if g := c.watch.gaps; len(g) != 1 || g[0].to.IsZero() {
			t.Fatalf("%+v", g)
		}
		if cut, err := c.store.OpenCut(t.Context(), nodeOf(t, c, n)); err != nil || cut.ID != "" {
			t.Errorf("%+v %v", cut, err)
		}
	})
}

// A node whose statements arrive but who hears no answer is on its own, and may go by its rule.
func TestHalfAUplinkIsACut(t *testing.T) {
	c := newCentre(t, sqliteDB(t))
	c.stand.Then = site.ThenPause
	r, n, _ := begun(t, c)
	n.sync(t)
	for range 16 * 60 {
		n.pass(t, time.Second)
		raw, sig, err := n.Statement(t.Context(), nil)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := c.Sync(t.Context(), raw, sig); err != nil { // the answer is lost
			t.Fatal(err)
		}
	}
	if sit := c.state(t, r); sit.State != exam.Paused {
		t.Fatalf("the centre has %s", sit.State)
	}
	if g := c.watch.gaps; len(g) != 1 || !g[0].to.IsZero() {
		t.Fatalf("%+v", g)
	}
	if ev, err := c.store.EvidenceIn(t.Context(), examtest.Room); err != nil || len(ev) != 0 {
		t.Errorf("%d refused, %v", len(ev), err)
	}
}

// A restart in the middle of the cut changes nothing of what was begun.
func TestANodeRestartsInTheCut(t *testing.T) {
	c := newCentre(t, sqliteDB(t))
	_, n, _ := begun(t, c)
	n.sync(t)
	n.pass(t, time.Minute)
	before, err := n.kept.OpenCut(t.Context(), "")
	if err != nil || before.ID == "" || len(n.call.orders) != 1 {
		t.Fatal(before, err)
	}
	n.end()
	n.again()
	n.pass(t, 5*time.Minute)
	after, err := n.kept.OpenCut(t.Context(), "")
	if err != nil || after.ID != before.ID || len(n.call.orders) != 1 {
		t.Errorf("%+v then %+v, %d calls, %v", before, after, len(n.call.orders), err)
	}
}

// A break ends when an officer has looked at the person, and officers are at the centre: the sitting goes there. While the
// uplink is cut the break lasts, and the paper is handed in when the time has run out in it.
func TestABreakGoesToTheCentre(t *testing.T) {
	engines(t, func(t *testing.T, c *centre) {
		c.Law.Breaks = exam.BreakTerms{After: 600, Most: 900, Count: 1, Freeze: true}
		c.Restart()
		r, n, away := begun(t, c)
		c.Clock.Advance(time.Second)
		n.sync(t)
		c.Clock.Advance(11 * time.Minute)
		n.sync(t)
		if _, err := n.exam.Break(away.Ctx, away.Grip(), 3, ""); err != nil {
			t.Fatal(err)
		}
		n.sync(t)
		sit := c.state(t, r)
		h, err := c.store.Hold(t.Context(), r.Page.Sitting.ID)
		if err != nil || sit.State != exam.Paused || sit.PauseKind != exam.PauseBreak || h.How != outpost.ByRelease {
			t.Fatalf("%s %s %+v %v", sit.State, sit.PauseKind, h, err)
		}
		if _, err := c.Service.Resume(examtest.Invigilator(), sit.ID, exam.Reason{Code: "RECHECK"}); err != nil {
			t.Fatal(err)
		}
		r.Connect()
		if got := r.Send(r.Write(exam.EntryAnswer, 1, "B")); !errors.Is(got.Err, exam.ErrFrozen) {
			t.Errorf("a question from before the break: %v", got.Err)
		}
	})
	c := newCentre(t, sqliteDB(t))
	c.Law.Breaks = exam.BreakTerms{After: 600, Most: 900, Count: 1}
	c.Restart()
	r, n, away := begun(t, c)
	n.sync(t)
	n.pass(t, 11*time.Minute)
	if _, err := n.exam.Break(away.Ctx, away.Grip(), 3, ""); err != nil {
		t.Fatal(err)
	}
	c.Clock.Advance(3 * time.Hour)
	for range 3 {
		if err := n.exam.SweepOnce(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	n.sync(t)
	if sit := c.state(t, r); sit.State != exam.Scored || sit.Cause != exam.ByDeadline {
		ev, err := c.store.EvidenceIn(t.Context(), examtest.Room)
		t.Fatalf("%s %s %+v %v", sit.State, sit.Cause, ev, err)
	}
}
