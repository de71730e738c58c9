package seal

import (
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/asn1"
	"encoding/pem"
	"errors"
	"fmt"
	"os"

	"github.com/smallstep/pkcs7"
)

// What a seal is refused for, when it is opened.
var (
	ErrFile = errors.New("seal: the file cannot be used")
	ErrMode = errors.New("seal: others may read the key; make it mode 0600")
	ErrPair = errors.New("seal: the key is not that of the certificate")
)

// Seal signs with one certificate. Safe for concurrent use.
type Seal struct {
	chain  []*x509.Certificate // its own first
	signer func(ctx context.Context) crypto.Signer
}

// Name is the common name on the certificate: whose seal it is.
func (s *Seal) Name() string { return s.chain[0].Subject.CommonName }

// Certificate is the seal's own.
func (s *Seal) Certificate() *x509.Certificate { return s.chain[0] }

// Open reads a seal from two PEM files: the certificate with those above it, and its key (PKCS#8, P-256 or RSA), of mode 0600.
func Open(certificates, key string) (*Seal, error) {
	chain, err := readChain(certificates)
	if err != nil {
		return nil, err
	}
	st, err := os.Stat(key)
	if err != nil {
		return nil, err
	}
	if st.Mode().Perm()&0o077 != 0 {
		return nil, fmt.Errorf("%w: %s", ErrMode, key)
	}
	b, err := os.ReadFile(key)
	if err != nil {
		return nil, err
	}
	block, _ := pem.Decode(b)
	if block == nil {
		return nil, fmt.Errorf("%w: %s: no PEM", ErrFile, key)
	}
	parsed, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		return nil, fmt.Errorf("%w: %s: %w", ErrFile, key, err)
	}
	signer, ok := parsed.(crypto.Signer)
	if !ok || !same(signer.Public(), chain[0].PublicKey) {
		return nil, ErrPair
	}
	return &Seal{chain, func(context.Context) crypto.Signer { return signer }}, nil
}

func readChain(file string) ([]*x509.Certificate, error) {
	b, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var chain []*x509.Certificate
	for {
		var block *pem.Block
		if block, b = pem.Decode(b); block == nil {
			break
		}
		c, err := x509.ParseCertificate(block.Bytes)
		if err != nil {
			return nil, fmt.Errorf("%w: %s: %w", ErrFile, file, err)
		}
		chain = append(chain, c)
	}
	if len(chain) == 0 {
		return nil, fmt.Errorf("%w: %s: no certificate", ErrFile, file)
	}
	return chain, known(chain[0].PublicKey)
}

func known(key crypto.PublicKey) error {
	switch key.(type) {
	case *ecdsa.PublicKey, *rsa.PublicKey:
		return nil
	}
	return fmt.Errorf("%w: a key of type %T", ErrFile, key)
}

func same(a, b crypto.PublicKey) bool {
	x, ok := a.(interface{ Equal(crypto.PublicKey) bool })
	return ok && x.Equal(b)
}

// essCertV2 is SigningCertificateV2 of RFC 5035 with one certificate, hashed with SHA-256, the default.
type essCertV2 struct{ Certs []essCertID }

type essCertID struct{ Hash []byte }

var oidSigningCertificateV2 = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 16, 2, 47}

// Sign makes the detached SignedData over content, and checks it before it is given out.
func (s *Seal) Sign(ctx context.Context, content []byte) ([]byte, error) {
	sd, err := pkcs7.NewSignedData(content)
	if err != nil {
		return nil, err
	}
	sd.SetDigestAlgorithm(pkcs7.OIDDigestAlgorithmSHA256)
	sum := sha256.Sum256(s.chain[0].Raw)
	about := pkcs7.Attribute{Type: oidSigningCertificateV2, Value: essCertV2{[]essCertID{{sum[:]}}}}
	if err := sd.AddSignerChain(s.chain[0], s.signer(ctx), s.chain[1:], pkcs7.SignerInfoConfig{ExtraSignedAttributes: []pkcs7.Attribute{about}}); err != nil {
		return nil, err
	}
	sd.Detach()
	out, err := sd.Finish()
	if err != nil {
		return nil, err
	}
	p, err := pkcs7.Parse(out)
	if err != nil {
		return nil, err
	}
	p.Content = content
	return out, p.Verify()
}
