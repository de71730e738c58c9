package questionbank

import (
	"context"
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/hex"
	"errors"
	"fmt"
	"sync"

	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/questionbank/assembly"
)

// Ledger is the transparency log; *tlog.Log is one.
type Ledger interface {
	// Append adds a record to the transaction of the context; the same record again is no other one.
	Append(ctx context.Context, kind, key string, record []byte) error
	// Evidence returns the proof that a record is in the log, as a file.
	Evidence(ctx context.Context, kind, key string) ([]byte, error)
	// LeafOf returns the leaf of a record; a fault of kind NotFound where there is none.
	LeafOf(ctx context.Context, kind, key string) ([]byte, error)
}

// The kinds of records that the bank logs.
const (
	LoggedDraw       = "draw"         // by attempt
	LoggedKey        = "draw-key"     // the public key, by fingerprint
	LoggedKeyEnd     = "draw-key-end" // a key was taken out of use, by fingerprint
	LoggedPromise    = "draw-promise" // a random number, by attempt
	LoggedLotPromise = "lot-promise"  // what is fixed before a phone gives its bytes, by booking
	LoggedLot        = "lot"          // that it gave some, by booking
	LoggedRelease    = "release"      // in use for examinations, by id
	LoggedKeys       = "keys"         // a correction of a release's keys is in force, by release/number
	LoggedBlueprint  = "blueprint"    // in use for examinations, by id
)

// ErrNoDrawKey says that a key behind the seeds is not there.
var ErrNoDrawKey = fault.Define("bank.no_draw_key", fault.NotFound, "没有这把组卷签名密钥。请把代码告诉工作人员。",
	"There is no such key behind the seeds of papers. Give the code to staff.")

// DrawKey is a key behind the seeds of papers.
type DrawKey struct {
	Fingerprint string // hex SHA-256 of Public
	Rule        assembly.SeedRule
	Public      []byte // PKIX, DER
	Sealed      string // the private half, PKCS #8; sealed with the key file
	MadeAt      int64  // milliseconds since 1970 UTC
	Ended       []byte // assembly.KeyEnd, once it was taken out of use
}

// drawKeyBits is the size of keys that are made.
const drawKeyBits = 2048

// signers keeps opened keys by fingerprint, because opening one takes longer than a draw, and which one is in use.
type signers struct {
	mu    sync.Mutex
	open  map[string]*rsa.PrivateKey
	inUse heldKey
}

// prove returns the signature behind the seed of in and names rule and key in it: those that were promised to a phone, else those in
// use. Without a rule that needs a signature it returns nothing.
func (s *Service) prove(ctx context.Context, plan cachedPlan, draw DrawInput, in *assembly.Inputs) ([]byte, error) {
	in.Rule = s.d.SeedRule
	if draw.Booking != "" {
		in.Rule = draw.Rule
	}
	if !in.Rule.Signed() {
		return nil, nil
	}
	fingerprint, err := draw.Key, error(nil)
	if fingerprint == "" {
		fingerprint, err = s.keyInUse(ctx)
	}
	if err != nil {
		return nil, err
	}
	private, err := s.signing(ctx, fingerprint)
	if err != nil {
		return nil, err
	}
	if in.Key, err = hex.DecodeString(fingerprint); err != nil {
		return nil, err
	}
	message := plan.Signed(*in)
	return rsa.SignPKCS1v15(nil, private, crypto.SHA256, message[:])
}

func (s *Service) signing(ctx context.Context, fingerprint string) (*rsa.PrivateKey, error) {
	s.signers.mu.Lock()
	key := s.signers.open[fingerprint]
	s.signers.mu.Unlock()
	if key != nil {
		return key, nil
	}
	stored, err := s.d.Draws.DrawKey(ctx, fingerprint)
	if err != nil {
		return nil, err
	}
	der, err := s.d.Vault.Open("draw.key/"+fingerprint, stored.Sealed)
	if err != nil {
		return nil, err
	}
	parsed, err := x509.ParsePKCS8PrivateKey(der)
	if err != nil {
		return nil, err
	}
	key, ok := parsed.(*rsa.PrivateKey)
	if !ok {
		return nil, fmt.Errorf("draw key %s is no RSA key", fingerprint)
	}
	s.signers.mu.Lock()
	defer s.signers.mu.Unlock()
	if s.signers.open == nil {
		s.signers.open = map[string]*rsa.PrivateKey{}
	}
	s.signers.open[fingerprint] = key
	return key, nil
}

