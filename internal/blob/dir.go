package blob

import (
	"cmp"
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path"
	"slices"
	"strings"
	"sync"
	"syscall"
	"time"
)

// spoolDir holds files that are being written; keys cannot begin with a dot.
const spoolDir = ".spool"

// Dir keeps blobs in a folder of this machine.
type Dir struct {
	root    *os.Root
	folders sync.RWMutex // held to write while empty folders are removed, to read while one is filled
}

var _ Store = (*Dir)(nil)

// OpenDir opens the folder at path, making it (mode 0700) where it is missing, and removes what a crash more than a day
// ago left half-written.
func OpenDir(path string) (*Dir, error) {
	if err := os.MkdirAll(path, 0o700); err != nil {
		return nil, fmt.Errorf("blob folder: %w", err)
	}
	root, err := os.OpenRoot(path)
	if err != nil {
		return nil, fmt.Errorf("blob folder: %w", err)
	}
	d := &Dir{root: root}
	if err := d.clean(); err != nil {
		_ = root.Close()
		return nil, fmt.Errorf("blob folder: %w", err)
	}
	return d, nil
}

// Close gives the folder back.
func (d *Dir) Close() error { return d.root.Close() }

func (d *Dir) clean() error {
	if err := d.root.MkdirAll(spoolDir, 0o700); err != nil {
		return err
	}
	old, err := fs.ReadDir(d.root.FS(), spoolDir)
	if err != nil {
		return err
	}
	for _, e := range old {
		st, err := e.Info()
		if err == nil && time.Since(st.ModTime()) > 24*time.Hour {
			_ = d.root.Remove(path.Join(spoolDir, e.Name()))
		}
	}
	return nil
}

// Put implements Store.
func (d *Dir) Put(ctx context.Context, key string, r io.Reader, max int64) (Receipt, error) {
	if err := Check(key); err != nil {
		return Receipt{}, err
	}
	var id [12]byte
	_, _ = rand.Read(id[:])
	tmp := path.Join(spoolDir, hex.EncodeToString(id[:]))
	f, err := d.root.OpenFile(tmp, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return Receipt{}, fmt.Errorf("blob: %w", err)
	}
	done, err := spool(ctx, f, r, max)
	if err == nil {
		err = f.Sync()
	}
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if err == nil {
		err = d.install(tmp, key)
	}
	if err != nil {
		_ = d.root.Remove(tmp)
		return Receipt{}, err
	}
	return done, nil
}

// install renames a finished file to its key and makes the name durable.
func (d *Dir) install(tmp, key string) error {
	dir := path.Dir(key)
	fresh, err := d.rename(tmp, key)
	if err == nil {
		if err = d.sync(dir, fresh); errors.Is(err, fs.ErrNotExist) {
			return nil // somebody deleted the blob meanwhile, and its folder with it
		}
		return err
	}
	if errors.Is(err, syscall.ENOTDIR) || errors.Is(err, syscall.EISDIR) || errors.Is(err, fs.ErrExist) {
		return ErrBadKey.Wrap(err) // the key of a file is the folder of another
	}
	return fmt.Errorf("blob: %w", err)
}

// rename reports whether it had to make folders. Another process on the same folder may remove what was made here
// before it is filled; then once more.
func (d *Dir) rename(tmp, key string) (fresh bool, err error) {
	d.folders.RLock()
	defer d.folders.RUnlock()
	dir := path.Dir(key)
	for range 10 {
		_, missing := d.root.Stat(dir)
		if err = d.root.MkdirAll(dir, 0o700); err == nil {
			err = d.root.Rename(tmp, key)
		}
		if !errors.Is(err, fs.ErrNotExist) {
			return missing != nil, err
		}
	}
	return false, err
}

