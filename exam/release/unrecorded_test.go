package release_test

import (
	"testing"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/release"
)

// A result whose camera was away for longer than the authority allows waits for somebody who did not run the room.
func TestACameraThatWasAwayTooLongHoldsTheResult(t *testing.T) {
	bureaus(t, func(t *testing.T, b *bureau) {
		b.Law.MaxUnrecorded = 120
		b.unseen, b.filmed = 121*time.Second, 90
		res := b.sit(20, chip, "gate")
		rec := b.signed()
		lines := b.queue()
		if b.state(res.ID) != exam.Held || len(lines) != 1 || lines[0].Hold.Code != release.HoldUnrecorded || lines[0].Next.Text.Code() != "release.next_record" {
			t.Fatalf("%s %+v", b.state(res.ID), lines)
		}
		if o := b.release(rec)[res.ID]; o.Done != release.DoneHeld {
			t.Errorf("%+v", o)
		}
		refused(t, "who ran the room", b.desk.ClearHold(as("rel-inv"), res.ID, "已看其他录像"), release.ErrRanRoom)
		if err := b.desk.ClearHold(as("rel2"), res.ID, "已看全景录像，无异常"); err != nil {
			t.Fatal(err)
		}
		if o := b.release(rec)[res.ID]; o.Done != release.DoneReleased {
			t.Errorf("after it was looked at: %+v", o)
		}
	})
}

func TestTooLittleIsRecorded(t *testing.T) {
	bureaus(t, func(t *testing.T, b *bureau) {
		b.Law.MinRecorded = 95
		b.filmed = 94
		res := b.sit(20, chip, "gate")
		b.signed()
		v, err := b.desk.LookResult(as("rel"), res.ID)
		if err != nil || b.state(res.ID) != exam.Held || len(v.Holds) != 1 || v.Holds[0].Code != release.HoldUnrecorded {
			t.Errorf("%+v %v", v.Holds, err)
		}
	})
}

// What is within the limits, and what the authority has left blank, holds nothing.
func TestEnoughIsRecorded(t *testing.T) {
	bureaus(t, func(t *testing.T, b *bureau) {
		b.unseen, b.filmed = time.Hour, 0
		blank := b.sit(20, chip, "gate")
		if o := b.release(b.signed())[blank.ID]; o.Done != release.DoneReleased {
			t.Errorf("blank: %+v", o)
		}
	})
	bureaus(t, func(t *testing.T, b *bureau) {
		b.Law.MaxUnrecorded, b.Law.MinRecorded = 120, 95
		b.unseen, b.filmed = 120*time.Second, 95
		within := b.sit(20, chip, "gate")
		if o := b.release(b.signed())[within.ID]; o.Done != release.DoneReleased {
			t.Errorf("within: %+v", o)
		}
	})
}

// While pieces lie at a node of the room, a figure that lacks them holds nothing: the release itself waits, and looks again with all of it.
func TestAFigureThatWaitsForARoomNodeHoldsNothing(t *testing.T) {
	bureaus(t, func(t *testing.T, b *bureau) {
		b.Law.MaxUnrecorded, b.Law.MinRecorded = 120, 95
		b.unseen, b.filmed, b.atNode = time.Hour, 40, 60
		res := b.sit(20, chip, "gate")
		b.waits = map[exam.SittingID][]string{res.Sitting: {"60 段录像"}}
		b.Clock.Advance(release.AwaitFor)
		rec := b.signed()
		if b.state(res.ID) != exam.Provisional {
			t.Fatalf("held by a figure that waits: %s", b.state(res.ID))
		}
		if o := b.release(rec)[res.ID]; o.Done != release.DoneHeld || o.Why.Code() != "release.undecided" {
			t.Fatalf("released on a figure that waits: %+v", o)
		}
		if err := b.desk.ClearHold(as("rel2"), res.ID, "等录像交回"); err != nil {
			t.Fatal(err)
		}
		b.waits, b.unseen, b.filmed, b.atNode = nil, time.Minute, 99, 0
		if o := b.release(rec)[res.ID]; o.Done != release.DoneReleased {
			t.Errorf("with all of it: %+v", o)
		}
	})
	bureaus(t, func(t *testing.T, b *bureau) { // a named person decided without them: the figure stands as it is
		b.Law.MinRecorded = 95
		b.filmed = 40
		res := b.sit(20, chip, "gate")
		if b.signed(); b.state(res.ID) != exam.Held {
			t.Errorf("%s", b.state(res.ID))
		}
	})
}
