package app

import (
	"bytes"
	"encoding/json"
	"net/http"
	"sync"

	"github.com/suikao/suikao/internal/crypt"
	"github.com/suikao/suikao/web/api"
)

// mostTerminals is more than one room has.
const mostTerminals = 1000

// standing remembers what the centre last said of an emergency of the room, and to which terminals.
type standing struct {
	mu   sync.Mutex
	told map[string]bool
	body []byte // nil: none stood, as far as is known
}

// emergency passes on whether an emergency stands in the room, and goes on saying so while the uplink is cut: a page that begins anew then
// still shows what to do. That none stands is never said without the centre.
func (r *Room) emergency() http.Handler {
	pass := r.pass()
	var last standing
	return http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		got := &held{header: http.Header{}, status: http.StatusOK}
		pass.ServeHTTP(got, req)
		token := string(crypt.HashToken(bearer(req)))
		if body := last.see(token, got); body != nil {
			w.Header().Set("Content-Type", "application/json")
			w.Header().Set("Cache-Control", "no-store")
			_, _ = w.Write(body)
			return
		}
		for k, v := range got.header {
			w.Header()[k] = v
		}
		w.WriteHeader(got.status)
		_, _ = w.Write(got.body.Bytes())
	})
}

// see notes what the centre answered, and returns what it said before where it does not answer.
func (s *standing) see(token string, got *held) []byte {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch got.status {
	case http.StatusOK:
		var n api.EmergencyNotice
		if json.Unmarshal(got.body.Bytes(), &n) != nil {
			return nil
		}
		s.body = nil
		if n.Kind != "" {
			s.body = bytes.Clone(got.body.Bytes())
		}
		if len(s.told) >= mostTerminals || s.told == nil {
			s.told = map[string]bool{}
		}
		s.told[token] = true
	case http.StatusServiceUnavailable:
		if s.told[token] {
			return s.body
		}
	}
	return nil
}

// held is an answer that is looked at before it is given.
type held struct {
	header http.Header
	status int
	body   bytes.Buffer
}

// Header implements http.ResponseWriter.
func (h *held) Header() http.Header { return h.header }

// WriteHeader implements http.ResponseWriter.
func (h *held) WriteHeader(status int) { h.status = status }

// Write implements http.ResponseWriter.
func (h *held) Write(p []byte) (int, error) { return h.body.Write(p) }
