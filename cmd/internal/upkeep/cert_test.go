package upkeep_test

import (
	"crypto/tls"
	"crypto/x509"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/suikao/suikao/cmd/internal/upkeep"
)

func TestRoomCertificateServesAndRenews(t *testing.T) {
	dir := t.TempDir()
	if err := upkeep.IssueCert(dir, "襄阳市应急管理局", []string{"room-1.test", "127.0.0.1"}, time.Now()); err != nil {
		t.Fatal(err)
	}
	first, _ := os.ReadFile(filepath.Join(dir, upkeep.RootCert))
	for range 2 {
		get(t, dir)
		if err := upkeep.IssueCert(dir, "x", []string{"127.0.0.1"}, time.Now()); err != nil {
			t.Fatal(err)
		}
	}
	again, _ := os.ReadFile(filepath.Join(dir, upkeep.RootCert))
	if string(first) != string(again) {
		t.Error("renewing the server certificate made a new CA: every terminal would have to import it")
	}
	for _, name := range []string{"room-ca.key", upkeep.ServerKey} {
		st, err := os.Stat(filepath.Join(dir, name))
		if err != nil || st.Mode().Perm() != 0o600 {
			t.Errorf("%s: mode %v, %v", name, st.Mode(), err)
		}
	}
}

func get(t *testing.T, dir string) {
	t.Helper()
	cert, err := tls.LoadX509KeyPair(filepath.Join(dir, upkeep.ServerCert), filepath.Join(dir, upkeep.ServerKey))
	if err != nil {
		t.Fatal(err)
	}
	srv := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(204) }))
	srv.TLS = &tls.Config{Certificates: []tls.Certificate{cert}}
	srv.StartTLS()
	defer srv.Close()
	pool := x509.NewCertPool()
	root, _ := os.ReadFile(filepath.Join(dir, upkeep.RootCert))
	pool.AppendCertsFromPEM(root)
	c := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: pool}}}
	res, err := c.Get(srv.URL)
	if err != nil {
		t.Fatalf("a terminal that trusts the room CA is refused: %v", err)
	}
	_ = res.Body.Close()
}

func TestCertNeedsAHostAndAWholeCA(t *testing.T) {
	if err := upkeep.IssueCert(t.TempDir(), "x", nil, time.Now()); err == nil {
		t.Error("a certificate for nobody")
	}
	dir := t.TempDir()
	if err := upkeep.IssueCert(dir, "x", []string{"a"}, time.Now()); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(dir, "room-ca.key")); err != nil {
		t.Fatal(err)
	}
	if err := upkeep.IssueCert(dir, "x", []string{"a"}, time.Now()); err == nil {
		t.Error("half a CA was replaced silently")
	}
}
