package proctor

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// Bounds of what one source may write about one seat or room.
const (
	perWindow = 30               // incidents of their own; what comes beyond is merged into one of its kind
	window    = 10 * time.Minute //
	calmAfter = 200              // signals merged; from then on they are written at most once in calmFor
	calmFor   = time.Second
	overflow  = "overflow" // key of the incident into which a flood is merged
	once      = "once:"    // beginning of keys that are raised once for ever: the key outlives the incident
)

// Once reports whether the incident may not be raised again after it was dealt with.
func (i Incident) Once() bool { return strings.HasPrefix(i.Key, once) }

// Raise enters what a detector, a terminal or a person noticed. The same kind and key at the same sitting (or room) is the same
// incident while it lives: facts, end and highest score are updated. A detector that may only log is stored and shown to nobody.
// Callers are the program itself and staff who watch the room. Errors: ErrKind, ErrPlace, ErrRaise.
func (s *Service) Raise(ctx context.Context, in Signal) (Incident, error) {
	draft, err := s.draft(ctx, in)
	if err != nil {
		return Incident{}, err
	}
	var out Incident
	err = s.d.Tx.InTx(ctx, func(ctx context.Context) error {
		fresh := draft
		var err error
		if fresh.State, err = s.stateFor(ctx, draft); err != nil {
			return err
		}
		row, err := s.d.Incidents.Live(ctx, fresh)
		if err == nil {
			out, err = s.merge(ctx, row, fresh)
			return err
		}
		if !errors.Is(err, ErrNotFound) {
			return err
		}
		n, err := s.d.Incidents.Rate(ctx, fresh.subject(), fresh.Source.label(), fresh.RaisedAt.Truncate(window))
		if err != nil {
			return err
		}
		if n > perWindow {
			fresh.Key = overflow
		}
		row, made, err := s.d.Incidents.Put(ctx, fresh)
		if err != nil {
			return err
		}
		if !made {
			out, err = s.merge(ctx, row, fresh)
			return err
		}
		out = row
		return s.begun(ctx, row)
	})
	return out, err
}

// Over notes that the condition has ended. The incident stays for people to deal with. One that does not live is no error.
func (s *Service) Over(ctx context.Context, in Signal) error {
	if in.Until.IsZero() {
		in.Until = s.now()
	}
	draft, err := s.draft(ctx, in)
	if err != nil {
		return err
	}
	sums := in.clean(s.now()).Sums
	return s.d.Tx.InTx(ctx, func(ctx context.Context) error {
		draft.State = Open
		row, err := s.d.Incidents.Live(ctx, draft)
		if errors.Is(err, ErrNotFound) { // it may have begun when its detector could only log
			draft.State = Logged
			row, err = s.d.Incidents.Live(ctx, draft)
		}
		if errors.Is(err, ErrNotFound) {
			return nil
		}
		if err != nil || !row.Until.IsZero() && !draft.Until.After(row.Until) {
			return err
		}
		row.Until, row.LastAt, row.Facts = later(draft.Until, row.At), s.now(), told(row.Facts, sums)
		return s.d.Incidents.Follow(ctx, row)
	})
}

// draft makes the incident that a signal asks for, with the organisation of its room.
func (s *Service) draft(ctx context.Context, in Signal) (Incident, error) {
	room, err := s.d.Places.Room(ctx, in.Room)
	if err != nil {
		if fault.KindOf(err) == fault.NotFound {
			err = ErrPlace.At("body.room").Wrap(err)
		}
		return Incident{}, err
	}
	a := actor.From(ctx)
	if a.Kind != actor.System {
		if err := allowed(ctx, room.OrgPath, ErrNotFound, ErrRaise, append(handlers(), people.Inspector)); err != nil {
			return Incident{}, err
		}
		in.Source = Source{Person: people.PersonID(a.Person)}
	}
	e, ok := Find(in.Kind)
	if !ok {
		return Incident{}, ErrKind.At("body.kind")
	}
	now := s.now()
	in = in.clean(now)
	return Incident{ID: IncidentID(actor.NewID(now)), Kind: e.Kind, Class: e.Class, Severity: e.Severity, Holds: e.Holds, Room: in.Room, Seat: in.Seat,
		Sitting: in.Sitting, OrgPath: room.OrgPath, Key: in.Key, Source: in.Source, At: in.At, RaisedAt: now, First: in.Facts, Facts: in.Facts,
		Until: in.Until, Clip: in.Clip, Count: 1, LastAt: now, State: Open}, nil
}

