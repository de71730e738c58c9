package halt_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/examtest"
	"github.com/suikao/suikao/exam/halt"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/fault"
)

func TestARoomStopsAndGoesOn(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		one, alone, waits, next := h.Sit().Begin(), h.Sit().Begin(), h.Sit(), h.in(other).Begin()
		if _, err := h.Service.Pause(examtest.Invigilator(), alone.Page.Sitting.ID, exam.Reason{Code: "MEDICAL"}); err != nil {
			t.Fatal(err)
		}
		one.Answer(1, "A")
		h.Clock.Advance(time.Minute)
		var pushed []site.SeatID
		h.Service.OnChange(func(s site.SeatID) { pushed = append(pushed, s) })
		p, err := h.halt.PauseRoom(officer(), examtest.Room, reason)
		if err != nil || p.Sittings != 1 || p.State != halt.Stands || p.ByName == "" || len(pushed) != 1 || pushed[0] != one.Seat {
			t.Fatalf("%+v %v, pushed %v", p, err, pushed)
		}
		h.state(one, exam.Paused, exam.PauseRoom)
		h.state(alone, exam.Paused, exam.PauseOne)
		h.state(next, exam.Running, exam.PauseOne)
		if x := one.Send(one.Write(exam.EntryAnswer, 2, "A")); !errors.Is(x.Err, exam.ErrPaused) {
			t.Errorf("an answer in a stopped room: %v", x.Err)
		}
		page, err := h.Service.Peek(one.Ctx, "", "zh-CN")
		if err != nil || page.Paused != "POWER: 配电箱跳闸" {
			t.Errorf("the page says %q, %v", page.Paused, err)
		}
		_, err = h.halt.PauseRoom(officer(), examtest.Room, reason)
		if !errors.Is(err, halt.ErrStands) {
			t.Errorf("paused twice: %v", err)
		}
		_, err = h.Service.Pledge(waits.Ctx, waits.Grip(), waits.Confirm(), [16]byte{1}, "zh-CN")
		if err == nil {
			_, err = h.Service.Practised(waits.Ctx, waits.Grip(), true, "zh-CN")
		}
		if err == nil {
			_, err = h.Service.Start(waits.Ctx, waits.Grip(), "zh-CN")
		}
		if !errors.Is(err, exam.ErrRoomPaused) {
			t.Errorf("a start in a stopped room: %v", err)
		}
		_, err = h.Service.Resume(examtest.Invigilator(), alone.Page.Sitting.ID, exam.Reason{Code: "MEDICAL"})
		if !errors.Is(err, exam.ErrRoomHolds) {
			t.Errorf("one person goes on in a stopped room: %v", err)
		}
		h.Clock.Advance(7*time.Minute + 100*time.Millisecond)
		h.sweep()
		p, err = h.halt.Resume(officer(), p.ID, exam.Reason{Code: "POWER", Text: "已送电"})
		if err != nil || p.State != halt.Over || p.Resumed != 1 || p.Kept != 0 || p.Sittings != 1 || p.ResumedByName == "" || p.ResumeReason.Text != "已送电" {
			t.Fatalf("%+v %v", p, err)
		}
		h.state(one, exam.Running, exam.PauseOne)
		h.state(alone, exam.Paused, exam.PauseOne)
		if sit := h.sitting(one); sit.CreditedSeconds != 421 || !sit.Deadline.Equal(sit.StartedAt.Add(sit.Limit())) {
			t.Errorf("credited %d", sit.CreditedSeconds)
		}
		if page, err = h.Service.Peek(one.Ctx, "", "zh-CN"); err != nil || len(page.Given) != 1 || page.Given[0].Kind != exam.GivenRoom ||
			page.Given[0].Code != "POWER" || page.Given[0].Text != "配电箱跳闸" || page.Given[0].Seconds != 421 {
			t.Errorf("given %+v %v", page.Given, err)
		}
		if _, err := h.halt.Resume(officer(), p.ID, reason); !errors.Is(err, halt.ErrOver) {
			t.Errorf("resumed twice: %v", err)
		}
		if _, err := h.Service.Start(waits.Ctx, waits.Grip(), "zh-CN"); err != nil {
			t.Errorf("a start afterwards: %v", err)
		}
		one.Seq--
		one.Answer(2, "A")
		for _, r := range []*examtest.Robot{one, alone, waits, next} {
			r.Check()
		}
	})
}

