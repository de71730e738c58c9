package room_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/proctor"
	"github.com/suikao/suikao/proctor/room"
)

func TestFireOpensPausesCallsAndStays(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		h.good(h.Sense(system(), roomA))
		if err := h.Admits(system(), roomA); err != nil {
			t.Fatal(err)
		}
		h.sim.Wire(roomA, room.Wires{Fire: room.WireOn})
		for range 3 {
			h.good(h.Sense(system(), roomA))
		}
		if !h.sim.Held(roomA) || h.w.pauses != 1 || h.w.kinds()[proctor.Fire] != 1 || len(h.w.calls) != 1 || h.w.calls[0] != "room.fire" {
			t.Fatalf("held %v pauses %d incidents %v calls %v", h.sim.Held(roomA), h.w.pauses, h.w.kinds(), h.w.calls)
		}
		err := h.Admits(system(), roomA)
		if !errors.Is(err, booking.ErrRoomShut) || !strings.Contains(err.Error(), "gate.room_shut") {
			t.Fatal(err)
		}
		// The controller restarts: the door is opened again, by this process or the next.
		h.good(h.sim.Hold(system(), roomA, false))
		h.good(h.again().Sense(system(), roomA))
		if !h.sim.Held(roomA) || h.w.pauses != 1 || h.w.kinds()[proctor.Fire] != 1 {
			t.Fatal("an emergency did not survive a restart, or was told again")
		}
		if _, err := h.End(officer(), roomA, "误报，已到场确认"); !errors.Is(err, room.ErrStillOn) {
			t.Fatalf("ended while the alarm is on: %v", err)
		}
		h.sim.Wire(roomA, room.Wires{Fire: room.WireOff})
		h.good(h.Sense(system(), roomA))
		if !h.sim.Held(roomA) {
			t.Fatal("a silent alarm alone must not lock the door")
		}
		for name, ctx := range map[string]context.Context{"a stranger": staffAt("/s/", people.RemoteInvigilator), "a manager": staffAt("/a/", people.ExamManager), "nobody": context.Background()} {
			if _, err := h.End(ctx, roomA, "解除解除"); err == nil {
				t.Errorf("%s ends it", name)
			}
		}
		if _, err := h.End(officer(), roomA, " "); !hasCode(err, room.ErrReason) {
			t.Error(err)
		}
		at, err := h.End(officer(), roomA, "误报，已到场确认")
		if err != nil || at.Emergency != room.Calm || h.sim.Held(roomA) || h.w.overs(proctor.Fire) != 1 {
			t.Fatalf("%+v %v", at, err)
		}
		h.good(h.Admits(system(), roomA))
		if _, err := h.End(officer(), roomA, "再一次"); !errors.Is(err, room.ErrCalm) {
			t.Error(err)
		}
	})
}

// The incident or the pause cannot be had at first: both come as soon as they can, the door does not wait.
func TestEmergencyIsCarriedOutAgain(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		h.w.failing, h.w.stands = true, true // somebody has paused the room already
		h.sim.Wire(roomA, room.Wires{Panic: room.WireOn})
		h.sim.Break(roomA, true)
		_ = h.Sense(system(), roomA)
		if h.w.pauses != 0 || len(h.w.calls) != 0 {
			t.Fatal(h.w.pauses, h.w.calls)
		}
		h.w.mu.Lock()
		h.w.failing = false
		h.w.mu.Unlock()
		h.sim.Break(roomA, false)
		h.good(h.Sense(system(), roomA))
		if !h.sim.Held(roomA) || h.w.kinds()[proctor.Panic] != 1 || len(h.w.calls) != 1 || h.w.calls[0] != "room.panic" {
			t.Fatal(h.sim.Held(roomA), h.w.kinds(), h.w.calls)
		}
		h.sim.Wire(roomA, room.Wires{Panic: room.WireOn, Fire: room.WireOn}) // it was the smoke
		h.good(h.Sense(system(), roomA))
		if h.w.kinds()[proctor.Fire] != 1 || len(h.w.calls) != 2 {
			t.Fatal(h.w.kinds(), h.w.calls)
		}
	})
}

