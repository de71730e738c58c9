package questionbank

import (
	"context"
	"errors"
	"fmt"

	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/questionbank/assembly"
)

// logRelease logs, in the caller's transaction, that a release is in use for examinations; practice is nobody's to prove.
func (s *Service) logRelease(ctx context.Context, r Release) error {
	if r.Purpose != Certification {
		return nil
	}
	return s.d.Ledger.Append(ctx, LoggedRelease, string(r.ID), assembly.RecordOfRelease(r.ID, r.ItemCode, r.Digest, r.Items).Encode())
}

// logBlueprint is logRelease of a blueprint.
func (s *Service) logBlueprint(ctx context.Context, p Blueprint) error {
	if p.Purpose != Certification {
		return nil
	}
	return s.d.Ledger.Append(ctx, LoggedBlueprint, string(p.ID), assembly.RecordOfBlueprint(p.ID, p.Version, p.Body).Encode())
}

// logKeys is logRelease of corrected keys that a second person approved.
func (s *Service) logKeys(ctx context.Context, b Bank, k KeyVersion) error {
	if b.Purpose != Certification {
		return nil
	}
	return s.d.Ledger.Append(ctx, LoggedKeys, fmt.Sprintf("%s/%d", k.Release, k.No), assembly.RecordOfKeys(k.Release, k.No, k.Digest, len(k.Changed)).Encode())
}

// LogPublished logs the releases, with their corrected keys, and blueprints in use that were published before such records were kept. The program calls it when
// it starts; what is logged already is left as it is.
func (s *Service) LogPublished(ctx context.Context) error {
	codes, err := s.ExamItems(ctx)
	if err != nil {
		return err
	}
	for _, code := range codes {
		r, bp, err := s.active(ctx, code)
		if errors.Is(err, ErrNoRelease) || errors.Is(err, ErrNoBlueprint) {
			continue
		}
		if err != nil {
			return err
		}
		release, err := s.leaf(ctx, LoggedRelease, string(r.ID))
		if err != nil {
			return err
		}
		blueprint, err := s.leaf(ctx, LoggedBlueprint, string(bp.ID))
		if err != nil {
			return err
		}
		corrected, err := s.unlogged(ctx, r.ID)
		if err != nil {
			return err
		}
		if len(release) > 0 && len(blueprint) > 0 && len(corrected) == 0 {
			continue
		}
		err = s.d.Tx.InTx(ctx, func(ctx context.Context) error {
			if err := s.logRelease(ctx, r); err != nil {
				return err
			}
			for _, k := range corrected {
				if err := s.logKeys(ctx, Bank{Purpose: r.Purpose}, k); err != nil {
					return err
				}
			}
			return s.logBlueprint(ctx, bp)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// unlogged are the approved corrections of a release's keys that the log lacks.
func (s *Service) unlogged(ctx context.Context, release ReleaseID) ([]KeyVersion, error) {
	list, err := s.d.Releases.KeyVersions(ctx, release)
	if err != nil {
		return nil, err
	}
	var out []KeyVersion
	for _, k := range list {
		if k.No == 1 || k.State != Active {
			continue
		}
		have, err := s.leaf(ctx, LoggedKeys, fmt.Sprintf("%s/%d", release, k.No))
		if err != nil {
			return nil, err
		}
		if len(have) == 0 {
			out = append(out, k)
		}
	}
	return out, nil
}

// leaf returns the leaf of a record; nothing where there is none.
func (s *Service) leaf(ctx context.Context, kind, key string) ([]byte, error) {
	b, err := s.d.Ledger.LeafOf(ctx, kind, key)
	if fault.KindOf(err) == fault.NotFound {
		return nil, nil
	}
	return b, err
}
