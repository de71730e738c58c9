package ws_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/web/ws"
	"github.com/suikao/suikao/web/ws/wsclient"
)

// begun is a raw connection whose sitting runs.
func (p *place) begun(t *testing.T) (*raw, ws.SeatState) {
	t.Helper()
	seat := p.Seat()
	p.Admit(seat)
	r := p.raw(t, seat)
	s := body[ws.Welcome](t, last(r)).State
	pledge := ws.Pledge{Sitting: s.Sitting, Nonce: strings.Repeat("ab", 16)}
	for _, n := range s.Notices {
		pledge.Notices = append(pledge.Notices, ws.Confirmed{Kind: n.Kind, Version: n.Version})
	}
	for _, m := range []struct {
		kind string
		body any
	}{{"pledge", pledge}, {"practice_done", ws.PracticeDone{Sitting: s.Sitting}}, {"start", ws.Start{Sitting: s.Sitting}}} {
		r.say(m.kind, 0, m.body)
		e := r.next()
		if e.Type != "state" {
			t.Fatalf("%s was answered by %s %s", m.kind, e.Type, e.Body)
		}
		s = body[ws.StateChange](t, e).State
	}
	return r, s
}

func last(r *raw) ws.Envelope {
	var e ws.Envelope
	_ = json.Unmarshal([]byte(r.seen[len(r.seen)-1]), &e)
	return e
}

func (p *place) untouched(t *testing.T, s ws.SeatState, do func()) {
	t.Helper()
	before, err := p.Real.Entries(t.Context(), exam.SittingID(s.Sitting))
	if err != nil {
		t.Fatal(err)
	}
	was, _ := p.Real.Sitting(t.Context(), exam.SittingID(s.Sitting))
	do()
	after, err := p.Real.Entries(t.Context(), exam.SittingID(s.Sitting))
	if err != nil || len(after) != len(before) {
		t.Errorf("the journal went from %d to %d entries, %v", len(before), len(after), err)
	}
	if is, _ := p.Real.Sitting(t.Context(), exam.SittingID(s.Sitting)); is != was {
		t.Errorf("the sitting changed from %+v to %+v", was, is)
	}
}

