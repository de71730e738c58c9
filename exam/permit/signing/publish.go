package signing

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"math"
	"strconv"
	"sync"
	"time"

	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/exam/permit/credential"
	"github.com/suikao/suikao/exam/permit/statuslist"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/cose"
)

// Version is a numbered state of all lists.
type Version struct {
	Number uint64
	Size   uint64 // places below it were given out
	At     time.Time
}

// Keys are the keys of the house; *cose.Keys is one.
type Keys interface {
	// Signers returns who signs for a use on a day: one, or two of different algorithms. Errors: cose.ErrNoKey.
	Signers(on cose.Day, use cose.Use) ([]cose.Signer, error)
}

// Publisher makes versions and answers for them. It is safe for concurrent use, also by several processes on one database.
type Publisher struct {
	Clock  actor.Clock
	Tx     permit.Tx
	Places PlaceStore
	Keys   Keys
	// Log enters a version into the transparency log, with the digest of what changed in it; again it changes nothing. nil: nowhere.
	Log func(ctx context.Context, v Version, changed func() ([]byte, error)) error

	mu    sync.Mutex
	kept  map[string]answer
	order []string
}

type answer struct {
	body []byte
	till time.Time
}

const (
	atOnce      = 1000           // places numbered in one transaction
	maxDelta    = 100_000        // changes in one difference
	nextAfter   = 24 * time.Hour // when a device should ask again at the latest
	answerKeeps = time.Minute
	answersKept = 512
)

// Publish makes a version of what changed. It runs twice without harm, also on two nodes. Call it every few seconds.
func (p *Publisher) Publish(ctx context.Context) error {
	newest, some, err := p.Places.Newest(ctx)
	if err != nil {
		return err
	}
	if some && p.Log != nil { // also where the process died between version and leaf
		if err := p.Log(ctx, newest, func() ([]byte, error) { return p.changed(ctx, newest) }); err != nil {
			return err
		}
	}
	marked, err := p.Places.Marked(ctx, 1)
	if err != nil || some && len(marked) == 0 {
		return err
	}
	size := uint64(0)
	if high, any, err := p.Places.Highest(ctx); err != nil {
		return err
	} else if any {
		size = (high/statuslist.PerList + 1) * statuslist.PerList
	}
	v := Version{Number: newest.Number + 1, Size: max(size, newest.Size), At: p.Clock().UTC().Truncate(time.Second)}
	err = p.Tx.InTx(ctx, func(ctx context.Context) error { return p.Places.AddVersion(ctx, v) })
	if errors.Is(err, ErrTaken) {
		return nil // another node did
	}
	for err == nil {
		if marked, err = p.Places.Marked(ctx, atOnce); err != nil || len(marked) == 0 {
			return err
		}
		err = p.Tx.InTx(ctx, func(ctx context.Context) error { return p.Places.Number(ctx, marked, v.Number) })
	}
	return err
}

// changed is the digest of what changed in a version: "state place" a line, by state and place.
func (p *Publisher) changed(ctx context.Context, v Version) ([]byte, error) {
	sets, err := p.Places.Since(ctx, v.Number-1, v.Size, math.MaxInt32)
	if err != nil {
		return nil, err
	}
	sum := sha256.New()
	for state := credential.InForce; state <= credential.Replaced; state++ {
		for _, n := range sets[state] {
			fmt.Fprintf(sum, "%d %d\n", state, n)
		}
	}
	return sum.Sum(nil), nil
}

// Snapshot returns the newest version, signed, and its number. Errors: permit.ErrNotFound before the first one.
func (p *Publisher) Snapshot(ctx context.Context) ([]byte, error) {
	v, err := p.newest(ctx)
	if err != nil {
		return nil, err
	}
	return p.once("snapshot", v, func(now time.Time) ([]byte, error) {
		sets, err := p.Places.Out(ctx, v.Size)
		if err != nil {
			return nil, err
		}
		l, err := statuslist.NewList(v.Number, now, now.Add(nextAfter), v.Size, sets)
		if err != nil {
			return nil, err
		}
		s, err := p.signers(now)
		if err != nil {
			return nil, err
		}
		return l.Sign(ctx, s[0], s[1:]...)
	})
}

// Delta returns the difference from a version to the newest one, signed. Errors: ErrGone where only the snapshot helps.
func (p *Publisher) Delta(ctx context.Context, from uint64) ([]byte, error) {
	v, err := p.newest(ctx)
	if err != nil {
		return nil, err
	}
	if from == 0 || from > v.Number {
		return nil, ErrGone
	}
	return p.once("delta/"+text(from), v, func(now time.Time) ([]byte, error) {
		places, err := p.Places.Since(ctx, from, v.Size, maxDelta)
		if errors.Is(err, ErrMany) {
			return nil, ErrGone
		}
		if err != nil {
			return nil, err
		}
		s, err := p.signers(now)
		if err != nil {
			return nil, err
		}
		d := statuslist.Delta{From: from, To: v.Number, Issued: now, Next: now.Add(nextAfter), Size: v.Size, Places: places}
		return d.Sign(ctx, s[0], s[1:]...)
	})
}

func (p *Publisher) newest(ctx context.Context) (Version, error) {
	v, some, err := p.Places.Newest(ctx)
	if err == nil && !some {
		err = permit.ErrNotFound
	}
	return v, err
}

func (p *Publisher) signers(now time.Time) ([]cose.Signer, error) {
	return p.Keys.Signers(cose.DayOf(now.In(actor.Beijing)), cose.ForStatus)
}

// once keeps an answer for a minute or until the next version: a thousand devices that ask cost one signature.
func (p *Publisher) once(what string, v Version, do func(now time.Time) ([]byte, error)) ([]byte, error) {
	key, now := what+"@"+text(v.Number), p.Clock().UTC().Truncate(time.Second)
	p.mu.Lock()
	defer p.mu.Unlock()
	if a, ok := p.kept[key]; ok && now.Before(a.till) {
		return a.body, nil
	}
	body, err := do(now)
	if err != nil {
		return nil, err
	}
	if p.kept == nil {
		p.kept = map[string]answer{}
	}
	if _, ok := p.kept[key]; !ok {
		p.order = append(p.order, key)
	}
	p.kept[key] = answer{body, now.Add(answerKeeps)}
	for len(p.order) > answersKept {
		delete(p.kept, p.order[0])
		p.order = p.order[1:]
	}
	return body, nil
}

func text(n uint64) string { return strconv.FormatUint(n, 10) }

// purposes are the states that a W3C list of a purpose has a one for.
var purposes = map[string][]credential.State{
	"revocation": {credential.Ended, credential.Replaced},
	"suspension": {credential.Suspended, credential.Extended, credential.Pending},
}
