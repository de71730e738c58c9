package proctor

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// HandoverID identifies a hand-over.
type HandoverID string

// Handover is the passing on of a room from one officer to the next, with what was open then.
type Handover struct {
	ID        HandoverID
	Room      site.RoomID
	OrgPath   string
	From, To  Officer
	Incidents []IncidentID // that were open
	Text      string
	At        time.Time
	AckAt     time.Time // zero: the next officer has not confirmed
}

// HandOver passes a room with its open incidents to the next officer, who confirms it. By an officer on duty there now, or who was until
// lately. Errors: ErrHandover, ErrHandoverTo, ErrHandoverSet.
func (s *Service) HandOver(ctx context.Context, room site.RoomID, to people.AccountID, text string) (Handover, error) {
	r, err := s.d.Places.Room(ctx, room)
	if err != nil {
		return Handover{}, err
	}
	if err := allowed(ctx, r.OrgPath, site.ErrNotFound, ErrHandover, deciders()); err != nil {
		return Handover{}, s.refusedIn(ctx, room, DidHandOn, err)
	}
	if text, err = written(text, "body.text"); err != nil {
		return Handover{}, err
	}
	me := officerOf(ctx)
	person, name, err := s.d.Staff.AccountPerson(ctx, to)
	if err != nil {
		return Handover{}, ErrHandoverTo.Wrap(err).At("body.to")
	}
	may, err := s.d.Staff.Holds(ctx, to, r.OrgPath, deciders()...)
	if err != nil {
		return Handover{}, err
	}
	if !may || person == me.Person {
		return Handover{}, ErrHandoverTo.At("body.to")
	}
	var h Handover
	err = s.d.Tx.InTx(ctx, func(ctx context.Context) error {
		open, err := s.d.Incidents.InRooms(ctx, []site.RoomID{room}, queueLimit)
		if err != nil {
			return err
		}
		now := s.now()
		h = Handover{ID: HandoverID(actor.NewID(now)), Room: room, OrgPath: r.OrgPath, From: me, To: Officer{to, person, name}, Text: text, At: now, Incidents: []IncidentID{}}
		for _, in := range open {
			h.Incidents = append(h.Incidents, in.ID)
		}
		if err := s.d.Handovers.AddHandover(ctx, h); err != nil {
			return err
		}
		if err := s.noteHandover(ctx, "handover.give", h); err != nil {
			return err
		}
		return s.emit(ctx, TopicHandover, string(h.ID), map[string]string{"handover": string(h.ID), "room": string(room), "to": string(to)})
	})
	return h, err
}

func (s *Service) noteHandover(ctx context.Context, verb string, h Handover) error {
	return s.d.Audit.Record(ctx, actor.Entry{Verb: verb, Object: "handover:" + string(h.ID), Path: h.OrgPath, Detail: map[string]string{
		"room": string(h.Room), "from": string(h.From.Account), "to": string(h.To.Account), "open": strconv.Itoa(len(h.Incidents))}})
}

// TakeOver confirms a hand-over: what the officer before had is now the caller's. Only the officer named in it confirms. Errors:
// ErrNoHandover, ErrHandover, ErrHandoverSet.
func (s *Service) TakeOver(ctx context.Context, id HandoverID) (Handover, error) {
	var h Handover
	err := s.d.Tx.InTx(ctx, func(ctx context.Context) error {
		var err error
		if h, err = s.d.Handovers.Handover(ctx, id); err != nil {
			return err
		}
		if err := allowed(ctx, h.OrgPath, ErrNoHandover, ErrHandover, deciders()); err != nil {
			return err
		}
		me := officerOf(ctx)
		if h.To.Account != me.Account {
			return ErrHandover
		}
		h.AckAt = s.now()
		if err := s.d.Handovers.Acknowledge(ctx, h); err != nil {
			return err
		}
		for _, one := range h.Incidents {
			in, err := s.d.Incidents.Incident(ctx, one)
			if err != nil {
				return err
			}
			if in.State != Taken || in.Taker.Account != h.From.Account {
				continue
			}
			in.Taker = me
			if err := s.d.Incidents.Save(ctx, in); err != nil {
				return err
			}
			if err := s.note(ctx, in, DidHandOn, h.From.Name+" → "+me.Name); err != nil {
				return err
			}
		}
		return s.noteHandover(ctx, "handover.take", h)
	})
	if errors.Is(err, ErrHandover) || errors.Is(err, ErrNoHandover) && h.ID != "" {
		err = s.refusedIn(ctx, h.Room, DidHandOn, err)
	}
	return h, err
}

