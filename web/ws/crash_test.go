package ws_test

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/web/ws"
)

// crashes keeps of which seats a hub told that their page came back without a word.
type crashes struct {
	mu   sync.Mutex
	told []site.SeatID
}

func (c *crashes) crashed(_ site.RoomID, seat site.SeatID, _ exam.SittingID) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.told = append(c.told, seat)
}

func (c *crashes) count() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.told)
}

// visit is a page that calls at a seat.
func visit(t *testing.T, p *place, seat site.SeatID, page, left string, nth int) *websocket.Conn {
	t.Helper()
	c, resp, err := websocket.DefaultDialer.Dial(p.url, nil)
	if err != nil {
		t.Fatal(err)
	}
	_ = resp.Body.Close()
	hello := fmt.Sprintf(`{"v":1,"type":"hello","id":"h","body":{"token":"seat:%s","page":%q,"nth":%d,"left":%q}}`, seat, page, nth, left)
	if err := c.WriteMessage(websocket.TextMessage, []byte(hello)); err != nil {
		t.Fatal(err)
	}
	if _, _, err := c.ReadMessage(); err != nil {
		t.Fatal(err)
	}
	return c
}

// A page that comes in place of one that went without a word while the paper was open is told of; a reload, a new connection of the same
// page, a second window, the next person and a seat before its paper was opened are not.
func TestATerminalThatRestartedIsToldOf(t *testing.T) {
	told := &crashes{}
	onSQLite(t, func(c *ws.Config) { c.Crashed = told.crashed }, func(t *testing.T, p *place) {
		gone := func(c *websocket.Conn) {
			t.Helper()
			_ = c.UnderlyingConn().Close()
			for end := time.Now().Add(10 * time.Second); p.hub.Count() > 0; time.Sleep(5 * time.Millisecond) {
				if time.Now().After(end) {
					t.Fatal("the connection stays")
				}
			}
		}
		want := func(n int, what string) {
			t.Helper()
			if got := told.count(); got != n {
				t.Fatalf("%s: told %d times, want %d", what, got, n)
			}
		}
		seat := p.Seat()
		p.Admit(seat)
		gone(visit(t, p, seat, "before", "", 1))
		gone(visit(t, p, seat, "before the paper", "", 1))
		want(0, "the paper is not open yet")
		seat = p.Sit().Begin().Seat
		gone(visit(t, p, seat, "one", "RELOAD", 1))
		gone(visit(t, p, seat, "one", "", 2))
		want(0, "the same page, again")
		gone(visit(t, p, seat, "two", "RELOAD", 1))
		want(0, "reloaded")
		three := visit(t, p, seat, "three", "", 1)
		want(1, "the terminal restarted")
		four := visit(t, p, seat, "four", "", 1) // beside it: a second window, which the judge of inputs tells of
		want(1, "a second window")
		_ = three.Close()
		gone(four)
		gone(visit(t, p, seat, "five", "", 1))
		want(2, "and again")
	})
}

// Nodes tell each other which page took a seat: one that died at another node is missed here, and one that was reloaded there is no news.
func TestATerminalThatComesBackAtAnotherNode(t *testing.T) {
	told := &crashes{}
	var took sync.Map
	onSQLite(t, func(c *ws.Config) {
		c.Crashed = told.crashed
		c.Took = func(seat site.SeatID, sitting exam.SittingID, page string) {
			took.Store(page, string(seat)+" "+string(sitting))
		}
	}, func(t *testing.T, p *place) {
		sit := p.Sit().Begin()
		id := sit.Page.Sitting.ID
		p.hub.Elsewhere(sit.Seat, id, "one")
		one := visit(t, p, sit.Seat, "one", "", 2)
		if told.count() != 0 {
			t.Error("the same page, which came here by another way, is taken for another")
		}
		_ = one.Close()
		p.hub.Elsewhere(sit.Seat, id, "two") // reloaded, and its goodbye was heard there
		two := visit(t, p, sit.Seat, "two", "", 2)
		if told.count() != 0 {
			t.Error("a page that was reloaded at another node is taken for a crash")
		}
		_ = two.Close()
		p.hub.Elsewhere(sit.Seat, id, "three")
		for end := time.Now().Add(30 * time.Second); p.hub.Count() > 0; time.Sleep(5 * time.Millisecond) {
			if time.Now().After(end) {
				t.Fatal("the connection stays")
			}
		}
		_ = visit(t, p, sit.Seat, "four", "", 1)
		if told.count() != 1 {
			t.Errorf("a terminal that died at another node: told %d times", told.count())
		}
		if v, _ := took.Load("four"); v != string(sit.Seat)+" "+string(id) {
			t.Errorf("the other nodes were told %v", v)
		}
	})
}
