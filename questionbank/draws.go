package questionbank

import (
	"context"
	"errors"
	"sync"

	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/questionbank/assembly"
	"github.com/suikao/suikao/questionbank/sealed"
)

// planCache keeps the newest plans, because opening a release means opening every item. Releases and blueprints are
// immutable, so an entry never goes stale; it is dropped only for room.
type planCache struct {
	mu    sync.Mutex
	snaps []*assembly.Snapshot
	plans []cachedPlan
}

type cachedPlan struct {
	release   ReleaseID
	blueprint BlueprintID
	leaves    [2][]byte     // of release and blueprint in the transparency log
	terms     *sealed.Terms // of somebody else's release; nil: the house's own
	*assembly.Plan
}

const cached = 8

// snapshotOf opens a release and checks that its items still give its digest.
func (s *Service) snapshotOf(ctx context.Context, r Release) (*assembly.Snapshot, error) {
	s.plans.mu.Lock()
	for _, snap := range s.plans.snaps {
		if snap.Release == r.ID {
			s.plans.mu.Unlock()
			return snap, nil
		}
	}
	s.plans.mu.Unlock()
	list, err := s.versionsOf(ctx, r)
	if err != nil {
		return nil, err
	}
	snap, err := s.snapshot(r, list)
	if err != nil {
		return nil, err
	}
	if snap.Digest != r.Digest {
		return nil, ErrDamaged.With("release", r.ID)
	}
	s.plans.mu.Lock()
	defer s.plans.mu.Unlock()
	s.plans.snaps = append(s.plans.snaps[max(0, len(s.plans.snaps)-cached+1):], snap)
	return snap, nil
}

func (c *planCache) find(r ReleaseID, bp BlueprintID) (cachedPlan, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, p := range c.plans {
		if p.release == r && p.blueprint == bp {
			return p, true
		}
	}
	return cachedPlan{}, false
}

// planOf returns the plan of a release and blueprint. Whoever needs it first makes it to its end, although the caller may be gone by then: a
// seat whose connections are shorter than that takes would begin anew each time and never draw.
func (s *Service) planOf(ctx context.Context, r Release, bp Blueprint) (cachedPlan, error) {
	if c, ok := s.plans.find(r.ID, bp.ID); ok {
		return c, nil
	}
	ctx = context.WithoutCancel(ctx)
	snap, err := s.snapshotOf(ctx, r)
	if err != nil {
		return cachedPlan{}, err
	}
	plan, err := assembly.Compile(snap, assembly.Blueprint{ID: bp.ID, Version: bp.Version, Body: bp.Body})
	if err != nil {
		return cachedPlan{}, err
	}
	made := cachedPlan{release: r.ID, blueprint: bp.ID, Plan: plan}
	if made.leaves[0], err = s.leaf(ctx, LoggedRelease, string(r.ID)); err != nil {
		return cachedPlan{}, err
	}
	if made.leaves[1], err = s.leaf(ctx, LoggedBlueprint, string(bp.ID)); err != nil {
		return cachedPlan{}, err
	}
	if made.terms, err = s.termsOf(ctx, r.ID); err != nil {
		return cachedPlan{}, err
	}
	s.plans.mu.Lock()
	defer s.plans.mu.Unlock()
	s.plans.plans = append(s.plans.plans[max(0, len(s.plans.plans)-cached+1):], made)
	return made, nil
}

// DrawFor draws the paper of one sitting from the active release and blueprint of a catalogue code, stores the draw and, where it
// counts, logs its record: in the caller's transaction, or where there is none in one of its own, which it shares with the draws
// that wait at the same moment. It must commit before the first question is shown. An attempt that has a paper gets the
// same one again, whatever its new random bytes; ErrDrawn where that one was drawn for another code. ErrNoRelease and
// ErrNoBlueprint where the code is not open for examinations.
func (s *Service) DrawFor(ctx context.Context, itemCode string, in DrawInput) (Paper, assembly.Record, error) {
	if in.Attempt == "" || len(in.Attempt) > 26 || in.ServerRandom == [32]byte{} || in.Nonce == [16]byte{} || len(in.Ticket) > 0 && len(in.Ticket) != ticketSize {
		return Paper{}, assembly.Record{}, ErrRandom
	}
	o, err := s.order(ctx, itemCode, in)
	switch {
	case err != nil:
	case in.Counted && !s.d.Tx.InTransaction(ctx):
		err = s.lines.join(o, func(list []*order) { s.drawAll(context.WithoutCancel(ctx), list) })
	default:
		err = s.d.Tx.InTx(ctx, func(ctx context.Context) error { return s.draw(ctx, []*order{o}) })
	}
	switch {
	case err == nil:
		return o.paper, o.record, nil
	case fault.KindOf(err) == fault.Unavailable: // it may have ended the transaction
		return Paper{}, assembly.Record{}, err
	}
	// Nearly every attempt is drawn once, so whether it was drawn before is asked only where it cannot be drawn now.
	paper, record, stored := s.DrawOf(ctx, in.Attempt)
	switch {
	case errors.Is(stored, ErrDrawUnknown):
		return Paper{}, assembly.Record{}, err
	case stored == nil && record.ItemCode != itemCode:
		return Paper{}, assembly.Record{}, ErrDrawn
	}
	return paper, record, stored
}

