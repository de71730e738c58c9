package ws_test

import (
	"encoding/json"
	"slices"
	"sync"
	"testing"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/examtest"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/proctor/claims"
	"github.com/suikao/suikao/web/ws"
)

// told notes what pages said they see.
type told struct {
	mu    sync.Mutex
	at    []claims.Place
	said  []claims.Claim
	hints int
}

func (n *told) Told(p claims.Place, c claims.Claim) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.at, n.said = append(n.at, p), append(n.said, c)
}

func (n *told) seen(site.SeatID, exam.SittingID) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.hints++
}

func TestWhatAPageSeesIsPassedOnForItsOwnSittingAlone(t *testing.T) {
	n := &told{}
	onSQLite(t, func(c *ws.Config) { c.Claims, c.Seen = n, n.seen }, func(t *testing.T, p *place) {
		one, other := p.Seat(), p.Seat()
		p.Admit(one)
		p.Admit(other)
		a, b := p.raw(t, one), p.raw(t, other)
		sitting := func(r *raw) string {
			var e ws.Envelope
			if err := json.Unmarshal([]byte(r.seen[0]), &e); err != nil {
				t.Fatal(err)
			}
			return body[ws.Welcome](t, e).State.Sitting
		}
		say := func(s ws.Seeing) {
			a.say("seeing", 0, s)
			a.say("ping", 0, ws.Ping{})
			if e := a.next(); e.Type != "pong" {
				t.Fatalf("%+v was answered by %+v", s, e)
			}
		}
		say(ws.Seeing{Sitting: sitting(a), Faces: 1, Phone: 62, Like: 91})
		say(ws.Seeing{Sitting: sitting(b), Faces: 1, Phone: 99}) // of somebody else: nobody's word
		say(ws.Seeing{Sitting: sitting(a), Faces: 1, Book: 40, Like: 59})
		say(ws.Seeing{Sitting: sitting(a), Faces: 2})
		if want := []claims.Claim{{Phone: 0.62, Like: 0.91}, {Book: 0.4, Like: 0.59}, {}}; !slices.Equal(n.said, want) {
			t.Errorf("%+v", n.said)
		}
		for _, at := range n.at {
			if at != (claims.Place{Room: examtest.Room, Seat: one, Sitting: exam.SittingID(sitting(a))}) {
				t.Errorf("told of %+v", at)
			}
		}
		if n.hints != 2 { // another person, two faces
			t.Errorf("the server was made to look %d times", n.hints)
		}
		for _, wrong := range []ws.Seeing{{Phone: 101}, {Book: -1}, {Like: 1000}} {
			wrong.Sitting = sitting(b)
			b.say("seeing", 0, wrong)
			if e := b.next(); e.Type != "error" {
				t.Errorf("%+v was answered by %+v", wrong, e)
			}
		}
	})
}
