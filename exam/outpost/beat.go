package outpost

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
)

// Beat is what a statement says of the node itself.
type Beat struct {
	Serial   int64
	At       time.Time
	Version  string    // of its program
	Seats    int       // connected through it
	Booked   int       // people of the coming hours
	Prepared int       // for how many of them it has all questions
	Single   time.Time // since when it stores what it acknowledges without the other node of its pair; zero: with it, or there is none
}

// CutStore keeps at the centre when a node was not heard, and whom it called. Every method joins the transaction of the
// context.
type CutStore interface {
	// OpenCut returns the cut of a node that lasts; the zero value when none does.
	OpenCut(ctx context.Context, n NodeID) (Cut, error)
	// SaveCut adds a cut or writes it anew.
	SaveCut(ctx context.Context, c Cut) error
	// CutsSince lists the cuts of a node that touch the time from since on, by From.
	CutsSince(ctx context.Context, n NodeID, since time.Time) ([]Cut, error)
	// SetGap notes which interval without supervision the present silence of a node opened; empty: none.
	SetGap(ctx context.Context, n NodeID, gap string) error
	// LiveNodes lists all nodes that are not revoked.
	LiveNodes(ctx context.Context) ([]Node, error)
	// Loads counts what nodes hold and what of theirs waits for a decision; nodes with neither are left out.
	Loads(ctx context.Context) (map[NodeID]Load, error)
	// SaveCall adds a call or writes it anew.
	SaveCall(ctx context.Context, c Call) error
	// CallsIn lists the calls of a room, newest first, at most 200.
	CallsIn(ctx context.Context, room site.RoomID) ([]Call, error)
}

// Supervision enters times in which nobody watched a room; exam/supervision is behind it. All join the transaction of the
// context.
type Supervision interface {
	// Lose enters an interval and returns its id; with to zero it lasts. Empty where somebody has entered one that lasts.
	Lose(ctx context.Context, room site.RoomID, note string, from, to time.Time) (gap string, err error)
	// Regain ends an interval; one that somebody ended already stays as it is.
	Regain(ctx context.Context, gap string) error
}

// oldest is how far back an interval without supervision may begin; longer ones cannot touch a paper that is still open.
const oldest = 23 * time.Hour

// lostSince returns from when on node and centre have not heard each other, judged when a statement arrives; zero while both
// do. A node that hears no answer is on its own as well, although its statements arrive.
func (c *Centre) lostSince(n Node, s Statement, now time.Time) time.Time {
	grace := c.d.Limits.Grace
	var from time.Time
	if now.Sub(n.SeenAt) > grace {
		from = n.SeenAt
	}
	if !s.Heard.IsZero() && s.At.Sub(s.Heard) > grace && (from.IsZero() || s.Heard.Before(from)) {
		from = s.Heard
	}
	return from.UTC().Truncate(time.Millisecond)
}

// heard takes the beat of a node: what was lost is entered, what is found again ends.
func (c *Centre) heard(ctx context.Context, n Node, s Statement, now time.Time) error {
	if from := c.lostSince(n, s, now); !from.IsZero() {
		return c.lost(ctx, n, from)
	}
	return c.found(ctx, n, now)
}

// lost opens the cut of a node, and where its room has people an interval without supervision.
func (c *Centre) lost(ctx context.Context, n Node, from time.Time) error {
	if least := c.now().Add(-oldest); from.Before(least) {
		from = least
	}
	return c.d.Store.InTx(ctx, func(ctx context.Context) error {
		cut, err := c.d.Cuts.OpenCut(ctx, n.ID)
		if err != nil {
			return err
		}
		if cut.ID == "" {
			cut = Cut{ID: actor.NewID(c.now()), Node: n.ID, Room: n.Room, From: from}
			if err := c.d.Cuts.SaveCut(ctx, cut); err != nil {
				return err
			}
			detail := map[string]string{"node": string(n.ID), "room": string(n.Room), "since": from.Format(time.RFC3339)}
			if err := c.record(ctx, "outpost.silent", "outpost:"+string(n.ID), n.OrgPath, detail); err != nil {
				return err
			}
			if err := c.emit(ctx, TopicSilent, cut.ID, detail); err != nil {
				return err
			}
		}
		if n.Gap != "" {
			return nil
		}
		busy, err := c.busy(ctx, n)
		if err != nil || !busy {
			return err
		}
		if other, err := c.otherHeard(ctx, n, c.now().Add(-c.d.Limits.Grace)); err != nil || other {
			return err
		}
		gap, err := c.d.Supervision.Lose(ctx, n.Room, gapNote(n), cut.From, time.Time{})
		if err != nil || gap == "" {
			return err
		}
		return c.d.Cuts.SetGap(ctx, n.ID, gap)
	})
}

// found ends what lost began. Where another interval lasted meanwhile, entered by a person, the cut gets one of its own, so
// that it stands on record as what it was.
func (c *Centre) found(ctx context.Context, n Node, now time.Time) error {
	return c.d.Store.InTx(ctx, func(ctx context.Context) error {
		cut, err := c.d.Cuts.OpenCut(ctx, n.ID)
		if err != nil || cut.ID == "" {
			return err
		}
		cut.To = now
		if err := c.d.Cuts.SaveCut(ctx, cut); err != nil {
			return err
		}
		if n.Gap != "" {
			return errors.Join(c.d.Supervision.Regain(ctx, n.Gap), c.d.Cuts.SetGap(ctx, n.ID, ""))
		}
		busy, err := c.busy(ctx, n)
		if err != nil || !busy || !now.After(cut.From) {
			return err
		}
		if other, err := c.otherHeard(ctx, n, cut.From.Add(c.d.Limits.Grace)); err != nil || other {
			return err
		}
		_, err = c.d.Supervision.Lose(ctx, n.Room, gapNote(n), cut.From, now)
		return err
	})
}

