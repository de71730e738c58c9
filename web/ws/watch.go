package ws

import (
	"errors"

	"github.com/gorilla/websocket"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/proctor/input"
)

// watched is what a connection knows of the judge of inputs. Owned by loop; serve reads it when loop has ended.
type watched struct {
	page    string // as the client said in hello
	nth     int
	sitting exam.SittingID // that the judge was told of
	no      int64          // the judge's number of this connection; 0: none
	moved   bool           // fenced because the person sits elsewhere
	left    string         // why the page before went, as the client said in hello
	beside  bool           // another page of the seat was there when this one called
}

// taken tells the judge that this connection took a sitting, once for each.
func (c *conn) taken() {
	c.came()
	if c.hub.cfg.Inputs == nil || c.sitting == "" || c.epoch == 0 || c.sitting == c.watch.sitting {
		return
	}
	c.unwatch()
	a := actor.From(c.ctx)
	c.watch.sitting = c.sitting
	c.watch.no = c.hub.cfg.Inputs.Opened(input.Hello{Place: input.Place{Sitting: c.sitting, Room: site.RoomID(a.Room), Seat: c.seat},
		Page: c.watch.page, Nth: c.watch.nth, Remote: a.Remote})
}

// unwatch tells the judge that this connection holds its sitting no more.
func (c *conn) unwatch() {
	if c.watch.no != 0 {
		c.hub.cfg.Inputs.Closed(c.watch.sitting, c.watch.no, c.alive.Load() && !c.watch.moved)
		c.watch.no = 0
	}
}

// heardOut looks how reading ended: a client that answers the close of a fenced connection with its code was alive when another one
// took the sitting. A page that leaves a connection by itself says another code (see PROTOCOL.md), and a dead one says nothing.
func (c *conn) heardOut(err error) {
	var bye *websocket.CloseError
	if c.ctx.Err() != nil && errors.As(err, &bye) && bye.Code == websocket.CloseNormalClosure && c.why != nil && c.why.Code() == exam.ErrFenced.Code() {
		c.alive.Store(true)
	}
}

// strange tells the judge of a token that is unknown or revoked.
func (c *conn) strange() {
	if c.hub.cfg.Inputs != nil {
		c.hub.cfg.Inputs.Refused(actor.From(c.ctx).Remote, "unknown")
	}
}
