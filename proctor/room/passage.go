package room

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/proctor"
)

// Topics lists what Receive wants to hear.
func Topics() []string {
	return []string{booking.TopicAdmitted, booking.TopicPassed, booking.TopicReleased, booking.TopicMismatch, booking.TopicThreeFailures, booking.TopicVisitDecided}
}

// Receive follows what happens at the gate: it writes the entry and exit log, plans the seat's check and raises what is an
// incident. It may be called again with the same event.
func (s *Service) Receive(ctx context.Context, e actor.Event) error {
	var body struct {
		Visit     string              `json:"visit"`
		Room      site.RoomID         `json:"room"`
		Admission booking.AdmissionID `json:"admission"`
		Door      booking.DoorState   `json:"door"`
		What      string              `json:"what"`
		Trouble   string              `json:"trouble"`
		Way       booking.VisitWay    `json:"way"`
	}
	if err := json.Unmarshal(e.Body, &body); err != nil {
		return err
	}
	switch e.Topic {
	case booking.TopicAdmitted:
		return s.planSeat(ctx, body.Admission)
	case booking.TopicPassed:
		basis := ByDoor
		if body.Door != booking.DoorOpened {
			basis = ByStaff
		}
		switch body.Way {
		case booking.WayOut:
			return s.passed(ctx, body.Admission, Exit, basis, body.Visit)
		case booking.WayBack:
			if err := s.passed(ctx, body.Admission, Entry, basis, body.Visit); err != nil {
				return err
			}
			return s.checkAgain(ctx, body.Admission)
		default:
			return s.passed(ctx, body.Admission, Entry, basis, string(body.Admission))
		}
	case booking.TopicReleased:
		return s.passed(ctx, body.Admission, Exit, ByRelease, string(body.Admission))
	case booking.TopicMismatch:
		_, err := s.d.Incidents.Raise(ctx, proctor.Signal{Kind: proctor.Mismatch, Room: body.Room, Key: body.Visit, Facts: map[string]string{"what": body.What}})
		return err
	case booking.TopicThreeFailures:
		_, err := s.d.Incidents.Raise(ctx, proctor.Signal{Kind: proctor.ThreeFailures, Room: body.Room, Key: body.Visit, Facts: map[string]string{"trouble": body.Trouble}})
		return err
	case booking.TopicVisitDecided:
		for _, k := range []proctor.Kind{proctor.Mismatch, proctor.ThreeFailures} {
			if err := s.d.Incidents.Over(ctx, proctor.Signal{Kind: k, Room: body.Room, Key: body.Visit}); err != nil {
				return err
			}
		}
	}
	return nil
}

// passed writes a passage of an admission once for what it belongs to: the admission, or a visit of somebody who goes out and back.
func (s *Service) passed(ctx context.Context, id booking.AdmissionID, way Way, basis Basis, once string) error {
	a, err := s.d.Bookings.AdmissionByID(ctx, id)
	if err != nil {
		return err
	}
	now := s.now()
	return s.d.Store.InTx(ctx, func(ctx context.Context) error {
		_, err := s.d.Store.AddPassage(ctx, Passage{ID: PassageID(actor.NewID(now)), Room: a.RoomID, OrgPath: a.OrgPath, Person: a.PersonID, Admission: id,
			Way: way, Basis: basis, At: now, Once: once + "/" + string(basis)})
		return err
	})
}

// DoorOrder is an officer's order to open a room's door.
type DoorOrder struct {
	Admission booking.AdmissionID // whose passage it is; empty: nobody of the room
	Way       Way                 // with Admission
	Reason    string
}

