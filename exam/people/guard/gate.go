package guard

import (
	"context"
	"encoding/hex"
	"net/netip"
	"time"

	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// ErrLocked is the answer while a key is locked, whether or not what was typed exists.
var ErrLocked = fault.Define("auth.locked", fault.TooMany, "尝试次数过多，请{minutes}分钟后再试。", "Too many attempts. Try again in {minutes} minutes.")

// quiet is after how long without events a throttle forgets how often it has locked.
const quiet = 24 * time.Hour

// Throttle is a counter with a lock that grows. Keys hold no clear personal data.
type Throttle struct {
	Key         string
	Count       int
	WindowStart time.Time
	Level       int // how often it has locked since it was last quiet
	LockedUntil time.Time
	Touched     time.Time
}

// count notes one event and reports whether it is allowed at now. The event that fills the window locks the key for those
// that follow, but is itself allowed: an attempt is counted before it is looked at.
func (t *Throttle) count(r LockRule, now time.Time) (allowed, locks bool) {
	if now.Before(t.LockedUntil) {
		return false, false
	}
	if now.Sub(t.Touched) > quiet {
		t.Level = 0
	}
	if now.Sub(t.WindowStart) >= r.Window {
		t.Count, t.WindowStart = 0, now
	}
	t.Count++
	t.Touched = now
	if t.Count < r.Most {
		return true, false
	}
	lock := r.MaxLock
	if t.Level < 16 && r.Lock<<t.Level < r.MaxLock {
		lock = r.Lock << t.Level
	}
	t.Count, t.LockedUntil = 0, now.Add(lock)
	t.Level++
	return true, true
}

// takeBack undoes the one event that succeeded.
func (t *Throttle) takeBack(r LockRule, now time.Time) {
	if now.Before(t.LockedUntil) && t.Count == 0 { // that event filled the window
		t.Count, t.LockedUntil = r.Most, time.Time{}
		t.Level = max(0, t.Level-1)
	}
	t.Count = max(0, t.Count-1)
}

// Enter counts one attempt at key in its own transaction and refuses it while the key is locked. what names the kind of
// key in the audit entry that a new lock leaves.
func (g *Guard) Enter(ctx context.Context, r LockRule, what, key string) error {
	var refused error
	err := g.d.Tx.InTx(ctx, func(ctx context.Context) error {
		refused = nil
		t, err := g.d.Throttles.LockThrottle(ctx, key)
		if err != nil {
			return err
		}
		now := g.d.Clock()
		allowed, locks := t.count(r, now)
		if !allowed {
			refused = locked(t.LockedUntil.Sub(now))
			return nil
		}
		if err := g.d.Throttles.SaveThrottle(ctx, t); err != nil {
			return err
		}
		if locks {
			return g.d.Audit.Record(ctx, actor.Entry{Verb: "auth.lock", Object: what + ":" + short(key), Path: "/",
				Detail: map[string]string{"until": t.LockedUntil.UTC().Format(time.RFC3339)}})
		}
		return nil
	})
	if err != nil {
		return err
	}
	return refused
}

func locked(d time.Duration) *fault.Error {
	return ErrLocked.With("minutes", int((d+time.Minute-1)/time.Minute)).With("retry_after", int(d.Seconds())+1)
}

// Forgive forgets a key after a success.
func (g *Guard) Forgive(ctx context.Context, key string) error {
	return g.d.Throttles.DropThrottle(ctx, key)
}

// TakeBack undoes one attempt that succeeded, for keys shared by many people.
func (g *Guard) TakeBack(ctx context.Context, r LockRule, key string) error {
	t, err := g.d.Throttles.LockThrottle(ctx, key)
	if err != nil {
		return err
	}
	t.takeBack(r, g.d.Clock())
	return g.d.Throttles.SaveThrottle(ctx, t)
}

// KeyOf is the stored key of value: a blind index, so that the table tells nobody who was guessing at whom.
func (g *Guard) KeyOf(kind, value string) string {
	return kind + "." + hex.EncodeToString(g.d.Vault.Index("throttle."+kind, value))
}

// AddressKey counts by IPv4 address or IPv6 /64 network, since a household owns at least that.
func (g *Guard) AddressKey(kind, remote string) string {
	if ap, err := netip.ParseAddrPort(remote); err == nil {
		remote = ap.Addr().String()
	}
	if a, err := netip.ParseAddr(remote); err == nil {
		a = a.Unmap()
		if a.Is6() {
			p, _ := a.WithZone("").Prefix(64)
			a = p.Addr()
		}
		remote = a.String()
	}
	return g.KeyOf(kind, remote)
}

func short(key string) string { return key[:min(len(key), 24)] }
