package cose

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"math/big"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// Vault is a key that lies in the transit engine of HashiCorp Vault or OpenBao (POST /v1/transit/sign/NAME/sha2-256, of their public API): the
// program asks for signatures and never sees the key.
type Vault struct {
	Address string `json:"address"`         // https://vault.example.cn:8200
	Name    string `json:"name"`            // of the key, type ecdsa-p256
	Version int    `json:"version"`         // of the key; rotation makes a new one
	Mount   string `json:"mount,omitempty"` // transit
	Token   string `json:"token"`           // file with the token, beside the key file or absolute

	public []byte
	token  string
	client *http.Client
}

// ErrVault means that the box did not sign.
var ErrVault = errors.New("cose: the key box did not answer as it should")

// open reads the token and fetches the public key.
func (v *Vault) open(path string) (Signer, error) {
	if v.Address == "" || v.Name == "" || v.Token == "" || v.Version < 1 {
		return nil, fmt.Errorf("%w: %s: vault needs address, name, version and token", ErrKeyFile, path)
	}
	if v.Mount == "" {
		v.Mount = "transit"
	}
	file := v.Token
	if !filepath.IsAbs(file) {
		file = filepath.Join(filepath.Dir(path), file)
	}
	b, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	v.token, v.client = strings.TrimSpace(string(b)), &http.Client{Timeout: 10 * time.Second}
	var answer struct {
		Data struct {
			Keys map[string]struct {
				Public string `json:"public_key"`
			} `json:"keys"`
		} `json:"data"`
	}
	if err := v.ask(background, http.MethodGet, "keys/"+v.Name, nil, &answer); err != nil {
		return nil, err
	}
	block, _ := pem.Decode([]byte(answer.Data.Keys[fmt.Sprint(v.Version)].Public))
	if block == nil {
		return nil, fmt.Errorf("%w: %s has no version %d", ErrVault, v.Name, v.Version)
	}
	parsed, err := x509.ParsePKIXPublicKey(block.Bytes)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrVault, err)
	}
	key, ok := parsed.(*ecdsa.PublicKey)
	if !ok || key.Curve != elliptic.P256() {
		return nil, fmt.Errorf("%w: %s is no P-256 key", ErrVault, v.Name)
	}
	v.public = elliptic.MarshalCompressed(key.Curve, key.X, key.Y)
	return v, nil
}

// Key implements Signer.
func (v *Vault) Key() Key { return Key{Alg: ES256, Public: v.public} }

// Sign implements Signer.
func (v *Vault) Sign(ctx context.Context, message []byte) ([]byte, error) {
	var answer struct {
		Data struct {
			Signature string `json:"signature"`
		} `json:"data"`
	}
	ask := map[string]any{"input": base64.StdEncoding.EncodeToString(message), "key_version": v.Version, "marshaling_algorithm": "jws"}
	if err := v.ask(ctx, http.MethodPost, "sign/"+v.Name+"/sha2-256", ask, &answer); err != nil {
		return nil, err
	}
	part := strings.Split(answer.Data.Signature, ":") // vault:v1:…
	raw, err := base64.RawURLEncoding.DecodeString(part[len(part)-1])
	if err != nil || len(raw) != 64 {
		return nil, fmt.Errorf("%w: a signature of %d bytes", ErrVault, len(raw))
	}
	out := signature(ES256, new(big.Int).SetBytes(raw[:32]), new(big.Int).SetBytes(raw[32:]))
	if !v.Key().verify(message, out) {
		return nil, fmt.Errorf("%w: the signature is not that of the key", ErrVault)
	}
	return out, nil
}

func (v *Vault) ask(ctx context.Context, method, path string, body, answer any) error {
	var in io.Reader
	if body != nil {
		b, err := json.Marshal(body)
		if err != nil {
			return err
		}
		in = bytes.NewReader(b)
	}
	req, err := http.NewRequestWithContext(ctx, method, strings.TrimRight(v.Address, "/")+"/v1/"+v.Mount+"/"+path, in)
	if err != nil {
		return err
	}
	req.Header.Set("X-Vault-Token", v.token)
	res, err := v.client.Do(req)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrVault, err)
	}
	defer func() { _ = res.Body.Close() }()
	raw, err := io.ReadAll(io.LimitReader(res.Body, 1<<20))
	if err != nil || res.StatusCode != http.StatusOK {
		return fmt.Errorf("%w: %s %s: %d", ErrVault, method, path, res.StatusCode)
	}
	if err := json.Unmarshal(raw, answer); err != nil {
		return fmt.Errorf("%w: %w", ErrVault, err)
	}
	return nil
}
