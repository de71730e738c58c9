package questionbank

import (
	"context"
	"crypto/ed25519"
	"errors"
	"slices"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/questionbank/assembly"
	"github.com/suikao/suikao/questionbank/sealed"
)

// Failures around releases that somebody else owns.
var (
	ErrForeign = fault.Define("bank.foreign", fault.Forbidden, "这个题库归其他单位所有，只能用于组卷：不能查看题目和答案、修改、复制或导出。需要更正的，请由所有者发来新的密封题库。",
		"This bank belongs to somebody else and serves drawing papers only: its questions and keys cannot be read, changed, copied or exported. A correction is a newer sealed release from its owner.")
	ErrSealedTime    = fault.Define("bank.sealed_time", fault.Conflict, "这个密封题库只许在 {from} 至 {to} 使用。请向所有者索取新的密封题库。", "This sealed release may be used from {from} to {to} only. Ask its owner for a newer one.")
	ErrSealedUnknown = fault.Define("bank.sealed_unknown", fault.NotFound, "没有这个密封题库。", "There is no such sealed release.")
	ErrOwnerUnknown  = fault.Define("bank.sealed_owner", fault.Forbidden, "签发这个密封题库的公钥没有登记，或不在登记的有效期内。请由系统管理员和安全管理员共同登记。",
		"The key that signed this sealed release is not registered, or not valid today. A system administrator and a security administrator register it together.")
	ErrOwnerKey     = fault.Define("bank.sealed_owner_key", fault.Invalid, "公钥应为 Ed25519 公钥。", "The key must be an Ed25519 public key.")
	ErrOwnerKeepers = fault.Define("bank.sealed_owner_keepers", fault.Forbidden, "登记题库所有者的公钥须由系统管理员和安全管理员两个人共同办理，且二人对全系统都有权限。",
		"A system administrator and a security administrator of the whole house, two persons, must register the key of an owner together.")
)

// SealedOwner is an owner of releases whose signature two people have vouched for.
type SealedOwner struct {
	Fingerprint string // SHA-256 of Public, hex
	Name        string
	Public      []byte // Ed25519
	From, To    actor.Date
	First       Signature // system administrator
	Second      Signature // security administrator
}

// SealedRelease is what the owner of a release said of it and allows.
type SealedRelease struct {
	Release    ReleaseID
	Bank       BankID
	Owner      string // fingerprint
	OwnerName  string // as registered
	Sum        assembly.Hash
	SourceNo   int // of the release in the owner's bank
	Supersedes ReleaseID
	Terms      sealed.Terms
	By         Signature
}

// SealedStore keeps owners and what they allow. Failures: ErrOwnerUnknown, ErrSealedUnknown.
type SealedStore interface {
	SaveSealedOwner(ctx context.Context, o SealedOwner) error // replaces the entry of the same key
	SealedOwner(ctx context.Context, fingerprint string) (SealedOwner, error)
	SealedOwners(ctx context.Context) ([]SealedOwner, error) // by name
	AddSealedRelease(ctx context.Context, r SealedRelease) error
	SealedRelease(ctx context.Context, id ReleaseID) (SealedRelease, error)
	SealedReleases(ctx context.Context, bank BankID) ([]SealedRelease, error) // newest of the owner first
	AddSources(ctx context.Context, into ReleaseID, taken []ReleaseID) error
	SourcesOf(ctx context.Context, into ReleaseID) ([]Source, error) // by the sealed release's id
	Sources(ctx context.Context, bank BankID) ([]Source, error)      // of the bank's own releases, newest first
}

// refuseForeign notes that somebody asked for what a foreign bank does not give, and refuses it.
func (s *Service) refuseForeign(ctx context.Context, b Bank) error {
	err := s.d.Tx.InTx(ctx, func(ctx context.Context) error {
		return s.record(ctx, b, "foreign.refuse", "bank:"+string(b.ID), map[string]string{"owner": b.Foreign})
	})
	if err != nil {
		return err
	}
	return ErrForeign
}

// SaveOwner registers the key of an owner, or changes its name and validity. Ctx carries a system administrator, other is a
// security administrator, both of the whole house, who are two persons.
func (s *Service) SaveOwner(ctx context.Context, other actor.Actor, o SealedOwner) (SealedOwner, error) {
	root, err := s.d.Orgs.RootOrg(ctx)
	if err != nil {
		return SealedOwner{}, err
	}
	one := actor.From(ctx)
	for _, a := range []actor.Actor{one, other} {
		if a.Kind != actor.Staff || a.Person == "" {
			return SealedOwner{}, ErrNoPerson
		}
	}
	if !one.Can(root.Path, people.SystemAdmin) || !other.Can(root.Path, people.SecurityAdmin) {
		return SealedOwner{}, ErrOwnerKeepers
	}
	if one.Person == other.Person {
		return SealedOwner{}, ErrSamePerson
	}
	var bad fault.List
	bad.Add("name", named(o.Name))
	bad.Add("key", when(len(o.Public) != ed25519.PublicKeySize, ErrOwnerKey))
	bad.Add("from", actor.CheckDay(o.From, "2020-01-01", "2199-12-31"))
	bad.Add("to", actor.CheckDay(o.To, "2020-01-01", "2199-12-31"))
	bad.Add("to", when(o.To < o.From, ErrCitedDays))
	if bad.Len() > 0 {
		return SealedOwner{}, bad.Err()
	}
	now := s.d.Clock().UTC()
	o.Fingerprint = sealed.Fingerprint(o.Public)
	o.First, o.Second = Signature{one.ID, one.Person, one.Name, now}, Signature{other.ID, other.Person, other.Name, now}
	return commit(ctx, s.d.Tx, &o, func(ctx context.Context) error {
		if err := s.d.Sealed.SaveSealedOwner(ctx, o); err != nil {
			return err
		}
		return s.d.Audit.Record(ctx, actor.Entry{Verb: "bank.sealed_owner.save", Object: "sealed_owner:" + o.Fingerprint, Path: root.Path, Detail: map[string]string{
			"name": o.Name, "from": string(o.From), "to": string(o.To), "second": other.Name, "second_account": other.ID}})
	})
}

