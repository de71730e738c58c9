//go:build linux || darwin || freebsd

package blob

import (
	"fmt"
	"syscall"
)

// Space is how many bytes the volume under a folder has, and how many are free for this user; known is false where the system does
// not tell.
func Space(dir string) (total, free int64, known bool, err error) {
	var st syscall.Statfs_t
	if err := syscall.Statfs(dir, &st); err != nil {
		return 0, 0, false, fmt.Errorf("blob folder: %w", err)
	}
	return int64(st.Blocks) * int64(st.Bsize), int64(st.Bavail) * int64(st.Bsize), true, nil
}
