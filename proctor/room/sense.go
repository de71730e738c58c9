package room

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/halt"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/proctor"
)

// How long something lasts before it is told.
const (
	doorOpenFor = time.Minute      // a door that stands open
	silentFor   = 30 * time.Second // hardware that does not answer
	settle      = 100 * time.Millisecond
)

// SenseOnce reads the wires of all rooms that have any, side by side: a controller that does not answer keeps no other room
// waiting. For a job, twice a second.
func (s *Service) SenseOnce(ctx context.Context) error {
	var wg sync.WaitGroup
	rooms := s.d.Hardware.Rooms()
	errs := make([]error, len(rooms))
	for i, id := range rooms {
		wg.Go(func() { errs[i] = s.Sense(ctx, id) })
	}
	wg.Wait()
	return errors.Join(errs...)
}

// Sense reads the wires of one room and does what follows from them and from where the room stands.
func (s *Service) Sense(ctx context.Context, id site.RoomID) error {
	r, err := s.d.Places.Room(ctx, id)
	if err != nil {
		return nil //nolint:nilerr // hardware of a room that does not exist here
	}
	at, err := s.safety(ctx, r)
	if err != nil {
		return err
	}
	if at.Emergency != Calm { // before anything else, and again each time: a controller may have restarted
		if err := s.d.Hardware.Hold(ctx, id, true); err != nil {
			s.d.Log.Error("the door of a room in an emergency does not open", "room", string(id), "err", err)
		}
	}
	w, bad := s.d.Hardware.Wires(ctx, id)
	now := s.now()
	next := at.sensed(w, bad, now)
	if next != at {
		at, err = s.change(ctx, r, func(ctx context.Context, at *Safety) (string, map[string]string, error) {
			was := at.Emergency
			*at = at.sensed(w, bad, now)
			if at.Emergency == was {
				return "", nil, nil
			}
			return "room.emergency", map[string]string{"kind": string(at.Emergency), "by": "wire"}, s.begun(ctx, *at)
		})
		if err != nil {
			return err
		}
	}
	return s.follow(ctx, r, at)
}

// sensed is where the room stands after a reading.
func (at Safety) sensed(w Wires, bad error, now time.Time) Safety {
	if bad != nil {
		if at.SilentSince.IsZero() {
			at.SilentSince = now
		}
		return at
	}
	at.SilentSince = time.Time{}
	switch {
	case w.Fire == WireOn && at.Emergency != Fire: // fire outranks a cry for help that stands
		at.Emergency, at.EmergencyAt, at.EmergencyName, at.EmergencyNote, at.EmergencyTold = Fire, now, "", "", false
	case w.Panic == WireOn && at.Emergency == Calm:
		at.Emergency, at.EmergencyAt, at.EmergencyName, at.EmergencyNote, at.EmergencyTold = Panic, now, "", "", false
	}
	since := func(on bool, from *time.Time) {
		switch {
		case !on:
			*from = time.Time{}
		case from.IsZero():
			*from = now
		}
	}
	since(w.Mains == WireOn, &at.MainsLostAt)
	since(w.Door == WireOn, &at.DoorOpenAt)
	return at
}

func (s *Service) begun(ctx context.Context, at Safety) error {
	return s.emit(ctx, TopicEmergency, string(at.Room), map[string]string{"room": string(at.Room), "kind": string(at.Emergency), "state": "BEGUN"})
}

