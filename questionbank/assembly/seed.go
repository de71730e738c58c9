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
	// SeedSignedLate is SHA-256("paper/v2" ‖ U ‖ N), U being the RSA PKCS#1 v1.5 signature over Signed. It has exactly one valid
	// value, so the house cannot choose it, and whoever lacks the private key cannot foresee it. U covers the number of the draw,
	// so it was made while everybody else's draw waited; papers are drawn by SeedSigned now.
	SeedSignedLate SeedRule = "paper/v2"
	// SeedSigned is SHA-256("paper/v6" ‖ U ‖ k ‖ N), k being the number of the draw, 8 bytes big-endian, which U does not cover:
	// so U is made before the counts are held. Whoever has the private key foresees as much by either rule, nobody else anything.
	SeedSigned SeedRule = "paper/v6"
	// SeedRevealed is SM3("paper/v3" ‖ s ‖ message), s being the server random, whose Revealed was logged before the nonce was
	// known; for houses that may use national algorithms only.
	SeedRevealed SeedRule = "paper/v3"
	// SeedSignedLot is SeedSigned for a paper whose N the person's phone gave for the booking: SHA-256("paper/v4" ‖ U ‖ k ‖ N). The
	// signature is by the key, and over the random bytes, that were promised in the log before N was known (LotPromise).
	SeedSignedLot SeedRule = "paper/v4"
	// SeedRevealedLot is SeedRevealed in the same way: SM3("paper/v5" ‖ s ‖ message).
	SeedRevealedLot SeedRule = "paper/v5"
)

// ForLot returns the rule by which papers are drawn whose N a phone gave, where r is the rule of the house.
func (r SeedRule) ForLot() SeedRule {
	switch r {
	case SeedSigned:
		return SeedSignedLot
	case SeedRevealed:
		return SeedRevealedLot
	}
	return r
}

// Signed reports whether a unique signature stands behind the seed.
func (r SeedRule) Signed() bool { return r == SeedSignedLate || r.signedEarly() }

// signedEarly reports whether the signature does not cover the number of the draw.
func (r SeedRule) signedEarly() bool { return r == SeedSigned || r == SeedSignedLot }

// Lot reports whether N was given by a phone for a booking.
func (r SeedRule) Lot() bool { return r == SeedSignedLot || r == SeedRevealedLot }

// rule is the one the inputs name; what was drawn before rules had names went by the first.
func (in Inputs) rule() SeedRule {
	if in.Rule == "" {
		return SeedRandom
	}
	return in.Rule
}

// given is N: what the person's side gave, at check-in and at the seat; of a phone's lot nothing but the lot, because gate and seat
// are machines of the house, and whoever adds bytes last can try some until the paper pleases.
func (in Inputs) given() []byte {
	if in.rule().Lot() {
		return in.Ticket
	}
	return slices.Concat(in.Ticket, in.Nonce[:])
}

// message binds what the seed hangs on. All of it but N is fixed before N is known; of a phone's lot the booking and the random bytes
// are, which is why the booking stands there and not the attempt, whose name the house makes later.
func (in Inputs) message(release, blueprint Hash) []byte {
	given, random := sha256.Sum256(in.given()), sha256.Sum256(in.ServerRandom[:])
	b := appendLen([]byte("draw/v1"), []byte(in.Attempt))
	switch {
	case in.rule().Lot():
		b = appendLen([]byte("draw/v2"), []byte(in.Booking))
	case in.rule().signedEarly():
		b = appendLen([]byte("draw/v3"), []byte(in.Attempt))
	}
	b = slices.Concat(b, release[:], blueprint[:])
	if !in.rule().signedEarly() {
		b = binary.BigEndian.AppendUint64(b, in.No)
	}
	return slices.Concat(b, random[:], given[:])
}

// Signed is what the unique signature of a draw signs: SHA-256("draw/v3" ‖ attempt ‖ release digest ‖ blueprint hash ‖ hash of
// the server's random bytes ‖ hash of N); of a phone's lot "draw/v2" ‖ booking instead of the first two. Under SeedSignedLate it
// begins with "draw/v1" and the number of the draw stands behind the blueprint's hash.
func (p *Plan) Signed(in Inputs) [32]byte { return sha256.Sum256(in.message(p.snap.Digest, p.hash)) }

// Revealed is the commitment to the server's random bytes under SeedRevealed: SM3(random ‖ attempt).
func Revealed(random [32]byte, attempt string) [32]byte {
	return sm3.Sum(slices.Concat(random[:], []byte(attempt)))
}

// seed derives the seed by the rule of the inputs; it does not look whether proof is valid.
func (p *Plan) seed(in Inputs, proof []byte) ([32]byte, error) {
	if in.rule().Lot() != (in.Booking != "") || in.rule().Lot() && len(in.Ticket) < minLot {
		return [32]byte{}, fmt.Errorf("the rule %s does not go with what was given for the booking", in.rule())
	}
	switch in.rule() {
	case SeedRandom:
		if len(in.Ticket) > 0 {
			return [32]byte{}, errors.New("the rule paper/v1 knows no nonce of the check-in")
		}
		return SeedOf(in.ServerRandom, in.Nonce), nil
	case SeedSignedLate, SeedSigned, SeedSignedLot:
		if len(proof) == 0 {
			return [32]byte{}, errors.New("the signature is missing")
		}
		b := slices.Concat([]byte(in.Rule), proof)
		if in.rule().signedEarly() {
			b = binary.BigEndian.AppendUint64(b, in.No)
		}
		return sha256.Sum256(append(b, in.given()...)), nil
	case SeedRevealed, SeedRevealedLot:
		return sm3.Sum(slices.Concat([]byte(in.Rule), in.ServerRandom[:], in.message(p.snap.Digest, p.hash))), nil
	}
	return [32]byte{}, fmt.Errorf("the seed rule %q is not known to this program", in.Rule)
}

// checkProof verifies the signature of a draw with the public key (PKIX, DER), which must be the one the inputs name.
func (p *Plan) checkProof(in Inputs, proof, key []byte) error {
	if !in.rule().Signed() {
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
