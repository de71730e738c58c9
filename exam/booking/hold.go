package booking

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/suikao/suikao/exam/application"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// Hold keeps a place in a slot for a few minutes, to be confirmed. A live hold of the same application for the same slot
// is answered as it stands, so that a form sent twice holds once; one for another slot is given back.
// Failures name the reason: the application, the house (closed, nobody on duty, no authorization), ErrSlotFull, another
// booking, or a refusal of Eligibility under its own code.
func (s *Service) Hold(ctx context.Context, id application.ID, slot SlotID) (Booking, error) {
	var b Booking
	err := s.Tx.InTx(ctx, func(ctx context.Context) error {
		a, err := s.Applications.Acting(ctx, id)
		if err != nil {
			return err
		}
		if err := s.Applications.LockPerson(ctx, a.PersonID); err != nil {
			return err
		}
		sl, err := s.Slots.Slot(ctx, slot)
		if err != nil {
			return err
		}
		var held bool
		if b, held, err = s.heldAlready(ctx, a, slot); err != nil || held {
			return err
		}
		if !sl.StartsAt.After(s.Clock()) {
			return ErrSlotStarted
		}
		if b, err = s.newBooking(ctx, a, sl, sl.StartsAt); err != nil {
			return err
		}
		return s.place(ctx, a, &b)
	})
	return b, err
}

// heldAlready finds the live hold that an application has in a slot.
func (s *Service) heldAlready(ctx context.Context, a application.Application, slot SlotID) (Booking, bool, error) {
	live, err := s.liveBookings(ctx, a.PersonID)
	if err != nil {
		return Booking{}, false, err
	}
	for _, b := range live {
		if b.State == BookingHeld && b.ApplicationID == a.ID && b.SlotID == slot {
			return b, true, nil
		}
	}
	return Booking{}, false, nil
}

// newBooking checks the application and the person for a sitting that begins at begins and makes the booking.
func (s *Service) newBooking(ctx context.Context, a application.Application, sl Slot, begins time.Time) (Booking, error) {
	day := actor.DateOf(begins)
	switch {
	case a.Kind == application.Replacement:
		return Booking{}, ErrReplaceNoTheory
	case a.State != application.Approved:
		return Booking{}, ErrNotApproved
	case day > a.ValidTo:
		return Booking{}, ErrApplicationOver.With("date", a.ValidTo)
	}
	sub := subject(a, day)
	refusals, err := s.Eligibility.CheckSitting(ctx, SittingCheck{Person: a.PersonID, Application: a.ID, Subject: sub, At: begins})
	if err != nil {
		return Booking{}, err
	}
	if len(refusals) > 0 {
		return Booking{}, refusals[0].Fault()
	}
	t, err := s.Rules.Terms(ctx, sub)
	if err != nil {
		return Booking{}, err
	}
	now := s.Clock()
	return Booking{ID: BookingID(actor.NewID(now)), PersonID: a.PersonID, ApplicationID: a.ID, SlotID: sl.ID, RoomID: sl.Room,
		ItemCode: a.ItemCode, PersonType: a.PersonType, Kind: a.Kind, Channel: a.Channel, State: BookingHeld, BeginsAt: begins,
		Minutes: t.TheoryMinutes, ExtraMinutes: a.Accommodation.ExtraMinutes, Language: a.Accommodation.Granted(), HoldUntil: now.Add(s.o.HoldFor), CreatedAt: now, Version: 1}, nil
}

// place finds room for the booking in every slot that its time reaches into and stores it. The caller holds the person's
// lock; the slots are locked here, so that free places are counted once.
func (s *Service) place(ctx context.Context, a application.Application, b *Booking) error {
	r, err := s.Places.Room(ctx, b.RoomID)
	if err != nil {
		return err
	}
	b.OrgPath = r.OrgPath
	if !within(a.OrgPath, r.OrgPath) {
		return ErrOtherArea
	}
	b.EndsAt = s.endOf(*b, r)
	if err := s.clearWay(ctx, *b); err != nil {
		return err
	}
	slots, err := s.reach(ctx, r, *b)
	if err != nil {
		return err
	}
	if last := slots[len(slots)-1].EndsAt; last.After(b.EndsAt) && len(slots) == 1 && !b.WalkIn {
		b.EndsAt = last
	}
	h, err := s.house(ctx, r, b.BeginsAt, b.EndsAt)
	if err != nil {
		return err
	}
	places, bad := h.judge(b.BeginsAt, b.EndsAt, s.o.RequireAuthorization)
	if bad != nil {
		return bad
	}
	if err := s.takePlaces(ctx, slots, places, b.ID); err != nil {
		return err
	}
	if err := s.Bookings.AddBooking(ctx, *b); err != nil {
		return duplicate(err, ErrHasBooking)
	}
	return s.record(ctx, "booking.hold", "booking", string(b.ID), b.OrgPath, map[string]string{"slot": string(b.SlotID), "person": string(b.PersonID)})
}

