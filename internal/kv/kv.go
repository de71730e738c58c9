package kv

import (
	"context"
	"time"

	"github.com/suikao/suikao/internal/fault"
)

// Timeout bounds every call, also when Redis accepts connections and never answers.
const Timeout = 500 * time.Millisecond

// MaxSession is the longest a session may live in all, extensions included. Later than that DeleteSessions may miss it.
const MaxSession = 31 * 24 * time.Hour

// Failures of this package.
var (
	// ErrUnavailable means that Redis did not answer in time. Do without, or tell the user to try again.
	ErrUnavailable = fault.Define("kv.unavailable", fault.Unavailable, "登录服务暂时连不上，请稍后再试。已保存的内容不受影响。",
		"The login service cannot be reached for the moment. Try again shortly. What was stored is safe.")
	// ErrNoSession means that the session never was, has ended, or was deleted.
	ErrNoSession = fault.Define("kv.no_session", fault.Unauthenticated, "登录已失效，请重新登录。", "You are no longer logged in. Log in again.")
)

// Session is one login. ID is what the caller made of the token in the cookie (a hash, never the token itself).
type Session struct {
	ID    string
	Owner string // account or person; DeleteSessions ends all of one owner
	Data  []byte // the caller's own, a few hundred bytes
}

// Limit allows N events at once and then N evenly spread over each Per.
type Limit struct {
	N   int
	Per time.Duration
}

// Decision is the answer of Allow.
type Decision struct {
	Allowed    bool
	RetryAfter time.Duration // when refused: how long until one event would be allowed
}

// Store is everything this package does. Users declare the few methods they need. Times to live are at least 1 ms.
// Implementations are safe for concurrent use.
type Store interface {
	// PutSession stores a session for ttl.
	PutSession(ctx context.Context, s Session, ttl time.Duration) error
	// Session returns a live session or ErrNoSession. A positive extend also makes it live that long from now; a session
	// that was deleted meanwhile is not brought back.
	Session(ctx context.Context, id string, extend time.Duration) (Session, error)
	// DeleteSession ends one session. Ending one that is not there is no error.
	DeleteSession(ctx context.Context, id string) error
	// DeleteSessions ends every session of the owner that PutSession had returned for, and says how many ids it ended.
	DeleteSessions(ctx context.Context, owner string) (int, error)

	// Acquire takes the lease name for ttl under token if nobody holds it, and reports whether it did.
	Acquire(ctx context.Context, name, token string, ttl time.Duration) (bool, error)
	// Renew extends a lease and reports whether token still holds it. False means that another may hold it by now.
	Renew(ctx context.Context, name, token string, ttl time.Duration) (bool, error)
	// Release gives the lease back if token holds it.
	Release(ctx context.Context, name, token string) error

	// Beat says that member is present in set for ttl from now. A ttl of zero says that it left.
	Beat(ctx context.Context, set, member string, ttl time.Duration) error
	// Present returns the members of set whose time has not run out, sorted.
	Present(ctx context.Context, set string) ([]string, error)

	// Allow counts one event of key against the limit. It never fails for want of Redis: it counts in this process then.
	Allow(ctx context.Context, key string, l Limit) (Decision, error)
	// Add adds delta to a counter and returns the sum. The counter disappears ttl after its first Add. Delta 0 reads it.
	Add(ctx context.Context, key string, delta int64, ttl time.Duration) (int64, error)

	// Publish sends a message to all that are subscribed to the channel at this moment on any node.
	Publish(ctx context.Context, channel string, message []byte) error
	// Subscribe returns the messages of a channel until ctx ends, then closes the Go channel. Messages are dropped while
	// 256 wait to be read and while the connection is down; it comes back by itself. A nil message says that others may
	// have been dropped before it: look at the database.
	Subscribe(ctx context.Context, channel string) (<-chan []byte, error)

	// Ping reports whether the store answers.
	Ping(ctx context.Context) error
	// Close ends all connections and subscriptions.
	Close() error
}

// subscriptionBuffer is how many messages may wait for a slow reader.
const subscriptionBuffer = 256

// newSubscription makes the Go channel of one subscription. One place more than messages may take is for the nil that says
// that messages were dropped.
func newSubscription() chan []byte { return make(chan []byte, subscriptionBuffer+1) }

// offer gives m to a reader, or drops it and says so. Only one goroutine at a time may offer on c. While a nil waits to be
// read, dropping needs no further one: whoever reads it looks at the database afterwards.
func offer(c chan []byte, m []byte) {
	if len(c) < subscriptionBuffer {
		c <- m
		return
	}
	select {
	case c <- nil:
	default:
	}
}
