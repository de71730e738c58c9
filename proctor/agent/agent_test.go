package agent_test

import (
	"context"
	"crypto/ed25519"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/audit"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
	"github.com/suikao/suikao/proctor"
	"github.com/suikao/suikao/proctor/agent"
	"github.com/suikao/suikao/proctor/agent/report"
	"github.com/suikao/suikao/proctor/agent/store"
)

const path = "/authority/point/"

// house is a room with agents.
type house struct {
	t      *testing.T
	now    time.Time
	live   exam.SittingID // at every seat; empty: nobody sits
	raised []proctor.Signal
	over   []proctor.Signal
	n      int
	s      *agent.Service
	store  *store.Store
}

func (h *house) Raise(_ context.Context, in proctor.Signal) (proctor.Incident, error) {
	h.raised = append(h.raised, in)
	return proctor.Incident{}, nil
}

func (h *house) Over(_ context.Context, in proctor.Signal) error {
	h.over = append(h.over, in)
	return nil
}

func (h *house) LiveAtSeat(context.Context, site.SeatID) (exam.Sitting, error) {
	if h.live == "" {
		return exam.Sitting{}, exam.ErrNoSitting
	}
	return exam.Sitting{ID: h.live, State: exam.Running}, nil
}

func (h *house) RoomPath(_ context.Context, room, _ string) (string, error) {
	if room != "room" {
		return "", agent.ErrNone
	}
	return path, nil
}

func (h *house) clock() time.Time { return h.now }

func engines(t *testing.T, test func(t *testing.T, h *house)) {
	t.Helper()
	testenv.Engines(t, func(t *testing.T, open func(testing.TB) *sqldb.DB) {
		db := open(t)
		h := &house{t: t, now: time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC), store: store.New(db)}
		h.s = agent.New(agent.Deps{Clock: h.clock, Audit: audit.New(db, h.clock), Store: h.store, Incidents: h, Sittings: h, Rooms: h,
			Token: func() string { h.n++; return fmt.Sprintf("token %d", h.n) }})
		test(t, h)
	})
}

func at(device, seat string) context.Context {
	return actor.With(context.Background(), actor.Actor{Kind: actor.Device, ID: device, Room: "room", Seat: seat, Remote: "10.0.0.7"})
}

func staff(role actor.Role, under string) context.Context {
	return actor.With(context.Background(), actor.Actor{Kind: actor.Staff, ID: "01jaccount0000000000000000", Grants: []actor.Grant{{Role: role, Org: "o", Path: under}}})
}

// machine is an agent as it runs at a seat.
type machine struct {
	h      *house
	ctx    context.Context
	key    ed25519.PrivateKey
	next   agent.Agent
	report report.Report
}

func (h *house) machine(device, seat string, seed byte) *machine {
	h.t.Helper()
	m := &machine{h: h, ctx: at(device, seat), key: ed25519.NewKeyFromSeed([]byte(strings.Repeat(string(rune(seed)), 32)))}
	var err error
	if m.next, err = h.s.Enrol(m.ctx, m.key.Public().(ed25519.PublicKey), report.Prove(device, m.key)); err != nil {
		h.t.Fatal(err)
	}
	m.report = report.Report{Version: report.Version, Run: "run", Files: []report.File{{Path: "/k", SHA256: "aa"}}, Inputs: report.Inputs{Whole: true, Devices: 2}}
	return m
}

// say sends a report five seconds later; change makes it another one than before.
func (m *machine) say(change func(*report.Report)) error {
	_, err := m.send(change, true)
	return err
}

func (m *machine) send(change func(*report.Report), next bool) (report.Sealed, error) {
	m.h.now = m.h.now.Add(5 * time.Second)
	m.report.Agent, m.report.Counter, m.report.Challenge, m.report.At = string(m.next.ID), m.next.Counter+1, m.next.Challenge, m.h.now.UnixMilli()
	if change != nil {
		change(&m.report)
	}
	sealed, err := report.Seal(m.report, m.key)
	if err != nil {
		m.h.t.Fatal(err)
	}
	got, err := m.h.s.Report(m.ctx, sealed)
	if err == nil && next {
		m.next = got
	}
	return sealed, err
}

func (h *house) last() string {
	if len(h.raised) == 0 {
		return ""
	}
	in := h.raised[len(h.raised)-1]
	return string(in.Kind) + " " + in.Facts["check"]
}

