package questionbank

import (
	"context"
	"errors"

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

// LogPublished logs the releases and blueprints in use that were published before such records were kept. The program calls it when
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
		if len(release) > 0 && len(blueprint) > 0 {
			continue
		}
		err = s.d.Tx.InTx(ctx, func(ctx context.Context) error {
			if err := s.logRelease(ctx, r); err != nil {
				return err
			}
			return s.logBlueprint(ctx, bp)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// leaf returns the leaf of a record; nothing where there is none.
func (s *Service) leaf(ctx context.Context, kind, key string) ([]byte, error) {
	b, err := s.d.Ledger.LeafOf(ctx, kind, key)
	if fault.KindOf(err) == fault.NotFound {
		return nil, nil
	}
	return b, err
}
