package release_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/examtest"
	"github.com/suikao/suikao/exam/release"
	"github.com/suikao/suikao/exam/supervision"
)

// away enters that nobody watched the room for some time, a minute after the beginning of the slot.
func (b *bureau) away(long time.Duration) supervision.Gap {
	b.t.Helper()
	return b.lost(supervision.UplinkLost, long)
}

func (b *bureau) lost(cause supervision.Cause, long time.Duration) supervision.Gap {
	b.t.Helper()
	from := b.starts.Add(time.Minute)
	g, err := b.watch.Lose(as("inv"), supervision.Gap{Room: examtest.Room, Cause: cause, Note: "光缆中断", From: from, To: from.Add(long)})
	if err != nil {
		b.t.Fatal(err)
	}
	return g
}

func TestUnwatchedTimeStandsInTheRecordAndHoldsTheResult(t *testing.T) {
	bureaus(t, func(t *testing.T, b *bureau) {
		b.Law.MaxUnwatched = 60
		res := b.sit(20, chip, "gate")
		b.away(90 * time.Second)
		rec := b.over()
		c, err := rec.Content()
		if err != nil || len(c.Gaps) != 1 || c.Gaps[0].Cause != supervision.UplinkLost || c.Gaps[0].Note != "光缆中断" || c.Gaps[0].By == "" ||
			c.Gaps[0].To.Sub(c.Gaps[0].From) != 90*time.Second || c.Lines[0].Unwatched != 90 || c.Counts.Incidents != 1 {
			t.Fatalf("%+v %v", c, err)
		}
		rec = b.signed()
		lines := b.queue()
		if b.state(res.ID) != exam.Held || len(lines) != 1 || lines[0].Hold.Code != release.HoldUnwatched || lines[0].Next.Text.Code() != "release.next_watch" {
			t.Fatalf("%s %+v", b.state(res.ID), lines)
		}
		if o := b.release(rec)[res.ID]; o.Done != release.DoneHeld {
			t.Errorf("%+v", o)
		}
		refused(t, "who ran the room", b.desk.ClearHold(as("rel-inv"), res.ID, "已看录像"), release.ErrRanRoom)
		if err := b.desk.ClearHold(as("rel2"), res.ID, "已看录像，无异常"); err != nil {
			t.Fatal(err)
		}
		if o := b.release(rec)[res.ID]; o.Done != release.DoneReleased {
			t.Errorf("after the recording was viewed: %+v", o)
		}
	})
}

func TestUnwatchedTimeWithinTheLimit(t *testing.T) {
	bureaus(t, func(t *testing.T, b *bureau) {
		b.Law.MaxUnwatched = 60
		res := b.sit(20, chip, "gate")
		b.lost(supervision.OfficerAway, time.Minute)
		if o := b.release(b.signed())[res.ID]; o.Done != release.DoneReleased {
			t.Errorf("%+v", o)
		}
	})
}

// A cut uplink is looked at however short it was.
func TestACutUplinkIsAlwaysReviewed(t *testing.T) {
	bureaus(t, func(t *testing.T, b *bureau) {
		b.Law.MaxUnwatched = 60
		res := b.sit(20, chip, "gate")
		b.away(16 * time.Second)
		rec := b.signed()
		if b.state(res.ID) != exam.Held {
			t.Fatalf("%s after the record was signed", b.state(res.ID))
		}
		if err := b.desk.ClearHold(as("rel2"), res.ID, "已看录像，无异常"); err != nil {
			t.Fatal(err)
		}
		if o := b.release(rec)[res.ID]; o.Done != release.DoneReleased {
			t.Errorf("%+v", o)
		}
	})
}

