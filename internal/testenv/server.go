package testenv

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"
	"time"
)

// startLimit is how long a server may take to answer; generous because the machine may be busy with other tests.
const startLimit = 30 * time.Second

// Server is a private server process that a test may kill, freeze and start again on the same data. It dies with the
// test and with the test's process.
type Server struct {
	name  string
	path  string
	args  []string
	dir   string
	ready func() error
	cmd   *exec.Cmd
	done  chan struct{}
}

// start runs the server and waits until it answers.
func (s *Server) start() error {
	out, err := os.OpenFile(filepath.Join(s.dir, "out.log"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	cmd := exec.Command(s.path, s.args...)
	cmd.Dir, cmd.Stdout, cmd.Stderr = s.dir, out, out
	tie(cmd)
	started, done := make(chan error, 1), make(chan struct{})
	go func() {
		// The kernel ends a tied child when the thread that made it ends, so this thread stays until the child is gone.
		runtime.LockOSThread()
		defer out.Close()
		err := cmd.Start()
		started <- err
		if err == nil {
			_ = cmd.Wait()
		}
		close(done)
	}()
	if err := <-started; err != nil {
		return err
	}
	s.cmd, s.done = cmd, done
	return s.wait()
}

// wait polls until the server answers, ends, or is too late.
func (s *Server) wait() error {
	deadline := time.Now().Add(startLimit)
	for {
		err := s.ready()
		if err == nil {
			return nil
		}
		select {
		case <-s.done:
			return fmt.Errorf("%s ended while starting: %s", s.name, tail(filepath.Join(s.dir, "out.log")))
		case <-time.After(10 * time.Millisecond):
		}
		if time.Now().After(deadline) {
			s.signal(syscall.SIGKILL)
			return fmt.Errorf("%s does not answer after %s: %w: %s", s.name, startLimit, err, tail(filepath.Join(s.dir, "out.log")))
		}
	}
}

func (s *Server) signal(sig syscall.Signal) {
	if s.cmd != nil && s.cmd.Process != nil {
		_ = s.cmd.Process.Signal(sig)
	}
}

// Kill ends the server with SIGKILL and returns when it is gone. Killing a dead server does nothing.
func (s *Server) Kill() {
	if s.done == nil {
		return
	}
	s.signal(syscall.SIGKILL)
	<-s.done
}

// Restart starts the server on the same data and address; a server that still runs is killed first.
func (s *Server) Restart(t testing.TB) {
	t.Helper()
	s.Kill()
	if err := s.start(); err != nil {
		t.Fatal(err)
	}
}

// Freeze stops the server in the middle of whatever it does, so that it accepts connections and answers nothing.
func (s *Server) Freeze() { s.signal(syscall.SIGSTOP) }

// Thaw lets a frozen server go on.
func (s *Server) Thaw() { s.signal(syscall.SIGCONT) }

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

// find looks for a program on PATH and in the places where servers are installed.
func find(names ...string) (string, error) {
	for _, n := range names {
		if p, err := exec.LookPath(n); err == nil {
			return p, nil
		}
		for _, dir := range []string{"/usr/sbin", "/usr/local/sbin", "/usr/libexec", "/usr/local/bin", "/opt/homebrew/bin"} {
			if p, err := exec.LookPath(filepath.Join(dir, n)); err == nil {
				return p, nil
			}
		}
	}
	return "", fmt.Errorf("%s is not installed", names[0])
}

func tail(path string) []byte {
	b, err := os.ReadFile(path)
	if err != nil {
		return []byte(err.Error())
	}
	return bytes.TrimSpace(b[max(0, len(b)-2000):])
}
