package rescue

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/proctor"
)

// AckWithin is how long whoever was asked has to acknowledge before others are asked, too. [design]
const AckWithin = 2 * time.Minute

// shownFor is how long officers see that somebody has arrived: who stands at the door has yet to be let in. [design]
const shownFor = 10 * time.Minute

// TopicCalled is emitted with every change of a call. Body: call, incident, room, state; escalated: "1" when others are asked.
const TopicCalled = "rescue.called"

// Service calls people to rooms and keeps the script of emergencies. It is safe for concurrent use.
type Service struct{ d Deps }

// New returns the service.
func New(d Deps) *Service { return &Service{d} }

func (s *Service) now() time.Time { return s.d.Clock().UTC().Truncate(time.Millisecond) }

// Topics lists what Receive wants to hear.
func Topics() []string { return []string{proctor.TopicHelp, proctor.TopicChanged} }

// Receive opens a call when an officer asks for help, and ends one whose incident was closed. The same event again changes nothing.
func (s *Service) Receive(ctx context.Context, e actor.Event) error {
	var b struct {
		Incident proctor.IncidentID
		Room     site.RoomID
		Kind     proctor.Kind
		Account  people.AccountID
		State    proctor.State
	}
	if err := json.Unmarshal(e.Body, &b); err != nil || b.Incident == "" || e.ID == "" {
		return fault.ErrInternal.Wrap(errors.Join(errors.New("rescue: "+e.Topic+" cannot be read"), err))
	}
	if e.Topic == proctor.TopicChanged {
		if b.State.Live() {
			return nil
		}
		return s.end(ctx, b.Incident)
	}
	r, err := s.d.Places.Room(ctx, b.Room)
	if err != nil {
		return err
	}
	now := s.now()
	c := Call{ID: CallID(e.ID), Incident: b.Incident, Room: b.Room, OrgPath: r.OrgPath, Kind: b.Kind, State: Open, AskedBy: b.Account, AskedAt: now,
		EscalateAt: now.Add(AckWithin), Version: 1}
	if b.Account != "" {
		if _, c.AskedName, err = s.d.Staff(ctx, b.Account); err != nil {
			return err
		}
	}
	return s.d.Store.InTx(ctx, func(ctx context.Context) error {
		fresh, err := s.d.Store.AddCall(ctx, c)
		if err != nil || !fresh {
			return err
		}
		asked, err := s.ask(ctx, c.ID, r, OnCall, now)
		if err != nil {
			return err
		}
		if asked == 0 { // nobody to wait for
			return s.escalate(ctx, c)
		}
		return s.changed(ctx, c, "room.help", nil)
	})
}

// ask adds those on call for a room now and returns how many.
func (s *Service) ask(ctx context.Context, id CallID, r site.Room, role Role, now time.Time) (int, error) {
	shifts, err := s.d.Places.ShiftsOfRoom(ctx, r.ID, now, now.Add(time.Millisecond))
	if err != nil {
		return 0, err
	}
	n := 0
	for _, sh := range shifts {
		if sh.OnCallName == "" {
			continue
		}
		n++
		if err := s.add(ctx, Person{Call: id, Role: role, Shift: sh.ID, Name: sh.OnCallName, Minutes: sh.OnCallMinutes}, now); err != nil {
			return n, err
		}
	}
	return n, nil
}

func (s *Service) add(ctx context.Context, p Person, now time.Time) error {
	p.ID, p.State, p.NextAt, p.Version = actor.NewID(now), Waiting, now, 1
	_, err := s.d.Store.AddPerson(ctx, p)
	return err
}

// escalate takes the next step of a call that nobody acknowledges: first the second officer of the room and whoever is on call for the
// other rooms of the exam point, then the head of the exam point; at once where the first finds nobody. It joins the transaction.
func (s *Service) escalate(ctx context.Context, c Call) error {
	now := s.now()
	r, err := s.d.Places.Room(ctx, c.Room)
	if err != nil {
		return err
	}
	if !c.EscalatedAt.IsZero() {
		return s.askLead(ctx, c, r.Point, now)
	}
	shifts, err := s.d.Places.ShiftsOfRoom(ctx, c.Room, now, now.Add(time.Millisecond))
	if err != nil {
		return err
	}
	more := 0
	for _, sh := range shifts {
		if sh.SecondPerson != "" {
			more++
			if err := s.add(ctx, Person{Call: c.ID, Role: Second, Person: sh.SecondPerson, Name: sh.SecondName}, now); err != nil {
				return err
			}
		}
	}
	rooms, err := s.d.Places.RoomsOf(ctx, r.Point)
	if err != nil {
		return err
	}
	for _, other := range rooms {
		if other.ID == r.ID {
			continue
		}
		n, err := s.ask(ctx, c.ID, other, Neighbour, now)
		if err != nil {
			return err
		}
		more += n
	}
	c.EscalatedAt, c.EscalateAt = now, now.Add(AckWithin)
	if err := s.d.Store.SaveCall(ctx, c); err != nil {
		return err
	}
	c.Version++
	if err := s.changed(ctx, c, "room.help_escalate", nil); err != nil || more > 0 {
		return err
	}
	return s.askLead(ctx, c, r.Point, now)
}