// A journal of a room node that nobody has decided about keeps the result back, by name, also after a hold was ended.
func TestUndecidedEvidenceKeepsTheResultBack(t *testing.T) {
	bureaus(t, func(t *testing.T, b *bureau) {
		res, other := b.sit(20, chip, "gate"), b.sit(20, chip, "gate")
		b.waits = map[exam.SittingID][]string{res.Sitting: {"作答记录 E1"}}
		rec := b.signed()
		for range 2 {
			o := b.release(rec)
			if got := o[res.ID]; got.Done != release.DoneHeld || got.Why.Code() != "release.undecided" || !strings.Contains(got.Why.Text("zh"), "E1") {
				t.Fatalf("%+v", got)
			}
			if d := o[other.ID].Done; d != release.DoneReleased && d != release.DoneAlready {
				t.Errorf("the other result: %s", d)
			}
			if lines := b.queue(); len(lines) != 1 || lines[0].Hold.Code != release.HoldUndecided || lines[0].Next.Text.Code() != "release.next_evidence" {
				t.Fatalf("%+v", lines)
			}
			if err := b.desk.ClearHold(as("rel2"), res.ID, "以为已经处理"); err != nil {
				t.Fatal(err)
			}
		}
		b.waits = nil
		if o := b.release(rec)[res.ID]; o.Done != release.DoneReleased {
			t.Errorf("after the decision: %+v", o)
		}
	})
}

// Where the authority has set no limit any interval is looked at, and the hold says what is not set.
func TestUnwatchedTimeWithoutALimit(t *testing.T) {
	bureaus(t, func(t *testing.T, b *bureau) {
		b.Law.MaxUnwatched = -1
		res, calm := b.sit(20, chip, "gate"), b.sit(19, chip, "gate") // the second one sat later
		b.away(time.Second)
		out := b.release(b.signed())
		if out[res.ID].Done != release.DoneHeld || out[calm.ID].Done != release.DoneReleased {
			t.Errorf("%+v", out)
		}
		v, err := b.desk.LookResult(as("rel"), res.ID)
		if err != nil || len(v.Holds) != 1 || v.Holds[0].Code != release.HoldUnwatched {
			t.Errorf("%+v %v", v.Holds, err)
		}
	})
}

// An interval that is entered after the recording of another was viewed is looked at too.
func TestLaterIntervalIsLookedAtAgain(t *testing.T) {
	bureaus(t, func(t *testing.T, b *bureau) {
		res := b.sit(20, chip, "gate")
		b.away(time.Minute)
		rec := b.signed()
		b.Clock.Advance(time.Second)
		if err := b.desk.ClearHold(as("rel2"), res.ID, "已看录像，无异常"); err != nil {
			t.Fatal(err)
		}
		from := b.starts.Add(20 * time.Minute)
		if _, err := b.watch.Lose(as("inspector"), supervision.Gap{Room: examtest.Room, Cause: supervision.OfficerAway, From: from, To: from.Add(time.Minute)}); err != nil {
			t.Fatal(err)
		}
		b.Clock.Advance(time.Second)
		if o := b.release(rec)[res.ID]; o.Done != release.DoneHeld || !errors.Is(o.Why, release.ErrUnwatched) {
			t.Errorf("%+v", o)
		}
		if err := b.desk.ClearHold(as("rel2"), res.ID, "两段录像均已看"); err != nil {
			t.Fatal(err)
		}
		if o := b.release(rec)[res.ID]; o.Done != release.DoneReleased {
			t.Errorf("%+v", o)
		}
	})
}

func TestRecordWaitsForTheEndOfAnInterval(t *testing.T) {
	bureaus(t, func(t *testing.T, b *bureau) {
		b.sit(20, chip, "gate")
		g, err := b.watch.Lose(as("door"), supervision.Gap{Room: examtest.Room, Cause: supervision.OfficerAway})
		if err != nil {
			t.Fatal(err)
		}
		rec := b.over()
		_, err = b.desk.Sign(as("inv"), rec.ID, rec.Hash)
		refused(t, "signed while nobody watches", err, release.ErrGapLasts)
		if _, err := b.watch.Regain(as("inv"), g.ID); err != nil {
			t.Fatal(err)
		}
		_, err = b.desk.Sign(as("inv"), rec.ID, rec.Hash)
		refused(t, "signed over the draft from before", err, release.ErrRecordStale)
		if rec, err = b.desk.ReadRecord(as("inv"), rec.ID); err != nil {
			t.Fatal(err)
		}
		if _, err := b.desk.Sign(as("inv"), rec.ID, rec.Hash); err != nil {
			t.Error(err)
		}
	})
}

