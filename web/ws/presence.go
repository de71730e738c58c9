package ws

import (
	"errors"
	"net"

	"github.com/suikao/suikao/exam/site"
)

// Presence hears of every sign of life of a terminal, and of one that says goodbye. It returns at once.
type Presence interface {
	Heard(room site.RoomID, terminal string) (wasSilent bool)
	Left(room site.RoomID, terminal string)
}

// present tells of a sign of life.
func (c *conn) present() {
	if p, a := c.hub.cfg.Presence, c.me.Load(); p != nil && a != nil {
		p.Heard(site.RoomID(a.Room), a.ID)
	}
}

// parted tells why reading ended. A page that ends, and a machine that goes down in order, close their socket; one without power or
// network says nothing.
func (c *conn) parted(why error) {
	var late net.Error
	if p, a := c.hub.cfg.Presence, c.me.Load(); p != nil && a != nil && !(errors.As(why, &late) && late.Timeout()) {
		p.Left(site.RoomID(a.Room), a.ID)
	}
}
