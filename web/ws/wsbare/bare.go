// Package wsbare is the least that a server of the seats' protocol can do: it reads every frame, decodes it and
// acknowledges it, and stores nothing. Benchmarks measure it to know what the wire itself costs.
//
// Library: gorilla/websocket, fixed by the owner.
package wsbare

import (
	"encoding/json"
	"net/http"
	"strconv"
	"sync"
	"time"

	"github.com/gorilla/websocket"

	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/web/ws"
)

// server answers every record of every connection at once.
type server struct {
	up websocket.Upgrader
}

// ServeHTTP serves one connection with one goroutine.
func (s server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	c, err := s.up.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	defer func() { _ = c.Close() }()
	for {
		_, raw, err := c.ReadMessage()
		if err != nil {
			return
		}
		e, body, err := ws.Decode(raw)
		if err != nil {
			return
		}
		var out []byte
		switch body.(type) {
		case *ws.Hello:
			out = welcome(e.ID)
		case *ws.Answer, *ws.Mark:
			out = ack(e.Seq)
		default:
			continue
		}
		if c.WriteMessage(websocket.TextMessage, out) != nil {
			return
		}
	}
}

func ack(seq int64) []byte {
	b := append(make([]byte, 0, 96), `{"v":1,"type":"ack","seq":`...)
	b = strconv.AppendInt(b, seq, 10)
	b = append(b, `,"body":{"at":`...)
	b = strconv.AppendInt(b, time.Now().UnixMilli(), 10)
	return append(b, `,"proof":"0123456789abcdef"}}`...)
}

// welcome gives every connection a sitting of its own.
func welcome(id string) []byte {
	body, err := json.Marshal(ws.Welcome{Protocol: ws.Protocol, State: ws.SeatState{Sitting: actor.NewID(time.Now()), Phase: "RUNNING", Epoch: 1}})
	if err == nil {
		body, err = json.Marshal(ws.Envelope{V: ws.Protocol, Type: "welcome", ID: id, Body: body})
	}
	if err != nil {
		panic(err) // both are structs of package ws, which JSON has
	}
	return body
}

// Handler returns a server with the buffers of the real one; /readyz answers when it serves.
func Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /readyz", func(http.ResponseWriter, *http.Request) {})
	mux.Handle("/", server{websocket.Upgrader{ReadBufferSize: 2048, WriteBufferSize: 2048, WriteBufferPool: &sync.Pool{}}})
	return mux
}
