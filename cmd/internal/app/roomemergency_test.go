package app

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
)

// A room's node goes on saying that an emergency stands while the centre cannot be reached, to terminals that the centre has answered; it
// never says by itself that none does.
func TestAnEmergencyStandsWhileTheUplinkIsCut(t *testing.T) {
	t.Parallel()
	var says atomic.Value
	centre := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body := says.Load().(string)
		switch {
		case body == "":
			panic(http.ErrAbortHandler) // the line breaks
		case r.Header.Get("Authorization") != "Bearer gate":
			w.WriteHeader(http.StatusUnauthorized)
		default:
			w.Header().Set("Content-Type", "application/json")
			_, _ = w.Write([]byte(body))
		}
	}))
	t.Cleanup(centre.Close)
	at, err := url.Parse(centre.URL)
	if err != nil {
		t.Fatal(err)
	}
	node := (&Room{centre: at, log: slog.New(slog.DiscardHandler)}).emergency()
	ask := func(token, centreSays string, status int, part string) {
		t.Helper()
		says.Store(centreSays)
		req := httptest.NewRequest(http.MethodGet, "/api/device/emergency", nil)
		req.Header.Set("Authorization", "Bearer "+token)
		w := httptest.NewRecorder()
		node.ServeHTTP(w, req)
		if w.Code != status || !strings.Contains(w.Body.String(), part) {
			t.Errorf("%s, the centre says %q: %d %s", token, centreSays, w.Code, w.Body)
		}
	}
	const fire, none = `{"kind":"FIRE","lines":[],"phone":"119"}`, `{"kind":"","lines":[],"phone":"119"}`
	ask("gate", "", http.StatusServiceUnavailable, "outpost.")
	ask("gate", fire, http.StatusOK, "FIRE")
	ask("gate", "", http.StatusOK, "FIRE")
	ask("stranger", fire, http.StatusUnauthorized, "")
	ask("stranger", "", http.StatusServiceUnavailable, "outpost.")
	ask("gate", none, http.StatusOK, `"kind":""`)
	ask("gate", "", http.StatusServiceUnavailable, "outpost.")
}
