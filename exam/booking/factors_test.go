package booking_test

import (
	"testing"
	"time"

	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
)

// bothFactors has the room want PIN and officer, as new rooms do.
func (h *house) bothFactors() {
	h.t.Helper()
	r := h.room
	h.room = must[site.Room](h.t)(h.SaveRoom(h.staff("manager", people.ExamManager), r.ID, r.Version,
		site.RoomDraft{Code: r.Code, Name: r.Name, Rules: site.DefaultRules(), Pattern: r.Pattern, Open: true}))
}

// Where no machine compares faces, card and PIN bring a person to an officer, who sees that they were right; only the officer's word
// opens the door, and the admission names both. Who has no PIN is matched by the officer alone, and that is named, too.
func TestARoomThatWantsPINAndOfficer(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		h.bothFactors()
		v, pin := h.atDoor("p-1")
		gate, officer := gateOf(h.room), h.staff("officer", people.RemoteAttendant)
		h.w.lay("p-1")
		v = must[booking.GateView](t)(h.Card(gate, v.Visit))
		wrong := must[booking.GateView](t)(h.PIN(gate, v.Visit, "000000"))
		if wrong.State != booking.VisitOpen || wrong.Trouble == nil {
			t.Fatalf("a wrong PIN: %+v", wrong)
		}
		for range 2 { // pressed twice
			v = must[booking.GateView](t)(h.PIN(gate, v.Visit, pin))
			if v.State != booking.VisitWaiting || v.SeatNo != 0 || v.Trouble != nil || len(h.w.opened) != 0 {
				t.Fatalf("card and PIN alone: %+v, door %v", v, h.w.opened)
			}
		}
		q := must[[]booking.MatchRequest](t)(h.Queue(officer))
		if len(q) != 1 || !q[0].PINMatched || !q[0].CardMatched {
			t.Fatalf("%+v", q)
		}
		must[booking.GateView](t)(h.ConfirmMatch(officer, v.Visit, false, booking.Looked{}))
		if v = must[booking.GateView](t)(h.Look(gate, v.Visit)); v.State != booking.VisitAdmitted || v.SeatNo == 0 || len(h.w.opened) != 1 {
			t.Fatalf("%+v, door %v", v, h.w.opened)
		}
		list := must[[]booking.Admission](t)(h.Seated(officer, h.room.ID))
		if len(list) != 1 || list[0].MatchMethod != booking.MatchPINOfficer || list[0].MatchBy != "officer" {
			t.Fatalf("%+v", list)
		}
	})
}

func TestWhoHasNoPINIsMatchedByAnOfficerAlone(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		h.bothFactors()
		v, _ := h.atDoor("p-1")
		gate, officer := gateOf(h.room), h.staff("officer", people.RemoteAttendant)
		must[booking.GateView](t)(h.AskOfficer(gate, v.Visit))
		if q := must[[]booking.MatchRequest](t)(h.Queue(officer)); len(q) != 1 || q[0].PINMatched {
			t.Fatalf("%+v", q)
		}
		must[booking.GateView](t)(h.ConfirmMatch(officer, v.Visit, false, booking.Looked{}))
		list := must[[]booking.Admission](t)(h.Seated(officer, h.room.ID))
		if len(list) != 1 || list[0].MatchMethod != booking.MatchRemoteOfficer {
			t.Fatalf("%+v", list)
		}
	})
}

// Who comes back to the seat that is kept gives card and PIN alone: an officer saw them when they came.
func TestBothFactorsAreForComingIn(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		a, pin := h.inside("p-1")
		h.bothFactors()
		h.Threshold = &sill{out: map[booking.AdmissionID]bool{a.ID: true}, running: map[booking.AdmissionID]bool{}}
		h.clock.Set(h.clock.Now().Add(time.Minute))
		gate, card := gateOf(h.room), booking.Sign{Card: true}
		v := must[booking.GateView](t)(h.CheckIn(gate, card))
		must[booking.GateView](t)(h.Card(gate, v.Visit))
		if v = must[booking.GateView](t)(h.PIN(gate, v.Visit, pin)); v.State != booking.VisitPassed || v.SeatLabel != a.SeatLabel {
			t.Fatalf("%+v", v)
		}
	})
}
