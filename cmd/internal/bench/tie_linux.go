package bench

import (
	"os/exec"
	"syscall"
)

// tie makes the child a process group of its own and lets the kernel end it with this process.
func tie(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
}
