package room

import (
	"context"
	"errors"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/proctor"
	"github.com/suikao/suikao/proctor/face"
)

// When checks are made. The random ones cannot be foreseen to better than twenty minutes.
const (
	seatAfter  = time.Minute // to find the seat and sit down
	nextFrom   = 10 * time.Minute
	nextTo     = 30 * time.Minute
	againAfter = 20 * time.Second // after a try that did not succeed
	pausedWait = 2 * time.Minute
	askedFor   = 10 * time.Minute // an officer has this long to look
	maxTries   = 3
)

// isChecked reports whether somebody is inside whose room checks people at the seat.
func (s *Service) isChecked(ctx context.Context, id booking.AdmissionID) (booking.Admission, bool, error) {
	a, err := s.d.Bookings.AdmissionByID(ctx, id)
	if err != nil || !a.State.Live() {
		return a, false, err
	}
	r, err := s.d.Places.Room(ctx, a.RoomID)
	if err != nil {
		return a, false, err
	}
	at, err := s.safety(ctx, r)
	return a, err == nil && s.rechecked(at), err
}

// planSeat plans the seat's check of somebody who was let in.
func (s *Service) planSeat(ctx context.Context, id booking.AdmissionID) error {
	a, checked, err := s.isChecked(ctx, id)
	if err != nil || !checked {
		return err
	}
	done, err := s.d.Checks.ChecksOf(ctx, id)
	if err != nil || len(done) > 0 { // the event came again
		return err
	}
	return s.plan(ctx, a, AtSeat, s.now().Add(seatAfter))
}

// checkAgain makes the check at the seat due anew for somebody who went out and came back.
func (s *Service) checkAgain(ctx context.Context, id booking.AdmissionID) error {
	a, checked, err := s.isChecked(ctx, id)
	if err != nil || !checked {
		return err
	}
	due := s.now().Add(seatAfter)
	c, err := s.d.Checks.LiveCheck(ctx, id)
	switch {
	case errors.Is(err, ErrNotFound):
		return s.plan(ctx, a, AtSeat, due)
	case err != nil:
		return err
	case c.State == CheckWaiting && c.DueAt.After(due):
		c.Kind, c.DueAt = AtSeat, due
		return s.d.Checks.SaveCheck(ctx, c)
	}
	return nil // one is due or before an officer already
}

func (s *Service) plan(ctx context.Context, a booking.Admission, kind CheckKind, due time.Time) error {
	_, err := s.d.Checks.AddCheck(ctx, Check{ID: CheckID(actor.NewID(s.now())), Room: a.RoomID, OrgPath: a.OrgPath, Admission: a.ID, Person: a.PersonID,
		Seat: a.SeatID, SeatLabel: a.SeatLabel, Kind: kind, State: CheckWaiting, DueAt: due, Version: 1})
	return err
}

// CheckOnce makes the checks that are due. For a job, every few seconds.
func (s *Service) CheckOnce(ctx context.Context) error {
	due, err := s.d.Checks.DueChecks(ctx, s.now())
	if err != nil {
		return err
	}
	for _, c := range due {
		if err := s.check(ctx, c); err != nil && !errors.Is(err, ErrStale) {
			if ctx.Err() != nil {
				return err
			}
			s.d.Log.Error("an identity check could not be made", "check", string(c.ID), "err", err)
		}
	}
	return nil
}

func (s *Service) check(ctx context.Context, c Check) error {
	a, err := s.d.Bookings.AdmissionByID(ctx, c.Admission)
	if err != nil {
		return err
	}
	now := s.now()
	if !a.State.Live() {
		c.State, c.DecidedAt = CheckGone, now
		return s.d.Checks.SaveCheck(ctx, c)
	}
	c.Seat, c.SeatLabel = a.SeatID, a.SeatLabel // moved meanwhile
	if c.State == CheckAsked {
		return s.missed(ctx, c, a, now)
	}
	sit, err := s.d.Sittings.SittingOf(ctx, a.ID)
	if err != nil && !errors.Is(err, exam.ErrNoSitting) {
		return err
	}
	if sit.State == exam.Paused || c.Kind == AtRandom && sit.State != exam.Running {
		c.DueAt = now.Add(pausedWait)
		return s.d.Checks.SaveCheck(ctx, c)
	}
	purpose := face.ForSeat
	if c.Kind == AtRandom {
		purpose = face.ForRecheck
	}
	m, err := s.d.Faces.AtSeat(ctx, a, purpose)
	switch {
	case errors.Is(err, face.ErrNotFound), errors.Is(err, face.ErrCameraDown):
		return s.ask(ctx, c, now) // the equal way: a person looks; nothing is held against anybody
	case errors.Is(err, face.ErrNoFace), errors.Is(err, face.ErrSeveralFaces):
	case err != nil:
		return err
	case m.Good():
		c.Match = string(m.ID)
		return s.pass(ctx, c, a, sit.ID, "")
	}
	c.Match = string(m.ID)
	c.Tries++
	if c.Tries < maxTries {
		c.DueAt = now.Add(againAfter)
		return s.d.Checks.SaveCheck(ctx, c)
	}
	c.Told = s.raise(ctx, s.failed(c, sit.ID))
	return s.ask(ctx, c, now)
}

func (s *Service) failed(c Check, sit exam.SittingID) proctor.Signal {
	return proctor.Signal{Kind: proctor.RecheckFailed, Room: c.Room, Seat: c.Seat, Sitting: sit, Key: string(c.ID), Facts: map[string]string{"check": string(c.Kind), "tries": "3"}}
}

