package sealed

import (
	"crypto/ecdh"
	"crypto/ed25519"
	"crypto/hpke"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"time"
	"unicode/utf8"

	"github.com/fxamacker/cbor/v2"

	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/questionbank/assembly"
)

// Version counts the forms of the file.
const Version = 1

// Bounds of a file.
const (
	MaxItems      = 20_000
	MaxReceivers  = 16
	maxManifest   = 64 << 10
	maxText       = 120
	dayForm       = "2006-01-02"
	signedContext = "suikao sealed release v1\x00"
	keyContext    = "suikao sealed release key v1\x00"
)

// Failures of reading. None repeats what the file holds.
var (
	ErrForm  = fault.Define("sealed.form", fault.Invalid, "这不是完整的密封题库文件，或版本不被本程序支持。", "This is not a whole file of a sealed release, or of a version that this program does not know.")
	ErrSign  = fault.Define("sealed.signature", fault.Invalid, "密封题库文件的签名不成立，文件已被改动。", "The signature of the sealed release does not hold: the file was changed.")
	ErrLarge = fault.Define("sealed.large", fault.TooLarge, "密封题库文件超过 {mb} MB，请在服务器上用命令行导入。", "The file of the sealed release is larger than {mb} MB. Import it with the command line on the server.")
	ErrElse  = fault.Define("sealed.other_device", fault.Invalid, "这个密封题库不是发给本系统的。请把本系统的设备公钥交给题库所有者。", "This sealed release is not for this installation. Give the owner its device key.")
)

// Terms are what the owner allows.
type Terms struct {
	Statistics bool   `cbor:"1,keyasint"` // answers to its items may be counted
	NotBefore  string `cbor:"2,keyasint"` // first day of use, YYYY-MM-DD
	NotAfter   string `cbor:"3,keyasint"` // last day of use
	Region     string `cbor:"4,keyasint"` // GB/T 2260 digits that the receiving authority's code begins with; empty: everywhere
}

// Covers reports whether a day (YYYY-MM-DD) lies in the time of use.
func (t Terms) Covers(day string) bool { return t.NotBefore <= day && day <= t.NotAfter }

// Check says whether days and region have their forms.
func (t Terms) Check() error {
	if !t.sound() {
		return ErrForm
	}
	return nil
}

func (t Terms) sound() bool {
	for _, d := range []string{t.NotBefore, t.NotAfter} {
		if _, err := time.Parse(dayForm, d); err != nil {
			return false
		}
	}
	for _, c := range t.Region {
		if c < '0' || c > '9' {
			return false
		}
	}
	return t.NotBefore <= t.NotAfter && len(t.Region) <= 6
}

// Receiver holds the content key for one installation.
type Receiver struct {
	Device  assembly.Hash `cbor:"1,keyasint"` // SHA-256 of the device key
	Wrapped []byte        `cbor:"2,keyasint"`
}

// Manifest says in the open what a file is.
type Manifest struct {
	Version    int                `cbor:"1,keyasint"`
	Owner      []byte             `cbor:"2,keyasint"` // Ed25519 public key
	OwnerName  string             `cbor:"3,keyasint"`
	Release    assembly.ReleaseID `cbor:"4,keyasint"`
	Name       string             `cbor:"5,keyasint"`
	No         int                `cbor:"6,keyasint"` // of the release within its bank; a later one supersedes
	ItemCode   string             `cbor:"7,keyasint"`
	Purpose    string             `cbor:"8,keyasint"`
	Level      string             `cbor:"9,keyasint"`
	Root       assembly.Hash      `cbor:"10,keyasint"`
	Items      int                `cbor:"11,keyasint"`
	Terms      Terms              `cbor:"12,keyasint"`
	Supersedes assembly.ReleaseID `cbor:"13,keyasint"` // the release of this owner that was out before; empty: none
	MadeAt     int64              `cbor:"14,keyasint"` // milliseconds since 1970 UTC
	Receivers  []Receiver         `cbor:"15,keyasint"`
	Bank       string             `cbor:"16,keyasint"` // the owner's bank
}

func (m Manifest) sound() bool {
	for _, s := range []string{m.OwnerName, m.Name, m.ItemCode, m.Purpose, m.Level} {
		if s == "" || len(s) > 4*maxText || utf8.RuneCountInString(s) > maxText {
			return false
		}
	}
	return m.Version == Version && len(m.Owner) == ed25519.PublicKeySize && ulid(string(m.Release)) && ulid(m.Bank) &&
		(m.Supersedes == "" || ulid(string(m.Supersedes)) && m.Supersedes != m.Release) &&
		m.No > 0 && m.No < 1<<31 && m.Items > 0 && m.Items <= MaxItems && m.Terms.sound() && len(m.Receivers) > 0 && len(m.Receivers) <= MaxReceivers
}

// ulid reports whether s has the form of the ids of this house.
func ulid(s string) bool {
	if len(s) != 26 {
		return false
	}
	for _, c := range s {
		if (c < '0' || c > '9') && (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') {
			return false
		}
	}
	return true
}

// Fingerprint names a public key: SHA-256, hex.
func Fingerprint(public []byte) string {
	sum := sha256.Sum256(public)
	return hex.EncodeToString(sum[:])
}

// Keys are the private keys of an installation, derived from its key file: one signs what it hands out, the other opens what it gets.
type Keys struct {
	sign   ed25519.PrivateKey
	device hpke.PrivateKey
}

// DeriveKeys makes the keys from a key file (crypt.Ring).
func DeriveKeys(r interface {
	Derive(purpose string, n int) []byte
}) (Keys, error) {
	device, err := hpke.DHKEM(ecdh.X25519()).NewPrivateKey(r.Derive("sealed.device", 32))
	return Keys{ed25519.NewKeyFromSeed(r.Derive("sealed.sign", ed25519.SeedSize)), device}, err
}

// Owner returns the public key that signs this installation's releases.
func (k Keys) Owner() []byte { return k.sign.Public().(ed25519.PublicKey) }

// Device returns the public key that releases for this installation are sealed to.
func (k Keys) Device() []byte { return k.device.PublicKey().Bytes() }

var errNoKeys = errors.New("sealed: this installation has no keys")

// CheckDevice reports whether b is a device key.
func CheckDevice(b []byte) error {
	_, err := hpke.DHKEM(ecdh.X25519()).NewPublicKey(b)
	return err
}

var encoding, decoding = modes()

func modes() (cbor.EncMode, cbor.DecMode) {
	e, err := cbor.CoreDetEncOptions().EncMode()
	if err != nil {
		panic(err)
	}
	d, err := cbor.DecOptions{DupMapKey: cbor.DupMapKeyEnforcedAPF, IndefLength: cbor.IndefLengthForbidden, TagsMd: cbor.TagsForbidden,
		MaxArrayElements: 4096, MaxMapPairs: 256, MaxNestedLevels: 16, ExtraReturnErrors: cbor.ExtraDecErrorUnknownField}.DecMode()
	if err != nil {
		panic(err)
	}
	return e, d
}