// askLead asks the head of the exam point. Where none is named the step is taken all the same, so that officers read that it is for them
// to telephone.
func (s *Service) askLead(ctx context.Context, c Call, point site.PointID, now time.Time) error {
	n, err := s.numbers(ctx, point)
	if err != nil {
		return err
	}
	if n.LeadPhone != "" {
		if err := s.add(ctx, Person{Call: c.ID, Role: Lead, Name: n.LeadName}, now); err != nil {
			return err
		}
	}
	c.LeadAt = now
	if err := s.d.Store.SaveCall(ctx, c); err != nil {
		return err
	}
	return s.changed(ctx, c, "room.help_lead", map[string]string{"who": n.LeadName})
}

// changed puts a change on the trail and tells it.
func (s *Service) changed(ctx context.Context, c Call, verb string, detail map[string]string) error {
	if detail == nil {
		detail = map[string]string{}
	}
	detail["room"], detail["incident"] = string(c.Room), string(c.Incident)
	if err := s.d.Audit.Record(ctx, actor.Entry{Verb: verb, Object: "help_call:" + string(c.ID), Path: c.OrgPath, Detail: detail}); err != nil {
		return err
	}
	body := map[string]string{"call": string(c.ID), "incident": string(c.Incident), "room": string(c.Room), "state": string(c.State)}
	if !c.EscalatedAt.IsZero() {
		body["escalated"] = "1"
	}
	b, err := json.Marshal(body)
	if err != nil {
		return err
	}
	return s.d.Outbox.Emit(ctx, actor.Event{Topic: TopicCalled, Key: string(c.ID), Body: b})
}

// end stops waiting for somebody when the incident was closed.
func (s *Service) end(ctx context.Context, id proctor.IncidentID) error {
	return s.d.Store.InTx(ctx, func(ctx context.Context) error {
		c, err := s.d.Store.CallOf(ctx, id)
		if errors.Is(err, ErrNoCall) || err == nil && !c.State.Live() {
			return nil
		}
		if err != nil {
			return err
		}
		c.State, c.EndedAt = Ended, s.now()
		if err := s.d.Store.SaveCall(ctx, c); err != nil {
			return err
		}
		return s.changed(ctx, c, "room.help_end", nil)
	})
}

