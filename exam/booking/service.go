package booking

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// Deps are what the service needs; all are required but the last three.
type Deps struct {
	Tx       Tx
	Places   Places
	Duty     Duty
	Slots    SlotStore
	Bookings BookingStore
	Calls    CallStore
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
	Watch        Watch
	Reader       CardReader
	Door         Door

	// What a house may do without.
	Faces      Faces      // nil: nobody is compared by face
	Scanner    Scanner    // nil: tickets are scanned at the gate's own page
	Doorkeeper Doorkeeper // nil: nothing but supervision decides
	Threshold  Threshold  // nil: nobody signs out or comes back
	Screener   Screener   // nil: no lockers and no detector anywhere; then Screenings may be nil, too
	Screenings ScreeningStore
}

// Options are the figures that hold for the whole house. The zero value of a field means its default.
type Options struct {
	RequireAuthorization bool          // production: no formal slot without the authority's document for the room
	HoldFor              time.Duration // how long a place is held before it is confirmed (10 min)
	VisitFor             time.Duration // how long the gate waits for the next step of a person (3 min)
	OfficerFor           time.Duration // how long the gate waits for an officer (10 min)
	DetectorPause        time.Duration // between two readings of a detector while somebody walks through (400 ms)
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
	fill(&o.DetectorPause, 400*time.Millisecond)
	fill(&o.WalkInMargin, 15*time.Minute)
	return &Service{Deps: d, o: o}
}

// Topics of the events this package emits. Bodies are JSON objects of ids; none carries a personal number.
const (
	TopicConfirmed     = "booking.confirmed"   // booking, person, slot
	TopicCancelled     = "booking.cancelled"   // booking, person, slot, by: "person" or "staff"
	TopicToRebook      = "booking.to_rebook"   // booking, person, reason
	TopicAbsent        = "booking.absent"      // booking, person, slot
	TopicAdmitted      = "booking.admitted"    // admission, room, seat, slot
	TopicMoved         = "booking.moved"       // admission, room, from, to
	TopicReleased      = "booking.released"    // admission, room, seat: the seat is free again
	TopicSlotClosed    = "booking.slot_closed" // slot, room: nobody new is let in
	TopicOfficerWanted = "gate.officer_wanted" // visit, room, path, trouble
	TopicVisitDecided  = "gate.visit_decided"  // visit, room, state
	TopicMismatch      = "gate.mismatch"       // visit, room, path, what: the card's name or number differs
	TopicThreeFailures = "gate.three_failures" // visit, room, path, trouble: somebody is called
	TopicPassed        = "gate.passed"         // visit, admission, room, door: OPENED or NO_ANSWER, way
	TopicCallPerson    = "gate.call_person"    // call, room, device, path, trouble; seat when called from there
	TopicCallAcked     = "duty_call.acked"     // call, room, device
	TopicCallClosed    = "duty_call.closed"    // call, room, device, outcome
	TopicCallEscalated = "duty_call.escalated" // call, room, device; second (account), person: nobody answered in time
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

// room loads a room and checks the actor's right over it.
func (s *Service) room(ctx context.Context, id site.RoomID, roles ...actor.Role) (site.Room, error) {
	r, err := s.Places.Room(ctx, id)
	if err != nil {
		return r, err
	}
	return r, require(ctx, r.OrgPath, roles...)
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

// dutyReaders see who watches a room, with telephone numbers, and who sits in it.
func dutyReaders() []actor.Role {
	return []actor.Role{people.ExamManager, people.RemoteInvigilator, people.RemoteAttendant, people.Inspector, people.Regulator}
}

// recordReaders see who came to a slot: the readers of its room record, and item reviewers, who answer score checks and must
// not have stood near the room.
func recordReaders() []actor.Role {
	return append(dutyReaders(), people.ResultReleaser, people.ItemReviewer, people.Archivist)
}

// person is the natural person who acts, empty for the system and for devices.
func person(ctx context.Context) people.PersonID { return people.PersonID(actor.From(ctx).Person) }

// badLine says what is wrong with a line of a form that must be filled in: bad when it is missing or longer than limit
// characters, or that it holds hidden characters. Nil when it is in order.
func badLine(v string, limit int, bad *fault.Error) *fault.Error {
	if v == "" || len([]rune(v)) > limit {
		return bad
	}
	return actor.CheckLine(v)
}

// line is badLine for a form's only text.
func line(path, v string, limit int, bad *fault.Error) error {
	var l fault.List
	l.Add(path, badLine(v, limit, bad))
	return l.Err()
}

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