func TestOfficerDeclares(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		if _, err := h.Declare(staffAt("/a/", people.Inspector), roomA, room.Fire, "看见烟雾"); !errors.Is(err, room.ErrForbidden) {
			t.Error(err)
		}
		if _, err := h.Declare(staffAt("/s/", people.RemoteAttendant), roomA, room.Fire, "看见烟雾"); !errors.Is(err, room.ErrNotFound) {
			t.Error(err)
		}
		if _, err := h.Declare(officer(), roomA, "FLOOD", "看见水"); !hasCode(err, room.ErrKind) {
			t.Error(err)
		}
		at, err := h.Declare(officer(), roomA, room.Panic, "考生倒地")
		if err != nil || at.Emergency != room.Panic || at.EmergencyName != "王值守" {
			t.Fatalf("%+v %v", at, err)
		}
		if _, err := h.Declare(officer(), roomA, room.Fire, "又一次"); !errors.Is(err, room.ErrStands) {
			t.Error(err)
		}
		for range 100 {
			if h.sim.Held(roomA) && h.w.kinds()[proctor.Panic] == 1 {
				return
			}
			time.Sleep(50 * time.Millisecond)
		}
		t.Fatal("the door did not open")
	})
}

func TestLockLimitAndPower(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		if _, err := h.Lock(staffAt("/a/", people.Inspector), roomA, "检修"); !errors.Is(err, room.ErrForbidden) {
			t.Error(err)
		}
		if _, err := h.Lock(staffAt("/a/", people.ExamManager), roomA, "更换\u200b摄像头"); err == nil {
			t.Error("a hidden character is taken")
		}
		if _, err := h.Lock(staffAt("/a/", people.ExamManager), roomA, "更换摄像头"); err != nil {
			t.Fatal(err)
		}
		if err := h.Admits(system(), roomA); !errors.Is(err, booking.ErrRoomShut) {
			t.Fatal(err)
		}
		if _, err := h.Lock(officer(), roomA, ""); err != nil {
			t.Fatal(err)
		}
		h.good(h.Admits(system(), roomA))
		if _, err := h.Set(officer(), roomA, room.Settings{Occupancy: 1}); !errors.Is(err, room.ErrForbidden) {
			t.Error(err)
		}
		for _, bad := range []room.Settings{{Occupancy: -1}, {Occupancy: 301}, {RequireTests: "MAYBE"}, {Rechecks: "X"}} {
			if _, err := h.Set(staffAt("/a/", people.ExamManager), roomA, bad); err == nil {
				t.Errorf("%+v is taken", bad)
			}
		}
		if _, err := h.Set(staffAt("/a/", people.ExamManager), roomA, room.Settings{Occupancy: 1}); err != nil {
			t.Fatal(err)
		}
		h.good(h.Admits(system(), roomA))
		a := h.sit(1)
		if err := h.Admits(system(), roomA); !errors.Is(err, booking.ErrRoomShut) {
			t.Fatal("one more than the limit")
		}
		h.leave(a)
		h.good(h.Admits(system(), roomA))
		h.sim.Wire(roomA, room.Wires{Mains: room.WireOn})
		for range 2 {
			h.good(h.Sense(system(), roomA))
		}
		if err := h.Admits(system(), roomA); !errors.Is(err, booking.ErrRoomShut) || h.w.kinds()[proctor.PowerLost] != 1 {
			t.Fatal(err, h.w.kinds())
		}
		h.sim.Wire(roomA, room.Wires{Mains: room.WireOff})
		h.good(h.Sense(system(), roomA))
		h.good(h.Admits(system(), roomA))
		if h.w.overs(proctor.PowerLost) != 1 {
			t.Error("the mains are back and nobody was told")
		}
	})
}

