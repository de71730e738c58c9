package api_test

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/permit/outside"
	"github.com/suikao/suikao/exam/permit/outside/store"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/crypt"
	"github.com/suikao/suikao/internal/kv"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
	"github.com/suikao/suikao/web/api"
)

// A request with a key is answered in the place of its rows with what is left of the quota; past it comes 429 with the time to wait.
func TestManyPermitsOverHTTP(t *testing.T) {
	db := testenv.Open(t, testenv.Migrated(t, sqldb.SQLite))
	clock := testenv.NewClock(time.Date(2026, 11, 23, 2, 0, 0, 0, time.UTC))
	st := store.New(db)
	s := outside.New(outside.Deps{Clock: clock.Now, Tx: st, Keys: st, Checks: st, Days: st, Permits: newChecked(t, db, clock), Limiter: limits{kv.NewMemory(clock.Now)},
		Token: crypt.Token, Hash: crypt.HashToken}, outside.Options{})
	secret := "sk_" + crypt.Token()
	if err := st.AddKey(t.Context(), outside.Key{ID: outside.KeyID(actor.NewID(clock.Now())), Org: people.OrgID("firm"), OrgPath: "/firm/", OrgName: "建安公司", Name: "闸机", Quota: 3,
		ExpiresOn: "2026-12-31", State: outside.Active, MadeAt: clock.Now()}, crypt.HashToken(secret)); err != nil {
		t.Fatal(err)
	}
	var log bytes.Buffer
	logger := slog.New(slog.NewJSONHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	mux := http.NewServeMux()
	_, g := api.New(mux, denyAll{}, logger, "test")
	api.RegisterOutside(g, s)
	h := api.Chain(mux, logger, clock.Now, nil, nil)
	ask := func(key, body string) *httptest.ResponseRecorder {
		r := httptest.NewRequest("POST", "/v1/permits:check", strings.NewReader(body))
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("X-Api-Key", key)
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		return w
	}
	rows := `{"rows":[{"number":"` + checkedNumber + `","name":"` + checkedName + `"},{"number":"` + checkedNumber + `","name":"李四"}]}`
	w := ask(secret, rows)
	var got api.CheckLines
	if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil || w.Code != 200 || len(got.Rows) != 2 {
		t.Fatal(w.Code, w.Body, err)
	}
	if got.Rows[0].Result != outside.Matched || got.Rows[0].Covers || got.Rows[0].Colour != "AMBER" || got.Rows[0].Permits[0].Holder != "张*" || got.Rows[1].Result != outside.None {
		t.Errorf("%+v", got.Rows)
	}
	if w.Header().Get("X-Quota-Limit") != "3" || w.Header().Get("X-Quota-Remaining") != "1" || w.Header().Get("X-Quota-Reset") != "50400" {
		t.Error(w.Header())
	}
	if w := ask(secret, rows); w.Code != 429 || w.Header().Get("Retry-After") != "50400" || !strings.Contains(w.Body.String(), "permit.api_quota") {
		t.Error(w.Code, w.Header(), w.Body)
	}
	for _, key := range []string{"", "sk_" + crypt.Token()} {
		if w := ask(key, rows); w.Code != 401 || !strings.Contains(w.Body.String(), "permit.api_key") {
			t.Error(w.Code, w.Body)
		}
	}
	if text := log.String(); strings.Contains(text, secret) || strings.Contains(text, "110105") || strings.Contains(text, checkedName) {
		t.Error("key, number or name stand in the log")
	}
}
