package servers

import (
	"os/exec"
	"syscall"
)

// tie makes the child a process group of its own (so that Ctrl-C reaches the parent first) and lets the kernel kill it
// when the parent ends.
func tie(cmd *exec.Cmd, as *account) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
	if as != nil {
		cmd.SysProcAttr.Credential = &syscall.Credential{Uid: as.uid, Gid: as.gid}
	}
}
