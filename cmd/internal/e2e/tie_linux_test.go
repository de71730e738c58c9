package e2e_test

import (
	"os/exec"
	"syscall"
)

// tie lets the kernel end the child with the thread that made it, and keeps Ctrl-C for the test.
func tie(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
}
