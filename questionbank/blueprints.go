package questionbank

import (
	"context"
	"encoding/hex"
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/questionbank/assembly"
)

// ProposeBlueprint stores a new version of a bank's blueprint, waiting for a second person. It must be right in itself;
// whether the bank carries it is asked at publication (and before, by CheckBlueprint). Where the same body waits already, it
// returns that proposal, whoever made it.
func (s *Service) ProposeBlueprint(ctx context.Context, bank BankID, body assembly.Body) (Blueprint, error) {
	by, err := s.sign(ctx)
	if err != nil {
		return Blueprint{}, err
	}
	b, err := s.bankFor(ctx, bank, plans)
	if err != nil {
		return Blueprint{}, err
	}
	if err := body.Validate(); err != nil {
		return Blueprint{}, err
	}
	var out Blueprint
	return commit(ctx, s.d.Tx, &out, func(ctx context.Context) error {
		if err := s.d.Banks.LockBank(ctx, b.ID); err != nil {
			return err
		}
		list, err := s.d.Blueprints.Blueprints(ctx, b.ID)
		if err != nil {
			return err
		}
		hash := body.Hash()
		if i := slices.IndexFunc(list, func(p Blueprint) bool { return p.State == Proposed && p.Hash == hash }); i >= 0 {
			out, out.Path = list[i], b.Path
			return nil
		}
		no := 1
		if len(list) > 0 {
			no = list[0].Version + 1
		}
		out = Blueprint{ID: BlueprintID(actor.NewID(by.At)), Bank: b.ID, Path: b.Path, ItemCode: b.ItemCode, Purpose: b.Purpose,
			Version: no, Body: body, Hash: hash, State: Proposed, By: by}
		if err := s.d.Blueprints.AddBlueprint(ctx, out); err != nil {
			return err
		}
		if err := s.rehearseNew(ctx, b, out); err != nil {
			return err
		}
		return s.recordBlueprint(ctx, b, "blueprint.propose", out, "")
	})
}

func (s *Service) recordBlueprint(ctx context.Context, b Bank, verb string, p Blueprint, reason string, more ...string) error {
	d := map[string]string{"version": strconv.Itoa(p.Version), "hash": hex.EncodeToString(p.Hash[:])}
	if reason != "" {
		d["reason"] = reason
	}
	for i := 1; i < len(more); i += 2 {
		d[more[i-1]] = more[i]
	}
	return s.record(ctx, b, verb, "blueprint:"+string(p.ID), d)
}

// CheckBlueprint says what would stop the publication of body with the active release of the bank, and which cells are
// thin. ErrNoRelease where none is active.
func (s *Service) CheckBlueprint(ctx context.Context, bank BankID, body assembly.Body) (assembly.Report, error) {
	b, err := s.bankFor(ctx, bank, lists)
	if err != nil {
		return assembly.Report{}, err
	}
	r, err := s.ownRelease(ctx, b)
	if err != nil {
		return assembly.Report{}, err
	}
	return s.check(ctx, r, Blueprint{Bank: b.ID, Body: body})
}

// ownRelease is the active release for the bank's slot, if it is the bank's.
func (s *Service) ownRelease(ctx context.Context, b Bank) (Release, error) {
	r, err := s.d.Releases.ActiveRelease(ctx, activeKey(b))
	if err == nil && r.Bank != b.ID {
		err = ErrOtherActive
	}
	return r, err
}

// check lays the blueprint over the release. Papers drawn under any blueprint that was ever active on the bank may be
// the paper that a retake bars. Items in quarantine, and more versions, are taken to be gone.
func (s *Service) check(ctx context.Context, r Release, bp Blueprint, more ...VersionID) (assembly.Report, error) {
	snap, err := s.snapshotOf(ctx, r)
	if err != nil {
		return assembly.Report{}, err
	}
	out, err := s.gone(ctx, snap, more)
	if err != nil {
		return assembly.Report{}, err
	}
	plan, err := assembly.Compile(snap, assembly.Blueprint{ID: bp.ID, Version: bp.Version, Body: bp.Body})
	if err != nil {
		return assembly.Report{}, err
	}
	list, err := s.d.Blueprints.Blueprints(ctx, bp.Bank)
	if err != nil {
		return assembly.Report{}, err
	}
	var before []assembly.Body
	seen := []assembly.Hash{bp.Body.Hash()}
	for _, old := range list {
		if (old.State == Active || old.State == Replaced) && !slices.Contains(seen, old.Hash) {
			seen = append(seen, old.Hash)
			before = append(before, old.Body)
		}
	}
	report := plan.CheckWithout(out, before...)
	missing, err := s.higherMissing(ctx, snap, r, bp)
	if missing {
		report.Short = append(report.Short, ErrHigherNone)
	}
	return report, err
}

// feasible is check as an error that lists what is short.
func (s *Service) feasible(ctx context.Context, r Release, bp Blueprint) error {
	report, err := s.check(ctx, r, bp)
	if err != nil {
		return err
	}
	if e := report.Err("blueprint"); e != nil {
		return ErrInfeasible.Listing(fault.From(e).Fields())
	}
	return nil
}

