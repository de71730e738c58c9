package people

import (
	"context"

	"github.com/suikao/suikao/exam/people/guard"
	"github.com/suikao/suikao/exam/people/photo"
	"github.com/suikao/suikao/internal/actor"
)

// Vault seals personal numbers and makes blind indexes; *crypt.Ring is one.
type Vault interface {
	Seal(purpose string, plain []byte) (string, error)
	Open(purpose, sealed string) ([]byte, error)
	Index(purpose, normalized string) []byte
}

// Passwords hashes and verifies passwords; *crypt.Passwords is one. Decoy spends the time of Verify.
type Passwords interface {
	Hash(ctx context.Context, password string) (string, error)
	Verify(ctx context.Context, phc, password string) (ok, rehash bool, err error)
	Decoy(ctx context.Context, password string) error
}

// Message is one text to a phone. Code is the one-time code alone, for gateways that fill a registered template.
type Message struct {
	Phone   string
	Purpose guard.Purpose
	Code    string
	Text    string
}

// SMS takes a message for delivery. It must return without waiting for the gateway, so that the time of an answer does
// not tell whether anything was sent; delivery failures are its own to log.
type SMS interface {
	Send(ctx context.Context, m Message) error
}

// Photos keeps document photos under keys that this package chooses; internal/blob is behind it.
type Photos interface {
	PutPhoto(ctx context.Context, key string, jpeg []byte) error
	GetPhoto(ctx context.Context, key string) ([]byte, error)
}

// PrivacyNotice keeps the privacy notice that a new account confirms; exam/people/notice is behind it.
type PrivacyNotice interface {
	// CheckPrivacy refuses a version of the notice that is not in force.
	CheckPrivacy(ctx context.Context, version int, lang string) error
	// ConfirmPrivacy notes in the caller's transaction that the person confirmed it on the portal.
	ConfirmPrivacy(ctx context.Context, p PersonID, version int, lang string) error
}

// Deps are what the services need; all fields are required except PhotoRules.
type Deps struct {
	Clock     actor.Clock
	Audit     actor.Auditor
	Outbox    actor.Outbox
	Vault     Vault
	Passwords Passwords
	SMS       SMS
	Photos    Photos
	Tx        Tx
	Orgs      OrgStore
	Persons   PersonStore
	Works     EmploymentStore
	Pictures  PhotoStore
	Staff     AccountStore
	Logins    CandidateStore

	Guard      *guard.Guard
	PhotoRules photo.Rules // zero = the defaults
}
