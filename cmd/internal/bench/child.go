package bench

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"syscall"
	"time"
)

// child is a process that the benchmark started. It ends with the benchmark.
type child struct {
	cmd  *exec.Cmd
	log  string // file with what it wrote to standard error, and to standard output unless that was taken
	done chan struct{}
}

// spawn starts a process whose outputs go to a file.
func spawn(cmd *exec.Cmd, log string) (*child, error) {
	f, err := os.OpenFile(log, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, err
	}
	cmd.Stderr = f
	if cmd.Stdout == nil {
		cmd.Stdout = f
	}
	tie(cmd)
	c := &child{cmd: cmd, log: log, done: make(chan struct{})}
	started := make(chan error, 1)
	go func() {
		runtime.LockOSThread() // a tied child ends with this thread
		defer func() { _ = f.Close() }()
		err := cmd.Start()
		started <- err
		if err == nil {
			_ = cmd.Wait()
		}
		close(c.done)
	}()
	return c, <-started
}

// await asks until ready answers nil, the child ends, or the limit is over.
func (c *child) await(ctx context.Context, limit time.Duration, ready func() error) error {
	for end := time.Now().Add(limit); ; {
		err := ready()
		if err == nil {
			return nil
		}
		select {
		case <-c.done:
			return fmt.Errorf("%s ended while starting: %s", filepath.Base(c.cmd.Path), c.said())
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(5 * time.Millisecond):
		}
		if time.Now().After(end) {
			return fmt.Errorf("%s is not ready after %s: %w: %s", filepath.Base(c.cmd.Path), limit, err, c.said())
		}
	}
}

// said returns the end of what the child wrote.
func (c *child) said() string {
	b, err := os.ReadFile(c.log)
	if err != nil {
		return err.Error()
	}
	return string(b[max(0, len(b)-2000):])
}

// stop asks the child to end, waits, and kills it when it does not.
func (c *child) stop() error {
	_ = c.cmd.Process.Signal(syscall.SIGTERM)
	select {
	case <-c.done:
	case <-time.After(20 * time.Second):
		_ = c.cmd.Process.Kill()
		<-c.done
		return fmt.Errorf("%s did not end when told to", filepath.Base(c.cmd.Path))
	}
	if !c.cmd.ProcessState.Success() && c.cmd.ProcessState.ExitCode() != -1 {
		return fmt.Errorf("%s ended with %s: %s", filepath.Base(c.cmd.Path), c.cmd.ProcessState, c.said())
	}
	return nil
}

func (c *child) kill() {
	_ = c.cmd.Process.Kill()
	<-c.done
}

func (c *child) pid() int { return c.cmd.Process.Pid }

// freeAddress returns an address on loopback that nobody listens on.
func freeAddress() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	return l.Addr().String(), l.Close()
}

// find looks for a program on PATH and where servers are installed.
func find(name string) (string, error) {
	for _, p := range []string{name, "/usr/sbin/" + name, "/usr/local/sbin/" + name, "/usr/local/bin/" + name} {
		if path, err := exec.LookPath(p); err == nil {
			return path, nil
		}
	}
	return "", errors.New(name + " is not installed (make setup)")
}
