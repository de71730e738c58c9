package wsclient

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"sync"
	"time"

	"github.com/gorilla/websocket"

	"github.com/suikao/suikao/web/ws"
)

// link is one connection.
type link struct {
	no      int
	ws      *websocket.Conn
	writing sync.Mutex
	ended   chan struct{}
}

// window is how many records may be on their way at once; the rest waits, so that a long outbox does not break the
// server's limit of frames.
const window = 32

// Connect opens a connection, says hello and waits for welcome. What the server holds already is learnt from it; what was
// not acknowledged is sent again. A former connection of the robot is left to be fenced.
func (r *Robot) Connect(ctx context.Context) error {
	h := http.Header{}
	for k, v := range r.o.Header {
		h[k] = v
	}
	if r.o.Origin != "" {
		h.Set("Origin", r.o.Origin)
	}
	d := websocket.Dialer{HandshakeTimeout: 10 * time.Second, ReadBufferSize: 2048, WriteBufferSize: 2048, WriteBufferPool: r.o.Buffers,
		NetDialContext: r.o.Dial}
	r.mu.Lock()
	url := r.o.URL
	r.dialled++
	no := r.dialled
	r.mu.Unlock()
	c, resp, err := d.DialContext(ctx, url, h)
	if err != nil {
		if resp != nil {
			return fmt.Errorf("wsclient: status %d: %w", resp.StatusCode, err)
		}
		return err
	}
	l := &link{no: no, ws: c, ended: make(chan struct{})}
	welcomed := make(chan error, 1)
	go r.listen(l, welcomed)
	l.write(frame("hello", "hello", 0, ws.Hello{Token: r.o.Token, Lang: r.o.Lang, Build: "wsclient"}))
	select {
	case err = <-welcomed:
	case <-ctx.Done():
		err = ctx.Err()
	}
	if err != nil {
		_ = c.Close()
		<-l.ended
		return err
	}
	r.flush(true)
	return nil
}

func frame(kind, id string, seq int64, body any) []byte {
	raw, err := json.Marshal(body)
	if err == nil {
		raw, err = json.Marshal(ws.Envelope{V: ws.Protocol, Type: kind, ID: id, Seq: seq, Body: raw})
	}
	if err != nil {
		panic(err)
	}
	return raw
}

// write sends raw bytes; a failure shows when listen ends.
func (l *link) write(b []byte) {
	l.writing.Lock()
	defer l.writing.Unlock()
	_ = l.ws.SetWriteDeadline(time.Now().Add(10 * time.Second))
	_ = l.ws.WriteMessage(websocket.TextMessage, b)
}

func (l *link) send(r *Robot, kind, id string, seq int64, body any) {
	b := frame(kind, id, seq, body)
	if r.o.Mangle == nil {
		l.write(b)
		return
	}
	for _, x := range r.o.Mangle(l.no, b) {
		l.write(x)
	}
}

// Send puts any bytes on the wire as they are, for tests that misbehave.
func (r *Robot) Send(raw []byte) {
	r.mu.Lock()
	l := r.link
	r.mu.Unlock()
	if l != nil {
		l.write(raw)
	}
}

// listen takes what the server says until the connection ends.
func (r *Robot) listen(l *link, welcomed chan<- error) {
	defer close(l.ended)
	defer func() {
		_ = l.ws.Close()
		r.mu.Lock()
		if r.link == l {
			r.link = nil
		}
		r.notify()
		r.mu.Unlock()
	}()
	for {
		_, raw, err := l.ws.ReadMessage()
		if err != nil {
			select {
			case welcomed <- err:
			default:
			}
			return
		}
		var e ws.Envelope
		if err := json.Unmarshal(raw, &e); err != nil {
			continue
		}
		if r.o.Deaf != nil && (e.Type == "ack" || e.Type == "nack") && r.o.Deaf() {
			continue
		}
		if r.hear(l, e) {
			select {
			case welcomed <- nil:
			default:
			}
		}
		if e.Type == "ack" || e.Type == "nack" {
			r.flush(false) // the window has moved
		}
	}
}

