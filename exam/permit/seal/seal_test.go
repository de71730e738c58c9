package seal_test

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"errors"
	"math/big"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/suikao/suikao/exam/permit/seal"
)

// box is a seal's certificate below an authority's, and its key, in files.
type box struct {
	dir, chain, key, root string
	signer                crypto.Signer
}

func newBox(t *testing.T, key crypto.Signer) box {
	t.Helper()
	b := box{dir: t.TempDir(), signer: key}
	top, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	from, to := time.Now().Add(-time.Hour), time.Now().Add(24*time.Hour)
	above := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "测试根"}, NotBefore: from, NotAfter: to, IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign}
	root, err := x509.CreateCertificate(rand.Reader, above, above, top.Public(), top)
	if err != nil {
		t.Fatal(err)
	}
	own, err := x509.CreateCertificate(rand.Reader, &x509.Certificate{SerialNumber: big.NewInt(2), Subject: pkix.Name{CommonName: "襄阳市应急管理局电子印章"}, NotBefore: from, NotAfter: to, KeyUsage: x509.KeyUsageDigitalSignature,
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageEmailProtection}}, above, key.Public(), top)
	if err != nil {
		t.Fatal(err)
	}
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	cert := func(raw []byte) []byte { return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: raw}) }
	b.chain, b.root = b.file(t, "chain.pem", append(cert(own), cert(root)...), 0o644), b.file(t, "root.pem", cert(root), 0o644)
	b.key = b.file(t, "key.pem", pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der}), 0o600)
	return b
}

func (b box) file(t *testing.T, name string, body []byte, mode os.FileMode) string {
	t.Helper()
	path := filepath.Join(b.dir, name)
	if err := os.WriteFile(path, body, mode); err != nil {
		t.Fatal(err)
	}
	return path
}

func keys(t *testing.T) map[string]crypto.Signer {
	t.Helper()
	ec, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	old, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	return map[string]crypto.Signer{"P-256": ec, "RSA": old}
}

// holds asks openssl, which shares no code with us, whether a signature over content is that of the seal.
func (b box) holds(t *testing.T, cms, content []byte) error {
	t.Helper()
	tool, err := exec.LookPath("openssl")
	if err != nil {
		t.Skip("openssl is not installed")
	}
	out, err := exec.Command(tool, "cms", "-verify", "-binary", "-inform", "DER", "-in", b.file(t, "s.p7s", cms, 0o600), "-content", b.file(t, "content", content, 0o600), "-CAfile", b.root, "-purpose", "any", "-out", os.DevNull).CombinedOutput()
	if err != nil {
		return errors.New(string(out))
	}
	return nil
}

// service is a simulator of the signing service: what it asks and answers is that of CSC API 2.0, signatures/signHash.
func (b box) service(t *testing.T, raw bool, spoil func(signature []byte) []byte) *httptest.Server {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		refuse := func(status int, code string) {
			w.WriteHeader(status)
			_ = json.NewEncoder(w).Encode(map[string]string{"error": code})
		}
		var in struct {
			Credential string   `json:"credentialID"`
			Hashes     []string `json:"hashes"`
			Hash       string   `json:"hashAlgorithmOID"`
			Algorithm  string   `json:"signAlgo"`
		}
		if r.Method != http.MethodPost || r.URL.Path != "/csc/v2/signatures/signHash" {
			refuse(http.StatusNotFound, "not_found")
			return
		}
		if r.Header.Get("Authorization") != "Bearer token-1" {
			refuse(http.StatusUnauthorized, "invalid_token")
			return
		}
		if err := json.NewDecoder(r.Body).Decode(&in); err != nil || in.Credential != "seal-1" || len(in.Hashes) != 1 || in.Hash != "2.16.840.1.101.3.4.2.1" {
			refuse(http.StatusBadRequest, "invalid_request")
			return
		}
		digest, err := base64.StdEncoding.DecodeString(in.Hashes[0])
		if err != nil || len(digest) != 32 {
			refuse(http.StatusBadRequest, "invalid_request")
			return
		}
		want := "1.2.840.113549.1.1.11"
		if _, ok := b.signer.(*ecdsa.PrivateKey); ok {
			want = "1.2.840.10045.4.3.2"
		}
		if in.Algorithm != want {
			refuse(http.StatusBadRequest, "invalid_request")
			return
		}
		var out []byte
		if key, ok := b.signer.(*ecdsa.PrivateKey); ok && raw {
			r, s, err := ecdsa.Sign(rand.Reader, key, digest)
			if err != nil {
				panic(err)
			}
			out = append(r.FillBytes(make([]byte, 32)), s.FillBytes(make([]byte, 32))...)
		} else if out, err = b.signer.Sign(rand.Reader, digest, crypto.SHA256); err != nil {
			panic(err)
		}
		if spoil != nil {
			out = spoil(out)
		}
		_ = json.NewEncoder(w).Encode(map[string][]string{"signatures": {base64.StdEncoding.EncodeToString(out)}})
	}))
	t.Cleanup(s.Close)
	return s
}

