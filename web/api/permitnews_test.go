package api_test

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/permit/news"
	newsstore "github.com/suikao/suikao/exam/permit/news/store"
	"github.com/suikao/suikao/exam/permit/outside"
	"github.com/suikao/suikao/exam/permit/outside/store"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/crypt"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
	"github.com/suikao/suikao/web/api"
)

// A stream brings what is there and what happens while it is open, and goes on after Last-Event-ID; the long poll reads the same numbers.
func TestChangesOverHTTP(t *testing.T) {
	db := testenv.Open(t, testenv.Migrated(t, sqldb.SQLite))
	clock := testenv.NewClock(time.Date(2026, 11, 23, 2, 0, 0, 0, time.UTC))
	st, ns, ring := store.New(db), newsstore.New(db), crypt.Ephemeral()
	keys := outside.New(outside.Deps{Clock: clock.Now, Tx: st, Keys: st, Checks: st, Days: st, Token: crypt.Token, Hash: crypt.HashToken}, outside.Options{})
	s := news.New(news.Deps{Clock: clock.Now, Tx: ns, News: ns, Subs: ns, Vault: ring})
	secret := "sk_" + crypt.Token()
	for _, org := range []string{"firm", "other"} {
		token := secret
		if org == "other" {
			token = "sk_" + strings.Repeat("x", 43)
		}
		if err := st.AddKey(t.Context(), outside.Key{ID: outside.KeyID(actor.NewID(clock.Now())), Org: people.OrgID(org), OrgPath: "/" + org + "/", OrgName: org, Name: "闸机", Quota: 3, ExpiresOn: "2026-12-31",
			State: outside.Active, MadeAt: clock.Now()}, crypt.HashToken(token)); err != nil {
			t.Fatal(err)
		}
	}
	const id = news.SubID("01ARZ3NDEKTSV4RRFFQ69G5FAV")
	if err := ns.AddSub(t.Context(), news.Subscription{ID: id, Org: "firm", OrgPath: "/firm/", Name: "闸机", Events: news.Events(), State: news.Active, MadeAt: clock.Now(), StateAt: clock.Now()}); err != nil {
		t.Fatal(err)
	}
	happen := func(code string) {
		t.Helper()
		body, _ := json.Marshal(news.Message{Type: "permit.suspended", Timestamp: clock.Now(), Data: news.Data{Permit: code}})
		sealed, err := ring.Seal("permit.sub.body:"+string(id), body)
		if err == nil {
			_, err = ns.AddItem(context.Background(), news.Item{Sub: id, ID: actor.NewID(clock.Now()), Event: news.Suspended, At: clock.Now(), Body: sealed})
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	logger := slog.New(slog.DiscardHandler)
	mux := http.NewServeMux()
	_, g := api.New(mux, denyAll{}, logger, "test")
	api.RegisterPermitNews(g, keys, s)
	server := httptest.NewServer(api.Chain(mux, logger, clock.Now, nil, nil))
	defer server.Close()
	get := func(ctx context.Context, key, query, accept, last string) *http.Response {
		t.Helper()
		r, err := http.NewRequestWithContext(ctx, "GET", server.URL+"/v1/permits/changes?"+query, nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("X-Api-Key", key)
		r.Header.Set("Accept", accept)
		if last != "" {
			r.Header.Set("Last-Event-ID", last)
		}
		res, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = res.Body.Close() })
		return res
	}
	happen("FIRST")
	ctx, stop := context.WithTimeout(t.Context(), 20*time.Second)
	res := get(ctx, secret, "", "text/event-stream", "")
	if res.StatusCode != 200 || res.Header.Get("Content-Type") != "text/event-stream" {
		t.Fatal(res.Status, res.Header)
	}
	lines := bufio.NewScanner(res.Body)
	next := func() (at, body string) {
		for lines.Scan() {
			switch text := lines.Text(); {
			case strings.HasPrefix(text, "id: "):
				at = text[4:]
			case strings.HasPrefix(text, "data: "):
				return at, text[6:]
			}
		}
		t.Fatal("the stream ended:", lines.Err())
		return "", ""
	}
	if at, body := next(); at != "1" || !strings.Contains(body, `"FIRST"`) || !strings.Contains(body, `"seq":1`) {
		t.Error(at, body)
	}
	happen("SECOND")
	if at, body := next(); at != "2" || !strings.Contains(body, `"SECOND"`) {
		t.Error(at, body)
	}
	stop()
	happen("THIRD")
	ctx, stop = context.WithTimeout(t.Context(), 20*time.Second)
	defer stop()
	lines = bufio.NewScanner(get(ctx, secret, "subscription="+string(id), "text/event-stream", "2").Body)
	if at, body := next(); at != "3" || !strings.Contains(body, `"THIRD"`) {
		t.Error("after a reconnect:", at, body)
	}
	var page struct {
		Items []api.PermitChange
		Next  uint64
	}
	if err := json.NewDecoder(get(ctx, secret, "after=1", "application/json", "").Body).Decode(&page); err != nil || len(page.Items) != 2 || page.Items[0].Data.Permit != "SECOND" || page.Next != 3 {
		t.Errorf("%+v %v", page, err)
	}
	for what, c := range map[string]struct {
		key, query, last string
		status           int
		code             string
	}{
		"no key":                     {"", "", "", 401, "permit.api_key"},
		"a key of another":           {"sk_" + strings.Repeat("x", 43), "subscription=" + string(id), "", 404, "permit.not_found"},
		"a key without subscription": {"sk_" + strings.Repeat("x", 43), "", "", 404, "permit.not_found"},
		"a place that is ahead":      {secret, "after=9", "", 422, "permit.sub_cursor"},
		"no number":                  {secret, "", "abc", 422, "permit.sub_cursor"},
	} {
		res := get(ctx, c.key, c.query, "text/event-stream", c.last)
		if body, _ := io.ReadAll(res.Body); res.StatusCode != c.status || !strings.Contains(string(body), c.code) {
			t.Errorf("%s: %d %s", what, res.StatusCode, body)
		}
	}
}