// planInUse returns the plan of the release and blueprint in use. Which ones these are is asked each time, what they hold
// only where it is not remembered.
func (s *Service) planInUse(ctx context.Context, itemCode string) (cachedPlan, error) {
	release, blueprint, ok, err := s.d.Blueprints.InUse(ctx, activeKey(Bank{Purpose: Certification, ItemCode: itemCode}))
	if err != nil {
		return cachedPlan{}, err
	}
	if c, held := s.plans.find(release, blueprint); ok && held {
		return c, inTime(c.terms, s.d.Clock())
	}
	r, bp, err := s.active(ctx, itemCode)
	if err != nil {
		return cachedPlan{}, err
	}
	c, err := s.planOf(ctx, r, bp)
	if err != nil {
		return cachedPlan{}, err
	}
	return c, inTime(c.terms, s.d.Clock())
}

// QuestionsOf returns the questions of a release as a paper shows them, without keys. It is a port for room nodes, which keep
// them sealed ahead of a draw, and not for pages.
func (s *Service) QuestionsOf(ctx context.Context, id ReleaseID) ([]assembly.Item, error) {
	r, err := s.d.Releases.Release(ctx, id)
	if err != nil {
		return nil, err
	}
	snap, err := s.snapshotOf(ctx, r)
	if err != nil {
		return nil, err
	}
	return snap.Items, nil
}

// active returns release and blueprint as they are in use together. Without a lock the two reads may straddle a change,
// which shows as another release on the second look.
func (s *Service) active(ctx context.Context, itemCode string) (Release, Blueprint, error) {
	for {
		r, err := s.ActiveRelease(ctx, itemCode)
		if err != nil {
			return Release{}, Blueprint{}, err
		}
		bp, err := s.ActiveBlueprint(ctx, itemCode)
		if err != nil {
			return Release{}, Blueprint{}, err
		}
		again, err := s.ActiveRelease(ctx, itemCode)
		if err != nil {
			return Release{}, Blueprint{}, err
		}
		if again.ID == r.ID {
			return r, bp, nil
		}
	}
}

// DrawOf draws the paper of an attempt again from what is stored, and checks it against the record of the draw.
// ErrDrawUnknown where the attempt has none. It is a port for the sitting, not for pages.
func (s *Service) DrawOf(ctx context.Context, attempt string) (Paper, assembly.Record, error) {
	files, err := s.filesOf(ctx, attempt)
	if err != nil {
		return Paper{}, assembly.Record{}, err
	}
	p, err := assembly.Replay(files)
	if err != nil {
		return Paper{}, assembly.Record{}, ErrDamaged.Wrap(err)
	}
	record, err := assembly.DecodeRecord(files.Record)
	return p, record, err
}

// NonceOf returns the terminal's nonce that an attempt was drawn with; ErrDrawUnknown.
func (s *Service) NonceOf(ctx context.Context, attempt string) ([16]byte, error) {
	d, err := s.d.Draws.Draw(ctx, attempt)
	if err != nil {
		return [16]byte{}, err
	}
	in, err := assembly.DecodeInputs(d.Inputs)
	return in.Nonce, err
}

// filesOf gathers what a replay of one draw needs.
func (s *Service) filesOf(ctx context.Context, attempt string) (assembly.Files, error) {
	d, err := s.d.Draws.Draw(ctx, attempt)
	if err != nil {
		return assembly.Files{}, err
	}
	r, err := s.d.Releases.Release(ctx, d.Release)
	if err != nil {
		return assembly.Files{}, err
	}
	snap, err := s.snapshotOf(ctx, r)
	if err != nil {
		return assembly.Files{}, err
	}
	bp, err := s.d.Blueprints.Blueprint(ctx, d.Blueprint)
	if err != nil {
		return assembly.Files{}, err
	}
	times := make(assembly.Times, len(snap.Items))
	if d.Counted {
		if err := s.d.Draws.EachSlots(ctx, d.Release, d.Blueprint, d.No, times.Add); err != nil {
			return assembly.Files{}, err
		}
	}
	f := assembly.Files{Release: assembly.EncodeRelease(snap), Inputs: d.Inputs, Record: d.Record, Times: times.Encode(),
		Blueprint: assembly.EncodeBlueprint(assembly.Blueprint{ID: bp.ID, Version: bp.Version, Body: bp.Body})}
	f.Proof = d.Proof
	if in, err := assembly.DecodeInputs(d.Inputs); err == nil { // a replay names what is wrong with them
		return f, s.addKey(ctx, in, &f)
	}
	return f, nil
}

// ticketSize is how much a person gives at check-in, in bytes.
const ticketSize = 16
