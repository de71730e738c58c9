package post_test

import (
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/suikao/suikao/exam/permit/news/post"
)

// names answers look-ups from a list; each look-up of a name moves on to its next answer.
type names struct {
	answers map[string][][]string
	asked   atomic.Int64
}

func (n *names) LookupNetIP(_ context.Context, _, host string) ([]netip.Addr, error) {
	list := n.answers[host]
	if len(list) == 0 {
		return nil, errors.New("no such host")
	}
	at := min(int(n.asked.Add(1))-1, len(list)-1)
	var out []netip.Addr
	for _, text := range list[at] {
		out = append(out, netip.MustParseAddr(text))
	}
	return out, nil
}

// inside is a server on this machine that nobody outside may reach.
func inside(t *testing.T, h http.HandlerFunc) (s *httptest.Server, hits *atomic.Int64) {
	t.Helper()
	hits = &atomic.Int64{}
	s = httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		hits.Add(1)
		h(w, r)
	}))
	t.Cleanup(s.Close)
	return s, hits
}

func portOf(t *testing.T, s *httptest.Server) (text string, n int) {
	t.Helper()
	_, text, err := net.SplitHostPort(s.Listener.Addr().String())
	if err == nil {
		_, err = fmt.Sscan(text, &n)
	}
	if err != nil {
		t.Fatal(err)
	}
	return text, n
}

func ok(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusOK) }

// Names that lead inside are refused when they are dialled, however their address is written, and nothing inside hears of it.
func TestNamesThatLeadInside(t *testing.T) {
	s, hits := inside(t, ok)
	port, n := portOf(t, s)
	for _, addr := range []string{"127.0.0.1", "127.9.9.9", "0.0.0.0", "10.0.0.5", "172.16.3.4", "192.168.1.1", "169.254.169.254", "100.100.100.200", "192.0.0.192", "198.18.0.1", "224.0.0.1",
		"240.0.0.1", "255.255.255.255", "::1", "::", "::ffff:127.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1", "fe80::1", "fc00::1", "fd00:ec2::254", "fec0::1", "ff02::1",
		"64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "2002:7f00:1::", "2002:a9fe:a9fe::1", "2001:0:7f00:1::", "2001:db8::1"} {
		c := post.New(post.Options{Ports: []int{n}, Resolver: &names{answers: map[string][][]string{"hook.example.com": {{addr}}, "both.example.com": {{"93.184.215.14", addr}}}}})
		for _, host := range []string{"hook.example.com", "both.example.com"} {
			if status, err := c.Post(t.Context(), "https://"+host+":"+port+"/x", nil, nil); !errors.Is(err, post.ErrNetwork) || status != 0 {
				t.Errorf("%s at %s: %d %v", host, addr, status, err)
			}
		}
	}
	if hits.Load() != 0 {
		t.Error("the server inside was reached")
	}
}

// A name that is harmless when it is looked at and leads inside when it is dialled is looked up once: what was judged is dialled.
func TestNamesThatChange(t *testing.T) {
	s, hits := inside(t, ok)
	port, n := portOf(t, s)
	dns := &names{answers: map[string][][]string{"hook.example.com": {{"192.0.2.1"}, {"127.0.0.1"}}}}
	c := post.New(post.Options{Ports: []int{n}, Resolver: dns, Timeout: time.Second})
	if err := c.Allowed("https://hook.example.com:" + port + "/x"); err != nil || dns.asked.Load() != 0 {
		t.Error("the form of an address asks for a name:", err)
	}
	for range 3 {
		before := dns.asked.Load()
		_, err := c.Post(t.Context(), "https://hook.example.com:"+port+"/x", nil, nil)
		if !errors.Is(err, post.ErrNetwork) || dns.asked.Load() != before+1 {
			t.Errorf("%v after %d look-ups", err, dns.asked.Load()-before)
		}
	}
	if hits.Load() != 0 {
		t.Error("the server inside was reached")
	}
}

func TestAddressesThatAreRefusedAsTheyStand(t *testing.T) {
	c := post.New(post.Options{Resolver: &names{}})
	for _, bad := range []string{"http://hook.example.com/", "https://127.0.0.1/", "https://[::1]/", "https://[::ffff:127.0.0.1]/", "https://[fe80::1%25eth0]/", "https://2130706433/", "https://0x7f000001/", "https://017700000001/",
		"https://127.1/", "https://0x7f.0.0.1/", "https://127.0.0.0x1/", "https://8.8.8.8/", "https://localhost/", "https://intranet/", "https://a.localhost/", "https://printer.local/", "https://metadata.google.internal/", "https://user:pw@hook.example.com/",
		"https://hook.example.com@127.0.0.1/", "ftp://hook.example.com/", "file:///etc/passwd", "https://", "//hook.example.com/", "https://hook.example.com:22/", "https://hook.example.com:0/", "https://hook.example.com:99999/", "https://a b/", "https://hook.example.com\\@127.0.0.1/",
		"https://hook.example.com/#x", "javascript:alert(1)", ""} {
		if err := c.Allowed(bad); err == nil {
			t.Errorf("%q is let in", bad)
		}
		if _, err := c.Post(t.Context(), bad, nil, nil); err == nil {
			t.Errorf("%q is posted to", bad)
		}
	}
	for _, good := range []string{"https://hook.example.com/a?b=c", "https://hook.example.com:443/", "https://门禁.example.com/"} {
		if err := c.Allowed(good); err != nil {
			t.Errorf("%q: %v", good, err)
		}
	}
}

