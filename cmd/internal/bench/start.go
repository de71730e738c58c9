package bench

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
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
	kb := 0
	for i := range cold {
		if cold[i], p, err = launch(ctx, exe, dir); err != nil {
			return err
		}
		if i == len(cold)-1 {
			time.Sleep(idle)
			if kb, err = residentKB(p.pid()); err != nil {
				return errors.Join(err, p.stop())
			}
		}
		if err := p.stop(); err != nil {
			return err
		}
	}
	slices.Sort(cold)
	_, err = fmt.Fprintf(out, "bench start: cold_ms=%d first_ms=%d rss_mb=%d\n", cold[coldRuns/2].Milliseconds(), first.Milliseconds(), (kb+1023)/1024)
	return err
}

// launch starts the program and returns how long it took until it was ready.
func launch(ctx context.Context, exe, dir string) (time.Duration, *child, error) {
	addr, err := freeAddress()
	if err != nil {
		return 0, nil, err
	}
	cmd := exec.Command(exe, "serve")
	cmd.Env = append(os.Environ(), "SUIKAO_LISTEN="+addr, "SUIKAO_DATA_DIR="+filepath.Join(dir, "data"))
	started := time.Now()
	p, err := spawn(cmd, filepath.Join(dir, "log"))
	if err != nil {
		return 0, nil, err
	}
	if err := p.await(ctx, startLimit, func() error { return ready("http://" + addr) }); err != nil {
		p.kill()
		return 0, nil, err
	}
	return time.Since(started), p, nil
}