// follow does what follows from where a room stands; done once more it changes nothing.
func (s *Service) follow(ctx context.Context, r site.Room, at Safety) error {
	now := s.now()
	if at.Emergency != Calm {
		if err := s.emergency(ctx, r, at); err != nil {
			return err
		}
	}
	held := at.Emergency != Calm
	tell := !at.DoorOpenAt.IsZero() && now.Sub(at.DoorOpenAt) >= doorOpenFor && !held
	door := proctor.Signal{Kind: proctor.DoorForced, At: at.DoorOpenAt, Room: r.ID, Key: "door"}
	if tell && !at.DoorTold {
		door.Facts = map[string]string{"open_s": strconv.Itoa(int(now.Sub(at.DoorOpenAt) / time.Second))}
		if !s.raise(ctx, door) {
			return nil
		}
	}
	if at.DoorOpenAt.IsZero() && at.DoorTold {
		s.over(ctx, proctor.Signal{Kind: proctor.DoorForced, Room: r.ID, Key: "door"})
	}
	if told := tell || at.DoorTold && !at.DoorOpenAt.IsZero(); told != at.DoorTold {
		_, err := s.change(ctx, r, func(_ context.Context, at *Safety) (string, map[string]string, error) {
			at.DoorTold = told
			return "", nil, nil
		})
		if err != nil {
			return err
		}
	}
	return s.power(ctx, r, at, now)
}

// power tells of lost mains and of hardware that is silent, and that they are over. What was told stands in the room's row: an end
// that comes after a restart of this process is told, too.
func (s *Service) power(ctx context.Context, r site.Room, at Safety, now time.Time) error {
	mains := proctor.Signal{Kind: proctor.PowerLost, Room: r.ID, Key: "mains", At: at.MainsLostAt}
	silent := proctor.Signal{Kind: proctor.NetworkFailed, Room: r.ID, Key: "hardware", At: at.SilentSince, Facts: map[string]string{"what": "door_controller"}}
	mainsTold := s.tell(ctx, mains, !at.MainsLostAt.IsZero(), at.MainsLostAt.IsZero(), at.MainsTold)
	silentTold := s.tell(ctx, silent, !at.SilentSince.IsZero() && now.Sub(at.SilentSince) >= silentFor, at.SilentSince.IsZero(), at.SilentTold)
	if mainsTold == at.MainsTold && silentTold == at.SilentTold {
		return nil
	}
	_, err := s.change(ctx, r, func(_ context.Context, at *Safety) (string, map[string]string, error) {
		at.MainsTold, at.SilentTold = mainsTold, silentTold
		return "", nil, nil
	})
	return err
}

// tell raises in when it is on and was not told, ends it when it is over and was told, and returns whether it is told now. A process
// that dies between the incident and the row does the same again, which changes nothing.
func (s *Service) tell(ctx context.Context, in proctor.Signal, on, over, told bool) bool {
	switch {
	case on && !told:
		return s.raise(ctx, in)
	case over && told:
		in.At = time.Time{}
		return !s.over(ctx, in)
	}
	return told
}

// memory is what this process has told; forgetting it repeats what is idempotent.
type memory struct {
	mu   sync.Mutex
	done map[string]bool
}

func (m *memory) is(key string) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.done[key]
}

func (m *memory) set(key string, on bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.done == nil {
		m.done = map[string]bool{}
	}
	m.done[key] = on
}