func TestAKeyBelongsToItsSeat(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		if _, err := h.s.Enrol(at("", ""), nil, nil); !errors.Is(err, agent.ErrNotSeat) {
			t.Error(err)
		}
		m := h.machine("device", "seat", 'a')
		again, err := h.s.Enrol(m.ctx, m.key.Public().(ed25519.PublicKey), report.Prove("device", m.key))
		if err != nil || again.ID != m.next.ID {
			t.Error(again, err)
		}
		other := ed25519.NewKeyFromSeed([]byte(strings.Repeat("b", 32)))
		if _, err := h.s.Enrol(m.ctx, other.Public().(ed25519.PublicKey), report.Prove("another device", other)); !errors.Is(err, agent.ErrProof) {
			t.Error(err)
		}
		if _, err := h.s.Enrol(m.ctx, other.Public().(ed25519.PublicKey), report.Prove("device", other)); !errors.Is(err, agent.ErrTaken) || h.last() != "technical.attestation_failed another_key" {
			t.Error(err, h.last())
		}
		// The terminal was exchanged: its agent takes the place of the old one.
		fresh := h.machine("second device", "seat", 'c')
		if err := m.say(nil); !errors.Is(err, agent.ErrForged) {
			t.Error("the old agent still speaks:", err)
		}
		if err := fresh.say(nil); err != nil {
			t.Error(err)
		}
	})
}

func TestForgedAndOldReportsAreRefused(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		m, neighbour := h.machine("device", "seat", 'a'), h.machine("device2", "seat2", 'b')
		first, err := m.send(nil, true)
		if err != nil {
			t.Fatal(err)
		}
		if err := m.say(nil); err != nil {
			t.Fatal(err)
		}
		// Sent again at once, it is only refused; a minute later somebody has kept it.
		if _, err := h.s.Report(m.ctx, first); !errors.Is(err, agent.ErrAgain) || len(h.raised) > 0 {
			t.Error(err, h.last())
		}
		h.now = h.now.Add(2 * time.Minute)
		if _, err := h.s.Report(m.ctx, first); !errors.Is(err, agent.ErrAgain) || h.last() != "technical.attestation_failed report_again" {
			t.Error(err, h.last())
		}
		h.raised = nil
		if err := m.say(func(r *report.Report) { r.Challenge = "00" }); !errors.Is(err, agent.ErrAgain) {
			t.Error("a report made before its challenge:", err)
		}
		for name, c := range map[string]struct {
			ctx  context.Context
			from *machine
			harm func(*report.Sealed)
		}{
			"a changed report":    {m.ctx, m, func(s *report.Sealed) { s.Report[len(s.Report)-2] ^= 1 }},
			"no signature":        {m.ctx, m, func(s *report.Sealed) { s.Signature = nil }},
			"another seat's":      {m.ctx, neighbour, func(*report.Sealed) {}},
			"sent by another one": {neighbour.ctx, m, func(*report.Sealed) {}},
		} {
			h.raised = nil
			c.from.report.Agent, c.from.report.Counter, c.from.report.Challenge = string(c.from.next.ID), c.from.next.Counter+1, c.from.next.Challenge
			sealed, err := report.Seal(c.from.report, c.from.key)
			if err != nil {
				t.Fatal(err)
			}
			c.harm(&sealed)
			if _, err := h.s.Report(c.ctx, sealed); !errors.Is(err, agent.ErrForged) || h.last() != "technical.attestation_failed forged_report" {
				t.Error(name, err, h.last())
			}
		}
		h.raised = nil
		m.report = report.Report{Version: report.Version, Run: "run"}
		if err := m.say(func(r *report.Report) { r.Files = nil; r.Version = 9 }); !errors.Is(err, agent.ErrForm) {
			t.Error(err)
		}
	})
}

func codeOf(err error) string {
	if err == nil {
		return ""
	}
	return fault.From(err).Code()
}

