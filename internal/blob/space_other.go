//go:build !linux && !darwin && !freebsd

package blob

// Space is how many bytes the volume under a folder has, and how many are free for this user; known is false where the system does
// not tell.
func Space(string) (total, free int64, known bool, err error) { return 0, 0, false, nil }
