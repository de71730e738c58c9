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
}

// The kinds of records that the bank logs: of a draw, by attempt; of a key that signs draws, by fingerprint; of a promised random
// number, by attempt.
const (
	LoggedDraw    = "draw"
	LoggedKey     = "draw-key"
	LoggedPromise = "draw-promise"
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
}

// drawKeyBits is the size of keys that are made.
const drawKeyBits = 2048

// signers keeps opened keys by fingerprint: opening one takes longer than a draw.
type signers struct {
	mu   sync.Mutex
	open map[string]*rsa.PrivateKey
}

// prove returns the signature behind the seed of in and names the key in it. Without a rule that needs one it returns nothing.
func (s *Service) prove(ctx context.Context, plan cachedPlan, in *assembly.Inputs) ([]byte, error) {
	in.Rule = s.d.SeedRule
	if in.Rule != assembly.SeedSigned {
		return nil, nil
	}
	private, fingerprint, err := s.signer(ctx)
	if err != nil {
		return nil, err
	}
	if in.Key, err = hex.DecodeString(fingerprint); err != nil {
		return nil, err
	}
	message := plan.Signed(*in)
	return rsa.SignPKCS1v15(nil, private, crypto.SHA256, message[:])
}

// signer returns the key in use, making the first one in the transaction of the context.
func (s *Service) signer(ctx context.Context) (*rsa.PrivateKey, string, error) {
	for range 2 {
		fingerprint, err := s.d.Draws.DrawKeyInUse(ctx, s.d.SeedRule)
		if err == nil {
			key, err := s.signing(ctx, fingerprint)
			return key, fingerprint, err
		}
		if !errors.Is(err, ErrNoDrawKey) {
			return nil, "", err
		}
		if err := s.makeKey(ctx); err != nil && !errors.Is(err, ErrMoved) { // moved: another node made one
			return nil, "", err
		}
	}
	return nil, "", ErrNoDrawKey
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

// makeKey makes a key, stores it and logs its public half.
func (s *Service) makeKey(ctx context.Context) error {
	private, err := s.newKey()
	if err != nil {
		return err
	}
	public, err := x509.MarshalPKIXPublicKey(&private.PublicKey)
	if err != nil {
		return err
	}
	der, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		return err
	}
	sum := sha256.Sum256(public)
	k := DrawKey{Fingerprint: hex.EncodeToString(sum[:]), Rule: s.d.SeedRule, Public: public, MadeAt: s.d.Clock().UnixMilli()}
	if k.Sealed, err = s.d.Vault.Seal("draw.key/"+k.Fingerprint, der); err != nil {
		return err
	}
	return s.d.Tx.InTx(ctx, func(ctx context.Context) error {
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

// publicKey returns the key that a draw names, where it names one; nothing where it is gone, which a replay names.
func (s *Service) publicKey(ctx context.Context, inputs []byte) ([]byte, error) {
	in, err := assembly.DecodeInputs(inputs)
	if err != nil || len(in.Key) == 0 {
		return nil, nil // a replay names what is wrong with them
	}
	key, err := s.d.Draws.DrawKey(ctx, hex.EncodeToString(in.Key))
	if errors.Is(err, ErrNoDrawKey) {
		err = nil
	}
	return key.Public, err
}
