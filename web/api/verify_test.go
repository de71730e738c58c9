package api_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/exam/permit/store"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/crypt"
	"github.com/suikao/suikao/internal/kv"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
	"github.com/suikao/suikao/web/api"
)

// limits is permit.Limiter over the counters in memory.
type limits struct{ kv.Store }

func (l limits) Allow(ctx context.Context, key string, n int, per time.Duration) (bool, time.Duration, error) {
	d, err := l.Store.Allow(ctx, key, kv.Limit{N: n, Per: per})
	return d.Allowed, d.RetryAfter, err
}

// noReview is permit.Rules where no permit names a review: nothing else is asked of it here.
type noReview struct{ permit.Rules }

const checkedNumber, checkedName, checkedCode = "T11010519491231002X", "张三", "0123456789ABCDEFGHJKMNPQRS"

// newChecked is the check over a store with one permit.
func newChecked(t *testing.T, db *sqldb.DB, clock *testenv.Clock) *permit.Service {
	t.Helper()
	ring, s := crypt.Ephemeral(), store.New(db)
	p := permit.Permit{ID: permit.ID(actor.NewID(clock.Now())), Person: "p", Kind: rules.OperationPermit, Item: "SO-01-02", ItemName: "低压电工作业",
		FirstIssuedOn: "2026-11-20", ValidFrom: "2026-11-20", ValidTo: "2032-11-19", IssuerName: "襄阳市应急管理局", Holder: permit.Holder{Name: checkedName},
		National: permit.NationalPending, ExpiringDays: 90}
	if err := s.AddPermit(t.Context(), p, permit.Sealed{Query: ring.Index("permit.query", checkedNumber+"|"+checkedName),
		CodeIndex: ring.Index("permit.code", checkedCode), Index: []byte{1}}); err != nil {
		t.Fatal(err)
	}
	return permit.New(permit.Deps{Clock: clock.Now, Permits: s, Rules: noReview{}, Vault: ring, Limiter: limits{kv.NewMemory(clock.Now)},
		Normalize: crypt.NormalizeCode}, permit.Options{})
}

