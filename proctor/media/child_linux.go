package media

import (
	"os/exec"
	"syscall"
)

// dieWithParent has the system kill the child when this process is killed.
func dieWithParent(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL} }
