package outpost_test

import (
	"testing"
	"time"

	"github.com/suikao/suikao/internal/actor"
)

// The program asks a node for a sitting only where it heard the node all the time since: what the uplink's loss does to a room is the room's
// rule, not a reason to take everything out of the node's hands when it is back.
func TestTheProgramAsksBackOnlyWhatItHeardOf(t *testing.T) {
	engines(t, func(t *testing.T, c *centre) {
		r, n, _ := begun(t, c)
		ctx, id := actor.AsSystem(t.Context(), "camera.watch"), r.Page.Sitting.ID
		ask := func(since time.Time) bool {
			t.Helper()
			held, err := c.AskBack(ctx, id, "CAMERA", since)
			if err != nil || !held {
				t.Fatalf("%v %v", held, err)
			}
			h, err := c.store.Hold(ctx, id)
			if err != nil {
				t.Fatal(err)
			}
			return !h.RecallAt.IsZero()
		}
		if held, err := c.AskBack(ctx, "01AAAAAAAAAAAAAAAAAAAAAAAA", "CAMERA", c.Clock.Now()); held || err != nil {
			t.Errorf("a sitting that no node holds: %v %v", held, err)
		}
		lost := c.Clock.Now()
		c.Clock.Advance(time.Minute) // the uplink is cut
		if err := c.WatchOnce(ctx); err != nil {
			t.Fatal(err)
		}
		if ask(lost) {
			t.Error("asked of a node that is not heard")
		}
		n.sync(t, r.Seat)
		if ask(lost) {
			t.Error("asked because of what was lost with the uplink")
		}
		c.Clock.Advance(time.Second)
		n.sync(t, r.Seat)
		c.Clock.Advance(time.Second)
		if !ask(c.Clock.Now()) {
			t.Fatal("not asked although the node was heard all the time")
		}
		n.sync(t, r.Seat)
		n.sync(t, r.Seat)
		if held, err := c.AskBack(ctx, id, "CAMERA", lost); held || err != nil {
			t.Errorf("it is back: %v %v", held, err)
		}
	})
}
