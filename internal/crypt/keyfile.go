package crypt

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// algAESGCM is the only algorithm so far; see doc.go for how SM4-GCM would join it.
const algAESGCM = "AES-256-GCM"

// keyFile is the file's content.
type keyFile struct {
	Format int       `json:"format"`
	Active int       `json:"active"`
	Root   []byte    `json:"root"`
	Keys   []sealKey `json:"keys"`
}

// sealKey is one version of the sealing key.
type sealKey struct {
	Version   int    `json:"version"`
	Algorithm string `json:"algorithm"`
	Key       []byte `json:"key"`
}

// Create makes a new key file with fresh keys at path. A file that exists is never overwritten (fs.ErrExist).
func Create(path string) (*Ring, error) {
	f := newKeyFile()
	if _, err := os.Lstat(path); err == nil {
		return nil, fmt.Errorf("key file %s: %w", path, fs.ErrExist)
	}
	if err := f.write(path, true); err != nil {
		return nil, fmt.Errorf("create key file: %w", err)
	}
	return newRing(f)
}

// Load reads the key file at path. It refuses one that other users of the machine may read.
func Load(path string) (*Ring, error) {
	f, err := readKeyFile(path)
	if err != nil {
		return nil, err
	}
	return newRing(f)
}

// Rotate adds a sealing key to the file at path, makes it active and returns the ring. Running programs seal under the
// old version until they load the file again; both versions open.
func Rotate(path string) (*Ring, error) {
	f, err := readKeyFile(path)
	if err != nil {
		return nil, err
	}
	next := 0
	for _, k := range f.Keys {
		next = max(next, k.Version)
	}
	f.Active = next + 1
	f.Keys = append(f.Keys, newSealKey(f.Active))
	if err := f.write(path, false); err != nil {
		return nil, fmt.Errorf("rotate key file: %w", err)
	}
	return newRing(f)
}

// Ephemeral returns a ring with fresh keys that live in memory only; for tests.
func Ephemeral() *Ring {
	r, err := newRing(newKeyFile())
	if err != nil {
		panic(err) // fresh keys are always of the right form
	}
	return r
}

// Single returns a ring of one key of 32 bytes that the caller keeps. What it seals is gone for good, in every copy, once that key
// is: it is for content whose end must be provable.
func Single(key []byte) (*Ring, error) {
	return newRing(keyFile{Format: 1, Active: 1, Root: key, Keys: []sealKey{{Version: 1, Algorithm: algAESGCM, Key: key}}})
}

func newKeyFile() keyFile {
	return keyFile{Format: 1, Active: 1, Root: randomBytes(32), Keys: []sealKey{newSealKey(1)}}
}

func newSealKey(version int) sealKey {
	return sealKey{Version: version, Algorithm: algAESGCM, Key: randomBytes(32)}
}

func readKeyFile(path string) (keyFile, error) {
	st, err := os.Stat(path)
	if err != nil {
		return keyFile{}, fmt.Errorf("key file: %w", err)
	}
	if mode := st.Mode().Perm(); mode&0o077 != 0 {
		return keyFile{}, fmt.Errorf("key file %s has mode %04o: others on this machine may read it; chmod 600 it", path, mode)
	}
	body, err := os.ReadFile(path)
	if err != nil {
		return keyFile{}, fmt.Errorf("key file: %w", err)
	}
	var f keyFile
	dec := json.NewDecoder(bytes.NewReader(body))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&f); err != nil {
		return keyFile{}, fmt.Errorf("key file %s is damaged: %w", path, err)
	}
	return f, nil
}

// write puts the file down whole or not at all: a new file is synced and then linked (fresh, so that two processes
// cannot both create it) or renamed into place.
func (f keyFile) write(path string, fresh bool) (err error) {
	body, err := json.MarshalIndent(f, "", "  ")
	if err != nil {
		return err
	}
	dir := filepath.Dir(path)
	tmp, err := os.CreateTemp(dir, ".key-*") // mode 0600
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(tmp.Name()) }()
	_, werr := tmp.Write(append(body, '\n'))
	if err := errors.Join(werr, tmp.Sync(), tmp.Close()); err != nil {
		return err
	}
	if fresh {
		err = os.Link(tmp.Name(), path)
	} else {
		err = os.Rename(tmp.Name(), path)
	}
	if err != nil {
		return err
	}
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

func randomBytes(n int) []byte {
	b := make([]byte, n)
	_, _ = rand.Read(b) // never fails since Go 1.24; it stops the program instead
	return b
}
