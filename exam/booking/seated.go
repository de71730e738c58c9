package booking

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
)

// AdmissionAtSeat returns the live admission of a seat; ErrNobodyAtSeat when there is none. The seat's own terminal, staff
// of the exam point and the program may ask; to everybody else the seat does not exist.
func (s *Service) AdmissionAtSeat(ctx context.Context, seat site.SeatID) (Admission, error) {
	a, err := s.Gate.AdmissionAtSeat(ctx, seat)
	me := actor.From(ctx)
	if me.Kind == actor.Device && me.Seat != string(seat) {
		return Admission{}, ErrNotFound
	}
	if errors.Is(err, ErrNotFound) {
		return Admission{}, ErrNobodyAtSeat
	}
	if err == nil && me.Kind != actor.Device && !me.Sees(a.OrgPath) {
		return Admission{}, ErrNotFound
	}
	return a, err
}

// AdmissionByID is the plain reader for other contexts of the program; it checks no rights.
func (s *Service) AdmissionByID(ctx context.Context, id AdmissionID) (Admission, error) {
	return s.Gate.Admission(ctx, id)
}

// Seated lists the live admissions of a room for staff of the point, by id.
func (s *Service) Seated(ctx context.Context, room site.RoomID) ([]Admission, error) {
	r, err := s.Places.Room(ctx, room)
	if err != nil {
		return nil, err
	}
	if err := require(ctx, r.OrgPath, dutyReaders()...); err != nil {
		return nil, err
	}
	return s.Gate.LiveAdmissions(ctx, room)
}

// MoveSeat puts an admitted person on another free seat of the same room (in service or spare): an officer's decision
// with a reason. The sitting goes on there exactly where it was.
func (s *Service) MoveSeat(ctx context.Context, id AdmissionID, to site.SeatID, reason string) (Admission, error) {
	if err := line("body.reason", reason, 200, ErrReason); err != nil {
		return Admission{}, err
	}
	var a Admission
	err := s.Tx.InTx(ctx, func(ctx context.Context) error {
		var err error
		if a, err = s.Gate.Admission(ctx, id); err != nil {
			return err
		}
		if err := require(ctx, a.OrgPath, people.RemoteInvigilator, people.RemoteAttendant, people.ExamManager); err != nil {
			return err
		}
		if err := s.Places.LockRoom(ctx, a.RoomID); err != nil {
			return err
		}
		st, err := s.Places.Seat(ctx, to)
		switch {
		case err != nil:
			return err
		case !a.State.Live():
			return ErrAdmissionState
		case st.Room != a.RoomID:
			return ErrOtherRoom
		case st.State == site.SeatOut:
			return ErrSeatOut
		case st.ID == a.SeatID:
			return ErrSeatTaken
		}
		from := a.SeatID
		a.SeatID, a.SeatLabel = st.ID, st.Label
		if err := s.saveAdmission(ctx, &a); err != nil {
			return duplicate(err, ErrSeatTaken)
		}
		detail := map[string]string{"from": string(from), "to": string(to), "seat": st.Label, "reason": reason}
		if err := s.record(ctx, "admission.move", "admission", string(id), a.OrgPath, detail); err != nil {
			return err
		}
		return s.emit(ctx, TopicMoved, string(id), map[string]string{"admission": string(id), "room": string(a.RoomID), "from": string(from), "to": string(to)})
	})
	return a, err
}

func (s *Service) saveAdmission(ctx context.Context, a *Admission) error {
	if err := s.Gate.SaveAdmission(ctx, *a); err != nil {
		return err
	}
	a.Version++
	return nil
}

// MarkStarted notes that the paper began: from here the attempt counts. Called in exam's transaction; repeating it is
// harmless. Like the other marks it checks no rights and belongs to no HTTP operation.
func (s *Service) MarkStarted(ctx context.Context, id AdmissionID) error {
	return s.pass(ctx, id, AdmissionStarted, BookingStarted)
}

// MarkFinished notes that the sitting ended and gives the seat back.
func (s *Service) MarkFinished(ctx context.Context, id AdmissionID) error {
	return s.pass(ctx, id, AdmissionFinished, BookingFinished)
}

// pass is mark for the two marks of every sitting. It moves states and nothing else, so it reads and writes nothing else.
func (s *Service) pass(ctx context.Context, id AdmissionID, next AdmissionState, book BookingState) error {
	return s.Tx.InTx(ctx, func(ctx context.Context) error {
		was, err := s.Gate.Standing(ctx, id)
		switch {
		case err != nil || was.State == next:
			return err
		case !was.State.leadsTo(next):
			return ErrAdmissionState
		case !slices.Contains(bookingSteps[was.BookingState], book):
			return ErrBookingState
		}
		if err := s.Bookings.SetStanding(ctx, was, next, book); err != nil {
			return err
		}
		if !book.Live() {
			if err := s.Slots.ReleasePlaces(ctx, was.Booking); err != nil {
				return err
			}
		}
		return s.marked(ctx, id, next, was.OrgPath, was.Room, was.Seat)
	})
}

// leadsTo reports whether a mark may follow.
func (s AdmissionState) leadsTo(next AdmissionState) bool {
	return s == AdmissionSeated || s == AdmissionStarted && (next == AdmissionFinished || next == AdmissionAborted)
}

// marked tells the trail and, where the seat is free again, whoever waits for it.
func (s *Service) marked(ctx context.Context, id AdmissionID, next AdmissionState, org string, room site.RoomID, seat site.SeatID) error {
	if err := s.record(ctx, "admission.mark", "admission", string(id), org, map[string]string{"state": string(next)}); err != nil {
		return err
	}
	if next.Live() {
		return nil
	}
	return s.emit(ctx, TopicReleased, string(id), map[string]string{"admission": string(id), "room": string(room), "seat": string(seat)})
}

