package credential

import (
	"context"
	"crypto/subtle"
	"errors"
	"strings"
	"unicode/utf8"

	"github.com/fxamacker/cbor/v2"
	"golang.org/x/crypto/argon2"

	"github.com/suikao/suikao/internal/cose"
)

// The purposes of signatures.
const (
	Purpose       = "suikao/permit/1"
	PurposeWallet = "suikao/wallet/1"
)

// Day counts days since 2020-01-01.
type Day = cose.Day

// Kind is the kind of a credential.
type Kind uint64

// The kinds.
const (
	OperationPermit Kind = 0
	CompetenceCert  Kind = 1
	TrainingProof   Kind = 2
)

// Item is one 操作项目 on a permit.
type Item struct {
	_      struct{} `cbor:",toarray"`
	Code   string
	From   Day
	To     Day
	Review *Day   // last day for a review that is still asked for
	Status uint64 // place in the status lists
}

// Masked stands for a number that only who knows it can confirm.
type Masked struct {
	_      struct{} `cbor:",toarray"`
	Prefix string
	Hidden uint64 // how many signs are left out
	Suffix string
	Salt   []byte // 8 bytes
	Hash   []byte // 16 bytes
}

// Claims are what a permit says.
type Claims struct {
	Number  string  // in the full form
	Masked  *Masked // in the masked form, in place of Number
	Name    string  // of the holder; masked in the masked form
	Items   []Item
	Signed  Day // day of the signature of this code
	Kind    Kind
	Holder  []byte // the holder's key, compressed P-256: only in a wallet's code
	LastDay *Day   // of this code
	Issuer  uint64 // number in the trust list
	Placed  uint64 // when the newest item got its place in the status lists, unix seconds
}

type wire struct {
	Form    uint64          `cbor:"1,keyasint"`
	Number  cbor.RawMessage `cbor:"2,keyasint"`
	Name    string          `cbor:"3,keyasint"`
	Items   []Item          `cbor:"4,keyasint"`
	Signed  Day             `cbor:"5,keyasint"`
	Kind    Kind            `cbor:"6,keyasint"`
	Holder  []byte          `cbor:"7,keyasint,omitempty"`
	LastDay *Day            `cbor:"8,keyasint,omitempty"`
	Issuer  uint64          `cbor:"9,keyasint"`
	Placed  uint64          `cbor:"10,keyasint"`
}

var codec = cose.Strict(6)

// ErrClaims means that claims contradict themselves.
var ErrClaims = errors.New("credential: these are no claims of a permit")

// maxItems is how many items one code may carry.
const maxItems = 12

func (c Claims) check() error {
	ok := c.Name != "" && utf8.ValidString(c.Name) && len(c.Items) > 0 && len(c.Items) <= maxItems && c.Kind <= TrainingProof && c.Placed > 0 && c.Placed < 1<<40 &&
		(c.Number != "") == (c.Masked == nil) && (c.Holder == nil || len(c.Holder) == 33)
	if m := c.Masked; ok && m != nil {
		ok = len(m.Salt) == 8 && len(m.Hash) == 16 && m.Hidden > 0 && m.Hidden < 100
	}
	for _, i := range c.Items {
		ok = ok && i.Code != "" && i.From <= i.To
	}
	if !ok {
		return ErrClaims
	}
	return nil
}

// Encode returns the bytes that are signed. Errors: ErrClaims.
func (c Claims) Encode() ([]byte, error) {
	if err := c.check(); err != nil {
		return nil, err
	}
	w := wire{Name: c.Name, Items: c.Items, Signed: c.Signed, Kind: c.Kind, Holder: c.Holder, LastDay: c.LastDay, Issuer: c.Issuer, Placed: c.Placed}
	var number any = c.Number
	if c.Masked != nil {
		w.Form, number = 1, c.Masked
	}
	var err error
	if w.Number, err = codec.Encode(number); err != nil {
		return nil, err
	}
	return codec.Encode(w)
}

// Decode reads what Encode wrote. Errors: cose.ErrMalformed, ErrClaims.
func Decode(raw []byte) (Claims, error) {
	var w wire
	if err := codec.Decode(raw, &w); err != nil {
		return Claims{}, err
	}
	c := Claims{Name: w.Name, Items: w.Items, Signed: w.Signed, Kind: w.Kind, Holder: w.Holder, LastDay: w.LastDay, Issuer: w.Issuer, Placed: w.Placed}
	var err error
	switch w.Form {
	case 0:
		err = codec.Decode(w.Number, &c.Number)
	case 1:
		c.Masked = &Masked{}
		err = codec.Decode(w.Number, c.Masked)
	default:
		err = ErrClaims
	}
	if err != nil {
		return Claims{}, err
	}
	return c, c.check()
}

// Mask hides a number behind a digest of itself: of 420106199001011234 stay 420 and 1234, of a shorter one a third at each end. salt is
// 8 random bytes.
func Mask(number string, salt []byte) Masked {
	head, tail := 4, 4 // T420…
	if len(number) < 15 {
		head, tail = len(number)/4, len(number)/4
	}
	return Masked{Prefix: number[:head], Hidden: uint64(len(number) - head - tail), Suffix: number[len(number)-tail:], Salt: salt, Hash: digest(number, salt)}
}

func digest(number string, salt []byte) []byte {
	return argon2.IDKey([]byte(number), salt, 1, 64<<10, 1, 16)
}

// Shown is the number with signs in place of what is left out.
func (m Masked) Shown() string {
	return m.Prefix + strings.Repeat("*", int(min(m.Hidden, 40))) + m.Suffix
}

// Matches reports whether number is the one behind m. It takes 64 MiB and some tens of milliseconds, on purpose.
func (m Masked) Matches(number string) bool {
	return subtle.ConstantTimeCompare(digest(number, m.Salt), m.Hash) == 1
}

// Sign signs the claims. Errors: ErrClaims, the signer's.
func Sign(ctx context.Context, c Claims, s cose.Signer, second ...cose.Signer) ([]byte, error) {
	payload, err := c.Encode()
	if err != nil {
		return nil, err
	}
	return cose.Sign1(ctx, Purpose, payload, s, second...)
}

type shown struct {
	_          struct{} `cbor:",toarray"`
	At         uint64
	Credential []byte
}

// Show signs, with the holder's key, that the credential is shown at a time (unix seconds).
func Show(ctx context.Context, credential []byte, at uint64, holder cose.Signer) ([]byte, error) {
	payload, err := codec.Encode(shown{At: at, Credential: credential})
	if err != nil {
		return nil, err
	}
	return cose.SignBare(ctx, PurposeWallet, payload, holder)
}
