package news

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"strconv"
	"time"

	"github.com/suikao/suikao/internal/actor"
)

// Bounds of delivery: so many addresses at once from this node, so many items and so long on one of them before it waits its turn again.
const (
	dueBatch = 64
	atOnce   = 32
	perTurn  = 50
	turn     = 20 * time.Second
)

// pauses are the waits after a failure, the last one again and again.
var pauses = []time.Duration{5 * time.Second, 15 * time.Second, time.Minute, 5 * time.Minute, 15 * time.Minute, 30 * time.Minute, time.Hour, 2 * time.Hour}

// DeliverOnce begins to send what is due, each address on its own, and does not wait: a slow one holds up nobody. Call it every second. Nodes do not send to one
// address at the same time: who moves its NextAt sends.
func (s *Service) DeliverOnce(ctx context.Context) error {
	now := s.now()
	list, err := s.Subs.Due(ctx, now, dueBatch)
	if err != nil {
		return err
	}
	for _, sub := range list {
		if !s.begin(sub.ID) {
			continue
		}
		mine, err := s.Subs.Claim(ctx, sub, now.Add(2*turn))
		if err != nil || !mine {
			s.done(sub.ID)
			if err != nil {
				return err
			}
			continue
		}
		s.work.Go(func() {
			defer s.done(sub.ID)
			s.deliver(actor.AsSystem(context.WithoutCancel(ctx), "permit.news"), sub)
		})
	}
	return nil
}

// Wait returns when nothing is being sent from here.
func (s *Service) Wait() { s.work.Wait() }

func (s *Service) begin(id SubID) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.busy[id] || len(s.busy) >= atOnce {
		return false
	}
	s.busy[id] = true
	return true
}

func (s *Service) done(id SubID) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.busy, id)
}

// deliver sends in order until one fails or the turn is over. What could not be written down is sent again after the claim: at least once.
func (s *Service) deliver(ctx context.Context, sub Subscription) {
	ctx, stop := context.WithTimeout(ctx, turn+15*time.Second)
	defer stop()
	until := time.Now().Add(turn)
	items, err := s.Subs.Items(ctx, sub.ID, sub.SentSeq, perTurn)
	if err != nil {
		return
	}
	for _, i := range items {
		ok, err := s.send(ctx, &sub, i)
		if err != nil || !ok || time.Now().After(until) {
			break
		}
	}
	if sub.FailingAt.IsZero() {
		sub.NextAt = time.Time{}
	}
	if !sub.FailingAt.IsZero() && s.now().Sub(sub.FailingAt) >= giveUp {
		_ = s.pause(ctx, sub) // a failure leaves the claim: it is tried again
		return
	}
	_ = s.Subs.SaveSent(ctx, sub)
}

// send posts one item and notes how it went.
func (s *Service) send(ctx context.Context, sub *Subscription, i Item) (bool, error) {
	_, body, err := s.read(i)
	if err != nil {
		return false, err
	}
	now := s.now()
	header, err := s.header(*sub, i.ID, now, body)
	if err != nil {
		return false, err
	}
	began := time.Now()
	status, failed := s.Sender.Post(ctx, sub.URL, header, body)
	t := Try{ID: actor.NewID(now), Sub: sub.ID, Seq: i.Seq, Event: i.Event, At: now, Took: time.Since(began), Status: status}
	if failed != nil {
		t.Problem = cut(failed.Error(), 200)
	}
	ok := failed == nil && status >= 200 && status < 300
	if ok {
		sub.SentSeq, sub.Tries, sub.FailingAt = i.Seq, 0, time.Time{}
	} else {
		if sub.FailingAt.IsZero() {
			sub.FailingAt = now
		}
		sub.NextAt = now.Add(pauses[min(sub.Tries, len(pauses)-1)])
		sub.Tries++
		sub.Why = cut("HTTP "+strconv.Itoa(status)+" "+t.Problem, 200)
	}
	return ok, errors.Join(s.Subs.AddTry(ctx, t), s.sentSoFar(ctx, *sub, ok))
}

// sentSoFar writes each success at once, so that a node that dies sends one item again, not fifty. The claim stands.
func (s *Service) sentSoFar(ctx context.Context, sub Subscription, ok bool) error {
	if !ok {
		return nil
	}
	sub.NextAt = s.now().Add(2 * turn)
	return s.Subs.SaveSent(ctx, sub)
}

// pause stops a subscription whose address failed too long and has its owners told.
func (s *Service) pause(ctx context.Context, sub Subscription) error {
	sub.State, sub.StateAt = Paused, s.now()
	body, err := json.Marshal(map[string]string{"org": string(sub.Org), "subscription": string(sub.ID)})
	if err != nil {
		return err
	}
	return s.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.Subs.SaveSub(ctx, sub, Active); err != nil {
			return err
		}
		if err := s.record(ctx, "permit_sub.pause", sub, nil); err != nil {
			return err
		}
		return s.Outbox.Emit(ctx, actor.Event{Topic: TopicPaused, Key: string(sub.Org), Body: body})
	})
}

func cut(text string, n int) string {
	if r := []rune(text); len(r) > n {
		return string(r[:n])
	}
	return text
}

// header signs a body in the manner of Standard Webhooks: HMAC-SHA256 over "id.timestamp.body", one signature for each secret in force.
func (s *Service) header(sub Subscription, id string, now time.Time, body []byte) (map[string]string, error) {
	secrets := []string{sub.Secret}
	if sub.OldSecret != "" && now.Before(sub.OldUntil) {
		secrets = append(secrets, sub.OldSecret)
	}
	at, signatures := strconv.FormatInt(now.Unix(), 10), ""
	for _, sealed := range secrets {
		raw, err := s.Vault.Open(secretPurpose(sub.ID), sealed)
		if err != nil {
			return nil, err
		}
		if signatures != "" {
			signatures += " "
		}
		signatures += Sign(raw, id, now, body)
	}
	return map[string]string{"Content-Type": "application/json", "Webhook-Id": id, "Webhook-Timestamp": at, "Webhook-Signature": signatures,
		"Webhook-Key-Id": string(sub.ID) + "." + strconv.Itoa(sub.KeyNo)}, nil
}

// Sign returns one signature of Standard Webhooks over a body, "v1,…".
func Sign(secret []byte, id string, at time.Time, body []byte) string {
	mac := hmac.New(sha256.New, secret)
	mac.Write([]byte(id + "." + strconv.FormatInt(at.Unix(), 10) + "."))
	mac.Write(body)
	return "v1," + base64.StdEncoding.EncodeToString(mac.Sum(nil))
}
