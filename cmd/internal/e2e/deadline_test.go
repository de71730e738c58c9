package e2e_test

import (
	"context"
	"testing"
	"time"

	"github.com/suikao/suikao/web/ws"
	"github.com/suikao/suikao/web/ws/wsclient"
)

// Promise 7: the server's clock is the only clock. A paper whose client is gone is handed in at most five seconds after
// its deadline; a program that was killed in the meantime does it, or does it as soon as it is back.
func TestTheDeadlineNeedsNoClient(t *testing.T) {
	engines(t, func(t *testing.T, p *place) {
		h := attacked(t, p)
		r := &h.rooms[0]
		gone, killed := h.leaves(t, r, 0, 70), h.leaves(t, r, 1, 80)
		h.ahead(10 * time.Minute)
		down := h.leaves(t, r, 2, 90)
		h.until(time.UnixMilli(gone.state.Deadline).Add(-2 * time.Second))
		h.handedIn(t, gone, 70, 10*time.Second)

		h.until(time.UnixMilli(killed.state.Deadline).Add(-2500 * time.Millisecond))
		h.srv.kill()
		h.srv.start()
		h.srv.ready()
		h.until(time.UnixMilli(killed.state.Deadline).Add(-1500 * time.Millisecond)) // the demo's clock begins anew
		h.handedIn(t, killed, 80, 10*time.Second)

		h.srv.kill()
		h.srv.start()
		h.srv.ready()
		h.until(time.UnixMilli(down.state.Deadline).Add(time.Hour)) // an hour without the program
		back := time.Now()
		h.handedIn(t, down, 90, 5*time.Second)
		t.Logf("an hour late, handed in %s after the start", time.Since(back).Round(time.Millisecond))
	})
}

// left is a sitting whose client has gone away.
type left struct {
	person int
	state  ws.SeatState
	acks   []wsclient.Ack
}

// leaves lets a person in who answers n questions rightly and then is gone.
func (h *house) leaves(t *testing.T, r *room, i, n int) left {
	t.Helper()
	at := h.walkIn(r, i)
	b := wsclient.New(wsclient.Options{URL: h.ws(), Token: h.enrol(r.ID, at.ID)})
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	if err := b.Connect(ctx); err != nil {
		t.Fatal(err)
	}
	s, err := b.Begin(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range s.Sheet.Questions[:n] {
		if _, err := b.Answer(ctx, q.No, right(t, q)); err != nil {
			t.Fatal(err)
		}
	}
	b.Disconnect()
	return left{i, s, b.Acks()}
}

// handedIn waits for the result and checks when the paper was handed in.
func (h *house) handedIn(t *testing.T, l left, points int, wait time.Duration) {
	t.Helper()
	within(t, patience, "the paper is handed in and scored", func() bool {
		return h.ev.number(t, "SELECT COUNT(*) FROM exam_result WHERE sitting_id = ?", l.state.Sitting) == 1
	})
	var submitted, deadline int64
	var cause string
	if err := h.ev.db.SQL().QueryRow("SELECT submitted_at, deadline_at, cause FROM sitting WHERE id = ?", l.state.Sitting).Scan(&submitted, &deadline, &cause); err != nil {
		t.Fatal(err)
	}
	late := time.Duration(submitted-deadline) * time.Millisecond
	if cause != "DEADLINE" || late < 0 || wait > 5*time.Second && late > 5*time.Second || deadline != l.state.Deadline {
		t.Errorf("handed in %s after the deadline by %s", late, cause)
	}
	t.Logf("person %d: %s after the deadline", l.person, late)
	h.forget()
	c := h.candidate(l.person)
	if got := get[list[result]](c, "/api/candidate/results").Items; len(got) != 1 || got[0].Points != points {
		t.Errorf("%+v, want %d points", got, points)
	}
	if wait > 5*time.Second {
		for _, w := range h.ev.check(t, l.acks) {
			t.Error(w)
		}
	}
}
