package outpost

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
)

// Events of room nodes.
const (
	TopicRefused  = "outpost.refused"
	TopicCallBack = "outpost.called_back"
	TopicTakeOver = "outpost.taken_over"
	TopicSingle   = "outpost.single" // a node of a pair goes on without the other
	TopicSilent   = "outpost.silent" // a node is not heard
	// TopicFilmRefused is a recording of a node that was not taken.
	TopicFilmRefused = "outpost.film_refused"
)

func callers() []actor.Role { return []actor.Role{people.RemoteInvigilator, people.ExamManager} }
func judges() []actor.Role {
	return []actor.Role{people.ExamManager, people.ResultReleaser}
}
func readers() []actor.Role {
	return []actor.Role{people.RemoteInvigilator, people.RemoteAttendant, people.ExamManager, people.SystemAdmin, people.ResultReleaser, people.Inspector, people.Regulator}
}

func reason(text string, most int) (string, error) {
	text = strings.TrimSpace(text)
	if f := actor.CheckText(text); f != nil {
		return "", f.At("body.reason")
	}
	if n := utf8.RuneCountInString(text); n < 2 || n > most {
		return "", ErrReason.At("body.reason")
	}
	return text, nil
}

// Recall asks the node for a sitting: it closes its journal, hands it back, and the sitting goes on at the centre with
// everything that was written. With force the centre does not wait, because the node is lost: the sitting goes on from what
// was reported last, and whatever the node hands back later is kept as evidence. By an invigilator or manager of the room, with
// a reason. Of a sitting that is back already it gives up the recordings that lie at the node, with force. Errors: ErrNoHold, ErrClosed, ErrReason, ErrForbidden.
func (c *Centre) Recall(ctx context.Context, id exam.SittingID, why string, force bool) error {
	why, err := reason(why, 200)
	if err != nil {
		return err
	}
	h, err := c.d.Store.Hold(ctx, id)
	if err != nil {
		return err
	}
	if err := may(ctx, h.OrgPath, callers()...); err != nil {
		return err
	}
	if !h.ClosedAt.IsZero() {
		return c.decideWithout(ctx, h, why, force)
	}
	a := actor.From(ctx)
	h.RecallAt, h.RecallBy, h.RecallName, h.RecallWhy = c.now(), people.AccountID(a.ID), a.Name, why
	if force {
		return c.callBack(ctx, h, ByCallBack)
	}
	return c.d.Store.InTx(ctx, func(ctx context.Context) error {
		if err := c.d.Store.SetHold(ctx, h); err != nil {
			return err
		}
		return c.record(ctx, "outpost.recall", "sitting:"+string(id), h.OrgPath, map[string]string{"reason": why})
	})
}

// AskBack is Recall by the program itself, for what happens at the centre to a sitting that a node holds. While the centre does not hear
// the node, or where it did not since a time, it leaves the sitting there: then the rule of the room holds (process §4, uplink lost). It
// reports whether a node holds the sitting.
func (c *Centre) AskBack(ctx context.Context, id exam.SittingID, why string, since time.Time) (held bool, err error) {
	h, err := c.d.Store.Hold(ctx, id)
	if errors.Is(err, ErrNoHold) || err == nil && !h.ClosedAt.IsZero() {
		return false, nil
	}
	if err != nil || !h.RecallAt.IsZero() {
		return true, err
	}
	n, err := c.d.Store.Node(ctx, h.Node)
	if err != nil || c.now().Sub(n.SeenAt) > c.d.Limits.Grace {
		return true, err
	}
	cuts, err := c.d.Cuts.CutsSince(ctx, n.ID, since)
	if err != nil || len(cuts) > 0 {
		return true, err
	}
	h.RecallAt, h.RecallName, h.RecallWhy = c.now(), actor.From(ctx).Name, why
	return true, c.d.Store.InTx(ctx, func(ctx context.Context) error {
		if err := c.d.Store.SetHold(ctx, h); err != nil {
			return err
		}
		return c.record(ctx, "outpost.recall", "sitting:"+string(id), h.OrgPath, map[string]string{"reason": why})
	})
}

// decideWithout is a recall of a sitting that is back: what is left of it at the node are recordings, and the caller decides without them.
func (c *Centre) decideWithout(ctx context.Context, h Hold, why string, force bool) error {
	if !force {
		return ErrClosed
	}
	return c.d.Store.InTx(ctx, func(ctx context.Context) error {
		if n, err := c.giveUpFilms(ctx, h, why); err != nil || n > 0 {
			return err
		}
		return ErrClosed
	})
}

func (c *Centre) callBack(ctx context.Context, h Hold, how string) error {
	return c.d.Sittings.CallBack(ctx, h.Sitting, func(ctx context.Context, sit exam.Sitting) error {
		h.ClosedAt, h.How = c.now(), how
		if err := c.d.Store.SetHold(ctx, h); err != nil {
			return err
		}
		if how == ByCallBack {
			if _, err := c.giveUpFilms(ctx, h, h.RecallWhy); err != nil {
				return err
			}
		}
		detail := map[string]string{"how": how, "reason": h.RecallWhy, "node": string(h.Node), "state": string(sit.State)}
		if err := c.record(ctx, "outpost.call_back", "sitting:"+string(h.Sitting), h.OrgPath, detail); err != nil {
			return err
		}
		return c.emit(ctx, TopicCallBack, string(h.Sitting), detail)
	})
}