func TestBadFramesAreAnsweredAndChangeNothing(t *testing.T) {
	onSQLite(t, nil, func(t *testing.T, p *place) {
		r, s := p.begun(t)
		_, other := p.begun(t)
		good := func(change string) string {
			return fmt.Sprintf(`{"v":1,"type":"answer","id":"q","seq":1,"body":{"sitting":%q,"question":1,"answer":"A","client_at":1%s}}`, s.Sitting, change)
		}
		p.untouched(t, s, func() {
			for _, c := range []struct{ frame, code string }{
				{``, "ws.bad_frame"},
				{`[]`, "ws.bad_frame"},
				{`null`, "ws.version"},
				{`{"v":1`, "ws.bad_frame"},
				{good("") + good(""), "ws.bad_frame"},
				{strings.Repeat("[", 8000), "ws.bad_frame"},
				{`{"v":2,"type":"ping","body":{}}`, "ws.version"},
				{`{"v":1,"type":"ack","body":{}}`, "ws.unknown_type"},
				{`{"v":1,"type":"","body":{}}`, "ws.unknown_type"},
				{`{"v":1,"type":"ping","body":{"client_at":1},"extra":1}`, "ws.unknown_field"},
				{good(`,"points":100`), "ws.unknown_field"},
				{`{"v":1,"type":"ping"}`, "ws.bad_frame"},
				{`{"v":1,"type":"ping","seq":3,"body":{"client_at":1}}`, "ws.bad_frame"},
				{strings.Replace(good(""), `"seq":1,`, ``, 1), "ws.bad_frame"},
				{strings.Replace(good(""), `"seq":1`, `"seq":-1`, 1), "ws.bad_frame"},
				{strings.Replace(good(""), `"seq":1`, `"seq":1.5`, 1), "ws.bad_frame"},
				{strings.Replace(good(""), `"seq":1`, `"seq":99999999999999999999`, 1), "ws.bad_frame"},
				{strings.Replace(good(""), `"question":1`, `"question":"1"`, 1), "ws.bad_frame"},
				{strings.Replace(good(""), `"id":"q"`, `"id":"`+strings.Repeat("x", 41)+`"`, 1), "ws.bad_frame"},
				{`{"v":1,"type":"hello","body":{"token":"seat:other"}}`, "ws.hello_again"},
				{`{"v":1,"type":"start","body":{"sitting":"` + other.Sitting + `"}}`, "sitting.not_yours"},
				{`{"v":1,"type":"submit","body":{"sitting":"` + s.Sitting + `","last":0}}`, "sitting.too_early"},
				{`{"v":1,"type":"submit","body":{"sitting":"` + s.Sitting + `","last":7}}`, "sitting.unsaved_answers"},
				{`{"v":1,"type":"pledge","body":{"sitting":"` + s.Sitting + `","notices":[],"nonce":"zz"}}`, "ws.bad_frame"},
			} {
				r.text(c.frame)
				e := r.next()
				if got := body[ws.Error](t, e); e.Type != "error" || got.Code != c.code || got.Fatal || got.Text == "" {
					t.Errorf("%.90q was answered by %s %s, want %s", c.frame, e.Type, e.Body, c.code)
				}
			}
			for _, c := range []struct{ old, now, code string }{
				{s.Sitting, other.Sitting, "sitting.not_yours"},
				{s.Sitting, "", "sitting.not_yours"},
				{`"question":1`, `"question":101`, "sitting.unknown_question"},
				{`"question":1`, `"question":-1`, "sitting.unknown_question"},
				{`"answer":"A"`, `"answer":"Z"`, "sitting.unknown_option"},
				{`"answer":"A"`, `"answer":"\u0000"`, "sitting.unknown_option"},
				{`"seq":1`, `"seq":2`, "sitting.sequence_gap"},
				{`"seq":1`, `"seq":9007199254740993`, "sitting.sequence_gap"},
			} {
				r.text(strings.Replace(good(""), c.old, c.now, 1))
				if e := r.next(); e.Type != "nack" || body[ws.Nack](t, e).Code != c.code {
					t.Errorf("%s → %s was answered by %s %s", c.old, c.now, e.Type, e.Body)
				}
			}
		})
		r.text(good("")) // and the connection still works
		if e := r.next(); e.Type != "ack" || e.Seq != 1 {
			t.Errorf("%+v", e)
		}
		p.Clock.Set(time.UnixMilli(s.Deadline))
		r.text(strings.Replace(good(""), `"seq":1`, `"seq":2`, 1))
		if e := r.next(); e.Type != "nack" || body[ws.Nack](t, e).Code != "sitting.deadline_passed" || body[ws.Nack](t, e).Retry {
			t.Errorf("a late answer: %s %s", e.Type, e.Body)
		}
	})
}

func TestFrameOfAMegabyte(t *testing.T) {
	onSQLite(t, nil, func(t *testing.T, p *place) {
		r, s := p.begun(t)
		p.untouched(t, s, func() {
			r.text(`{"v":1,"type":"answer","body":"` + strings.Repeat("A", 1<<20) + `"}`)
			if code, closed := r.end(); code != "ws.too_large" || closed != websocket.CloseMessageTooBig {
				t.Errorf("%s, closed %d", code, closed)
			}
		})
		limit, _ := p.begun(t)
		limit.text(`{"v":1,"type":"ping","body":{"client_at":1}}` + strings.Repeat(" ", ws.MaxFrame-44))
		if e := limit.next(); e.Type != "pong" {
			t.Errorf("a frame of exactly the limit: %+v", e)
		}
	})
}

func TestThousandFramesASecond(t *testing.T) {
	onSQLite(t, nil, func(t *testing.T, p *place) {
		r, s := p.begun(t)
		p.untouched(t, s, func() {
			go func() {
				for range 3000 {
					if r.c.WriteMessage(websocket.TextMessage, []byte(`{"v":1,"type":"ping","body":{"client_at":1}}`)) != nil {
						return
					}
				}
			}()
			if code, closed := r.end(); code != "ws.too_fast" || closed != websocket.ClosePolicyViolation {
				t.Errorf("%s, closed %d", code, closed)
			}
		})
	})
}

