package room_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/halt"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/audit"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/internal/jobs"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
	"github.com/suikao/suikao/proctor"
	"github.com/suikao/suikao/proctor/device"
	"github.com/suikao/suikao/proctor/face"
	"github.com/suikao/suikao/proctor/room"
	"github.com/suikao/suikao/proctor/room/store"
)

var start = time.Date(2026, 11, 22, 8, 0, 0, 0, actor.Beijing)

const roomA = site.RoomID("01roomaaaaaaaaaaaaaaaaaaaa")

// world answers what other contexts know and remembers what it was told.
type world struct {
	mu      sync.Mutex
	clock   *testenv.Clock
	live    []booking.Admission
	state   map[booking.AdmissionID]exam.State
	seats   []site.Seat
	slots   []booking.SlotLoad
	fits    []string
	calls   []string
	pauses  int
	stands  bool // somebody paused the room already
	raised  []proctor.Signal
	over    []proctor.Signal
	failing bool // incidents cannot be entered
	match   face.Match
	faceErr error
	looked  int
	agent   room.Attestation
}

func (w *world) lock() func() { w.mu.Lock(); return w.mu.Unlock }

func (w *world) Raise(_ context.Context, in proctor.Signal) (proctor.Incident, error) {
	defer w.lock()()
	if w.failing {
		return proctor.Incident{}, sqldb.ErrUnavailable
	}
	w.raised = append(w.raised, in)
	return proctor.Incident{}, nil
}

func (w *world) Over(_ context.Context, in proctor.Signal) error {
	defer w.lock()()
	w.over = append(w.over, in)
	return nil
}

func (w *world) PauseRoom(context.Context, site.RoomID, exam.Reason) (halt.Pause, error) {
	defer w.lock()()
	if w.stands {
		return halt.Pause{}, halt.ErrStands
	}
	w.pauses++
	w.stands = true
	return halt.Pause{ID: "01pauseaaaaaaaaaaaaaaaaaaa"}, nil
}

func (w *world) AdmissionByID(_ context.Context, id booking.AdmissionID) (booking.Admission, error) {
	defer w.lock()()
	for _, a := range w.live {
		if a.ID == id {
			return a, nil
		}
	}
	return booking.Admission{}, booking.ErrNotFound
}

func (w *world) Inside(context.Context, site.RoomID) ([]booking.Admission, error) {
	defer w.lock()()
	return slices.DeleteFunc(slices.Clone(w.live), func(a booking.Admission) bool { return !a.State.Live() }), nil
}

func (w *world) NextSlots(_ context.Context, _ site.RoomID, from, to time.Time) ([]booking.SlotLoad, error) {
	defer w.lock()()
	return slices.DeleteFunc(slices.Clone(w.slots), func(s booking.SlotLoad) bool { return s.StartsAt.Before(from) || !s.StartsAt.Before(to) }), nil
}

func (w *world) FitSeats(_ context.Context, _ site.RoomID, _, _ time.Time, reason string) (int, error) {
	defer w.lock()()
	w.fits = append(w.fits, reason)
	return 0, nil
}

func (w *world) CallFor(_ context.Context, _ site.RoomID, trouble string) error {
	defer w.lock()()
	w.calls = append(w.calls, trouble)
	return nil
}

func (w *world) SittingOf(_ context.Context, id booking.AdmissionID) (exam.Sitting, error) {
	defer w.lock()()
	st, ok := w.state[id]
	if !ok {
		return exam.Sitting{}, exam.ErrNoSitting
	}
	return exam.Sitting{ID: exam.SittingID("sitting-" + string(id)), State: st}, nil
}

func (w *world) Room(_ context.Context, id site.RoomID) (site.Room, error) {
	if id != roomA {
		return site.Room{}, site.ErrNotFound
	}
	return site.Room{ID: roomA, OrgPath: "/a/", Name: "一号考场", Open: true}, nil
}

func (w *world) Rooms(ctx context.Context) ([]site.Room, error) {
	r, err := w.Room(ctx, roomA)
	return []site.Room{r}, err
}

func (w *world) Seats(context.Context, site.RoomID) ([]site.Seat, error) {
	defer w.lock()()
	return slices.Clone(w.seats), nil
}

func (w *world) Seat(_ context.Context, id site.SeatID) (site.Seat, error) {
	defer w.lock()()
	for _, s := range w.seats {
		if s.ID == id {
			return s, nil
		}
	}
	return site.Seat{}, site.ErrNotFound
}

func (w *world) SetSeatState(_ context.Context, id site.SeatID, st site.SeatState, _ string) error {
	defer w.lock()()
	for i := range w.seats {
		if w.seats[i].ID == id {
			w.seats[i].State = st
		}
	}
	return nil
}

func (w *world) AtSeat(context.Context, booking.Admission, face.Purpose) (face.Match, error) {
	defer w.lock()()
	w.looked++
	return w.match, w.faceErr
}

func (w *world) Attested(context.Context, site.SeatID) (room.Attestation, error) {
	defer w.lock()()
	return w.agent, nil
}

// kinds counts the incidents that were raised.
func (w *world) kinds() map[proctor.Kind]int {
	defer w.lock()()
	out := map[proctor.Kind]int{}
	for _, in := range w.raised {
		out[in.Kind]++
	}
	return out
}

