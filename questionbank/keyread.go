package questionbank

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"time"
)

// Correction is one item of a proposed or approved key version: what was right before and what is right by it.
type Correction struct {
	Item   ItemVersion // with stem and options; Key and Explanation are empty
	Part   int         // of a case: its question, from 1; 0: the item itself
	Before []int       // origin indexes, ascending
	After  []int
}

// Corrections shows what a key version changes, so that the second person decides on the keys and not on their number. The
// read is put on the audit trail. ErrKeyUnknown for a version that the release has not.
func (s *Service) Corrections(ctx context.Context, release ReleaseID, no int) (KeyVersion, []Correction, error) {
	_, b, err := s.releaseFor(ctx, release, write)
	if err != nil {
		return KeyVersion{}, nil, err
	}
	k, sealed, err := s.d.Releases.KeyVersion(ctx, release, no)
	if err != nil {
		return KeyVersion{}, nil, err
	}
	var list []Correction
	list, err = commit(ctx, s.d.Tx, &list, func(ctx context.Context) error {
		if list, err = s.corrections(ctx, k, sealed); err != nil {
			return err
		}
		return s.record(ctx, b, "key.read", "release:"+string(release), map[string]string{"key_version": strconv.Itoa(no),
			"versions": strconv.Itoa(len(list))})
	})
	return k, list, err
}

func (s *Service) corrections(ctx context.Context, k KeyVersion, sealed string) ([]Correction, error) {
	if len(k.Changed) == 0 {
		return nil, nil
	}
	after, err := s.openKeys(k, sealed)
	if err != nil {
		return nil, err
	}
	all, err := s.d.Releases.KeyVersions(ctx, k.Release)
	if err != nil {
		return nil, err
	}
	// A correction starts from the newest approved version below it: while one waits no other can be proposed.
	i := slices.IndexFunc(all, func(o KeyVersion) bool { return o.No == k.No })
	for i--; i >= 0 && all[i].State != Active; i-- {
	}
	if i < 0 {
		return nil, ErrDamaged.With("key_version", k.No)
	}
	base, sealed, err := s.d.Releases.KeyVersion(ctx, k.Release, all[i].No)
	if err != nil {
		return nil, err
	}
	before, err := s.openKeys(base, sealed)
	if err != nil {
		return nil, err
	}
	versions, err := s.d.Items.Versions(ctx, wholes(k.Changed))
	if err != nil {
		return nil, err
	}
	items := make(map[VersionID]ItemVersion, len(versions))
	for _, v := range versions {
		if v, err = s.open(v); err != nil {
			return nil, err
		}
		items[v.ID] = v.ItemVersion
	}
	out := make([]Correction, len(k.Changed))
	for i, id := range k.Changed {
		item, no := id.Whole()
		was, is := before[item], after[item]
		old, now := keyOf(&was, no), keyOf(&is, no)
		if old == nil || now == nil {
			return nil, ErrDamaged.With("key_version", k.No)
		}
		out[i] = Correction{Item: items[item], Part: no, Before: *old, After: *now}
	}
	return out, nil
}

// ReleaseQuery selects items of a release in the order of their versions' ids. Zero fields select all.
type ReleaseQuery struct {
	Release ReleaseID
	Type    Type
	Topic   string
	After   VersionID
	Limit   int // 1 to 1,000; 50 where none is named
}

// ReleaseItems returns items as a release froze them, with stems and options, without keys: also those that were retired
// or replaced since. Those that it took in are not the bank's to show.
func (s *Service) ReleaseItems(ctx context.Context, q ReleaseQuery) ([]ItemVersion, error) {
	_, b, err := s.releaseFor(ctx, q.Release, read)
	if err != nil {
		return nil, err
	}
	list, err := s.d.Releases.ReleaseVersions(ctx, q.Release)
	if err != nil {
		return nil, err
	}
	list = slices.DeleteFunc(ownOf(b.ID, list), func(v SealedVersion) bool {
		return v.ID <= q.After || q.Type != "" && v.Content.Type != q.Type || q.Topic != "" && v.Content.Topic != q.Topic
	})
	slices.SortFunc(list, func(a, b SealedVersion) int { return cmp.Compare(a.ID, b.ID) })
	list = list[:min(len(list), ItemQuery{Limit: q.Limit}.bounded().Limit)]
	return s.opened(b, list)
}

// Drawn is one draw of a release, by the sitting it was made for.
type Drawn struct {
	Attempt  string
	ItemCode string
	At       time.Time
}

// Draws lists the draws of a release by sitting, for choosing what to export; after is the last sitting of the page before.
func (s *Service) Draws(ctx context.Context, release ReleaseID, after string, limit int) ([]Drawn, error) {
	if _, _, err := s.releaseFor(ctx, release, replays); err != nil {
		return nil, err
	}
	list, err := s.d.Draws.DrawsOf(ctx, release, after, min(max(limit, 1), 1000))
	if err != nil {
		return nil, err
	}
	out := make([]Drawn, len(list))
	for i, d := range list {
		out[i] = Drawn{d.Attempt, d.ItemCode, time.UnixMilli(d.DrawnAt).UTC()}
	}
	return out, nil
}
