package booking_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
)

// rack is what stands before an inner door.
type rack struct {
	lockers  int
	detector bool
	alarm    bool
	down     error
	stuck    int // a locker that does not open
	sprung   []int
}

func (r *rack) Lockers(site.RoomID) int { return r.lockers }

func (r *rack) OpenLocker(_ context.Context, _ site.RoomID, n int) error {
	if n == r.stuck {
		return errors.New("stuck")
	}
	r.sprung = append(r.sprung, n)
	return r.down
}

func (r *rack) HasDetector(site.RoomID) bool { return r.detector }

func (r *rack) Alarm(context.Context, site.RoomID) (bool, error) { return r.alarm, r.down }

func (h *house) withRack(r *rack) *rack {
	h.Service.Screener, h.Service.Screenings = r, h.st
	return r
}

// Nobody passes a detector that has not let them pass; the locker is theirs alone, and opens once.
func TestThingsInALockerAndNothingAtTheDetector(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		r := h.withRack(&rack{lockers: 1, detector: true, alarm: true})
		gate, officer := gateOf(h.room), h.staff("officer", people.RemoteAttendant)
		h.booked("p-2")
		v, pin := h.atDoor("p-1")
		if !v.Lockers || !v.Detector || v.Locker != 0 || v.Screened != "" {
			t.Errorf("%+v", v)
		}
		h.w.lay("p-1")
		must[booking.GateView](t)(h.Card(gate, v.Visit))
		trouble(t, must[booking.GateView](t)(h.PIN(gate, v.Visit, pin)), booking.ErrScreen)
		v = must[booking.GateView](t)(h.Screen(gate, v.Visit, true))
		if trouble(t, v, booking.ErrDetected); v.Locker != 1 || v.Screened != "" || !slices.Equal(r.sprung, []int{1}) {
			t.Errorf("with an alarm: %+v, sprung %v", v, r.sprung)
		}
		must[booking.GateView](t)(h.AskOfficer(gate, v.Visit))
		if _, err := h.ConfirmMatch(officer, v.Visit, false, booking.Looked{}); !errors.Is(err, booking.ErrScreen) {
			t.Errorf("a remote officer lets somebody past an alarm: %v", err)
		}
		r.alarm = false
		v = must[booking.GateView](t)(h.Screen(gate, v.Visit, false))
		if v.Screened != booking.ByDetector || v.Locker != 1 || v.Trouble != nil || len(r.sprung) != 1 {
			t.Errorf("past the detector: %+v, sprung %v", v, r.sprung)
		}
		looked := booking.Looked{Ears: true, Wrists: true}
		if v = must[booking.GateView](t)(h.ConfirmMatch(officer, v.Visit, false, looked)); v.State != booking.VisitAdmitted || v.Locker != 1 {
			t.Errorf("%+v", v)
		}
		for verb, want := range map[string][]string{"gate.look": {`"ears":"true"`, `"glasses":"false"`}, "admission.create": {`"screened":"DETECTOR"`, `"locker":"1"`}, "gate.screen": {`"by":"DETECTOR"`}} {
			for _, part := range want {
				n := 0
				if err := h.db.SQL().QueryRow("SELECT COUNT(*) FROM audit_entry WHERE verb = ? AND detail LIKE ?", verb, "%"+part+"%").Scan(&n); err != nil || n != 1 {
					t.Errorf("%s with %s stands %d times on the trail: %v", verb, part, n, err)
				}
			}
		}
		if err := h.st.PutScreening(context.Background(), booking.Screening{Visit: "another", Room: h.room.ID, Person: "p-2", Locker: 1, At: h.clock.Now()}); !errors.Is(err, booking.ErrDuplicate) {
			t.Errorf("a second person in the same locker: %v", err)
		}
		second := must[booking.GateView](t)(h.CheckIn(gate, byNumber("p-2")))
		trouble(t, must[booking.GateView](t)(h.Screen(gate, second.Visit, false)), booking.ErrLockersFull)
		if err := h.st.ReleaseLockers(context.Background(), h.room.ID, h.clock.Now().Add(time.Second), h.clock.Now()); err != nil {
			t.Fatal(err)
		}
		if v := must[booking.GateView](t)(h.Screen(gate, second.Visit, false)); v.Locker != 1 || v.Screened != booking.ByDetector {
			t.Errorf("a locker that was given back: %+v", v)
		}
	})
}

