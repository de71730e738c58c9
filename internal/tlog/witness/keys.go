package witness

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/note"
)

// The kinds of key that a signature line can be of.
const (
	algLog      = 0x01 // Ed25519 over the note
	algCosigner = 0x04 // Ed25519 over cosignature/v1
)

// ErrKey says that a line is no key of a log or witness.
var ErrKey = errors.New("witness: this is no verifier key (name+hash+base64)")

func keyHash(name string, alg byte, public ed25519.PublicKey) uint32 {
	sum := sha256.Sum256(append(append([]byte(name), '\n', alg), public...))
	return binary.BigEndian.Uint32(sum[:4])
}

func verifierKey(name string, alg byte, public ed25519.PublicKey) string {
	return fmt.Sprintf("%s+%08x+%s", name, keyHash(name, alg, public), base64.StdEncoding.EncodeToString(append([]byte{alg}, public...)))
}

// Signer signs checkpoints for a log, or cosigns them for a witness. It is a note.Signer.
type Signer struct {
	name  string
	alg   byte
	key   ed25519.PrivateKey
	clock func() time.Time // cosigners
}

// NewLogSigner returns the signer of a log; name is the log's origin, seed 32 bytes.
func NewLogSigner(name string, seed []byte) Signer {
	return Signer{name: name, alg: algLog, key: ed25519.NewKeyFromSeed(seed)}
}

// NewCosigner returns the signer of a witness.
func NewCosigner(name string, seed []byte, clock func() time.Time) Signer {
	return Signer{name: name, alg: algCosigner, key: ed25519.NewKeyFromSeed(seed), clock: clock}
}

func (s Signer) public() ed25519.PublicKey { return s.key.Public().(ed25519.PublicKey) }

// Name implements note.Signer.
func (s Signer) Name() string { return s.name }

// KeyHash implements note.Signer.
func (s Signer) KeyHash() uint32 { return keyHash(s.name, s.alg, s.public()) }

// Sign implements note.Signer.
func (s Signer) Sign(msg []byte) ([]byte, error) {
	if s.alg == algLog {
		return ed25519.Sign(s.key, msg), nil
	}
	at := uint64(s.clock().Unix())
	return append(binary.BigEndian.AppendUint64(nil, at), ed25519.Sign(s.key, cosigned(at, msg))...), nil
}

// VerifierKey is the line by which others know the signer: name+hash+base64. Publish it where the log cannot change it.
func (s Signer) VerifierKey() string { return verifierKey(s.name, s.alg, s.public()) }

func cosigned(at uint64, msg []byte) []byte {
	return append([]byte("cosignature/v1\ntime "+strconv.FormatUint(at, 10)+"\n"), msg...)
}

type verifier struct {
	name   string
	alg    byte
	public ed25519.PublicKey
}

// ParseKey reads a verifier key of a log (0x01) or of a witness (0x04).
func ParseKey(line string) (note.Verifier, error) {
	name, rest, ok := strings.Cut(strings.TrimSpace(line), "+")
	hash, encoded, ok2 := strings.Cut(rest, "+")
	raw, err := base64.StdEncoding.DecodeString(encoded)
	if !ok || !ok2 || err != nil || len(raw) != 1+ed25519.PublicKeySize || raw[0] != algLog && raw[0] != algCosigner ||
		name == "" || strings.ContainsAny(name, " \t\r\n+") {
		return nil, ErrKey
	}
	v := verifier{name, raw[0], ed25519.PublicKey(raw[1:])}
	if fmt.Sprintf("%08x", v.KeyHash()) != hash {
		return nil, ErrKey
	}
	return v, nil
}

// KeyLine is the line that ParseKey reads into v.
func KeyLine(v note.Verifier) string {
	own, ok := v.(verifier)
	if !ok {
		return ""
	}
	return verifierKey(own.name, own.alg, own.public)
}

func (v verifier) Name() string { return v.name }

func (v verifier) KeyHash() uint32 { return keyHash(v.name, v.alg, v.public) }

func (v verifier) Verify(msg, sig []byte) bool {
	if v.alg == algLog {
		return ed25519.Verify(v.public, msg, sig)
	}
	if len(sig) != 8+ed25519.SignatureSize {
		return false
	}
	return ed25519.Verify(v.public, cosigned(binary.BigEndian.Uint64(sig), msg), sig[8:])
}