// makeKey makes a key, stores it as the one in use and logs its public half.
func (s *Service) makeKey(ctx context.Context) (DrawKey, error) {
	private, err := s.newKey()
	if err != nil {
		return DrawKey{}, err
	}
	public, err := x509.MarshalPKIXPublicKey(&private.PublicKey)
	if err != nil {
		return DrawKey{}, err
	}
	der, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		return DrawKey{}, err
	}
	sum := sha256.Sum256(public)
	k := DrawKey{Fingerprint: hex.EncodeToString(sum[:]), Rule: s.d.SeedRule, Public: public, MadeAt: s.d.Clock().UnixMilli()}
	if k.Sealed, err = s.d.Vault.Seal("draw.key/"+k.Fingerprint, der); err != nil {
		return DrawKey{}, err
	}
	return k, s.d.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.d.Draws.AddDrawKey(ctx, k); err != nil {
			return err
		}
		return s.d.Ledger.Append(ctx, LoggedKey, k.Fingerprint, k.Public)
	})
}

func (s *Service) newKey() (*rsa.PrivateKey, error) {
	if s.d.NewKey != nil {
		return s.d.NewKey()
	}
	return rsa.GenerateKey(rand.Reader, drawKeyBits)
}

// Promise logs the commitment to the random bytes of a sitting, in the caller's transaction, before the person gives a nonce.
// Only the rule paper/v3 needs it; it does nothing under another.
func (s *Service) Promise(ctx context.Context, attempt string, random [32]byte) error {
	if s.d.SeedRule != assembly.SeedRevealed {
		return nil
	}
	promise := assembly.Revealed(random, attempt)
	return s.d.Ledger.Append(ctx, LoggedPromise, attempt, promise[:])
}

// PromiseLot fixes and logs, in the caller's transaction, by which key and over which random bytes the seed of the paper of a booking is
// going to be made. It comes before the phone gives its bytes.
func (s *Service) PromiseLot(ctx context.Context, booking string, random [32]byte) (assembly.LotPromise, error) {
	rule := s.d.SeedRule.ForLot()
	if !rule.Lot() {
		return assembly.LotPromise{}, ErrNoDrawKey
	}
	var key []byte
	if rule.Signed() {
		fingerprint, err := s.keyInUse(ctx)
		if err != nil {
			return assembly.LotPromise{}, err
		}
		if key, err = hex.DecodeString(fingerprint); err != nil {
			return assembly.LotPromise{}, err
		}
	}
	p := assembly.PromiseOf(booking, rule, random, key)
	return p, s.d.Ledger.Append(ctx, LoggedLotPromise, booking, p.Encode())
}

// LogLot logs, in the caller's transaction, what a phone gave. Something else for the same booking undoes the transaction.
func (s *Service) LogLot(ctx context.Context, l assembly.Lot) error {
	return s.d.Ledger.Append(ctx, LoggedLot, l.Booking, l.Encode())
}

// addKey puts the public key that a draw names into its files, where it names one, and the record by which it was taken out of use
// since; nothing where it is gone, which a replay names.
func (s *Service) addKey(ctx context.Context, in assembly.Inputs, f *assembly.Files) error {
	if len(in.Key) == 0 {
		return nil
	}
	key, err := s.d.Draws.DrawKey(ctx, hex.EncodeToString(in.Key))
	if errors.Is(err, ErrNoDrawKey) {
		err = nil
	}
	f.Key, f.KeyEnd = key.Public, key.Ended
	return err
}
