package supervision_test

import (
	"errors"
	"testing"
	"time"

	"github.com/suikao/suikao/exam/examtest"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/exam/supervision"
	"github.com/suikao/suikao/internal/actor"
)

const far = site.RoomID("00000000000000000000room09")

// What a room's terminals say, and when their silence says something.
func TestARoomFallsSilent(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		do   func(p *supervision.Presence, wait func(time.Duration))
		want int // terminals; 0: no silence
	}{
		"nobody was ever heard": {func(_ *supervision.Presence, wait func(time.Duration)) { wait(time.Hour) }, 0},
		"all at once": {func(p *supervision.Presence, wait func(time.Duration)) {
			p.Heard(far, "gate")
			wait(10 * time.Second)
			p.Heard(far, "a")
			p.Heard(far, "b")
			wait(30 * time.Second)
		}, 3},
		"not yet": {func(p *supervision.Presence, wait func(time.Duration)) {
			p.Heard(far, "a")
			p.Heard(far, "b")
			wait(29 * time.Second)
		}, 0},
		"one speaks still": {func(p *supervision.Presence, wait func(time.Duration)) {
			p.Heard(far, "a")
			p.Heard(far, "b")
			wait(29 * time.Second)
			p.Heard(far, "b")
			wait(29 * time.Second)
		}, 0},
		"a single plug": {func(p *supervision.Presence, wait func(time.Duration)) { p.Heard(far, "a"); wait(time.Minute) }, 0},
		"the second was gone long before": {func(p *supervision.Presence, wait func(time.Duration)) {
			p.Heard(far, "a")
			for range 10 {
				wait(10 * time.Second)
				p.Heard(far, "b")
			}
			wait(time.Minute)
		}, 0},
		"they said goodbye": {func(p *supervision.Presence, wait func(time.Duration)) {
			p.Heard(far, "a")
			p.Heard(far, "b")
			p.Left(far, "a")
			p.Left(far, "b")
			wait(time.Minute)
		}, 0},
		"another process hears them": {func(p *supervision.Presence, wait func(time.Duration)) {
			p.Heard(far, "a")
			p.Heard(far, "b")
			wait(20 * time.Second)
			p.Elsewhere(far)
			wait(20 * time.Second)
		}, 0},
		"too long ago": {func(p *supervision.Presence, wait func(time.Duration)) {
			p.Heard(far, "a")
			p.Heard(far, "b")
			wait(time.Hour)
		}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			now := time.Now()
			p := supervision.NewPresence(func() time.Time { return now }, 30*time.Second)
			c.do(p, func(d time.Duration) { now = now.Add(d) })
			silent, back := p.Look()
			if len(back) != 0 || len(silent) > 1 || (len(silent) == 1) != (c.want > 0) || c.want > 0 && (silent[0].Room != far || silent[0].Terminals != c.want || silent[0].For < 30*time.Second) {
				t.Errorf("silent %+v, back %v", silent, back)
			}
		})
	}
}

// What is noted is looked at until a terminal is heard; a process that starts afterwards ends it, too.
func TestASilentRoomIsHeardAgain(t *testing.T) {
	t.Parallel()
	now := time.Now()
	p := supervision.NewPresence(func() time.Time { return now }, 30*time.Second)
	p.Noted([]site.RoomID{far}) // by a process that is gone
	if silent, back := p.Look(); len(silent) != 0 || len(back) != 0 {
		t.Error(silent, back)
	}
	if !p.Heard(far, "gate") || p.Heard("", "x") {
		t.Error("the first sign of a silent room is not noticed")
	}
	if _, back := p.Look(); len(back) != 1 || back[0] != far {
		t.Error(back)
	}
	p.Noted(nil)
	if _, back := p.Look(); len(back) != 0 || p.Heard(far, "gate") {
		t.Error(back)
	}
	now = now.Add(5 * time.Second)
	if got := p.Recent(6 * time.Second); len(got) != 1 {
		t.Error(got)
	}
	if got := p.Recent(4 * time.Second); len(got) != 0 {
		t.Error(got)
	}
}

