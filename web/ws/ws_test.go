package ws_test

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/examtest"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
	"github.com/suikao/suikao/web/ws"
	"github.com/suikao/suikao/web/ws/wsclient"
)

// place is a house with a hub and an HTTP server before it. A device's token is "seat:" and the seat's id.
type place struct {
	*examtest.House
	hub *ws.Hub
	srv *httptest.Server
	url string
}

var errUnknown = fault.Define("test.unknown", fault.Unauthenticated, "", "")

func device(_ context.Context, token string) (actor.Actor, error) {
	seat, ok := strings.CutPrefix(token, "seat:")
	if token == "gate" {
		return actor.Actor{Kind: actor.Device, ID: "gate", Room: string(examtest.Room)}, nil
	}
	if !ok {
		return actor.Actor{}, errUnknown
	}
	return actor.Actor{Kind: actor.Device, ID: "device", Name: "seat", Room: string(examtest.Room), Seat: seat}, nil
}

func open(t *testing.T, h *examtest.House, tune func(*ws.Config)) *place {
	t.Helper()
	cfg := ws.Config{Sittings: h.Service, Device: device, Clock: h.Clock.Now, Log: slog.New(slog.DiscardHandler)}
	if tune != nil {
		tune(&cfg)
	}
	p := &place{House: h, hub: ws.NewHub(cfg)}
	h.Service.OnChange(p.hub.Poke)
	p.srv = httptest.NewServer(p.hub)
	p.url = "ws" + strings.TrimPrefix(p.srv.URL, "http")
	t.Cleanup(func() {
		p.hub.Close()
		p.srv.Close()
		if n := p.hub.Count(); n != 0 {
			t.Errorf("%d connections are left", n)
		}
	})
	return p
}

// onSQLite and onBoth run a test in a place with default limits.
func onSQLite(t *testing.T, tune func(*ws.Config), test func(t *testing.T, p *place)) {
	t.Helper()
	db := testenv.Open(t, testenv.Migrated(t, sqldb.SQLite))
	test(t, open(t, examtest.NewHouse(t, db, examtest.DefaultMix), tune))
}

func onBoth(t *testing.T, tune func(*ws.Config), test func(t *testing.T, p *place)) {
	t.Helper()
	testenv.Engines(t, func(t *testing.T, db func(testing.TB) *sqldb.DB) {
		test(t, open(t, examtest.NewHouse(t, db(t), examtest.DefaultMix), tune))
	})
}

func soon(t *testing.T) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	t.Cleanup(cancel)
	return ctx
}

// robot is a kept connection at a seat.
func (p *place) robot(t *testing.T, seat site.SeatID, change func(*wsclient.Options)) *wsclient.Robot {
	t.Helper()
	o := wsclient.Options{URL: p.url, Token: "seat:" + string(seat), Resend: 300 * time.Millisecond, Backoff: 5 * time.Millisecond}
	if change != nil {
		change(&o)
	}
	r := wsclient.New(o)
	ctx, cancel := context.WithCancel(context.Background())
	var wg sync.WaitGroup
	wg.Go(func() { r.Keep(ctx) })
	t.Cleanup(func() { cancel(); wg.Wait() })
	return r
}

// check compares everything the robots were told with what is stored.
func (p *place) check(t *testing.T, robots ...*wsclient.Robot) {
	t.Helper()
	for _, r := range robots {
		var acks []examtest.Ack
		id := exam.SittingID(r.State().Sitting)
		for _, a := range r.Acks() {
			acks = append(acks, examtest.Ack{Sitting: exam.SittingID(a.Sitting), Seq: a.Seq, Kind: exam.EntryKind(a.Kind), Question: a.Question,
				Answer: a.Answer, At: time.UnixMilli(a.At), Proof: a.Proof})
			id = exam.SittingID(a.Sitting)
		}
		for _, wrong := range p.CheckSitting(id, acks) {
			t.Errorf("sitting %s: %s", id, wrong)
		}
	}
}

// raw is a client that keeps every byte.
type raw struct {
	t    *testing.T
	c    *websocket.Conn
	seen []string
}

func (p *place) raw(t *testing.T, seat site.SeatID) *raw {
	t.Helper()
	r := p.dial(t)
	r.say("hello", 0, ws.Hello{Token: "seat:" + string(seat)})
	if e := r.next(); e.Type != "welcome" {
		t.Fatalf("hello was answered by %+v", e)
	}
	return r
}

func (p *place) dial(t *testing.T) *raw {
	t.Helper()
	c, _, err := websocket.DefaultDialer.Dial(p.url, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	return &raw{t: t, c: c}
}

func (r *raw) say(kind string, seq int64, body any) {
	r.t.Helper()
	b, _ := json.Marshal(body)
	b, _ = json.Marshal(ws.Envelope{V: 1, Type: kind, ID: "q", Seq: seq, Body: b})
	r.text(string(b))
}

func (r *raw) text(s string) {
	r.t.Helper()
	if err := r.c.WriteMessage(websocket.TextMessage, []byte(s)); err != nil {
		r.t.Fatal(err)
	}
}

func (r *raw) next() ws.Envelope {
	r.t.Helper()
	var e ws.Envelope
	_ = r.c.SetReadDeadline(time.Now().Add(10 * time.Second))
	_, b, err := r.c.ReadMessage()
	if err != nil {
		r.t.Fatalf("after %d frames: %v", len(r.seen), err)
	}
	r.seen = append(r.seen, string(b))
	if err := json.Unmarshal(b, &e); err != nil {
		r.t.Fatal(err)
	}
	return e
}

// until reads to the end of the connection and returns the last error code and the close code.
func (r *raw) end() (code string, closed int) {
	r.t.Helper()
	_ = r.c.SetReadDeadline(time.Now().Add(10 * time.Second))
	for {
		_, b, err := r.c.ReadMessage()
		if err != nil {
			ce, ok := err.(*websocket.CloseError)
			if !ok {
				r.t.Fatalf("no close frame: %v", err)
			}
			if code != ce.Text && ce.Text != "sitting.fenced" {
				r.t.Errorf("error says %q, the close frame %q", code, ce.Text)
			}
			return ce.Text, ce.Code
		}
		var e ws.Envelope
		var body ws.Error
		if json.Unmarshal(b, &e) == nil && e.Type == "error" && json.Unmarshal(e.Body, &body) == nil && body.Fatal {
			code = body.Code
		}
	}
}

func body[T any](t *testing.T, e ws.Envelope) T {
	t.Helper()
	var v T
	if err := json.Unmarshal(e.Body, &v); err != nil {
		t.Fatal(err)
	}
	return v
}
