package release_test

import (
	"context"
	"encoding/json"
	"testing"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/examtest"
	"github.com/suikao/suikao/exam/halt"
	"github.com/suikao/suikao/exam/release"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/exam/supervision"
	"github.com/suikao/suikao/internal/actor"
)

// halls implements halt.Places with the room of the house.
type halls struct{}

func (halls) Room(_ context.Context, id site.RoomID) (site.Room, error) {
	return site.Room{ID: id, Point: "0000000000000000000000hall", OrgPath: examtest.OrgPath}, nil
}

func (halls) Point(_ context.Context, id site.PointID) (site.Point, error) {
	return site.Point{ID: id, OrgPath: examtest.OrgPath}, nil
}

func (h halls) RoomsOf(ctx context.Context, _ site.PointID) ([]site.Room, error) {
	r, err := h.Room(ctx, examtest.Room)
	return []site.Room{r}, err
}

// What stopped the room stands in its record with every second that was given for it, and the time in which the server was
// down is a time in which nobody watched: the result waits for a person who looks.
func TestTheRecordSaysWhatStoppedTheRoom(t *testing.T) {
	bureaus(t, func(t *testing.T, b *bureau) {
		b.Law.MaxUnwatched = 60
		a := b.Admission(b.Seat())
		a.SlotID, a.ExtraMinutes = b.slot, 30
		b.Desk.Admit(a)
		r := b.At(a.SeatID).Begin()
		b.enter(a, chip, "gate")
		r.Answer(1, "A")
		p, err := b.stop.PauseRoom(as("door"), examtest.Room, exam.Reason{Code: "EMERGENCY", Text: "有人晕倒"})
		if err != nil {
			t.Fatal(err)
		}
		b.Clock.Advance(5 * time.Minute)
		if _, err := b.stop.Resume(as("inv"), p.ID, exam.Reason{Code: "OTHER", Text: "已送医，秩序恢复"}); err != nil {
			t.Fatal(err)
		}
		b.Clock.Advance(10 * time.Minute)
		o := exam.Outage{ID: "01outage000000000000000001", Cause: exam.ServerDown, From: b.Clock.Now().Add(-90 * time.Second), To: b.Clock.Now(), Evidence: "{}"}
		if n, err := b.Service.CreditOutage(t.Context(), o); n != 1 || err != nil {
			t.Fatal(n, err)
		}
		body, _ := json.Marshal(exam.RoomDark{Outage: o.ID, Cause: o.Cause, Room: examtest.Room, From: o.From, To: o.To})
		if err := b.watch.Receive(t.Context(), actor.Event{Topic: exam.TopicRoomDark, Body: body}); err != nil {
			t.Fatal(err)
		}
		b.Clock.Advance(time.Minute)
		if _, err := b.stop.State(as("inv"), examtest.Room, b.Clock.Now().Add(-50*time.Second), b.Clock.Now().Add(-20*time.Second), exam.Reason{Code: "POWER", Text: "跳闸"}); err != nil {
			t.Fatal(err)
		}
		b.Clock.Advance(30 * time.Minute)
		page, err := b.Service.Submit(r.Ctx, r.Grip(), r.Seq, "zh-CN")
		if err != nil || len(page.Given) != 3 {
			t.Fatalf("%+v %v", page.Given, err)
		}
		c, err := b.over().Content()
		if err != nil || len(c.Credits) != 3 || len(c.Pauses) != 1 || len(c.Outages) != 1 || len(c.Gaps) != 1 {
			t.Fatalf("%+v %v", c, err)
		}
		for i, want := range []release.RecordCredit{
			{Kind: exam.GivenRoom, Code: "EMERGENCY", Text: "有人晕倒", Seconds: 300}, {Kind: exam.GivenOutage, Code: exam.ServerDown, Seconds: 90},
			{Kind: exam.GivenOutage, Code: exam.RoomPower, Seconds: 30},
		} {
			g := c.Credits[i]
			if g.Sitting != page.Sitting.ID || g.Kind != want.Kind || g.Code != want.Code || g.Text != want.Text || g.Seconds != want.Seconds || g.From.IsZero() {
				t.Errorf("credit %d: %+v", i, g)
			}
		}
		if l := c.Lines[0]; l.Base != 7200 || l.Extra != 1800 || l.Credit != 420 || l.Unwatched != 90 {
			t.Errorf("line %+v", l)
		}
		if s := c.Pauses[0]; s.Scope != halt.OfRoom || s.By == "" || s.ResumedBy == "" || s.Text != "有人晕倒" || s.ResumeText != "已送医，秩序恢复" || s.Sittings != 1 {
			t.Errorf("pause %+v", s)
		}
		if x := c.Outages[0]; x.Basis != halt.ByStatement || x.By == "" || x.To.Sub(x.From) != 30*time.Second {
			t.Errorf("outage %+v", x)
		}
		if c.Gaps[0].Cause != supervision.ServerDown || c.Gaps[0].By != "" || c.Counts.Incidents != 4 {
			t.Errorf("gaps %+v, %d incidents", c.Gaps, c.Counts.Incidents)
		}
		rec := b.signed()
		if x := b.release(rec)[page.Result.ID]; x.Done != release.DoneHeld {
			t.Errorf("released without a look: %+v", x)
		}
	})
}
