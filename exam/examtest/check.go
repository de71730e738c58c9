package examtest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/assembly"
)

// Evidence is where CheckSitting reads.
type Evidence struct {
	Stores interface {
		exam.Store
		exam.JournalStore
		exam.DrawStore
		exam.ResultStore
	}
	Papers interface {
		KeyVersion(ctx context.Context, release assembly.ReleaseID, version int) (questionbank.Key, error)
	}
	// MaxLate is how long after its deadline a sitting may have been submitted.
	MaxLate time.Duration
}

// CheckSitting checks a sitting of the house; see Check.
func (h *House) CheckSitting(id exam.SittingID, acks []Ack) []string {
	h.T.Helper()
	return Evidence{Stores: h.Real, Papers: h.Bank, MaxLate: 5 * time.Second}.Check(context.Background(), id, acks)
}

// Check recomputes everything about a sitting that can be recomputed from what is stored and compares it with the
// acknowledgements that candidates received. It returns what is wrong; nothing when all is right.
func (e Evidence) Check(ctx context.Context, id exam.SittingID, acks []Ack) []string {
	c := &checker{}
	sit, err := e.Stores.Sitting(ctx, id)
	c.must(err)
	head, err := e.Stores.Head(ctx, id)
	c.must(err)
	entries, err := e.Stores.Entries(ctx, id)
	c.must(err)
	draw, err := e.Stores.Draw(ctx, id)
	c.must(err)
	result, rerr := e.Stores.ResultOf(ctx, id)
	if rerr != nil && !errors.Is(rerr, exam.ErrNoResult) {
		c.must(rerr)
	}
	if len(c.wrong) > 0 {
		return c.wrong
	}
	c.chain(head, draw, entries)
	c.acks(id, entries, acks)
	c.times(sit, entries, e.MaxLate)
	c.order(sit, head, entries)
	c.result(ctx, e, sit, draw, entries, result, rerr == nil)
	return c.wrong
}

type checker struct{ wrong []string }

func (c *checker) must(err error) {
	if err != nil {
		c.wrong = append(c.wrong, err.Error())
	}
}

func (c *checker) say(ok bool, format string, args ...any) {
	if !ok {
		c.wrong = append(c.wrong, fmt.Sprintf(format, args...))
	}
}

func (c *checker) chain(head exam.Head, draw exam.Draw, entries []exam.Entry) {
	c.say(head.Place == int64(len(entries)), "the head stands at %d, the journal holds %d", head.Place, len(entries))
	if !draw.Done() {
		c.say(len(entries) == 0, "a journal without a draw")
		return
	}
	end, err := exam.VerifyChain(draw.Leaf, entries)
	c.must(err)
	c.say(bytes.Equal(end, head.Hash), "the head's hash is not the chain's end")
	last := int64(0)
	for _, e := range entries {
		last = max(last, e.Seq)
	}
	c.say(last == head.Seq, "the head counts %d records, the journal %d", head.Seq, last)
}

func (c *checker) acks(id exam.SittingID, entries []exam.Entry, acks []Ack) {
	bySeq := map[int64]exam.Entry{}
	for _, e := range entries {
		if e.Seq > 0 {
			bySeq[e.Seq] = e
		}
	}
	for _, a := range acks {
		if a.Sitting != id {
			continue
		}
		e, ok := bySeq[a.Seq]
		c.say(ok, "LOST: record %d was acknowledged and is not stored", a.Seq)
		same := e.Kind == a.Kind && e.Question == a.Question && e.Answer == a.Answer
		c.say(!ok || same, "CONTRADICTED: record %d was acknowledged as %q to question %d, stored as %q to %d", a.Seq, a.Answer, a.Question, e.Answer, e.Question)
		c.say(!ok || e.Proof() == a.Proof && e.ServerAt.Equal(a.At), "record %d: proof or time differ from the acknowledgement", a.Seq)
	}
}

