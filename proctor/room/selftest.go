package room

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/proctor"
)

// When self-tests are asked for and judged.
const (
	testBefore  = 45 * time.Minute // before a sitting for which somebody is booked
	judgeBefore = 10 * time.Minute // … a seat without a passed test leaves the inventory
	testHolds   = 60 * time.Minute // a passed test counts for a sitting that begins within this time
	testAgain   = 5 * time.Minute  // after a test that failed
	fitAhead    = 24 * time.Hour   // booked people are looked at this far ahead when a seat leaves
	maxSkew     = 2 * time.Second
)

// Wanted tells a seat's page whether to test itself now, and what.
type Wanted struct {
	Run   string // "" when nothing is to be tested
	Parts []Part
}

// seatParts are what a seat's page tests by itself.
func seatParts() []Part {
	return []Part{PartCamera, PartMicrophone, PartSpeaker, PartStorage, PartNetwork}
}

// seat returns the calling terminal's seat; ErrNotSeat for everybody else.
func (s *Service) seat(ctx context.Context) (site.Room, site.Seat, error) {
	a := actor.From(ctx)
	if a.Kind != actor.Device || a.Seat == "" {
		return site.Room{}, site.Seat{}, ErrNotSeat
	}
	r, err := s.d.Places.Room(ctx, site.RoomID(a.Room))
	if err != nil {
		return r, site.Seat{}, err
	}
	st, err := s.d.Places.Seat(ctx, site.SeatID(a.Seat))
	if err == nil && st.Room != r.ID {
		err = ErrNotSeat
	}
	return r, st, err
}

// Want answers the calling seat. Nobody is disturbed: a seat where somebody sits tests nothing.
func (s *Service) Want(ctx context.Context) (Wanted, error) {
	r, st, err := s.seat(ctx)
	if err != nil {
		return Wanted{}, err
	}
	at, err := s.safety(ctx, r)
	if err != nil || !s.tested(at) {
		return Wanted{}, err
	}
	busy, err := s.busy(ctx, st)
	if err != nil || busy {
		return Wanted{}, err
	}
	run, err := s.due(ctx, r.ID, st.ID)
	if err != nil || run == "" {
		return Wanted{}, err
	}
	return Wanted{Run: run, Parts: seatParts()}, nil
}

func (s *Service) busy(ctx context.Context, st site.Seat) (bool, error) {
	list, err := s.d.Bookings.Inside(ctx, st.Room)
	return slices.ContainsFunc(list, func(a booking.Admission) bool { return a.SeatID == st.ID }), err
}

// due is the run that a seat (or the door, seat "") has not made yet: before the next sitting with somebody booked, or of
// the day.
func (s *Service) due(ctx context.Context, room site.RoomID, seat site.SeatID) (string, error) {
	now := s.now()
	slots, err := s.d.Bookings.NextSlots(ctx, room, now, now.Add(testBefore))
	if err != nil {
		return "", err
	}
	runs := []string{}
	for _, sl := range slots {
		if sl.Taken > 0 {
			runs = append(runs, "SLOT:"+string(sl.ID))
		}
	}
	for _, run := range append(runs, "DAY:"+string(actor.DateOf(s.d.Clock()))) {
		last, passed, err := s.d.Tests.TestedIn(ctx, room, seat, run)
		if err != nil {
			return "", err
		}
		if !passed && now.Sub(last) >= testAgain {
			return run, nil
		}
	}
	return "", nil
}

// Report is what a seat's page found.
type Report struct {
	Run     string
	Results []Result  // of Part, OK and Why only
	Clock   time.Time // the page's clock when it sent this
}

// Tested takes a seat's results, adds what the server knows of it, and draws the consequences: a seat that fails leaves the
// inventory, who no longer has a place is rebooked first and told; a seat that passes comes back. Errors: ErrNotSeat, ErrTest.
func (s *Service) Tested(ctx context.Context, in Report) (Test, error) {
	r, st, err := s.seat(ctx)
	if err != nil {
		return Test{}, err
	}
	busy, err := s.busy(ctx, st)
	if err != nil {
		return Test{}, err
	}
	run, err := s.due(ctx, r.ID, st.ID)
	if err != nil {
		return Test{}, err
	}
	if busy || run == "" || in.Run != run {
		return Test{}, ErrTest.At("body.run")
	}
	results, err := s.results(ctx, st, in)
	if err != nil {
		return Test{}, err
	}
	t := Test{ID: TestID(actor.NewID(s.now())), Room: r.ID, OrgPath: r.OrgPath, Seat: st.ID, SeatLabel: st.Label, Run: run, At: s.now(), Results: results}
	t.Passed = !slices.ContainsFunc(results, func(x Result) bool { return x.Must && !x.OK })
	if err := s.d.Tests.AddTest(ctx, t); err != nil {
		return t, err
	}
	return t, s.settleSeat(actor.AsSystem(context.WithoutCancel(ctx), "self-test"), r, st, t)
}

