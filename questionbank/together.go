package questionbank

import (
	"context"
	"errors"
	"sync"

	"github.com/suikao/suikao/questionbank/assembly"
)

// order is one paper that is to be drawn. All that no other draw has to wait for is done: the signature is made.
type order struct {
	itemCode string
	plan     cachedPlan
	inputs   assembly.Inputs
	proof    []byte

	paper  Paper // what came of it
	record assembly.Record
	err    error
	wake   chan bool // true: lead the next ones; false: it is done
}

var errLeft = errors.New("questionbank: whoever drew the papers did not come back")

// order prepares a draw.
func (s *Service) order(ctx context.Context, itemCode string, in DrawInput) (*order, error) {
	plan, err := s.planInUse(ctx, itemCode)
	if err != nil {
		return nil, err
	}
	out, err := s.d.Standing.Out(ctx, plan.release)
	if err != nil {
		return nil, err
	}
	o := &order{itemCode: itemCode, plan: plan, wake: make(chan bool, 1), err: errLeft,
		inputs: assembly.Inputs{Attempt: in.Attempt, ServerRandom: in.ServerRandom, Nonce: in.Nonce, Past: in.Past, DrawnAt: s.d.Clock().UnixMilli(),
			Counted: in.Counted, Language: in.Language, Ticket: in.Ticket, Out: out, Booking: in.Booking, ReleaseLeaf: plan.leaves[0], BlueprintLeaf: plan.leaves[1]}}
	if o.proof, err = s.prove(ctx, plan, in, &o.inputs); err != nil {
		return nil, err
	}
	return o, nil
}

// draw draws papers of one release and blueprint in the transaction of ctx, one after the other, and stores them; ErrDrawn where
// one of the attempts has a paper.
func (s *Service) draw(ctx context.Context, list []*order) error {
	first := list[0]
	if s.d.Fence != nil {
		if err := s.d.Fence(ctx); err != nil {
			return err
		}
	}
	counts, err := Counts{Times: make(assembly.Times, first.plan.Items())}, error(nil)
	if first.inputs.Counted {
		if counts, err = s.d.Draws.HoldCounts(ctx, first.plan.release, first.plan.blueprint, first.plan.Items()); err != nil {
			return err
		}
	}
	drawn := make([]StoredDraw, len(list))
	for i, o := range list {
		o.inputs.No = counts.Draws
		if o.paper, o.record, err = o.plan.Run(o.inputs, o.proof, counts.Times); err != nil {
			return err
		}
		drawn[i] = StoredDraw{Attempt: o.inputs.Attempt, ItemCode: o.itemCode, Release: o.plan.release, Blueprint: o.plan.blueprint,
			Inputs: o.inputs.Encode(), Record: o.record.Encode(), Proof: o.proof, DrawnAt: o.inputs.DrawnAt, Counted: o.inputs.Counted, No: counts.Draws}
		if o.inputs.Counted {
			drawn[i].Slots = o.plan.Slots(o.paper)
			counts.Draws++
			counts.Times.Add(drawn[i].Slots)
		}
	}
	if err := s.d.Draws.AddDraws(ctx, drawn); err != nil || !first.inputs.Counted {
		return err
	}
	for _, d := range drawn {
		if err := s.d.Ledger.Append(ctx, LoggedDraw, d.Attempt, d.Record); err != nil {
			return err
		}
	}
	return s.d.Draws.SetCounts(ctx, first.plan.release, first.plan.blueprint, counts)
}

// drawAll draws papers in one transaction, or where that fails each in its own, so that one bad one harms nobody else.
func (s *Service) drawAll(ctx context.Context, list []*order) {
	err := s.d.Tx.InTx(ctx, func(ctx context.Context) error { return s.draw(ctx, list) })
	for _, o := range list {
		if o.err = err; err != nil && len(list) > 1 {
			o.err = s.d.Tx.InTx(ctx, func(ctx context.Context) error { return s.draw(ctx, []*order{o}) })
		}
	}
}

// mostTogether is how many papers one transaction draws.
const mostTogether = 32

// lines are the queues of draws, one for each release and blueprint.
type lines struct {
	mu   sync.Mutex
	open map[[2]string][]*order // who waits; the key is there while somebody leads
}

// join waits until o is drawn. The first that comes draws, with all who came meanwhile, and hands over to the next of them.
func (l *lines) join(o *order, draw func([]*order)) error {
	key := [2]string{string(o.plan.release), string(o.plan.blueprint)}
	l.mu.Lock()
	if l.open == nil {
		l.open = map[[2]string][]*order{}
	}
	waiting, led := l.open[key]
	l.open[key] = append(waiting, o)
	if led {
		l.mu.Unlock()
		if !<-o.wake {
			return o.err
		}
		l.mu.Lock()
	}
	list := l.open[key]
	n := min(mostTogether, len(list))
	list, l.open[key] = list[:n:n], list[n:]
	l.mu.Unlock()
	defer func() {
		l.mu.Lock()
		if next := l.open[key]; len(next) > 0 {
			next[0].wake <- true
		} else {
			delete(l.open, key)
		}
		l.mu.Unlock()
		for _, other := range list {
			if other != o {
				other.wake <- false
			}
		}
	}()
	draw(list)
	return o.err
}
