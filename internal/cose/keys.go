package cose

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// ErrNoKey means that no key here may sign for a use on a day.
var ErrNoKey = errors.New("cose: no key that counts for this use today")

// Keys are the signing keys of a house with the trust list that makes them count.
type Keys struct {
	Root  Key
	Raw   []byte // the trust list as the root signed it
	Trust *TrustList
	list  []Signer
	both  bool
}

// NewKeys checks that the root signed the list. With both, everything is signed by a key of each algorithm where there is one. Errors: those of
// OpenTrust.
func NewKeys(root Key, trust []byte, both bool, signers ...Signer) (*Keys, error) {
	l, err := OpenTrust(trust, root)
	if err != nil {
		return nil, err
	}
	return &Keys{Root: root, Raw: trust, Trust: l, list: signers, both: both}, nil
}

// Signers returns who signs for a use on a day: of each algorithm the key that began last among those that count, ES256 first. Without both it
// is one. Errors: ErrNoKey.
func (k *Keys) Signers(on Day, use Use) ([]Signer, error) {
	best := map[Alg]Signer{}
	from := map[Alg]Day{}
	for _, s := range k.list {
		e, ok := k.Trust.Of(s.Key())
		alg := s.Key().Alg
		if !ok || !e.Counts(on, use) || best[alg] != nil && e.From <= from[alg] {
			continue
		}
		best[alg], from[alg] = s, e.From
	}
	var out []Signer
	for _, alg := range []Alg{ES256, SM2} {
		if best[alg] != nil && (k.both || len(out) == 0) {
			out = append(out, best[alg])
		}
	}
	if len(out) == 0 {
		return nil, ErrNoKey
	}
	return out, nil
}

// Fingerprint is what two people compare over the telephone: SHA-256 of the compressed point, in groups of four.
func (k Key) Fingerprint() string {
	sum := sha256.Sum256(k.Public)
	text := strings.ToUpper(hex.EncodeToString(sum[:16]))
	var out []string
	for part := range slices.Chunk([]byte(text), 4) {
		out = append(out, string(part))
	}
	return strings.Join(out, " ")
}

// DerivedKeys makes the keys of a house that has set up none: root, permits, status and hours follow from one secret that all its processes share.
// secret returns 32 bytes for a label. list needs version, dates, issuers, hosts and house; its keys are filled in. They count from first to last.
func DerivedKeys(secret func(label string) []byte, list TrustList, first, last Day) (*Keys, error) {
	use := map[string]Use{"permits": ForPermits, "status": ForStatus, "hours": ForHours}
	var signers []Signer
	list.Keys = nil
	for _, label := range []string{"permits", "status", "hours"} {
		k, err := PrivateKey(ES256, secret(label))
		if err != nil {
			return nil, fmt.Errorf("key for %s: %w", label, err)
		}
		signers = append(signers, k)
		list.Keys = append(list.Keys, TrustKey{Alg: ES256, Public: k.Key().Public, Uses: use[label], From: first, To: last})
	}
	root, err := PrivateKey(ES256, secret("root"))
	if err != nil {
		return nil, fmt.Errorf("root: %w", err)
	}
	raw, err := SignTrust(background, list, root)
	if err != nil {
		return nil, err
	}
	return NewKeys(root.Key(), raw, false, signers...)
}
