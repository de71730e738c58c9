package making

import (
	"context"
	"encoding/base64"

	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// ErrForm refuses a form of code that there is not.
var ErrForm = fault.Define("permit.code_form", fault.Invalid, "请选择完整（full）或隐去证号（masked）的二维码。", "Choose the full code or the masked one (full, masked).")

// Codes signs what devices check; *signing.Coder is one, behind the wiring.
type Codes interface {
	// Full is the code for print; where the host is too long for a signed one, the address of the public page.
	Full(ctx context.Context, c permit.Card) (string, error)
	// Masked hides number and name, for telephones and posters.
	Masked(ctx context.Context, c permit.Card) (string, error)
	// Wallet is the credential for a holder's device with a key (compressed P-256).
	Wallet(ctx context.Context, c permit.Card, key []byte) ([]byte, error)
}

// CodeOf returns the code of a permit for its holder or the authority. The whole number stands on the trail. Errors: ErrForm, those of
// permit.Service.Certificate.
func (s *Service) CodeOf(ctx context.Context, id permit.ID, form string) (string, error) {
	sign := s.Codes.Full
	switch form {
	case "full":
	case "masked":
		sign = s.Codes.Masked
	default:
		return "", ErrForm.At("query.form")
	}
	c, err := s.Permits.Certificate(ctx, id)
	if err != nil {
		return "", err
	}
	text, err := sign(ctx, c)
	if err != nil {
		return "", err
	}
	return text, s.Tx.InTx(ctx, func(ctx context.Context) error {
		return s.record(ctx, "permit.code", "permit:"+string(id), c.Permit.OrgPath, map[string]string{"form": form})
	})
}

// WalletOf returns the credential for a device of the holder, who calls; key is the device's in base64. Errors: permit.ErrNotFound, those of permit.Service.Certificate, of
// Codes.Wallet.
func (s *Service) WalletOf(ctx context.Context, id permit.ID, key string) ([]byte, error) {
	if actor.From(ctx).Kind != actor.Candidate {
		return nil, permit.ErrNotFound
	}
	c, err := s.Permits.Certificate(ctx, id)
	if err != nil {
		return nil, err
	}
	raw, _ := base64.StdEncoding.DecodeString(key) // what is no base64 is no key either
	return s.Codes.Wallet(ctx, c, raw)
}
