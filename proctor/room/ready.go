package room

import (
	"context"
	"slices"
	"time"

	"github.com/suikao/suikao/exam/site"
)

// Fitness is how a seat or door stands.
type Fitness string

// The words.
const (
	Ready     Fitness = "READY"
	Failed    Fitness = "FAILED"   // its last test failed; out of the inventory
	Untested  Fitness = "UNTESTED" // no passed test lately
	TakenOut  Fitness = "OUT"      // by an officer
	NotNeeded Fitness = "NOT_NEEDED"
)

// SeatFitness is one line of a room's readiness. The door has no seat.
type SeatFitness struct {
	Seat    site.Seat
	Fitness Fitness
	Test    *Test  // the last one
	Why     string // why it left the inventory
}

// Readiness is what a room's page shows.
type Readiness struct {
	Room     site.Room
	Safety   Safety
	Tested   bool // seats need self-tests
	Checked  bool // identity is checked at the seats
	HasDoor  bool // the server has hardware of this room
	HasFace  bool
	Seats    []SeatFitness
	Door     SeatFitness
	Usable   int // seats in service and spare
	Inside   int // live admissions
	Low      int // what the log says at least and at most
	High     int
	NextAt   time.Time // of the next sitting with somebody booked within a day
	NextLoad int
}

// Readiness shows how a room stands, to those who watch over it.
func (s *Service) Readiness(ctx context.Context, id site.RoomID) (Readiness, error) {
	r, err := s.at(ctx, id, readers())
	if err != nil {
		return Readiness{}, err
	}
	v := Readiness{Room: r, HasDoor: slices.Contains(s.d.Hardware.Rooms(), id), HasFace: s.d.Edge.Has(id)}
	if v.Safety, err = s.safety(ctx, r); err != nil {
		return v, err
	}
	v.Tested, v.Checked = s.tested(v.Safety), s.rechecked(v.Safety)
	if err := s.fitness(ctx, &v); err != nil {
		return v, err
	}
	live, err := s.d.Bookings.Inside(ctx, id)
	if err != nil {
		return v, err
	}
	v.Inside = len(live)
	if v.Low, v.High, err = s.inside(ctx, id); err != nil {
		return v, err
	}
	now := s.now()
	slots, err := s.d.Bookings.NextSlots(ctx, id, now, now.Add(fitAhead))
	for _, sl := range slots {
		if sl.Taken > 0 {
			v.NextAt, v.NextLoad = sl.StartsAt, sl.Taken
			break
		}
	}
	return v, err
}

func (s *Service) fitness(ctx context.Context, v *Readiness) error {
	seats, err := s.d.Places.Seats(ctx, v.Room.ID)
	if err != nil {
		return err
	}
	last, err := s.d.Tests.LastTests(ctx, v.Room.ID)
	if err != nil {
		return err
	}
	out, err := s.d.Tests.Removals(ctx, v.Room.ID)
	if err != nil {
		return err
	}
	now := s.now()
	for _, st := range seats {
		f := SeatFitness{Seat: st, Test: testOf(last, st.ID)}
		i := slices.IndexFunc(out, func(x Removal) bool { return x.Seat == st.ID })
		if i >= 0 {
			f.Why = out[i].Why
		}
		switch {
		case st.State == site.SeatOut && i < 0:
			f.Fitness = TakenOut
		case st.State == site.SeatOut || f.Test != nil && !f.Test.Passed:
			f.Fitness = Failed
		case !v.Tested:
			f.Fitness = NotNeeded
		case passed(last, st.ID, now):
			f.Fitness = Ready
		default:
			f.Fitness = Untested
		}
		if st.State != site.SeatOut {
			v.Usable++
		}
		v.Seats = append(v.Seats, f)
	}
	v.Door = SeatFitness{Fitness: NotNeeded, Test: testOf(last, "")}
	switch {
	case !v.HasDoor:
	case v.Door.Test != nil && !v.Door.Test.Passed || !v.Safety.SilentSince.IsZero():
		v.Door.Fitness = Failed
	case v.Door.Test != nil:
		v.Door.Fitness = Ready
	case v.Tested:
		v.Door.Fitness = Untested
	}
	return nil
}

func testOf(last []Test, seat site.SeatID) *Test {
	for _, t := range last {
		if t.Seat == seat {
			return &t
		}
	}
	return nil
}
