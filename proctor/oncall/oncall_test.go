package oncall_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/suikao/suikao/exam/outpost"
	"github.com/suikao/suikao/proctor/oncall"
)

const token = "a-token-for-the-test"

func TestTheGatewaySpeaksTheProtocol(t *testing.T) {
	sim := oncall.NewSimulator(token, outpost.Answered)
	srv := httptest.NewServer(sim)
	defer srv.Close()
	c := oncall.Config{URL: srv.URL, Token: token, Via: "127.0.0.1"}
	if err := c.Check(); err != nil {
		t.Fatal(err)
	}
	o := outpost.Order{ID: "1", Name: "王值守", Phone: "13800000000", Text: "请立即到场"}
	for range 2 { // the same call again is one call
		if out, _, err := oncall.New(c).Call(t.Context(), o); out != outpost.Answered || err != nil {
			t.Fatal(out, err)
		}
	}
	if made := sim.Made(); len(made) != 1 || made[0].To != o.Phone || made[0].Text != o.Text {
		t.Fatalf("%+v", made)
	}
	sim.Answer(outpost.Sent)
	if out, _, err := oncall.New(c).Call(t.Context(), o); out != outpost.Sent || err != nil {
		t.Fatal(out, err)
	}
}

func TestWhateverGoesWrongIsAFailedCall(t *testing.T) {
	o := outpost.Order{ID: "1", Phone: "13800000000"}
	for name, h := range map[string]http.HandlerFunc{
		"refused":    func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "no", http.StatusForbidden) },
		"no json":    func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("ok")) },
		"no outcome": func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(`{"result":"CALLING"}`)) },
	} {
		srv := httptest.NewServer(h)
		if out, _, err := oncall.New(oncall.Config{URL: srv.URL, Token: token}).Call(t.Context(), o); out != outpost.Failed || err == nil {
			t.Errorf("%s: %s %v", name, out, err)
		}
		srv.Close()
		out, _, err := oncall.New(oncall.Config{URL: srv.URL, Token: token}).Call(t.Context(), o)
		if out != outpost.Failed || err == nil || strings.Contains(err.Error(), o.Phone) || strings.Contains(err.Error(), "127.0.0.1") {
			t.Errorf("away: %s %v", out, err)
		}
	}
}

func TestOnlySafeAddressesAreTaken(t *testing.T) {
	for u, ok := range map[string]bool{"https://gateway.example.cn/call": true, "http://192.168.8.1/call": true, "http://127.0.0.1:9": true,
		"http://gateway.example.cn/call": false, "http://203.0.113.9/": false, "ftp://192.168.8.1": false, "": false} {
		if err := (oncall.Config{URL: u, Token: token}).Check(); (err == nil) != ok {
			t.Errorf("%q: %v", u, err)
		}
	}
	if (oncall.Config{URL: "https://a.example.cn", Token: "short"}).Check() == nil || (oncall.Config{URL: "https://a.example.cn", Token: token, Via: "lte0"}).Check() == nil {
		t.Error("a short token or a line without an address was taken")
	}
}