// sync makes the entries of dir durable, and with up also those of the folders above it.
func (d *Dir) sync(dir string, up bool) error {
	for {
		f, err := d.root.Open(dir)
		if err != nil {
			return fmt.Errorf("blob: %w", err)
		}
		if err := errors.Join(f.Sync(), f.Close()); err != nil {
			return fmt.Errorf("blob: %w", err)
		}
		if dir == "." || !up {
			return nil
		}
		dir = path.Dir(dir)
	}
}

// Open implements Store.
func (d *Dir) Open(_ context.Context, key string) (Reader, Info, error) {
	if err := Check(key); err != nil {
		return nil, Info{}, err
	}
	f, err := d.root.Open(key)
	if err != nil {
		return nil, Info{}, named(err)
	}
	info, err := describe(key, f.Stat)
	if err != nil {
		_ = f.Close()
		return nil, Info{}, err
	}
	return f, info, nil
}

// Stat implements Store.
func (d *Dir) Stat(_ context.Context, key string) (Info, error) {
	if err := Check(key); err != nil {
		return Info{}, err
	}
	return describe(key, func() (fs.FileInfo, error) { return d.root.Stat(key) })
}

func describe(key string, stat func() (fs.FileInfo, error)) (Info, error) {
	st, err := stat()
	if err != nil {
		return Info{}, named(err)
	}
	if !st.Mode().IsRegular() {
		return Info{}, ErrNotFound
	}
	return Info{key, st.Size(), st.ModTime().UTC()}, nil
}

func named(err error) error {
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) {
		return ErrNotFound
	}
	return fmt.Errorf("blob: %w", err)
}

// Delete implements Store.
func (d *Dir) Delete(ctx context.Context, key string) error {
	if _, err := d.Stat(ctx, key); errors.Is(err, ErrNotFound) {
		return nil
	} else if err != nil {
		return err
	}
	if err := d.root.Remove(key); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("blob: %w", err)
	}
	dir := d.prune(path.Dir(key))
	if err := d.sync(dir, false); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// prune removes dir and the folders above it as far as they are empty, and returns the first that stays.
func (d *Dir) prune(dir string) string {
	d.folders.Lock()
	defer d.folders.Unlock()
	for dir != "." && d.root.Remove(dir) == nil { // fails on a folder that still holds something
		dir = path.Dir(dir)
	}
	return dir
}

// List implements Store.
func (d *Dir) List(ctx context.Context, prefix string) iter.Seq2[Info, error] {
	return func(yield func(Info, error) bool) { d.walk(ctx, ".", prefix, yield) }
}

// walk gives the blobs below dir in byte order of their keys, where "a-b" stands before "a/b" because "-" is less than
// "/". It returns false when the caller has had enough.
func (d *Dir) walk(ctx context.Context, dir, prefix string, yield func(Info, error) bool) bool {
	if err := ctx.Err(); err != nil {
		yield(Info{}, err)
		return false
	}
	entries, err := fs.ReadDir(d.root.FS(), dir)
	if errors.Is(err, fs.ErrNotExist) {
		return true // deleted meanwhile
	}
	if err != nil {
		yield(Info{}, fmt.Errorf("blob: %w", err))
		return false
	}
	order := func(e fs.DirEntry) string {
		if e.IsDir() {
			return e.Name() + "/"
		}
		return e.Name()
	}
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return cmp.Compare(order(a), order(b)) })
	for _, e := range entries {
		key := path.Join(dir, e.Name())
		switch {
		case dir == "." && e.Name() == spoolDir:
		case e.IsDir():
			below := key + "/"
			if (strings.HasPrefix(below, prefix) || strings.HasPrefix(prefix, below)) && !d.walk(ctx, key, prefix, yield) {
				return false
			}
		case strings.HasPrefix(key, prefix):
			info, err := d.Stat(ctx, key)
			if errors.Is(err, ErrNotFound) || errors.Is(err, ErrBadKey) {
				continue // deleted meanwhile, or nothing that Put made
			}
			if !yield(info, err) || err != nil {
				return false
			}
		}
	}
	return true
}
