package evidence

import (
	"crypto/ed25519"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"

	"golang.org/x/mod/sumdb/note"
)

const keyName = "suikao-evidence/v1"

// Signer signs roots, proofs of deletion and manifests.
type Signer struct {
	signer note.Signer
	public string
}

// NewSigner makes the key of this installation from a secret of 32 bytes that lives in the key file.
func NewSigner(secret []byte) (*Signer, error) {
	if len(secret) != ed25519.SeedSize {
		return nil, fmt.Errorf("evidence: the signing secret must have %d bytes", ed25519.SeedSize)
	}
	private := ed25519.NewKeyFromSeed(secret)
	public, err := note.NewEd25519VerifierKey(keyName, private.Public().(ed25519.PublicKey))
	if err != nil {
		return nil, err
	}
	v, err := note.NewVerifier(public)
	if err != nil {
		return nil, err
	}
	const ed25519Kind = 1
	s, err := note.NewSigner(fmt.Sprintf("PRIVATE+KEY+%s+%08x+%s", keyName, v.KeyHash(),
		base64.StdEncoding.EncodeToString(append([]byte{ed25519Kind}, private.Seed()...))))
	if err != nil {
		return nil, err
	}
	return &Signer{s, public}, nil
}

// Public is the public key as one line of text, to be published and given to whoever checks.
func (s *Signer) Public() string { return s.public }

// Sign signs the hash of a thing of a kind ("root", "deletion", "manifest").
func (s *Signer) Sign(what, hash string) (string, error) {
	b, err := note.Sign(&note.Note{Text: signedText(what, hash)}, s.signer)
	return string(b), err
}

func signedText(what, hash string) string { return keyName + "\n" + what + "\n" + hash + "\n" }

// Verifier checks signatures of one installation.
type Verifier struct{ v note.Verifier }

// NewVerifier reads a public key as Public gives it.
func NewVerifier(public string) (*Verifier, error) {
	v, err := note.NewVerifier(strings.TrimSpace(public))
	if err != nil || v.Name() != keyName {
		return nil, errors.Join(errors.New("this is no public key of evidence"), err)
	}
	return &Verifier{v}, nil
}

// Check reports whether signature is one of this installation over the hash of a thing of this kind.
func (v *Verifier) Check(what, hash, signature string) error {
	n, err := note.Open([]byte(signature), note.VerifierList(v.v))
	if err != nil {
		return err
	}
	if n.Text != signedText(what, hash) {
		return errors.New("the signature is over something else")
	}
	return nil
}
