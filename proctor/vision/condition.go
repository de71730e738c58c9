package vision

import "time"

// condition says when something has lasted long enough to be told, and when it is over. One look never decides: a sneeze, a hand
// before the lens, a person who bends down raise nothing.
type condition struct {
	need    int           // looks in a row that show it
	lasting time.Duration // from the first of them to the last
	calm    int           // looks in a row that do not, after which it is over

	since, last time.Time
	seen, good  int
	up          bool
}

// staleAfter is how far apart two looks may stand and still be looks in a row.
const staleAfter = 30 * time.Second

// see takes one look and reports whether it is to be told now, or over now.
func (c *condition) see(bad bool, at time.Time) (raised, over bool) {
	if at.Sub(c.last) > staleAfter && !c.up {
		c.seen = 0
	}
	c.last = at
	if bad {
		if c.good = 0; c.up {
			return false, false
		}
		if c.seen == 0 {
			c.since = at
		}
		if c.seen++; c.seen >= c.need && at.Sub(c.since) >= c.lasting {
			c.up = true
			return true, false
		}
		return false, false
	}
	if !c.up {
		c.seen = 0
		return false, false
	}
	if c.good++; c.good >= c.calm {
		c.again()
		return false, true
	}
	return false, false
}

// open reports whether looks have begun to speak against what is held: time to look more often.
func (c *condition) open() bool { return !c.up && c.seen > 0 || c.up && c.good > 0 }

// again forgets what was seen.
func (c *condition) again() { c.up, c.seen, c.good = false, 0, 0 }