func TestSlowReaderIsCutOff(t *testing.T) {
	tune := func(c *ws.Config) {
		c.SendQueue, c.WriteWait, c.PerSecond, c.Burst = 4, 300*time.Millisecond, 1e6, 1e6
	}
	onSQLite(t, tune, func(t *testing.T, p *place) {
		r, s := p.begun(t)
		p.untouched(t, s, func() {
			id := strings.Repeat("i", 40)
			_ = r.c.SetWriteDeadline(time.Now().Add(10 * time.Second))
			for i := 0; ; i++ { // asks and asks and never reads
				if r.c.WriteMessage(websocket.TextMessage, []byte(`{"v":1,"type":"ping","id":"`+id+`","body":{"client_at":1}}`)) != nil {
					break
				}
				if i > 2_000_000 {
					t.Fatal("the server keeps buffering for a client that does not read")
				}
			}
		})
		for range 100 {
			if p.hub.Count() == 0 {
				return
			}
			time.Sleep(50 * time.Millisecond)
		}
		t.Error("the connection is still open")
	})
}

func TestHello(t *testing.T) {
	tune := func(c *ws.Config) { c.HelloWait = 150 * time.Millisecond }
	onSQLite(t, tune, func(t *testing.T, p *place) {
		for name, c := range map[string]struct{ frame, code string }{
			"silence":        {"", "ws.hello_first"},
			"something else": {`{"v":1,"type":"ping","body":{"client_at":1}}`, "ws.hello_first"},
			"unknown token":  {`{"v":1,"type":"hello","body":{"token":"nonsense"}}`, "ws.token"},
			"no token":       {`{"v":1,"type":"hello","body":{"token":""}}`, "ws.bad_frame"},
			"long token":     {`{"v":1,"type":"hello","body":{"token":"` + strings.Repeat("t", 300) + `"}}`, "ws.bad_frame"},
			"a gate":         {`{"v":1,"type":"hello","body":{"token":"gate"}}`, "ws.not_a_seat"},
			"old page":       {`{"v":0,"type":"hello","body":{"token":"gate"}}`, "ws.version"},
		} {
			t.Run(name, func(t *testing.T) {
				r := p.dial(t)
				if c.frame != "" {
					r.text(c.frame)
				}
				if code, _ := r.end(); code != c.code {
					t.Errorf("%s, want %s", code, c.code)
				}
			})
		}
		t.Run("binary", func(t *testing.T) {
			r := p.dial(t)
			_ = r.c.WriteMessage(websocket.BinaryMessage, []byte{1, 2, 3})
			if code, _ := r.end(); code != "ws.bad_frame" {
				t.Error(code)
			}
		})
	})
}

func TestOrigin(t *testing.T) {
	tune := func(c *ws.Config) { c.Origins = []string{"https://kiosk.example"} }
	onSQLite(t, tune, func(t *testing.T, p *place) {
		for origin, status := range map[string]int{
			"": 101, p.srv.URL: 101, "https://kiosk.example": 101,
			"https://evil.example": 403, "http://kiosk.example": 403, "null": 403, p.srv.URL + ".evil.example": 403,
		} {
			h := http.Header{}
			if origin != "" {
				h.Set("Origin", origin)
			}
			c, resp, err := websocket.DefaultDialer.Dial(p.url, h)
			if resp == nil || resp.StatusCode != status || (err == nil) != (status == 101) {
				t.Errorf("origin %q: %v %v", origin, resp, err)
			}
			if c != nil {
				_ = c.Close()
			}
		}
	})
}

func TestRestartIsAnnounced(t *testing.T) {
	onSQLite(t, nil, func(t *testing.T, p *place) {
		r, _ := p.begun(t)
		p.hub.Close()
		if code, closed := r.end(); code != "ws.restart" || closed != websocket.CloseServiceRestart {
			t.Errorf("%s, closed %d", code, closed)
		}
		late := p.dial(t)
		if code, _ := late.end(); code != "ws.restart" {
			t.Error(code)
		}
	})
}

