package site

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// PointDraft is the form of an exam point.
type PointDraft struct {
	Org                        people.OrgID
	Code, Name, Address, Phone string
	Open                       bool
}

func (d PointDraft) check() error {
	var l fault.List
	l.Add("body.code", badLine(d.Code, 40, ErrBadText))
	l.Add("body.name", badLine(d.Name, 100, ErrBadText))
	l.Add("body.address", badLine(d.Address, 200, ErrBadText))
	l.Add("body.phone", badLine(d.Phone, 40, ErrBadText))
	return l.Err()
}

// AddPoint opens an exam point under an authority or exam body. An EXAM_MANAGER of that organisation may.
func (s *Service) AddPoint(ctx context.Context, d PointDraft) (Point, error) {
	org, err := s.People.Org(ctx, d.Org)
	if err != nil {
		return Point{}, err
	}
	if err := require(ctx, org.Path, people.ExamManager); err != nil {
		return Point{}, err
	}
	if org.Kind != people.Authority && org.Kind != people.ExamBody {
		return Point{}, ErrOrgKind.At("body.org")
	}
	if err := d.check(); err != nil {
		return Point{}, err
	}
	p := Point{ID: PointID(actor.NewID(s.Clock())), Org: org.ID, OrgPath: org.Path, Code: d.Code, Name: d.Name,
		Address: d.Address, Phone: d.Phone, Open: d.Open}
	err = s.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.Places.AddPoint(ctx, p); err != nil {
			return duplicate(err, ErrCodeTaken.At("body.code"))
		}
		return s.record(ctx, "exam_point.add", "exam_point", string(p.ID), p.OrgPath, map[string]string{"code": p.Code, "name": p.Name})
	})
	return p, err
}

// SavePoint changes a point's texts or closes it; Org stays.
func (s *Service) SavePoint(ctx context.Context, id PointID, d PointDraft) (Point, error) {
	var p Point
	err := s.Tx.InTx(ctx, func(ctx context.Context) error {
		var err error
		if p, err = s.Places.Point(ctx, id); err != nil {
			return err
		}
		if err := require(ctx, p.OrgPath, people.ExamManager); err != nil {
			return err
		}
		if err := d.check(); err != nil {
			return err
		}
		p.Code, p.Name, p.Address, p.Phone, p.Open = d.Code, d.Name, d.Address, d.Phone, d.Open
		if err := s.Places.SavePoint(ctx, p); err != nil {
			return duplicate(err, ErrCodeTaken.At("body.code"))
		}
		return s.record(ctx, "exam_point.save", "exam_point", string(id), p.OrgPath, map[string]string{"name": p.Name, "open": strconv.FormatBool(p.Open)})
	})
	return p, err
}

// Points lists points: for staff those they see, for everybody else the open ones.
func (s *Service) Points(ctx context.Context) ([]Point, error) {
	all, err := s.Places.Points(ctx)
	if err != nil {
		return nil, err
	}
	a := actor.From(ctx)
	out := []Point{}
	for _, p := range all {
		if a.Sees(p.OrgPath) || a.Kind != actor.Staff && p.Open {
			out = append(out, p)
		}
	}
	return out, nil
}

// RoomDraft is the form of a room.
type RoomDraft struct {
	Code, Name string
	Rules      RoomRules
	Pattern    Pattern
	Open       bool
}

func (p Pattern) check() error {
	if p.First < 0 || p.Until > 1440 || p.Length < 30 || p.Length > 480 || p.First+p.Length > p.Until {
		return ErrBadPattern
	}
	return nil
}

func (r RoomRules) check() *fault.Error {
	in := func(v, low, high int) bool { return v >= low && v <= high }
	if !in(r.EntryOpens, 0, 120) || !in(r.LateCutoff, 0, 60) || !in(r.EarliestSubmit, 0, 180) || !in(r.ToiletExits, 0, 5) ||
		!in(r.CancelBefore, 0, 10080) || r.CallSeconds != 0 && !in(r.CallSeconds, 10, 3600) ||
		!in(r.UplinkMinutes, 0, 240) || r.UplinkThen != "" && !slices.Contains(Thens(), r.UplinkThen) ||
		r.Faceless != "" && r.Faceless != PINAndOfficer && r.Faceless != PINOrOfficer {
		return ErrBadRules
	}
	if r.SupervisionEN != "" {
		if f := badLine(r.SupervisionEN, 200, ErrBadRules); f != nil {
			return f
		}
	}
	return badLine(r.Supervision, 200, ErrBadRules)
}

func (d RoomDraft) check() error {
	var l fault.List
	l.Add("body.code", badLine(d.Code, 40, ErrBadText))
	l.Add("body.name", badLine(d.Name, 100, ErrBadText))
	l.Add("body.rules", d.Rules.check())
	if d.Pattern.check() != nil {
		l.Add("body.pattern", ErrBadPattern)
	}
	return l.Err()
}

