package news

import (
	"context"
	"encoding/base64"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/exam/permit/outside"
	"github.com/suikao/suikao/internal/actor"
)

// SubID names a subscription.
type SubID string

// State is what became of a subscription.
type State string

// The states.
const (
	Active State = "ACTIVE"
	Paused State = "PAUSED" // its address failed for three days; changes wait
	Ended  State = "ENDED"
)

// Subscription is who is told of which changes, and how far.
type Subscription struct {
	ID        SubID
	Org       people.OrgID
	OrgPath   string
	OrgName   string
	Name      string
	URL       string // empty: changes are only read
	Events    []Event
	Employees bool // of the people who work for Org that day, beside those watched
	State     State
	StateAt   time.Time
	Why       string // of the pause
	Secret    string // sealed
	KeyNo     int    // number of Secret
	OldSecret string // sealed; signs as well until OldUntil
	OldUntil  time.Time
	MadeName  string
	MadeAt    time.Time

	LastSeq   uint64 // newest item
	SentSeq   uint64 // the last that URL took
	Tries     int    // that failed in a row
	NextAt    time.Time
	FailingAt time.Time // since when it fails; zero: it does not
}

// Input is what a person says of a new subscription.
type Input struct {
	Name, URL string
	Events    []Event
	Employees bool
}

// Watch is a permit to be watched: number and name as on it, and what the subscriber calls it.
type Watch struct{ Number, Name, Ref string }

// Watched is a Watch as it is kept.
type Watched struct {
	Query []byte
	Ref   string
}

// Item is one change that a subscription is told.
type Item struct {
	Sub   SubID
	Seq   uint64
	ID    string
	Event Event
	At    time.Time
	Body  string // sealed
}

// Try is one delivery that was tried. Status 0: there was no answer; Problem says why.
type Try struct {
	ID      string
	Sub     SubID
	Seq     uint64
	Event   Event
	At      time.Time
	Took    time.Duration
	Status  int
	Problem string
}

// To is a subscription that is to be told, with its reference of the permit.
type To struct {
	Subscription
	Ref string
}

// SubStore keeps subscriptions, what they are told, and how it went.
type SubStore interface {
	AddSub(ctx context.Context, s Subscription) error
	Sub(ctx context.Context, id SubID) (Subscription, error)              // permit.ErrNotFound
	SubsOf(ctx context.Context, org people.OrgID) ([]Subscription, error) // newest first
	// SaveSub writes state and secrets, and the way of delivery anew, where the row still has state was; permit.ErrChanged otherwise.
	SaveSub(ctx context.Context, s Subscription, was State) error
	// For lists the subscriptions that are not ended and watch query or tell of the employees of org; org may be empty.
	For(ctx context.Context, query []byte, org people.OrgID) ([]To, error)
	// AddItem gives the item the next number of its subscription.
	AddItem(ctx context.Context, i Item) (uint64, error)
	Items(ctx context.Context, id SubID, after uint64, limit int) ([]Item, error)
	// Due lists at most limit active subscriptions with an address, items that it has not taken, and NextAt reached.
	Due(ctx context.Context, now time.Time, limit int) ([]Subscription, error)
	// Claim puts NextAt off to until where it still is as s has it; false otherwise.
	Claim(ctx context.Context, s Subscription, until time.Time) (bool, error)
	// SaveSent writes SentSeq, Tries, NextAt and FailingAt where the subscription is still active.
	SaveSent(ctx context.Context, s Subscription) error
	AddTry(ctx context.Context, t Try) error
	TriesOf(ctx context.Context, id SubID, limit int) ([]Try, error) // newest first
	ReplaceWatch(ctx context.Context, id SubID, list []Watched) error
	CountWatched(ctx context.Context, id SubID) (int, error)
	Forget(ctx context.Context, items, tries time.Time) error
}

// Subscribe makes a subscription of an organisation and returns it with its secret, this once. Errors: permit.ErrNoOrg, permit.ErrForbidden, ErrName,
// ErrURL, ErrEvents, ErrMany.
func (s *Service) Subscribe(ctx context.Context, org people.OrgID, in Input) (Subscription, string, error) {
	o, err := s.Orgs.Managed(ctx, org)
	if err != nil {
		return Subscription{}, "", err
	}
	return s.subscribe(ctx, Subscription{Org: o.ID, OrgPath: o.Path, OrgName: o.Name, MadeName: actor.From(ctx).Name}, in)
}

// SubscribeWith is Subscribe for a machine with a key of the organisation, which stands as who made it.
func (s *Service) SubscribeWith(ctx context.Context, k outside.Key, in Input) (Subscription, string, error) {
	return s.subscribe(actor.AsSystem(ctx, "api_key:"+string(k.ID)), Subscription{Org: k.Org, OrgPath: k.OrgPath, OrgName: k.OrgName, MadeName: k.Name}, in)
}

