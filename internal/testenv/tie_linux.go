package testenv

import (
	"os/exec"
	"syscall"
)

// tie makes the child a process group of its own (so that Ctrl-C reaches the test first) and lets the kernel kill it
// when the test's process ends.
func tie(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
}
