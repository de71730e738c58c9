package testenv

import (
	"path/filepath"
	"testing"
)

// SQLite returns the DSN ("sqlite:PATH") of a file that does not exist yet, in a folder that is deleted after the test.
func SQLite(t testing.TB) string {
	t.Helper()
	return "sqlite:" + filepath.Join(tempDir(t), "suikao.db")
}
