package seal

import (
	"bytes"
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/rsa"
	"crypto/x509"
	"encoding/asn1"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/big"
	"net/http"
	"os"
	"strings"
	"time"
)

// ErrService means that the signing service did not answer as it should.
var ErrService = errors.New("seal: the signing service did not sign")

// Service is a credential at a signing service.
type Service struct {
	Address    string // https://sign.example.cn/csc/v2
	Credential string // credentialID
	TokenFile  string // bearer token, mode 0600
	Chain      string // file with the certificate and those above it; the service must hold the key of the first
	Client     *http.Client
}

// Remote opens a seal whose key lies with a service. It asks nothing yet: a service that is down at the start must not keep the program from starting.
func Remote(v Service) (*Seal, error) {
	chain, err := readChain(v.Chain)
	if err != nil {
		return nil, err
	}
	st, err := os.Stat(v.TokenFile)
	if err != nil {
		return nil, err
	}
	if st.Mode().Perm()&0o077 != 0 {
		return nil, fmt.Errorf("%w: %s", ErrMode, v.TokenFile)
	}
	token, err := os.ReadFile(v.TokenFile)
	if err != nil {
		return nil, err
	}
	if v.Client == nil {
		v.Client = &http.Client{Timeout: 15 * time.Second}
	}
	return &Seal{chain, func(ctx context.Context) crypto.Signer {
		return remote{ctx: ctx, Service: v, token: strings.TrimSpace(string(token)), cert: chain[0]}
	}}, nil
}

// remote is a crypto.Signer for one signature.
type remote struct {
	Service
	ctx   context.Context // of the act that seals: crypto.Signer has no place for it
	token string
	cert  *x509.Certificate
}

// Public implements crypto.Signer.
func (r remote) Public() crypto.PublicKey { return r.cert.PublicKey }

// Algorithms by their object identifiers, as the API names them.
const (
	oidSHA256      = "2.16.840.1.101.3.4.2.1"
	oidECDSASHA256 = "1.2.840.10045.4.3.2"
	oidRSASHA256   = "1.2.840.113549.1.1.11"
)

// Sign implements crypto.Signer: signatures/signHash of the API. A signature that does not hold is refused.
func (r remote) Sign(_ io.Reader, digest []byte, _ crypto.SignerOpts) ([]byte, error) {
	algorithm := oidRSASHA256
	if _, ok := r.cert.PublicKey.(*ecdsa.PublicKey); ok {
		algorithm = oidECDSASHA256
	}
	var answer struct {
		Signatures []string `json:"signatures"`
	}
	err := r.ask("signatures/signHash", map[string]any{"credentialID": r.Credential, "hashes": []string{base64.StdEncoding.EncodeToString(digest)}, "hashAlgorithmOID": oidSHA256, "signAlgo": algorithm}, &answer)
	if err != nil {
		return nil, err
	}
	if len(answer.Signatures) != 1 {
		return nil, fmt.Errorf("%w: %d signatures for one hash", ErrService, len(answer.Signatures))
	}
	raw, err := base64.StdEncoding.DecodeString(answer.Signatures[0])
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrService, err)
	}
	return r.checked(digest, raw)
}

// checked returns a signature that holds. Services write those of ECDSA as DER or as two numbers side by side.
func (r remote) checked(digest, raw []byte) ([]byte, error) {
	switch key := r.cert.PublicKey.(type) {
	case *ecdsa.PublicKey:
		if !ecdsa.VerifyASN1(key, digest, raw) && len(raw)%2 == 0 {
			n := len(raw) / 2
			der, err := asn1.Marshal(struct{ R, S *big.Int }{new(big.Int).SetBytes(raw[:n]), new(big.Int).SetBytes(raw[n:])})
			if err != nil {
				return nil, err
			}
			raw = der
		}
		if ecdsa.VerifyASN1(key, digest, raw) {
			return raw, nil
		}
	case *rsa.PublicKey:
		if rsa.VerifyPKCS1v15(key, crypto.SHA256, digest, raw) == nil {
			return raw, nil
		}
	}
	return nil, fmt.Errorf("%w: the signature is not by the key of %s", ErrService, r.cert.Subject.CommonName)
}

func (r remote) ask(path string, body, answer any) error {
	b, err := json.Marshal(body)
	if err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(r.ctx, http.MethodPost, strings.TrimRight(r.Address, "/")+"/"+path, bytes.NewReader(b))
	if err != nil {
		return err
	}
	req.Header.Set("Authorization", "Bearer "+r.token)
	req.Header.Set("Content-Type", "application/json")
	res, err := r.Client.Do(req)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrService, err)
	}
	defer func() { _ = res.Body.Close() }()
	raw, err := io.ReadAll(io.LimitReader(res.Body, 1<<20))
	if err != nil {
		return fmt.Errorf("%w: %w", ErrService, err)
	}
	if res.StatusCode != http.StatusOK {
		var said struct {
			Error string `json:"error"`
		}
		_ = json.Unmarshal(raw, &said) // the number says enough where the body says nothing
		return fmt.Errorf("%w: %d %s", ErrService, res.StatusCode, said.Error)
	}
	if err := json.Unmarshal(raw, answer); err != nil {
		return fmt.Errorf("%w: %w", ErrService, err)
	}
	return nil
}
