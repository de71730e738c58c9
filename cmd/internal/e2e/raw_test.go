package e2e_test

import (
	"encoding/json"
	"net/http"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"github.com/suikao/suikao/web/ws"
)

// raw is a socket that says whatever a test wants.
type raw struct {
	t     testing.TB
	ws    *websocket.Conn
	state ws.SeatState
}

// dial opens a socket as a seat and says hello.
func (s *site) dial(token string) *raw {
	s.t.Helper()
	c, _, err := websocket.DefaultDialer.Dial(s.ws(), nil)
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { _ = c.Close() })
	r := &raw{t: s.t, ws: c}
	r.say("hello", "hello", 0, ws.Hello{Token: token, Lang: "zh-CN"})
	var w ws.Welcome
	r.read("welcome", &w)
	r.state = w.State
	return r
}

func (r *raw) say(kind, id string, seq int64, body any) {
	r.t.Helper()
	b, err := json.Marshal(body)
	if err != nil {
		r.t.Fatal(err)
	}
	r.send(ws.Envelope{V: ws.Protocol, Type: kind, ID: id, Seq: seq, Body: b})
}

func (r *raw) send(e ws.Envelope) {
	r.t.Helper()
	b, err := json.Marshal(e)
	if err != nil {
		r.t.Fatal(err)
	}
	_ = r.ws.WriteMessage(websocket.TextMessage, b) // a closed socket shows when reading
}

// next returns the next frame; the zero envelope when the server has closed the socket.
func (r *raw) next() ws.Envelope {
	r.t.Helper()
	_ = r.ws.SetReadDeadline(time.Now().Add(patience))
	var e ws.Envelope
	_, b, err := r.ws.ReadMessage()
	if err != nil {
		return e
	}
	if err := json.Unmarshal(b, &e); err != nil {
		r.t.Fatalf("%v in %.200s", err, b)
	}
	return e
}

// read skips to the next frame of a kind and reads its body.
func (r *raw) read(kind string, into any) ws.Envelope {
	r.t.Helper()
	for {
		e := r.next()
		if e.Type == kind {
			if err := json.Unmarshal(e.Body, into); err != nil {
				r.t.Fatal(err)
			}
			return e
		}
		if e.Type == "" {
			r.t.Fatalf("the socket ended before %s", kind)
		}
	}
}

// begin takes the sitting as far as its paper.
func (r *raw) begin() {
	r.t.Helper()
	p := ws.Pledge{Sitting: r.state.Sitting, Nonce: "00112233445566778899aabbccddeeff"}
	for _, n := range r.state.Notices {
		p.Notices = append(p.Notices, ws.Confirmed{Kind: n.Kind, Version: n.Version})
	}
	for _, act := range []struct {
		kind string
		body any
	}{{"pledge", p}, {"practice_done", ws.PracticeDone{Sitting: r.state.Sitting}}, {"start", ws.Start{Sitting: r.state.Sitting}}} {
		r.say(act.kind, act.kind, 0, act.body)
		for {
			var c ws.StateChange
			if e := r.read("state", &c); e.ID == act.kind {
				r.state = c.State
				break
			}
		}
	}
	if r.state.Phase != "RUNNING" || r.state.Sheet == nil {
		r.t.Fatalf("began as far as %s", r.state.Phase)
	}
}

// verdict is the answer to one record: ack, or the code of a nack.
type verdict struct {
	Ack   *ws.Ack
	Code  string
	Retry bool
}

// answer sends one record and waits for its verdict.
func (r *raw) answer(seq int64, a ws.Answer) verdict {
	r.t.Helper()
	r.say("answer", "", seq, a)
	for {
		switch e := r.next(); {
		case e.Type == "":
			r.t.Fatal("the socket ended")
		case e.Type == "error":
			var b ws.Error
			_ = json.Unmarshal(e.Body, &b)
			return verdict{Code: b.Code}
		case e.Type == "ack" && e.Seq == seq:
			var a ws.Ack
			_ = json.Unmarshal(e.Body, &a)
			return verdict{Ack: &a}
		case e.Type == "nack" && e.Seq == seq:
			var n ws.Nack
			_ = json.Unmarshal(e.Body, &n)
			return verdict{Code: n.Code, Retry: n.Retry}
		}
	}
}

// end reads to the end of the connection and returns the last fatal code.
func (r *raw) end() string {
	r.t.Helper()
	code := ""
	for {
		e := r.next()
		if e.Type == "" {
			return code
		}
		var b ws.Error
		if e.Type == "error" && json.Unmarshal(e.Body, &b) == nil && b.Fatal {
			code = b.Code
		}
	}
}

// upgrade asks for a socket with an Origin and returns the status of the answer.
func (s *site) upgrade(origin string) int {
	s.t.Helper()
	c, resp, err := websocket.DefaultDialer.Dial(s.ws(), http.Header{"Origin": {origin}})
	if err == nil {
		_ = c.Close()
	}
	if resp == nil {
		s.t.Fatal(err)
	}
	return resp.StatusCode
}