// results completes what a page said. A page that leaves a part out has not tested it.
func (s *Service) results(ctx context.Context, st site.Seat, in Report) ([]Result, error) {
	said := map[Part]Result{}
	for _, x := range in.Results {
		_, twice := said[x.Part]
		if twice || !slices.Contains(seatParts(), x.Part) || len(x.Why) > 40 || !code(x.Why) || x.OK && x.Why != "" {
			return nil, ErrTest.At("body.results")
		}
		said[x.Part] = x
	}
	var out []Result
	for _, p := range seatParts() {
		x, ok := said[p]
		if !ok {
			x = Result{Part: p, Why: "not_tested"}
		}
		x.Must = s.o.Cameras || p != PartCamera && p != PartMicrophone
		out = append(out, x)
	}
	skew := s.d.Clock().Sub(in.Clock).Abs()
	clock := Result{Part: PartClock, OK: skew <= maxSkew, Must: true}
	if !clock.OK {
		clock.Why = "skew"
	}
	out = append(out, clock)
	if s.d.Agents == nil {
		return out, nil
	}
	a, err := s.d.Agents.Attested(ctx, st.ID)
	if err != nil {
		return nil, err
	}
	if a.Present { // a seat without an agent works with fewer guarantees, which the room record says
		out = append(out, Result{Part: PartAttestation, OK: a.OK, Why: a.Why, Must: true})
	}
	return out, nil
}

func code(s string) bool {
	for _, r := range s {
		if r != '_' && (r < 'a' || r > 'z') && (r < '0' || r > '9') {
			return false
		}
	}
	return true
}

// settleSeat draws the consequences of a test.
func (s *Service) settleSeat(ctx context.Context, r site.Room, st site.Seat, t Test) error {
	in := proctor.Signal{Kind: proctor.SelfTestFailed, Room: r.ID, Seat: st.ID, Key: "seat:" + st.Label, Facts: failures(t)}
	if t.Passed {
		s.over(ctx, in)
		return s.giveBack(ctx, st)
	}
	s.raise(ctx, in)
	return s.takeOut(ctx, r, st, "自检未通过")
}

func failures(t Test) map[string]string {
	out := map[string]string{}
	for _, x := range t.Results {
		if !x.OK && x.Must {
			out[string(x.Part)] = x.Why
		}
	}
	return out
}

// takeOut takes a seat out of the inventory, once, and rebooks who no longer has a place.
func (s *Service) takeOut(ctx context.Context, r site.Room, st site.Seat, reason string) error {
	if st.State == site.SeatOut {
		return nil
	}
	err := s.d.Store.InTx(ctx, func(ctx context.Context) error {
		if err := s.d.Tests.AddRemoval(ctx, Removal{Seat: st.ID, Room: r.ID, Was: st.State, Why: reason, At: s.now()}); err != nil {
			return err
		}
		return s.d.Seats.SetSeatState(ctx, st.ID, site.SeatOut, reason)
	})
	if err != nil {
		return err
	}
	now := s.now()
	_, err = s.d.Bookings.FitSeats(ctx, r.ID, now, now.Add(fitAhead), "考位设备检修，原场次座位不足，请优先改约")
	return err
}

