package vision

import (
	"fmt"
	"slices"
	"time"
)

// Act is what a person is asked to do.
type Act string

// The acts, left and right from the person's own side. Blink asks to close both eyes for two seconds: a blink of a fifth of a second
// falls between two key frames.
const (
	TurnLeft  Act = "TURN_LEFT"
	TurnRight Act = "TURN_RIGHT"
	Blink     Act = "BLINK"
)

// Acts lists all.
func Acts() []Act { return []Act{TurnLeft, TurnRight, Blink} }

// Challenge asks the person at a seat to move in a way that neither a picture nor a recording can know before.
type Challenge struct {
	Act         Act
	From, Until time.Time
}

// by is the detector that judges a challenge.
func (c Challenge) by() Detector {
	if c.Act == Blink {
		return Blinked
	}
	return Challenged
}

// How challenges go. [design]
const (
	trialFor   = 10 * time.Second       // to follow
	trialGrace = 2 * time.Second        // for the way of the picture
	trialLooks = 4                      // looks with a face, or it says nothing
	trialBase  = 8                      // looks before it that say how the person holds the head
	trialAgain = 20 * time.Second       // before the second
	trialFast  = 500 * time.Millisecond // between two key frames while lids are watched
	lidsOpen   = 0.75                   // of the openness before: open again
	lidsClosed = 2                      // looks in a row with closed eyes, or the lids only passed by
)

// trial judges challenges: one that is not followed is asked once more, and only the second is told. One in which no face was seen
// says nothing.
type trial struct {
	now    Challenge // zero: none
	base   []float64 // yaw of the newest looks before
	lids   []float64 // openness of the eyes in them
	looks  int
	moved  float64 // the most, to the side that was asked for
	eyes   lidded
	failed int // in a row
	next   time.Time
}

// lidded follows the lids during a challenge.
type lidded struct {
	row    int     // looks with closed eyes
	least  float64 // openness of the most closed of the longest row, by that before
	closed bool    // long enough
	done   bool    // and open again
}

// under reports whether a challenge is under way.
func (t *trial) under(at time.Time) bool {
	return t.now.Act != "" && at.Before(t.now.Until.Add(trialGrace))
}

// ask begins one.
func (t *trial) ask(a Act, at time.Time) Challenge {
	t.now, t.looks, t.moved, t.eyes = Challenge{a, at, at.Add(trialFor)}, 0, 0, lidded{least: 1}
	return t.now
}

// due reports whether a second one is wanted.
func (t *trial) due(at time.Time) bool {
	return t.now.Act == "" && t.failed > 0 && !at.Before(t.next)
}

// followed reports whether what was asked for was seen.
func (t *trial) followed() bool {
	if t.now.Act == Blink {
		return t.eyes.done
	}
	return t.moved >= Challenged.Threshold
}

func (t *trial) see(s sight) []change {
	if s.looked && len(s.faces) > 0 {
		t.look(s.faces[0].Yaw(), s.lids, s.at)
	}
	if t.now.Act == "" || t.under(s.at) && !t.followed() {
		return nil
	}
	c, followed, enough := t.now, t.followed(), t.looks >= trialLooks
	t.now = Challenge{}
	switch {
	case followed:
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
	facts := map[string]string{"asked": string(c.Act), "times": "2", "looks": fmt.Sprint(t.looks)}
	score := t.moved
	if c.Act == Blink {
		score = t.eyes.least
		facts["lids"] = fmt.Sprintf("%.2f", score)
	} else {
		facts["moved"] = fmt.Sprintf("%.2f", score)
	}
	return []change{{by: c.by(), kind: c.by().Kind, key: fmt.Sprint(c.From.UnixMilli()), at: c.From, until: c.Until, score: score, facts: facts}}
}

func (t *trial) look(yaw, lids float64, at time.Time) {
	if t.now.Act == "" {
		t.base, t.lids = newest(t.base, yaw), newest(t.lids, lids)
		return
	}
	t.looks++
	if t.now.Act == Blink {
		t.eyes.look(lids, middle(t.lids))
		return
	}
	side := 1.0 // the person's left is the picture's right
	if t.now.Act == TurnRight {
		side = -1
	}
	t.moved = max(t.moved, (yaw-middle(t.base))*side)
}

// look takes the openness of the eyes now and before the challenge.
func (l *lidded) look(now, before float64) {
	if before <= 0 {
		return
	}
	share := now / before
	switch {
	case share < Blinked.Threshold:
		l.row++
		l.least = min(l.least, share)
		l.closed = l.closed || l.row >= lidsClosed
	case l.closed && share >= lidsOpen:
		l.done = true
	default:
		l.row = 0
	}
}

// newest keeps the newest looks.
func newest(all []float64, v float64) []float64 {
	if all = append(all, v); len(all) > trialBase {
		all = slices.Delete(all, 0, 1)
	}
	return all
}

// middle is the median; 0 of none.
func middle(all []float64) float64 {
	if n := len(all); n > 0 {
		return slices.Sorted(slices.Values(all))[n/2]
	}
	return 0
}
