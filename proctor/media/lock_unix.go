//go:build unix

package media

import (
	"os"
	"syscall"
)

// takeLock holds f for this process; the system lets go when the process ends, however it ends.
func takeLock(f *os.File) error { return syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB) }