// The mains come back and the controller answers again only after this process was started anew: the incidents end all the same, each once.
func TestWhatEndsAfterARestartIsOver(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		h.sim.Wire(roomA, room.Wires{Mains: room.WireOn})
		h.good(h.Sense(system(), roomA))
		h.silent = booking.ErrDoorDown
		_ = h.Sense(system(), roomA)
		h.pass(31 * time.Second)
		_ = h.Sense(system(), roomA)
		if h.w.kinds()[proctor.PowerLost] != 1 || h.w.kinds()[proctor.NetworkFailed] != 1 {
			t.Fatal(h.w.kinds())
		}
		h.silent = nil
		h.sim.Wire(roomA, room.Wires{Mains: room.WireOff})
		next := h.again()
		for range 3 {
			h.good(next.Sense(system(), roomA))
		}
		if h.w.overs(proctor.PowerLost) != 1 || h.w.overs(proctor.NetworkFailed) != 1 {
			t.Fatalf("ended %d of the power, %d of the hardware, want one each", h.w.overs(proctor.PowerLost), h.w.overs(proctor.NetworkFailed))
		}
		if h.w.kinds()[proctor.PowerLost] != 1 || h.w.kinds()[proctor.NetworkFailed] != 1 {
			t.Fatal("told again", h.w.kinds())
		}
		h.sim.Wire(roomA, room.Wires{Mains: room.WireOn}) // and the next one is told anew
		h.good(next.Sense(system(), roomA))
		if h.w.kinds()[proctor.PowerLost] != 2 {
			t.Fatal(h.w.kinds())
		}
	})
}

// Somebody collapses: the door opens, the room stands still, the desk is called, and what stands on file says why.
func TestMedicalEmergency(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		if _, err := h.Declare(officer(), roomA, room.Medical, "考生倒地"); err != nil {
			t.Fatal(err)
		}
		h.good(h.Sense(system(), roomA))
		if h.w.kinds()[proctor.Medical] == 0 || h.w.pauses != 1 || len(h.w.calls) == 0 || h.w.calls[0] != "room.medical" {
			t.Fatal(h.w.kinds(), h.w.pauses, h.w.calls)
		}
		if _, err := h.End(officer(), roomA, "已送医"); err != nil || h.w.overs(proctor.Medical) != 1 {
			t.Fatal(err, h.w.overs(proctor.Medical))
		}
	})
}

func TestDoorThatStandsOpen(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		h.sim.Wire(roomA, room.Wires{Door: room.WireOn})
		h.good(h.Sense(system(), roomA))
		h.pass(59 * time.Second)
		h.good(h.Sense(system(), roomA))
		if h.w.kinds()[proctor.DoorForced] != 0 {
			t.Fatal("people may go through a door")
		}
		h.pass(time.Second)
		for range 3 {
			h.good(h.Sense(system(), roomA))
		}
		if h.w.kinds()[proctor.DoorForced] != 1 {
			t.Fatal(h.w.kinds())
		}
		h.sim.Wire(roomA, room.Wires{Door: room.WireOff})
		h.good(h.Sense(system(), roomA))
		h.good(h.Sense(system(), roomA))
		if h.w.overs(proctor.DoorForced) != 1 {
			t.Fatal("a closed door is not told")
		}
	})
}

