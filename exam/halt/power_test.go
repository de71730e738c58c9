package halt_test

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/examtest"
	"github.com/suikao/suikao/exam/halt"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/jobs"
	"github.com/suikao/suikao/internal/sqldb"
)

// lose notes that a seat was last heard at a time.
func (h *house) lose(r *examtest.Robot, heard time.Time) {
	h.T.Helper()
	if err := h.halt.Lost(h.T.Context(), r.Page.Sitting.ID, r.Page.Epoch, heard); err != nil {
		h.T.Fatal(err)
	}
}

// dark returns what was reported as unwatched.
func (h *house) dark() []exam.RoomDark {
	h.T.Helper()
	var out []exam.RoomDark
	o := jobs.NewOutbox(h.DB, h.Clock.Now)
	o.On(exam.TopicRoomDark, func(_ context.Context, e actor.Event) error {
		var d exam.RoomDark
		err := json.Unmarshal(e.Body, &d)
		out = append(out, d)
		return err
	})
	for {
		n, err := o.Deliver(h.T.Context())
		if err != nil {
			h.T.Fatal(err)
		}
		if n == 0 {
			return out
		}
	}
}

// A node that dies between a seat's new connection and the note that it is back leaves no room in the dark.
func TestASeatWhoseReturnNobodyNoted(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		a, b := h.Sit().Begin(), h.Sit().Begin()
		gone, old := h.Clock.Now(), b.Page.Epoch
		h.Clock.Advance(time.Minute)
		b.Connect()
		h.lose(a, gone)
		if err := h.store.AddLoss(t.Context(), halt.Loss{Sitting: b.Page.Sitting.ID, Epoch: old, Room: examtest.Room, Seat: h.sitting(b).Seat, HeardAt: gone, NoticedAt: h.Clock.Now()}); err != nil {
			t.Fatal(err)
		}
		h.sweep()
		a.Connect()
		h.sweep()
		if dark, err := h.board.Dark(t.Context(), examtest.Room); dark || err != nil {
			t.Errorf("both are back, dark is %v, %v", dark, err)
		}
		if s := h.sitting(b); s.CreditedSeconds != 60 {
			t.Errorf("the seat was away for 60 s and got %d", s.CreditedSeconds)
		}
	})
}

func TestARoomWithoutPower(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		var all []*examtest.Robot
		for range 3 {
			all = append(all, h.Sit().Begin())
		}
		all[0].Answer(1, "A")
		elsewhere := h.in(other).Begin()
		h.Clock.Advance(118 * time.Minute) // two minutes left
		gone := h.Clock.Now()
		h.Clock.Advance(50 * time.Second) // nobody answers the pings
		for i, r := range all {
			h.lose(r, gone.Add(-time.Duration(i*9)*time.Second))
			h.sweep()
			if dark, _ := h.board.Dark(t.Context(), examtest.Room); dark != (i == 2) {
				t.Fatalf("after %d seats dark is %v", i+1, dark)
			}
		}
		h.Clock.Advance(4 * time.Minute) // all deadlines pass in the dark
		if err := h.Service.SweepOnce(t.Context()); err != nil {
			t.Fatal(err)
		}
		h.state(all[0], exam.Running, exam.PauseOne)
		if s := h.sitting(elsewhere); !s.State.HandedIn() {
			t.Errorf("another room: %s", s.State)
		}
		all[0].Connect()
		if p := all[0].Page; p.Sitting.CreditedSeconds != 290 || p.Sitting.Remaining(p.Now) != 2*time.Minute ||
			len(p.Given) != 1 || p.Given[0].Code != exam.RoomPower || p.Given[0].Kind != exam.GivenOutage || !p.Given[0].From.Equal(gone) {
			t.Fatalf("given %d s, left %s: %+v", p.Sitting.CreditedSeconds, p.Sitting.Remaining(p.Now), p.Given)
		}
		all[0].Answer(2, "A")
		h.Clock.Advance(time.Minute)
		all[1].Connect()
		h.Clock.Advance(10 * time.Second)
		for range 3 {
			h.sweep()
		}
		if s := h.sitting(all[1]); s.CreditedSeconds != 350 {
			t.Errorf("the second was away for 350 s and got %d", s.CreditedSeconds)
		}
		if dark, _ := h.board.Dark(t.Context(), examtest.Room); !dark || len(h.dark()) != 0 {
			t.Error("one seat is still away")
		}
		all[2].Connect()
		h.sweep()
		if dark, _ := h.board.Dark(t.Context(), examtest.Room); dark {
			t.Error("everybody is back")
		}
		list, err := h.halt.Outages(officer(), examtest.Room, time.Time{}, time.Time{})
		if err != nil || len(list) != 1 || list[0].Basis != halt.ByEvidence || !list[0].From.Equal(gone) || !list[0].To.Equal(gone.Add(6*time.Minute)) ||
			strings.Count(list[0].Evidence, `"heard"`) != 3 {
			t.Fatalf("%+v %v", list, err)
		}
		if d := h.dark(); len(d) != 1 || d[0].Room != examtest.Room || !d[0].To.Equal(list[0].To) {
			t.Errorf("reported as unwatched: %+v", d)
		}
		h.Clock.Advance(3 * time.Minute)
		if err := h.Service.SweepOnce(t.Context()); err != nil {
			t.Fatal(err)
		}
		for _, r := range all {
			if s := h.sitting(r); !s.State.HandedIn() {
				t.Errorf("deadlines count again: %s", s.State)
			}
		}
	})
}

