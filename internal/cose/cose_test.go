package cose_test

import (
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	_ "crypto/sha256" // of go-cose
	"errors"
	"math/big"
	"strings"
	"testing"

	other "github.com/veraison/go-cose"

	"github.com/suikao/suikao/internal/cose"
)

const purpose = "suikao/test/1"

func key(t testing.TB, alg cose.Alg) *cose.Private {
	t.Helper()
	k, err := cose.Generate(alg)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func finds(t testing.TB, keys ...*cose.Private) func([]byte) (cose.Key, bool) {
	t.Helper()
	return func(id []byte) (cose.Key, bool) {
		for _, k := range keys {
			if have, err := k.Key().ID(); err == nil && string(have[:]) == string(id) {
				return k.Key(), true
			}
		}
		return cose.Key{}, false
	}
}

func signed(t testing.TB, payload string, s cose.Signer, second ...cose.Signer) []byte {
	t.Helper()
	raw, err := cose.Sign1(t.Context(), purpose, []byte(payload), s, second...)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func TestSignaturesHoldForTheirKeyAndPurpose(t *testing.T) {
	for _, alg := range []cose.Alg{cose.ES256, cose.SM2} {
		a, b := key(t, alg), key(t, alg)
		raw := signed(t, "焊工", a)
		o, err := cose.Open(purpose, raw, finds(t, b, a))
		if err != nil || string(o.Payload) != "焊工" || string(o.By.Public) != string(a.Key().Public) || o.Second != nil {
			t.Fatalf("%d: %+v %v", alg, o, err)
		}
		if _, err := cose.Open("suikao/else/1", raw, finds(t, a)); !errors.Is(err, cose.ErrSignature) {
			t.Errorf("%d: holds for another purpose: %v", alg, err)
		}
		if _, err := cose.Open(purpose, raw, finds(t, b)); !errors.Is(err, cose.ErrUnknownKey) {
			t.Errorf("%d: holds for another key: %v", alg, err)
		}
		posing := func([]byte) (cose.Key, bool) { return b.Key(), true }
		if _, err := cose.Open(purpose, raw, posing); !errors.Is(err, cose.ErrSignature) {
			t.Errorf("%d: another key under the same id: %v", alg, err)
		}
	}
}

func TestEveryChangedByteIsRefused(t *testing.T) {
	es, sm := key(t, cose.ES256), key(t, cose.SM2)
	for name, raw := range map[string][]byte{"ES256": signed(t, "payload", es), "SM2": signed(t, "payload", sm), "both": signed(t, "payload", es, sm)} {
		find := finds(t, es, sm)
		if _, err := cose.Open(purpose, raw, find); err != nil {
			t.Fatal(name, err)
		}
		for i := range raw {
			for _, flip := range []byte{1, 0x20, 0x80, 0xff} {
				bad := append([]byte{}, raw...)
				bad[i] ^= flip
				if _, err := cose.Open(purpose, bad, find); err == nil {
					t.Errorf("%s: byte %d ^ %#x was not noticed", name, i, flip)
				}
			}
			if _, err := cose.Open(purpose, raw[:i], find); !errors.Is(err, cose.ErrMalformed) {
				t.Errorf("%s: cut at %d: %v", name, i, err)
			}
		}
		if _, err := cose.Open(purpose, append(append([]byte{}, raw...), 0), find); !errors.Is(err, cose.ErrMalformed) {
			t.Errorf("%s: a byte more: %v", name, err)
		}
	}
}

func TestTheOtherValidSIsRefused(t *testing.T) {
	k := key(t, cose.ES256)
	raw := signed(t, "payload", k)
	s := new(big.Int).SetBytes(raw[len(raw)-32:])
	new(big.Int).Sub(elliptic.P256().Params().N, s).FillBytes(raw[len(raw)-32:])
	if _, err := cose.Open(purpose, raw, finds(t, k)); !errors.Is(err, cose.ErrSignature) {
		t.Error(err)
	}
}

func TestTwoSignatures(t *testing.T) {
	es, sm, wrong := key(t, cose.ES256), key(t, cose.SM2), key(t, cose.SM2)
	raw := signed(t, "both", es, sm)
	o, err := cose.Open(purpose, raw, finds(t, es, sm))
	if err != nil || o.Second == nil {
		t.Fatalf("%+v %v", o, err)
	}
	for name, only := range map[string]*cose.Private{"ES256": es, "SM2": sm} {
		if _, err := cose.Open(purpose, raw, finds(t, only)); !errors.Is(err, cose.ErrUnknownKey) {
			t.Errorf("who knows %s only: %v", name, err)
		}
	}
	posing := func(id []byte) (cose.Key, bool) {
		if k, ok := finds(t, es)(id); ok {
			return k, ok
		}
		return wrong.Key(), true
	}
	if _, err := cose.Open(purpose, raw, posing); !errors.Is(err, cose.ErrSignature) {
		t.Errorf("the second does not hold: %v", err)
	}
	if _, err := cose.Open(purpose, raw, finds(t)); !errors.Is(err, cose.ErrUnknownKey) {
		t.Error(err)
	}
}

func TestAnotherImplementationReadsIt(t *testing.T) {
	k := key(t, cose.ES256)
	raw := signed(t, "payload", k)
	var m other.UntaggedSign1Message
	if err := m.UnmarshalCBOR(raw); err != nil {
		t.Fatal(err)
	}
	x, y := elliptic.UnmarshalCompressed(elliptic.P256(), k.Key().Public)
	v, err := other.NewVerifier(other.AlgorithmES256, &ecdsa.PublicKey{Curve: elliptic.P256(), X: x, Y: y})
	if err != nil {
		t.Fatal(err)
	}
	if err := m.Verify([]byte(purpose), v); err != nil {
		t.Error(err)
	}
	if err := m.Verify([]byte("suikao/else/1"), v); err == nil {
		t.Error("holds for another purpose")
	}
}

func TestItReadsAnotherImplementation(t *testing.T) {
	priv, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	k := cose.Key{Alg: cose.ES256, Public: elliptic.MarshalCompressed(priv.Curve, priv.X, priv.Y)}
	id, err := k.ID()
	if err != nil {
		t.Fatal(err)
	}
	s, err := other.NewSigner(other.AlgorithmES256, crypto.Signer(priv))
	if err != nil {
		t.Fatal(err)
	}
	high := 0
	for range 20 { // the other one does not choose the low s
		m := other.UntaggedSign1Message{Payload: []byte("payload"), Headers: other.Headers{Protected: other.ProtectedHeader{
			other.HeaderLabelAlgorithm: other.AlgorithmES256, other.HeaderLabelKeyID: id[:]}}}
		if err := m.Sign(rand.Reader, []byte(purpose), s); err != nil {
			t.Fatal(err)
		}
		raw, err := m.MarshalCBOR()
		if err != nil {
			t.Fatal(err)
		}
		o, err := cose.Open(purpose, raw, func([]byte) (cose.Key, bool) { return k, true })
		switch {
		case errors.Is(err, cose.ErrSignature):
			high++
		case err != nil || string(o.Payload) != "payload":
			t.Fatal(err)
		}
	}
	if high == 20 {
		t.Error("none of 20 messages was read")
	}
}

func TestOtherEncodingsAreRefused(t *testing.T) {
	k := key(t, cose.ES256)
	raw := signed(t, "p", k)
	for name, bad := range map[string][]byte{
		"tagged":             append([]byte{0xd2}, raw...),
		"longer length":      append([]byte{0x98, 4}, raw[1:]...),
		"indefinite":         append(append([]byte{0x9f}, raw[1:]...), 0xff),
		"another header":     []byte(strings.Replace(string(raw), "\xa0\x41p", "\xa1\x18\x63\x01\x41p", 1)),
		"nothing":            {},
		"a number":           {1},
		"an array of eighty": append([]byte{0x98, 80}, make([]byte, 80)...),
	} {
		if _, err := cose.Open(purpose, bad, finds(t, k)); !errors.Is(err, cose.ErrMalformed) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestBareMessagesNeedTheirKey(t *testing.T) {
	a, b := key(t, cose.ES256), key(t, cose.ES256)
	raw, err := cose.SignBare(context.Background(), purpose, []byte("now"), a)
	if err != nil {
		t.Fatal(err)
	}
	if p, err := cose.OpenWith(purpose, raw, a.Key()); err != nil || string(p) != "now" {
		t.Error(err)
	}
	if _, err := cose.OpenWith(purpose, raw, b.Key()); !errors.Is(err, cose.ErrSignature) {
		t.Error(err)
	}
	if _, err := cose.Open(purpose, raw, finds(t, a)); !errors.Is(err, cose.ErrMalformed) {
		t.Error("a message without a name of its key: ", err)
	}
	if _, err := cose.OpenWith(purpose, signed(t, "now", a), a.Key()); !errors.Is(err, cose.ErrMalformed) {
		t.Error("a message with a name of its key: ", err)
	}
}

func TestText(t *testing.T) {
	msg := []byte{0, 1, 2, 250}
	text, err := cose.Text("exam.example.cn", 'V', msg)
	if err != nil || text != "HTTPS://EXAM.EXAMPLE.CN/V/AAAQF6Q" {
		t.Fatal(text, err)
	}
	for _, ok := range []string{text, strings.ToLower(text), " V/AAAQF6Q\n", "https://10.0.0.1:8080/exam/v/aaaqf6q"} {
		if letter, got, err := cose.ParseText(ok); err != nil || letter != 'V' || string(got) != string(msg) {
			t.Errorf("%q: %c %x %v", ok, letter, got, err)
		}
	}
	for _, bad := range []string{"", "V/", "AAAQF6Q", "X/AAAQF6Q", "HTTPS://EXAM.EXAMPLE.CN/VV/AAAQF6Q", "V/AAAQF6R", "V/AAAQF6", "V/AAAQF6Q=", "V/AAAQ 6Q", "V/AAAQF61",
		"V/" + strings.Repeat("A", 5000)} {
		if _, _, err := cose.ParseText(bad); !errors.Is(err, cose.ErrText) {
			t.Errorf("%.40q was read: %v", bad, err)
		}
	}
	for _, host := range []string{"", "a-very-long-host.example.cn", "exam_1.cn", "exam.cn/x", "-a.cn"} {
		if _, err := cose.Text(host, 'V', msg); err == nil {
			t.Errorf("host %q", host)
		}
	}
}

func TestTrustList(t *testing.T) {
	root, a, sm := key(t, cose.ES256), key(t, cose.ES256), key(t, cose.SM2)
	gone := cose.Day(2000)
	entry := func(k *cose.Private, w *cose.Day) cose.TrustKey {
		return cose.TrustKey{Alg: k.Key().Alg, Public: k.Key().Public, Uses: cose.ForPermits | cose.ForStatus, From: 1000, To: 3000, Withdrawn: w}
	}
	l := cose.TrustList{Version: 7, Issued: 1, Expires: 2, Keys: []cose.TrustKey{entry(a, nil), entry(sm, &gone)}, Issuers: map[uint64]string{1: "襄阳市应急管理局"}, House: "随考"}
	raw, err := cose.SignTrust(t.Context(), l, root)
	if err != nil {
		t.Fatal(err)
	}
	got, err := cose.OpenTrust(raw, root.Key())
	if err != nil || got.Version != 7 || got.Issuers[1] != "襄阳市应急管理局" {
		t.Fatalf("%+v %v", got, err)
	}
	e, ok := got.Of(sm.Key())
	if !ok || !e.Counts(1999, cose.ForPermits) || e.Counts(2000, cose.ForPermits) || e.Counts(999, cose.ForPermits) || e.Counts(1500, cose.ForHours) {
		t.Errorf("%+v", e)
	}
	if e, _ := got.Of(a.Key()); !e.Counts(3000, cose.ForStatus) || e.Counts(3001, cose.ForStatus) {
		t.Errorf("%+v", e)
	}
	if _, err := cose.OpenTrust(raw, a.Key()); !errors.Is(err, cose.ErrUnknownKey) {
		t.Error("another root: ", err)
	}
	for name, bad := range map[string]func(*cose.TrustList){
		"a key twice": func(l *cose.TrustList) { l.Keys = append(l.Keys, l.Keys[0]) },
		"no version":  func(l *cose.TrustList) { l.Version = 0 },
		"ends first":  func(l *cose.TrustList) { l.Expires = 1 },
		"no key":      func(l *cose.TrustList) { l.Keys[0].Public = make([]byte, 33) },
		"key ends":    func(l *cose.TrustList) { l.Keys[0].To = 1 },
	} {
		l := l
		l.Keys = append([]cose.TrustKey{}, l.Keys...)
		bad(&l)
		if _, err := cose.SignTrust(t.Context(), l, root); !errors.Is(err, cose.ErrTrustList) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func FuzzOpen(f *testing.F) {
	es, sm := key(f, cose.ES256), key(f, cose.SM2)
	f.Add(signed(f, "payload", es))
	f.Add(signed(f, "payload", es, sm))
	f.Fuzz(func(t *testing.T, raw []byte) {
		if o, err := cose.Open(purpose, raw, finds(t, es, sm)); err == nil && string(o.Payload) != "payload" {
			t.Errorf("%x was signed by nobody", raw)
		}
		_, _ = cose.OpenTrust(raw, es.Key())
		if _, msg, err := cose.ParseText(string(raw)); err == nil {
			if text, err := cose.Text("a.cn", 'V', msg); err != nil || !strings.HasSuffix(strings.ToUpper(strings.TrimSpace(string(raw))), text[strings.LastIndexByte(text, '/'):]) {
				t.Errorf("%q has two forms: %q %v", raw, text, err)
			}
		}
	})
}
