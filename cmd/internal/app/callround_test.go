package app

import (
	"context"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/suikao/suikao/exam/outpost"
)

// When every room of an exam point falls silent, its person on call is telephoned once and told of all of them; somebody else is called
// beside, and a call that did not get through is made again for the next room.
func TestOneCallForARoundOfRooms(t *testing.T) {
	t.Parallel()
	c := &callRounds{gather: time.Hour}
	var mu sync.Mutex
	var dialed [][]string
	dial := func(out outpost.Outcome) func([]string) (outpost.Outcome, string) {
		return func(rooms []string) (outpost.Outcome, string) {
			mu.Lock()
			defer mu.Unlock()
			dialed = append(dialed, rooms)
			return out, "picked up"
		}
	}
	now, go1 := context.WithCancel(t.Context()) // ends the waiting for other rooms
	type answer struct {
		out    outpost.Outcome
		detail string
	}
	answers := make(chan answer, 3)
	ring := func(ctx context.Context, room string) {
		out, detail := c.call(ctx, "point 138", room, dial(outpost.Answered))
		answers <- answer{out, detail}
	}
	waiting := func(n int) {
		t.Helper()
		for end := time.Now().Add(30 * time.Second); ; time.Sleep(time.Millisecond) {
			c.mu.Lock()
			r := c.live["point 138"]
			there := r != nil && len(r.names) == n
			c.mu.Unlock()
			if there {
				return
			}
			if time.Now().After(end) {
				t.Fatalf("%d rooms do not wait", n)
			}
		}
	}
	go ring(now, "第二考场")
	waiting(1)
	go ring(t.Context(), "第一考场")
	waiting(2)
	go ring(t.Context(), "第三考场")
	waiting(3)
	go1()
	together := 0
	for range 3 {
		a := <-answers
		if a.out != outpost.Answered || !strings.HasSuffix(a.detail, "picked up") {
			t.Errorf("%+v", a)
		}
		if strings.HasPrefix(a.detail, joined) {
			together++
		}
	}
	if len(dialed) != 1 || !slices.Equal(dialed[0], []string{"第一考场", "第三考场", "第二考场"}) || together != 2 {
		t.Fatalf("%d joined, dialed %v", together, dialed)
	}
	if out, detail := c.call(t.Context(), "point 138", "第四考场", dial(outpost.Answered)); out != outpost.Answered || !strings.HasPrefix(detail, joined) || len(dialed) != 1 {
		t.Errorf("a room that falls silent a little later: %s %s, dialed %v", out, detail, dialed)
	}
	over, stop := context.WithCancel(t.Context())
	stop()
	for _, room := range []string{"a", "b"} {
		c.call(over, "point 139", room, dial(outpost.Failed))
	}
	if len(dialed) != 3 {
		t.Errorf("who was not reached is not called again: %v", dialed)
	}
}
