package bench

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// tick is the unit of processor time in /proc; the kernel shows 100 ticks a second to programs on every architecture.
const tick = 10 * time.Millisecond

// cpuOf returns the processor time that a process has used, with its ended children, in user and kernel mode.
func cpuOf(pid int) (time.Duration, error) {
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return 0, fmt.Errorf("processor time is read from /proc on Linux only: %w", err)
	}
	_, rest, ok := strings.Cut(string(b[strings.LastIndexByte(string(b), ')')+1:]), " ")
	f := strings.Fields(rest)
	if !ok || len(f) < 15 {
		return 0, errors.New("/proc/PID/stat is not as expected")
	}
	total := 0
	for _, x := range f[11:15] { // utime, stime, cutime, cstime
		n, err := strconv.Atoi(x)
		if err != nil {
			return 0, err
		}
		total += n
	}
	return time.Duration(total) * tick, nil
}

// residentKB returns the memory of a process that is in RAM.
func residentKB(pid int) (int, error) {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0, fmt.Errorf("memory is read from /proc on Linux only: %w", err)
	}
	for line := range strings.Lines(string(status)) {
		if rest, ok := strings.CutPrefix(line, "VmRSS:"); ok {
			return strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(rest), " kB"))
		}
	}
	return 0, errors.New("no VmRSS in /proc/PID/status")
}

// openFiles counts the file descriptors of a process.
func openFiles(pid int) (int, error) {
	list, err := filepath.Glob(fmt.Sprintf("/proc/%d/fd/*", pid))
	return len(list), err
}
