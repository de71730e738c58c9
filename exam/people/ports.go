package people

import (
	"context"

	"github.com/suikao/suikao/internal/actor"
)

// Vault seals personal numbers and makes blind indexes; *crypt.Ring is one.
type Vault interface {
	Seal(purpose string, plain []byte) (string, error)
	Open(purpose, sealed string) ([]byte, error)
	Index(purpose, normalized string) []byte
	HashCode(purpose, code string) []byte
	MatchCode(purpose, code string, stored []byte) bool
}

// Passwords hashes and verifies passwords; *crypt.Passwords is one. Decoy spends the time of Verify.
type Passwords interface {
	Hash(ctx context.Context, password string) (string, error)
	Verify(ctx context.Context, phc, password string) (ok, rehash bool, err error)
	Decoy(ctx context.Context, password string) error
}

// Random makes codes and tokens: crypt.Digits, crypt.Code, crypt.Token, crypt.HashToken, crypt.NormalizeCode.
type Random struct {
	Digits    func(n int) string
	Code      func(n int) string
	Token     func() string
	HashToken func(token string) []byte
	Normalize func(typed string) string
}

// Message is one text to a phone. Code is the one-time code alone, for gateways that fill a registered template.
type Message struct {
	Phone   string
	Purpose CodePurpose
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

// Rooms answers where a room stands; exam/booking is behind it. It returns ErrNotFound for an unknown room and for a
// seat that is not in the room. seat is empty for a gate.
type Rooms interface {
	RoomPath(ctx context.Context, room, seat string) (orgPath string, err error)
}

// Deps are what the services need; all fields are required except Rooms, which only Devices uses.
type Deps struct {
	Clock     actor.Clock
	Audit     actor.Auditor
	Outbox    actor.Outbox
	Vault     Vault
	Passwords Passwords
	Random    Random
	SMS       SMS
	Photos    Photos
	Rooms     Rooms
	Tx        Tx
	Orgs      OrgStore
	Persons   PersonStore
	Works     EmploymentStore
	Pictures  PhotoStore
	Staff     AccountStore
	Logins    CandidateStore
	Codes     CodeStore
	Throttles ThrottleStore
	Devices   DeviceStore
	Texts     NoticeStore
}
