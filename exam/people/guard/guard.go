package guard

import (
	"context"
	"errors"
	"time"

	"github.com/suikao/suikao/internal/actor"
)

// ErrNoCode is what a CodeStore answers where there is no such code.
var ErrNoCode = errors.New("no such one-time code")

// Vault makes blind indexes and keyed hashes; *crypt.Ring is one.
type Vault interface {
	Index(purpose, normalized string) []byte
	HashCode(purpose, code string) []byte
	MatchCode(purpose, code string, stored []byte) bool
}

// Random makes codes and tokens: crypt.Digits, crypt.Code, crypt.Token, crypt.HashToken, crypt.NormalizeCode.
type Random struct {
	Digits    func(n int) string
	Code      func(n int) string
	Token     func() string
	HashToken func(token string) []byte
	Normalize func(typed string) string
}

// Tx runs fn in one database transaction; nested calls join. fn may run again after a deadlock.
type Tx interface {
	InTx(ctx context.Context, fn func(ctx context.Context) error) error
}

// CodeStore keeps one-time codes and links. A missing row is ErrNoCode.
type CodeStore interface {
	AddCode(ctx context.Context, c OneTime) error
	// OpenCode returns the newest unused code of a purpose and subject; ErrNoCode when there is none.
	OpenCode(ctx context.Context, purpose Purpose, subject string) (OneTime, error)
	CodeByHash(ctx context.Context, purpose Purpose, hash []byte) (OneTime, error)
	// TryCode counts one try if fewer than most were made and the code is unused; false otherwise.
	TryCode(ctx context.Context, id string, most int) (bool, error)
	// UseCode marks the code used; false when it already was.
	UseCode(ctx context.Context, id string, at time.Time) (bool, error)
	// DropCodes marks all unused codes of a purpose and subject as used.
	DropCodes(ctx context.Context, purpose Purpose, subject string, at time.Time) error
	// PurgeCodes deletes codes that expired before t and returns how many.
	PurgeCodes(ctx context.Context, t time.Time) (int, error)
}

// ThrottleStore keeps failure and request counters.
type ThrottleStore interface {
	// LockThrottle returns the row of key, locked for this transaction; a new zero row where there was none.
	LockThrottle(ctx context.Context, key string) (Throttle, error)
	SaveThrottle(ctx context.Context, t Throttle) error
	DropThrottle(ctx context.Context, key string) error
	// PurgeThrottles deletes rows untouched since t and returns how many.
	PurgeThrottles(ctx context.Context, t time.Time) (int, error)
}

// Deps are what a Guard needs; all fields are required.
type Deps struct {
	Clock     actor.Clock
	Audit     actor.Auditor
	Vault     Vault
	Random    Random
	Tx        Tx
	Codes     CodeStore
	Throttles ThrottleStore
}

// Guard issues one-time codes and counts attempts. Make one with New; it is safe for concurrent use.
type Guard struct {
	Limits Limits
	Random Random
	d      Deps
}

// New returns a Guard. The zero Limits mean the defaults.
func New(d Deps, l Limits) *Guard { return &Guard{Limits: l.withDefaults(), Random: d.Random, d: d} }