// SubsWith lists the subscriptions of the key's organisation that are not ended, newest first.
func (s *Service) SubsWith(ctx context.Context, k outside.Key) ([]Subscription, error) {
	list, err := s.Subs.SubsOf(ctx, k.Org)
	return slices.DeleteFunc(list, func(s Subscription) bool { return s.State == Ended }), err
}

func (s *Service) subscribe(ctx context.Context, sub Subscription, in Input) (Subscription, string, error) {
	in, err := s.checked(in)
	if err != nil {
		return Subscription{}, "", err
	}
	now := s.now()
	sub.ID, sub.Name, sub.URL, sub.Events, sub.Employees = SubID(actor.NewID(now)), in.Name, in.URL, in.Events, in.Employees
	sub.State, sub.StateAt, sub.KeyNo, sub.MadeAt = Active, now, 1, now
	secret, err := s.secret(&sub)
	if err != nil {
		return Subscription{}, "", err
	}
	return sub, secret, s.Tx.InTx(ctx, func(ctx context.Context) error {
		had, err := s.Subs.SubsOf(ctx, sub.Org)
		if err != nil {
			return err
		}
		if len(slices.DeleteFunc(had, func(s Subscription) bool { return s.State == Ended })) >= maxSubs {
			return ErrMany
		}
		if err := s.Subs.AddSub(ctx, sub); err != nil {
			return err
		}
		return s.record(ctx, "permit_sub.make", sub, map[string]string{"name": sub.Name})
	})
}

func (s *Service) checked(in Input) (Input, error) {
	if f := actor.CheckLine(in.Name); f != nil {
		return in, f.At("body.name")
	}
	in.Name, in.URL = strings.TrimSpace(in.Name), strings.TrimSpace(in.URL)
	if n := utf8.RuneCountInString(in.Name); n < 2 || n > 60 {
		return in, ErrName.At("body.name")
	}
	if in.URL != "" && (len(in.URL) > maxURL || s.Sender.Allowed(in.URL) != nil) {
		return in, ErrURL.At("body.url")
	}
	seen := map[Event]bool{}
	for _, e := range in.Events {
		if seen[e] || !slices.Contains(Events(), e) {
			return in, ErrEvents.At("body.events")
		}
		seen[e] = true
	}
	if len(seen) == 0 {
		return in, ErrEvents.At("body.events")
	}
	return in, nil
}

// secret gives sub a new secret and returns it in the clear.
func (s *Service) secret(sub *Subscription) (string, error) {
	raw := s.Token(32)
	sealed, err := s.Vault.Seal(secretPurpose(sub.ID), raw)
	sub.Secret = sealed
	return "whsec_" + base64.StdEncoding.EncodeToString(raw), err
}

func secretPurpose(id SubID) string { return "permit.sub.secret:" + string(id) }
func bodyPurpose(id SubID) string   { return "permit.sub.body:" + string(id) }

// sub returns a subscription whose organisation the caller manages; for others there is none.
func (s *Service) sub(ctx context.Context, id SubID) (Subscription, error) {
	sub, err := s.Subs.Sub(ctx, id)
	if err != nil {
		return Subscription{}, err
	}
	if !actor.From(ctx).Sees(sub.OrgPath) {
		return Subscription{}, permit.ErrNotFound
	}
	_, err = s.Orgs.Managed(ctx, sub.Org)
	return sub, err
}

// SubsOf lists the subscriptions of an organisation, newest first. Errors: permit.ErrNoOrg, permit.ErrForbidden.
func (s *Service) SubsOf(ctx context.Context, org people.OrgID) ([]Subscription, error) {
	if _, err := s.Orgs.Managed(ctx, org); err != nil {
		return nil, err
	}
	return s.Subs.SubsOf(ctx, org)
}

// change lets act change a subscription of the caller that is not ended.
func (s *Service) change(ctx context.Context, id SubID, verb string, act func(sub *Subscription) error) (Subscription, error) {
	sub, err := s.sub(ctx, id)
	if err != nil {
		return sub, err
	}
	was := sub.State
	if was == Ended {
		return sub, ErrState
	}
	if err := act(&sub); err != nil {
		return sub, err
	}
	return sub, s.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.Subs.SaveSub(ctx, sub, was); err != nil {
			return err
		}
		return s.record(ctx, verb, sub, nil)
	})
}

