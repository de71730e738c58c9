package cose

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

var background = context.Background() // keys in memory wait for nobody

// File is a key on disk. Secret, or Vault in its place: a key that never leaves its box.
type File struct {
	Alg    string `json:"alg"` // ES256 or SM2
	Secret []byte `json:"secret,omitempty"`
	Vault  *Vault `json:"vault,omitempty"`
}

// What a folder of keys can be refused for.
var (
	ErrMode    = errors.New("cose: a key file that others can read: its mode must be 0600")
	ErrKeyFile = errors.New("cose: no key file")
)

var names = map[string]Alg{"ES256": ES256, "SM2": SM2}

// AlgOf returns the algorithm of a name: ES256 or SM2.
func AlgOf(name string) (Alg, bool) {
	a, ok := names[name]
	return a, ok
}

// Name is the name of the algorithm.
func (a Alg) Name() string {
	for name, alg := range names {
		if alg == a {
			return name
		}
	}
	return fmt.Sprint(int64(a))
}

// WriteKey writes a key to a new file that only its owner can read. It replaces none.
func WriteKey(path string, p *Private) error {
	b, err := json.MarshalIndent(File{Alg: p.alg.Name(), Secret: p.Secret()}, "", "  ")
	if err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(append(b, '\n'))
	return errors.Join(err, f.Sync(), f.Close())
}

// ReadKey reads a key file. Errors: ErrMode, ErrKeyFile.
func ReadKey(path string) (Signer, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if info.Mode().Perm()&0o077 != 0 {
		return nil, fmt.Errorf("%w: %s has %o", ErrMode, path, info.Mode().Perm())
	}
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var f File
	if err := json.Unmarshal(b, &f); err != nil {
		return nil, fmt.Errorf("%w: %s: %w", ErrKeyFile, path, err)
	}
	alg, ok := names[f.Alg]
	switch {
	case !ok:
		return nil, fmt.Errorf("%w: %s: the algorithm is ES256 or SM2, not %q", ErrKeyFile, path, f.Alg)
	case f.Vault != nil && f.Secret == nil && alg == ES256:
		return f.Vault.open(path)
	case f.Vault != nil:
		return nil, fmt.Errorf("%w: %s: a vault holds ES256 keys, and no secret stands beside it", ErrKeyFile, path)
	}
	k, err := PrivateKey(alg, f.Secret)
	if err != nil {
		return nil, fmt.Errorf("%w: %s: %w", ErrKeyFile, path, err)
	}
	return k, nil
}

// The files of a folder of keys.
const (
	rootFile  = "root.pub"
	trustFile = "trust.cose"
	keySuffix = ".key"
)

// PublicFile is root.pub.
type PublicFile struct {
	Alg string `json:"alg"`
	Key []byte `json:"key"` // compressed
}

// WriteRoot writes root.pub.
func WriteRoot(dir string, k Key) error {
	b, err := json.Marshal(PublicFile{k.Alg.Name(), k.Public})
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, rootFile), append(b, '\n'), 0o644)
}

// ReadRoot reads root.pub.
func ReadRoot(dir string) (Key, error) {
	b, err := os.ReadFile(filepath.Join(dir, rootFile))
	if err != nil {
		return Key{}, err
	}
	var f PublicFile
	if err := json.Unmarshal(b, &f); err != nil {
		return Key{}, fmt.Errorf("%w: %s: %w", ErrKeyFile, rootFile, err)
	}
	k := Key{Alg: names[f.Alg], Public: f.Key}
	_, err = k.ID()
	return k, err
}

// WriteTrust puts a trust list in the place of the one that is there, at once.
func WriteTrust(dir string, raw []byte) error {
	tmp := filepath.Join(dir, trustFile+".new")
	if err := os.WriteFile(tmp, raw, 0o644); err != nil {
		return err
	}
	return os.Rename(tmp, filepath.Join(dir, trustFile))
}

// ReadTrust reads the trust list of a folder.
func ReadTrust(dir string) ([]byte, error) { return os.ReadFile(filepath.Join(dir, trustFile)) }

// ReadKeys reads a folder: root.pub, trust.cose and every *.key but root.key, which has no business where a program runs. Errors: ErrMode, ErrKeyFile,
// those of OpenTrust.
func ReadKeys(dir string, both bool) (*Keys, error) {
	root, err := ReadRoot(dir)
	if err != nil {
		return nil, err
	}
	raw, err := ReadTrust(dir)
	if err != nil {
		return nil, err
	}
	files, err := filepath.Glob(filepath.Join(dir, "*"+keySuffix))
	if err != nil {
		return nil, err
	}
	slices.Sort(files)
	var signers []Signer
	for _, path := range files {
		if strings.TrimSuffix(filepath.Base(path), keySuffix) == "root" {
			continue
		}
		s, err := ReadKey(path)
		if err != nil {
			return nil, err
		}
		signers = append(signers, s)
	}
	return NewKeys(root, raw, both, signers...)
}