// giveBack puts a seat back that a failed test took out. What an officer took out stays out.
func (s *Service) giveBack(ctx context.Context, st site.Seat) error {
	list, err := s.d.Tests.Removals(ctx, st.Room)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(list, func(x Removal) bool { return x.Seat == st.ID })
	if i < 0 {
		return nil
	}
	return s.d.Store.InTx(ctx, func(ctx context.Context) error {
		if st.State == site.SeatOut {
			err := s.d.Seats.SetSeatState(ctx, st.ID, list[i].Was, "自检通过，恢复使用")
			if fault.KindOf(err) == fault.Conflict { // the officers on duty may not watch more seats: it waits as a spare
				err = s.d.Seats.SetSeatState(ctx, st.ID, site.SeatSpare, "自检通过，作为备用")
			}
			if err != nil {
				return err
			}
		}
		return s.d.Tests.DropRemoval(ctx, st.ID)
	})
}

// ReadyOnce tests doors and judges rooms whose next sitting is near. For a job, twice a minute.
func (s *Service) ReadyOnce(ctx context.Context) error {
	rooms, err := s.d.Places.Rooms(ctx)
	if err != nil {
		return err
	}
	var errs []error
	for _, r := range rooms {
		if !r.Open {
			continue
		}
		at, err := s.safety(ctx, r)
		if err != nil {
			return err
		}
		if s.tested(at) {
			errs = append(errs, s.testDoor(ctx, r), s.judge(ctx, r))
		}
	}
	return errors.Join(errs...)
}

// testDoor tests what a room's door needs, when its run is due.
func (s *Service) testDoor(ctx context.Context, r site.Room) error {
	if !slices.Contains(s.d.Hardware.Rooms(), r.ID) {
		return nil
	}
	run, err := s.due(ctx, r.ID, "")
	if err != nil || run == "" {
		return err
	}
	t := Test{ID: TestID(actor.NewID(s.now())), Room: r.ID, OrgPath: r.OrgPath, Run: run, At: s.now(), Passed: true}
	add := func(p Part, ok bool, why string) {
		if ok {
			why = ""
		}
		t.Results = append(t.Results, Result{Part: p, OK: ok, Why: why, Must: true})
		t.Passed = t.Passed && ok
	}
	w, err := s.d.Hardware.Wires(ctx, r.ID)
	if err != nil {
		add(PartContact, false, "no_answer")
	} else {
		add(PartContact, w.Door != WireOn, "stands_open")
	}
	_, err = s.d.Hardware.Read(ctx, r.ID)
	add(PartReader, !errors.Is(err, booking.ErrReaderDown), "no_answer")
	if _, err = s.d.Hardware.Count(ctx, r.ID); !errors.Is(err, ErrNoCounter) {
		add(PartCounter, err == nil, "no_answer")
	}
	if err := s.d.Tests.AddTest(ctx, t); err != nil {
		return err
	}
	in := proctor.Signal{Kind: proctor.SelfTestFailed, Room: r.ID, Key: "door", Facts: failures(t)}
	if t.Passed {
		s.over(ctx, in)
	} else {
		s.raise(ctx, in)
	}
	return nil
}

// judge takes seats out that have not passed a test shortly before a sitting for which somebody is booked.
func (s *Service) judge(ctx context.Context, r site.Room) error {
	now := s.now()
	slots, err := s.d.Bookings.NextSlots(ctx, r.ID, now, now.Add(judgeBefore))
	if err != nil || !slices.ContainsFunc(slots, func(sl booking.SlotLoad) bool { return sl.Taken > 0 }) {
		return err
	}
	seats, err := s.d.Places.Seats(ctx, r.ID)
	if err != nil {
		return err
	}
	last, err := s.d.Tests.LastTests(ctx, r.ID)
	if err != nil {
		return err
	}
	live, err := s.d.Bookings.Inside(ctx, r.ID)
	if err != nil {
		return err
	}
	for _, st := range seats {
		sits := slices.ContainsFunc(live, func(a booking.Admission) bool { return a.SeatID == st.ID })
		if st.State == site.SeatOut || sits || passed(last, st.ID, now) {
			continue
		}
		s.raise(ctx, proctor.Signal{Kind: proctor.SelfTestFailed, Room: r.ID, Seat: st.ID, Key: "seat:" + st.Label, Facts: map[string]string{"seat": "not_tested"}})
		if err := s.takeOut(ctx, r, st, "开考前未完成自检"); err != nil {
			return err
		}
	}
	return nil
}

func passed(last []Test, seat site.SeatID, now time.Time) bool {
	return slices.ContainsFunc(last, func(t Test) bool { return t.Seat == seat && t.Passed && now.Sub(t.At) <= testHolds })
}
