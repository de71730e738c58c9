package exam

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
)

// Reason is why an officer stepped in: a code of the catalogue and the officer's words.
type Reason struct {
	Code string
	Text string
}

// ReasonCamera is of a seat whose camera is away; the program itself pauses by it, too (package recording).
const ReasonCamera = "CAMERA"

// Reasons is the catalogue. RECHECK is for going on after a break: the person was looked at again.
func Reasons() []string {
	return []string{"EQUIPMENT", "NETWORK", "POWER", "MEDICAL", "EMERGENCY", "IDENTITY", "INCIDENT", ReasonCamera, "RECHECK", "OTHER"}
}

// Check reports what is wrong with a reason.
func (r Reason) Check() error { return r.check() }

func (r Reason) check() error {
	if f := actor.CheckText(r.Text); f != nil {
		return f.At("body.text")
	}
	n := utf8.RuneCountInString(r.Text)
	if !slices.Contains(Reasons(), r.Code) || n > 200 || r.Code == "OTHER" && n == 0 {
		return ErrReason
	}
	return nil
}

func (r Reason) note() string {
	if r.Text == "" {
		return r.Code
	}
	return r.Code + ": " + r.Text
}

// Words is the reason for people: the officer's text where there is one.
func (r Reason) Words() string { return r.words() }

// words is the reason for people: the officer's text where there is one.
func (r Reason) words() string {
	if r.Text == "" {
		return r.Code
	}
	return r.Text
}

func (r Reason) detail() map[string]string {
	return map[string]string{"reason": r.Code, "text": r.Text}
}

// overseers may pause, resume and move; deciders may also end a sitting.
func overseers() []actor.Role { return Overseers() }

// Overseers lists the roles that may pause and resume what they watch.
func Overseers() []actor.Role {
	return []actor.Role{people.RemoteInvigilator, people.RemoteAttendant}
}
func deciders() []actor.Role { return Deciders() }

// Deciders lists the roles that may decide about what they watch: end a sitting, give time back on their word.
func Deciders() []actor.Role { return []actor.Role{people.RemoteInvigilator} }

func watchers() []actor.Role { return Watchers() }

// Watchers lists the roles that may see who sits in a room.
func Watchers() []actor.Role {
	return []actor.Role{people.RemoteInvigilator, people.RemoteAttendant, people.ExamManager, people.Inspector, people.Regulator}
}

// officer returns the check that the calling staff member may act on the sitting. What lies outside the caller's
// organisations does not exist for the caller.
func officer(ctx context.Context, roles []actor.Role) func(Sitting, Head) error {
	return func(sit Sitting, _ Head) error {
		a := actor.From(ctx)
		switch {
		case a.Can(sit.OrgPath, roles...):
			return nil
		case a.Sees(sit.OrgPath):
			return ErrForbidden
		default:
			return ErrNoSitting
		}
	}
}

// Pause stops the clock of a running sitting; answers are refused until it resumes. After the deadline it is too late.
func (s *Service) Pause(ctx context.Context, id SittingID, r Reason) (Sitting, error) {
	if err := r.check(); err != nil {
		return Sitting{}, err
	}
	st := s.pausing(PauseOne, "", r)
	st.allow = officer(ctx, overseers())
	return s.perform(ctx, id, st)
}

// Resume starts the clock again; the stopped time is given back. ErrPauseOver after a pause that the rules call too long,
// ErrRoomHolds while the whole room is paused.
func (s *Service) Resume(ctx context.Context, id SittingID, r Reason) (Sitting, error) {
	if err := r.check(); err != nil {
		return Sitting{}, err
	}
	st := s.resuming("", r)
	st.allow = officer(ctx, overseers())
	return s.perform(ctx, id, st)
}