// refusedIn puts on the trail that somebody without the right tried to act on a room that exists.
func (s *Service) refusedIn(ctx context.Context, room site.RoomID, deed Deed, err error) error {
	if kind := fault.KindOf(err); kind != fault.Forbidden && kind != fault.NotFound {
		return err
	}
	r, rerr := s.d.Places.Room(ctx, room)
	if fault.KindOf(rerr) == fault.NotFound {
		return err
	}
	if rerr == nil {
		rerr = s.d.Tx.InTx(ctx, func(ctx context.Context) error {
			return s.d.Audit.Record(ctx, actor.Entry{Verb: "incident.refused", Object: "room:" + string(room), Path: r.OrgPath, Detail: map[string]string{"deed": string(deed)}})
		})
	}
	return errors.Join(err, rerr)
}

// handoversSince is how far back hand-overs are shown.
const handoversSince = 7 * 24 * time.Hour

// Handovers lists the hand-overs of the last week of the rooms that the caller may see, newest first.
func (s *Service) Handovers(ctx context.Context, limit int) ([]Handover, error) {
	rooms, err := s.dutyRooms(ctx, true)
	if err != nil || len(rooms) == 0 {
		return []Handover{}, err
	}
	return s.d.Handovers.Handovers(ctx, rooms, s.now().Add(-handoversSince), limit)
}

// handoverWithin is how long after the end of a shift its hand-over may be confirmed. [design]
const handoverWithin = 10 * time.Minute

// SweepOnce raises what those on duty did not do: grave incidents that nobody took in time, and shifts that ended with open incidents
// and without a confirmed hand-over. Call it every few seconds, on any number of nodes.
func (s *Service) SweepOnce(ctx context.Context) error {
	ctx = actor.AsSystem(ctx, "proctor.sweep")
	if err := s.sweepLate(ctx); err != nil {
		return err
	}
	if err := s.sweepHandovers(ctx); err != nil {
		return err
	}
	return s.d.Incidents.Forget(ctx, s.now().Add(-6*window))
}

func (s *Service) sweepLate(ctx context.Context) error {
	late, err := s.d.Incidents.Waiting(ctx, High, s.now().Add(-ReactIn), 50)
	if err != nil {
		return err
	}
	for _, in := range late {
		if in.Class == Staff {
			continue // no incident about an incident about an incident
		}
		_, err := s.Raise(ctx, Signal{Kind: LateReaction, At: in.RaisedAt, Room: in.Room, Key: once + string(in.ID),
			Facts: map[string]string{"incident": string(in.ID), "kind": string(in.Kind), "seconds": strconv.Itoa(int(ReactIn / time.Second))}})
		if err != nil {
			return err
		}
	}
	return nil
}

func (s *Service) sweepHandovers(ctx context.Context) error {
	rooms, err := s.d.Places.Rooms(ctx)
	if err != nil {
		return err
	}
	now := s.now()
	for _, r := range rooms {
		shifts, err := s.d.Places.ShiftsOfRoom(ctx, r.ID, now.Add(-2*time.Hour), now)
		if err != nil {
			return err
		}
		for _, sh := range shifts {
			if sh.To.After(now.Add(-handoverWithin)) || continued(shifts, sh) {
				continue
			}
			if err := s.checkHandover(ctx, sh); err != nil {
				return err
			}
		}
	}
	return nil
}

// continued reports whether the same person goes on after a shift.
func continued(shifts []site.Shift, sh site.Shift) bool {
	return slices.ContainsFunc(shifts, func(n site.Shift) bool {
		return n.ID != sh.ID && n.OfficerPerson == sh.OfficerPerson && !n.From.After(sh.To) && n.To.After(sh.To)
	})
}

// checkHandover raises the incident where a shift ended with something open that was not handed over.
func (s *Service) checkHandover(ctx context.Context, sh site.Shift) error {
	open, err := s.d.Incidents.InRooms(ctx, []site.RoomID{sh.Room}, queueLimit)
	if err != nil {
		return err
	}
	open = slices.DeleteFunc(open, func(in Incident) bool {
		return in.Class == Staff || in.RaisedAt.After(sh.To) || in.RaisedAt.Before(sh.From)
	})
	if len(open) == 0 {
		return nil
	}
	given, err := s.d.Handovers.Handovers(ctx, []site.RoomID{sh.Room}, sh.From, 50)
	if err != nil {
		return err
	}
	if slices.ContainsFunc(given, func(h Handover) bool { return h.From.Person == sh.OfficerPerson && !h.AckAt.IsZero() }) {
		return nil
	}
	_, err = s.Raise(ctx, Signal{Kind: HandoverMissing, At: sh.To, Room: sh.Room, Key: once + string(sh.ID),
		Facts: map[string]string{"shift": string(sh.ID), "open": strconv.Itoa(len(open))}})
	return err
}