// How much of each paper was recorded stands in the record; what comes into the file store later changes it until it is signed.
func TestCoverageStandsInTheRecord(t *testing.T) {
	bureaus(t, func(t *testing.T, b *bureau) {
		b.filmed = 97
		b.sit(20, chip, "gate")
		c, err := b.over().Content()
		if err != nil || c.Lines[0].Recorded == nil || *c.Lines[0].Recorded != 97 {
			t.Fatalf("%+v %v", c.Lines, err)
		}
		b.filmed = 99
		rec := b.over()
		if _, err := b.desk.Sign(as("inv"), rec.ID, rec.Hash); !errors.Is(err, release.ErrRecordStale) {
			t.Errorf("signed without the last minutes: %v", err)
		}
		if c, err = b.signed().Content(); err != nil || *c.Lines[0].Recorded != 99 {
			t.Errorf("%+v %v", c.Lines, err)
		}
	})
}

// What of each paper's inputs was watched stands in the record, and where nothing below the page was.
func TestTheRecordSaysWhatOfTheInputsWasWatched(t *testing.T) {
	bureaus(t, func(t *testing.T, b *bureau) {
		b.inputs = release.RecordInput{Page: true, Answers: 20, Local: 20}
		b.sit(20, chip, "gate")
		c, err := b.over().Content()
		if err != nil || c.Lines[0].Input == nil || *c.Lines[0].Input != b.inputs {
			t.Fatalf("%+v %v", c.Lines, err)
		}
		b.inputs.Local = 19 // counted since
		rec := b.over()
		if _, err := b.desk.Sign(as("inv"), rec.ID, rec.Hash); !errors.Is(err, release.ErrRecordStale) {
			t.Errorf("signed without what was counted last: %v", err)
		}
		if c, err = b.signed().Content(); err != nil || c.Lines[0].Input.Local != 19 || c.Lines[0].Input.Below {
			t.Errorf("%+v %v", c.Lines, err)
		}
	})
}

// A room node that handed no inputs back: the record says so of each of its papers, and says it on what is signed.
func TestTheRecordSaysThatARoomNodeHandedNoInputsBack(t *testing.T) {
	b := alone(t)
	b.inputs = release.RecordInput{Node: true}
	b.sit(20, chip, "gate")
	rec := b.signed()
	c, err := rec.Content()
	if err != nil || c.Lines[0].Input == nil || !c.Lines[0].Input.Node || c.Lines[0].Input.Page || c.Lines[0].Input.Below {
		t.Fatalf("%+v %v", c.Lines, err)
	}
	if !strings.Contains(rec.Body, `"input":{"page":false,"below":false,"answers":0,"local":0,"node":true}`) {
		t.Error(rec.Body)
	}
}

// When nobody could count who is in the room the record says so, from the first entry to the last end; and that everybody was counted
// all the time it says too.
func TestTheRecordSaysWhenNobodyCouldCount(t *testing.T) {
	b := alone(t)
	b.sit(20, chip, "gate")
	c, err := b.over().Content()
	if err != nil || c.HeadCount == nil || len(c.HeadCount.Gaps) != 0 {
		t.Fatalf("%+v %v", c.HeadCount, err)
	}
	admitted, sit := c.Lines[0].Admitted, c.Lines[0].Sitting
	s, err := b.Real.Sitting(t.Context(), sit)
	if err != nil || !c.HeadCount.From.Equal(admitted) || !c.HeadCount.To.Equal(s.SubmittedAt) || !b.counting[0].Equal(admitted) || !b.counting[1].Equal(s.SubmittedAt) {
		t.Errorf("%+v: admitted %s, ended %s, asked for %v, %v", c.HeadCount, admitted, s.SubmittedAt, b.counting, err)
	}
	b.uncounted = []release.RecordUncounted{{Why: "SILENT", From: admitted.Add(time.Minute), To: admitted.Add(3 * time.Minute)}}
	rec := b.over()
	if _, err := b.desk.Sign(as("inv"), rec.ID, rec.Hash); !errors.Is(err, release.ErrRecordStale) {
		t.Errorf("signed without what was found last: %v", err)
	}
	if c, err = b.signed().Content(); err != nil || len(c.HeadCount.Gaps) != 1 || c.HeadCount.Gaps[0] != b.uncounted[0] {
		t.Errorf("%+v %v", c.HeadCount, err)
	}
}