// A watcher's interval keeps papers from starting, once, and is the watcher's to end.
func TestWhatAWatcherNotices(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		ctx := actor.AsSystem(t.Context(), "rooms.silent")
		n := supervision.Noticed{Room: examtest.Room, By: supervision.BySilence, Cause: supervision.UplinkLost, Note: "考场内3台终端同时失去联系", From: h.Clock.Now().Add(-45 * time.Second)}
		_, err := h.watch.Notice(examtest.Officer(examtest.OrgPath, people.RemoteInvigilator), n)
		wants(t, err, supervision.ErrNotFound)
		g, err := h.watch.Notice(ctx, n)
		if err != nil || g.OpenedName != "" || h.Clock.Now().Sub(g.From) != 45*time.Second {
			t.Fatal(g, err)
		}
		_, err = h.watch.Notice(ctx, n)
		wants(t, err, supervision.ErrOpen)
		if away, err := h.Watch.Unattended(t.Context(), examtest.Room); err != nil || !away {
			t.Error(away, err)
		}
		for by, want := range map[supervision.Watcher]int{supervision.BySilence: 1, supervision.ByMains: 0} {
			if list, err := h.watch.Noted(ctx, by); err != nil || len(list) != want {
				t.Errorf("%s: %v %v", by, list, err)
			}
			if list, err := h.watch.Passed(ctx, far, by); err != nil || len(list) != 0 {
				t.Errorf("another room: %v %v", list, err)
			}
		}
		if list, err := h.watch.Passed(ctx, examtest.Room, supervision.ByMains); err != nil || len(list) != 0 {
			t.Error(list, err)
		}
		h.Clock.Advance(time.Minute)
		if list, err := h.watch.Passed(ctx, examtest.Room, supervision.BySilence); err != nil || len(list) != 1 || list[0].To.Sub(list[0].From) != 105*time.Second {
			t.Error(list, err)
		}
		if list, err := h.watch.Passed(ctx, examtest.Room, supervision.BySilence); err != nil || len(list) != 0 {
			t.Error(list, err)
		}
		if g, err = h.watch.Lose(ctx, gap(supervision.UplinkLost)); err != nil { // a person's, or a node's: not the watcher's to end
			t.Fatal(err)
		}
		if list, err := h.watch.Passed(ctx, examtest.Room, supervision.BySilence); err != nil || len(list) != 0 {
			t.Error(list, err)
		}
		if _, err := h.watch.Regain(ctx, g.ID); errors.Is(err, supervision.ErrOver) {
			t.Error("a watcher ended what it did not begin")
		}
	})
}

// A process that stood still heard nobody: that says nothing of the rooms. A room that stays silent while it listens is noted
// all the same, by a process that is always late too.
func TestAProcessThatStoodStillBlamesNoRoom(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		still, every  time.Duration
		atLeast, most time.Duration // more of listening
	}{
		"stood still": {2 * time.Minute, 2 * time.Second, 18 * time.Second, 22 * time.Second},
		"always late": {15 * time.Second, 15 * time.Second, 14 * time.Second, 31 * time.Second},
	} {
		now := time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)
		p := supervision.NewPresence(func() time.Time { return now }, 30*time.Second)
		p.Heard(far, "a")
		p.Heard(far, "b")
		look := func(d time.Duration) []supervision.Silence {
			now = now.Add(d)
			silent, _ := p.Look()
			return silent
		}
		for range 5 {
			if s := look(2 * time.Second); len(s) != 0 {
				t.Fatalf("%s: %+v within ten seconds", name, s)
			}
		}
		if s := look(c.still); len(s) != 0 {
			t.Fatalf("%s: %+v by a process that stood still", name, s)
		}
		var more time.Duration
		for ; more <= c.most; more += c.every {
			if s := look(c.every); len(s) == 1 && s[0].Terminals == 2 {
				break
			}
		}
		if more < c.atLeast-c.every || more > c.most {
			t.Errorf("%s: noted after %s more", name, more)
		}
	}
}
