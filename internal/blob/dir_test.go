package blob_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/suikao/suikao/internal/blob"
)

func TestFolderKeepsNothingHalfWritten(t *testing.T) {
	dir := t.TempDir()
	d := folder(t, dir)
	_, err := d.Put(t.Context(), "a/b", zeros{}, 10)
	if !errors.Is(err, blob.ErrTooLarge) {
		t.Fatal(err)
	}
	left := 0
	must(t, filepath.WalkDir(dir, func(_ string, e os.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			left++
		}
		return err
	}))
	if left != 0 {
		t.Errorf("%d files left", left)
	}
	// What a crash left: yesterday's goes at the next start, a fresh one may belong to another process.
	old, fresh := filepath.Join(dir, ".spool", "old"), filepath.Join(dir, ".spool", "fresh")
	for _, f := range []string{old, fresh} {
		must(t, os.WriteFile(f, []byte("x"), 0o600))
	}
	must(t, os.Chtimes(old, time.Now(), time.Now().Add(-25*time.Hour)))
	e := folder(t, dir)
	if _, err := os.Stat(old); !os.IsNotExist(err) {
		t.Error("an old half-written file stays")
	}
	if _, err := os.Stat(fresh); err != nil {
		t.Error("a file that is being written was deleted")
	}
	if got := names(t, e, ""); got != nil {
		t.Errorf("half-written files are listed: %v", got)
	}
}

func TestFolderCannotBeLeft(t *testing.T) {
	dir, outside := t.TempDir(), t.TempDir()
	must(t, os.WriteFile(filepath.Join(outside, "secret"), []byte("key"), 0o600))
	d := folder(t, dir)
	must(t, os.Symlink(outside, filepath.Join(dir, "out")))
	must(t, os.Symlink(filepath.Join(outside, "secret"), filepath.Join(dir, "link")))
	for _, key := range []string{"out/secret", "link"} {
		if r, _, err := d.Open(t.Context(), key); err == nil {
			_ = r.Close()
			t.Errorf("%s leads out of the folder", key)
		}
	}
	if _, err := d.Put(t.Context(), "out/planted", strings.NewReader("x"), 1); err == nil {
		t.Error("a blob was written outside")
	}
	if _, err := os.Stat(filepath.Join(outside, "planted")); err == nil {
		t.Error("a file was planted outside")
	}
}

func TestFileIsNotAFolder(t *testing.T) {
	d := folder(t, t.TempDir())
	put(t, d, "a/b", "x")
	for _, key := range []string{"a", "a/b/c"} {
		if _, err := d.Put(t.Context(), key, strings.NewReader("y"), 1); !errors.Is(err, blob.ErrBadKey) {
			t.Errorf("%s: %v", key, err)
		}
	}
	if read(t, d, "a/b") != "x" {
		t.Error("the blob is damaged")
	}
}

func TestDeleteLeavesNoEmptyFolders(t *testing.T) {
	dir := t.TempDir()
	d := folder(t, dir)
	put(t, d, "a/b/c/d", "x")
	put(t, d, "a/e", "y")
	must(t, d.Delete(t.Context(), "a/b/c/d"))
	if _, err := os.Stat(filepath.Join(dir, "a", "b")); !os.IsNotExist(err) {
		t.Error("empty folders stay")
	}
	if read(t, d, "a/e") != "y" {
		t.Error("too much was deleted")
	}
}

func TestFilesAreForTheirOwnerOnly(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "blobs")
	d := folder(t, dir)
	put(t, d, "a/b", "x")
	for _, p := range []string{"", "a", "a/b"} {
		if st, err := os.Stat(filepath.Join(dir, p)); err != nil || st.Mode().Perm()&0o077 != 0 {
			t.Errorf("%q has mode %v", p, st.Mode())
		}
	}
}