// What fails is an incident as long as it fails; what staff accept with a reason is usual from then on.
func TestAFailureLastsUntilItPassesOrIsAccepted(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		h.live = "01jsitting0000000000000000"
		m := h.machine("device", "seat", 'a')
		if err := m.say(nil); err != nil || len(h.raised) > 0 {
			t.Fatal(err, h.last())
		}
		if err := m.say(func(r *report.Report) { r.Remote = []string{"x11vnc"} }); err != nil {
			t.Fatal(err)
		}
		in := h.raised[0]
		if in.Kind != proctor.AttestationFailed || in.Sitting != h.live || in.Seat != "seat" || in.Facts["what"] != "x11vnc" || in.Key != "agent:remote_access:seat" {
			t.Errorf("%+v", in)
		}
		if err := m.say(func(r *report.Report) { r.Remote = nil }); err != nil || len(h.over) != 1 || h.over[0].Key != in.Key {
			t.Fatal(err, h.over)
		}
		if err := m.say(func(r *report.Report) { r.Debug = []string{"port 9222"} }); err != nil || h.last() != "input.devtools debug_port" {
			t.Fatal(err, h.last())
		}
		if err := m.say(func(r *report.Report) { r.Debug, r.USB = nil, []string{"0781:5581 stick"} }); err != nil || h.last() != "technical.attestation_failed usb" {
			t.Fatal(err, h.last())
		}
		h.over = nil
		for _, c := range []struct {
			ctx    context.Context
			reason string
			want   string
		}{
			{staff(people.RemoteInvigilator, path), " ", "agent.forbidden"}, {staff(people.ExamManager, "/other/"), "新键盘", "agent.none"},
			{staff(people.ExamManager, path), " ", "invalid"}, {staff(people.ExamManager, "/authority/"), "新键盘已登记", ""},
		} {
			if _, err := h.s.Accept(c.ctx, "seat", c.reason); codeOf(err) != c.want {
				t.Error(err, c.want)
			}
		}
		if len(h.over) != 1 || h.over[0].Facts["check"] != "usb" {
			t.Errorf("%+v", h.over)
		}
		m.next, _ = h.s.Mine(m.ctx)
		h.raised = nil
		if err := m.say(nil); err != nil || len(h.raised) > 0 {
			t.Error(err, h.last())
		}
		list, err := h.s.InRoom(staff(people.Inspector, "/authority/"), "room")
		if err != nil || len(list) != 1 || list[0].UsualBy == "" || len(list[0].Failing) != 0 {
			t.Errorf("%+v %v", list, err)
		}
		if _, err := h.s.InRoom(staff(people.Inspector, "/other/"), "room"); !errors.Is(err, agent.ErrNone) {
			t.Error(err)
		}
		if err := h.s.Revoke(staff(people.SystemAdmin, "/authority/"), "seat", "换机"); err != nil {
			t.Fatal(err)
		}
		if err := m.say(nil); !errors.Is(err, agent.ErrNone) {
			t.Error(err)
		}
	})
}

func TestAnAgentThatFallsSilentIsNoticed(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		m := h.machine("device", "seat", 'a')
		if err := m.say(nil); err != nil {
			t.Fatal(err)
		}
		h.now = h.now.Add(time.Minute)
		if err := h.s.SweepOnce(t.Context()); err != nil || len(h.raised) > 0 {
			t.Fatal("nobody sits here", err, h.last())
		}
		h.live = "01jsitting0000000000000000"
		if err := h.s.SweepOnce(t.Context()); err != nil || h.last() != "technical.attestation_failed silent" {
			t.Fatal(err, h.last())
		}
		m.next, _ = h.s.Mine(m.ctx)
		if err := m.say(nil); err != nil || len(h.over) != 1 {
			t.Fatal(err, h.over)
		}
		h.raised = nil
		h.now = h.now.Add(13 * time.Hour) // switched off
		if err := h.s.SweepOnce(t.Context()); err != nil || len(h.raised) > 0 {
			t.Error(err, h.last())
		}
	})
}

// The kernel's counts come in order, each second once, and where a report was slow they are placed where they belong.
func TestTheTrackOfTheKernelsCounts(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		m := h.machine("device", "seat", 'a')
		keys := int64(0)
		for i := range 20 {
			late := time.Duration(0)
			if i == 10 {
				late = 3 * time.Second
			}
			err := m.say(func(r *report.Report) {
				r.Past = nil
				for s := int64(9); s > 0; s-- {
					r.Past = append(r.Past, report.Tick{Ago: s * 1000, Keys: max(0, keys+5-s)})
				}
				keys += 5
				r.Inputs.Keys = keys
				h.now = h.now.Add(late)
			})
			if err != nil {
				t.Fatal(i, err)
			}
			h.now = h.now.Add(-late)
		}
		tracks, err := h.s.Tracks(t.Context(), []site.SeatID{"seat", "nobody"})
		if err != nil || len(tracks) != 1 {
			t.Fatal(tracks, err)
		}
		track := tracks["seat"]
		if len(track) != 60 {
			t.Fatal(len(track))
		}
		for i := 1; i < len(track); i++ {
			if gap := track[i].At.Sub(track[i-1].At); gap != time.Second || track[i].Keys != track[i-1].Keys+1 {
				t.Errorf("%d: after %v from %d to %d", i, gap, track[i-1].Keys, track[i].Keys)
			}
		}
	})
}