// times recomputes deadline and credit from the journal.
func (c *checker) times(sit exam.Sitting, entries []exam.Entry, late time.Duration) {
	var deadline, paused time.Time
	credit, running, why := 0, false, ""
	for _, e := range entries {
		switch e.Kind {
		case exam.EntryStart:
			c.say(e.ServerAt.Equal(sit.StartedAt), "started_at differs from the journal")
			deadline, running = e.ServerAt.Add(time.Duration(sit.BaseSeconds+sit.ExtraSeconds)*time.Second), true
		case exam.EntryPause:
			c.say(running, "paused while not running at place %d", e.Place)
			c.say(e.ServerAt.Before(deadline), "paused after the deadline")
			paused, running, why = e.ServerAt, false, e.Note
		case exam.EntryResume:
			c.say(!running && !paused.IsZero(), "resumed while running at place %d", e.Place)
			stood := max(0, e.ServerAt.Sub(paused))
			switch {
			case strings.HasPrefix(why, "BREAK_RUNS/"):
				stood = 0
			case strings.HasPrefix(why, "BREAK/"):
				stood = min(stood, time.Duration(sit.Terms.Break.Most)*time.Second)
			}
			gained := int((stood + time.Second - 1) / time.Second)
			credit, running = credit+gained, true
			deadline = deadline.Add(time.Duration(gained) * time.Second)
			c.say(strings.HasPrefix(e.Note, fmt.Sprintf("+%d s, ", gained)), "place %d gives %q for %d s", e.Place, e.Note, gained)
		case exam.EntryCredit:
			gained := 0
			_, err := fmt.Sscanf(e.Note, "+%d s, ", &gained)
			c.say(err == nil && gained > 0 && (running || !paused.IsZero()), "place %d credits %q", e.Place, e.Note)
			credit += gained
			deadline = deadline.Add(time.Duration(gained) * time.Second)
		case exam.EntryAnswer, exam.EntryMark:
			c.say(running, "record %d entered while the clock stood", e.Seq)
			c.say(e.ServerAt.Before(deadline), "record %d entered after the deadline", e.Seq)
		case exam.EntrySubmit, exam.EntryAbort:
			running = false
		}
	}
	c.say(credit == sit.CreditedSeconds, "credited %d s, the journal says %d", sit.CreditedSeconds, credit)
	c.say(deadline.Equal(sit.Deadline), "deadline %v, the journal says %v", sit.Deadline, deadline)
	if sit.Cause == exam.ByDeadline {
		after := sit.SubmittedAt.Sub(sit.Deadline)
		c.say(after >= 0 && after <= late, "submitted %v after the deadline", after)
	}
}

// order checks gate, state and the end of the journal against each other.
func (c *checker) order(sit exam.Sitting, head exam.Head, entries []exam.Entry) {
	want := map[exam.State]exam.Gate{exam.Running: exam.GateOpen, exam.Paused: exam.GateHeld, exam.Assigned: exam.GateShut,
		exam.Pledged: exam.GateShut, exam.Practised: exam.GateShut}[sit.State]
	switch {
	case sit.State == exam.Running && sit.Breaks > 0 && sit.Terms.Break.Freeze:
		want = exam.GatePart
	case want == "":
		want = exam.GateClosed
	}
	c.say(head.Gate == want, "the gate is %s in state %s", head.Gate, sit.State)
	c.say(head.Deadline.Equal(sit.Deadline), "the head's deadline differs from the sitting's")
	submits, epoch := 0, int64(0)
	for i, e := range entries {
		c.say(e.Epoch >= epoch, "place %d was written by an older connection", e.Place)
		epoch = max(epoch, e.Epoch)
		if e.Kind == exam.EntrySubmit {
			submits++
			c.say(i == len(entries)-1, "the journal goes on after the submission")
		}
	}
	c.say(epoch <= head.Epoch, "an entry of a connection that never was")
	c.say((submits == 1) == sit.State.HandedIn() && submits <= 1, "%d submissions in state %s", submits, sit.State)
}

// result scores the journal with the second scorer.
func (c *checker) result(ctx context.Context, e Evidence, sit exam.Sitting, draw exam.Draw, entries []exam.Entry, r exam.Result, have bool) {
	want := sit.State == exam.Scored || sit.State == exam.Review || sit.State == exam.Voided
	c.say(have == want, "state %s, a result: %v", sit.State, have)
	if !have || !want {
		return
	}
	key, err := e.Papers.KeyVersion(ctx, draw.Paper.Release, r.KeyVersion)
	c.must(err)
	_, points, err := exam.Rescore(draw.Paper, entries, key, sit.Terms.Multi)
	c.must(err)
	c.say(points == r.Points, "the result says %d points, the second scorer %d", r.Points, points)
	c.say(r.Passed == (r.Points >= r.PassMark), "%d points of %d asked, passed: %v", r.Points, r.PassMark, r.Passed)
	c.say(r.Right+r.Partial+r.Wrong+r.Blank == len(draw.Paper.Questions), "the counts do not add up to the paper")
	digest := draw.Paper.Digest()
	c.say(r.PaperDigest == fmt.Sprintf("%x", digest[:]), "the result names another paper")
	n := len(entries)
	c.say(r.Records == int64(n) && n > 0 && r.Chain == fmt.Sprintf("%x", entries[n-1].Hash), "the result names another journal")
}
