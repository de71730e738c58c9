package proctor

import (
	"context"
	"slices"
	"time"

	"github.com/suikao/suikao/exam/site"
)

// emergencyFor is how long before a time an emergency may have begun that lasts still.
const emergencyFor = 48 * time.Hour

// mostEmergencies bounds how many environment incidents of a room are looked through for one span.
const mostEmergencies = 1000

// Emergency reports whether the kind is an emergency of a room: people are in danger, or said to be.
func (k Kind) Emergency() bool { return k == Fire || k == Panic || k == Medical }

// OfEmergency reports whether an incident of the kind is about an emergency itself and not about what somebody did during one.
func (k Kind) OfEmergency() bool { return k.Emergency() || k == AlarmMisused }

// Span is a time from one instant to another.
type Span struct{ From, To time.Time }

// FindIncidents finds incidents; the Find of a store is one.
type FindIncidents func(ctx context.Context, q Query) ([]Incident, error)

// Emergencies lists when between two times an emergency stood in a room, by its beginning; one that lasts ends with them, or now. What is recorded then
// is no evidence of misconduct (process §4).
func (find FindIncidents) Emergencies(ctx context.Context, now time.Time, room site.RoomID, from, to time.Time) ([]Span, error) {
	list, err := find(ctx, Query{Paths: []string{"/"}, Room: room, Class: Environment, From: from.Add(-emergencyFor), To: to.Add(time.Hour), Limit: mostEmergencies})
	if err != nil {
		return nil, err
	}
	var out []Span
	for _, in := range list {
		if !in.Kind.Emergency() || in.Sitting != "" { // one entered at a sitting is what somebody says of it, not the room's state
			continue
		}
		end := in.Until
		switch {
		case end.IsZero() && !in.EndedAt.IsZero():
			end = in.EndedAt
		case end.IsZero():
			end = later(now, to) // it lasts
		}
		if in.At.Before(to) && end.After(from) {
			out = append(out, Span{in.At, end})
		}
	}
	slices.SortFunc(out, func(a, b Span) int { return a.From.Compare(b.From) })
	return out, nil
}

// InEmergency reports whether an incident lies in an emergency of its room and is not about the emergency itself. It lies in one that
// stood when it began.
func (s *Service) InEmergency(ctx context.Context, in Incident) (bool, error) {
	if in.Kind.OfEmergency() {
		return false, nil
	}
	list, err := FindIncidents(s.d.Incidents.Find).Emergencies(ctx, s.now(), in.Room, in.At, in.At.Add(time.Millisecond))
	return len(list) > 0, err
}

// Shown cuts the clip of an incident by the emergencies of its room: what may be shown of it. One that is about an emergency itself is whole.
func (find FindIncidents) Shown(ctx context.Context, now time.Time, in Incident) ([]Span, error) {
	clip := Span{in.Clip.From, in.Clip.To}
	if in.Kind.OfEmergency() {
		return []Span{clip}, nil
	}
	during, err := find.Emergencies(ctx, now, in.Room, clip.From, clip.To)
	return Outside(clip, during), err
}

// Shown is FindIncidents.Shown of the incidents that are kept, for a review.
func (s *Service) Shown(ctx context.Context, in Incident) ([]Span, error) {
	return FindIncidents(s.d.Incidents.Find).Shown(ctx, s.now(), in)
}

// Outside cuts a span by the emergencies of a room: what is left before, between and after them.
func Outside(span Span, emergencies []Span) []Span {
	var out []Span
	for _, e := range emergencies { // by their beginning
		if e.From.After(span.From) && span.From.Before(span.To) {
			end := span.To
			if e.From.Before(end) {
				end = e.From
			}
			out = append(out, Span{span.From, end})
		}
		if e.To.After(span.From) {
			span.From = e.To
		}
	}
	if span.From.Before(span.To) {
		out = append(out, span)
	}
	return out
}
