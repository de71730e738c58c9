package questionbank

import (
	"context"
	"strconv"

	"github.com/suikao/suikao/questionbank/assembly"
)

// Export is what an auditor gets to draw papers of a release again: the items without keys, each draw with its
// blueprint, and the keys sealed, so that they open only in a house that holds the key file.
type Export struct {
	Release     Release
	Items       []byte // assembly.EncodeRelease
	Leaves      []byte // assembly.Snapshot.Leaves
	KeyVersions []ExportedKeys
	Draws       []ExportedDraw
}

// ExportedKeys is one key version: its digest in the open, the keys sealed.
type ExportedKeys struct {
	KeyVersion
	Sealed string
}

// ExportedDraw is one draw with the blueprint it used.
type ExportedDraw struct {
	Attempt        string
	assembly.Files // without Release and Leaves, which all draws of an export share
}

// maxExported is how many draws one export holds.
const maxExported = 10_000

// ExportDraws gathers a release and the draws of the named attempts, all of which must be of this release. The export is
// put on the audit trail.
func (s *Service) ExportDraws(ctx context.Context, release ReleaseID, attempts []string) (Export, error) {
	if _, err := s.sign(ctx); err != nil {
		return Export{}, err
	}
	r, b, err := s.releaseFor(ctx, release, replays)
	if err != nil {
		return Export{}, err
	}
	if err := s.notMixed(ctx, release, b); err != nil {
		return Export{}, err
	}
	if len(attempts) > maxExported {
		return Export{}, ErrTooMany.With("n", maxExported)
	}
	snap, err := s.snapshotOf(ctx, r)
	if err != nil {
		return Export{}, err
	}
	out := Export{Release: r, Items: assembly.EncodeRelease(snap), Leaves: snap.Leaves()}
	for _, a := range attempts {
		d, err := s.d.Draws.Draw(ctx, a)
		if err != nil {
			return Export{}, err
		}
		if d.Release != release {
			return Export{}, ErrDrawUnknown
		}
		f, err := s.FilesOf(ctx, a)
		if err != nil {
			return Export{}, err
		}
		f.Release, f.Leaves = nil, nil
		out.Draws = append(out.Draws, ExportedDraw{Attempt: a, Files: f})
	}
	if out.KeyVersions, err = s.exportKeys(ctx, release); err != nil {
		return Export{}, err
	}
	return commit(ctx, s.d.Tx, &out, func(ctx context.Context) error {
		return s.record(ctx, b, "export", "release:"+string(release), map[string]string{"draws": strconv.Itoa(len(attempts)),
			"items": strconv.Itoa(r.Items), "key_versions": strconv.Itoa(len(out.KeyVersions))})
	})
}

func (s *Service) exportKeys(ctx context.Context, release ReleaseID) ([]ExportedKeys, error) {
	list, err := s.d.Releases.KeyVersions(ctx, release)
	if err != nil {
		return nil, err
	}
	var out []ExportedKeys
	for _, k := range list {
		_, sealed, err := s.d.Releases.KeyVersion(ctx, release, k.No)
		if err != nil {
			return nil, err
		}
		out = append(out, ExportedKeys{k, sealed})
	}
	return out, nil
}
