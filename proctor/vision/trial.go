package vision

import (
	"fmt"
	"slices"
	"time"
)

// Act is what a person is asked to do.
type Act string

// The acts, from the person's own side. Blinking is not asked for: it would need a third model.
const (
	TurnLeft  Act = "TURN_LEFT"
	TurnRight Act = "TURN_RIGHT"
)

// Challenge asks the person at a seat to move in a way that neither a picture nor a recording can know before.
type Challenge struct {
	Act         Act
	From, Until time.Time
}

// How challenges go. [design]
const (
	trialFor   = 10 * time.Second // to follow
	trialGrace = 2 * time.Second  // for the way of the picture
	trialLooks = 4                // looks with a face, or it says nothing
	trialBase  = 8                // looks before it that say how the person holds the head
	trialAgain = 20 * time.Second // before the second
)

// trial judges challenges: one that is not followed is asked once more, and only the second is told. One in which no face was seen
// says nothing.
type trial struct {
	now    Challenge // zero: none
	base   []float64 // yaw of the newest looks before
	looks  int
	moved  float64 // the most, to the side that was asked for
	failed int     // in a row
	next   time.Time
}

// under reports whether a challenge is under way.
func (t *trial) under(at time.Time) bool {
	return t.now.Act != "" && at.Before(t.now.Until.Add(trialGrace))
}

// ask begins one.
func (t *trial) ask(a Act, at time.Time) Challenge {
	t.now, t.looks, t.moved = Challenge{a, at, at.Add(trialFor)}, 0, 0
	return t.now
}

// due reports whether a second one is wanted.
func (t *trial) due(at time.Time) bool {
	return t.now.Act == "" && t.failed > 0 && !at.Before(t.next)
}

func (t *trial) see(s sight) []change {
	if s.looked && len(s.faces) > 0 {
		t.look(s.faces[0].Yaw(), s.at)
	}
	if t.now.Act == "" || t.under(s.at) && t.moved < Challenged.Threshold {
		return nil
	}
	c, enough := t.now, t.looks >= trialLooks
	t.now = Challenge{}
	switch {
	case t.moved >= Challenged.Threshold:
		t.failed = 0
		return nil
	case !enough:
		return nil
	}
	if t.failed++; t.failed < 2 {
		t.next = s.at.Add(trialAgain)
		return nil
	}
	t.failed = 0
	return []change{{by: Challenged, kind: Challenged.Kind, key: fmt.Sprint(c.From.UnixMilli()), at: c.From, until: c.Until, score: t.moved,
		facts: map[string]string{"asked": string(c.Act), "times": "2", "moved": fmt.Sprintf("%.2f", t.moved), "looks": fmt.Sprint(t.looks)}}}
}

func (t *trial) look(yaw float64, at time.Time) {
	if t.now.Act == "" {
		if t.base = append(t.base, yaw); len(t.base) > trialBase {
			t.base = slices.Delete(t.base, 0, 1)
		}
		return
	}
	t.looks++
	base := 0.0
	if n := len(t.base); n > 0 {
		base = slices.Sorted(slices.Values(t.base))[n/2]
	}
	side := 1.0 // the person's left is the picture's right
	if t.now.Act == TurnRight {
		side = -1
	}
	t.moved = max(t.moved, (yaw-base)*side)
}