// What is not the loss of the room gives nothing: one seat alone, one of several, a flicker, seats lost at different times.
func TestWhatIsNoLossOfTheRoom(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		nothing := func(name string, all ...*examtest.Robot) {
			t.Helper()
			h.sweep()
			for i, r := range all {
				r.Connect()
				if s := h.sitting(r); s.CreditedSeconds != 0 {
					t.Errorf("%s: seat %d got %d s", name, i, s.CreditedSeconds)
				}
			}
			h.Clock.Advance(11 * time.Minute)
		}
		a := h.Sit().Begin()
		h.lose(a, h.Clock.Now())
		h.Clock.Advance(5 * time.Minute)
		nothing("one person alone in the room", a)
		b := h.Sit().Begin()
		h.lose(a, h.Clock.Now())
		h.Clock.Advance(5 * time.Minute)
		nothing("one of two", a, b)
		h.lose(a, h.Clock.Now())
		h.Clock.Advance(26 * time.Second)
		h.lose(b, h.Clock.Now())
		a.Connect()
		h.Clock.Advance(5 * time.Minute)
		nothing("one after the other", a, b)
		h.lose(a, h.Clock.Now())
		h.lose(b, h.Clock.Now())
		h.Clock.Advance(29 * time.Second)
		a.Connect()
		b.Connect()
		nothing("a flicker", a, b)
		if d := h.dark(); len(d) != 0 {
			t.Errorf("reported: %+v", d)
		}
	})
}

// A connection that a newer one ended is noticed after the return; nothing is lost by it, and nothing is given twice.
func TestTheSeatIsBackBeforeItsLossIsNoticed(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		a, b := h.Sit().Begin(), h.Sit().Begin()
		gone, epoch := h.Clock.Now(), a.Page.Epoch
		h.Clock.Advance(45 * time.Second)
		a.Connect() // its old connection is ended by this one
		if err := h.halt.Lost(t.Context(), a.Page.Sitting.ID, epoch, gone); err != nil {
			t.Fatal(err)
		}
		h.Clock.Advance(5 * time.Second)
		h.lose(b, gone)
		for range 3 {
			h.sweep()
		}
		if s := h.sitting(a); s.CreditedSeconds != 45 {
			t.Errorf("given %d s", s.CreditedSeconds)
		}
		h.lose(b, gone) // said twice
		h.Clock.Advance(10 * time.Second)
		b.Connect()
		b.Connect()
		if s := h.sitting(b); s.CreditedSeconds != 60 {
			t.Errorf("given %d s", s.CreditedSeconds)
		}
		a.Check()
		b.Check()
	})
}

