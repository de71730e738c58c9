package intercom_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/people/terminal"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/proctor/intercom"
)

// desk is who waits and calls, and the trail.
type desk struct {
	now    time.Time
	visits map[terminal.ID]booking.Visit
	calls  map[terminal.ID]booking.Call
	trail  []string
	fails  error
}

func (d *desk) WaitingAt(_ context.Context, g terminal.ID) (booking.Visit, error) {
	v, ok := d.visits[g]
	if !ok {
		return v, booking.ErrNotFound
	}
	return v, nil
}

func (d *desk) LiveCall(_ context.Context, g terminal.ID) (booking.Call, error) {
	if d.fails != nil {
		return booking.Call{}, d.fails
	}
	c, ok := d.calls[g]
	if !ok {
		return c, booking.ErrNotFound
	}
	return c, nil
}

func (d *desk) InTx(ctx context.Context, fn func(context.Context) error) error { return fn(ctx) }

func (d *desk) Record(ctx context.Context, e actor.Entry) error {
	d.trail = append(d.trail, actor.From(ctx).ID+" "+e.Verb+" "+e.Object)
	return nil
}

func setUp() (*desk, *intercom.Service) {
	d := &desk{now: time.Date(2026, 11, 22, 8, 0, 0, 0, time.UTC), visits: map[terminal.ID]booking.Visit{}, calls: map[terminal.ID]booking.Call{}}
	return d, intercom.New(intercom.Deps{Clock: func() time.Time { return d.now }, Audit: d, Tx: d, Waits: d})
}

func gate(room string) context.Context {
	return actor.With(context.Background(), actor.Actor{Kind: actor.Device, ID: "gate", Room: room})
}

func officer(id, path string, role actor.Role) context.Context {
	return actor.With(context.Background(), actor.Actor{Kind: actor.Staff, ID: id, Grants: []actor.Grant{{Role: role, Path: path}}})
}

func TestAGateSendsOnlyWhileAPersonIsCalled(t *testing.T) {
	t.Parallel()
	d, s := setUp()
	if _, err := s.Publisher(gate("room")); !errors.Is(err, intercom.ErrNobody) {
		t.Fatalf("nobody calls: %v", err)
	}
	d.calls["gate"] = booking.Call{Room: "room", OrgPath: "/a/", PressedAt: d.now, State: booking.CallOpen}
	if p, err := s.Publisher(gate("room")); err != nil || p.Gate != "gate" || p.OrgPath != "/a/" {
		t.Fatal(p, err)
	}
	if _, err := s.Publisher(gate("another")); !errors.Is(err, intercom.ErrNobody) {
		t.Errorf("a terminal that was carried elsewhere: %v", err)
	}
	for name, a := range map[string]actor.Actor{"a seat": {Kind: actor.Device, ID: "gate", Room: "room", Seat: "s"}, "a person": {Kind: actor.Staff, ID: "gate", Room: "room"}, "no room": {Kind: actor.Device, ID: "gate"}} {
		if _, err := s.Publisher(actor.With(context.Background(), a)); !errors.Is(err, intercom.ErrNotGate) {
			t.Errorf("%s publishes: %v", name, err)
		}
	}
	d.now = d.now.Add(intercom.MostFor + time.Second)
	over, err := s.Over(context.Background(), []terminal.ID{"gate"})
	if err != nil || !slices.Contains(over, "gate") {
		t.Errorf("a call that nobody closed keeps the doorway in view: %v %v", over, err)
	}
	d.visits["gate"] = booking.Visit{Room: "room", OrgPath: "/a/", ExpiresAt: d.now.Add(time.Minute)}
	if over, err = s.Over(context.Background(), []terminal.ID{"gate"}); err != nil || len(over) > 0 {
		t.Errorf("somebody waits for an officer: %v %v", over, err)
	}
	d.now = d.now.Add(2 * time.Minute)
	if _, err := s.Publisher(gate("room")); !errors.Is(err, intercom.ErrNobody) {
		t.Errorf("the visit is over: %v", err)
	}
	d.fails = errors.New("no database")
	if _, err := s.Over(context.Background(), []terminal.ID{"gate"}); err == nil {
		t.Error("a gate is shut because the database is away")
	}
}

func TestWhoDecidesMayLook(t *testing.T) {
	t.Parallel()
	d, s := setUp()
	mine := officer("watch", "/a/", people.RemoteInvigilator)
	if _, err := s.Look(mine, "gate"); !errors.Is(err, intercom.ErrNobody) || len(d.trail) > 0 {
		t.Fatalf("nobody calls: %v %v", err, d.trail)
	}
	d.calls["gate"] = booking.Call{Room: "room", OrgPath: "/a/b/", PressedAt: d.now, State: booking.CallAcked}
	p, err := s.Look(mine, "gate")
	if err != nil || p.Room != "room" {
		t.Fatal(p, err)
	}
	if _, err := s.Look(officer("attendant", "/a/b/", people.RemoteAttendant), "gate"); err != nil {
		t.Error(err)
	}
	if _, err := s.Look(officer("clerk", "/a/b/", people.CounterClerk), "gate"); !errors.Is(err, intercom.ErrForbidden) {
		t.Errorf("a clerk looks: %v", err)
	}
	if _, err := s.Look(officer("far", "/z/", people.RemoteInvigilator), "gate"); !errors.Is(err, intercom.ErrNobody) {
		t.Errorf("an officer of another region looks: %v", err)
	}
	_ = s.Spoke(mine, p, true)
	_ = s.Spoke(mine, p, false)
	want := []string{"watch gate_line.view device:gate", "attendant gate_line.view device:gate", "clerk gate_line.refused device:gate",
		"far gate_line.refused device:gate", "watch gate_line.talk device:gate", "watch gate_line.hush device:gate"}
	if !slices.Equal(d.trail, want) {
		t.Errorf("the trail says\n%v\nand not\n%v", d.trail, want)
	}
}
