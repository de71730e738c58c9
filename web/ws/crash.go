package ws

import (
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
)

// lastPage is the page that took a seat's sitting last.
type lastPage struct {
	sitting exam.SittingID
	page    string
}

// calls notes which page calls, and whether another one of the seat is there beside it. Called before the sitting is taken, which ends
// the others.
func (c *conn) calls(page, left string) {
	c.watch.left = left
	c.named.Store(&page)
	now := c.hub.cfg.Clock()
	c.hub.mu.Lock()
	defer c.hub.mu.Unlock()
	for other := range c.hub.seats[c.seat] {
		quiet := now.Sub(time.UnixMilli(other.heard.Load())) // a computer without power says nothing, and its connection stays for a while
		if name := other.named.Load(); other != c && name != nil && *name != page && quiet <= c.hub.cfg.PingEvery {
			c.watch.beside = true
		}
	}
}

// came notes which page took the seat's sitting, and tells of one that came in place of another which went without a word while the paper
// was open: the terminal or its browser died. A page that was reloaded says so; beside one that still lives it is a second window.
func (c *conn) came() {
	h := c.hub
	if h.cfg.Crashed == nil || c.watch.page == "" || c.sitting == "" || c.epoch == 0 {
		return
	}
	was := h.took(c.seat, lastPage{c.sitting, c.watch.page})
	if h.cfg.Took != nil {
		h.cfg.Took(c.seat, c.sitting, c.watch.page)
	}
	open := c.head.Gate == exam.GateOpen || c.head.Gate == exam.GatePart || c.head.Gate == exam.GateHeld
	if was.sitting == c.sitting && was.page != c.watch.page && c.watch.left == "" && !c.watch.beside && open {
		h.cfg.Crashed(site.RoomID(actor.From(c.ctx).Room), c.seat, c.sitting)
	}
}

func (h *Hub) took(seat site.SeatID, p lastPage) (was lastPage) {
	h.mu.Lock()
	defer h.mu.Unlock()
	was = h.pages[seat]
	h.pages[seat] = p
	return was
}

// Elsewhere notes the page that took a seat's sitting at another node, as that one's Config.Took told. It never blocks.
func (h *Hub) Elsewhere(seat site.SeatID, sitting exam.SittingID, page string) {
	h.took(seat, lastPage{sitting, page})
}
