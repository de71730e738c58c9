package outside

import (
	"context"
	"errors"
	"net/netip"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// State is what became of a key.
type State string

// The states of a key. One that expired is still ACTIVE here; its last day says so.
const (
	Active    State = "ACTIVE"
	Withdrawn State = "WITHDRAWN" // by a person
	Stopped   State = "STOPPED"   // by too many rows that found nothing
)

// KeyID names a key.
type KeyID string

// Key lets an organisation's machine ask. The key itself is kept nowhere.
type Key struct {
	ID        KeyID
	Org       people.OrgID
	OrgPath   string
	OrgName   string
	Name      string
	Networks  []string   // prefixes it may be used from; none: anywhere
	Quota     int        // rows a day
	ExpiresOn actor.Date // its last day
	MadeBy    people.AccountID
	MadeName  string
	MadeAt    time.Time
	State     State
	EndedName string // who withdrew it; empty where it was stopped
	EndedAt   time.Time
}

// Use is what a key asked on a day.
type Use struct {
	Day           actor.Date
	Asked, Missed int // rows
}

// KeyInput is what a person says of a new key.
type KeyInput struct {
	Name      string
	Networks  []string
	Quota     int
	ExpiresOn actor.Date
}

// KeyStore keeps keys.
type KeyStore interface {
	AddKey(ctx context.Context, k Key, hash []byte) error
	Key(ctx context.Context, id KeyID) (Key, error)              // permit.ErrNotFound
	KeyByHash(ctx context.Context, hash []byte) (Key, error)     // permit.ErrNotFound
	KeysOf(ctx context.Context, org people.OrgID) ([]Key, error) // newest first
	// EndKey writes state and who where the key is still active; permit.ErrChanged otherwise.
	EndKey(ctx context.Context, k Key) error
	// Spend counts n rows of a day; false, and nothing counted, when that would pass quota.
	Spend(ctx context.Context, id KeyID, day actor.Date, n, quota int) (bool, error)
	// Miss counts rows that found nothing; false, and nothing counted, when that would pass limit.
	Miss(ctx context.Context, id KeyID, day actor.Date, n, limit int) (bool, error)
	Uses(ctx context.Context, id KeyID, from actor.Date) ([]Use, error) // newest first
}

const (
	maxKeys     = 20
	maxNetworks = 20
	maxQuota    = 100_000
)

// managed lets in who may make and end keys of an organisation: its ENTERPRISE_MANAGER, for an authority its REGULATOR.
func (s *Service) managed(ctx context.Context, id people.OrgID) (people.Org, error) {
	o, err := s.Orgs.Org(ctx, id)
	a, role := actor.From(ctx), people.EnterpriseManager
	if o.Kind == people.Authority {
		role = people.Regulator
	}
	switch {
	case err != nil && fault.KindOf(err) != fault.NotFound:
		return o, err
	case err != nil || !a.Sees(o.Path):
		return o, permit.ErrNoOrg
	case !a.Can(o.Path, role):
		return o, permit.ErrForbidden
	}
	return o, nil
}

// MakeKey makes a key for an organisation and returns it with the clear text, this once. Errors: permit.ErrNoOrg, permit.ErrForbidden, ErrKeyName,
// ErrKeyNet, ErrKeyQuota, ErrKeyDays, ErrKeyMany.
func (s *Service) MakeKey(ctx context.Context, org people.OrgID, in KeyInput) (Key, string, error) {
	o, err := s.managed(ctx, org)
	if err != nil {
		return Key{}, "", err
	}
	if in, err = s.checked(in); err != nil {
		return Key{}, "", err
	}
	now, by, token := s.now(), actor.From(ctx), "sk_"+s.Token()
	k := Key{ID: KeyID(actor.NewID(now)), Org: o.ID, OrgPath: o.Path, OrgName: o.Name, Name: in.Name, Networks: in.Networks, Quota: in.Quota, ExpiresOn: in.ExpiresOn,
		MadeBy: people.AccountID(by.ID), MadeName: by.Name, MadeAt: now, State: Active}
	err = s.Tx.InTx(ctx, func(ctx context.Context) error {
		had, err := s.Keys.KeysOf(ctx, org)
		if err != nil {
			return err
		}
		today := actor.DateOf(now)
		if len(slices.DeleteFunc(had, func(k Key) bool { return k.State != Active || k.ExpiresOn < today })) >= maxKeys {
			return ErrKeyMany
		}
		if err := s.Keys.AddKey(ctx, k, s.Hash(token)); err != nil {
			return err
		}
		return s.record(ctx, "api_key.make", k, map[string]string{"name": k.Name})
	})
	return k, token, err
}

func (s *Service) checked(in KeyInput) (KeyInput, error) {
	in.Name = strings.TrimSpace(in.Name)
	today := actor.DateOf(s.now())
	expires, err := actor.ParseDate(string(in.ExpiresOn))
	switch n := utf8.RuneCountInString(in.Name); {
	case n < 2 || n > 60:
		return in, ErrKeyName.At("body.name")
	case in.Quota < 1 || in.Quota > maxQuota:
		return in, ErrKeyQuota.At("body.quota")
	case err != nil || expires <= today || expires > today.AddMonths(24):
		return in, ErrKeyDays.At("body.expiresOn")
	case len(in.Networks) > maxNetworks:
		return in, ErrKeyNet.At("body.networks")
	}
	networks := make([]string, len(in.Networks))
	for i, text := range in.Networks {
		p, err := netip.ParsePrefix(strings.TrimSpace(text))
		if err != nil {
			return in, ErrKeyNet.At("body.networks")
		}
		networks[i] = p.Masked().String()
	}
	in.Networks, in.ExpiresOn = networks, expires
	return in, nil
}

func (s *Service) record(ctx context.Context, verb string, k Key, detail map[string]string) error {
	return s.Audit.Record(ctx, actor.Entry{Verb: verb, Object: "api_key:" + string(k.ID), Path: k.OrgPath, Detail: detail})
}

// WithdrawKey ends a key at once. A regulator above an organisation, who does not manage its keys, gives a reason of 2 to 200 characters; who manages them may.
// Errors: permit.ErrNotFound, permit.ErrForbidden, ErrKeyState, ErrKeyReason.
func (s *Service) WithdrawKey(ctx context.Context, id KeyID, reason string) error {
	k, err := s.endable(ctx, id)
	if err != nil {
		return err
	}
	if f := actor.CheckLine(reason); f != nil {
		return f.At("body.reason")
	}
	reason = strings.TrimSpace(reason)
	n := utf8.RuneCountInString(reason)
	if _, err := s.managed(ctx, k.Org); n > 200 || n < 2 && (err != nil || n > 0) {
		return ErrKeyReason.At("body.reason")
	}
	if k.State != Active {
		return ErrKeyState
	}
	k.State, k.EndedName, k.EndedAt = Withdrawn, actor.From(ctx).Name, s.now()
	var detail map[string]string
	if reason != "" {
		detail = map[string]string{"reason": reason}
	}
	return s.end(ctx, k, "api_key.withdraw", detail)
}

func (s *Service) end(ctx context.Context, k Key, verb string, detail map[string]string) error {
	return s.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.Keys.EndKey(ctx, k); err != nil {
			return err
		}
		return s.record(ctx, verb, k, detail)
	})
}