// hear takes one message; true for welcome.
func (r *Robot) hear(l *link, e ws.Envelope) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	defer r.notify()
	switch e.Type {
	case "welcome":
		var b ws.Welcome
		if json.Unmarshal(e.Body, &b) == nil {
			r.link, r.links, r.fenced = l, r.links+1, nil
			r.show(b.State)
			r.adopt()
		}
		return true
	case "state":
		var b ws.StateChange
		if json.Unmarshal(e.Body, &b) == nil {
			r.show(b.State)
			if e.ID != "" {
				r.replies[e.ID] = reply{state: b.State}
			}
		}
	case "ack":
		var b ws.Ack
		if json.Unmarshal(e.Body, &b) == nil && r.link == l {
			r.acked(e.Seq, b)
		}
	case "nack":
		var b ws.Nack
		if json.Unmarshal(e.Body, &b) == nil && r.link == l && b.Code != fencedCode { // fenced: kept for the next connection
			r.nacked(l, e.Seq, b)
		}
	case "fenced":
		var b ws.Fenced
		if json.Unmarshal(e.Body, &b) == nil && r.link == l {
			r.fenced = &b
		}
	case "error":
		var b ws.Error
		if json.Unmarshal(e.Body, &b) == nil {
			r.lastErr = b
			if e.ID != "" {
				r.replies[e.ID] = reply{err: &Failure{b.Code, b.Text}}
			}
		}
	}
	return false
}

// show takes a state. Another person's sitting empties the outbox.
func (r *Robot) show(s ws.SeatState) {
	if s.Sitting != r.state.Sitting {
		r.outbox, r.seq, r.top = nil, 0, 0
	}
	r.state = s
	if len(r.outbox) == 0 {
		r.seq = max(r.seq, s.LastSeq)
	}
}

// adopt gives out numbers anew from the first record that has none or that the server cannot have. Only a new connection
// does that: within one, a number never changes what it carries, or an acknowledgement could be taken for another record's.
func (r *Robot) adopt() {
	base, anew := max(r.state.LastSeq, r.top), false
	next := base
	for i := range r.outbox {
		if anew = anew || r.outbox[i].seq == 0 || r.outbox[i].seq > base; anew {
			next++
			r.outbox[i].seq, r.outbox[i].sent = next, time.Time{}
		}
	}
	r.seq = next
}

func (r *Robot) acked(seq int64, a ws.Ack) {
	for i, x := range r.outbox {
		if x.seq != seq {
			continue
		}
		got := Ack{Sitting: r.state.Sitting, Seq: seq, Kind: x.kind, Question: x.question, Answer: x.answer,
			At: a.At, Proof: a.Proof, Took: time.Since(x.first), tag: x.tag}
		if r.o.OnAck != nil {
			r.o.OnAck(got)
		} else {
			r.acks = append(r.acks, got)
		}
		r.top = max(r.top, seq)
		r.outbox = append(r.outbox[:i], r.outbox[i+1:]...)
		return
	}
}

// nacked drops a record that will never be stored, or takes the number off one whose number carries something else, and
// ends the connection: the next one gives out numbers anew. Others are sent again by the tick of hold.
func (r *Robot) nacked(l *link, seq int64, n ws.Nack) {
	for i, x := range r.outbox {
		if x.seq != seq {
			continue
		}
		if n.Retry {
			r.outbox[i].sent = time.Now().Add(r.o.Resend/4 - r.o.Resend) // a quarter of the patience from now
			return
		}
		if n.Code == takenCode {
			r.outbox[i].seq = 0
		} else {
			r.refused = append(r.refused, Refused{seq, n.Code, x.tag})
			r.outbox = append(r.outbox[:i], r.outbox[i+1:]...)
		}
		r.link = nil
		go func() { _ = l.ws.Close() }()
		return
	}
}

// Codes of refusals that mean more than "no".
const (
	fencedCode = "sitting.fenced"
	takenCode  = "sitting.sequence_conflict"
)

// flush sends what was never sent, or waits too long, or everything, in order and within the window.
func (r *Robot) flush(all bool) {
	r.flushing.Lock() // records leave in the order of their numbers
	defer r.flushing.Unlock()
	r.mu.Lock()
	l, sitting := r.link, r.state.Sitting
	var out []record
	if l != nil && sitting != "" {
		now := time.Now()
		for i := range r.outbox[:min(window, len(r.outbox))] {
			if x := &r.outbox[i]; all || x.sent.IsZero() || now.Sub(x.sent) > r.o.Resend {
				x.sent = now
				out = append(out, *x)
			}
		}
	}
	r.mu.Unlock()
	for _, x := range out {
		at := x.first.UnixMilli()
		if x.kind == "MARK" {
			l.send(r, "mark", "", x.seq, ws.Mark{Sitting: sitting, Question: x.question, Marked: x.answer == "1", ClientAt: at})
			continue
		}
		l.send(r, "answer", "", x.seq, ws.Answer{Sitting: sitting, Question: x.question, Answer: x.answer, ClientAt: at})
	}
}
