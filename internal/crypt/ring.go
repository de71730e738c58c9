package crypt

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/suikao/suikao/internal/fault"
)

// ErrUnreadable means that a sealed value was changed, belongs to another purpose, or was sealed under a key that the
// key file does not hold. It is a defect or an attack, never the user's doing.
var ErrUnreadable = fault.Define("crypt.unreadable", fault.Internal,
	"加密保存的资料无法读取。请把代码告诉工作人员，由管理员核对密钥文件。",
	"Protected data cannot be read. Give the code to staff; an administrator must check the key file.")

// Ring seals and opens fields, makes blind indexes and derives keys. It is immutable and safe for concurrent use.
type Ring struct {
	root   []byte
	active int
	aeads  map[int]cipher.AEAD
	algs   map[int]string
}

func newRing(f keyFile) (*Ring, error) {
	if f.Format != 1 {
		return nil, fmt.Errorf("key file format %d is not known to this program", f.Format)
	}
	if len(f.Root) != 32 {
		return nil, errors.New("key file: root must be 32 bytes")
	}
	r := &Ring{root: f.Root, active: f.Active, aeads: map[int]cipher.AEAD{}, algs: map[int]string{}}
	for _, k := range f.Keys {
		if _, dup := r.aeads[k.Version]; dup || k.Version < 1 {
			return nil, fmt.Errorf("key file: version %d is not positive or stands twice", k.Version)
		}
		a, err := newAEAD(k)
		if err != nil {
			return nil, fmt.Errorf("key file: version %d: %w", k.Version, err)
		}
		r.aeads[k.Version], r.algs[k.Version] = a, k.Algorithm
	}
	if r.aeads[r.active] == nil {
		return nil, fmt.Errorf("key file: active version %d is missing", r.active)
	}
	return r, nil
}

func newAEAD(k sealKey) (cipher.AEAD, error) {
	if k.Algorithm != algAESGCM {
		return nil, fmt.Errorf("algorithm %q is not known to this program", k.Algorithm)
	}
	if len(k.Key) != 32 {
		return nil, errors.New("key must be 32 bytes")
	}
	b, err := aes.NewCipher(k.Key)
	if err != nil {
		return nil, err
	}
	return cipher.NewGCMWithRandomNonce(b)
}

// Seal encrypts plain for one purpose. The result is printable ASCII, "VERSION.BASE64", about 4/3 of len(plain) + 45
// characters, and different each time. Sealing an empty value gives a value that opens to empty.
func (r *Ring) Seal(purpose string, plain []byte) (string, error) {
	if purpose == "" {
		return "", errors.New("crypt: seal without a purpose")
	}
	box := r.aeads[r.active].Seal(nil, nil, plain, r.bound(r.active, purpose))
	return strconv.Itoa(r.active) + "." + base64.RawURLEncoding.EncodeToString(box), nil
}

// Open returns what was sealed for the same purpose, or ErrUnreadable.
func (r *Ring) Open(purpose, sealed string) ([]byte, error) {
	version, body, err := split(sealed)
	if err != nil {
		return nil, ErrUnreadable.Wrap(err)
	}
	aead := r.aeads[version]
	if aead == nil {
		return nil, ErrUnreadable.Wrap(fmt.Errorf("no key of version %d", version))
	}
	box, err := base64.RawURLEncoding.Strict().DecodeString(body)
	if err != nil {
		return nil, ErrUnreadable.Wrap(err)
	}
	plain, err := aead.Open(nil, nil, box, r.bound(version, purpose))
	if err != nil {
		return nil, ErrUnreadable.Wrap(err)
	}
	return plain, nil
}

// Outdated reports whether sealed is readable under a version that is no longer the active one.
func (r *Ring) Outdated(sealed string) bool {
	v, _, err := split(sealed)
	return err == nil && v != r.active && r.aeads[v] != nil
}

// Index returns the 32-byte blind index of a value that the caller has normalised, for equality search on a sealed
// column. Equal values of one purpose have equal indexes.
func (r *Ring) Index(purpose, normalized string) []byte {
	m := hmac.New(sha256.New, r.Derive("index:"+purpose, 32))
	m.Write([]byte(normalized))
	return m.Sum(nil)
}

// Derive returns n bytes (at most 8160) of key for a purpose. They are the same for ever under one key file.
func (r *Ring) Derive(purpose string, n int) []byte {
	k, err := hkdf.Key(sha256.New, r.root, nil, "suikao/1/"+purpose, n)
	if err != nil {
		panic(err) // n is a constant of the caller and out of range
	}
	return k
}

// bound is what a sealed value is bound to besides its key.
func (r *Ring) bound(version int, purpose string) []byte {
	return fmt.Appendf(nil, "suikao/seal/1|%s|%d|%s", r.algs[version], version, purpose)
}

func split(sealed string) (version int, body string, err error) {
	v, body, ok := strings.Cut(sealed, ".")
	if !ok || v == "" || v[0] < '1' || v[0] > '9' {
		return 0, "", errors.New("not a sealed value")
	}
	version, err = strconv.Atoi(v)
	return version, body, err
}
