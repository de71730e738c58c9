package room_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/proctor"
	"github.com/suikao/suikao/proctor/room"
)

func allGood() []room.Result {
	return []room.Result{{Part: room.PartCamera, OK: true}, {Part: room.PartMicrophone, OK: true}, {Part: room.PartSpeaker, OK: true},
		{Part: room.PartStorage, OK: true}, {Part: room.PartNetwork, OK: true}}
}

func (h *house) tests() {
	h.t.Helper()
	if _, err := h.Set(staffAt("/a/", people.ExamManager), roomA, room.Settings{RequireTests: room.On}); err != nil {
		h.t.Fatal(err)
	}
}

func (h *house) report(st site.Seat, results []room.Result) (room.Test, error) {
	h.t.Helper()
	w, err := h.Want(seatOf(st))
	h.good(err)
	return h.Tested(seatOf(st), room.Report{Run: w.Run, Results: results, Clock: h.clock.Now()})
}

func (h *house) seat(i int) site.Seat {
	st, err := h.w.Seat(context.Background(), h.w.seats[i].ID)
	h.good(err)
	return st
}

func TestASeatThatFailsLeavesAndComesBack(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		if w, err := h.Want(seatOf(h.seat(0))); err != nil || w.Run != "" {
			t.Fatal("a test that nobody asked for", w, err)
		}
		h.tests()
		bad := allGood()
		bad[0] = room.Result{Part: room.PartCamera, Why: "covered"}
		x, err := h.report(h.seat(0), bad)
		if err != nil || x.Passed || h.seat(0).State != site.SeatOut || len(h.w.fits) != 1 || h.w.kinds()[proctor.SelfTestFailed] != 1 {
			t.Fatalf("%+v %v %v %v", x, err, h.w.fits, h.w.kinds())
		}
		if w, err := h.Want(seatOf(h.seat(0))); err != nil || w.Run != "" {
			t.Error("asked again at once", w, err)
		}
		r, err := h.Readiness(staffAt("/a/", people.Inspector), roomA)
		if err != nil || r.Usable != 2 || r.Seats[0].Fitness != room.Failed || r.Seats[0].Why == "" || r.Seats[1].Fitness != room.Untested || !r.Tested {
			t.Fatalf("%+v %v", r, err)
		}
		h.pass(5 * time.Minute)
		if x, err = h.report(h.seat(0), allGood()); err != nil || !x.Passed || h.seat(0).State != site.SeatInService || h.w.overs(proctor.SelfTestFailed) != 1 {
			t.Fatalf("%+v %v", x, err)
		}
		// What an officer took out, a test does not bring back.
		h.good(h.w.SetSeatState(system(), h.seat(1).ID, site.SeatOut, "桌面损坏"))
		if x, err = h.report(h.seat(1), allGood()); err != nil || !x.Passed || h.seat(1).State != site.SeatOut {
			t.Fatalf("%+v %v", x, err)
		}
	})
}

