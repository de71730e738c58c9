package signing

import (
	"context"
	"crypto/rand"
	"errors"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/people/identity"
	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/exam/permit/credential"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/cose"
	"github.com/suikao/suikao/internal/fault"
)

// ErrHolderKey refuses a key that is none.
var ErrHolderKey = fault.Define("permit.holder_key", fault.Invalid, "这台设备的密钥不对，请重新打开证件夹。", "The key of this device is not right: open the wallet again.")

// IssuerStore numbers the authorities that issue.
type IssuerStore interface {
	// IssuerNumber returns the number of an authority under a name, a new one where it has none.
	IssuerNumber(ctx context.Context, org people.OrgID, name string) (uint64, error)
	// Issuers returns the name of every number.
	Issuers(ctx context.Context) (map[uint64]string, error)
}

// Coder signs codes. It is safe for concurrent use.
type Coder struct {
	Clock   actor.Clock
	Places  PlaceStore
	Issuers IssuerStore
	Keys    Keys
	Host    string // of the public address, at most 20 characters, with its port where it has one
}

// walletDays is how long the code of a wallet lasts: a telephone that is lost for good stops showing it in a week.
const walletDays = 7

// Full returns the code for the printed card: with the whole number.
func (c *Coder) Full(ctx context.Context, card permit.Card) (string, error) {
	claims, err := c.claims(ctx, card)
	if err != nil {
		return "", err
	}
	return c.sign(ctx, claims)
}

// Masked returns the code for telephones and posters: who scans it sees neither the number nor the whole name, and can compare a number that they
// are shown.
func (c *Coder) Masked(ctx context.Context, card permit.Card) (string, error) {
	claims, err := c.masked(ctx, card)
	if err != nil {
		return "", err
	}
	return c.sign(ctx, claims)
}

// Wallet returns the credential (not a code) that the holder's device puts its rotating proof around; key is the device's, compressed P-256.
// Errors: ErrHolderKey.
func (c *Coder) Wallet(ctx context.Context, card permit.Card, key []byte) ([]byte, error) {
	if _, err := (cose.Key{Alg: cose.ES256, Public: key}).ID(); err != nil {
		return nil, ErrHolderKey.At("body.key")
	}
	claims, err := c.masked(ctx, card)
	if err != nil {
		return nil, err
	}
	last := min(claims.Signed+walletDays, claims.Items[0].To)
	claims.Holder, claims.LastDay = key, &last
	return c.message(ctx, claims)
}

func (c *Coder) masked(ctx context.Context, card permit.Card) (credential.Claims, error) {
	claims, err := c.claims(ctx, card)
	if err != nil {
		return claims, err
	}
	salt := make([]byte, 8)
	if _, err := rand.Read(salt); err != nil {
		return claims, err
	}
	m := credential.Mask(claims.Number, salt)
	claims.Number, claims.Masked, claims.Name = "", &m, identity.MaskName(claims.Name)
	return claims, nil
}

var kinds = map[rules.Credential]credential.Kind{rules.OperationPermit: credential.OperationPermit, rules.CompetenceCert: credential.CompetenceCert,
	rules.TrainingProof: credential.TrainingProof}

func (c *Coder) claims(ctx context.Context, card permit.Card) (credential.Claims, error) {
	p := card.Permit
	place, err := c.Places.PlaceOf(ctx, p.ID)
	if err != nil {
		return credential.Claims{}, err
	}
	issuer, err := c.Issuers.IssuerNumber(ctx, p.Issuer, p.IssuerName)
	if err != nil {
		return credential.Claims{}, err
	}
	item := credential.Item{Code: p.Item, Status: place.N}
	var failed error
	day := func(d actor.Date) cose.Day {
		out, err := cose.ParseDay(string(d))
		failed = errors.Join(failed, err)
		return out
	}
	item.From, item.To = day(p.ValidFrom), day(p.ValidTo)
	if card.Review != "" {
		due := day(card.Review)
		item.Review = &due
	}
	return credential.Claims{Number: card.Number, Name: p.Holder.Name, Items: []credential.Item{item}, Signed: c.today(), Kind: kinds[p.Kind], Issuer: issuer,
		Placed: uint64(max(p.IssuedAt.Unix(), 1))}, failed
}

func (c *Coder) today() cose.Day { return cose.DayOf(c.Clock().In(actor.Beijing)) }

func (c *Coder) message(ctx context.Context, claims credential.Claims) ([]byte, error) {
	signers, err := c.Keys.Signers(claims.Signed, cose.ForPermits)
	if err != nil {
		return nil, err
	}
	return credential.Sign(ctx, claims, signers[0], signers[1:]...)
}

func (c *Coder) sign(ctx context.Context, claims credential.Claims) (string, error) {
	msg, err := c.message(ctx, claims)
	if err != nil {
		return "", err
	}
	return cose.Text(c.Host, 'V', msg)
}

// House makes the trust list of a house that has set up no keys of its own, from its secret. It is made anew each day and with each new
// authority, so its version grows. It implements Keys.
type House struct {
	Clock   actor.Clock
	Issuers IssuerStore
	Secret  func(label string) []byte
	Name    string
	Host    string

	last lazily
}

// trustDays is how long a device may go without a newer list.
const trustDays = 180

// Current returns the keys with the trust list of now.
func (h *House) Current(ctx context.Context) (*cose.Keys, error) {
	now := h.Clock()
	return h.last.get(now, func() (*cose.Keys, error) {
		issuers, err := h.Issuers.Issuers(ctx)
		if err != nil {
			return nil, err
		}
		day := cose.DayOf(now.In(actor.Beijing))
		start := time.Date(now.In(actor.Beijing).Year(), now.In(actor.Beijing).Month(), now.In(actor.Beijing).Day(), 0, 0, 0, 0, actor.Beijing)
		list := cose.TrustList{Version: uint64(max(day, 0))*1000 + uint64(min(len(issuers), 998)) + 1, Issued: start.Unix(), Expires: start.AddDate(0, 0, trustDays).Unix(),
			Issuers: issuers, Hosts: []string{h.Host}, House: h.Name}
		return cose.DerivedKeys(h.Secret, list, firstDay, day+3650)
	})
}

// firstDay is 2026-01-01, before any code was signed.
const firstDay = cose.Day(2192)

// Signers implements Keys.
func (h *House) Signers(on cose.Day, use cose.Use) ([]cose.Signer, error) {
	k, err := h.Current(context.Background())
	if err != nil {
		return nil, err
	}
	return k.Signers(on, use)
}
