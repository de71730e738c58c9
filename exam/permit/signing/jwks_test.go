package signing_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"math/big"
	"testing"

	"github.com/suikao/suikao/exam/permit/signing"
	"github.com/suikao/suikao/internal/cose"
)

// verifyES256 checks a JWS signature with what outsiders get: the JWKS and the standard library.
func verifyES256(t *testing.T, trust *cose.TrustList, text, sig []byte) {
	t.Helper()
	raw, err := signing.JWKS(trust)
	if err != nil {
		t.Fatal(err)
	}
	var set struct {
		Keys []struct{ X, Y string }
	}
	if err := json.Unmarshal(raw, &set); err != nil || len(set.Keys) != 1 {
		t.Fatalf("%s %v", raw, err)
	}
	point := []byte{4}
	for _, c := range []string{set.Keys[0].X, set.Keys[0].Y} {
		b, err := base64.RawURLEncoding.DecodeString(c)
		if err != nil {
			t.Fatal(err)
		}
		point = append(point, b...)
	}
	key, err := ecdsa.ParseUncompressedPublicKey(elliptic.P256(), point)
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(text)
	if len(sig) != 64 || !ecdsa.Verify(key, sum[:], new(big.Int).SetBytes(sig[:32]), new(big.Int).SetBytes(sig[32:])) {
		t.Error("the signature of the list does not hold")
	}
}