// endOf is until when a seat may be needed: the latest start, the paper, the extra time.
func (s *Service) endOf(b Booking, r site.Room) time.Time {
	paper := time.Duration(b.Minutes+b.ExtraMinutes) * time.Minute
	if b.WalkIn {
		return b.BeginsAt.Add(paper + s.o.WalkInMargin)
	}
	return b.BeginsAt.Add(paper + time.Duration(r.Rules.LateCutoff)*time.Minute)
}

// within reports whether one of two organisations lies in the subtree of the other: an authority approves for the points
// of its exam bodies, an exam body for the points of its authority.
func within(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	return a != "" && b[:len(a)] == a
}

// liveBookings returns what keeps the person's time: live bookings that are not over, expired holds left out.
func (s *Service) liveBookings(ctx context.Context, p people.PersonID) ([]Booking, error) {
	now := s.Clock()
	all, err := s.Bookings.BookingsOf(ctx, p, now.Add(-24*time.Hour))
	if err != nil {
		return nil, err
	}
	var out []Booking
	for _, b := range all {
		if b.State.Live() && (b.State != BookingHeld || b.HoldUntil.After(now)) {
			out = append(out, b)
		}
	}
	return out, nil
}

// HasBooking reports whether an application has a live booking. It serves exam/application and checks no rights.
func (s *Service) HasBooking(ctx context.Context, p people.PersonID, id application.ID) (bool, error) {
	live, err := s.liveBookings(ctx, p)
	return slices.ContainsFunc(live, func(b Booking) bool { return b.ApplicationID == id }), err
}

// subject names the rules under which a sitting of this application on a day stands.
func subject(a application.Application, on actor.Date) application.Subject {
	return application.Subject{PersonType: a.PersonType, ItemCode: a.ItemCode, Kind: a.Kind, On: on}
}