// newCheckServer serves the public check over a real store that holds one permit; log takes everything the server logs.
func newCheckServer(t *testing.T) (h http.Handler, log *bytes.Buffer) {
	t.Helper()
	db := testenv.Open(t, testenv.Migrated(t, sqldb.SQLite))
	clock := testenv.NewClock(time.Date(2026, 11, 21, 2, 0, 0, 0, time.UTC))
	svc := newChecked(t, db, clock)
	log = &bytes.Buffer{}
	logger := slog.New(slog.NewJSONHandler(log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	mux := http.NewServeMux()
	_, g := api.New(mux, denyAll{}, logger, "test")
	used := map[string]bool{}
	api.RegisterVerify(g, svc, api.Puzzles{Key: func() []byte { return make([]byte, 32) }, Bits: 8, Clock: clock.Now, First: func(_ context.Context, key string, _ time.Duration) (bool, error) {
		defer func() { used[key] = true }()
		return !used[key], nil
	}})
	api.RegisterPermit(g, svc)
	return api.Chain(mux, logger, clock.Now, nil, nil), log
}

func check(h http.Handler, remote, path, body string, header ...string) *httptest.ResponseRecorder {
	if path == "number" {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest("GET", "/api/public/verify/puzzle", nil))
		var p api.Puzzle
		_ = json.Unmarshal(w.Body.Bytes(), &p)
		body = strings.Replace(body, "{", `{"proof":"`+solved(p.Puzzle)+`",`, 1)
	}
	r := httptest.NewRequest("POST", "/api/public/verify/"+path, strings.NewReader(body))
	r.RemoteAddr = remote + ":4711"
	r.Header.Set("Content-Type", "application/json")
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func body(number, name string) string { return fmt.Sprintf(`{"number":%q,"name":%q}`, number, name) }

func TestPublicCheckOverHTTP(t *testing.T) {
	h, log := newCheckServer(t)
	for _, w := range []*httptest.ResponseRecorder{check(h, "10.0.0.1", "number", body(checkedNumber, checkedName)),
		check(h, "10.0.0.1", "code", `{"code":"`+strings.ToLower(checkedCode)+`"}`)} {
		var a api.PermitAnswer
		if err := json.Unmarshal(w.Body.Bytes(), &a); err != nil || w.Code != 200 || len(a.Permits) != 1 {
			t.Fatalf("%d %s", w.Code, w.Body)
		}
		v := a.Permits[0]
		if v.Holder != "张*" || v.Colour != permit.Amber || !strings.Contains(v.StateText, "待全国平台确认，不作持证上岗依据") || a.At.IsZero() {
			t.Errorf("%+v", v)
		}
		if n := strings.Count(w.Body.String(), "待全国平台确认"); n != 1 {
			t.Errorf("the answer says %d times that the national register is awaited", n)
		}
		for _, secret := range []string{"110105", checkedName, `"p"`} {
			if strings.Contains(w.Body.String(), secret) {
				t.Errorf("the answer holds %q", secret)
			}
		}
	}
	english := check(h, "10.0.0.1", "number", body(checkedNumber, checkedName), "Accept-Language", "en-US")
	if !strings.Contains(english.Body.String(), "awaiting the national register") {
		t.Error(english.Body)
	}
	if s := log.String(); strings.Contains(s, "110105") || strings.Contains(s, checkedCode[:12]) || strings.Contains(s, checkedName) {
		t.Error("number, name or code stand in the log")
	}
}

// Unknown number, wrong name, unknown code: the same bytes with the same headers.
func TestEnumerationLearnsNothing(t *testing.T) {
	h, _ := newCheckServer(t)
	first := check(h, "10.0.0.2", "number", body(checkedNumber, "李四"))
	if first.Code != 200 || !strings.Contains(first.Body.String(), "没有查到相符的证件") {
		t.Fatal(first.Code, first.Body)
	}
	for _, w := range []*httptest.ResponseRecorder{
		check(h, "10.0.0.2", "number", body("T440524188001010014", checkedName)), check(h, "10.0.0.2", "number", body("11010519491231002X", checkedName)),
		check(h, "10.0.0.2", "number", body(checkedNumber, "张三三")), check(h, "10.0.0.2", "code", `{"code":"`+strings.Repeat("Z", 26)+`"}`),
	} {
		if w.Code != first.Code || w.Body.String() != first.Body.String() || w.Header().Get("Content-Length") != first.Header().Get("Content-Length") {
			t.Errorf("%d %s", w.Code, w.Body)
		}
	}
	for path, b := range map[string]string{"number": `{"number":"` + checkedNumber + `"}`, "code": `{"code":"1","extra":1}`} {
		if w := check(h, "10.0.0.2", path, b); w.Code != 422 || strings.Contains(w.Body.String(), "110105") {
			t.Errorf("%s: %d %s", path, w.Code, w.Body)
		}
	}
}

func TestPublicCheckSaysWhenToComeBack(t *testing.T) {
	h, _ := newCheckServer(t)
	var w *httptest.ResponseRecorder
	for i := range 40 {
		if w = check(h, "10.0.0.3", "number", body(fmt.Sprintf("T4405241880010%05d", i), checkedName)); w.Code != 200 {
			break
		}
	}
	wait, err := strconv.Atoi(w.Header().Get("Retry-After"))
	if w.Code != 429 || err != nil || wait < 1 || wait > 60 || !strings.Contains(w.Body.String(), "permit.too_many_checks") {
		t.Errorf("%d %q %s", w.Code, w.Header().Get("Retry-After"), w.Body)
	}
	if other := check(h, "10.0.0.4", "number", body(checkedNumber, checkedName)); other.Code != 200 {
		t.Errorf("another address: %d", other.Code)
	}
}

func TestPermitsNeedALogin(t *testing.T) {
	h, _ := newCheckServer(t)
	id := actor.NewID(time.UnixMilli(1))
	for _, c := range [][2]string{{"GET", "/api/candidate/permits"}, {"GET", "/api/candidate/passes"}, {"POST", "/api/candidate/permit-applications"},
		{"GET", "/api/staff/permits/" + id}, {"POST", "/api/staff/permits/search"}, {"POST", "/api/staff/permit-applications/" + id + "/issue"},
		{"POST", "/api/staff/permit-changes/" + id + "/decide"}} {
		r := httptest.NewRequest(c[0], c[1], strings.NewReader(`{}`))
		r.Header.Set("Content-Type", "application/json")
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code != 401 {
			t.Errorf("%v: %d", c, w.Code)
		}
	}
	// A staff account without any right sees nothing.
	r := httptest.NewRequest("POST", "/api/staff/permits/search", strings.NewReader(`{"number":"`+checkedNumber+`"}`))
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("X-Test", "staff")
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	if w.Code != 403 {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}
