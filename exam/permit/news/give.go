package news

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/exam/permit/outside"
	"github.com/suikao/suikao/internal/actor"
)

// Message is the body of an item, as addresses and streams get it.
type Message struct {
	Type      string    `json:"type"` // permit.suspended
	Timestamp time.Time `json:"timestamp"`
	Data      Data      `json:"data"`
}

// Data says of which permit, and what it is worth now; neither name nor number.
type Data struct {
	Subscription string `json:"subscription"`
	Seq          uint64 `json:"seq,omitempty"` // filled when it leaves
	Permit       string `json:"permit"`        // 核验码
	Reference    string `json:"reference,omitempty"`
	Item         string `json:"item"`
	Status       string `json:"status"`
	Colour       string `json:"colour"`
	National     string `json:"national"`
	ValidFrom    string `json:"validFrom"`
	ValidTo      string `json:"validTo"`
}

func typeOf(e Event) string { return "permit." + strings.ToLower(string(e)) }

// giveBatch is how many changes are read at a time; giveRounds how often in one run, so that the lease is not outlived.
const (
	giveBatch  = 200
	giveRounds = 10
)

// GiveOnce gives what happened to the subscriptions that are told of it and returns how much there was. One node at a time; a node that dies in between
// leaves what it had not committed to the next.
func (s *Service) GiveOnce(ctx context.Context) (int, error) {
	ctx = actor.AsSystem(ctx, "permit.news")
	given := 0
	for range giveRounds {
		list, err := s.News.WaitingNews(ctx, giveBatch)
		if err != nil {
			return given, err
		}
		var failed []error // one that cannot be told keeps no other from being told
		for _, n := range list {
			if err := s.give(ctx, n); err != nil {
				failed = append(failed, err)
			}
		}
		given += len(list) - len(failed)
		if len(list) < giveBatch || len(failed) > 0 {
			return given, errors.Join(failed...)
		}
	}
	return given, nil
}

func (s *Service) give(ctx context.Context, n News) error {
	told, err := s.Permits.Tell(ctx, n.Permit)
	if err != nil {
		return err
	}
	work, _, err := s.People.EmploymentOn(ctx, told.Permit.Person, actor.DateOf(s.now()))
	if err != nil {
		return err
	}
	return s.Tx.InTx(ctx, func(ctx context.Context) error {
		if first, err := s.News.TakeNews(ctx, n.ID); err != nil || !first {
			return err
		}
		list, err := s.Subs.For(ctx, told.Query, work.Org)
		if err != nil {
			return err
		}
		var log []outside.Check
		seen := map[people.OrgID]bool{}
		for _, to := range list {
			if !slices.Contains(to.Events, n.Event) {
				continue
			}
			if err := s.add(ctx, to, n, told); err != nil {
				return err
			}
			if now := s.now(); !seen[to.Org] { // holders learn who is told of them
				seen[to.Org] = true
				log = append(log, outside.Check{ID: actor.NewID(now), At: now, Month: string(actor.DateOf(now))[:7], Org: to.Org, OrgName: to.OrgName, Permit: n.Permit, Asked: told.Query, Result: outside.Matched})
			}
		}
		return s.Log.AddChecks(ctx, log)
	})
}

func (s *Service) add(ctx context.Context, to To, n News, told permit.Told) error {
	m := Message{typeOf(n.Event), n.At.UTC(), Data{Subscription: string(to.ID), Permit: told.Code, Reference: to.Ref, Item: told.Item, Status: string(told.Status.Code),
		Colour: string(told.Status.Colour), National: string(told.Status.National), ValidFrom: string(told.ValidFrom), ValidTo: string(told.ValidTo)}}
	return s.addItem(ctx, to.ID, n.Event, n.At, m)
}

func (s *Service) addItem(ctx context.Context, id SubID, e Event, at time.Time, m Message) error {
	plain, err := json.Marshal(m)
	if err != nil {
		return err
	}
	sealed, err := s.Vault.Seal(bodyPurpose(id), plain)
	if err != nil {
		return err
	}
	_, err = s.Subs.AddItem(ctx, Item{Sub: id, ID: actor.NewID(s.now()), Event: e, At: at, Body: sealed})
	return err
}

// TryOut gives a subscription an item that says that it is a test. Errors: permit.ErrNotFound, permit.ErrForbidden, ErrState.
func (s *Service) TryOut(ctx context.Context, id SubID) error {
	_, err := s.change(ctx, id, "permit_sub.test", func(sub *Subscription) error {
		if sub.State != Active {
			return ErrState
		}
		return nil
	})
	if err != nil {
		return err
	}
	now := s.now()
	return s.Tx.InTx(ctx, func(ctx context.Context) error {
		return s.addItem(ctx, id, Test, now, Message{typeOf(Test), now, Data{Subscription: string(id), Permit: "00000000000000000000000000", Status: "TEST"}})
	})
}

// read opens an item as it leaves.
func (s *Service) read(i Item) (Message, []byte, error) {
	var m Message
	plain, err := s.Vault.Open(bodyPurpose(i.Sub), i.Body)
	if err == nil {
		err = json.Unmarshal(plain, &m)
	}
	if err != nil {
		return m, nil, err
	}
	m.Data.Seq = i.Seq
	body, err := json.Marshal(m)
	return m, body, err
}

// ForgetOnce removes items after 30 days and the log of deliveries after 90.
func (s *Service) ForgetOnce(ctx context.Context) error {
	now := s.now()
	return s.Subs.Forget(ctx, now.Add(-keepItems), now.Add(-keepTries))
}