// emergency pauses the room, calls the duty desk and raises the incident, each once.
func (s *Service) emergency(ctx context.Context, r site.Room, at Safety) error {
	var errs []error
	if at.EmergencyPause == "" {
		p, err := s.d.Halts.PauseRoom(ctx, r.ID, exam.Reason{Code: "EMERGENCY", Text: emergencyWords(at.Emergency)})
		id := string(p.ID)
		if errors.Is(err, halt.ErrStands) { // somebody was quicker: the room stands still already
			id, err = "-", nil
		}
		if err == nil {
			at, err = s.change(ctx, r, func(_ context.Context, at *Safety) (string, map[string]string, error) {
				at.EmergencyPause = id
				return "", nil, nil
			})
		}
		errs = append(errs, err)
	}
	if !at.EmergencyTold {
		facts := map[string]string{"by": "wire"}
		if at.EmergencyName != "" {
			facts["by"] = "officer"
		}
		if !s.raise(ctx, proctor.Signal{Kind: at.Emergency.kind(), At: at.EmergencyAt, Room: r.ID, Key: strconv.FormatInt(at.EmergencyAt.UnixMilli(), 10), Facts: facts}) {
			return errors.Join(errs...)
		}
		_, err := s.change(ctx, r, func(ctx context.Context, at *Safety) (string, map[string]string, error) {
			at.EmergencyTold = true
			return "", nil, s.d.Bookings.CallFor(ctx, r.ID, "room."+strings.ToLower(string(at.Emergency)))
		})
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}

func emergencyWords(e Emergency) string {
	switch e {
	case Fire:
		return "消防报警，全场暂停，门已打开"
	case Medical:
		return "有人受伤或突发疾病，全场暂停，门已打开"
	}
	return "紧急求助，全场暂停，门已打开"
}

// Declare begins an emergency on an officer's word: the door opens and stays open, the room stands still.
func (s *Service) Declare(ctx context.Context, room site.RoomID, kind Emergency, note string) (Safety, error) {
	r, err := s.at(ctx, room, officers())
	if err != nil {
		return Safety{}, err
	}
	if kind != Fire && kind != Panic && kind != Medical {
		return Safety{}, ErrKind.At("body.kind")
	}
	if note, err = why(note, "body.reason"); err != nil {
		return Safety{}, err
	}
	at, err := s.change(ctx, r, func(ctx context.Context, at *Safety) (string, map[string]string, error) {
		if at.Emergency != Calm {
			return "", nil, ErrStands
		}
		at.Emergency, at.EmergencyAt, at.EmergencyName, at.EmergencyNote, at.EmergencyTold = kind, s.now(), nameOf(ctx), note, false
		return "room.emergency", map[string]string{"kind": string(kind), "by": "officer", "reason": note}, s.begun(ctx, *at)
	})
	if err != nil {
		return at, err
	}
	// The officer does not wait for a door: the next reading opens it, and again until it does.
	go func() {
		ctx, stop := context.WithTimeout(actor.AsSystem(context.WithoutCancel(ctx), "room"), 30*time.Second)
		defer stop()
		time.Sleep(settle)
		if err := s.Sense(ctx, room); err != nil {
			s.d.Log.Warn("an emergency is carried out by the next reading", "room", string(room), "err", err)
		}
	}()
	return at, nil
}

// End ends an emergency: the door locks again, people may come in. Sittings stay paused until an officer resumes them. Not
// while the alarm is still on: ErrStillOn.
func (s *Service) End(ctx context.Context, room site.RoomID, reason string) (Safety, error) {
	r, err := s.at(ctx, room, officers())
	if err != nil {
		return Safety{}, err
	}
	if reason, err = why(reason, "body.reason"); err != nil {
		return Safety{}, err
	}
	if w, bad := s.d.Hardware.Wires(ctx, room); bad == nil && (w.Fire == WireOn || w.Panic == WireOn) {
		return Safety{}, ErrStillOn
	}
	var was Safety
	at, err := s.change(ctx, r, func(ctx context.Context, at *Safety) (string, map[string]string, error) {
		if at.Emergency == Calm {
			return "", nil, ErrCalm
		}
		was = *at
		at.Emergency, at.EmergencyAt, at.EmergencyName, at.EmergencyNote, at.EmergencyPause, at.EmergencyTold = Calm, time.Time{}, "", "", "", false
		return "room.emergency_end", map[string]string{"kind": string(was.Emergency), "reason": reason},
			s.emit(ctx, TopicEmergency, string(r.ID), map[string]string{"room": string(r.ID), "kind": string(was.Emergency), "state": "ENDED"})
	})
	if err != nil {
		return at, err
	}
	sys := actor.AsSystem(context.WithoutCancel(ctx), "room")
	s.over(sys, proctor.Signal{Kind: was.Emergency.kind(), Room: r.ID, Key: strconv.FormatInt(was.EmergencyAt.UnixMilli(), 10)})
	if err := s.d.Hardware.Hold(sys, room, false); err != nil {
		s.d.Log.Warn("a door was not told to lock again", "room", string(room), "err", err)
	}
	return at, nil
}