func TestWhoMayStopARoom(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		h.Sit().Begin()
		for name, c := range map[string]struct {
			ctx  context.Context
			want error
		}{
			"nobody":         {context.Background(), site.ErrNotFound},
			"another place":  {examtest.Officer("/authority/elsewhere/", people.RemoteInvigilator), site.ErrNotFound},
			"another office": {examtest.Officer(examtest.OrgPath, people.ResultReleaser), exam.ErrForbidden},
		} {
			if _, err := h.halt.PauseRoom(c.ctx, examtest.Room, reason); !errors.Is(err, c.want) {
				t.Errorf("%s pauses a room: %v", name, err)
			}
			if _, err := h.halt.PauseSite(c.ctx, point, reason); !errors.Is(err, c.want) {
				t.Errorf("%s pauses a site: %v", name, err)
			}
			if _, err := h.halt.State(c.ctx, examtest.Room, h.Clock.Now().Add(-time.Minute), h.Clock.Now(), reason); !errors.Is(err, c.want) {
				t.Errorf("%s states an outage: %v", name, err)
			}
		}
		if _, err := h.halt.PauseRoom(officer(), examtest.Room, exam.Reason{Code: "OTHER"}); fault.KindOf(err) != fault.Invalid {
			t.Errorf("without a reason: %v", err)
		}
		if live, _ := h.store.LivePauses(t.Context()); len(live) != 0 {
			t.Errorf("%d pauses of refused acts", len(live))
		}
		if _, err := h.halt.State(officer(), examtest.Room, h.Clock.Now().Add(-time.Minute), h.Clock.Now(), reason); !errors.Is(err, exam.ErrForbidden) {
			t.Errorf("an attendant states an outage: %v", err)
		}
	})
}

// A room within a site: who was stopped by the one stays stopped while the other stands, whichever ends first.
func TestPausesThatOverlap(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		for _, roomFirst := range []bool{true, false} {
			a, b := h.Sit().Begin(), h.in(other).Begin()
			room, err := h.halt.PauseRoom(officer(), examtest.Room, reason)
			if err != nil {
				t.Fatal(err)
			}
			h.Clock.Advance(time.Minute)
			whole, err := h.halt.PauseSite(officer(), point, reason)
			if err != nil {
				t.Fatal(err)
			}
			h.state(a, exam.Paused, exam.PauseRoom)
			h.state(b, exam.Paused, exam.PauseSite)
			first, second := room, whole
			if !roomFirst {
				first, second = whole, room
			}
			h.Clock.Advance(time.Minute)
			if first, err = h.halt.Resume(officer(), first.ID, reason); err != nil || first.State != halt.Over {
				t.Fatal(first, err)
			}
			h.sweep()
			if h.sitting(a).State != exam.Paused || (h.sitting(b).State == exam.Paused) != roomFirst {
				t.Errorf("after the first: %s %s", h.sitting(a).State, h.sitting(b).State)
			}
			h.Clock.Advance(time.Minute)
			if second, err = h.halt.Resume(officer(), second.ID, reason); err != nil || second.State != halt.Over {
				t.Fatal(second, err)
			}
			h.state(a, exam.Running, exam.PauseOne)
			h.state(b, exam.Running, exam.PauseOne)
			if s := h.sitting(a); s.CreditedSeconds != 180 {
				t.Errorf("stood for 180 s, given %d", s.CreditedSeconds)
			}
			a.Check()
			b.Check()
		}
	})
}