// ask puts a check into the officers' queue.
func (s *Service) ask(ctx context.Context, c Check, now time.Time) error {
	c.State, c.AskedAt, c.DueAt = CheckAsked, now, now.Add(askedFor)
	return s.d.Store.InTx(ctx, func(ctx context.Context) error {
		if err := s.d.Checks.SaveCheck(ctx, c); err != nil {
			return err
		}
		return s.record(ctx, "identity.ask", "admission:"+string(c.Admission), c.OrgPath, map[string]string{"check": string(c.Kind), "seat": c.SeatLabel})
	})
}

// pass ends a check well and plans the next one.
func (s *Service) pass(ctx context.Context, c Check, a booking.Admission, sit exam.SittingID, by string) error {
	c.State, c.DecidedAt, c.ByName = CheckPassed, s.now(), by
	err := s.d.Store.InTx(ctx, func(ctx context.Context) error {
		if err := s.d.Checks.SaveCheck(ctx, c); err != nil {
			return err
		}
		if err := s.record(ctx, "identity.pass", "admission:"+string(c.Admission), c.OrgPath, map[string]string{"check": string(c.Kind), "match": c.Match, "note": c.Note}); err != nil {
			return err
		}
		return s.planNext(ctx, a)
	})
	if err == nil && c.Told {
		s.over(actor.AsSystem(ctx, "room"), s.failed(c, sit))
	}
	return err
}

func (s *Service) planNext(ctx context.Context, a booking.Admission) error {
	wait := nextFrom + time.Duration(s.d.Random(int64(nextTo-nextFrom)))
	return s.plan(ctx, a, AtRandom, s.now().Add(wait).Truncate(time.Millisecond))
}

// missed ends a check that no officer looked at: the officers' failure, not the person's.
func (s *Service) missed(ctx context.Context, c Check, a booking.Admission, now time.Time) error {
	if now.Before(c.DueAt) {
		return nil
	}
	c.State, c.DecidedAt = CheckMissed, now
	if !s.raise(ctx, proctor.Signal{Kind: proctor.LateReaction, Room: c.Room, Seat: c.Seat, Key: string(c.ID), At: c.AskedAt, Until: now, Facts: map[string]string{"what": "identity_check"}}) {
		return nil
	}
	return s.d.Store.InTx(ctx, func(ctx context.Context) error {
		if err := s.d.Checks.SaveCheck(ctx, c); err != nil {
			return err
		}
		return s.planNext(ctx, a)
	})
}

// Checks lists the checks that wait for an officer in the caller's rooms, the longest wait first.
func (s *Service) Checks(ctx context.Context) ([]Check, error) {
	paths := actor.From(ctx).Paths(officers()...)
	if len(paths) == 0 {
		return nil, ErrForbidden
	}
	return s.d.Checks.AskedChecks(ctx, paths)
}

// Decide is an officer's word on a check, after looking at the seat: the same person, or not. Not the same is an incident that
// others examine; the paper goes on until somebody decides about it. A reason is needed where it is not the same person.
func (s *Service) Decide(ctx context.Context, id CheckID, same bool, note string) (Check, error) {
	c, err := s.d.Checks.Check(ctx, id)
	if err != nil {
		return c, err
	}
	if err := allowed(ctx, c.OrgPath, officers()); err != nil {
		return Check{}, err
	}
	if me := actor.From(ctx).Person; me != "" && people.PersonID(me) == c.Person {
		return Check{}, ErrOwnCheck
	}
	if !same || note != "" {
		if note, err = why(note, "body.reason"); err != nil {
			return Check{}, err
		}
	}
	if c.State != CheckAsked {
		return c, ErrDecided
	}
	a, err := s.d.Bookings.AdmissionByID(ctx, c.Admission)
	if err != nil {
		return c, err
	}
	sit, err := s.d.Sittings.SittingOf(ctx, a.ID)
	if err != nil && !errors.Is(err, exam.ErrNoSitting) {
		return c, err
	}
	c.Note, c.By = note, accountOf(ctx)
	if same {
		err = s.pass(ctx, c, a, sit.ID, nameOf(ctx))
	} else {
		err = s.fail(ctx, &c, sit.ID)
	}
	if errors.Is(err, ErrStale) {
		return c, ErrDecided
	}
	if err != nil {
		return c, err
	}
	return s.d.Checks.Check(ctx, id)
}

func (s *Service) fail(ctx context.Context, c *Check, sit exam.SittingID) error {
	c.State, c.DecidedAt, c.ByName, c.By = CheckFailed, s.now(), nameOf(ctx), accountOf(ctx)
	err := s.d.Store.InTx(ctx, func(ctx context.Context) error {
		if err := s.d.Checks.SaveCheck(ctx, *c); err != nil {
			return err
		}
		return s.record(ctx, "identity.fail", "admission:"+string(c.Admission), c.OrgPath, map[string]string{"check": string(c.Kind), "seat": c.SeatLabel, "reason": c.Note})
	})
	if err == nil {
		in := s.failed(*c, sit)
		in.Facts["by"] = "officer"
		s.raise(actor.AsSystem(ctx, "room"), in)
	}
	return err
}

// ChecksOf lists the checks of an admission for those who watch over its room.
func (s *Service) ChecksOf(ctx context.Context, id booking.AdmissionID) ([]Check, error) {
	a, err := s.d.Bookings.AdmissionByID(ctx, id)
	if err != nil {
		return nil, err
	}
	if err := allowed(ctx, a.OrgPath, readers()); err != nil {
		return nil, err
	}
	return s.d.Checks.ChecksOf(ctx, id)
}
