package ws_test

import (
	"context"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/web/ws"
)

type loss struct {
	sitting exam.SittingID
	epoch   int64
	heard   time.Time
}

// losses keeps what a hub tells of connections that broke off.
type losses struct {
	mu   sync.Mutex
	told []loss
}

func (l *losses) lost(_ context.Context, id exam.SittingID, epoch int64, heard time.Time) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.told = append(l.told, loss{id, epoch, heard})
	return nil
}

func (l *losses) all() []loss {
	l.mu.Lock()
	defer l.mu.Unlock()
	return append([]loss(nil), l.told...)
}

// hello connects at a seat.
func hello(t *testing.T, p *place, seat site.SeatID) *websocket.Conn {
	t.Helper()
	c, resp, err := websocket.DefaultDialer.Dial(p.url, nil)
	if err != nil {
		t.Fatal(err)
	}
	_ = resp.Body.Close()
	if err := c.WriteMessage(websocket.TextMessage, []byte(`{"v":1,"type":"hello","id":"h","body":{"token":"seat:`+string(seat)+`"}}`)); err != nil {
		t.Fatal(err)
	}
	if _, _, err := c.ReadMessage(); err != nil {
		t.Fatal(err)
	}
	return c
}

// A cable that is pulled, or a computer without power, is told of with the last sign of life. A page that is closed, a newer
// page, an empty seat and a server that ends are not.
func TestABrokenConnectionIsToldOf(t *testing.T) {
	l := &losses{}
	onSQLite(t, func(c *ws.Config) { c.Lost = l.lost }, func(t *testing.T, p *place) {
		gone := func() {
			t.Helper()
			for end := time.Now().Add(10 * time.Second); p.hub.Count() > 0; time.Sleep(5 * time.Millisecond) {
				if time.Now().After(end) {
					t.Fatal("the connection stays")
				}
			}
		}
		nobody := hello(t, p, p.Seat())
		_ = nobody.UnderlyingConn().Close()
		gone()
		seat := p.Seat()
		p.Admit(seat)
		polite := hello(t, p, seat)
		_ = polite.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(websocket.CloseGoingAway, ""), time.Now().Add(time.Second))
		_ = polite.Close()
		gone()
		older := hello(t, p, seat)
		newer := hello(t, p, seat) // at once: the older one was heard just now
		for {
			if _, _, err := older.ReadMessage(); err != nil {
				break
			}
		}
		if n := len(l.all()); n != 0 {
			t.Fatalf("%d losses that are none: %+v", n, l.all())
		}
		heard := p.Clock.Now()
		p.Clock.Advance(40 * time.Second)
		_ = newer.UnderlyingConn().Close()
		gone()
		told := l.all()
		if len(told) != 1 || told[0].sitting == "" || told[0].epoch != 3 || told[0].heard.UnixMilli() != heard.UnixMilli() {
			t.Fatalf("%+v, heard at %v", told, heard)
		}
		silent := hello(t, p, seat)
		p.Clock.Advance(40 * time.Second) // the computer is off; it comes back before its old connection is given up
		back := hello(t, p, seat)
		for end := time.Now().Add(5 * time.Second); len(l.all()) < 2 && time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		}
		if told = l.all(); len(told) != 2 || told[1].epoch != 4 {
			t.Fatalf("%+v", told)
		}
		p.hub.Close()
		_, _ = back.Close(), silent.Close() // the second never read a word
		if n := len(l.all()); n != 2 {
			t.Errorf("the end of the server is told of as a loss: %+v", l.all())
		}
	})
}

// failing is a service whose database is away at times.
type failing struct {
	*exam.Service
	away atomic.Bool
}

func (f *failing) Connect(ctx context.Context, lang string) (exam.Snapshot, error) {
	if f.away.Load() {
		return exam.Snapshot{}, sqldb.ErrUnavailable
	}
	return f.Service.Connect(ctx, lang)
}

// A seat that comes back while the database is away is not told that nobody sits there: it would drop what it holds.
func TestASeatIsNotEmptyBecauseTheDatabaseIsAway(t *testing.T) {
	var svc *failing
	onSQLite(t, func(c *ws.Config) { svc = &failing{Service: c.Sittings.(*exam.Service)}; c.Sittings = svc }, func(t *testing.T, p *place) {
		seat := p.Seat()
		p.Admit(seat)
		r := p.robot(t, seat, nil)
		state, err := r.Begin(soon(t))
		if err != nil {
			t.Fatal(err)
		}
		svc.away.Store(true)
		r.Disconnect()
		r.Post("ANSWER", 1, "A")
		if e := p.dial(t); true {
			e.say("hello", 0, ws.Hello{Token: "seat:" + string(seat)})
			if got := e.next(); got.Type != "error" || !strings.Contains(string(got.Body), `"fatal":true`) || !strings.Contains(string(got.Body), "database.unavailable") {
				t.Errorf("hello was answered by %s %s", got.Type, got.Body)
			}
		}
		for range 20 {
			time.Sleep(10 * time.Millisecond)
			if now := r.State(); now.Idle || now.Sitting != state.Sitting {
				t.Fatalf("the seat was told: idle %t, sitting %q", now.Idle, now.Sitting)
			}
		}
		svc.away.Store(false)
		if err := r.Settle(soon(t), 1); err != nil {
			t.Error(err)
		}
		p.check(t, r)
	})
}
