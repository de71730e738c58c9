package cose_test

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"

	"github.com/suikao/suikao/internal/cose"
)

func made(t *testing.T, alg cose.Alg) *cose.Private {
	t.Helper()
	k, err := cose.Generate(alg)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// folderOf writes a folder with the keys and a trust list over them.
func folderOf(t *testing.T, entries []cose.TrustKey, keys map[string]*cose.Private) (dir string, root *cose.Private) {
	t.Helper()
	dir, root = t.TempDir(), made(t, cose.ES256)
	raw, err := cose.SignTrust(context.Background(), cose.TrustList{Version: 1, Issued: 1, Expires: 2, Keys: entries}, root)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(cose.WriteRoot(dir, root.Key()), cose.WriteTrust(dir, raw)); err != nil {
		t.Fatal(err)
	}
	for name, k := range keys {
		if err := cose.WriteKey(filepath.Join(dir, name+".key"), k); err != nil {
			t.Fatal(err)
		}
	}
	return dir, root
}

func entry(k *cose.Private, uses cose.Use, from, to cose.Day) cose.TrustKey {
	return cose.TrustKey{Alg: k.Key().Alg, Public: k.Key().Public, Uses: uses, From: from, To: to}
}

func TestKeysRotateWithOverlap(t *testing.T) {
	one, two, sm, status := made(t, cose.ES256), made(t, cose.ES256), made(t, cose.SM2), made(t, cose.ES256)
	out := cose.Day(18)
	withdrawn := entry(two, cose.ForPermits, 10, 40)
	withdrawn.Withdrawn = &out
	dir, _ := folderOf(t, []cose.TrustKey{entry(one, cose.ForPermits, 0, 20), withdrawn, entry(sm, cose.ForPermits, 5, 30), entry(status, cose.ForStatus, 0, 100)},
		map[string]*cose.Private{"a": one, "b": two, "sm": sm, "status": status, "root": made(t, cose.ES256)})
	for _, c := range []struct {
		both bool
		on   cose.Day
		use  cose.Use
		want []*cose.Private
	}{
		{false, 0, cose.ForPermits, []*cose.Private{one}},
		{false, 10, cose.ForPermits, []*cose.Private{two}},
		{true, 10, cose.ForPermits, []*cose.Private{two, sm}},
		{true, 3, cose.ForPermits, []*cose.Private{one}},
		{false, 18, cose.ForPermits, []*cose.Private{one}},
		{false, 25, cose.ForPermits, []*cose.Private{sm}},
		{false, 31, cose.ForPermits, nil},
		{true, 31, cose.ForStatus, []*cose.Private{status}},
		{true, 31, cose.ForHours, nil},
	} {
		k, err := cose.ReadKeys(dir, c.both)
		if err != nil {
			t.Fatal(err)
		}
		got, err := k.Signers(c.on, c.use)
		if (err != nil) != (c.want == nil) || err != nil && !errors.Is(err, cose.ErrNoKey) || len(got) != len(c.want) {
			t.Fatalf("%+v: %d signers, %v", c, len(got), err)
		}
		for i, s := range got {
			if string(s.Key().Public) != string(c.want[i].Key().Public) {
				t.Errorf("day %d: another key than wanted", c.on)
			}
		}
	}
}

func TestFoldersThatAreRefused(t *testing.T) {
	k := made(t, cose.ES256)
	open := func(t *testing.T, spoil func(dir string)) error {
		dir, _ := folderOf(t, []cose.TrustKey{entry(k, cose.ForPermits, 0, 20)}, map[string]*cose.Private{"a": k})
		spoil(dir)
		_, err := cose.ReadKeys(dir, false)
		return err
	}
	write := func(name, text string) func(string) {
		return func(dir string) {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := open(t, func(string) {}); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		spoil func(string)
		want  error
	}{
		"others can read": {func(dir string) { _ = os.Chmod(filepath.Join(dir, "a.key"), 0o640) }, cose.ErrMode},
		"no JSON":         {write("a.key", "x"), cose.ErrKeyFile},
		"RSA":             {write("a.key", `{"alg":"RS256"}`), cose.ErrKeyFile},
		"no secret":       {write("a.key", `{"alg":"ES256"}`), cose.ErrKeyFile},
		"a bare vault":    {write("a.key", `{"alg":"ES256","vault":{}}`), cose.ErrKeyFile},
		"SM2 in a vault":  {write("a.key", `{"alg":"SM2","vault":{"address":"x"}}`), cose.ErrKeyFile},
		"no trust list":   {func(dir string) { _ = os.Remove(filepath.Join(dir, "trust.cose")) }, os.ErrNotExist},
		"another root":    {func(dir string) { _ = cose.WriteRoot(dir, made(t, cose.ES256).Key()) }, cose.ErrUnknownKey},
	} {
		if err := open(t, c.spoil); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	dir, _ := folderOf(t, nil, map[string]*cose.Private{"a": k})
	if err := cose.WriteKey(filepath.Join(dir, "a.key"), k); !errors.Is(err, os.ErrExist) {
		t.Errorf("a key was replaced: %v", err)
	}
}

// vault speaks the part of the transit engine's public API that is used.
func vault(t *testing.T, key *ecdsa.PrivateKey, token string) *httptest.Server {
	t.Helper()
	der, err := x509.MarshalPKIXPublicKey(&key.PublicKey)
	if err != nil {
		t.Fatal(err)
	}
	public := string(pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: der}))
	mux := http.NewServeMux()
	answer := func(w http.ResponseWriter, v any) { _ = json.NewEncoder(w).Encode(map[string]any{"data": v}) }
	mux.HandleFunc("GET /v1/transit/keys/permits", func(w http.ResponseWriter, _ *http.Request) {
		answer(w, map[string]any{"type": "ecdsa-p256", "keys": map[string]any{"1": map[string]string{"public_key": "old"}, "2": map[string]string{"public_key": public}}})
	})
	mux.HandleFunc("POST /v1/transit/sign/permits/sha2-256", func(w http.ResponseWriter, r *http.Request) {
		var ask struct {
			Input     []byte `json:"input"`
			Version   int    `json:"key_version"`
			Marshaled string `json:"marshaling_algorithm"`
		}
		if err := json.NewDecoder(r.Body).Decode(&ask); err != nil || ask.Version != 2 || ask.Marshaled != "jws" {
			http.Error(w, "bad", http.StatusBadRequest)
			return
		}
		sum := sha256.Sum256(ask.Input)
		x, y, err := ecdsa.Sign(rand.Reader, key, sum[:])
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		sig := append(x.FillBytes(make([]byte, 32)), y.FillBytes(make([]byte, 32))...)
		answer(w, map[string]string{"signature": "vault:v2:" + base64.RawURLEncoding.EncodeToString(sig)})
	})
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("X-Vault-Token") != token {
			http.Error(w, "permission denied", http.StatusForbidden)
			return
		}
		mux.ServeHTTP(w, r)
	}))
	t.Cleanup(s.Close)
	return s
}

