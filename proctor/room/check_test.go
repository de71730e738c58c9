package room_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/proctor"
	"github.com/suikao/suikao/proctor/device"
	"github.com/suikao/suikao/proctor/face"
	"github.com/suikao/suikao/proctor/room"
)

func (h *house) admitted(n int) booking.Admission {
	h.t.Helper()
	a := h.sit(n)
	for range 2 { // an event may come again
		h.tell(booking.TopicAdmitted, `{"admission":"`+string(a.ID)+`","room":"`+string(roomA)+`"}`)
	}
	return a
}

func (h *house) checks() {
	h.t.Helper()
	h.good(h.CheckOnce(system()))
}

func (h *house) last(a booking.Admission) room.Check {
	h.t.Helper()
	list, err := h.ChecksOf(officer(), a.ID)
	h.good(err)
	if len(list) == 0 {
		h.t.Fatal("no check")
	}
	return list[len(list)-1]
}

func goodMatch() face.Match {
	return face.Match{ID: "01match", Statement: face.Statement{Kind: face.Matched, Same: true, Live: true}}
}

func TestNoChecksWithoutHardwareOrSetting(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		a := h.admitted(1)
		if list, err := h.ChecksOf(officer(), a.ID); err != nil || len(list) != 0 {
			t.Fatal(list, err)
		}
	})
}

// By the edge: the seat's check, then one at a random time, each once; a failed one calls people and ends nothing.
func TestChecksByTheEdge(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		h.sim.Stand(roomA, device.FaceSame)
		h.w.match = goodMatch()
		a := h.admitted(1)
		h.checks()
		if h.w.looked != 0 {
			t.Fatal("nobody has sat down yet")
		}
		h.pass(time.Minute)
		h.checks()
		h.checks()
		c := h.last(a)
		if h.w.looked != 1 || c.Kind != room.AtRandom || c.State != room.CheckWaiting || c.DueAt.Sub(h.clock.Now()) != 15*time.Minute {
			t.Fatalf("looked %d, next %+v", h.w.looked, c)
		}
		h.w.mu.Lock()
		h.w.state[a.ID] = exam.Paused
		h.w.mu.Unlock()
		h.pass(15 * time.Minute)
		h.checks()
		if h.w.looked != 1 {
			t.Fatal("somebody on a break was looked for")
		}
		h.w.mu.Lock()
		h.w.state[a.ID] = exam.Running
		h.w.match = face.Match{ID: "01match", Statement: face.Statement{Kind: face.Matched, Live: true}} // somebody else
		h.w.mu.Unlock()
		h.pass(2 * time.Minute)
		for i := range 3 {
			h.checks()
			if n := h.w.kinds()[proctor.RecheckFailed]; (n > 0) != (i == 2) {
				t.Fatalf("after %d tries %d incidents", i+1, n)
			}
			h.pass(20 * time.Second)
		}
		if in := h.w.raised[0]; in.Sitting != exam.SittingID("sitting-"+string(a.ID)) || in.Seat != a.SeatID {
			t.Errorf("%+v", in)
		}
		h.checks()
		list, err := h.Checks(officer())
		if err != nil || len(list) != 1 || h.w.looked != 4 {
			t.Fatalf("%v %v looked %d", list, err, h.w.looked)
		}
		// The officer sees that it is the same person after all.
		if c, err = h.Decide(officer(), list[0].ID, true, ""); err != nil || c.State != room.CheckPassed || h.w.overs(proctor.RecheckFailed) != 1 {
			t.Fatalf("%+v %v", c, err)
		}
		if _, err := h.Decide(officer(), list[0].ID, true, ""); !errors.Is(err, room.ErrDecided) {
			t.Error(err)
		}
		h.leave(a)
		h.pass(time.Hour)
		h.checks()
		if c := h.last(a); c.State != room.CheckGone {
			t.Errorf("%+v", c)
		}
	})
}

// Who did not agree to faces is looked at by a person, and pays nothing when nobody looks.
func TestChecksWithoutAFace(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		if _, err := h.Set(staffAt("/a/", people.ExamManager), roomA, room.Settings{Rechecks: room.On}); err != nil {
			t.Fatal(err)
		}
		h.w.faceErr = face.ErrNotFound
		a, b := h.admitted(1), h.admitted(2)
		h.pass(time.Minute)
		h.checks()
		if n := len(h.w.kinds()); n != 0 {
			t.Fatal("an incident because of a missing consent", h.w.kinds())
		}
		list, err := h.Checks(officer())
		if err != nil || len(list) != 2 {
			t.Fatal(list, err)
		}
		for name, ctx := range map[string]context.Context{"a stranger": staffAt("/s/", people.RemoteInvigilator), "a manager": staffAt("/a/", people.ExamManager), "nobody": context.Background()} {
			if _, err := h.Decide(ctx, h.last(a).ID, true, ""); err == nil {
				t.Errorf("%s decides", name)
			}
		}
		me := actor.From(officer())
		me.Person = string(a.PersonID)
		if _, err := h.Decide(actor.With(context.Background(), me), h.last(a).ID, true, ""); !errors.Is(err, room.ErrOwnCheck) {
			t.Error(err)
		}
		if _, err := h.Decide(officer(), h.last(a).ID, false, ""); !hasCode(err, room.ErrReason) {
			t.Error(err)
		}
		if c, err := h.Decide(officer(), h.last(a).ID, false, "与证件照明显不是同一人"); err != nil || c.State != room.CheckFailed || h.w.kinds()[proctor.RecheckFailed] != 1 {
			t.Fatalf("%+v %v", c, err)
		}
		h.pass(10 * time.Minute)
		h.checks()
		seen, err := h.ChecksOf(officer(), b.ID)
		if err != nil || len(seen) != 2 || seen[0].State != room.CheckMissed || seen[1].Kind != room.AtRandom {
			t.Fatalf("%+v %v", seen, err)
		}
		k := h.w.kinds()
		if k[proctor.LateReaction] != 1 || k[proctor.RecheckFailed] != 1 {
			t.Fatal("the officers' delay must not be held against the person", k)
		}
	})
}
