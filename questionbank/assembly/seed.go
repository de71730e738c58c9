package assembly

import (
	"crypto"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"

	"github.com/emmansun/gmsm/sm3"
)

// SeedRule names how the seed of a paper comes about. A change that gives another seed for the same inputs needs a new name.
type SeedRule string

// The rules.
const (
	// SeedRandom is the first: SHA-256("paper/v1" ‖ server random ‖ nonce).
	SeedRandom SeedRule = "paper/v1"
	// SeedSigned is SHA-256("paper/v2" ‖ U ‖ N), U being the RSA PKCS#1 v1.5 signature over Signed. It has exactly one valid
	// value, so the house cannot choose it, and whoever lacks the private key cannot foresee it.
	SeedSigned SeedRule = "paper/v2"
	// SeedRevealed is SM3("paper/v3" ‖ s ‖ message), s being the server random, whose Revealed was logged before the nonce was
	// known; for houses that may use national algorithms only.
	SeedRevealed SeedRule = "paper/v3"
)

// rule is the one the inputs name; what was drawn before rules had names went by the first.
func (in Inputs) rule() SeedRule {
	if in.Rule == "" {
		return SeedRandom
	}
	return in.Rule
}

// given is N: what the person's side gave, at check-in and at the seat.
func (in Inputs) given() []byte { return slices.Concat(in.Ticket, in.Nonce[:]) }

// message binds what the seed hangs on. All of it but N is fixed before N is known.
func (in Inputs) message(release, blueprint Hash) []byte {
	given, random := sha256.Sum256(in.given()), sha256.Sum256(in.ServerRandom[:])
	b := appendLen([]byte("draw/v1"), []byte(in.Attempt))
	b = binary.BigEndian.AppendUint64(slices.Concat(b, release[:], blueprint[:]), in.No)
	return slices.Concat(b, random[:], given[:])
}

// Signed is what the unique signature of a draw signs: SHA-256("draw/v1" ‖ attempt ‖ release digest ‖ blueprint hash ‖ number of
// the draw ‖ hash of the server's random bytes ‖ hash of N).
func (p *Plan) Signed(in Inputs) [32]byte { return sha256.Sum256(in.message(p.snap.Digest, p.hash)) }

// Revealed is the commitment to the server's random bytes under SeedRevealed: SM3(random ‖ attempt).
func Revealed(random [32]byte, attempt string) [32]byte {
	return sm3.Sum(slices.Concat(random[:], []byte(attempt)))
}

// seed derives the seed by the rule of the inputs; it does not look whether proof is valid.
func (p *Plan) seed(in Inputs, proof []byte) ([32]byte, error) {
	switch in.rule() {
	case SeedRandom:
		if len(in.Ticket) > 0 {
			return [32]byte{}, errors.New("the rule paper/v1 knows no nonce of the check-in")
		}
		return SeedOf(in.ServerRandom, in.Nonce), nil
	case SeedSigned:
		if len(proof) == 0 {
			return [32]byte{}, errors.New("the signature is missing")
		}
		return sha256.Sum256(slices.Concat([]byte("paper/v2"), proof, in.given())), nil
	case SeedRevealed:
		return sm3.Sum(slices.Concat([]byte("paper/v3"), in.ServerRandom[:], in.message(p.snap.Digest, p.hash))), nil
	}
	return [32]byte{}, fmt.Errorf("the seed rule %q is not known to this program", in.Rule)
}

// checkProof verifies the signature of a draw with the public key (PKIX, DER), which must be the one the inputs name.
func (p *Plan) checkProof(in Inputs, proof, key []byte) error {
	if in.rule() != SeedSigned {
		return nil
	}
	if print := sha256.Sum256(key); !slices.Equal(print[:], in.Key) {
		return errors.New("another key than the draw names")
	}
	parsed, err := x509.ParsePKIXPublicKey(key)
	public, ok := parsed.(*rsa.PublicKey)
	if err != nil || !ok {
		return errors.Join(errors.New("no RSA key"), err)
	}
	message := p.Signed(in)
	return rsa.VerifyPKCS1v15(public, crypto.SHA256, message[:], proof)
}