// open is a client that may reach this machine, as in development; the certificate of the tests is for example.com.
func open(s *httptest.Server, o post.Options) *post.Client {
	o.Networks = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}
	o.Resolver = &names{answers: map[string][][]string{"example.com": {{"127.0.0.1"}}}}
	if o.Roots = x509.NewCertPool(); s.Certificate() != nil {
		o.Roots.AddCert(s.Certificate())
	}
	return post.New(o)
}

// A redirect is an answer like any other: what it names is not asked.
func TestRedirectsAreNotFollowed(t *testing.T) {
	other, hits := inside(t, ok)
	port, _ := portOf(t, other)
	for _, code := range []int{301, 302, 303, 307, 308} {
		for _, to := range []string{"https://169.254.169.254/latest/meta-data/", "https://example.com:" + port + "/"} {
			s, _ := inside(t, func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, to, code) })
			port, _ := portOf(t, s)
			if status, err := open(s, post.Options{}).Post(t.Context(), "https://example.com:"+port+"/", nil, nil); status != code || err != nil {
				t.Errorf("%d to %s: %d %v", code, to, status, err)
			}
		}
	}
	if hits.Load() != 0 {
		t.Error("a redirect was followed")
	}
}

func TestAnswersAreBounded(t *testing.T) {
	var written atomic.Int64
	for what, c := range map[string]struct {
		h    http.HandlerFunc
		want error
	}{
		"huge": {func(w http.ResponseWriter, r *http.Request) {
			for block := make([]byte, 1<<16); r.Context().Err() == nil; {
				n, err := w.Write(block)
				if written.Add(int64(n)); err != nil {
					return
				}
			}
		}, post.ErrTooLarge},
		"huge headers": {func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("X", strings.Repeat("x", 64<<10)) }, post.ErrTooLarge},
		"silent":       {func(_ http.ResponseWriter, _ *http.Request) { time.Sleep(2 * time.Second) }, post.ErrSlow},
		"drop by drop": {func(w http.ResponseWriter, r *http.Request) {
			for r.Context().Err() == nil {
				_, _ = w.Write([]byte("."))
				_ = http.NewResponseController(w).Flush()
				time.Sleep(20 * time.Millisecond)
			}
		}, post.ErrSlow},
	} {
		s, _ := inside(t, c.h)
		port, _ := portOf(t, s)
		began := time.Now()
		_, err := open(s, post.Options{Timeout: 500 * time.Millisecond}).Post(t.Context(), "https://example.com:"+port+"/", nil, []byte("{}"))
		if !errors.Is(err, c.want) || time.Since(began) > 5*time.Second {
			t.Errorf("%s: %v after %s", what, err, time.Since(began))
		}
	}
	if written.Load() > 32<<20 {
		t.Errorf("%d bytes were taken from a huge answer", written.Load())
	}
}

func TestWhatIsSent(t *testing.T) {
	var got *http.Request
	var body []byte
	s, _ := inside(t, func(w http.ResponseWriter, r *http.Request) {
		got = r
		body, _ = io.ReadAll(r.Body)
		w.WriteHeader(http.StatusAccepted)
	})
	port, _ := portOf(t, s)
	status, err := open(s, post.Options{}).Post(t.Context(), "https://example.com:"+port+"/hook?a=b", map[string]string{"Webhook-Id": "m1", "Content-Type": "application/json"}, []byte(`{"a":1}`))
	if err != nil || status != 202 || got.Method != "POST" || got.URL.String() != "/hook?a=b" || got.Header.Get("Webhook-Id") != "m1" || string(body) != `{"a":1}` {
		t.Error(status, err, got, string(body))
	}
	strangers := post.New(post.Options{Networks: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}, Roots: x509.NewCertPool(), Resolver: &names{answers: map[string][][]string{"example.com": {{"127.0.0.1"}}}}})
	if _, err := strangers.Post(t.Context(), "https://example.com:"+port+"/", nil, nil); !errors.Is(err, post.ErrTLS) {
		t.Error("a certificate that nobody vouches for:", err)
	}
}
