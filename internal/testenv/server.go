package testenv

import (
	"errors"
	"os"
	"testing"

	"github.com/suikao/suikao/internal/testenv/servers"
)

// Server is a private server process that a test may kill, freeze and start again on the same data. It dies with the
// test and with the test's process.
type Server struct{ *servers.Process }

// Restart starts the server on the same data and address; a server that still runs is killed first.
func (s Server) Restart(t testing.TB) {
	t.Helper()
	if err := s.Process.Restart(); err != nil {
		t.Fatal(err)
	}
}

// tempDir makes a folder with a short path, because a unix socket's address may have 107 bytes only.
func tempDir(t testing.TB) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "sk")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	return dir
}

// started ends the test where a server did not start: skipped when it is not installed, failed otherwise.
func started(t testing.TB, what string, err error) {
	t.Helper()
	if errors.Is(err, servers.ErrMissing) {
		missing(t, what, err)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// Proxy returns a proxy on a loopback port in front of a server ("unix", path or "tcp", host:port), closed after the test.
func Proxy(t testing.TB, network, target string) *servers.Proxy {
	t.Helper()
	p, err := servers.StartProxy("tcp", "127.0.0.1:0", network, target)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = p.Close() })
	return p
}