// Handing in right behind the last answers waits for them instead of refusing.
func TestSubmitRightBehindTheAnswers(t *testing.T) {
	onBoth(t, nil, func(t *testing.T, p *place) {
		r, s := p.begun(t)
		p.Clock.Advance(31 * time.Minute)
		for n := range int64(20) {
			r.say("answer", n+1, ws.Answer{Sitting: s.Sitting, Question: int(n) + 1, Answer: "A"})
		}
		r.say("submit", 0, ws.Submit{Sitting: s.Sitting, Last: 20})
		for range 20 {
			if e := r.next(); e.Type != "ack" {
				t.Fatalf("%s %s", e.Type, e.Body)
			}
		}
		if e := r.next(); e.Type != "state" || body[ws.StateChange](t, e).State.Phase != "SCORED" {
			t.Errorf("%s %s", e.Type, e.Body)
		}
	})
}

// A second person at the seat never sees the first one's answers, and an outbox left behind does no harm.
func TestNextPersonAtTheSeat(t *testing.T) {
	onSQLite(t, nil, func(t *testing.T, p *place) {
		r, s := p.begun(t)
		r.say("answer", 1, ws.Answer{Sitting: s.Sitting, Question: 1, Answer: "A"})
		r.next()
		p.Clock.Advance(31 * time.Minute)
		r.say("submit", 0, ws.Submit{Sitting: s.Sitting, Last: 1})
		if e := r.next(); e.Type != "state" || body[ws.StateChange](t, e).State.Outcome == nil {
			t.Fatalf("%s %s", e.Type, e.Body)
		}
		p.Admit(site.SeatID(s.Seat))
		if err := p.Service.Admitted(t.Context(), site.SeatID(s.Seat)); err != nil {
			t.Fatal(err)
		}
		next := body[ws.StateChange](t, r.next()).State
		if next.Sitting == s.Sitting || next.Phase != "ASSIGNED" || next.Outcome != nil || len(next.Stored) != 0 || next.LastSeq != 0 {
			t.Errorf("the next person's page: %+v", next)
		}
		r.say("answer", 2, ws.Answer{Sitting: s.Sitting, Question: 2, Answer: "A"})
		if e := r.next(); e.Type != "nack" || body[ws.Nack](t, e).Code != "sitting.not_yours" {
			t.Errorf("%s %s", e.Type, e.Body)
		}
	})
}

// defect panics where a sitting is handed in.
type defect struct{ *exam.Service }

func (defect) Submit(context.Context, exam.Grip, int64, string) (exam.Snapshot, error) {
	panic("a defect")
}

// A defect that one seat meets ends its connection, says so, and leaves the others alone.
func TestADefectEndsOneConnection(t *testing.T) {
	onSQLite(t, func(c *ws.Config) { c.Sittings = defect{c.Sittings.(*exam.Service)} }, func(t *testing.T, p *place) {
		ctx := soon(t)
		var list []*wsclient.Robot
		for range 2 {
			seat := p.Seat()
			p.Admit(seat)
			r := wsclient.New(wsclient.Options{URL: p.url, Token: "seat:" + string(seat)})
			ok(t, r.Connect(ctx))
			ok(t, errOf(r.Begin(ctx)))
			list = append(list, r)
		}
		list[0].Send([]byte(`{"v":1,"type":"submit","id":"s","body":{"sitting":"` + list[0].State().Sitting + `","last":0}}`))
		for end := time.Now().Add(10 * time.Second); list[0].Connected(); time.Sleep(5 * time.Millisecond) {
			if time.Now().After(end) {
				t.Fatal("the connection is still open")
			}
		}
		if list[0].LastError().Code != fault.ErrInternal.Code() {
			t.Errorf("the page was told %+v", list[0].LastError())
		}
		ok(t, errOf(list[1].Answer(ctx, 1, "A")))
		list[1].Disconnect()
	})
}