// Decide notes what a named person decided about a journal that could not be applied. It changes no sitting and no score.
func (c *Centre) Decide(ctx context.Context, id EvidenceID, text string) (Evidence, error) {
	text, err := reason(text, 400)
	if err != nil {
		return Evidence{}, err
	}
	var e Evidence
	err = c.d.Store.InTx(ctx, func(ctx context.Context) error {
		if e, err = c.d.Evidence.Evidence(ctx, id); err != nil {
			return err
		}
		if err := may(ctx, e.OrgPath, judges()...); err != nil {
			return err
		}
		a := actor.From(ctx)
		e.DecidedAt, e.DecidedBy, e.DecidedName, e.Decision = c.now(), people.AccountID(a.ID), a.Name, text
		if err := c.d.Evidence.Decide(ctx, e); err != nil {
			return err
		}
		return c.record(ctx, "outpost.decide", "sitting:"+string(e.Sitting), e.OrgPath, map[string]string{"evidence": string(id), "decision": text})
	})
	return e, err
}

// Revoke ends a node: nothing it says is taken any more. What it holds has to be called back.
func (c *Centre) Revoke(ctx context.Context, id NodeID, why string) error {
	why, err := reason(why, 200)
	if err != nil {
		return err
	}
	return c.d.Store.InTx(ctx, func(ctx context.Context) error {
		n, err := c.d.Store.Node(ctx, id)
		if errors.Is(err, ErrUnknownNode) {
			return ErrNoNode
		}
		if err != nil {
			return err
		}
		if err := may(ctx, n.OrgPath, keepers()...); err != nil {
			return err
		}
		if err := c.d.Store.RevokeNode(ctx, id, c.now()); err != nil {
			return err
		}
		if n.Gap != "" { // its room does not depend on it any more
			if err := errors.Join(c.d.Supervision.Regain(ctx, n.Gap), c.d.Cuts.SetGap(ctx, id, "")); err != nil {
				return err
			}
		}
		return c.record(ctx, "outpost.revoke", "outpost:"+string(id), n.OrgPath, map[string]string{"reason": why})
	})
}

// Room is what staff see of the nodes of a room.
type Room struct {
	Nodes    []Node
	Holds    []Hold                 // of the last 24 hours, and older ones whose recordings are not back
	Films    map[exam.SittingID]int // pieces of recordings that are awaited
	Evidence []Evidence
	Calls    []Call
}

// Look lists nodes, holds and evidence of a room for its staff.
func (c *Centre) Look(ctx context.Context, room site.RoomID) (Room, error) {
	path, err := c.d.Rooms.RoomPath(ctx, string(room), "")
	if err != nil {
		return Room{}, err
	}
	if err := may(ctx, path, readers()...); err != nil {
		return Room{}, err
	}
	var out Room
	if out.Nodes, err = c.d.Store.Nodes(ctx, room); err != nil {
		return out, err
	}
	if out.Holds, err = c.d.Store.Holds(ctx, room, c.now().Add(-24*time.Hour)); err != nil {
		return out, err
	}
	if err = c.filmsIn(ctx, &out); err != nil {
		return out, err
	}
	if out.Calls, err = c.d.Cuts.CallsIn(ctx, room); err != nil {
		return out, err
	}
	out.Evidence, err = c.d.Evidence.EvidenceIn(ctx, room)
	return out, err
}

// filmsIn adds what of recordings lies at the nodes of a room.
func (c *Centre) filmsIn(ctx context.Context, out *Room) error {
	out.Films = map[exam.SittingID]int{}
	for _, n := range out.Nodes {
		marks, err := c.d.FilmStore.MarksAt(ctx, n.ID)
		if err != nil {
			return err
		}
		for _, m := range marks {
			if !m.GivenUpAt.IsZero() {
				continue
			}
			out.Films[m.Sitting] += m.Pieces
			if slices.ContainsFunc(out.Holds, func(h Hold) bool { return h.Sitting == m.Sitting }) {
				continue
			}
			h, err := c.d.Store.Hold(ctx, m.Sitting)
			if err != nil {
				return err
			}
			out.Holds = append(out.Holds, h)
		}
	}
	return nil
}

// Load is what a node has and left.
type Load struct {
	Away      int // sittings that it holds
	Undecided int // journals of it that wait for a decision
	Films     int // pieces of recordings that lie there
}

// Overview is a node as the list shows it.
type Overview struct {
	Node   Node
	Load   Load
	Silent bool      // not heard for longer than the grace
	Since  time.Time // of the cut; zero while both hear each other
}

// List lists the live nodes of all rooms that the caller may see, the silent ones first.
func (c *Centre) List(ctx context.Context) ([]Overview, error) {
	nodes, err := c.d.Cuts.LiveNodes(ctx)
	if err != nil {
		return nil, err
	}
	loads, err := c.d.Cuts.Loads(ctx)
	if err != nil {
		return nil, err
	}
	films, err := c.d.FilmStore.FilmsAt(ctx)
	if err != nil {
		return nil, err
	}
	out := []Overview{}
	now := c.now()
	for _, n := range nodes {
		if !actor.From(ctx).Can(n.OrgPath, readers()...) {
			continue
		}
		o := Overview{Node: n, Load: loads[n.ID], Silent: now.Sub(n.SeenAt) > c.d.Limits.Grace}
		o.Load.Films = films[n.ID]
		cut, err := c.d.Cuts.OpenCut(ctx, n.ID)
		if err != nil {
			return nil, err
		}
		o.Since = cut.From
		if o.Silent && o.Since.IsZero() {
			o.Since = n.SeenAt
		}
		out = append(out, o)
	}
	slices.SortStableFunc(out, func(a, b Overview) int {
		if a.Silent != b.Silent {
			if a.Silent {
				return -1
			}
			return 1
		}
		return strings.Compare(a.Node.OrgPath+a.Node.Name, b.Node.OrgPath+b.Node.Name)
	})
	return out, nil
}
