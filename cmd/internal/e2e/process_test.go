package e2e_test

import (
	"bytes"
	"context"
	"crypto/tls"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"
)

// patience bounds every wait for something that must happen.
const patience = time.Minute

// process is a running program.
type process struct {
	t     testing.TB
	env   []string
	url   string
	out   string // file with both outputs of all its lives
	cmd   *exec.Cmd
	done  chan struct{}
	probe *http.Client
}

// settings are environment variables of the program, without the prefix SUIKAO_.
type settings map[string]string

func (s settings) environ() []string {
	out := []string{"PATH=" + os.Getenv("PATH"), "HOME=" + os.Getenv("HOME"), "TMPDIR=" + os.TempDir(), "LANG=C.UTF-8"}
	for k, v := range s {
		out = append(out, "SUIKAO_"+k+"="+v)
	}
	return out
}

func (s settings) with(more settings) settings {
	out := settings{}
	for _, m := range []settings{s, more} {
		for k, v := range m {
			out[k] = v
		}
	}
	return out
}

// freeAddress returns an address on loopback that nobody listens on.
func freeAddress(t testing.TB) string {
	t.Helper()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = ln.Close() }()
	return ln.Addr().String()
}

// serve starts the program on a free address and waits until it is ready.
func serve(t testing.TB, s settings) *process {
	t.Helper()
	p := prepare(t, s)
	p.start()
	p.ready()
	return p
}

// prepare chooses the address of a program that start will run, unless the settings name one.
func prepare(t testing.TB, s settings) *process {
	t.Helper()
	addr := s["LISTEN"]
	if addr == "" {
		addr = freeAddress(t)
	}
	scheme := "http://"
	if s["TLS_CERT"] != "" {
		scheme = "https://"
	}
	p := &process{t: t, env: settings{"LISTEN": addr, "LOG_LEVEL": "warn"}.with(s).environ(), url: scheme + strings.Replace(addr, "0.0.0.0", "127.0.0.1", 1),
		out: filepath.Join(t.TempDir(), "out.log"), probe: &http.Client{Timeout: 2 * time.Second,
			Transport: &http.Transport{DisableKeepAlives: true, TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}}}
	t.Cleanup(func() {
		p.kill()
		if t.Failed() {
			b, _ := os.ReadFile(p.out)
			t.Logf("the program said last:\n%s", b[max(0, len(b)-4000):])
		}
	})
	return p
}

// start runs the program and returns at once.
func (p *process) start() {
	p.t.Helper()
	bin, err := program()
	if err != nil {
		p.t.Fatal(err)
	}
	out, err := os.OpenFile(p.out, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		p.t.Fatal(err)
	}
	cmd := exec.Command(bin, "serve")
	cmd.Env, cmd.Stdout, cmd.Stderr = p.env, out, out
	tie(cmd)
	started, done := make(chan error, 1), make(chan struct{})
	go func() {
		runtime.LockOSThread() // a tied child ends with this thread
		defer func() { _ = out.Close() }()
		err := cmd.Start()
		started <- err
		if err == nil {
			_ = cmd.Wait()
		}
		close(done)
	}()
	if err := <-started; err != nil {
		p.t.Fatal(err)
	}
	p.cmd, p.done = cmd, done
}

// ready waits until the program answers that it serves.
func (p *process) ready() {
	p.t.Helper()
	for end := time.Now().Add(patience); ; time.Sleep(5 * time.Millisecond) {
		resp, err := p.probe.Get(p.url + "/readyz")
		if err == nil {
			_ = resp.Body.Close()
			if resp.StatusCode == http.StatusOK {
				return
			}
		}
		select {
		case <-p.done:
			p.t.Fatalf("the program ended while starting")
		default:
		}
		if time.Now().After(end) {
			p.t.Fatalf("the program is not ready: %v", err)
		}
	}
}

// kill ends the program with SIGKILL. Killing a dead one does nothing.
func (p *process) kill() {
	if p.done == nil {
		return
	}
	_ = p.cmd.Process.Kill()
	<-p.done
}

// stop ends the program as an operator does and fails the test when it does not end well.
func (p *process) stop() {
	p.t.Helper()
	_ = p.cmd.Process.Signal(syscall.SIGTERM)
	select {
	case <-p.done:
		if !p.cmd.ProcessState.Success() {
			p.t.Errorf("the program ended with %s", p.cmd.ProcessState)
		}
	case <-time.After(patience):
		p.t.Fatal("the program does not stop")
	}
}

// said returns what the program has written so far.
func (p *process) said() string {
	b, err := os.ReadFile(p.out)
	if err != nil {
		p.t.Fatal(err)
	}
	return string(b)
}

// tool runs another command of the program; in is its standard input. The error is its exit.
func tool(t testing.TB, s settings, in string, args ...string) (string, error) {
	t.Helper()
	bin, err := program()
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 2*patience)
	defer cancel()
	cmd := exec.CommandContext(ctx, bin, args...)
	var out bytes.Buffer
	cmd.Env, cmd.Stdout, cmd.Stderr, cmd.Stdin = settings{"LOG_LEVEL": "warn"}.with(s).environ(), &out, &out, strings.NewReader(in)
	if err = cmd.Run(); err != nil {
		err = fmt.Errorf("suikao %s: %w: %s", strings.Join(args, " "), err, out.String())
	}
	return out.String(), err
}

// must runs a command that has to succeed.
func must(t testing.TB, s settings, in string, args ...string) string {
	t.Helper()
	out, err := tool(t, s, in, args...)
	if err != nil {
		t.Fatal(err)
	}
	return out
}