func TestHeadCount(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		a, b := h.sit(1), h.sit(2)
		h.pass(3 * time.Minute) // both sit by now
		count := func(n int, want map[proctor.Kind]int) {
			t.Helper()
			h.sim.People(roomA, n)
			h.good(h.CountRoom(system(), roomA))
			got := h.w.kinds()
			for _, k := range []proctor.Kind{proctor.Tailgating, proctor.Headcount} {
				if got[k] != want[k] {
					t.Fatalf("counted %d: %v, want %v", n, got, want)
				}
			}
		}
		none := map[proctor.Kind]int{}
		count(2, none)
		count(3, none) // a moment's miscount
		h.pass(29 * time.Second)
		count(3, none)
		h.pass(time.Second)
		count(3, map[proctor.Kind]int{proctor.Tailgating: 1})
		count(3, map[proctor.Kind]int{proctor.Tailgating: 1})
		count(2, map[proctor.Kind]int{proctor.Tailgating: 1})
		if h.w.overs(proctor.Tailgating) != 1 {
			t.Error("the third person left and nobody was told")
		}
		h.leave(b) // packs: one or two inside
		count(2, map[proctor.Kind]int{proctor.Tailgating: 1})
		count(1, map[proctor.Kind]int{proctor.Tailgating: 1})
		h.pass(11 * time.Minute)
		count(0, map[proctor.Kind]int{proctor.Tailgating: 1})
		h.pass(2 * time.Minute)
		count(0, map[proctor.Kind]int{proctor.Tailgating: 1, proctor.Headcount: 1})
		h.w.mu.Lock()
		h.w.state[a.ID] = "PAUSED" // on a break
		h.w.mu.Unlock()
		count(0, map[proctor.Kind]int{proctor.Tailgating: 1, proctor.Headcount: 1})
		if h.w.overs(proctor.Headcount) != 1 {
			t.Error("who is on a break is missed")
		}
	})
}

func TestPassagesAreWrittenOnce(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		a := h.sit(1)
		h.tell(booking.TopicPassed, `{"admission":"`+string(a.ID)+`","room":"`+string(roomA)+`","door":"OPENED"}`) // delivered again
		h.pass(time.Hour)
		h.good(h.OpenDoor(officer(), roomA, room.DoorOrder{Admission: a.ID, Way: room.Exit, Reason: "去卫生间"}))
		h.pass(5 * time.Minute)
		h.good(h.OpenDoor(officer(), roomA, room.DoorOrder{Admission: a.ID, Way: room.Entry, Reason: "返回"}))
		h.pass(time.Hour)
		h.leave(a)
		log, err := h.Log(officer(), roomA, start.Add(-time.Hour), start.Add(9*time.Hour), "", 50)
		if err != nil || len(log) != 4 {
			t.Fatalf("%d %v %v", len(log), log, err)
		}
		for i, want := range []room.Way{room.Exit, room.Entry, room.Exit, room.Entry} {
			if log[i].Way != want || log[i].Person != a.PersonID {
				t.Errorf("%d: %+v", i, log[i])
			}
		}
		if n := len(h.sim.Opened(roomA)); n != 2 {
			t.Errorf("the door opened %d times", n)
		}
		if _, err := h.Log(staffAt("/s/", people.RemoteInvigilator), roomA, start, start.Add(time.Hour), "", 50); !errors.Is(err, room.ErrNotFound) {
			t.Error(err)
		}
		if err := h.OpenDoor(staffAt("/a/", people.ExamManager), roomA, room.DoorOrder{Reason: "试一试"}); !errors.Is(err, room.ErrForbidden) {
			t.Error(err)
		}
		if err := h.OpenDoor(officer(), roomA, room.DoorOrder{Admission: a.ID, Reason: "方向呢"}); !hasCode(err, room.ErrPassage) {
			t.Error(err)
		}
		h.sim.Break(roomA, true)
		if err := h.OpenDoor(officer(), roomA, room.DoorOrder{Reason: "保洁进入"}); !errors.Is(err, booking.ErrDoorDown) {
			t.Error(err)
		}
	})
}

func TestMismatchAndFailuresAreIncidents(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		h.tell(booking.TopicMismatch, `{"visit":"v","room":"`+string(roomA)+`","what":"NAME"}`)
		h.tell(booking.TopicThreeFailures, `{"visit":"v","room":"`+string(roomA)+`","trouble":"gate.face_other"}`)
		k := h.w.kinds()
		if k[proctor.Mismatch] != 1 || k[proctor.ThreeFailures] != 1 {
			t.Fatal(k)
		}
		h.tell(booking.TopicVisitDecided, `{"visit":"v","room":"`+string(roomA)+`","state":"ADMITTED"}`)
		if h.w.overs(proctor.Mismatch) != 1 || h.w.overs(proctor.ThreeFailures) != 1 {
			t.Error("decided and still lasting")
		}
	})
}

