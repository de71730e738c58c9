package app

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/outpost"
	outpoststore "github.com/suikao/suikao/exam/outpost/store"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/exam/supervision"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/proctor"
	"github.com/suikao/suikao/proctor/oncall"
	"github.com/suikao/suikao/web/session"
)

// roomsHeard is the channel on which a node tells the others which rooms it hears.
const roomsHeard = "rooms.heard"

// How often rooms are looked at, and how many looks lie between two that also ask the database and tell the other nodes.
const (
	silenceLook  = 2 * time.Second
	silenceRound = 3
)

// silenceWatch notices rooms without a node of their own whose terminals all fall silent at once: their uplink is cut, or their power.
type silenceWatch struct {
	*App
	presence *supervision.Presence
	caller   outpost.OnCall // nil: nobody is telephoned by the program
	rounds   callRounds
}

// listening are the terminals of this house, every request of which is a sign of life.
type listening struct {
	session.Terminals
	w *silenceWatch
}

// silenceFactor is how many times room.uplink_grace a whole room is silent before it counts as lost: a seat that waits is heard every
// twenty seconds only, a room's node every few.
const silenceFactor = 3

func (a *App) newSilenceWatch() *silenceWatch {
	w := &silenceWatch{App: a, rounds: callRounds{gather: callGather}, presence: supervision.NewPresence(time.Now, silenceFactor*a.cfg.Room.UplinkGrace)}
	if o := a.cfg.Room.OnCall; o.URL != "" {
		w.caller = oncall.New(oncall.Config{URL: o.URL, Token: o.Token, Via: o.Via})
	}
	return w
}

// Actor implements session.Terminals. The first request from a room that was silent ends that before it is answered: nobody who stands
// at its gate is refused for what is over.
func (l listening) Actor(ctx context.Context, token string) (actor.Actor, error) {
	a, err := l.Terminals.Actor(ctx, token)
	if err == nil && l.w.presence.Heard(site.RoomID(a.Room), a.ID) {
		l.w.back(actor.AsSystem(ctx, "rooms.silent"), site.RoomID(a.Room))
	}
	return a, err
}

// run looks until ctx ends.
func (w *silenceWatch) run(ctx context.Context) {
	ctx = actor.AsSystem(ctx, "rooms.silent")
	go w.hears(ctx)
	t := time.NewTicker(silenceLook)
	defer t.Stop()
	for n := 0; ; n++ {
		if n%silenceRound == 0 {
			w.compare(ctx)
			if err := w.mains(ctx); err != nil && ctx.Err() == nil {
				w.log.Warn("cannot enter which rooms live from their batteries", "err", err)
			}
		}
		silent, back := w.presence.Look()
		for _, room := range back {
			w.back(ctx, room)
		}
		for _, s := range silent {
			if err := w.fell(ctx, s); err != nil && ctx.Err() == nil {
				w.log.Error("a room fell silent and that cannot be entered", "room", string(s.Room), "err", err)
			}
		}
		select {
		case <-ctx.Done():
			return
		case <-t.C:
		}
	}
}

// hears takes what other nodes say until ctx ends.
func (w *silenceWatch) hears(ctx context.Context) {
	hear(ctx, w.kv, roomsHeard, func(m []byte) {
		words := strings.Fields(string(m))
		if len(words) == 0 || words[0] == w.node.ID() {
			return
		}
		for _, id := range words[1:] {
			w.presence.Elsewhere(site.RoomID(id))
		}
	})
}

// compare tells the other nodes which rooms are heard here, and learns which are noted as silent.
func (w *silenceWatch) compare(ctx context.Context) {
	words := []string{w.node.ID()}
	for _, id := range w.presence.Recent(silenceRound * silenceLook) {
		words = append(words, string(id))
	}
	if len(words) > 1 {
		if err := w.kv.Publish(ctx, roomsHeard, []byte(strings.Join(words, " "))); err != nil && ctx.Err() == nil {
			w.log.Debug("telling other nodes which rooms are heard", "err", err)
		}
	}
	list, err := w.Supervision.Noted(ctx, supervision.BySilence)
	if err != nil {
		if ctx.Err() == nil {
			w.log.Warn("cannot look which rooms are noted as silent", "err", err)
		}
		return
	}
	ids := make([]site.RoomID, len(list))
	for i, g := range list {
		ids[i] = g.Room
	}
	w.presence.Noted(ids)
}

