package exam_test

import (
	"context"
	"encoding/json"
	"testing"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/examtest"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/jobs"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
)

func TestAnOutageIsGivenBackOnce(t *testing.T) {
	testenv.Engines(t, func(t *testing.T, open func(testing.TB) *sqldb.DB) {
		h := examtest.NewHouse(t, open(t), examtest.DefaultMix)
		ctx := context.Background()
		old := running(t, h)
		h.Clock.Advance(119 * time.Minute) // one minute left
		fresh := running(t, h)
		waiting := &examtest.Robot{H: h, Seat: h.Seat()}
		h.Admit(waiting.Seat)
		o := exam.Outage{ID: "01outage000000000000000001", Cause: "SERVER_DOWN", From: h.Clock.Now(), Evidence: "{}"}
		h.Clock.Advance(5*time.Minute + 300*time.Millisecond) // the old one's deadline passes while nothing serves
		o.To = h.Clock.Now()
		for call, want := range []int{2, 0} {
			if n, err := h.Service.CreditOutage(ctx, o); err != nil || n != want {
				t.Fatalf("call %d credited %d: %v", call, n, err)
			}
		}
		if err := h.Service.SweepOnce(ctx); err != nil {
			t.Fatal(err)
		}
		for _, id := range []exam.SittingID{old, fresh} {
			sit, err := h.Real.Sitting(ctx, id)
			if err != nil || sit.State != exam.Running || sit.CreditedSeconds != 301 {
				t.Fatalf("%s: %s, %d s, %v", id, sit.State, sit.CreditedSeconds, err)
			}
			head, err := h.Real.Head(ctx, id)
			if err != nil || !head.Deadline.Equal(sit.Deadline) {
				t.Fatalf("head %v, sitting %v, %v", head.Deadline, sit.Deadline, err)
			}
			if left := sit.Deadline.Sub(o.To); id == old && (left < time.Minute || left > time.Minute+time.Second) {
				t.Fatalf("left after the outage: %s", left)
			}
			credits, err := h.Service.Credits(ctx, id)
			if err != nil || len(credits) != 1 || credits[0].Seconds != 301 || credits[0].Cause != "SERVER_DOWN" {
				t.Fatalf("credits: %+v %v", credits, err)
			}
			entries, err := h.Real.Entries(ctx, id)
			if err != nil || entries[len(entries)-1].Kind != exam.EntryCredit {
				t.Fatalf("the journal does not say it: %v %v", entries, err)
			}
		}
		h.Clock.Advance(2 * time.Minute)
		if err := h.Service.SweepOnce(ctx); err != nil {
			t.Fatal(err)
		}
		if sit, _ := h.Real.Sitting(ctx, old); sit.State != exam.Scored || sit.Cause != exam.ByDeadline {
			t.Fatalf("after the credited deadline: %s %s", sit.State, sit.Cause)
		}
	})
}

// running returns a sitting whose paper is open.
func running(t *testing.T, h *examtest.House) exam.SittingID {
	t.Helper()
	r := &examtest.Robot{H: h, Seat: h.Seat()}
	r.Ctx = examtest.AtSeat(r.Seat)
	h.Admit(r.Seat)
	r.Connect()
	return r.Begin().Page.Sitting.ID
}

// With the server the cameras and the officers' screens were away: every room with an open paper is reported, others are not.
func TestAnOutageIsReportedForTheRoomsItTouched(t *testing.T) {
	testenv.Engines(t, func(t *testing.T, open func(testing.TB) *sqldb.DB) {
		h := examtest.NewHouse(t, open(t), examtest.DefaultMix)
		in := func(room site.RoomID, begin bool) {
			a := h.Admission(h.Seat())
			a.RoomID = room
			h.Desk.Admit(a)
			if r := h.At(a.SeatID); begin {
				r.Begin()
			}
		}
		in("00000000000000000000open01", true)
		in("00000000000000000000open01", true)
		in("00000000000000000000wait02", false)
		h.Clock.Advance(time.Hour)
		o := exam.Outage{ID: "01outage000000000000000001", Cause: exam.ServerDown, From: h.Clock.Now().Add(-time.Minute), To: h.Clock.Now(), Evidence: "{}"}
		in("00000000000000000000late03", true) // began when the server was back
		if _, err := h.Service.CreditOutage(t.Context(), o); err != nil {
			t.Fatal(err)
		}
		var told []exam.RoomDark
		out := jobs.NewOutbox(h.DB, h.Clock.Now)
		out.On(exam.TopicRoomDark, func(_ context.Context, e actor.Event) error {
			var d exam.RoomDark
			err := json.Unmarshal(e.Body, &d)
			told = append(told, d)
			return err
		})
		for {
			n, err := out.Deliver(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if n == 0 {
				break
			}
		}
		if len(told) != 1 || told[0].Room != "00000000000000000000open01" || told[0].Cause != exam.ServerDown || told[0].Outage != o.ID || !told[0].To.Equal(o.To) {
			t.Errorf("%+v", told)
		}
	})
}