// Somebody goes out and comes back: the log has both, the head count knows, and the seat asks who sits there anew.
func TestOutAndBack(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		_, err := h.Set(staffAt("/a/", people.ExamManager), roomA, room.Settings{Occupancy: 2, Rechecks: room.On})
		h.good(err)
		a, b := h.sit(1), h.sit(2)
		h.tell(booking.TopicAdmitted, `{"admission":"`+string(a.ID)+`","room":"`+string(roomA)+`"}`)
		h.pass(5 * time.Minute)
		if err := h.MayLeave(system(), a); !errors.Is(err, booking.ErrGateStillSitting) {
			t.Fatalf("a paper runs: %v", err)
		}
		h.w.mu.Lock()
		h.w.state[a.ID] = exam.Paused
		h.w.mu.Unlock()
		h.good(h.MayLeave(system(), a))
		passed := func(visit, way string) {
			h.pass(time.Second)
			h.tell(booking.TopicPassed, `{"admission":"`+string(a.ID)+`","visit":"`+visit+`","way":"`+way+`","room":"`+string(roomA)+`","door":"OPENED"}`)
		}
		outside := func(want bool) {
			t.Helper()
			if out, err := h.Outside(system(), a); err != nil || out != want {
				t.Fatalf("outside %v %v", out, err)
			}
		}
		outside(false)
		for range 2 { // delivered again
			passed("01visita", "LEAVE")
		}
		outside(true)
		if err := h.Admits(system(), roomA); !errors.Is(err, booking.ErrRoomShut) {
			t.Errorf("the place of who is out for a while is given away: %v", err)
		}
		h.good(h.Readmits(system(), roomA))
		h.pass(3 * time.Minute)
		h.sim.People(roomA, 2) // one works; who is the other?
		h.good(h.CountRoom(system(), roomA))
		h.pass(31 * time.Second)
		h.good(h.CountRoom(system(), roomA))
		if h.w.kinds()[proctor.Tailgating] != 1 {
			t.Error("who is out is counted as being inside")
		}
		before := h.checksFor(a)
		passed("01visitb", "RETURN")
		outside(false)
		after := h.checksFor(a)
		if len(after) < len(before) || after[len(after)-1].Kind != room.AtSeat || after[len(after)-1].DueAt.After(h.clock.Now().Add(2*time.Minute)) {
			t.Errorf("nobody asks who sits there now: %+v", after)
		}
		passed("01visitc", "LEAVE")
		passed("01visitd", "RETURN")
		h.pass(time.Second)
		h.leave(a)
		log, err := h.Log(officer(), roomA, start.Add(-time.Hour), start.Add(9*time.Hour), "", 50)
		h.good(err)
		var ways []room.Way
		for _, p := range log {
			if p.Person == a.PersonID {
				ways = append(ways, p.Way)
			}
		}
		if !slices.Equal(ways, []room.Way{room.Exit, room.Entry, room.Exit, room.Entry, room.Exit, room.Entry}) {
			t.Errorf("the log has %v", ways)
		}
		outside(false) // the end of the sitting lets them go; it does not say that they went
		for i := range h.w.live {
			if h.w.live[i].ID == a.ID {
				a = h.w.live[i]
			}
		}
		h.good(h.MayLeave(system(), a))
		passed("01visite", "LEAVE")
		outside(true)
		h.sim.Wire(roomA, room.Wires{Fire: room.WireOn})
		h.good(h.Sense(system(), roomA))
		h.good(h.MayLeave(system(), b))
		if err := h.Readmits(system(), roomA); !errors.Is(err, booking.ErrRoomShut) {
			t.Errorf("somebody goes back into a fire: %v", err)
		}
	})
}

func (h *house) checksFor(a booking.Admission) []room.Check {
	h.t.Helper()
	list, err := h.ChecksOf(officer(), a.ID)
	h.good(err)
	return list
}
