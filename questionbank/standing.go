package questionbank

import (
	"context"
	"errors"
	"slices"

	"github.com/suikao/suikao/questionbank/assembly"
)

// Measure is what was measured of an item version, as a release freezes it: new answers change nothing of a release.
type Measure struct {
	Params    assembly.Params
	Stage     int // 1 share of right answers, 2 after every sitting, 3 every night; see questionbank/calibration
	Responses int // answers it rests on
}

// Frozen is what a release froze of an item version beside the version itself.
type Frozen struct {
	Measure
	Leaf assembly.Hash // of the item with its Params and Variants, in the release's tree
}

// measured are the parameters, if there are any: a version may be frozen for its variants alone.
func (f *Frozen) measured() *assembly.Params {
	if f == nil || f.Stage == 0 {
		return nil
	}
	return &f.Params
}

// Standing tells what answers say of items and what people decided about them; questionbank/health is one. Its methods join
// the transaction of the context.
type Standing interface {
	// Out returns the items of a release that are in quarantine, by id ascending; nil where there is none.
	Out(ctx context.Context, r ReleaseID) ([]ItemID, error)
	// Measured returns what was measured of versions of a bank; those of which too little is known are left out.
	Measured(ctx context.Context, b BankID, list []SealedVersion) (map[VersionID]Measure, error)
}

// unmeasured is a bank of which nothing is known and nothing is in quarantine.
type unmeasured struct{}

func (unmeasured) Out(context.Context, ReleaseID) ([]ItemID, error) { return nil, nil }

func (unmeasured) Measured(context.Context, BankID, []SealedVersion) (map[VersionID]Measure, error) {
	return nil, nil
}

// measure puts what was measured to the versions that a release is about to freeze.
func (s *Service) measure(ctx context.Context, b BankID, list []SealedVersion) error {
	known, err := s.d.Standing.Measured(ctx, b, list)
	if err != nil {
		return err
	}
	for i := range list {
		if m, ok := known[list[i].ID]; ok {
			list[i].Frozen = &Frozen{Measure: m}
		}
	}
	return nil
}

// MayWrite returns bank and signature of an actor who may propose changes to it.
func (s *Service) MayWrite(ctx context.Context, id BankID) (Bank, Signature, error) {
	return s.signed(ctx, id, plans)
}

// MayReview returns bank and signature of an actor who may decide about its items.
func (s *Service) MayReview(ctx context.Context, id BankID) (Bank, Signature, error) {
	return s.signed(ctx, id, decide)
}

func (s *Service) signed(ctx context.Context, id BankID, r right) (Bank, Signature, error) {
	b, err := s.bankFor(ctx, id, r)
	if err != nil {
		return Bank{}, Signature{}, err
	}
	by, err := s.sign(ctx)
	return b, by, err
}

// Head returns a version without stem, options and key, for whoever may read its bank.
func (s *Service) Head(ctx context.Context, id VersionID) (ItemVersion, Bank, error) {
	v, b, err := s.versionFor(ctx, id, lists)
	return v.ItemVersion, b, err
}

// ReleaseAt returns a release with the organisation path of its bank. It is a port for the program itself, not for pages.
func (s *Service) ReleaseAt(ctx context.Context, id ReleaseID) (Release, error) {
	r, err := s.d.Releases.Release(ctx, id)
	if err != nil {
		return Release{}, err
	}
	b, err := s.d.Banks.Bank(ctx, r.Bank)
	if err != nil {
		return Release{}, err
	}
	org, err := s.d.Orgs.Org(ctx, b.Owner)
	r.Path, r.ItemCode = org.Path, b.ItemCode
	return r, err
}

// Heads returns the versions of a release without stems, options and keys, by item id: the order of places. It is a port
// for the program itself, not for pages.
func (s *Service) Heads(ctx context.Context, id ReleaseID) (Release, []SealedVersion, error) {
	r, err := s.ReleaseAt(ctx, id)
	if err != nil {
		return Release{}, nil, err
	}
	list, err := s.d.Releases.ReleaseVersions(ctx, id)
	slices.SortFunc(list, func(a, b SealedVersion) int { return compareItems(a.Item, b.Item) })
	return r, list, err
}

