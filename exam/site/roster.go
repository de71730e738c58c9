package site

import (
	"context"
	"maps"
	"slices"
	"strconv"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// ShiftDraft is the form of a shift.
type ShiftDraft struct {
	Room            RoomID
	Officer, Second people.AccountID
	OnCallName      string
	OnCallPhone     string
	OnCallMinutes   int
	MaxSeats        int // 0 means DefaultMaxSeats
	From, To        time.Time
}

// DefaultMaxSeats is how many seats one officer watches at once where the roster says nothing else (process §2).
const DefaultMaxSeats = 30

// AddShift puts a shift on the roster. The officer and the second must be two natural persons; the seats of all rooms the
// officer watches at the same time must stay within MaxSeats. A whole shift lasts at most 24 hours.
func (s *Service) AddShift(ctx context.Context, d ShiftDraft) (Shift, error) {
	if d.MaxSeats == 0 {
		d.MaxSeats = DefaultMaxSeats
	}
	switch {
	case !d.From.Before(d.To) || d.To.Sub(d.From) > 24*time.Hour:
		return Shift{}, ErrBadPeriod.At("body.to")
	case d.OnCallMinutes < 1 || d.OnCallMinutes > s.o.MaxOnCallMinutes:
		return Shift{}, ErrOnCallFar.With("max", s.o.MaxOnCallMinutes).At("body.on_call_minutes")
	}
	var l fault.List
	l.Add("body.on_call_name", badLine(d.OnCallName, 60, ErrBadText))
	l.Add("body.on_call_phone", badLine(d.OnCallPhone, 40, ErrBadText))
	if err := l.Err(); err != nil {
		return Shift{}, err
	}
	var sh Shift
	err := s.Tx.InTx(ctx, func(ctx context.Context) error {
		r, err := s.room(ctx, d.Room, people.ExamManager)
		if err != nil {
			return err
		}
		if sh, err = s.newShift(ctx, r, d); err != nil {
			return err
		}
		// Rooms are locked one by one, the officer's seats are counted over all of them: lock the officer too.
		if err := s.Duty.LockOfficer(ctx, sh.OfficerPerson); err != nil {
			return err
		}
		if err := s.Places.LockRoom(ctx, r.ID); err != nil {
			return err
		}
		if err := s.checkLoad(ctx, r, sh); err != nil {
			return err
		}
		if err := s.Duty.AddShift(ctx, sh); err != nil {
			return err
		}
		return s.record(ctx, "duty_shift.add", "duty_shift", string(sh.ID), r.OrgPath, map[string]string{"room": string(r.ID),
			"officer": string(sh.Officer), "second": string(sh.Second), "from": sh.From.UTC().Format(time.RFC3339), "to": sh.To.UTC().Format(time.RFC3339)})
	})
	return sh, err
}

// watcher returns who stands behind an account that may supervise the room's exam point.
func (s *Service) watcher(ctx context.Context, r Room, id people.AccountID, path string) (people.PersonID, string, error) {
	p, name, err := s.People.AccountPerson(ctx, id)
	if err != nil {
		return "", "", ErrNotOfficer.Wrap(err).At(path)
	}
	may, err := s.People.Holds(ctx, id, r.OrgPath, people.RemoteInvigilator)
	if err == nil && !may {
		err = ErrNotOfficer.At(path)
	}
	return p, name, err
}

func (s *Service) newShift(ctx context.Context, r Room, d ShiftDraft) (Shift, error) {
	op, on, err := s.watcher(ctx, r, d.Officer, "body.officer")
	if err != nil {
		return Shift{}, err
	}
	sp, sn, err := s.watcher(ctx, r, d.Second, "body.second")
	if err != nil {
		return Shift{}, err
	}
	if op == sp {
		return Shift{}, ErrSamePerson.At("body.second")
	}
	return Shift{ID: ShiftID(actor.NewID(s.Clock())), Room: r.ID, Point: r.Point, Officer: d.Officer, OfficerPerson: op,
		OfficerName: on, Second: d.Second, SecondPerson: sp, SecondName: sn, OnCallName: d.OnCallName,
		OnCallPhone: d.OnCallPhone, OnCallMinutes: d.OnCallMinutes, MaxSeats: d.MaxSeats, From: d.From, To: d.To}, nil
}

// checkLoad refuses a second shift for the room in the same time and an officer with more seats than allowed.
func (s *Service) checkLoad(ctx context.Context, r Room, sh Shift) error {
	same, err := s.Duty.ShiftsOfRoom(ctx, r.ID, sh.From, sh.To)
	if err != nil {
		return err
	}
	if len(same) > 0 {
		return ErrShiftOverlap
	}
	return s.checkSeats(ctx, r.ID, sh)
}

// checkSeats refuses a shift during which its officer would watch more seats than allowed, over all rooms. room counts also
// while the shift is not stored yet.
func (s *Service) checkSeats(ctx context.Context, room RoomID, sh Shift) error {
	others, err := s.Duty.ShiftsOfPerson(ctx, sh.OfficerPerson, sh.From, sh.To)
	if err != nil {
		return err
	}
	rooms := map[RoomID]bool{room: true}
	limit := sh.MaxSeats
	for _, o := range others {
		rooms[o.Room] = true
		limit = min(limit, o.MaxSeats)
	}
	total := 0
	for id := range rooms {
		seats, err := s.Places.Seats(ctx, id)
		if err != nil {
			return err
		}
		total += Capacity(seats)
	}
	if total > limit {
		return ErrTooManySeats.With("seats", total).With("max", limit)
	}
	return nil
}

// RemoveShift takes a shift off the roster. Bookings whose time is no longer covered are marked to be rebooked and the
// people told. It returns how many.
func (s *Service) RemoveShift(ctx context.Context, id ShiftID, reason string) (int, error) {
	if err := line("body.reason", reason, 200, ErrReason); err != nil {
		return 0, err
	}
	moved := 0
	err := s.Tx.InTx(ctx, func(ctx context.Context) error {
		sh, err := s.Duty.Shift(ctx, id)
		if err != nil {
			return err
		}
		r, err := s.room(ctx, sh.Room, people.ExamManager)
		if err != nil {
			return err
		}
		if err := s.Bookings.LockPeriod(ctx, r.ID, sh.From, sh.To); err != nil {
			return err
		}
		if err := s.Duty.DeleteShift(ctx, id); err != nil {
			return err
		}
		moved, err = s.Bookings.SendAway(ctx, r.ID, sh.From, sh.To, reason, func(ctx context.Context, begins, ends time.Time) (bool, error) {
			left, err := s.Duty.ShiftsOfRoom(ctx, r.ID, begins, ends)
			if err != nil {
				return false, err
			}
			_, ok := Covered(left, begins, ends)
			return ok, nil
		})
		if err != nil {
			return err
		}
		return s.record(ctx, "duty_shift.remove", "duty_shift", string(id), r.OrgPath, map[string]string{"reason": reason, "rebooked": strconv.Itoa(moved)})
	})
	return moved, err
}

// lockWatchers returns the coming shifts of a room with their officers locked, in one order for everybody.
func (s *Service) lockWatchers(ctx context.Context, room RoomID) ([]Shift, error) {
	now := s.Clock()
	shifts, err := s.Duty.ShiftsOfRoom(ctx, room, now, now.AddDate(1, 0, 0))
	if err != nil {
		return nil, err
	}
	who := map[people.PersonID]bool{}
	for _, sh := range shifts {
		who[sh.OfficerPerson] = true
	}
	for _, p := range slices.Sorted(maps.Keys(who)) {
		if err := s.Duty.LockOfficer(ctx, p); err != nil {
			return nil, err
		}
	}
	return shifts, nil
}

// Roster lists the shifts of a room that touch the period, by start.
func (s *Service) Roster(ctx context.Context, room RoomID, from, to time.Time) ([]Shift, error) {
	r, err := s.Places.Room(ctx, room)
	if err != nil {
		return nil, err
	}
	if err := require(ctx, r.OrgPath, dutyReaders()...); err != nil {
		return nil, err
	}
	return s.Duty.ShiftsOfRoom(ctx, room, from, to)
}
