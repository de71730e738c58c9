package crypt

import (
	"context"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"

	"golang.org/x/crypto/argon2"
	"golang.org/x/text/unicode/norm"

	"github.com/suikao/suikao/internal/fault"
)

// MaxPassword is the longest password in bytes; more is refused before any work is done on it.
const MaxPassword = 256

// Failures of password hashing.
var (
	ErrPasswordLength = fault.Define("crypt.password_length", fault.Invalid, "密码不能为空，也不能超过 {max} 个字节。",
		"The password must not be empty nor longer than {max} bytes.")
	ErrBusy = fault.Define("crypt.busy", fault.TooMany, "登录的人太多，请半分钟后再试。", "Too many people are logging in. Try again in half a minute.")
	ErrHash = fault.Define("crypt.bad_hash", fault.Internal, "账号的密码记录已损坏，请联系管理员重设密码。",
		"The stored password of this account is damaged. Ask an administrator to reset it.")
)

// Params are the costs of argon2id.
type Params struct {
	Memory  uint32 // KiB
	Time    uint32 // passes
	Threads uint8
}

// DefaultParams is the OWASP minimum: 19 MiB, 2 passes, 1 thread.
func DefaultParams() Params { return Params{Memory: 19 * 1024, Time: 2, Threads: 1} }

// Passwords hashes and verifies passwords, so many at once and no more. It is safe for concurrent use.
type Passwords struct {
	params Params
	slots  chan struct{}
	queue  chan struct{}
	dummy  string
}

// NewPasswords returns a hasher that computes at most parallel hashes at a time and lets at most 32 times as many wait;
// its memory stays under parallel × p.Memory.
func NewPasswords(p Params, parallel int) *Passwords {
	parallel = max(parallel, 1)
	w := &Passwords{params: p, slots: make(chan struct{}, parallel), queue: make(chan struct{}, 33*parallel)}
	w.dummy = p.encode(randomBytes(16), randomBytes(32))
	return w
}

// Hash returns the PHC string ("$argon2id$v=19$m=…,t=…,p=…$salt$hash") of a password, at most 128 characters.
func (w *Passwords) Hash(ctx context.Context, password string) (string, error) {
	pw, err := prepare(password)
	if err != nil {
		return "", err
	}
	salt := randomBytes(16)
	var sum []byte
	err = w.limited(ctx, func() { sum = w.params.sum(pw, salt, 32) })
	return w.params.encode(salt, sum), err
}

// Verify reports whether password belongs to the PHC string, and, if so, whether it should be hashed again because the
// costs have changed since. The comparison takes constant time. ErrBusy and the context's error say nothing about the
// password.
func (w *Passwords) Verify(ctx context.Context, phc, password string) (ok, rehash bool, err error) {
	p, salt, want, err := decode(phc)
	if err != nil {
		return false, false, ErrHash.Wrap(err)
	}
	pw, err := prepare(password)
	if err != nil {
		return false, false, nil //nolint:nilerr // a password that cannot be one is simply wrong
	}
	var got []byte
	if err := w.limited(ctx, func() { got = p.sum(pw, salt, uint32(len(want))) }); err != nil {
		return false, false, err
	}
	ok = subtle.ConstantTimeCompare(got, want) == 1
	return ok, ok && p != w.params, nil
}

// Decoy spends the time of Verify, for a login name that does not exist, so that the answer's delay does not tell.
func (w *Passwords) Decoy(ctx context.Context, password string) error {
	_, _, err := w.Verify(ctx, w.dummy, password)
	return err
}

// limited runs f when it is this call's turn.
func (w *Passwords) limited(ctx context.Context, f func()) error {
	select {
	case w.queue <- struct{}{}:
		defer func() { <-w.queue }()
	default:
		return ErrBusy
	}
	select {
	case w.slots <- struct{}{}:
		defer func() { <-w.slots }()
	case <-ctx.Done():
		return ctx.Err()
	}
	f()
	return nil
}

func prepare(password string) ([]byte, error) {
	if len(password) == 0 || len(password) > MaxPassword {
		return nil, ErrPasswordLength.With("max", MaxPassword)
	}
	return norm.NFC.Bytes([]byte(password)), nil
}

func (p Params) sum(password, salt []byte, n uint32) []byte {
	return argon2.IDKey(password, salt, p.Time, p.Memory, p.Threads, n)
}

func (p Params) encode(salt, sum []byte) string {
	b := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, p.Memory, p.Time, p.Threads, b.EncodeToString(salt), b.EncodeToString(sum))
}

// decode reads a PHC string and refuses costs that would be a weapon (from a database somebody wrote into).
func decode(phc string) (p Params, salt, sum []byte, err error) {
	parts := strings.Split(phc, "$")
	if len(parts) != 6 || parts[0] != "" || parts[1] != "argon2id" || parts[2] != fmt.Sprintf("v=%d", argon2.Version) {
		return p, nil, nil, errors.New("not an argon2id hash")
	}
	const costs = "m=%d,t=%d,p=%d"
	_, err = fmt.Sscanf(parts[3], costs, &p.Memory, &p.Time, &p.Threads)
	if err != nil || parts[3] != fmt.Sprintf(costs, p.Memory, p.Time, p.Threads) {
		return p, nil, nil, errors.New("parameters are not numbers")
	}
	if p.Memory < 8 || p.Memory > 256*1024 || p.Time < 1 || p.Time > 16 || p.Threads < 1 || p.Threads > 16 {
		return p, nil, nil, errors.New("parameters out of range")
	}
	salt, serr := base64.RawStdEncoding.Strict().DecodeString(parts[4])
	sum, herr := base64.RawStdEncoding.Strict().DecodeString(parts[5])
	if err := errors.Join(serr, herr); err != nil {
		return p, nil, nil, err
	}
	if len(salt) < 8 || len(salt) > 64 || len(sum) < 16 || len(sum) > 64 {
		return p, nil, nil, errors.New("salt or hash of a wrong length")
	}
	return p, salt, sum, nil
}
