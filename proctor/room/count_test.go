package room_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/suikao/suikao/proctor"
	"github.com/suikao/suikao/proctor/room"
)

// When nobody could be counted is known afterwards with its reason: no counter, one that is silent, one that may only log, this program
// that did not run. What lasted for moments is left out.
func TestWhenNobodyCouldBeCounted(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		var want []room.Uncounted
		min := func(from, to int, why room.CountState) {
			want = append(want, room.Uncounted{Why: why, From: start.UTC().Add(time.Duration(from) * time.Minute), To: start.UTC().Add(time.Duration(to) * time.Minute)})
		}
		// watch counts every ten seconds until a minute of the slot.
		watch := func(until int) {
			t.Helper()
			for end := start.Add(time.Duration(until) * time.Minute); h.clock.Now().Before(end); h.pass(10 * time.Second) {
				h.good(h.CountOnce(system()))
			}
		}
		see := func(from, to int) {
			t.Helper()
			got, err := h.Uncounted(system(), roomA, start.Add(time.Duration(from)*time.Minute), start.Add(time.Duration(to)*time.Minute))
			for i := range got {
				got[i].From, got[i].To = got[i].From.UTC(), got[i].To.UTC()
			}
			if err != nil || !slices.Equal(got, want) {
				t.Fatalf("%d–%d: %v %v, want %v", from, to, got, err, want)
			}
		}
		min(0, 5, room.CountStopped)
		see(0, 5) // nothing was ever noted
		want = nil
		h.sim.People(roomA, 0)
		watch(10)
		see(0, 10)
		h.uncounted = errors.New("no answer")
		watch(14)
		h.uncounted = room.ErrCountLogged
		watch(16)
		h.uncounted = nil
		watch(20)
		min(10, 14, room.CountSilent)
		min(14, 16, room.CountLogged)
		see(0, 20)
		h.pass(30 * time.Minute) // this program is away; another one goes on
		h.Service = h.again()
		watch(60)
		got, err := h.Uncounted(system(), roomA, start, start.Add(time.Hour))
		if err != nil || len(got) != 3 || got[2].Why != room.CountStopped || got[2].From.Before(start.Add(20*time.Minute)) || got[2].From.After(start.Add(22*time.Minute)) || !got[2].To.Equal(start.Add(50*time.Minute)) {
			t.Fatalf("%v %v", got, err)
		}
		want = nil
		see(52, 60) // of a part that was counted the record says nothing
		h.uncounted = errors.New("no answer")
		h.good(h.CountOnce(system()))
		h.pass(20 * time.Second)
		h.uncounted = nil
		watch(62)
		see(52, 62) // a moment
		if h.w.kinds()[proctor.Headcount] != 0 {
			t.Error("nobody inside and nobody counted is no incident")
		}
	})
}

// A room without a counter is noted once, and that stands until it has one.
func TestARoomWithoutACounter(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		h.sim.People(roomA, -1)
		for range 20 {
			h.good(h.CountOnce(system()))
			h.pass(time.Hour)
		}
		got, err := h.Uncounted(system(), roomA, start, start.Add(10*time.Hour))
		if err != nil || len(got) != 1 || got[0].Why != room.NoCounter || !got[0].From.Equal(start) || !got[0].To.Equal(start.Add(10*time.Hour)) {
			t.Fatalf("%v %v", got, err)
		}
		list, err := h.st.Counts(t.Context(), roomA, start, start.Add(100*time.Hour))
		if err != nil || len(list) != 1 {
			t.Fatalf("%v %v", list, err)
		}
		h.Service = h.again() // a restart notes nothing anew
		h.good(h.CountOnce(system()))
		if list, err = h.st.Counts(t.Context(), roomA, start, start.Add(100*time.Hour)); err != nil || len(list) != 1 {
			t.Fatalf("%v %v", list, err)
		}
	})
}