// fell enters that a room fell silent: nobody is let in and nothing starts there, the duty officer is told, the person on call is
// telephoned. A room whose own node speaks for it, and one where nothing is on, are passed over.
func (w *silenceWatch) fell(ctx context.Context, s supervision.Silence) error {
	if own, err := w.hasNode(ctx, s.Room); err != nil || own {
		return err
	}
	if _, err := w.Booking.SlotOfNow(ctx, s.Room); err != nil {
		if errors.Is(err, booking.ErrGateNoSlot) {
			return nil
		}
		return err
	}
	from := w.clock().Add(-s.For)
	n := supervision.Noticed{Room: s.Room, By: supervision.BySilence, Cause: supervision.UplinkLost, From: from, Note: fmt.Sprintf("考场内%d台终端同时失去联系", s.Terminals)}
	if lost, err := w.Rooms.MainsLost(ctx, s.Room); err == nil && !lost.IsZero() {
		n.Cause = supervision.Power
	}
	g, err := w.Supervision.Notice(ctx, n)
	if errors.Is(err, supervision.ErrOpen) {
		return nil
	}
	if err != nil {
		return err
	}
	w.compare(ctx)
	w.log.Warn("every terminal of a room fell silent", "room", string(s.Room), "terminals", s.Terminals, "for", s.For.Round(time.Second))
	in := proctor.Signal{Kind: kindOf(g.Cause), Room: s.Room, At: g.From, Key: string(g.ID),
		Facts: map[string]string{"terminals": strconv.Itoa(s.Terminals), "silent_s": strconv.Itoa(int(s.For / time.Second))}}
	_, err = w.Incidents.Raise(ctx, in)
	go func() { // somebody has to pick up
		ctx, stop := context.WithTimeout(context.WithoutCancel(ctx), 2*time.Minute)
		defer stop()
		in.Facts = map[string]string{"call": w.call(ctx, g)}
		if _, err := w.Incidents.Raise(ctx, in); err != nil {
			w.log.Warn("what came of a call is not on the incident", "room", string(s.Room), "err", err)
		}
	}()
	return err
}

// kindOf is the incident that an interval without supervision is.
func kindOf(c supervision.Cause) proctor.Kind {
	if c == supervision.Power {
		return proctor.PowerLost
	}
	return proctor.UplinkLost
}

func (w *silenceWatch) hasNode(ctx context.Context, room site.RoomID) (bool, error) {
	nodes, err := outpoststore.New(w.db).LiveNodes(ctx)
	for _, n := range nodes {
		if n.Room == room {
			return true, nil
		}
	}
	return false, err
}

// call telephones the person on call by a way that does not go through the room, where one is configured.
func (w *silenceWatch) call(ctx context.Context, g supervision.Gap) string {
	now := w.clock()
	r, shifts, err := w.Sites.Standing(ctx, g.Room, now, now.Add(time.Millisecond))
	switch {
	case err != nil:
		w.log.Warn("cannot look who is on call", "room", string(g.Room), "err", err)
		return string(outpost.Failed)
	case len(shifts) == 0:
		return string(outpost.NoPerson)
	case w.caller == nil:
		return string(outpost.NoPath)
	}
	who := shifts[0]
	began := g.From.In(actor.Beijing).Format("15:04")
	out, detail := w.rounds.call(ctx, string(r.Point)+" "+who.OnCallPhone, r.Name, func(names []string) (outpost.Outcome, string) {
		text := fmt.Sprintf("随考：%s的全部终端自 %s 起失去联系（断网或停电），请立即到场查看。", strings.Join(names, "、"), began)
		out, detail, err := w.caller.Call(ctx, outpost.Order{ID: string(g.ID), Name: who.OnCallName, Phone: who.OnCallPhone, Text: text})
		if err != nil {
			return outpost.Failed, err.Error()
		}
		return out, detail
	})
	err = w.trail.Record(ctx, actor.Entry{Verb: "supervision.on_call", Object: "supervision:" + string(g.ID), Path: g.OrgPath,
		Detail: map[string]string{"name": who.OnCallName, "outcome": string(out), "detail": detail}})
	if err != nil {
		w.log.Error("a call to the person on call is not on the trail", "room", string(g.Room), "err", err)
	}
	return string(out)
}

// back ends what was noted of a room, because one of its terminals is heard.
func (w *silenceWatch) back(ctx context.Context, room site.RoomID) {
	list, err := w.Supervision.Passed(ctx, room, supervision.BySilence)
	for _, g := range list {
		err = errors.Join(err, w.Incidents.Over(ctx, proctor.Signal{Kind: kindOf(g.Cause), Room: room, Key: string(g.ID), At: g.From, Until: g.To}))
	}
	if err != nil {
		w.log.Warn("a room is heard again and that cannot be entered", "room", string(room), "err", err)
	}
	w.compare(ctx)
}

// mains enters and ends, of rooms whose wires say that they live from their battery, that nobody watches them as they should be.
func (w *silenceWatch) mains(ctx context.Context) error {
	noted, err := w.Supervision.Noted(ctx, supervision.ByMains)
	failed := []error{err}
	have := map[site.RoomID]bool{}
	for _, g := range noted {
		have[g.Room] = true
	}
	rooms, err := w.Rooms.OnBattery(ctx)
	failed = append(failed, err)
	for id, lost := range rooms {
		switch {
		case !lost.IsZero() && !have[id]:
			_, err = w.Supervision.Notice(ctx, supervision.Noticed{Room: id, By: supervision.ByMains, Cause: supervision.Power, From: lost, Note: "市电中断，考场由电池供电"})
			if !errors.Is(err, supervision.ErrOpen) {
				failed = append(failed, err)
			}
		case lost.IsZero() && have[id]:
			_, err = w.Supervision.Passed(ctx, id, supervision.ByMains)
			failed = append(failed, err)
		}
	}
	return errors.Join(failed...)
}