// OpenDoor opens the door of a room once on an officer's word, and writes the passage where it is for somebody of the room. The
// order stands in the log also when the door does not answer: then the error says so, and the officer sends somebody.
func (s *Service) OpenDoor(ctx context.Context, room site.RoomID, o DoorOrder) error {
	r, err := s.at(ctx, room, officers())
	if err != nil {
		return err
	}
	if o.Reason, err = why(o.Reason, "body.reason"); err != nil {
		return err
	}
	now := s.now()
	id := actor.NewID(now)
	p := Passage{ID: PassageID(id), Room: r.ID, OrgPath: r.OrgPath, Way: o.Way, Basis: ByOfficer, At: now, ByName: nameOf(ctx), Note: o.Reason, Once: id}
	if o.Admission != "" {
		if o.Way != Entry && o.Way != Exit {
			return ErrPassage.At("body.way")
		}
		a, err := s.d.Bookings.AdmissionByID(ctx, o.Admission)
		if err != nil {
			return err
		}
		if a.RoomID != r.ID {
			return ErrNotFound
		}
		p.Admission, p.Person = a.ID, a.PersonID
	}
	err = s.d.Store.InTx(ctx, func(ctx context.Context) error {
		if p.Admission != "" {
			if _, err := s.d.Store.AddPassage(ctx, p); err != nil {
				return err
			}
		}
		return s.record(ctx, "room.door_open", "exam_room:"+string(r.ID), r.OrgPath, map[string]string{"reason": o.Reason, "admission": string(o.Admission), "way": string(o.Way)})
	})
	if err != nil {
		return err
	}
	return s.d.Hardware.Open(context.WithoutCancel(ctx), room, id)
}

// Log lists passages of a room, newest first, for those who watch over it.
func (s *Service) Log(ctx context.Context, room site.RoomID, from, to time.Time, before PassageID, limit int) ([]Passage, error) {
	if _, err := s.at(ctx, room, readers()); err != nil {
		return nil, err
	}
	return s.d.Store.Passages(ctx, room, from, to, before, limit)
}

// When a head count is told, and how long people who handed in may still be inside.
const (
	countEvery  = 10 * time.Second
	tooManyFor  = 30 * time.Second
	tooFewFor   = 2 * time.Minute
	packingTime = 10 * time.Minute
	walkingTime = 2 * time.Minute
)

// Outside implements booking.Threshold. That the sitting is over lets a person go; it does not say that they went.
func (s *Service) Outside(ctx context.Context, a booking.Admission) (bool, error) {
	last, err := s.d.Store.LastPassages(ctx, []booking.AdmissionID{a.ID})
	p, passed := last[a.ID]
	return passed && p.Way == Exit && p.Basis != ByRelease, err
}

// MayLeave implements booking.Threshold: who hands in, is on a break, or has not begun goes as they like, and everybody in an
// emergency.
func (s *Service) MayLeave(ctx context.Context, a booking.Admission) error {
	if !a.State.Live() {
		return nil
	}
	sit, err := s.d.Sittings.SittingOf(ctx, a.ID)
	if errors.Is(err, exam.ErrNoSitting) || err == nil && sit.State != exam.Running {
		return nil
	}
	if err != nil {
		return err
	}
	at, err := s.d.Store.Safety(ctx, a.RoomID)
	if err == nil && at.Emergency != Calm {
		return nil
	}
	if err != nil && !errors.Is(err, ErrNotFound) {
		return err
	}
	return booking.ErrGateStillSitting
}

// inside is how many people the log allows in a room now: at least those at work, at most also those who are let in and walk,
// are on a break, or have handed in and pack.
func (s *Service) inside(ctx context.Context, id site.RoomID) (low, high int, err error) {
	list, err := s.d.Bookings.Inside(ctx, id)
	if err != nil {
		return 0, 0, err
	}
	ids := make([]booking.AdmissionID, len(list))
	for i, a := range list {
		ids[i] = a.ID
	}
	last, err := s.d.Store.LastPassages(ctx, ids)
	if err != nil {
		return 0, 0, err
	}
	now := s.now()
	for _, a := range list {
		p, passed := last[a.ID]
		if passed && p.Way == Exit && now.Sub(p.At) >= walkingTime {
			continue // went out and did not come back
		}
		high++
		if !passed || p.Way == Exit || now.Sub(a.AdmittedAt) < walkingTime {
			continue
		}
		sit, err := s.d.Sittings.SittingOf(ctx, a.ID)
		if err == nil && sit.State == exam.Paused {
			continue // a break, or an officer's word: they may be outside
		}
		low++
	}
	gone, err := s.d.Store.LastRoomPassages(ctx, id, now.Add(-packingTime))
	for _, p := range gone {
		if p.Way == Exit && p.Basis == ByRelease {
			high++
		}
	}
	return low, high, err
}
