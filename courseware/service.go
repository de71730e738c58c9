package courseware

import (
	"context"
	"encoding/json"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/people/identity"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// Store keeps entries and exemptions. All methods join the open transaction of the context.
type Store interface {
	InTx(ctx context.Context, fn func(ctx context.Context) error) error
	// LockPerson makes others who record hours of the person wait for this transaction.
	LockPerson(ctx context.Context, p people.PersonID) error
	// AddEntry stores e; ErrCorrected where another entry corrects the same one. With a request key that the
	// organisation used before it stores nothing and returns the entry of then and true.
	AddEntry(ctx context.Context, e Entry) (Entry, bool, error)
	Entry(ctx context.Context, id EntryID) (Entry, error) // ErrNoEntry
	// EntriesOfPerson returns all entries of a person, oldest first; an empty item returns all items.
	EntriesOfPerson(ctx context.Context, p people.PersonID, item string) ([]Entry, error)
	// EntriesOfOrg returns entries recorded by an organisation, newest first, older than before where it is given.
	EntriesOfOrg(ctx context.Context, org people.OrgID, before EntryID, limit int) ([]Entry, error)

	AddExemption(ctx context.Context, e Exemption) error                         // ErrOpenAlready
	Exemption(ctx context.Context, id ExemptionID) (Exemption, error)            // ErrNoExemption
	DecideExemption(ctx context.Context, e Exemption, from ExemptionState) error // ErrDecided unless the state still is from
	ExemptionsOfPerson(ctx context.Context, p people.PersonID, item string) ([]Exemption, error)
	Exemptions(ctx context.Context, org people.OrgID, state ExemptionState, before ExemptionID, limit int) ([]Exemption, error)
}

// People answers about persons and organisations without checking rights; people.Service is one.
type People interface {
	Person(ctx context.Context, id people.PersonID) (people.Person, error)
	PersonByDocument(ctx context.Context, kind identity.DocKind, number, country string) (people.Person, error)
	Org(ctx context.Context, id people.OrgID) (people.Org, error)
	EmploymentOn(ctx context.Context, p people.PersonID, on actor.Date) (people.Employment, bool, error)
}

// Rules answers which rule is in force; rules.Service is one.
type Rules interface {
	For(ctx context.Context, q rules.Question, query rules.Query, dates rules.Dates) (rules.Set, error)
	Item(ctx context.Context, code string, on actor.Date) (rules.Item, error)
}

// Service records class hours and exemptions.
type Service struct {
	store  Store
	people People
	rules  Rules
	audit  actor.Auditor
	out    actor.Outbox
	now    actor.Clock
	blind  func(key string) string
}

// New returns a Service. blind makes of a request key what is stored of it, at most 64 characters, always the same: a keyed
// hash, because pages make their keys from personal numbers.
func New(store Store, p People, r Rules, audit actor.Auditor, out actor.Outbox, now actor.Clock, blind func(key string) string) *Service {
	return &Service{store: store, people: p, rules: r, audit: audit, out: out, now: now, blind: blind}
}

// Who names a person by id, or by document and name.
type Who struct {
	ID      people.PersonID
	DocKind identity.DocKind
	Number  string
	Country string // passports only
	Name    string
}

// person finds the person; a document without the right name finds nobody.
func (s *Service) person(ctx context.Context, w Who) (people.Person, error) {
	var p people.Person
	var err error
	switch {
	case w.ID != "":
		p, err = s.people.Person(ctx, w.ID)
	case w.Number != "" && w.Name != "":
		p, err = s.people.PersonByDocument(ctx, w.DocKind, w.Number, w.Country)
	default:
		return p, ErrWho.At("body.person")
	}
	if fault.KindOf(err) == fault.NotFound && err != nil || err == nil && w.ID == "" && p.Name != strings.TrimSpace(w.Name) {
		return people.Person{}, ErrUnknownPerson
	}
	return p, err
}

// orgFor returns an organisation under which the actor holds role: NotFound outside the actor's subtree, no inside it.
func (s *Service) orgFor(ctx context.Context, id people.OrgID, no *fault.Error, roles ...actor.Role) (people.Org, error) {
	a := actor.From(ctx)
	o, err := s.people.Org(ctx, id)
	if err != nil && fault.KindOf(err) != fault.NotFound {
		return o, err
	}
	if err != nil || !a.Sees(o.Path) {
		return people.Org{}, ErrNoOrg
	}
	if !a.Can(o.Path, roles...) {
		return people.Org{}, no
	}
	return o, nil
}

var attachmentForm = regexp.MustCompile(`^[a-z0-9][a-z0-9/_-]{0,190}(\.[a-z0-9]{1,8})?$`)

func checkText(bad *fault.List, path, text string, lo, hi int) {
	if f := actor.CheckText(text); f != nil {
		bad.Add(path, f)
		return
	}
	if n := utf8.RuneCountInString(strings.TrimSpace(text)); n < lo || n > hi {
		bad.Add(path, ErrText.With("min", lo).With("max", hi))
	}
}

func checkAttachment(bad *fault.List, key string) {
	if key != "" && (!attachmentForm.MatchString(key) || strings.Contains(key, "//")) {
		bad.Add("body.attachment", ErrAttachment)
	}
}

func (s *Service) emit(ctx context.Context, topic, key string, body map[string]string) error {
	raw, err := json.Marshal(body)
	if err != nil {
		return err
	}
	return s.out.Emit(ctx, actor.Event{Topic: topic, Key: key, Body: raw})
}

// Today returns the civil day of the service's clock.
func (s *Service) Today() actor.Date { return actor.DateOf(s.now()) }