func TestAStatementIsBelievedWithinReason(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		r := h.Sit().Begin()
		h.Clock.Advance(30 * time.Minute)
		now := h.Clock.Now()
		ago := func(d time.Duration) time.Time { return now.Add(-d) }
		for name, c := range map[string]struct {
			from, to time.Time
			r        exam.Reason
			want     error
		}{
			"backwards":     {ago(time.Minute), ago(2 * time.Minute), reason, halt.ErrOutage},
			"in the future": {ago(time.Minute), now.Add(time.Minute), reason, halt.ErrOutage},
			"long ago":      {ago(25 * time.Hour), ago(24 * time.Hour), reason, halt.ErrOutage},
			"too long":      {ago(5 * time.Hour), ago(time.Minute), reason, halt.ErrOutage},
			"without words": {ago(time.Minute), now, exam.Reason{Code: "POWER"}, halt.ErrOutage},
			"no such code":  {ago(time.Minute), now, exam.Reason{Code: "X", Text: "停电了"}, exam.ErrReason},
		} {
			if _, err := h.halt.State(examtest.Invigilator(), examtest.Room, c.from, c.to, c.r); !errors.Is(err, c.want) {
				t.Errorf("%s: %v", name, err)
			}
		}
		if _, err := h.halt.State(examtest.Invigilator(), site.RoomID("x"), ago(time.Minute), now, reason); !errors.Is(err, site.ErrNotFound) {
			t.Error(err)
		}
		for range 2 { // the same again gives nothing
			o, err := h.halt.State(examtest.Invigilator(), examtest.Room, ago(40*time.Minute), ago(20*time.Minute), reason)
			if err != nil || o.ByName == "" {
				t.Fatal(o, err)
			}
		}
		if s := h.sitting(r); s.CreditedSeconds != 600 {
			t.Errorf("ten minutes of the paper: %d s", s.CreditedSeconds)
		}
		credits, err := h.Service.Credits(t.Context(), r.Page.Sitting.ID)
		if err != nil || len(credits) != 1 || !strings.Contains(credits[0].Evidence, "配电箱跳闸") {
			t.Errorf("%+v %v", credits, err)
		}
		r.Check()
	})
}

// However pauses, outages of the server, losses of the room and statements lie over each other: every second in which the
// clock should have stood is given once, and no other.
func TestEverySecondIsGivenOnce(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		h.Law.Minutes = 480
		h.restart()
		rapid.Check(t, func(rt *rapid.T) {
			if h.DB.Engine() != sqldb.SQLite && rapid.IntRange(0, 3).Draw(rt, "some") > 0 {
				return
			}
			r := h.Sit().Begin()
			ran(rt, h, r)
			r.Check()
			if _, err := h.Service.HandIn(examtest.Invigilator(), r.Page.Sitting.ID, exam.Reason{Code: "EQUIPMENT"}); err != nil {
				rt.Fatal(err)
			}
		})
	})
}

