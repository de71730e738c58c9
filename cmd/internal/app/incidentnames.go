package app

import (
	"context"
	"sync"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/people/identity"
	sitestore "github.com/suikao/suikao/exam/site/store"
	examstore "github.com/suikao/suikao/exam/store"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/proctor"
	"github.com/suikao/suikao/web/api"
)

// whereFor is how long a word about a seat or a person is good: desks ask for the same ones every two seconds. whereMost bounds how
// many are kept.
const (
	whereFor  = time.Minute
	whereMost = 5000
)

// words keeps what was found out under a key for whereFor.
type words struct {
	clock actor.Clock
	mu    sync.Mutex
	known map[string]word
}

type word struct {
	text  string
	until time.Time
}

// of returns the word under a key, found out by find where it is not known. What cannot be found out is empty and asked for again.
func (w *words) of(key string, find func() (string, error)) string {
	now := w.clock()
	w.mu.Lock()
	got, ok := w.known[key]
	w.mu.Unlock()
	if ok && now.Before(got.until) {
		return got.text
	}
	text, err := find()
	if err != nil {
		return ""
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.known) >= whereMost {
		clear(w.known)
	}
	w.known[key] = word{text, now.Add(whereFor)}
	return text
}

// incidentNames says where incidents are and whom they concern.
func (a *App) incidentNames() api.IncidentNames {
	places, sittings := sitestore.New(a.db), examstore.New(a.db, a.ring)
	w := &words{clock: a.clock, known: map[string]word{}}
	return func(ctx context.Context, in proctor.Incident) api.IncidentWhere {
		out := api.IncidentWhere{
			Point: w.of("point:"+string(in.Room), func() (string, error) {
				r, err := places.Room(ctx, in.Room)
				if err != nil {
					return "", err
				}
				p, err := places.Point(ctx, r.Point)
				return p.Name, err
			}),
			Room: w.of("room:"+string(in.Room), func() (string, error) {
				r, err := places.Room(ctx, in.Room)
				return r.Name, err
			}),
		}
		if in.Seat != "" {
			out.Seat = w.of("seat:"+string(in.Seat), func() (string, error) {
				s, err := places.Seat(ctx, in.Seat)
				return s.Label, err
			})
		}
		if in.Sitting != "" {
			out.Person = w.of("sitting:"+string(in.Sitting), func() (string, error) {
				sit, err := sittings.Sitting(ctx, in.Sitting)
				if err != nil {
					return "", err
				}
				p, err := a.People.Person(ctx, people.PersonID(sit.Person))
				return identity.MaskName(p.Name), err
			})
		}
		return out
	}
}