func (b box) remote(t *testing.T, address, token string) *seal.Seal {
	t.Helper()
	s, err := seal.Remote(seal.Service{Address: address + "/csc/v2", Credential: "seal-1", TokenFile: b.file(t, "token", []byte(token+"\n"), 0o600), Chain: b.chain})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestOpensslAcceptsTheSeal(t *testing.T) {
	content := []byte("证照的内容")
	for name, key := range keys(t) {
		t.Run(name, func(t *testing.T) {
			b := newBox(t, key)
			own, err := seal.Open(b.chain, b.key)
			if err != nil {
				t.Fatal(err)
			}
			if own.Name() != "襄阳市应急管理局电子印章" {
				t.Error(own.Name())
			}
			for how, s := range map[string]*seal.Seal{"file": own, "service": b.remote(t, b.service(t, false, nil).URL, "token-1"), "service, two numbers": b.remote(t, b.service(t, true, nil).URL, "token-1")} {
				cms, err := s.Sign(t.Context(), content)
				if err != nil {
					t.Fatalf("%s: %v", how, err)
				}
				if err := b.holds(t, cms, content); err != nil {
					t.Errorf("%s: %v", how, err)
				}
				if err := b.holds(t, cms, append([]byte{0}, content...)); err == nil {
					t.Errorf("%s: it holds for another content", how)
				}
			}
		})
	}
}

func TestAServiceThatDoesNotSign(t *testing.T) {
	b := newBox(t, keys(t)["P-256"])
	flip := func(s []byte) []byte { s[len(s)-1] ^= 1; return s }
	gone := b.service(t, false, nil)
	gone.Close()
	for why, s := range map[string]*seal.Seal{"another token": b.remote(t, b.service(t, false, nil).URL, "token-2"), "another signature": b.remote(t, b.service(t, false, flip).URL, "token-1"),
		"no signature": b.remote(t, b.service(t, false, func([]byte) []byte { return nil }).URL, "token-1"), "nobody there": b.remote(t, gone.URL, "token-1")} {
		if cms, err := s.Sign(t.Context(), []byte("x")); !errors.Is(err, seal.ErrService) || cms != nil {
			t.Errorf("%s: %d bytes, %v", why, len(cms), err)
		}
	}
}

func TestFilesThatAreNoSeal(t *testing.T) {
	b, other := newBox(t, keys(t)["P-256"]), newBox(t, keys(t)["P-256"])
	open := b.file(t, "open.pem", []byte("x"), 0o644)
	for why, c := range map[string]struct {
		chain, key string
		want       error
	}{
		"a key that others read": {b.chain, open, seal.ErrMode}, "another's key": {b.chain, other.key, seal.ErrPair}, "no certificate": {b.key, b.key, seal.ErrFile},
		"no key": {b.chain, b.file(t, "empty.pem", nil, 0o600), seal.ErrFile}, "nothing there": {b.dir + "/none", b.key, os.ErrNotExist},
	} {
		if _, err := seal.Open(c.chain, c.key); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", why, err)
		}
	}
	_, err := seal.Remote(seal.Service{Address: "https://x", Credential: "c", TokenFile: b.file(t, "loose", []byte("t"), 0o640), Chain: b.chain})
	if !errors.Is(err, seal.ErrMode) || !strings.Contains(err.Error(), "loose") {
		t.Errorf("a token that others read: %v", err)
	}
}
