package device_test

import (
	"context"
	"errors"
	"net/http/httptest"
	"slices"
	"testing"
	"time"

	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/proctor/device"
	"github.com/suikao/suikao/proctor/room"
)

// Lockers and detector by Modbus: the coil of a locker is pulled and let go, the detector is an input.
func TestModbusLockersAndDetector(t *testing.T) {
	r := relay(t)
	e := modbusDoor(r)
	e.Door.Detector, e.Door.Lockers = u16(4), []uint16{20, 21, 22}
	h := house(t, e, time.Second)
	ctx := context.Background()
	if !h.HasDetector(roomID) || h.Lockers(roomID) != 3 || h.HasDetector("elsewhere") || h.Lockers("elsewhere") != 0 {
		t.Error("what the room has is not known")
	}
	if err := h.OpenLocker(ctx, roomID, 2); err != nil {
		t.Fatal(err)
	}
	if _, n := r.Coil(21); n != 1 {
		t.Errorf("the second locker was pulled %d times", n)
	}
	eventually(t, "the locker's lock stays pulled", func() bool { on, _ := r.Coil(21); return !on })
	for _, n := range []int{0, 4, -1} {
		if h.OpenLocker(ctx, roomID, n) == nil {
			t.Errorf("locker %d exists", n)
		}
	}
	for _, on := range []bool{false, true} {
		r.Input(4, on)
		if got, err := h.Alarm(ctx, roomID); err != nil || got != on {
			t.Errorf("alarm %v: %v %v", on, got, err)
		}
	}
	r.Mute(true)
	if _, err := h.Alarm(ctx, roomID); err == nil {
		t.Error("a detector that does not answer lets people pass")
	}
}

// The simulator behind the bridge's protocol has the same lockers and the same detector as the simulator itself.
func TestBridgedLockersAndDetector(t *testing.T) {
	sim := device.NewSimulator()
	srv := httptest.NewServer(sim.Handler(roomID, secret))
	t.Cleanup(srv.Close)
	h := house(t, device.Endpoint{URL: srv.URL, Secret: secret, Wires: true, Detector: true, Lockers: 2}, time.Second)
	ctx := context.Background()
	if _, err := h.Alarm(ctx, roomID); err == nil {
		t.Error("a bridge without the detector that it should have lets people pass")
	}
	sim.Screen(roomID, 2, room.WireOn)
	for name, s := range map[string]booking.Screener{"bridge": h, "simulator": sim} {
		if on, err := s.Alarm(ctx, roomID); err != nil || !on || s.Lockers(roomID) != 2 || !s.HasDetector(roomID) {
			t.Errorf("%s: %v %v", name, on, err)
		}
		if err := s.OpenLocker(ctx, roomID, 2); err != nil || s.OpenLocker(ctx, roomID, 3) == nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	sim.Screen(roomID, 2, room.WireOff)
	if on, err := h.Alarm(ctx, roomID); err != nil || on {
		t.Error(on, err)
	}
	if got := sim.Sprung(roomID); !slices.Equal(got, []int{2, 2}) {
		t.Errorf("sprang open: %v", got)
	}
	sim.Break(roomID, true)
	if err := h.OpenLocker(ctx, roomID, 1); err == nil || errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("a locker that does not open: %v", err)
	}
}