func TestAKeyInABoxSigns(t *testing.T) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	s := vault(t, key, "secret-token")
	dir := t.TempDir()
	file := filepath.Join(dir, "permits.key")
	if err := os.WriteFile(file, []byte(`{"alg":"ES256","vault":{"address":"`+s.URL+`","name":"permits","version":2,"token":"token"}}`), 0o600); err != nil {
		t.Fatal(err)
	}
	token := func(text string) {
		if err := os.WriteFile(filepath.Join(dir, "token"), []byte(text+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	token("wrong")
	if _, err := cose.ReadKey(file); !errors.Is(err, cose.ErrVault) {
		t.Errorf("a wrong token: %v", err)
	}
	token("secret-token")
	signer, err := cose.ReadKey(file)
	if err != nil {
		t.Fatal(err)
	}
	find := func([]byte) (cose.Key, bool) { return signer.Key(), true }
	for range 20 { // half of them come with the high s
		msg, err := cose.Sign1(context.Background(), "x", []byte("payload"), signer)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := cose.Open("x", msg, find); err != nil {
			t.Fatal(err)
		}
	}
	s.Close()
	if _, err := cose.Sign1(context.Background(), "x", []byte("payload"), signer); !errors.Is(err, cose.ErrVault) {
		t.Errorf("the box is away: %v", err)
	}
}

func TestDerivedKeysAreTheSameOnEveryNode(t *testing.T) {
	secret := func(label string) []byte { s := sha256.Sum256([]byte(label)); return s[:] }
	list := cose.TrustList{Version: 4, Issued: 1, Expires: 9, House: "x", Issuers: map[uint64]string{1: "a"}}
	one, err := cose.DerivedKeys(secret, list, 0, 100)
	if err != nil {
		t.Fatal(err)
	}
	two, err := cose.DerivedKeys(secret, list, 0, 100)
	if err != nil {
		t.Fatal(err)
	}
	if string(one.Root.Public) != string(two.Root.Public) || one.Root.Fingerprint() != two.Root.Fingerprint() || len(one.Root.Fingerprint()) != 39 {
		t.Error(one.Root.Fingerprint(), two.Root.Fingerprint())
	}
	for _, use := range []cose.Use{cose.ForPermits, cose.ForStatus, cose.ForHours} {
		a, err := one.Signers(50, use)
		if err != nil {
			t.Fatal(err)
		}
		msg, err := cose.Sign1(context.Background(), "x", []byte("p"), a[0])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := cose.Open("x", msg, two.Trust.Find); err != nil {
			t.Error(err)
		}
	}
}
