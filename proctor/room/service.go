package room

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/proctor"
)

// Service keeps rooms ready and safe. It is safe for concurrent use.
type Service struct {
	told memory
	d    Deps
	o    Options
}

// New returns the service.
func New(d Deps, o Options) *Service { return &Service{d: d, o: o} }

var (
	_ booking.Doorkeeper = (*Service)(nil)
	_ booking.Threshold  = (*Service)(nil)
)

// Topics of the events of this package. Bodies are JSON objects of ids and codes.
const (
	TopicEmergency = "room.emergency" // room, kind, state: BEGUN or ENDED
	TopicLocked    = "room.locked"    // room, state: LOCKED or OPEN
)

func (s *Service) now() time.Time { return s.d.Clock().UTC().Truncate(time.Millisecond) }

func officers() []actor.Role { return exam.Overseers() }
func managers() []actor.Role { return []actor.Role{people.ExamManager} }
func readers() []actor.Role  { return exam.Watchers() }

// at loads a room and refuses who holds none of roles over it.
func (s *Service) at(ctx context.Context, id site.RoomID, roles []actor.Role) (site.Room, error) {
	r, err := s.d.Places.Room(ctx, id)
	if err != nil {
		return r, err
	}
	return r, allowed(ctx, r.OrgPath, roles)
}

func allowed(ctx context.Context, path string, roles []actor.Role) error {
	a := actor.From(ctx)
	switch {
	case a.Can(path, roles...):
		return nil
	case a.Sees(path):
		return ErrForbidden
	}
	return ErrNotFound
}

// safety returns where a room stands; the zero state of one that was never touched.
func (s *Service) safety(ctx context.Context, r site.Room) (Safety, error) {
	at, err := s.d.Store.Safety(ctx, r.ID)
	if errors.Is(err, ErrNotFound) {
		return Safety{Room: r.ID, OrgPath: r.OrgPath}, nil
	}
	return at, err
}

// change loads a room's state, changes it and stores it with its trail, in one transaction. change answers the verb of the
// trail, "" for none. A room that changed meanwhile is looked at again.
func (s *Service) change(ctx context.Context, r site.Room, change func(ctx context.Context, at *Safety) (verb string, detail map[string]string, err error)) (Safety, error) {
	var at Safety
	var err error
	for range 4 {
		err = s.d.Store.InTx(ctx, func(ctx context.Context) error {
			var err error
			if at, err = s.safety(ctx, r); err != nil {
				return err
			}
			was := at
			verb, detail, err := change(ctx, &at)
			if err != nil || at == was {
				return err
			}
			if err := s.d.Store.SaveSafety(ctx, at); err != nil {
				return err
			}
			at.Version++
			if verb == "" {
				return nil
			}
			return s.record(ctx, verb, "exam_room:"+string(r.ID), r.OrgPath, detail)
		})
		if !errors.Is(err, ErrStale) {
			break
		}
	}
	return at, err
}

func (s *Service) record(ctx context.Context, verb, object, path string, detail map[string]string) error {
	return s.d.Audit.Record(ctx, actor.Entry{Verb: verb, Object: object, Path: path, Detail: detail})
}

func (s *Service) emit(ctx context.Context, topic, key string, body map[string]string) error {
	b, err := json.Marshal(body)
	if err != nil {
		return err
	}
	return s.d.Outbox.Emit(ctx, actor.Event{Topic: topic, Key: key, Body: b})
}

// raise enters an incident; a failure is logged and tried again by whoever noticed.
func (s *Service) raise(ctx context.Context, in proctor.Signal) bool {
	_, err := s.d.Incidents.Raise(ctx, in)
	if err != nil {
		s.d.Log.Error("an incident could not be entered", "kind", string(in.Kind), "room", string(in.Room), "err", err)
	}
	return err == nil
}

func (s *Service) over(ctx context.Context, in proctor.Signal) bool {
	err := s.d.Incidents.Over(ctx, in)
	if err != nil {
		s.d.Log.Error("the end of an incident could not be entered", "kind", string(in.Kind), "room", string(in.Room), "err", err)
	}
	return err == nil
}

// why trims and checks a reason.
func why(text, path string) (string, error) {
	text = strings.TrimSpace(text)
	if n := len([]rune(text)); n < 2 || n > 200 {
		return "", ErrReason.At(path)
	}
	if f := actor.CheckLine(text); f != nil {
		return "", f.At(path)
	}
	return text, nil
}

func nameOf(ctx context.Context) string {
	n := []rune(actor.From(ctx).Name)
	return string(n[:min(len(n), 60)])
}

