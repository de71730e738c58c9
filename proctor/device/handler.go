package device

import (
	"crypto/sha256"
	"crypto/subtle"
	"encoding/json"
	"net/http"

	"github.com/suikao/suikao/exam/site"
)

// Handler serves one room of the simulator as a bridge, with the simulator's controls beside it. Whoever knows the secret
// can lay any card there, so it must never be reachable in production.
func (s *Simulator) Handler(room site.RoomID, secret string) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /v1/card/read", func(w http.ResponseWriter, r *http.Request) {
		if _, ok := read[struct{}](w, r); !ok {
			return
		}
		var m cardMessage
		s.in(room, func(r *simRoom) { m = r.card })
		write(w, m)
	})
	mux.HandleFunc("POST /v1/door/open", func(w http.ResponseWriter, r *http.Request) {
		c, ok := read[doorCommand](w, r)
		if !ok {
			return
		}
		if c.Command == "" || len(c.Command) > 64 {
			http.Error(w, "command", http.StatusBadRequest)
			return
		}
		write(w, doorAnswer{s.open(room, c.Command)})
	})
	mux.HandleFunc("POST /sim/card", func(w http.ResponseWriter, r *http.Request) {
		m, ok := read[cardMessage](w, r)
		if !ok {
			return
		}
		switch m.State {
		case statusOK, statusNoCard, statusUnreadable, statusFailed:
		default:
			http.Error(w, "state", http.StatusBadRequest)
			return
		}
		m.Status, m.State = m.State, ""
		s.in(room, func(r *simRoom) { r.card = m })
		write(w, doorAnswer{statusOK})
	})
	mux.HandleFunc("POST /sim/door", func(w http.ResponseWriter, r *http.Request) {
		d, ok := read[doorState](w, r)
		if !ok {
			return
		}
		s.Break(room, d.Broken)
		write(w, doorState{Opened: s.Opened(room), Broken: d.Broken})
	})
	s.more(mux, room)
	s.screens(mux, room)
	want := sha256.Sum256([]byte("Bearer " + secret))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		got := sha256.Sum256([]byte(r.Header.Get("Authorization")))
		if subtle.ConstantTimeCompare(got[:], want[:]) != 1 {
			http.Error(w, "authorization", http.StatusUnauthorized)
			return
		}
		mux.ServeHTTP(w, r)
	})
}

func read[T any](w http.ResponseWriter, r *http.Request) (T, bool) { return readUpTo[T](w, r, maxBody) }

func readUpTo[T any](w http.ResponseWriter, r *http.Request, limit int64) (T, bool) {
	var v T
	d := json.NewDecoder(http.MaxBytesReader(w, r.Body, limit))
	d.DisallowUnknownFields()
	if err := d.Decode(&v); err != nil {
		http.Error(w, "body", http.StatusBadRequest) // the text of err could repeat a card number
		return v, false
	}
	return v, true
}

func write(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(v)
}