// A pause that stands reaches who runs in the room by whatever way: a start in the same instant, the return from a room node.
func TestTheSweeperFinishesAPause(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		r := h.Sit().Begin()
		ill := h.deps()
		ill.Sittings = broken{}
		p, err := halt.New(ill).PauseRoom(officer(), examtest.Room, reason) // the node dies after the row
		if err != nil || p.Sittings != 0 {
			t.Fatal(p, err)
		}
		h.state(r, exam.Running, exam.PauseOne)
		h.restart()
		h.Clock.Advance(3 * time.Second)
		for range 3 {
			h.sweep()
		}
		h.state(r, exam.Paused, exam.PauseRoom)
		if p, _ = h.store.Pause(t.Context(), p.ID); p.Sittings != 1 {
			t.Errorf("counted %d", p.Sittings)
		}
		ill.Sittings = broken{}
		if p, err = halt.New(ill).Resume(officer(), p.ID, reason); err != nil || p.State != halt.Resuming {
			t.Fatal(p, err)
		}
		h.Clock.Advance(3 * time.Second)
		var wg sync.WaitGroup
		for range 4 { // several nodes at once
			wg.Go(func() {
				if err := h.halt.SweepOnce(t.Context()); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		h.state(r, exam.Running, exam.PauseOne)
		if p, _ = h.store.Pause(t.Context(), p.ID); p.State != halt.Over || p.Resumed != 1 {
			t.Errorf("%+v", p)
		}
		if s := h.sitting(r); s.CreditedSeconds != 3 {
			t.Errorf("given %d s", s.CreditedSeconds)
		}
		r.Check()
	})
}

// broken is a node that dies before it reaches a sitting.
type broken struct{}

var errDied = errors.New("the node died")

func (broken) PauseTogether(context.Context, []exam.SittingID, exam.Together) error  { return errDied }
func (broken) ResumeTogether(context.Context, []exam.SittingID, exam.Together) error { return errDied }
func (broken) Credit(context.Context, exam.SittingID, exam.Outage) (bool, error) {
	return false, errDied
}

// More people than one transaction takes; one was stopped for longer than the rules allow one person to be.
func TestAFullRoom(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		h.Law.ResumeWithin = 30
		h.restart()
		var all []*examtest.Robot
		for range 45 {
			all = append(all, h.Sit().Begin())
		}
		p, err := h.halt.PauseRoom(officer(), examtest.Room, reason)
		if err != nil || p.Sittings != 45 {
			t.Fatal(p, err)
		}
		h.Clock.Advance(31 * time.Minute)
		if p, err = h.halt.Resume(officer(), p.ID, reason); err != nil || p.Resumed != 0 || p.Kept != 45 || p.State != halt.Over {
			t.Fatal(p, err)
		}
		for _, r := range all {
			if s := h.sitting(r); s.State != exam.Paused || s.PauseRef != "" {
				t.Fatalf("%s %q", s.State, s.PauseRef)
			}
		}
		if _, err := h.Service.Abort(examtest.Invigilator(), all[0].Page.Sitting.ID, exam.Reason{Code: "POWER"}); err != nil {
			t.Error(err)
		}
	})
}

// What a room node holds is asked for, paused when it is back, and not handed over again while the pause stands.
func TestASittingOnARoomNode(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		r, later := h.Sit().Begin(), h.Sit().Begin()
		keep := func(context.Context, exam.Parcel) error { return nil }
		if _, err := h.Service.HandOver(t.Context(), examtest.Room, r.Seat, keep); err != nil {
			t.Fatal(err)
		}
		var asked []exam.SittingID
		d := h.deps()
		d.Recall = func(_ context.Context, id exam.SittingID, why string) error {
			if asked = append(asked, id); why != reason.Text {
				t.Errorf("asked back because of %q", why)
			}
			return errDied // it fails: the pause stands all the same
		}
		p, err := halt.New(d).PauseRoom(officer(), examtest.Room, reason)
		if err != nil || p.Sittings != 1 || len(asked) != 1 || asked[0] != r.Page.Sitting.ID {
			t.Fatalf("%+v %v %v", p, asked, err)
		}
		h.sweep()
		h.state(r, exam.Running, exam.PauseOne) // the node's
		h.state(later, exam.Paused, exam.PauseRoom)
		if err := h.Service.CallBack(t.Context(), r.Page.Sitting.ID, func(context.Context, exam.Sitting) error { return nil }); err != nil {
			t.Fatal(err)
		}
		if _, err := h.Service.HandOver(t.Context(), examtest.Room, r.Seat, keep); !errors.Is(err, exam.ErrRoomPaused) {
			t.Errorf("handed over in a stopped room: %v", err)
		}
		h.sweep()
		h.state(r, exam.Paused, exam.PauseRoom)
		if p, _ = h.store.Pause(t.Context(), p.ID); p.Sittings != 2 {
			t.Errorf("%+v", p)
		}
	})
}
