package questionbank

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"strconv"
	"strings"

	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/questionbank/assembly"
)

// ErrInfeasible heads the list of shortages that stop a publication.
var ErrInfeasible = fault.Define("bank.infeasible", fault.Conflict, "题库不能满足组卷规则，未发布。请按列出的缺口处理。",
	"The bank cannot carry the blueprint; nothing was published. See the shortages listed.")

// ProposeRelease freezes the approved versions of a bank as a release that waits for a second person. Key version 1 is
// made from their keys. Where the same content waits already, it returns that proposal, whoever made it. Take names sealed releases of
// higher banks whose items it holds beside its own; see Offers.
func (s *Service) ProposeRelease(ctx context.Context, bank BankID, name string, take ...ReleaseID) (Release, error) {
	by, err := s.sign(ctx)
	if err != nil {
		return Release{}, err
	}
	b, err := s.bankFor(ctx, bank, write)
	if err != nil {
		return Release{}, err
	}
	if e := named(name); e != nil {
		return Release{}, e.At("name")
	}
	name = strings.TrimSpace(name)
	var out Release
	return commit(ctx, s.d.Tx, &out, func(ctx context.Context) error {
		if err := s.d.Banks.LockBank(ctx, b.ID); err != nil {
			return err
		}
		list, err := s.d.Items.FindVersions(ctx, ItemQuery{Bank: b.ID, State: Approved, Limit: 100_000})
		if err != nil {
			return err
		}
		if len(list) == 0 {
			return ErrNothing
		}
		if err := s.measure(ctx, b.ID, list); err != nil {
			return err
		}
		if err := s.tell(ctx, b.ID, list); err != nil {
			return err
		}
		others, err := s.takenIn(ctx, b, take)
		if err != nil {
			return err
		}
		list = append(list, others...)
		out = Release{ID: ReleaseID(actor.NewID(by.At)), Bank: b.ID, Path: b.Path, ItemCode: b.ItemCode, Purpose: b.Purpose,
			Name: name, Items: len(list), State: Proposed, By: by}
		snap, err := s.snapshot(out, list)
		if err != nil {
			return err
		}
		out.Digest = snap.Digest
		same, err := s.d.Releases.ProposedRelease(ctx, b.ID, out.Digest)
		if err == nil {
			out, out.Path = same, b.Path
			return nil
		}
		if !errors.Is(err, ErrReleaseUnknown) {
			return err
		}
		return s.freeze(ctx, b, &out, list, take)
	})
}

// freeze stores a release of these versions with its number and its first keys.
func (s *Service) freeze(ctx context.Context, b Bank, r *Release, list []SealedVersion, take []ReleaseID) error {
	no, err := s.d.Releases.LastReleaseNo(ctx, b.ID)
	if err != nil {
		return err
	}
	r.No = no + 1
	key, sealed, err := s.firstKey(*r, list)
	if err != nil {
		return err
	}
	if err := s.d.Releases.AddRelease(ctx, *r, list, key, sealed); err != nil {
		return err
	}
	for _, id := range take {
		if err := s.record(ctx, b, "release.take", "release:"+string(r.ID), map[string]string{"taken": string(id)}); err != nil {
			return err
		}
	}
	if len(take) > 0 {
		if err := s.d.Sealed.AddSources(ctx, r.ID, take); err != nil {
			return err
		}
	}
	return s.recordRelease(ctx, b, "release.propose", *r, "")
}

// snapshot opens stems and options and computes the digest; every stored leaf must fit its content.
func (s *Service) snapshot(r Release, list []SealedVersion) (*assembly.Snapshot, error) {
	snap := &assembly.Snapshot{Release: r.ID, ItemCode: r.ItemCode, Items: make([]assembly.Item, len(list))}
	for i, v := range list {
		v, err := s.open(v)
		if err != nil {
			return nil, err
		}
		snap.Items[i] = leafItem(v, v.Content)
		if snap.Items[i].Leaf() != v.Leaf {
			return nil, ErrDamaged.With("version", v.ID)
		}
		if f := list[i].Frozen; f != nil {
			snap.Items[i].Params, snap.Items[i].Level = f.measured(), string(v.Level)
			if snap.Items[i].Variants, err = s.told(v.Variants); err != nil {
				return nil, err
			}
			f.Leaf = snap.Items[i].Leaf()
		}
	}
	snap.Digest = snap.Root()
	return snap, nil
}

func (s *Service) recordRelease(ctx context.Context, b Bank, verb string, r Release, reason string) error {
	d := map[string]string{"no": strconv.Itoa(r.No), "digest": hex.EncodeToString(r.Digest[:]), "items": strconv.Itoa(r.Items)}
	if reason != "" {
		d["reason"] = reason
	}
	return s.record(ctx, b, verb, "release:"+string(r.ID), d)
}

// activeKey is the slot of which the database allows one holder: per code for certification, per bank for practice.
func activeKey(b Bank) string {
	if b.Purpose == Certification {
		return "C:" + b.ItemCode
	}
	return "P:" + string(b.ID)
}