// MarkAborted notes a technical abort: no attempt is consumed, the seat is free, the booking is to be made anew before
// others.
func (s *Service) MarkAborted(ctx context.Context, id AdmissionID, reason string) error {
	return s.mark(ctx, id, AdmissionAborted, func(ctx context.Context, b *Booking, _ Admission) error {
		b.Reason, b.Priority = reason, true
		if err := s.leave(ctx, b, BookingToRebook); err != nil {
			return err
		}
		return s.emit(ctx, TopicToRebook, string(b.ID), map[string]string{"booking": string(b.ID), "person": string(b.PersonID), "reason": reason})
	})
}

// MarkAbsent notes that somebody was let in but never started: 缺考, no attempt.
func (s *Service) MarkAbsent(ctx context.Context, id AdmissionID) error {
	return s.mark(ctx, id, AdmissionAbsent, func(ctx context.Context, b *Booking, _ Admission) error {
		return s.absent(ctx, b)
	})
}

// mark changes an admission and its booking together. A mark that is already there is left as it is.
func (s *Service) mark(ctx context.Context, id AdmissionID, next AdmissionState, book func(context.Context, *Booking, Admission) error) error {
	return s.Tx.InTx(ctx, func(ctx context.Context) error {
		a, err := s.Gate.Admission(ctx, id)
		if err != nil || a.State == next {
			return err
		}
		if !a.State.leadsTo(next) {
			return ErrAdmissionState
		}
		b, err := s.Bookings.Booking(ctx, a.BookingID)
		if err != nil {
			return err
		}
		a.State = next
		if err := s.saveAdmission(ctx, &a); err != nil {
			return err
		}
		if err := book(ctx, &b, a); err != nil {
			return err
		}
		return s.marked(ctx, id, next, a.OrgPath, a.RoomID, a.SeatID)
	})
}

// SlotOfNow counts the slot that runs in a room now; ErrGateNoSlot when none does.
func (s *Service) SlotOfNow(ctx context.Context, room site.RoomID) (SlotFacts, error) {
	r, err := s.room(ctx, room, recordReaders()...)
	if err != nil {
		return SlotFacts{}, err
	}
	list, err := s.Slots.SlotsOfRoom(ctx, r.ID, s.Clock(), s.Clock().Add(time.Millisecond))
	if err != nil {
		return SlotFacts{}, err
	}
	for _, sl := range list {
		if sl.holds(s.Clock()) {
			return s.SlotFacts(ctx, sl.ID)
		}
	}
	return SlotFacts{}, ErrGateNoSlot
}

// SlotFacts counts a slot for its room record. Staff of the point and the program may ask.
func (s *Service) SlotFacts(ctx context.Context, id SlotID) (SlotFacts, error) {
	sl, err := s.Slots.Slot(ctx, id)
	if err != nil {
		return SlotFacts{}, err
	}
	f := SlotFacts{Slot: sl}
	room, err := s.Places.Room(ctx, sl.Room)
	if err != nil {
		return f, err
	}
	if err := require(ctx, room.OrgPath, recordReaders()...); err != nil {
		return SlotFacts{}, err
	}
	point, err := s.Places.Point(ctx, sl.Point)
	if err != nil {
		return f, err
	}
	f.PointName, f.RoomName, f.OrgPath = point.Name, room.Name, room.OrgPath
	if f.Shifts, err = s.Duty.ShiftsOfRoom(ctx, sl.Room, sl.StartsAt, sl.EndsAt); err != nil {
		return f, err
	}
	papers, err := s.Duty.Authorizations(ctx, sl.Room)
	if err != nil {
		return f, err
	}
	if p := site.InForce(papers, actor.DateOf(sl.StartsAt)); p != nil {
		f.Authorization = *p
	}
	return f, s.count(ctx, &f)
}

func (s *Service) count(ctx context.Context, f *SlotFacts) error {
	bookings, err := s.Bookings.BookingsOfSlot(ctx, f.Slot.ID)
	if err != nil {
		return err
	}
	admissions, err := s.Gate.AdmissionsOfSlot(ctx, f.Slot.ID)
	if err != nil {
		return err
	}
	byBooking := map[BookingID]Admission{}
	for _, a := range admissions {
		byBooking[a.BookingID] = a
	}
	now := s.Clock()
	f.NoMoreAdmissions = !f.Slot.ClosedAt.IsZero() || !now.Before(f.Slot.EndsAt)
	for _, b := range bookings {
		if b.State == BookingHeld && b.HoldUntil.After(now) {
			f.NoMoreAdmissions = false // somebody stands at the gate
		}
		a, in := byBooking[b.ID]
		if !in && b.State != BookingConfirmed && b.State != BookingAbsent {
			continue // a hold, cancelled or moved elsewhere before the door
		}
		f.Expected++
		f.Entries = append(f.Entries, SlotEntry{BookingID: b.ID, PersonID: b.PersonID, ItemCode: b.ItemCode, State: b.State, WalkIn: b.WalkIn,
			AdmissionID: a.ID, SeatLabel: a.SeatLabel, MatchMethod: a.MatchMethod, MatchBy: a.MatchBy, AdmittedAt: a.AdmittedAt})
		if b.WalkIn {
			f.WalkIns++
		}
		switch {
		case b.State == BookingAbsent:
			f.Absent++
		case !in || a.State.Live():
			f.Waiting++
		}
		if in && a.State != AdmissionAbsent {
			f.Present++
		}
		if a.State == AdmissionAborted {
			f.Aborted++
		}
	}
	f.NoMoreAdmissions = f.NoMoreAdmissions && f.Waiting == 0
	return nil
}
