//go:build !unix

package media

import "os"

// takeLock holds nothing where the system knows no such locks: run one process on a folder.
func takeLock(*os.File) error { return nil }
