package servers

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"syscall"
	"time"
)

// StartLimit is how long a server may take to answer; generous because the machine may be busy with other things.
const StartLimit = 30 * time.Second

// Process is a private server process that may be killed, frozen and started again on the same data. It ends with the
// process that started it. Its methods are not for several goroutines at once.
type Process struct {
	name  string
	path  string
	args  []string
	dir   string
	ready func() error
	limit time.Duration // StartLimit where 0
	as    *account      // nil: the caller's own
	cmd   *exec.Cmd
	done  chan struct{}
}

// account is a user of the system that a server runs as.
type account struct{ uid, gid uint32 }

// start runs the server with further arguments and waits until it answers.
func (p *Process) start(more ...string) error {
	out, err := os.OpenFile(p.log(), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	cmd := exec.Command(p.path, append(append([]string{}, p.args...), more...)...)
	cmd.Dir, cmd.Stdout, cmd.Stderr = p.dir, out, out
	tie(cmd, p.as)
	started, done := make(chan error, 1), make(chan struct{})
	go func() {
		// The kernel ends a tied child when the thread that made it ends, so this thread stays until the child is gone.
		runtime.LockOSThread()
		defer func() { _ = out.Close() }()
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
	p.cmd, p.done = cmd, done
	return p.wait()
}

func (p *Process) log() string { return filepath.Join(p.dir, "out.log") }

// wait polls until the server answers, ends, or is too late.
func (p *Process) wait() error {
	limit := p.limit
	if limit == 0 {
		limit = StartLimit
	}
	deadline := time.Now().Add(limit)
	for {
		err := p.ready()
		if err == nil {
			return nil
		}
		select {
		case <-p.done:
			return fmt.Errorf("%s ended while starting: %s", p.name, Tail(p.log()))
		case <-time.After(10 * time.Millisecond):
		}
		if time.Now().After(deadline) {
			p.signal(syscall.SIGKILL)
			return fmt.Errorf("%s does not answer after %s: %w: %s", p.name, limit, err, Tail(p.log()))
		}
	}
}

func (p *Process) signal(sig syscall.Signal) {
	if p.cmd != nil && p.cmd.Process != nil {
		_ = p.cmd.Process.Signal(sig)
	}
}

// Kill ends the server with SIGKILL and returns when it is gone. Killing a dead server does nothing.
func (p *Process) Kill() { p.end(syscall.SIGKILL) }

// Stop ends the server in order (SIGTERM) and returns when it is gone; one that does not within StartLimit is killed.
func (p *Process) Stop() {
	if !p.Alive() {
		return
	}
	p.signal(syscall.SIGCONT) // a frozen one would never hear of it
	p.signal(syscall.SIGTERM)
	select {
	case <-p.done:
	case <-time.After(StartLimit):
		p.Kill()
	}
}

func (p *Process) end(sig syscall.Signal) {
	if p.done == nil {
		return
	}
	p.signal(sig)
	<-p.done
}

// Restart starts the server on the same data and address; a server that still runs is killed first.
func (p *Process) Restart() error {
	p.Kill()
	return p.start()
}

// Freeze stops the server in the middle of whatever it does (SIGSTOP): it accepts connections and answers nothing.
func (p *Process) Freeze() { p.signal(syscall.SIGSTOP) }

// Thaw lets a frozen server go on.
func (p *Process) Thaw() { p.signal(syscall.SIGCONT) }

// Alive reports whether the process exists; a frozen one does.
func (p *Process) Alive() bool {
	if p.done == nil {
		return false
	}
	select {
	case <-p.done:
		return false
	default:
		return true
	}
}

// PID is the process id, or 0 before the first start. Benchmarks read processor time by it.
func (p *Process) PID() int {
	if p.cmd == nil || p.cmd.Process == nil {
		return 0
	}
	return p.cmd.Process.Pid
}

// ErrMissing means that a program or library is not installed on this machine.
var ErrMissing = errors.New("is not installed")

// Find looks for a program on PATH and in the places where servers are installed. The error is an ErrMissing.
func Find(name string) (string, error) {
	if p, err := exec.LookPath(name); err == nil {
		return p, nil
	}
	for _, dir := range []string{"/usr/sbin", "/usr/local/sbin", "/usr/libexec", "/usr/local/bin", "/opt/homebrew/bin"} {
		if p, err := exec.LookPath(filepath.Join(dir, name)); err == nil {
			return p, nil
		}
	}
	return "", fmt.Errorf("%s %w", name, ErrMissing)
}

// Tail is the end of a log file, at most 2,000 bytes.
func Tail(path string) []byte {
	b, err := os.ReadFile(path)
	if err != nil {
		return []byte(err.Error())
	}
	return bytes.TrimSpace(b[max(0, len(b)-2000):])
}
