package testenv

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"

	"github.com/suikao/suikao/internal/testenv/servers"
)

// supervise runs the server and stops it when nobody has held a lock on the file "users" for 20 s. While it holds that
// lock itself for the last time, newcomers wait and then start a new server. The server does not inherit the lock (it is
// started before the file is opened) and ends with this shell (setpriv).
const supervise = `
dir=$1; shift
setpriv --pdeathsig KILL "$@" </dev/null >>"$dir/out.log" 2>&1 &
pid=$!
exec 9>>"$dir/users"
idle=0
while kill -0 $pid 2>/dev/null; do
  sleep 1
  if flock -n -x 9; then
    idle=$((idle + 1))
    if [ $idle -ge 20 ]; then break; fi
    flock -u 9
  else
    idle=0
  fi
done
flock -x 9
kill -KILL $pid 2>/dev/null
wait $pid
rm -rf "$dir/data" "$dir/s" "$dir/pid"
`

// sharedSocket returns the socket of the MariaDB that all test processes of this user share, starting it if need be.
func sharedSocket(tools servers.Tools) (string, error) {
	for _, tool := range []string{"flock", "setpriv"} {
		if _, err := exec.LookPath(tool); err != nil {
			return "", fmt.Errorf("the shared MariaDB needs %s (util-linux): %w", tool, err)
		}
	}
	dir := filepath.Join(os.TempDir(), fmt.Sprintf("suikao-testenv-%d", os.Geteuid()))
	if err := privateDir(dir); err != nil {
		return "", err
	}
	start, err := lock(filepath.Join(dir, "start"), syscall.LOCK_EX)
	if err != nil {
		return "", err
	}
	defer func() { _ = syscall.Close(start) }()
	// Held until this process ends, and deliberately never closed: it is what keeps the server up.
	if _, err := lock(filepath.Join(dir, "users"), syscall.LOCK_SH); err != nil {
		return "", err
	}
	sock := filepath.Join(dir, "s")
	cfg := servers.Socket(sock)
	if servers.Ping(cfg) == nil {
		return sock, nil
	}
	return sock, startShared(tools, dir)
}

// startShared makes a fresh data folder and starts the supervised server on it.
func startShared(tools servers.Tools, dir string) error {
	for _, old := range []string{"data", "s", "pid", "out.log"} {
		if err := os.RemoveAll(filepath.Join(dir, old)); err != nil {
			return err
		}
	}
	if err := tools.Install(dir); err != nil {
		return err
	}
	args := append([]string{"-c", supervise, "suikao-testenv", dir, tools.Server}, servers.MariaDBArgs(dir)...)
	cmd := exec.Command("sh", args...)
	cmd.Dir = dir
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	if err := cmd.Start(); err != nil {
		return err
	}
	ended := make(chan struct{})
	go func() { _ = cmd.Wait(); close(ended) }()
	cfg := servers.Socket(filepath.Join(dir, "s"))
	for deadline := time.Now().Add(servers.StartLimit); ; {
		err := servers.Ping(cfg)
		if err == nil {
			return nil
		}
		select {
		case <-ended:
			return fmt.Errorf("shared MariaDB ended while starting: %s", servers.Tail(filepath.Join(dir, "out.log")))
		case <-time.After(20 * time.Millisecond):
		}
		if time.Now().After(deadline) {
			_ = cmd.Process.Signal(syscall.SIGTERM)
			return fmt.Errorf("shared MariaDB does not answer: %w: %s", err, servers.Tail(filepath.Join(dir, "out.log")))
		}
	}
}

// privateDir makes dir for its owner alone and refuses a folder that somebody else planted in the temporary folder.
func privateDir(dir string) error {
	if err := os.Mkdir(dir, 0o700); err != nil && !os.IsExist(err) {
		return err
	}
	st, err := os.Lstat(dir)
	if err != nil {
		return err
	}
	owner, ok := st.Sys().(*syscall.Stat_t)
	if !st.IsDir() || st.Mode().Perm() != 0o700 || !ok || int(owner.Uid) != os.Geteuid() {
		return fmt.Errorf("%s is not a private folder of this user", dir)
	}
	return nil
}

// lock opens path and takes a flock on it. Closing the descriptor gives it back, and so does the end of the process.
// It is a plain descriptor because an unreferenced os.File would be closed by the garbage collector.
func lock(path string, how int) (int, error) {
	fd, err := syscall.Open(path, syscall.O_CREAT|syscall.O_RDWR|syscall.O_CLOEXEC, 0o600)
	if err != nil {
		return -1, fmt.Errorf("lock %s: %w", path, err)
	}
	for {
		if err = syscall.Flock(fd, how); err != syscall.EINTR {
			break
		}
	}
	if err != nil {
		_ = syscall.Close(fd)
		return -1, fmt.Errorf("lock %s: %w", path, err)
	}
	return fd, nil
}
