package booking

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/actor"
)

// Deps are what the service needs; all are required.
type Deps struct {
	Tx       Tx
	Places   PlaceStore
	Duty     DutyStore
	Slots    SlotStore
	Bookings BookingStore
	Gate     GateStore

	Clock        actor.Clock
	Audit        actor.Auditor
	Events       actor.Outbox
	Keys         Keys
	Files        Files
	People       People
	Applications Applications
	Rules        Rules
	Eligibility  Eligibility
	Reader       CardReader
	Door         Door
}

// Options are the figures that hold for the whole house. The zero value of a field means its default.
type Options struct {
	RequireAuthorization bool          // production: no formal slot without the authority's document for the room
	HoldFor              time.Duration // how long a place is held before it is confirmed (10 min)
	MaxOnCallMinutes     int           // until the on-call person stands at the door (30)
	VisitFor             time.Duration // how long the gate waits for the next step of a person (3 min)
	OfficerFor           time.Duration // how long the gate waits for an officer (10 min)
	WalkInMargin         time.Duration // time for pledge and practice that a walk-in's seat is kept beyond the paper (15 min)
}

// Service is the whole of booking and gate. It is safe for concurrent use.
type Service struct {
	Deps
	o Options
}

// New returns the service with defaults filled in.
func New(d Deps, o Options) *Service {
	fill := func(v *time.Duration, d time.Duration) {
		if *v == 0 {
			*v = d
		}
	}
	fill(&o.HoldFor, 10*time.Minute)
	fill(&o.VisitFor, 3*time.Minute)
	fill(&o.OfficerFor, 10*time.Minute)
	fill(&o.WalkInMargin, 15*time.Minute)
	if o.MaxOnCallMinutes == 0 {
		o.MaxOnCallMinutes = 30
	}
	return &Service{Deps: d, o: o}
}

// Topics of the events this package emits. Bodies are JSON objects of ids; none carries a personal number.
const (
	TopicToRebook      = "booking.to_rebook"   // booking, person, reason
	TopicAbsent        = "booking.absent"      // booking, person, slot
	TopicAdmitted      = "booking.admitted"    // admission, room, seat, slot
	TopicMoved         = "booking.moved"       // admission, room, from, to
	TopicReleased      = "booking.released"    // admission, room, seat: the seat is free again
	TopicOfficerWanted = "gate.officer_wanted" // visit, room, path, trouble
	TopicVisitDecided  = "gate.visit_decided"  // visit, room, state
	TopicCallPerson    = "gate.call_person"    // room, device, path, trouble; seat when called from there
	TopicDoorFailed    = "gate.door_failed"    // visit, room, path
)

// record writes an audit entry in the caller's transaction.
func (s *Service) record(ctx context.Context, verb, kind, id, path string, detail map[string]string) error {
	return s.Audit.Record(ctx, actor.Entry{Verb: verb, Object: kind + ":" + id, Path: path, Detail: detail})
}

// emit stores an event in the caller's transaction.
func (s *Service) emit(ctx context.Context, topic, key string, body map[string]string) error {
	b, err := json.Marshal(body)
	if err != nil {
		return err
	}
	return s.Events.Emit(ctx, actor.Event{Topic: topic, Key: key, Body: b})
}

// require refuses staff without one of roles over path: NotFound when nothing there is theirs, else Forbidden.
func require(ctx context.Context, path string, roles ...actor.Role) error {
	a := actor.From(ctx)
	switch {
	case a.Can(path, roles...):
		return nil
	case a.Sees(path):
		return ErrForbidden
	}
	return ErrNotFound
}

// sees refuses staff to whom nothing at path belongs.
func sees(ctx context.Context, path string) error {
	if actor.From(ctx).Sees(path) {
		return nil
	}
	return ErrNotFound
}

// person is the natural person who acts, empty for the system and for devices.
func person(ctx context.Context) people.PersonID { return people.PersonID(actor.From(ctx).Person) }

// text checks a text of a form: present and at most limit characters.
func text(v string, limit int) bool { return v != "" && len([]rune(v)) <= limit }

// duplicate replaces ErrDuplicate by what it means here.
func duplicate(err, means error) error {
	if errors.Is(err, ErrDuplicate) {
		return means
	}
	return err
}

// hm is a time as people read it on a door: 14:20 today, else with the date.
func hm(t, now time.Time) string {
	if actor.DateOf(t) == actor.DateOf(now) {
		return t.In(actor.Beijing).Format("15:04")
	}
	return t.In(actor.Beijing).Format("01-02 15:04")
}