// ran lets a sitting pass through a number of interruptions and compares what it was given with the seconds themselves.
func ran(t *rapid.T, h *house, r *examtest.Robot) {
	id, start := r.Page.Sitting.ID, h.Clock.Now()
	stood := map[int]bool{}
	second := func() int { return int(h.Clock.Now().Sub(start) / time.Second) }
	mark := func(from, to int) {
		for n := max(0, from); n < to; n++ {
			stood[n] = true
		}
	}
	must := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	paused, room := -1, halt.PauseID("")
	for range rapid.IntRange(1, 12).Draw(t, "steps") {
		h.Clock.Advance(time.Duration(rapid.IntRange(1, 90).Draw(t, "seconds")) * time.Second)
		now := second()
		to := now - rapid.IntRange(0, 60).Draw(t, "ended")
		from := to - rapid.IntRange(1, 120).Draw(t, "lasted")
		switch rapid.SampledFrom([]string{"pause", "room", "server", "statement"}).Draw(t, "what") {
		case "pause":
			if paused < 0 {
				_, err := h.Service.Pause(examtest.Invigilator(), id, reason)
				must(err)
				paused = now
			} else if room == "" {
				_, err := h.Service.Resume(examtest.Invigilator(), id, reason)
				must(err)
				mark(paused, now)
				paused = -1
			}
		case "room":
			if room == "" && paused < 0 {
				p, err := h.halt.PauseRoom(officer(), examtest.Room, reason)
				must(err)
				paused, room = now, p.ID
			} else if room != "" {
				_, err := h.halt.Resume(officer(), room, reason)
				must(err)
				mark(paused, now)
				paused, room = -1, ""
			}
		case "server":
			_, err := h.Service.CreditOutage(t.Context(), exam.Outage{ID: actor.NewID(h.Clock.Now()), Cause: exam.ServerDown,
				From: start.Add(time.Duration(from) * time.Second), To: start.Add(time.Duration(to) * time.Second), Evidence: "{}"})
			must(err)
			mark(from, to)
		case "statement":
			_, err := h.halt.State(examtest.Invigilator(), examtest.Room, start.Add(time.Duration(from)*time.Second), start.Add(time.Duration(to)*time.Second), reason)
			must(err)
			mark(from, to)
		}
	}
	if room != "" {
		_, err := h.halt.Resume(officer(), room, reason)
		must(err)
		mark(paused, second())
	} else if paused >= 0 {
		_, err := h.Service.Resume(examtest.Invigilator(), id, reason)
		must(err)
		mark(paused, second())
	}
	sit, err := h.Real.Sitting(t.Context(), id)
	must(err)
	if sit.CreditedSeconds != len(stood) {
		t.Fatalf("given %d s for %d in which the clock should have stood", sit.CreditedSeconds, len(stood))
	}
	page, err := h.Service.Peek(r.Ctx, "", "zh-CN")
	must(err)
	sum := 0
	for _, g := range page.Given {
		sum += g.Seconds
	}
	if sum != sit.CreditedSeconds {
		t.Fatalf("the page explains %d s of %d", sum, sit.CreditedSeconds)
	}
}

func TestOldLossesOfSingleSeatsGo(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		rows := func() (n int) {
			if err := h.DB.SQL().QueryRow("SELECT COUNT(*) FROM seat_loss").Scan(&n); err != nil {
				t.Fatal(err)
			}
			return n
		}
		a, b, c := h.Sit().Begin(), h.Sit().Begin(), h.in(other).Begin()
		gone := h.Clock.Now()
		h.Clock.Advance(time.Minute)
		h.lose(a, gone)
		h.lose(b, gone) // with a the whole room
		h.sweep()
		h.lose(c, gone) // alone in the other room
		c.Connect()     // and once more: a return without a loss
		c.Connect()
		before := rows()
		tidy := func() {
			if err := h.halt.Tidy(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		tidy()
		if rows() != before || before < 4 {
			t.Fatalf("%d of %d rows after a minute", rows(), before)
		}
		h.Clock.Advance(49 * time.Hour)
		tidy()
		if n := rows(); n != 2 {
			t.Errorf("%d rows after two days, want the two of the room's loss", n)
		}
	})
}

// A node that hangs tells of its losses when it wakes up. The seats went on elsewhere within seconds: nothing was lost.
func TestANodeThatHung(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		a, b := h.Sit().Begin(), h.Sit().Begin()
		gone, epochs := h.Clock.Now(), map[*examtest.Robot]int64{a: a.Page.Epoch, b: b.Page.Epoch}
		h.Clock.Advance(4 * time.Second)
		for r := range epochs {
			r.Connect()
			r.Answer(1, "A")
		}
		h.Clock.Advance(2 * time.Minute)
		for r, epoch := range epochs {
			for range 2 {
				if err := h.halt.Lost(t.Context(), r.Page.Sitting.ID, epoch, gone); err != nil {
					t.Fatal(err)
				}
			}
		}
		for range 3 {
			h.sweep()
		}
		for r := range epochs {
			if s := h.sitting(r); s.CreditedSeconds != 0 {
				t.Errorf("given %d s for nothing", s.CreditedSeconds)
			}
			r.Check()
		}
		if d := h.dark(); len(d) != 0 {
			t.Errorf("reported as unwatched: %+v", d)
		}
		if list, err := h.halt.Outages(officer(), examtest.Room, time.Time{}, time.Time{}); err != nil || len(list) != 0 {
			t.Errorf("shown as a loss of the room: %+v %v", list, err)
		}
	})
}
