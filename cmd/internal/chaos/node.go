package chaos

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/testenv/servers"
)

// SteppedClock is a clock that is off by the milliseconds written in a file, as a machine whose time was set is.
func SteppedClock(file string) actor.Clock {
	var off atomic.Int64
	go func() {
		for {
			if b, err := os.ReadFile(file); err == nil {
				if ms, err := strconv.ParseInt(strings.TrimSpace(string(b)), 10, 64); err == nil {
					off.Store(ms)
				}
			}
			time.Sleep(100 * time.Millisecond)
		}
	}()
	return func() time.Time { return time.Now().Add(time.Duration(off.Load()) * time.Millisecond) }
}

// node is one process of the program, its proxy before it and its proxy to the database.
type node struct {
	no     int
	db     int // which server of the database it uses
	exe    string
	env    []string
	dir    string
	addr   string // where it listens itself
	front  *servers.Proxy
	back   *servers.Proxy
	cmd    *exec.Cmd
	exited chan struct{}
}

func (n *node) clockFile() string { return filepath.Join(n.dir, fmt.Sprintf("clock%d", n.no)) }

// start runs the process and returns at once.
func (n *node) start() error {
	log, err := os.OpenFile(filepath.Join(n.dir, fmt.Sprintf("node%d.log", n.no)), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	cmd := exec.Command(n.exe, "chaos", "node", "--clock", n.clockFile())
	cmd.Env, cmd.Stdout, cmd.Stderr = n.env, log, log
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	started, exited := make(chan error, 1), make(chan struct{})
	go func() {
		runtime.LockOSThread() // the kernel ends the child with the thread that made it
		defer func() { _ = log.Close() }()
		err := cmd.Start()
		started <- err
		if err == nil {
			_ = cmd.Wait()
		}
		close(exited)
	}()
	if err := <-started; err != nil {
		return err
	}
	n.cmd, n.exited = cmd, exited
	return nil
}

func (n *node) signal(s syscall.Signal) { _ = n.cmd.Process.Signal(s) }

func (n *node) kill() {
	n.signal(syscall.SIGKILL)
	<-n.exited
}

// stop tells the process to end and waits; one that does not end is killed.
func (n *node) stop() {
	n.signal(syscall.SIGTERM)
	select {
	case <-n.exited:
	case <-time.After(15 * time.Second):
		n.kill()
	}
}

// ready reports whether the process serves.
func (n *node) ready() bool {
	c := http.Client{Timeout: time.Second}
	res, err := c.Get("http://" + n.addr + "/readyz")
	if err != nil {
		return false
	}
	_ = res.Body.Close()
	return res.StatusCode == http.StatusOK
}

// await waits until the process serves; one that ended by itself is started again, as a supervisor would.
func (n *node) await(ctx context.Context, limit time.Duration) error {
	for end := time.Now().Add(limit); time.Now().Before(end) && ctx.Err() == nil; time.Sleep(50 * time.Millisecond) {
		if n.ready() {
			return nil
		}
		select {
		case <-n.exited:
			if err := n.start(); err != nil {
				return err
			}
		default:
		}
	}
	return fmt.Errorf("node %d does not serve after %s: %s", n.no, limit, servers.Tail(filepath.Join(n.dir, fmt.Sprintf("node%d.log", n.no))))
}

func (n *node) step(ms int) error {
	return os.WriteFile(n.clockFile(), []byte(strconv.Itoa(ms)), 0o600)
}

func freeAddress() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	return l.Addr().String(), l.Close()
}
