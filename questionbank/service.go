package questionbank

import (
	"context"
	"crypto/rsa"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/questionbank/assembly"
	"github.com/suikao/suikao/questionbank/clip"
	"github.com/suikao/suikao/questionbank/picture"
	"github.com/suikao/suikao/questionbank/sealed"
)

// Deps is what a Service needs. One questionbank/store.Store serves as all the stores.
type Deps struct {
	Tx         Tx
	Banks      BankStore
	Items      ItemStore
	Releases   ReleaseStore
	Blueprints BlueprintStore
	Draws      DrawStore
	Exports    ExportStore
	Rehearsals RehearsalStore
	Pictures   PictureStore
	Variants   VariantStore
	Languages  []Language // offered for translations; empty: all
	Files      PictureFiles
	Sealed     SealedStore
	SealKeys   sealed.Keys // of this installation; zero: it neither hands out sealed releases nor takes them
	Clips      clip.Limits // of clips that are taken in; what is not set is clip.Usual
	Orgs       Organisations
	Catalogue  Catalogue
	Vault      Vault
	Audit      actor.Auditor
	Outbox     actor.Outbox
	Clock      actor.Clock
	Rehearse   int // papers of a rehearsal; 0: a thousand
	Ledger     Ledger
	Standing   Standing                        // nil: nothing is measured, nothing in quarantine
	SeedRule   assembly.SeedRule               // of new draws; empty: paper/v1, for tests
	NewKey     func() (*rsa.PrivateKey, error) // nil: a fresh key of 2,048 bits
	Fence      func(context.Context) error     // asked in the transaction of draws, whose error is its; nil: nothing is asked
}

// Service is the question bank. It is safe for concurrent use.
type Service struct {
	d       Deps
	plans   planCache
	lately  keyCache
	signers signers
	lines   lines
	shown   picture.Cache
	judging sync.Mutex
}

// New returns the service.
func New(d Deps) *Service {
	if d.Standing == nil {
		d.Standing = unmeasured{}
	}
	return &Service{d: d}
}

// right is what somebody wants to do to a bank.
type right int

const (
	read    right = iota // stems, states, releases; no keys
	write                // items, imports, proposals; keys of what is under work
	review               // approvals; keys
	found                // make a bank
	replays              // export draws
	letout               // allow that questions leave the house

	// What may also be done to a bank that somebody else owns. None of them shows a stem or a key.
	lists  // names, numbers and states
	plans  // propose and rehearse blueprints, propose quarantines
	decide // put releases and blueprints in and out of use, decide about quarantines
)

// roles says who holds a right. Practice banks are kept by training centres, certification banks never.
func roles(r right, p Purpose) []actor.Role {
	var out []actor.Role
	switch r {
	case read, lists:
		out = []actor.Role{people.ItemWriter, people.ItemReviewer, people.AuditAdmin}
	case write, plans:
		out = []actor.Role{people.ItemWriter, people.ItemReviewer}
	case review, decide:
		out = []actor.Role{people.ItemReviewer}
	case found:
		out = []actor.Role{people.ItemReviewer, people.SystemAdmin}
	case replays, letout:
		out = []actor.Role{people.ItemReviewer, people.AuditAdmin}
	}
	if p == Practice && r != replays {
		out = append(out, people.TrainingClerk)
	}
	return out
}

// bankFor returns the bank if the actor holds the right on it: ErrBankUnknown outside the actor's subtree, ErrNoRight
// inside it without the role.
func (s *Service) bankFor(ctx context.Context, id BankID, r right) (Bank, error) {
	b, err := s.d.Banks.Bank(ctx, id)
	if err != nil {
		return Bank{}, err
	}
	org, err := s.d.Orgs.Org(ctx, b.Owner)
	if err != nil {
		return Bank{}, err
	}
	b.Path = org.Path
	a := actor.From(ctx)
	if !a.Sees(b.Path) {
		return Bank{}, ErrBankUnknown
	}
	if !a.Can(b.Path, roles(r, b.Purpose)...) {
		return Bank{}, ErrNoRight
	}
	if b.Foreign != "" && r < lists {
		return Bank{}, s.refuseForeign(ctx, b)
	}
	return b, nil
}

// hidden turns "no such bank" into the failure of the thing that was asked for, so that a foreign id of any kind looks
// like one that does not exist.
func hidden(err error, as *fault.Error) error {
	if fault.KindOf(err) == fault.NotFound {
		return as
	}
	return err
}

// sign returns the signature of the acting natural person.
func (s *Service) sign(ctx context.Context) (Signature, error) {
	a := actor.From(ctx)
	if a.Kind != actor.Staff || a.Person == "" {
		return Signature{}, ErrNoPerson
	}
	return Signature{Account: a.ID, Person: a.Person, Name: a.Name, At: s.d.Clock().UTC()}, nil
}

