package bench

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

const (
	coldRuns   = 5
	idle       = 10 * time.Second
	startLimit = 60 * time.Second
)

// Start measures the program at exe: the first start in an empty folder with demo data, then cold starts on the migrated
// database (exec to the first 200 of /readyz, median of five), then the resident memory after 10 s idle.
func Start(ctx context.Context, exe string, out io.Writer) error {
	dir, err := os.MkdirTemp("", "suikao-bench-*")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	first, p, err := launch(ctx, exe, dir)
	if err != nil {
		return err
	}
	if err := p.stop(); err != nil {
		return err
	}
	cold := make([]time.Duration, coldRuns)
	rss := 0
	for i := range cold {
		if cold[i], p, err = launch(ctx, exe, dir); err != nil {
			return err
		}
		if i == len(cold)-1 {
			time.Sleep(idle)
			if rss, err = residentMB(p.cmd.Process.Pid); err != nil {
				return errors.Join(err, p.stop())
			}
		}
		if err := p.stop(); err != nil {
			return err
		}
	}
	slices.Sort(cold)
	_, err = fmt.Fprintf(out, "bench start: cold_ms=%d first_ms=%d rss_mb=%d\n", cold[coldRuns/2].Milliseconds(), first.Milliseconds(), rss)
	return err
}

type process struct {
	cmd *exec.Cmd
	log *bytes.Buffer
}

// launch starts the program and returns how long it took until it was ready.
func launch(ctx context.Context, exe, dir string) (time.Duration, *process, error) {
	addr, err := freeAddress()
	if err != nil {
		return 0, nil, err
	}
	p := &process{cmd: exec.CommandContext(ctx, exe, "serve"), log: &bytes.Buffer{}}
	p.cmd.Env = append(os.Environ(), "SUIKAO_LISTEN="+addr, "SUIKAO_DATA_DIR="+filepath.Join(dir, "data"))
	p.cmd.Stdout, p.cmd.Stderr = p.log, p.log
	p.cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	started := time.Now()
	if err := p.cmd.Start(); err != nil {
		return 0, nil, err
	}
	for time.Since(started) < startLimit {
		res, err := http.Get("http://" + addr + "/readyz") //nolint:noctx // a probe of our own child
		if err == nil {
			_ = res.Body.Close()
			if res.StatusCode == http.StatusOK {
				return time.Since(started), p, nil
			}
		}
		time.Sleep(2 * time.Millisecond)
	}
	_ = p.cmd.Process.Kill()
	_ = p.cmd.Wait()
	return 0, nil, fmt.Errorf("not ready after %s:\n%s", startLimit, p.log)
}

func (p *process) stop() error {
	if err := p.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		return err
	}
	if err := p.cmd.Wait(); err != nil {
		return fmt.Errorf("the program did not stop cleanly: %w\n%s", err, p.log)
	}
	return nil
}

func freeAddress() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	defer func() { _ = l.Close() }()
	return l.Addr().String(), nil
}

func residentMB(pid int) (int, error) {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0, fmt.Errorf("memory is read from /proc on Linux only: %w", err)
	}
	for line := range strings.Lines(string(status)) {
		if rest, ok := strings.CutPrefix(line, "VmRSS:"); ok {
			kb, err := strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(rest), " kB"))
			return (kb + 1023) / 1024, err
		}
	}
	return 0, errors.New("no VmRSS in /proc/PID/status")
}