// watched lets in who manages the keys of an organisation, and the regulators above it, who see and end them.
func (s *Service) watched(ctx context.Context, id people.OrgID) error {
	o, err := s.managed(ctx, id)
	if errors.Is(err, permit.ErrForbidden) && actor.From(ctx).Can(o.Path, people.Regulator) {
		return nil
	}
	return err
}

// endable returns a key that the caller may end; for those who do not see its organisation there is none.
func (s *Service) endable(ctx context.Context, id KeyID) (Key, error) {
	k, err := s.Keys.Key(ctx, id)
	if err != nil {
		return Key{}, err
	}
	if !actor.From(ctx).Sees(k.OrgPath) {
		return Key{}, permit.ErrNotFound
	}
	return k, s.watched(ctx, k.Org)
}

// KeysOf lists the keys of an organisation, newest first: to who manages them and to the regulators above. Errors: permit.ErrNoOrg, permit.ErrForbidden.
func (s *Service) KeysOf(ctx context.Context, org people.OrgID) ([]Key, error) {
	if err := s.watched(ctx, org); err != nil {
		return nil, err
	}
	return s.Keys.KeysOf(ctx, org)
}

// Uses lists what a key asked in the last 90 days, newest first. Errors: permit.ErrNotFound, permit.ErrForbidden.
func (s *Service) Uses(ctx context.Context, id KeyID) ([]Use, error) {
	if _, err := s.endable(ctx, id); err != nil {
		return nil, err
	}
	return s.Keys.Uses(ctx, id, actor.DateOf(s.now()).AddDays(-90))
}

// Admit returns the key of a token that may be used now and from where the caller is; ErrKey says nothing else.
func (s *Service) Admit(ctx context.Context, token string) (Key, error) {
	if len(token) < 40 || len(token) > 80 || !strings.HasPrefix(token, "sk_") {
		return Key{}, ErrKey
	}
	k, err := s.Keys.KeyByHash(ctx, s.Hash(token))
	switch {
	case fault.KindOf(err) == fault.NotFound:
		return Key{}, ErrKey
	case err != nil:
		return Key{}, err
	case k.State != Active || actor.DateOf(s.now()) > k.ExpiresOn || !within(actor.From(ctx).Remote, k.Networks):
		return Key{}, ErrKey
	}
	return k, nil
}

func within(remote string, networks []string) bool {
	if len(networks) == 0 {
		return true
	}
	at, err := netip.ParseAddr(remote)
	return err == nil && slices.ContainsFunc(networks, func(text string) bool {
		p, err := netip.ParsePrefix(text)
		return err == nil && p.Contains(at.Unmap())
	})
}

// Managed lets in who manages the keys of an organisation. Errors: permit.ErrNoOrg, permit.ErrForbidden.
func (s *Service) Managed(ctx context.Context, org people.OrgID) (people.Org, error) {
	return s.managed(ctx, org)
}
