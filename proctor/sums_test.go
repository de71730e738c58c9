package proctor_test

import (
	"testing"
	"time"

	"github.com/suikao/suikao/exam/examtest"
	"github.com/suikao/suikao/proctor"
)

// What is told about all times follows also when the last of them is over; what is told about one of them does not.
func TestWhatIsOverIsCounted(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		r := h.Sit()
		signal := func(times, seconds string) proctor.Signal {
			return proctor.Signal{Kind: proctor.CameraLost, Room: examtest.Room, Seat: r.Seat, Sitting: r.Page.Sitting.ID, Key: "seat.camera", Facts: map[string]string{"cause": "BUSY"},
				Sums: map[string]string{"times": times, "unrecorded_s": seconds}}
		}
		first := h.raise(signal("1", "0"))
		over := func(in proctor.Signal) {
			t.Helper()
			in.Until, in.Facts = h.Clock.Advance(7*time.Second), map[string]string{"cause": "MUTED"}
			if err := h.s.Over(system(t), in); err != nil {
				t.Fatal(err)
			}
		}
		over(signal("1", "7"))
		again := h.raise(signal("2", "7"))
		if again.ID != first.ID || again.Count != 2 || !again.Until.IsZero() {
			t.Fatalf("%+v", again)
		}
		over(signal("2", "14"))
		got, err := h.store.Incident(t.Context(), first.ID)
		if err != nil || got.Facts["times"] != "2" || got.Facts["unrecorded_s"] != "14" || got.Facts["cause"] != "BUSY" || got.Until.IsZero() || got.First["times"] != "1" {
			t.Errorf("%+v %v", got, err)
		}
		if got.Digest() != first.Digest() {
			t.Error("what was said first is another")
		}
	})
}