// PublishBlueprint approves a blueprint as the second person and puts it in use; the one before is replaced. The active
// release must carry it with a retake that repeats nothing, else the failure lists every cell that is short. Seen is the sum of the
// rehearsal that this person looked at; ErrUnrehearsed where it is not the one of this blueprint on the active release.
func (s *Service) PublishBlueprint(ctx context.Context, id BlueprintID, seen assembly.Hash) (Blueprint, error) {
	by, err := s.sign(ctx)
	if err != nil {
		return Blueprint{}, err
	}
	p, b, err := s.blueprintFor(ctx, id, decide)
	if err != nil {
		return Blueprint{}, err
	}
	if err := second(by, p.By); err != nil {
		return Blueprint{}, err
	}
	if p.State != Proposed {
		return Blueprint{}, ErrState
	}
	r, err := s.ownRelease(ctx, b)
	if err != nil {
		return Blueprint{}, err
	}
	if err := s.feasible(ctx, r, p); err != nil {
		return Blueprint{}, err
	}
	if err := s.rehearsed(ctx, p, r, seen); err != nil {
		return Blueprint{}, err
	}
	return commit(ctx, s.d.Tx, &p, func(ctx context.Context) error {
		if err := s.d.Banks.LockBank(ctx, b.ID); err != nil {
			return err
		}
		if now, err := s.ownRelease(ctx, b); err != nil || now.ID != r.ID {
			return errors.Join(err, ErrMoved)
		}
		if err := s.replaceBlueprint(ctx, b, by); err != nil {
			return err
		}
		if err := s.d.Blueprints.DecideBlueprint(ctx, id, Proposed, Active, activeKey(b), by, ""); err != nil {
			return err
		}
		p.State, p.Approver = Active, by
		if err := s.logBlueprint(ctx, p); err != nil {
			return err
		}
		if err := s.emit(ctx, "questionbank.blueprint_active", string(id), b); err != nil {
			return err
		}
		return s.recordBlueprint(ctx, b, "blueprint.publish", p, "", "rehearsal", hex.EncodeToString(seen[:]))
	})
}

func (s *Service) replaceBlueprint(ctx context.Context, b Bank, by Signature) error {
	old, err := s.d.Blueprints.ActiveBlueprint(ctx, activeKey(b))
	switch {
	case errors.Is(err, ErrNoBlueprint):
		return nil
	case err != nil:
		return err
	case old.Bank != b.ID:
		return ErrOtherActive
	}
	return s.d.Blueprints.DecideBlueprint(ctx, old.ID, Active, Replaced, "", by, "")
}

// RefuseBlueprint refuses a proposed blueprint, or takes the active one out of use without a successor.
func (s *Service) RefuseBlueprint(ctx context.Context, id BlueprintID, reason string) error {
	by, err := s.sign(ctx)
	if err != nil {
		return err
	}
	if reason, err = reasoned(reason); err != nil {
		return err
	}
	p, b, err := s.blueprintFor(ctx, id, decide)
	if err != nil {
		return err
	}
	to := map[ReleaseState]ReleaseState{Proposed: Refused, Active: Replaced}[p.State]
	if to == "" {
		return ErrState
	}
	return s.d.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.d.Blueprints.DecideBlueprint(ctx, id, p.State, to, "", by, reason); err != nil {
			return err
		}
		return s.recordBlueprint(ctx, b, "blueprint.withdraw", p, reason)
	})
}

func (s *Service) blueprintFor(ctx context.Context, id BlueprintID, r right) (Blueprint, Bank, error) {
	p, err := s.d.Blueprints.Blueprint(ctx, id)
	if err != nil {
		return Blueprint{}, Bank{}, err
	}
	b, err := s.bankFor(ctx, p.Bank, r)
	if err != nil {
		return Blueprint{}, Bank{}, hidden(err, ErrPlanUnknown)
	}
	p.Path = b.Path
	return p, b, nil
}

// Blueprints returns the blueprints of a bank, newest first.
func (s *Service) Blueprints(ctx context.Context, bank BankID) ([]Blueprint, error) {
	b, err := s.bankFor(ctx, bank, lists)
	if err != nil {
		return nil, err
	}
	list, err := s.d.Blueprints.Blueprints(ctx, bank)
	for i := range list {
		list[i].Path = b.Path
	}
	return list, err
}

// ExamItems returns the catalogue codes for which papers can be drawn now, at most a hundred.
func (s *Service) ExamItems(ctx context.Context) ([]string, error) {
	keys, err := s.d.Blueprints.ActiveKeys(ctx)
	var out []string
	for _, k := range keys {
		if code, ok := strings.CutPrefix(k, activeKey(Bank{Purpose: Certification})); ok {
			out = append(out, code)
		}
	}
	return out, err
}

// ActiveBlueprint returns the certification blueprint in use for a catalogue code, or ErrNoBlueprint.
func (s *Service) ActiveBlueprint(ctx context.Context, itemCode string) (Blueprint, error) {
	return s.d.Blueprints.ActiveBlueprint(ctx, activeKey(Bank{Purpose: Certification, ItemCode: itemCode}))
}
