package app

import (
	"context"
	"slices"
	"sync"
	"time"

	"github.com/suikao/suikao/exam/outpost"
)

// When the rooms of an exam point fall silent together, whoever is on call is telephoned once: callGather is how long the first of them waits
// for the others, callSame how long after it began another room of the same point joins its call: last signs of life lie up to one beat of
// a waiting seat apart. [design]
const (
	callGather = 10 * time.Second
	callSame   = 2 * time.Minute
)

// callRounds makes one call of those that concern the same person at the same exam point. Its zero value waits for nobody. It is safe for
// concurrent use.
type callRounds struct {
	gather time.Duration
	mu     sync.Mutex
	live   map[string]*callRound
}

// joined stands before what came of a call that was made for another room of the same exam point, too.
const joined = "与同一考点的其他考场合并呼叫；"

type callRound struct {
	names  []string
	begun  time.Time
	dialed bool
	done   chan struct{}
	out    outpost.Outcome
	detail string
}

// call makes the call that whom is to get for a room, or joins one. It returns when the call is over, or ctx is.
func (c *callRounds) call(ctx context.Context, whom, room string, dial func(rooms []string) (outpost.Outcome, string)) (outpost.Outcome, string) {
	c.mu.Lock()
	r := c.live[whom]
	if r != nil && time.Since(r.begun) < callSame && !(r.dialed && r.out == outpost.Failed) {
		if !r.dialed {
			r.names = append(r.names, room)
		}
		c.mu.Unlock()
		select {
		case <-r.done:
			return r.out, joined + r.detail
		case <-ctx.Done():
			return outpost.Failed, ctx.Err().Error()
		}
	}
	r = &callRound{names: []string{room}, begun: time.Now(), done: make(chan struct{})}
	if c.live == nil {
		c.live = map[string]*callRound{}
	}
	c.live[whom] = r
	c.mu.Unlock()
	defer close(r.done)
	select {
	case <-time.After(c.gather):
	case <-ctx.Done(): // whoever is to be called is called
	}
	c.mu.Lock()
	r.dialed = true
	names := slices.Clone(r.names)
	c.mu.Unlock()
	slices.Sort(names)
	out, detail := dial(names)
	c.mu.Lock()
	defer c.mu.Unlock()
	r.out, r.detail = out, detail
	return out, detail
}