func (w *world) overs(k proctor.Kind) int {
	defer w.lock()()
	n := 0
	for _, in := range w.over {
		if in.Kind == k {
			n++
		}
	}
	return n
}

type house struct {
	*room.Service
	t     *testing.T
	w     *world
	sim   *device.Simulator
	st    *store.Store
	clock *testenv.Clock
	again func() *room.Service // after a restart

	uncounted error // what the head counter answers in place of a count
	silent    error // what the wires answer in place of a reading
}

// eyes are the simulator with a head counter that may fail.
type eyes struct {
	*device.Simulator
	h *house
}

func (e eyes) Wires(ctx context.Context, at site.RoomID) (room.Wires, error) {
	if e.h.silent != nil {
		return room.Wires{}, e.h.silent
	}
	return e.Simulator.Wires(ctx, at)
}

func (e eyes) Count(ctx context.Context, at site.RoomID) (int, error) {
	if e.h.uncounted != nil {
		return 0, e.h.uncounted
	}
	return e.Simulator.Count(ctx, at)
}

func engines(t *testing.T, run func(t *testing.T, h *house)) {
	t.Helper()
	testenv.Engines(t, func(t *testing.T, open func(testing.TB) *sqldb.DB) {
		db := open(t)
		clock := testenv.NewClock(start)
		w := &world{clock: clock, state: map[booking.AdmissionID]exam.State{}}
		for i := range 3 {
			w.seats = append(w.seats, site.Seat{ID: site.SeatID(id("seat", i+1)), Room: roomA, No: i + 1, Label: fmt.Sprintf("A%02d", i+1), State: site.SeatInService})
		}
		h := &house{t: t, w: w, sim: device.NewSimulator(), st: store.New(db), clock: clock}
		h.sim.Break(roomA, false) // the room has hardware
		h.again = func() *room.Service {
			return room.New(room.Deps{Store: h.st, Checks: h.st, Tests: h.st, Counts: h.st, Hardware: eyes{h.sim, h}, Edge: h.sim, Faces: w, Incidents: w, Halts: w, Bookings: w,
				Sittings: w, Places: w, Seats: w, Agents: w, Clock: clock.Now, Log: slog.New(slog.DiscardHandler), Audit: audit.New(db, clock.Now),
				Outbox: jobs.NewOutbox(db, clock.Now), Random: func(int64) int64 { return int64(5 * time.Minute) }}, room.Options{Cameras: true})
		}
		h.Service = h.again()
		run(t, h)
	})
}

func id(kind string, n int) string { return fmt.Sprintf("01%s%0*d", kind, 24-len(kind), n) }

// sit lets somebody in whose paper runs.
func (h *house) sit(n int) booking.Admission {
	a := booking.Admission{ID: booking.AdmissionID(id("admission", n)), PersonID: people.PersonID(id("person", n)), BookingID: booking.BookingID(id("booking", n)),
		RoomID: roomA, OrgPath: "/a/", SeatID: h.w.seats[n-1].ID, SeatLabel: h.w.seats[n-1].Label, AdmittedAt: h.clock.Now(), State: booking.AdmissionStarted}
	h.w.mu.Lock()
	h.w.live = append(h.w.live, a)
	h.w.state[a.ID] = exam.Running
	h.w.mu.Unlock()
	h.tell(booking.TopicPassed, `{"admission":"`+string(a.ID)+`","room":"`+string(roomA)+`","door":"OPENED"}`)
	return a
}

func (h *house) leave(a booking.Admission) {
	h.w.mu.Lock()
	for i := range h.w.live {
		if h.w.live[i].ID == a.ID {
			h.w.live[i].State = booking.AdmissionFinished
		}
	}
	h.w.mu.Unlock()
	h.tell(booking.TopicReleased, `{"admission":"`+string(a.ID)+`","room":"`+string(roomA)+`"}`)
}

func (h *house) tell(topic, body string) {
	h.t.Helper()
	h.good(h.Receive(system(), actor.Event{Topic: topic, Key: "k", Body: []byte(body)}))
}

func (h *house) good(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

func (h *house) pass(d time.Duration) { h.clock.Set(h.clock.Now().Add(d)) }

func system() context.Context { return actor.AsSystem(context.Background(), "test") }

func staffAt(path string, roles ...actor.Role) context.Context {
	a := actor.Actor{Kind: actor.Staff, ID: "01accountaaaaaaaaaaaaaaaaa", Person: "p-officer", Name: "王值守"}
	for _, r := range roles {
		a.Grants = append(a.Grants, actor.Grant{Role: r, Org: "o", Path: path})
	}
	return actor.With(context.Background(), a)
}

func officer() context.Context { return staffAt("/a/", people.RemoteInvigilator) }

func seatOf(s site.Seat) context.Context {
	return actor.With(context.Background(), actor.Actor{Kind: actor.Device, ID: "d", Room: string(roomA), Seat: string(s.ID)})
}

// hasCode reports whether err is, or carries in a field, the failure want.
func hasCode(err, want error) bool {
	if errors.Is(err, want) {
		return true
	}
	for _, f := range fault.From(err).Fields() {
		if errors.Is(f.Err, want) {
			return true
		}
	}
	return false
}
