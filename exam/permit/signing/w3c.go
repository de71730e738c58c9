package signing

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"math/big"
	"time"

	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/exam/permit/statuslist"
	"github.com/suikao/suikao/internal/cose"
)

// W3C returns a list as a signed Bitstring Status List Credential (W3C Recommendation of 2025-05-15, as a JWT of VC-JOSE-COSE): bit n stands for the
// place list × 131,072 + n. base is the public address of the house. Errors: permit.ErrNotFound for a list or purpose that there is not.
func (p *Publisher) W3C(ctx context.Context, base string, list uint64, purpose string) ([]byte, error) {
	v, err := p.newest(ctx)
	if err != nil {
		return nil, err
	}
	states, ok := purposes[purpose]
	if !ok || list >= v.Size/statuslist.PerList {
		return nil, permit.ErrNotFound
	}
	return p.once("w3c/"+purpose+"/"+text(list), v, func(now time.Time) ([]byte, error) {
		first := list * statuslist.PerList
		places, err := p.Places.OutOf(ctx, first, first+statuslist.PerList, states)
		if err != nil {
			return nil, err
		}
		encoded, err := bitstring(first, places)
		if err != nil {
			return nil, err
		}
		signers, err := p.signers(now)
		if err != nil {
			return nil, err
		}
		id := base + "/v1/public/status/lists/" + text(list) + "/" + purpose
		return jwt(ctx, signers, map[string]any{
			"@context": []string{"https://www.w3.org/ns/credentials/v2"}, "id": id, "type": []string{"VerifiableCredential", "BitstringStatusListCredential"},
			"issuer": base, "iss": base, "validFrom": now.Format(time.RFC3339), "validUntil": now.Add(nextAfter).Format(time.RFC3339),
			"credentialSubject": map[string]any{"id": id + "#list", "type": "BitstringStatusList", "statusPurpose": purpose, "encodedList": encoded, "ttl": answerKeeps.Milliseconds()},
		})
	})
}

// bitstring is the multibase form of the compressed list: the leftmost bit is place 0.
func bitstring(first uint64, places []uint64) (string, error) {
	list := make([]byte, statuslist.PerList/8)
	for _, n := range places {
		list[(n-first)/8] |= 0x80 >> ((n - first) % 8)
	}
	var b bytes.Buffer
	z, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err == nil {
		_, err = z.Write(list)
	}
	if err != nil {
		return "", err
	}
	if err := z.Close(); err != nil {
		return "", err
	}
	return "u" + base64.RawURLEncoding.EncodeToString(b.Bytes()), nil
}

// jwt signs claims as a compact JWS (RFC 7515) with ES256, which is what outsiders can check.
func jwt(ctx context.Context, signers []cose.Signer, claims any) ([]byte, error) {
	for _, s := range signers {
		if s.Key().Alg != cose.ES256 {
			continue
		}
		id, err := s.Key().ID()
		if err != nil {
			return nil, err
		}
		head, err := json.Marshal(map[string]string{"alg": "ES256", "typ": "vc+jwt", "kid": hex.EncodeToString(id[:])})
		if err != nil {
			return nil, err
		}
		body, err := json.Marshal(claims)
		if err != nil {
			return nil, err
		}
		text := base64.RawURLEncoding.EncodeToString(head) + "." + base64.RawURLEncoding.EncodeToString(body)
		sig, err := s.Sign(ctx, []byte(text))
		if err != nil {
			return nil, err
		}
		return []byte(text + "." + base64.RawURLEncoding.EncodeToString(sig)), nil
	}
	return nil, cose.ErrNoKey
}

// JWKS returns the keys for W3C lists as a JSON Web Key Set (RFC 7517), of all that are on the trust list for status lists.
func JWKS(trust *cose.TrustList) ([]byte, error) {
	keys := []map[string]string{}
	for _, k := range trust.Keys {
		if k.Alg != cose.ES256 || k.Uses&cose.ForStatus == 0 {
			continue
		}
		id, err := k.Key().ID()
		if err != nil {
			return nil, err
		}
		x, y, err := k.Key().Point()
		if err != nil {
			return nil, err
		}
		part := func(n *big.Int) string { return base64.RawURLEncoding.EncodeToString(n.FillBytes(make([]byte, 32))) }
		keys = append(keys, map[string]string{"kty": "EC", "crv": "P-256", "alg": "ES256", "use": "sig", "kid": hex.EncodeToString(id[:]), "x": part(x), "y": part(y)})
	}
	return json.Marshal(map[string]any{"keys": keys})
}