func TestForgedReports(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		h.tests()
		w, err := h.Want(seatOf(h.seat(0)))
		h.good(err)
		at := h.clock.Now()
		for name, c := range map[string]struct {
			ctx context.Context
			in  room.Report
		}{
			"the public":    {context.Background(), room.Report{Run: w.Run, Results: allGood(), Clock: at}},
			"a gate":        {actor.With(context.Background(), actor.Actor{Kind: actor.Device, ID: "g", Room: string(roomA)}), room.Report{Run: w.Run, Results: allGood(), Clock: at}},
			"an officer":    {officer(), room.Report{Run: w.Run, Results: allGood(), Clock: at}},
			"another room":  {actor.With(context.Background(), actor.Actor{Kind: actor.Device, ID: "g", Room: id("roomb", 1), Seat: string(h.seat(0).ID)}), room.Report{Run: w.Run, Results: allGood(), Clock: at}},
			"another run":   {seatOf(h.seat(0)), room.Report{Run: "DAY:2026-11-23", Results: allGood(), Clock: at}},
			"no run":        {seatOf(h.seat(0)), room.Report{Results: allGood(), Clock: at}},
			"twice a part":  {seatOf(h.seat(0)), room.Report{Run: w.Run, Results: append(allGood(), allGood()[0]), Clock: at}},
			"a door's part": {seatOf(h.seat(0)), room.Report{Run: w.Run, Results: []room.Result{{Part: room.PartContact, OK: true}}, Clock: at}},
			"attests self":  {seatOf(h.seat(0)), room.Report{Run: w.Run, Results: []room.Result{{Part: room.PartAttestation, OK: true}}, Clock: at}},
			"prose":         {seatOf(h.seat(0)), room.Report{Run: w.Run, Results: []room.Result{{Part: room.PartCamera, Why: "<script>"}}, Clock: at}},
		} {
			if _, err := h.Tested(c.ctx, c.in); err == nil {
				t.Errorf("%s is believed", name)
			}
		}
		// What is left out was not tested; the clock and the machine are judged here, not there.
		x, err := h.Tested(seatOf(h.seat(0)), room.Report{Run: w.Run, Results: allGood()[:4], Clock: at})
		if err != nil || x.Passed {
			t.Errorf("%+v %v", x, err)
		}
		w, _ = h.Want(seatOf(h.seat(1)))
		if x, err = h.Tested(seatOf(h.seat(1)), room.Report{Run: w.Run, Results: allGood(), Clock: at.Add(3 * time.Second)}); err != nil || x.Passed {
			t.Errorf("a clock three seconds off: %+v %v", x, err)
		}
		h.w.mu.Lock()
		h.w.agent = room.Attestation{Present: true, Why: "remote_service"}
		h.w.mu.Unlock()
		w, _ = h.Want(seatOf(h.seat(2)))
		if x, err = h.Tested(seatOf(h.seat(2)), room.Report{Run: w.Run, Results: allGood(), Clock: at}); err != nil || x.Passed {
			t.Errorf("a seat whose agent says no: %+v %v", x, err)
		}
	})
}

// Ten minutes before a sitting with somebody booked, what has not passed is out; who sits is left alone.
func TestSeatsAreJudgedBeforeASitting(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		h.tests()
		h.sim.Wire(roomA, room.Wires{Door: room.WireOff})
		h.w.slots = []booking.SlotLoad{{Slot: booking.Slot{ID: booking.SlotID(id("slot", 1)), Room: roomA, StartsAt: start.Add(time.Hour)}, Taken: 2}}
		if x, err := h.report(h.seat(0), allGood()); err != nil || !x.Passed || x.Run != "DAY:2026-11-22" {
			t.Fatalf("%+v %v", x, err)
		}
		h.pass(20 * time.Minute)
		if x, err := h.report(h.seat(0), allGood()); err != nil || x.Run != "SLOT:"+id("slot", 1) {
			t.Fatalf("%+v %v", x, err)
		}
		h.sit(2) // of the sitting before
		h.good(h.ReadyOnce(system()))
		if h.seat(2).State != site.SeatInService {
			t.Fatal("there is still time")
		}
		h.pass(31 * time.Minute)
		h.good(h.ReadyOnce(system()))
		h.good(h.ReadyOnce(system()))
		if h.seat(0).State != site.SeatInService || h.seat(1).State != site.SeatInService || h.seat(2).State != site.SeatOut || len(h.w.fits) != 1 {
			t.Fatal(h.w.seats, h.w.fits)
		}
		r, err := h.Readiness(officer(), roomA)
		if err != nil || r.Seats[0].Fitness != room.Ready || r.Seats[2].Fitness != room.Failed || r.Door.Fitness != room.Ready || r.NextLoad != 2 {
			t.Fatalf("%+v %v", r, err)
		}
		if _, err := h.Readiness(staffAt("/s/", people.Inspector), roomA); !errors.Is(err, room.ErrNotFound) {
			t.Error(err)
		}
	})
}

func TestDoorTest(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		h.tests()
		h.sim.Wire(roomA, room.Wires{Door: room.WireOn})
		h.good(h.ReadyOnce(system()))
		h.good(h.ReadyOnce(system()))
		if h.w.kinds()[proctor.SelfTestFailed] != 1 {
			t.Fatal(h.w.kinds())
		}
		h.sim.Wire(roomA, room.Wires{Door: room.WireOff})
		h.pass(5 * time.Minute)
		h.good(h.ReadyOnce(system()))
		if h.w.overs(proctor.SelfTestFailed) != 1 {
			t.Fatal("a door that closes again stays failed")
		}
	})
}