func compareItems(a, b ItemID) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// Use is the release that a bank has in use, and how often papers took its items.
type Use struct {
	Release Release
	Heads   []SealedVersion // by item id, without stems and keys
	Counts  Counts          // under the blueprint in use; Times is empty where none is in use
	Weights []assembly.Weight
	Pass    int // points at which the blueprint in use is passed; 0 where none is in use
}

// InUse returns what a bank has in use; ErrNoRelease. It is a port for the program itself, not for pages.
func (s *Service) InUse(ctx context.Context, bank BankID) (Use, error) {
	b, err := s.d.Banks.Bank(ctx, bank)
	if err != nil {
		return Use{}, err
	}
	r, err := s.ownRelease(ctx, b)
	if err != nil {
		return Use{}, err
	}
	u := Use{Release: r}
	if _, u.Heads, err = s.Heads(ctx, r.ID); err != nil {
		return Use{}, err
	}
	bp, err := s.d.Blueprints.ActiveBlueprint(ctx, activeKey(b))
	if errors.Is(err, ErrNoBlueprint) {
		return u, nil
	} else if err != nil {
		return Use{}, err
	}
	plan, err := s.planOf(ctx, r, bp)
	if err != nil {
		return Use{}, err
	}
	u.Weights, u.Pass = plan.Weights(), bp.Body.Pass
	u.Counts, err = s.d.Draws.Counts(ctx, r.ID, bp.ID)
	return u, err
}

// UsedBy returns the bank whose release is in use in the place of a bank's: another one where that took its items in; empty where none is. It
// is a port for the program itself.
func (s *Service) UsedBy(ctx context.Context, bank BankID) (BankID, error) {
	b, err := s.d.Banks.Bank(ctx, bank)
	if err != nil {
		return "", err
	}
	r, err := s.d.Releases.ActiveRelease(ctx, activeKey(b))
	if errors.Is(err, ErrNoRelease) {
		return "", nil
	}
	return r.Bank, err
}

// Lacking says what would be short with more of a bank's versions out, beside those in quarantine. The report is empty where
// release or blueprint are not in use, or the release does not hold the version.
func (s *Service) Lacking(ctx context.Context, bank BankID, more VersionID) (assembly.Report, error) {
	b, err := s.d.Banks.Bank(ctx, bank)
	if err != nil {
		return assembly.Report{}, err
	}
	r, err := s.d.Releases.ActiveRelease(ctx, activeKey(b))
	if errors.Is(err, ErrNoRelease) {
		return assembly.Report{}, nil
	} else if err != nil {
		return assembly.Report{}, err
	}
	if r.Bank != b.ID { // which may have taken items of this bank in
		list, err := s.d.Releases.ReleaseVersions(ctx, r.ID)
		if err != nil || !slices.ContainsFunc(list, func(v SealedVersion) bool { return v.ID == more }) {
			return assembly.Report{}, err
		}
	}
	bp, err := s.d.Blueprints.ActiveBlueprint(ctx, activeKey(b))
	if errors.Is(err, ErrNoBlueprint) {
		return assembly.Report{}, nil
	} else if err != nil {
		return assembly.Report{}, err
	}
	return s.check(ctx, r, bp, more)
}

// gone returns the items of a release that are in quarantine, and those of the versions more.
func (s *Service) gone(ctx context.Context, snap *assembly.Snapshot, more []VersionID) ([]ItemID, error) {
	out, err := s.d.Standing.Out(ctx, snap.Release)
	if err != nil || len(more) == 0 {
		return out, err
	}
	out = slices.Clone(out)
	for i := range snap.Items {
		if slices.Contains(more, snap.Items[i].Version) {
			out = append(out, snap.Items[i].ID)
		}
	}
	return out, nil
}
