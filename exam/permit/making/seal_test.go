package making_test

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"image"
	"image/color"
	"image/png"
	"math/big"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/suikao/suikao/exam/permit/card"
	"github.com/suikao/suikao/exam/permit/making"
	"github.com/suikao/suikao/exam/permit/seal"
)

// ownSeal is a seal with a certificate of its own.
func ownSeal(t *testing.T) *seal.Seal {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	form := &x509.Certificate{SerialNumber: big.NewInt(7), Subject: pkix.Name{CommonName: "襄阳市应急管理局电子印章"}, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(24 * time.Hour), KeyUsage: x509.KeyUsageDigitalSignature}
	raw, err := x509.CreateCertificate(rand.Reader, form, form, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	write := func(name, kind string, body []byte) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: body}), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	s, err := seal.Open(write("c.pem", "CERTIFICATE", raw), write("k.pem", "PRIVATE KEY", der))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func ring(t *testing.T) []byte {
	img := image.NewRGBA(image.Rect(0, 0, 200, 200))
	for y := range 200 {
		for x := range 200 {
			img.Set(x, y, color.White)
			if d := (x-100)*(x-100) + (y-100)*(y-100); d < 9800 && d > 8600 || d < 900 {
				img.Set(x, y, color.RGBA{200, 30, 30, 255})
			}
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// check asks poppler's pdfsig what it thinks of a sealed file.
func check(t *testing.T, pdf []byte) string {
	t.Helper()
	tool, err := exec.LookPath("pdfsig")
	if err != nil {
		t.Skip("pdfsig is not installed")
	}
	path := filepath.Join(t.TempDir(), "c.pdf")
	if err := os.WriteFile(path, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	out, _ := exec.Command(tool, "-nocert", path).CombinedOutput() // it fails where a signature does
	return string(out)
}

// A sealed certificate is read by poppler and qpdf: the signature covers all of the file, and no byte of it can be changed; a certificate says whose seal it is, and
// specimens have none. Where the seal does not answer, nothing is given out.
func TestASealedCertificate(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		h.permit("p1", "2026-11-23")
		h.Sealer, h.SealLook = ownSeal(t), ring(t)
		for _, size := range []card.Size{card.Page, card.Card} {
			pdf, err := h.Service.Certificate(issuer, "p1", size)
			if err != nil {
				t.Fatal(err)
			}
			if dir := os.Getenv("SUIKAO_LOOK"); dir != "" {
				_ = os.WriteFile(filepath.Join(dir, string(size)+"-sealed.pdf"), pdf, 0o600)
			}
			said := check(t, pdf)
			for _, want := range []string{"Signature is Valid", "Total document signed", "襄阳市应急管理局电子印章", "adbe.pkcs7.detached"} {
				if !strings.Contains(said, want) {
					t.Errorf("%s: pdfsig does not say %q: %s", size, want, said)
				}
			}
			if tool, err := exec.LookPath("qpdf"); err == nil {
				path := filepath.Join(t.TempDir(), "c.pdf")
				if err := os.WriteFile(path, pdf, 0o600); err != nil {
					t.Fatal(err)
				}
				if out, err := exec.Command(tool, "--check", path).CombinedOutput(); err != nil {
					t.Errorf("%s: qpdf: %s", size, out)
				}
			}
			at := bytes.Index(pdf, []byte("stream\n")) + 30
			pdf[at] ^= 1
			if said := check(t, pdf); strings.Contains(said, "Signature is Valid") {
				t.Errorf("%s: a changed file: %s", size, said)
			}
		}
		h.Sealer = silent{}
		if pdf, err := h.Service.Certificate(issuer, "p1", card.Page); !errors.Is(err, making.ErrSeal) || pdf != nil {
			t.Errorf("a seal that does not answer: %d bytes, %v", len(pdf), err)
		}
	})
}

type silent struct{}

func (silent) Name() string                                 { return "没有应答" }
func (silent) Sign(context.Context, []byte) ([]byte, error) { return nil, errors.New("away") }
