package e2e_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"
)

// gateway takes text messages as a provider would.
type gateway struct {
	*httptest.Server
	mu    sync.Mutex
	texts map[string]int // phone and text → how often
}

func newGateway(t *testing.T) *gateway {
	t.Helper()
	g := &gateway{texts: map[string]int{}}
	g.Server = httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		var m map[string]string
		if json.NewDecoder(r.Body).Decode(&m) != nil || m["phone"] == "" || m["purpose"] != "NOTICE" || m["code"] != "" {
			t.Errorf("the gateway got %v", m)
		}
		g.mu.Lock()
		defer g.mu.Unlock()
		g.texts[m["phone"]+" "+m["text"]]++
	}))
	t.Cleanup(g.Close)
	return g
}

// took returns how many texts the gateway took that hold part, and how many of them came twice.
func (g *gateway) took(part string) (n, twice int) {
	g.mu.Lock()
	defer g.mu.Unlock()
	for text, times := range g.texts {
		if strings.Contains(text, part) {
			n += times
			twice += times - 1
		}
	}
	return n, twice
}

// What people are told by text message they are told once: also when the node is killed and every event comes again.
func TestEachTextIsSentOnce(t *testing.T) {
	engines(t, func(t *testing.T, p *place) {
		g := newGateway(t)
		set := p.settings.with(settings{"SMS_KIND": "http", "SMS_URL": g.URL})
		srv := serve(t, set)
		s := visit(t, srv.url, time.Now)
		c := s.register(0)
		b, _, _ := s.book(c, s.nextSlot(c, &s.rooms[0], 2*time.Hour))
		within(t, patience, "the booking is confirmed by text", func() bool { n, _ := g.took("已预约"); return n == 1 })
		post[none](s.as("counter"), "/api/staff/bookings/"+b.ID+"/cancel", form{"reason": "来电取消"})
		within(t, patience, "and cancelled by text", func() bool { n, _ := g.took("已由工作人员取消"); return n == 1 })

		// Only between the gateway's yes and our commit may a text repeat (exam/textnotice): the kill waits for the commit.
		db := p.db(t).SQL()
		var waiting int
		sent := func() bool {
			if err := db.QueryRow("SELECT COUNT(*) FROM text_notice WHERE state = 'WAITING'").Scan(&waiting); err != nil {
				t.Fatal(err)
			}
			return waiting == 0
		}
		within(t, patience, "what the gateway took is kept as sent", sent)
		srv.kill()
		if _, err := db.Exec("UPDATE outbox_event SET done_at = 0, next_at = 0"); err != nil {
			t.Fatal(err)
		}
		before, _ := g.took("")
		again := serve(t, set)
		within(t, 2*patience, "every event was delivered again", func() bool {
			var open int
			if err := db.QueryRow("SELECT COUNT(*) FROM outbox_event WHERE done_at = 0").Scan(&open); err != nil {
				t.Fatal(err)
			}
			return open == 0
		})
		within(t, 2*patience, "nothing waits to be sent", sent)
		if after, _ := g.took(""); after != before {
			t.Errorf("the gateway took %d texts before the replay and %d after it", before, after)
		}
		if said := srv.said() + again.said(); strings.Contains(said, "已预约") || strings.Contains(said, "NOTICE") {
			t.Error("the log holds a text")
		}
	})
}
