package questionbank

import (
	"context"
	"encoding/hex"
	"errors"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/questionbank/assembly"
)

// keyLife is how long a process goes by the key that it last saw in use. For so long after a rotation it may still sign with the one
// before; an audit allows a draw that much (KeySlack).
const keyLife = 10 * time.Second

// KeySlack is how long after a key was taken out of use a draw may still be signed with it: keyLife, and the time that a transaction
// under way and the clocks of two nodes take.
const KeySlack = time.Minute

// heldKey is the key in use, as read at since. One that this process made itself is gone by only where it is still read KeySlack
// later: the transaction that made it may have been undone.
type heldKey struct {
	fingerprint string
	since, made time.Time
}

// holds reports whether the key may be gone by at a time without asking for it.
func (k heldKey) holds(now time.Time) bool {
	return k.fingerprint != "" && k.made.IsZero() && !now.Before(k.since) && now.Before(k.since.Add(keyLife))
}

// keyInUse returns the fingerprint of the key that signs now, making the first one in the transaction of the context. It is the one
// place that reads which one it is, and does so every keyLife and not for each draw.
func (s *Service) keyInUse(ctx context.Context) (string, error) {
	now := s.d.Clock()
	s.signers.mu.Lock()
	held := s.signers.inUse
	s.signers.mu.Unlock()
	if held.holds(now) {
		return held.fingerprint, nil
	}
	for range 2 {
		fingerprint, err := s.d.Draws.DrawKeyInUse(ctx, s.d.SeedRule)
		if err == nil {
			read := heldKey{fingerprint: fingerprint, since: now}
			if held.fingerprint == fingerprint && !held.made.IsZero() && now.Sub(held.made) < KeySlack {
				read.made = held.made
			}
			s.holdKey(read)
			return fingerprint, nil
		}
		if !errors.Is(err, ErrNoDrawKey) {
			return "", err
		}
		k, err := s.makeKey(ctx)
		if err != nil && !errors.Is(err, ErrMoved) { // moved: another node made one
			return "", err
		}
		if err == nil {
			held = heldKey{fingerprint: k.Fingerprint, since: now, made: now}
		}
	}
	return "", ErrNoDrawKey
}

// holdKey remembers the key in use; the zero value forgets it.
func (s *Service) holdKey(k heldKey) {
	s.signers.mu.Lock()
	defer s.signers.mu.Unlock()
	s.signers.inUse = k
}

// Failures of a rotation.
var (
	ErrKeyKeepers = fault.Define("bank.key_keepers", fault.Forbidden,
		"更换组卷签名密钥须由系统管理员和安全管理员两个人共同办理，且二人对全系统都有权限。",
		"A system administrator and a security administrator of the whole house, two persons, must change the key behind the seeds together.")
	ErrKeyRule = fault.Define("bank.key_rule", fault.Conflict, "当前的组卷随机数规则不用签名密钥，无需更换。",
		"The rule of the seeds in use needs no key; there is nothing to change.")
)

// RotateKey takes the key that signs draws out of use and makes another. Ctx carries a system administrator, other is a security
// administrator, both of the whole house, which nobody is at once. The old key stays: draws that it signed are checked with it, and
// bookings to whose phones it was promised are still drawn with it. Both facts enter the transparency log.
func (s *Service) RotateKey(ctx context.Context, other actor.Actor, reason string) (old, made DrawKey, err error) {
	if !s.d.SeedRule.Signed() {
		return old, made, ErrKeyRule
	}
	root, err := s.d.Orgs.RootOrg(ctx)
	if err != nil {
		return old, made, err
	}
	one := actor.From(ctx)
	for _, a := range []actor.Actor{one, other} {
		if a.Kind != actor.Staff || a.Person == "" {
			return old, made, ErrNoPerson
		}
	}
	if !one.Can(root.Path, people.SystemAdmin) || !other.Can(root.Path, people.SecurityAdmin) {
		return old, made, ErrKeyKeepers
	}
	if one.Person == other.Person {
		return old, made, ErrSamePerson
	}
	if reason, err = reasoned(reason); err != nil {
		return old, made, err
	}
	err = s.d.Tx.InTx(ctx, func(ctx context.Context) (err error) {
		old, made, err = s.replaceKey(ctx)
		if err != nil {
			return err
		}
		return s.d.Audit.Record(ctx, actor.Entry{Verb: "bank.draw_key.rotate", Object: "draw_key:" + made.Fingerprint, Path: root.Path,
			Detail: map[string]string{"old": old.Fingerprint, "reason": reason, "second": other.Name, "second_account": other.ID}})
	})
	s.holdKey(heldKey{})
	return old, made, err
}

// replaceKey makes a key, ends the one in use and logs both.
func (s *Service) replaceKey(ctx context.Context) (old, made DrawKey, err error) {
	fingerprint, err := s.d.Draws.DrawKeyInUse(ctx, s.d.SeedRule)
	if err != nil {
		return old, made, err
	}
	if old, err = s.d.Draws.DrawKey(ctx, fingerprint); err != nil {
		return old, made, err
	}
	// The next one's name stands in the end of this one, and the end must be written first: one key per rule is live.
	if err := s.d.Draws.EndDrawKey(ctx, fingerprint); err != nil {
		return old, made, err
	}
	if made, err = s.makeKey(ctx); err != nil {
		return old, made, err
	}
	was, err := hex.DecodeString(old.Fingerprint)
	if err != nil {
		return old, made, err
	}
	next, err := hex.DecodeString(made.Fingerprint)
	if err != nil {
		return old, made, err
	}
	old.Ended = assembly.EndOfKey(was, next, s.d.Clock().UnixMilli()).Encode()
	if err := s.d.Draws.NoteKeyEnd(ctx, fingerprint, old.Ended); err != nil {
		return old, made, err
	}
	return old, made, s.d.Ledger.Append(ctx, LoggedKeyEnd, fingerprint, old.Ended)
}
