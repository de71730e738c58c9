package outpost

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/actor"
)

// once remembers for a while what was said.
type once struct {
	mu   sync.Mutex
	said map[string]time.Time
}

func (o *once) first(key string, now time.Time) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	if at, ok := o.said[key]; ok && now.Sub(at) < toldFilm {
		return false
	}
	if o.said == nil || len(o.said) > 10_000 {
		o.said = map[string]time.Time{}
	}
	o.said[key] = now
	return true
}

func (o *once) forget(key string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	delete(o.said, key)
}

// filmState takes what a statement says of recordings: which sittings' pieces are awaited, and what there is nothing of. It comes before
// the journals, so that no result is known of whose recording it is not known that it is awaited.
func (c *Centre) filmState(ctx context.Context, n Node, s Statement) error {
	if s.Films == nil {
		return nil
	}
	held := make([]FilmHeld, 0, len(s.Films.Held))
	for _, x := range s.Films.Held {
		if h, err := c.d.Store.Hold(ctx, x.Sitting); err == nil && x.Pieces > 0 && h.Room == n.Room && (h.Node == n.ID || h.First == n.ID) {
			held = append(held, x)
		} else if err != nil && !errors.Is(err, ErrNoHold) {
			return err
		}
	}
	err := c.d.Store.InTx(ctx, func(ctx context.Context) error {
		done, err := c.d.FilmStore.SetMarks(ctx, n.ID, held, c.now())
		for _, id := range done {
			err = errors.Join(err, c.record(ctx, "outpost.films_back", "sitting:"+string(id), n.OrgPath, map[string]string{"node": string(n.ID)}))
		}
		return err
	})
	if err != nil {
		return err
	}
	for _, m := range s.Films.Missed {
		err = errors.Join(err, c.missed(ctx, n, m))
	}
	return err
}

// missed puts on the trail that a node has nothing of a time, and tells the people on duty.
func (c *Centre) missed(ctx context.Context, n Node, m FilmMiss) error {
	h, err := c.d.Store.Hold(ctx, m.Sitting)
	if errors.Is(err, ErrNoHold) || err == nil && (h.Room != n.Room || h.Node != n.ID && h.First != n.ID) || m.Why != MissFull && m.Why != MissOver {
		return nil
	}
	if err != nil {
		return err
	}
	detail := map[string]string{"node": string(n.ID), "seat": string(m.Seat), "cause": m.Why, "from": m.From.UTC().Format(time.RFC3339)}
	if !m.To.IsZero() {
		detail["to"] = m.To.UTC().Format(time.RFC3339)
	}
	if !c.films.first(string(n.ID)+string(m.Sitting)+m.Why+detail["from"]+detail["to"], c.now()) {
		return nil
	}
	err = c.d.Store.InTx(ctx, func(ctx context.Context) error {
		return c.record(ctx, "outpost.not_recorded", "sitting:"+string(m.Sitting), h.OrgPath, detail)
	})
	if told := c.d.Films.Missed(ctx, n.Room, m); told != nil { // it stands on the trail, and journals are not to wait
		c.d.Log.Error("nobody was told that a room node did not record", "node", n.ID, "err", told)
	}
	return err
}

// FilmsAwaited is what of a sitting's recording lies at room nodes, as they said last, unless a named person decided without it.
func (c *Centre) FilmsAwaited(ctx context.Context, id exam.SittingID) (FilmHeld, error) {
	marks, err := c.d.FilmStore.MarksOf(ctx, id)
	out := FilmHeld{Sitting: id}
	for _, m := range marks {
		if !m.GivenUpAt.IsZero() {
			continue
		}
		out.Pieces += m.Pieces
		if out.From.IsZero() || m.From.Before(out.From) {
			out.From = m.From
		}
	}
	return out, err
}

// giveUpFilms notes in the transaction of the context that the caller decides without the pieces that lie at nodes; none is no error.
func (c *Centre) giveUpFilms(ctx context.Context, h Hold, why string) (int, error) {
	left, err := c.FilmsAwaited(ctx, h.Sitting)
	if err != nil || left.Pieces == 0 {
		return 0, err
	}
	a := actor.From(ctx)
	m := FilmMark{GivenUpAt: c.now(), GivenUpBy: people.AccountID(a.ID), GivenName: a.Name, GivenWhy: why}
	if err := c.d.FilmStore.GiveUpFilms(ctx, h.Sitting, m); err != nil {
		return 0, err
	}
	return left.Pieces, c.record(ctx, "outpost.films_given_up", "sitting:"+string(h.Sitting), h.OrgPath,
		map[string]string{"reason": why, "pieces": fmt.Sprint(left.Pieces)})
}

// staleFilm is how long a piece may be under way before its parts are dropped; a node that comes later begins it anew.
const staleFilm = 30 * 24 * time.Hour

// TidyFilms drops the parts of pieces that never became whole. Call it every few hours.
func (c *Centre) TidyFilms(ctx context.Context) error {
	list, err := c.d.FilmStore.StaleFilms(ctx, c.now().Add(-staleFilm), 100)
	for _, u := range list {
		err = errors.Join(err, c.dropFilm(ctx, u))
	}
	return err
}
