package api_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/web/api"
)

var errBusy = fault.Define("test.busy", fault.Conflict, "座位 {seat} 有人。", "Seat {seat} is taken.")

type denyAll struct{}

var errOut = fault.Define("test.out", fault.Unauthenticated, "请登录。", "Log in.")

func (denyAll) Candidate(*http.Request) (actor.Actor, error) { return actor.Actor{}, errOut }
func (denyAll) Staff(r *http.Request) (actor.Actor, error) {
	if r.Header.Get("X-Test") == "staff" {
		return actor.Actor{Kind: actor.Staff, ID: "s1"}, nil
	}
	return actor.Actor{}, errOut
}
func (denyAll) Device(*http.Request) (actor.Actor, error) { return actor.Actor{}, errOut }

type server struct {
	http.Handler
	log *bytes.Buffer
}

func newServer(t *testing.T, fail error) server {
	t.Helper()
	var logged bytes.Buffer
	log := slog.New(slog.NewJSONHandler(&logged, nil))
	mux := http.NewServeMux()
	_, g := api.New(mux, denyAll{}, log, "test")
	huma.Register(g.Public, huma.Operation{OperationID: "t", Method: http.MethodPost, Path: "/t"}, func(_ context.Context, in *struct {
		Body struct {
			Name string `json:"name" maxLength:"4"`
			Kind string `json:"kind" enum:"A,B"`
			N    int    `json:"n" minimum:"1" maximum:"9"`
		}
	}) (*struct{}, error) {
		return nil, fail
	})
	huma.Register(g.Staff, huma.Operation{OperationID: "who", Method: http.MethodGet, Path: "/who"}, func(ctx context.Context, _ *struct{}) (*struct{ Body actor.Actor }, error) {
		return &struct{ Body actor.Actor }{actor.From(ctx)}, nil
	})
	mux.HandleFunc("GET /api/panic", func(http.ResponseWriter, *http.Request) { panic("secret detail") })
	return server{api.Chain(mux, log, time.Now, []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")}, nil), &logged}
}

func (s server) do(t *testing.T, method, path, body string, header ...string) (*http.Response, api.Problem) {
	t.Helper()
	r := httptest.NewRequest(method, path, strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	var p api.Problem
	res := w.Result()
	b, _ := io.ReadAll(res.Body)
	if strings.Contains(res.Header.Get("Content-Type"), "problem") {
		if err := json.Unmarshal(b, &p); err != nil {
			t.Fatalf("%s: %v", b, err)
		}
	}
	return res, p
}

func TestWrongInputIsNamedInTheUsersLanguage(t *testing.T) {
	s := newServer(t, nil)
	_, p := s.do(t, "POST", "/api/public/t", `{"name":"五个字的名","kind":"C","n":0,"evil":"110105199001011234"}`, "Accept-Language", "zh-CN")
	want := map[string]string{"body.name": "input.too_long", "body.kind": "input.not_allowed", "body.n": "input.too_small", "body.evil": "input.unknown_field"}
	if p.Status != 422 || p.Code != "invalid" || len(p.Errors) != len(want) {
		t.Fatalf("%+v", p)
	}
	for _, e := range p.Errors {
		if want[e.Path] != e.Code {
			t.Errorf("%s: %s, want %s", e.Path, e.Code, want[e.Path])
		}
		if strings.Contains(e.Message, "110105") || strings.Contains(s.log.String(), "110105") {
			t.Error("a personal number is repeated in the answer or the log")
		}
		if e.Path == "body.name" && e.Message != "最多 4 个字符" {
			t.Errorf("message %q", e.Message)
		}
	}
	if _, p := s.do(t, "POST", "/api/public/t", `{}`, "Accept-Language", "en"); len(p.Errors) != 3 || p.Errors[0].Message != "required" {
		t.Errorf("missing fields: %+v", p)
	} else {
		var at []string
		for _, e := range p.Errors {
			at = append(at, e.Path)
		}
		if slices.Sort(at); !slices.Equal(at, []string{"body.kind", "body.n", "body.name"}) {
			t.Errorf("missing fields are named %v", at)
		}
	}
}

func TestFailuresKeepTheirCodeAndHideTheirCause(t *testing.T) {
	ok := `{"name":"a","kind":"A","n":1}`
	for name, c := range map[string]struct {
		err    error
		status int
		code   string
	}{
		"domain":  {errBusy.With("seat", "A3").Wrap(errors.New("dsn=root:pw@tcp")), 409, "test.busy"},
		"foreign": {errors.New("dsn=root:pw@tcp"), 500, "internal"},
	} {
		s := newServer(t, c.err)
		res, p := s.do(t, "POST", "/api/public/t", ok, "Accept-Language", "en")
		if res.StatusCode != c.status || p.Code != c.code || p.Request == "" || p.Request != res.Header.Get("X-Request-Id") {
			t.Errorf("%s: %d %+v", name, res.StatusCode, p)
		}
		if strings.Contains(p.Detail, "dsn") {
			t.Errorf("%s: the cause is shown: %s", name, p.Detail)
		}
		if c.status == 500 && !strings.Contains(s.log.String(), "dsn") {
			t.Errorf("%s: the cause is not in the log", name)
		}
	}
}

func TestMalformedRequestsAreAnswered(t *testing.T) {
	s := newServer(t, nil)
	for name, c := range map[string]struct {
		method, path, body, kind string
		status                   int
	}{
		"no JSON":      {"POST", "/api/public/t", "\x00\xff{", "", 400},
		"empty body":   {"POST", "/api/public/t", "", "", 422},
		"huge body":    {"POST", "/api/public/t", `{"name":"` + strings.Repeat("a", 2<<20) + `"}`, "", 413},
		"wrong method": {"DELETE", "/api/public/t", "", "", 405},
	} {
		res, p := s.do(t, c.method, c.path, c.body, "Accept-Language", "zh")
		if res.StatusCode != c.status {
			t.Errorf("%s: %d %+v", name, res.StatusCode, p)
		}
	}
	res, p := s.do(t, "GET", "/api/panic", "")
	if res.StatusCode != 500 || p.Code != "internal" || strings.Contains(p.Detail, "secret") {
		t.Errorf("panic: %d %+v", res.StatusCode, p)
	}
}

func TestGroupsAskWho(t *testing.T) {
	s := newServer(t, nil)
	if res, p := s.do(t, "GET", "/api/staff/who", ""); res.StatusCode != 401 || p.Code != "test.out" {
		t.Errorf("%d %+v", res.StatusCode, p)
	}
	if res, _ := s.do(t, "GET", "/api/staff/who", "", "X-Test", "staff"); res.StatusCode != 200 {
		t.Errorf("%d", res.StatusCode)
	}
	if got := s.log.String(); strings.Contains(got, "cursor") {
		t.Error("queries are logged")
	}
}

func TestRemoteBelievesOnlyTrustedProxies(t *testing.T) {
	trusted := []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")}
	for _, c := range []struct{ remote, forwarded, want string }{
		{"203.0.113.9:1", "1.2.3.4", "203.0.113.9"},
		{"10.0.0.1:1", "1.2.3.4", "1.2.3.4"},
		{"10.0.0.1:1", "6.6.6.6, 1.2.3.4, 10.0.0.2", "1.2.3.4"},
		{"10.0.0.1:1", "junk", "10.0.0.1"},
		{"10.0.0.1:1", "", "10.0.0.1"},
	} {
		r := httptest.NewRequest("GET", "/", nil)
		r.RemoteAddr = c.remote
		r.Header.Set("X-Forwarded-For", c.forwarded)
		if got := api.Remote(r, trusted); got != c.want {
			t.Errorf("%v: %s", c, got)
		}
	}
}