// Rotate gives a subscription a new secret, which is returned this once; the one before signs as well for a day. Errors: permit.ErrNotFound,
// permit.ErrForbidden, ErrState.
func (s *Service) Rotate(ctx context.Context, id SubID) (Subscription, string, error) {
	clear := ""
	sub, err := s.change(ctx, id, "permit_sub.rotate", func(sub *Subscription) (err error) {
		sub.OldSecret, sub.OldUntil = sub.Secret, s.now().Add(oldKeyFor)
		sub.KeyNo++
		clear, err = s.secret(sub)
		return err
	})
	return sub, clear, err
}

// Resume lets a paused subscription go on with what waited. Errors: permit.ErrNotFound, permit.ErrForbidden, ErrState.
func (s *Service) Resume(ctx context.Context, id SubID) (Subscription, error) {
	return s.change(ctx, id, "permit_sub.resume", func(sub *Subscription) error {
		if sub.State != Paused {
			return ErrState
		}
		sub.State, sub.StateAt, sub.Why, sub.Tries, sub.FailingAt, sub.NextAt = Active, s.now(), "", 0, time.Time{}, time.Time{}
		return nil
	})
}

// End ends a subscription for good. Errors: permit.ErrNotFound, permit.ErrForbidden, ErrState.
func (s *Service) End(ctx context.Context, id SubID) error {
	_, err := s.change(ctx, id, "permit_sub.end", func(sub *Subscription) error {
		sub.State, sub.StateAt = Ended, s.now()
		return nil
	})
	return err
}

// Deliveries lists the newest tries of a subscription, newest first. Errors: permit.ErrNotFound, permit.ErrForbidden.
func (s *Service) Deliveries(ctx context.Context, id SubID) ([]Try, error) {
	if _, err := s.sub(ctx, id); err != nil {
		return nil, err
	}
	return s.Subs.TriesOf(ctx, id, 100)
}

// Watching counts the watched permits of a subscription.
func (s *Service) Watching(ctx context.Context, id SubID) (int, error) {
	return s.Subs.CountWatched(ctx, id)
}

// SetWatch puts a list in place of the permits that a subscription watches and returns how many there are; neither number nor name is kept. Whether they
// exist is not said. Errors: permit.ErrNotFound, permit.ErrForbidden, ErrState, ErrWatch.
func (s *Service) SetWatch(ctx context.Context, id SubID, list []Watch) (int, error) {
	sub, err := s.sub(ctx, id)
	if err != nil {
		return 0, err
	}
	return s.setWatch(ctx, sub, list)
}

// SetWatchWith is SetWatch for a machine with a key of the subscription's organisation.
func (s *Service) SetWatchWith(ctx context.Context, k outside.Key, id SubID, list []Watch) (int, error) {
	sub, err := s.keyed(ctx, k, id)
	if err != nil {
		return 0, err
	}
	return s.setWatch(actor.AsSystem(ctx, "permit.news"), sub, list)
}

func (s *Service) setWatch(ctx context.Context, sub Subscription, list []Watch) (int, error) {
	if sub.State == Ended {
		return 0, ErrState
	}
	if len(list) > MaxWatched {
		return 0, ErrWatch.At("body.permits")
	}
	refs := map[string]string{}
	for i, w := range list {
		index, err := s.Permits.QueryIndex(w.Number, w.Name)
		if err != nil || utf8.RuneCountInString(w.Ref) > maxRef || actor.CheckLine(w.Ref) != nil {
			return 0, ErrWatch.At("body.permits[" + strconv.Itoa(i) + "]")
		}
		refs[string(index)] = w.Ref
	}
	kept := make([]Watched, 0, len(refs))
	for index, ref := range refs {
		kept = append(kept, Watched{[]byte(index), ref})
	}
	slices.SortFunc(kept, func(a, b Watched) int { return strings.Compare(string(a.Query), string(b.Query)) })
	return len(kept), s.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.Subs.ReplaceWatch(ctx, sub.ID, kept); err != nil {
			return err
		}
		return s.record(ctx, "permit_sub.watch", sub, map[string]string{"rows": strconv.Itoa(len(kept))})
	})
}

// keyed returns a subscription of the key's organisation; for other keys there is none. Without an id it is the only one that is not ended.
func (s *Service) keyed(ctx context.Context, k outside.Key, id SubID) (Subscription, error) {
	if id != "" {
		sub, err := s.Subs.Sub(ctx, id)
		if err == nil && (sub.Org != k.Org || sub.State == Ended) {
			err = permit.ErrNotFound
		}
		return sub, err
	}
	list, err := s.SubsWith(ctx, k)
	if err == nil && len(list) != 1 {
		return Subscription{}, permit.ErrNotFound
	}
	if err != nil {
		return Subscription{}, err
	}
	return list[0], nil
}