// clearWay gives back the person's earlier hold for the same application and expired holds, and refuses where another
// live booking is of the same application or the same time.
func (s *Service) clearWay(ctx context.Context, b Booking) error {
	now := s.Clock()
	all, err := s.Bookings.BookingsOf(ctx, b.PersonID, now.Add(-24*time.Hour))
	if err != nil {
		return err
	}
	for _, o := range all {
		switch {
		case !o.State.Live():
		case o.State == BookingHeld && !o.HoldUntil.After(now):
			err = s.leave(ctx, &o, BookingExpired)
		case o.State == BookingHeld && o.ApplicationID == b.ApplicationID:
			o.Reason = "改选其他场次"
			err = s.leave(ctx, &o, BookingCancelled)
		case o.ApplicationID == b.ApplicationID:
			err = ErrHasBooking
		case o.BeginsAt.Before(b.EndsAt) && b.BeginsAt.Before(o.EndsAt):
			err = ErrOverlap
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// reach returns the locked slots that the booking's time touches, its own first. Missing ones are made.
func (s *Service) reach(ctx context.Context, r site.Room, b Booking) ([]Slot, error) {
	if err := s.ensureRoom(ctx, r, actor.DateOf(b.BeginsAt), actor.DateOf(b.EndsAt)); err != nil {
		return nil, err
	}
	slots, err := s.Slots.SlotsOfRoom(ctx, r.ID, b.BeginsAt, b.EndsAt)
	if err != nil {
		return nil, err
	}
	n, err := s.Slots.LockSlots(ctx, slotIDs(slots))
	if err != nil {
		return nil, err
	}
	if n != len(slots) || n == 0 || slots[0].ID != b.SlotID {
		return nil, ErrNotFound // the slot was taken away meanwhile
	}
	return slots, nil
}

// takePlaces takes the lowest free place in each slot. Places kept by holds that ran out are given back first. Two
// transactions cannot get the same place: the slots are locked, and the table's key would refuse the second.
func (s *Service) takePlaces(ctx context.Context, slots []Slot, places int, id BookingID) error {
	taken, err := s.Slots.TakenPlaces(ctx, slotIDs(slots))
	if err != nil {
		return err
	}
	for _, sl := range slots {
		used := taken[sl.ID]
		if len(used) >= places {
			if err := s.dropDead(ctx, used); err != nil {
				return err
			}
		}
		n := 1
		for ; n <= places; n++ {
			if _, ok := used[n]; !ok {
				break
			}
		}
		if n > places || len(used) >= places {
			return ErrSlotFull
		}
		if err := s.Slots.TakePlace(ctx, sl.ID, n, id); err != nil {
			return duplicate(err, ErrSlotFull)
		}
	}
	return nil
}

// dropDead expires the holds among used whose time is over and takes them out of it.
func (s *Service) dropDead(ctx context.Context, used map[int]BookingID) error {
	now := s.Clock()
	for n, id := range used {
		b, err := s.Bookings.Booking(ctx, id)
		if err != nil {
			return err
		}
		if b.State != BookingHeld || b.HoldUntil.After(now) {
			continue
		}
		switch err := s.leave(ctx, &b, BookingExpired); {
		case errors.Is(err, ErrStale): // its owner was quicker
		case err != nil:
			return err
		default:
			delete(used, n)
		}
	}
	return nil
}

// move changes a booking's state where the table of steps allows it, and stores it.
func (s *Service) move(ctx context.Context, b *Booking, next BookingState) error {
	for _, ok := range bookingSteps[b.State] {
		if ok == next {
			b.State = next
			if err := s.Bookings.SaveBooking(ctx, *b); err != nil {
				return err
			}
			b.Version++
			return nil
		}
	}
	return ErrBookingState
}

// leave ends a booking and gives its places back.
func (s *Service) leave(ctx context.Context, b *Booking, next BookingState) error {
	if err := s.move(ctx, b, next); err != nil {
		return err
	}
	return s.Slots.ReleasePlaces(ctx, b.ID)
}

// Refusals says everything that stands against booking a slot now, for a page that explains; empty means that a hold may
// be tried. It asks the same questions as Hold but does not stop at the first.
func (s *Service) Refusals(ctx context.Context, id application.ID, slot SlotID) ([]application.Refusal, error) {
	a, err := s.Applications.Acting(ctx, id)
	if err != nil {
		return nil, err
	}
	sl, err := s.Slots.Slot(ctx, slot)
	if err != nil {
		return nil, err
	}
	r, err := s.Places.Room(ctx, sl.Room)
	if err != nil {
		return nil, err
	}
	out := []application.Refusal{}
	note := func(bad bool, e *fault.Error) {
		if bad {
			out = append(out, application.RefusalOf(e))
		}
	}
	note(a.Kind == application.Replacement, ErrReplaceNoTheory)
	note(a.State != application.Approved, ErrNotApproved)
	note(a.State == application.Approved && actor.DateOf(sl.StartsAt) > a.ValidTo, ErrApplicationOver.With("date", a.ValidTo))
	note(!sl.StartsAt.After(s.Clock()), ErrSlotStarted)
	note(!within(a.OrgPath, r.OrgPath), ErrOtherArea)
	h, err := s.house(ctx, r, sl.StartsAt, sl.EndsAt)
	if err != nil {
		return nil, err
	}
	places, bad := h.judge(sl.StartsAt, sl.EndsAt, s.o.RequireAuthorization)
	if bad != nil {
		out = append(out, application.RefusalOf(bad))
	} else {
		taken, err := s.Slots.TakenPlaces(ctx, []SlotID{sl.ID})
		if err != nil {
			return nil, err
		}
		note(len(taken[sl.ID]) >= places, ErrSlotFull)
	}
	sub := subject(a, actor.DateOf(sl.StartsAt))
	more, err := s.Eligibility.CheckSitting(ctx, SittingCheck{Person: a.PersonID, Application: a.ID, Subject: sub, At: sl.StartsAt})
	return append(out, more...), err
}