// stateFor says whether a new incident is shown: what a machine says of a person counts only where the machine's precision was
// measured and keeps its budget.
func (s *Service) stateFor(ctx context.Context, in Incident) (State, error) {
	if in.Source.Name == "" {
		return Open, nil
	}
	d, err := s.d.Detectors.Detector(ctx, in.Source.Name, in.Source.Version)
	switch {
	case errors.Is(err, ErrNoDetector):
		if in.Entry().aboutPeople() {
			return Logged, nil
		}
		return Open, nil
	case err != nil:
		return "", err
	case d.Mode == LogOnly:
		return Logged, nil
	}
	return Open, nil
}

// merge writes what another signal of the same incident adds.
func (s *Service) merge(ctx context.Context, row, in Incident) (Incident, error) {
	if row.Once() {
		return row, nil
	}
	if row.Count >= calmAfter && in.LastAt.Sub(row.LastAt) < calmFor && in.Until.IsZero() && in.Source.Score <= row.Source.Score {
		return row, nil
	}
	row.Count++
	row.LastAt = later(in.LastAt, row.LastAt)
	row.Until = in.Until
	row.Source.Score = max(row.Source.Score, in.Source.Score)
	if in.Clip.To.After(row.Clip.To) && in.Clip.To.Sub(row.Clip.From) <= maxClip {
		row.Clip.To = in.Clip.To
	}
	row.Facts = told(row.Facts, in.Facts)
	return row, s.d.Incidents.Follow(ctx, row)
}

// told is what is known after more was told.
func told(known, more map[string]string) map[string]string {
	facts := maps.Clone(known)
	if facts == nil {
		facts = map[string]string{}
	}
	for _, k := range slices.Sorted(maps.Keys(more)) {
		if _, also := facts[k]; also || len(facts) < maxFacts {
			facts[k] = more[k]
		}
	}
	return facts
}

// begun puts a new incident on the trail, draws it for the blind audit and tells whoever listens.
func (s *Service) begun(ctx context.Context, in Incident) error {
	if err := s.draw(ctx, in); err != nil {
		return err
	}
	if in.State == Logged {
		return nil // its row says all there is; a detector that may only log leaves no trail of acts
	}
	if err := s.record(ctx, "incident.raise", in, map[string]string{"room": string(in.Room), "seat": string(in.Seat), "sitting": string(in.Sitting),
		"source": in.Source.label()}); err != nil {
		return err
	}
	return s.emit(ctx, TopicRaised, string(in.ID), map[string]string{"incident": string(in.ID), "kind": string(in.Kind), "class": string(in.Class),
		"severity": strconv.Itoa(int(in.Severity)), "room": string(in.Room), "seat": string(in.Seat), "sitting": string(in.Sitting)})
}

// subject is what an incident is about: its sitting, else its room. With kind and key it is unique among those that live.
func (i Incident) subject() string {
	if i.Sitting != "" {
		return string(i.Sitting)
	}
	return string(i.Room)
}

// LiveKey is what the database allows once among incidents that live, and once among those that are only logged.
func (i Incident) LiveKey() string {
	key := i.subject() + "|" + string(i.Kind) + "|" + i.Key
	if i.State == Logged {
		key = "log|" + key
	}
	return key
}

// label names a source on the trail.
func (s Source) label() string {
	switch {
	case s.Name != "":
		return s.Name + "@" + s.Version
	case s.Person != "":
		return "person:" + string(s.Person)
	}
	return "program"
}

func later(a, b time.Time) time.Time {
	if a.Before(b) {
		return b
	}
	return a
}

// OfSitting lists the incidents of a sitting in the order in which they were raised, without those that were only logged. For use
// inside the program; it checks no rights.
func (s *Service) OfSitting(ctx context.Context, id exam.SittingID) ([]Incident, error) {
	list, err := s.d.Incidents.OfSitting(ctx, id)
	return slices.DeleteFunc(list, func(i Incident) bool { return i.State == Logged }), err
}

// Undecided names the incidents that keep the result of a sitting from being released: its own, and those of its whole room while its
// paper was open. For use inside the program; it checks no rights.
func (s *Service) Undecided(ctx context.Context, sit exam.Sitting) ([]Incident, error) {
	list, err := s.d.Incidents.OfSitting(ctx, sit.ID)
	if err != nil {
		return nil, err
	}
	out := slices.DeleteFunc(list, func(i Incident) bool { return !i.Undecided() })
	if sit.StartedAt.IsZero() || sit.Room == "" {
		return out, nil
	}
	end := sit.SubmittedAt
	if end.IsZero() {
		end = s.now()
	}
	wide, err := s.d.Incidents.RoomWide(ctx, sit.Room, sit.StartedAt, end)
	return append(out, wide...), err
}
