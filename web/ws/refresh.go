package ws

import (
	"errors"

	"github.com/suikao/suikao/exam"
)

// refresh compares what the seat shows with what is, after a poke.
func (c *conn) refresh() {
	if c.sitting == "" {
		c.arrive()
		return
	}
	if c.current() { // most pokes are the echo of the client's own act
		return
	}
	if head, err := c.hub.cfg.Sittings.Pulse(c.ctx, c.sitting); err == nil && head.Gate == exam.GateAway {
		c.end(exam.ErrAway) // another server goes on with it: the page is to connect again
		return
	}
	sn, err := c.hub.cfg.Sittings.Peek(c.ctx, c.sitting, c.lang)
	if err != nil {
		if c.ctx.Err() == nil { // the connection did not just end
			c.hub.cfg.Log.Error("ws: refresh", "seat", c.seat, "err", err)
		}
		return // the pulse tries again
	}
	switch {
	case sn.Sitting.ID == c.sitting && sn.Epoch == 0: // ended here; shown a while longer
		c.push(sn)
	case sn.Sitting.ID == c.sitting && c.epoch != 0 && sn.Epoch != c.epoch:
		c.fence(false)
	case sn.Sitting.ID == c.sitting:
		c.push(sn)
	case c.epoch != 0 && !c.ended():
		c.fence(true) // the person sits elsewhere now
	case sn.Idle:
		c.push(sn)
	default:
		c.arrive() // the next person
	}
}

// current reports whether the client was shown the newest state and still holds the sitting.
func (c *conn) current() bool {
	if c.epoch == 0 {
		return false
	}
	g, err := c.hub.cfg.Sittings.Glance(c.ctx)
	return err == nil && g == exam.Glance{Sitting: c.sitting, Version: c.version, Epoch: c.epoch}
}

// ended reports whether the sitting this connection holds is no longer live.
func (c *conn) ended() bool {
	head, err := c.hub.cfg.Sittings.Pulse(c.ctx, c.sitting)
	return err == nil && head.Gate == exam.GateClosed
}

// arrive takes the sitting of a person who may have been admitted to this seat.
func (c *conn) arrive() {
	sn, err := c.hub.cfg.Sittings.Connect(c.ctx, c.lang)
	if errors.Is(err, exam.ErrAway) {
		c.end(exam.ErrAway)
		return
	}
	if err != nil {
		c.refuse("", err)
		return
	}
	c.push(sn)
	c.taken()
}

// push sends the state when it is another one than the client was shown.
func (c *conn) push(sn exam.Snapshot) {
	if sn.Sitting.ID == c.sitting && sn.Sitting.Version == c.version {
		return
	}
	held := c.epoch
	same := sn.Sitting.ID == c.sitting
	c.note(sn)
	if same && c.epoch == 0 { // ended: what is sent again is still answered with what is stored
		c.epoch = held
	}
	c.send("state", "", 0, StateChange{Why: "CHANGED", State: StateOf(sn)})
}

// pulse looks from time to time whether a poke was missed (another node, Redis away): one small row for a seat that is
// in use.
func (c *conn) pulse() {
	if c.sitting == "" || c.epoch == 0 || c.head.Gate == exam.GateClosed {
		c.refresh()
		return
	}
	head, err := c.hub.cfg.Sittings.Pulse(c.ctx, c.sitting)
	if err != nil {
		return
	}
	if head.Epoch != c.epoch || head.Gate != c.head.Gate || !head.Deadline.Equal(c.head.Deadline) {
		c.refresh()
	}
}