func gapNote(n Node) string { return "考场机 " + n.Name }

// otherHeard reports whether another node of the room was heard since a time: the room is not cut off then.
func (c *Centre) otherHeard(ctx context.Context, n Node, since time.Time) (bool, error) {
	nodes, err := c.d.Store.Nodes(ctx, n.Room)
	return slices.ContainsFunc(nodes, func(o Node) bool {
		return o.ID != n.ID && o.RevokedAt.IsZero() && o.Beat.Serial > 0 && o.SeenAt.After(since)
	}), err
}

// single tells, once, that a node of a pair goes on alone.
func (c *Centre) single(ctx context.Context, n Node, since time.Time) error {
	if since.IsZero() || !n.Beat.Single.IsZero() {
		return nil
	}
	detail := map[string]string{"node": string(n.ID), "room": string(n.Room), "since": since.UTC().Format(time.RFC3339)}
	return c.d.Store.InTx(ctx, func(ctx context.Context) error {
		if err := c.record(ctx, "outpost.single", "outpost:"+string(n.ID), n.OrgPath, detail); err != nil {
			return err
		}
		return c.emit(ctx, TopicSingle, string(n.ID)+since.UTC().Format(time.RFC3339), detail)
	})
}

// busy reports whether people sit in the node's room.
func (c *Centre) busy(ctx context.Context, n Node) (bool, error) {
	if n.Beat.Seats > 0 {
		return true, nil
	}
	holds, err := c.d.Store.OpenHolds(ctx, n.ID)
	return len(holds) > 0, err
}

// WatchOnce notices nodes that fell silent while people sit in their rooms: the time counts as without supervision from the last
// word on, nobody is let in and no paper starts. Call it every few seconds; it runs twice without harm.
func (c *Centre) WatchOnce(ctx context.Context) error {
	ctx = actor.AsSystem(ctx, "outpost.watch")
	nodes, err := c.d.Cuts.LiveNodes(ctx)
	if err != nil {
		return err
	}
	var failed []error
	now := c.now()
	for _, n := range nodes {
		if n.Gap != "" || n.Beat.Serial == 0 || now.Sub(n.SeenAt) <= c.d.Limits.Grace {
			continue
		}
		if busy, err := c.busy(ctx, n); err != nil || !busy {
			failed = append(failed, err)
			continue
		}
		if err := c.lost(ctx, n, n.SeenAt); err != nil {
			failed = append(failed, fmt.Errorf("node %s: %w", n.ID, err))
		}
	}
	return errors.Join(failed...)
}

// alone lists the times since a hand-over in which a node was on its own.
func (c *Centre) alone(ctx context.Context, h Hold) ([]exam.Span, error) {
	cuts, err := c.d.Cuts.CutsSince(ctx, h.Node, h.HandedAt)
	out := make([]exam.Span, len(cuts))
	for i, x := range cuts {
		out[i] = exam.Span{From: x.From, To: x.To}
		if x.To.IsZero() {
			out[i].To = c.now()
		}
	}
	return out, err
}

// calls keeps whom a node called, and returns what it need not say again.
func (c *Centre) calls(ctx context.Context, n Node, list []Call) ([]string, error) {
	var told []string
	for _, x := range list {
		x.Node, x.Room, x.ToldAt = n.ID, n.Room, c.now()
		x.Name, x.Phone, x.Detail = cutText(x.Name, 60), cutText(x.Phone, 40), cutText(x.Detail, 200)
		err := c.d.Store.InTx(ctx, func(ctx context.Context) error {
			if err := c.d.Cuts.SaveCall(ctx, x); err != nil {
				return err
			}
			return c.record(ctx, "outpost.on_call", "outpost:"+string(n.ID), n.OrgPath, map[string]string{"name": x.Name, "outcome": string(x.Outcome),
				"at": x.At.UTC().Format(time.RFC3339)})
		})
		if err != nil {
			return told, err
		}
		told = append(told, x.ID)
	}
	return told, nil
}

// Undecided says what keeps a result from going out: journals of the sitting that a room node handed back, that were not
// applied and that nobody has decided about, recordings that lie there, and a sitting that a node still holds.
func (c *Centre) Undecided(ctx context.Context, id exam.SittingID) ([]string, error) {
	list, err := c.d.Evidence.UndecidedOf(ctx, id)
	if err != nil {
		return nil, err
	}
	var out []string
	for _, e := range list {
		out = append(out, fmt.Sprintf("%s 收到的考场机作答记录 %s（%s）", e.ReceivedAt.In(actor.Beijing).Format("2006-01-02 15:04"), e.ID, e.Code))
	}
	films, err := c.FilmsAwaited(ctx, id)
	if err != nil {
		return nil, err
	}
	if films.Pieces > 0 {
		out = append(out, fmt.Sprintf("考场机尚未交回的 %d 段录像（自 %s）", films.Pieces, films.From.In(actor.Beijing).Format("2006-01-02 15:04")))
	}
	h, err := c.d.Store.Hold(ctx, id)
	switch {
	case errors.Is(err, ErrNoHold):
		return out, nil
	case err == nil && h.ClosedAt.IsZero():
		out = append(out, "考场机尚未交回的作答记录")
	}
	return out, err
}