// LateOnce escalates calls that nobody acknowledged in time. For a job.
func (s *Service) LateOnce(ctx context.Context) error {
	list, err := s.d.Store.Late(ctx, s.now())
	if err != nil {
		return err
	}
	var errs []error
	for _, c := range list {
		err := s.d.Store.InTx(ctx, func(ctx context.Context) error { return s.escalate(ctx, c) })
		if err != nil && !errors.Is(err, ErrStale) { // somebody acknowledged this moment
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}

// View is a call with whom it asked and whom to telephone.
type View struct {
	Call    Call
	Persons []Asked
	Phone   string // of the exam point's duty desk
	Numbers Numbers
}

// Asked is somebody who was asked, with the number to telephone; empty where the reader may not see it, and for a second officer.
type Asked struct {
	Person
	Phone string
}

// OfIncident returns the newest call of an incident. Errors: ErrNoCall, ErrNotFound, ErrForbidden.
func (s *Service) OfIncident(ctx context.Context, id proctor.IncidentID) (View, error) {
	in, err := s.d.Incidents.Incident(ctx, id)
	if err != nil {
		return View{}, err
	}
	if err := allowed(ctx, in.OrgPath, exam.Watchers()); err != nil {
		return View{}, err
	}
	c, err := s.d.Store.CallOf(ctx, id)
	if err != nil {
		return View{}, err
	}
	return s.view(ctx, c)
}

// Live lists the live calls of the rooms that the caller may act in, and for a while those to which somebody came, oldest first.
func (s *Service) Live(ctx context.Context) ([]View, error) {
	paths := actor.From(ctx).Paths(exam.Overseers()...)
	if len(paths) == 0 {
		return nil, ErrForbidden
	}
	list, err := s.d.Store.LiveCalls(ctx, paths, s.now().Add(-shownFor))
	if err != nil {
		return nil, err
	}
	out := make([]View, 0, len(list))
	for _, c := range list {
		v, err := s.view(ctx, c)
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, nil
}

func (s *Service) view(ctx context.Context, c Call) (View, error) {
	v := View{Call: c}
	persons, err := s.d.Store.PersonsOf(ctx, c.ID)
	if err != nil {
		return v, err
	}
	r, err := s.d.Places.Room(ctx, c.Room)
	if err != nil {
		return v, err
	}
	p, err := s.d.Places.Point(ctx, r.Point)
	if err != nil {
		return v, err
	}
	v.Phone = p.Phone
	if v.Numbers, err = s.numbers(ctx, r.Point); err != nil {
		return v, err
	}
	officer := actor.From(ctx).Can(c.OrgPath, exam.Overseers()...)
	for _, x := range persons {
		a := Asked{Person: x}
		if officer && x.Shift != "" {
			sh, err := s.d.Places.Shift(ctx, x.Shift)
			if err != nil && !errors.Is(err, site.ErrNotFound) {
				return v, err
			}
			a.Phone = sh.OnCallPhone
		}
		if officer && x.Role == Lead {
			a.Phone = v.Numbers.LeadPhone
		}
		v.Persons = append(v.Persons, a)
	}
	return v, nil
}

// Acknowledge enters who said that they are coming. Errors: ErrNoCall, ErrAcked, ErrArrived, ErrWho.
func (s *Service) Acknowledge(ctx context.Context, id proctor.IncidentID, who string) (View, error) {
	return s.enter(ctx, id, who, "room.help_ack", func(c *Call, who, by string, now time.Time) error {
		switch {
		case !c.AckedAt.IsZero():
			return ErrAcked.With("name", c.AckedWho)
		case c.State != Open:
			return s.over(*c)
		}
		c.State, c.AckedWho, c.AckedName, c.AckedAt = Acked, who, by, now
		return nil
	})
}

// Arrive enters who stands at the door; nobody needs to have acknowledged before. Errors: ErrNoCall, ErrArrived, ErrWho.
func (s *Service) Arrive(ctx context.Context, id proctor.IncidentID, who string) (View, error) {
	return s.enter(ctx, id, who, "room.help_arrive", func(c *Call, who, by string, now time.Time) error {
		if !c.ArrivedAt.IsZero() {
			return s.over(*c)
		}
		c.State, c.ArrivedWho, c.ArrivedName, c.ArrivedAt = Arrived, who, by, now
		return nil
	})
}

// over says why nothing can be entered any more.
func (s *Service) over(c Call) error {
	if !c.ArrivedAt.IsZero() {
		return ErrArrived.With("name", c.ArrivedWho)
	}
	return ErrStale
}

func (s *Service) enter(ctx context.Context, id proctor.IncidentID, who, verb string, do func(c *Call, who, by string, now time.Time) error) (View, error) {
	in, err := s.d.Incidents.Incident(ctx, id)
	if err != nil {
		return View{}, err
	}
	if err := allowed(ctx, in.OrgPath, exam.Overseers()); err != nil {
		return View{}, s.refused(ctx, in.OrgPath, "incident:"+string(id), verb, err)
	}
	who = strings.TrimSpace(who)
	if f := actor.CheckLine(who); f != nil {
		return View{}, f.At("body.who")
	}
	if n := utf8.RuneCountInString(who); n < 2 || n > 60 {
		return View{}, ErrWho.At("body.who")
	}
	var c Call
	err = s.d.Store.InTx(ctx, func(ctx context.Context) error {
		var err error
		if c, err = s.d.Store.CallOf(ctx, id); err != nil {
			return err
		}
		if err := do(&c, who, nameOf(ctx), s.now()); err != nil {
			return err
		}
		if err := s.d.Store.SaveCall(ctx, c); err != nil {
			return err
		}
		c.Version++
		return s.changed(ctx, c, verb, map[string]string{"who": who})
	})
	if err != nil {
		return View{}, err
	}
	return s.view(ctx, c)
}

// refused puts on the trail that somebody tried what is not theirs to do.
func (s *Service) refused(ctx context.Context, path, object, act string, refusal error) error {
	return errors.Join(refusal, s.note(ctx, path, object, "rescue.refused", act))
}

// note puts an attempt on the trail, in a transaction of its own.
func (s *Service) note(ctx context.Context, path, object, verb, act string) error {
	return s.d.Store.InTx(ctx, func(ctx context.Context) error {
		return s.d.Audit.Record(ctx, actor.Entry{Verb: verb, Object: object, Path: path, Detail: map[string]string{"act": act}})
	})
}

// allowed refuses who holds none of roles over path: what lies outside the caller's organisations is absent.
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

func nameOf(ctx context.Context) string {
	n := []rune(actor.From(ctx).Name)
	return string(n[:min(len(n), 60)])
}