// PublicKeys are what other installations need of this one.
type PublicKeys struct {
	Device []byte // X25519: owners seal releases to it
	Owner  []byte // Ed25519: receivers check this installation's releases with it
}

// PublicKeys returns the keys that staff hand to owners and receivers.
func (s *Service) PublicKeys() PublicKeys {
	return PublicKeys{s.d.SealKeys.Device(), s.d.SealKeys.Owner()}
}

// SealedReleases returns what the owners of a bank's releases allow, newest first; nothing for a bank of the house's own.
func (s *Service) SealedReleases(ctx context.Context, bank BankID) ([]SealedRelease, error) {
	if _, err := s.bankFor(ctx, bank, lists); err != nil {
		return nil, err
	}
	return s.d.Sealed.SealedReleases(ctx, bank)
}

// usable refuses a release of somebody else outside the time that its owner set; the house's own are always usable.
func (s *Service) usable(ctx context.Context, id ReleaseID) error {
	terms, err := s.termsOf(ctx, id)
	if err != nil {
		return err
	}
	return inTime(terms, s.d.Clock())
}

// PapersOn says whether papers of a catalogue code may be drawn on a day as far as is known: nil for the house's own release and where none is
// in use yet, ErrSealedTime where the release in use belongs to somebody who allows it on other days.
func (s *Service) PapersOn(ctx context.Context, itemCode string, day actor.Date) error {
	r, err := s.ActiveRelease(ctx, itemCode)
	if errors.Is(err, ErrNoRelease) {
		return nil
	}
	if err != nil {
		return err
	}
	terms, err := s.termsOf(ctx, r.ID)
	if err != nil {
		return err
	}
	return onDay(terms, day)
}

// LastDay returns a release and the last day on which papers may be drawn from it, for whoever may see it in the list of its bank; the day is
// empty where no owner sets one.
func (s *Service) LastDay(ctx context.Context, id ReleaseID) (Release, actor.Date, error) {
	r, _, err := s.releaseFor(ctx, id, lists)
	if err != nil {
		return Release{}, "", err
	}
	terms, err := s.termsOf(ctx, id)
	if err != nil || terms == nil {
		return r, "", err
	}
	return r, actor.Date(terms.NotAfter), nil
}

// termsOf returns the terms of a release that somebody else owns, or of what it took in together; nil for the house's own.
func (s *Service) termsOf(ctx context.Context, id ReleaseID) (*sealed.Terms, error) {
	if s.d.Sealed == nil {
		return nil, nil
	}
	r, err := s.d.Sealed.SealedRelease(ctx, id)
	if err == nil || !errors.Is(err, ErrSealedUnknown) {
		return &r.Terms, err
	}
	list, err := s.sourcesOf(ctx, id)
	var terms *sealed.Terms
	for i := range list {
		terms = both(terms, &list[i].Terms)
	}
	return terms, err
}

func inTime(t *sealed.Terms, now time.Time) error {
	return onDay(t, actor.DateOf(now))
}

func onDay(t *sealed.Terms, day actor.Date) error {
	if t == nil || t.Covers(string(day)) {
		return nil
	}
	return ErrSealedTime.With("from", t.NotBefore).With("to", t.NotAfter)
}

// Tally counts items without saying what they ask.
type Tally struct {
	Type  Type
	Topic string
	Items int
}

func tally(list []SealedVersion) []Tally {
	at := map[Tally]int{}
	for _, v := range list {
		at[Tally{Type: v.Content.Type, Topic: v.Content.Topic}]++
	}
	out := make([]Tally, 0, len(at))
	for t, n := range at {
		t.Items = n
		out = append(out, t)
	}
	slices.SortFunc(out, func(a, b Tally) int {
		if a.Type != b.Type {
			return slices.Index(types(), a.Type) - slices.Index(types(), b.Type)
		}
		if a.Topic < b.Topic {
			return -1
		}
		return 1
	})
	return out
}

func types() []Type { return []Type{TrueFalse, Single, Multiple, Hotspot, Case} }

// notForeign asks before a transaction whether a version is somebody else's: the transaction's end would take the entry of the refusal
// with it. All other failures are found inside.
func (s *Service) notForeign(ctx context.Context, id VersionID, r right) error {
	if _, _, err := s.versionFor(ctx, id, r); errors.Is(err, ErrForeign) {
		return err
	}
	return nil
}