// AddRoom opens a room in a point.
func (s *Service) AddRoom(ctx context.Context, point PointID, d RoomDraft) (Room, error) {
	p, err := s.Places.Point(ctx, point)
	if err != nil {
		return Room{}, err
	}
	if err := require(ctx, p.OrgPath, people.ExamManager); err != nil {
		return Room{}, err
	}
	if err := d.check(); err != nil {
		return Room{}, err
	}
	r := Room{ID: RoomID(actor.NewID(s.Clock())), Point: p.ID, OrgPath: p.OrgPath, Code: d.Code, Name: d.Name,
		Rules: d.Rules, Pattern: d.Pattern, Open: d.Open, Version: 1}
	err = s.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.Places.AddRoom(ctx, r); err != nil {
			return duplicate(err, ErrCodeTaken.At("body.code"))
		}
		if err := s.opened(ctx, r); err != nil {
			return err
		}
		return s.record(ctx, "exam_room.add", "exam_room", string(r.ID), r.OrgPath, map[string]string{"code": r.Code, "name": r.Name})
	})
	return r, err
}

// SaveRoom changes a room. version is the one the editor saw. After a change of the pattern, coming slots that nobody
// booked are taken away, and the time is filled by the new pattern.
func (s *Service) SaveRoom(ctx context.Context, id RoomID, version int, d RoomDraft) (Room, error) {
	var r Room
	err := s.Tx.InTx(ctx, func(ctx context.Context) error {
		var err error
		if r, err = s.room(ctx, id, people.ExamManager); err != nil {
			return err
		}
		if err := d.check(); err != nil {
			return err
		}
		if r.Version != version {
			return ErrStale
		}
		repattern := r.Pattern != d.Pattern
		r.Code, r.Name, r.Rules, r.Pattern, r.Open = d.Code, d.Name, d.Rules, d.Pattern, d.Open
		if err := s.Places.SaveRoom(ctx, r); err != nil {
			return duplicate(err, ErrCodeTaken.At("body.code"))
		}
		r.Version++
		if repattern {
			if err := s.Bookings.DropEmptySlots(ctx, r.ID); err != nil {
				return err
			}
		}
		if err := s.opened(ctx, r); err != nil {
			return err
		}
		return s.record(ctx, "exam_room.save", "exam_room", string(id), r.OrgPath, map[string]string{"name": r.Name, "open": strconv.FormatBool(r.Open)})
	})
	return r, err
}

// opened has the slots of a room that is open laid out at once.
func (s *Service) opened(ctx context.Context, r Room) error {
	if !r.Open || s.Opened == nil {
		return nil
	}
	return s.Opened(ctx, r)
}

// room loads a room and checks the actor's right over it.
func (s *Service) room(ctx context.Context, id RoomID, roles ...actor.Role) (Room, error) {
	r, err := s.Places.Room(ctx, id)
	if err != nil {
		return Room{}, err
	}
	return r, require(ctx, r.OrgPath, roles...)
}

// RoomsOf lists the rooms of a point that the actor may see.
func (s *Service) RoomsOf(ctx context.Context, point PointID) ([]Room, error) {
	p, err := s.Places.Point(ctx, point)
	if err != nil {
		return nil, err
	}
	if err := require(ctx, p.OrgPath, roomReaders()...); err != nil {
		return nil, err
	}
	return s.Places.RoomsOf(ctx, point)
}

// RoomPath returns the organisation path of a room; ErrNotFound for an unknown room and for a seat that is not in it.
// seat is empty for a gate. It serves the enrolment of devices and checks no rights.
func (s *Service) RoomPath(ctx context.Context, room, seat string) (string, error) {
	r, err := s.Places.Room(ctx, RoomID(room))
	if err != nil || seat == "" {
		return r.OrgPath, err
	}
	st, err := s.Places.Seat(ctx, SeatID(seat))
	if err != nil {
		return "", err
	}
	if st.Room != r.ID {
		return "", ErrNotFound
	}
	return r.OrgPath, nil
}

// Standing returns what a room goes by when it is on its own: its rules, and the shifts that touch [from, to). For room
// nodes; checks no rights.
func (s *Service) Standing(ctx context.Context, room RoomID, from, to time.Time) (Room, []Shift, error) {
	r, err := s.Places.Room(ctx, room)
	if err != nil {
		return Room{}, nil, err
	}
	shifts, err := s.Duty.ShiftsOfRoom(ctx, room, from, to)
	return r, shifts, err
}

// checkList refuses a list that is empty, too long, or names a number, label or place twice.
func checkList(seats []Seat) error {
	if len(seats) == 0 || len(seats) > 200 {
		return ErrBadSeats.At("body.seats")
	}
	seen := map[string]bool{}
	for _, st := range seats {
		keys := []string{"no" + strconv.Itoa(st.No), "at" + strconv.Itoa(st.Row) + "," + strconv.Itoa(st.Col), "label" + strings.ToUpper(st.Label)}
		for _, k := range keys {
			if seen[k] {
				return ErrBadSeats.At("body.seats")
			}
			seen[k] = true
		}
		if st.No < 1 || !st.State.known() {
			return ErrBadSeats.At("body.seats")
		}
		if err := line("body.seats", st.Label, 20, ErrBadSeats); err != nil {
			return err
		}
	}
	return nil
}