// second checks that by is another natural person than all of others.
func second(by Signature, others ...Signature) error {
	for _, o := range others {
		if o.Person != "" && o.Person == by.Person {
			return ErrSamePerson
		}
	}
	return nil
}

func (s *Service) record(ctx context.Context, b Bank, verb, object string, detail map[string]string) error {
	return s.d.Audit.Record(ctx, actor.Entry{Verb: "bank." + verb, Object: object, Path: b.Path, Detail: detail})
}

// reasoned cleans a reason and demands one of 2 to 500 characters.
func reasoned(reason string) (string, error) {
	if e := actor.CheckText(reason); e != nil {
		return "", e.At("reason")
	}
	reason = strings.TrimSpace(reason)
	if n := utf8.RuneCountInString(reason); n < 2 || n > 500 {
		return "", ErrReason.At("reason")
	}
	return reason, nil
}

// commit runs fn in one transaction and returns what out holds then; the zero value where it failed, so that nothing
// leaves whose audit entry was not written.
func commit[T any](ctx context.Context, tx Tx, out *T, fn func(ctx context.Context) error) (T, error) {
	if err := tx.InTx(ctx, fn); err != nil {
		var none T
		return none, err
	}
	return *out, nil
}

// BankInput is what a form says about a new bank.
type BankInput struct {
	Owner    people.OrgID
	Level    Level
	Purpose  Purpose
	ItemCode string
	Name     string
}

// CreateBank makes an empty bank. A certification bank belongs to an authority or exam body.
func (s *Service) CreateBank(ctx context.Context, in BankInput) (Bank, error) {
	by, err := s.sign(ctx)
	if err != nil {
		return Bank{}, err
	}
	org, err := s.d.Orgs.Org(ctx, in.Owner)
	if err != nil {
		return Bank{}, hidden(err, ErrBankUnknown)
	}
	a := actor.From(ctx)
	if !a.Sees(org.Path) {
		return Bank{}, ErrBankUnknown
	}
	if !a.Can(org.Path, roles(found, in.Purpose)...) {
		return Bank{}, ErrNoRight
	}
	if err := s.checkBank(ctx, in, org); err != nil {
		return Bank{}, err
	}
	b := Bank{ID: BankID(actor.NewID(by.At)), Owner: in.Owner, Path: org.Path, Level: in.Level, Purpose: in.Purpose,
		ItemCode: in.ItemCode, Name: strings.TrimSpace(in.Name), CreatedAt: by.At}
	return commit(ctx, s.d.Tx, &b, func(ctx context.Context) error {
		if err := s.d.Banks.AddBank(ctx, b); err != nil {
			return err
		}
		return s.record(ctx, b, "create", "bank:"+string(b.ID), map[string]string{
			"item_code": b.ItemCode, "purpose": string(b.Purpose), "level": string(b.Level)})
	})
}

// named checks the name of a bank or a release.
func named(name string) *fault.Error {
	if e := actor.CheckLine(name); e != nil {
		return e
	}
	n := utf8.RuneCountInString(strings.TrimSpace(name))
	return when(n == 0 || n > MaxLabel, ErrField)
}

func (s *Service) checkBank(ctx context.Context, in BankInput, org people.Org) error {
	var bad fault.List
	bad.Add("level", when(!slices.Contains([]Level{National, Provincial, Centre}, in.Level), ErrField))
	bad.Add("purpose", when(in.Purpose != Certification && in.Purpose != Practice, ErrField))
	bad.Add("name", named(in.Name))
	if bad.Len() > 0 {
		return bad.Err()
	}
	if in.Purpose == Certification && org.Kind != people.Authority && org.Kind != people.ExamBody {
		return ErrOwnerKind
	}
	known, err := s.d.Catalogue.HasItem(ctx, in.ItemCode)
	if err == nil && !known {
		err = ErrItemCode.At("item_code")
	}
	return err
}

// Banks returns the banks that the actor may read, by name.
func (s *Service) Banks(ctx context.Context) ([]Bank, error) {
	all, err := s.d.Banks.Banks(ctx)
	if err != nil {
		return nil, err
	}
	paths := map[people.OrgID]string{}
	var out []Bank
	for _, b := range all {
		if _, ok := paths[b.Owner]; !ok {
			org, err := s.d.Orgs.Org(ctx, b.Owner)
			if err != nil {
				return nil, err
			}
			paths[b.Owner] = org.Path
		}
		b.Path = paths[b.Owner]
		if actor.From(ctx).Can(b.Path, roles(read, b.Purpose)...) {
			out = append(out, b)
		}
	}
	return out, nil
}

// Bank returns one bank.
func (s *Service) Bank(ctx context.Context, id BankID) (Bank, error) {
	return s.bankFor(ctx, id, lists)
}