// Where the detector does not answer staff comes, and who stands at the door decides; where there is none, the person's word stands on
// record.
func TestADetectorThatIsDownOrAbsent(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		r := h.withRack(&rack{detector: true, down: errors.New("no answer")})
		gate, officer := gateOf(h.room), h.staff("officer", people.RemoteAttendant)
		h.booked("p-2")
		v, _ := h.atDoor("p-1")
		down := must[booking.GateView](t)(h.Screen(gate, v.Visit, true))
		if trouble(t, down, booking.ErrDetectorDown); down.State != booking.VisitWaiting {
			t.Errorf("somebody before a silent detector has no next step: %+v", down)
		}
		if v = must[booking.GateView](t)(h.ConfirmMatch(officer, v.Visit, true, booking.Looked{})); v.State != booking.VisitAdmitted {
			t.Errorf("%+v", v)
		}
		*r = rack{}
		w := must[booking.GateView](t)(h.CheckIn(gate, byNumber("p-2")))
		if w = must[booking.GateView](t)(h.Screen(gate, w.Visit, false)); w.Screened != "" || w.Locker != 0 {
			t.Errorf("without a word: %+v", w)
		}
		if w = must[booking.GateView](t)(h.Screen(gate, w.Visit, true)); w.Screened != booking.ByDeclaration {
			t.Errorf("with the person's word: %+v", w)
		}
		if _, err := h.Screen(gateOf(site.Room{ID: "elsewhere", Code: "X"}), w.Visit, true); err == nil {
			t.Error("another gate screens")
		}
	})
}

// A locker that does not open is left for another; the things come out when their owner leaves for good, by card or by PIN, and not
// before; who comes back from a break passes the detector again.
func TestALockerOpensForWhoLeavesForGood(t *testing.T) {
	h := newHouse(t, testenv.Open(t, testenv.Migrated(t, sqldb.SQLite)), 12)
	r := h.withRack(&rack{lockers: 3, detector: true, stuck: 1})
	s := &sill{out: map[booking.AdmissionID]bool{}, running: map[booking.AdmissionID]bool{}}
	h.Threshold = s
	gate, card := gateOf(h.room), booking.Sign{Card: true}
	v, pin := h.atDoor("p-1")
	if v = must[booking.GateView](t)(h.Screen(gate, v.Visit, false)); v.Locker != 2 || v.Trouble != nil {
		t.Fatalf("beside a locker that is stuck: %+v", v)
	}
	h.w.lay("p-1")
	must[booking.GateView](t)(h.Card(gate, v.Visit))
	must[booking.GateView](t)(h.PIN(gate, v.Visit, pin))
	a := must[[]booking.Admission](t)(h.Seated(h.staff("i", people.RemoteInvigilator), h.room.ID))[0]

	if v = must[booking.GateView](t)(h.CheckOut(gate, card)); v.State != booking.VisitPassed || v.Locker != 2 || v.LockerOpen || !slices.Equal(r.sprung, []int{2}) {
		t.Errorf("for a break: %+v, sprung %v", v, r.sprung)
	}
	s.out[a.ID] = true
	v = must[booking.GateView](t)(h.CheckIn(gate, card))
	must[booking.GateView](t)(h.Card(gate, v.Visit))
	trouble(t, must[booking.GateView](t)(h.PIN(gate, v.Visit, pin)), booking.ErrScreen)
	r.alarm = true
	trouble(t, must[booking.GateView](t)(h.Screen(gate, v.Visit, true)), booking.ErrDetected)
	r.alarm = false
	if v = must[booking.GateView](t)(h.Screen(gate, v.Visit, true)); v.Screened != booking.ByDetector || v.Locker != 2 || len(r.sprung) != 1 {
		t.Errorf("back past the detector: %+v, sprung %v", v, r.sprung)
	}
	if v = must[booking.GateView](t)(h.PIN(gate, v.Visit, pin)); v.State != booking.VisitPassed {
		t.Fatalf("%+v", v)
	}
	s.out[a.ID] = false

	sys := actor.AsSystem(context.Background(), "exam")
	for _, mark := range []func(context.Context, booking.AdmissionID) error{h.MarkStarted, h.MarkFinished} {
		if err := mark(sys, a.ID); err != nil {
			t.Fatal(err)
		}
	}
	v = must[booking.GateView](t)(h.CheckOut(gate, byNumber("p-1")))
	if v = must[booking.GateView](t)(h.PIN(gate, v.Visit, pin)); v.State != booking.VisitPassed || v.Locker != 2 || !v.LockerOpen || !slices.Equal(r.sprung, []int{2, 2}) {
		t.Errorf("for good: %+v, sprung %v", v, r.sprung)
	}
	if held := must[[]int](t)(h.st.HeldLockers(context.Background(), h.room.ID)); len(held) != 0 {
		t.Errorf("still held: %v", held)
	}
}
