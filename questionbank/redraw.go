package questionbank

import (
	"cmp"
	"context"
	"encoding/hex"
	"fmt"
	"slices"

	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/questionbank/assembly"
)

// FilesOf gathers all that is needed to draw the paper of an attempt again and to see that it was logged, as it stands in the
// database and unchecked: what was altered is for assembly.Replay to name. It is a port for audits on the machine itself, not
// for pages.
func (s *Service) FilesOf(ctx context.Context, attempt string) (assembly.Files, error) {
	d, err := s.d.Draws.Draw(ctx, attempt)
	if err != nil {
		return assembly.Files{}, err
	}
	r, err := s.d.Releases.Release(ctx, d.Release)
	if err != nil {
		return assembly.Files{}, err
	}
	bp, err := s.d.Blueprints.Blueprint(ctx, d.Blueprint)
	if err != nil {
		return assembly.Files{}, err
	}
	snap, leaves, err := s.asStored(ctx, r)
	if err != nil {
		return assembly.Files{}, err
	}
	times := make(assembly.Times, len(snap.Items))
	if d.Counted {
		if err := s.d.Draws.EachSlots(ctx, d.Release, d.Blueprint, d.No, times.Add); err != nil {
			return assembly.Files{}, err
		}
	}
	f := assembly.Files{Release: assembly.EncodeRelease(snap), Inputs: d.Inputs, Record: d.Record, Times: times.Encode(), Leaves: leaves, Proof: d.Proof,
		Blueprint: assembly.EncodeBlueprint(assembly.Blueprint{ID: bp.ID, Version: bp.Version, Body: bp.Body})}
	if f.Log, err = s.logged(ctx, LoggedDraw, attempt); err != nil {
		return f, err
	}
	in, err := assembly.DecodeInputs(d.Inputs)
	if err != nil {
		return f, nil // a replay names what is wrong with them
	}
	return f, s.addProofs(ctx, d, in, &f)
}

// addProofs adds what the log says of all that stands behind a draw.
func (s *Service) addProofs(ctx context.Context, d StoredDraw, in assembly.Inputs, f *assembly.Files) error {
	if err := s.addKey(ctx, in, f); err != nil {
		return err
	}
	type proof struct {
		into      *[]byte
		kind, key string
	}
	list := []proof{{&f.ReleaseLog, LoggedRelease, string(d.Release)}, {&f.BlueprintLog, LoggedBlueprint, string(d.Blueprint)}}
	if in.Booking != "" {
		list = append(list, proof{&f.Promise, LoggedLotPromise, in.Booking}, proof{&f.Lot, LoggedLot, in.Booking})
	} else {
		list = append(list, proof{&f.Promise, LoggedPromise, d.Attempt})
	}
	if len(f.KeyEnd) > 0 {
		list = append(list, proof{&f.KeyEndLog, LoggedKeyEnd, hex.EncodeToString(in.Key)})
	}
	for _, p := range list {
		var err error
		if *p.into, err = s.logged(ctx, p.kind, p.key); err != nil {
			return err
		}
	}
	return nil
}

// asStored opens a release as it stands, with the leaves that were noted when its items were written.
func (s *Service) asStored(ctx context.Context, r Release) (*assembly.Snapshot, []byte, error) {
	list, err := s.versionsOf(ctx, r)
	if err != nil {
		return nil, nil, err
	}
	slices.SortFunc(list, func(a, b SealedVersion) int { return cmp.Compare(a.Item, b.Item) })
	snap := &assembly.Snapshot{Release: r.ID, ItemCode: r.ItemCode, Digest: r.Digest}
	var leaves []byte
	for _, v := range list {
		v, err := s.open(v)
		if err != nil {
			return nil, nil, fmt.Errorf("release: item %s (version %s): %w", v.Item, v.ID, err)
		}
		it, leaf := leafItem(v, v.Content), v.Leaf
		if f := v.Frozen; f != nil {
			it.Params, it.Level, leaf = f.measured(), string(v.Level), f.Leaf
			if it.Variants, err = s.told(v.Variants); err != nil {
				return nil, nil, fmt.Errorf("release: item %s (version %s): %w", v.Item, v.ID, err)
			}
		}
		snap.Items, leaves = append(snap.Items, it), append(leaves, leaf[:]...)
	}
	return snap, leaves, nil
}

// CheckCounts compares the counts that draws go by with what was drawn, and names the items whose count differs, at most ten.
func (s *Service) CheckCounts(ctx context.Context, release ReleaseID, blueprint BlueprintID) ([]string, error) {
	r, err := s.d.Releases.Release(ctx, release)
	if err != nil {
		return nil, err
	}
	list, err := s.d.Releases.ReleaseVersions(ctx, release)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(list, func(a, b SealedVersion) int { return cmp.Compare(a.Item, b.Item) })
	var wrong []string
	err = s.d.Tx.InTx(ctx, func(ctx context.Context) error {
		wrong = nil
		have, err := s.d.Draws.HoldCounts(ctx, release, blueprint, r.Items)
		if err != nil {
			return err
		}
		times, draws := make(assembly.Times, len(have.Times)), uint64(0)
		err = s.d.Draws.EachSlots(ctx, release, blueprint, 1<<62, func(slots []byte) { times.Add(slots); draws++ })
		if err != nil {
			return err
		}
		if have.Draws != draws {
			wrong = append(wrong, fmt.Sprintf("%d draws are counted, %d were made", have.Draws, draws))
		}
		for i, n := range times {
			if n != have.Times[i] && i < len(list) && len(wrong) < 10 {
				wrong = append(wrong, fmt.Sprintf("item %s is counted %d times and was drawn %d times", list[i].Item, have.Times[i], n))
			}
		}
		return nil
	})
	return wrong, err
}

// logged returns the proof of a record; nothing where the log lacks it, which an audit names.
func (s *Service) logged(ctx context.Context, kind, key string) ([]byte, error) {
	b, err := s.d.Ledger.Evidence(ctx, kind, key)
	if fault.KindOf(err) == fault.NotFound {
		return nil, nil
	}
	return b, err
}