// accountOf is the calling member of staff; "" for the program.
func accountOf(ctx context.Context) people.AccountID {
	if a := actor.From(ctx); a.Kind == actor.Staff {
		return people.AccountID(a.ID)
	}
	return ""
}

// Settings are a room's limits and choices.
type Settings struct {
	Occupancy    int
	RequireTests Setting
	Rechecks     Setting
}

// Set changes a room's limits and choices. An exam manager of the room may. Errors: ErrLimit, ErrSetting.
func (s *Service) Set(ctx context.Context, room site.RoomID, in Settings) (Safety, error) {
	r, err := s.at(ctx, room, managers())
	if err != nil {
		return Safety{}, err
	}
	var bad fault.List
	if in.Occupancy < 0 || in.Occupancy > 300 {
		bad.Add("body.occupancy", ErrLimit)
	}
	if !in.RequireTests.known() {
		bad.Add("body.requireTests", ErrSetting)
	}
	if !in.Rechecks.known() {
		bad.Add("body.rechecks", ErrSetting)
	}
	if err := bad.Err(); err != nil {
		return Safety{}, err
	}
	return s.change(ctx, r, func(_ context.Context, at *Safety) (string, map[string]string, error) {
		at.Occupancy, at.RequireTests, at.Rechecks = in.Occupancy, in.RequireTests, in.Rechecks
		return "room.set", map[string]string{"occupancy": strconv.Itoa(in.Occupancy), "tests": string(in.RequireTests), "rechecks": string(in.Rechecks)}, nil
	})
}

// Lock keeps everybody out of a room while it is worked on; people inside go on. reason "" takes the lock away. An exam manager
// or an officer of the room may.
func (s *Service) Lock(ctx context.Context, room site.RoomID, reason string) (Safety, error) {
	r, err := s.at(ctx, room, append(managers(), officers()...))
	if err != nil {
		return Safety{}, err
	}
	state := "OPEN"
	if reason != "" {
		if reason, err = why(reason, "body.reason"); err != nil {
			return Safety{}, err
		}
		state = "LOCKED"
	}
	return s.change(ctx, r, func(ctx context.Context, at *Safety) (string, map[string]string, error) {
		at.LockedAt, at.LockReason, at.LockedName = time.Time{}, "", ""
		if reason != "" {
			at.LockedAt, at.LockReason, at.LockedName = s.now(), reason, nameOf(ctx)
		}
		return "room.lock", map[string]string{"state": state, "reason": reason}, s.emit(ctx, TopicLocked, string(r.ID), map[string]string{"room": string(r.ID), "state": state})
	})
}

// Admits implements booking.Doorkeeper. Who went out for a while counts towards the limit: their seat is kept.
func (s *Service) Admits(ctx context.Context, room site.RoomID) error {
	at, err := s.d.Store.Safety(ctx, room)
	if errors.Is(err, ErrNotFound) {
		return nil
	}
	if err == nil {
		err = shutBy(at)
	}
	if err != nil || at.Occupancy == 0 {
		return err
	}
	inside, err := s.d.Bookings.Inside(ctx, room)
	if err == nil && len(inside) >= at.Occupancy {
		return booking.ErrRoomShut.With("reason", "考场内人数已达上限，有人离开后即可入场")
	}
	return err
}

// Readmits implements booking.Threshold: like Admits without the limit, in which who comes back is counted.
func (s *Service) Readmits(ctx context.Context, room site.RoomID) error {
	at, err := s.d.Store.Safety(ctx, room)
	if errors.Is(err, ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	at.LockedAt = time.Time{} // a lock keeps new people out; those inside go on, and so do those who stepped out
	return shutBy(at)
}

// shutBy says why a room lets nobody in, whoever they are.
func shutBy(at Safety) error {
	shut := func(reason string) error { return booking.ErrRoomShut.With("reason", reason) }
	switch {
	case at.Emergency == Fire:
		return shut("消防报警，请勿进入")
	case at.Emergency != Calm:
		return shut("考场正在处理紧急情况")
	case !at.LockedAt.IsZero():
		return shut(at.LockReason)
	case !at.MainsLostAt.IsZero():
		return shut("考场停电，恢复供电后继续入场")
	}
	return nil
}

// tested reports whether a room's seats need a passed self-test.
func (s *Service) tested(at Safety) bool {
	return at.RequireTests == On || at.RequireTests == Auto && s.o.Production && slices.Contains(s.d.Hardware.Rooms(), at.Room)
}

// rechecked reports whether identity is checked at a room's seats.
func (s *Service) rechecked(at Safety) bool {
	return at.Rechecks == On || at.Rechecks == Auto && s.d.Edge.SeesSeats(at.Room)
}

// Now is the house's clock, for pages that compare theirs.
func (s *Service) Now() time.Time { return s.now() }