// Move gives a live sitting another seat of its room. The old seat's connection is fenced; the new seat goes on with all
// answers, marks and the time left. It returns the sitting at its new seat.
func (s *Service) Move(ctx context.Context, id SittingID, to site.SeatID, r Reason) (Sitting, error) {
	if err := r.check(); err != nil {
		return Sitting{}, err
	}
	var from site.SeatID
	sit, err := s.reseat(ctx, id, &from, r.note(), func(ctx context.Context, sit Sitting, head Head) (booking.Admission, error) {
		if err := officer(ctx, overseers())(sit, head); err != nil {
			return booking.Admission{}, err
		}
		return s.d.Admissions.MoveSeat(ctx, sit.Admission, to, r.words())
	})
	if err == nil {
		s.changed(from, sit.Seat)
	}
	return sit, err
}

// follow brings a sitting to the seat its admission has been moved to by other means than Move.
func (s *Service) follow(ctx context.Context, id SittingID, adm booking.Admission) (Sitting, error) {
	var from site.SeatID
	sit, err := s.reseat(ctx, id, &from, "by the admission", func(context.Context, Sitting, Head) (booking.Admission, error) {
		return adm, nil
	})
	if err == nil {
		s.changed(from, sit.Seat)
	}
	return sit, err
}

// reseat writes the move that where allows; the epoch rises, so nothing the old seat still sends is taken.
func (s *Service) reseat(ctx context.Context, id SittingID, from *site.SeatID, note string,
	where func(context.Context, Sitting, Head) (booking.Admission, error)) (Sitting, error) {
	var after Sitting
	err := s.d.Store.InTx(ctx, func(ctx context.Context) error {
		sit, head, err := s.lock(ctx, id)
		if err != nil {
			return err
		}
		if head.Gate == GateAway {
			return ErrAway
		}
		adm, err := where(ctx, sit, head)
		if err != nil {
			return err
		}
		if !sit.State.Live() {
			return ErrState.With("state", sit.State).With("act", "MOVE")
		}
		*from, after = sit.Seat, sit
		if sit.Seat == adm.SeatID {
			return nil
		}
		sit.Seat, sit.SeatLabel, sit.Room = adm.SeatID, adm.SeatLabel, adm.RoomID
		head.Epoch++
		if err := s.logMove(ctx, &head, *from, sit.Seat, note); err != nil {
			return err
		}
		if err := s.d.Store.UpdateSitting(ctx, sit); err != nil {
			return err
		}
		sit.Version++
		after = sit
		detail := map[string]string{"from": string(*from), "to": string(sit.Seat), "reason": note}
		if err := s.record(ctx, "sitting.move", sit, detail); err != nil {
			return err
		}
		return s.emit(ctx, "sitting.moved", sit, *from)
	})
	return after, err
}

func moveNote(from, to site.SeatID, why string) string {
	return fmt.Sprintf("%s > %s: %s", from, to, why)
}

// SplitMove takes a move's note in the journal apart: the seat left, the seat taken, the officer's reason.
func SplitMove(note string) (from, to site.SeatID, why string, ok bool) {
	seats, why, ok := strings.Cut(note, ": ")
	a, b, both := strings.Cut(seats, " > ")
	return site.SeatID(a), site.SeatID(b), why, ok && both
}

func (s *Service) logMove(ctx context.Context, head *Head, from, to site.SeatID, note string) error {
	if head.Place > 0 {
		e := head.add(Entry{Kind: EntryMove, Note: moveNote(from, to, note), ServerAt: s.now(), Epoch: head.Epoch})
		if err := s.d.Journal.Append(ctx, []Entry{e}); err != nil {
			return err
		}
	}
	return s.d.Journal.SetHeads(ctx, []Head{*head})
}

// HandIn ends the answering by an officer, for a person who cannot go on and wants the paper scored.
func (s *Service) HandIn(ctx context.Context, id SittingID, r Reason) (Sitting, error) {
	if err := r.check(); err != nil {
		return Sitting{}, err
	}
	return s.finish(ctx, id, step{verb: "sitting.hand_in", detail: r.detail(), allow: officer(ctx, deciders())}, ByOfficial, r.note())
}
