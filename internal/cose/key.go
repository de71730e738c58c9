package cose

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"math/big"

	"github.com/emmansun/gmsm/sm2"
)

// Alg is a COSE algorithm.
type Alg int64

// The algorithms.
const (
	ES256 Alg = -7     // ECDSA on P-256 with SHA-256
	SM2   Alg = -70002 // SM2 with SM3 (GB/T 32918), private number
)

// userID is the identity that SM2 signatures are made for (GM/T 0009).
const userID = "1234567812345678"

// Key is a public key.
type Key struct {
	Alg    Alg
	Public []byte // compressed SEC 1 point, 33 bytes
}

// ErrKey means that bytes are no public key of their algorithm.
var ErrKey = errors.New("cose: no public key")

func (a Alg) curve() elliptic.Curve {
	switch a {
	case ES256:
		return elliptic.P256()
	case SM2:
		return sm2.P256()
	}
	return nil
}

// ecdsa returns the key for use, with its uncompressed point.
func (k Key) ecdsa() (*ecdsa.PublicKey, []byte, error) {
	c := k.Alg.curve()
	if c == nil || len(k.Public) != 33 {
		return nil, nil, ErrKey
	}
	x, y := elliptic.UnmarshalCompressed(c, k.Public)
	if x == nil {
		return nil, nil, ErrKey
	}
	raw := make([]byte, 65)
	raw[0] = 4
	x.FillBytes(raw[1:33])
	y.FillBytes(raw[33:])
	return &ecdsa.PublicKey{Curve: c, X: x, Y: y}, raw, nil
}

// Point returns the coordinates of the key. Errors: ErrKey.
func (k Key) Point() (x, y *big.Int, err error) {
	_, raw, err := k.ecdsa()
	if err != nil {
		return nil, nil, err
	}
	return new(big.Int).SetBytes(raw[1:33]), new(big.Int).SetBytes(raw[33:]), nil
}

// ID is the short name of the key in a message: the first 4 bytes of SHA-256 over the uncompressed point. Errors: ErrKey.
func (k Key) ID() ([4]byte, error) {
	_, raw, err := k.ecdsa()
	if err != nil {
		return [4]byte{}, err
	}
	sum := sha256.Sum256(raw)
	return [4]byte(sum[:4]), nil
}

// verify reports whether sig (r ‖ s, 64 bytes) is the key's for message. ES256 has one valid s of the two.
func (k Key) verify(message, sig []byte) bool {
	pub, _, err := k.ecdsa()
	if err != nil || len(sig) != 64 {
		return false
	}
	r, s := new(big.Int).SetBytes(sig[:32]), new(big.Int).SetBytes(sig[32:])
	if k.Alg == SM2 {
		return sm2.VerifyWithSM2(pub, []byte(userID), message, r, s)
	}
	if half := new(big.Int).Rsh(pub.Params().N, 1); s.Cmp(half) > 0 {
		return false
	}
	sum := sha256.Sum256(message)
	return ecdsa.Verify(pub, sum[:], r, s)
}

// Signer signs with one key, wherever that lies.
type Signer interface {
	Key() Key
	// Sign returns r ‖ s, 64 bytes, over message; ES256 with the low s.
	Sign(ctx context.Context, message []byte) ([]byte, error)
}

// Private is a key in memory.
type Private struct {
	alg Alg
	key *ecdsa.PrivateKey
}

// Generate makes a key.
func Generate(alg Alg) (*Private, error) {
	c := alg.curve()
	if c == nil {
		return nil, fmt.Errorf("cose: no algorithm %d", alg)
	}
	key, err := ecdsa.GenerateKey(c, rand.Reader)
	return &Private{alg: alg, key: key}, err
}

// PrivateKey makes a key of its secret number, 32 bytes. Errors: ErrKey.
func PrivateKey(alg Alg, secret []byte) (*Private, error) {
	c := alg.curve()
	if c == nil || len(secret) != 32 {
		return nil, ErrKey
	}
	d := new(big.Int).SetBytes(secret)
	if d.Sign() == 0 || d.Cmp(new(big.Int).Sub(c.Params().N, big.NewInt(1))) >= 0 {
		return nil, ErrKey
	}
	key := &ecdsa.PrivateKey{D: d, PublicKey: ecdsa.PublicKey{Curve: c}}
	key.X, key.Y = c.ScalarBaseMult(secret)
	return &Private{alg: alg, key: key}, nil
}

// Secret returns the secret number, 32 bytes.
func (p *Private) Secret() []byte { return p.key.D.FillBytes(make([]byte, 32)) }

// Key implements Signer.
func (p *Private) Key() Key {
	return Key{Alg: p.alg, Public: elliptic.MarshalCompressed(p.key.Curve, p.key.X, p.key.Y)}
}

// Sign implements Signer.
func (p *Private) Sign(_ context.Context, message []byte) ([]byte, error) {
	var r, s *big.Int
	var err error
	if p.alg == SM2 {
		r, s, err = sm2.SignWithSM2(rand.Reader, p.key, []byte(userID), message)
	} else {
		sum := sha256.Sum256(message)
		r, s, err = ecdsa.Sign(rand.Reader, p.key, sum[:])
	}
	if err != nil {
		return nil, err
	}
	return signature(p.alg, r, s), nil
}

// signature writes r ‖ s, of ES256 the lower of the two valid ones.
func signature(alg Alg, r, s *big.Int) []byte {
	if n := alg.curve().Params().N; alg == ES256 && s.Cmp(new(big.Int).Rsh(n, 1)) > 0 {
		s = new(big.Int).Sub(n, s)
	}
	out := make([]byte, 64)
	r.FillBytes(out[:32])
	s.FillBytes(out[32:])
	return out
}