func (s *Service) releaseFor(ctx context.Context, id ReleaseID, r right) (Release, Bank, error) {
	rel, err := s.d.Releases.Release(ctx, id)
	if err != nil {
		return Release{}, Bank{}, err
	}
	b, err := s.bankFor(ctx, rel.Bank, r)
	if err != nil {
		return Release{}, Bank{}, hidden(err, ErrReleaseUnknown)
	}
	rel.Path = b.Path
	return rel, b, nil
}

// ActivateRelease approves a proposed release as the second person and puts it in use; the one before is replaced. Where
// a blueprint is active for the code, the release must carry it, else ErrInfeasible with the shortages.
func (s *Service) ActivateRelease(ctx context.Context, id ReleaseID) (Release, error) {
	by, err := s.sign(ctx)
	if err != nil {
		return Release{}, err
	}
	r, b, err := s.releaseFor(ctx, id, decide)
	if err != nil {
		return Release{}, err
	}
	if err := second(by, r.By); err != nil {
		return Release{}, err
	}
	if r.State != Proposed {
		return Release{}, ErrState
	}
	if err := s.usable(ctx, id); err != nil {
		return Release{}, err
	}
	bp, err := s.d.Blueprints.ActiveBlueprint(ctx, activeKey(b))
	if err == nil {
		err = s.feasible(ctx, r, bp)
	}
	if err != nil && !errors.Is(err, ErrNoBlueprint) {
		return Release{}, err
	}
	return commit(ctx, s.d.Tx, &r, func(ctx context.Context) error {
		if err := s.sameBlueprint(ctx, b, bp.ID); err != nil {
			return err
		}
		if err := s.replaceRelease(ctx, b, by); err != nil {
			return err
		}
		if err := s.d.Releases.DecideRelease(ctx, id, Proposed, Active, activeKey(b), by, ""); err != nil {
			return err
		}
		r.State, r.Approver = Active, by
		if err := s.logRelease(ctx, r); err != nil {
			return err
		}
		if err := s.rehearseOn(ctx, b, r, by); err != nil {
			return err
		}
		if err := s.emit(ctx, "questionbank.release_active", string(id), b); err != nil {
			return err
		}
		return s.recordRelease(ctx, b, "release.activate", r, "")
	})
}

// sameBlueprint locks the bank and checks that what the feasibility was proved against is still what is active.
func (s *Service) sameBlueprint(ctx context.Context, b Bank, want BlueprintID) error {
	if err := s.d.Banks.LockBank(ctx, b.ID); err != nil {
		return err
	}
	now, err := s.d.Blueprints.ActiveBlueprint(ctx, activeKey(b))
	if err != nil && !errors.Is(err, ErrNoBlueprint) {
		return err
	}
	if now.ID != want {
		return ErrMoved
	}
	return nil
}

// replaceRelease takes the active release out of use, if it is this bank's own.
func (s *Service) replaceRelease(ctx context.Context, b Bank, by Signature) error {
	old, err := s.d.Releases.ActiveRelease(ctx, activeKey(b))
	switch {
	case errors.Is(err, ErrNoRelease):
		return nil
	case err != nil:
		return err
	case old.Bank != b.ID:
		return ErrOtherActive
	}
	return s.d.Releases.DecideRelease(ctx, old.ID, Active, Replaced, "", by, "")
}

// RefuseRelease refuses a proposed release, or takes the active one out of use without a successor. The reason is kept.
func (s *Service) RefuseRelease(ctx context.Context, id ReleaseID, reason string) error {
	by, err := s.sign(ctx)
	if err != nil {
		return err
	}
	if reason, err = reasoned(reason); err != nil {
		return err
	}
	r, b, err := s.releaseFor(ctx, id, decide)
	if err != nil {
		return err
	}
	to := map[ReleaseState]ReleaseState{Proposed: Refused, Active: Replaced}[r.State]
	if to == "" {
		return ErrState
	}
	return s.d.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.d.Releases.DecideRelease(ctx, id, r.State, to, "", by, reason); err != nil {
			return err
		}
		return s.recordRelease(ctx, b, "release.withdraw", r, reason)
	})
}

// Releases returns the releases of a bank, newest first.
func (s *Service) Releases(ctx context.Context, bank BankID) ([]Release, error) {
	b, err := s.bankFor(ctx, bank, lists)
	if err != nil {
		return nil, err
	}
	list, err := s.d.Releases.Releases(ctx, bank)
	for i := range list {
		list[i].Path = b.Path
	}
	return list, err
}

// ActiveRelease returns the certification release in use for a catalogue code, or ErrNoRelease.
func (s *Service) ActiveRelease(ctx context.Context, itemCode string) (Release, error) {
	return s.d.Releases.ActiveRelease(ctx, activeKey(Bank{Purpose: Certification, ItemCode: itemCode}))
}

func (s *Service) emit(ctx context.Context, topic, id string, b Bank) error {
	body, err := json.Marshal(map[string]string{"id": id, "bank": string(b.ID), "item_code": b.ItemCode, "purpose": string(b.Purpose)})
	if err != nil {
		return err
	}
	return s.d.Outbox.Emit(ctx, actor.Event{Topic: topic, Key: id, Body: body})
}
